"""News pages: a headline, a day of publication, no kind of document.

Trap: an appendix copied without its head has no kind either; only a dated line, an agency's mark or the writer's name
at the end makes news.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.vietnamese.dates import find_dates
from analysis.vietnamese.letters import CAPITAL, tidy, upper_share

_DAY_LINE = re.compile(
    r"(?:Thứ\s+(?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|Cập nhật|Ngày đăng|Đăng (?:ngày|lúc|bởi)|\w+ gửi vào|\d{1,2}:\d{2}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W{1,4}\d{1,2}[:h]\d{2})",
    re.IGNORECASE,
)
_AGENCY_MARK = re.compile(r"\([A-ZĐ]{2,8}(?:\s?[A-ZĐ]{1,8})?\)\s*[-–]|[A-ZĐ]{2,6}\s*[-–]\s")
_PAPER = re.compile(
    r"(?:BÁO|ĐÀI PHÁT THANH|CỔNG THÔNG TIN|TRANG THÔNG TIN|TẠP CHÍ|Báo điện tử|Cổng thông tin điện tử|Trang chủ)(?!\w)"
)
_NAME = rf"(?:{CAPITAL}[^\W\d_]*\s?)"
_WRITER = re.compile(rf"(?:PV|CTV|TTXVN|BBT|{_NAME}{{2,4}}(?:[-–]\s?{_NAME}{{1,4}})?)")
_MARKED = re.compile(r"[-–+*•]|\d|[IVX]{1,4}[.)]|(?:Phụ lục|Danh sách|Kính gửi)(?!\w)", re.IGNORECASE)
_CAPITAL_SHARE = 0.6
_FEWEST_LINES = 4
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


def _is_signed(headline: str, pieces: Sequence[str]) -> bool:
    """Tell an undated page by the writer's name alone below the last sentence: "... tại địa phương. / Thu Trang"."""
    printed = [tidy(piece) for piece in pieces if piece.strip()]
    if len(printed) < _FEWEST_LINES or upper_share(headline) > _CAPITAL_SHARE or _MARKED.match(headline):
        return False
    return printed[-2].endswith((".", "…", "!", "”")) and _WRITER.fullmatch(printed[-1]) is not None


def read_news(pieces: Sequence[str]) -> NewsHead | None:
    """Return the head of a news page among the first printed pieces; None if nothing marks it as one."""
    printed = [tidy(piece) for piece in pieces if piece.strip()][:_SEARCHED]
    masthead = next((n for n, line in enumerate(printed) if not _is_masthead(line)), 0)
    printed = [*printed[masthead:], *printed[:masthead]]
    if len(printed) < 2 or len(printed[0]) > _LONGEST_TITLE or printed[0].endswith((".", ":", ";")):
        return None
    dated = next((line for line in printed[1:] if len(line) < 90 and (_DAY_LINE.match(line) or _only_day(line))), "")
    if not dated and not any(_AGENCY_MARK.match(line) for line in printed[1:]) and not _is_signed(printed[0], pieces):
        return None
    days = find_dates(dated)
    return NewsHead(printed[0], days[0].day if days else None)
