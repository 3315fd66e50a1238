"""Recipients that an article of a decision names itself: "Điều 1. Tặng Giấy khen cho ông A, Trưởng thôn B, đã có ...".

Real: one recipient in the article's sentence; several on dashed or lettered lines below "... gồm:". Trap: "Điều 3. Ông
A, Chánh Văn phòng ... chịu trách nhiệm thi hành" names persons too, and "cho 15 tập thể (có danh sách kèm theo)" names
nobody; only what follows the granting words counts, and a stated number must be met.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.extracting.list_groups import Group, Item
from analysis.extracting.lists import PrintedList
from analysis.extracting.numbered import VOTES
from analysis.extracting.paragraphs import Paragraph
from analysis.vietnamese.addresses import Address
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.recipients import parse_recipient

_ARTICLE = re.compile(r"\s*Điều\s+\d{1,2}\s*[.:]?\s*(?P<text>.+)", re.DOTALL)
_GRANT = re.compile(
    r"(?:Nay\s+)?(?:Tặng(?: thưởng)?|Truy tặng|Khen thưởng|Công nhận|Phong tặng|Biểu dương)(?!\w)"
    r"[^:;.]{0,160}?\s(?:cho|đối với)\s*:?\s*(?P<object>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(
    r"\s*(?:(?P<dash>[-–+*•])|(?P<letter>[a-zđ])\s*\)|(?P<number>\d{1,2})\s*[.)/-])\s*(?=\D)(?P<item>.+)", re.DOTALL
)
# What is said of the recipient, and what comes with the reward, is not the name
_TOLD = re.compile(
    r"[,\s]+(?:(?:đã|vì|do|bởi|có|về|với|trong)\s+(?:(?:đã|có|lập|đạt|nhiều)\s+)*"
    r"(?:thành tích|thành tựu|công|hành động|hoàn thành|đóng góp|tinh thần|việc)|đã\s|kèm theo|\(kèm|kèm).*",
    re.IGNORECASE | re.DOTALL,
)
# "3.1. Đề nghị UBND tỉnh tặng Cờ thi đua: 02 tập thể": minutes and submissions name below it whom they propose
_PROPOSED = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\s*\)|[IVX]{1,4}\s*[.)]|[-+*•])?\s*"
    r"(?:Đề nghị|Trình|Đề xuất|Nhất trí|Thống nhất|Xét|Tặng|Công nhận|Khen thưởng|Suy tôn)(?!\w)"
    r"[^.;]{0,160}\d{1,3}\s+(?:tập thể|cá nhân|hộ)[^.;]*$",
    re.IGNORECASE,
)
_KIND_LINE = re.compile(r"\s*[-+*•]?\s*(?P<kind>tập thể|cá nhân|hộ gia đình)\s*:?\s*", re.IGNORECASE)
_ATTACHED = re.compile(r"danh sách|có tên|phụ lục", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!\w)(\d{1,3})\s+(?:tập thể|cá nhân|hộ|đơn vị|đồng chí|ông|bà|cán bộ|người)(?!\w)")
_ANNOUNCES = re.compile(r"(?::|sau đây|sau|gồm|có tên dưới đây)\s*:?\s*$")
_LONGEST_NAME = 250
# "Một số trường hợp tiêu biểu được Chủ tịch UBND tỉnh tặng Bằng khen đột xuất:": a report names whom it tells of
_HONOURED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]\s*)?[^.;]*(?<!\w)(?:được|đã|vừa)\s(?:[^.;:]{0,80}\s)?"
    r"(?:tặng|khen thưởng|khen|công nhận|truy tặng)(?!\w)[^.;:]{0,120}:\s*",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?<!\w)(?:đề nghị|đề xuất|trình|chưa|sẽ|tặng quà|thăm hỏi|chia buồn|hỗ trợ)(?!\w)", re.IGNORECASE
)
_DEED = re.compile(r"\s*:\s+|\s+[–-]\s+(?=\w+ )|,?\s+(?=(?:đã|vì|có thành tích)\s)")


@dataclass(frozen=True, slots=True)
class _Told:
    """The words that name one recipient, the number printed before them, where they stand."""

    words: str
    number: str
    paragraph: Paragraph

    @property
    def name(self) -> str:
        """The recipient, without what is told of it."""
        return tidy(_TOLD.sub("", self.words.strip())).strip(" .;,:")


def find_decided(paragraphs: Sequence[Paragraph]) -> Iterator[PrintedList]:
    """Yield the recipients of each article, or below each line that proposes some, as a list with that as heading."""
    for position, paragraph in enumerate(paragraphs):
        told = _told_by(paragraph, paragraphs[position + 1 :])
        if told and _are_recipients(told, paragraph.text):
            yield _as_list(told, paragraph)


def find_honoured(paragraphs: Sequence[Paragraph]) -> Iterator[PrintedList]:
    """Yield those whom a report names below "... được UBND tỉnh tặng Bằng khen:", each with what was done."""
    for position, paragraph in enumerate(paragraphs):
        if not _HONOURED.fullmatch(paragraph.text) or _NOT_YET.search(paragraph.text):
            continue
        told = _items(paragraphs[position + 1 :])
        named = [replace(one, words=_DEED.split(one.words, maxsplit=1)[0]) for one in told]
        if len(told) > 1 and _are_recipients(named, paragraph.text):
            yield _as_list(named, paragraph)


def _told_by(paragraph: Paragraph, following: Sequence[Paragraph]) -> list[_Told]:
    article = _ARTICLE.match(paragraph.text)
    grant = _GRANT.match(article.group("text")) if article else None
    if not grant:
        return _items(following) if _PROPOSED.match(paragraph.text) else []
    if not _ANNOUNCES.search(paragraph.text):
        return [_Told(grant.group("object"), "", paragraph)]
    bare = [_Told(other.text, "", other) for other in following[:1] if not _ARTICLE.match(other.text)]
    return _items(following) or bare


def _items(paragraphs: Sequence[Paragraph]) -> list[_Told]:
    """Return the marked lines that follow one another, without those that only say "Tập thể", "Cá nhân"."""
    items: list[_Told] = []
    marks = set()
    for paragraph in paragraphs:
        item = _ITEM.match(paragraph.text)
        if _KIND_LINE.fullmatch(paragraph.text):
            continue
        if not item or _ARTICLE.match(paragraph.text) or _PROPOSED.match(paragraph.text):
            break
        marks.add(next(kind for kind in ("dash", "letter", "number") if item.group(kind)))
        if len(marks) > 1:  # the next heading
            break
        items.append(_Told(VOTES.sub("", item.group("item")), item.group("number") or "", paragraph))
    return items


def _are_recipients(told: Sequence[_Told], article: str) -> bool:
    """Tell whether all that is told are single recipients, as many as the article states."""
    stated = sum(int(number) for number in _NUMBERED.findall(article))
    attached = any(_ATTACHED.search(one.words) for one in told)
    recipients = [parse_recipient(one.name) for one in told]
    named = all(r.kind and r.name and not r.is_plural and len(r.raw) <= _LONGEST_NAME for r in recipients)
    return bool(told) and named and not attached and stated in (0, len(told))


def _as_list(told: Sequence[_Told], article: Paragraph) -> PrintedList:
    group = Group("", "", "", None, Address(), article.evidence())
    group.items = [Item(one.number, {"recipient": one.name}, one.paragraph.evidence()) for one in told]
    return PrintedList(article.text, ("recipient",), (group,), (), article.evidence())
