"""The rules by which the gazetteer is written, on invented units."""

import pytest

from analysis.places.rebuild.lineage import Unit
from analysis.places.rebuild.listings import unit_name
from analysis.places.rebuild.reform2025 import untangle
from analysis.places.rebuild.successors import package_key


def commune(unit_id: str, name: str, district: str) -> Unit:
    return Unit(unit_id, name, "commune", district, "", "a", "c")


@pytest.mark.parametrize(
    ("printed", "level", "wanted"),
    [
        ("Phường 01", "commune", "phường 1"),
        ("Thị trấn NT Trà Vong", "commune", "thị trấn Nông trường Trà Vong"),
        ("Thành phố Phan Rang-Tháp Chàm", "district", "thành phố Phan Rang - Tháp Chàm"),
        ("Huyện Ia H' Drai", "district", "huyện Ia H'Drai"),
        ("Tỉnh Hoà Bình", "province", "tỉnh Hòa Bình"),
        ("Thành phố Hà Nội", "province", "Thành phố Hà Nội"),
    ],
)
def test_unit_name(printed: str, level: str, wanted: str) -> None:
    assert unit_name(printed, level) == wanted


def test_package_key() -> None:
    assert package_key("thị trấn Mường Khến") == "thitranmuongkhen"


def test_namesakes_get_their_own_part() -> None:
    north, south = commune("1", "phường 4", "north"), commune("2", "phường 4", "south")
    river, hill = commune("N1", "phường Sông", ""), commune("N2", "phường Đồi", "")
    homes = {"N1": {"north"}, "N2": {"south"}}
    parts = {old.unit_id: new for old, new in untangle([(north, [river, hill]), (south, [river, hill])], homes)}
    assert parts == {"1": [river], "2": [hill]}
    assert north.notes == ["untangled from a namesake"]


def test_the_part_no_namesake_can_claim_is_its_own() -> None:
    north, south = commune("1", "xã Tân Long", "north"), commune("2", "xã Tân Long", "south")
    river, hill = commune("N1", "xã Sông", ""), commune("N2", "xã Đồi", "")
    # The members of xã Đồi known so far come from a third district.
    homes = {"N1": {"north"}, "N2": {"east"}}
    parts = {old.unit_id: new for old, new in untangle([(north, [river, hill]), (south, [river, hill])], homes)}
    assert parts == {"1": [river], "2": [hill]}


def test_a_commune_truly_divided_over_a_district_line_stays_divided() -> None:
    ward, other = commune("1", "phường 16", "north"), commune("2", "phường 7", "south")
    river, hill = commune("N1", "phường Sông", ""), commune("N2", "phường Đồi", "")
    pairs = [(ward, [river, hill]), (other, [hill])]
    parts = {old.unit_id: new for old, new in untangle(pairs, {"N1": {"north"}, "N2": {"south"}})}
    assert parts == {"1": [river, hill], "2": [hill]}
