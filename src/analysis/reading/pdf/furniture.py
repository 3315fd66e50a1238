"""What a page carries that is not the document: page numbers, running heads and feet, stamps of digital signatures."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from analysis.datafiles import read_rows
from analysis.reading.pdf.page import Piece
from analysis.vietnamese.letters import nfc

_PAGE_NUMBER = re.compile(
    r"[-–—|.\s]*(?:trang|page|tr\.)?\s*(?P<number>\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|.\s]*", re.IGNORECASE
)
_MARGIN = 0.1
_EDGE = 0.07
_APART = 2.2
_OUTERMOST = 3
_STAMP_LINES = 10
_DATE_ONLY = re.compile(r"[\d.:/+,\s-]{6,}(?:Z|UTC)?|\d{4}.*['’]\s*$")


class Sheet(Protocol):
    """One page for what repeats from page to page: its number, height and pieces outside tables."""

    number: int
    height: float
    pieces: list[Piece]


def drop_page_numbers(sheets: Sequence[Sheet]) -> None:
    """Take out the number of the page where it counts the pages, at the head or the foot."""
    found = [(sheet, piece, value) for sheet in sheets for piece, value in _numbers(sheet)]
    offsets: defaultdict[tuple[int, bool], set[int]] = defaultdict(set)
    for sheet, piece, value in found:
        offsets[value - sheet.number, piece.base < sheet.height / 2].add(sheet.number)
    for sheet, piece, value in found:
        offset = value - sheet.number
        if offset == 0 or len(offsets[offset, piece.base < sheet.height / 2]) > 1:
            sheet.pieces.remove(piece)


def _numbers(sheet: Sheet) -> Iterator[tuple[Piece, int]]:
    for piece in _outer(sheet):
        if match := _PAGE_NUMBER.fullmatch(piece.text):
            yield piece, int(match["number"])


def _outer(sheet: Sheet) -> Iterator[Piece]:
    """Yield the outermost pieces of the head and of the foot."""
    ordered = sorted(sheet.pieces, key=lambda p: p.base)
    head = [piece for piece in ordered[:_OUTERMOST] if piece.box.bottom < _MARGIN * sheet.height]
    foot = [piece for piece in ordered[-_OUTERMOST:] if piece.box.top > (1 - _MARGIN) * sheet.height]
    yield from head
    yield from (piece for piece in foot if piece not in head)


def _framing(sheet: Sheet) -> Iterator[Piece]:
    """Yield the outermost pieces that do not belong to the text: near the edge, or well apart from what is next.

    Trap: annexes begin with the same words at the same height, right above their text.
    """
    ordered = sorted(sheet.pieces, key=lambda p: p.base)
    for piece in _outer(sheet):
        place = next(n for n, other in enumerate(ordered) if other is piece)
        at_head = piece.base < sheet.height / 2
        inner = ordered[place + 1 : place + 2] if at_head else ordered[max(place - 1, 0) : place]
        edge = piece.box.bottom if at_head else sheet.height - piece.box.top
        apart = all(abs(other.base - piece.base) > _APART * piece.height for other in inner)
        if edge < _EDGE * sheet.height or apart:
            yield piece


def drop_running_lines(sheets: Sequence[Sheet]) -> list[str]:
    """Take out the lines that stand at one height in the margin of several pages; return each once."""
    places: defaultdict[str, list[tuple[Sheet, Piece]]] = defaultdict(list)
    for sheet in sheets:
        for piece in _framing(sheet):
            places[re.sub(rf"(?<!\d){sheet.number}(?!\d)", "#", piece.text)].append((sheet, piece))
    dropped = []
    for found in places.values():
        alike = [(s, p) for s, p in found if sum(abs(p.base - q.base) < 3 and s is not t for t, q in found)]
        if len(alike) > 1:
            dropped.append(alike[0][1].text)
            for sheet, piece in alike:
                sheet.pieces.remove(piece)
    return dropped


def has_stamp_words(text: str) -> bool:
    """Tell quickly whether a page may bear the stamp of a digital signature."""
    words = nfc(text).lower()
    return any(phrase in words for phrase in _stamp_starts())


@cache
def _stamp_starts() -> tuple[str, ...]:
    rows = read_rows("analysis.reading.pdf", "stamp_words.csv")
    return tuple(row["phrase"] for row in rows if row["role"] != "end")


@cache
def _stamp_words() -> dict[str, re.Pattern[str]]:
    rows = read_rows("analysis.reading.pdf", "stamp_words.csv")
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        phrases[row["role"]].append(re.escape(row["phrase"]))
    return {
        role: re.compile(rf"(?<!\w)(?:{'|'.join(words)})\s*(?::|$|(?<=by)\s)", re.IGNORECASE | re.MULTILINE)
        for role, words in phrases.items()
    }


def without_stamps(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that are not the stamp of a digital signature: who signed, and when."""
    kept: list[Piece] = []
    position = 0
    while position < len(pieces):
        end = _stamp_end(pieces, position)
        if end is None:
            kept.append(pieces[position])
        position = position + 1 if end is None else end
    return kept


def _stamp_end(pieces: list[Piece], start: int) -> int | None:
    """Return the position behind the stamp that begins at `start`, None if none begins there."""
    words = _stamp_words()
    text = nfc(pieces[start].text)
    sure = words["sure"].match(text)
    if not sure and not words["start"].match(text):
        return None
    for position in range(start, min(start + _STAMP_LINES, len(pieces))):
        if words["end"].search(pieces[position].text):
            end = position + 1
            while end < len(pieces) and _DATE_ONLY.fullmatch(pieces[end].text):
                end += 1
            return end
    return start + 1 if sure else None
