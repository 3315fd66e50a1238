"""Lists: the rows of a table under their groups, with what each group declares."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.extracting.columns import TOTAL, column_role, find_header, header_key, is_column_numbers
from analysis.extracting.evidence import Evidence, shorten
from analysis.extracting.list_groups import Group, Item, as_group, group_kind, names_group
from analysis.reading import Row, Table
from analysis.vietnamese.addresses import Address
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.units import find_units, level_words

_SERIAL = re.compile(r"\d{1,4}(?:\.\d{1,3})*")
_GROUP_MARK = re.compile(r"(?:([A-H])|([IVXL]{1,6}))\s*[.)]?\s*$")
_IDENTIFIER = re.compile(r"\d{9,}")
_LONGEST_NUMBER = 8
_TAIL = re.compile(r"(?:Nơi nhận|Người lập|Thủ trưởng|TM\.|KT\.|TL\.|TUQ\.|Ghi chú\s*:|Xác nhận)", re.IGNORECASE)
_OWN_UNIT = re.compile(r"\(([^()]*đồng[^()]*)\)")
_SHEET_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*([^()\n;,]*đồng[^()\n;,]*)", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?:kết quả|thu nhập|doanh thu|danh hiệu|giỏi)[^;\n]{0,60}năm (?:19|20)\d\d", re.IGNORECASE)
_CARRIED = ("province", "district", "commune", "field")


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A table that lists something: heading, roles of its columns, groups, and header cells not understood."""

    heading: str
    roles: tuple[str, ...]
    groups: tuple[Group, ...]
    unknown: tuple[str, ...]
    evidence: Evidence
    totals: tuple[Evidence, ...] = ()
    kind: str = ""


def read_list(table: Table, heading: str = "") -> PrintedList | None:
    """Read a table with a known header as a list; None if no header row is recognised.

    Group rows carry what they say to the rows below ("I | MÔ HÌNH: 22"); a merged place cell does too. Rows that only
    sum up are left out. Nothing is repaired: numbering and declared totals are kept as printed.
    """
    header = find_header(table.rows)
    if header is None:
        return None
    start, roles = header
    evidence = Evidence(table.locator, shorten(tidy(heading)))
    reader = _Reader(roles, _type_words(table.rows[:start], roles), Group("", "", "", None, Address(), evidence))
    reader.units_of(table.rows[:start], heading)
    for row in table.rows[start:]:
        reader.take(row)
    unknown = _unknown_headers(table.rows[:start], roles)
    return PrintedList(
        heading, roles, tuple(reader.groups), unknown, evidence, tuple(reader.totals), _kind(table, start, heading)
    )


def _unknown_headers(rows: Sequence[Row], roles: tuple[str, ...]) -> tuple[str, ...]:
    printed = [
        next((tidy(row.cells[i]) for row in reversed(rows) if i < len(row.cells) and row.cells[i]), "")
        for i in range(len(roles))
    ]
    unknown = (cell for cell, role in zip(printed, roles, strict=True) if cell and not role)
    return tuple(cell for cell in unknown if not column_role(cell))


def _type_words(header: Sequence[Row], roles: tuple[str, ...]) -> dict[str, str]:
    """Return the type word a column's name gives to its cells: under "Thôn" stands "Hà Nhuận", a thôn."""
    words: dict[str, str] = {}
    for row in header:
        for role, cell in zip(roles, row.cells, strict=False):
            if role == "hamlet" and header_key(cell) in dict(level_words()):
                words[role] = header_key(cell)
    return words


