"""Tables that run over pages: the parts joined, the repeated header dropped, a row that the page cuts put together."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.reading.document import Row, Table
from analysis.reading.page_breaks import over_page
from analysis.reading.pdf.cells import Grid, cell_text
from analysis.reading.pdf.page import Box, PdfPage
from analysis.vietnamese.letters import nfc

_NEAR = 4.0
_SAME_TOP = 2.0
_SERIAL = re.compile(r"\d{1,4}(?:\.\d{1,3})*\s*[.)]?")
_FIRST = re.compile(r"0{0,2}1\s*[.)]?")
_ENDS = (".", ";", ":", "!", "?", "”", '"', "»", ")")


@dataclass(slots=True)
class PrintedCell:
    """The left and right edge of a cell and its words."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class PrintedRow:
    """The cells that begin in a row, from left to right, and those from above that still cover it."""

    cells: list[PrintedCell]
    locator: str
    covered: list[PrintedCell] = field(default_factory=list)
    opens_page: bool = False


@dataclass(slots=True)
class PrintedTable:
    """A table as it stands on one page or, joined, on several; `box` is its place on the first."""

    rows: list[PrintedRow]
    box: Box
    locator: str


def printed_table(page: PdfPage, grid: Grid, locator: str) -> PrintedTable:
    """Return a table of one page with the words of its cells."""
    tops: list[float] = []
    cells: list[tuple[int, float, PrintedCell]] = []
    for cell in sorted(grid.cells, key=lambda c: (c.box.top, c.box.x0)):
        if not tops or cell.box.top - tops[-1] > _SAME_TOP:
            tops.append(cell.box.top)
        printed = PrintedCell(cell.box.x0, cell.box.x1, cell_text(page, cell))
        cells.append((len(tops) - 1, cell.box.bottom - _SAME_TOP, printed))
    rows = [PrintedRow([], f"{locator} row {number}") for number in range(1, len(tops) + 1)]
    for begin, bottom, printed in sorted(cells, key=lambda c: c[2].x0):
        rows[begin].cells.append(printed)
        for row in rows[begin + 1 : bisect_left(tops, bottom)]:
            row.covered.append(printed)
    return PrintedTable(rows, grid.box, locator)


def goes_on(first: PrintedTable, second: PrintedTable) -> bool:
    """Join `second`, which opens the next page, to `first` if it is its continuation; tell whether it was."""
    if abs(first.box.x0 - second.box.x0) > _NEAR or abs(first.box.x1 - second.box.x1) > _NEAR:
        return False
    own, other = _edges(first), _edges(second)
    if not (_within(own, other) or _within(other, own)):
        return False
    repeated = _repeated(first, second)
    rest = second.rows[repeated:]
    if repeated and rest and _FIRST.fullmatch(rest[0].cells[0].text) and _is_numbered(first.rows[-1]):
        return False
    if rest and _is_cut(first.rows[-1], rest[0]):
        _put_together(first.rows[-1], rest[0])
        rest = rest[1:]
    elif rest:
        rest[0].opens_page = True
    first.rows.extend(rest)
    return True


def _edges(table: PrintedTable) -> list[float]:
    edges: list[float] = []
    for x in sorted(cell.x0 for row in table.rows for cell in row.cells):
        if not edges or x - edges[-1] > _NEAR:
            edges.append(x)
    return edges


def _within(edges: list[float], others: list[float]) -> bool:
    return all(any(abs(x - other) <= _NEAR for other in others) for x in edges)


def _repeated(first: PrintedTable, second: PrintedTable) -> int:
    """Return how many rows at the top of `second` print the top of `first` again; a header begins with a word."""
    count = 0
    if not first.rows[0].cells[0].text:
        return 0
    for row, again in zip(first.rows, second.rows, strict=False):
        words = [cell.text.split() for cell in row.cells]
        if words != [cell.text.split() for cell in again.cells] or not any(words) or _is_entry(row):
            break
        count += 1
    return count


def _is_entry(row: PrintedRow) -> bool:
    """Tell a numbered row from the row that numbers the columns."""
    return _is_numbered(row) and not all(_SERIAL.fullmatch(cell.text.strip("()")) for cell in row.cells)


def _is_numbered(row: PrintedRow) -> bool:
    return _SERIAL.fullmatch(row.cells[0].text) is not None


def _is_cut(last: PrintedRow, row: PrintedRow) -> bool:
    """Tell whether `row` goes on with what `last` began before the page ended.

    Its number is missing and every cell continues one above it; without numbers every cell goes on in mid-sentence.
    """
    filled = [cell for cell in row.cells if cell.text]
    above = [_cell_at(last, cell) for cell in filled]
    if not filled or any(cell is None or not cell.text for cell in above):
        return False
    running = [
        cell.text[0].islower() and before is not None and not before.text.endswith(_ENDS)
        for cell, before in zip(filled, above, strict=True)
    ]
    if row.cells[0].text:
        return all(running)
    return _is_numbered(last) or any(running)


def _cell_at(row: PrintedRow, cell: PrintedCell) -> PrintedCell | None:
    return next((c for c in row.cells if abs(c.x0 - cell.x0) <= _NEAR and abs(c.x1 - cell.x1) <= _NEAR), None)


def _put_together(last: PrintedRow, row: PrintedRow) -> None:
    for cell in row.cells:
        above = _cell_at(last, cell)
        if above and cell.text:
            above.text += f" {cell.text}"


def as_table(printed: PrintedTable) -> Table:
    """Return the rows on one grid: the text of a merged area in its first cell, "" in the rest."""
    edges = _edges(printed)
    rows = [Row(_on_grid(row.cells, edges), row.locator, _covered(row, edges)) for row in printed.rows]
    for at, row in enumerate(printed.rows):
        if row.opens_page:
            rows[at] = over_page(rows[at - 1], rows[at], rows[at + 1] if at + 1 < len(rows) else None)
    return Table(tuple(rows), printed.locator)


def _covered(row: PrintedRow, edges: list[float]) -> frozenset[int]:
    """Return the columns of the grid that a merged cell from above covers in a row."""
    spans = [(cell.x0 - _NEAR, cell.x1 - _NEAR) for cell in row.covered]
    return frozenset(n for n, edge in enumerate(edges) if any(left <= edge < right for left, right in spans))


def _on_grid(cells: Sequence[PrintedCell], edges: list[float]) -> tuple[str, ...]:
    texts = [""] * len(edges)
    for cell in cells:
        column = min(range(len(edges)), key=lambda n: abs(edges[n] - cell.x0))
        texts[column] = nfc(f"{texts[column]} {cell.text}".strip())
    return tuple(texts)
