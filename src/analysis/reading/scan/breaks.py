"""What a page break does to a text: tables go on over it, heads and feet are repeated, pages are numbered."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from analysis.reading.document import Row, Table
from analysis.reading.page_breaks import over_page
from analysis.reading.scan.blocks import Located, LocatedPage
from analysis.reading.scan.lines import PrintedRow
from analysis.reading.scan.page import Page, Part, ReadTable
from analysis.reading.scan.rules import Grid
from analysis.reading.scan.tables import number_column

# Decree 30/2020 leaves 20 to 25 mm above and below the text: nearer to the edge stand running heads and feet
_HEAD, _FOOT = 0.05, 0.935
_NUMBERED_HEAD = 0.08
_ALIKE = 0.8
_NEAR = 0.02
_BEGINS_ANEW = re.compile(r"(?:0?1|I|A)[.)]?")
_PAGE_NUMBER = re.compile(r"[-–\s]*(\d{1,3})[-–\s]*")


def running_lines(pages: Sequence[Page]) -> list[tuple[int, PrintedRow]]:
    """Return the lines in the margins that stand at the same height on several pages, with their page."""
    margins = [(page, row) for page in pages for row in _margin_rows(page)]
    return [
        (page.number, row)
        for page, row in margins
        if any(page.number != other.number and _repeats(page, row, other, o) for other, o in margins)
    ]


def _margin_rows(page: Page) -> list[PrintedRow]:
    rows = [part for part in page.parts if isinstance(part, PrintedRow)]
    return [row for row in rows if row.bottom < _HEAD * page.height or row.top > _FOOT * page.height]


def _repeats(page: Page, row: PrintedRow, other: Page, other_row: PrintedRow) -> bool:
    return abs(row.top / page.height - other_row.top / other.height) < _NEAR and _alike(row.text, other_row.text)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def is_page_number(part: Part, page: Page) -> bool:
    """Tell whether a line is only the number of its own page, at the edge of the paper."""
    if not isinstance(part, PrintedRow):
        return False
    number = _PAGE_NUMBER.fullmatch(part.text)
    at_edge = part.bottom < _NUMBERED_HEAD * page.height or part.top > _FOOT * page.height
    return bool(number) and at_edge and int(number.group(1)) == page.number if number else False


def join_tables(pages: Sequence[LocatedPage]) -> None:
    """Join the table that ends a page with the one that begins the next, if it goes on; it stays where it begins."""
    unfinished: Located | None = None
    for page in pages:
        going_on = _rest(unfinished, page.blocks[0]) if unfinished and page.blocks else None
        if unfinished and going_on is not None:
            _append(unfinished, page.blocks.pop(0), going_on)
        elif page.blocks:
            unfinished = None
        if page.blocks:
            unfinished = page.blocks[-1]


def _rest(first: Located, second: Located) -> tuple[Row, ...] | None:
    """Return the rows of `second` that go on with `first`, without the repeated header; None if it is another table."""
    if not isinstance(first.part, ReadTable) or not isinstance(second.part, ReadTable):
        return None
    if not isinstance(first.block, Table) or not isinstance(second.block, Table):
        return None
    if not second.block.rows or not _same_columns(first.part.grid, second.part.grid):
        return None
    header = _repeated(first.block.rows, second.block.rows)
    rest = second.block.rows[header:]
    anew = header and rest and _BEGINS_ANEW.fullmatch(rest[0].cells[0].strip())
    return None if anew else rest


def _same_columns(one: Grid, other: Grid) -> bool:
    """Tell whether the rules down the tables stand alike; a page may lie a little aside on the scanner."""
    if len(one.down) != len(other.down):
        return False
    width = one.down[-1] - one.down[0]
    offsets = [left - right for left, right in zip(one.down, other.down, strict=True)]
    return max(offsets) - min(offsets) <= _NEAR * width


def _repeated(first: Sequence[Row], second: Sequence[Row]) -> int:
    """Return how many rows at the top of `second` repeat the top of `first`."""
    count = 0
    for own, again in zip(first, second, strict=False):
        if not _alike(" ".join(own.cells), " ".join(again.cells)):
            break
        count += 1
    return count


def _append(first: Located, second: Located, rest: tuple[Row, ...]) -> None:
    assert isinstance(first.block, Table) and isinstance(first.part, ReadTable) and isinstance(second.part, ReadTable)
    rows = first.block.rows
    column = number_column(first.part.grid, first.part.cells)
    if rest and column is not None and _is_split(rows[-1], rest[0], column):
        cells = tuple(" ".join(filter(None, pair)) for pair in zip(rows[-1].cells, rest[0].cells, strict=True))
        rows, rest = (*rows[:-1], replace(rows[-1], cells=cells)), rest[1:]
    elif rest:
        rest = (over_page(rows[-1], rest[0], rest[1] if len(rest) > 1 else None), *rest[1:])
    first.block = replace(first.block, rows=(*rows, *rest))


def _is_split(upper: Row, lower: Row, column: int) -> bool:
    """Tell whether two rows are one that the page break cut: one number for both, and a cell that runs on."""
    numbers = upper.cells[column], lower.cells[column]
    runs_on = (
        above and below and below[0].islower()
        for place, (above, below) in enumerate(zip(upper.cells, lower.cells, strict=True))
        if place != column
    )
    return not all(numbers) and any(runs_on)
