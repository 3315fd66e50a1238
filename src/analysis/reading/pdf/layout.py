"""The order in which a page is read: lines from top to bottom, blocks side by side, columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from analysis.reading.pdf.page import Box, Piece, around

_SAME_LINE = 0.35
_WIDE = 3.0
_NARROW = 0.2
_CLOSING = tuple(",.;:!?)”")
_GUTTER = 3.0
_COLUMN_LINES = 8
_FULL = 0.7
_NEAR_LINE = 2.4
_FAR_LINE = 9.0


@dataclass(slots=True)
class PlacedLine:
    """One printed line; `column` is where the text it belongs to begins and ends, None for the page's own margins."""

    text: str
    box: Box
    base: float
    pieces: list[Piece]
    column: tuple[float, float] | None = None


@dataclass(slots=True)
class SideBySide:
    """Two blocks of lines that stand beside each other: the head of a letter, the foot with the signature."""

    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)
    locator: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """All pieces."""
        return self.left + self.right

    @property
    def box(self) -> Box:
        """The place of both blocks."""
        return around([piece.box for piece in self.pieces])


def arrange(pieces: Sequence[Piece], is_first: bool) -> Iterator[PlacedLine | SideBySide]:
    """Yield the lines of a page in reading order; `is_first` tells the page where a document's head stands."""
    if all(b.base - a.base > _SAME_LINE * a.height for a, b in pairwise(pieces)):
        yield from (PlacedLine(piece.text, piece.box, piece.base, [piece]) for piece in pieces)
        return
    ordered = sorted(pieces, key=lambda p: (p.base, p.box.x0))
    position = 0
    while position < len(ordered):
        region = _region(ordered, position, is_first)
        if region is None:
            row = _row(ordered, position)
            yield _joined(row)
            position += len(row)
            continue
        position += len(region.pieces)
        yield from _columns(region) if _is_columns(region) else [region]


def _row(ordered: Sequence[Piece], start: int) -> list[Piece]:
    row = [ordered[start]]
    for piece in ordered[start + 1 :]:
        if piece.base - row[0].base > _SAME_LINE * min(piece.height, row[0].height):
            break
        row.append(piece)
    return sorted(row, key=lambda p: p.box.x0)


def _joined(row: list[Piece]) -> PlacedLine:
    """Put pieces of one line together, a tab where the gap is as wide as between columns, nothing before a comma."""
    text = row[0].text
    for before, piece in pairwise(row):
        gap, height = piece.box.x0 - before.box.x1, max(piece.height, before.height)
        blank = "" if piece.text.startswith(_CLOSING) and gap < _NARROW * height else " "
        text += ("\t" if gap > _WIDE * height else blank) + piece.text
    return PlacedLine(text, around([piece.box for piece in row]), row[0].base, row)


def _beside(a: Piece, b: Piece) -> bool:
    overlap = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    return overlap > 0.3 * min(a.height, b.height) and (a.box.x1 < b.box.x0 or b.box.x1 < a.box.x0)


def _region(ordered: Sequence[Piece], start: int, is_first: bool) -> SideBySide | None:
    """Return the two blocks that begin at `start`, None where lines or rows of a table without rules stand."""
    if start + 1 == len(ordered) or not _beside(ordered[start], ordered[start + 1]):
        return None
    left, right = sorted(ordered[start : start + 2], key=lambda p: p.box.x0)
    region = SideBySide([left], [right])
    margins = min(p.box.x0 for p in ordered), max(p.box.x1 for p in ordered)
    for position in range(start + 2, len(ordered)):
        piece = ordered[position]
        side = _side(region, piece)
        following = ordered[position + 1] if position + 1 < len(ordered) else None
        paired = following is not None and _beside(piece, following)
        if side is None or not (paired or _belongs(region, side, piece)) or _is_centred(ordered, position, margins):
            break
        if any(_beside(piece, other) for other in side[-2:]):
            return None
        side.append(piece)
    if len(region.pieces) == 2 and right.box.x0 - left.box.x1 < _WIDE * left.height:
        return None
    heads_page = is_first and start == 0
    return region if heads_page or _in_turn(region) else None


def _side(region: SideBySide, piece: Piece) -> list[Piece] | None:
    """Return the side a piece stands on, None where it crosses the gutter or stands in it."""
    middle = (piece.box.x0 + piece.box.x1) / 2
    left, right = around([p.box for p in region.left]), around([p.box for p in region.right])
    if piece.box.x1 <= right.x0 - _GUTTER and middle <= left.x1:
        return region.left
    return region.right if piece.box.x0 >= left.x1 + _GUTTER and middle >= right.x0 else None


def _belongs(region: SideBySide, side: list[Piece], piece: Piece) -> bool:
    """Tell whether a piece stands near enough: below the last on its side, or beside the other side."""
    height = max(piece.height, side[-1].height)
    other = region.left if side is region.right else region.right
    reach = _FAR_LINE if side is region.right else _NEAR_LINE
    return piece.base <= other[-1].base + height or piece.base - side[-1].base <= reach * height


def _is_centred(ordered: Sequence[Piece], position: int, margins: tuple[float, float]) -> bool:
    piece = ordered[position]
    near = [*ordered[max(position - 1, 0) : position], *ordered[position + 1 : position + 2]]
    off = abs(piece.box.x0 + piece.box.x1 - sum(margins)) / 2
    return off < piece.height and not any(_beside(piece, other) for other in near)


def _in_turn(region: SideBySide) -> bool:
    """Tell whether one side was drawn after the other: the rows of a table are drawn row by row."""
    starts = [(piece.start, piece in region.left) for piece in region.pieces]
    drawn = [is_left for _, is_left in sorted(starts)]
    turns = sum(a != b for a, b in pairwise(drawn))
    return turns == 1 and len(drawn) > 2


def _is_columns(region: SideBySide) -> bool:
    return all(len(side) >= _COLUMN_LINES and _fills(side) for side in (region.left, region.right))


def _fills(side: list[Piece]) -> bool:
    widths = [piece.box.x1 - piece.box.x0 for piece in side]
    return median(widths) >= _FULL * max(widths)


def _columns(region: SideBySide) -> Iterator[PlacedLine]:
    for side in (region.left, region.right):
        column = min(p.box.x0 for p in side), max(p.box.x1 for p in side)
        for piece in side:
            yield PlacedLine(piece.text, piece.box, piece.base, [piece], column)
