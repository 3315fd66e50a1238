"""Every guard at the door: the bad row is left out and named, all others are kept, nothing raises."""

import subprocess
import sys
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.schema import TABLES, empty, frame, validate

GOOD: dict[str, dict[str, object]] = {
    "incomes": {
        "income_id": "i1",
        "document_id": "d",
        "place_basis": "stated",
        "measure": "profit",
        "low_vnd": 300_000_000,
        "high_vnd": 500_000_000,
        "bound": "range",
        "period": "year",
        "per": "household",
        "is_outcome": True,
        "locator": "line 1",
        "raw_text": "lãi từ 300 đến 500 triệu đồng/năm",
    },
    "rewards": {
        "reward_id": "r1",
        "document_id": "d",
        "role": "awarded",
        "count": 99,
        "bound": "exact",
        "locator": "line 1",
        "raw_text": "99 tập thể",
    },
    "entries": {
        "entry_id": "e1",
        "document_id": "d",
        "kind": "model",
        "place_basis": "unknown",
        "locator": "line 1",
        "raw_text": "Mô hình",
    },
    "awards": {
        "award_id": "a1",
        "document_id": "d",
        "recipient_name": "Lê Thị Mẫu",
        "locator": "line 1",
        "raw_text": "Bà Lê Thị Mẫu",
    },
    "documents": {
        "document_id": "d",
        "source_file": "d.txt",
        "sha256": "0" * 64,
        "format": "txt",
        "reading": "text",
        "quality": "good",
    },
    "findings": {
        "finding_id": "f1",
        "severity": "note",
        "code": "new-code",
        "message_vi": "x",
        "message_en": "x",
    },
    "corrections": {"table": "entries", "row_id": "e1", "column": "field"},
}


def row(name: str, **changes: object) -> dict[str, object]:
    return {**GOOD[name], **changes}


def problems(name: str, *rows: dict[str, object]) -> list[tuple[int, str, str]]:
    _, failures = validate(name, frame(name, rows))
    return [(failure.row, failure.column, failure.problem) for failure in failures]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_row_has_no_failures(name: str) -> None:
    made = frame(name, [row(name)])
    valid, failures = validate(name, made)
    assert failures == []
    pd.testing.assert_frame_equal(valid, made)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_is_valid(name: str) -> None:
    valid, failures = validate(name, empty(name))
    assert (len(valid), failures) == (0, [])


