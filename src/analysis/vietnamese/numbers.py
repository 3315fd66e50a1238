"""Whole numbers in running text, read as counts.

A count is a whole number that stands alone: not part of a date, a document number, a ratio, a percentage, an
amount of money, a name ("khu 6") or a list ("1.", "Một là"). What it counts is the caller's question.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from analysis.vietnamese import number_context as context
from analysis.vietnamese.number_format import format_decimal, format_integer, format_vnd
from analysis.vietnamese.number_pieces import Piece, join_ranges, pieces_of, whole_value
from analysis.vietnamese.number_view import View, alternation, data_rows, plain_view
from analysis.vietnamese.number_words import read_words

__all__ = [
    "Bound",
    "Malformed",
    "Number",
    "bound_after",
    "bound_before",
    "find_malformed",
    "find_numbers",
    "format_decimal",
    "format_integer",
    "format_vnd",
    "parse_integer",
]

Bound = Literal["exact", "about", "at_least", "at_most", "under"]
_WINDOW = 40
_CODES: dict[str, Bound] = {
    "exact": "exact",
    "about": "about",
    "at_least": "at_least",
    "at_most": "at_most",
    "under": "under",
}
_FROM = re.compile(r"(?<!\w)từ\s+$")
_DOUBLED = re.compile(r"\s*([^()]+?)\s*\(\s*([^()]+?)\s*\)\s*$")


@dataclass(frozen=True, slots=True)
class Number:
    """A count: `low` equals `high` unless a range is printed; the span covers the bound word ("trên 99").

    Flags: `word` written in words only, `ambiguous` a word that is often another word (ba, chín), `year-like`
    four bare digits from 1900 to 2099, `range`, `bracketed` alone in round brackets, `scaled` with nghìn or
    chục, `english-style` commas for thousands.
    """

    low: int
    high: int
    bound: Bound
    start: int
    end: int
    text: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Malformed:
    """A number not to be trusted ("1.2674 hộ"); reason `grouping`, `spaced`, `contradiction` or `range`."""

    start: int
    end: int
    text: str
    reason: str


@cache
def _bounds(side: str) -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in data_rows("number_bounds") if row["side"] == side}


@cache
def _before_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(?P<word>{alternation(tuple(_bounds('before')))})\s*)+(?:từ\s+)?$")


@cache
def _after_pattern(gap: int) -> re.Pattern[str]:
    return re.compile(rf"(?:\s+\w+){{0,{gap}}}?\s+(?P<word>{alternation(tuple(_bounds('after')))})(?!\w)")


def bound_before(low: str, start: int) -> tuple[dict[str, str] | None, int]:
    """Return the row of number_bounds.csv whose phrase stands before `start`, and where it starts."""
    window_start = max(0, start - _WINDOW)
    match = _before_pattern().search(low[window_start:start])
    if match is None:
        return None, start
    return _bounds("before")[" ".join(match["word"].split())], window_start + match.start()


def bound_after(low: str, end: int, gap: int = 4) -> tuple[dict[str, str] | None, int]:
    """Return the row whose phrase ("trở lên") stands at most `gap` words after `end`, and where it ends."""
    match = _after_pattern(gap).match(low, end, end + _WINDOW)
    if match is None:
        return None, end
    return _bounds("after")[" ".join(match["word"].split())], match.end()


def _bound_of(view: View, piece: Piece) -> tuple[Bound, int, int]:
    row, start = bound_before(view.low, piece.start)
    lead = _FROM.search(view.low[max(0, start - 5) : start])
    if lead and (row or piece.is_range):
        start -= len(lead.group())
    end = piece.end
    if row is None:
        row, _ = bound_after(view.low, piece.end)
    return (_CODES[row["bound"]] if row else "exact"), start, end


def _stands_free(view: View, piece: Piece) -> bool:
    if piece.is_word and context.is_other_word(view, piece.start, piece.end):
        return False
    return not (
        context.is_glued(view, piece.start, piece.end)
        or context.is_year(view, piece.start, piece.printed)
        or context.is_label(view, piece.start, piece.low)
        or context.is_list_number(view, piece.start, piece.end)
        or context.is_serial(view, piece.start, piece.end)
        or context.is_not_counted(view, piece.start, piece.end)
    )


def _adjacent(view: View, left: Piece, right: Piece) -> bool:
    return left.is_word == right.is_word and not view.low[left.end : right.start].strip(" \u00a0\t")


def _mark_adjacent(view: View, pieces: list[Piece]) -> list[Piece]:
    """Two counts with only a space between are one misprinted number or two cells: neither is sure."""
    touching = {index for index in range(1, len(pieces)) if _adjacent(view, pieces[index - 1], pieces[index])}
    marked = touching | {index - 1 for index in touching}
    return [replace(p, ok=False, reason="spaced") if i in marked else p for i, p in enumerate(pieces)]


def _flags(view: View, piece: Piece) -> tuple[str, ...]:
    flags = list(piece.flags)
    if context.looks_like_year(piece.printed):
        flags.append("year-like")
    if view.text[piece.start - 1 : piece.start] == "(" and view.text[piece.end : piece.end + 1] == ")":
        flags.append("bracketed")
    return tuple(flags)


def _number(view: View, text: str, piece: Piece) -> Number:
    bound, first, last = _bound_of(view, piece)
    start, end = view.origin(first, last)
    return Number(piece.low, piece.high, bound, start, end, text[start:end], _flags(view, piece))


def _counted_pieces(text: str) -> tuple[View, list[Piece]]:
    view = plain_view(text)
    pieces = join_ranges(view, pieces_of(view))
    kept = [piece for piece in pieces if (piece.ok or piece.reason) and _stands_free(view, piece)]
    return view, _mark_adjacent(view, kept)


def find_numbers(text: str) -> list[Number]:
    """Return the counts in `text` in order, without overlap; never raises.

    >>> found = find_numbers("trên 99 tập thể, từ 5 đến 7 hộ ở khu 6, 15/19 xã")
    >>> [(n.low, n.high, n.bound, n.text) for n in found]
    [(99, 99, 'at_least', 'trên 99'), (5, 7, 'exact', 'từ 5 đến 7')]
    """
    view, pieces = _counted_pieces(text)
    return [_number(view, text, piece) for piece in pieces if piece.ok]


def find_malformed(text: str) -> list[Malformed]:
    """Return what looks like a count but cannot be read with certainty.

    >>> [(m.text, m.reason) for m in find_malformed("1.2674 hộ, 02 (ba) cá nhân")]
    [('1.2674', 'grouping'), ('02 (ba)', 'contradiction')]
    """
    view, pieces = _counted_pieces(text)
    bad = [(*view.origin(p.start, p.end), p.reason) for p in pieces if p.reason]
    return [Malformed(start, end, text[start:end], reason) for start, end, reason in bad]


def parse_integer(text: str) -> int | None:
    """Return the whole number that is all of `text`, None if it is anything else.

    >>> [parse_integer(text) for text in ("1.780", "01 (một)", "hai mươi lăm", "1.2674")]
    [1780, 1, 25, None]
    """
    low = plain_view(text).low.strip()
    doubled = _DOUBLED.match(low)
    if doubled:
        first, second = parse_integer(doubled[1]), parse_integer(doubled[2])
        return first if first == second else None
    value = whole_value(low)[0]
    return value if value is not None else read_words(low.split()) if low else None
