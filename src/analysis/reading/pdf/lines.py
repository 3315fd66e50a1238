"""Lines out of what stands on the pages: indents, blank lines between paragraphs, notes behind their paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from statistics import median

from analysis.reading.document import Block, Line, Row, Table
from analysis.reading.pdf.layout import PlacedLine, SideBySide
from analysis.reading.pdf.letters import joint
from analysis.reading.pdf.notes import Note
from analysis.reading.pdf.page import Piece
from analysis.reading.pdf.tables import PrintedTable, as_table

_GAP = 1.45
_SLACK = 1.0
_WIDER = 0.4
_FULL_SIDE = 0.6
_LEVEL = 3.0
_REACHES = 0.8
_MARGIN = 57.0
_WORDS_ONLY = re.compile(r"[^\d\W]+(?:[\s,–-]+[^\d\W]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ITEM = re.compile(r"[-–+*•]\s|\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,5}|[A-Za-zđ])[.)/]\s")
_ENDS = (".", ";", ":", "!", "?", "…", "”", '"')

Item = PlacedLine | SideBySide | PrintedTable


@dataclass(slots=True)
class PageItems:
    """What stands on one page, in reading order, and its footnotes."""

    number: int
    width: float
    items: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    scanned: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Set:
    """A line with the page it stands on and the margins it was set between; `letter` is its usual letter's width."""

    line: PlacedLine
    page: int
    number: int
    left: float
    right: float

    height: float
    letter: float
    is_centred: bool

    def is_full(self, following: "_Set") -> bool:
        """Tell whether the first word of the next line had no room on this one."""
        room = self.right - self.line.box.x1 + (self.line.box.x0 - self.left if self.is_centred else 0)
        first = following.line.text.split(" ", 1)[0]
        capitals = sum(letter.isupper() for letter in first)
        return (len(first) + _WIDER * capitals + 1 + _SLACK) * following.letter >= room


class Setter:
    """Turns the items of all pages into blocks, wrapped lines joined to paragraphs."""

    def __init__(self, pages: Sequence[PageItems]) -> None:
        self._pages = pages
        self._margins = _margins(pages)
        self._pitch = _usual_pitch(pages)
        self._open: list[_Set] = []
        self._waiting: list[Note] = []
        self._notes = 0

    def blocks(self) -> Iterator[Block]:
        """Yield paragraphs and tables, and each footnote behind what bears its mark."""
        for page in self._pages:
            numbers = count(1)
            for item in page.items:
                if isinstance(item, PlacedLine):
                    yield from self._take(self._set(item, page, next(numbers)))
                    self._waiting += _borne(page.notes, item)
                else:
                    yield from self._closed()
                    yield as_block(item, self._margins.get(round(page.width), (0.0, page.width)))
                    self._waiting += _borne(page.notes, item)
                    yield from self._closed()
            self._waiting += [note for note in page.notes if note.bearer is None or not _is_borne(note, page)]
            if page.scanned:
                yield from self._closed()
                yield from page.scanned
        yield from self._closed()

    def _take(self, line: _Set) -> Iterator[Line]:
        if self._open and self._ends(self._open[-1], line):
            yield from self._closed()
        self._open.append(line)

    def _closed(self) -> Iterator[Line]:
        """Yield the paragraph that has ended and the notes whose marks it bears."""
        lines, self._open = self._open, []
        if lines:
            first, last = lines[0], lines[-1]
            text = lines[0].line.text
            for line in lines[1:]:
                text += joint(text, line.line.text) + line.line.text
            indent = max(round((first.line.box.x0 - first.left) / max(first.letter, 1)), 0)
            yield Line(text, _between(first, last), indent)
        notes, self._waiting = self._waiting, []
        for note in notes:
            self._notes += bool(note.mark)
            number = str(max(self._notes, 1))
            yield Line(note.text.strip(), f"footnote {number}", note=number)

    def _set(self, line: PlacedLine, page: PageItems, number: int) -> _Set:
        left, right = line.column or self._margins[round(page.width)]
        box = line.box
        height, letter = box.bottom - box.top, (box.x1 - box.x0) / max(len(line.text), 1)
        before, behind = box.x0 - left, right - box.x1
        centred = abs(before - behind) < 2 * height and before > height
        return _Set(line, page.number, number, left, right, height, letter, centred)

    def _ends(self, last: _Set, following: _Set) -> bool:
        """Tell whether a paragraph ends between two lines: the first word of the second had room on the first."""
        if last.is_centred != following.is_centred and (last.is_centred or not last.is_full(following)):
            return True
        if "\t" in last.line.text + following.line.text:
            return True
        if _ITEM.match(following.line.text) and last.line.text.endswith(_ENDS):
            return True
        apart = following.line.base - last.line.base
        if last.page == following.page and apart > _GAP * max(self._pitch, 1.1 * last.height):
            return True
        return not last.is_full(following) or _begins_indented(last, following)


