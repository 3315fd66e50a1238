"""The review's tables as HTML: caption, headings that can be sorted by, cells that lead to their evidence, notes."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.measures.documents import is_missing
from analysis.measures.review_table import TOTAL, ReviewColumn, ReviewTable
from analysis.measures.review_words import WITHHELD, cell_words
from analysis.review.page_bars import said
from analysis.review.page_evidence import Behind
from analysis.review.page_markup import Html, element
from analysis.review.page_svg import row_id
from analysis.review.review_sheets import shown_columns
from analysis.schema.model import Language

NUMBERS = frozenset({"integer", "money", "percent"})
_LONG, _MIDDLE = 44, 16


def foreign(column: ReviewColumn, lang: Language) -> str | None:
    """Return the language of a cell that is not the page's: words of a document and names are Vietnamese."""
    own = column.name.endswith(("_vi", "_en"))
    return "vi" if lang == "en" and column.kind in ("words", "heading", "place") and not own else None


def sort_key(column: ReviewColumn, value: Any, words: str) -> str:
    """Return what a cell is sorted by: plain numbers and dates, else its words; '' for a missing one, always last."""
    if not words:
        return ""
    if column.kind in NUMBERS:
        return str(float(value)) if column.kind == "percent" else str(int(value))
    return f"{pd.Timestamp(value):%Y-%m-%d}" if column.kind == "date" else words


def _look(words: str) -> str | None:
    return "long" if len(words) > _LONG else "middle" if len(words) > _MIDDLE else None


def is_sum(table: ReviewTable, row: int) -> bool:
    """Say whether a row is the sum of all others, which stays below them."""
    keys = [one.name for one in table.columns if one.kind in ("code", "place")]
    return bool(keys) and all(table.frame.loc[row, name] == TOTAL for name in keys)


def is_part(table: ReviewTable, row: int) -> bool:
    """Say whether a row is the sum of some others."""
    return any(table.frame.loc[row, one.name] == TOTAL for one in table.columns if one.kind == "code")


class Grid:
    """One table of the review in one language, with what stands behind its cells."""

    def __init__(self, table: ReviewTable, behind: Behind, lang: Language) -> None:
        """Take a table and the evidence of it that the page shows."""
        self.table, self.behind = table, behind
        self.lang: Language = lang
        self.columns = shown_columns(table, lang)
        self.key = table.code.lower()

    def _inside(self, row: int, column: ReviewColumn, words: str) -> Html | str:
        if column.kind not in NUMBERS or not words or not self.behind.has(row, column.name):
            return words
        name = said("open_evidence", self.lang, value=words)
        cell = f"{row}:{column.name}"
        return element("a", words, href=f"#{self.key}-e", class_="c", data_cells=cell, aria_label=name)

    def _cell(self, row: int, column: ReviewColumn, is_head: bool) -> Html:
        value = self.table.frame.loc[row, column.name]
        if (row, column.name) in self.table.hidden:
            return element("td", WITHHELD[self.lang], class_="hid", data_v="")
        words = cell_words(column, value, self.lang)
        look = "n" if column.kind in NUMBERS else _look(words)
        key = sort_key(column, value, "" if is_missing(value) and column.kind != "place" else words)
        marks = {"class_": look, "data_v": key if key != words else None, "lang": foreign(column, self.lang)}
        inside = self._inside(row, column, words)
        return element("th", inside, scope="row", **marks) if is_head else element("td", inside, **marks)

    def _row(self, row: int) -> Html:
        cells = [self._cell(row, column, at == 0) for at, column in enumerate(self.columns)]
        look = "sum" if is_part(self.table, row) else None
        return element("tr", *cells, id=row_id(self.table.code, row), class_=look, tabindex="-1")

    def _head(self) -> Html:
        cells = []
        for column in self.columns:
            is_number = column.kind in NUMBERS
            kind = "n" if is_number else "d" if column.kind == "date" else "t"
            marks = {"class_": "n" if is_number else None, "data_kind": kind}
            cells.append(element("th", column.heading[self.lang], scope="col", **marks))
        return element("thead", element("tr", *cells))

    def markup(self, title: str) -> Html:
        """Return the table in a region that can be scrolled on a narrow screen."""
        rows = [int(row) for row in self.table.frame.index]
        last = [row for row in rows if is_sum(self.table, row)]
        body = element("tbody", *(self._row(row) for row in rows if row not in last))
        foot = element("tfoot", *map(self._row, last)) if last else Html("")
        caption = element("caption", element("span", title), id=f"{self.key}-c")
        table = element("table", caption, self._head(), body, foot, class_="sortable", id=self.key)
        marks: dict[str, str | int | None] = {"role": "region", "aria_labelledby": f"{self.key}-c", "tabindex": 0}
        return element("div", table, class_="wide", **marks)


def explained(columns: Sequence[ReviewColumn], lang: Language) -> Html:
    """Return what every column means, folded."""
    terms = [part for one in columns for part in (element("dt", one.heading[lang]), element("dd", one.meaning[lang]))]
    return element("details", element("summary", said("columns", lang)), element("dl", *terms))


def noted(table: ReviewTable, lang: Language) -> Html:
    """Return the notes of a table."""
    notes = [element("li", words[lang]) for words in table.notes]
    return element("ul", *notes, class_="notes") if notes else Html("")
