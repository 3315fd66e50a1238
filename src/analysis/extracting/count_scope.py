"""What a count is about besides its number: the period, the place, the movement and the sector stated beside it.

A statement belongs to the count when it stands in the count's own part of the sentence, else to all counts of the
sentence when it opens it. Nothing is taken over from a giver ("UBND huyện Tân Hồng tặng") or from a document cited.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from analysis.datafiles import read_rows
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.dates import Period, find_periods
from analysis.vietnamese.letters import upper_share
from analysis.vietnamese.number_view import View, alternation, plain_view

PACKAGE = "analysis.extracting"
_CAMPAIGN = r"(?:phong trào(?:\s+thi đua)?|cuộc vận động|thi đua)"
_TAIL = r"(?:tư tưởng, đạo đức, phong cách hồ chí minh|tấm gương đạo đức hồ chí minh|bác|gương bác)"
_QUOTED_NAME = re.compile(rf"(?<!\w){_CAMPAIGN}\s*:?\s*\"([^\"]{{3,120}})\"")
_PLACE_LEAD = re.compile(
    r"(?:^|[,;:.(\-+*•]|(?<!\w)(?:tại|ở|địa bàn|thuộc|riêng|toàn|trong đó|có|và|năm \d{4}|nay|qua|trong))\s*$"
)
# "huyện Bắc Sơn 14 tập thể": the number is no part of the name; "Phường 12" keeps its own
_WITHOUT_COUNT = re.compile(r"(\s[^\W\d_]+)\s+\d+$")
# "Các huyện, thị xã, thành phố Huế tặng ...": one of many givers
_AMONG_ALL = re.compile(
    r"(?<!\w)các (?:huyện|quận|thị xã|xã|phường|thị trấn)(?:(?:, | và )(?:huyện|quận|thị xã))*(?:, | và )$"
)
_BODY = re.compile(r"\w+(?: \w+)? (?:đoàn|ủy)")
_BESIDE = re.compile(r"\s*(?:của|thuộc|ở|tại|trên địa bàn)?\s*")
# "...; riêng năm 2014 tặng ..." speaks only of what follows it
_RIVAL = re.compile(r";\s*(?:riêng|trong đó)\s*$|\.\s")
# "27 tập thể đạt TTLĐXS và 3 cá nhân đạt CSTĐ cấp tỉnh năm 2020": the year of these titles, not of what stands around
_OF_TITLE = re.compile(r"(?<!\w)(?:đạt|danh hiệu)\s[^,;:.()]{0,60}$")
_HOLDS_TITLE = re.compile(r"[^,;:.()]{0,30}?(?<!\w)(?:đạt|danh hiệu)\s")
# "Đến hết tháng 3/2015, có 17 tập thể đăng ký": when it was counted
_COUNTED_AT = re.compile(r"(?:^\W*|[,;]\s*|(?<!\w)(?:tính|rà soát)\s+)(?:đến(?: hết| cuối)?|cuối|đầu)(?: ngày)?\s+$")
_COMPARED = re.compile(r"(?<!\w)so với(?: cùng kỳ| cuối| đầu)?\s+$")
_CITED = re.compile(
    r"(?<!\w)(?:số|kế hoạch|quyết định|nghị quyết|đề án|hướng dẫn|luật)\s(?:(?!tặng|khen|công nhận|dương)[^,;.]){0,80}$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stated value and where it stands in the sentence."""

    start: int
    end: int
    value: str


@cache
def _movements() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {row["phrase"]: row["name"] for row in read_rows(PACKAGE, "movements.csv")}
    phrases = alternation(tuple(names))
    pattern = rf"(?<!\w)(?:{_CAMPAIGN}\s*:?\s*(?P<after>{phrases})|(?P<self>học tập và làm theo {_TAIL}))(?!\w)"
    return re.compile(pattern), names


