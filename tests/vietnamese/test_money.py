"""Amounts of money: the expressions of `money_expressions.csv`, and what must hold for any text."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.vietnamese.money import Amount, annual_vnd, find_amounts, find_jobs, is_outcome, parse_amount
from analysis.vietnamese.number_view import data_rows
from analysis.vietnamese.numbers import format_vnd

COLUMNS = ("low_vnd", "high_vnd", "bound", "period", "per", "measure", "is_outcome_measure", "flags")


def _expressions() -> list[tuple[str, list[tuple[str, ...]]]]:
    with Path(__file__).with_name("money_expressions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    grouped = [(text, list(group)) for text, group in groupby(rows, key=lambda row: row["text"])]
    return [(text, [tuple(row[c] for c in COLUMNS) for row in group if row["place"] != "0"]) for text, group in grouped]


EXPRESSIONS = _expressions()


def _as_text(amount: Amount) -> tuple[str, ...]:
    values = {column: getattr(amount, column) for column in COLUMNS}
    values["flags"] = " ".join(amount.flags)
    return tuple("" if value is None else str(value).lower() for value in values.values())


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_an_expression_is_read_as_listed(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [_as_text(amount) for amount in find_amounts(text)] == expected


def test_the_list_is_long_and_holds_negatives() -> None:
    assert len(EXPRESSIONS) >= 220
    assert sum(not expected for _, expected in EXPRESSIONS) >= 40


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("đạt khoảng 1,670 tỉ đồng/năm;", "khoảng 1,670 tỉ đồng/năm"),
        ("lãi từ 300 đến 500 triệu đồng mỗi năm.", "300 đến 500 triệu đồng mỗi năm"),
        ("thu nhập 6 - 7 triệu đồng/người/tháng, ổn định", "6 - 7 triệu đồng/người/tháng"),
        ("doanh thu 2 tỷ đồng\nMỗi năm nộp thuế", "2 tỷ đồng"),
    ],
)
def test_the_span_covers_bound_and_period(text: str, span: str) -> None:
    assert [amount.text for amount in find_amounts(text)] == [span]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("1 tỷ 250 triệu đồng", 1_250_000_000),
        ("doanh thu 3,2 tỷ đồng/năm", 3_200_000_000),
        ("hàng trăm triệu đồng", None),
        ("doanh thu 3 tỷ, lãi 1 tỷ", None),
        ("12 đồng chí", None),
        ("", None),
    ],
)
def test_parse_amount(text: str, low: int | None) -> None:
    amount = parse_amount(text)
    assert (amount.low_vnd if amount else None) == low


@pytest.mark.parametrize(
    ("text", "kind", "outcome"),
    [
        ("đạt 800 triệu đồng/năm", "household", True),
        ("đạt 800 triệu đồng/năm", "individual", True),
        ("doanh thu 5 tỷ đồng", "collective", True),
        ("lãi 150 triệu đồng/hộ/vụ", "household", True),
        ("đạt 800 triệu đồng/năm", "", False),
        ("lương 6 triệu đồng/tháng", "household", False),
        ("giá 30.000 đồng/kg", "household", False),
        ("ủng hộ 50 triệu đồng", "individual", False),
        ("kinh phí 400 triệu đồng", "collective", False),
        ("lãi 70 triệu đồng/ha/năm", "household", False),
        ("thu nhập bình quân đầu người 45 triệu đồng/năm", "collective", False),
        ("phấn đấu đạt doanh thu 5 tỷ đồng", "collective", False),
    ],
)
def test_only_own_results_are_outcomes(text: str, kind: str, outcome: bool) -> None:
    assert is_outcome(find_amounts(text)[0], kind) is outcome


@pytest.mark.parametrize(
    ("text", "kind", "annual"),
    [
        ("lãi 800 triệu đồng/năm", "household", 800_000_000),
        ("thu nhập từ 300 đến 500 triệu đồng/năm", "household", 400_000_000),
        ("thu nhập 20 triệu đồng/tháng", "household", 240_000_000),
        ("thu nhập 20 triệu đồng/tháng", "collective", None),
        ("thu nhập 6 triệu đồng/người/tháng", "household", None),
        ("doanh thu 20 triệu đồng/tháng", "household", None),
        ("lãi 80 triệu đồng/vụ", "household", None),
        ("lãi 80 triệu đồng", "household", None),
        ("lãi 900 triệu đồng/3 năm", "household", None),
        ("thu nhập hàng trăm triệu đồng mỗi năm", "household", None),
    ],
)
def test_annual_value(text: str, kind: str, annual: int | None) -> None:
    assert annual_vnd(find_amounts(text)[0], kind) == annual


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("lãi 500 triệu đồng/năm, tạo việc làm cho 15 lao động", 15),
        ("giải quyết việc làm thường xuyên cho 08 lao động địa phương, doanh thu 2 tỷ đồng", 8),
        ("tạo việc làm cho hơn 20 lao động, lãi 500 triệu đồng", 20),
        ("tạo việc làm cho 15 - 20 lao động, lãi 500 triệu đồng", None),
        ("tạo việc làm cho 15 lao động và thuê 30 nhân công, lãi 500 triệu đồng", None),
        ("xã có 1.200 lao động, đạt 500 triệu đồng", None),
        ("lãi 500 triệu đồng/năm; tạo việc làm cho 15 lao động", None),
        ("Ông có 15 ha. Lãi 500 triệu đồng", None),
    ],
)
def test_jobs_of_the_same_passage(text: str, jobs: int | None) -> None:
    assert find_jobs(text, find_amounts(text)[0]) == jobs


def test_jobs_are_found_far_into_a_text() -> None:
    text = "Hộ ông A đạt 1 tỷ đồng. " * 60 + "Lãi 500 triệu đồng, tạo việc làm cho 15 lao động. Hộ khác thuê 9 người."
    assert find_jobs(text, find_amounts(text)[-1]) == 15


@given(st.integers(1_000, 10**13))
def test_formatted_money_parses_back(vnd: int) -> None:
    amount = parse_amount(format_vnd(vnd))
    assert amount is not None
    assert (amount.low_vnd, amount.high_vnd, amount.bound) == (vnd, vnd, "exact")


@given(st.integers(1, 10**6), st.sampled_from(["triệu đồng", "tỷ đồng", "tỉ đồng/năm", "nghìn đồng"]))
def test_whole_units(n: int, unit: str) -> None:
    factor = {"triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "nghìn": 10**3}[unit.split(maxsplit=1)[0]]
    amounts = find_amounts(f"{n:,} {unit}".replace(",", "."))
    assert [amount.low_vnd for amount in amounts] == [n * factor]


@given(st.integers(0, 999), st.integers(0, 10**6))
def test_one_comma_is_decimal_before_billions(whole: int, decimals: int) -> None:
    shown = f"{decimals:06}"
    amounts = find_amounts(f"{whole},{shown} tỷ đồng")
    assert [amount.low_vnd for amount in amounts] == [whole * 10**9 + int(shown) * 10 ** (9 - len(shown))]


TEXTS = st.sampled_from([text for text, _ in EXPRESSIONS])
JOINTS = st.sampled_from([", ", ". ", "; ", " ", "\n", " và ", " - "])
MIXED = st.lists(st.tuples(TEXTS, JOINTS)).map(lambda pairs: "".join(text + joint for text, joint in pairs))
LETTERS = st.text("0123456789oOlI.,-/ \n\tđtỷiệrukhanămngồ₫%()", max_size=60)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), MIXED, LETTERS))
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
        assert (amount.low_vnd is None) == (amount.high_vnd is None) == (amount.bound == "vague")
        if amount.low_vnd is not None and amount.high_vnd is not None:
            assert 0 <= amount.low_vnd <= amount.high_vnd
            assert (amount.low_vnd < amount.high_vnd) == (amount.bound == "range")
        end = amount.end


@settings(deadline=None)
@given(MIXED)
def test_letter_forms_do_not_change_what_is_read(text: str) -> None:
    expected = [_as_text(amount) for amount in find_amounts(text)]
    variants = (
        unicodedata.normalize("NFD", text),
        text.replace("tỷ", "tỉ"),
        text.replace("hóa", "hoá"),
        text.replace(" - ", " – "),
    )
    for variant in variants:
        assert [_as_text(amount) for amount in find_amounts(variant)] == expected


DIGIT_LETTERS = str.maketrans("oOlI", "0011")
NUMBER_WORD = re.compile(r"\b(một|hai|ba|năm|mười|nửa)\b", re.IGNORECASE)
IN_DIGITS = [text for text, _ in EXPRESSIONS if re.search("[0-9]", text) and "rưỡi" not in text]


def _digits(text: str) -> Iterator[str]:
    return iter(re.sub("[^1-9]", "", text.translate(DIGIT_LETTERS)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(IN_DIGITS), JOINTS)))
def test_zeros_apart_every_digit_of_a_value_is_printed_in_its_order(pairs: list[tuple[str, str]]) -> None:
    text = "".join(expression + joint for expression, joint in pairs)
    for amount in find_amounts(text):
        for value in (amount.low_vnd, amount.high_vnd):
            printed = _digits(amount.text)
            assert NUMBER_WORD.search(amount.text) or all(digit in printed for digit in _digits(str(value or 0)))


def test_a_long_line_of_dots_is_quick() -> None:
    assert find_amounts("." * 200_000 + " 5 triệu đồng " + "o" * 200_000)[0].low_vnd == 5_000_000


MEASURES = {"revenue", "income", "profit", "wage", "per_capita", "benefit", "saving", "cost", "donation", "price"}
CODES = {
    "measure": MEASURES | {"asset", "tax"},
    "period": {"year", "month", "day", "crop", "other"},
    "per": {"household", "person", "hectare", "area-unit", "unit"},
}


@pytest.mark.parametrize(("file", "slot"), [("money_cues", "role"), ("money_units", "slot")])
def test_the_word_lists_use_known_codes_and_name_a_word_once(file: str, slot: str) -> None:
    rows = data_rows(file)
    words = [next(iter(row.values())) for row in rows]
    assert sorted(words) == sorted(set(words))
    assert all(row["code"] in CODES[row[slot]] for row in rows if row[slot] in CODES)
    assert all(None not in row and None not in row.values() for row in rows)


def test_what_is_more_than_another_crop_is_a_difference() -> None:
    amounts = find_amounts("lãi 10 triệu đồng/vụ, cao hơn trồng khoai ròng 4 triệu đồng")
    assert [a.flags for a in amounts] == [(), ("difference",)]
    (plain,) = find_amounts("năng suất cao hơn mang lại thu nhập 100 triệu đồng")
    assert "difference" not in plain.flags


def test_wages_of_craftsmen_and_close_below() -> None:
    (wage,) = find_amounts("thu nhập của thợ từ 6 đến 7 triệu đồng/tháng")
    assert wage.measure == "wage"
    (profit,) = find_amounts("lãi ngót 2 tỷ đồng/năm")
    assert profit.bound == "under"
