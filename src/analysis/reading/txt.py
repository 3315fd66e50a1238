"""Plain text: encodings, lines, and whether the lines end at the margin."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis.reading.document import Block, Document, Line, Quality, Row, Table
from analysis.reading.encodings import Decoded, decode
from analysis.reading.errors import UnreadableError
from analysis.reading.legacy_text import encoding_remark
from analysis.reading.markdown import without_marks
from analysis.reading.txt_pages import PrintedLine, notes, printed_lines, without_page_numbers
from analysis.vietnamese.letters import nfc

_PIPED = re.compile(r"\|.*\|.*\||[^|]+\|[^|]+\|[^|]*(?:\|[^|]*)*")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
_WRAP_WIDTH = range(50, 131)
_FEWEST_LINES = 5
_FULL_SHARE = 0.25
_RUN_ON_SHARE = 0.15


def read_txt(path: Path) -> Document:
    """Read a text file; each line keeps its number as locator, line ends of any system are understood."""
    decoded = decode(path.read_bytes())
    lines = without_page_numbers(printed_lines(decoded.text))
    if not any(line.text.strip() for line in lines):
        raise UnreadableError("tệp không có chữ nào", "the file holds no text", file_format="txt")
    texts = without_marks([line.text for line in lines])
    blocks = tuple(_blocks([replace(line, text=text) for line, text in zip(lines, texts, strict=True)]))
    return decoded_as(Document("txt", blocks, hard_wrapped=is_hard_wrapped(texts)), decoded)


def decoded_as(document: Document, decoded: Decoded) -> Document:
    """Return a document read from decoded text with a remark on the legacy encoding it was converted from."""
    if not decoded.encoding:
        return document
    quality: Quality = "good" if decoded.sure else "suspect"
    remarks = (*document.remarks, encoding_remark(decoded.encoding))
    return replace(document, reading="converted", quality=quality, remarks=remarks)


def _blocks(lines: list[PrintedLine]) -> Iterator[Block]:
    """Yield lines, and as tables the runs of lines whose cells stand between bars: | Số: 12/QĐ-UBND | ... |."""
    run: list[Row] = []
    noted = notes(lines)
    for index, line in enumerate(lines):
        locator, raw = f"line {line.number}", line.text
        if _PIPED.fullmatch(raw.strip()):
            cells = tuple(nfc(cell).strip() for cell in raw.strip().removeprefix("|").removesuffix("|").split("|"))
            if not all(_RULE.fullmatch(cell) for cell in cells):
                run.append(Row(cells, locator))
            continue
        if run:
            yield Table(tuple(run), run[0].locator)
            run = []
        yield as_line(raw, locator, noted.get(index, ""))
    if run:
        yield Table(tuple(run), run[0].locator)


def as_line(raw: str, locator: str, note: str = "") -> Line:
    """Make a `Line` of printed text: NFC, its indent counted, blanks at both ends dropped."""
    text = nfc(raw)
    body = text.lstrip(" \t\u00a0")
    return Line(body.rstrip(), locator, indent=len(text) - len(body), note=note)


def is_hard_wrapped(lines: list[str]) -> bool:
    """Tell whether lines end at the margin: many are about as long as the longest, and sentences run on below.

    Trap: a list of items of one length looks alike, but its items do not begin in lower case.
    """
    printed = [line.strip() for line in lines if line.strip()]
    if len(printed) < _FEWEST_LINES:
        return False
    margin = sorted(map(len, printed))[int(len(printed) * 0.95)]
    full = sum(len(line) >= margin * 0.8 for line in printed)
    run_on = sum(line[0].islower() for line in printed)
    return margin in _WRAP_WIDTH and full >= len(printed) * _FULL_SHARE and run_on >= len(printed) * _RUN_ON_SHARE
