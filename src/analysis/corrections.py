"""The analyst's corrections: data with an expected old value, applied on every run, reported when stale."""

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

import pandas as pd

from analysis.checks import Finding
from analysis.schema import CORRECTIONS, TABLES, read_csv

_FIELD_COLUMNS = frozenset({"field", "subfield"})
Rows = MutableMapping[str, list[dict[str, object]]]


def load(path: Path) -> list[dict[str, str]]:
    """Return the corrections of a CSV file; none if the file does not exist. Raises `TableError` for a broken one."""
    if not path.exists():
        return []
    table = read_csv(CORRECTIONS.name, path)
    return [{str(k): "" if pd.isna(v) else str(v) for k, v in row.items()} for row in table.to_dict("records")]


def apply(corrections: Iterable[Mapping[str, str]], rows: Rows) -> list[Finding]:
    """Write every correction that still fits into `rows`; return a finding for every one that does not."""
    by_id = {name: {row[_id_column(name)]: row for row in held} for name, held in rows.items() if _id_column(name)}
    return [stale for correction in corrections if (stale := _apply(correction, by_id))]


def _id_column(table: str) -> str:
    return TABLES[table].row_id or "" if table in TABLES else ""


def _apply(correction: Mapping[str, str], by_id: Mapping[str, Mapping[object, dict[str, object]]]) -> Finding | None:
    table, column = correction["table"], correction["column"]
    row = by_id.get(table, {}).get(correction["row_id"])
    if row is None or _printed(row.get(column)) != correction["expected"]:
        shown = {name: correction[name] for name in ("table", "column", "row_id", "expected")}
        return Finding("stale-correction", tuple(shown.items()), table=table, row_id=correction["row_id"])
    row[column] = correction["value"] or None
    if table == "entries" and column in _FIELD_COLUMNS:
        row["field_basis"], row["field_status"] = "corrected", "sure"
    return None


def _printed(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
