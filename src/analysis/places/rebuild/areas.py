"""The old district area of every unit: the key on which years before and after the mergers compare."""

from collections import defaultdict

from analysis.places.rebuild.lineage import Lineage, Unit


def mark_areas(lineage: Lineage) -> None:
    """Set `area` to the one old district a unit lies in, '' where it lies in several.

    A district merged into another keeps its own area; a district that was only renamed or promoted shares the
    area of what it became, under the later name. A commune has the area of its oldest known parts.
    """
    parents = _predecessors(lineage)
    for unit in lineage.level("district"):
        unit.area = _district_area(lineage, unit, parents)
    known: dict[str, set[str]] = {}
    for unit in lineage.level("commune"):
        areas = _commune_areas(lineage, unit, parents, known)
        unit.area = min(areas) if len(areas) == 1 else _last_district(lineage, unit, parents)


def _predecessors(lineage: Lineage) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in lineage.units.values():
        for successor in unit.successors:
            found[successor].append(unit)
    return found


def _district_area(lineage: Lineage, unit: Unit, parents: dict[str, list[Unit]]) -> str:
    while len(unit.successors) == 1:
        after = lineage.units[unit.successors[0]]
        promoted = after.level == "district" and len(parents[after.unit_id]) == 1
        if not promoted or after.valid_from != unit.valid_to:
            break
        unit = after
    return unit.unit_id


def _commune_areas(
    lineage: Lineage, unit: Unit, parents: dict[str, list[Unit]], known: dict[str, set[str]]
) -> set[str]:
    """Return the areas of the oldest parts of a commune; its own district where no older part is known."""
    if unit.unit_id not in known:
        older = [p for p in parents[unit.unit_id] if p.level == "commune"]
        areas = {a for p in older for a in _commune_areas(lineage, p, parents, known)}
        # A commune of the first listing, or one that grew out of no known one, lies in its own district.
        if unit.first == "a" or not older:
            areas |= _own_area(lineage, unit, parents)
        known[unit.unit_id] = areas
    return known[unit.unit_id]


def _own_area(lineage: Lineage, unit: Unit, parents: dict[str, list[Unit]]) -> set[str]:
    district = lineage.units.get(unit.parent)
    if district is not None and district.level == "district":
        return {district.area}
    return {p.area for p in parents[unit.unit_id] if p.level == "district"}


def _last_district(lineage: Lineage, unit: Unit, parents: dict[str, list[Unit]]) -> str:
    """Return the one district of June 2025 in which all parts of a new commune lay, else ''."""
    if not unit.unit_id.startswith("N"):
        return ""
    districts = {lineage.heir(lineage.units[p.parent]).area for p in parents[unit.unit_id] if p.level == "commune"}
    return min(districts) if len(districts) == 1 else ""
