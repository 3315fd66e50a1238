"""Words to printed lines: wide gaps divide a line, two halves side by side become the two cells of one row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from analysis.reading.scan.ink import MILLIMETRE
from analysis.reading.scan.strokes import read_strokes
from analysis.reading.scan.tesseract import Grey, Word

# Below it a line is a seal, a signature or dirt; a word above it may be trusted
WEAK_LINE = 45
SURE_WORD = 70
_WIDE_GAP = 1.6
_WORD_GAP = 0.8
_MARK_WIDTH = 8 * MILLIMETRE
_NEXT_LINE = 2.2
_SIGNATURE_GAP = 50 * MILLIMETRE
_LONGEST_HALF = 5
_PROSE_WORDS = 4
_READABLE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words on one line without a wide gap in it."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> int:
        """Where the piece begins, in pixels."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> int:
        """Where the piece ends, in pixels."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> int:
        """The upper edge in pixels."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> int:
        """The lower edge in pixels."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> int:
        """The height of its middling word, in pixels."""
        heights = sorted(word.bottom - word.top for word in self.words)
        return max(heights[len(heights) // 2], 1)

    @property
    def confidence(self) -> float:
        """The mean confidence of its letters."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The pieces at one height, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The row in one line, with tabs at the wide gaps."""
        return "\t".join(piece.text for piece in self.pieces)

    @property
    def top(self) -> int:
        """The upper edge in pixels."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> int:
        """The lower edge in pixels."""
        return max(piece.bottom for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Halves:
    """A zone printed in two halves side by side, as head and foot of a document are; `is_columns` where text is."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    rows: int
    is_columns: bool = False

    @property
    def top(self) -> int:
        """The upper edge in pixels."""
        return min(piece.top for piece in (*self.left, *self.right))


def pieces_of(words: Sequence[Word], picture: Grey) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces that are text and those that are too weak to be: seals, signatures, dirt."""
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    text: list[Piece] = []
    weak: list[Piece] = []
    for line in lines.values():
        height = Piece(tuple(line)).height
        for piece in _divided([read_strokes(line[0], picture, height), *line[1:]]):
            if _READABLE.search(piece.text):
                (text if piece.confidence >= WEAK_LINE else weak).append(piece)
    return text, weak


def _divided(line: list[Word]) -> Iterator[Piece]:
    height = Piece(tuple(line)).height
    run = [line[0]]
    for word in line[1:]:
        if word.left - run[-1].right > _WIDE_GAP * height and not _is_mark(run):
            yield Piece(tuple(run))
            run = []
        run.append(word)
    yield Piece(tuple(run))


def _is_mark(run: list[Word]) -> bool:
    """Tell whether a piece only marks what follows it: "-", "1.", "a)"."""
    return len(run) == 1 and run[0].right - run[0].left < _MARK_WIDTH


def rows_of(pieces: Iterable[Piece]) -> list[PrintedRow]:
    """Return the pieces row by row: those at one height belong to one row."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        if rows and _level(rows[-1][-1], piece) and all(_apart(other, piece) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [PrintedRow(tuple(_rejoined(sorted(row, key=lambda p: p.left)))) for row in rows]


def _rejoined(row: list[Piece]) -> Iterator[Piece]:
    """Put together what tesseract took for two columns though only the blank between two words parts it."""
    whole = row[0]
    for piece in row[1:]:
        if piece.left - whole.right < _WORD_GAP * whole.height:
            whole = Piece((*whole.words, *piece.words))
        else:
            yield whole
            whole = piece
    yield whole


def _level(one: Piece, other: Piece) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _apart(one: Piece, other: Piece) -> bool:
    return one.right <= other.left or other.right <= one.left


def with_halves(rows: Sequence[PrintedRow], middle: float) -> list[PrintedRow | Halves]:
    """Return the rows with the zones in two halves put together; `middle` is the middle of the page in pixels."""
    blocks: list[PrintedRow | Halves] = []
    position = 0
    while position < len(rows):
        zone = _zone(rows[position:], middle)
        if zone and (_is_prose(zone) or not _is_long(zone)):
            blocks.append(_halves(zone))
        else:
            blocks.extend(zone or rows[position : position + 1])
        position += max(len(zone), 1)
    return blocks


def _zone(rows: Sequence[PrintedRow], middle: float) -> list[PrintedRow]:
    """Return the rows from the first on that keep to the left or right of one gap, [] if there is no such zone."""
    if len(rows[0].pieces) != 2:
        return []
    left, right = rows[0].pieces[0].right, rows[0].pieces[1].left
    zone = [rows[0]]
    for row in rows[1:]:
        stops = _sides(row, left, right)
        if not stops or not _belongs(row, zone, (left + right) / 2, middle):
            break
        left, right = stops
        zone.append(row)
    return zone


def _is_long(zone: Sequence[PrintedRow]) -> bool:
    """Tell whether a zone is longer on both sides than the head or foot of a document."""
    return sum(len(row.pieces) == 2 for row in zone) > _LONGEST_HALF


def _is_prose(zone: Sequence[PrintedRow]) -> bool:
    """Tell columns of a text from a list printed without rules, whose rows must stay together."""
    pairs = [row.pieces for row in zone if len(row.pieces) == 2]
    return all(median(len(pair[side].words) for pair in pairs) >= _PROSE_WORDS for side in (0, 1))


def _sides(row: PrintedRow, left: int, right: int) -> tuple[int, int] | None:
    """Return the gap that stays when `row` is added, None if the row crosses it or has both pieces on one side."""
    lefts = [piece for piece in row.pieces if (piece.left + piece.right) / 2 < (left + right) / 2]
    rights = [piece for piece in row.pieces if piece not in lefts]
    if len(lefts) > 1 or len(rights) > 1:
        return None
    left, right = max([left, *(p.right for p in lefts)]), min([right, *(p.left for p in rights)])
    return (left, right) if right - left > row.pieces[0].height / 2 else None


def _belongs(row: PrintedRow, zone: Sequence[PrintedRow], gap: float, middle: float) -> bool:
    """Tell whether a row goes on with the zone; a title in the middle of the page does not."""
    piece = row.pieces[0]
    distance = row.top - zone[-1].bottom
    if len(row.pieces) == 2:
        return distance < _SIGNATURE_GAP
    centre = (piece.left + piece.right) / 2
    half = gap + (2 * middle - gap) / 2 if centre > gap else gap / 2
    if abs(centre - middle) < abs(centre - half):
        return False
    return distance < (_SIGNATURE_GAP if centre > gap else _NEXT_LINE * piece.height)


def _halves(zone: Sequence[PrintedRow]) -> Halves:
    left, right = (piece for piece in zone[0].pieces)
    gap = (left.right + right.left) / 2
    pieces = [piece for row in zone for piece in row.pieces]
    lefts = tuple(piece for piece in pieces if (piece.left + piece.right) / 2 < gap)
    return Halves(lefts, tuple(piece for piece in pieces if piece not in lefts), len(zone), _is_long(zone))
