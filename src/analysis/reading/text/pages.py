"""Traces of pages in plain text: page numbers between the lines, footnotes in the middle of a sentence.

Both are only taken where they are certain: a number that is dropped or a line that is moved wrongly costs an entry.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# "Trang 3/7", "- 3 -", and a number that stands alone
_NAMED = re.compile(r"(?:trang|page)\s*(\d{1,3})(?:\s*(?:/|trên|of)\s*(\d{1,3}))?", re.IGNORECASE)
_DASHED = re.compile(r"[-–—]\s*(\d{1,3})\s*[-–—]")
_ALONE = re.compile(r"(\d{1,3})")
_NUMBER_END = re.compile(r"[\d–—-]")
_LONGEST_NUMBER = 40
_FEWEST_LINES_OF_A_PAGE = 25
_FEWEST_ALONE = 3

_NOTE = re.compile(r"(?:\[(\d{1,2})\]|\((\d{1,2})\)|(\d{1,2})[.)]?)\s+\S")
_SENTENCE_END = re.compile(r"[.;:!?…][”\")]*$")
_REACH = 80


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the file: its number there, its text, the page it stands on (form feeds end pages)."""

    number: int
    text: str
    page: int = 1


def printed_lines(text: str) -> list[PrintedLine]:
    """Return the lines of a text with any line ends; a form feed begins a page and not a line."""
    raw_lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    if "\f" not in text:
        return [PrintedLine(number, raw) for number, raw in raw_lines]
    lines: list[PrintedLine] = []
    page = 1
    for number, raw in raw_lines:
        for index, part in enumerate(raw.split("\f")):
            page += index > 0
            lines.append(PrintedLine(number, part, page))
    return lines


def without_page_numbers(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines without page numbers: numbers of one form that run on through the document."""
    stripped = ((index, line.text.strip()) for index, line in enumerate(lines))
    # Whatever is a number in one of the forms ends in a figure or a dash
    short = [(i, text) for i, text in stripped if len(text) <= _LONGEST_NUMBER and _NUMBER_END.match(text[-1:])]
    dropped: set[int] = set()
    for form, accepts in ((_NAMED, _is_run), (_DASHED, _is_run), (_ALONE, _is_run_of_pages)):
        found = [index for index, text in short if form.fullmatch(text)]
        if found and accepts(lines, found, form):
            dropped.update(found)
    return [line for index, line in enumerate(lines) if index not in dropped]


def _is_run(lines: Sequence[PrintedLine], indices: list[int], form: re.Pattern[str]) -> bool:
    """Tell whether the numbers count up by one; a single one is certain only where it names the total."""
    found = [match for index in indices if (match := form.fullmatch(lines[index].text.strip()))]
    if len(found) == 1:
        return found[0].lastindex == 2
    return all(int(after[1]) == int(before[1]) + 1 for before, after in pairwise(found))


def _is_run_of_pages(lines: Sequence[PrintedLine], indices: list[int], form: re.Pattern[str]) -> bool:
    """Tell page numbers from the numbers of a list: they stand at page breaks, or alone and a page apart."""
    if len(indices) < 2 or not _is_run(lines, indices, form):
        return False
    if all(_is_at_page_break(lines, index) for index in indices):
        return True
    apart = all(after - before >= _FEWEST_LINES_OF_A_PAGE for before, after in pairwise(indices))
    return len(indices) >= _FEWEST_ALONE and apart and all(_is_set_off(lines, index) for index in indices)


def _is_at_page_break(lines: Sequence[PrintedLine], index: int) -> bool:
    """Tell whether a line is the first or the last that is printed on its page, in a file with several pages."""
    page = [i for i in _around(lines, index) if lines[i].page == lines[index].page and lines[i].text.strip()]
    return lines[-1].page > 1 and index in (page[0], page[-1])


def _around(lines: Sequence[PrintedLine], index: int) -> range:
    first = last = index
    while first > 0 and lines[first - 1].page == lines[index].page:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].page == lines[index].page:
        last += 1
    return range(first, last + 1)


def _is_set_off(lines: Sequence[PrintedLine], index: int) -> bool:
    neighbours = (lines[i].text.strip() for i in (index - 1, index + 1) if 0 <= i < len(lines))
    return not any(neighbours)


def notes(lines: Sequence[PrintedLine]) -> dict[int, str]:
    """Return the number of the footnote by line index, for footnotes that break into a sentence of the body.

    Certain is a footnote whose mark ("sản xuất1", "sản xuất[1]") stands before it, which follows an unfinished
    sentence and a gap, and after which the sentence goes on in small letters.
    """
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if index in found or not _is_apart(lines, index, found):
            continue
        match = _NOTE.match(line.text.strip())
        if not match:
            continue
        number = next(group for group in match.groups() if group)
        block = list(_block(lines, index))
        if _interrupts(lines, index, block[-1], found) and _has_mark(lines, index, number, found):
            found |= dict.fromkeys(block, number)
    return found


def _is_apart(lines: Sequence[PrintedLine], index: int, taken: dict[int, str]) -> bool:
    """Tell whether a line may begin a note: after another one, a blank line or the end of a page."""
    above = lines[index - 1]
    return index - 1 in taken or not above.text.strip() or above.page != lines[index].page


def _block(lines: Sequence[PrintedLine], index: int) -> Iterator[int]:
    """Yield the lines of a note, up to a blank line, the end of the page or the next note."""
    page = lines[index].page
    yield index
    for following in range(index + 1, len(lines)):
        text = lines[following].text.strip()
        if not text or lines[following].page != page or _NOTE.match(text):
            return
        yield following


def _has_mark(lines: Sequence[PrintedLine], index: int, number: str, taken: dict[int, str]) -> bool:
    mark = re.compile(rf"[a-zà-ỹđ]{{2}}(?:{number}|\[{number}\]|\({number}\))(?=[\s,.;:)”\"]|$)")
    before = range(max(index - _REACH, 0), index)
    return any(mark.search(lines[i].text) for i in before if i not in taken)


def _interrupts(lines: Sequence[PrintedLine], first: int, last: int, taken: dict[int, str]) -> bool:
    """Tell whether the sentence before the note goes on after it; another note may stand between."""
    before = next((i for i in range(first - 1, -1, -1) if lines[i].text.strip() and i not in taken), None)
    if before is None or (first - 1 not in taken and not _is_gap(lines, first - 1, first)):
        return False
    after = last
    while True:
        start, after = after, next((i for i in range(after + 1, len(lines)) if lines[i].text.strip()), -1)
        if after < 0:
            return False
        if not _NOTE.match(lines[after].text.strip()):
            break
        after = list(_block(lines, after))[-1]
    goes_on = lines[after].text.strip()[0].islower() and _is_gap(lines, start, after)
    return goes_on and not _SENTENCE_END.search(lines[before].text.strip())


def _is_gap(lines: Sequence[PrintedLine], first: int, last: int) -> bool:
    between = lines[max(first, 0) : last + 1]
    return any(not line.text.strip() for line in between) or between[0].page != between[-1].page
