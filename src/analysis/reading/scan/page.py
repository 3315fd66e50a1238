"""One page's picture in, its lines and tables out, with what was left out and what is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from analysis.reading.scan.blanks import parted
from analysis.reading.scan.ink import WHITE, ink_of, levelled, whitened
from analysis.reading.scan.lines import SURE_WORD, Halves, Piece, PrintedRow, pieces_of, rows_of, with_halves
from analysis.reading.scan.numbers import checked_numbers
from analysis.reading.scan.rules import Grid, erased, find_grids, find_rules
from analysis.reading.scan.tables import ReadCell, read_tables
from analysis.reading.scan.tesseract import PAGE, Grey, Word, recognise, upright_turn

# Less ink than a short line has: a blank page with specks
_LEAST_INK = 0.0002
_LEAST_PAPER = 0.5
_HOPELESS = 55
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A ruled table of a page: its grid and its cells."""

    grid: Grid
    cells: tuple[ReadCell, ...]

    @property
    def top(self) -> int:
        """The upper edge in pixels."""
        return self.grid.box[0]


Part = PrintedRow | Halves | ReadTable


@dataclass(frozen=True, slots=True)
class Page:
    """What was recognised on one page; `weak` are the pieces too weak to be text."""

    number: int
    width: int
    height: int
    parts: tuple[Part, ...] = ()
    weak: tuple[Piece, ...] = ()
    words: int = 0
    unsure: int = 0
    ink: float = 0.0
    seals: int = 0
    paper: float = 1.0

    @property
    def is_blank(self) -> bool:
        """Whether the paper is empty."""
        return self.ink < _LEAST_INK and not self.seals and not self.is_photograph

    @property
    def is_photograph(self) -> bool:
        """Whether little of the picture is paper, as on no page of text."""
        return self.paper < _LEAST_PAPER


def read_page(picture: Image.Image, number: int) -> Page:
    """Recognise one page; a page that lies on its side or head is turned when its words make no sense."""
    sheet = whitened(picture)
    page = _recognised(sheet.grey, number)
    if page.ink >= _LEAST_INK and _is_hopeless(page) and (turn := upright_turn(sheet.grey)):
        turned = _recognised(np.rot90(sheet.grey, -turn // 90), number)
        page = max(turned, page, key=lambda p: p.words - p.unsure)
    return replace(page, seals=sheet.seals, paper=sheet.paper)


def _is_hopeless(page: Page) -> bool:
    return page.words < _FEW_WORDS or page.unsure * 100 > page.words * (100 - _HOPELESS)


def _recognised(upright: Grey, number: int) -> Page:
    grey = levelled(upright)
    height, width = grey.shape
    ink = float(ink_of(grey).mean())
    if ink < _LEAST_INK:
        return Page(number, width, height, ink=ink)
    rules = find_rules(grey)
    grids = find_grids(rules)
    bare = erased(grey, rules)
    tables = [ReadTable(g, tuple(cells)) for g, cells in zip(grids, read_tables(bare, grids), strict=True)]
    text, weak = pieces_of(_around(bare, grids), bare)
    parts: list[Part] = [*_placed(text, tables, width / 2), *tables]
    words = [word for piece in text for word in piece.words]
    words += [word for table in tables for cell in table.cells for word in cell.words]
    return Page(
        number,
        width,
        height,
        tuple(sorted(parts, key=lambda part: part.top)),
        tuple(weak),
        len(words),
        sum(word.confidence < SURE_WORD for word in words),
        ink,
    )


def _around(page: Grey, grids: Sequence[Grid]) -> list[Word]:
    """Recognise what stands outside the tables."""
    rest = page.copy()
    for grid in grids:
        top, left, bottom, right = grid.box
        rest[top : bottom + 1, left : right + 1] = WHITE
    if ink_of(rest).mean() < _LEAST_INK:
        return []
    return checked_numbers([(parted([(recognise([rest], PAGE)[0], rest)])[0], rest)])[0]


def _placed(pieces: Sequence[Piece], tables: Sequence[ReadTable], middle: float) -> list[PrintedRow | Halves]:
    """Order the lines between the tables, so that no zone of two halves reaches over a table."""
    placed: list[PrintedRow | Halves] = []
    left_over = list(pieces)
    for end in [*(table.top for table in tables), None]:
        here = [piece for piece in left_over if end is None or piece.top < end]
        left_over = [piece for piece in left_over if piece not in here]
        placed.extend(with_halves(rows_of(here), middle))
    return placed
