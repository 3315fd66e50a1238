"""Tables that a page break cut in two: the second half repeats the header or goes on with the next number."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.extracting.columns import find_header
from analysis.reading import Block, Line, Row, Table


def join_tables(blocks: Sequence[Block]) -> list[Block]:
    """Join each table with the one before it when only blank lines stand between and it goes on.

    Trap: two lists of the same form follow each other too; a table whose first number is 1 begins anew.
    """
    joined: list[Block] = []
    for block in blocks:
        before = _last_table(joined) if isinstance(block, Table) else None
        if isinstance(block, Table) and before is not None and (rest := _continuation(joined[before], block)):
            first = joined[before]
            assert isinstance(first, Table)
            joined[before] = replace(first, rows=(*first.rows, *rest))
        else:
            joined.append(block)
    return joined


def _last_table(blocks: Sequence[Block]) -> int | None:
    """Return the position of the table that only blank lines separate from what comes next."""
    for position in range(len(blocks) - 1, -1, -1):
        block = blocks[position]
        if isinstance(block, Table):
            return position
        if isinstance(block, Line) and block.text:
            return None
    return None


def _continuation(first: Block, second: Table) -> tuple[Row, ...]:
    """Return the rows of `second` that go on with `first`, () if it stands for itself."""
    if not isinstance(first, Table) or first.name != second.name:
        return ()
    own, repeated = find_header(first.rows), find_header(second.rows)
    if own is None:
        return ()
    if repeated:
        rows = second.rows[repeated[0] :]
        return rows if repeated[1] == own[1] and _goes_on(rows) else ()
    same_width = len(second.rows[0].cells) == len(first.rows[0].cells)
    return second.rows if same_width and _goes_on(second.rows) else ()


def _goes_on(rows: Sequence[Row]) -> bool:
    first = next((row.cells[0].strip(" .)") for row in rows if any(row.cells)), "1")
    return first != "1" and not (len(first) == 1 and first in "IA")
