"""Word documents, walked part by part: python-docx drops tracked insertions and never reads footnotes."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from analysis.reading.archives import check_archive
from analysis.reading.document import Block, Document, Line, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.txt import as_line, is_hard_wrapped
from analysis.vietnamese.letters import nfc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PRINTED = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
_NESTED = {f"{_W}txbxContent"}

Element = etree._Element


def read_docx(path: Path) -> Document:
    """Read the body of a .docx: paragraphs, tables, text boxes, and each footnote after the paragraph it belongs to."""
    check_archive(path, "docx")
    try:
        word = _opened(path)
        blocks = tuple(_Walk(_footnotes(word)).blocks(word.element.body))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadableError(
            "tệp Word bị hỏng, không mở được", "the Word file is damaged and cannot be opened", file_format="docx"
        ) from error
    if not any(block.text if isinstance(block, Line) else block.rows for block in blocks):
        raise UnreadableError("tệp Word không có chữ nào", "the Word file holds no text", file_format="docx")
    printed = [block.text for block in blocks if isinstance(block, Line)]
    return Document("docx", blocks, hard_wrapped=is_hard_wrapped(printed))


def _opened(path: Path) -> WordDocument:
    """Open the package; python-docx ends with any kind of exception on markup it does not expect."""
    try:
        word = docx.Document(str(path))
        list(word.element.body)
        return word
    except Exception as error:
        raise ValueError(str(error)) from error


def _footnotes(word: WordDocument) -> dict[str, Element]:
    """Return the footnotes and endnotes by the mark that refers to them ("footnote 2")."""
    notes: dict[str, Element] = {}
    for relation in word.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root:
                name = etree.QName(note).localname
                notes[f"{name} {note.get(f'{_W}id')}"] = note
    return notes


def _text(element: Element) -> str:
    """Return the printed text below `element`: insertions kept, deletions and text boxes left out."""
    pieces: list[str] = []
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _PRINTED:
            pieces.append(_PRINTED[child.tag])
        elif child.tag not in _SKIPPED and child.tag not in _NESTED and isinstance(child.tag, str):
            pieces.append(_text(child))
    return "".join(pieces)


class _Walk:
    """One pass over a body; counts paragraphs and tables as a reader of the page would."""

    def __init__(self, notes: dict[str, Element]) -> None:
        self._notes = notes
        self._lines = 0
        self._tables = 0
        self._marks = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        """Yield the blocks below `body` in reading order."""
        for child in body:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield self._table(child)
                yield from self._notes_of(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        self._lines += 1
        for printed in _text(paragraph).split("\n"):
            yield as_line(printed, f"line {self._lines}")
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                yield from self.blocks(box)
        yield from self._notes_of(paragraph)

    def _notes_of(self, element: Element) -> Iterator[Line]:
        for mark in element.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
            self._marks += 1
            kind = "footnote" if mark.tag.endswith("footnoteReference") else "endnote"
            note = self._notes.get(f"{kind} {mark.get(f'{_W}id')}")
            for paragraph in note.iter(f"{_W}p") if note is not None else ():
                yield as_line(_text(paragraph).strip(), f"{kind} {self._marks}", note=str(self._marks))

    def _table(self, table: Element) -> Table:
        self._tables += 1
        name = f"table {self._tables}"
        rows = [_cells(row) for row in table.iter(f"{_W}tr") if _owner(row) is table]
        return Table(tuple(Row(cells, f"{name} row {n}") for n, cells in enumerate(rows, start=1)), name)


def _owner(row: Element) -> Element | None:
    return next(row.iterancestors(f"{_W}tbl"), None)


def _cells(row: Element) -> tuple[str, ...]:
    """Return the row's cells on the table's grid: "" under a merged cell."""
    cells: list[str] = []
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr"), None) is not row:
            continue
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        continues = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
        cells.append("" if continues else _cell_text(cell))
        cells.extend([""] * (_span(cell) - 1))
    return tuple(cells)


def _span(cell: Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return min(int(value), 64) if value.isdigit() else 1


def _cell_text(cell: Element) -> str:
    paragraphs = (_text(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))
    return nfc("\n".join(p for p in paragraphs if p))
