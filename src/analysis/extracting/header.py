"""What a document says of itself: kind, own number, date, issuer, place, period, title.

Copies often lose the administrative header. Then the number stands only in the note over an annex ("(Kèm theo Kế hoạch
số 181/KH-UBND ngày 11/11/2019 của ...)"), if anywhere. Trap: the preamble is full of other documents' numbers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.citations import KINDS, NUMBER, CitedNumber, find_citations, normal_number
from analysis.extracting.news import NewsHead, read_news
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.preamble import acting_body, stated_period
from analysis.extracting.rows import Header
from analysis.extracting.titleblock import TitleBlock, find_title, sentence_case
from analysis.reading import Block, Line
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.dates import find_dates, find_periods
from analysis.vietnamese.legible import legible
from analysis.vietnamese.letters import CAPITAL, fold, tidy, upper_share

_OWN_NUMBER = re.compile(rf"(?:^|\s)Số\s*:?\s*({NUMBER})(?![\w/])")
_ATTACHED = re.compile(rf"(?:kèm theo|ban hành theo|^\s*\(\s*theo)\s+(?:{KINDS})\s", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:ỦY BAN|UBND|HỘI ĐỒNG|SỞ|BAN|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|THỊ ỦY|ĐẢNG ỦY|HỘI|LIÊN ĐOÀN|CÔNG AN|BỘ|PHÒNG|TRƯỜNG|"
    r"CỤC|CHI CỤC|"
    r"LIÊN MINH|MẶT TRẬN|ĐOÀN|TRUNG TÂM|VĂN PHÒNG|CÔNG TY|BỘ CHỈ HUY|BAN CHỈ HUY)(?!\w)"
)
_SIGNED_FOR = re.compile(r"\s*TM\.\s*(.{3,60})", re.IGNORECASE)
_COLUMN_GAP = re.compile(r"\s{3,}|\t")
# "Tổng kết 5 năm ... (2016 - 2020)"
_BRACKETED_YEARS = re.compile(r"\(\s*((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)\s*\)")
# "Huyện ủy Ba Vì", "Tỉnh đoàn Sơn La": the body's name holds the unit's
_PARTY_BODY = re.compile(
    rf"(?<!\w)(tỉnh|huyện|quận|thị|thành) (?:ủy|đoàn)\s+({CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*)*)", re.IGNORECASE
)
_PARTY_LEVELS = {
    "tỉnh": ("province", "tỉnh"), "huyện": ("district", "huyện"), "quận": ("district", "quận"),
    "thị": ("district", "thị xã"), "thành": ("district", "thành phố"),
}  # fmt: skip
_ZONE_LINES = 60
_CAPITAL_SHARE = 0.6
_PREAMBLE = 6


@dataclass(frozen=True, slots=True)
class _Source:
    pieces: list[str]
    paragraphs: Sequence[Paragraph]
    title: TitleBlock | None

    @property
    def preamble(self) -> list[str]:
        """The first paragraphs below the title."""
        first = [p.text for p in self.paragraphs if not self.title or p.text not in self.title.lines]
        return first[:_PREAMBLE]


def read_header(blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> Header:
    """Return what the document says of itself; every field it does not state stays empty."""
    pieces = _pieces(blocks)
    title = find_title(pieces)
    if title is None and (news := read_news(pieces)):
        return _news_header(news, paragraphs)
    source = _Source(pieces, paragraphs, title)
    attached = _attached(paragraphs, title)
    issuer = _issuer(source, attached)
    period = _period(source)
    issued_on = _date_line(source) or (attached.issued_on if attached else None)
    return Header(
        stage=title.stage if title else ("list" if attached else "other"),
        number=_own_number(source) or (attached.number if attached else ""),
        issued_on=issued_on,
        issuer=issuer,
        title=title.text if title else "",
        title_in_capitals=title.in_capitals if title else False,
        place=_place(source, issuer),
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
    )


def _news_header(news: NewsHead, paragraphs: Sequence[Paragraph]) -> Header:
    source = _Source([], paragraphs, None)
    stated = next((a for p in paragraphs[:4] if (a := _first_address(p.text))), Address())
    period = next(((p.start, p.end) for p in find_periods(news.title) if p.end), None)
    return Header(
        stage="news",
        issued_on=news.day,
        title=news.title,
        place=replace(stated, hamlet="", commune="", province=stated.province or _common_province(source)),
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
    )


def _pieces(blocks: Sequence[Block]) -> list[str]:
    """Return the first printed pieces in reading order; a header is often set in a table without rules."""
    pieces: list[str] = []
    for block in blocks:
        if len(pieces) > _ZONE_LINES:
            break
        if isinstance(block, Line):
            pieces.extend(_COLUMN_GAP.split(block.text))
        else:
            pieces.append("")  # a title does not run on into a table
            pieces.extend(line for row in block.rows[:6] for cell in row.cells for line in cell.split("\n"))
    return [legible(piece).text for piece in pieces]


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


def _own_number(source: _Source) -> str:
    head = source.pieces[: source.title.first if source.title else 12]
    for piece in head:
        if match := _OWN_NUMBER.search(piece):
            return normal_number(match.group(1))
    return ""


def _date_line(source: _Source) -> date | None:
    """Return the date of "Hòa Bình, ngày 11 tháng 11 năm 2019" beside or under the head, or above the signature."""
    for piece in [*source.pieces[: (source.title.first if source.title else 12) + 3], *source.pieces[-3:]]:
        dates = find_dates(piece)
        if dates and re.match(r"[^,;:()]{2,40},\s*ngày\s", piece.strip(), re.IGNORECASE) and len(piece) < 90:
            return dates[0].day
    return None


def _issuer(source: _Source, attached: CitedNumber | None) -> str:
    if attached and attached.issuer:
        return attached.issuer
    return _agency_line(source) or acting_body(source.preamble) or _signed_for(source)


def _head_lines(source: _Source) -> Iterator[str]:
    """Yield the lines of the head without the motto beside them; "ủy BAN NHÂN DÂN" is still in capitals."""
    for piece in source.pieces[: source.title.first if source.title else 0]:
        left = tidy(re.split(r"CỘNG H(?:ÒA|OÀ)", piece)[0])
        yield left.upper() if upper_share(left) > _CAPITAL_SHARE else left


def _agencies(source: _Source) -> list[str]:
    """Return the agencies of the head, the highest first: "UBND TỈNH A / SỞ NỘI VỤ"."""
    agencies: list[str] = []
    for left in _head_lines(source):
        spans = find_addresses(left)
        if _AGENCY.match(left):
            agencies.append(left)
        elif agencies and left.isupper() and spans and spans[0].start == 0 and not find_addresses(agencies[-1]):
            agencies[-1] += f" {left[: spans[0].units[0].end]}"
    return [sentence_case(agency) for agency in agencies]


def _agency_line(source: _Source) -> str:
    """Return the lowest agency of the head, which issues the document."""
    return next(reversed(_agencies(source)), "")


def _signed_for(source: _Source) -> str:
    for piece in reversed(source.pieces):
        if match := _SIGNED_FOR.match(piece):
            return sentence_case(match.group(1).strip(" ."))
    return ""


def _place(source: _Source, issuer: str) -> Address:
    """Return the place the document speaks for: its issuer's, else the head's, else the one in its title.

    What the head says of the levels above completes it ("XÃ LA BẰNG / HUYỆN ĐẠI TỪ"); the province may stand anywhere.
    """
    title = source.title.text if source.title else ""
    head = [sentence_case(line) for line in _head_lines(source)]
    texts = (issuer, *reversed(_agencies(source)), title)
    stated = next((a for text in texts if (a := _first_address(text))), Address())
    for above in (a for line in head if (a := _first_address(line))):
        stated = _completed(stated, above)
    province = stated.province or _common_province(source)
    # a city under the centre is printed as any city is
    district = "" if fold(stated.district) == fold(province) else stated.district
    return replace(stated, hamlet="", district=district or _district_of(stated.commune, source), province=province)


def _district_of(commune: str, source: _Source) -> str:
    """Return the district the text puts the issuing commune in: "thuộc xã A, huyện B"."""
    addresses = (span.address for p in source.paragraphs for span in find_addresses(p.text)) if commune else ()
    return next((a.district for a in addresses if a.district and fold(a.commune) == fold(commune)), "")


def _completed(stated: Address, above: Address) -> Address:
    """Fill the levels above the lowest stated one."""
    if stated.commune and not stated.district:
        stated = replace(stated, district=above.district)
    return replace(stated, province=stated.province or above.province)


def _first_address(text: str) -> Address | None:
    spans = find_addresses(text)
    if spans:
        return spans[0].address
    party = _PARTY_BODY.search(text)
    if not party:
        return None
    level, word = _PARTY_LEVELS[party.group(1).lower()]
    return Address(**{level: f"{word} {party.group(2)}"})


def _common_province(source: _Source) -> str:
    """Return the province named most, in the opening first; a city may be one: the day decides which."""
    for texts in (source.preamble, [p.text for p in source.paragraphs], source.pieces):
        addresses = [a.address for text in texts for a in find_addresses(text)]
        for level in ("province", "district"):
            names = [str(getattr(address, level)) for address in addresses]
            named = Counter(n for n in names if n and (level == "province" or n.startswith("thành phố")))
            if named:
                return named.most_common(1)[0][0]
    return ""


def _period(source: _Source) -> tuple[date, date] | None:
    """Return the period in the title, else the one the opening sentence states for this document, else none."""
    title = source.title.text if source.title else ""
    stated = next(((p.start, p.end) for p in find_periods(title) if p.end), None)
    if not stated and (years := _BRACKETED_YEARS.search(title)):
        stated = date(int(years.group(1)), 1, 1), date(int(years.group(2)), 12, 31)
    return stated or stated_period(source.preamble[:2])
