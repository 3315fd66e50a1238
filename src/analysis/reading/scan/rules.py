"""Ruled tables on a page: long strokes found by run length, and the grid of cells between them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.reading.scan.ink import MILLIMETRE, WHITE, Ink, components, grow, ink_of
from analysis.reading.scan.tesseract import Grey

Box = tuple[int, int, int, int]

# Longer than any stroke of a letter: a rule across is as wide as a narrow column, one down as high as a row
_ACROSS = round(8 * MILLIMETRE)
_DOWN = round(6 * MILLIMETRE)
_WHOLE = 0.94
_NEAREST = round(2.2 * MILLIMETRE)
_SLACK = round(0.9 * MILLIMETRE)
_DRAWN = 0.6
_TILE = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell or merged area: its place on the grid, how many rows and columns it covers, its box in pixels."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where its rules stand, and its cells."""

    across: tuple[int, ...]
    down: tuple[int, ...]
    cells: tuple[Cell, ...]

    @property
    def box(self) -> Box:
        """Top, left, bottom, right."""
        return self.across[0], self.down[0], self.across[-1], self.down[-1]


@dataclass(frozen=True, slots=True)
class Rules:
    """The strokes of rules, across and down, as masks of the page."""

    across: Ink
    down: Ink


def find_rules(grey: Grey) -> Rules:
    """Return the long straight strokes of a level page."""
    ink = ink_of(grey)
    return Rules(_long_runs(ink, _ACROSS), _long_runs(ink.T, _DOWN).T)


def _long_runs(ink: Ink, length: int) -> Ink:
    """Return the pixels of runs along the rows of at least `length`; single gaps and a slight slant do no harm."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    if thick.shape[1] <= length:
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = sums[:, length:] - sums[:, :-length] >= length * _WHOLE
    begun = np.cumsum(np.pad(starts, ((0, 0), (length, length - 1))), axis=1, dtype=np.int32)
    return np.asarray((begun[:, length:] > begun[:, :-length]) & ink)


def erased(grey: Grey, rules: Rules) -> Grey:
    """Return the page without its rules."""
    return np.where(grow(rules.across | rules.down, 2), np.uint8(WHITE), grey)


def find_grids(rules: Rules) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom; a mere frame or underline is none."""
    boxes = sorted(components(rules.across | rules.down, _TILE, 0))
    grids = (_grid(rules, box) for box in boxes)
    return [grid for grid in grids if grid is not None]


def _grid(rules: Rules, box: Box) -> Grid | None:
    top, left, bottom, right = box
    across = _positions(rules.across[top:bottom, left:right], top, _ACROSS)
    down = _positions(rules.down[top:bottom, left:right].T, left, _DOWN)
    if len(across) < 2 or not down:
        return None
    down = _with_open_sides(down, rules.across[top:bottom], left, right)
    if len(down) < 3:
        return None
    cells = tuple(_cells(_Lattice(rules, across, down)))
    return Grid(tuple(across), tuple(down), cells) if len(cells) > 1 else None


def _positions(mask: Ink, offset: int, shortest: int) -> list[int]:
    """Return the middle of each band of rows that holds a rule; double rules are one."""
    rows = np.nonzero(mask.sum(axis=1) >= shortest * 0.8)[0]
    if not rows.size:
        return []
    bands = np.split(rows, np.nonzero(np.diff(rows) > _NEAREST)[0] + 1)
    weights = mask.sum(axis=1)
    return [offset + round(float(np.average(band, weights=weights[band]))) for band in bands]


def _with_open_sides(down: list[int], across: Ink, left: int, right: int) -> list[int]:
    """Add the ends of the rules across where a table is printed without its outer rules."""
    columns = np.nonzero(across[:, left:right].any(axis=0))[0] + left
    first, last = int(columns.min()), int(columns.max())
    far = 2 * _NEAREST
    return [*([first] if first < down[0] - far else []), *down, *([last] if last > down[-1] + far else [])]


class _Lattice:
    """The smallest cells between all rules of a table, and which rules between them are drawn."""

    def __init__(self, rules: Rules, across: list[int], down: list[int]) -> None:
        self.across, self.down = across, down
        rows, columns = range(len(across) - 1), range(len(down) - 1)
        self._beside = {(r, c): self._drawn(rules.down.T, down[c + 1], across, r) for r in rows for c in columns[:-1]}
        self._below = {(r, c): self._drawn(rules.across, across[r + 1], down, c) for r in rows[:-1] for c in columns}

    @staticmethod
    def _drawn(mask: Ink, position: int, ends: list[int], index: int) -> bool:
        """Tell whether the rule at `position` is drawn between two neighbouring rules that cross it."""
        begin, end = ends[index] + _SLACK, ends[index + 1] - _SLACK
        band = mask[max(position - _SLACK, 0) : position + _SLACK + 1, begin:end]
        return bool(band.size) and float(band.any(axis=0).mean()) >= _DRAWN

    def right_of(self, row: int, column: int, rows: int) -> bool:
        """Tell whether a rule stands right of a stack of `rows` cells."""
        return any(self._beside.get((row + down, column), True) for down in range(rows))

    def under(self, row: int, column: int, columns: int) -> bool:
        """Tell whether a rule stands under a run of `columns` cells."""
        return any(self._below.get((row, column + right), True) for right in range(columns))


def _cells(lattice: _Lattice) -> Iterator[Cell]:
    """Yield the cells, each grown to the right and then down as far as no rule stops it."""
    taken: NDArray[np.bool_] = np.zeros((len(lattice.across) - 1, len(lattice.down) - 1), dtype=np.bool_)
    for row, column in np.ndindex(*taken.shape):
        if taken[row, column]:
            continue
        rows = columns = 1
        while not lattice.right_of(row, column + columns - 1, 1) and not taken[row, column + columns]:
            columns += 1
        while not lattice.under(row + rows - 1, column, columns):
            rows += 1
        taken[row : row + rows, column : column + columns] = True
        box = (lattice.across[row], lattice.down[column], lattice.across[row + rows], lattice.down[column + columns])
        yield Cell(row, column, rows, columns, box)
