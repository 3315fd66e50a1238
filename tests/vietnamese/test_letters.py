import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.vietnamese.letters import (
    bare,
    fold,
    nfc,
    phrase_pattern,
    plain_marks,
    retone,
    tidy,
    upper_share,
)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thuỷ", "Thủy"),
        ("UỶ BAN", "ỦY BAN"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("quỳ", "quỳ"),
        ("hoàn", "hoàn"),
        ("ngoặc", "ngoặc"),
        ("khuỷu", "khuỷu"),
        ("múa", "múa"),
        ("của", "của"),
        ("loè xoè", "lòe xòe"),
    ],
)
def test_tone_marks_stand_where_tradition_puts_them(printed: str, expected: str) -> None:
    assert retone(printed) == expected
    assert retone(unicodedata.normalize("NFD", printed)) == expected


def test_tidy_repairs_letters_and_spaces_only() -> None:
    assert tidy("Ðức\u00a0 Hoà\u200b ") == "Đức Hòa"
    assert tidy("181/KH-UBND ngày 11/11/2019") == "181/KH-UBND ngày 11/11/2019"


def test_word_edges_keep_ong_out_of_cong() -> None:
    pattern = phrase_pattern(["ông", "tổ dân phố", "tổ"])
    assert not pattern.search("công, không, trông")
    assert pattern.search("Tổ dân phố 3").group() == "Tổ dân phố"


def test_fold_joins_spellings_that_mean_the_same() -> None:
    assert fold("Văn hoá – Xã hội “A”") == fold('văn hóa - xã hội "a"')


def test_upper_share_counts_letters() -> None:
    assert upper_share("KH 181") == 1.0
    assert upper_share("123") == 0.0


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    for normalise in (nfc, retone, tidy, fold, bare):
        assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_plain_marks_keep_positions(text: str) -> None:
    assert len(plain_marks(text)) == len(text)
