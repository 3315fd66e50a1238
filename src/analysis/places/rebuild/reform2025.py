"""The step of 01/07/2025: 63 provinces to 34, 10,040 communes to 3,321, and no districts any more."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from analysis.places.rebuild.lineage import ABOLISHED_ON, Lineage, Unit
from analysis.places.rebuild.listings import Listed, Listing, Mapping
from analysis.vietnamese.letters import fold

# Đồng Nai became a central city on 30/4/2026 (resolution 30/2026/QH16).
DONG_NAI = ("75", "Thành phố Đồng Nai", "2026-04-30", "30/2026/QH16")


def add_reform(lineage: Lineage, before: Listing, after: Listing, mapping: Mapping) -> None:
    """Add the units of July 2025, end those of June, and join both by the mapping."""
    _add_new_units(lineage, after)
    _join_provinces(lineage, before, after, mapping)
    for old, targets in _pairs(lineage, before, after, mapping):
        old.successors = sorted(target.unit_id for target in targets)
    _end_districts(lineage)
    _join_island_communes(lineage)


def _add_new_units(lineage: Lineage, after: Listing) -> None:
    for listed in after.provinces.values():
        _add(lineage, "province", listed, f"N{listed.code}", "")
    for listed in after.communes.values():
        _add(lineage, "commune", listed, f"N{listed.parent}.{listed.code}", f"N{listed.parent}")
    code, name, on, source = DONG_NAI
    old = lineage.units[f"N{code}"]
    new = Unit(f"N{code}b", name, "province", "", code, "n", "n", valid_from=on, source=source)
    old.valid_to, old.successors, lineage.units[new.unit_id] = on, [new.unit_id], new


def _add(lineage: Lineage, level: str, listed: Listed, unit_id: str, parent: str) -> None:
    unit = Unit(unit_id, listed.name, level, parent, listed.code, "n", "n", valid_from=ABOLISHED_ON)
    lineage.units[unit_id] = lineage.by_code["n", level, listed.code] = unit


def _join_provinces(lineage: Lineage, before: Listing, after: Listing, mapping: Mapping) -> None:
    old_keys = {listed.extra[0].split("_")[0]: listed.parent for listed in before.districts.values()}
    for listed in after.provinces.values():
        for key in mapping.provinces[listed.extra[0]]:
            old = lineage.by_code["c", "province", old_keys[key]]
            old.valid_to, old.successors = ABOLISHED_ON, [f"N{listed.code}"]


Pair = tuple[Unit, list[Unit]]


def _accented(key: str, name: str) -> str:
    return f"{key.rsplit('_', 1)[0]}_{fold(name).replace(' ', '')}"


def _old_units(lineage: Lineage, before: Listing) -> dict[str, Unit]:
    """Return units of June 2025 by the package's key; a key two communes share means neither."""
    listed = [("commune", unit) for unit in before.communes.values()]
    listed += [("district", unit) for unit in before.districts.values() if unit.extra[0].endswith("_")]
    shared = Counter(unit.extra[0] for _, unit in listed)
    index = {}
    for level, unit in listed:
        key = unit.extra[0] if shared[unit.extra[0]] == 1 else _accented(unit.extra[0], unit.name)
        index[key] = lineage.by_code["c", level, unit.code]
    return index


def _new_units(lineage: Lineage, after: Listing) -> dict[tuple[str, str], Unit]:
    shared = Counter(unit.extra for unit in after.communes.values())
    index = {}
    for unit in after.communes.values():
        province, key = unit.extra
        key = key if shared[unit.extra] == 1 else fold(unit.name).replace(" ", "")
        index[province, key] = lineage.by_code["n", "commune", unit.code]
    return index


def _pairs(lineage: Lineage, before: Listing, after: Listing, mapping: Mapping) -> Iterator[Pair]:
    """Yield each commune of June 2025 with the communes of July that took it in."""
    old, new = _old_units(lineage, before), _new_units(lineage, after)
    pairs = [(o, [new[p, key]]) for p, rows in mapping.whole.items() for key, olds in rows.items() for o in olds]
    homes: dict[str, set[str]] = defaultdict(set)
    for o, (target,) in pairs:
        if o in old:
            homes[target.unit_id].add(old[o].parent)
    for p, divided in mapping.divided.items():
        pairs += [(o, [new[p, key] for key in keys]) for o, keys in divided.items()]
    known = [(old[o], targets) for o, targets in pairs if o in old]
    yield from untangle(known, homes)


def untangle(pairs: list[Pair], homes: dict[str, set[str]]) -> Iterator[Pair]:
    """Yield (old, new communes) with the parts of namesakes taken out; `homes` are the districts of a new commune.

    The resolutions tell namesakes apart by their district in brackets; the mapping lost the brackets and gave each
    the parts of all. A new commune of another district that a namesake also names is the namesake's (checked
    against resolution 1663/NQ-UBTVQH15 for the wards of Đồng Tháp); what no namesake can claim is its own.
    """
    by_name: dict[str, list[Pair]] = defaultdict(list)
    for unit, targets in pairs:
        by_name[unit.name].append((unit, targets))
    for unit, targets in pairs:
        others = [pair for pair in by_name[unit.name] if pair[0] is not unit]
        claimed = {t.unit_id for _, theirs in others for t in theirs}
        own = [t for t in targets if unit.parent in homes[t.unit_id] or t.unit_id not in claimed]
        theirs = {t.unit_id for other, parts in others for t in parts if other.parent in homes[t.unit_id]}
        kept = own or [t for t in targets if t.unit_id not in theirs]
        unit.notes += [] if len(kept) == len(targets) else ["untangled from a namesake"]
        yield unit, kept


def _end_districts(lineage: Lineage) -> None:
    for unit in lineage.level("district"):
        if unit.last == "c":
            unit.valid_to = ABOLISHED_ON


def _join_island_communes(lineage: Lineage) -> None:
    """Lead island communes, dissolved into their district, to the special zone the district became."""
    for unit in lineage.level("commune"):
        district = lineage.units.get(unit.parent)
        if not unit.successors and district and district.level == "district":
            zones = [s for s in district.successors if lineage.units[s].level == "commune"]
            unit.successors = zones
