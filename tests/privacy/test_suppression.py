"""A withheld cell cannot be worked out: every published number is solved for, and the cell still has two values."""

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.suppression import Crossing, is_safe, plan, small_lines, withheld

PLACES, KINDS, FIELDS = ("A", "B", "C"), ("model", "exemplar"), ("kinh-te", "van-hoa")


def lines_of(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide a sum among parts."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in lines_of(total - first, parts - 1))


def solutions(grid: list[list[int]], hidden: set[tuple[int, int]]) -> Iterator[list[tuple[int, ...]]]:
    """Every table of whole numbers with the published cells and the published sums: the attack itself."""
    columns = [sum(column) for column in zip(*grid, strict=True)]
    choices = [
        [
            line
            for line in lines_of(sum(row), len(row))
            if all((r, c) in hidden or line[c] == row[c] for c in range(len(row)))
        ]
        for r, row in enumerate(grid)
    ]
    for made in itertools.product(*choices):
        if [sum(column) for column in zip(*made, strict=True)] == columns:
            yield list(made)


def recovered(grid: list[list[int]], hidden: set[tuple[int, int]]) -> set[tuple[int, int]]:
    found = list(solutions(grid, hidden))
    return {(r, c) for r, c in hidden if len({table[r][c] for table in found}) == 1}


grids = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.lists(st.integers(0, 5), min_size=wide, max_size=wide), min_size=2, max_size=4)
)


@settings(max_examples=150, deadline=None)
@given(grids)
def test_no_withheld_cell_of_a_table_with_sums_is_recovered(grid: list[list[int]]) -> None:
    if sum(map(sum, grid)) > 24:
        return
    hidden, open_ = withheld(grid)
    assert not recovered(grid, hidden)
    small = {(r, c) for r, row in enumerate(grid) for c, n in enumerate(row) if 0 < n < 3}
    assert small == {cell for cell in hidden | open_ if 0 < grid[cell[0]][cell[1]] < 3}


@settings(max_examples=150, deadline=None)
@given(grids, st.data())
def test_the_audit_agrees_with_the_attack(grid: list[list[int]], data: st.DataObject) -> None:
    if sum(map(sum, grid)) > 20:
        return
    cells = [(r, c) for r, row in enumerate(grid) for c in range(len(row))]
    hidden = data.draw(st.sets(st.sampled_from(cells), min_size=1))
    assert is_safe(grid, hidden) == (not recovered(grid, hidden))


def test_the_attack_would_see_a_careless_table() -> None:
    grid = [[4, 1, 5], [3, 7, 2], [6, 6, 6]]
    assert recovered(grid, {(0, 1)}) == {(0, 1)}
    assert recovered(grid, {(0, 1), (1, 2)}) == {(0, 1), (1, 2)}
    assert not is_safe(grid, {(0, 1), (1, 2)})


def test_few_cells_are_given_up_for_one_small_cell() -> None:
    grid = [[4, 1, 5], [3, 7, 9], [6, 6, 6]]
    hidden, open_ = withheld(grid)
    assert (0, 1) in hidden and len(hidden) == 4 and not open_


def test_a_table_without_small_cells_is_published_whole() -> None:
    assert withheld([[4, 0, 5], [3, 7, 9]]) == (set(), set())


def test_a_cell_its_sums_give_away_is_named() -> None:
    """One record in one field of all: whatever is withheld inside, its sums tell it."""
    assert withheld([[1, 0], [4, 0]]) == (set(), {(0, 0)})


@pytest.mark.parametrize(
    ("sums", "hidden"),
    [([8, 2, 3, 2, 1], {1, 3, 4}), ([8, 1, 5, 0], {1, 2}), ([8, 0, 5], set()), ([1, 0, 0], {0, 1}), ([2], {0})],
)
def test_small_sums_never_stand_alone(sums: list[int], hidden: set[int]) -> None:
    assert small_lines(sums) == hidden


# --- several tables of the same records ------------------------------------------------------------------------------

Record = tuple[str, str, str]
ALL = list(itertools.product(PLACES, KINDS, FIELDS))


def tables(records: list[Record]) -> list[Crossing]:
    """The tables place × kind and place × field."""
    made = []
    for name, at, columns in (("kind", 1, KINDS), ("field", 2, FIELDS)):
        counts = Counter((one[0], one[at]) for one in records)
        grid = tuple(tuple(counts[place, column] for column in columns) for place in PLACES)
        made.append(Crossing("place", name, PLACES, columns, grid))
    return made


def published(records: list[Record], crossings: list[Crossing], made: object) -> tuple[object, ...]:
    """All that a reader sees of some records under a plan: cells and sums that are not withheld."""
    seen: list[object] = [len(records)]
    for crossing, hidden in zip(tables(records), made.cells, strict=True):
        seen += [crossing.grid[r][c] for r in range(len(PLACES)) for c in range(2) if (r, c) not in hidden]
        for dimension in (crossing.rows, crossing.columns):
            gone = made.sums.get(dimension, frozenset())
            seen += [n for name, n in crossing.sums(dimension).items() if name not in gone]
    return tuple(seen)


def assert_nothing_is_recovered(records: list[Record], closed: tuple[str, ...] = ()) -> None:
    crossings = tables(records)
    made = plan(crossings, closed)
    view = published(records, crossings, made)
    like = [
        one
        for one in itertools.combinations_with_replacement(ALL, len(records))
        if published(list(one), crossings, made) == view
    ]
    others = [tables(list(one)) for one in like]
    for at, hidden in enumerate(made.cells):
        for r, c in hidden:
            assert len({other[at].grid[r][c] for other in others}) > 1, (records, made)
    for crossing_at, crossing in enumerate(crossings):
        for dimension in (crossing.rows, crossing.columns):
            for name in made.sums.get(dimension, ()):
                assert len({other[crossing_at].sums(dimension)[name] for other in others}) > 1, (records, made)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=4))
def test_no_cell_is_recovered_from_all_tables_together(records: list[Record]) -> None:
    assert_nothing_is_recovered(records)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=3, max_size=4))
def test_no_cell_and_no_sum_is_recovered_where_sums_are_withheld_too(records: list[Record]) -> None:
    assert_nothing_is_recovered(records, ("place", "field"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=30), st.booleans())
def test_every_small_cell_is_withheld(records: list[Record], closed: bool) -> None:
    crossings = tables(records)
    made = plan(crossings, ("place", "field") if closed else ())
    for crossing, hidden in zip(crossings, made.cells, strict=True):
        small = {(r, c) for r in range(3) for c in range(2) if 0 < crossing.grid[r][c] < 3}
        assert small <= hidden
