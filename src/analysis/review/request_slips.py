"""Requests for what a list lacks: what its heading declares, what arrived, which numbers are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.measures.documents import citation, is_missing
from analysis.measures.missing_items import ItemNumbers, missing_items
from analysis.measures.review_words import locator_words
from analysis.privacy.modes import WITHHELD
from analysis.privacy.release import Review
from analysis.review.docx_page import add_body, add_centred, new_document, new_section, written
from analysis.review.docx_tables import add_grid, after_table, fill_row, fitted
from analysis.review.office_frame import add_addressee, add_head, add_signature, add_title, footer_words
from analysis.review.report_document import saved_document
from analysis.review.report_text import Line, first_said, lines, wordings
from analysis.schema.model import Language

_WIDTH, _LONGEST = 16.5, 160
_INCOMPLETE = ("short", "open")


@dataclass(frozen=True)
class Lack:
    """A list that is short or open: its line in T1, its document and position, and the numbers of its items."""

    line: Line
    document_id: str
    position: str
    words: str
    numbers: ItemNumbers | None


def _heading(found: "pd.Series[Any]", known: bool) -> str:
    """Return the words that declare a number; behind an open list stand its items, which need no quoting."""
    words = "" if is_missing(found["raw_text"]) else str(found["raw_text"])
    return words if known and words != WITHHELD and len(words) <= _LONGEST else ""


def _lack(review: Review, line: Line) -> Lack:
    found = line.table.evidence_of(line.row, "declared").iloc[0]
    document = str(found["document_id"])
    known = line.code("state") == "short"
    numbers = missing_items(review.now, document, line.code("section")) if known else None
    return Lack(line, document, locator_words(str(found["locator"]), line.lang), _heading(found, known), numbers)


def lacks(review: Review, lang: Language) -> list[Lack]:
    """Return the lists that T1 shows to be short or open; what it withholds is not among them."""
    table = review.tables["T1"]
    if "state" not in table.frame:
        return []
    return [_lack(review, line) for line in lines(table, lang) if line.code("state") in _INCOMPLETE]


def _is_silent(review: Review) -> bool:
    """Say whether T1 withholds the state of a list."""
    table = review.tables["T1"]
    return bool(len(table.frame)) and ("state" not in table.frame or any(name == "state" for _, name in table.hidden))


def _words() -> Any:
    return wordings("request_slips")


def _listed(numbers: Sequence[int]) -> str | None:
    return ", ".join(map(str, numbers)) or None


def _sentence(lack: Lack) -> str:
    line, numbers = lack.line, lack.numbers
    parts = {name: line.label(name) for name in ("section", "declared", "found", "missing")}
    parts |= {"place": lack.position, "received": _listed(numbers.received) if numbers else None}
    parts |= {"numbers": _listed(numbers.missing) if numbers else None}
    return "".join(map(str, first_said(_words()[line.code("state")], line.lang, parts)))


def _cells(lack: Lack) -> list[str]:
    received, missing = (lack.numbers.received, lack.numbers.missing) if lack.numbers else ((), ())
    named = [lack.line.label(name) or "" for name in ("section", "declared", "found", "missing")]
    return [*named[:3], _listed(received) or "", named[3], _listed(missing) or ""]


def _add_table(document: Any, wanted: Sequence[Lack], lang: Language) -> None:
    headings, rows = list(_words()["columns"][lang]), [_cells(one) for one in wanted]
    columns = [[heading, *(row[at] for row in rows)] for at, heading in enumerate(headings)]
    table = add_grid(document, headings, len(rows), fitted(columns, _WIDTH, 24))
    for row, cells in zip(list(table.rows)[1:], rows, strict=True):
        fill_row(row, cells, (1, 2, 4))
    after_table(document)


def _add_slip(document: Any, review: Review, wanted: Sequence[Lack], lang: Language) -> None:
    words, held = _words(), review.now.known.documents
    row = held[held["document_id"] == wanted[0].document_id].iloc[0]
    cited = citation(row, lang)
    body = words["unknown_body"][lang] if is_missing(row["issuer"]) else str(row["issuer"])
    add_head(document, lang, words["number"][lang])
    add_title(document, words["kind"][lang], words["subject"][lang].format(document=cited))
    add_addressee(document, words["addressee"][lang].format(body=body))
    opening = words["opening"][lang].format(year=review.scope.year, place=review.place, document=cited)
    written(add_body(document), opening)
    for lack in wanted:
        quote = f" {words['wording'][lang].format(words=lack.words)}" if lack.words else ""
        written(add_body(document), f"- {_sentence(lack)}{quote}")
    _add_table(document, wanted, lang)
    written(add_body(document), words["request"][lang])
    written(add_body(document), words["thanks"][lang])
    add_signature(document, lang)


def build_requests(review: Review, lang: Language = "vi") -> bytes:
    """Return one request per document with lists that are short or open, as bytes; the same review, the same bytes."""
    words, footer, wanted = _words(), footer_words(review, lang), lacks(review, lang)
    document = new_document(lang, footer)
    ordered = sorted(wanted, key=lambda one: one.document_id)
    for at, (_, group) in enumerate(groupby(ordered, key=lambda one: one.document_id)):
        if at:
            new_section(document, footer)
        _add_slip(document, review, list(group), lang)
    silent = _is_silent(review)
    if not wanted and not silent:
        add_centred(document, words["kind"][lang], bold=True, gap=12)
        written(add_body(document), words["none"][lang].format(place=review.place, year=review.scope.year))
    elif silent:
        # For the office, and so on a page of its own.
        if wanted:
            new_section(document, footer)
        written(add_body(document), words["withheld"][lang])
    return saved_document(document, review, lang, f"{words['kind'][lang]}: {review.place}, {review.scope.year}")