class _Reader:
    def __init__(self, roles: tuple[str, ...], types: dict[str, str], first: Group) -> None:
        self._roles = roles
        self._units: dict[int, str] = {}
        self._types = types
        self._above: dict[int, str] = {}
        self._ended = False
        self.totals: list[Evidence] = []
        self.groups = [first]

    def units_of(self, header: Sequence[Row], heading: str) -> None:
        """Take the unit of the income columns from their names, else from the line above the table.

        "Thu nhập (triệu đồng/năm)"; "Đơn vị tính: triệu đồng" above "Doanh thu | Thu nhập", where "Kết quả năm 2021"
        makes them amounts of a year.
        """
        shared = _SHEET_UNIT.search(heading)
        for column in (index for index, role in enumerate(self._roles) if role == "income"):
            cells = [tidy(row.cells[column]) for row in header if column < len(row.cells) and row.cells[column]]
            above = " ".join(cell for row in header for cell in row.cells)
            named = next((cell for cell in reversed(cells) if column_role(cell) == "income"), "")
            own = _OWN_UNIT.search(named)
            unit = own.group(1) if own else shared.group(1) if shared else ""
            yearly = "/năm" if unit and "/" not in unit and _OF_YEAR.search(f"{above} {heading}") else ""
            if unit:
                self._units[column] = f"{tidy(_OWN_UNIT.sub('', named))} {{}} {tidy(unit)}{yearly}"

    def take(self, row: Row) -> None:
        """Take one row below the header: a heading row, an item, a total or a continuation."""
        filled = [cell for cell in row.cells if cell]
        # What a merged area holds, whatever kind of row it began in
        self._above.update((column, cell) for column, cell in enumerate(row.cells) if column not in row.continued)
        self._ended = self._ended or (0 < len(filled) <= 2 and any(_TAIL.match(cell) for cell in filled))
        if not filled or self._ended or is_column_numbers(row) or self._repeats_header(row):
            return
        if _is_total(filled):
            self.totals.append(Evidence(row.locator, shorten(tidy(" ".join(filled)))))
            return
        if group := self._group(row, filled):
            self._open(group)
        else:
            self._item(row)

    def _repeats_header(self, row: Row) -> bool:
        """Tell a header printed again on a new page from an item with a word of a header in it."""
        header = find_header([row])
        return header is not None and all(role in ("", own) for role, own in zip(header[1], self._roles, strict=False))

    def _group(self, row: Row, filled: list[str]) -> Group | None:
        """Recognise a heading row: one text only, beside a Roman numeral or letter or no number at all."""
        number = next(
            (cell.strip() for role, cell in zip(self._roles, row.cells, strict=False) if role == "item_no"), ""
        )
        if len(number) > _LONGEST_NUMBER:  # the heading stands in the merged first cell
            number = ""
        texts = list(dict.fromkeys(cell for cell in filled if cell != number))
        mark = _GROUP_MARK.fullmatch(number)
        if len(texts) != 1 or _SERIAL.fullmatch(number.rstrip(".)")):
            return None
        if not mark and not names_group(texts[0]) and not self._stands_first(row):
            return None
        return as_group(texts[0], mark, Evidence(row.locator, shorten(" ".join(filled))))

    def _stands_first(self, row: Row) -> bool:
        """Tell whether a lone text stands where a heading does: capitalised, in the leading columns."""
        column = next(i for i, cell in enumerate(row.cells) if cell)
        leads = column <= self._roles.index("item_no") + 1 if "item_no" in self._roles else False
        return leads and not row.cells[column][0].islower()

    def _open(self, group: Group) -> None:
        parent = next((g for g in reversed(self.groups) if g.name and g.depth < group.depth), None)
        if parent:
            group.kind = group.kind or parent.kind
            group.recipient_kind = group.recipient_kind or parent.recipient_kind
            group.place = group.place or parent.place
            group.within = (parent.name, *parent.within)
        self.groups.append(group)

    def _item(self, row: Row) -> None:
        cells = {
            role: cell
            for role, cell in zip(self._roles, row.cells, strict=False)
            if role and role != "sensitive" and cell
        }
        described = [c for role, c in zip(self._roles, row.cells, strict=False) if role == "description" and c]
        if described:
            cells["description"] = "; ".join(described)
        for role, word in self._types.items():
            if role in cells and not find_units(tidy(cells[role])):
                cells[role] = f"{word} {tidy(cells[role])}"
        if "income" in cells:
            cells["income"] = "; ".join(self._amounts(row))
        number = cells.pop("item_no", "").strip().rstrip(".)")
        if not cells:
            self.groups[-1].broken.append(number)
        elif not number and self._is_continuation(cells):
            self._continue(cells)
        else:
            self._append(row, number, cells)

    def _amounts(self, row: Row) -> Iterator[str]:
        """Yield the cells of the income columns, bare numbers with the name and unit of their column."""
        for column, (role, cell) in enumerate(zip(self._roles, row.cells, strict=False)):
            if role == "income" and cell:
                bare = column in self._units and re.fullmatch(r"[\d.,\s–-]+", cell)
                yield self._units[column].format(cell) if bare else cell

    def _append(self, row: Row, number: str, cells: dict[str, str]) -> None:
        goes_on = {role: self._above.get(at, "") for at, role in enumerate(self._roles) if at in row.continued}
        carried = {role: cell for role, cell in goes_on.items() if role in _CARRIED and cell}
        whole = {**carried, **cells}
        raw = " | ".join(_shown(role, cell) for role, cell in zip(self._roles, row.cells, strict=False) if cell)
        self.groups[-1].items.append(Item(number, whole, Evidence(row.locator, shorten(raw))))

    def _is_continuation(self, cells: dict[str, str]) -> bool:
        """A row cut by the page goes on without number and without one of its leading cells."""
        named = "recipient" in cells and ("title" in cells or "title" not in self._roles)
        return bool(self.groups[-1].items) and "item_no" in self._roles and not named

    def _continue(self, cells: dict[str, str]) -> None:
        last = self.groups[-1].items[-1]
        for role, cell in cells.items():
            last.cells[role] = f"{last.cells[role]} {cell}" if last.cells.get(role) else cell
        last.evidence = Evidence(last.evidence.locator, shorten(f"{last.evidence.raw_text} {' '.join(cells.values())}"))


def _shown(role: str, cell: str) -> str:
    """Return a cell for the evidence; what identifies a person stays out, also in a column nobody knows."""
    return "…" if role == "sensitive" or (not role and _IDENTIFIER.search(cell)) else tidy(cell)


def _is_total(filled: list[str]) -> bool:
    return any(TOTAL.match(cell) for cell in filled[:2])


def _kind(table: Table, start: int, heading: str) -> str:
    """Return the kind a list announces: in the line that names it, else anywhere above it, else in its header."""
    header = " ".join(cell for row in table.rows[:start] for cell in row.cells)
    lines = (*reversed(heading.split("\n")), header)
    return next((kind for line in lines if (kind := group_kind(line))), "")
