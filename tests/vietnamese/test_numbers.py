"""Counts in running text: what is one, with which bound, and what only looks like one."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.vietnamese.numbers import (
    find_malformed,
    find_numbers,
    format_decimal,
    format_integer,
    parse_integer,
)

COUNTS = [
    # text, low, high, bound, printed
    ("02 tập thể", 2, 2, "exact", "02"),
    ("hai tập thể", 2, 2, "exact", "hai"),
    ("01 (một) cá nhân", 1, 1, "exact", "01 (một)"),
    ("năm (05) cá nhân", 5, 5, "exact", "năm (05)"),
    ("1.780 cá nhân", 1780, 1780, "exact", "1.780"),
    ("61.774 hộ", 61774, 61774, "exact", "61.774"),
    ("1.234.567 lượt", 1234567, 1234567, "exact", "1.234.567"),
    ("trên 99 tập thể", 99, 99, "at_least", "trên 99"),
    ("hơn 200 hộ", 200, 200, "at_least", "hơn 200"),
    ("ít nhất 3 mô hình", 3, 3, "at_least", "ít nhất 3"),
    ("không dưới 3 mô hình", 3, 3, "at_least", "không dưới 3"),
    ("từ 5 mô hình trở lên", 5, 5, "at_least", "5"),
    ("gần 300 hộ", 300, 300, "under", "gần 300"),
    ("chưa đến 10 hộ", 10, 10, "under", "chưa đến 10"),
    ("khoảng 12 hộ", 12, 12, "about", "khoảng 12"),
    ("trên dưới 20 hộ", 20, 20, "about", "trên dưới 20"),
    ("không quá 01 tập thể", 1, 1, "at_most", "không quá 01"),
    ("tối đa 2 tập thể", 2, 2, "at_most", "tối đa 2"),
    ("từ 5 đến 7 hộ", 5, 7, "exact", "từ 5 đến 7"),
    ("5-7 hộ", 5, 7, "exact", "5-7"),
    ("5 – 7 hộ", 5, 7, "exact", "5 – 7"),
    ("hai đến ba mô hình", 2, 3, "exact", "hai đến ba"),
    ("hai mươi lăm tập thể", 25, 25, "exact", "hai mươi lăm"),
    ("một trăm linh năm hộ", 105, 105, "exact", "một trăm linh năm"),
    ("ba mươi mốt cá nhân", 31, 31, "exact", "ba mươi mốt"),
    ("một nghìn hai trăm hộ", 1200, 1200, "exact", "một nghìn hai trăm"),
    ("1 chục hộ", 10, 10, "exact", "1 chục"),
    ("hai chục hộ", 20, 20, "exact", "hai chục"),
    ("12 nghìn hộ", 12000, 12000, "exact", "12 nghìn"),
    ("1,2 nghìn hộ", 1200, 1200, "exact", "1,2 nghìn"),
    ("5 - 7 nghìn cây", 5000, 7000, "exact", "5 - 7 nghìn"),
    ("12 đồng chí", 12, 12, "exact", "12"),
    ("05 đ/c", 5, 5, "exact", "05"),
    ("MÔ HÌNH: 22", 22, 22, "exact", "22"),
    ("tổng số 34 hộ", 34, 34, "exact", "34"),
    ("trong số 14 hộ", 14, 14, "exact", "14"),
    ("02 Bằng khen của Bộ", 2, 2, "exact", "02"),
    ("22", 22, 22, "exact", "22"),
    ("-12 cá nhân", 12, 12, "exact", "12"),
    ("Hai tập thể", 2, 2, "exact", "Hai"),
    ("năm 2019 12 tập thể", 12, 12, "exact", "12"),
]

NO_COUNTS = [
    "hàng trăm hộ",
    "vài chục hộ",
    "“03 trong 01”",
    "5 không 3 sạch",
    "khu phố 7",
    "ấp Bắc Trang 1.",
    "khóm 1",
    "xóm 6, xã Đông Phong",
    "khu 6",
    "Chỉ thị 05",
    "điểm 4 của Kế hoạch",
    "93% vào năm 2020",
    "đạt 93,5 %",
    "giảm 5-7%",
    "phát triển sản xuất1",
    "140b",
    "15/19 xã",
    "ngày 6/5",
    "181/KH-UBND",
    "34-CT/TW",
    "24 - KH/HU",
    "86/2025/QĐ-UBND",
    "ngày 11/11/2019",
    "11-11-2019",
    "14.5.2011",
    "ngày 21 tháng 3 năm 2017",
    "giai đoạn 2017 - 2020",
    "từ 2016 đến 2020",
    "năm 2018, 2019 và 2020",
    "Một là, nâng cao. Hai là, đổi mới. Ba là, nhân rộng",
    "1. Ủy ban nhân dân xã",
    "gồm: 1. Mô hình A; 2. Mô hình B",
    "1) Công an xã",
    "gồm (1) mô hình A và (2) mô hình B",
    "1 Điển hình trong phong trào",
    "22\n",
    "\t3\n\tTập thể cán bộ xã",
    "thứ 2",
    "lần thứ hai",
    "hạng 3",
    "hạng Ba",
    "nuôi ba ba",
    "quận Hai Bà Trưng",
    "một số tập thể",
    "một trong những đơn vị",
    "mười mấy hộ",
    "300 triệu đồng",
    "850.000đ",
    "1,7 tỷ",
    "0912345678",
    "1,5 ha",
    "7:30",
    "Covid-19",
    "trong năm tập thể được khen",
]

MALFORMED = [
    ("1.2674 hộ", "1.2674", "grouping"),
    ("12.34.567 hộ", "12.34.567", "grouping"),
    ("1,780 hộ", "1,780", "grouping"),
    ("02 (ba) cá nhân", "02 (ba)", "contradiction"),
    ("12,345 hộ", "12,345", "grouping"),
    ("7-5 hộ", "7-5", "range"),
]


@pytest.mark.parametrize(("text", "low", "high", "bound", "printed"), COUNTS)
def test_a_count_is_read(text: str, low: int, high: int, bound: str, printed: str) -> None:
    found = [(n.low, n.high, n.bound, n.text) for n in find_numbers(text)]
    assert found == [(low, high, bound, printed)]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_is_no_count_is_left_out(text: str) -> None:
    assert find_numbers(text) == []


def test_money_is_no_doubtful_count() -> None:
    assert find_malformed("đạt 1,670 tỉ đồng/năm") == []


@pytest.mark.parametrize(("text", "printed", "reason"), MALFORMED)
def test_a_doubtful_number_is_named_and_not_counted(text: str, printed: str, reason: str) -> None:
    assert [(m.text, m.reason) for m in find_malformed(text)] == [(printed, reason)]
    assert find_numbers(text) == []


def test_two_numbers_side_by_side_are_a_doubt() -> None:
    assert [m.text for m in find_malformed("1 780 hộ")] == ["1", "780"]
    assert find_numbers("1 780 hộ") == []


def test_pairs_and_lists_keep_their_order() -> None:
    text = "99 tập thể, 241 cá nhân; 2 tập thể 8 cá nhân"
    assert [n.low for n in find_numbers(text)] == [99, 241, 2, 8]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("hai hộ", ("word",)),
        ("ba hộ", ("word", "ambiguous")),
        ("có 2020 hộ", ("year-like",)),
        ("tập thể (05)", ("bracketed",)),
        ("1,200,000 cây", ("english-style",)),
        ("12 hộ", ()),
    ],
)
def test_flags(text: str, flags: tuple[str, ...]) -> None:
    assert [n.flags for n in find_numbers(text)] == [flags]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("02", 2),
        ("1.780", 1780),
        ("61.774", 61774),
        (" hai mươi lăm ", 25),
        ("01 (một)", 1),
        ("mười lăm", 15),
        ("một trăm hai mươi ba", 123),
        ("1.2674", None),
        ("1,780", None),
        ("02 (ba)", None),
        ("12 hộ", None),
        ("ba ba", None),
        ("trăm", None),
        ("một trăm một", None),
        ("", None),
        ("1" * 5000, None),
        ("một nghìn " * 3000, None),
    ],
)
def test_parse_integer(text: str, value: int | None) -> None:
    assert parse_integer(text) == value


ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _below_hundred(n: int) -> str:
    tens, unit = divmod(n, 10)
    if tens == 0:
        return ONES[unit]
    head = "mười" if tens == 1 else f"{ONES[tens]} mươi"
    last = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}.get(unit, ONES[unit])
    return f"{head} {last}".strip()


def _in_words(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    if not hundreds:
        return _below_hundred(n)
    joint = "linh " if 0 < rest < 10 else ""
    return f"{ONES[hundreds]} trăm {joint}{_below_hundred(rest)}".strip()


@given(st.integers(1, 999))
def test_every_number_below_thousand_is_read_from_words(n: int) -> None:
    assert parse_integer(_in_words(n)) == n


@given(st.integers(0, 10**14), st.sampled_from(["vi"]))
def test_formatted_integers_parse_back(n: int, lang: str) -> None:
    assert parse_integer(format_integer(n, lang)) == n


@pytest.mark.parametrize(
    ("value", "digits", "lang", "shown"),
    [(1.665, 2, "vi", "1,67"), (0.5, 0, "vi", "1"), (12345.6, 1, "vi", "12.345,6"), (12345.6, 1, "en", "12,345.6")],
)
def test_format_decimal(value: float, digits: int, lang: str, shown: str) -> None:
    assert format_decimal(value, digits, lang) == shown


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        format_integer(1, "fr")


PIECES = st.sampled_from([text for text, *_ in COUNTS] + NO_COUNTS + [", ", ". ", "\n", " "])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_gives_ordered_spans_of_itself(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        assert number.low <= number.high
        end = number.end
    assert all(text[m.start : m.end] == m.text for m in find_malformed(text))


@settings(deadline=None)
@given(st.lists(PIECES).map(" ".join))
def test_composed_and_decomposed_letters_give_the_same_counts(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    plain = [(n.low, n.high, n.bound, n.flags) for n in find_numbers(text)]
    assert [(n.low, n.high, n.bound, n.flags) for n in find_numbers(decomposed)] == plain


@settings(deadline=None)
@given(st.lists(st.integers(1, 99999), min_size=1, max_size=5))
def test_no_number_is_invented(values: list[int]) -> None:
    text = ", ".join(f"{format_integer(value)} hộ" for value in values)
    assert [n.low for n in find_numbers(text)] == values
