"""One page of a PDF: its text in pieces that stand on one line, each with its place as the reader sees the page."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.reading.pdf.letters import printed

# The library writes U+FFFE for a hyphen at a line's end and leaves the line end out
RAW_LINES = re.compile(r"[^\r\n\ufffe]*\ufffe|[^\r\n\ufffe]+")
_SPACED_OUT = re.compile(r"(?:(?<![^\W\d_])[^\W\d_] ){3,}[^\W\d_](?![^\W\d_])")
_WIDE_GAP = 0.9
_WIDEST_SPACE = 2.2
_MAX_LETTERS = 200_000
_TURNED = 0.1


class Box(NamedTuple):
    """A rectangle in points from the upper left corner of the page as it is shown."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Piece:
    """Words on one line without a wide gap; `base` is the baseline, the letters stand from `start` to `end`.

    `raised` tells that some of the words stand higher than the rest, as the mark of a footnote does.
    """

    text: str
    box: Box
    base: float
    start: int
    end: int
    raised: bool = False

    @property
    def height(self) -> float:
        """The height of the letters."""
        return self.box.bottom - self.box.top


class PdfPage:
    """An open page; positions count the letters of `text`."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self._words = page.get_textpage()
        letters = min(self._words.count_chars(), _MAX_LETTERS)
        self.is_cut = letters < self._words.count_chars()
        self.text = self._words.get_text_range(0, letters) if letters else ""
        self._raw = self._words.raw
        self._is_plain = letters == len(self.text)
        self.turn = pdfium.FPDFPage_GetRotation(page.raw) % 4
        edges = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page.raw, edges)
        self._edges = edges.left, edges.bottom, edges.right, edges.top
        shown = self.box(*self._edges)
        self.width, self.height = shown.x1, shown.bottom
        # Letters that are not printed as they stand: the mark of a footnote is "", an exponent is "²"
        self.replaced: dict[int, str] = {}
        self._letters: dict[int, Box | None] = {}
        self._values = [ctypes.c_double() for _ in range(4)]
        self._references = [ctypes.byref(value) for value in self._values]

    def close(self) -> None:
        """Give the page back."""
        self._words.close()
        self.page.close()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the page's own space as it is shown, the page turned or not."""
        a, b, c, d = self._edges
        if self.turn == 0:
            return Box(left - a, d - top, right - a, d - bottom)
        if self.turn == 1:
            return Box(bottom - b, left - a, top - b, right - a)
        if self.turn == 2:
            return Box(c - right, bottom - b, c - left, top - b)
        return Box(d - top, c - right, d - bottom, c - left)

    def _index(self, position: int) -> int:
        return position if self._is_plain else max(pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, position), 0)

    def letter(self, position: int) -> Box | None:
        """Return the place of one letter; None for a space the library put in."""
        if position not in self._letters:
            self._letters[position] = self._letter(position)
        return self._letters[position]

    def _letter(self, position: int) -> Box | None:
        left, right, bottom, top = self._values
        if not pdfium.FPDFText_GetCharBox(self._raw, self._index(position), *self._references):
            return None
        if right.value - left.value <= 0:
            return None
        return self.box(left.value, bottom.value, right.value, top.value)

    def base(self, position: int) -> float:
        """Return the baseline of one letter."""
        x, y, _, _ = self._values
        pdfium.FPDFText_GetCharOrigin(self._raw, self._index(position), *self._references[:2])
        return self.box(x.value, y.value, x.value, y.value).top

    def size(self, position: int) -> float:
        """Return the size at which one letter is printed."""
        matrix = pdfium.FS_MATRIX()
        index = self._index(position)
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        return float(pdfium.FPDFText_GetFontSize(self._raw, index)) * math.hypot(matrix.c, matrix.d)

    def is_turned(self, position: int) -> bool:
        """Tell whether one letter does not stand upright on the page as it is shown."""
        angle = pdfium.FPDFText_GetCharAngle(self._raw, self._index(position)) + self.turn * math.pi / 2
        return abs(math.remainder(angle, 2 * math.pi)) > _TURNED

    def is_hidden(self, position: int) -> bool:
        """Tell whether one letter is drawn without ink."""
        drawn = pdfium.FPDFText_GetTextObject(self._raw, self._index(position))
        return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE

    def font(self, position: int) -> str:
        """Return the name of the font of one letter."""
        buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._raw, self._index(position), buffer, len(buffer), flags)
        return buffer.value.decode("utf-8", "replace")

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in the order they are drawn."""
        for match in RAW_LINES.finditer(self.text):
            raw = match.group()
            start = match.start() + len(raw) - len(raw.lstrip())
            text = raw.strip()
            if text:
                yield from self._split(start, text)

    def _split(self, start: int, text: str) -> Iterator[Piece]:
        boxes = self._runs(start, len(text))
        if not boxes:
            return
        whole = around(boxes)
        # Most lines were drawn in one run
        height = max(box.bottom - box.top for box in boxes) if len(boxes) > 1 else 0.0
        if len(boxes) > 1 and any(_is_apart(a, b, _WIDE_GAP * height, height) for a, b in pairwise(boxes)):
            yield from self._split_at_gaps(start, text)
        elif 3 * text.count(" ") > len(text) and _SPACED_OUT.search(text):
            yield self._tightened(start, text, whole)
        elif shown := self.words(start, start + len(text)):
            base = self.base(start)
            raised = len(boxes) > 1 and any(box.bottom < base - 0.15 * height for box in boxes)
            yield Piece(shown, whole, base, start, start + len(text), raised)

    def _runs(self, start: int, count: int) -> list[Box]:
        """Return the places of the runs of letters that were drawn together."""
        first = self._index(start)
        found = pdfium.FPDFText_CountRects(self._raw, first, self._index(start + count - 1) - first + 1)
        left, top, right, bottom = self._values
        boxes = []
        for number in range(found):
            pdfium.FPDFText_GetRect(self._raw, number, *self._references)
            boxes.append(self.box(left.value, bottom.value, right.value, top.value))
        return boxes

    def piece(self, start: int, end: int) -> Piece | None:
        """Return the letters from `start` to `end` as one piece; None where nothing is printed."""
        shown = (at for at in range(start, end) if self.replaced.get(at) != "" and not self.text[at].isspace())
        boxes = [(at, box) for at in shown if (box := self.letter(at))]
        if not boxes:
            return None
        begin, stop = boxes[0][0], boxes[-1][0] + 1
        base, whole = self.base(begin), around([box for _, box in boxes])
        raised = any(box.bottom < base - 0.15 * (whole.bottom - whole.top) for _, box in boxes)
        return Piece(self.words(begin, stop), whole, base, begin, stop, raised)

    def words(self, start: int, end: int) -> str:
        """Return the letters from `start` to `end` as printed."""
        if not self.replaced:
            return printed(self.text[start:end])
        return printed("".join(self.replaced.get(at, self.text[at]) for at in range(start, end)))

    def _split_at_gaps(self, start: int, text: str) -> Iterator[Piece]:
        """Split where the gap is wider than a letter is high and than the spaces of this line."""
        places = (at for at, letter in enumerate(text, start) if not letter.isspace())
        boxes = [(at, box) for at in places if (box := self.letter(at))]
        height = max((box.bottom - box.top for _, box in boxes), default=0.0)
        gaps = [after.x0 - before.x1 for (_, before), (_, after) in pairwise(boxes)]
        spaces = [gap for gap in gaps if gap > 0.15 * height]
        widest = max(_WIDE_GAP * height, _WIDEST_SPACE * median(spaces) if len(spaces) > 4 else 0)
        begin = start
        for (_, before), (at, after) in pairwise(boxes):
            if _is_apart(before, after, widest, height):
                if piece := self.piece(begin, at):
                    yield piece
                begin = at
        if piece := self.piece(begin, start + len(text)):
            yield piece

    def _tightened(self, start: int, text: str, whole: Box) -> Piece:
        """Return words printed with a gap after every letter, C Ộ N G  H Ò A, as words."""
        places = range(start, start + len(text))
        boxes = [(self.replaced.get(at, self.text[at]), self.letter(at)) for at in places]
        letters = [(letter, box) for letter, box in boxes if box and letter.strip()]
        gaps = [after.x0 - before.x1 for (_, before), (_, after) in pairwise(letters)]
        usual = median(gaps)
        words = letters[0][0]
        for (letter, _), gap in zip(letters[1:], gaps, strict=True):
            words += f" {letter}" if gap > 1.6 * usual else letter
        return Piece(printed(words), whole, self.base(start), start, start + len(text))


def _is_apart(before: Box, after: Box, widest: float, height: float) -> bool:
    """Tell whether what follows stands behind a wide gap, further left, or on another line."""
    gap, drop = after.x0 - before.x1, max(after.top - before.bottom, before.top - after.bottom)
    return gap > widest or gap < -0.6 * height or drop > 0.6 * height


def around(boxes: list[Box]) -> Box:
    """Return the smallest rectangle that holds all of `boxes`."""
    if len(boxes) == 1:
        return boxes[0]
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
