"""Quotas whose reward only the heading names: "1. Bằng khen ... / a) Mỗi huyện không quá 02 tập thể, 03 cá nhân".

Trap: the heading alone makes no quota; the line must cap or allot ("không quá", "tối đa", "được đề nghị", "xét chọn").
"""

import re
from collections.abc import Iterator
from functools import cache

from analysis.extracting.award_forms import form_and_level
from analysis.extracting.rewards import RewardCount
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.numbers import parse_integer

_CUE = re.compile(
    r"(?<!\w)(?:không quá|không vượt quá|tối đa|xét chọn|được (?:đề nghị|xét|chọn|giới thiệu|phân bổ)|"
    r"mỗi[^.;:]{0,60}?(?:đề nghị|chọn|giới thiệu|xét))(?!\w)",
    re.IGNORECASE,
)
_REWARDED = re.compile(r"(?<!\w)(?:khen|thưởng|danh hiệu|huân chương|kỷ niệm chương|cờ thi đua)", re.IGNORECASE)
_KINDS = {"tập thể": "collective", "cá nhân": "individual", "hộ gia đình": "household", "hộ": "household"}


@cache
def _counted() -> re.Pattern[str]:
    kinds = "|".join(sorted(_KINDS, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,/])(\d{{1,4}})\s*(?:\([^()]*\)\s*)?({kinds})(?!\w)", re.IGNORECASE)


def find_heading_quotas(text: str, heading: str) -> list[RewardCount]:
    """Return the quotas a line states under a heading of rewards; [] where heading or cap is missing."""
    cue = _CUE.search(text)
    if not cue or not _REWARDED.search(f"{heading} {text[: cue.start()]}"):
        return []
    own = form_and_level(tidy(text[: cue.start()]))
    form, level = own if own[0] else form_and_level(tidy(heading))
    return list(_quotas(text, cue.end(), form, level))


def _quotas(text: str, start: int, form: str, level: str) -> Iterator[RewardCount]:
    for match in _counted().finditer(text, start):
        count = parse_integer(match.group(1))
        if count is None:
            continue
        kind = _KINDS[" ".join(match.group(2).lower().split())]
        bound = "at_most" if re.search(r"không (?:vượt )?quá|tối đa", text[: match.start()], re.IGNORECASE) else "exact"
        yield RewardCount("quota", kind, count, bound, form, level, start=match.start(), end=match.end())
