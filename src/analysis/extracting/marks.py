"""Lists that tell the reward by a mark in its column: "Họ và tên | TTLĐXS | CSTĐCS | Giấy khen" over "Hà A | | x | x".

Each mark is an award; "Xếp loại: TW | Tỉnh | Huyện" tells its rung. Trap: an amount beside two marks pays for both, so
it belongs to neither alone and is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.extracting.award_forms import form_and_level
from analysis.extracting.columns import column_role, find_header, is_column_numbers
from analysis.reading import Row, Table
from analysis.vietnamese.letters import fold, tidy

_MARKS = frozenset({"x", "X", "✓", "✔", "√", "×", "+"})
_RUNGS = {
    "tw": "trung ương", "trung ương": "trung ương", "tỉnh": "tỉnh", "thành phố": "thành phố", "huyện": "huyện",
    "quận": "quận", "thị xã": "thị xã", "xã": "xã", "phường": "phường", "cơ sở": "cơ sở",
}  # fmt: skip
_MOST_HEADER_ROWS = 5
_FORM_HEADER = "Hình thức khen thưởng"


def spread_marks(table: Table) -> Table:
    """Return the table with one column of forms in place of its columns of marks; as it is where it has none.

    A row with several marks becomes as many rows.
    """
    header = find_header(table.rows)
    if header is None:
        return table
    end = _below_header(table.rows, header[0])
    head, body = table.rows[:end], table.rows[end:]
    top = max(range(len(head)), key=lambda index: sum(bool(column_role(cell)) for cell in head[index].cells))
    named = [row for row in head[top:] if not is_column_numbers(row)]
    width = max(len(row.cells) for row in table.rows)
    marked = {i: _words(named, i) for i in range(width) if _is_marked(body, i)}
    forms = {i: told for i, words in marked.items() if (told := words if form_and_level(words)[0] else _rung(named, i))}
    if not forms:
        return table
    money = {i for i in range(width) if any(column_role(_cell(row, i)) == "amount" for row in named)}
    heads = [_without(row, forms, _FORM_HEADER if index == top else "") for index, row in enumerate(head)]
    rows = [spread for row in body for spread in _spread(row, forms, money)]
    return replace(table, rows=(*heads, *rows))


def _below_header(rows: Sequence[Row], start: int) -> int:
    """Return where the body starts: the lines of forms and givers below a header have no number of their own."""
    for index in range(start, min(start + _MOST_HEADER_ROWS, len(rows))):
        row = rows[index]
        if not is_column_numbers(row) and (_cell(row, 0) or not _MARKS.isdisjoint(row.cells)):
            return index
    return start


def _is_marked(body: Sequence[Row], column: int) -> bool:
    """Tell a column of marks; a signature below the list may stand in it too."""
    cells = [cell for row in body if not is_column_numbers(row) and (cell := _cell(row, column).strip())]
    marks = sum(cell in _MARKS for cell in cells)
    return marks > 0 and marks >= 2 * (len(cells) - marks)


def _words(head: Sequence[Row], column: int) -> str:
    """Return the words above a column, "GK / (GĐ Sở Y tế)" as "GK của GĐ Sở Y tế"."""
    cells = [re.sub(r"^\((.*)\)$", r"\1", tidy(_cell(row, column))) for row in head]
    return " của ".join(dict.fromkeys(cell for cell in cells[-2:] if cell))


def _rung(head: Sequence[Row], column: int) -> str:
    """Return the rung a column of marks stands for: "Huyện" below "Xếp loại" is "cấp huyện"; "" for any other."""
    words = next((fold(cell) for row in reversed(head) if (cell := _cell(row, column))), "")
    word = words.removeprefix("cấp ")
    return f"cấp {_RUNGS[word]}" if word in _RUNGS else ""


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _without(row: Row, forms: dict[int, str], added: str) -> Row:
    kept = [index for index in range(len(row.cells)) if index not in forms]
    continued = frozenset(place for place, index in enumerate(kept) if index in row.continued)
    return Row((*(row.cells[index] for index in kept), added), row.locator, continued)


def _spread(row: Row, forms: dict[int, str], money: set[int]) -> Iterator[Row]:
    marked = [words for index, words in forms.items() if _cell(row, index).strip() in _MARKS]
    if len(marked) > 1:
        row = replace(row, cells=tuple("" if index in money else cell for index, cell in enumerate(row.cells)))
    for words in marked or [""]:
        yield _without(row, forms, words)
