"""OpenDocument texts read from their own parts, where LibreOffice is missing: automatic numbers stay unknown."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from analysis.reading.archives import check_archive
from analysis.reading.document import Block, Document, Line, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import as_line, is_hard_wrapped
from analysis.reading.markup import Element
from analysis.vietnamese.letters import nfc

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
# Deleted text, remarks in the margin, and what is printed apart from the paragraph
_SKIPPED = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_DRAW}text-box"}
_MOST_REPEATED = 64


def read_content(path: Path) -> Document:
    """Read the OpenDocument text at `path`: paragraphs, tables, and each note after its paragraph."""
    check_archive(path, "doc")
    try:
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(resolve_entities=False))
        body = next(root.iter(f"{_OFFICE}text"))
        blocks = tuple(_Walk().blocks(body))
    except (KeyError, StopIteration, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadableError(
            "tệp OpenDocument bị hỏng, không mở được", "the OpenDocument file is damaged", file_format="doc"
        ) from error
    lines = [block.text for block in blocks if isinstance(block, Line)]
    if not any(lines) and not any(isinstance(block, Table) for block in blocks):
        raise UnreadableError("tệp không có chữ nào", "the file holds no text", file_format="doc")
    return Document("doc", blocks, hard_wrapped=is_hard_wrapped(lines))


class _Walk:
    """One pass over the body; counts paragraphs, tables and notes."""

    def __init__(self) -> None:
        self._lines = 0
        self._tables = 0
        self._notes = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        """Yield the blocks below `body` in reading order."""
        for child in body:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag == f"{_TABLE}table":
                yield self._table(child)
                yield from self._notes_of(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        self._lines += 1
        for printed in _text(paragraph).split("\n"):
            yield as_line(printed, f"line {self._lines}")
        for box in paragraph.iter(f"{_DRAW}text-box"):
            yield from self.blocks(box)
        yield from self._notes_of(paragraph)

    def _notes_of(self, element: Element) -> Iterator[Line]:
        for note in element.iter(f"{_TEXT}note"):
            self._notes += 1
            kind = note.get(f"{_TEXT}note-class", "footnote")
            for paragraph in note.iter(*_PARAGRAPHS):
                yield as_line(_text(paragraph).strip(), f"{kind} {self._notes}", note=str(self._notes))

    def _table(self, table: Element) -> Table:
        self._tables += 1
        name = f"table {self._tables}"
        held: dict[int, int] = {}
        rows = (row for row in table.iter(f"{_TABLE}table-row") if _owner(row) is table)
        return Table(tuple(_row(row, f"{name} row {n}", held) for n, row in enumerate(rows, start=1)), name)


def _owner(row: Element) -> Element | None:
    return next(row.iterancestors(f"{_TABLE}table"), None)


def _row(row: Element, locator: str, held: dict[int, int]) -> Row:
    """Return a row: a covered cell goes on the one before or above it and is "".

    `held` is how many rows each column's cell still covers; it is brought forward to the next row.
    """
    continued = frozenset(held)
    cells: list[str] = []
    for cell in row.iterchildren(*_CELLS):
        paragraphs = (_text(paragraph).strip() for paragraph in cell.iter(*_PARAGRAPHS))
        covered = cell.tag != _CELLS[0]
        repeated = min(_number(cell, f"{_TABLE}number-columns-repeated"), _MOST_REPEATED)
        if (down := _number(cell, f"{_TABLE}number-rows-spanned")) > 1:
            across = min(_number(cell, f"{_TABLE}number-columns-spanned"), _MOST_REPEATED)
            held.update(dict.fromkeys(range(len(cells), len(cells) + across), down))
        cells += ["" if covered else nfc("\n".join(text for text in paragraphs if text))] * repeated
    for column in list(held):
        held[column] -= 1
        if not held[column]:
            del held[column]
    return Row(tuple(cells), locator, continued)


def _number(element: Element, name: str) -> int:
    value = element.get(name, "1")
    return int(value) if value.isdecimal() else 1


def _text(element: Element) -> str:
    """Return the printed text of a paragraph; runs of blanks are one, as the format has it."""
    pieces = [" ".join((element.text or "").split("\n"))]
    for child in element:
        if child.tag == f"{_TEXT}s":
            pieces.append(" " * min(_number(child, f"{_TEXT}c"), 256))
        elif child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
