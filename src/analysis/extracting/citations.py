"""Numbers of documents: the pattern they share, and the ones a document cites."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.rows import Citation
from analysis.vietnamese.dates import find_dates
from analysis.vietnamese.letters import CAPITAL, tidy

# Party and unions write 215-BC/HNDT; the state 181/KH-UBND, 86/2025/QĐ-UBND, "435/HD – UBND", 06/2022/QH15
_PARTY = r"\d{1,5}\s*[-–]\s*[A-ZĐ][A-Za-zĐđ]{0,4}\s*/\s*[A-ZĐ][A-Za-zĐđƯư]{0,9}(?:-[A-ZĐ]{2,8})?"
_BODY = r"[A-ZĐ][A-Za-zĐđƯư]{0,9}\d{0,2}"
_STATE = rf"\d{{1,5}}\s*/\s*(?:\d{{4}}\s*/\s*)?{_BODY}(?:\s*[-–]\s*{_BODY})*"
NUMBER = rf"(?:{_PARTY}|{_STATE})"
KINDS = (
    "Kế hoạch|Quyết định|Công văn|Chỉ thị|Nghị quyết|Nghị định|Thông tư liên tịch|Thông tư|Luật|Hướng dẫn|Báo cáo|"
    "Tờ trình|Chương trình|Thông báo|Kết luận|Đề án|Quy định|Biên bản"
)
_CITED = re.compile(rf"(?:({KINDS})\s+)?số\s*:?\s*({NUMBER})(?![\w/])", re.IGNORECASE)
_ISSUER = re.compile(r"\s*(?:ngày\s[^;,()]{6,40}?\s|,\s*)?của\s+(?P<issuer>[^;,().“”\"]{3,90})")
_ISSUER_END = re.compile(
    rf"\s+(?:về|ban hành|quy định|hướng dẫn|phê duyệt|triển khai|trong|và(?!\s{CAPITAL})|giai đoạn|năm)\s.*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """One citation in a text."""

    kind: str
    number: str
    issued_on: date | None
    issuer: str
    start: int
    end: int


def normal_number(printed: str) -> str:
    """Write a document number without stray blanks.

    >>> normal_number("435/HD – UBND")
    '435/HD-UBND'
    """
    return re.sub(r"\s*([/–-])\s*", lambda m: "-" if m.group(1) == "–" else m.group(1), printed.strip())


def find_citations(text: str) -> list[CitedNumber]:
    """Return every numbered document a text names, with its date and issuer where they follow.

    >>> c = find_citations("thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2018 của UBND huyện về nêu gương")[0]
    >>> c.number, c.issued_on.isoformat(), c.issuer
    ('12/KH-UBND', '2018-03-05', 'UBND huyện')
    """
    return [_cited(text, match) for match in _CITED.finditer(text)]


def _cited(text: str, match: re.Match[str]) -> CitedNumber:
    tail = text[match.end() : match.end() + 160]
    day = next((d for d in find_dates(tail) if tail[: d.start].strip(" ,(").lower() in ("", "ngày")), None)
    issuer = _ISSUER.match(tail, day.end if day else 0)
    name = _ISSUER_END.sub("", issuer.group("issuer")) if issuer else ""
    kind = (match.group(1) or "").capitalize()
    return CitedNumber(
        kind, normal_number(match.group(2)), day.day if day else None, tidy(name), match.start(), match.end()
    )


def cited_documents(paragraphs: Iterable[Paragraph], own_number: str) -> list[Citation]:
    """Return the documents cited anywhere, each number once with how often it is named; never the document's own."""
    found: dict[str, Citation] = {}
    for paragraph in paragraphs:
        for cited in find_citations(paragraph.text):
            if cited.number != own_number:
                found[cited.number] = _counted(found.get(cited.number), cited, paragraph)
    return list(found.values())


def _counted(before: Citation | None, cited: CitedNumber, paragraph: Paragraph) -> Citation:
    return Citation(
        number=cited.number,
        kind=(before.kind if before else "") or cited.kind,
        cited_on=(before.cited_on if before else None) or cited.issued_on,
        issuer=(before.issuer if before else "") or cited.issuer,
        times=before.times + 1 if before else 1,
        locator=before.locator if before else paragraph.locator(cited.start, cited.end),
    )
