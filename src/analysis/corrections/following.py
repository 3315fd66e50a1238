"""What follows from a corrected cell, so that no row contradicts itself: parents, areas, yearly values, incomes."""

from collections.abc import Mapping, MutableMapping, Set
from datetime import date

from analysis.fields import DEFAULT, UNCLASSIFIED
from analysis.fields.taxonomy import OTHER
from analysis.places import Address, Home, Place, resolve

Row = dict[str, object]
Rows = MutableMapping[str, list[Row]]
_PLACE = ("hamlet", "commune", "district", "province")
_DERIVED_PLACE = ("district_area", "province_2025", "commune_2025")
# What the row of an amount takes from the entry it belongs to
_SHARED = (*_PLACE, "place_basis", "field")
_MONTHS = 12


def follow(table: str, before: Mapping[str, object], row: Row, changed: Set[str], rows: Rows) -> None:
    """Bring the other columns of a corrected row, and the amounts of a corrected entry, in line with it."""
    if table == "entries" and changed & {"field", "subfield"}:
        _follow_field(row, changed)
    if "place_basis" in row and changed & set(_PLACE):
        _follow_place(row, changed, rows)
    if table == "incomes" and changed & {"low_vnd", "high_vnd"}:
        _follow_amount(before, row, changed)
    if table == "entries":
        _follow_entry(before, row, rows)


def _follow_field(row: Row, changed: Set[str]) -> None:
    row["field_basis"], row["field_status"] = "corrected", "sure"
    if "field" not in changed:
        row["field"] = DEFAULT.parents.get(str(row["subfield"]), UNCLASSIFIED)
    elif "subfield" not in changed and DEFAULT.parents.get(str(row["subfield"])) != row["field"]:
        row["subfield"] = UNCLASSIFIED if row["field"] == UNCLASSIFIED else f"{row['field']}{OTHER}"


def _follow_place(row: Row, changed: Set[str], rows: Rows) -> None:
    """Say that a person stated the district; an entry's area and units of today are those of the corrected place."""
    if "district" in changed:
        row["place_basis"] = "stated" if row["district"] else "unknown"
    if "district_area" in row:
        place = _resolved(row, rows)
        row.update({name: getattr(place, name) or None for name in _DERIVED_PLACE})


def _resolved(row: Mapping[str, object], rows: Rows) -> Place:
    document = next(one for one in rows["documents"] if one["document_id"] == row["document_id"])
    home = Home(*(str(document.get(level) or "") for level in ("province", "district", "commune")))
    address = Address(**{level: str(row.get(level) or "") for level in _PLACE})
    day = document.get("issued_on") or document.get("period_end")
    return resolve(address, home, date.fromisoformat(str(day)) if day else None)


def _follow_amount(before: Mapping[str, object], row: Row, changed: Set[str]) -> None:
    """Keep a single amount single, and the yearly value in step; rules of `vietnamese.money.annual_vnd`."""
    if "high_vnd" not in changed and before["low_vnd"] == before["high_vnd"]:
        row["high_vnd"] = row["low_vnd"]
    low, high = row["low_vnd"], row["high_vnd"]
    if not isinstance(low, int) or not isinstance(high, int):
        row["annual_vnd"] = None
        return
    if low == high and row["bound"] in ("range", "vague"):
        row["bound"] = "exact"
    if row["period"] == "year":
        row["annual_vnd"] = (low + high) // 2
    elif before.get("annual_vnd") is not None:
        row["annual_vnd"] = (low + high) // 2 * _MONTHS


def _follow_entry(before: Mapping[str, object], row: Row, rows: Rows) -> None:
    for income in rows.get("incomes", ()):
        if income.get("entry_id") == row["entry_id"]:
            income.update({name: row[name] for name in _SHARED if name in row and income.get(name) == before.get(name)})
