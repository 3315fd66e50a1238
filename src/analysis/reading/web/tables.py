"""Tables of a page: those that hold data, on their grid, apart from those that only lay out the page."""

from collections.abc import Iterator, Sequence
from itertools import islice

from analysis.reading.markup import Element, text_of

_GROUPS = ("tbody", "thead", "tfoot")
_PARTS = {
    "table": ("tr", *_GROUPS, "caption", "colgroup", "col"),
    **dict.fromkeys(_GROUPS, ("tr",)),
    "tr": ("td", "th"),
}
_MOST_COLUMNS = 400
_MOST_SPANNED = 64
_LONG_CELL = 1500
_LONG_COLUMN = 200
_VERY_LONG_CELL = 6000


def may_hold_data(table: Element) -> bool:
    """Tell whether a table is not layout from the outset: by its role, or because of tables or words outside cells."""
    return (
        # Most boxes of a page are paragraphs
        next(table.iterchildren("tr", *_GROUPS), None) is not None
        and table.get("role") != "presentation"
        and next(table.iterdescendants("table"), None) is None
        and not any(map(_has_stray_words, table.iter(*_PARTS)))
    )


def _has_stray_words(part: Element) -> bool:
    """Tell whether a part of a table holds words that stand in none of its cells, which the grid would lose."""
    if part.text and part.text.strip():
        return True
    allowed = _PARTS[part.tag]
    return any((c.tail and c.tail.strip()) or (c.tag not in allowed and text_of(c).strip()) for c in part)


def holds_data(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the texts of a table's cells are data; one long text or a single column is layout."""
    filled = sum(sum(map(bool, row)) > 1 for row in rows)
    lengths = [len(cell) for row in rows for cell in row]
    longest = max(lengths, default=0)
    if not filled:
        return len(rows) > 1 and 0 < longest <= _LONG_COLUMN
    has_main_text = longest > sum(lengths) * 0.7
    return not has_main_text or longest <= _LONG_CELL or (filled > 2 and longest <= _VERY_LONG_CELL)


def is_data_table(table: Element) -> bool:
    """Tell whether a table holds data rather than lays out the page."""
    return may_hold_data(table) and holds_data([[text_of(cell).strip() for cell in row] for row in _rows(table)])


def has_figures(table: Element) -> bool:
    """Tell whether a data table has numbers in at least two rows."""
    numbered = (row for row in _rows(table) if any(map(str.isdigit, text_of(row))))
    return sum(1 for _ in islice(numbered, 2)) == 2 and is_data_table(table)


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


def grid(table: Element) -> Iterator[tuple[list[Element | None], frozenset[int]]]:
    """Yield the rows of a table on its grid, None where a cell goes on, and the columns where it does from above."""
    held: dict[int, int] = {}
    for row in _rows(table):
        cells: list[Element | None] = []
        from_above = frozenset(held)
        for cell in row.iterchildren("td", "th"):
            _fill(cells, held)
            cells.append(cell)
            if cell.get("colspan") or cell.get("rowspan"):
                across, down = _span(cell, "colspan"), _span(cell, "rowspan", _MOST_COLUMNS * 10)
                held.update(dict.fromkeys(range(len(cells) - 1, len(cells) + across - 1), down))
                cells += [None] * (across - 1)
        _fill(cells, held)
        yield cells[:_MOST_COLUMNS], from_above
        if held:
            held = {column: rows - 1 for column, rows in held.items() if rows > 1}


def _fill(cells: list[Element | None], held: dict[int, int]) -> None:
    while held and len(cells) in held:
        cells.append(None)


def _span(cell: Element, name: str, most: int = _MOST_SPANNED) -> int:
    """Return how many columns or rows a cell covers; 0 means all that follow."""
    value = cell.get(name, "1").strip()
    number = int(value) if value.isdecimal() and len(value) < 6 else 1
    return min(number or most, most)
