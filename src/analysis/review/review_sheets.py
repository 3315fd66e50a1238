"""The sheets of the review: its tables with links to their evidence, the evidence, the columns, the findings."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from textwrap import shorten
from typing import Any

import pandas as pd
import yaml

from analysis.measures.documents import citation, is_missing
from analysis.measures.labelled import word
from analysis.measures.review_table import WHOLE_TABLE, ReviewColumn, ReviewTable
from analysis.measures.review_words import WITHHELD, cell_words, locator_words
from analysis.privacy.release import Review
from analysis.review.workbook_cells import Look
from analysis.review.workbook_grid import FIRST_ROW, MAX_LINKS, GridColumn, Linked, Marked, place, sheet_title
from analysis.schema.model import Language
from analysis.vietnamese.number_format import half_up

_LOOKS: Mapping[str, Look] = {"integer": "integer", "money": "integer", "percent": "percent", "date": "date"}
_NUMBERS = frozenset({"integer", "money", "percent"})
_WIDEST, _NARROWEST = 30.0, 7.0
_LONG = {"raw_text": 40.0, "message_vi": 50.0, "message_en": 50.0, "section": 50.0, "meaning": 70.0, "title": 44.0}
# An empty column of kinds says that nobody stated them.
_KEPT = frozenset({"T6"})
Rows = list[tuple[object, ...]]


@cache
def review_words() -> Mapping[str, Any]:
    """Return the words of the workbook, from data/review_workbook.yaml."""
    text = (files("analysis.review") / "data" / "review_workbook.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def sheet_of(table: ReviewTable, lang: Language) -> str:
    """Return the title of a table's sheet."""
    return sheet_title(f"{table.code} {table.short[lang]}")


def named_sheet(name: str, lang: Language) -> str:
    """Return the title of another sheet: cover, notes, charts, columns, evidence."""
    return sheet_title(str(review_words()["sheets"][name][lang]))


def document_names(review: Review, lang: Language) -> dict[str, str]:
    """Return how the documents of the review, and of the year compared with, are cited, by id."""
    parts = [part.known.documents for part in (review.now, review.base) if part is not None]
    return {str(row["document_id"]): citation(row, lang) for one in parts for _, row in one.iterrows()}


class Evidence:
    """All evidence of a review as one sheet, and where on it the evidence of each cell begins."""

    def __init__(self, review: Review, lang: Language) -> None:
        """Gather the evidence of all tables, table by table and cell by cell."""
        self.lang: Language = lang
        self.rows: Rows = []
        self._starts: dict[tuple[str, int, str], int] = {}
        self._names = document_names(review, lang)
        for table in review.tables.values():
            self._add(table)

    def _add(self, table: ReviewTable) -> None:
        order = {name: at for at, name in enumerate(table.frame.columns)}
        columns = {one.name: one for one in table.columns}
        found = table.evidence.assign(at=table.evidence["column"].map(order))
        for row in found.sort_values(["row", "at"], kind="stable").to_dict("records"):
            key = table.code, int(row["row"]), str(row["column"])
            self._starts.setdefault(key, len(self.rows))
            self.rows.append(self._line(table, columns, row))

    def _line(
        self, table: ReviewTable, columns: Mapping[str, ReviewColumn], row: Mapping[Any, Any]
    ) -> tuple[object, ...]:
        whole = int(row["row"]) == WHOLE_TABLE
        column = columns.get(str(row["column"]))
        document = self._names.get(str(row["document_id"]), str(row["document_id"]))
        return (
            Linked(table.code, place(sheet_of(table, self.lang), 1)),
            review_words()["whole_table"][self.lang] if whole else line_name(table, int(row["row"]), self.lang),
            column.heading[self.lang] if column else None,
            document,
            locator_words(str(row["locator"]), self.lang) if row["locator"] else None,
            row["raw_text"] or None,
            row["row_id"] or None,
            word("table", str(row["table"]), self.lang) if row["table"] else None,
        )

    def target(self, code: str, row: int, column: str) -> str | None:
        """Return the address of a cell's evidence, of its whole table's, or None."""
        at = self._starts.get((code, row, column), self._starts.get((code, WHOLE_TABLE, "")))
        return None if at is None else place(named_sheet("evidence", self.lang), FIRST_ROW + at)


def line_name(table: ReviewTable, row: int, lang: Language) -> str:
    """Return what a reader calls a line: the words of its first columns that are no numbers, at most three."""
    keys = [one for one in table.columns_in(lang) if one.kind not in _NUMBERS][:3]
    words = (cell_words(one, table.frame.loc[row, one.name], lang) for one in keys)
    return shorten(", ".join(one for one in words if one), 120, placeholder=" …")


