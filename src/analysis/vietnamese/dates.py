"""Dates and periods as printed: "ngày 21 tháng 3 năm 2017", "giai đoạn 2017 - 2020", "quý I/2020".

Only what is complete is returned: "ngày 6/5", "6 tháng đầu năm" without a year and "ngày    tháng   năm 2026"
are no values; an impossible date (31/02/2019) is left out; an open end ("từ năm 2016 đến nay") stays open.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from analysis.vietnamese.number_view import View, alternation, data_rows, plain_view

_YEAR = r"(?:19|20)[0-9]{2}(?![\w/]|[.,][0-9])"
_DAY_FIRST = r"(?<![\w/.,-])[0-9]{1,2}\s?(?P<mark>[/.-])\s?[0-9]{1,2}\s?(?P=mark)\s?[0-9]{4}(?![\w/]|[.,-]\w)"
_ISO = r"(?<![\w/.,-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w/-])"
_SPELT = r"(?<![\w/.,-])[0-9]{1,2}\s*(?:tháng\s*|/\s?)[0-9]{1,2}\s*,?\s*năm\s*[0-9]{4}(?![\w/])"
_DATE = re.compile(rf"{_DAY_FIRST}|{_ISO}|{_SPELT}")
_TO = r"(?:-|đến|tới)(?:\s+hết)?(?:\s+cuối)?"
_ROMAN = r"(?:iii|ii|iv|i|[1-4])"
_MONTH = r"tháng\s*(?:0?[1-9]|1[0-2])"
_DAY = rf"(?:ngày\s+)?(?:{_DAY_FIRST.replace('mark', 'MARK')}|{_SPELT})"
_END = rf"(?:{_DAY}|(?:(?:{_MONTH}|quý\s*{_ROMAN})\s*(?:[/.-]|năm)\s*|năm\s+)?{_YEAR})"
_SHORT_DAY = r"(?:ngày\s+)?[0-9]{1,2}\s?[/.]\s?[0-9]{1,2}(?!\s?[/.]?[0-9])"
_FROM_TO = re.compile(
    rf"(?<!\w)từ\s+(?P<first>{_END.replace('MARK', 'mark1')}|{_MONTH}|{_SHORT_DAY})\s*{_TO}\s+"
    rf"(?P<last>{_END.replace('MARK', 'mark2')}|nay)(?!\w)"
)
_PAIR = rf"(?P<first>{_YEAR})\s*(?:-|đến|tới)\s*(?:năm\s*)?(?P<last>{_YEAR})"
_SCHOOL = re.compile(rf"(?<!\w)năm\s+học\s+{_PAIR}")
_TERM = re.compile(rf"(?<!\w)(?:nhiệm\s+kỳ|lần\s+thứ\s+\w+\s*,?)\s*(?:\w+\s*)?[:(,]?\s*{_PAIR}")
_STAGE = re.compile(
    r"(?<!\w)(?:giai\s+đoạn|thời\s+kỳ|(?:các|những|trong|từ)\s+năm|năm|từ)(?:\s+(?:[ivx]{1,4}|[1-9]))?"
    rf"\s*[:(,]?\s*(?:từ\s+)?(?:năm\s+)?{_PAIR}"
)
_COUNTED = re.compile(rf"(?<![\w/.,-])(?P<count>[0-9]{{1,2}})\s+năm\s*[:(,]?\s*(?:từ\s+)?(?:năm\s+)?{_PAIR}")
_PART = re.compile(
    r"(?<!\w)(?:(?P<months>[0-9]{1,2}|sáu|chín)\s+tháng|(?P<half>nửa))\s*(?P<side>đầu|cuối)?\s*(?:của\s+)?"
    rf"năm(?:\s+(?P<year>{_YEAR})|(?=[^.;\n]{{0,150}}?tháng\s+(?:đầu|cuối)\s+năm\s+(?P<later>{_YEAR})))"
)
_QUARTER = re.compile(
    rf"(?<!\w)quý\s*(?P<first>{_ROMAN})(?:\s*(?:,|và|-|đến)\s*(?:quý\s*)?(?P<last>{_ROMAN}))?"
    rf"\s*(?:[/,-]|,?\s*năm)?\s*(?P<year>{_YEAR})"
)
_MONTHS = re.compile(
    r"(?<!\w)tháng\s*(?P<first>[0-9]{1,2})(?:\s*(?:,|và|-|đến)\s*(?:tháng\s*)?(?P<last>[0-9]{1,2}))?"
    rf"\s*(?:[/.-]|,?\s*năm)\s*(?P<year>{_YEAR})"
)
_YEARS = re.compile(rf"(?<!\w)năm\s+(?P<years>{_YEAR}(?:\s*(?:,|và|,\s*và)\s*(?:năm\s+)?{_YEAR})*)")
_LAW = re.compile(r"(?<!\w)(?:luật|hiến pháp|pháp lệnh)(?!\w)[^;.\n]{0,90}$")
_DIGITS = re.compile(r"[0-9]+")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_WORDS = {"sáu": 6, "chín": 9}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A complete date; `start` and `end` are its place in the text."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end` inclusive (`end` None = open), printed at `begin`..`stop` of the text.

    Kinds: `year years part quarter month months school-year term days since`.
    """

    start: date
    end: date | None
    begin: int
    stop: int
    kind: str


