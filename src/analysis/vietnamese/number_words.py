"""Numerals written in words: "hai mươi lăm" is 25.

Grammar: [thousands nghìn] [hundreds trăm] [tens mươi] [units], as taught in school; regional forms (ngàn, lẻ,
bẩy, tư, lăm, nhăm) are in `data/number_words.csv`. A run of number words that the grammar does not read is no
number: "nuôi ba ba" raises turtles.
"""

import re
from functools import cache

from analysis.vietnamese.number_view import alternation, data_rows

_MOST_WORDS = 20
_BELOW_HUNDRED = re.compile(r"(?:(?P<ten>T)(?P<ten_unit>D|L)?|(?P<tens>D)M(?P<tens_unit>D|L)?|(?P<unit>D))$")


@cache
def word_values() -> dict[str, int]:
    """Return each number word with its value."""
    return {row["word"]: int(row["value"]) for row in data_rows("number_words")}


@cache
def words_of_kind(*kinds: str) -> tuple[str, ...]:
    """Return the number words of the given kinds (digit, inner, tail, ten, tens, scale, joint)."""
    return tuple(row["word"] for row in data_rows("number_words") if row["kind"] in kinds)


@cache
def run_pattern() -> re.Pattern[str]:
    """Return the pattern of an unbroken run of number words that starts with a digit word or mười."""
    start = alternation(words_of_kind("digit", "ten"))
    following = alternation(tuple(word_values()))
    return re.compile(rf"(?<!\w)(?:{start})(?:[ \u00a0]+(?:{following}))*(?!\w)")


def _below_hundred(words: list[str]) -> int | None:
    kinds = {**dict.fromkeys(words_of_kind("digit"), "D"), **dict.fromkeys(words_of_kind("tail"), "L")}
    shape = "".join({"mười": "T", "mươi": "M"}.get(word, kinds.get(word, "?")) for word in words)
    if not words or not _BELOW_HUNDRED.match(shape):
        return None
    values = [word_values()[word] for word in words]
    if shape[0] == "T":
        return sum(values)
    return values[0] * 10 + sum(values[2:]) if len(values) > 1 else values[0]


def _after_hundred(words: list[str]) -> int | None:
    if not words:
        return 0
    if words[0] in words_of_kind("joint"):
        unit = words[1] if len(words) == 2 else ""
        return word_values()[unit] if unit in words_of_kind("digit", "tail") else None
    return _below_hundred(words) if len(words) > 1 or words[0] == "mười" else None


def _below_thousand(words: list[str], inner: bool) -> int | None:
    if "trăm" not in words:
        jointed = inner and words[0] in words_of_kind("joint")
        return _after_hundred(words) if jointed else _below_hundred(words)
    cut = words.index("trăm")
    first = words[0] if cut == 1 else ""
    allowed = words_of_kind("digit", "inner") if inner else words_of_kind("digit")
    rest = _after_hundred(words[cut + 1 :])
    return word_values()[first] * 100 + rest if first in allowed and rest is not None else None


def _split_at(words: list[str], scales: tuple[str, ...]) -> int | None:
    return next((index for index, word in enumerate(words) if word in scales), None)


def _scaled(words: list[str], cut: int, factor: int) -> int | None:
    head = _below_thousand(words[:cut], inner=False) if cut else None
    if head is None:
        return None
    tail = words[cut + 1 :]
    rest = _read(tail, inner=True) if tail else 0
    return head * factor + rest if rest is not None and rest < factor else None


def _read(words: list[str], inner: bool = False) -> int | None:
    for scale in (("triệu",), ("vạn",), ("nghìn", "ngàn")):
        cut = _split_at(words, scale)
        if cut is not None:
            return _scaled(words, cut, word_values()[scale[0]])
    if words and words[-1] in ("chục", "tá"):
        head = _below_hundred(words[:-1])
        return None if head is None else head * word_values()[words[-1]]
    return _below_thousand(words, inner) if words else None


def read_words(words: list[str]) -> int | None:
    """Return the value of lower-case number words, None if they are no numeral.

    >>> read_words("một nghìn không trăm năm mươi tư".split()), read_words(["ba", "ba"])
    (1054, None)
    """
    if len(words) > _MOST_WORDS or any(word not in word_values() for word in words):
        return None
    return _read(words)


def trim_year(words: list[str]) -> tuple[int, int]:
    """Return the slice of a run that is a numeral when "năm" at its edge means "year": hai mươi | năm.

    A lone "năm" is kept. After linh and lẻ, or when the run reads only with it, the last "năm" is five.
    """
    start, stop = 0, len(words)
    if stop > 1 and words[-1] == "năm" and words[-2] not in words_of_kind("joint"):
        stop -= 1
    if stop > 2 and words[0] == "năm" and read_words(words[:stop]) is None:
        start = 1
    return start, stop