def _value(column: ReviewColumn, value: Any, lang: Language) -> object:
    """Return a cell as Excel holds it: numbers and dates as such, everything else in words."""
    if column.kind != "place" and is_missing(value):
        return None
    if column.kind in ("integer", "money"):
        return int(value)
    if column.kind == "percent":
        return float(half_up(float(value), 1))
    return pd.Timestamp(value).date() if column.kind == "date" else cell_words(column, value, lang)


def _cells(table: ReviewTable, column: ReviewColumn, evidence: Evidence) -> list[object]:
    hidden = {row for row, name in table.hidden if name == column.name}
    cells: list[object] = []
    for at, value in table.frame[column.name].items():
        shown = _value(column, value, evidence.lang)
        target = evidence.target(table.code, int(str(at)), column.name) if column.kind in _NUMBERS else None
        if int(str(at)) in hidden:
            cells.append(Marked(WITHHELD[evidence.lang], "withheld"))
        else:
            cells.append(Linked(shown, target) if target and shown is not None else shown)
    return cells


def _plain(cell: object) -> str:
    held = cell.value if isinstance(cell, Linked) else cell.words if isinstance(cell, Marked) else cell
    return f"{held:,}" if isinstance(held, int) else "" if held is None else str(held)


def grid_column(name: str, heading: str, cells: Sequence[object], look: Look = "text", note: str = "") -> GridColumn:
    """Return a column as wide as its cells need, within bounds; longer words are wrapped."""
    longest = max((len(_plain(cell)) for cell in cells), default=0)
    widest = _LONG.get(name, _WIDEST)
    header = max(*map(len, heading.split()), len(heading) / 2)
    width = round(max(min(longest, widest) * 1.05, header * 1.15, len(name) * 0.75, _NARROWEST) + 1.5, 1)
    width += 2 if look in ("integer", "percent") else 0
    return GridColumn(name, heading, "long" if look == "text" and longest > widest else look, "main", width, note)


def table_sheet(table: ReviewTable, evidence: Evidence) -> tuple[list[GridColumn], Rows]:
    """Return columns and rows of a table's sheet; a column nobody fills is left out but for the first."""
    lang, columns, filled = evidence.lang, [], []
    for column in shown_columns(table, lang):
        cells = _cells(table, column, evidence)
        look = _LOOKS.get(column.kind, "text")
        columns.append(grid_column(column.name, column.heading[lang], cells, look, column.meaning[lang]))
        filled.append(cells)
    return columns, list(zip(*filled, strict=True))


def shown_columns(table: ReviewTable, lang: Language) -> list[ReviewColumn]:
    """Return the columns of a table worth showing: the first, and those somebody filled or a mode withholds."""
    withheld, shown = {name for _, name in table.hidden}, []
    for at, column in enumerate(table.columns_in(lang)):
        filled = (cell_words(column, value, lang) for value in table.frame[column.name])
        if not at or table.frame.empty or _is_kept(table, column) or column.name in withheld or any(filled):
            shown.append(column)
    return shown


def _is_kept(table: ReviewTable, column: ReviewColumn) -> bool:
    return table.code in _KEPT and column.kind in _NUMBERS


def _sheet(name: str, lang: Language, rows: Rows) -> tuple[list[GridColumn], Rows]:
    headings = review_words()["columns"][name]
    filled = list(zip(*rows, strict=True)) if rows else [()] * len(headings)
    columns = [
        grid_column(key, words[lang], cells) for (key, words), cells in zip(headings.items(), filled, strict=True)
    ]
    return columns, rows


def evidence_sheet(evidence: Evidence) -> tuple[list[GridColumn], Rows]:
    """Return columns and rows of the sheet of evidence."""
    return _sheet("evidence", evidence.lang, evidence.rows[:MAX_LINKS])


def column_sheet(tables: Iterable[ReviewTable], lang: Language) -> tuple[list[GridColumn], Rows]:
    """Return columns and rows of the sheet that explains every column of the tables."""
    kinds = review_words()["kinds"]
    rows: Rows = [
        (Linked(one.code, place(sheet_of(one, lang), 1)), c.heading[lang], c.name, kinds[c.kind][lang], c.meaning[lang])
        for one in tables
        for c in one.columns_in(lang)
    ]
    return _sheet("columns", lang, rows)


def note_sheet(tables: Iterable[ReviewTable], lang: Language) -> tuple[list[GridColumn], Rows]:
    """Return columns and rows of the sheet of findings: everything to know, table by table."""
    rows: Rows = [
        (Linked(f"{one.code} {one.short[lang]}", place(sheet_of(one, lang), 1)), words[lang])
        for one in tables
        for words in one.notes
    ]
    columns, _ = _sheet("notes", lang, rows)
    wide = GridColumn("words", columns[1].heading, "long", "main", 120)
    return [columns[0], wide], rows
