"""Models that stand one to a line, without quotes: "- Mô hình nuôi dê của hộ ông A, thôn B", "- Mô hình X: Hội Y".

Trap: a line may also begin with "Mô hình" and tell of models in general ("- Mô hình đã giúp bà con ..."); only an
activity with its bearer or its place is an entry, or what stands before a colon with its bearer behind.
"""

import re
from dataclasses import replace

from analysis.extracting.activities import is_activity
from analysis.extracting.named import NamedEntry
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import find_quoted
from analysis.extracting.titles import KIND_WORDS
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.recipients import Recipient, parse_recipient
from analysis.vietnamese.units import level_words

_LINE = re.compile(
    rf"(?:[-–+*•]|\d{{1,3}}\s*[.)/])\s*(?P<kind>{'|'.join(sorted(KIND_WORDS, key=len, reverse=True))})(?!\w)\s*:?\s*"
    r"(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_BEARER = re.compile(r"\s*[,:(–-]?\s*(?<!\w)(?:của|do|tại|ở)\s+")
_PART = re.compile(r"[,;(]|\.(?!\d)|\s[–-]\s")
_COLON = re.compile(r"\s*:\s+")
_END = re.compile(r"[;.:]|\s(?:đạt|cho|thu nhập|doanh thu|lợi nhuận|giúp|mang lại|đã|với)\s")
_LONGEST_TITLE = 120
_OF_MODELS = re.compile(r"(?<!\w)mô hình(?!\w)[^.;]*:\s*$", re.IGNORECASE)
_BODY = re.compile(r"(?:[-–+*•]|\d{1,3}\s*[.)/]|[a-zđ]\s*\))\s*(?=(?:Tổ hợp tác|Hợp tác xã|HTX|Câu lạc bộ|CLB)\s)")


def find_bulleted(paragraph: Paragraph) -> NamedEntry | None:
    """Return the unquoted model a bulleted or numbered line names, None if it names none."""
    match = _LINE.match(paragraph.text)
    if find_quoted(paragraph.text):
        return None
    if not match:
        return _body_of(paragraph)
    named = _told_of(match.group("rest")) or _before_colon(match.group("rest"))
    if named is None:
        return None
    title, recipient, end = named
    start = match.start("rest")
    return NamedEntry(
        kind=KIND_WORDS[match.group("kind").lower()],
        title=title,
        recipient=recipient,
        start=start,
        end=start + end,
        evidence=paragraph.evidence(),
    )


def _body_of(paragraph: Paragraph) -> NamedEntry | None:
    """Read a body that stands for its model in a list of models: "Các mô hình: / + Tổ hợp tác đan lát thôn A ..."."""
    match = _BODY.match(paragraph.text) if _OF_MODELS.search(paragraph.lead) else None
    recipient = bearer_of(paragraph.text[match.end() :]) if match else None
    if not match or not recipient or recipient.kind != "collective":
        return None
    start = match.end()
    end = start + len(recipient.name)
    return NamedEntry("model", recipient.name, recipient, start, end, paragraph.evidence())


def _told_of(rest: str) -> tuple[str, Recipient, int] | None:
    bearer = _BEARER.search(rest)
    title = _title(rest, bearer)
    recipient = bearer_of(rest[bearer.end() :]) if bearer and is_activity(title) else None
    return (title, recipient, bearer.start()) if bearer and recipient else None


def _before_colon(rest: str) -> tuple[str, Recipient, int] | None:
    """Read "trạm y tế gần dân: Trạm Y tế xã A"; what stands behind the colon must be a bearer, not what was done."""
    colon = _COLON.search(rest)
    title = _title(rest, colon)
    recipient = _named(rest[colon.end() :]) if colon and title else None
    return (title, recipient, colon.start()) if colon and recipient else None


def _named(told: str) -> Recipient | None:
    """Return the bearer that `told` opens with; its last word tells a name from a deed.

    "Hội Phụ nữ xã" and "Chi bộ bản Tắp 1" are names, "Hội viên góp 20 triệu" is none.
    """
    name = _PART.split(told)[0].rstrip()
    last = name.split()[-1] if name else ""
    if not last or (last[0].islower() and last not in dict(level_words())):
        return None
    spans = find_addresses(told)
    recipient = parse_recipient(told[: max(len(name), spans[0].end if spans else 0)])
    named = recipient if recipient.kind != "collective" else replace(recipient, name=name)
    return named if named.kind else None


def _title(rest: str, end: re.Match[str] | None) -> str:
    title = tidy(rest[: end.start()] if end else "").strip(" ,;.:-–(")
    return title if len(title) <= _LONGEST_TITLE else ""


def bearer_of(told: str) -> Recipient | None:
    """Return the bearer; a place alone bears no name; None where neither is told."""
    spans = find_addresses(told)
    end = _END.search(told)
    limit = max(end.start() if end else len(told), spans[0].end if spans and spans[0].start < 80 else 0)
    recipient = parse_recipient(told[:limit])
    if recipient.kind and not (spans and spans[0].start == 0 and recipient.kind == "collective"):
        return recipient
    return Recipient(told[:limit], address=spans[0].address) if spans and spans[0].start == 0 else None
