"""Numbers of recipients in a sentence: "06 tập thể", "12 lượt hộ", "288 chiến sĩ thi đua cơ sở", "Tập thể: 12".

A title counts its bearers. A number of awards ("12 Bằng khen") counts awards, and one award goes to one recipient: it
is kept with the kind stated behind it ("cho cá nhân"), the only kind the form is for (flags go to collectives), or
`combined`; but it is left out wherever the recipients themselves are counted ("18 cờ thi đua cho 25 tập thể").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.count_numbers import is_serial, is_usable
from analysis.extracting.reward_words import DEEDS, PACKAGE, Form, Token, forms, spaced_words
from analysis.vietnamese.number_view import alternation
from analysis.vietnamese.numbers import Number

_JOIN = r"\s*(?:,|/|&|(?<!\w)và(?!\w)|(?<!\w)hoặc(?!\w))\s*"
_AFTER_TOTAL = re.compile(r"\s*(?:[;,.()]|$|(?:được|đã|và)(?!\w))")
_TO_KINDS = re.compile(r"[^;.:0-9]{0,80}?(?<!\w)(?:cho|tới|đến|đối với)\s+(?:các\s+|những\s+)?")
_FIVE = re.compile(
    r"(?<!\w)(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\s+(?:tập thể|cá nhân|hộ|đơn vị)(?:\s*,|\s+và)\s+(năm)"
    r"\s+(?:tập thể|cá nhân|hộ|đơn vị)(?!\w)"
)
# "Ông đã được tặng 3 Bằng khen": awards of one recipient; of a whole unit ("toàn tỉnh được tặng") they are a count
_OWN_TALLY = re.compile(r"(?<!\w)(?:được|(?<!ghi )nhận|đón nhận|đạt|giành)\s(?:[^;.]{0,60}[\s,])?$")
_WHOLE = re.compile(
    r"(?<!\w)(?:toàn|địa bàn|các tập thể|các đơn vị)(?!\w)|"
    r"(?:^|[,;]\s*|(?<!\w)nay\s+)(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường)(?: nhà| ta)?\s+"
    r"(?:đã\s+)?(?:vinh dự\s+)?được(?!\w)"
)
# "112 TT và 453 CN": alone either may mean a town or an industry
_SHORT = (re.compile(r"(?<!\w)tt(?!\w)"), re.compile(r"(?<!\w)cn(?!\w)"))
_CLAUSE_STOP = re.compile(r"[;.]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with what it counts; `category` is `recipient`, `title` or `object`.

    `sure` marks a noun that can only be a recipient here; `givers` are the levels named behind an award.
    """

    kind: str
    count: int
    bound: str
    start: int
    end: int
    category: str
    form: str = ""
    occasions: bool = False
    sure: bool = False
    givers: tuple[str, ...] = ()


@cache
def _nouns() -> dict[str, tuple[str, bool]]:
    rows = read_rows(PACKAGE, "count_recipients.csv")
    return {row["phrase"]: (row["recipient_kind"], row["strength"] == "sure") for row in rows}


@cache
def _counted_forms() -> dict[str, Form]:
    return {phrase: form for phrase, form in forms().items() if form.category in ("title", "object")}


@cache
def _quality() -> str:
    return alternation(tuple(r["phrase"] for r in read_rows(PACKAGE, "count_glue.csv") if r["use"] == "quality"))


@cache
def noun_pattern() -> str:
    """Return the expression of every noun, title and form that a number may count."""
    return rf"(?:{alternation((*_nouns(), *_counted_forms()))})(?!\w)"


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<times>lượt\s+)?(?:danh hiệu\s+|gương\s+)?\"?(?P<noun>{noun_pattern()})")


@cache
def _more_nouns() -> re.Pattern[str]:
    sure = alternation((*(noun for noun, (_, strong) in _nouns().items() if strong), "hộ", "gia đình", "đơn vị"))
    return re.compile(rf"(?:\s+(?:{_quality()}))*{_JOIN}(?P<noun>(?:{sure})(?!\w))")


@cache
def _same_kind(kind: str) -> re.Pattern[str]:
    nouns = alternation(tuple(noun for noun, (of, _) in _nouns().items() if of == kind))
    return re.compile(rf"{_JOIN}(?P<noun>(?:{nouns})(?!\w))")


@cache
def _before_total() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<noun>{noun_pattern()})\"?\s*:|số\s+(?P<times>lượt\s+)?(?P<far>{noun_pattern()})"
        rf"(?P<also>{_JOIN}{noun_pattern()})?[^,;.:0-9]{{0,50}}(?:là|:))\s*$"
    )


def _read(phrase: str) -> tuple[str, str, str, bool]:
    """Return kind, category, form and sureness of a counted noun."""
    if phrase in _nouns():
        kind, sure = _nouns()[phrase]
        return kind, "recipient", "", sure
    form = _counted_forms()[phrase]
    return form.recipient_kind or "combined", form.category, form.code, True


def _joined_kinds(low: str, kind: str, end: int) -> tuple[str, int]:
    """Return the kind of "tập thể, cá nhân" after its first noun, and where the last noun ends."""
    while more := _more_nouns().match(low, end) or _same_kind(kind).match(low, end):
        noun = more["noun"]
        longest = _counted().match(low, more.start("noun"))
        if longest and longest.end() > more.end("noun") and spaced_words(longest["noun"]) in _counted_forms():
            break
        kind, end = (kind if _nouns()[spaced_words(noun)][0] == kind else "combined"), more.end("noun")
        if kind == "combined":
            break
    return kind, end


