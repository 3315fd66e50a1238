"""What happened to districts between two days, as a note under a comparison has to say it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.places.gazetteer import (
    DISTRICTS_END,
    Unit,
    block_of,
    communes_of,
    district_chain,
    districts_of,
    index_of,
    new_province,
    old_blocks,
    provinces,
)
from analysis.places.names import name_key, split_type
from analysis.places.tables import rows


@dataclass(frozen=True, slots=True)
class Change:
    """A district that became another or a part of others; `source` is the resolution, '' where nobody vouched."""

    province: str
    before: str
    after: str
    on: date
    kind: str
    source: str


@cache
def _changes() -> tuple[Change, ...]:
    dated = (row for row in rows("district_changes.csv") if row["on"])
    return tuple(
        Change(
            row["province"],
            row["before"],
            row["after"],
            date.fromisoformat(row["on"]),
            row["kind"],
            row["source"] if row["checked"] else "",
        )
        for row in dated
    )


def provinces_named(name: str) -> tuple[Unit, ...]:
    """Return the provinces of either map with this canonical name, none if it is unknown."""
    found = index_of("province").get(name_key(split_type(name, "province")[1]), ())
    return tuple(unit for unit in found if unit.name == name)


def _blocks(province: str) -> list[str]:
    return sorted({block for unit in provinces_named(province) for block in old_blocks(unit)})


@cache
def _old_names(province: str) -> frozenset[str]:
    """Return the bare names of the provinces of the old map that a province covers."""
    blocks = _blocks(province)
    held = (unit for unit in provinces() if not unit.is_new and block_of(unit.unit_id) in blocks)
    return frozenset(split_type(unit.name, "province")[1] for unit in held)


def district_changes(province: str, start: date, end: date) -> tuple[Change, ...]:
    """Return what changed in a province after `start` and up to `end`, oldest first.

    >>> [(c.before, c.after) for c in district_changes("tỉnh Hòa Bình", date(2019, 11, 11), date(2020, 12, 31))]
    [('huyện Kỳ Sơn', 'thành phố Hòa Bình')]
    """
    held = _old_names(province)
    found = (one for one in _changes() if one.province in held and start < one.on <= end)
    return tuple(sorted(found, key=lambda one: (one.on, one.before, one.after)))


def joined_province(province: str, start: date, end: date) -> str:
    """Return the province of July 2025 if the end of districts lies after `start` and up to `end`, else ''.

    >>> joined_province("tỉnh Hòa Bình", date(2019, 1, 1), date(2026, 1, 1))
    'tỉnh Phú Thọ'
    """
    units = provinces_named(province)
    return new_province(units[0]).name if units and start < DISTRICTS_END <= end else ""


@cache
def areas_of(province: str) -> tuple[Unit, ...]:
    """Return the old district areas of a province, of either map: the units whose own area they are."""
    return tuple(one for block in _blocks(province) for one in districts_of(block).values() if one.area == one.unit_id)


@cache
def district_on(area: str, province: str, on: date) -> str:
    """Return the district that held an old district area on a day; '' where it is not known or not one.

    >>> district_on("huyện Kỳ Sơn", "tỉnh Hòa Bình", date(2020, 12, 31))
    'thành phố Hòa Bình'
    """
    found = {name for unit in areas_of(province) if unit.name == area for name in _standing(unit, on)}
    return found.pop() if len(found) == 1 else ""


def _standing(area: Unit, on: date) -> set[str]:
    block = districts_of(block_of(area.unit_id))
    held = [unit for unit in block.values() if unit.area == area.unit_id]
    names = {unit.name for unit in held if unit.stands(on)}
    if names:
        return names
    ahead = {one for unit in held for one in unit.successors if one in block and block[one].area != area.unit_id}
    return {name for one in ahead for name in _standing(block[block[one].area], on)} if ahead else set()


def communes_of_district(place: str, on: date | None) -> list[str]:
    """Return the communes of "huyện X, tỉnh Y" on a day, by name; none without a day or for an unknown district.

    >>> len(communes_of_district("huyện Tân Hồng, tỉnh Đồng Tháp", date(2020, 1, 1)))
    9
    """
    name, _, province = place.partition(", ")
    held = {
        one.name
        for block in _blocks(province)
        for one in communes_of(block).values()
        if on is not None and one.stands(on) and any(d.name == name and d.stands(on) for d in district_chain(one))
    }
    return sorted(held)
