"""Paragraphs out of printed lines; each knows which line every character came from and its heading."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.extracting.evidence import Evidence, join_locators, shorten
from analysis.reading import Line
from analysis.vietnamese.legible import legible
from analysis.vietnamese.letters import CAPITAL, upper_share

# "I.", "1.", "1.2.", "a)", "*", "-", "+", "Điều 3.": a line that begins so begins a paragraph
_MARK = re.compile(
    r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)/](?=\s|[^\W\d])|\d{1,2}(?:\.\d{1,2})+\s|[-–+*•]\s|"
    r"\(\d{1,2}\)\s|[a-zđ]-\s|Điều\s+\d+|Phụ lục|Nơi nhận|Căn cứ\s"
)
_NOTE = re.compile(rf"(\d{{1,2}})\s+(?={CAPITAL})")
_ITEM = re.compile(r"[-–+*•]\s|\(?\d{1,3}\s*[.)/]\s*\S|[a-zđ]\s*[).]|[a-zđ]-\s")
_ENDS = re.compile(r"[.;:!?…/”\"]\s*$")
_LONGEST_HEADING = 220
_HEADING = re.compile(
    r"(?:[IVXL]{1,6}\s*(?:[.)/]|[-–](?=\s))|[A-Z]\s*[.)]|\d{1,2}(?:\.\d{1,2})*\s*(?:[.)]|/[-–]|[-–](?=\s))|[a-zđ]\s*\)|[*])\s*\S"
)
_SIGNATURE = re.compile(r"(?:Nơi nhận|TM\.|KT\.|TL\.|TUQ\.|Q\.)\s*", re.IGNORECASE)
# "II.", "Phần thứ hai", "B.": a heading that opens a part, and headings in capitals
_CHIEF = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[./-]|phần\s+(?:thứ\s+)?\w+", re.IGNORECASE)
_CAPITALS = 0.8
_DEPTHS = (
    (3, re.compile(r"[a-zđ]\s*\)")),
    (2, re.compile(r"\d{1,2}(?:\.\d{1,2})+")),
    (1, re.compile(r"\d{1,2}\s*[.)]")),
)
_AFTER_SIGNATURE = re.compile(r"(?:phụ lục|danh sách|biểu|mẫu số|đề cương)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line: where each part came from and the heading above it.

    `starts` are places in `raw`, the text as printed; `text` is without look-alikes and unseen characters and `origins`
    leads from it to `raw`, None where the two are one. `lead` is, for an item of a list, the line that opens the list
    ("Tiêu biểu như:"); `within` is the heading that `heading` stands under ("2. Gương tiêu biểu" above "a) Trong kinh
    tế"), `chapter` the chief heading above ("II. PHƯƠNG HƯỚNG"), perhaps the same.
    """

    text: str
    starts: tuple[int, ...]
    locators: tuple[str, ...]
    heading: str = ""
    note: str = ""
    lead: str = ""
    raw: str = ""
    chapter: str = ""
    origins: tuple[int, ...] | None = None
    within: str = ""

    @property
    def is_item(self) -> bool:
        """Whether the paragraph is an item of a list, bulleted or numbered."""
        return _ITEM.match(self.text) is not None

    def locator(self, start: int = 0, end: int | None = None) -> str:
        """Return the locator of the lines that hold `text[start:end]`: `line 88` or `line 88-90`."""
        last = (len(self.text) if end is None else end) - 1
        first_line = self.locators[max(bisect_right(self.starts, self._origin(start)) - 1, 0)]
        last_line = self.locators[max(bisect_right(self.starts, self._origin(max(last, start))) - 1, 0)]
        return join_locators(first_line, last_line)

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """Return the words `text[start:end]` with their locator."""
        return Evidence(self.locator(start, end), shorten(self.printed(start, end).strip()))

    def printed(self, start: int = 0, end: int | None = None) -> str:
        """Return the words `text[start:end]` as printed."""
        if self.origins is None:
            return self.text[start:end]
        return self.raw[self._origin(start) : self._origin(len(self.text) if end is None else end)]

    def _origin(self, index: int) -> int:
        return index if self.origins is None else self.origins[min(index, len(self.text))]


def paragraphs(lines: Iterable[Line], hard_wrapped: bool) -> list[Paragraph]:
    """Join lines into paragraphs; signature blocks and lists of addressees are left out.

    Hard-wrapped text is joined across line ends and across the blank lines of a page break in mid-sentence.
    """
    groups = _groups(list(lines), hard_wrapped)
    return list(_under_headings(_without_signatures(groups)))


