"""Counts in figures and notebooks: a sum over places publishes a cell only where every place publishes its own."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis import measures, privacy
from analysis.measures import ReviewTable, Scope
from analysis.measures.review_table import TOTAL
from analysis.privacy import make_review
from analysis.tables import Tables, load

PLACES = (("tỉnh Hòa Bình", 2019), ("huyện Tân Hồng", 2019))
TALLIES: dict[str, tuple[Callable[..., pd.DataFrame], str]] = {
    "T4": (lambda tables, mode="public": privacy.recipient_by_field(tables, mode).T, "recipient_kind"),
    "T9": (privacy.outcome_by_field, "outcome"),
}


@pytest.fixture(scope="module")
def clean(root: Path) -> Tables:
    return load(root / "data" / "clean")


@pytest.fixture(scope="module")
def reviews(clean: Tables) -> list[dict[str, ReviewTable]]:
    return [dict(make_review(clean, Scope(*place)).tables) for place in PLACES]


def published(table: ReviewTable, key: str, row: str, column: str) -> int | None:
    """The number a review publishes for a cell: 0 where it has no such row, None where it is withheld."""
    lines = table.frame[table.frame[key] == row]
    if lines.empty:
        return 0
    value = lines[column].iloc[0]
    return None if pd.isna(value) else int(value)


@pytest.mark.parametrize("code", TALLIES)
def test_a_sum_is_published_only_where_every_part_is_and_is_their_sum(
    clean: Tables, reviews: list[dict[str, ReviewTable]], code: str
) -> None:
    tally, key = TALLIES[code]
    made = tally(clean)
    withheld = 0
    for row in made.index:
        for column in made.columns:
            parts = [published(one[code], key, str(row), str(column)) for one in reviews]
            cell = made.loc[row, column]
            withheld += pd.isna(cell)
            assert (None if pd.isna(cell) else cell) == (None if None in parts else sum(filter(None, parts)))
    assert withheld


@pytest.mark.parametrize("code", TALLIES)
def test_nothing_is_withheld_inside_the_office(clean: Tables, code: str) -> None:
    tally, _ = TALLIES[code]
    assert not tally(clean, mode="internal").isna().any(axis=None)


def test_fields_and_subfields_follow_the_reviews_too(clean: Tables, reviews: list[dict[str, ReviewTable]]) -> None:
    made = privacy.by_subfield(clean)
    whole = privacy.by_field(clean).set_index("field")["n"]
    for _, row in made.iterrows():
        named = [] if row["subfield"] == privacy.WITHHELD_SUBFIELD else [(row["subfield"], row["n"])]
        for subfield, shown in (*named, (TOTAL, row["in_field"])):
            parts = []
            for one in reviews:
                frame = one["T3"].frame
                parts.append(published_line(frame[(frame["field"] == row["field"]) & (frame["subfield"] == subfield)]))
            assert (None if pd.isna(shown) else shown) == (None if None in parts else sum(filter(None, parts)))
        assert bool(pd.isna(row["in_field"])) == bool(pd.isna(whole[row["field"]]))


def published_line(lines: pd.DataFrame) -> int | None:
    if lines.empty:
        return 0
    return None if pd.isna(lines["n"].iloc[0]) else int(lines["n"].iloc[0])


def test_a_subfield_is_never_named_without_its_number(clean: Tables, reviews: list[dict[str, ReviewTable]]) -> None:
    """A line is there because it holds an entry: lines of at least 1 beside a sum tell each other."""
    made = privacy.by_subfield(clean)
    assert set(made.loc[made["n"].isna(), "subfield"]) == {privacy.WITHHELD_SUBFIELD}
    assert made[made["n"].isna()]["field"].is_unique
    for one in reviews:
        frame = one["T3"].frame
        assert frame[frame["subfield"] != TOTAL]["n"].notna().all()
    assert set(privacy.by_subfield(clean, "internal")["subfield"]).isdisjoint({privacy.WITHHELD_SUBFIELD})


def test_a_withheld_field_is_named_whether_it_holds_an_entry_or_not(clean: Tables) -> None:
    made, whole = privacy.by_subfield(clean), privacy.by_field(clean)
    assert set(whole.loc[whole["n"].isna(), "field"]) <= set(made["field"])


def test_the_order_of_withheld_rows_is_that_of_the_codes(clean: Tables) -> None:
    made = privacy.by_subfield(clean)
    for _, own in made.groupby("field"):
        hidden = own["n"].isna()
        assert list(hidden) == sorted(hidden), "published ones first"
        assert list(own["subfield"][hidden]) == sorted(own["subfield"][hidden])


@pytest.mark.parametrize(("tally", "code"), [(privacy.by_district, "T2"), (privacy.district_by_field, "T5")])
def test_districts_show_what_the_review_of_the_province_shows(
    clean: Tables, reviews: list[dict[str, ReviewTable]], tally: Callable[..., pd.DataFrame], code: str
) -> None:
    made = tally(clean, "tỉnh Hòa Bình")
    for row in made.index:
        for column in made.columns:
            cell = made.loc[row, column]
            expected = published(reviews[0][code], "place", str(row), str(column))
            assert (None if pd.isna(cell) else cell) == expected
    assert made.isna().any(axis=None)
    full = measures.by_district(clean.entries, clean.documents, "tỉnh Hòa Bình")
    pd.testing.assert_frame_equal(privacy.by_district(clean, "tỉnh Hòa Bình", "internal"), full)


def test_sums_of_kinds_and_outcomes_are_those_of_the_reviews(
    clean: Tables, reviews: list[dict[str, ReviewTable]]
) -> None:
    for code, key, sums in (
        ("T4", "recipient_kind", privacy.by_recipient_kind(clean)),
        ("T9", "outcome", privacy.by_outcome_claimed(clean)),
    ):
        for name, n in sums.items():
            parts = [published(one[code], key, str(name), "n") for one in reviews]
            assert (None if pd.isna(n) else n) == (None if None in parts else sum(filter(None, parts)))
