"""Doubts a person has settled: a finding about a corrected cell is no longer one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from functools import cache

from analysis.datafiles import read_rows
from analysis.schema import TABLES

Row = dict[str, object]
Rows = MutableMapping[str, list[Row]]
Correction = Mapping[str, str]
# A doubtful name is reported once per document, whichever row has it.
_ONCE = frozenset({"unknown-place", "ambiguous-place"})


@cache
def _columns() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_rows("analysis.corrections", "settled.csv"):
        found[row["code"]].add(row["column"])
    return {code: frozenset(columns) for code, columns in found.items()}


def settle(rows: Rows, applied: Iterable[Correction]) -> None:
    """Take out the findings that `applied` corrections answer; a doubtful name stays while any row still has it."""
    answered: dict[str, list[Correction]] = defaultdict(list)
    for one in applied:
        answered[one["row_id"]].append(one)
    findings = rows.get("findings", [])
    findings[:] = [row for row in findings if not _is_settled(row, answered.get(str(row["row_id"]), []), rows)]


def _is_settled(finding: Mapping[str, object], own: Iterable[Correction], rows: Rows) -> bool:
    code = str(finding["code"])
    fitting = [one for one in own if one["column"] in _columns().get(code, frozenset())]
    if not fitting or code not in _ONCE:
        return bool(fitting)
    return not any(_still_held(one, finding["document_id"], rows) for one in fitting)


def _still_held(correction: Correction, document: object, rows: Rows) -> bool:
    if correction["value"] == correction["expected"]:
        return False
    table, column = correction["table"], correction["column"]
    same = (row for row in rows[table] if row.get(column) == correction["expected"] and row["document_id"] == document)
    return any(row[TABLES[table].row_id] != correction["row_id"] for row in same)
