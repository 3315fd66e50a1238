"""Lines out of what stands on the pages: indents, blank lines between paragraphs, notes behind their paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import median

from analysis.reading.document import Block, Line, Row, Table
from analysis.reading.pdf_layout import PlacedLine, SideBySide
from analysis.reading.pdf_notes import Note
from analysis.reading.pdf_tables import PrintedTable, as_table

_GAP = 1.45
_GAP_CENTRED = 2.0
_SLACK = 1.0
_BROKEN_WORD = re.compile(r"\w[-/]$")
_ITEM = re.compile(r"[-–+*•]\s|\(?\w{1,4}[.)/]")

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
    """A line with the page it stands on and the margins it was set between."""

    line: PlacedLine
    page: int
    number: int
    left: float
    right: float

    @property
    def height(self) -> float:
        return self.line.box.bottom - self.line.box.top

    @property
    def letter(self) -> float:
        """The usual width of a letter."""
        return (self.line.box.x1 - self.line.box.x0) / max(len(self.line.text), 1)

    @property
    def is_centred(self) -> bool:
        left, right = self.line.box.x0 - self.left, self.right - self.line.box.x1
        return abs(left - right) < 2 * self.height and left > self.height

    @property
    def room(self) -> float:
        """How much of the line is left free."""
        free = self.right - self.line.box.x1
        return free + (self.line.box.x0 - self.left if self.is_centred else 0)


class Setter:
    """Turns the items of all pages into blocks; `wraps` tells afterwards whether lines end at the margin."""

    def __init__(self, pages: Sequence[PageItems]) -> None:
        self._pages = pages
        self._margins = _margins(pages)
        self._notes = 0
        self._waiting: list[Note] = []
        self.wraps = False
        self._pitch = _usual_pitch(pages)

    def blocks(self) -> Iterator[Block]:
        """Yield lines, blank lines between paragraphs, tables, and each footnote behind what bears its mark."""
        last: _Set | None = None
        for page in self._pages:
            numbers = count(1)
            for item in page.items:
                placed = self._set(item, page, next(numbers)) if isinstance(item, PlacedLine) else None
                if last and (placed is None or self._ends(last, placed)):
                    yield from self._told()
                    yield from [Line("", _locator(last))] if placed else []
                yield self._line(placed) if placed else as_block(item)
                self._waiting += _borne(page.notes, item)
                if placed is None:
                    yield from self._told()
                last = placed
            self._waiting += [note for note in page.notes if note.bearer is None or not _is_borne(note, page)]
            if page.scanned:
                yield from self._told()
                yield from page.scanned
                last = None
        yield from self._told()

    def _line(self, placed: _Set) -> Line:
        indent = max(round((placed.line.box.x0 - placed.left) / max(placed.letter, 1)), 0)
        return Line(placed.line.text, _locator(placed), indent)

    def _told(self) -> Iterator[Line]:
        """Yield the notes whose paragraph has ended."""
        waiting, self._waiting = self._waiting, []
        for note in waiting:
            self._notes += bool(note.mark)
            number = str(max(self._notes, 1))
            yield Line(note.text.strip(), f"footnote {number}", note=number)

    def _set(self, line: PlacedLine, page: PageItems, number: int) -> _Set:
        left, right = line.column or self._margins[round(page.width)]
        return _Set(line, page.number, number, left, right)

    def _ends(self, last: _Set, following: _Set) -> bool:
        """Tell whether a paragraph ends between two lines."""
        centred = last.is_centred and following.is_centred
        apart = following.line.base - last.line.base
        in_sequence = last.page == following.page and apart > 0
        if in_sequence and apart > (_GAP_CENTRED if centred else _GAP) * max(self._pitch, 1.1 * last.height):
            return True
        if centred:
            return False
        first = following.line.text.split(" ", 1)[0]
        if (len(first) + 1 + _SLACK) * following.letter < last.room:
            return True
        self.wraps = True
        return self._begins_indented(last, following)

    def _begins_indented(self, last: _Set, following: _Set) -> bool:
        """A first line is indented; below an item whose lines hang it is not a first line."""
        indent = following.line.box.x0 - following.left
        hangs = _ITEM.match(last.line.text) or last.line.box.x0 - last.left > following.height
        return not hangs and following.height < indent < 6 * following.height


def as_block(item: Item) -> Table:
    """Return a table or two blocks side by side as a `Table`."""
    if isinstance(item, PrintedTable):
        return as_table(item)
    assert isinstance(item, SideBySide)
    cells = tuple("\n".join(piece.text for piece in side) for side in (item.left, item.right))
    return Table((Row(cells, f"{item.locator} row 1"),), item.locator)


def _locator(placed: _Set) -> str:
    return f"page {placed.page} line {placed.number}"


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
            margins[width] = min(common, default=min(box.x0 for box in boxes)), rights[int(len(rights) * 0.95)]
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
