"""Measures in words: labels for codes, headings, one place, one period, million đồng, and nothing computed."""

import datetime as dt

import pandas as pd
import pytest

from analysis import measures
from analysis.measures.labelled import word


def test_codes_become_words_in_both_languages():
    frame = pd.DataFrame({"field": ["kinh-te"], "recipient_kind": ["unstated"], "n": [1]})
    assert measures.labelled(frame).to_dict("records") == [
        {"lĩnh vực": "Kinh tế", "đối tượng": "không nêu", "số lượng": 1}
    ]
    assert measures.labelled(frame, "en").to_dict("records") == [
        {"field": "Economy", "recipient": "not stated", "number": 1}
    ]


def test_place_period_and_money_are_put_together():
    frame = pd.DataFrame(
        {
            "province": ["tỉnh A", "tỉnh B"],
            "district": ["huyện C", None],
            "period_start": pd.to_datetime([dt.date(2017, 1, 1), None]),
            "period_end": pd.to_datetime([dt.date(2020, 12, 31), None]),
            "low_vnd": pd.array([1_670_000_000, None], dtype="Int64"),
        }
    )
    made = measures.labelled(frame)
    assert list(made.columns) == ["nơi", "kỳ", "từ"]
    assert list(made["nơi"]) == ["huyện C, tỉnh A", "tỉnh B"]
    assert list(made["kỳ"]) == ["2017–2020", ""]
    assert made["từ"].iloc[0] == 1670 and pd.isna(made["từ"].iloc[1])


def test_a_missing_code_stays_missing():
    assert measures.labelled(pd.DataFrame({"level": ["district", None]}))["cấp"].isna().to_list() == [False, True]


def test_the_row_of_unstated_districts_has_a_name():
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["huyện A", ""], name="district"))
    assert list(measures.labelled(frame)["huyện"]) == ["huyện A", "chưa rõ"]


def test_one_column_name_may_hold_two_lists():
    assert word("role", "proposed") == "đề nghị" and word("role", "effective") == "hoạt động hiệu quả"
    assert word("bound", "at_least") == "trên" and word("bound", "range") == "từ ... đến ..."


def test_an_open_list_shows_a_code_without_words_and_a_closed_one_raises():
    assert word("form", "danh-hieu-moi") == "danh-hieu-moi"
    with pytest.raises(KeyError):
        word("field", "danh-hieu-moi")


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (dt.date(2019, 1, 1), dt.date(2019, 12, 31), "2019"),
        (dt.date(2017, 1, 1), dt.date(2020, 12, 31), "2017–2020"),
        (dt.date(2022, 9, 1), dt.date(2023, 8, 31), "09/2022–08/2023"),
        (dt.date(2022, 9, 5), dt.date(2023, 8, 31), "05/09/2022–31/08/2023"),
        (None, dt.date(2023, 8, 31), "31/08/2023"),
        (None, None, ""),
    ],
)
def test_period_names(start, end, name):
    assert measures.period_name(start, end) == name