def _groups(lines: list[Line], hard_wrapped: bool) -> list[list[Line]]:
    groups: list[list[Line]] = []
    width = max((len(line.text) for line in lines), default=0) if hard_wrapped else 0
    gap, interrupted = False, -1
    for line in lines:
        if not line.text:
            gap = True
            continue
        if hard_wrapped and _resumes(groups, interrupted, line):
            groups[interrupted].append(line)
            interrupted = -1
        elif hard_wrapped and groups and _continues(groups[-1], line, gap, width):
            groups[-1].append(line)
        else:
            interrupted = len(groups) - 1 if hard_wrapped and _interrupts(groups, line, gap) else -1
            groups.append([line])
        gap = False
    return groups


def _interrupts(groups: list[list[Line]], line: Line, gap: bool) -> bool:
    """Tell whether `line` is a footnote that breaks into an unfinished sentence."""
    if not groups or not (line.note or (gap and _NOTE.match(line.text))):
        return False
    return not _ENDS.search(groups[-1][-1].text) and not is_heading(groups[-1][0].text)


def _resumes(groups: list[list[Line]], interrupted: int, line: Line) -> bool:
    """A footnote at the foot of a page interrupts a sentence; a line in lower case takes it up again."""
    done = interrupted >= 0 and _ENDS.search(groups[-1][-1].text)
    return bool(done) and line.text[0].islower() and not _MARK.match(line.text)


def _continues(group: list[Line], line: Line, gap: bool, width: int) -> bool:
    last = group[-1].text
    if _MARK.match(line.text) or line.note != group[-1].note:
        return False
    if gap:
        return _mid_sentence(last, line.text)
    heading = upper_share(last) > 0.8
    if heading != (upper_share(line.text) > 0.8):
        return False
    return heading or line.text[0].islower() or len(last) > width * 0.6


def _mid_sentence(last: str, following: str) -> bool:
    if _NOTE.match(following) and not following[0].islower():
        return False
    return not _ENDS.search(last) and (following[0].islower() or last.rstrip().endswith(("-", ",")))


def _without_signatures(groups: list[list[Line]]) -> Iterator[list[Line]]:
    skipping = False
    for group in groups:
        first = group[0].text
        if _SIGNATURE.match(first) and (first.isupper() or first.lower().startswith("nơi nhận") or len(first) < 60):
            skipping = True
        elif skipping and (_AFTER_SIGNATURE.match(first) or re.match(r"[IVX]{1,4}\.\s", first)):
            skipping = False
        if not skipping:
            yield group


def _under_headings(groups: Iterable[list[Line]]) -> Iterator[Paragraph]:
    heading = within = lead = chapter = ""
    for group in groups:
        raw, starts = _joined(group)
        read = legible(raw)
        text = read.text
        is_item = _ITEM.match(text) is not None
        if is_heading(text):
            deeper = _depth(text) - _depth(heading)
            within = heading if deeper > 0 else within if deeper == 0 else ""
            heading = text
            chapter = text if _CHIEF.match(text) or upper_share(text) > _CAPITALS else chapter
        note = group[0].note or _printed_note(text)
        locators = tuple(line.locator for line in group)
        yield Paragraph(
            text, starts, locators, heading, note, lead if is_item else "", raw, chapter, read.starts, within
        )
        lead = text if text.endswith(":") else lead if is_item else ""


def _depth(heading: str) -> int:
    """Return how deep the mark of a heading stands: "II." above "2." above "2.1." above "a)"."""
    return next((depth for depth, mark in _DEPTHS if mark.match(heading)), 0)


def _printed_note(text: str) -> str:
    match = _NOTE.match(text)
    return match.group(1) if match else ""


def _joined(group: list[Line]) -> tuple[str, tuple[int, ...]]:
    text, starts = "", []
    for line in group:
        text += " " if text else ""
        starts.append(len(text))
        text += re.sub(r"[ \t\u00a0]+", " ", line.text)
    return text, tuple(starts)


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading: numbered or in capitals, short, and not a run of sentences."""
    if len(text) > _LONGEST_HEADING or re.search(r"[;,]\s*$", text):
        return False
    if len(text) > 3 and upper_share(text) > 0.8 and not text.startswith("-"):
        return True
    # "* Hộ chị A, thôn B, nuôi dê; ...": an item that tells something
    if text.startswith("*") and (";" in text or text.endswith(".")):
        return False
    mark = _HEADING.match(text)
    # "c) Riêng Sở ... xét tối đa 03 tập thể." states something
    if mark and text.endswith(".") and re.search(r"\d", text[mark.end() :]):
        return False
    return bool(mark) and not re.search(rf"[.;]\s+{CAPITAL}", text[mark.end() - 1 :] if mark else text)
