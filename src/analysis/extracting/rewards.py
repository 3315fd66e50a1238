"""Counts of rewarded, proposed or registered recipients in running text.

A count is returned only where the sentence (or the heading above it) speaks of a reward; what is merely present,
helped, targeted or refused is no count. Whether it was awarded is read from the acts (`reward_roles`), the form and who
gives it from `reward_forms`. One real example: "99 tập thể, 241 cá nhân được Tỉnh, Huyện khen thưởng" is two awarded
counts of the level `province+district`. One trap: "không quá 01 tập thể, 03 cá nhân" is a quota and no award.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.extracting.count_numbers import blanked, find_counts, numbers_within, plain_spaces
from analysis.extracting.count_scope import SentenceScope, Stated, moved_period, only_period, printed_period
from analysis.extracting.count_sentences import sentence_spans
from analysis.extracting.reward_classes import class_mentions
from analysis.extracting.reward_context import Finding, read_groups
from analysis.extracting.reward_forms import first_stated, join_levels, level_of, level_of_heading, level_of_opening
from analysis.extracting.reward_groups import Group, group_mentions
from analysis.extracting.reward_mentions import Mention, find_mentions, noun_pattern
from analysis.extracting.reward_roles import BLOCKED, DENIED, STAYS, role_of_heading
from analysis.extracting.reward_words import Token, scan
from analysis.vietnamese.dates import Period
from analysis.vietnamese.number_view import View, plain_view
from analysis.vietnamese.numbers import Number

# "3. Khen thưởng cấp huyện: ...": the rung holds for the whole item
_OPENING = re.compile(r"\W*(?:\d+[.)]\s*)?([^:;.\d]{3,60}):")
# "phấn đấu 40.000 hộ đạt danh hiệu"
_AIMED = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu)(?:\s+(?:có|đạt|đến|cuối|năm|trên|ít|nhất|\d+))*\s+$")
_AIM = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?phấn đấu(?!\w)[^;]*")
_CAP = re.compile(r"(?<!\w)(?:tối đa|không quá|không vượt quá)\s*(?:là\s*)?:?\s*$")


@dataclass(frozen=True, slots=True)
class RewardCount:
    """One stated count of recipients; codes as in rewards.csv of the data model, and level `city` for any "thành phố".

    `start` to `end` is the place of the number and its noun in the text as given; `place` are printed words.
    """

    role: str
    recipient_kind: str
    count: int
    bound: str
    form: str
    level: str
    movement: str = ""
    field: str = ""
    period: Period | None = None
    place: str = ""
    start: int = 0
    end: int = 0


# "(xét trong tháng 01, 02/2026)": when it was decided, no proposal
_WHEN_CONSIDERED = re.compile(r"\((?:họp )?xét[^()]*\d[^()]*\)")
# "Thuộc thẩm quyền của Chủ tịch UBND huyện, Hội đồng nhất trí ..."
_AUTHORITY = re.compile(r"(?<!\w)thẩm quyền (?:(?:khen thưởng|quyết định|công nhận) )?(?:của )?")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands above a paragraph says of its counts."""

    role: str
    level: str | None


def _read_heading(heading: str, low: str) -> _Heading:
    opening = _OPENING.match(low)
    level = None
    if opening:
        rest = low[opening.end() :]
        # "Cờ thi đua của UBND tỉnh: 9 đơn vị; Tập thể lao động xuất sắc: 27": its giver is not that of another form
        alone = not any(token.kind == "form" for token in scan(rest, rest))
        level = (level_of_heading if alone else level_of_opening)(opening.group(1))
    return _Heading(role_of_heading(heading), first_stated(level, level_of_heading(heading)))


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){noun_pattern()}")


# "Năm 2021, Chủ tịch UBND huyện đã tặng ..." stays done under "TỜ TRÌNH"
_DONE = re.compile(r"(?<!\w)đã\s+(?:\w+\s+){0,2}?(?:tặng|khen|trao|biểu dương|công nhận)|(?<!\w)đã có\s+\d")


def _role(mention: Mention, finding: Finding, heading_role: str) -> str:
    """Return the role of a count, "" where it is none."""
    role = finding.role
    # under "Định hướng năm 2022" also "khen thưởng 90 tập thể" is an aim, unless it says that it was done
    if role in (BLOCKED, DENIED) or (heading_role == BLOCKED and role in ("", "awarded", "registered")):
        return ""
    if heading_role in STAYS and finding.side != "right" and role in ("", "awarded") and (role or finding.side):
        role = heading_role
    if not role:
        role = _bare_role(mention, finding, heading_role)
    if role and mention.bound == "at_most":
        return "quota"
    return "occasions" if mention.occasions and role in ("awarded", "unclassified") else role


def _capped(group: Group[Mention], low: str) -> Iterator[Mention]:
    """Yield the counts of a group; a cap ("không quá 01 tập thể, 03 cá nhân") holds for those that follow it."""
    capped = _CAP.search(low[: group.start]) is not None
    for mention in group.mentions:
        capped = capped or mention.bound == "at_most"
        yield replace(mention, bound="at_most") if capped else mention


