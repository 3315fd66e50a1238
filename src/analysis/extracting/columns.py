"""What the columns of a list mean, by their header words."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from analysis.datafiles import read_rows
from analysis.reading import Row
from analysis.vietnamese.letters import bare, fold
from analysis.vietnamese.units import level_words

_MAX_HEADER = 80
_SEARCHED_ROWS = 8


@cache
def _phrases() -> dict[str, str]:
    rows = read_rows("analysis.extracting", "headers.csv")
    return {row["phrase"]: row["role"] for row in rows}


@cache
def _bare_phrases() -> dict[str, str]:
    """Return the phrases without diacritics, as import sheets name their columns: TEN_DOI_TUONG."""
    return {bare(phrase): role for phrase, role in _phrases().items()}


@cache
def _longest_first() -> list[str]:
    return sorted(_phrases(), key=len, reverse=True)


# "Tổng cộng", "Cộng: 22", not "Cộng đồng nhận khoán bảo vệ rừng", "Tổng đội Thanh niên xung phong"
TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|(?:tổng|cộng)"
    r"(?!\s+(?:đồng|hòa|hoà|tác|sản|đội|công ty|liên đoàn|kết|hội|cục|phụ trách|giám đốc)))(?!\w)\s*:?",
    re.IGNORECASE,
)


def header_key(cell: str) -> str:
    """Return a header cell as a key: folded, without punctuation and bracketed remarks."""
    plain = re.sub(r"\([^)]*\)", " ", fold(re.sub(r"[\n_]", " ", cell)))
    return re.sub(r"[\s,;:/.*\"-]+", " ", plain).strip()


@lru_cache(maxsize=4096)
def column_role(cell: str) -> str:
    r"""Return the role of a header cell, "" when its words are unknown; `site` is where, or by whom, a thing is done.

    >>> column_role("Số TT"), column_role("Tên tập thể, cá nhân"), column_role("Mô hình,\nđiển hình")
    ('item_no', 'recipient', 'title')
    """
    key = header_key(cell)
    if not key or len(key) > _MAX_HEADER or any(c.isdecimal() for c in key):
        return ""
    if key in _phrases():
        return _phrases()[key]
    if key.isascii() and len(key) > 2 and key in _bare_phrases():
        return _bare_phrases()[key]
    if place := _place_role(key):
        return place
    starts = next((p for p in _longest_first() if key.startswith(p + " ") and len(p) > 4), None)
    return _phrases()[starts] if starts else ""


def _place_role(key: str) -> str:
    """Return the level of a column named only by types of units: "Thôn, khu", "Xã, phường"; `address` for several."""
    rest, levels = f" {key} ", set()
    for word, level in level_words():
        if f" {word} " in rest:
            rest = rest.replace(f" {word} ", " ")
            levels.add(level)
    if rest.split() or not levels:
        return ""
    return levels.pop() if len(levels) == 1 else "address"


def first_header_row(rows: Sequence[Row]) -> int | None:
    """Return the position of the first row that names at least two columns we know, one of them telling."""
    for index, row in enumerate(rows[:_SEARCHED_ROWS]):
        roles = {column_role(cell) for cell in row.cells} - {""}
        named = any(header_key(cell) in _phrases() or header_key(cell) in _bare_phrases() for cell in row.cells)
        if named and len(roles) >= 2 and roles - {"item_no", "note", "code"}:
            return index
    return None


def find_header(rows: Sequence[Row]) -> tuple[int, tuple[str, ...]] | None:
    """Return the number of rows down to the end of the header and the role of each column; None without a header.

    A second row may refine merged cells of the first, a row of column numbers may follow.
    """
    index = first_header_row(rows)
    if index is None:
        return None
    roles = [column_role(cell) for cell in rows[index].cells]
    end = index + 1
    if end < len(rows) and _refines(rows[end], rows[index]):
        roles = [column_role(below) or above for above, below in _padded(roles, rows[end].cells)]
        end += 1
    if end < len(rows) and is_column_numbers(rows[end]):
        end += 1
    return end, _unique(roles)


def _padded(roles: list[str], cells: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(role, cells[i] if i < len(cells) else "") for i, role in enumerate(roles)]


def _refines(below: Row, above: Row) -> bool:
    """Tell whether a row refines the header above it: words under its merged cells, no serial number and no figure."""
    filled = [cell for cell in below.cells if cell]
    under_blank = any(b and not a for a, b in zip(above.cells, below.cells, strict=False))
    if not filled or not under_blank or any(char.isdecimal() for cell in filled for char in cell):
        return False
    known = sum(bool(column_role(cell)) for cell in filled)
    return known == len(filled) or (known > 0 and not below.cells[0] and column_role(above.cells[0]) == "item_no")


def is_column_numbers(row: Row) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3) or A B 1 2."""
    filled = [cell.strip("() .") for cell in row.cells if cell]
    numbers = [int(cell) for cell in filled if cell.isdecimal()]
    letters = [cell for cell in filled if not cell.isdecimal()]
    ascending = numbers == sorted(set(numbers)) and len(numbers) >= 2
    return ascending and all(re.fullmatch(r"[A-Z]|\d=.*", cell) for cell in letters) and numbers[0] in (0, 1)


def _unique(roles: list[str]) -> tuple[str, ...]:
    """Keep the first column of each role, except for free text that may stand in several."""
    # "Tên mô hình | Nơi thực hiện": without a bearer's column the place's cells name the bearers
    roles = [("address" if "recipient" in roles else "recipient") if role == "site" else role for role in roles]
    seen: set[str] = set()
    kept = []
    for role in roles:
        # "Họ và tên | Chức vụ | Đơn vị": beside a name the second body is where the person works
        role = "unit" if role == "recipient" and role in seen else role  # noqa: PLW2901
        repeatable = role in ("description", "sensitive", "note", "income", "")
        kept.append(role if repeatable or role not in seen else "")
        seen.add(role)
    return tuple(kept)
