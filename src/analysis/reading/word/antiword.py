"""Word 97 files by antiword: paragraphs and whole rows from its DocBook form, which leaves the footnotes empty.

Their words stand only in its text form, one a line behind a rule: "[1] Hộ gia đình ...".
"""

import re
import shutil
import tempfile
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from lxml import etree

from analysis.reading.document import Block, Document, Line, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import as_line, is_hard_wrapped
from analysis.reading.markup import Element, select
from analysis.reading.programs import ProgramError, run_program
from analysis.vietnamese.letters import nfc

_SECONDS = 60.0
_CONTENT = "|".join(f"chapter//{tag}" for tag in ("para", "title", "programlisting", "screen", "informaltable"))
_SAME_EDGE_PT = 4.0
_NOTES_RULE = f"\n{'-' * 23}\n"
_NOTE = re.compile(r"\[(\d+)\]\s*")


def read_by_antiword(path: Path) -> Document:
    """Read the Word 97 file at `path`; raises `ProgramError` when antiword is missing or fails."""
    with tempfile.TemporaryDirectory(prefix="antiword-") as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / "a.doc"))
        book, text = (_printed(copy, form) for form in (("-x", "db"), ("-w", "0")))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(book, parser)
    except etree.XMLSyntaxError as error:
        raise ProgramError("antiword printed nothing") from error
    blocks = tuple(_Walk(_notes(text.decode("utf-8", "replace"))).blocks(root))
    lines = [block.text for block in blocks if isinstance(block, Line)]
    if not any(lines) and not any(isinstance(block, Table) for block in blocks):
        raise UnreadableError("tệp Word không có chữ nào", "the Word file holds no text", file_format="doc")
    return Document("doc", blocks, hard_wrapped=is_hard_wrapped(lines))


def _printed(copy: Path, form: tuple[str, str]) -> bytes:
    program = shutil.which("antiword")
    if program is None:
        raise ProgramError("antiword is not installed")
    return run_program([program, "-m", "UTF-8.txt", *form, copy], _SECONDS, copy.parent)


def _notes(text: str) -> dict[int, str]:
    """Return the footnotes by their number: what stands behind the last rule of the text form."""
    _, rule, below = text.rpartition(_NOTES_RULE)
    found: dict[int, list[str]] = {}
    number = 0
    for line in below.splitlines() if rule else ():
        mark = _NOTE.match(line)
        number = int(mark[1]) if mark else number
        found.setdefault(number, []).append(line[mark.end() :] if mark else line)
    return {number: " ".join(" ".join(lines).split()) for number, lines in found.items() if number}


class _Walk:
    """One pass over the book; counts paragraphs, tables and notes."""

    def __init__(self, notes: dict[int, str]) -> None:
        self._texts = notes
        self._lines = 0
        self._tables = 0
        self._notes = 0

    def blocks(self, book: Element) -> Iterator[Block]:
        """Yield the paragraphs, tables and footnotes of `book` in reading order."""
        for element in select(book, _CONTENT):
            if any(ancestor.tag in ("informaltable", "footnote") for ancestor in element.iterancestors()):
                continue
            if element.tag == "informaltable":
                yield self._table(element)
                yield from self._notes_of(element)
            else:
                yield from self._paragraph(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        text = _text(paragraph).strip(" \n")
        if not text:
            return
        self._lines += 1
        for line in text.split("\n"):
            yield as_line(line, f"line {self._lines}")
        yield from self._notes_of(paragraph)

    def _notes_of(self, element: Element) -> Iterator[Line]:
        for note in select(element, "footnote|emphasis//footnote|self::informaltable//footnote"):
            self._notes += 1
            text = _text(note).strip() or self._texts.get(self._notes, "")
            yield as_line(text, f"footnote {self._notes}", note=str(self._notes))

    def _table(self, table: Element) -> Table:
        self._tables += 1
        name = f"table {self._tables}"
        rows = _on_grid(table)
        return Table(tuple(Row(cells, f"{name} row {n}") for n, cells in enumerate(rows, start=1)), name)


def _on_grid(table: Element) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table on one grid: rows with other cells stand in groups of their own column widths."""
    groups = [(group, _edges(group)) for group in table.iter("tgroup")]
    grid: list[float] = []
    for edge in sorted(edge for _, edges in groups for edge in edges):
        if not grid or edge - grid[-1] > _SAME_EDGE_PT:
            grid.append(edge)
    for group, edges in groups:
        columns = [bisect(grid, edge + _SAME_EDGE_PT) - 1 for edge in edges]
        for row in group.iter("row"):
            cells = [""] * len(grid)
            for column, entry in zip(columns, row.iter("entry"), strict=False):
                cells[column] = _cell(entry)
            yield tuple(cells)


def _edges(group: Element) -> list[float]:
    """Return the left edges of the columns of a group in points."""
    widths = [float(spec.get("colwidth", "0").removesuffix("pt") or 0) for spec in group.iter("colspec")]
    return [0.0, *accumulate(widths[:-1])]


def _text(element: Element) -> str:
    """Return the text of a paragraph or note: without the notes and tables inside it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in ("footnote", "informaltable"):
            pieces.append(_text(child))
        pieces.append((child.tail or "").lstrip("\n") if child.tag == "para" else child.tail or "")
    return "".join(pieces)


def _cell(entry: Element) -> str:
    lines = (line.strip() for line in _text(entry).split("\n"))
    return nfc("\n".join(line for line in lines if line))
