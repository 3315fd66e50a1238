"""Exemplars that prose tells of: who, where, what they do, and what it brings.

Real: "Điển hình ...: Hộ gia đình ông A, ấp B, xã C với mô hình nuôi D đạt khoảng 1,7 tỉ đồng/năm; Hộ ...;...".
Traps: the signer and the chair of a meeting are named too; a person counts only in a clause that begins with the
person, in a context of exemplars or models, with an activity behind the address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.evidence import Evidence
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import find_quoted
from analysis.extracting.titles import sentence_start
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.letters import fold, tidy
from analysis.vietnamese.money import Amount, find_amounts
from analysis.vietnamese.recipients import Recipient, parse_recipient

_CONTEXT = re.compile(r"(?<!\w)(điển hình|gương|tiêu biểu|mô hình)(?!\w)", re.IGNORECASE)
_EXEMPLAR_CONTEXT = re.compile(r"(?<!\w)(?:điển hình|gương)(?!\w)", re.IGNORECASE)
_OPEN_END = re.compile(r"[;,]?\s*(?:\.\.\.|…|v\.\s?v)\s*$")
_CLAUSE = re.compile(r"[^;]+")
_LEAD = re.compile(r".*?(?::|(?<!\w)(?:như|là|gồm|có))\s+(?=\S)", re.DOTALL)
_PERSON = re.compile(
    r"(?:các\s+)?(?:hộ(?:\s+(?:gia đình|nông dân))?|gia đình|vợ chồng|ông|bà|anh|chị|hội viên|đồng chí)\s+"
    r"(?:(?:ông|bà|anh|chị|hội viên|đồng chí)\s+)?(?=[A-ZĐÀ-Ỹ])",
    re.IGNORECASE,
)
# Collectives that earn; an office beside an amount is a budget
_COLLECTIVE = re.compile(r"(?:hợp tác xã|htx|tổ hợp tác|công ty|trang trại|làng nghề)\s+[^\W\d_]", re.IGNORECASE)
_ACTIVITY = re.compile(
    r"[\s,:)–-]*(?:(?:là|đã|đang|hiện|với|có|nhờ|bằng|chuyên|thực hiện|xây dựng|phát triển|triển khai|áp dụng|làm chủ)"
    r"\s+){0,3}"
    r"(?P<model>(?:các\s+)?mô hình\s*(?:về\s+)?)?(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ACTIVITY_END = re.compile(
    r"\s*(?:[,;(–]|\s-\s|\.(?:\s|$)|\s(?:đạt|cho|thu|lãi|mang lại|đem lại|giúp|tạo|hằng năm|hàng năm|mỗi năm|với|có|"
    r"trừ|sau khi|doanh thu|lợi nhuận)(?!\w))",
    re.IGNORECASE,
)
_LONGEST_ACTIVITY = 120


@dataclass(frozen=True, slots=True)
class ProseExemplar:
    """One exemplar of prose with the amounts of its clause."""

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
    evidence: Evidence


@cache
def _verbs() -> re.Pattern[str]:
    verbs = sorted(
        (row["verb"] for row in read_rows("analysis.extracting", "activity_verbs.csv")), key=len, reverse=True
    )
    return re.compile(rf"(?:{'|'.join(verbs)})(?!\w)", re.IGNORECASE)


def activity_verb(words: str) -> bool:
    """Tell whether `words` begin with something people do: "nuôi dê", "trồng cam"."""
    return _verbs().match(words) is not None


def find_exemplars(paragraph: Paragraph) -> ExemplarList | None:
    """Return the exemplars a paragraph lists, None if it lists none."""
    text = paragraph.text
    if not _CONTEXT.search(text) and not _CONTEXT.search(paragraph.heading):
        return None
    kind = "exemplar" if _EXEMPLAR_CONTEXT.search(text) or _EXEMPLAR_CONTEXT.search(paragraph.heading) else "model"
    found = [e for start, end in _clauses(text) if (e := _exemplar(paragraph, kind, start, end))]
    if not found:
        return None
    return ExemplarList(tuple(found), bool(_OPEN_END.search(text)), paragraph.evidence())


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the clauses between ";" and, where a new person begins, between sentences."""
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        for point in re.finditer(r"\.\s+(?=[A-ZĐÀ-Ỹ])", match.group()):
            yield start, match.start() + point.start()
            start = match.start() + point.end()
        yield start, end


def _exemplar(paragraph: Paragraph, kind: str, start: int, end: int) -> ProseExemplar | None:
    clause = paragraph.text[start:end]
    person = _person_start(clause)
    if person is None:
        return None
    told = clause[person:]
    recipient_end = _recipient_end(told)
    recipient = parse_recipient(told[:recipient_end])
    title, description = _activity(told[recipient_end:])
    amounts = tuple(find_amounts(told))
    if not recipient.name or not (title or (amounts and recipient.kind == "collective")):
        return None
    return ProseExemplar(
        kind=kind,
        title=title,
        description=description,
        recipient=recipient,
        amounts=amounts,
        clause=told,
        evidence=paragraph.evidence(start + person, end),
    )


def _person_start(clause: str) -> int | None:
    """Return where the person begins: at the clause's start, or behind its opening words ("Điển hình như ...:")."""
    stripped = len(clause) - len(clause.lstrip(" -–+*•,"))
    if _PERSON.match(clause, stripped) or _COLLECTIVE.match(clause, stripped):
        return stripped
    for lead in re.finditer(r"(?::|(?<!\w)(?:như|là|gồm|có))\s+", clause):
        if _PERSON.match(clause, lead.end()) and _CONTEXT.search(clause[: lead.end()]):
            return lead.end()
    return None


def _recipient_end(told: str) -> int:
    """Return where name, position and address end and the deed begins."""
    deed = re.search(
        r"(?:\s|,)(?:với|đã|có|thực hiện|xây dựng|phát triển|nhờ|chuyên|doanh thu|thu nhập|lợi nhuận)\s", told
    )
    limit = deed.start() if deed else len(told)
    spans = [span for span in find_addresses(told) if span.start < limit]
    return max(spans[-1].end, 0) if spans else _name_end(told, limit)


def _name_end(told: str, limit: int) -> int:
    person = _PERSON.match(told)
    name = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s?)+").match(told, person.end() if person else 0)
    return min(name.end(), limit) if name else limit


def _activity(words: str) -> tuple[str, str]:
    """Return the activity as a title and the words behind it; ("", "") where no activity is told."""
    match = _ACTIVITY.match(words)
    if not match:
        return "", ""
    rest = match.group("rest").strip()
    quoted = find_quoted(rest)
    if quoted and match.group("model") and quoted[0].start <= 1:
        return tidy(quoted[0].inner), tidy(rest[quoted[0].end :]).strip(" ,.;")
    if not match.group("model") and not activity_verb(rest):
        return "", ""
    end = _activity_end(rest)
    title = tidy(rest[:end]).strip(" ,.;:-–")
    if not title or len(title) > _LONGEST_ACTIVITY or fold(title) in ("mô hình", "kinh tế"):
        return "", ""
    return sentence_start(title), tidy(rest[end:]).strip(" ,.;")


def _activity_end(rest: str) -> int:
    """Find the end of an activity; a comma before a verb does not end it ("mua bán, trồng dừa gắn với nuôi bò")."""
    position = 0
    while cut := _ACTIVITY_END.search(rest, position):
        following = rest[cut.end() :].lstrip()
        if not (cut.group().strip() in (",", "với") and activity_verb(following)):
            return cut.start()
        position = cut.end()
    return len(rest)
