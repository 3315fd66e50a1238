"""The value of a printed number that stands before a unit of money.

Separators and unit are judged together: "1,670 tỉ" is 1.67 billion, "1.670 tỉ" is 1,670 billion, "1.7 tỷ" is an
English decimal, and "1,200,000 VND" has English thousands. What no rule reads is no number, never a guess.
"""

import re
from fractions import Fraction

from analysis.vietnamese.number_words import read_words

DONG = 1
Value = tuple[Fraction, tuple[str, ...]]

_OCR = str.maketrans("oil", "011")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[ \u00a0][0-9]{3})+")
_WHOLE = re.compile(r"0?[0-9]|[1-9][0-9]*")
_DOTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DOTS_COMMA = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)")
_COMMA = re.compile(r"([0-9]+),([0-9]+)")
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}")
_ONE_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_COMMAS_DOT = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)")
_DOT = re.compile(r"([0-9]{1,3})\.([0-9]{1,2})|(0)\.([0-9]+)")
_SYLLABLE = re.compile(r"\S+")
_MOST_CHARACTERS = 24
_MOST_WORDS = 120


def _decimal(whole: str, decimals: str) -> Fraction:
    digits = re.sub(r"[^0-9]", "", whole)
    return Fraction(int(digits + decimals), 10 ** len(decimals))


def _grouped(printed: str) -> Value | None:
    if _WHOLE.fullmatch(printed):
        return Fraction(int(printed)), ()
    if _DOTS.fullmatch(printed) or _SPACED.fullmatch(printed):
        return _decimal(printed, ""), ()
    if _COMMAS.fullmatch(printed):
        return _decimal(printed, ""), ("english-style",)
    return None


def _with_unit(printed: str, factor: int) -> Value | None:
    """Read decimals before nghìn, triệu, tỷ: a single comma is always decimal, three decimals of nghìn are unsure."""
    if match := _DOTS_COMMA.fullmatch(printed):
        return _decimal(*match.groups()), ()
    if match := _COMMA.fullmatch(printed):
        unsure = factor < 1_000_000 and len(match[2]) == 3
        return None if unsure else (_decimal(*match.groups()), ())
    if match := _DOT.fullmatch(printed) or _COMMAS_DOT.fullmatch(printed):
        whole, decimals = (group for group in match.groups() if group is not None)
        return _decimal(whole, decimals), ("english-style",)
    return None


def _in_dong(printed: str) -> Value | None:
    """Read groups of three before đồng; decimals of a đồng only where they are zeros."""
    if _ONE_COMMA.fullmatch(printed):
        return _decimal(printed, ""), ("english-style",)
    match = _DOTS_COMMA.fullmatch(printed)
    if match and not match[2].strip("0"):
        return _decimal(match[1], ""), ()
    return None


def read_digits(printed: str, factor: int) -> Value | None:
    """Return the number (not yet multiplied) and its flags, None if the digits cannot be read with certainty.

    `factor` is the unit in đồng, 1 for đồng itself. Letters taken for digits (l, I, O) are repaired with a flag.

    >>> read_digits("1,670", 10**9), read_digits("1.670", 10**9), read_digits("8oo.000.000", 1)
    ((Fraction(167, 100), ()), (Fraction(1670, 1), ()), (Fraction(800000000, 1), ('ocr-repaired',)))
    """
    if len(printed) > _MOST_CHARACTERS:
        return None
    digits = printed.translate(_OCR)
    value = _grouped(digits) or (_in_dong(digits) if factor == DONG else _with_unit(digits, factor))
    if value is None:
        return None
    return value if digits == printed else (value[0], (*value[1], "ocr-repaired"))


def _read_words(printed: str) -> tuple[Fraction, tuple[str, ...], int] | None:
    """Read a run of number words; what ends in "năm" (year) before the numeral is skipped: "mỗi năm | hai trăm"."""
    words = list(_SYLLABLE.finditer(printed[-_MOST_WORDS:]))
    for index, word in enumerate(words):
        number = read_words([later.group() for later in words[index:]])
        if number is not None:
            after_year = index == 0 or words[index - 1].group() == "năm"
            skipped = max(0, len(printed) - _MOST_WORDS) + word.start()
            return (Fraction(number), (), skipped) if after_year else None
    return None


def read_words_or_digits(printed: str, factor: int) -> tuple[Fraction, tuple[str, ...], int] | None:
    """Return value, flags and how many characters at the start are not part of it ("năm" meaning year)."""
    if printed[0].isdecimal() or printed[-1].isdecimal() or "," in printed or "." in printed:
        value = read_digits(printed, factor)
        return (*value, 0) if value else None
    if printed == "nửa":
        return Fraction(1, 2), (), 0
    return _read_words(printed)
