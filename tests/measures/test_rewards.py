"""Rewards: rows overlap, so nothing is added up, no role meets another, no source meets another."""

import datetime as dt

from analysis import measures, schema

DAY = dt.date


def rewards(*rows):
    base = {
        "document_id": "d",
        "role": "awarded",
        "recipient_kind": "collective",
        "bound": "exact",
        "level": "district",
    }
    base |= {"province": "tỉnh A", "period_start": DAY(2019, 1, 1), "period_end": DAY(2019, 12, 31), "raw_text": "x"}
    made = [{**base, "reward_id": f"r-{at}", "locator": f"line {at:02}", **row} for at, row in enumerate(rows)]
    return schema.frame("rewards", made)


def counts(made):
    return list(zip(made["profile"], made["recipient_kind"], made["count"], strict=True))


def test_a_profile_shows_the_kinds_of_one_source():
    made = measures.profiles(rewards({"count": 99}, {"count": 241, "recipient_kind": "individual"}))
    assert counts(made) == [(0, "collective", 99), (0, "individual", 241)]


def test_a_kind_that_is_not_stated_has_no_row_and_is_no_zero():
    made = measures.profiles(rewards({"count": 99}, {"count": 241, "recipient_kind": "individual"}))
    assert "household" not in set(made["recipient_kind"])


def test_combined_is_a_kind_of_its_own():
    made = measures.profiles(rewards({"count": 9}, {"count": 60, "recipient_kind": "combined"}))
    assert counts(made) == [(0, "collective", 9), (0, "combined", 60)]


def test_proposed_quota_and_occasions_never_meet_awarded():
    rows = rewards(
        {"count": 99},
        {"count": 241, "recipient_kind": "individual"},
        *({"count": 500, "role": role, "recipient_kind": "individual"} for role in ("proposed", "quota", "occasions")),
        {"count": 50, "role": "proposed"},
    )
    assert counts(measures.profiles(rows)) == [(0, "collective", 99), (0, "individual", 241)]
    assert counts(measures.profiles(rows, role="proposed")) == [(0, "collective", 50), (0, "individual", 500)]


def test_places_periods_levels_forms_and_sources_never_meet():
    other = {"count": 5, "recipient_kind": "individual"}
    for change in (
        {"province": "tỉnh B"},
        {"period_start": DAY(2018, 1, 1)},
        {"level": "province"},
        {"form": "bang-khen"},
        {"source": "Báo khác"},
        {"field": "kinh-te"},
        {"movement": "phong trào"},
    ):
        assert measures.profiles(rewards({"count": 9}, {**other, **change})).empty, change


def test_two_numbers_for_one_thing_are_left_out_and_equal_ones_count_once():
    individual = {"count": 7, "recipient_kind": "individual"}
    assert measures.profiles(rewards({"count": 99}, {"count": 98}, individual)).empty
    assert len(measures.profiles(rewards({"count": 99}, {"count": 99}, individual))) == 2


def test_own_documents_stand_before_published_figures():
    pair = [{"count": 1}, {"count": 2, "recipient_kind": "individual"}]
    press = [{**row, "source": "Báo Thử", "province": "tỉnh B", "period_end": DAY(2024, 12, 31)} for row in pair]
    made = measures.profiles(rewards(*press, *pair))
    assert list(made.drop_duplicates("profile")["province"]) == ["tỉnh A", "tỉnh B"]


def test_distinct_places_keeps_one_profile_of_each():
    pair = [{"count": 1}, {"count": 2, "recipient_kind": "individual"}]
    forms = [{**row, "form": "bang-khen"} for row in pair]
    elsewhere = [{**row, "province": "tỉnh B"} for row in pair]
    made = measures.profiles(rewards(*pair, *forms, *elsewhere))
    assert made["profile"].nunique() == 3
    assert measures.distinct_places(made, 9)["profile"].nunique() == 2
    assert measures.distinct_places(made, 1)["profile"].nunique() == 1


def test_rows_are_counted_by_role_and_not_added_up():
    made = measures.rows_by_role(rewards({"count": 99}, {"count": 5, "role": "occasions"}, {"count": 7}))
    assert made["collective"].to_dict() == {"awarded": 2, "occasions": 1}


def test_documents_of_ones_own_are_those_without_a_publisher():
    rows = rewards({"count": 99}, {"count": 5, "source": "Báo Thử"}, {"count": 3, "role": "proposed"})
    assert list(measures.of_documents(rows)["count"]) == [99]


def test_kind_lead_needs_both_kinds():
    rows = rewards(
        {"count": 9}, {"count": 60, "recipient_kind": "individual"},
        {"count": 9, "level": "province"}, {"count": 60, "recipient_kind": "household", "level": "province"},
    )  # fmt: skip
    assert measures.kind_lead(measures.profiles(rows)).iloc[0].to_dict() == {"profiles": 1, "individuals_lead": 1}
