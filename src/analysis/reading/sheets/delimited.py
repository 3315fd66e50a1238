"""Lists as text with commas, semicolons, tabs or bars between the cells (CSV)."""

import csv
import io
import re
from pathlib import Path
from typing import BinaryIO

from analysis.reading.document import Document, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.sheets.cells import MAX_COLUMNS, beyond, printed
from analysis.reading.text.encodings import decode
from analysis.reading.text.legacy import decoded_as
from analysis.reading.text.txt import read_txt

_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 16
_LONGEST_SAMPLE = 1 << 22
_FEWEST_LINES = 20
_FEWEST_ROWS = 3
_REGULAR_SHARE = 0.95
_LONGEST_HEADER = 80
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def is_delimited(file: BinaryIO) -> bool:
    """Tell whether the text in `file` is a regular list of cells; a text with commas in its sentences is not."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    if sample.count(b"\n") < _FEWEST_LINES:
        sample += file.read(_LONGEST_SAMPLE)
    is_whole = not file.read(1)
    try:
        return bool(_delimiter(decode(sample).text if is_whole else _whole_lines(sample)))
    except UnreadableError:
        return False


def _whole_lines(sample: bytes) -> str:
    """Return the whole lines of the start of a file, also where its end cuts a letter in two."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = sample.decode("utf-16", "ignore")
    else:
        text = decode(sample[: sample.rfind(b"\n") + 1] or sample).text
    return text[: text.rfind("\n") + 1] or text


def _delimiter(text: str) -> str:
    """Return the delimiter of a regular list, "" when there is none."""
    if declared := _DECLARED.match(text):
        return declared[1]
    lines = _plain_lines(text)
    present = (delimiter for delimiter in _DELIMITERS if delimiter in text)
    likely = (delimiter for delimiter in present if lines is None or _may_be_regular(lines, delimiter))
    return next((delimiter for delimiter in likely if _is_regular(text, delimiter)), "")


def _is_regular(text: str, delimiter: str) -> bool:
    """Tell whether nearly all rows have as many cells, and the cells do not begin like the next words of a sentence."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return False
    widths = [len(row) for row in rows]
    width = max(set(widths), key=widths.count, default=0)
    if len(rows) < _FEWEST_ROWS or width < 2 or widths.count(width) < len(rows) * _REGULAR_SHARE:
        return False
    # |a|b| is a table within a text, which the reader of texts knows
    framed = delimiter == "|" and not any(row[0] for row in rows)
    return not framed and _starts_as_list(rows, width) and (delimiter == "\t" or not _reads_on(rows))


def _plain_lines(text: str) -> list[str] | None:
    """Return the filled lines of a text without quotes, None where a quoted cell may run over several lines."""
    plain = text.replace("\r\n", "\n")
    return None if '"' in plain or "\r" in plain else [line for line in plain.split("\n") if line]


def _may_be_regular(lines: list[str], delimiter: str) -> bool:
    """Tell quickly, by counting, whether nearly all rows have as many cells."""
    counts = [line.count(delimiter) for line in lines]
    if counts.count(0) > len(counts) * (1 - _REGULAR_SHARE):
        return False
    usual = max(set(counts), key=counts.count, default=0)
    return usual > 0 and counts.count(usual) >= len(counts) * _REGULAR_SHARE


def _starts_as_list(rows: list[list[str]], width: int) -> bool:
    """Tell whether a row near the top can be the header: filled, short and without sentences."""
    return any(
        len(row) == width and sum(map(bool, row)) >= 2 and all(len(cell) <= _LONGEST_HEADER for cell in row)
        for row in rows[:10]
    )


def _reads_on(rows: list[list[str]]) -> bool:
    """Tell whether the cells stand like words behind a comma in a sentence: most begin with a blank."""
    cells = [cell for row in rows for cell in row[1:] if cell.strip()]
    return sum(cell[0] == " " for cell in cells) > len(cells) * 0.3


def read_csv(path: Path) -> Document:
    """Read a list of cells; each row keeps the number of its first line as locator.

    A quote that is never closed further down makes it a plain text again.
    """
    decoded = decode(path.read_bytes())
    text = decoded.text
    delimiter = _delimiter(text)
    if not delimiter:
        return read_txt(path)
    try:
        rows, width = _rows(text, delimiter)
    except csv.Error:
        return read_txt(path)
    if not rows:
        raise UnreadableError("bảng không có dữ liệu", "the list holds no data", file_format="csv")
    remarks = (beyond("table 1", width),) if width > MAX_COLUMNS else ()
    return decoded_as(Document("csv", (Table(tuple(rows), "table 1"),), remarks=remarks), decoded)


def _rows(text: str, delimiter: str) -> tuple[list[Row], int]:
    """Return the filled rows and the number of columns of the widest."""
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    rows, width, line = [], 0, 1 + bool(declared)
    for cells in reader:
        width = max(width, len(cells))
        shown = tuple(map(printed, cells[:MAX_COLUMNS]))
        if any(shown):
            rows.append(Row(shown, f"line {line}"))
        line = reader.line_num + 1 + bool(declared)
    return rows, width
