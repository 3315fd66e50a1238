"""Numbers of models, exemplars and movements in a sentence, with the sector stated for each.

Besides "54 mô hình" and "MÔ HÌNH: 22", a breakdown counts without its noun: "54 mô hình, gồm 14 kinh tế, 29 văn hóa -
xã hội" or "(kinh tế: 14; văn hóa: 29)". Two sectors in one breath are no sector.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.count_numbers import is_serial, is_usable
from analysis.extracting.count_scope import PACKAGE, sector_codes
from analysis.vietnamese.number_view import alternation
from analysis.vietnamese.numbers import Number

_END = r"(?=\s*(?:[,;.)]|$)|\s+(?:có|được|đã|và|đạt|với|trong|ở|tại|chiếm|là)(?!\w))"
_TOTAL_END = re.compile(r"\s*(?:[;,.)]|$|(?:và|mô hình)(?!\w))")
_EXTRA = r"(?:\s+(?:\"?dân vận khéo\"?|tập thể|cá nhân|mới|tiêu biểu|điểm|hay|hiệu quả|tiên tiến))*"


@dataclass(frozen=True, slots=True)
class Named:
    """A number of models: `what` as in counts.csv, `sector` its code or "", `part` a breakdown of the one before."""

    what: str
    count: int
    bound: str
    start: int
    end: int
    sector: str = ""
    part: bool = False
    kind: str = ""
    category: str = "title"


@cache
def _nouns() -> dict[str, str]:
    return {row["phrase"]: row["what"] for row in read_rows(PACKAGE, "count_nouns.csv")}


@cache
def counted_noun() -> re.Pattern[str]:
    """Return the pattern of the nouns of count_nouns.csv."""
    return re.compile(rf"\s*(?P<noun>(?:{alternation(tuple(_nouns()))})(?!\w))")


@cache
def _before_total() -> re.Pattern[str]:
    nouns = alternation(tuple(_nouns()))
    return re.compile(
        rf"(?<!\w)(?:(?P<noun>{nouns})\s*:|số\s+(?:lượng\s+)?(?P<far>{nouns})[^,;.:0-9]{{0,50}}(?:là|:))\s*$"
    )


@cache
def _sector_after() -> re.Pattern[str]:
    sectors = alternation(tuple(sector_codes()))
    return re.compile(
        rf"{_EXTRA}\s*(?:(?:về|trong|thuộc|trên)\s+)?(?:các\s+)?(?:lĩnh vực\s+)?(?P<first>{sectors})"
        rf"(?P<more>\s*(?:,|và)\s*(?:{sectors})(?!\w))?(?!\w){_END}"
    )


@cache
def _sector_before() -> re.Pattern[str]:
    sectors = alternation(tuple(sector_codes()))
    return re.compile(
        rf"(?:^|[,;:(.+*-]|(?<!\w)(?:lĩnh vực|về|và|trong đó|gồm))\s*(?P<first>{sectors})\s*(?:có|:|là|gồm)?\s*$"
    )


@cache
def _sector_beside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(tuple(sector_codes()))})\s*$")


def _sector(low: str, start: int, end: int) -> str:
    after = _sector_after().match(low, end)
    if after:
        return "" if after["more"] else _code(after)
    before = _sector_before().search(low[:start])
    # "kinh tế, văn hóa 20 mô hình": two sectors in one breath are no sector
    if not before or _sector_beside().search(low[: before.start()]):
        return ""
    return _code(before)


def _code(match: re.Match[str]) -> str:
    return sector_codes()[" ".join(match["first"].split())]


def _with_noun(text: str, low: str, number: Number) -> Named | None:
    match = counted_noun().match(low, number.end)
    if match and not is_serial(text, number, match.start("noun")):
        what = _nouns()[" ".join(match["noun"].split())]
        sector = _sector(low, number.start, match.end())
        return Named(what, number.low, number.bound, number.start, match.end(), sector)
    total = _before_total().search(low[: number.start])
    if total and _TOTAL_END.match(low, number.end):
        what = _nouns()[" ".join((total["noun"] or total["far"]).split())]
        start = total.start() if total["noun"] else number.start
        return Named(what, number.low, number.bound, start, number.end)
    return None


def _breakdown(low: str, number: Number, what: str) -> Named | None:
    after = _sector_after().match(low, number.end)
    if after and not after["more"]:
        return Named(what, number.low, number.bound, number.start, after.end("first"), _code(after), part=True)
    before = _sector_before().search(low[: number.start])
    if before and _TOTAL_END.match(low, number.end):
        return Named(what, number.low, number.bound, before.start("first"), number.end, _code(before), part=True)
    return None


def find_named(text: str, low: str, numbers: list[Number]) -> Iterator[Named]:
    """Yield the numbers of models, exemplars and movements of a sentence in order."""
    what = ""
    for number in numbers:
        if not is_usable(number, low):
            continue
        named = _with_noun(text, low, number) or (_breakdown(low, number, what) if what else None)
        if named:
            what = named.what
            yield named