Span = tuple[date, date | None, str]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1800 <= year <= 2100 else None
    except ValueError:
        return None


def _read_date(printed: str) -> date | None:
    first, month, last = (int(digits) for digits in _DIGITS.findall(printed))
    return _date(first, month, last) if first > 31 else _date(last, month, first)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _whole_years(first: int, last: int, kind: str) -> Span | None:
    return (date(first, 1, 1), date(last, 12, 31), kind) if first <= last <= first + 30 else None


def _some_months(year: int, first: int, last: int, kind: str) -> Span | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), _month_end(year, last), kind


def find_dates(text: str) -> list[DateSpan]:
    """Return the complete dates in `text` in order; never raises.

    >>> [str(found.day) for found in find_dates("ngày 09/02/2017, ngày 6/5, 14.5.2011, 21 tháng 3 năm 2017")]
    ['2017-02-09', '2011-05-14', '2017-03-21']
    """
    view = plain_view(text)
    found = [(_read_date(match.group()), match) for match in _DATE.finditer(view.low)]
    return [DateSpan(day, *view.origin(*match.span())) for day, match in found if day]


def _edges(printed: str, year: int | None = None) -> tuple[date, date] | None:
    """Return first and last day of an end of "từ ... đến ...": a date, a month, a quarter or a year."""
    if quarter := _QUARTER.match(printed):
        last = 3 * _QUARTERS[quarter["first"]]
        return date(int(quarter["year"]), last - 2, 1), _month_end(int(quarter["year"]), last)
    values = [int(digits) for digits in _DIGITS.findall(printed)]
    if len(values) == 3:
        day = _read_date(printed)
        return (day, day) if day else None
    if len(values) == 2 and "tháng" not in printed:
        day = _date(year, values[1], values[0]) if year else None
        return (day, day) if day else None
    if "tháng" in printed:
        month, year = values[0], values[1] if len(values) == 2 else year
        return (date(year, month, 1), _month_end(year, month)) if year else None
    return date(values[0], 1, 1), date(values[0], 12, 31)


def _kind_of_end(printed: str) -> str:
    if len(_DIGITS.findall(printed)) == 3:
        return "days"
    return "months" if "tháng" in printed or "quý" in printed else "years"


def _from_to(match: re.Match[str], _view: View) -> Span | None:
    last = _edges(match["last"]) if match["last"] != "nay" else None
    # "từ 01/7 đến 31/10/2025": a short day has its year only from a whole day
    shares = last is not None and (last[0] == last[1] or "tháng" in match["first"])
    first = _edges(match["first"], last[1].year if last and shares else None)
    if first is None or (match["last"] != "nay" and (last is None or last[1] < first[0])):
        return None
    if last is None:
        return first[0], None, "since"
    return first[0], last[1], _kind_of_end(match["last"])


def _school(match: re.Match[str], _view: View) -> Span | None:
    first, last = int(match["first"]), int(match["last"])
    return (date(first, 9, 1), date(last, 8, 31), "school-year") if last == first + 1 else None


