"""From digits and number words to values: grouping, scales, "01 (một)" and ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from analysis.vietnamese.number_view import View, alternation
from analysis.vietnamese.number_words import read_words, run_pattern, trim_year, word_values, words_of_kind

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+$")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}$")
_PLAIN = re.compile(r"(?:0[0-9]?[0-9]|[0-9]|[1-9][0-9]*)$")
_DECIMAL = re.compile(r"[0-9]{1,6},[0-9]{1,9}$")
_DAY = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$")
_LONG_GROUP = re.compile(r"[.,][0-9]{3}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_RANGE_GAP = re.compile(r"\s?-\s?|\s+(?:đến|tới)\s+")
_AMBIGUOUS = ("ba", "chín")
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Piece:
    """A number in a view; `ok` is false if it is none, `reason` says why if it looks like one."""

    low: int
    high: int
    start: int
    end: int
    printed: str
    is_word: bool = False
    is_range: bool = False
    ok: bool = True
    reason: str = ""
    flags: tuple[str, ...] = ()


def whole_value(printed: str) -> tuple[int | None, tuple[str, ...]]:
    """Return the value of digits with their separators and its flags; None if they are no whole number.

    Dot and exactly three digits are thousands; commas only where two groups leave no doubt (1,200,000).
    """
    if len(printed) > _MOST_DIGITS + 5:
        return None, ()
    if _PLAIN.match(printed):
        return int(printed), ()
    if _GROUPED.match(printed):
        return int(printed.replace(".", "")), ()
    if _ENGLISH.match(printed):
        return int(printed.replace(",", "")), ("english-style",)
    return None, ()


def _digit_piece(match: re.Match[str]) -> Piece:
    printed = match.group()
    value, flags = whole_value(printed)
    if value is not None:
        return Piece(value, value, match.start(), match.end(), printed, flags=flags)
    doubtful = _LONG_GROUP.search(printed) and not _DAY.match(printed) and len(printed) <= _MOST_DIGITS
    return Piece(0, 0, match.start(), match.end(), printed, ok=False, reason="grouping" if doubtful else "")


def _word_piece(match: re.Match[str]) -> Piece | None:
    words = match.group().split()
    first, stop = trim_year(words)
    value = read_words(words[first:stop])
    if value is None:
        return None
    start, end = match.start() + len(" ".join(words[:first])) + (first > 0), match.end()
    end -= len(" ".join(words[stop:])) + (stop < len(words))
    lone = words[first] if stop == first + 1 else ""
    flags = ("word", "ambiguous") if lone in _AMBIGUOUS else ("word",)
    return Piece(value, value, start, end, match.group(), is_word=True, flags=flags, ok=lone != "năm")


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<word>{alternation(words_of_kind('scale'))})(?!\w)")


def _scaled(view: View, piece: Piece) -> Piece:
    match = _scale().match(view.low, piece.end)
    if match is None or not (piece.ok or _DECIMAL.match(piece.printed)):
        return piece
    factor = word_values()[match["word"]]
    exact = factor * (Fraction(piece.low) if piece.ok else Fraction(piece.printed.replace(",", ".")))
    if exact.denominator != 1 or _scale().match(view.low, match.end()):
        return replace(piece, ok=False, reason="")
    value, printed = int(exact), view.low[piece.start : match.end()]
    flags = (*piece.flags, "scaled")
    return Piece(value, value, piece.start, match.end(), printed, flags=flags)


def _doubled(view: View, left: Piece, right: Piece) -> Piece | None:
    """Read "01 (một)" as one number, and "02 (ba)" as none."""
    if left.is_word == right.is_word or view.low[left.end : right.start].strip() != "(":
        return None
    closing = re.compile(r"\s*\)").match(view.low, right.end)
    if closing is None:
        return None
    both = replace(left, end=closing.end(), is_word=False, ok=True, flags=())
    return both if left.low == right.low else replace(both, ok=False, reason="contradiction")


def _paired(view: View, pieces: list[Piece]) -> Iterator[Piece]:
    index = 0
    while index < len(pieces):
        both = _doubled(view, pieces[index], pieces[index + 1]) if index + 1 < len(pieces) else None
        yield both or pieces[index]
        index += 2 if both else 1


def pieces_of(view: View) -> list[Piece]:
    """Return digits and number words of `view` in order, readable or not, with scales and doubles applied."""
    pieces = [_scaled(view, _digit_piece(match)) for match in _DIGITS.finditer(view.low)]
    pieces += [piece for match in run_pattern().finditer(view.low) if (piece := _word_piece(match))]
    return list(_paired(view, sorted(pieces, key=lambda piece: piece.start)))


def _range(left: Piece, right: Piece) -> Piece:
    """Join two ends; a scale after the second belongs to both (5 - 7 nghìn)."""
    low = left.low
    if "scaled" in right.flags and "scaled" not in left.flags and low < right.high:
        low *= right.low // (whole_value(right.printed.split()[0])[0] or 1)
    sure = left.ok and right.ok and low < right.high
    flags = tuple(dict.fromkeys((*left.flags, *right.flags, "range")))
    reason = "" if sure or not (left.ok and right.ok) else "range"
    printed = f"{left.printed}-{right.printed}"
    return Piece(low, right.high, left.start, right.end, printed, left.is_word, True, sure, reason, flags)


def _years(left: Piece, right: Piece) -> bool:
    return all(_YEAR.fullmatch(piece.printed) for piece in (left, right))


def _chain(view: View, pieces: list[Piece], index: int) -> int:
    """Return how many pieces from `index` on are tied by dashes or đến: a range has two, a date has three."""
    stop = index + 1
    while stop < len(pieces) and _RANGE_GAP.fullmatch(view.low, pieces[stop - 1].end, pieces[stop].start):
        stop += 1
    return stop - index


def join_ranges(view: View, pieces: list[Piece]) -> list[Piece]:
    """Join "5-7" and "5 đến 7" into one piece; drop longer chains (11-11-2019) and pairs of years."""
    joined: list[Piece] = []
    index = 0
    while index < len(pieces):
        length = _chain(view, pieces, index)
        if length == 1:
            joined.append(pieces[index])
        elif length == 2 and not _years(pieces[index], pieces[index + 1]):
            joined.append(_range(pieces[index], pieces[index + 1]))
        index += length
    return joined
