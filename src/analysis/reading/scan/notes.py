"""Footnotes of a recognised page: small lines at its foot that begin with their number."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from analysis.reading.document import Line
from analysis.reading.scan.blocks import Located, LocatedPage
from analysis.reading.scan.lines import PrintedRow
from analysis.reading.scan.page import Page

_MARKED = re.compile(r"[\[(]?(\d{1,2})[\])]?\s+(?=[^\W\d_])")
_FOOT = 0.6
_SMALLER = 0.9


def take_notes(page: Page, located: LocatedPage) -> list[Line]:
    """Take the footnotes off the end of a page and return them with their numbers.

    The marks in the text above are so small that they cannot be recognised for sure; so the notes are not tied to them.
    """
    start = _start(page, located.blocks)
    if start is None:
        return []
    notes: list[Line] = []
    for foot in located.blocks[start:]:
        if isinstance(foot.block, Line) and foot.part is not None:
            mark = _MARKED.match(foot.block.text)
            number = mark[1] if mark else notes[-1].note
            text = foot.block.text[mark.end() :] if mark else foot.block.text
            notes.append(replace(foot.block, text=text, note=number))
    del located.blocks[start:]
    return notes


def _start(page: Page, blocks: Sequence[Located]) -> int | None:
    """Return where the notes begin: from there on all lines are small, and the first bears a number."""
    rows = [part for part in page.parts if isinstance(part, PrintedRow)]
    smallest = _SMALLER * median(_height(row) for row in rows) if rows else 0.0
    start = None
    for at in range(len(blocks) - 1, -1, -1):
        row = blocks[at].part
        if row is None and start is not None:
            continue
        if not isinstance(row, PrintedRow) or row.top < _FOOT * page.height or _height(row) > smallest:
            return start
        if _MARKED.match(row.text):
            start = at
    return start


def _height(row: PrintedRow) -> float:
    return median(piece.height for piece in row.pieces)
