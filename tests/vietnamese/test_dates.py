"""Dates and periods as printed; what is incomplete or impossible is none."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.vietnamese.dates import find_dates, find_periods

DATES = [
    ("ngày 09/02/2017", "2017-02-09"),
    ("ngày 10/4/2017", "2017-04-10"),
    ("11-11-2019", "2019-11-11"),
    ("20-10-2020", "2020-10-20"),
    ("14.5.2011", "2011-05-14"),
    ("ngày 21 tháng 3 năm 2017", "2017-03-21"),
    ("Lạng Sơn, ngày 13 tháng 7 năm 2017", "2017-07-13"),
    ("ngày 15\ntháng 11 năm 2013", "2013-11-15"),
    ("ngày 09 / 02 / 2017", "2017-02-09"),
    ("ngày 6/5 năm 2019", "2019-05-06"),
    ("2017-02-09", "2017-02-09"),
    ("sinh ngày 19/5/1890", "1890-05-19"),
    ("(Kèm theo Kế hoạch số 181/KH-UBND ngày 11/11/2019)", "2019-11-11"),
]

NO_DATES = [
    "ngày 6/5",
    "ngày 12.5",
    "ngày    tháng   năm 2026",
    "ngày ... tháng ... năm 2026",
    "31/02/2019",
    "32/01/2019",
    "12/13/2019",
    "tháng 5/2019",
    "181/KH-UBND",
    "Nghị định 121/2005/NĐ-CP",
    "86/2025/QĐ-UBND",
    "15/19 xã",
    "điện thoại 0912.345.678",
    "1.234.567 đồng",
    "tỷ lệ 1/2/20195",
]

PERIODS = [
    # text, start, end, kind
    ("năm 2019", "2019-01-01", "2019-12-31", "year"),
    ("trong năm 2019, có 12 tập thể", "2019-01-01", "2019-12-31", "year"),
    ("cuối năm 2019", "2019-01-01", "2019-12-31", "year"),
    ("giai đoạn 2017 - 2020", "2017-01-01", "2020-12-31", "years"),
    ("giai đoạn 2009 – 2024", "2009-01-01", "2024-12-31", "years"),
    ("giai đoạn 2020- 2022", "2020-01-01", "2022-12-31", "years"),
    ("giai đoạn 2017 -\n2020", "2017-01-01", "2020-12-31", "years"),
    ("giai đoạn I (2016-2020)", "2016-01-01", "2020-12-31", "years"),
    ("giai đoạn từ năm 2016 đến năm 2020", "2016-01-01", "2020-12-31", "years"),
    ("từ năm 2011 đến năm 2015", "2011-01-01", "2015-12-31", "years"),
    ("3 năm (2016-2018)", "2016-01-01", "2018-12-31", "years"),
    ("5 năm 2016-2020", "2016-01-01", "2020-12-31", "years"),
    ("trong 2 năm 2020, 2021", "2020-01-01", "2021-12-31", "years"),
    ("các năm 2018, 2019 và 2020", "2018-01-01", "2020-12-31", "years"),
    ("6 tháng cuối năm 2019", "2019-07-01", "2019-12-31", "part"),
    ("6 tháng đầu năm 2025", "2025-01-01", "2025-06-30", "part"),
    ("sáu tháng đầu năm 2025", "2025-01-01", "2025-06-30", "part"),
    ("9 tháng năm 2021", "2021-01-01", "2021-09-30", "part"),
    ("3 tháng cuối năm 2019", "2019-10-01", "2019-12-31", "part"),
    ("nửa đầu năm 2020", "2020-01-01", "2020-06-30", "part"),
    ("quý I năm 2019", "2019-01-01", "2019-03-31", "quarter"),
    ("Quý IV/2019", "2019-10-01", "2019-12-31", "quarter"),
    ("quý 2-2020", "2020-04-01", "2020-06-30", "quarter"),
    ("quý I, II năm 2019", "2019-01-01", "2019-06-30", "quarter"),
    ("năm học 2022 - 2023", "2022-09-01", "2023-08-31", "school-year"),
    ("nhiệm kỳ 2015-2020", "2015-01-01", "2020-12-31", "term"),
    ("lần thứ V (2020-2025)", "2020-01-01", "2025-12-31", "term"),
    ("tháng 5/2019", "2019-05-01", "2019-05-31", "month"),
    ("tháng 02 năm 2020", "2020-02-01", "2020-02-29", "month"),
    ("tháng 4, 5 năm 2019", "2019-04-01", "2019-05-31", "months"),
    ("từ tháng 1 đến tháng 6 năm 2019", "2019-01-01", "2019-06-30", "months"),
    ("từ tháng 6/2019 đến tháng 5/2020", "2019-06-01", "2020-05-31", "months"),
    ("từ năm 2018 đến hết quý I/2020", "2018-01-01", "2020-03-31", "months"),
    ("từ ngày 15/12/2018 đến ngày 14/12/2019", "2018-12-15", "2019-12-14", "days"),
    ("từ 2016 đến nay", "2016-01-01", "None", "since"),
    ("từ năm 2016 đến nay", "2016-01-01", "None", "since"),
    ("từ năm 2018, xã đã", "2018-01-01", "None", "since"),
]

NO_PERIODS = [
    "6 tháng đầu năm",
    "quý I",
    "2017-2020",
    "Nguyễn Văn A (1950-2010)",
    "60 năm (1960-2020)",
    "ngày    tháng   năm 2026",
    "ngày 21 tháng 3 năm 2017",
    "đến năm 2020",
    "so với năm 2018",
    "sinh năm 1960",
    "thành lập năm 2010",
    "Luật Thi đua, Khen thưởng năm 2003",
    "tháng 13/2019",
    "năm học 2018 - 2021",
    "giai đoạn 2020 - 2017",
    "năm 2019/KH",
    "hằng năm",
    "năm 20195",
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_is_read(text: str, day: str) -> None:
    assert [str(found.day) for found in find_dates(text)] == [day]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(("text", "start", "end", "kind"), PERIODS)
def test_a_period_is_read(text: str, start: str, end: str, kind: str) -> None:
    assert [(str(p.start), str(p.end), p.kind) for p in find_periods(text)] == [(start, end, kind)]


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period_is_left_out(text: str) -> None:
    assert find_periods(text) == []


def test_periods_come_in_order_without_overlap() -> None:
    text = "năm 2019 và 6 tháng đầu năm 2020 của giai đoạn 2016 - 2020, ngày 11/11/2019"
    assert [p.kind for p in find_periods(text)] == ["year", "part", "years"]


def test_a_target_year_beside_a_stage_is_no_period() -> None:
    found = find_periods("giai đoạn 2021-2025, định hướng đến năm 2030")
    assert [str(p.end) for p in found] == ["2025-12-31"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_every_printed_date_is_read_back(day: date, mark: str) -> None:
    printed = f"ngày {day.day:02}{mark}{day.month:02}{mark}{day.year}"
    spelt = f"ngày {day.day} tháng {day.month} năm {day.year}"
    assert [found.day for found in find_dates(f"{printed}; {spelt}")] == [day, day]


PIECES = st.sampled_from([t for t, *_ in DATES] + [t for t, *_ in PERIODS] + NO_DATES + NO_PERIODS)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    spans = [(found.start, found.end) for found in find_dates(text)]
    periods = [(p.begin, p.stop) for p in find_periods(text)]
    for ordered in (spans, periods):
        edges = [edge for span in ordered for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in ordered)


@settings(deadline=None)
@given(st.lists(PIECES).map("; ".join))
def test_composed_and_decomposed_letters_give_the_same_dates(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert [d.day for d in find_dates(decomposed)] == [d.day for d in find_dates(text)]
    values = [(p.start, p.end, p.kind) for p in find_periods(text)]
    assert [(p.start, p.end, p.kind) for p in find_periods(decomposed)] == values
