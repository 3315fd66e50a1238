"""News pages: a headline, a day of publication, no kind of document.

Trap: an appendix copied without its head has no kind either; only a dated line or an agency's mark makes news.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.vietnamese.dates import find_dates
from analysis.vietnamese.letters import tidy

_DAY_LINE = re.compile(
    r"(?:Thứ\s+(?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|Cập nhật|Ngày đăng|Đăng ngày|\d{1,2}:\d{2}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W{1,4}\d{1,2}[:h]\d{2})",
    re.IGNORECASE,
)
_AGENCY_MARK = re.compile(r"\([A-ZĐ]{2,8}(?:\s?[A-ZĐ]{1,8})?\)\s*[-–]|[A-ZĐ]{2,6}\s*[-–]\s")
_PAPER = re.compile(
    r"(?:BÁO|ĐÀI PHÁT THANH|CỔNG THÔNG TIN|TRANG THÔNG TIN|TẠP CHÍ|Báo điện tử|Cổng thông tin điện tử|Trang chủ)(?!\w)"
)
_LONGEST_MASTHEAD = 90
_SEARCHED = 8
_LONGEST_TITLE = 200


def _only_day(line: str) -> bool:
    """Tell whether a line prints a day, perhaps with the hour, and no words."""
    days = find_dates(line)
    rest = line[: days[0].start] + line[days[0].end :] if days else line
    return bool(days) and not re.search(r"[^\W\d_]{3,}", rest)


def _is_masthead(line: str) -> bool:
    """Tell the day and the paper's name above a headline: "Thứ sáu, 12/10/2018", "BÁO A ONLINE - Nhà nông"."""
    return len(line) < _LONGEST_MASTHEAD and bool(_DAY_LINE.match(line) or _only_day(line) or _PAPER.match(line))


@dataclass(frozen=True, slots=True)
class NewsHead:
    """Headline and day of publication, None if it is not printed."""

    title: str
    day: date | None


def read_news(pieces: Sequence[str]) -> NewsHead | None:
    """Return the head of a news page among the first printed pieces; None if nothing marks it as one."""
    printed = [tidy(piece) for piece in pieces if piece.strip()][:_SEARCHED]
    masthead = next((n for n, line in enumerate(printed) if not _is_masthead(line)), 0)
    printed = [*printed[masthead:], *printed[:masthead]]
    if len(printed) < 2 or len(printed[0]) > _LONGEST_TITLE or printed[0].endswith((".", ":", ";")):
        return None
    dated = next((line for line in printed[1:] if len(line) < 90 and (_DAY_LINE.match(line) or _only_day(line))), "")
    if not dated and not any(_AGENCY_MARK.match(line) for line in printed[1:]):
        return None
    days = find_dates(dated)
    return NewsHead(printed[0], days[0].day if days else None)
