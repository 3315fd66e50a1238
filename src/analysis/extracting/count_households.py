"""Households that bear a title are counted as households, not as rewards handed over.

"312 hộ đăng ký nông dân sản xuất, kinh doanh giỏi, có 205 hộ đạt" counts households, registered and recognised; "Giấy
khen cho 3 hộ" is a reward. Trap: "phấn đấu 40.000 hộ đạt danh hiệu" is a target and no count.
"""

import re
from collections.abc import Iterator

from analysis.extracting.count_numbers import find_counts, find_parts, is_usable, numbers_within, plain_spaces
from analysis.extracting.count_scope import find_working_periods, moved_period, printed_period, stated_once
from analysis.extracting.count_sentences import sentence_spans
from analysis.extracting.counts import ModelCount
from analysis.extracting.reward_roles import AIMS, role_of_heading
from analysis.extracting.rewards import RewardCount
from analysis.vietnamese.dates import Period
from analysis.vietnamese.number_view import View, plain_view
from analysis.vietnamese.numbers import Number

_TITLES = frozenset({"nd-sxkd-gioi", "gia-dinh-van-hoa"})
_TITLE_BEHIND = re.compile(
    r"[^.;\d]{0,40}?(?:đăng ký|danh hiệu|được công nhận|sản xuất,? kinh doanh giỏi)", re.IGNORECASE
)
_ROLES = {"registered": "registered", "awarded": "recognised"}
_TITLE = re.compile(
    r"(?:sản xuất|sx)[\s,/-]*(?:kinh doanh|kd) giỏi|sxkd giỏi|làm kinh tế giỏi|gia đình (?:văn h(?:óa|oá)|\w+ không)|"
    r"(?<!\w)(?:5|năm) không,? (?:3|ba) sạch"
)
_STATED = re.compile(
    r"\s*(?:hộ|gia đình)(?: gia đình| hội viên| nông dân)?\s+(?:được\s+|đã\s+)*"
    r"(?P<act>đăng ký|đạt|công nhận)(?!\w)(?!\s+thêm)"
)
_TARGET = re.compile(
    r"(?<!\w)(?P<word>phấn đấu|chỉ tiêu|vận động|mục tiêu|kế hoạch|ít nhất)(?!\w)(?:[^.;]|(?<=\d)\.(?=\d))*$"
)
_THEN_RECOGNISED = re.compile(r"\s*(?:,\s*)?(?:đã\s+)?(?:được\s+)?(?:xét\s+)?(?:công nhận|đạt)(?!\w)")
# "tặng Giấy khen cho 3 tập thể và 32 hộ đạt danh hiệu ...": the households are rewarded with something else
_REWARDED_WITH = re.compile(r"(?<!\w)(?:tặng|khen|khen thưởng|trao)\s[^;.]*(?<!\w)cho\s[^;.]*$")
_RUNG = r"cấp (?:trung ương|tw|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|cơ sở)"
_RUNG_BEFORE = re.compile(rf"(?<!\w){_RUNG}\s*(?::|có|là)?\s*$")
_BORNE = re.compile(r"(?<!\w)(?:đạt|được công nhận|bình xét được)(?!\w)")
# "+ Cấp huyện: 1.120 hộ" below "7.215 hộ đạt danh hiệu ... Trong đó:"
_RUNG_ITEM = re.compile(rf"\W*{_RUNG}\s*:?\s*(?:có\s+)?(?P<count>\d[\d.]*\s*(?:hộ|gia đình))(?!\w)", re.IGNORECASE)
# "các cấp Hội bình xét được 7.866 hộ hội viên làm kinh tế giỏi"
_FOUND_FIT = re.compile(r"(?<!\w)(?:bình xét|xét|công nhận|xét công nhận)(?:\s+được|\s+có)?\s+$")
_BEARERS = re.compile(rf"\s*(?:hộ|gia đình)(?:\s+[^\W\d_]+){{0,4}}?\s+(?P<act>{_TITLE.pattern})")
_DRIVE = re.compile(r"(?<!\w)cuộc vận động(?!\w)")


def titled_households(reward: RewardCount, text: str) -> ModelCount | None:
    """Return a count of titled households as a row of counts.csv; None for every other reward."""
    titled = reward.form in _TITLES or (not reward.form and _is_titled(text, reward))
    if reward.recipient_kind != "household" or not titled or reward.role == "quota":
        return None
    borne = not reward.form and _BORNE.search(text[: reward.start].lower()) is not None
    return ModelCount(
        what="household",
        role="recognised" if borne else _ROLES.get(reward.role, "unclassified"),
        field=reward.field,
        count=reward.count,
        bound=reward.bound,
        period=reward.period,
        place=reward.place,
        start=reward.start,
        end=reward.end,
    )


