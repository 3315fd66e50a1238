"""Word files that hold pictures of pages in the place of text: their pictures are recognised."""

from dataclasses import replace
from pathlib import Path

from analysis.reading.document import Block, Document, Line
from analysis.reading.errors import UnreadableError
from analysis.reading.scan import read_pictures
from analysis.reading.word.pictures import pictures

# "Scanned with ..." below every page is no text to go by
_FEWEST_LETTERS = 120


def with_scanned_pages(document: Document, path: Path) -> Document:
    """Return the document with what its pictures print, where it has hardly any text of its own.

    Raises `UnreadableError` for a file without any text whose pictures, if it has some, cannot be recognised.
    """
    letters = sum(map(_letters, document.blocks))
    if letters >= _FEWEST_LETTERS:
        return document
    found = pictures(path)
    if not found:
        if not letters:
            raise UnreadableError("tệp Word không có chữ nào", "the Word file holds no text", file_format="docx")
        return document
    try:
        scanned = read_pictures(found, "docx")
    except UnreadableError:
        if not letters:
            raise
        return document
    others = tuple(remark for remark in document.remarks if remark.code != "unread-part")
    return replace(scanned, blocks=(*document.blocks, *scanned.blocks), remarks=(*others, *scanned.remarks))


def _letters(block: Block) -> int:
    return len(block.text) if isinstance(block, Line) else sum(len(cell) for row in block.rows for cell in row.cells)
