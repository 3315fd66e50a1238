"""Amounts: one household's year, one measure at a time, a median from five, brackets and averages apart."""

import pytest

from analysis import measures, schema

MILLION = 1_000_000


def incomes(*rows):
    base = {"document_id": "d", "recipient_kind": "household", "activity": "nuôi cá", "measure": "income"}
    base |= {"bound": "exact", "period": "year", "per": "household", "is_outcome": True, "place_basis": "stated"}
    base |= {"raw_text": "x", "annual_vnd": 100 * MILLION, "recipient_name": "Trần Văn Thử", "hamlet": "ấp Thử"}
    made = [{**base, "income_id": f"i-{at}", "locator": f"line {at:02}", **row} for at, row in enumerate(rows)]
    return schema.frame("incomes", made)


def amounts(*millions, **more):
    return [{"annual_vnd": n * MILLION, **more} for n in millions]


def test_median_is_hidden_below_five_and_shown_from_five():
    assert measures.by_measure(incomes(*amounts(1, 2, 3, 4)))["median_vnd"].isna().all()
    five = measures.by_measure(incomes(*amounts(1, 2, 3, 4, 500))).iloc[0]
    assert (five["n"], five["low_vnd"], five["median_vnd"], five["high_vnd"]) == (
        5,
        MILLION,
        3 * MILLION,
        500 * MILLION,
    )


def test_measures_never_meet():
    held = incomes(*amounts(1, 2, 3), *amounts(900, 901, measure="profit"))
    made = measures.by_measure(held).set_index("measure")
    assert made["n"].to_dict() == {"income": 3, "profit": 2}
    assert made["high_vnd"].to_dict() == {"income": 3 * MILLION, "profit": 901 * MILLION}
    assert made["median_vnd"].isna().all()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"recipients": 6120}, "bracket"),
        ({"is_outcome": False}, "not-own"),
        ({"is_outcome": None}, "not-own"),
        ({"recipient_kind": "collective"}, "not-household"),
        ({"per": "person"}, "not-household"),
        ({"per": "hectare"}, "not-household"),
        ({"activity": "hộ giỏi, bình quân"}, "average"),
        ({"period": "crop"}, "not-yearly"),
        ({"annual_vnd": None, "bound": "vague"}, "no-amount"),
    ],
)
def test_what_is_no_households_year_is_left_out_with_its_reason(row, reason):
    held = incomes({}, row)
    assert len(measures.household_years(held)) == 1
    assert measures.left_out(held).to_dict("records") == [{"reason": reason, "n": 1}]


def test_a_household_that_states_no_unit_speaks_of_itself():
    assert len(measures.household_years(incomes({"per": "none"}))) == 1


def test_no_name_and_no_hamlet_leave_the_table():
    made = measures.household_years(incomes({}))
    assert not {"recipient_name", "hamlet", "commune", "raw_text", "activity"} & set(made.columns)


def test_every_row_is_either_counted_or_left_out():
    held = incomes({}, {"recipients": 3}, {"per": "person"}, {"annual_vnd": None})
    assert len(measures.household_years(held)) + measures.left_out(held)["n"].sum() == len(held)


def test_brackets_keep_their_bounds():
    row = {
        "recipients": 902,
        "low_vnd": 500 * MILLION,
        "high_vnd": 1000 * MILLION,
        "bound": "range",
        "province": "tỉnh A",
    }
    made = measures.brackets(incomes({}, row))
    assert made[["low_vnd", "high_vnd", "recipients"]].to_numpy().tolist() == [[500 * MILLION, 1000 * MILLION, 902]]


def test_nothing_in_gives_nothing_out():
    assert measures.by_measure(incomes()).empty and measures.left_out(incomes()).empty
