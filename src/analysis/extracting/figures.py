"""Sheets of published figures: one row a number, one column a fact, codes as in the data model."""

from collections.abc import Iterator
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.evidence import Evidence, shorten
from analysis.extracting.rows import Problem, PublishedFigure
from analysis.reading import Row, Table

_SHARE_TO_RECOGNISE = 0.6
_SHOWN = ("figure_id", "activity", "value", "unit", "income_low_vnd", "income_high_vnd", "source_publisher", "note")


@cache
def _columns() -> dict[str, bool]:
    """Return the known columns and whether each must be there."""
    return {row["column"]: row["required"] == "true" for row in read_rows("analysis.extracting", "figure_columns.csv")}


def is_figure_sheet(table: Table) -> bool:
    """Tell whether the first row of `table` names most of the columns of a sheet of figures."""
    named = set(table.rows[0].cells) & set(_columns()) if table.rows else set()
    return len(named) >= len(_columns()) * _SHARE_TO_RECOGNISE


def read_figures(table: Table) -> tuple[list[PublishedFigure], list[Problem]]:
    """Return the figures of a sheet and what is wrong with it.

    A missing column makes the sheet unusable: one `missing-column` problem names it and no row is read. A column nobody
    knows is reported and left out.
    """
    header = table.rows[0].cells
    missing = [column for column, required in _columns().items() if required and column not in header]
    if missing:
        evidence = Evidence(table.rows[0].locator, shorten(", ".join(header)))
        return [], [Problem("missing-column", evidence, (("columns", ", ".join(missing)),))]
    unknown = [cell for cell in header if cell and cell not in _columns()]
    problems = [Problem("unknown-column", Evidence(table.locator, c), (("column", c),)) for c in unknown]
    return list(_figures(header, table.rows[1:])), problems


def _figures(header: tuple[str, ...], rows: tuple[Row, ...]) -> Iterator[PublishedFigure]:
    for row in rows:
        cells = {column: cell for column, cell in zip(header, row.cells, strict=False) if column in _columns()}
        raw = " | ".join(cells[column] for column in _SHOWN if cells.get(column))
        yield PublishedFigure(cells, Evidence(row.locator, shorten(raw)))
