"""Single amounts of money as printed: "1 tỷ 250 triệu đồng", "850.000đ", "hai tỷ rưỡi", "hàng trăm triệu đồng".

A number is money only with đồng (đ, VNĐ, VND) or a unit word. Without đồng the unit word must be followed by
something that ends an amount ("320 triệu/năm"), not by what is counted ("2 triệu cây").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from analysis.vietnamese.money_numbers import DONG, read_words_or_digits
from analysis.vietnamese.number_view import View, alternation, data_rows
from analysis.vietnamese.number_words import words_of_kind

_D = "[0-9oil]"
DIGITS = rf"(?<!\w)(?<![0-9][.,])(?=[oil]{{0,4}}[.,]?[oil]{{0,4}}[0-9]){_D}+(?:[.,]{_D}+)*"
_SPACED = r"(?<!\w)(?<![0-9][.,])[1-9][0-9]{0,2}(?:[ \u00a0][0-9]{3}){1,3}(?![0-9.,]\w)"
_BIG = (
    r"(?:tỷ|tỉ|triệu|nghìn|ngàn)(?:(?!\w)|(?=đ(?!\w)|đồng|vn))"
    r"(?!\s+(?:lệ|trọng|suất|phú|số|giá|tập|hồi|usd|đô|euro|yên|won))"
)
_SHORT = (
    r"tr(?=\s*(?:đ(?!\w)|đồng|vn|/|-\s*[0-9])|\s+(?:mỗi|một|hàng|hằng|trên)\s)|tr\.(?=\s*đ(?!\w))|(?<=[0-9])k(?!\w)"
)
UNIT = rf"(?:{_BIG}|{_SHORT})"
_NOT_DONG = r"(?!\s+(?:chí|bào|đội|nghiệp|thời|hành|lòng|tình|thuận|hồ|bằng|nai|tháp|văn|hới|đăng|hỷ|phú|xoài))"
CURRENCY = rf"(?:đồng\s+việt\s+nam|đồng(?!\w){_NOT_DONG}|vnđ(?!\w)|vnd(?!\w)|₫|đ(?!\w)(?!\s*/\s*c(?!\w)))"
_FACTORS = {
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "tr": 10**6,
    "tr.": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "k": 10**3,
}
_MULTIPLES = {"trăm": 100, "chục": 10, "": 1}
_PART = re.compile(rf"\s+(?P<num>[^\s]+(?:\s+[^\s\d]+)*?)(?:\s+(?P<multiple>trăm|chục))?\s*(?P<unit>{UNIT})")
_NEW_LINE = re.compile(r"[ \u00a0]*(?:\t|\n)(?P<more>\s*\n)?\s*")
_LEAST_DONG, _LEAST_D = 100, 1000


@dataclass(frozen=True, slots=True)
class Term:
    """One printed amount in a view; `low` None if it is vague or ambiguous; `number` is the head without its unit.

    `is_bare` says that only a small unit word (triệu, nghìn) shows that it is money; more evidence is needed.
    """

    start: int
    end: int
    low: int | None
    factor: int
    number: str
    is_vague: bool = False
    is_bare: bool = False
    flags: tuple[str, ...] = ()


@cache
def _words() -> str:
    start = alternation(words_of_kind("digit", "ten"))
    following = alternation(
        (*words_of_kind("digit", "ten", "tens", "tail", "joint", "inner"), "trăm", "chục", "nghìn", "ngàn")
    )
    return rf"(?<!\w)(?:{start})(?:[ \u00a0\n]+(?:{following})(?!\w))*(?!\w)"


@cache
def number_source() -> str:
    """Return the expression of a number before a unit: digits, number words or nửa."""
    return rf"(?:{DIGITS}|{_words()}|(?<!\w)nửa(?!\w))"


@cache
def _followers() -> str:
    phrases = alternation(tuple(row["phrase"] for row in data_rows("money_followers")))
    return rf"(?:\s*(?:$|[,.;:)\]!?…\"'/(|-])|\s+(?:{phrases})(?!\w))"


@cache
def _term_pattern() -> re.Pattern[str]:
    number, single = number_source(), alternation(words_of_kind("digit"))
    leads = alternation(tuple(row["lead"] for row in data_rows("money_vague")))
    return re.compile(
        rf"(?P<num>{number})(?:\s+(?P<multiple>trăm|chục))?\s*(?P<unit>{UNIT})"
        rf"(?P<parts>(?:[ \u00a0]+{number}(?:\s+(?:trăm|chục))?\s*{UNIT})*)"
        rf"(?:\s+(?P<half>rưỡi)(?!\w)|[ \u00a0]+(?P<tail>[0-9]{{1,3}}|{single})(?!\s*/\s*[0-9])"
        rf"(?=\s*{CURRENCY}|{_followers()}))?"
        rf"(?:\s*(?P<currency>{CURRENCY}))?"
        rf"|(?P<plain>{_SPACED}|{DIGITS})\s*(?P<dong>{CURRENCY})"
        rf"|(?<!\w)(?:(?P<lead>{leads})\s+(?:(?:chục|trăm|nghìn|ngàn)\s+)*|(?:chục|trăm)\s+)"
        rf"(?P<vague>{_BIG})(?:\s*(?P<paid>{CURRENCY}))?"
    )


@cache
def _end_pattern() -> re.Pattern[str]:
    return re.compile(_followers())


def ends_an_amount(view: View, end: int) -> bool:
    """Return whether an amount may end here without đồng: before a mark, a known word, or a line of its own."""
    new_line = _NEW_LINE.match(view.text, end)
    if new_line and (new_line["more"] or not view.text[new_line.end() : new_line.end() + 1].islower()):
        return True
    return _end_pattern().match(view.low, end) is not None


def _parts_value(parts: str, factor: int) -> Fraction | None:
    """Return the sum of lower groups: 250 triệu 500 nghìn; each unit must be smaller than the one before."""
    total = Fraction(0)
    for match in _PART.finditer(parts):
        smaller = _FACTORS[match["unit"]] * _MULTIPLES[match["multiple"] or ""]
        value = read_words_or_digits(match["num"], _FACTORS[match["unit"]])
        if value is None or smaller >= factor or value[0] * smaller >= factor:
            return None
        total, factor = total + value[0] * smaller, smaller
    return total


def _tail_value(match: re.Match[str], factor: int) -> Fraction | None:
    """Return what follows without a unit: half of it (rưỡi), or the next lower group (1 tỷ 2 = 1.2 tỷ).

    Two digits (2 triệu 50) have two readings and are none.
    """
    if match["half"]:
        return Fraction(factor, 2)
    tail = match["tail"]
    if not tail:
        return Fraction(0)
    value = read_words_or_digits(tail, DONG)
    if value is None or not value[0] or (len(tail) == 2 and tail.isdecimal()):
        return None
    return value[0] * (factor // 1000) if len(tail) == 3 and tail.isdecimal() else value[0] * (factor // 10)


def _sum(match: re.Match[str], head: Fraction, factor: int) -> Fraction | None:
    last = match["parts"]
    units = [_FACTORS[part["unit"]] for part in _PART.finditer(last)]
    parts, tail = _parts_value(last, factor), _tail_value(match, units[-1] if units else factor)
    if parts is None or tail is None:
        return None
    return None if (parts or tail) and head.denominator != 1 else head * factor + parts + tail


def whole(value: Fraction | None) -> int | None:
    """Return a value that is a whole number of đồng, None for any other."""
    return int(value) if value is not None and value.denominator == 1 else None


def _with_unit(view: View, match: re.Match[str]) -> Term | None:
    factor = _FACTORS[match["unit"]] * _MULTIPLES[match["multiple"] or ""]
    is_open = not match["currency"] and match["unit"] not in ("tr", "tr.")
    if is_open and not ends_an_amount(view, match.end()):
        return None
    read = read_words_or_digits(match["num"], _FACTORS[match["unit"]])
    bare = is_open and factor < 10**9 and not match["half"]
    if read is None:
        return Term(match.start(), match.end(), None, factor, match["num"], False, bare, ("ambiguous",))
    low = whole(_sum(match, read[0], factor))
    flags = read[1] if low is not None else (*read[1], "ambiguous")
    start = match.start() + read[2]
    return Term(start, match.end(), low, factor, match["num"][read[2] :], False, bare, flags)


def _plain(match: re.Match[str]) -> Term | None:
    read = read_words_or_digits(match["plain"], DONG)
    least = _LEAST_D if match["dong"] == "đ" else _LEAST_DONG
    if read is None:
        doubtful = len(re.findall(r"[0-9]", match["plain"])) > 4
        return Term(match.start(), match.end(), None, 1, match["plain"], flags=("ambiguous",)) if doubtful else None
    if read[0] < least:
        return None
    return Term(match.start(), match.end(), whole(read[0]), 1, match["plain"], flags=read[1])


def _vague(view: View, match: re.Match[str]) -> Term | None:
    money = match["paid"] or match["lead"] in ("tiền", "bạc")
    if not money and (match["vague"] in ("nghìn", "ngàn") or not ends_an_amount(view, match.end())):
        return None
    if match["lead"] in ("tiền", "bạc") and match["vague"] in ("nghìn", "ngàn"):
        return None
    return Term(match.start(), match.end(), None, 1, "", is_vague=True, is_bare=not money)


def _read(view: View, match: re.Match[str]) -> Term | None:
    if match["unit"]:
        return _with_unit(view, match)
    return _plain(match) if match["plain"] else _vague(view, match)


def find_terms(view: View) -> Iterator[Term]:
    """Yield the single amounts of `view` in order, without overlap; ranges are not joined yet."""
    for match in _term_pattern().finditer(view.low):
        term = _read(view, match)
        if term is not None:
            yield term
