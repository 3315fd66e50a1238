"""What a document says of itself: kind, own number, date, issuer, place, period, title.

Copies often lose the administrative header. Then the number stands only in the note over an annex ("(Kèm theo Kế hoạch
số 181/KH-UBND ngày 11/11/2019 của ...)"), if anywhere. Trap: the preamble is full of other documents' numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.casing import sentence_case
from analysis.extracting.citations import KINDS, NUMBER, CitedNumber, find_citations, normal_number
from analysis.extracting.count_scope import stated_once
from analysis.extracting.header_places import (
    common_province,
    completed,
    district_of,
    first_address,
    only_district,
    only_province,
)
from analysis.extracting.header_source import Source, addressee, first_pieces, stated_facts
from analysis.extracting.narrated import narrated_starts
from analysis.extracting.news import NewsHead, read_news
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.preamble import acting_body, stated_period
from analysis.extracting.rows import Header
from analysis.extracting.titleblock import TitleBlock, find_title
from analysis.reading import Block
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.dates import find_dates, find_periods
from analysis.vietnamese.letters import fold, tidy, upper_share

_OWN_NUMBER = re.compile(rf"(?:^|\s)Số\s*:?\s*({NUMBER})(?![\w/])")
_MEETING = re.compile(r"\W*(?:Hôm nay|Vào (?:lúc|hồi)|Vào ngày)(?!\w)", re.IGNORECASE)
_ATTACHED = re.compile(rf"(?:kèm theo|ban hành theo|^\s*\(\s*theo)\s+(?:{KINDS})\s", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:ỦY BAN|UBND|HỘI ĐỒNG|SỞ|BAN|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|THỊ ỦY|ĐẢNG ỦY|HỘI|LIÊN ĐOÀN|CÔNG AN|BỘ|PHÒNG|TRƯỜNG|"
    r"CỤC|CHI CỤC|"
    r"BCH|BTV|HUYỆN ĐOÀN|TỈNH ĐOÀN|THÀNH ĐOÀN|QUẬN ĐOÀN|THỊ ĐOÀN|XÃ ĐOÀN|PHƯỜNG ĐOÀN|"
    r"LIÊN MINH|MẶT TRẬN|ĐOÀN|TRUNG TÂM|VĂN PHÒNG|CÔNG TY|BỘ CHỈ HUY|BAN CHỈ HUY)(?!\w)"
)
_SIGNED_FOR = re.compile(r"\s*TM\.\s*(.{3,60})", re.IGNORECASE)
# "Tổng kết 5 năm ... (2016 - 2020)"
_BRACKETED_YEARS = re.compile(r"\(\s*((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)\s*\)")
_TELLING = ("report", "summary", "minutes", "other")
_FIRST_ARTICLE = re.compile(r"Điều 1\s*[.:]\s*(?:Tặng|Khen|Công nhận|Trao)", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?P<quarter>quý (?:IV|I{1,3}))[,;] (?:phương hướng|nhiệm vụ|định hướng|kế hoạch)[^;]*?"
    r"quý (?:IV|I{1,3}) (?P<year>năm \d{4})",
    re.IGNORECASE,
)
_OPENING = 12
_LONGEST_DATE_LINE = 90
_CAPITAL_SHARE = 0.6


def read_header(blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> Header:
    """Return what the document says of itself; every field it does not state stays empty."""
    pieces = first_pieces(blocks)
    title = find_title(pieces)
    if title is None and (news := read_news(pieces)):
        return _news_header(news, paragraphs)
    source = Source(pieces, paragraphs, title)
    attached = _attached(paragraphs, title)
    facts = stated_facts(pieces)
    issuer = _issuer(source, attached) or facts.get("issuer", "")
    issued_on = _date_line(source) or (attached.issued_on if attached else None) or _first_day(facts)
    period = _period(source)
    if period and issued_on and _lies_ahead(period, issued_on, title):
        period = _past_period(source, issued_on)
    return Header(
        stage=title.stage if title else ("list" if attached else "other"),
        number=_own_number(source) or (attached.number if attached else "") or normal_number(facts.get("number", "")),
        issued_on=issued_on,
        issuer=issuer,
        title=title.text if title else "",
        title_in_capitals=title.in_capitals if title else False,
        place=_place(source, issuer),
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        dated_at=_dated_piece(source).partition(",")[0].strip(" ("),
        addressed_to=addressee(pieces),
        only_district=only_district(paragraphs),
    )


def _news_header(news: NewsHead, paragraphs: Sequence[Paragraph]) -> Header:
    source = Source([], paragraphs, None)
    headline = first_address(news.title)
    # the opening tells where it happened; those it portrays live elsewhere
    opening = (p.text for p in paragraphs[:4] if not list(narrated_starts(p.text)))
    stated = next((a for text in opening if (a := first_address(text))), Address())
    period = next(((p.start, p.end) for p in find_periods(news.title) if p.end), None)
    return Header(
        stage="news",
        issued_on=news.day,
        title=news.title,
        place=replace(
            stated,
            hamlet="",
            commune=headline.commune if headline else "",
            province=stated.province or only_province(source),
        ),
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
    )


@cache
def _codes_of_stage() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for row in read_rows("analysis.extracting", "document_types.csv"):
        codes.setdefault(row["stage"], set()).add(row["word"])
    return codes


def _attached(paragraphs: Sequence[Paragraph], title: TitleBlock | None) -> CitedNumber | None:
    """Return the document an annex says it belongs to, if that is this document or this file is only the annex."""
    for paragraph in paragraphs:
        if len(paragraph.text) > 300 or not _ATTACHED.search(paragraph.text):
            continue
        for cited in find_citations(paragraph.text):
            own_kind = (
                not title or title.stage == "list" or fold(cited.kind) in _codes_of_stage().get(title.stage, set())
            )
            if own_kind:
                return cited
    return None


def _own_number(source: Source) -> str:
    head = source.pieces[: source.title.first if source.title else 12]
    for piece in head:
        if match := _OWN_NUMBER.search(piece):
            return normal_number(match.group(1))
    return ""


def _first_day(facts: dict[str, str]) -> date | None:
    days = find_dates(facts.get("issued_on", ""))
    return days[0].day if days else None


def _date_line(source: Source) -> date | None:
    """Return the date of "Hòa Bình, ngày 11 tháng 11 năm 2019" beside or under the head, or above the signature."""
    line = _dated_piece(source)
    return find_dates(line)[0].day if line else _meeting_day(source)


def _dated_piece(source: Source) -> str:
    for piece in [*source.pieces[: (source.title.first if source.title else 12) + 3], *source.pieces[-3:]]:
        placed = re.match(r"\(?[^,;:()]{2,40},\s*ngày\s", piece.strip(), re.IGNORECASE)
        dated = placed and len(piece) < _LONGEST_DATE_LINE
        if dated and find_dates(piece):
            return piece
    return ""


def _meeting_day(source: Source) -> date | None:
    """Return the day minutes open with: "Hôm nay, vào hồi 14 giờ, ngày 18 tháng 12 năm 2019"."""
    opening = next((p.text for p in source.paragraphs[:_OPENING] if _MEETING.match(p.text)), "")
    days = find_dates(opening)
    return days[0].day if days else None


def _issuer(source: Source, attached: CitedNumber | None) -> str:
    attached_issuer = attached.issuer if attached else ""
    return _agency_line(source) or attached_issuer or acting_body(source.preamble) or _signed_for(source)


def _head_lines(source: Source) -> Iterator[str]:
    """Yield the lines of the head without the motto beside them; "ủy BAN NHÂN DÂN" is still in capitals."""
    for piece in source.pieces[: source.title.first if source.title else 0]:
        left = tidy(re.split(r"CỘNG H(?:ÒA|OÀ)", piece)[0])
        yield left.upper() if upper_share(left) > _CAPITAL_SHARE else left


def _agencies(source: Source) -> list[str]:
    """Return the agencies of the head, the highest first: "UBND TỈNH A / SỞ NỘI VỤ"."""
    agencies: list[str] = []
    for left in _head_lines(source):
        spans = find_addresses(left)
        if agencies and agencies[-1].endswith(("-", "–")) and left.isupper():
            agencies[-1] += f" {left}"
        elif _AGENCY.match(left):
            agencies.append(left)
        elif agencies and left.isupper() and spans and spans[0].start == 0 and not find_addresses(agencies[-1]):
            agencies[-1] += f" {left[: spans[0].units[0].end]}"
    return [sentence_case(agency) for agency in agencies]


def _agency_line(source: Source) -> str:
    """Return the lowest agency of the head, which issues the document."""
    return next(reversed(_agencies(source)), "")


def _signed_for(source: Source) -> str:
    for piece in reversed(source.pieces):
        if match := _SIGNED_FOR.match(piece):
            return sentence_case(match.group(1).strip(" ."))
    return ""


def _place(source: Source, issuer: str) -> Address:
    """Return the place the document speaks for: its issuer's, else the head's, else the one in its title.

    What the head says of the levels above completes it ("XÃ LA BẰNG / HUYỆN ĐẠI TỪ"); the province may stand anywhere.
    """
    title = source.title.text if source.title else ""
    head = [sentence_case(line) for line in _head_lines(source)]
    texts = (issuer, *reversed(_agencies(source)), title)
    stated = next((a for text in texts if (a := first_address(text))), Address())
    for above in (a for line in head if (a := first_address(line))):
        stated = completed(stated, above)
    province = stated.province or common_province(source)
    # a city under the centre is printed as any city is
    district = "" if fold(stated.district) == fold(province) else stated.district
    return replace(stated, hamlet="", district=district or district_of(stated.commune, source), province=province)


def _period(source: Source) -> tuple[date, date] | None:
    """Return the period in the title, else the one the opening sentence states for this document, else none."""
    title = source.title.text if source.title else ""
    # "quý III, phương hướng, nhiệm vụ quý IV năm 2025": the year stands behind what is ahead
    told = _AHEAD.sub(r"\g<quarter> \g<year>", title)
    stated = next(((p.start, p.end) for p in (*find_periods(told), *find_periods(title)) if p.end), None)
    if not stated and (years := _BRACKETED_YEARS.search(title)):
        stated = date(int(years.group(1)), 1, 1), date(int(years.group(2)), 12, 31)
    return stated or _bracketed_period(source) or stated_period(source.preamble[:2]) or _decided_period(source)


def _decided_period(source: Source) -> tuple[date, date] | None:
    """Return the only period of the first article: "Điều 1. Tặng ... đã có thành tích ... giai đoạn 2016 - 2020"."""
    article = next((p.text for p in source.paragraphs if _FIRST_ARTICLE.match(p.text)), "")
    told = stated_once(article)
    return (told.start, told.end) if told and told.end else None


def _lies_ahead(period: tuple[date, date], issued_on: date, title: TitleBlock | None) -> bool:
    """Tell the term that only begins ("Đại hội ... lần thứ IV (2015 - 2020)", September 2015) from what is told of."""
    tells = title is None or title.stage in _TELLING
    return tells and period[0].year >= issued_on.year and period[1].year > issued_on.year


def _past_period(source: Source, issued_on: date) -> tuple[date, date] | None:
    """Return the first period of more than a year that the opening tells of and that is over or ends this year."""
    found = ((p.start, p.end) for told in source.paragraphs[:_OPENING] for p in find_periods(told.text) if p.end)
    return next((pair for pair in found if pair[0].year < pair[1].year <= issued_on.year), None)


def _bracketed_period(source: Source) -> tuple[date, date] | None:
    """Return the period of "(từ ngày 01/7/2025 đến ngày 31/10/2025)" right below the title."""
    below = source.pieces[source.title.first + len(source.title.lines) :][:3] if source.title else []
    bracketed = (text for text in below if re.fullmatch(r"\(.{4,120}\)", text.strip()) and not _ATTACHED.search(text))
    return next(((p.start, p.end) for text in bracketed for p in find_periods(text) if p.end), None)
