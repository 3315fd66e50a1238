"""Tables that a page break cuts: which cells go on over it."""

from dataclasses import replace

from analysis.reading.document import Row


def over_page(above: Row, row: Row, below: Row | None) -> Row:
    """Return the first `row` of a new page with the cells that go on with the ones `above`, on the page before.

    Every page draws its own rules, so that a merged area is cut in two and its second part is blank. A blank cell is
    taken for one where it is merged with the cell `below` it, or where the one above ends a merged area.
    """
    merged = above.continued | (below.continued if below else frozenset())
    blank = {column for column in merged if column < len(row.cells) and not row.cells[column]}
    return replace(row, continued=row.continued | blank)
