"""Tables to CSV text and back: UTF-8, LF, comma, header, ISO dates, empty cell = missing."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema.frames import check_columns, fits, in_order, is_missing, unsorted_frame
from analysis.schema.model import Column, Table, table

_QUOTED = frozenset(',"\n\r')


class TableError(Exception):
    """A table could not be read; the message says which file, and what to do about it."""


def cell_text(column: Column, value: Any) -> str:
    """Return a cell as it stands in the CSV: "" if missing, true/false, ISO date, digits, or the text."""
    if is_missing(value):
        return ""
    if column.kind == "boolean":
        return "true" if value else "false"
    if column.kind == "date":
        return str(value.date().isoformat())
    return str(int(value)) if column.kind == "integer" else str(value)


def _quoted(text: str) -> str:
    # The csv module of Python 3.11 leaves a lone carriage return unquoted, and readers then see a new row.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.intersection(text) else text


def to_csv_text(name: str, frame: pd.DataFrame) -> str:
    """Return the table as CSV text, sorted by its key; the same rows always give the same text.

    Text is written as it is, also where it starts with = + - @: the CSV is data, not a spreadsheet.
    ValueError if the frame's columns are not those of the table.
    """
    defined = table(name)
    check_columns(defined, frame)
    rows = in_order(defined, frame)
    cells = [[_quoted(cell_text(c, value)) for value in rows[c.name]] for c in defined.columns]
    lines = [",".join(defined.names), *(",".join(row) for row in zip(*cells, strict=True))]
    return "\n".join(lines) + "\n"


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        # A spreadsheet that saved the file as UTF-8 put a mark before the header.
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.reader(lines, strict=True)
    except FileNotFoundError:
        raise TableError(f"{path}: không có tệp này / no such file") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: không đọc được dạng CSV UTF-8 / cannot be read as UTF-8 CSV ({error})") from None


def _check_header(defined: Table, path: Path, header: list[str]) -> None:
    if absent := [name for name in defined.names if name not in header]:
        raise TableError(f"{path}: thiếu cột / column missing: {', '.join(absent)}")
    if unknown := [name for name in header if name not in defined.names]:
        raise TableError(f"{path}: cột lạ / column not in the schema: {', '.join(unknown)}")
    if len(set(header)) < len(header):
        raise TableError(f"{path}: cột bị lặp / a column stands twice in the header")


def _records(path: Path, header: list[str], rows: list[list[str]]) -> Iterator[dict[str, object]]:
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise TableError(f"{path}: dòng / row {number}: {len(row)} ô / cells, tiêu đề / header: {len(header)}")
        yield dict(zip(header, row, strict=True))


def _check_cells(defined: Table, path: Path, rows: pd.DataFrame) -> None:
    for column in defined.columns:
        for number, value in enumerate(rows[column.name], start=1):
            if not fits(column, value):
                raise TableError(f"{path}: dòng / row {number}, {column.name}: {str(value)[:60]!r} ≠ {column.kind}")


def read_csv(name: str, path: Path) -> pd.DataFrame:
    """Return the table called `name` from a CSV file, typed and sorted by its key.

    TableError, with the file in its message, for a missing or unreadable file, a missing, unknown or repeated
    column, a row of another length, and a cell that is not of its column's kind.
    """
    defined = table(name)
    header, *rows = list(_rows(path)) or [[]]
    _check_header(defined, path, header)
    made = unsorted_frame(defined, _records(path, header, [row for row in rows if row]))
    _check_cells(defined, path, made)
    return in_order(defined, made)
