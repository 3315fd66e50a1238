"""Exemplars that prose tells of: who, where, what they do, and what it brings.

Real: "Điển hình ...: Hộ gia đình ông A, ấp B, xã C với mô hình nuôi D đạt khoảng 1,7 tỉ đồng/năm; Hộ ...;...".
Traps: the signer and the chair of a meeting are named too; a person counts only where a clause begins with the person,
in a context of exemplars or beside what the deed brings, with an activity behind the address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.extracting.activities import later_activity, read_activity, told_deed
from analysis.extracting.evidence import Evidence
from analysis.extracting.narrated import narrated_starts, owned_deeds, placed
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.titles import sentence_start
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.letters import CAPITAL, tidy
from analysis.vietnamese.money import Amount, find_amounts
from analysis.vietnamese.money_measure import RESULTS
from analysis.vietnamese.recipients import Recipient, parse_recipient, person_at

_CONTEXT = re.compile(r"(?<!\w)(điển hình|gương|tiêu biểu|mô hình)(?!\w)", re.IGNORECASE)
_EXEMPLAR_CONTEXT = re.compile(r"(?<!\w)(?:điển hình|gương)(?!\w)", re.IGNORECASE)
_OPEN_END = re.compile(r"[;,]?\s*(?:\.\.\.|…|v\.\s?v)\s*$")
_PERSON = re.compile(
    r"(?:các\s+)?(?:hộ(?:\s+(?:gia đình|nông dân))?|gia đình|vợ chồng|ông|bà|anh|chị|hội viên|nông dân|đồng chí)\s+"
    rf"(?:(?:hội viên|nông dân|ông|bà|anh|chị|đồng chí)\s+)*(?={CAPITAL})",
    re.IGNORECASE,
)
# Collectives that earn; an office beside an amount is a budget
_COLLECTIVE = re.compile(
    r"(?:hợp tác xã|htx|tổ hợp tác|công ty|doanh nghiệp|dntn|trang trại|làng nghề)\s+[^\W\d_]",
    re.IGNORECASE,
)
_NOTE_MARK = r"\d{1,2}\s+"
_OPENING = (
    r"(?:chẳng hạn|ví dụ|điển hình|tiêu biểu|nổi bật|trong đó|đáng chú ý|có thể (?:nêu|kể)|phải kể)"
    r"(?:\s+(?:như|là|có|đến|tên|phải kể đến))?\s*[:,]?\s+"
)
_CLAUSE_STARTS = re.compile(
    rf"^(?:{_NOTE_MARK})?(?:{_OPENING})?|;\s*(?:(?:và|hay|hoặc|đến)\s+)?|(?<!\w)(?:nhắc|kể)(?:\s+nhiều)?\s+đến\s+|"
    rf"(?<!\w)(?:có thể|phải)\s+(?:kể|nêu)(?:\s+tên)?\s+|\.\s+(?={CAPITAL})(?:{_OPENING})?|"
    r"(?::|(?<!\w)(?:như|là|gồm|có))\s+",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"(?:\s|,)(?:với|đã|(?<!người )có|thực hiện|xây dựng|phát triển|nhờ|chuyên(?! nghiệp)|doanh thu|thu nhập|"
    r"lợi nhuận|lãi|đạt)\s"
)
_LIST_OPENING = re.compile(
    r"(?<!\w)(?:điển hình|gương(?: sáng| tốt)?|tiêu biểu)"
    r"(?:(?!\w)[^;:]*:|(?:\s[^;:.,“\"]{0,60})?\s(?:có|là|như|phải kể đến)\s)|"
    r"(?<!\w)(?:về|đối với) cá nhân,?\s(?:có|là)\s(?!\d)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?:{CAPITAL}[^\W\d_]*(?:['’][^\W\d_]+)?\s?)+")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|(?<!\w)[a-zđ])\s*[.)/]\s*(?=\D)")
_LEADS = " -–+*•,"
_INITIATIVE = re.compile(
    r"(?<!\w)(?:sáng kiến|giải pháp|đề tài|công trình)\s*:?\s*[“\"«](?P<name>[^“”\"»]{5,200})[”\"»]", re.IGNORECASE
)
_OF_MODEL = re.compile(r"(?<!ngoài )(?<!trong )mô hình(?!\w)", re.IGNORECASE)
# "... lãi 300 triệu đồng. Mô hình “A” của Hội B ...": a model named behind an exemplar is another matter
_NEXT_MODEL = re.compile(
    r"\.\s+(?=(?:Các\s+|Những\s+)?(?:[Mm]ô hình|[Cc]âu lạc bộ|[Pp]hong trào)[^.;“”\"]{0,40}[“\"«])|"
    r";\s+(?=(?:và\s+)?mô hình\s)"
)


@dataclass(frozen=True, slots=True)
class ProseExemplar:
    """One exemplar of prose with the amounts told of it; `title` is "" for an enterprise whose trade is not told."""

    kind: str
    title: str
    description: str
    recipient: Recipient
    amounts: tuple[Amount, ...]
    clause: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ExemplarList:
    """The exemplars one paragraph lists."""

    exemplars: tuple[ProseExemplar, ...]
    is_open: bool


def find_exemplars(paragraph: Paragraph) -> ExemplarList | None:
    """Return the exemplars a paragraph lists, None if it lists none.

    What follows a person belongs to that person up to the next one; a paragraph that opens with a person is theirs.
    """
    starts = list(_person_starts(paragraph))
    if not starts:
        return None
    ends = [*starts[1:], len(paragraph.text)]
    found = [e for start, end in zip(starts, ends, strict=True) if (e := _exemplar(paragraph, start, end))]
    return ExemplarList(tuple(found), bool(_OPEN_END.search(paragraph.text))) if found else None


def _person_starts(paragraph: Paragraph) -> Iterator[int]:
    """Yield where persons begin: at a clause's start, or behind opening words ("Điển hình như ...:")."""
    text = paragraph.text
    starts = set()
    for clause in _CLAUSE_STARTS.finditer(text):
        start = clause.end() + len(text[clause.end() :]) - len(text[clause.end() :].lstrip(_LEADS))
        if number := _NUMBER.match(text, start):
            start = number.end()
        opened = clause.group().strip(" ;.") in (":", "như", "là", "gồm", "có")
        of_exemplars = clause.group() == ": " and _is_of_exemplars(paragraph)
        if opened and not (of_exemplars or _opens_list(text[: clause.end()])):
            continue
        if person_at(text, start) or (
            ((of_exemplars and text[start].isupper()) or not opened) and _COLLECTIVE.match(text, start)
        ):
            starts.add(start)
    yield from sorted({*starts, *narrated_starts(text), *owned_deeds(text)})


