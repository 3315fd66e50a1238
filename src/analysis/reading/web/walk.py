"""The lines and tables of a page in reading order, in one pass that no depth of nesting can break."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from analysis.reading.document import Block, Line, Row, Table
from analysis.reading.lines import as_line
from analysis.reading.markup import Element, text_of
from analysis.reading.web.lists import ListMarks
from analysis.reading.web.notes import Notes
from analysis.reading.web.tables import grid, holds_data, may_hold_data
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
_LISTS = ("ol", "ul", "li", "pre")
_SPACES = " \t\r\n\f"
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
        self._rows: list[tuple[tuple[str, ...], frozenset[int]]] = []
        self._row_marks: list[Element] = []

    def blocks(self, content: Element) -> Iterator[Block]:
        """Yield the lines, tables and footnotes of `content` in reading order."""
        for found in _Pass(self._notes).run(content, self._is_table):
            if isinstance(found, str):
                self._lines += 1
                yield as_line(found, f"line {self._lines}")
            elif found in self._notes.by_mark:
                yield from self._note(found)
            else:
                yield from self._table(found)

    def _note(self, mark: Element) -> Iterator[Line]:
        self._marks += 1
        for text in self._printed(self._notes.by_mark[mark]):
            if text.strip():
                yield as_line(text.strip(), f"footnote {self._marks}", note=str(self._marks))

    def _is_table(self, table: Element) -> bool:
        """Tell whether a table holds data; its rows are kept for `_table`."""
        if not may_hold_data(table):
            return False
        self._row_marks = []
        marks = self._row_marks
        self._rows = [(tuple([self._cell(cell, marks) for cell in row]), continued) for row, continued in grid(table)]
        return holds_data([cells for cells, _ in self._rows])

    def _table(self, table: Element) -> Iterator[Block]:
        for caption in table.iterchildren("caption"):
            for text in self._printed(caption):
                self._lines += 1
                yield as_line(text, f"line {self._lines}")
        self._tables += 1
        name = f"table {self._tables}"
        rows = (Row(cells, f"{name} row {n}", above) for n, (cells, above) in enumerate(self._rows, start=1))
        yield Table(tuple(rows), name)
        for mark in self._row_marks:
            yield from self._note(mark)

    def _cell(self, cell: Element | None, marks: list[Element]) -> str:
        if cell is None:
            return ""
        if not len(cell):
            text = cell.text
            return nfc(_collapsed(text)).strip() if text else ""
        if _is_one_line(cell):
            return nfc(_collapsed(text_of(cell))).strip()
        found = list(_Pass(self._notes).run(cell))
        marks += [mark for mark in found if not isinstance(mark, str)]
        lines = (text.strip() for text in found if isinstance(text, str))
        return nfc("\n".join(text for text in lines if text))

    def _printed(self, element: Element) -> list[str]:
        return [text for text in _Pass(self._notes).run(element) if isinstance(text, str)]


def _is_one_line(cell: Element) -> bool:
    """Tell whether a cell holds words only, or one paragraph of words: most cells do and need no walk."""
    inner = cell
    if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip() and not (cell[0].tail or "").strip():
        inner = cell[0]
    return not any(element.tag in _KINDS for element in inner.iterdescendants())


def _no_table(_: Element) -> bool:
    return False


class _Pass:
    """The text of one element, line by line; tables and the marks of notes are handed out between the lines."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._pieces: list[str] = []
        self._marks: list[Element] = []
        self._lists = ListMarks()
        self._pre = 0

    def run(self, root: Element, is_table: Callable[[Element], bool] = _no_table) -> Iterator[str | Element]:
        """Yield printed lines, the tables that `is_table` tells, and each mark behind the lines it stands in."""
        pieces, marks = self._pieces, self._marks
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            kind = _KINDS.get(element.tag)
            if kind == "block" and (pieces or marks):
                yield from self._flush()
            if event == "end":
                if kind == "block":
                    self._close(element.tag)
                if element is not root:
                    self._take(element.tail)
            elif kind is None:
                self._take(element.text)
            elif kind == "block":
                table = is_table(element)
                if table:
                    yield element
                if table or not self._open(element, root):
                    walker.skip_subtree()
            elif kind == "break":
                yield from self._flush(forced=True)
            elif self._inline(element, kind):
                walker.skip_subtree()
        yield from self._flush()

    def _take(self, text: str | None) -> None:
        """Gather text; blanks at the start of a line are not printed."""
        if text and (self._pieces or self._pre or text.strip(_SPACES)):
            self._pieces.append(text)

    def _open(self, element: Element, root: Element) -> bool:
        """Enter a block; returns False for a note, which is printed behind its mark and not here."""
        if element in self._notes.boxes and element is not root:
            return False
        if element.tag in _LISTS:
            self._lists.open(element)
            self._pre += element.tag == "pre"
        self._take(element.text)
        return True

    def _close(self, tag: str) -> None:
        if tag in _LISTS:
            self._lists.close(tag)
            self._pre -= tag == "pre"

    def _flush(self, forced: bool = False) -> Iterator[str | Element]:
        """Yield the line gathered so far; `forced` by a line break, which prints an empty line too."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if self._pre:
            yield from text.removeprefix("\n").rstrip("\n").split("\n") if text.strip() else ()
        elif text := _collapsed(text):
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


def _collapsed(text: str) -> str:
    """Return text with its runs of blanks as one; a no-break space is none of them."""
    # Line ends and tabs are not printable; asking that takes a third of the search for them
    clean = "  " not in text and text.isprintable()
    return text.strip(" ") if clean else _BLANKS.sub(" ", text).strip(" ")


def _raised(text: str, before: str) -> str:
    """Print a raised number so that it does not run into the word or number before it; units of area stay plain."""
    plain = not before.strip() or _LENGTH_UNIT.search(before) is not None
    return text if plain else text.translate(_RAISED)
