"""Parts of pages to blocks with their locators; what must not be trusted is noted with the place it stands at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from analysis.reading.document import Block, Line, Row, Table
from analysis.reading.lines import as_line
from analysis.reading.scan.lines import Halves, Piece, PrintedRow
from analysis.reading.scan.numbers import doubtful_numbers
from analysis.reading.scan.page import Page, Part, ReadTable
from analysis.reading.scan.tesseract import Word

# A gap between two lines that a blank line would leave, in heights of a line and in usual gaps
_BLANK_LINE = 1.0
_USUAL_GAPS = 2.2


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place whose figures could not be read for sure; without `words` there is ink that could not be read at all."""

    locator: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Located:
    """A block and the part of the page it was made of (None for a blank line)."""

    block: Block
    part: Part | None


@dataclass(slots=True)
class LocatedPage:
    """The blocks of one page in reading order, and its doubts."""

    number: int
    blocks: list[Located] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def locate(page: Page, parts: Sequence[Part]) -> LocatedPage:
    """Number the lines and tables of a page: `page 3 line 12`, `page 2 table 1 row 4`."""
    located = LocatedPage(page.number)
    located.blocks.extend(_Locating(located, parts).blocks())
    return located


class _Locating:
    def __init__(self, page: LocatedPage, parts: Sequence[Part]) -> None:
        self._page, self._parts = page, parts
        self._lines = self._tables = 0
        rows = [part for part in parts if isinstance(part, PrintedRow)]
        heights = [piece.height for row in rows for piece in row.pieces]
        gaps = [below.top - above.bottom for above, below in pairwise(rows)]
        self._blank = max(_BLANK_LINE * median(heights or [0]), _USUAL_GAPS * median(gaps or [0]))

    def blocks(self) -> Iterator[Located]:
        bottom = None
        for part in self._parts:
            if isinstance(part, PrintedRow):
                if bottom is not None and part.top - bottom > self._blank:
                    yield Located(Line("", f"page {self._page.number} line {self._lines}"), None)
                bottom = part.bottom
                yield self._line(part)
            elif isinstance(part, Halves) and part.is_columns:
                bottom = None
                yield from (self._line(PrintedRow((piece,))) for piece in (*part.left, *part.right))
            else:
                bottom = None
                self._tables += 1
                name = f"page {self._page.number} table {self._tables}"
                table = self._halves(part, name) if isinstance(part, Halves) else self._table(part, name)
                yield Located(table, part)

    def _line(self, row: PrintedRow) -> Located:
        self._lines += 1
        locator = f"page {self._page.number} line {self._lines}"
        self._doubt(locator, (word for piece in row.pieces for word in piece.words))
        return Located(as_line(row.text, locator), row)

    def _halves(self, halves: Halves, name: str) -> Table:
        self._lines += halves.rows
        self._doubt(f"{name} row 1", (word for piece in (*halves.left, *halves.right) for word in piece.words))
        return Table((Row((_stacked(halves.left), _stacked(halves.right)), f"{name} row 1"),), name)

    def _table(self, table: ReadTable, name: str) -> Table:
        rows = [Row(cells, f"{name} row {n}", above) for n, (cells, above) in enumerate(_matrix(table), start=1)]
        for cell in table.cells:
            locator = rows[cell.cell.row].locator
            self._doubt(locator, cell.words)
            if cell.is_doubtful:
                self._page.doubts.append(Doubt(locator, (cell.text,) if cell.text else ()))
        return Table(tuple(row for row in rows if any(row.cells)), name)

    def _doubt(self, locator: str, words: Iterable[Word]) -> None:
        if numbers := doubtful_numbers(list(words)):
            self._page.doubts.append(Doubt(locator, tuple(numbers)))


def _stacked(pieces: Sequence[Piece]) -> str:
    return "\n".join(piece.text for piece in sorted(pieces, key=lambda piece: piece.top))


def _matrix(table: ReadTable) -> Iterator[tuple[tuple[str, ...], frozenset[int]]]:
    """Yield the rows of a table, and which cells go on from above; a merged area has its text in its first cell."""
    texts = {(cell.cell.row, cell.cell.column): cell.text for cell in table.cells}
    tall = [cell for cell in table.grid.cells if cell.rows > 1]
    for row in range(len(table.grid.across) - 1):
        over = [cell for cell in tall if cell.row < row < cell.row + cell.rows]
        above = frozenset(column for cell in over for column in range(cell.column, cell.column + cell.columns))
        yield tuple(texts.get((row, column), "") for column in range(len(table.grid.down) - 1)), above
