"""What an amount is stated per: a period ("/năm", "mỗi vụ") and a bearer ("/người", "/ha", "mỗi hộ").

The words and their codes are in `data/money_units.csv`. A word that is not there is kept as a unit with a flag.
"""

import re
from dataclasses import dataclass
from functools import cache

from analysis.vietnamese.number_view import View, alternation, data_rows

_MONEY_WORDS = "tỷ|tỉ|triệu|nghìn|ngàn|tr|đồng|đ"
_ONE = re.compile(r"0?1")


@dataclass(frozen=True, slots=True)
class Suffix:
    """Period and bearer stated at an amount, "" where none is, with the words behind them; `end` of what was read."""

    period: str
    per: str
    word: str
    flags: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A period or bearer stated before an amount: slot, code, word, place, and whether it is tied by a slash."""

    slot: str
    code: str
    word: str
    start: int
    end: int
    is_slash: bool


@cache
def unit_rows() -> dict[str, dict[str, str]]:
    """Return the rows of money_units.csv by word."""
    return {row["word"]: row for row in data_rows("money_units")}


def _words(slot: str = "") -> str:
    return alternation(tuple(word for word, row in unit_rows().items() if slot in ("", row["slot"])))


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(
        rf"\s*/\s*(?:(?P<count>[0-9][0-9.,]*)\s*)?(?P<slash>{_words()})(?!\w)"
        rf"|\s*/\s*(?!(?:{_MONEY_WORDS})(?!\w))(?P<unknown>[^\W\d_]+)"
        rf"|\s+(?:bình\s+quân\s+)?(?:(?:trên|cho|tính|trong)\s+)?(?:mỗi|một|0?1|từng)\s+(?P<said>{_words()})(?!\w)"
        rf"|\s+(?:hàng|hằng|trên)\s+(?P<every>{_words()})(?!\w)(?!\s+[0-9])"
    )


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:mỗi|từng)\s+(?P<each>{_words()})(?!\w)"
        rf"|(?<!\w)(?:hàng|hằng|cả)\s+(?P<every>{_words('period')})(?!\w)"
        rf"|(?<!\w)(?<!sau )(?<!hơn )(?<!gần )(?<!trong )(?<!được )(?<!qua )(?<!chỉ )(?<!mới )"
        rf"(?:một|0?1)\s+(?P<one>{_words('period')})(?!\w)(?!\s+(?:qua|sau|trước|nay|lần))"
        rf"|(?<!\w)(?:bình\s+quân|trung\s+bình)\s+(?:(?:mỗi|một|0?1|trên|theo)\s+)*(?P<mean>{_words()})(?!\w)"
        rf"|(?:(?<=thu nhập )|(?<=giá trị )|(?<=sản xuất )|(?<=lợi nhuận )|(?<=doanh thu ))"
        rf"trên\s+(?:(?:mỗi|một|0?1)\s+)?(?P<area>{_words('per')})(?!\w)"
        rf"|(?<=\w)\s*/\s*(?P<slash>{_words()})(?!\w)"
        rf"|(?<!\w)mỗi\s+(?P<other>[^\W\d_]+)"
    )


def _code(word: str) -> tuple[str, str]:
    row = unit_rows().get(" ".join(word.split()))
    return (row["slot"], row["code"]) if row else ("per", "unit")


def _flags_of(match: re.Match[str], slot: str, code: str) -> tuple[str, ...]:
    counted = match["count"] is not None and not _ONE.fullmatch(match["count"])
    flags = ["unknown-unit"] if match["unknown"] else []
    return (*flags, "other-period") if slot == "period" and (counted or code == "other") else tuple(flags)


def read_suffix(view: View, end: int, limit: int | None = None) -> Suffix:
    """Read "/người/tháng", "/ năm", "một năm", "trên ha" right after an amount that ends at `end`, up to `limit`.

    >>> from analysis.vietnamese.number_view import plain_view
    >>> found = read_suffix(plain_view("đồng/người/tháng"), 4)
    >>> found.period, found.per, found.end
    ('month', 'person', 16)
    """
    stated: dict[str, str] = {}
    word = ""
    flags: tuple[str, ...] = ()
    stop = len(view.low) if limit is None else limit
    while (match := _suffix().match(view.low, end, stop)) and not view.text[end : match.end()].lstrip()[:1].isupper():
        text = next(match[name] for name in ("slash", "unknown", "said", "every") if match[name])
        slot, code = _code(text)
        found = _flags_of(match, slot, code)
        flags, end = (*flags, *found), match.end()
        stated.setdefault(slot, "none" if "other-period" in found else code)
        word = text if slot == "per" and not word else word
    return Suffix(stated.get("period", ""), stated.get("per", ""), word, flags, end)


def marks_before(view: View, start: int, end: int) -> list[Mark]:
    """Return the periods and bearers stated between two positions: "mỗi năm", "bình quân đầu người"."""
    marks = []
    for match in _prefix().finditer(view.low, start, end):
        word = next(group for group in match.groups() if group)
        slot, code = _code(word)
        marks.append(Mark(slot, code, word, match.start(), match.end(), match["slash"] is not None))
    return marks
