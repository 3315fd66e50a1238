"""Tables that lost their rules: each cell on a line of its own, as a copied web page leaves them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from analysis.extracting.columns import column_role, first_header_row
from analysis.extracting.evidence import join_locators
from analysis.reading import Block, Line, Row, Table
from analysis.vietnamese.letters import CAPITAL

_SERIAL = re.compile(r"(\d{1,4})\s*[.)]?")
_ROMAN = re.compile(r"([IVXL]{1,6}|[A-H])\s*[.)]?|[*•]")
# Small letters make an office of a list: "Chủ tịch Ủy ban MTTQ Việt Nam huyện"
_AFTER = re.compile(r"(?i:Nơi nhận|Ghi chú:)|(?:TM|KT|TL)\.|NGƯỜI LẬP|CHỦ TỊCH")
_NAMED = re.compile(r"(?:mô hình|điển hình|phong trào)?\s*:?\s*[“\"«]", re.IGNORECASE)
_PAGE = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_COLUMN = re.compile(rf"{CAPITAL}[^.:;?!]{{1,39}}(?:\.)?")
_SHORTEST_NOTE = 30
_MAX_COLUMNS = 10
_MAX_SKIPPED = 5


def recover_tables(blocks: Sequence[Block]) -> list[Block]:
    """Replace each run of lines that is a flattened table by the `Table` it was.

    The header gives the number of columns; a line that holds only the next serial number, or a Roman numeral, begins a
    row. Example: "Số TT / Tên tập thể, cá nhân / Mô hình, điển hình / 1 / Công an ... / Mô hình: ...". Trap: a cell may
    be empty, and a copy may break off behind a number.
    """
    result: list[Block] = []
    position = 0
    while position < len(blocks):
        table, end = _table_at(blocks, position)
        result.append(table or blocks[position])
        position = end if table else position + 1
    return result


def lift_headings(blocks: Sequence[Block]) -> list[Block]:
    """Make lines of the rows that stand above a table's header row, as titles of sheets do."""
    lifted: list[Block] = []
    for block in blocks:
        header = first_header_row(block.rows) if isinstance(block, Table) else None
        if isinstance(block, Table) and block.name and _is_prose(block):
            lifted.extend(Line(cell, row.locator) for row in block.rows for cell in row.cells if cell)
            continue
        if not isinstance(block, Table) or not header:
            lifted.append(block)
            continue
        for row in block.rows[:header]:
            cells = dict.fromkeys(cell for cell in row.cells if cell)
            lifted.extend(Line(part.strip(), row.locator) for cell in cells for part in cell.split("\n"))
        rows, notes = _without_notes(block.rows[header:])
        lifted.append(replace(block, rows=rows))
        lifted.extend(notes)
    return lifted


def _without_notes(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], list[Line]]:
    """Part the sentences below a sheet's table, one to a row, from its rows."""
    end = len(rows)
    while end > 1 and sum(bool(cell) for cell in rows[end - 1].cells) <= 1:
        end -= 1
    below = [(cell, row.locator) for row in rows[end:] for cell in row.cells if len(cell) > _SHORTEST_NOTE]
    notes = [Line(cell, locator) for cell, locator in below if cell.rstrip().endswith(".")]
    return (rows[:end], notes) if notes else (rows, [])


def _is_prose(sheet: Table) -> bool:
    """Tell whether a sheet is a page of notes: one text to a row."""
    return all(sum(bool(cell) for cell in row.cells) == 1 for row in sheet.rows)


def _tabbed_at(blocks: Sequence[Block], start: int) -> tuple[Table | None, int]:
    r"""Return the table whose cells stand between tabs, its header at `start`: "TT\tTên mô hình\tNơi thực hiện"."""
    rows: list[Row] = []
    end = start
    for block in blocks[start:]:
        if not isinstance(block, Line) or "\t" not in block.text:
            break
        cells = [cell.strip() for cell in block.text.split("\t")]
        # a tab before the first word is an empty cell: "\tCộng\t9.846"
        lost = min(block.indent, len(rows[0].cells) - len(cells)) if rows else 0
        rows.append(Row((*[""] * lost, *cells), block.locator))
        end += 1
    if len(rows) < 2 or not (first_header_row(rows[:1]) is not None or _is_grid(rows)):
        return None, start
    return Table(tuple(rows), join_locators(rows[0].locator, rows[-1].locator)), end


def _is_grid(rows: Sequence[Row]) -> bool:
    """Tell a table of numbers with a header of its own words: "Năm | Bằng khen tập thể" over "2011 | 541"."""
    widths = {len(row.cells) for row in rows}
    numbers = [any(char.isdecimal() for char in cell) for row in rows[1:] for cell in row.cells[1:]]
    named = not any(cell[:1].isdecimal() for cell in rows[0].cells)
    return len(rows) > 2 and len(widths) == 1 and named and all(numbers)


def _table_at(blocks: Sequence[Block], start: int) -> tuple[Table | None, int]:
    header = _header(blocks, start)
    if len(header) < 2:
        return _tabbed_at(blocks, start)
    first = blocks.index(header[-1], start) + 1
    body = _Body(len(header), header[0].indent, first, _page_breaks(blocks, first, header))
    rows = body.read(blocks)
    if not rows:
        return None, start
    top = Row(tuple(line.text for line in header), join_locators(header[0].locator, header[-1].locator))
    return Table((top, *rows), join_locators(header[0].locator, rows[-1].locator.split("-")[0])), body.end


