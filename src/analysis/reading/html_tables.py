"""Tables of a page: those that hold data, on their grid, apart from those that only lay out the page."""

from collections.abc import Iterator
from itertools import islice

from analysis.reading.markup import Element, text_of

_MOST_COLUMNS = 400
_MOST_SPANNED = 64
_LONG_CELL = 1500
_LONG_COLUMN = 200
_VERY_LONG_CELL = 6000


def is_data_table(table: Element) -> bool:
    """Tell whether a table holds data; one that holds tables, one long text or a single column is layout."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[len(text) for cell in row if (text := _text(cell))] for row in _rows(table)]
    filled = sum(len(row) > 1 for row in rows)
    lengths = [length for row in rows for length in row]
    if not filled:
        return len(rows) > 1 and max(lengths, default=0) <= _LONG_COLUMN
    longest = max(lengths)
    main = longest > sum(lengths) * 0.7
    return not main or (longest <= _LONG_CELL) or (filled > 2 and longest <= _VERY_LONG_CELL)


def has_figures(table: Element) -> bool:
    """Tell whether a data table has numbers in at least two rows."""
    numbered = (row for row in _rows(table) if any(map(str.isdigit, _text(row))))
    return sum(1 for _ in islice(numbered, 2)) == 2 and is_data_table(table)


def _text(element: Element) -> str:
    return text_of(element).strip()


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows, the foot last, where browsers print it."""
    feet = []
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag == "tfoot":
            feet.append(child)
        elif child.tag in ("thead", "tbody"):
            yield from child.iterchildren("tr")
    for foot in feet:
        yield from foot.iterchildren("tr")


def grid(table: Element) -> Iterator[list[Element | None]]:
    """Yield the rows of a table on its grid: None where a cell goes on from the left or from above."""
    held: dict[int, int] = {}
    for row in _rows(table):
        cells: list[Element | None] = []
        for cell in row.iterchildren("td", "th"):
            _fill(cells, held)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan", _MOST_COLUMNS * 10)
            held.update(dict.fromkeys(range(len(cells), len(cells) + across), down))
            cells += [cell, *[None] * (across - 1)]
        _fill(cells, held)
        yield cells[:_MOST_COLUMNS]
        held = {column: rows - 1 for column, rows in held.items() if rows > 1}


def _fill(cells: list[Element | None], held: dict[int, int]) -> None:
    while len(cells) in held:
        cells.append(None)


def _span(cell: Element, name: str, most: int = _MOST_SPANNED) -> int:
    """Return how many columns or rows a cell covers; 0 means all that follow."""
    value = cell.get(name, "1").strip()
    number = int(value) if value.isdecimal() and len(value) < 6 else 1
    return min(number or most, most)
