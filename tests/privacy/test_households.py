"""Amounts of households in public: bands and medians of five or more, nothing of one of them."""

import pandas as pd
import pytest

from analysis.measures import brackets, household_years
from analysis.privacy import counted_groups, household_bands, household_measures
from analysis.schema import frame


def incomes(*amounts: int, measure: str = "income", **more: object) -> pd.DataFrame:
    row = {"document_id": "d", "recipient_kind": "household", "activity": "nuôi thử", "place_basis": "stated"}
    row |= {"measure": measure, "bound": "exact", "period": "year", "per": "household", "is_outcome": True}
    row |= {"district": "huyện A", "raw_text": "x", "locator": "line 1"} | more
    rows = [
        row | {"income_id": f"i-{measure}-{at}", "low_vnd": one, "high_vnd": one, "annual_vnd": one}
        for at, one in enumerate(amounts)
    ]
    return frame("incomes", rows)


def test_bands_count_every_household_once_and_name_no_place() -> None:
    given = incomes(60_000_000, 99_000_000, 100_000_000, 720_000_000)
    bands = household_bands(given)
    assert list(bands["n"]) == [2, 1, 0, 1], "a band between two others is 0 and stands there"
    assert list(bands["floor_vnd"]) == [50_000_000, 100_000_000, 200_000_000, 500_000_000]
    assert list(bands.columns) == ["measure", "floor_vnd", "ceiling_vnd", "n"]
    assert int(bands["n"].sum()) == len(household_years(given))


def test_the_last_band_is_open_above() -> None:
    bands = household_bands(incomes(12_000_000_000))
    assert bands["ceiling_vnd"].isna().all()


def test_measures_stand_apart_over_the_same_bands() -> None:
    given = pd.concat([incomes(60_000_000), incomes(600_000_000, measure="revenue")], ignore_index=True)
    bands = household_bands(given)
    assert bands.groupby("measure")["n"].apply(list).to_dict() == {"income": [1, 0, 0, 0], "revenue": [0, 0, 0, 1]}


@pytest.mark.parametrize(("n", "median"), [(4, None), (5, 70_000_000)])
def test_a_median_needs_five_and_extremes_are_never_told(n: int, median: int | None) -> None:
    made = household_measures(incomes(*[50_000_000, 60_000_000, 70_000_000, 80_000_000, 90_000_000][:n]))
    assert list(made.columns) == ["measure", "n", "median_vnd"]
    shown = made["median_vnd"].iloc[0]
    assert pd.isna(shown) if median is None else shown == median


def test_no_rows_make_no_bands() -> None:
    assert household_bands(frame("incomes", [])).empty


def test_groups_of_fewer_than_five_are_not_shown() -> None:
    given = pd.concat([incomes(10, recipients=4), incomes(20, measure="profit", recipients=5)], ignore_index=True)
    assert len(brackets(given)) == 2
    assert list(counted_groups(given)["recipients"]) == [5]
