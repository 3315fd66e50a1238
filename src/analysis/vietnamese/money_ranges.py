"""Two printed numbers that are one statement: a range ("300 - 500 triệu"), or two points in time ("từ 30 lên 45").

A unit after a range belongs to both ends. Where the ends do not fit ("500 - 1 tỷ", "1 - 300 triệu") nothing is read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from analysis.vietnamese.money_numbers import read_words_or_digits
from analysis.vietnamese.money_terms import Term, number_source
from analysis.vietnamese.money_units import read_suffix
from analysis.vietnamese.number_context import is_label, is_year
from analysis.vietnamese.number_view import View, alternation, data_rows

_WIDEST = 50
_WINDOW = 60
_RISES = re.compile(r"(?<!\w)(?:tăng|giảm|nâng)(?:\s+\w+){0,4}\s+$")
_IN_YEAR = r"(?:\s*[(,]?\s*(?:vào\s+)?(?:đầu\s+|cuối\s+)?(?:năm|tháng\s+[0-9]{1,2}/)\s*[0-9]{4}\s*\)?)"
_UP = r"(?:tăng\s+|nâng\s+|giảm\s+)?(?:lên|xuống|còn)(?:\s+(?:đến|tới|còn|thành|trên|mức))?"
_TO = r"(?:-|~|đến|tới|cho\s+đến)"


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount of one or two ends; `low` and `high` in đồng, None where nothing can be read."""

    low: int | None
    high: int | None
    start: int
    end: int
    is_range: bool
    is_vague: bool
    is_bare: bool
    flags: tuple[str, ...]


@cache
def _bounds() -> str:
    rows = data_rows("number_bounds")
    return alternation(tuple(row["phrase"] for row in rows if row["side"] == "before"))


@cache
def _range_gap() -> re.Pattern[str]:
    return re.compile(rf"\s*{_TO}\s*(?:(?:{_bounds()})\s*)?")


@cache
def _change_gap() -> re.Pattern[str]:
    changed = rf"{_IN_YEAR}?\s*,?\s*{_UP}|{_IN_YEAR}\s*,?\s*{_TO}"
    return re.compile(rf"(?:{changed})\s*(?:(?:{_bounds()})\s*)?")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?P<num>{number_source()})\s*(?:(?P<to>{_TO})|(?P<up>{_UP}))\s*(?:(?:{_bounds()})\s*)?$")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)từ\s+(?:(?:{_bounds()})\s*)?$")


def _single(term: Term) -> Statement:
    return Statement(term.low, term.low, term.start, term.end, False, term.is_vague, term.is_bare, term.flags)


def _flags(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for part in parts for flag in part))


def _range(low: int | None, last: Statement, start: int, flags: tuple[str, ...], bare: bool) -> Statement:
    high = last.high
    fits = low is not None and high is not None and low < high <= low * _WIDEST
    if not fits:
        return replace(last, low=None, high=None, start=start, flags=_flags(flags, last.flags, ("ambiguous",)))
    return Statement(low, high, start, last.end, True, False, bare, _flags(flags, last.flags))


def _from_word(view: View, start: int) -> re.Match[str] | None:
    return _from().search(view.low, max(0, start - _WINDOW), start)


def _is_rise(view: View, start: int) -> bool:
    """Return whether "tăng ... từ" stands before: then đến leads to a second point in time and not to an upper end."""
    lead = _from_word(view, start)
    if lead is None:
        return False
    return _RISES.search(view.low, max(0, lead.start() - _WINDOW), lead.start()) is not None


def _two_points(first: Statement, last: Statement) -> list[Statement]:
    return [
        replace(first, is_bare=first.is_bare and last.is_bare, flags=_flags(first.flags, ("earlier",))),
        replace(last, flags=_flags(last.flags, ("second-point-in-time",))),
    ]


def _joined(view: View, first: Statement, last: Statement) -> list[Statement] | None:
    """Join two statements that have a unit each, None if they are not tied."""
    if first.is_vague or last.is_vague or first.is_range or "ambiguous" in last.flags:
        return None
    gap = view.low[read_suffix(view, first.end).end : last.start]
    lead = _from_word(view, first.start)
    if _range_gap().fullmatch(gap):
        if _is_rise(view, first.start):
            return _two_points(first, last)
        return [_range(first.low, last, first.start, first.flags, first.is_bare and last.is_bare)]
    return _two_points(first, last) if lead and _change_gap().fullmatch(gap) else None


def _is_head(view: View, match: re.Match[str]) -> bool:
    printed, start = match["num"], match.start()
    if view.low[start - 1 : start] in ("/", "-"):
        return False
    return not printed.isdecimal() or not (is_year(view, start, printed) or is_label(view, start, int(printed)))


def _with_head(view: View, term: Term, floor: int) -> list[Statement]:
    """Look left of a lone amount for a number that shares its unit: "300 đến | 500 triệu"."""
    last = _single(term)
    match = None if term.low is None else _head().search(view.low, max(floor, term.start - _WINDOW), term.start)
    if match is None or not _is_head(view, match):
        return [last]
    read = read_words_or_digits(match["num"], term.factor)
    low = int(read[0] * term.factor) if read else None
    start = match.start() + (read[2] if read else 0)
    flags = read[1] if read else ()
    if match["up"] and not _from_word(view, start):
        return [last]
    if match["up"] or _is_rise(view, start):
        first = Statement(low, low, start, match.end("num"), False, False, term.is_bare, flags)
        return _two_points(first, last)
    return [_range(low, last, start, flags, term.is_bare)]


def join_statements(view: View, terms: Iterable[Term]) -> list[Statement]:
    """Return the statements of `view` in order: single amounts, ranges, and both points of a change."""
    statements: list[Statement] = []
    for term in terms:
        tied = _joined(view, statements[-1], _single(term)) if statements else None
        if tied:
            statements[-1:] = tied
        else:
            floor = statements[-1].end if statements else 0
            statements.extend(_with_head(view, term, floor))
    return statements
