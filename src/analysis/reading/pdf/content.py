"""What one page of a PDF holds: lines, ruled tables and footnotes, and whether its text can be trusted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.reading.pdf.cells import Grid, fill, find_grids
from analysis.reading.pdf.furniture import has_stamp_words, without_stamps
from analysis.reading.pdf.legacy import font_of, restore_letters
from analysis.reading.pdf.notes import Note, lift_exponents, take_notes
from analysis.reading.pdf.objects import Drawn, drawn_on
from analysis.reading.pdf.page import PdfPage, Piece
from analysis.reading.pdf.tables import PrintedTable, printed_table

Kind = Literal["text", "layer", "picture", "garbled", "blank"]

# Letters that no Vietnamese font prints: the code of a glyph stands for a letter nobody knows
_GARBLED = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_GARBLED_SHARE = 0.1
_PICTURE_SHARE = 0.5
_FEWEST_LETTERS = 120
_OUTLINES = 100


@dataclass(slots=True)
class PageContent:
    """One page: `kind` tells whether it is text, an invisible layer over a picture, a picture, or blank.

    `left_out` tells that a stamp or turned text was left out, `is_legacy` that its font is older than Unicode,
    `encodings` from which of them its letters were converted.
    """

    number: int
    width: float
    height: float
    kind: Kind
    pieces: list[Piece]
    tables: list[PrintedTable]
    notes: list[Note]
    left_out: bool = False
    is_legacy: bool = False
    is_cut: bool = False
    encodings: set[str] = field(default_factory=set)

    @property
    def words(self) -> str:
        """The words outside tables."""
        return " ".join(piece.text for piece in self.pieces)


def read_page(page: PdfPage, number: int) -> PageContent:
    """Return what stands on an open page; `number` counts from 1."""
    drawn = drawn_on(page)
    grids = find_grids(drawn)
    encodings = restore_letters(page)
    every = list(page.pieces())
    pieces = list(_upright(page, every, grids))
    if drawn.hidden and drawn.shown:
        pieces = [piece for piece in pieces if not page.is_hidden(piece.start)]
    if has_stamp_words(page.text):
        pieces = without_stamps(pieces)
    left_out = len(pieces) < len(every)
    kind = _kind(page, drawn, pieces)
    content = PageContent(number, page.width, page.height, kind, pieces, [], [], left_out, is_cut=page.is_cut)
    if kind in ("text", "layer"):
        _fill(content, page, drawn, grids)
        content.encodings = encodings
        content.is_legacy = bool(every) and font_of(page.font(every[0].start)) is not None
    return content


def _fill(content: PageContent, page: PdfPage, drawn: Drawn, grids: Sequence[Grid]) -> None:
    lowest = max((grid.box.bottom for grid in grids), default=0.0)
    content.notes, body = take_notes(page, drawn, content.pieces, lowest)
    for piece in body:
        if piece.raised:
            lift_exponents(page, piece)
    content.pieces = fill(page, body, grids) if grids else body
    filled = [grid for grid in grids if any(cell.pieces for cell in grid.cells)]
    content.tables = [
        printed_table(page, grid, f"page {content.number} table {position}")
        for position, grid in enumerate(filled, start=1)
    ]


def _upright(page: PdfPage, pieces: Sequence[Piece], grids: Sequence[Grid]) -> Iterator[Piece]:
    """Leave out what lies beside the page and, outside tables, what does not stand upright: stamps, watermarks."""
    for piece in pieces:
        box = piece.box
        if box.x1 < 0 or box.x0 > page.width or box.bottom < 0 or box.top > page.height:
            continue
        may_be_turned = piece.height > 1.5 * (box.x1 - box.x0) or piece.height > 60
        in_table = any(grid.box.x0 <= box.x0 and box.x1 <= grid.box.x1 and grid.box.top <= box.top for grid in grids)
        if may_be_turned and not in_table and page.is_turned(piece.start):
            continue
        yield piece


def _kind(page: PdfPage, drawn: Drawn, pieces: Sequence[Piece]) -> Kind:
    letters = sum(len(piece.text) for piece in pieces)
    if not letters:
        return "picture" if drawn.pictures or drawn.paths > _OUTLINES else "blank"
    if len(_GARBLED.findall(" ".join(piece.text for piece in pieces))) > _GARBLED_SHARE * letters:
        return "garbled"
    if drawn.covered(page) < _PICTURE_SHARE:
        return "text"
    if not drawn.shown:
        return "layer"
    return "picture" if letters < _FEWEST_LETTERS else "text"
