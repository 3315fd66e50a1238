"""Series: equal things only, periods of one length apart from each other, no per cent on a small base."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import measures, schema
from analysis.measures.models import subject
from analysis.measures.series import REWARD_KEY, comparable

DAY = dt.date


def year(start, end=None, **more):
    return {"period_start": DAY(start, 1, 1), "period_end": DAY(end or start, 12, 31), **more}


def rewards(*rows):
    base = {
        "document_id": "d",
        "role": "awarded",
        "recipient_kind": "collective",
        "bound": "exact",
        "level": "district",
    }
    base |= {"province": "tỉnh A", "raw_text": "x", "count": 20}
    made = [{**base, "reward_id": f"r-{at}", "locator": f"line {at:03}", **row} for at, row in enumerate(rows)]
    return schema.frame("rewards", made)


def models(*rows):
    base = {"document_id": "d", "what": "model", "role": "registered", "bound": "exact", "province": "tỉnh A"}
    base |= {"raw_text": "x", "source": "Báo Thử"}
    made = [{**base, "count_id": f"c-{at}", "locator": f"line {at:03}", **row} for at, row in enumerate(rows)]
    return schema.frame("counts", made)


def test_years_of_one_place_are_a_series():
    made = measures.reward_series(rewards(year(2020, count=30), year(2018, count=20)))
    assert list(zip(made["series"], made["period"], made["count"], strict=True)) == [(1, "2018", 20), (1, "2020", 30)]


@pytest.mark.parametrize(
    "other",
    [
        year(2019, 2021),
        year(2020, role="proposed"),
        year(2020, role="occasions"),
        year(2020, level="province"),
        year(2020, form="bang-khen"),
        year(2020, recipient_kind="combined"),
        year(2020, province="tỉnh B"),
        year(2020, movement="phong trào"),
        {"period_end": DAY(2020, 12, 31)},
        {"period_start": DAY(2020, 1, 2), "period_end": DAY(2020, 12, 31)},
    ],
)
def test_what_differs_or_has_no_whole_period_is_no_series(other):
    assert measures.reward_series(rewards(year(2018), other)).empty


def test_overlapping_periods_are_no_series():
    assert measures.reward_series(rewards(year(2016, 2019), year(2019, 2022))).empty


def test_an_unknown_role_is_no_series():
    assert measures.reward_series(rewards(year(2018, role="unclassified"), year(2019, role="unclassified"))).empty


def test_a_year_with_two_numbers_is_left_out():
    made = measures.reward_series(rewards(year(2016), year(2018), year(2018, count=69), year(2019)))
    assert list(made["period"]) == ["2016", "2019"]


def test_per_cent_needs_a_base_of_ten():
    made = measures.reward_series(
        rewards(
            year(2018, count=9),
            year(2019, count=18),
            year(2018, count=10, level="unit"),
            year(2019, count=5, level="unit"),
        )
    )
    change = measures.change(made).set_index("series").sort_values("first")
    assert list(change["change"]) == [9, -5]
    assert pd.isna(change["percent"].iloc[0]) and change["percent"].iloc[1] == -50


def test_ups_and_downs():
    made = measures.reward_series(
        rewards(year(2018), year(2019, count=30), year(2018, level="unit"), year(2019, level="unit"))
    )
    assert measures.ups_and_downs(made).iloc[0].to_dict() == {"series": 2, "up": 1, "down": 0, "same": 1}


def test_no_rows_give_no_series():
    assert measures.reward_series(rewards()).empty
    assert measures.ups_and_downs(measures.reward_series(rewards())).iloc[0]["series"] == 0


@given(st.lists(st.tuples(st.integers(2000, 2012), st.integers(0, 4), st.integers(1, 3)), max_size=12))
def test_points_of_a_series_never_overlap_and_have_one_length(periods):
    rows = [year(start, start + more, count=count) for start, more, count in periods]
    made = comparable(rewards(*rows), REWARD_KEY)
    for _, points in made.groupby("series"):
        assert points["months"].nunique() == 1 and len(points) >= 2
        ordered = points.sort_values("period_start")
        assert (ordered["period_start"].iloc[1:].to_numpy() > ordered["period_end"].iloc[:-1].to_numpy()).all()


def test_role_words_do_not_make_two_subjects():
    held = models(
        year(2020, activity="mô hình dân vận khéo đăng ký"),
        year(2020, activity="mô hình dân vận khéo đạt hiệu quả"),
        year(2020),
    )
    assert list(subject(held)) == ["mô hình dân vận khéo", "mô hình dân vận khéo", "mô hình"]


def test_registered_and_result_of_one_place_and_period_meet():
    held = models(
        year(2020, count=146, activity="mô hình đăng ký"),
        year(2020, count=115, activity="mô hình hiệu quả", role="effective"),
        year(2023, count=147, activity="mô hình hiệu quả", role="effective"),
    )
    made = measures.registered_and_result(held)
    assert len(made) == 1
    assert made.iloc[0][["registered", "result", "role"]].to_list() == [146, 115, "effective"]
    assert made["share"].iloc[0] == pytest.approx(78.767, abs=0.01)


def test_no_share_of_fewer_than_five_and_no_pair_across_sources():
    few = models(year(2020, count=4), year(2020, count=2, role="effective"))
    assert measures.registered_and_result(few)["share"].isna().all()
    apart = models(year(2020, count=40), year(2020, count=20, role="effective", source="Báo Khác"))
    assert measures.registered_and_result(apart).empty


def test_a_proposal_is_no_result():
    held = models(year(2020, count=40), year(2020, count=20, role="unclassified"))
    assert measures.registered_and_result(held).empty
