"""The parts a rewarded number is broken down into by what was rewarded.

"33 tập thể và 58 cá nhân ..., trong đó lĩnh vực an ninh trật tự 24 tập thể, 37 cá nhân; lĩnh vực khác 9 tập thể, 21 cá
nhân": the parts name no reward of their own and take over the one of the whole. The arithmetic decides: parts are never
more than the whole, and exactly the whole where nothing says that they are parts by what was rewarded. One trap: "trong
đó 3 tập thể tham gia ..." says more of the counted and is no part.
"""

import re
from collections import Counter
from typing import Protocol, TypeVar

from analysis.extracting.reward_groups import Group
from analysis.extracting.reward_mentions import Mention

_PARTS = re.compile(r"(?:(?<!\w)(?:trong đó|cụ thể|bao gồm|gồm|riêng)(?!\w)(?:\s+có(?!\w))?|\()[\s:,]*")
_TOPIC = re.compile(
    r"[\s,;]*(?:(?:và|còn)\s+)?(?:(?:trên|về|thuộc|trong|ở)\s+)?(?:các\s+)?"
    r"(?:(?:lĩnh vực|khối|ngành|khen|chuyên đề|đột xuất|thành tích|công tác)(?!\w)|năm \d{4}|\d{1,2} tháng(?!\w))"
)
_NO_MORE = re.compile(r"\s*(?:[,;.)]|$|và(?!\w))")


class Given(Protocol):
    """What is said of a group of counts."""

    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def side(self) -> str: ...  # noqa: D102
    @property
    def form(self) -> str | None: ...  # noqa: D102


F = TypeVar("F", bound=Given)


def _tally(groups: list[Group[Mention]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for group in groups:
        for mention in group.mentions:
            total[mention.kind] += mention.count
    return total


def _is_part(low: str, group: Group[Mention], finding: Given, role: str) -> bool:
    plain = all(mention.category == "recipient" for mention in group.mentions)
    # "Trong đó: khen thưởng thường xuyên 231 tập thể": an act without a form
    silent = not finding.role or (finding.role == role == "awarded" and not finding.form)
    return plain and silent and _NO_MORE.match(low, group.mentions[-1].end) is not None


def _parts_behind(low: str, groups: list[Group[Mention]], found: list[F], whole: int) -> list[int]:
    """Return which groups break down the group `whole`, [] if none does or their sums speak against it."""
    ends = [group.mentions[-1].end for group in groups]
    opening = _PARTS.search(low, ends[whole], groups[whole + 1].start) if whole + 1 < len(groups) else None
    if opening is None:
        return []
    parts: list[int] = []
    for part in range(whole + 1, len(groups)):
        if not _is_part(low, groups[part], found[part], found[whole].role):
            break
        parts.append(part)
    total, sums = _tally([groups[whole]]), _tally([groups[part] for part in parts])
    fits = all(count <= total.get(kind, -1) for kind, count in sums.items())
    told = all(_TOPIC.match(low, max(opening.end(), ends[part - 1])) for part in parts)
    return parts if fits and (told or sums == total) else []


def with_parts(low: str, groups: list[Group[Mention]], found: list[F]) -> list[F]:
    """Give the silent parts of a breakdown what is said of the whole before them."""
    full = list(found)
    for whole, finding in enumerate(found):
        for part in _parts_behind(low, groups, found, whole) if finding.role or finding.side == "left" else ():
            full[part] = finding
    return full
