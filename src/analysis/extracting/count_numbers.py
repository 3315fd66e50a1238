"""Which numbers of a sentence may be a count at all."""

import re
from dataclasses import replace

from analysis.vietnamese.numbers import Number, find_numbers, parse_integer

_UNSURE = {"range", "bracketed", "scaled"}
_NEAR_YEAR = re.compile(r"(?<!\w)(?:có|cho|khen thưởng|tặng|công nhận|biểu dương|là)\s+$")

_BLANKS = dict.fromkeys(map(ord, "\t\r\v\f\u00a0\u2007\u2009\u202f\u3000"), " ")


def plain_spaces(text: str) -> str:
    r"""Return `text` with every kind of blank but the line feed as a space, one for one.

    >>> plain_spaces("12\u00a0tập\tthể")
    '12 tập thể'
    """
    return text.translate(_BLANKS)


# "Tổng số: 124." and "(kinh tế: 14)": what closes the sentence or the bracket makes no list number of it
_CLOSED_TOTAL = re.compile(r"(:\s*\d[\d.]*?)([.)]+)(?=\s*(?:$|[;,]))|(\([^()]*:\s*\d[\d.]*)(\)[.)]*)")


# "1.036/1.450 hộ"; "5/2015" is a month
_RATIO = re.compile(r"(?<![\w./,-])(\d[\d.]*)/(\d[\d.]*)(?=\s+[^\W\d_])")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_counts(text: str) -> list[Number]:
    """Return the numbers of a text, totals at the end of a sentence or a bracket among them; a ratio is none.

    >>> [number.low for number in find_counts("Tổng số mô hình (kinh tế: 14), mới: 3; 12/15 xã.")]
    [14, 3]
    """
    return find_numbers(_CLOSED_TOTAL.sub(_without_close, text))


def find_parts(text: str) -> list[tuple[Number, int]]:
    """Return the ratios of a text as part and whole.

    >>> [(part.low, whole) for part, whole in find_parts("1.036/1.450 hộ, ngày 5/2019")]
    [(1036, 1450)]
    """
    found = []
    for match in _RATIO.finditer(text):
        part, whole = parse_integer(match[1]), parse_integer(match[2])
        if part is not None and whole is not None and part <= whole and not _YEAR.fullmatch(match[2]):
            found.append((Number(part, part, "exact", *match.span(), match[0]), whole))
    return found


def _without_close(match: re.Match[str]) -> str:
    return (match[1] or match[3]) + " " * len(match[2] or match[4])


def is_usable(number: Number, low: str) -> bool:
    """Return whether a number is one sure value; four bare digits like a year only behind "có", "cho" and the like."""
    if number.low != number.high or number.low == 0 or _UNSURE & set(number.flags):
        return False
    return "year-like" not in number.flags or bool(_NEAR_YEAR.search(low[: number.start]))


def is_serial(text: str, number: Number, noun: int) -> bool:
    """Return whether a number that opens the text is a row number: "3 Tập thể cán bộ ..." (`noun`: its position)."""
    opens = not text[: number.start].strip(" -+*•")
    return opens and text[noun].isupper() and text[noun + 1 : noun + 2].islower()


def numbers_within(numbers: list[Number], start: int, end: int) -> list[Number]:
    """Return the numbers of a sentence with positions counted from its start."""
    inner = [number for number in numbers if start <= number.start and number.end <= end]
    return [replace(number, start=number.start - start, end=number.end - start) for number in inner]


def blanked(low: str, span: tuple[int, int], hidden: list[tuple[int, int]]) -> str:
    """Return the words of a span without what is hidden, so that only words of no known meaning are left."""
    letters = list(low)
    for start, end in hidden:
        letters[start:end] = " " * (end - start)
    return "".join(letters[slice(*span)])
