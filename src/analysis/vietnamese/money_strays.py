"""Digits that touch an amount on its left: part of it ("1 ,7 tỉ"), another number ("khu 6 200 triệu"), or a doubt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from analysis.vietnamese.money_numbers import read_words_or_digits
from analysis.vietnamese.money_terms import UNIT, Term, whole
from analysis.vietnamese.number_context import is_label, is_year
from analysis.vietnamese.number_view import View, alternation, data_rows

_MOST_ALONE = 100
_TOUCHING = re.compile(r"(?P<num>[0-9]{1,3})(?P<gap>[ \u00a0]+[.,][ \u00a0]?|[.,][ \u00a0]+|[ \u00a0]+)$")
_AFTER_UNIT = re.compile(rf"{UNIT}[ \u00a0]+$")


@cache
def _introduced() -> re.Pattern[str]:
    rows = [*data_rows("money_cues"), *data_rows("number_bounds")]
    words = tuple(row["phrase"] for row in rows if row.get("role") in (None, "measure", "neutral"))
    return re.compile(rf"(?<!\w)(?:{alternation(words)})\s*$")


def _is_other_number(view: View, start: int, printed: str) -> bool:
    """Return whether the digits at `start` belong to a name or a year and not to the amount after them."""
    return is_label(view, start, int(printed)) or is_year(view, start, printed)


def _is_parted(view: View, term: Term, touching: re.Match[str]) -> bool:
    """Return whether the two runs of digits are one number: a space before the comma, or a word that wants one."""
    gap = touching["gap"]
    if gap.strip() == "." and len(term.number) != 3:
        return False
    if gap.strip() == "," and gap[0] != ",":
        return True
    alone = len(view.low) < _MOST_ALONE and not (view.low[: touching.start()].strip() or view.low[term.end :].strip())
    before = view.low[max(0, touching.start() - 30) : touching.start()]
    return bool(gap.strip()) and (alone or _introduced().search(before) is not None)


def _repaired(view: View, term: Term, touching: re.Match[str]) -> Term:
    """Join digits that a stray space has parted ("1 ,7 tỉ", "1. 200 triệu") where one reading is possible."""
    joined = f"{touching['num']}{touching['gap'].strip()}{term.number}"
    value = read_words_or_digits(joined, term.factor) if _is_parted(view, term, touching) else None
    if value is None or term.low is None or term.low % term.factor:
        return replace(term, start=touching.start(), low=None, flags=("ambiguous",))
    low = whole(value[0] * term.factor)
    flags = tuple(dict.fromkeys((*term.flags, *value[1], "ocr-repaired")))
    return replace(term, start=touching.start(), low=low, number=joined, flags=flags)


def _mended(view: View, term: Term, floor: int) -> Term:
    """Look for digits that touch the amount on its left; they are part of it, another number, or make it unsure."""
    if term.is_vague or not term.number[:1].isdecimal():
        return term
    if _AFTER_UNIT.search(view.low, max(0, term.start - 8), term.start):
        return replace(term, low=None, flags=("ambiguous",))
    touching = _TOUCHING.search(view.low, max(floor, term.start - 8), term.start)
    if touching is None or re.match(r"[\w/]", view.low[touching.start() - 1 : touching.start()]):
        return term
    if _is_other_number(view, touching.start(), touching["num"]):
        return term
    return _repaired(view, term, touching)


def mend(view: View, terms: Iterable[Term]) -> Iterator[Term]:
    """Yield `terms` with the digits that touch them on the left; no term reaches back into the one before."""
    floor = 0
    for term in terms:
        mended = _mended(view, term, floor)
        floor = mended.end
        yield mended
