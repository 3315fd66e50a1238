"""Which rows belong to a place and a year, on which map; and one clear line where nothing does."""

import pytest

from analysis.measures.geography import located
from analysis.measures.scope import Scope, ScopeError
from analysis.measures.selection import select
from analysis.measures.units import unit_of
from analysis.tables import load


@pytest.fixture(scope="module")
def clean(root):
    return load(root / "data" / "clean")


def reward(year_from, year_to, **more):
    period = {"period_start": f"{year_from}-01-01", "period_end": f"{year_to}-12-31"}
    base = {"reward_id": "r-1", "document_id": "d-2018", "role": "awarded", "recipient_kind": "collective", "count": 5}
    return base | period | {"bound": "exact", "locator": "line 1", "raw_text": "x"} | more


def test_a_row_belongs_to_every_year_its_own_period_touches(build):
    tables = build.made(documents=[build.document(2018)], rewards=[reward(2017, 2019)])
    for year in (2017, 2018, 2019):
        assert len(select(tables, Scope("tỉnh Hòa Bình", year)).tables.rewards) == 1
    with pytest.raises(ScopeError, match=r"không có số liệu năm 2020; có \(years that exist\): 2017-2019"):
        select(tables, Scope("tỉnh Hòa Bình", 2020))


def test_a_row_without_a_period_has_its_documents_and_a_document_without_one_its_day(build):
    dated = build.document(2018, period_start=None, period_end=None)
    tables = build.made(documents=[dated], entries=[build.entry(1, 2018, "huyện Đà Bắc")])
    assert len(select(tables, Scope("tỉnh Hòa Bình", 2018)).tables.entries) == 1


def test_a_row_states_its_own_place_or_has_its_documents(build):
    rows = [reward(2018, 2018), reward(2018, 2018, reward_id="r-2", province="tỉnh Sơn La")]
    tables = build.made(documents=[build.document(2018)], rewards=rows)
    assert list(select(tables, Scope("tỉnh Hòa Bình", 2018)).tables.rewards["reward_id"]) == ["r-1"]
    assert list(select(tables, Scope("tỉnh Sơn La", 2018)).tables.rewards["reward_id"]) == ["r-2"]


def test_a_district_brings_its_rows_and_the_document_they_stand_in(build, two_years):
    part = select(two_years({"huyện Đà Bắc": 2, "huyện Cao Phong": 1}, {}), Scope("huyện Đà Bắc", 2018))
    assert (part.level, part.place) == ("district", "huyện Đà Bắc, tỉnh Hòa Bình")
    assert len(part.tables.entries) == 2 and len(part.tables.documents) == 1


def test_spelling_does_not_matter_but_the_type_word_does(build, two_years):
    tables = two_years({"thành phố Hòa Bình": 1}, {})
    assert select(tables, Scope("Tỉnh Hoà Bình", 2018)).level == "province"
    assert select(tables, Scope("thành phố Hòa Bình", 2018)).level == "district"
    with pytest.raises(ScopeError, match=r"Có phải \(perhaps\): thành phố Hòa Bình; tỉnh Hòa Bình\?"):
        select(tables, Scope("Hòa Bình", 2018))


def test_two_districts_of_one_name_want_their_province(build):
    rows = [
        build.entry(1, 2018, "huyện Châu Thành"),
        build.entry(2, 2018, "huyện Châu Thành", province="tỉnh An Giang"),
    ]
    tables = build.made(documents=[build.document(2018)], entries=rows)
    with pytest.raises(ScopeError, match="có nhiều nơi"):
        select(tables, Scope("huyện Châu Thành", 2018))
    assert len(select(tables, Scope("huyện Châu Thành, tỉnh An Giang", 2018)).tables.entries) == 1


def test_an_unknown_place_lists_those_that_exist_in_one_line(clean):
    with pytest.raises(ScopeError) as caught:
        select(clean, Scope("tỉnh Không Có", 2019))
    message = str(caught.value)
    assert "tỉnh Hòa Bình (2019)" in message and "tỉnh Đồng Tháp" in message and "\n" not in message


def test_another_map_is_refused():
    with pytest.raises(ScopeError, match="as-was, 2020, 2025"):
        Scope("tỉnh Hòa Bình", 2019, "1975")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "geography", "n"),
    [
        ("thành phố Hòa Bình", "as-was", 4),
        ("huyện Kỳ Sơn", "as-was", 2),
        ("thành phố Hòa Bình", "2020", 6),
        ("tỉnh Hòa Bình", "as-was", 23),
        ("tỉnh Hòa Bình", "2025", 23),
        ("tỉnh Phú Thọ", "2025", 23),
        ("xã Thịnh Minh", "2025", 1),
    ],
)
def test_the_city_holds_four_and_ky_son_two_which_are_six_on_the_map_of_2020(clean, place, geography, n):
    assert len(select(clean, Scope(place, 2019, geography)).tables.entries) == n


def test_a_district_that_is_gone_is_named_with_what_took_it_over(clean):
    with pytest.raises(ScopeError, match="huyện Kỳ Sơn → thành phố Hòa Bình"):
        select(clean, Scope("huyện Kỳ Sơn", 2019, "2020"))


def test_units_of_a_province_are_districts_and_communes_after_them(build):
    old = build.entry(1, 2018, "huyện Đà Bắc", commune="xã Tiền Phong")
    new = build.entry(2, 2026, "", commune="xã Tiền Phong", province="tỉnh Phú Thọ", district_area="huyện Đà Bắc")
    documents = [build.document(2018), build.document(2026, province="tỉnh Phú Thọ")]
    tables = build.made(documents=documents, entries=[old, new | {"district": None}])
    part = select(tables, Scope("tỉnh Phú Thọ", 2026))
    assert list(unit_of(part, "entries")) == ["xã Tiền Phong"]
    assert list(unit_of(part, "entries", "district")) == ["huyện Đà Bắc"]


def test_places_a_correction_changed_stand(build):
    corrected = build.entry(1, 2018, "huyện Kỳ Sơn", district_area="huyện Đà Bắc")
    tables = build.made(documents=[build.document(2018)], entries=[corrected])
    assert located(tables.entries, tables.documents)["district_2020"].iloc[0] == "huyện Đà Bắc"