def _bare_role(mention: Mention, finding: Finding, heading_role: str) -> str:
    named = bool(finding.form) or (mention.category == "title")
    if heading_role and (named or (finding.side == "other" and mention.sure)):
        return heading_role
    return "unclassified" if named and mention.category != "object" and finding.side else ""


def _counts(
    low: str, group: Group[Mention], finding: Finding, stated: Stated, heading: _Heading
) -> Iterator[RewardCount]:
    before = low[: group.start]
    if _AIMED.search(before) or (heading.role == BLOCKED and _AIM.fullmatch(before)):
        return
    stated_level = first_stated(finding.level, heading.level)
    for mention in _capped(group, low):
        role = _role(mention, finding, "" if _DONE.search(low) else heading.role)
        if not role:
            continue
        form = mention.form or finding.form or ""
        level = level_of(form, join_levels(list(mention.givers)) if mention.givers else stated_level)
        yield RewardCount(
            role,
            mention.kind,
            mention.count,
            mention.bound,
            form,
            level,
            stated.movement,
            stated.sector,
            stated.period,
            stated.place,
            mention.start,
            mention.end,
        )


def _sentence_counts(text: str, low: str, numbers: list[Number], heading: _Heading) -> Iterator[RewardCount]:
    tokens = scan(text, low)
    mentions = find_mentions(text, low, numbers, tokens)
    if not mentions:
        return
    mentions = sorted([*mentions, *class_mentions(low, mentions)], key=lambda mention: mention.start)
    spans = [(mention.start, mention.end) for mention in mentions]
    tokens = _outside(tokens, [*spans, *(match.span() for match in _WHEN_CONSIDERED.finditer(low))])
    heading = replace(heading, level=first_stated(_authority(low, tokens), heading.level))
    groups = group_mentions(low, mentions, tokens)
    scope = SentenceScope(text, low)
    hidden = [*scope.spans(), *((token.start, token.end) for token in tokens)]
    bares = [blanked(low, group.lead, hidden) for group in groups]
    findings = read_groups(low, groups, tokens, bares, named=heading.role in ("awarded", "proposed"))
    stated = scope.stated([group.lead for group in groups], [group.tail for group in groups])
    for group, finding, said in zip(groups, findings, stated, strict=True):
        yield from _counts(low, group, finding, said, heading)


def _authority(low: str, tokens: list[Token]) -> str | None:
    """Return the level of whoever the sentence says decides, None if it does not say."""
    stated = _AUTHORITY.search(low)
    giver = next((t for t in tokens if stated and t.kind == "giver" and t.start == stated.end()), None)
    return giver.value if giver else None


def _outside(tokens: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """Drop the tokens inside counts; a form that only begins in one ("hộ nông dân sản xuất giỏi") keeps its rest."""
    kept = []
    for token in tokens:
        inner = next(((start, end) for start, end in spans if token.start < end and start < token.end), None)
        if inner is None:
            kept.append(token)
        elif token.kind == "form" and token.end > inner[1]:
            kept.append(replace(token, start=inner[1]))
    return kept


def find_reward_counts(text: str, heading: str = "") -> list[RewardCount]:
    """Return the counts of recipients in a paragraph, in order; never raises.

    `heading` is the heading the paragraph stands under: it gives a bare list ("Bằng khen: 12 tập thể") its role and
    keeps what stands under a proposal from becoming an award. A period stated once in the paragraph holds for all.

    >>> found = find_reward_counts("Có 99 tập thể, 241 cá nhân được Tỉnh, Huyện khen thưởng.")
    >>> [(c.role, c.recipient_kind, c.count, c.level) for c in found]
    [('awarded', 'collective', 99, 'province+district'), ('awarded', 'individual', 241, 'province+district')]
    """
    view = plain_view(plain_spaces(text))
    if not _nouns().search(view.low):
        return []
    numbers = find_counts(view.text)
    above = _read_heading(plain_view(heading).low, view.low)
    found: list[RewardCount] = []
    for start, end in sentence_spans(view.text) if numbers else []:
        inner = numbers_within(numbers, start, end)
        if inner:
            counts = list(_sentence_counts(view.text[start:end], view.low[start:end], inner, above))
            counts = _continued(counts, found[-1].role if found else "")
            found.extend(_moved(count, start) for count in counts)
    period = only_period(view.text, view.low) if found else None
    # a period stated behind a count speaks of something else
    return [_placed(count, view, period if period and period.begin < count.start else None) for count in found]


def _continued(counts: list[RewardCount], role: str) -> list[RewardCount]:
    """Give the role of the sentence before to one without any act: "Đề nghị ... . Bằng khen cho 7 cá nhân."."""
    if role in ("", "occasions") or any(count.role != "unclassified" for count in counts):
        return counts
    return [replace(count, role=role) for count in counts]


def _moved(count: RewardCount, by: int) -> RewardCount:
    return replace(count, start=count.start + by, end=count.end + by, period=moved_period(count.period, by))


def _placed(count: RewardCount, view: View, period: Period | None) -> RewardCount:
    start, end = view.origin(count.start, count.end)
    return replace(count, start=start, end=end, period=printed_period(count.period or period, view))
