"""Word documents, walked part by part as they are printed; macros and comments are never touched."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from analysis.reading.archives import check_archive
from analysis.reading.document import Block, Document, Line, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import as_line, is_hard_wrapped
from analysis.reading.text.legacy import encoding_remark
from analysis.reading.word.numbering import Numbering
from analysis.reading.word.package import Element, Package, W
from analysis.reading.word.pictures import left_out
from analysis.reading.word.running import running_lines
from analysis.reading.word.runs import FALLBACK, TEXT_BOX, PrintedText
from analysis.reading.word.scanned import with_scanned_pages
from analysis.reading.word.styles import Styles, is_on, value_of
from analysis.vietnamese.letters import nfc

_DAMAGED = (KeyError, ValueError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
_CONTAINERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_GOES_ON = ("", "continue")
_WIDEST_SPAN = 64


def read_docx(path: Path) -> Document:
    """Read a .docx as printed: running heads, paragraphs with their automatic numbers, tables, text boxes, notes.

    A file that holds pictures of pages is recognised. Raises `UnreadableError` for a damaged or empty file and where
    the pictures give no text.
    """
    check_archive(path, "docx")
    try:
        with Package(path) as package:
            document = _read(package)
    except (*_DAMAGED, etree.XMLSyntaxError) as error:
        raise UnreadableError(
            "tệp Word bị hỏng, không mở được", "the Word file is damaged and cannot be opened", file_format="docx"
        ) from error
    return with_scanned_pages(document, path)


def _read(package: Package) -> Document:
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise KeyError("body")
    styles = Styles(package)
    text = PrintedText(styles)
    text.learn(body.iter(f"{W}p"))
    blocks = tuple(_Walk(text, Numbering(package, styles), _notes(package)).blocks(body))
    printed = [block.text for block in blocks if isinstance(block, Line)]
    heads, feet = (running_lines(package, body, kind, text, set(printed)) for kind in ("header", "footer"))
    document = Document("docx", (*heads, *blocks, *feet), hard_wrapped=is_hard_wrapped(printed))
    document = replace(document, remarks=tuple(left_out(body)))
    if text.encodings:
        remarks = (*document.remarks, *map(encoding_remark, sorted(text.encodings)))
        document = replace(document, reading="converted", remarks=remarks)
    return document


def _notes(package: Package) -> dict[str, Element]:
    """Return the footnotes and endnotes by the mark that refers to them ("footnote 2")."""
    roots = [root for kind in ("footnotes", "endnotes") for root in package.related(kind)]
    return {f"{etree.QName(note).localname} {note.get(f'{W}id')}": note for root in roots for note in root}


class _Walk:
    """One pass over a body; counts paragraphs and tables as a reader of the page would."""

    def __init__(self, text: PrintedText, numbering: Numbering, notes: dict[str, Element]) -> None:
        self._text = text
        self._numbering = numbering
        self._notes = notes
        self._lines = 0
        self._tables = 0
        self._marks = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        """Yield the blocks below `body` in reading order."""
        for child in body:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
                yield from self._notes_of(child)
            elif child.tag in _CONTAINERS:
                yield from self.blocks(child)

    def _printed(self, paragraph: Element) -> str:
        """Return a paragraph with its automatic number; one that a tracked change deleted is not counted."""
        text = self._text.of(paragraph)
        is_deleted = not text and paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        return text if is_deleted else self._numbering.label(paragraph) + text

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        self._lines += 1
        for printed in self._printed(paragraph).split("\n"):
            yield as_line(printed, f"line {self._lines}")
        for box in _boxes(paragraph):
            yield from self.blocks(box)
        yield from self._notes_of(paragraph)

    def _notes_of(self, element: Element) -> Iterator[Line]:
        for mark in element.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
            self._marks += 1
            kind = "footnote" if mark.tag.endswith("footnoteReference") else "endnote"
            note = self._notes.get(f"{kind} {mark.get(f'{W}id')}")
            for paragraph in note.iter(f"{W}p") if note is not None else ():
                yield as_line(self._printed(paragraph).strip(), f"{kind} {self._marks}", note=str(self._marks))

    def _table(self, table: Element) -> Iterator[Table]:
        """Yield a table and, after it, the tables inside its cells."""
        self._tables += 1
        name = f"table {self._tables}"
        nested: list[Element] = []
        printed = (row for row in _within(table, "tr") if not _is_gone(row))
        yield Table(tuple(self._row(row, f"{name} row {n}", nested) for n, row in enumerate(printed, start=1)), name)
        for inner in nested:
            yield from self._table(inner)

    def _row(self, row: Element, locator: str, nested: list[Element]) -> Row:
        """Return the row on the table's grid: "" under a merged cell and where the row is indented."""
        continued: list[int] = []
        cells = [""] * _count(value_of(row.find(f"{W}trPr"), "gridBefore"), 0)
        for cell in _within(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            from_above = value_of(properties, "vMerge") in _GOES_ON
            from_left = value_of(properties, "hMerge") in _GOES_ON
            begin = len(cells)
            cells.append("" if from_above or from_left else self._cell_text(cell, nested))
            cells.extend([""] * (_count(value_of(properties, "gridSpan"), 1) - 1))
            continued += range(begin, len(cells)) if from_above else ()
        return Row(tuple(cells), locator, frozenset(continued))

    def _cell_text(self, cell: Element, nested: list[Element]) -> str:
        printed = (piece.strip() for piece in self._cell_pieces(cell, nested))
        return nfc("\n".join(piece for piece in printed if piece))

    def _cell_pieces(self, cell: Element, nested: list[Element]) -> Iterator[str]:
        for child in cell:
            if child.tag == f"{W}p":
                yield self._printed(child)
                for box in _boxes(child):
                    yield from self._cell_pieces(box, nested)
            elif child.tag == f"{W}tbl":
                nested.append(child)
            elif child.tag in _CONTAINERS:
                yield from self._cell_pieces(child, nested)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in a paragraph, each once: Word stores a copy for older programs."""
    for box in paragraph.iter(TEXT_BOX):
        above = list(box.iterancestors(FALLBACK, TEXT_BOX, f"{W}p"))
        if above and above[0] is paragraph:
            yield box


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also inside content controls, but not those of inner tables."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _within(child, name)


def _is_gone(row: Element) -> bool:
    """Tell whether a row was deleted by a tracked change or is hidden."""
    properties = row.find(f"{W}trPr")
    return properties is not None and (properties.find(f"{W}del") is not None or bool(is_on(properties, "hidden")))


def _count(text: str | None, otherwise: int) -> int:
    return min(int(text), _WIDEST_SPAN) if text and text.isdecimal() else otherwise
