"""The seven rules, each with its trap."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.comparing import (
    Ledger,
    PercentOfPercentError,
    Share,
    Side,
    compare,
    percent_change,
    points,
    times,
    yearly_average,
)
from analysis.measures.comparison_words import average_words, ledger_words, points_sentence, reasons, sentence

YEAR = Side(20, 12, level="district", recipient="collective", role="awarded", form="giay-khen", place="huyện A")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"level": "province"}, "different-level"),
        ({"recipient": "individual"}, "different-recipient"),
        ({"role": "proposed"}, "different-role"),
        ({"form": "bang-khen"}, "different-form"),
        ({"stage": "plan"}, "different-stage"),
        ({"place": "huyện B"}, "different-place"),
        ({"months": 48}, "different-length"),
        ({"months": None}, "unknown-length"),
        ({"bound": "at_least"}, "inexact"),
    ],
)
def test_rule_1_only_equal_things_are_compared(other, why):
    verdict = compare(YEAR, replace(YEAR, value=40, **other))
    assert verdict.obstacles == (why,) and verdict.change is verdict.percent is verdict.times is None
    assert reasons([why]).vi in sentence(verdict, "collective", "2018").vi


def test_rule_1_one_report_on_four_years_is_not_compared_with_itself():
    one = replace(YEAR, documents=frozenset({"d"}))
    assert compare(one, one).obstacles == ("same-document",)


def test_rule_1_a_number_of_four_years_is_divided_on_request_only_and_marked():
    four = Side(241, 48)
    assert compare(Side(60, 12), four).change is None
    assert yearly_average(four) == Decimal("60.3") and yearly_average(Side(241, 12)) is None
    assert average_words(four).vi == "bình quân 60,3 một năm (số suy ra từ kỳ 4 năm)"
    assert "derived" in average_words(four).en


@pytest.mark.parametrize(("base", "percent"), [(9, None), (10, Decimal(100)), (0, None)])
def test_rule_2_per_cent_needs_a_base_of_ten(base, percent):
    assert percent_change(base, 20) == percent
    verdict = compare(replace(YEAR, value=base), YEAR)
    assert verdict.change == 20 - base
    assert ("small-base" in verdict.cautions) == (base < 10)


def test_rule_3_says_gap_and_never_tang_n_lan():
    assert times(2071, 4142) == 2 and times(20, 30) is None and times(9, 90) is None
    words = sentence(compare(Side(1370, 36), Side(4071, 36)), "individual", "2016–2018")
    assert words.vi == "gấp 3,0 lần kỳ 2016–2018 (tăng 2.701 cá nhân)"
    assert words.en == "3.0 times the number of 2016–2018 (up 2,701 individuals)"


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_rule_3_no_number_of_times_is_ever_an_increase(base, now):
    words = sentence(compare(Side(base, 12), Side(now, 12)), "model", "2018").vi
    assert "tăng" not in words.split(" lần")[0] if " lần" in words else True


def test_rule_4_shares_differ_by_points_and_never_by_per_cent():
    assert points(Share(5, 10), Share(13, 20)) == 15
    assert points_sentence(Decimal("15"), "2018").vi == "tăng 15 điểm phần trăm so với năm 2018"
    assert points_sentence(Decimal("-0.5"), "2018").en == "down 0.5 percentage points on 2018"
    with pytest.raises(PercentOfPercentError):
        percent_change(Share(5, 10), Share(6, 10))  # type: ignore[arg-type]


def ledgers(base, now):
    return compare(replace(YEAR, ledger=base), replace(YEAR, value=30, ledger=now))


def test_rule_6_no_growth_where_completeness_differs():
    verdict = ledgers(Ledger(22, 22), Ledger(6, 1))
    assert verdict.obstacles == ("completeness-differs",) and verdict.change is None
    assert ledgers(Ledger(22, 22), Ledger(None, 30)).change is None


def test_rule_6_no_rate_where_both_are_short_and_the_change_stands():
    verdict = ledgers(Ledger(10, 5), Ledger(20, 10))
    assert (verdict.change, verdict.percent, verdict.cautions) == (10, None, ("incomplete",))
    assert ledgers(Ledger(None, 20, open_lists=1), Ledger(None, 30, open_lists=2)).percent is None


def test_rule_6_whole_lists_have_a_rate_and_undeclared_ones_a_reserve():
    assert ledgers(Ledger(22, 22), Ledger(30, 30)).percent == 50
    assert ledgers(Ledger(None, 20), Ledger(None, 30)).cautions == ("completeness-unknown",)


@pytest.mark.parametrize(
    ("ledger", "vi", "en"),
    [
        (Ledger(22, 22), "22/22", "22 of 22"),
        (Ledger(None, 9, open_lists=1), "9, để ngỏ", "9, open list"),
        (Ledger(None, 9), "9, không nêu số", "9, no number declared"),
        (Ledger(), "không có danh sách", "no list"),
    ],
)
def test_rule_6_ledgers_are_printed(ledger, vi, en):
    assert (ledger_words(ledger).vi, ledger_words(ledger).en) == (vi, en)


def test_rule_7_no_share_below_five():
    assert Share(1, 4).percent is None and Share(1, 5).percent == 20
    assert points(Share(1, 4), Share(1, 5)) is None


@pytest.mark.parametrize(
    ("base", "now", "vi", "en"),
    [
        (2071, 2347, "tăng 276 mô hình (13,3%) so với năm 2020", "up 276 models (13.3%) on 2020"),
        (2347, 2071, "giảm 276 mô hình (11,8%) so với năm 2020", "down 276 models (11.8%) on 2020"),
        (5, 8, "tăng 3 mô hình so với năm 2020", "up 3 models on 2020"),
        (20, 20, "không đổi so với năm 2020", "the same as in 2020"),
    ],
)
def test_sentences_are_those_of_real_reports(base, now, vi, en):
    words = sentence(compare(Side(base, 12), Side(now, 12)), "model", "2020")
    assert (words.vi, words.en) == (vi, en)
