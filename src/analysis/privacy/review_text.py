"""The public review as plain text, table by table: what a notebook shows."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from analysis.measures.review_table import ReviewTable
from analysis.measures.review_words import spoken
from analysis.measures.scope import Scope, ScopeError
from analysis.privacy.release import Review, make_review
from analysis.schema.model import Language
from analysis.tables import Tables, table_text

CODES = tuple(f"T{number}" for number in range(1, 14))
HEAD = "head"
_WIDEST = 80


@cache
def _words() -> Mapping[str, Any]:
    text = (files("analysis.privacy") / "data" / "review_text.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _head(review: Review, lang: Language) -> str:
    newest = review.now.known.documents["issued_on"].max()
    day = _words()["undated"][lang] if pd.isna(newest) else f"{newest:%d/%m/%Y}"
    told = str(_words()["head"][lang]).format(place=review.place, year=review.scope.year, newest=day)
    return told + (str(_words()["compared"][lang]).format(year=review.base.scope.year) if review.base else "")


def _rows(table: ReviewTable, lang: Language) -> str:
    """Return the rows of a table without the columns in which no row has anything."""
    frame = spoken(table, lang)
    filled = frame.loc[:, (frame != "").any()]
    return table_text(filled, max_width=_WIDEST) if len(frame) else str(_words()["empty"][lang])


def table_page(table: ReviewTable, lang: Language = "vi") -> str:
    """Return a table of a review as text: title, rows, notes."""
    notes = [f"- {words[lang]}" for words in table.notes]
    return "\n".join([f"{table.code}. {table.title[lang]}", "", _rows(table, lang), *notes])


def review_pages(tables: Tables, scope: Scope, compare: int | None = None, lang: Language = "vi") -> dict[str, str]:
    """Return the public review of a scope as texts: `head`, then `T1` to `T13`.

    Where the scope holds no data, `head` is one line that lists what exists and the other texts are empty.
    """
    try:
        review = make_review(tables, scope, compare)
    except ScopeError as error:
        return {HEAD: str(error), **dict.fromkeys(CODES, "")}
    return {HEAD: _head(review, lang), **{code: table_page(review.tables[code], lang) for code in CODES}}