def _exemplar(paragraph: Paragraph, start: int, end: int) -> ProseExemplar | None:
    other = _NEXT_MODEL.search(paragraph.text, start, end)
    told = paragraph.text[start : other.start() if other else end].rstrip(" ;,")
    split = _recipient_end(told)
    recipient = placed(parse_recipient(told[:split]), paragraph.text[:start])
    amounts = tuple(find_amounts(told))
    owned = owned_deeds(paragraph.text).get(start)
    title, description = _named_deed(told, split, owned) or read_activity(told[split:], _is_of_exemplars(paragraph))
    if not title:
        title, description = _unnamed_deed(paragraph, start, told[split:], recipient, amounts)
    context = " ".join((paragraph.lead, paragraph.heading, paragraph.text))
    known = _opens_list(f"{context} {paragraph.within}") or any(
        a.is_outcome_measure or a.measure in RESULTS for a in amounts
    )
    if not (recipient.name and known and (title or (amounts and recipient.kind == "collective"))):
        return None
    is_model = owned or _OF_MODEL.search(told)
    return ProseExemplar(
        kind="exemplar" if _EXEMPLAR_CONTEXT.search(context) or not is_model else "model",
        title=title,
        description=description,
        recipient=recipient,
        amounts=amounts,
        clause=told,
        evidence=paragraph.evidence(start, start + len(told)),
    )


def _named_deed(told: str, split: int, owned: str | None) -> tuple[str, str] | None:
    """Return a deed told before its bearer, or the quoted name of an initiative, with the words behind it."""
    if owned:
        return sentence_start(owned), told[split:].strip(" ,;")
    initiative = _INITIATIVE.search(told)
    return (tidy(initiative["name"]), told[initiative.end() :].strip(" ,;.")) if initiative else None


def _unnamed_deed(
    paragraph: Paragraph, start: int, told_of: str, recipient: Recipient, amounts: tuple[Amount, ...]
) -> tuple[str, str]:
    """Return what one did of whom earnings or a list tell, at last the name; ("", "") where that is too little."""
    earns = any(amount.is_outcome_measure for amount in amounts)
    title, description = "", ""
    if earns and recipient.kind != "collective":
        title, description = later_activity(told_of)
        if not title and start in narrated_starts(paragraph.text):
            title, description = told_deed(told_of) or (recipient.name, "")
    elif recipient.address != Address() and (earns or (amounts and _is_of_exemplars(paragraph))):
        title = recipient.name
    if not title and recipient.kind and _is_listed(paragraph, start):
        title, description = told_deed(told_of) or (recipient.name, "")
    return title, description


def _opens_list(words: str) -> bool:
    return bool(_CONTEXT.search(words) or _LIST_OPENING.search(words))


def _is_of_exemplars(paragraph: Paragraph) -> bool:
    told_under = f"{paragraph.lead} {paragraph.heading} {paragraph.within}"
    return _EXEMPLAR_CONTEXT.search(told_under) is not None


def _is_listed(paragraph: Paragraph, start: int) -> bool:
    """Tell whether a list of exemplars is what names somebody: "Một số điển hình: / - Ông A", "Gương tốt: bác sĩ A"."""
    opened = _LIST_OPENING.search(paragraph.text[:start]) is not None
    head = _NUMBER.sub("", paragraph.text[:start]).strip(_LEADS)
    told = _LIST_OPENING.search(paragraph.lead) or _EXEMPLAR_CONTEXT.search(f"{paragraph.heading} {paragraph.within}")
    return opened or bool(paragraph.is_item and told and not head)


def _recipient_end(told: str) -> int:
    """Return where name, position and address end and the deed begins."""
    deed = _DEED.search(told)
    limit = deed.start() if deed else len(told)
    spans = [span for span in find_addresses(told) if span.start < limit]
    if not spans:
        return _name_end(told, limit)
    closing = re.compile(r"\s*\)").match(told, spans[0].end)
    return closing.end() if closing else spans[0].end


def _name_end(told: str, limit: int) -> int:
    person = _PERSON.match(told)
    name = _NAME.match(told, person.end() if person else 0)
    if person:
        return min(name.end(), limit) if name else limit
    # "Trung úy A, nhân viên quân y, đỡ đẻ ...": any other form of address
    named = parse_recipient(told).name if person_at(told, 0) else ""
    end = told.find(named) + len(named)
    return min(end, limit) if named and told[end : end + 1] == "," else limit