@pytest.mark.parametrize(
    ("name", "column", "value", "problem"),
    [
        ("incomes", "measure", None, "missing"),
        ("incomes", "is_outcome", None, "missing"),
        ("incomes", "raw_text", "", "missing"),
        ("incomes", "measure", "loss", "unknown-code"),
        ("incomes", "bound", "at_least", "unknown-code"),
        ("incomes", "low_vnd", -1, "below-minimum"),
        ("incomes", "low_vnd", "1.670.000", "wrong-kind"),
        ("incomes", "low_vnd", 10**30, "wrong-kind"),
        ("incomes", "is_outcome", "có", "wrong-kind"),
        ("incomes", "period_start", "11/11/2019", "wrong-kind"),
        ("incomes", "high_vnd", 1, "out-of-order"),
        ("incomes", "activity", "nuôi \ud800", "unwritable"),
        ("rewards", "bound", "over", "unknown-code"),
        ("rewards", "level", "province+ward", "unknown-code"),
        ("rewards", "level", "province; district", "unknown-code"),
        ("rewards", "form", "Bằng khen", "unknown-code"),
        ("rewards", "recipient_kind", "hộ", "unknown-code"),
        ("entries", "recipient_kind", "combined", "unknown-code"),
        ("entries", "outcomes", "giam-ngheo;canh-quan", "unknown-code"),
        ("entries", "outcomes", "giam-ngheo; ", "unknown-code"),
        ("entries", "mentions", 0, "below-minimum"),
        ("entries", "subfield", "kinh-te", "unknown-code"),
        ("awards", "sector_code", "3", "wrong-shape"),
        ("documents", "sha256", "abc", "wrong-shape"),
        ("documents", "format", "DOCX", "unknown-code"),
        ("findings", "code", "New Code", "unknown-code"),
        ("findings", "severity", "fatal", "unknown-code"),
        ("corrections", "table", "prizes", "unknown-code"),
        ("corrections", "row_id", "", "missing"),
    ],
)
def test_each_guard_names_the_cell_and_keeps_the_others(name: str, column: str, value: object, problem: str) -> None:
    row_id = TABLES[name].row_id if name in TABLES else ""
    other = row(name, **({row_id: "other"} if row_id else {}))
    made = frame(name, [row(name, **{column: value}), other])
    bad = next(at for at in made.index if made[column].astype(object).isna()[at] or made.at[at, column] == value)
    valid, failures = validate(name, made)
    assert [(failure.row, failure.column, failure.problem) for failure in failures] == [(bad, column, problem)]
    pd.testing.assert_frame_equal(valid, frame(name, [other]))


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("rewards", "level", "province+district"),
        ("rewards", "form", "bang-khen"),
        ("rewards", "form", "danh-hieu-chua-gap"),
        ("entries", "outcomes", "giam-ngheo; canh-quan"),
        ("incomes", "low_vnd", 10**15),
        ("incomes", "low_vnd", None),
        ("incomes", "jobs", 0),
        ("entries", "mentions", 1),
        ("incomes", "high_vnd", 300_000_000),
        ("findings", "document_id", None),
    ],
)
def test_what_must_pass(name: str, column: str, value: Any) -> None:
    changes = {column: value, "high_vnd": value} if column == "low_vnd" else {column: value}
    assert problems(name, row(name, **changes)) == []


def test_a_repeated_row_id_loses_the_later_row_only() -> None:
    made = frame("rewards", [row("rewards", count=1), row("rewards", count=2), row("rewards", reward_id="r2")])
    valid, failures = validate("rewards", made)
    assert [(failure.row, failure.problem, failure.value) for failure in failures] == [(1, "duplicate", "r1")]
    assert list(valid["count"]) == [1, 99]


def test_every_bad_cell_of_a_row_is_named_in_the_order_of_the_columns() -> None:
    bad = row("incomes", measure="loss", low_vnd="nhiều", locator="")
    assert problems("incomes", bad) == [
        (0, "measure", "unknown-code"),
        (0, "low_vnd", "wrong-kind"),
        (0, "locator", "missing"),
    ]


def test_both_pairs_of_dates_and_amounts_are_compared() -> None:
    bad = row("incomes", high_vnd=1, period_start="2020-01-01", period_end="2019-12-31")
    assert problems("incomes", bad) == [(0, "high_vnd", "out-of-order"), (0, "period_end", "out-of-order")]


def test_a_failure_explains_itself_in_both_languages() -> None:
    _, (failure,) = validate("incomes", frame("incomes", [row("incomes", period_end="2019-12-31", jobs=-4)]))
    assert (failure.value, failure.message_vi) == ("-4", "số nhỏ hơn mức cho phép")
    assert failure.message_en == "the number is below its minimum"


def test_a_wrong_date_order_shows_the_date_as_in_the_table() -> None:
    bad = row("incomes", period_start="2020-01-01", period_end="2019-12-31")
    _, (failure,) = validate("incomes", frame("incomes", [bad]))
    assert failure.value == "2019-12-31"


def test_a_frame_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="does not have the columns of models"):
        validate("models", empty("models")[["title", "model_id"]])


VALUES = st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(TABLES["incomes"].names), VALUES), max_size=3))
def test_no_value_whatever_raises(rows: list[dict[str, object]]) -> None:
    valid, failures = validate("incomes", frame("incomes", rows))
    assert len(valid) + len({failure.row for failure in failures}) == len(rows)
    assert [str(dtype) for dtype in valid.dtypes] == [str(dtype) for dtype in empty("incomes").dtypes]


def test_pandera_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, analysis.schema; sys.exit('pandera' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