@cache
def names_of_programmes() -> frozenset[str]:
    """Return, in lower case, the movements whose models are all called by their name: 478 mô hình “Dân vận khéo”."""
    return frozenset(row["phrase"] for row in read_rows(PACKAGE, "movements.csv") if row["models"])


def _quoted_names(low: str) -> Iterator[re.Match[str]]:
    """Yield the names in quotes behind a word for a campaign; a closing quote there opens none."""
    return (match for match in _QUOTED_NAME.finditer(low) if low.count('"', 0, match.start(1) - 1) % 2 == 0)


def movement_spans(low: str) -> list[tuple[int, int]]:
    """Return where movements are named: the words in them are no forms ("phong trào Nông dân sản xuất giỏi")."""
    if "phong trào" not in low and "vận động" not in low and "học tập" not in low and "thi đua" not in low:
        return []
    spans = [match.span(1) for match in _quoted_names(low)]
    return spans + [match.span() for match in _movements()[0].finditer(low)]


def find_movements(text: str, low: str) -> list[Span]:
    """Return the movements named in a sentence: a quoted name as printed, a known one by its usual name."""
    quoted = [Span(*m.span(1), " ".join(text[m.start(1) : m.end(1)].split())) for m in _quoted_names(low)]
    pattern, names = _movements()
    for match in pattern.finditer(low):
        if not any(span.start < match.end() and match.start() < span.end for span in quoted):
            phrase = " ".join((match["after"] or match["self"]).split())
            quoted.append(Span(*match.span(), names[phrase]))
    return sorted(quoted, key=lambda span: span.start)


@cache
def sector_codes() -> dict[str, str]:
    """Return the sector phrases of count_fields.csv with their code."""
    return {row["phrase"]: row["field"] for row in read_rows(PACKAGE, "count_fields.csv")}


@cache
def _sector_pattern() -> re.Pattern[str]:
    phrases = alternation(tuple(sector_codes()))
    return re.compile(
        rf"(?<!\w)(?:các\s+)?lĩnh vực\s+(?:phát triển\s+)?(?P<first>{phrases})"
        rf"(?P<more>\s*(?:,|và)\s*(?:{phrases}))?(?!\w)"
    )


def find_sectors(low: str) -> list[Span]:
    """Return the sectors stated with the word "lĩnh vực"; several in one breath are no sector."""
    found = []
    for match in _sector_pattern().finditer(low):
        code = sector_codes()[" ".join(match["first"].split())]
        found.append(Span(*match.span(), "" if match["more"] else code))
    return found


def find_places(text: str, low: str) -> list[Span]:
    """Return communes, districts and provinces that are themselves the subject or the place, not part of a body."""
    if upper_share(text) > 0.8:
        return []
    found = []
    for chain in find_addresses(text):
        units = [unit for unit in chain.units if unit.level != "hamlet"]
        if units and _PLACE_LEAD.search(low[: units[0].start]) and units[0].start == chain.units[0].start:
            place = _WITHOUT_COUNT.sub(r"\1", text[units[0].start : chain.end].strip())
            if not _BODY.fullmatch(place.lower()) and not _AMONG_ALL.search(low[: units[0].start]):
                found.append(Span(units[0].start, units[0].start + len(place), place))
    return found


