"""The cells of ruled tables: each is recognised by itself, numbers in the number column a second time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.reading.scan.blanks import parted
from analysis.reading.scan.ink import WHITE, ink_of
from analysis.reading.scan.lines import pieces_of
from analysis.reading.scan.numbers import checked_numbers
from analysis.reading.scan.rules import Cell, Grid
from analysis.reading.scan.strokes import lone_stems
from analysis.reading.scan.tesseract import BLOCK, LINE, Grey, Word, recognise

_NUMBER_LETTERS = "0123456789IVX"
_NUMBER = re.compile(r"(?:\d{1,4}|[IVX]{1,6})[.)]?")
_SERIAL = re.compile(r"\d{1,4}[.)]?")
_NARROW = 0.16
_ONES = re.compile("[1IHl|]{0,3}")
_NUMBERED = 0.6
_SURE = 60
_BORDER = 3
_MARGIN = 10
_LEAST_INK = 9


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell and what was recognised in it; `is_doubtful` when there is ink that could not be read for sure."""

    cell: Cell
    words: tuple[Word, ...] = ()
    text: str = ""
    is_doubtful: bool = False


def read_tables(page: Grey, grids: Sequence[Grid]) -> list[list[ReadCell]]:
    """Return the cells of each grid with their text; the rules must have been erased from `page`."""
    inked = [[cell for cell in grid.cells if _has_ink(_crop(page, cell))] for grid in grids]
    pictures = [_crop(page, cell) for cells in inked for cell in cells]
    first = parted(list(zip(recognise(pictures, BLOCK), pictures, strict=True)))
    recognised = iter(checked_numbers(list(zip(first, pictures, strict=True))))
    return [
        _table(page, grid, {cell: next(recognised) for cell in cells}) for grid, cells in zip(grids, inked, strict=True)
    ]


def _crop(page: Grey, cell: Cell) -> Grey:
    top, left, bottom, right = cell.box
    inner = page[top + _BORDER : bottom - _BORDER, left + _BORDER : right - _BORDER]
    return np.pad(inner, _MARGIN, constant_values=WHITE)


def _tight(picture: Grey) -> Grey:
    """Cut the white around a lone number away: with it tesseract looks for more than there is."""
    rows, columns = np.nonzero(ink_of(picture))
    inner = picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    return np.pad(inner, _MARGIN, constant_values=WHITE)


def _has_ink(picture: Grey) -> bool:
    """Tell whether a cell holds strokes, not only specks: an empty cell would be read as nonsense."""
    ink = ink_of(picture)
    solid = ink[1:-1, 1:-1] & ink[2:, 1:-1] & ink[1:-1, 2:] & ink[2:, 2:]
    return int(solid.sum()) >= _LEAST_INK


def _table(page: Grey, grid: Grid, recognised: dict[Cell, list[Word]]) -> list[ReadCell]:
    cells = [_read(page, cell, recognised.get(cell)) for cell in grid.cells]
    column = number_column(grid, cells)
    if column is None:
        return cells
    again = [c for c in cells if c.cell.column == column and c.cell.columns == 1 and c.cell in recognised]
    again = [c for c in again if not c.text or _NUMBER.fullmatch(c.text) or len(c.text) <= 3]
    pictures = [_tight(_crop(page, c.cell)) for c in again]
    second = recognise(pictures, LINE, _NUMBER_LETTERS)
    better = {
        c.cell: _second_opinion(c, picture, words) for c, picture, words in zip(again, pictures, second, strict=True)
    }
    return [better.get(c.cell, c) for c in cells]


def _read(page: Grey, cell: Cell, words: list[Word] | None) -> ReadCell:
    if words is None:
        return ReadCell(cell)
    text, weak = pieces_of(words, _crop(page, cell))
    kept = tuple(word for piece in text for word in piece.words)
    printed = " ".join(word.text for word in kept)
    return ReadCell(cell, kept, printed, is_doubtful=bool(weak))


def number_column(grid: Grid, cells: Sequence[ReadCell]) -> int | None:
    """Return the narrow column of running numbers, None if the table has none."""
    width = grid.down[-1] - grid.down[0]
    for column in range(len(grid.down) - 1):
        if grid.down[column + 1] - grid.down[column] > _NARROW * width:
            return None
        own = [c.text for c in cells if c.cell.column == column and c.cell.columns == 1 and c.text]
        numbers = sum(_SERIAL.fullmatch(text) is not None for text in own)
        if numbers >= 2 and numbers >= _NUMBERED * (len(own) - 1):
            return column
    return None


def _second_opinion(first: ReadCell, picture: Grey, words: list[Word]) -> ReadCell:
    """Take the second reading where the first is no number; where two numbers differ, keep the surer and doubt it."""
    text = "".join(word.text for word in words)
    if (_ONES.fullmatch(first.text) or _ONES.fullmatch(text)) and (stems := lone_stems(picture)):
        return replace(first, words=(), text=stems, is_doubtful=False)
    if not _NUMBER.fullmatch(text) or text == first.text.rstrip(".)"):
        return first if first.text else _doubted(first)
    surer = _least(words) > _least(first.words)
    if _NUMBER.fullmatch(first.text):
        return replace(first, words=tuple(words), text=text, is_doubtful=True) if surer else _doubted(first)
    sure = _least(words) >= _SURE
    return replace(first, words=tuple(words), text=text, is_doubtful=False) if sure else _doubted(first)


def _least(words: Sequence[Word]) -> float:
    return min((word.confidence for word in words), default=0.0)


def _doubted(cell: ReadCell) -> ReadCell:
    return replace(cell, is_doubtful=True)
