"""Writing corrections into rows: all of one row together, each only where the expected old value stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

from analysis.checks import Finding
from analysis.corrections.following import follow
from analysis.corrections.removing import remove_rows
from analysis.corrections.settling import settle
from analysis.schema import TABLES, Table, cell_problem

Row = dict[str, object]
Rows = MutableMapping[str, list[Row]]
Correction = Mapping[str, str]
# Half of such a pair would leave a row that contradicts itself.
_TOGETHER = frozenset({"field", "subfield"})


def apply_to(rows: Rows, corrections: Iterable[Correction]) -> list[Finding]:
    """Write corrections into `rows`; return a finding for each that names no row, another value, or a wrong one."""
    by_row: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_row[correction["table"], correction["row_id"]].append(correction)
    index = {name: {row[TABLES[name].row_id]: row for row in held} for name, held in rows.items() if _has_ids(name)}
    doubts: list[Finding] = []
    applied: list[Correction] = []
    for (table, row_id), own in by_row.items():
        bad = _bad(index.get(table, {}), row_id, own)
        doubts.extend(doubt_about(code, one) for code, one in bad)
        fitting = [one for one in own if not any(one is other for _, other in bad)]
        if fitting:
            _write(table, index[table][row_id], fitting, rows)
        applied.extend(fitting)
    remove_rows(rows, [one for one in applied if TABLES[one["table"]].row_id == one["column"]])
    settle(rows, applied)
    return doubts


def _has_ids(name: str) -> bool:
    return bool(name in TABLES and TABLES[name].row_id)


def doubt_about(code: str, correction: Correction) -> Finding:
    """Return the finding that a correction was not applied."""
    shown = tuple((name, correction[name]) for name in ("table", "column", "row_id", "expected", "value"))
    return Finding(code, shown, table=_known(correction["table"]), row_id=correction["row_id"])


def _known(table: str) -> str:
    return table if table in TABLES else ""


def _bad(rows: Mapping[object, Row], row_id: str, own: Sequence[Correction]) -> list[tuple[str, Correction]]:
    found = [(code, one) for one in own if (code := _problem(rows, row_id, one) or _contradicted(one, own))]
    if any(one["column"] in _TOGETHER for _, one in found):
        halves = [one for one in own if one["column"] in _TOGETHER and not any(one is other for _, other in found)]
        found += [("stale-correction", one) for one in halves]
    return found


def _contradicted(correction: Correction, own: Sequence[Correction]) -> str:
    """Two answers for one cell are none."""
    values = {one["value"] for one in own if one["column"] == correction["column"]}
    return "invalid-correction" if len(values) > 1 else ""


def _problem(rows: Mapping[object, Row], row_id: str, correction: Correction) -> str:
    row, column = rows.get(row_id), correction["column"]
    if row is None or column not in TABLES[correction["table"]].names:
        return "stale-correction"
    if printed(row.get(column)) != correction["expected"]:
        return "stale-correction"
    return "" if _is_allowed(TABLES[correction["table"]], correction, rows) else "invalid-correction"


def _is_allowed(table: Table, correction: Correction, rows: Mapping[object, Row]) -> bool:
    """A row's id may be given back, taken away, or (entries) be that of another row of the same document."""
    column, value = correction["column"], correction["value"]
    if column != table.row_id:
        return not cell_problem(table[column], value)
    if value in ("", correction["row_id"]):
        return True
    kept, row = rows.get(value), rows[correction["row_id"]]
    return table.name == "entries" and kept is not None and kept["document_id"] == row["document_id"]


def _write(table: str, row: Row, corrections: Sequence[Correction], rows: Rows) -> None:
    before = dict(row)
    for one in corrections:
        if one["column"] != TABLES[table].row_id:
            row[one["column"]] = _typed(table, one["column"], one["value"])
    follow(table, before, row, {one["column"] for one in corrections}, rows)


def _typed(table: str, column: str, value: str) -> object:
    if not value:
        return None
    return int(value) if TABLES[table][column].kind == "integer" else value


def printed(value: object) -> str:
    """Return a value as it stands in the CSV."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