def find_working_periods(text: str, low: str) -> list[Period]:
    """Return the periods of a sentence, without those in the name of a cited document and days of counting."""
    told = (period for period in find_periods(text) if not _COMPARED.search(low[: period.begin]))
    found = (period for period in told if not _CITED.search(low[: period.begin]))
    return [p for p in found if p.kind in ("year", "years") or not _COUNTED_AT.search(low[: p.begin])]


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated beside one count."""

    period: Period | None = None
    place: str = ""
    movement: str = ""
    sector: str = ""


class SentenceScope:
    """The periods, places, movements and sectors of one sentence, and which of them a count takes."""

    def __init__(self, text: str, low: str) -> None:
        """Find everything once; `low` is `text` in lower case, equally long."""
        self.low = low
        self.periods = find_working_periods(text, low)
        self.places = find_places(text, low)
        self.movements = find_movements(text, low)
        self.sectors = find_sectors(low)

    def spans(self) -> list[tuple[int, int]]:
        """Return where any of them stands."""
        named = [(span.start, span.end) for span in (*self.places, *self.movements, *self.sectors)]
        return named + [(period.begin, period.stop) for period in self.periods]

    def stated(self, leads: list[tuple[int, int]], tails: list[tuple[int, int]]) -> list[Stated]:
        """Return what each count takes, given the words before and after each of them, in order."""
        found: list[Stated] = []
        last = Stated()
        for lead, tail in zip(leads, tails, strict=True):
            own = Stated(
                self._period(lead, tail) or last.period,
                self._place(lead, tail) or last.place,
                self._movement(lead, tail) or last.movement,
                _nearest(self.sectors, lead, tail) or ("" if ";" in self.low[slice(*lead)] else last.sector),
            )
            found.append(own)
            last = own
        return found

    def _period(self, lead: tuple[int, int], tail: tuple[int, int]) -> Period | None:
        if len(self.periods) == 1 and self._speaks_of(self.periods[0], tail):
            return self.periods[0]
        before = [period for period in self.periods if lead[0] <= period.begin and period.stop <= lead[1]]
        after = [period for period in self.periods if tail[0] <= period.begin and period.stop <= tail[1]]
        return before[-1] if before else (after[0] if after else None)

    def _speaks_of(self, period: Period, tail: tuple[int, int]) -> bool:
        """Return whether the only period of the sentence holds for a count with these words behind it."""
        if _RIVAL.search(self.low[tail[0] : max(period.begin, tail[0])]):
            return False
        return not _OF_TITLE.search(self.low[: period.begin]) or bool(_HOLDS_TITLE.match(self.low, *tail))

    def _place(self, lead: tuple[int, int], tail: tuple[int, int]) -> str:
        before = [place for place in self.places if lead[0] <= place.start and place.end <= lead[1]]
        if before:
            return before[-1].value
        after = [place for place in self.places if tail[0] <= place.start]
        if after and _BESIDE.fullmatch(self.low[tail[0] : after[0].start]):
            return after[0].value
        return ""

    def _movement(self, lead: tuple[int, int], tail: tuple[int, int]) -> str:
        names = {span.value for span in self.movements}
        return names.pop() if len(names) == 1 else _nearest(self.movements, lead, tail)


def _nearest(spans: list[Span], lead: tuple[int, int], tail: tuple[int, int]) -> str:
    before = [span.value for span in spans if lead[0] <= span.start and span.end <= lead[1]]
    after = [span.value for span in spans if tail[0] <= span.start and span.end <= tail[1]]
    return before[-1] if before else (after[0] if after else "")


def only_period(text: str, low: str) -> Period | None:
    """Return the period of a paragraph that states exactly one, however often; that of a title is its own."""
    periods = [period for period in find_working_periods(text, low) if not _OF_TITLE.search(low[: period.begin])]
    return periods[0] if len({(period.start, period.end) for period in periods}) == 1 else None


@lru_cache(maxsize=512)
def stated_once(text: str) -> Period | None:
    """Return the one period of a printed paragraph, None if it states none or several."""
    view = plain_view(text)
    return only_period(view.text, view.low)


def moved_period(period: Period | None, by: int) -> Period | None:
    """Return a period with its place in the text moved on by `by` characters."""
    return period and replace(period, begin=period.begin + by, stop=period.stop + by)


def printed_period(period: Period | None, view: View) -> Period | None:
    """Return a period with its place in the text as given, from its place in a view of the text."""
    if period is None:
        return None
    begin, stop = view.origin(period.begin, period.stop)
    return replace(period, begin=begin, stop=stop)
