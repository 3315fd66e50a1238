"""What became of each commune: from listing to listing, and on 01/07/2025 by the published mapping.

Sources, strongest first: the aliases of abolished units in the newest listing with districts; the same name
with another type word in the same district; the code, which the statistics office leaves with the main part of
a merger. Where none speaks the successor stays empty.
"""

import re
from collections import defaultdict

from analysis.datafiles import read_rows
from analysis.places.names import name_key
from analysis.places.rebuild.lineage import ABOLISHED_ON, Lineage, Unit
from analysis.places.rebuild.listings import LISTED_ON, Listing
from analysis.vietnamese.letters import bare

_NEXT = {"a": "b", "b": "c"}
_BEFORE = {"b": "a", "c": "b"}
TARGETS = ("a", "b")
Dates = dict[tuple[str, str], dict[str, str]]


def succeed_communes(lineage: Lineage, newest: Listing) -> None:
    """Give each commune that ended before June 2025 its successors, and dates to those that came and went."""
    aliases, bases = _alias_index(lineage, newest), _base_names(lineage)
    for unit in lineage.level("commune"):
        if unit.last in TARGETS:
            targets = (
                _by_alias(lineage, unit, aliases) or _by_base_name(lineage, unit, bases) or _by_code(lineage, unit)
            )
            unit.successors = sorted(target.unit_id for target in targets)
    known = _known_dates(lineage)
    for unit in lineage.level("commune"):
        _date(unit, known)


def package_key(name: str) -> str:
    """Return the key the mapping packages use: no diacritics, no spaces."""
    return re.sub(r"\W", "", bare(name))


def _alias_index(lineage: Lineage, newest: Listing) -> dict[tuple[str, str], list[Unit]]:
    index: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for code, listed in newest.communes.items():
        district = lineage.by_code["c", "district", listed.parent]
        for alias in set(listed.extra[1:]):
            index[district.unit_id, alias].append(lineage.by_code["c", "commune", code])
    return index


def _end_districts(lineage: Lineage, unit: Unit) -> list[str]:
    """Return the districts of June 2025 that lie where the district of `unit` lay."""
    found, queue = [], [unit.parent]
    while queue:
        district = lineage.units[queue.pop()]
        queue += district.successors
        found += [] if district.successors else [district.unit_id]
    return sorted(set(found))


def _by_alias(lineage: Lineage, unit: Unit, aliases: dict[tuple[str, str], list[Unit]]) -> list[Unit]:
    typed = package_key(unit.name)
    short = re.sub("^(?:xa|phuong|thitran)", "", typed)
    districts = _end_districts(lineage, unit)
    for key in (typed, short):
        found = {t.unit_id: t for d in districts for t in aliases.get((d, key), []) if t is not unit}
        if found and not (key == short and short.isdecimal()):
            return list(found.values())
    return []


def _base(unit: Unit) -> str:
    return name_key(re.sub("^(?:xã|phường|thị trấn) ", "", unit.name))


def _base_names(lineage: Lineage) -> dict[tuple[str, str, str], list[Unit]]:
    index: dict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    for unit in lineage.level("commune"):
        if unit.first in _BEFORE:
            for district in _end_districts(lineage, unit):
                index[unit.first, district, _base(unit)].append(unit)
    return index


def _by_base_name(lineage: Lineage, unit: Unit, bases: dict[tuple[str, str, str], list[Unit]]) -> list[Unit]:
    after = _NEXT[unit.last]
    found = {t.unit_id: t for d in _end_districts(lineage, unit) for t in bases[after, d, _base(unit)]}
    return list(found.values()) if len(found) == 1 else []


def _by_code(lineage: Lineage, unit: Unit) -> list[Unit]:
    target = lineage.by_code.get((_NEXT[unit.last], "commune", unit.code))
    if target is None or target.parent.split(".")[0] != unit.parent.split(".")[0]:
        return []
    return [target]


def _known_dates(lineage: Lineage) -> Dates:
    names = {unit.name.split(" ", 1)[1].removeprefix("phố "): unit.unit_id for unit in lineage.level("province")}
    rows = read_rows("analysis.places", "commune_changes.csv")
    return {(names[row["province"]], row["from_listing"]): row for row in rows}


def _date(unit: Unit, known: Dates) -> None:
    """Date the ends of a commune: by resolution where known, else by the listings around it, with a note."""
    province = unit.parent.split(".")[0]
    if unit.first in _BEFORE:
        before = _BEFORE[unit.first]
        row = known.get((province, before))
        unit.valid_from = row["on"] if row else LISTED_ON[before]
        unit.notes += [] if row else ["from?"]
        unit.source = row["source"] if row else ""
    if unit.last == "c":
        unit.valid_to = ABOLISHED_ON
        return
    row = known.get((province, unit.last))
    unit.valid_to = row["on"] if row else LISTED_ON[_NEXT[unit.last]]
    unit.notes += [] if row else ["to?"]
    unit.source = row["source"] if row else unit.source
