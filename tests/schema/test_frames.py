"""Rows become typed frames; nothing is guessed, nothing unknown passes."""

import datetime as dt
import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.schema import TABLES, empty, frame


def incomes(*rows: dict[str, object]) -> pd.DataFrame:
    return frame("incomes", rows)


@pytest.mark.parametrize("name", TABLES)
def test_no_rows_give_every_column_typed(name: str) -> None:
    made = empty(name)
    dtypes = {"text": "str", "integer": "Int64", "boolean": "boolean", "date": "datetime64[us]"}
    assert list(made.columns) == TABLES[name].names
    assert [str(dtype) for dtype in made.dtypes] == [dtypes[column.kind] for column in TABLES[name].columns]


def test_a_column_left_out_is_missing_and_never_zero() -> None:
    row = incomes({"income_id": "i1"}).iloc[0]
    assert row.drop("income_id").isna().all()


@pytest.mark.parametrize("missing", [None, "", float("nan"), pd.NA, pd.NaT])
@pytest.mark.parametrize("column", ["recipient_name", "low_vnd", "is_outcome", "period_start"])
def test_every_kind_of_missing_is_missing(column: str, missing: object) -> None:
    made = incomes({column: missing})
    assert made[column].isna().all()
    assert str(made[column].dtype) != "object"


@pytest.mark.parametrize(
    ("column", "given_value", "expected"),
    [
        ("low_vnd", 10**15 + 1, 10**15 + 1),
        ("low_vnd", "1000000000000001", 10**15 + 1),
        ("low_vnd", np.int64(7), 7),
        ("low_vnd", 12.0, 12),
        ("jobs", "0", 0),
        ("is_outcome", "TRUE", True),
        ("is_outcome", np.bool_(False), False),
        ("period_start", "2019-11-11", pd.Timestamp(2019, 11, 11)),
        ("period_start", dt.date(2019, 11, 11), pd.Timestamp(2019, 11, 11)),
        ("period_start", dt.datetime(2019, 11, 11), pd.Timestamp(2019, 11, 11)),
        ("recipient_name", 6, "6"),
    ],
)
def test_values_that_fit(column: str, given_value: object, expected: object) -> None:
    made = incomes({column: given_value})
    assert made[column].iloc[0] == expected
    assert str(made[column].dtype) != "object"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("low_vnd", "1.670"),
        ("low_vnd", 1.5),
        ("low_vnd", float("inf")),
        ("low_vnd", True),
        ("low_vnd", 2**63),
        ("low_vnd", "9" * 19),
        ("low_vnd", "٣"),
        ("low_vnd", 2.0**60),
        ("is_outcome", "có"),
        ("is_outcome", 1),
        ("period_start", "11/11/2019"),
        ("period_start", "2019-02-30"),
        ("period_start", dt.datetime(2019, 11, 11, 8)),
        ("period_start", dt.datetime(2019, 11, 11, tzinfo=dt.UTC)),
        ("recipient_name", 1.5),
        ("recipient_name", True),
    ],
)
def test_a_value_that_does_not_fit_stays_as_it_is_for_validation(column: str, value: object) -> None:
    made = incomes({column: value, "income_id": "i1"}, {"income_id": "i2"})
    assert made[column].iloc[0] == value
    assert str(made[column].dtype) == "object"


def test_an_unknown_column_raises() -> None:
    with pytest.raises(ValueError, match="incomes has no column amount, tien"):
        incomes({"income_id": "i1", "tien": 5}, {"amount": 5})


def test_text_is_composed_but_a_file_name_keeps_its_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Hòa Bình")
    made = frame("documents", [{"title": decomposed, "source_file": decomposed}])
    assert made["title"].iloc[0] == "Hòa Bình"
    assert made["source_file"].iloc[0] == decomposed


def test_text_that_looks_like_a_formula_or_a_missing_value_stays_text() -> None:
    texts = ["=1+1", "+84", "-5", "@an", "NA", "null", "nan", " "]
    made = frame("models", [{"model_id": str(at), "title": "x", "aliases": text} for at, text in enumerate(texts)])
    assert list(made["aliases"]) == texts


def test_rows_stand_as_in_the_document() -> None:
    places = ["table 2 row 10", "line 9", "table 2 row 9", "line 88-90", "table 10 row 1", "line 9"]
    rows = [{"document_id": "b", "locator": place, "title": str(at)} for at, place in enumerate(places)]
    made = frame("entries", [*rows, {"document_id": "a", "locator": "line 99"}])
    assert list(made["locator"]) == [
        "line 99",
        "line 9",
        "line 9",
        "line 88-90",
        *(places[at] for at in (2, 0, 4)),
    ]
    assert list(made["title"].iloc[1:3]) == ["1", "5"], "rows of one line keep their order"


def test_item_numbers_sort_as_numbers_within_one_line() -> None:
    rows = [{"document_id": "a", "locator": "line 1", "item_no": number} for number in ("10", "2", "1")]
    assert list(frame("entries", rows)["item_no"]) == ["1", "2", "10"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=6))
def test_any_text_can_be_sorted(pairs: list[tuple[str, str]]) -> None:
    made = frame("citations", [{"document_id": a, "locator": b, "cited_number": "9" * 5000} for a, b in pairs])
    assert len(made) == len(pairs)
