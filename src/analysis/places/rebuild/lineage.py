"""Following units from listing to listing: one name under one district is one unit, whatever its code.

A district that is only renamed or promoted, or merged whole, hands its communes on with their identity. A
commune whose district is divided, or that changes its name or type, becomes a new unit.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.datafiles import read_rows
from analysis.places.names import name_key
from analysis.places.rebuild.listings import LISTED_ON, Listed, Listing

ABOLISHED_ON = "2025-07-01"


@dataclass(slots=True)
class Unit:
    """A unit while the gazetteer is being written; `first` and `last` are tags of listings that hold it."""

    unit_id: str
    name: str
    level: str
    parent: str
    code: str
    first: str
    last: str
    valid_from: str = ""
    valid_to: str = ""
    successors: list[str] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    source: str = ""
    area: str = ""
    codes: dict[str, str] = field(default_factory=dict)

    def seen(self, tag: str, listed: Listed) -> None:
        """Record that the listing `tag` holds this unit; the newest spelling and code win."""
        if listed.name != self.name:
            self.aliases.add(self.name)
        self.name, self.last, self.code = listed.name, tag, listed.code
        self.aliases.discard(self.name)
        self.codes[tag] = listed.code


@dataclass(slots=True)
class Lineage:
    """Every unit before July 2025, and which unit each code of each listing means."""

    units: dict[str, Unit] = field(default_factory=dict)
    by_code: dict[tuple[str, str, str], Unit] = field(default_factory=dict)

    def add(self, listing: Listing, level: str, listed: Listed, known: Unit | None, parent: str) -> Unit:
        """Record a listed unit as a new sight of `known`, or as a new unit."""
        tag = listing.tag
        province = parent.split(".", maxsplit=1)[0]
        unit_id = f"{province}.{listed.code}{tag}" if province else f"{listed.code}{'' if tag == 'a' else tag}"
        unit = known or Unit(unit_id, listed.name, level, parent, listed.code, tag, tag)
        unit.seen(tag, listed)
        self.units[unit.unit_id] = self.by_code[tag, level, listed.code] = unit
        return unit

    def level(self, level: str) -> list[Unit]:
        """Return the units of a level in the order they were met."""
        return [unit for unit in self.units.values() if unit.level == level]

    def heir(self, unit: Unit) -> Unit:
        """Return the unit that in the end holds the whole of `unit`: itself if it lasts or is divided."""
        while len(unit.successors) == 1:
            unit = self.units[unit.successors[0]]
        return unit


def trace(listings: Iterable[Listing]) -> Lineage:
    """Return the lineage of provinces, districts and communes over the listings, oldest first."""
    ordered, lineage = list(listings), Lineage()
    for listing in ordered:
        _trace_provinces(lineage, listing)
    for listing in ordered:
        _trace_districts(lineage, listing)
    _apply_district_changes(lineage)
    for listing in ordered:
        _trace_communes(lineage, listing)
    return lineage


def _trace_provinces(lineage: Lineage, listing: Listing) -> None:
    known = {unit.name: unit for unit in lineage.level("province")}
    for listed in listing.provinces.values():
        lineage.add(listing, "province", listed, known.get(listed.name), "")


def _trace_districts(lineage: Lineage, listing: Listing) -> None:
    known = {(unit.parent[:2], name_key(unit.name)): unit for unit in lineage.level("district")}
    for listed in listing.districts.values():
        # A province that changes its kind (Huế, 2025) keeps its districts: the two-digit code leads.
        parent = lineage.by_code["a", "province", listed.parent]
        found = known.get((listed.parent, name_key(listed.name)))
        lineage.add(listing, "district", listed, found, parent.unit_id)


def _apply_district_changes(lineage: Lineage) -> None:
    for row in read_rows("analysis.places", "district_changes.csv"):
        if row["before"] != row["after"]:
            _apply_district_change(lineage, row)


def _apply_district_change(lineage: Lineage, row: dict[str, str]) -> None:
    after = _district(lineage, row["province"], row["after"])
    before = _district(lineage, row["province"], row["before"]) or _forgotten_district(lineage, row, after)
    if after is None or before is None:
        raise ValueError(f"district_changes.csv names an unknown district: {row}")
    if not after.valid_from and (after.first != "a" or before.first == "h"):
        after.valid_from = row["on"] or LISTED_ON["a"]
        after.notes += [] if row["on"] else ["valid_from is a latest possible day"]
    if before.last != "c":
        before.valid_to = row["on"] or LISTED_ON["a"]
        before.successors.append(after.unit_id)
        before.source = row["source"] or before.source


def _district(lineage: Lineage, province: str, name: str) -> Unit | None:
    for unit in lineage.level("district"):
        if unit.name == name and lineage.units[unit.parent].name.split(" ", 1)[1].endswith(province):
            return unit
    return None


def _forgotten_district(lineage: Lineage, row: dict[str, str], after: Unit | None) -> Unit | None:
    """Return a new unit for a district that was gone before the oldest listing."""
    if after is None:
        return None
    number = sum(unit.first == "h" for unit in lineage.units.values()) + 1
    unit = Unit(f"{after.parent}.{number:03d}h", row["before"], "district", after.parent, "", "h", "h")
    lineage.units[unit.unit_id] = unit
    return unit


def _trace_communes(lineage: Lineage, listing: Listing) -> None:
    exact, heirs = _known_communes(lineage)
    for listed in listing.communes.values():
        district = lineage.by_code[listing.tag, "district", listed.parent]
        name = name_key(listed.name)
        found = exact.get((district.unit_id, name)) or _only(heirs[lineage.heir(district).unit_id, name], listed.code)
        taken = found is not None and listing.tag in found.codes
        lineage.add(listing, "commune", listed, None if taken else found, district.unit_id)


def _known_communes(
    lineage: Lineage,
) -> tuple[dict[tuple[str, str], Unit], dict[tuple[str, str], list[Unit]]]:
    exact: dict[tuple[str, str], Unit] = {}
    heirs: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in lineage.level("commune"):
        name = name_key(unit.name)
        exact[unit.parent, name] = unit
        heirs[lineage.heir(lineage.units[unit.parent]).unit_id, name].append(unit)
    return exact, heirs


def _only(units: list[Unit], code: str) -> Unit | None:
    if len(units) > 1:
        units = [unit for unit in units if unit.code == code]
    return units[0] if len(units) == 1 else None


def add_aliases(lineage: Lineage) -> None:
    """Add the spellings of aliases.csv; a row that names no unit is an error."""
    for row in read_rows("analysis.places", "aliases.csv"):
        named = [unit for unit in lineage.units.values() if unit.name == row["unit"]]
        found = [u for u in named if _province_name(lineage, u).endswith(row["province"])]
        if not found:
            raise ValueError(f"aliases.csv names an unknown unit: {row}")
        for unit in found:
            unit.aliases.add(row["alias"])


def _province_name(lineage: Lineage, unit: Unit) -> str:
    while unit.parent:
        unit = lineage.units[unit.parent]
    return unit.name


def close_provinces(lineage: Lineage) -> None:
    """Date Huế, the one province whose kind changed between 2019 and June 2025."""
    province, city = lineage.units["46"], lineage.units["46c"]
    province.valid_to = city.valid_from = "2025-01-01"
    province.successors, province.source = ["46c"], "175/2024/QH15"
