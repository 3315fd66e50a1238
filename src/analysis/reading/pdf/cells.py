"""Ruled tables on one page: cells from the rules, and the words that stand in each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

from pdfplumber import table as lattice

from analysis.reading.pdf.letters import joint
from analysis.reading.pdf.objects import Drawn
from analysis.reading.pdf.page import Box, PdfPage, Piece

_SNAP = 3
_MAX_RULES = 4_000
_PADDING = 5.4


Point = tuple[float, float]
Place = tuple[float, float, float, float]
_place = itemgetter("x0", "top", "x1", "bottom")


@dataclass(slots=True)
class Cell:
    """One cell with the pieces that stand in it."""

    box: Box
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """The cells of one ruled table of a page."""

    box: Box
    cells: list[Cell]


def find_grids(drawn: Drawn) -> list[Grid]:
    """Return the tables the rules of a page form; a frame around text is none."""
    if not drawn.is_ruled or len(drawn.rules) > _MAX_RULES:
        return []
    edges = lattice.merge_edges([_edge(rule) for rule in drawn.rules], _SNAP, _SNAP, _SNAP, _SNAP)
    cells = _smallest_cells(lattice.edges_to_intersections(edges, _SNAP, _SNAP))
    return [grid for found in lattice.cells_to_tables(cells) if (grid := _grid([Box(*cell) for cell in found]))]


def _edge(rule: Box) -> dict[str, object]:
    upright = rule.bottom - rule.top > rule.x1 - rule.x0
    middle = (rule.x0 + rule.x1) / 2 if upright else (rule.top + rule.bottom) / 2
    x0, x1 = (middle, middle) if upright else (rule.x0, rule.x1)
    top, bottom = (rule.top, rule.bottom) if upright else (middle, middle)
    return {
        "object_type": "line", "orientation": "v" if upright else "h",
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip


def _smallest_cells(crossings: dict[Point, dict[str, list[dict[str, Any]]]]) -> list[Place]:
    """Return the smallest cell that begins at each crossing of rules, as the library's `intersections_to_cells` does.

    That gathers the rules through two crossings anew for each pair it looks at: most of the time that a table took.
    """
    points = sorted(crossings)
    upright = {point: set(map(_place, crossings[point]["v"])) for point in points}
    level = {point: set(map(_place, crossings[point]["h"])) for point in points}
    columns: defaultdict[float, list[Point]] = defaultdict(list)
    rows: defaultdict[float, list[Point]] = defaultdict(list)
    cells: list[Place] = []
    # From the last to the first, so that what is known of its column and row stands below and on the right
    for point in reversed(points):
        x, top = point
        below = [y for _, y in reversed(columns[x]) if not upright[point].isdisjoint(upright[x, y])]
        right = [x1 for x1, _ in reversed(rows[top]) if not level[point].isdisjoint(level[x1, top])]
        corners = ((x1, y) for y in below for x1 in right if (x1, y) in crossings)
        closed = (c for c in corners if upright[c] & upright[c[0], top] and level[c] & level[x, c[1]])
        if corner := next(closed, None):
            cells.append((x, top, *corner))
        columns[x].append(point)
        rows[top].append(point)
    return cells[::-1]


def _grid(boxes: list[Box]) -> Grid | None:
    # Double rules leave cells between them that hold nothing
    boxes = [box for box in boxes if min(box.x1 - box.x0, box.bottom - box.top) > _SNAP]
    if len({round(box.x0) for box in boxes}) < 2:
        return None
    whole = Box(
        min(box.x0 for box in boxes), min(box.top for box in boxes),
        max(box.x1 for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
    return Grid(whole, [Cell(box) for box in boxes])


def fill(page: PdfPage, pieces: Iterable[Piece], grids: Sequence[Grid]) -> list[Piece]:
    """Put the words that stand in cells there; return the rest."""
    rest: list[Piece] = []
    for piece in pieces:
        near = [grid for grid in grids if _meets(grid.box, piece.box)]
        if not near:
            rest.append(piece)
            continue
        top, bottom = piece.box.top, piece.box.bottom
        # Most cells stand in other rows, which is told before anything is worked out
        beside = (c for grid in near for c in grid.cells if c.box.top <= bottom and top <= c.box.bottom)
        cells = [cell for cell in beside if _meets(cell.box, piece.box)]
        if len(cells) == 1 and _lies_in(piece.box, cells[0].box):
            cells[0].pieces.append(piece)
            continue
        for cell, part in _parts(page, piece, cells):
            (cell.pieces if cell else rest).append(part)
    return rest


def _meets(box: Box, other: Box) -> bool:
    middle = (other.top + other.bottom) / 2
    upright = other.bottom - other.top > other.x1 - other.x0
    level = box.top < other.bottom and other.top < box.bottom if upright else box.top <= middle <= box.bottom
    return level and box.x0 < other.x1 and other.x0 < box.x1


def _lies_in(box: Box, cell: Box) -> bool:
    return cell.x0 <= box.x0 and box.x1 <= cell.x1 and cell.top <= (box.top + box.bottom) / 2 <= cell.bottom


def _parts(page: PdfPage, piece: Piece, cells: list[Cell]) -> Iterator[tuple[Cell | None, Piece]]:
    """Yield the parts of a piece that runs over several cells."""
    begin, owner, is_open = piece.start, None, False
    for at in range(piece.start, piece.end):
        box = page.letter(at)
        if box is None or page.text[at].isspace():
            continue
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        if is_open and owner and _holds(owner.box, x, y):
            continue
        found = next((cell for cell in cells if _holds(cell.box, x, y)), None)
        if is_open and found is not owner and (part := page.piece(begin, at)):
            yield owner, part
        if not is_open or found is not owner:
            begin, owner, is_open = at, found, True
    if is_open and (part := page.piece(begin, piece.end)):
        yield owner, part


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def cell_text(page: PdfPage, cell: Cell) -> str:
    """Return the words of a cell: wrapped lines joined with a space, paragraphs on lines of their own.

    A line ends a paragraph where the first word of the next one would have stood on it too.
    """
    if any(page.is_turned(piece.start) for piece in cell.pieces):
        return " ".join(piece.text for piece in cell.pieces)
    text, last = "", None
    for line in _lines(cell.pieces):
        box = Box(line[0].box.x0, line[0].box.top, max(p.box.x1 for p in line), line[0].box.bottom)
        words = _on_one_line(line)
        if last is not None:
            text += _between(text, last, words, box, cell.box)
        text += words
        last = box
    return text


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    tallest = max((piece.height for piece in pieces), default=0)
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.base):
        if lines and piece.base - lines[-1][0].base < 0.4 * tallest:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.box.x0) for line in lines]


def _on_one_line(line: list[Piece]) -> str:
    words = line[0].text
    for before, piece in pairwise(line):
        apart = piece.box.x0 - before.box.x1 > 0.2 * max(before.height, piece.height)
        words += f" {piece.text}" if apart else piece.text
    return words


def _between(text: str, last: Box, words: str, box: Box, cell: Box) -> str:
    height = max(last.bottom - last.top, box.bottom - box.top)
    first = words.split(" ", 1)[0]
    needed = (box.x1 - box.x0) * len(first) / max(len(words), 1) + 0.3 * height
    room = cell.x1 - cell.x0 - 2 * _PADDING - (last.x1 - last.x0)
    if needed * 1.1 + 0.4 * height < room:
        return "\n"
    return joint(text, words)
