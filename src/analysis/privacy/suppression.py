"""Withholding small cells so that none can be worked out from what stays published.

Every table here crosses two dimensions (place × kind, place × field, recipient × field, outcome × field) and is
published with both sums. Two tables meet only in the sums of one shared dimension, and the dimensions form a tree; in
a tree any tables that agree in their shared sums belong to some common set of records, so with the sums known each
table can be judged alone. In one table with known sums the cells withheld are the flows of a network: a withheld cell
can be other than it is exactly if a closed walk through it raises and lowers withheld cells in turn and lowers none
below 0. That is looked up by search, without a solver: whole numbers stay whole along such a walk.

Sums are withheld only where the scope itself is a place (below a province a total by field is a cell place × field):
then at least two lines of that dimension lose their sum and all their cells, and records may move between them.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

THRESHOLD = 3
Cell = tuple[int, int]
Grid = Sequence[Sequence[int]]
_Arc = tuple[str, int]


def is_small(value: int, threshold: int = THRESHOLD) -> bool:
    """Say whether a count speaks of so few that it is withheld; 0 speaks of nobody."""
    return 0 < value < threshold


def _steps(grid: Grid, at: _Arc, free: Iterable[Cell], banned: tuple[Cell, bool]) -> Iterable[tuple[_Arc, Cell]]:
    """Yield where a walk may go: from a row by raising a cell to its column, from a column by lowering one above 0."""
    side, number = at
    for cell in free:
        row, column = cell
        if side == "row" and row == number and banned != (cell, True):
            yield ("column", column), cell
        if side == "column" and column == number and grid[row][column] > 0 and banned != (cell, False):
            yield ("row", row), cell


def _cheapest(
    grid: Grid, ends: tuple[_Arc, _Arc], costs: Mapping[Cell, int], banned: tuple[Cell, bool]
) -> list[Cell] | None:
    """Return the cells of the cheapest walk between two lines, None if there is none."""
    start, goal = ends
    queue: list[tuple[int, _Arc, list[Cell]]] = [(0, start, [])]
    seen: set[_Arc] = set()
    while queue:
        cost, at, walked = heapq.heappop(queue)
        if at == goal:
            return walked
        if at in seen:
            continue
        seen.add(at)
        for to, cell in _steps(grid, at, costs, banned):
            heapq.heappush(queue, (cost + costs[cell], to, [*walked, cell]))
    return None


def walk(grid: Grid, cell: Cell, costs: Mapping[Cell, int]) -> list[Cell] | None:
    """Return the cheapest closed walk that changes `cell` by one, itself included; None if its sums settle it.

    `costs` are the cells the walk may change. Raising the cell continues from its column back to its row; lowering it,
    possible above 0, from its row to its column.
    """
    row, column = ("row", cell[0]), ("column", cell[1])
    raised = _cheapest(grid, (column, row), costs, (cell, False))
    lowered = _cheapest(grid, (row, column), costs, (cell, True)) if grid[cell[0]][cell[1]] > 0 else None
    found = [one for one in (raised, lowered) if one is not None]
    return [cell, *min(found, key=lambda one: sum(costs[each] for each in one))] if found else None


def is_safe(grid: Grid, hidden: Iterable[Cell]) -> bool:
    """Say whether no cell of `hidden` follows from the others and the sums."""
    free = dict.fromkeys(hidden, 0)
    return all(walk(grid, cell, free) is not None for cell in free)


def _cost(value: int, cells: int) -> int:
    """Return what withholding a cell costs: few cells count first, then small ones rather than large."""
    return cells + value


def withheld(grid: Grid, threshold: int = THRESHOLD, given: Iterable[Cell] = ()) -> tuple[set[Cell], set[Cell]]:
    """Return the cells of a table to withhold, and those that its sums give away whatever is withheld.

    The first set holds every small cell and the fewest others that were found to hide them; `given` are cells nobody
    publishes anyway. A cell of the second set is 0 or its whole row or column: only withholding a sum would hide it.
    """
    cells = {(r, c): value for r, line in enumerate(grid) for c, value in enumerate(line)}
    free = set(given)
    settled = {cell for cell in cells if walk(grid, cell, dict.fromkeys(cells, 0)) is None}
    hidden = {cell for cell, value in cells.items() if is_small(value, threshold) and cell not in free | settled}
    queue = sorted(hidden, key=lambda cell: (cells[cell], cell))
    while queue:
        cell = queue.pop(0)
        held = hidden | free
        costs = {
            one: 0 if one in held else _cost(value, len(cells)) for one, value in cells.items() if one not in settled
        }
        added = set(walk(grid, cell, costs) or ()) - held
        hidden |= added
        queue += sorted(added)
    return hidden, {cell for cell in settled if is_small(cells[cell], threshold)}


def small_lines(sums: Sequence[int], threshold: int = THRESHOLD) -> set[int]:
    """Return the lines whose sum is withheld: all small ones, and the smallest other one where it would stand alone."""
    hidden = {at for at, value in enumerate(sums) if is_small(value, threshold)}
    others = sorted((value == 0, value, at) for at, value in enumerate(sums) if at not in hidden)
    return hidden | {others[0][2]} if len(hidden) == 1 and others else hidden


@dataclass(frozen=True)
class Crossing:
    """A table to publish: the names of its dimensions, its lines, its counts.

    `given` are cells nobody publishes (the entries that do not claim an outcome).
    """

    rows: str
    columns: str
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    grid: tuple[tuple[int, ...], ...]
    given: frozenset[Cell] = field(default_factory=frozenset)

    def sums(self, dimension: str) -> dict[str, int]:
        """Return the sums of a dimension by name; empty for one the table does not have."""
        if dimension == self.rows:
            return dict(zip(self.row_names, map(sum, self.grid), strict=True))
        columns = map(sum, zip(*self.grid, strict=True))
        return dict(zip(self.column_names, columns, strict=True)) if dimension == self.columns else {}

    def lines(self, dimension: str, hidden: Iterable[str]) -> set[int]:
        """Return the numbers of the lines of a dimension that are called as `hidden`."""
        names = self.row_names if dimension == self.rows else self.column_names if dimension == self.columns else ()
        wanted = set(hidden)
        return {at for at, name in enumerate(names) if name in wanted}


@dataclass(frozen=True)
class Plan:
    """What is withheld: names by dimension whose sums go, and for each table (in the order given) its cells."""

    sums: Mapping[str, frozenset[str]]
    cells: tuple[frozenset[Cell], ...]


def _inner(crossing: Crossing, sums: Mapping[str, set[str]], threshold: int) -> tuple[set[Cell], set[Cell]]:
    """Return the cells to withhold, and those only a sum can hide, in what is left beside lines without a sum."""
    if min(len(crossing.row_names), len(crossing.column_names)) < 2:
        # One line alone is the sums of the other dimension, and goes as they go.
        return set(), set()
    gone_rows = crossing.lines(crossing.rows, sums.get(crossing.rows, ()))
    gone_columns = crossing.lines(crossing.columns, sums.get(crossing.columns, ()))
    rows = [at for at in range(len(crossing.row_names)) if at not in gone_rows]
    columns = [at for at in range(len(crossing.column_names)) if at not in gone_columns]
    grid = [[crossing.grid[r][c] for c in columns] for r in rows]
    given = {(rows.index(r), columns.index(c)) for r, c in crossing.given if r in rows and c in columns}
    hidden, open_ = withheld(grid, threshold, given)
    return {(rows[r], columns[c]) for r, c in hidden}, {(rows[r], columns[c]) for r, c in open_}


def _whole_lines(crossing: Crossing, sums: Mapping[str, set[str]]) -> set[Cell]:
    """Return the cells of lines without a sum, but for those that are 0 in all of them: these show anyway."""
    rows = crossing.lines(crossing.rows, sums.get(crossing.rows, ()))
    columns = crossing.lines(crossing.columns, sums.get(crossing.columns, ()))
    high, wide = range(len(crossing.row_names)), range(len(crossing.column_names))
    held = {(r, c) for r in rows for c in wide if any(crossing.grid[one][c] for one in rows)}
    return held | {(r, c) for c in columns for r in high if any(crossing.grid[r][one] for one in columns)}


def _more_sums(crossing: Crossing, open_: set[Cell], sums: dict[str, set[str]]) -> None:
    """Withhold the sum of the row of each cell its sums give away, and of a second row beside it."""
    totals = crossing.sums(crossing.rows)
    hidden = sums.setdefault(crossing.rows, set())
    hidden |= {crossing.row_names[r] for r, _ in open_}
    rest = sorted((not totals[name], totals[name], name) for name in crossing.row_names if name not in hidden)
    if len(hidden) == 1 and rest:
        hidden.add(rest[0][2])


def _small_sums(crossings: Sequence[Crossing], dimension: str, threshold: int) -> set[str]:
    totals = next((made for one in crossings if (made := one.sums(dimension))), {})
    names = list(totals)
    return {names[at] for at in small_lines(list(totals.values()), threshold)}


def plan(crossings: Sequence[Crossing], closed: Iterable[str] = (), threshold: int = THRESHOLD) -> Plan:
    """Return what to withhold of tables that share dimensions; `closed` are dimensions whose small sums go too."""
    sums = {dimension: _small_sums(crossings, dimension, threshold) for dimension in closed}
    while True:
        found = [_inner(one, sums, threshold) for one in crossings]
        left = next(((one, open_) for one, (_, open_) in zip(crossings, found, strict=True) if open_), None)
        if left is None:
            break
        _more_sums(*left, sums)
    cells = [hidden | _whole_lines(one, sums) for one, (hidden, _) in zip(crossings, found, strict=True)]
    return Plan({name: frozenset(held) for name, held in sums.items()}, tuple(map(frozenset, cells)))
