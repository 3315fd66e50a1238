"""Annex P9 of the report: every model and exemplar, as the mode shows them."""

import re
from typing import Any

import pandas as pd

from analysis.measures.documents import is_missing
from analysis.measures.entries import counted
from analysis.measures.labelled import word
from analysis.measures.review_table import SUM
from analysis.measures.scope import bare_name
from analysis.privacy.amounts import AMOUNT_MASK
from analysis.privacy.modes import WITHHELD, shown_tables
from analysis.privacy.names import MASK
from analysis.privacy.release import Review
from analysis.review.report_text import wordings
from analysis.schema.model import Language
from analysis.vietnamese.letters import bare

_PLACES = ("commune", "district", "province", "district_area", "commune_2025", "province_2025")
_RECIPIENT = ("recipient_name", "hamlet", "commune", "district")


def _words() -> dict[str, Any]:
    return dict(wordings("report")["list"])


def is_closed(review: Review) -> bool:
    """Say whether titles alone would give something away: below a province what a title names is soon found.

    Where sums by field or by recipient are withheld, titles would let a reader count them.
    """
    hidden = {(code, column) for code in ("T3", "T4") for _, column in review.tables[code].hidden}
    tells = review.now.level != "province" or bool({("T3", SUM), ("T4", SUM)} & hidden)
    return review.mode == "public" and tells


def _cell(value: object) -> str:
    return "" if is_missing(value) else str(value)


def _plain(words: str) -> str:
    """Return words in lower case without marks, one space around each, so that whole names are found."""
    return f" {re.sub(r'[^a-z0-9]+', ' ', bare(words)).strip()} "


def _place_names(entries: pd.DataFrame) -> set[str]:
    """Return the names of all places of the entries as a title would hold them: hamlets whole, others without type."""
    named = {bare_name(str(one), at.split("_")[0]) for at in _PLACES for one in entries[at].dropna()}
    return {_plain(one) for one in (*named, *entries["hamlet"].dropna()) if str(one).strip()}


def _tells_place(title: str, places: set[str]) -> bool:
    return any(name in _plain(title) for name in places)


def _public_rows(review: Review, lang: Language) -> list[list[str]]:
    """Return the titles in their own order; those that tell a person, an amount or a place withheld, at the end.

    Titles of persons and of collectives stand alike, so that the list does not tell which field is whose.
    """
    known = review.now.known
    shown = shown_tables(vars(known), "public")["entries"]["title"]
    places, titles = _place_names(known.entries), []
    for row in counted(known.entries.assign(shown=shown)).to_dict("records"):
        title = _cell(row["shown"])
        told = any(mask in title for mask in (MASK, AMOUNT_MASK, WITHHELD)) or _tells_place(title, places)
        titles.append("" if told else title)
    ordered = sorted(titles, key=lambda title: (not title, bare(title), title))
    return [[str(n), title or _words()["withheld"][lang]] for n, title in enumerate(ordered, 1)]


def _model(row: Any, lang: Language) -> str:
    kind, title, rest = word("entry_kind", str(row["kind"]), lang), _cell(row["title"]), _cell(row["description"])
    named = f"{kind[:1].upper()}{kind[1:]}: “{title}”" if title else f"{kind[:1].upper()}{kind[1:]}"
    return ", ".join(filter(None, (named, rest)))


def _recipient(row: Any) -> str:
    """Return name and address; a place that the name tells already is not said twice."""
    said = ""
    for words in (one for one in (_cell(row[name]) for name in _RECIPIENT) if one not in ("", WITHHELD)):
        said = said if words.lower() in said.lower() else f"{said}, {words}".removeprefix(", ")
    return said


def _full_rows(review: Review, lang: Language) -> list[list[str]]:
    shown = shown_tables(vars(review.now.known), review.mode)["entries"]
    rows = []
    for n, (_, row) in enumerate(counted(shown).iterrows(), 1):
        field = word("field", str(row["field"]), lang) if _cell(row["field"]) else ""
        rows.append([str(n), _recipient(row), _model(row, lang), field])
    return rows


def list_columns(review: Review, lang: Language) -> list[str]:
    """Return the headings of the list."""
    return list(_words()["public_columns" if review.mode == "public" else "columns"][lang])


def list_rows(review: Review, lang: Language) -> list[list[str]]:
    """Return the lines of the list as the mode shows them; [] where the list itself is withheld."""
    if is_closed(review):
        return []
    return _public_rows(review, lang) if review.mode == "public" else _full_rows(review, lang)


def list_notes(review: Review, lang: Language) -> list[str]:
    """Return what to know of the list."""
    words = _words()
    if is_closed(review):
        return [str(words["closed"][lang])]
    if counted(review.now.known.entries).empty:
        return [str(words["none"][lang])]
    return [str(words["public"][lang])] if review.mode == "public" else []