def _stage(match: re.Match[str], _view: View) -> Span | None:
    kind = "term" if match.re is _TERM else "years"
    return _whole_years(int(match["first"]), int(match["last"]), kind)


def _counted(match: re.Match[str], _view: View) -> Span | None:
    """Read "3 năm (2016-2018)"; an anniversary (60 năm, 1960-2020) is no period of work."""
    first, last, count = int(match["first"]), int(match["last"]), int(match["count"])
    return _whole_years(first, last, "years") if count <= 10 and last - first in (count, count - 1) else None


def _part(match: re.Match[str], _view: View) -> Span | None:
    months = 6 if match["half"] else _MONTH_WORDS.get(match["months"]) or int(match["months"])
    if match["half"] and not match["side"]:
        return None
    first = 13 - months if match["side"] == "cuối" else 1
    return _some_months(int(match["year"] or match["later"]), first, first + months - 1, "part")


def _quarter(match: re.Match[str], _view: View) -> Span | None:
    first, last = _QUARTERS[match["first"]], _QUARTERS[match["last"] or match["first"]]
    return _some_months(int(match["year"]), 3 * first - 2, 3 * last, "quarter")


def _months(match: re.Match[str], _view: View) -> Span | None:
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return _some_months(int(match["year"]), first, last, "months" if match["last"] else "month")


@cache
def _leads() -> tuple[re.Pattern[str], dict[str, str]]:
    effects = {row["phrase"]: row["effect"] for row in data_rows("date_year_leads")}
    return re.compile(rf"(?<!\w)(?P<word>{alternation(tuple(effects))})\s+$"), effects


def _years(match: re.Match[str], view: View) -> Span | None:
    """Read "năm 2019" and "năm 2020, 2021"; the words before say whether it is a limit, a birth or a law."""
    pattern, effects = _leads()
    before = view.low[max(0, match.start() - 100) : match.start()]
    lead = pattern.search(before)
    effect = effects[" ".join(lead["word"].split())] if lead else ""
    years = [int(digits) for digits in _DIGITS.findall(match["years"])]
    if effect == "skip" or _LAW.search(before):
        return None
    if effect == "since":
        return date(years[0], 1, 1), None, "since"
    if years != list(range(years[0], years[0] + len(years))):
        return None
    return _whole_years(years[0], years[-1], "years" if len(years) > 1 else "year")


Reader = Callable[[re.Match[str], View], Span | None]
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_SCHOOL, _school),
    (_TERM, _stage),
    (_COUNTED, _counted),
    (_STAGE, _stage),
    (_PART, _part),
    (_QUARTER, _quarter),
    (_MONTHS, _months),
    (_YEARS, _years),
)


def _claim(taken: bytearray, span: tuple[int, int]) -> bool:
    if any(taken[slice(*span)]):
        return False
    taken[slice(*span)] = bytes([1]) * (span[1] - span[0])
    return True


def _matches(view: View, taken: bytearray) -> Iterator[tuple[re.Match[str], Reader]]:
    """Yield what no earlier pattern claimed; an unreadable phrase keeps its words from the later patterns."""
    yield from ((m, _from_to) for m in _FROM_TO.finditer(view.low) if _claim(taken, m.span()))
    for match in _DATE.finditer(view.low):
        _claim(taken, match.span())
    for pattern, reader in _READERS:
        yield from ((m, reader) for m in pattern.finditer(view.low) if _claim(taken, m.span()))


def find_periods(text: str) -> list[Period]:
    """Return the periods in `text` in order, without overlap; never raises.

    >>> [(str(p.start), str(p.end), p.kind) for p in find_periods("6 tháng cuối năm 2019, từ 2016 đến nay")]
    [('2019-07-01', '2019-12-31', 'part'), ('2016-01-01', 'None', 'since')]
    """
    view = plain_view(text)
    found = [(match, reader(match, view)) for match, reader in _matches(view, bytearray(len(view.low)))]
    periods = [Period(span[0], span[1], *view.origin(*m.span()), span[2]) for m, span in found if span]
    return sorted(periods, key=lambda period: period.begin)
