"""The opening sentence of a document: which body acts in it, and for which period.

Real: "Thực hiện Kế hoạch số 41/KH-UBND ... của UBND tỉnh, giai đoạn 2016 - 2020, UBND tỉnh xây dựng kế hoạch ... năm
2019". The body that acts is the one not governed by "của"; what stands before it belongs to the documents cited.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.dates import find_periods
from analysis.vietnamese.letters import CAPITAL, tidy

_BODY = re.compile(
    r"(?<![\w/-])(?:Ủy ban nhân dân|UBND|Ủy ban Mặt trận Tổ quốc|Hội đồng Thi đua\s*-\s*Khen thưởng|"
    r"Ban Thi đua\s*-\s*Khen thưởng|"
    r"Ban Thường vụ|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Đảng ủy|Hội Nông dân|Hội Liên hiệp Phụ nữ|Hội Cựu chiến binh|"
    r"Liên đoàn Lao động|Công an|Phòng Nội vụ|"
    rf"Sở {CAPITAL}[^,.;:()]{{2,50}}?(?=\s(?:tỉnh|báo cáo|xây dựng|ban hành|tổng hợp|đề nghị)))"
    r"(?!\w)(?P<level>\s+(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)(?!\w))?"
)
_GOVERNED = re.compile(r"(?:của|do|gửi|với|về|cho|từ|chỉ đạo)\s*$")


@dataclass(frozen=True, slots=True)
class MainClause:
    """The body that acts and the words from it on."""

    body: str
    text: str


def main_clause(printed: str) -> MainClause | None:
    """Return the main clause of an opening sentence; None where no body acts in it.

    >>> main_clause("Theo Kế hoạch của UBND tỉnh, Uỷ ban nhân dân huyện Tân Hồng báo cáo như sau").body
    'Ủy ban nhân dân huyện Tân Hồng'
    """
    text = tidy(printed)
    for match in _BODY.finditer(text):
        before = text[: match.start()].rstrip()
        if _GOVERNED.search(before) or (before and before[-1] not in ",.;:)–-"):
            continue
        return MainClause(_whole_name(text, match), text[match.start() :])
    return None


def _whole_name(text: str, match: re.Match[str]) -> str:
    level = match.start("level") if match.group("level") else match.end()
    spans = find_addresses(text[level : level + 80])
    if spans and not text[level : level + spans[0].start].strip():
        return text[match.start() : level + spans[0].end]
    return match.group().strip()


def acting_body(texts: Sequence[str]) -> str:
    """Return the body that acts in the first of `texts` that has one."""
    clauses = (main_clause(text) for text in texts)
    return next((clause.body for clause in clauses if clause), "")


def stated_period(texts: Sequence[str]) -> tuple[date, date] | None:
    """Return the first closed period in a main clause, else the one of the first text that cites nothing."""
    for text in texts:
        clause = main_clause(text)
        words = clause.text if clause else "" if re.search(r"\bsố\s+\d", text) else text
        for period in find_periods(words):
            if period.end:
                return period.start, period.end
    return None
