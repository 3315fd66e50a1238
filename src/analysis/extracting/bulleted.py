"""Models that stand one to a line, without quotes: "- Mô hình nuôi dê của hộ ông A, thôn B, xã C".

Trap: a line may also begin with "Mô hình" and tell of models in general ("- Mô hình đã giúp bà con ..."); only an
activity with its bearer or its place is an entry.
"""

import re

from analysis.extracting.activities import is_activity
from analysis.extracting.named import NamedEntry
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import find_quoted
from analysis.extracting.titles import KIND_WORDS, sentence_start
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.recipients import Recipient, parse_recipient

_LINE = re.compile(
    rf"(?:[-–+*•]|\d{{1,3}}\s*[.)/])\s*(?P<kind>{'|'.join(sorted(KIND_WORDS, key=len, reverse=True))})(?!\w)\s*:?\s*"
    r"(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_BEARER = re.compile(r"\s*[,:(–-]?\s*(?<!\w)(?:của|do|tại|ở)\s+")
_END = re.compile(r"[;.:]|\s(?:đạt|cho|thu nhập|doanh thu|lợi nhuận|giúp|mang lại|đã|với)\s")
_LONGEST_TITLE = 120


def find_bulleted(paragraph: Paragraph) -> NamedEntry | None:
    """Return the unquoted model a bulleted or numbered line names, None if it names none."""
    match = _LINE.match(paragraph.text)
    if not match or find_quoted(paragraph.text):
        return None
    rest = match.group("rest")
    bearer = _BEARER.search(rest)
    title = tidy(rest[: bearer.start()] if bearer else "").strip(" ,;.:-–(")
    if not bearer or not is_activity(title) or len(title) > _LONGEST_TITLE:
        return None
    told = rest[bearer.end() :]
    recipient = bearer_of(told)
    if recipient is None:
        return None
    start = match.start("rest")
    return NamedEntry(
        kind=KIND_WORDS[match.group("kind").lower()],
        title=sentence_start(title),
        recipient=recipient,
        start=start,
        end=start + bearer.start(),
        evidence=paragraph.evidence(),
    )


def bearer_of(told: str) -> Recipient | None:
    """Return the bearer; a place alone bears no name; None where neither is told."""
    spans = find_addresses(told)
    end = _END.search(told)
    limit = max(end.start() if end else len(told), spans[0].end if spans and spans[0].start < 80 else 0)
    recipient = parse_recipient(told[:limit])
    if recipient.kind and not (spans and spans[0].start == 0 and recipient.kind == "collective"):
        return recipient
    return Recipient(told[:limit], address=spans[0].address) if spans and spans[0].start == 0 else None
