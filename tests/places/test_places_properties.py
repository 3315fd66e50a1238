"""What holds for every address, printed or imagined."""

import subprocess
import sys
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.places import Address, Home, find_province, named_district, resolve
from analysis.places.gazetteer import Unit, communes_of, district_chain, unit

HOMES = [Home(), Home("tỉnh Hòa Bình"), Home("tỉnh Đồng Tháp", "huyện Tân Hồng"), Home("Thành phố Hà Nội")]
DAYS = st.none() | st.dates(date(2010, 1, 1), date(2027, 1, 1))
TEXT = st.text(max_size=40) | st.sampled_from(
    ["xã", "P.", "TP. ", "huyện Tân Lạc", "xã Hợp Kim", "Cao Phong", "Q1", "Kỳ Sơn"]
)
ADDRESSES = st.builds(Address, TEXT, TEXT, TEXT, TEXT)
COMMUNES = [unit for block in ("17", "87", "79", "46") for unit in communes_of(block).values()]


@given(ADDRESSES, st.sampled_from(HOMES), DAYS)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_fail(address: Address, home: Home, on: date | None) -> None:
    found = resolve(address, home, on)
    assert found.basis in {"stated", "inherited", "unknown"}
    assert (found.basis == "unknown") == (found.district == "")
    assert not found.commune_2025 or found.commune
    assert all(problem.code in {"unknown-place", "ambiguous-place"} for problem in found.problems)


@given(TEXT, st.sampled_from(HOMES), DAYS)
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_searches_fail(text: str, home: Home, on: date | None) -> None:
    assert isinstance(named_district(text, home, on), str)
    assert isinstance(find_province(text, on), str)


@given(st.sampled_from(COMMUNES), DAYS)
@settings(max_examples=300, deadline=None)
def test_a_canonical_place_stays_as_it_is(commune: Unit, on: date | None) -> None:
    home = Home(unit(commune.unit_id[:2]).name)
    first = resolve(Address("", commune.name, district_chain(commune)[0].name), home, on)
    again = resolve(Address(first.hamlet, first.commune, first.district, first.province), Home(), on)
    assert again == first


@given(st.sampled_from(COMMUNES), st.dates(date(2015, 1, 1), date(2025, 6, 30)))
@settings(max_examples=300, deadline=None)
def test_a_unit_in_force_is_found_without_a_problem(commune: Unit, on: date) -> None:
    districts = [district for district in district_chain(commune) if district.stands(on)]
    if commune.stands(on) and districts:
        home = Home(unit(commune.unit_id[:2]).name)
        found = resolve(Address("", commune.name, districts[0].name), home, on)
        assert (found.commune, found.district, found.problems) == (commune.name, districts[0].name, ())


@given(st.sampled_from(COMMUNES), st.dates(date(2015, 1, 1), date(2025, 6, 30)))
@settings(max_examples=300, deadline=None)
def test_a_unit_of_another_day_is_only_taken_where_none_of_that_day_fits(commune: Unit, on: date) -> None:
    home = Home(unit(commune.unit_id[:2]).name)
    district = district_chain(commune)[0]
    same = [u for u in communes_of(commune.unit_id[:2]).values() if u.keys & commune.keys and u.kind == commune.kind]
    standing = [u for u in same if u.stands(on) and district in district_chain(u)]
    found = resolve(Address("", commune.name, district.name), home, on)
    if standing:
        assert found.commune in {unit.name for unit in standing}


def test_a_cold_start_is_quick() -> None:
    """Nothing is read before it is asked for, and then only one province: no other block is loaded."""
    code = (
        "from analysis.places import Address, Home, resolve\n"
        "from analysis.places import gazetteer\n"
        "assert gazetteer.communes_of.cache_info().currsize == 0\n"
        "resolve(Address('', 'xã Nhân Nghĩa', 'Lạc Sơn'), Home('tỉnh Hòa Bình'), None)\n"
        "assert gazetteer.communes_of.cache_info().currsize <= 2\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