def _begins_indented(last: _Set, following: _Set) -> bool:
    """A first line is indented; below an item whose lines hang it is not a first line."""
    if last.is_centred:
        return False
    indent = following.line.box.x0 - following.left
    hangs = _ITEM.match(last.line.text) or last.line.box.x0 - last.left > following.height
    return not hangs and following.height < indent < 6 * following.height


def as_block(item: Item, margins: tuple[float, float]) -> Table:
    """Return a table or two blocks side by side as a `Table`."""
    if isinstance(item, PrintedTable):
        return as_table(item)
    assert isinstance(item, SideBySide)
    gutter = max(piece.box.x1 for piece in item.left), min(piece.box.x0 for piece in item.right)
    cells = _side_text(item.left, (margins[0], gutter[1])), _side_text(item.right, (gutter[0], margins[1]))
    return Table((Row(cells, f"{item.locator} row 1"),), item.locator)


def _side_text(side: Sequence[Piece], column: tuple[float, float]) -> str:
    """Return the lines of a block; one that goes on in small letters or with the year was wrapped."""
    widest = max(piece.box.x1 - piece.box.x0 for piece in side)
    text = side[0].text
    for last, piece in pairwise(side):
        width = last.box.x1 - last.box.x0
        runs_on = width > _FULL_SIDE * widest and (piece.text[0].islower() or _YEAR.match(piece.text))
        shorter = width > 0.97 * widest > piece.box.x1 - piece.box.x0
        title = shorter and last.text.isupper() and piece.text.isupper() and _WORDS_ONLY.fullmatch(piece.text)
        wrapped = last.text[-1].isalnum() and (runs_on or (title and not _has_room(side, last, piece, column)))
        text += (" " if wrapped else "\n") + piece.text
    return text


def _has_room(side: Sequence[Piece], last: Piece, piece: Piece, column: tuple[float, float]) -> bool:
    """Tell whether the first word of `piece` had room on the line above, which may be centred in its column."""
    width, middle = last.box.x1 - last.box.x0, (last.box.x0 + last.box.x1) / 2
    first = (piece.box.x1 - piece.box.x0) * (len(piece.text.split(" ", 1)[0]) + 1) / len(piece.text)
    level = all(abs(other.box.x0 - side[0].box.x0) < _LEVEL for other in side)
    room = column[1] - last.box.x0 if level else 2 * min(middle - column[0], column[1] - middle)
    return width + first < room


def _between(first: _Set, last: _Set) -> str:
    """Return the locator of the lines from `first` to `last`: `page 2 line 7-9`."""
    start = f"page {first.page} line {first.number}"
    if first is last:
        return start
    return f"{start}-{last.number}" if first.page == last.page else f"{start} - page {last.page} line {last.number}"


def _borne(notes: Sequence[Note], item: Item) -> list[Note]:
    """Return the notes whose mark stands in `item`."""
    if isinstance(item, PrintedTable):
        held = [n for n in notes if n.bearer and item.box.top <= n.bearer.base <= item.box.bottom]
        return [n for n in held if n.bearer and n.bearer.box.x0 >= item.box.x0 - 1]
    return [note for note in notes if any(piece is note.bearer for piece in item.pieces)]


def _is_borne(note: Note, page: PageItems) -> bool:
    return any(note in _borne([note], item) for item in page.items)


def _margins(pages: Sequence[PageItems]) -> dict[int, tuple[float, float]]:
    """Return where text begins and ends on pages of each width."""
    margins = {}
    for width in {round(page.width) for page in pages}:
        boxes = [
            item.box
            for page in pages
            if round(page.width) == width
            for item in page.items
            if isinstance(item, PlacedLine) and item.column is None
        ]
        if boxes:
            lefts, rights = Counter(round(box.x0 / 2) for box in boxes), sorted(box.x1 for box in boxes)
            common = [2 * x for x, count in lefts.items() if count > 0.1 * len(boxes)]
            left, right = min(common, default=min(box.x0 for box in boxes)), rights[int(len(rights) * 0.95)]
            # Where every line is short, none of them ends at the margin
            margins[width] = left, right if right > _REACHES * width else width - min(left, _MARGIN)
    return margins


def _usual_pitch(pages: Sequence[PageItems]) -> float:
    """Return the usual distance of two lines of a paragraph."""
    pitches = [
        b.base - a.base
        for page in pages
        for a, b in zip(page.items, page.items[1:], strict=False)
        if isinstance(a, PlacedLine) and isinstance(b, PlacedLine) and b.base > a.base
    ]
    return median(sorted(pitches)[: max(len(pitches) * 2 // 3, 1)]) if pitches else 0.0
