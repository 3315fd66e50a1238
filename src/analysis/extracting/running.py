"""Lists that a conversion printed as one running line: "STT Tên tập thể Mô hình I MÔ HÌNH: 05 1 Công an ... 2 Hội ...".

The serial numbers part the rows, the words before a model's name part the cells. Trap: numbers of duties and of the
parts of a sentence run on as well; only a paragraph that opens as a list counts, and only numbers 1, 2, 3 ... do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.extracting.paragraphs import Paragraph
from analysis.reading import Row, Table
from analysis.vietnamese.letters import CAPITAL
from analysis.vietnamese.recipients import parse_recipient

_OPENING = re.compile(r"(?:^|\s)(?:DANH SÁCH|PHỤ LỤC|STT|Số TT|TT)(?!\w)")
_MARK = re.compile(
    r"(?<!\w)(?P<mark>[IVX]{1,4}|[A-D])[.)]?\s+"
    r"(?P<label>(?:MÔ HÌNH|ĐIỂN HÌNH(?: TIÊN TIẾN)?|TẬP THỂ|CÁ NHÂN|HỘ GIA ĐÌNH)(?:\s*:\s*\d{1,3})?)(?!\w)|"
    rf"(?<![\w.,/:–-])(?<!: )(?P<serial>\d{{1,3}})[.)]?\s+(?={CAPITAL}|[“\"])"
)
_TITLE = re.compile(r"\s*(?:(?:Mô hình|Điển hình)\s*:?\s*)?[“\"«]|\s(?:Mô hình|Điển hình)\s*:?\s")
_FEWEST = 4
_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class RunningList:
    """A list found in one paragraph, as the table it was, with the words above it."""

    paragraph: Paragraph
    table: Table
    heading: str


def find_running(paragraphs: Sequence[Paragraph]) -> list[RunningList]:
    """Return the lists printed as one running line."""
    return [found for paragraph in paragraphs if (found := _running(paragraph))]


def _running(paragraph: Paragraph) -> RunningList | None:
    text = paragraph.text
    marks = list(_in_order(text)) if _OPENING.search(text[:200]) else []
    if sum(mark["serial"] is not None for mark in marks) < _FEWEST:
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    items = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True) if mark["serial"]]
    titled = sum(bool(_TITLE.search(item)) for item in items) >= len(items) * _SHARE
    if not titled and sum(bool(parse_recipient(item).kind) for item in items) < len(items) * _SHARE:
        return None
    header = ("Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình") if titled else ("Số TT", "Tên tập thể, cá nhân")
    rows = [_row(paragraph, mark, end, titled) for mark, end in zip(marks, ends, strict=True)]
    where = paragraph.locator()
    return RunningList(paragraph, Table((Row(header, where), *rows), where), text[: marks[0].start()])


def _in_order(text: str) -> Iterator[re.Match[str]]:
    """Yield the headings of groups and the serials that run on from 1; another number belongs to the text."""
    expected = 1
    for match in _MARK.finditer(text):
        if match["mark"]:
            expected = 1
        elif int(match["serial"]) != expected:
            continue
        else:
            expected += 1
        yield match


def _row(paragraph: Paragraph, mark: re.Match[str], end: int, titled: bool) -> Row:
    where = paragraph.locator(mark.start(), end)
    if mark["mark"]:
        return Row((mark["mark"], mark["label"]), where)
    item = paragraph.text[mark.end() : end]
    title = _TITLE.search(item) if titled else None
    cut = title.start() if title else len(item)
    return Row((mark["serial"], item[:cut].strip(" ;,."), item[cut:].strip(" ;,.")), where)