def _is_titled(text: str, reward: RewardCount) -> bool:
    """Tell whether the words behind a number name the title, or a rung of it before: "(cấp tỉnh 35 hộ)"."""
    rung = _RUNG_BEFORE.search(text[: reward.start].lower())
    return bool(_TITLE_BEHIND.match(text, reward.end) or (rung and _TITLE.search(text[: reward.start].lower())))


def find_titled_households(text: str, heading: str = "", subject: str = "", lead: str = "") -> list[ModelCount]:
    """Return the households a paragraph says registered for a title or bear it; never raises.

    `subject` is the document's title: where it names theirs ("gia đình 5 không, 3 sạch"), no sentence need repeat it.
    `lead` is the line that opens the list of which the paragraph is an item.

    >>> text = "Hộ sản xuất, kinh doanh giỏi: 1.215 hộ đăng ký, 884 hộ đạt."
    >>> [(c.role, c.count) for c in find_titled_households(text)]
    [('registered', 1215), ('recognised', 884)]
    """
    if of_rung := list(_of_rung(text, lead)):
        return of_rung
    view = plain_view(plain_spaces(text))
    by_subject = _TITLE.search(subject.lower()) is not None
    if not (by_subject or _TITLE.search(view.low)) or role_of_heading(plain_view(heading).low) in AIMS:
        return []
    return [count for span in sentence_spans(view.text) for count in _of_sentence(view, span, by_subject)]


def _of_sentence(view: View, span: tuple[int, int], by_subject: bool) -> Iterator[ModelCount]:
    low = _DRIVE.sub(lambda m: " " * len(m.group()), view.low[slice(*span)])
    if not (by_subject or _TITLE.search(low)):
        return
    ratios = {part.start: whole for part, whole in find_parts(view.text)}
    parts = [part for part, _ in find_parts(view.text)]
    for number in numbers_within([*find_counts(view.text), *parts], *span):
        act = _STATED.match(low, number.end) or _found_fit(low, number)
        rewarded = _REWARDED_WITH.search(low[: number.start])
        if not act or rewarded or not is_usable(number, low) or _is_target(low, number.start, act):
            continue
        start, end = view.origin(span[0] + number.start, span[0] + act.start("act"))
        period = printed_period(next(iter(_periods_before(view, span, number.start)), None), view)
        for role, count in _acts(low, number.low, ratios.get(span[0] + number.start), act):
            yield ModelCount("household", role, "", count, number.bound, period, "", start, end)


def _found_fit(low: str, number: Number) -> re.Match[str] | None:
    return _BEARERS.match(low, number.end) if _FOUND_FIT.search(low[: number.start]) else None


def _of_rung(text: str, lead: str) -> Iterator[ModelCount]:
    """Yield the bearers on one rung, an item below the line that counts all of them."""
    item = _RUNG_ITEM.match(text) if _TITLE.search(lead.lower()) and _BORNE.search(lead.lower()) else None
    if item is None:
        return
    for number in find_counts(item["count"]):
        yield ModelCount(
            "household", "recognised", "", number.low, number.bound, stated_once(lead), "", *item.span("count")
        )


def _periods_before(view: View, span: tuple[int, int], end: int) -> Iterator[Period]:
    """Yield the periods a sentence states before its number, the nearest first."""
    start = span[0]
    for period in reversed(find_working_periods(view.text[start : start + end], view.low[start : start + end])):
        if moved := moved_period(period, start):
            yield moved


def _is_target(low: str, start: int, act: re.Match[str]) -> bool:
    """Tell a target from a fact; who was won over to register did register."""
    target = _TARGET.search(low[:start])
    return target is not None and not (target["word"] == "vận động" and act["act"] == "đăng ký")


def _acts(low: str, count: int, whole: int | None, act: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield role and count; of "1.036/1.450 hộ đăng ký được công nhận" the whole registered, the part was found fit."""
    if act["act"] != "đăng ký":
        yield "recognised", count
        return
    yield "registered", count if whole is None else whole
    if whole is not None and _THEN_RECOGNISED.match(low, act.end()):
        yield "recognised", count
