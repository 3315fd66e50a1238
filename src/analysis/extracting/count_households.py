"""Households that bear a title are counted as households, not as rewards handed over.

"69.412 hộ đạt danh hiệu hộ sản xuất, kinh doanh giỏi" counts households, recognised; "Giấy khen cho 3 hộ" is a reward.
"""

import re

from analysis.extracting.counts import ModelCount
from analysis.extracting.rewards import RewardCount

_TITLES = frozenset({"nd-sxkd-gioi", "gia-dinh-van-hoa"})
_TITLE_BEHIND = re.compile(
    r"[^.;\d]{0,40}?(?:đăng ký|danh hiệu|được công nhận|sản xuất,? kinh doanh giỏi)", re.IGNORECASE
)
_ROLES = {"registered": "registered", "awarded": "recognised"}


def titled_households(reward: RewardCount, text: str) -> ModelCount | None:
    """Return a count of titled households as a row of counts.csv; None for every other reward."""
    titled = reward.form in _TITLES or (not reward.form and _TITLE_BEHIND.match(text, reward.end))
    if reward.recipient_kind != "household" or not titled:
        return None
    return ModelCount(
        what="household",
        role=_ROLES.get(reward.role, "unclassified"),
        field=reward.field,
        count=reward.count,
        bound=reward.bound,
        period=reward.period,
        place=reward.place,
        start=reward.start,
        end=reward.end,
    )
