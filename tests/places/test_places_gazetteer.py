"""The gazetteer against what the resolutions and the official counts say."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analysis.places import Address, Home, resolve
from analysis.places.gazetteer import (
    Unit,
    communes_of,
    district_chain,
    districts_of,
    ends_of,
    new_province,
    provinces,
    unit,
    upper_units,
)
from analysis.places.names import name_key
from analysis.places.tables import rows

HERE = Path(__file__).parent
LAST_OLD_DAY = date(2025, 6, 30)
# One day before the oldest listing: units dated only by the listings around them are not there yet.
BEFORE_2019 = date(2019, 10, 5)
OLD_BLOCKS = sorted({u.unit_id[:2] for u in provinces() if not u.is_new})
NEW_BLOCKS = sorted({u.unit_id[:3] for u in provinces() if u.is_new})
FILES = ("units.csv", "communes.csv", "communes_2025.csv")


def standing(block: str, day: date) -> list[Unit]:
    return [commune for commune in communes_of(block).values() if commune.stands(day)]


def district_of(commune: Unit, day: date) -> str:
    return next(d.name for d in district_chain(commune) if d.stands(day))


@pytest.mark.parametrize(
    ("day", "count"), [(BEFORE_2019, 63), (LAST_OLD_DAY, 63), (date(2025, 7, 1), 34), (date(2026, 5, 1), 34)]
)
def test_provinces_of_each_day(day: date, count: int) -> None:
    assert sum(province.stands(day) for province in provinces()) == count


@pytest.mark.parametrize(("day", "count"), [(BEFORE_2019, 713), (LAST_OLD_DAY, 696), (date(2025, 7, 1), 0)])
def test_districts_of_each_day(day: date, count: int) -> None:
    assert sum(u.level == "district" and u.stands(day) for u in upper_units().values()) == count


def test_communes_of_each_day() -> None:
    assert sum(len(standing(block, BEFORE_2019)) for block in OLD_BLOCKS) == 11_160
    assert sum(len(standing(block, LAST_OLD_DAY)) for block in OLD_BLOCKS) == 10_035
    assert sum(len(standing(block, date(2025, 7, 1))) for block in NEW_BLOCKS) == 3_321


def test_communes_of_hoa_binh_before_the_mergers() -> None:
    """Domain notes 5.1: 1 city and 10 districts, 210 units, in November 2019."""
    day = date(2019, 11, 11)
    counts = Counter(district_of(commune, day) for commune in standing("17", day))
    assert counts == {
        "huyện Cao Phong": 13,
        "huyện Đà Bắc": 20,
        "huyện Kim Bôi": 28,
        "huyện Kỳ Sơn": 10,
        "huyện Lạc Sơn": 29,
        "huyện Lạc Thủy": 15,
        "huyện Lương Sơn": 20,
        "huyện Mai Châu": 23,
        "huyện Tân Lạc": 24,
        "huyện Yên Thủy": 13,
        "thành phố Hòa Bình": 15,
    }


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2022, 6, 1), LAST_OLD_DAY])
def test_communes_of_hoa_binh_after_the_mergers(day: date) -> None:
    assert len(standing("17", day)) == 151
    assert len({district_of(commune, day) for commune in standing("17", day)}) == 10


def test_hoa_binh_became_46_communes_of_148() -> None:
    ends = set().union(*(ends_of(commune) for commune in communes_of("17").values()))
    assert len(ends) == 46
    assert len(communes_of("N25")) == 148


@pytest.mark.parametrize(("day", "count"), [(BEFORE_2019, 144), (date(2024, 6, 1), 143), (LAST_OLD_DAY, 141)])
def test_communes_of_dong_thap(day: date, count: int) -> None:
    assert len(standing("87", day)) == count


def test_communes_of_tan_hong() -> None:
    names = {c.name for c in standing("87", date(2020, 12, 1)) if district_of(c, date(2020, 12, 1)) == "huyện Tân Hồng"}
    communes = "Tân Hộ Cơ, Thông Bình, Bình Phú, Tân Thành A, Tân Thành B, Tân Phước, Tân Công Chí, An Phước"
    assert names == {"thị trấn Sa Rài", *(f"xã {name}" for name in communes.split(", "))}


def mapping_of(file: str) -> list[tuple[str, str, bool]]:
    """Return (new commune, old commune, is whole) of a table written from a resolution."""
    with (HERE / file).open(encoding="utf-8") as lines:
        table = list(csv.DictReader(lines))
    whole = [(row["new"], old, True) for row in table for old in row["whole"].split(";")]
    return whole + [(row["new"], row["part"], False) for row in table if row["part"]]


@pytest.mark.parametrize(
    ("file", "block"),
    [
        ("resolution_1676_hoa_binh.csv", "17"),
        ("resolution_1663_dong_thap.csv", "87"),
        ("resolution_1663_tien_giang_wards.csv", "82"),
    ],
)
def test_each_commune_went_where_its_resolution_says(file: str, block: str) -> None:
    for new, old, is_whole in mapping_of(file):
        ends = {unit(end).name for end in ends_of(old_commune(block, old))}
        assert ends == {new} if is_whole else new in ends and len(ends) == 2, (old, ends)


def old_commune(block: str, printed: str) -> Unit:
    name, _, district = printed.removesuffix(")").partition(" (")
    named = [c for c in standing(block, LAST_OLD_DAY) if name_key(c.name) == name_key(name)]
    found = [c for c in named if not district or district_of(c, LAST_OLD_DAY) == district]
    if len(found) > 1:
        # The resolution gives no district where its own province has one such name in the towns it speaks of.
        found = [c for c in found if district_of(c, LAST_OLD_DAY).startswith(("thành phố", "thị xã"))]
    assert len(found) == 1, (printed, [district_of(c, LAST_OLD_DAY) for c in named])
    return found[0]


def test_tables_of_the_resolutions_name_every_commune_once() -> None:
    whole = [old for _, old, is_whole in mapping_of("resolution_1676_hoa_binh.csv") if is_whole]
    divided = {old for _, old, is_whole in mapping_of("resolution_1676_hoa_binh.csv") if not is_whole}
    assert len(whole) == len(set(whole)) == 151 - len(divided)


def test_every_row_is_well_formed() -> None:
    every = [row for file in FILES for row in rows(file)]
    ids = {row["unit_id"] for row in every}
    assert len(ids) == len(every)
    for row in every:
        assert row["level"] in {"province", "district", "commune"}
        assert not row["parent"] or row["parent"] in ids
        assert set(filter(None, row["successors"].split(";"))) <= ids
        assert not row["area"] or row["area"] in ids
        assert not (row["valid_from"] and row["valid_to"]) or row["valid_from"] < row["valid_to"], row
        assert row["name"][0].islower() or row["level"] == "province"


@pytest.mark.parametrize("file", FILES)
def test_files_are_sorted_and_small(file: str) -> None:
    ids = [row["unit_id"] for row in rows(file)]
    assert ids == sorted(ids)
    assert len((HERE.parents[1] / "src/analysis/places/data" / file).read_bytes()) < 1_500_000


def test_a_unit_of_the_old_map_ends_and_one_of_the_new_map_begins_with_july_2025() -> None:
    for block in OLD_BLOCKS:
        assert all(c.ends and c.ends <= date(2025, 7, 1) for c in communes_of(block).values())
    for block in NEW_BLOCKS:
        assert all(c.begins == date(2025, 7, 1) for c in communes_of(block).values())


def test_every_old_province_has_one_new_one() -> None:
    new = {new_province(province).name for province in provinces() if not province.is_new}
    assert len(new) == 34


def test_nearly_every_old_commune_is_led_to_the_new_map() -> None:
    """The rest was dissolved before 2025 and no source says into what: nothing is put in its place."""
    lost = [c for block in OLD_BLOCKS for c in communes_of(block).values() if not ends_of(c)]
    assert len(lost) <= 20
    assert not [c for c in lost if c.stands(LAST_OLD_DAY)]


def test_dong_nai_became_a_city_in_2026() -> None:
    names = {
        day: resolve(Address(province="Đồng Nai"), Home(), day).province for day in (LAST_OLD_DAY, date(2026, 5, 1))
    }
    assert list(names.values()) == ["tỉnh Đồng Nai", "Thành phố Đồng Nai"]


def test_codes_were_reused_and_are_no_keys() -> None:
    """Domain notes 5.3: 04897 was Hợp Thịnh and is Thịnh Minh; Hòa Bình's 17 and Đồng Tháp's 87 are gone."""
    same = {c.name for c in communes_of("17").values() if c.unit_id.startswith("17.04897")}
    assert same == {"xã Hợp Thịnh", "xã Thịnh Minh"}
    assert new_province(unit("87")).unit_id == "N82"


def test_ky_son_keeps_its_own_area() -> None:
    ky_son = next(d for d in districts_of("17").values() if d.name == "huyện Kỳ Sơn")
    assert ky_son.ends == date(2020, 1, 1)
    inside = {c.name for c in standing("17", date(2021, 1, 1)) if c.area == ky_son.unit_id}
    assert inside == {"phường Kỳ Sơn", "xã Thịnh Minh", "xã Hợp Thành", "xã Quang Tiến", "xã Mông Hóa", "xã Độc Lập"}
