"""T10: two years side by side, on the map both share, with both ledgers and every change of boundary."""

import datetime as dt

import pandas as pd
import pytest

from analysis.measures.boundaries import boundary_notes, common_map
from analysis.measures.review_comparison import comparison
from analysis.measures.scope import Scope
from analysis.measures.selection import select

DAY = dt.date


def compared(tables, geography="as-was", years=(2018, 2022), place="tỉnh Hòa Bình"):
    base, now = (select(tables, Scope(place, year, geography)) for year in years)
    return comparison(now, base)


def line(table, what, name=""):
    keys = {"kind": "kind", "field": "field", "place": "place"}
    (row,) = table.frame[(table.frame["what"] == what) & (table.frame[keys[what]] == name)].to_dict("records")
    return row


def test_models_of_two_years_with_whole_lists(two_years):
    made = compared(two_years({"huyện Đà Bắc": 12}, {"huyện Đà Bắc": 15}))
    row = line(made, "kind", "model")
    assert (row["base"], row["value"], row["change"], row["percent"]) == (12, 15, 3, 25.0)
    assert row["sentence_vi"] == "tăng 3 mô hình (25%) so với năm 2018"
    assert len(made.evidence_of(0, "base")) == 12 and len(made.evidence_of(0, "value")) == 15


def test_one_short_list_takes_away_the_growth_and_prints_both_ledgers(two_years):
    made = compared(two_years({"huyện Đà Bắc": 12}, {"huyện Đà Bắc": 15}, declared=(12, 30)))
    row = line(made, "kind", "model")
    assert pd.isna(row["change"]) and pd.isna(row["percent"]) and (row["base"], row["value"]) == (12, 15)
    assert "completeness-differs" in row["remarks"] and "không so sánh được" in row["sentence_vi"]
    assert any(words.vi == "Mức độ đầy đủ: năm 2018 đọc được 12/12; năm 2022 đọc được 15/30." for words in made.notes)


def test_ky_son_stands_on_its_old_area_after_the_merger_and_the_note_says_so(two_years):
    made = compared(two_years({"huyện Kỳ Sơn": 2, "thành phố Hòa Bình": 4}, {"thành phố Hòa Bình": 6}))
    assert {row["place"] for row in made.frame.to_dict("records")} >= {"huyện Kỳ Sơn", "thành phố Hòa Bình"}
    words = [one.vi for one in made.notes]
    assert "Địa giới: huyện Kỳ Sơn → thành phố Hòa Bình từ 01/01/2020 (830/NQ-UBTVQH14)." in words
    assert any("địa bàn huyện cũ" in one for one in words)


def test_on_the_map_of_2020_four_and_two_are_six(two_years):
    made = compared(two_years({"huyện Kỳ Sơn": 2, "thành phố Hòa Bình": 4}, {"thành phố Hòa Bình": 6}), "2020")
    row = line(made, "place", "thành phố Hòa Bình")
    assert (row["base"], row["value"], row["change"]) == (6, 6, 0)
    assert "boundary" in row["remarks"] and any("830/NQ-UBTVQH14" in one.en for one in made.notes)


def test_no_note_where_nothing_moved(two_years):
    base = two_years(
        {"huyện Đà Bắc": 1},
        {"huyện Đà Bắc": 1},
        period_start="2019-01-01",
        period_end="2019-06-30",
        issued_on="2019-07-01",
    )
    made = compared(base, years=(2018, 2019))
    assert not [one for one in made.notes if one.code in ("boundary", "common-map")]


def test_the_end_of_districts_is_a_change_too():
    words = boundary_notes("tỉnh Hòa Bình", DAY(2024, 1, 1), DAY(2026, 1, 1))
    assert words[-1].vi == "Từ 01/7/2025 không còn cấp huyện; tỉnh Hòa Bình thuộc tỉnh Phú Thọ."
    assert boundary_notes("tỉnh Hòa Bình", DAY(2020, 1, 1), DAY(2024, 1, 1)) == ()


def test_a_plan_is_not_compared_with_a_report(two_years):
    made = compared(two_years({"huyện Đà Bắc": 12}, {"huyện Đà Bắc": 15}, stage="plan"))
    assert "different-stage" in line(made, "kind", "model")["remarks"]


def test_a_report_on_four_years_is_not_compared_with_a_year(two_years):
    made = compared(two_years({"huyện Đà Bắc": 12}, {"huyện Đà Bắc": 15}, period_start="2019-01-01"))
    assert "different-length" in line(made, "kind", "model")["remarks"]


def test_a_report_that_touches_both_years_is_no_comparison(build):
    report = build.document(2022, period_start="2018-01-01")
    tables = build.made(documents=[report], entries=[build.entry(1, 2022, "huyện Đà Bắc")])
    assert "same-document" in line(compared(tables), "kind", "model")["remarks"]


def test_fields_differ_by_points(two_years):
    tables = two_years({"huyện Đà Bắc": 12}, {"huyện Đà Bắc": 12})
    tables.entries.loc[tables.entries["entry_id"].isin(["e-2022-1", "e-2022-2", "e-2022-3"]), "field"] = (
        "van-hoa-xa-hoi"
    )
    row = line(compared(tables), "field", "kinh-te")
    assert row["points"] == -25.0
    assert row["sentence_vi"].endswith("giảm 25 điểm phần trăm so với năm 2018")


def reward(year, count, **more):
    period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    base = {
        "reward_id": f"r-{year}-{count}",
        "document_id": "d-2018",
        "role": "awarded",
        "bound": "exact",
        "level": "province",
    }
    words = {
        "recipient_kind": "collective",
        "count": count,
        "province": "tỉnh Hòa Bình",
        "locator": "line 1",
        "raw_text": "x",
    }
    return base | words | period | more


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, 1),
        ({"level": "district"}, 0),
        ({"role": "proposed"}, 0),
        ({"recipient_kind": "individual"}, 0),
        ({"form": "bang-khen"}, 0),
    ],
)
def test_only_equal_rewards_meet(build, more, lines):
    rows = [reward(2018, 20), reward(2019, 30, **more)]
    made = compared(build.made(documents=[build.document(2018)], rewards=rows), years=(2018, 2019))
    assert len(made.frame) == lines
    if lines:
        assert made.frame["sentence_en"].iloc[0] == "up 10 collectives (50%) on 2018"
        assert list(made.evidence_of(0, "base")["row_id"]) == ["r-2018-20"]


def test_two_numbers_for_one_thing_are_no_base(build):
    rows = [reward(2018, 20), reward(2018, 25), reward(2019, 30)]
    made = compared(build.made(documents=[build.document(2018)], rewards=rows), years=(2018, 2019))
    assert made.frame.empty


def test_areas_are_the_common_key_of_2019_and_2026(build):
    new = build.entry(2, 2026, "", commune="xã Thịnh Minh", province="tỉnh Phú Thọ", district_area="huyện Kỳ Sơn")
    documents = [build.document(2019), build.document(2026, province="tỉnh Phú Thọ")]
    old = build.entry(1, 2019, "huyện Kỳ Sơn", commune="xã Hợp Thịnh", province_2025="tỉnh Phú Thọ")
    tables = build.made(documents=documents, entries=[old, new | {"district": None, "province_2025": "tỉnh Phú Thọ"}])
    base, now = (select(tables, Scope("tỉnh Phú Thọ", year, "2025")) for year in (2019, 2026))
    common = common_map(base, now)
    assert list(common.base) == list(common.now) == ["huyện Kỳ Sơn"]
