"""The reward counts of one paragraph, with what the heading and the line above it say of them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.extracting.count_scope import stated_once
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.reward_quotas import find_heading_quotas
from analysis.extracting.reward_roles import BLOCKED, role_of_heading
from analysis.extracting.rewards import RewardCount, find_reward_counts
from analysis.extracting.rows import Extraction, Header
from analysis.vietnamese.dates import Period

_REWARDED = re.compile(r"(?<!\w)(?:khen|tặng|danh hiệu)(?!\w)", re.IGNORECASE)
_COUNTED_ITEM = re.compile(
    r"(?:[-–+*•]|\d{1,2}\s*[.)]|[a-zđ]\s*\))\s*(?P<counted>\d{1,4}\s+(?:tập thể|cá nhân|hộ)(?!\w))"
)
_PROPOSAL = re.compile(r"\s*(?:[-–+*]\s*)?(?:Theo|Xét) đề nghị(?!\w)")
# "4. Khen thưởng / Danh hiệu thi đua: Lao động tiên tiến 1.215 người": a report tells what was given
_TELLING = ("report", "summary", "news")
_REWARDS_TOLD = re.compile(r"(?<!\w)(?:khen thưởng|danh hiệu|tôn vinh)(?!\w)", re.IGNORECASE)
_NOT_YET = re.compile(
    r"(?<!\w)(?:đề nghị|đề xuất|trình|đăng ký|chỉ tiêu|phương hướng|định hướng|nhiệm vụ|mục tiêu)(?!\w)", re.IGNORECASE
)
_YEAR_AHEAD = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d)\s*[./-]\s*(?:trong )?năm ((?:19|20)\d\d)\s*", re.IGNORECASE)
_SUBMITS = re.compile(r"(?<!\w)(?:trình|đề nghị|kiến nghị)(?!\w)[^.;]{0,120}:\s*$", re.IGNORECASE)
_BREAKS_DOWN = re.compile(r"(?<!\w)(?:cụ thể|trong đó|bao gồm|gồm)(?: có| là)?\s*:\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!\w)(?:đến|trước|sau)(?: ngày| hết)?\s*$", re.IGNORECASE)
_OF_WHICH = re.compile(r"(?<!\w)trong(?: số| tổng số)?\s+$", re.IGNORECASE)


def counted_under(paragraph: Paragraph, header: Header) -> str:
    """Return the words above a paragraph that say what its numbers are; under plans and years to come they are aims."""
    year = _YEAR_AHEAD.fullmatch(paragraph.chapter)
    if year and header.period_end and int(year.group(1)) > header.period_end.year:
        return "phương hướng"
    if role_of_heading(paragraph.chapter.lower()) == BLOCKED:
        return paragraph.chapter
    return paragraph.lead if _REWARDED.search(paragraph.lead) else paragraph.heading


def period_above(paragraph: Paragraph) -> Period | None:
    """Return the one period that the nearest heading to name any states: "I. KẾT QUẢ NĂM 2025".

    "KẾT QUẢ ĐẾN THÁNG 6/2019" only says when it was counted.
    """
    headings = dict.fromkeys((paragraph.heading, paragraph.within, paragraph.chapter))
    found = next(((h, period) for h in headings if (period := stated_once(h))), None)
    return found[1] if found and not _UNTIL.search(found[0][: found[1].begin]) else None


def rewards_of(paragraph: Paragraph, heading: str, stage: str) -> list[RewardCount]:
    """Return the reward counts of a paragraph under `heading` in a document of `stage`, in order."""
    found = [*_announced(paragraph), *_rewards(paragraph.text, heading, stage)]
    return _told_above(found, paragraph, stage)


def _announced(paragraph: Paragraph) -> Iterator[RewardCount]:
    """Yield the counts of an item whose reward the line above states: "Tặng Giấy khen cho: / 1. 04 tập thể ..."."""
    item = _COUNTED_ITEM.match(paragraph.text)
    if not item or not _REWARDED.search(paragraph.lead):
        return
    opening = f"{paragraph.lead.rstrip(' :')} "
    shift = item.start("counted") - len(opening)
    for reward in find_reward_counts(opening + paragraph.text[item.start("counted") :]):
        if reward.start >= len(opening):
            yield replace(reward, start=reward.start + shift, end=reward.end + shift)


def _rewards(text: str, heading: str, stage: str) -> Iterator[RewardCount]:
    """Yield the reward counts of a paragraph; a proposal quoted in a preamble stays one, guidance sets quotas."""
    told = stage in _TELLING and _REWARDS_TOLD.search(heading) and not _NOT_YET.search(heading)
    found = find_reward_counts(text, f"Kết quả: {heading}" if told else heading)
    proposed = _PROPOSAL.match(text) is not None
    yield from (replace(r, role="proposed") if proposed and r.role == "awarded" else r for r in found)
    context = f"khen thưởng {heading}" if stage == "guidance" else heading
    spans = [(r.start, r.end) for r in found]
    for quota in find_heading_quotas(text, context):
        if not any(start < quota.end and quota.start < end for start, end in spans):
            yield quota


def _told_above(found: list[RewardCount], paragraph: Paragraph, stage: str) -> list[RewardCount]:
    """Complete the items of a list from the line that opens it.

    "Chủ tịch UBND phường tặng Giấy khen: 58 tập thể. Cụ thể: / a) Khen chuyên đề: 41 tập thể" are Giấy khen too, and
    what stands below "UBND tỉnh kính trình Thủ tướng Chính phủ:" in a submission is proposed.
    """
    if _SUBMITS.search(paragraph.lead) and stage in ("submission", "nomination"):
        found = [replace(r, role="proposed") if r.role == "awarded" else r for r in found]
    whole = find_reward_counts(paragraph.lead, paragraph.heading) if _BREAKS_DOWN.search(paragraph.lead) else []
    forms, levels = {(r.role, r.form) for r in whole}, {r.level for r in whole}
    if len(forms) != 1 or len(levels) != 1:
        return found
    (role, form), level = forms.pop(), levels.pop()
    bare = [r.role == role and not r.form and r.level in ("", level) for r in found]
    return [replace(r, form=form, level=level) if is_bare else r for r, is_bare in zip(found, bare, strict=True)]


def is_told_again(reward: RewardCount, text: str, extraction: Extraction) -> bool:
    """Tell the whole that a breakdown opens with from a new count: "Trong 292 cá nhân được tặng, 174 là ..."."""
    known = {(told.count.recipient_kind, told.count.count) for told in extraction.rewards}
    return bool(_OF_WHICH.search(text[: reward.start])) and (reward.recipient_kind, reward.count) in known