def _after_number(text: str, low: str, number: Number) -> Mention | None:
    match = _counted().match(low, number.end)
    if not match or is_serial(text, number, match.start("noun")):
        return None
    kind, category, form, sure = _read(spaced_words(match["noun"]))
    if not kind:
        return None
    end = match.end()
    if category == "recipient" and kind != "combined":
        kind, end = _joined_kinds(low, kind, end)
    return Mention(kind, number.low, number.bound, number.start, end, category, form, bool(match["times"]), sure)


def _before_number(low: str, number: Number) -> Mention | None:
    match = _before_total().search(low[: number.start])
    if not match or not _AFTER_TOTAL.match(low, number.end):
        return None
    kind, category, form, sure = _read(spaced_words(match["noun"] or match["far"]))
    kind = "combined" if match["also"] else kind
    start = match.start() if match["noun"] else number.start
    return Mention(kind, number.low, number.bound, start, number.end, category, form, bool(match["times"]), sure)


def _stated_kind(low: str, end: int) -> tuple[str, int]:
    """Return the kind named without a number behind an award ("289 bằng khen cho cá nhân"), "" if none is."""
    lead = _TO_KINDS.match(low, end)
    noun = re.compile(rf"(?:{alternation(tuple(_nouns()))})(?!\w)").match(low, lead.end()) if lead else None
    if noun is None:
        return "", end
    return _joined_kinds(low, _nouns()[spaced_words(noun.group())][0], noun.end())


def _object(low: str, mention: Mention, tokens: list[Token], others: list[Mention]) -> Mention | None:
    kind, end = _stated_kind(low, mention.end)
    if kind:
        return replace(mention, kind=kind, end=end)
    if _OWN_TALLY.search(low[: mention.start]) and not _WHOLE.search(low[: mention.start]):
        return None
    stop = _CLAUSE_STOP.search(low, mention.end)
    last = stop.start() if stop else len(low)
    # "tặng 4 Cờ thi đua, phong tặng 2 ... và tặng Bằng khen cho 6 tập thể": the next act is another reward
    last = min([last, *(t.start for t in tokens if t.kind in DEEDS and t.start > mention.end)])
    first = max(low.rfind(mark, 0, mention.start) for mark in ";.,") + 1
    if any(first <= other.start < last and other.category == "recipient" for other in others):
        return None
    after = [t for t in tokens if t.kind == "giver" and t.start >= mention.end]
    givers = [t for t in after if low[mention.end : t.start].strip() in ("của", "")]
    return replace(mention, end=max([mention.end, *(t.end for t in givers)]), givers=tuple(t.value for t in givers))


def _settled(low: str, found: list[Mention], tokens: list[Token]) -> Iterator[Mention]:
    for mention in found:
        if mention.category != "object":
            yield mention
        elif kept := _object(low, mention, tokens, found):
            yield kept


def _five(low: str) -> Iterator[Number]:
    """Yield "năm" (five) behind a count in words, "sáu tập thể và năm cá nhân"; elsewhere it is the year."""
    for match in _FIVE.finditer(low):
        yield Number(5, 5, "exact", *match.span(1), match[1], ("word",))


# "khen đột xuất vụ cứu 03 người": whom a deed helped is not whom it was rewarded for
_HELPED = re.compile(
    r"(?<!\w)(?:cứu|cứu sống|cứu nạn|cứu giúp|giúp|giúp đỡ|đỡ đầu|chăm sóc|phụng dưỡng|thăm|thăm hỏi|tặng quà(?: cho)?)"
    r"(?: được| sống)*\s+$"
)
# "mỗi đơn vị có dưới 7 người được xét tối đa 01 cá nhân": how large whoever may propose is
_CRITERION = re.compile(r"(?<!\w)(?:đơn vị|cơ quan|trường|tổ chức) có\s+$")
_HELPED_TOO = re.compile(r"[^;.:]{0,50}(?:,|(?<!\w)và)\s*")


def _helped(low: str, numbers: list[Number]) -> set[int]:
    """Return where the numbers of those stand whom somebody helped: "chăm sóc 17 mẹ ... và 32 gia đình ..."."""
    found: dict[int, int] = {}
    for number in numbers:
        joined = any(_HELPED_TOO.fullmatch(low, end, number.start) for end in found.values())
        if joined or _HELPED.search(low, 0, number.start):
            found[number.start] = number.end
    return set(found)


def _is_criterion(low: str, number: Number) -> bool:
    return number.bound != "exact" and _CRITERION.search(low[: number.start]) is not None


def find_mentions(text: str, low: str, numbers: list[Number], tokens: list[Token]) -> list[Mention]:
    """Return the counted recipients of a sentence in order."""
    usable = sorted((n for n in (*numbers, *_five(low)) if is_usable(n, low)), key=lambda number: number.start)
    helped = _helped(low, usable)
    usable = [number for number in usable if number.start not in helped and not _is_criterion(low, number)]
    read = [_after_number(text, low, number) or _before_number(low, number) for number in usable]
    paired = all(short.search(low) for short in _SHORT)
    found = [m for m in read if m and (paired or not any(short.search(low, m.start, m.end) for short in _SHORT))]
    return list(_settled(low, found, tokens))
