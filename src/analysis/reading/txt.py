"""Plain text: encodings, lines, and whether the lines end at the margin."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.reading.document import Block, Document, Line, Quality, Reading, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.markdown import without_marks
from analysis.vietnamese.letters import nfc

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PIPED = re.compile(r"\|.*\|.*\||[^|]+\|[^|]+\|[^|]*(?:\|[^|]*)*")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
_WRAP_WIDTH = range(50, 131)
_FEWEST_LINES = 5
_FULL_SHARE = 0.25
_RUN_ON_SHARE = 0.15


def read_txt(path: Path) -> Document:
    """Read a text file; each line keeps its number as locator, line ends of any system are understood."""
    text, reading = decode(path.read_bytes())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise UnreadableError("tệp không có chữ nào", "the file holds no text", file_format="txt")
    blocks = tuple(_blocks(without_marks(lines)))
    quality: Quality = "good" if reading == "text" else "suspect"
    return Document("txt", blocks, reading, quality, hard_wrapped=is_hard_wrapped(lines))


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield lines, and as tables the runs of lines whose cells stand between bars: | Số: 12/QĐ-UBND | ... |."""
    run: list[Row] = []
    for number, raw in enumerate(lines, start=1):
        if _PIPED.fullmatch(raw.strip()):
            cells = tuple(nfc(cell).strip() for cell in raw.strip().removeprefix("|").removesuffix("|").split("|"))
            if not all(_RULE.fullmatch(cell) for cell in cells):
                run.append(Row(cells, f"line {number}"))
            continue
        if run:
            yield Table(tuple(run), run[0].locator)
            run = []
        yield as_line(raw, f"line {number}")
    if run:
        yield Table(tuple(run), run[0].locator)


def as_line(raw: str, locator: str, note: str = "") -> Line:
    """Make a `Line` of printed text: NFC, its indent counted, blanks at both ends dropped."""
    text = nfc(raw)
    body = text.lstrip(" \t\u00a0")
    return Line(body.rstrip(), locator, indent=len(text) - len(body), note=note)


def decode(data: bytes) -> tuple[str, Reading]:
    """Return the text of `data` and whether it had to be converted; raises `UnreadableError` for other encodings."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding), "text"
    try:
        return data.decode("utf-8"), "text"
    except UnicodeDecodeError:
        return _strictly(data, "cp1258"), "converted"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "không nhận ra bảng mã chữ; hãy lưu lại dưới dạng UTF-8",
            "the character encoding is not recognised; save the file as UTF-8",
            file_format="txt",
        ) from error


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
