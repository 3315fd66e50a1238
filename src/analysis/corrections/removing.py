"""Rows a person found to be double or no row at all: their id is given up for another row's, or for nothing."""

from collections.abc import Iterable, Mapping, MutableMapping

from analysis.schema import TABLES

Row = dict[str, object]
Rows = MutableMapping[str, list[Row]]
Correction = Mapping[str, str]
_POINTING = ("mentions", "incomes")


def remove_rows(rows: Rows, corrections: Iterable[Correction]) -> None:
    """Take out each row whose corrected id is another one; what pointed to it points to the row that stays.

    An id that is corrected to itself was looked at and stays. Mentions of an entry that is none are taken out too;
    its amounts stay, without an entry.
    """
    gone: dict[str, dict[str, str]] = {}
    for one in corrections:
        if one["value"] != one["row_id"]:
            gone.setdefault(one["table"], {})[one["row_id"]] = one["value"]
    for table, ids in gone.items():
        if table == "entries":
            _redirect(rows, {row_id: _last(row_id, ids) for row_id in ids})
        rows[table][:] = [row for row in rows[table] if row[TABLES[table].row_id] not in ids]
        findings = rows.get("findings", [])
        findings[:] = [row for row in findings if row["row_id"] not in ids]


def _last(row_id: str, ids: Mapping[str, str]) -> str:
    """Return the row that stays in the end; "" if there is none, also where two rows give way to each other."""
    seen = {row_id}
    while (row_id := ids.get(row_id, row_id)) in ids:
        if row_id in seen:
            return ""
        seen.add(row_id)
    return row_id


def _redirect(rows: Rows, kept: Mapping[str, str]) -> None:
    by_id = {row["entry_id"]: row for row in rows["entries"]}
    for gone, stays in kept.items():
        if stays:
            by_id[stays]["mentions"] = _times(by_id[stays]) + _times(by_id[gone])
    for table in _POINTING:
        for row in rows.get(table, ()):
            if row.get("entry_id") in kept:
                row["entry_id"] = kept[str(row["entry_id"])] or None
    if "mentions" in rows:
        rows["mentions"][:] = [row for row in rows["mentions"] if row["entry_id"]]


def _times(entry: Mapping[str, object]) -> int:
    times = entry.get("mentions")
    return times if isinstance(times, int) else 0
