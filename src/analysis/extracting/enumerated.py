"""Models that one sentence lists without quotes: "Tiêu biểu như các mô hình: A tại xã B; C ở thôn D, xã E; ...".

Each part needs its place or bearer behind the name. Trap: a part may begin with the place and tell a deed ("Xã A tích
cực vận động ..."); what its model is called, it does not say.
"""

import re
from collections.abc import Iterator

from analysis.extracting.bulleted import bearer_of
from analysis.extracting.named import NamedEntry, NamedList
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import find_quoted
from analysis.extracting.titles import sentence_start
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.letters import tidy

_OPENER = re.compile(
    r"(?<!\w)(?:(?:các|những|một số)\s+mô hình[^:;.,]{0,60}|mô hình[^:;.,]{0,40}\s(?:như|gồm|là))\s*:\s*", re.IGNORECASE
)
_CLOSE = re.compile(r"\.(?:\s|$)|…|\.\.\.")
_OPEN_END = re.compile(r"(?:…|\.\.\.)")
_KIND = re.compile(r"(?:và\s+)?(?:mô hình\s+)?", re.IGNORECASE)
_BEARER = re.compile(r"\s*,?\s+(?:của|do|tại|ở|trên địa bàn)\s+")
_DEED = re.compile(r"(?<!\w)(?:đã|được|tích cực|góp phần|nhằm|giúp|mang lại)(?!\w)")
_WORDS = range(2, 26)
_FEWEST = 2


def find_enumerated(paragraph: Paragraph) -> NamedList | None:
    """Return the unquoted models a sentence lists; None if fewer than two parts name one with place or bearer."""
    opener = _OPENER.search(paragraph.text)
    if not opener:
        return None
    close = _CLOSE.search(paragraph.text, opener.end())
    end = close.start() if close else len(paragraph.text)
    if find_quoted(paragraph.text[opener.end() : end]):
        return None
    found = [entry for entry in _entries(paragraph, opener.end(), end) if entry]
    if len(found) < _FEWEST:
        return None
    is_open = _OPEN_END.match(paragraph.text, end) is not None
    return NamedList(tuple(found), None, is_open, paragraph.evidence(opener.start(), end))


def _entries(paragraph: Paragraph, start: int, end: int) -> Iterator[NamedEntry | None]:
    for part in re.finditer(r"[^;]+", paragraph.text[start:end]):
        yield _entry(paragraph, start + part.start(), start + part.end())


def _entry(paragraph: Paragraph, start: int, end: int) -> NamedEntry | None:
    printed = paragraph.text[start:end]
    lead = len(printed) - len(printed.lstrip())
    words = printed[lead:].rstrip()
    kind = _KIND.match(words)
    words = words[kind.end() :] if kind else words
    bearer = _BEARER.search(words)
    spans = find_addresses(words)
    cut = bearer.start() if bearer else spans[0].start if spans else 0
    title = tidy(words[:cut]).strip(" ,.:-–")
    recipient = bearer_of(words[bearer.end() if bearer else cut :])
    if not spans or recipient is None or len(title.split()) not in _WORDS or _DEED.search(title):
        return None
    return NamedEntry("model", sentence_start(title), recipient, start, end, paragraph.evidence(start, end))
