"""The lines and tables of a page in reading order, in one pass that no depth of nesting can break."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from analysis.reading.document import Block, Line, Row, Table
from analysis.reading.html_lists import ListMarks
from analysis.reading.html_notes import Notes
from analysis.reading.html_tables import grid, is_data_table
from analysis.reading.markup import Element, text_of
from analysis.reading.txt import as_line
from analysis.vietnamese.letters import nfc

_BLOCKS = (
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
    *(
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ),
)
_KINDS = {**dict.fromkeys(_BLOCKS, "block"), "br": "break", "a": "link", "sup": "raised"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LENGTH_UNIT = re.compile(r"(?<!\w)[kcdm]?m$")


class HtmlWalk:
    """One pass over a page; counts lines, tables and footnotes."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._lines = 0
        self._tables = 0
        self._marks = 0

    def blocks(self, content: Element) -> Iterator[Block]:
        """Yield the lines, tables and footnotes of `content` in reading order."""
        for found in _Pass(self._notes).run(content, is_data_table):
            if isinstance(found, str):
                self._lines += 1
                yield as_line(found, f"line {self._lines}")
            elif found.tag == "table":
                yield from self._table(found)
            else:
                yield from self._note(found)

    def _note(self, mark: Element) -> Iterator[Line]:
        self._marks += 1
        for text in self._printed(self._notes.by_mark[mark]):
            if text.strip():
                yield as_line(text.strip(), f"footnote {self._marks}", note=str(self._marks))

    def _table(self, table: Element) -> Iterator[Block]:
        for caption in table.iterchildren("caption"):
            for text in self._printed(caption):
                self._lines += 1
                yield as_line(text, f"line {self._lines}")
        self._tables += 1
        name, marks = f"table {self._tables}", list[Element]()
        rows = [tuple(self._cell(cell, marks) for cell in row) for row in grid(table)]
        yield Table(tuple(Row(cells, f"{name} row {n}") for n, cells in enumerate(rows, start=1)), name)
        for mark in marks:
            yield from self._note(mark)

    def _cell(self, cell: Element | None, marks: list[Element]) -> str:
        if cell is None:
            return ""
        if not len(cell):
            return nfc(_BLANKS.sub(" ", cell.text or "")).strip()
        found = list(_Pass(self._notes).run(cell))
        marks += [mark for mark in found if not isinstance(mark, str)]
        lines = (text.strip() for text in found if isinstance(text, str))
        return nfc("\n".join(text for text in lines if text))

    def _printed(self, element: Element) -> list[str]:
        return [text for text in _Pass(self._notes).run(element) if isinstance(text, str)]


class _Pass:
    """The text of one element, line by line; tables and the marks of notes are handed out between the lines."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._pieces: list[str] = []
        self._marks: list[Element] = []
        self._lists = ListMarks()
        self._pre = 0

    def run(self, root: Element, is_table: Callable[[Element], bool] | None = None) -> Iterator[str | Element]:
        """Yield printed lines, the tables that `is_table` tells, and each mark behind the lines it stands in."""
        pieces = self._pieces
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            kind = _KINDS.get(element.tag)
            if event == "end":
                if kind == "block":
                    yield from self._close(element.tag)
                if element.tail and element is not root:
                    pieces.append(element.tail)
            elif kind is None:
                if element.text:
                    pieces.append(element.text)
            elif kind == "block":
                yield from self._open(element)
                table = element.tag == "table" and is_table is not None and is_table(element)
                if table:
                    yield element
                if table or (element in self._notes.boxes and element is not root):
                    walker.skip_subtree()
                elif element.text:
                    pieces.append(element.text)
            elif kind == "break":
                yield from self._flush(forced=True)
            elif self._inline(element, kind):
                walker.skip_subtree()
        yield from self._flush()

    def _open(self, element: Element) -> Iterator[str | Element]:
        yield from self._flush()
        self._lists.open(element)
        self._pre += element.tag == "pre"

    def _close(self, tag: str) -> Iterator[str | Element]:
        yield from self._flush()
        self._lists.close(tag)
        self._pre -= tag == "pre"

    def _flush(self, forced: bool = False) -> Iterator[str | Element]:
        """Yield the line gathered so far; `forced` by a line break, which prints an empty line too."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._pre:
            yield from text.removeprefix("\n").rstrip("\n").split("\n") if text.strip() else ()
        elif text := _BLANKS.sub(" ", text).strip(" "):
            yield self._lists.marked(text)
        elif forced:
            yield ""
        if not forced:
            yield from self._marks
            self._marks.clear()

    def _inline(self, element: Element, kind: str) -> bool:
        """Take a link or raised text; returns whether what is below it has been dealt with."""
        notes = self._notes
        if kind == "link" and (element in notes.by_mark or element in notes.symbols):
            self._marks += [element] if element in notes.by_mark else []
            return True
        if kind == "raised" and not any(link in notes.by_mark or link in notes.symbols for link in element.iter("a")):
            self._pieces.append(_raised(text_of(element), self._pieces[-1] if self._pieces else ""))
            return True
        if element.text:
            self._pieces.append(element.text)
        return False


def _raised(text: str, before: str) -> str:
    """Print a raised number so that it does not run into the word or number before it; units of area stay plain."""
    plain = not before.strip() or _LENGTH_UNIT.search(before) is not None
    return text if plain else text.translate(_RAISED)
