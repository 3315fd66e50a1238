"""What is drawn on a page of a PDF beside its text: ruling lines and pictures; whether its text is shown."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from analysis.reading.pdf.page import Box, PdfPage

_THIN = 3.0
_SHORTEST = 4.0
_DEEPEST = 3
_MAX_OBJECTS = 50_000
_MAX_SEGMENTS = 2_000
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Drawn:
    """The rules of a page as flat boxes, its pictures, and how many drawings and runs of text it has."""

    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    paths: int = 0
    shown: int = 0
    hidden: int = 0

    @property
    def is_ruled(self) -> bool:
        """Whether lines run both ways, so that they may form a table."""
        upright = sum(rule.bottom - rule.top > rule.x1 - rule.x0 for rule in self.rules)
        return upright > 1 and len(self.rules) - upright > 1

    def covered(self, page: PdfPage) -> float:
        """Return the share of the page that its largest pictures cover."""
        area = sum((min(p.x1, page.width) - max(p.x0, 0)) * (min(p.bottom, page.height) - max(p.top, 0))
                   for p in self.pictures)  # fmt: skip
        return area / max(page.width * page.height, 1)


def drawn_on(page: PdfPage) -> Drawn:
    """Walk over the objects of `page`, also those inside forms."""
    raw = page.page.raw
    found = Drawn()
    count = min(pdfium.FPDFPage_CountObjects(raw), _MAX_OBJECTS)
    for number in range(count):
        _take(page, pdfium.FPDFPage_GetObject(raw, number), found, _PLAIN, 0)
    return found


def _take(page: PdfPage, drawn: Any, found: Drawn, matrix: Matrix, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        if pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            found.hidden += 1
        else:
            found.shown += 1
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        found.rules.extend(_rules(page, drawn, matrix))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures.append(_bounds(page, drawn, matrix))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(drawn), matrix)
        for number in range(min(pdfium.FPDFFormObj_CountObjects(drawn), _MAX_OBJECTS)):
            _take(page, pdfium.FPDFFormObj_GetObject(drawn, number), found, inner, depth + 1)


def _rules(page: PdfPage, path: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the straight upright and level lines of a path; a thin filled bar is one too, a filled area none."""
    box = _bounds(page, path, matrix)
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if min(wide, high) <= _THIN:
        if max(wide, high) >= _SHORTEST:
            yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value:
        yield from _sides(page, path, _times(_matrix(path), matrix))


def _sides(page: PdfPage, path: Any, matrix: Matrix) -> Iterator[Box]:
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for number in range(min(pdfium.FPDFPath_CountSegments(path), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif last:
            yield from _straight(page, last, point)
        if pdfium.FPDFPathSegment_GetClose(segment) and first:
            yield from _straight(page, point, first)
        last = point


def _straight(page: PdfPage, a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    box = page.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if min(wide, high) <= 1 and max(wide, high) >= _SHORTEST:
        yield box


def _bounds(page: PdfPage, drawn: Any, matrix: Matrix) -> Box:
    values = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *values)
    left, bottom, right, top = (value.value for value in values)
    if matrix is not _PLAIN:
        corners = [_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return page.box(left, bottom, right, top)


def _matrix(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    first, second = _moved(e, f, outer), outer
    return (
        a * second[0] + b * second[2], a * second[1] + b * second[3],
        c * second[0] + d * second[2], c * second[1] + d * second[3],
        *first,
    )  # fmt: skip
