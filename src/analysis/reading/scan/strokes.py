"""Marks before a line that tesseract misreads in Vietnamese text: "II." as "H.", "III." as "HI.", "-" as "~".

What is printed is decided by the strokes on the paper, never by what would fit.
"""

import re
from dataclasses import replace

import numpy as np

from analysis.reading.scan.ink import Ink, ink_of
from analysis.reading.scan.tesseract import Grey, Word

_STEMS = re.compile(r"(?=.*[HI])[HIL1l|]{1,4}(?P<after>[.,)]?)")
_FLAT = re.compile(r"[~_=¬«»”“'\"–—]{1,2}")
_THICKEST_STEM = 0.45
_FLATTEST = 0.5
_LONGEST_DASH = 1.5
_FLAG = 0.08
_TALL, _AT_TOP = 0.6, 0.15
_UPRIGHT = 0.85
_WIDEST_STEM = 0.72


def read_strokes(word: Word, picture: Grey, line_height: int) -> Word:
    """Return the first word of a line as its strokes say: upright stems are Roman ones, a flat stroke is a dash."""
    if stems := _STEMS.fullmatch(word.text):
        count = _stems(_ink(word, picture))
        return replace(word, text="I" * count + stems["after"]) if count else word
    if _FLAT.fullmatch(word.text) and _is_dash(_ink(word, picture), line_height):
        return replace(word, text="-")
    return word


def lone_stems(picture: Grey) -> str:
    """Return "1", "I", "II" ... for cut-out upright strokes, "" for anything else; a one has its flag on the left."""
    ink = ink_of(picture)
    rows, columns = np.nonzero(ink)
    ink = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    height, width = ink.shape
    count, full = _stems(ink), np.asarray(ink.mean(axis=0) > _UPRIGHT)
    if not count or len(_runs(full)) != count:
        return ""
    upright = np.nonzero(full)[0]
    top = np.nonzero(ink[: round(height * 0.3)].any(axis=0))[0]
    left, right = upright.min() - top.min(), top.max() - upright.max()
    figure = "1" if left - right > _FLAG * height else "I"
    return figure * count if width < _WIDEST_STEM * count * height else ""


def tall_strokes(word: Word, picture: Grey) -> int:
    """Return how many parts of a word, apart from one another, are as high as a figure; a quotation mark is not."""
    ink = _ink(word, picture)
    rows = np.nonzero(ink.any(axis=1))[0]
    if not rows.size:
        return 0
    ink = ink[rows.min() : rows.max() + 1]
    edges = np.nonzero(np.diff(np.pad(ink.any(axis=0).astype(np.int8), 1)))[0]
    parts = [np.nonzero(ink[:, a:b].any(axis=1))[0] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    height = ink.shape[0]
    return sum(bool(part[0] <= _AT_TOP * height and np.ptp(part) > _TALL * height) for part in parts)


def _ink(word: Word, picture: Grey) -> Ink:
    return ink_of(picture[max(word.top, 0) : word.bottom, max(word.left, 0) : word.right])


def _stems(ink: Ink) -> int:
    """Return how many separate upright strokes cross the middle; 0 where a stroke across joins them, as in H."""
    height = ink.shape[0]
    if height < 8:
        return 0
    middle = ink[round(height * 0.35) : round(height * 0.65)]
    stems, strokes = _runs(np.asarray(middle.mean(axis=0) > 0.5)), _runs(np.asarray(middle.any(axis=0)))
    thin = all(width <= _THICKEST_STEM * height for width in strokes)
    return len(stems) if thin and len(stems) == len(strokes) <= 4 else 0


def _runs(columns: Ink) -> list[int]:
    """Return the widths of the runs of true columns."""
    edges = np.nonzero(np.diff(np.pad(columns.astype(np.int8), 1)))[0]
    return [int(end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _is_dash(ink: Ink, line_height: int) -> bool:
    rows, columns = np.nonzero(ink)
    if not rows.size:
        return False
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    return height <= _FLATTEST * width and width <= _LONGEST_DASH * line_height