def _header(blocks: Sequence[Block], start: int) -> list[Line]:
    """Return the consecutive header lines from `start` on; the first must be the serial number's."""
    header: list[Line] = []
    for block in blocks[start:]:
        if not isinstance(block, Line) or len(header) > _MAX_COLUMNS:
            break
        if not block.text:
            if header:
                break
            return []
        role = column_role(block.text)
        if not header and role != "item_no":
            break
        header.append(block)
    known = [line for line in header if column_role(line.text)]
    return header if len(known) > 1 and _names_columns(header, blocks, start + len(header)) else _known_columns(header)


def _known_columns(header: list[Line]) -> list[Line]:
    return list(takewhile(lambda line: column_role(line.text), header))


def _names_columns(header: list[Line], blocks: Sequence[Block], end: int) -> bool:
    """Tell whether lines of which some are columns nobody knows are a header: short, closed by a blank and a row."""
    following = [block.text for block in blocks[end : end + 3] if isinstance(block, Line)]
    number = next((text for text in following if text), "")
    opens = number in ("1", "01", "1.", "01.", "I", "I.", "A", "A.")
    return opens and following[0] == "" and all(_COLUMN.fullmatch(line.text) for line in header)


def _page_breaks(blocks: Sequence[Block], start: int, header: Sequence[Line]) -> set[int]:
    """Return the positions of headers printed again and of the page numbers above them: they are no rows."""
    printed = [line.text for line in header]
    texts = [block.text if isinstance(block, Line) else None for block in blocks]
    skipped: set[int] = set()
    for position in range(start, len(texts) - len(printed) + 1):
        if texts[position : position + len(printed)] != printed:
            continue
        skipped.update(range(position, position + len(printed)))
        above = position - 1
        while above > start and not texts[above]:
            above -= 1
        number, line = texts[above], blocks[above]
        if number and _PAGE.fullmatch(number) and isinstance(line, Line) and line.indent != header[0].indent:
            skipped.add(above)
    return skipped


class _Body:
    """Reads the rows under a header of `width` columns."""

    def __init__(self, width: int, indent: int, start: int, breaks: set[int]) -> None:
        self._width, self._indent, self._breaks = width, indent, breaks
        self.end = start
        self._expected = 1

    def read(self, blocks: Sequence[Block]) -> list[Row]:
        """Return the rows from the header on; `end` is then the position behind the last."""
        rows: list[list[Line]] = []
        gap = False
        for position in range(self.end, len(blocks)):
            line = blocks[position]
            if position in self._breaks:
                self.end, gap = position + 1, False
                continue
            if not isinstance(line, Line) or (line.text and self._stops(rows, line, gap)):
                break
            self.end = position + 1
            if not line.text and not self._is_empty_cell(rows, line):
                gap = True
                continue
            self._take(rows, line)
            gap = False
        return [self._row(cells) for cells in rows]

    def _is_empty_cell(self, rows: list[list[Line]], line: Line) -> bool:
        """Tell a cell that holds only its tab from a blank line between rows."""
        return bool(rows) and 0 < self._indent <= line.indent and 1 < len(rows[-1]) < self._width

    def _stops(self, rows: list[list[Line]], line: Line, gap: bool) -> bool:
        if self._begins_row(line, rows):
            return False
        if not rows or _AFTER.match(line.text) or line.indent < self._indent:
            return True
        return gap and len(rows[-1]) >= self._width

    def _begins_row(self, line: Line, rows: list[list[Line]]) -> bool:
        if _ROMAN.fullmatch(line.text):
            return True
        serial = _SERIAL.fullmatch(line.text)
        if not serial or (rows and len(rows[-1]) == 1 and not _ROMAN.fullmatch(rows[-1][0].text)):
            return False
        return int(serial.group(1)) == 1 or 0 <= int(serial.group(1)) - self._expected <= _MAX_SKIPPED

    def _take(self, rows: list[list[Line]], line: Line) -> None:
        if not self._begins_row(line, rows):
            rows[-1].append(line)
            return
        rows.append([line])
        serial = _SERIAL.fullmatch(line.text)
        self._expected = int(serial.group(1)) + 1 if serial else 1

    def _row(self, lines: list[Line]) -> Row:
        """Give each line its cell; lines beyond the last column continue it, missing cells are empty."""
        texts = _unwrapped([line.text for line in lines], self._width)
        cells = texts[: self._width]
        if len(texts) > self._width:
            cells[-1] = "\n".join(texts[self._width - 1 :])
        missing = [""] * (self._width - len(cells))
        # an empty cell left no line: what looks like a name of a model still stands in the last column
        keeps_last = missing and len(cells) > 1 and _NAMED.match(cells[-1])
        padded = tuple([*cells[:-1], *missing, cells[-1]] if keeps_last else [*cells, *missing])
        return Row(padded, join_locators(lines[0].locator, lines[-1].locator))


def _unwrapped(texts: list[str], width: int) -> list[str]:
    """Join lines that go on in small letters to the one before, while there are more lines than columns."""
    joined: list[str] = []
    surplus = len(texts) - width
    for text in texts:
        if surplus > 0 and len(joined) > 1 and text[:1].islower():
            joined[-1] = f"{joined[-1]} {text}"
            surplus -= 1
        else:
            joined.append(text)
    return joined
