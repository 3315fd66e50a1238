"""Tables labelled by hand: one CSV per table, `source_file` in place of `document_id`, judged columns only.

A cell lists the values that are right, `a|b`; an empty part means the cell may be empty, an empty cell that
it must be, and `*` that it is not judged. `optional` = true: the row may be absent. `scope.csv` names
tables of a document in which further rows are no errors (mode `recall`). `findings.csv` names findings that
must be reported.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.schema import TABLES, Column, Table
from analysis.vietnamese.letters import nfc, tidy

_OWN_COLUMNS = frozenset({"source_file", "optional"})


class TruthError(Exception):
    """The truth cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class TruthRow:
    """A labelled row: its place in the file (from 1) and, per judged column, the values that are right."""

    source_file: str
    number: int
    cells: Mapping[str, tuple[str, ...]]
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """All labelled rows, the judged columns per table, the pairs of file and table open to further rows."""

    rows: Mapping[str, tuple[TruthRow, ...]]
    columns: Mapping[str, tuple[str, ...]]
    recall_only: frozenset[tuple[str, str]]
    files: tuple[str, ...]


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            header, rows = list(reader.fieldnames or []), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TruthError(f"{path}: không đọc được / cannot be read ({error})") from None
    if "source_file" not in header:
        raise TruthError(f"{path}: thiếu cột / column missing: source_file")
    for number, row in enumerate(rows, start=1):
        if None in row or None in row.values() or not row["source_file"]:
            raise TruthError(f"{path}: dòng / row {number} không đủ ô / does not have the header's cells")
    return header, rows


def comparable(column: Column, text: str) -> str:
    """Return a cell as it is compared: tidy, and joined codes sorted, because their order says nothing."""
    clean = tidy(text)
    return column.joiner.join(sorted(clean.split(column.joiner))) if column.joiner else clean


def _right_values(column: Column, cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(comparable(column, part) for part in cell.split("|")))


def _judged(path: Path, header: list[str]) -> tuple[str, ...]:
    if path.stem not in TABLES or "document_id" not in TABLES[path.stem].names:
        raise TruthError(f"{path}: không có bảng này / there is no such table of documents")
    judged = tuple(name for name in header if name not in _OWN_COLUMNS)
    if unknown := [name for name in judged if name not in TABLES[path.stem].names]:
        raise TruthError(f"{path}: cột lạ / column not in the schema: {', '.join(unknown)}")
    if path.stem == "findings" and "code" not in judged:
        raise TruthError(f"{path}: thiếu cột / column missing: code")
    return judged


def _table_rows(table: Table, rows: list[dict[str, str]], judged: tuple[str, ...]) -> Iterator[TruthRow]:
    for number, row in enumerate(rows, start=1):
        cells = {name: _right_values(table[name], row[name]) for name in judged if row[name].strip() != "*"}
        optional = row.get("optional", "").strip().lower() == "true"
        yield TruthRow(nfc(row["source_file"]), number, cells, optional)


def _recall_only(path: Path) -> frozenset[tuple[str, str]]:
    if not path.exists():
        return frozenset()
    header, rows = _read(path)
    if not {"table", "mode"} <= set(header):
        raise TruthError(f"{path}: thiếu cột / column missing: table, mode")
    if any(row["mode"] != "recall" or row["table"] not in TABLES for row in rows):
        raise TruthError(f"{path}: bảng lạ hoặc mode khác recall / unknown table, or a mode other than recall")
    return frozenset((nfc(row["source_file"]), row["table"]) for row in rows)


def read_truth(directory: Path) -> Truth:
    """Return the truth of a folder; TruthError if it has no table, or one that is not as described above."""
    paths = [path for path in sorted(directory.glob("*.csv")) if path.name != "scope.csv"]
    if not paths:
        raise TruthError(f"{directory}: không có tệp nhãn nào / holds no labelled table")
    rows: dict[str, tuple[TruthRow, ...]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for path in paths:
        header, read = _read(path)
        columns[path.stem] = _judged(path, header)
        rows[path.stem] = tuple(_table_rows(TABLES[path.stem], read, columns[path.stem]))
    recall_only = _recall_only(directory / "scope.csv")
    named = {row.source_file for table in rows.values() for row in table} | {file for file, _ in recall_only}
    return Truth(rows, columns, recall_only, tuple(sorted(named)))
