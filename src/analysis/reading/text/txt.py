"""Plain text: encodings, lines, and whether the lines end at the margin."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis.reading.document import Block, Document, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import as_line, is_hard_wrapped
from analysis.reading.text.encodings import decode
from analysis.reading.text.legacy import decoded_as
from analysis.reading.text.markdown import without_marks
from analysis.reading.text.pages import PrintedLine, notes, printed_lines, without_page_numbers
from analysis.vietnamese.letters import nfc

_PIPED = re.compile(r"\|.*\|.*\||[^|]+\|[^|]+\|[^|]*(?:\|[^|]*)*")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")


def read_txt(path: Path) -> Document:
    """Read a text file; each line keeps its number as locator, line ends of any system are understood."""
    decoded = decode(path.read_bytes())
    lines = without_page_numbers(printed_lines(decoded.text))
    if not any(line.text.strip() for line in lines):
        raise UnreadableError("tệp không có chữ nào", "the file holds no text", file_format="txt")
    raw = [line.text for line in lines]
    texts = without_marks(raw)
    if texts != raw:
        lines = [replace(line, text=text) for line, text in zip(lines, texts, strict=True)]
    blocks = tuple(_blocks(lines))
    return decoded_as(Document("txt", blocks, hard_wrapped=is_hard_wrapped(texts)), decoded)


def _blocks(lines: list[PrintedLine]) -> Iterator[Block]:
    """Yield lines, and as tables the runs of lines whose cells stand between bars: | Số: 12/QĐ-UBND | ... |."""
    run: list[Row] = []
    noted = notes(lines)
    for index, line in enumerate(lines):
        locator, raw = f"line {line.number}", line.text
        if "|" in raw and _PIPED.fullmatch(raw.strip()):
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
