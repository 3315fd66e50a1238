"""Entries by field, recipient, outcome and district: denominators shown, movements apart, gaps kept."""

import datetime as dt

import pandas as pd
import pytest

from analysis import measures, schema

DAY = dt.date(2019, 11, 11)


def entries(*rows):
    base = {"document_id": "plan", "kind": "model", "field": "kinh-te", "subfield": "du-lich", "field_status": "sure"}
    base |= {"section": "S", "title": "T", "place_basis": "stated", "raw_text": "x", "mentions": 3}
    made = [{**base, "entry_id": f"e-{at}", "locator": f"line {at}", **row} for at, row in enumerate(rows)]
    return schema.frame("entries", made)


def documents(**more):
    row = {"document_id": "plan", "source_file": "plan.docx", "format": "docx", "reading": "text", "quality": "good"}
    return schema.frame("documents", [{**row, "province": "tỉnh Hòa Bình", "issued_on": DAY, **more}])


def test_every_field_is_a_row_and_the_total_is_beside_it():
    made = measures.by_field(entries({}, {}, {"field": "van-hoa-xa-hoi", "field_status": "review"}))
    assert list(made["n"]) == [2, 1, 0, 0, 0]
    assert list(made["review"]) == [0, 1, 0, 0, 0]
    assert set(made["total"]) == {3}


def test_no_share_below_five():
    assert measures.by_field(entries(*[{}] * 4))["share"].isna().all()
    assert measures.by_field(entries(*[{}] * 5))["share"].iloc[0] == 100


def test_mentions_do_not_count_an_entry_twice():
    assert measures.by_field(entries({"mentions": 9}))["n"].sum() == 1


def test_a_movement_is_no_model():
    held = entries({}, {"kind": "movement"}, {"kind": "exemplar"})
    assert measures.by_field(held)["total"].iloc[0] == 2
    by_kind = measures.by_kind(held, documents())
    assert by_kind.iloc[0].to_dict() == {"model": 1, "exemplar": 1, "movement": 1}


def test_unclassified_subfields_come_last():
    rows = [{"field": "chua-phan-loai", "subfield": "chua-phan-loai"}] * 3 + [{}]
    made = measures.by_subfield(entries(*rows))
    assert list(made["field"]) == ["kinh-te", "chua-phan-loai"]


def test_a_recipient_that_is_not_stated_is_its_own_column():
    made = measures.recipient_by_field(entries({"recipient_kind": "household"}, {}))
    assert made.loc["kinh-te"].to_dict() == {"collective": 0, "individual": 0, "household": 1, "unstated": 1}


def test_outcomes_are_split_and_counted_once_per_entry():
    held = entries({"outcomes": "giam-ngheo; canh-quan; giam-ngheo"}, {"outcomes": "canh-quan"}, {})
    made = measures.outcome_by_field(held)
    assert made["kinh-te"].to_dict() == {"canh-quan": 2, "giam-ngheo": 1}
    assert measures.outcome_coverage(held).iloc[0].to_dict() == {"total": 3, "with_outcome": 2}


@pytest.mark.parametrize(("day", "number"), [(dt.date(2019, 11, 11), 11), (dt.date(2020, 6, 1), 10)])
def test_districts_are_those_of_the_day(day, number):
    names = measures.districts_on("tỉnh Hòa Bình", day)
    assert len(names) == number and ("huyện Kỳ Sơn" in names) == (number == 11)


def test_there_are_no_districts_after_june_2025_and_none_without_a_day():
    assert measures.districts_on("tỉnh Phú Thọ", dt.date(2025, 8, 1)) == []
    assert measures.districts_on("tỉnh Hòa Bình", None) == []
    assert measures.districts_on("tỉnh Không Có", DAY) == []


def test_districts_stand_in_the_order_of_the_alphabet():
    names = measures.districts_on("tỉnh Hòa Bình", DAY)
    assert names.index("huyện Cao Phong") < names.index("huyện Đà Bắc") < names.index("huyện Kim Bôi")


def test_districts_without_an_entry_are_zero_and_the_unstated_last():
    held = entries({"district": "huyện Lạc Sơn"}, {"district": "huyện Lạc Sơn", "kind": "exemplar"}, {})
    made = measures.by_district(held, documents(), "tỉnh Hòa Bình")
    assert len(made) == 12 and list(made.index)[-1] == ""
    assert made.loc["huyện Lạc Sơn"].to_dict() == {"model": 1, "exemplar": 1, "n": 2}
    assert made.loc["huyện Kỳ Sơn", "n"] == 0
    assert made["n"].sum() == 3


def test_a_district_report_leaves_no_other_district_empty():
    held = entries({"district": "huyện Tân Hồng"})
    assert measures.provinces_with_entries(held, documents(district="huyện Tân Hồng")).empty


def test_empty_cells_count_named_districts_and_known_fields():
    held = entries({"district": "huyện Lạc Sơn"}, {}, {"district": "huyện Kim Bôi", "field": "chua-phan-loai"})
    matrix = measures.district_by_field(held, documents(), "tỉnh Hòa Bình")
    gaps = measures.empty_cells(matrix).iloc[0]
    assert gaps.to_dict() == {"cells": 44, "empty": 43, "districts": 11, "without": 9}


def test_a_district_the_gazetteer_does_not_know_is_kept():
    held = entries({"district": "huyện Chưa Biết"})
    assert "huyện Chưa Biết" in measures.by_district(held, documents(), "tỉnh Hòa Bình").index


def test_measures_leave_their_input_alone():
    held = entries({"district": "huyện Lạc Sơn", "outcomes": "canh-quan"}, {})
    before = held.copy(deep=True)
    measures.by_field(held)
    measures.outcome_by_field(held)
    measures.by_district(held, documents(), "tỉnh Hòa Bình")
    pd.testing.assert_frame_equal(held, before)
