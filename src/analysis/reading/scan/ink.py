"""A page's picture made fit for recognition: stamps faded, paper white, lines level."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from analysis.reading.scan.tesseract import Grey

Ink = NDArray[np.bool_]
Cells = set[tuple[int, int]]

WHITE = 255
# Everything below works at this resolution: 8 pixels are a millimetre
MILLIMETRE = 200 / 25.4
_TILE = 16  # 2 mm
_RED = 50
_SMALLEST_SEAL, _LARGEST_SEAL = 15 * MILLIMETRE, 60 * MILLIMETRE
_DARK = 140
_LARGEST_ANGLE = 5.0
_SMALLEST_ANGLE = 0.12
_SAMPLED = 25_000
_EDGE = 0.05
_PAPER = 0.93
_AS_PAPER = 0.75
_DARKEST, _DEEPENED = 0.25, 0.8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in grey on white paper, how many red seals were faded, and how much of the picture is paper."""

    grey: Grey
    seals: int
    paper: float


def whitened(picture: Image.Image) -> Sheet:
    """Return `picture` in grey on white paper, with red seals faded and black edges of the scan removed."""
    colour = picture.convert("RGB")
    grey = np.asarray(colour.convert("L"), dtype=np.uint8)
    faded, seals = _without_seals(np.asarray(colour, dtype=np.uint8), grey)
    paper = float((grey[::4, ::4] > _AS_PAPER * np.quantile(grey[::4, ::4], 0.95)).mean())
    return Sheet(_without_edges(_on_white_paper(faded)), seals, paper)


def _without_seals(colour: NDArray[np.uint8], grey: Grey) -> tuple[Grey, int]:
    """Fade red ink where it is a seal: as high as wide, 15 to 60 mm. Red words are flat and stay."""
    if not _is_red(colour[::4, ::4]).any():
        return grey, 0
    red, faded, seals = _is_red(colour), grey.copy(), 0
    for top, left, bottom, right in components(red, _TILE, 0.04):
        high, wide = bottom - top, right - left
        if min(high, wide) >= _SMALLEST_SEAL and max(high, wide) <= _LARGEST_SEAL and 0.5 <= high / wide <= 2:
            seals += 1
            seal = np.s_[top:bottom, left:right]
            # black ink under the seal is dark in the red channel too
            faded[seal] = np.where(grow(red[seal], 2), np.maximum(colour[seal][:, :, 0], grey[seal]), grey[seal])
    return faded, seals


def _is_red(colour: NDArray[np.uint8]) -> Ink:
    others = np.maximum(colour[:, :, 1], colour[:, :, 2])
    return np.asarray((colour[:, :, 0] > others) & (colour[:, :, 0] - others > _RED))


def components(mask: Ink, tile: int, share: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes (top, left, bottom, right) of connected parts of `mask`, seen through tiles filled by `share`."""
    height, width = (size // tile * tile for size in mask.shape)
    tiles = mask[:height, :width].reshape(height // tile, tile, width // tile, tile).mean(axis=(1, 3)) > share
    left_over: Cells = set(zip(*(axis.tolist() for axis in np.nonzero(tiles)), strict=True))
    while left_over:
        part = _connected(left_over)
        rows, columns = [row for row, _ in part], [column for _, column in part]
        yield min(rows) * tile, min(columns) * tile, (max(rows) + 1) * tile, (max(columns) + 1) * tile


def _connected(left_over: Cells) -> Cells:
    """Take one connected part out of `left_over`."""
    waiting = [left_over.pop()]
    part = set(waiting)
    while waiting:
        row, column = waiting.pop()
        near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left_over
        left_over -= near
        part |= near
        waiting.extend(near)
    return part


def grow(mask: Ink, by: int) -> Ink:
    """Return `mask` with every pixel grown by `by` pixels on each side."""
    grown = mask.copy()
    for axis in (0, 1):
        source = grown.copy()
        for step in range(1, by + 1):
            ahead, behind = [slice(None)] * 2, [slice(None)] * 2
            ahead[axis], behind[axis] = slice(step, None), slice(None, -step)
            grown[tuple(ahead)] |= source[tuple(behind)]
            grown[tuple(behind)] |= source[tuple(ahead)]
    return grown


def _on_white_paper(grey: Grey) -> Grey:
    """Divide by the paper's own brightness, so that grey paper and shadows become white, and deepen pale ink."""
    height, width = grey.shape
    small = Image.fromarray(grey).reduce(8).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(6))
    paper = np.asarray(small.resize((width, height)), dtype=np.float32)
    even = np.minimum(grey / np.maximum(paper, 40), 1)
    ink = even[::2, ::2][even[::2, ::2] < _AS_PAPER]
    black = _DEEPENED * float(np.quantile(ink, _DARKEST)) if ink.size else 0.0
    return np.asarray(np.clip((even - black) / (_PAPER - black), 0, 1) * WHITE, dtype=np.uint8)


def _without_edges(grey: Grey) -> Grey:
    """Whiten rows and columns at the border that are black over half their length: the lid of the scanner."""
    cleaned = grey.copy()
    for axis in (0, 1):
        dark = np.nonzero((grey < _DARK).mean(axis=1 - axis) > 0.5)[0]
        size = grey.shape[axis]
        lines = np.moveaxis(cleaned, axis, 0)
        near, far = dark[dark < size * _EDGE], dark[dark > size * (1 - _EDGE)]
        lines[: near.max() + 3 if near.size else 0] = WHITE
        lines[far.min() - 3 if far.size else size :] = WHITE
    return cleaned


def ink_of(grey: Grey) -> Ink:
    """Return where there is ink."""
    return np.asarray(grey < _DARK)


def levelled(grey: Grey) -> Grey:
    """Return the page with its lines level; only turns up to 5 degrees are found."""
    angle = skew_of(ink_of(grey))
    if abs(angle) < _SMALLEST_ANGLE:
        return grey
    turned = Image.fromarray(grey).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=WHITE)
    return np.asarray(turned, dtype=np.uint8)


def skew_of(ink: Ink) -> float:
    """Return by how many degrees the lines fall to the right: at the right angle the rows are fullest and emptiest."""
    rows, columns = np.nonzero(ink)
    if rows.size < 500:
        return 0.0
    step = max(rows.size // _SAMPLED, 1)
    down, right = rows[::step].astype(np.float32), columns[::step].astype(np.float32)
    best = 0.0
    for width, finest in ((_LARGEST_ANGLE, 0.5), (0.5, 0.1), (0.1, 0.03)):
        angles = np.arange(best - width, best + width + finest / 2, finest)
        best = float(angles[np.argmax([_sharpness(down, right, float(angle)) for angle in angles])])
    return best


def _sharpness(rows: NDArray[np.float32], columns: NDArray[np.float32], angle: float) -> float:
    levelled_rows = (rows - columns * np.tan(np.radians(angle))) / 2
    counts = np.bincount((levelled_rows - levelled_rows.min()).astype(np.int64))
    return float(np.square(np.diff(counts)).sum())
