"""Footnotes of one page: taken from the foot of the page and tied to their mark in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.reading.pdf.objects import Drawn
from analysis.reading.pdf.page import Box, PdfPage, Piece, around

_MARKED = re.compile(r"[(\[]?(?P<mark>\d{1,3}|\*{1,3}|[†‡§])[)\]]?\s*(?=[^\s\d.,)/])")
_MARK_ONLY = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3}|[†‡§])[)\]]?")
_NUMBER_ONLY = re.compile(r"[-–\s]*\d{1,4}[-–\s]*")
_SUPERSCRIPTS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_SMALLER = 0.93
_RAISED = 0.85
_RULE_WIDTHS = (30.0, 0.6)
_RULE_GAP = 30.0
_APART = 1.9


@dataclass(slots=True)
class Note:
    """One footnote; `bearer` is the piece with its mark, None for the rest of a note of the page before."""

    mark: str
    text: str
    bearer: Piece | None = None


def take_notes(page: PdfPage, drawn: Drawn, pieces: list[Piece], lowest: float = 0.0) -> tuple[list[Note], list[Piece]]:
    """Part the footnotes from the other pieces of a page; their marks are no longer printed in the text.

    They stand below `lowest`, where the last table of the page ends.
    """
    ordered = _with_marks(page, sorted(pieces, key=lambda p: (p.base, p.box.x0)))
    start = _foot(page, drawn, ordered, lowest)
    if start is None:
        return [], pieces
    body, foot = ordered[:start], ordered[start:]
    end = _end(foot)
    notes = list(_notes(foot[:end]))
    for note in notes:
        _tie(page, note, body)
    return notes, body + foot[end:]


def _with_marks(page: PdfPage, ordered: list[Piece]) -> list[Piece]:
    """Join a small mark that was drawn for itself to the words on its right."""
    joined: list[Piece] = []
    for piece in ordered:
        last = joined[-1] if joined else None
        behind = len(joined) > 1 and joined[-2].base > joined[-1].box.top
        if last and not behind and _MARK_ONLY.fullmatch(last.text) and _leads(page, last, piece):
            box = around([last.box, piece.box])
            joined[-1] = Piece(f"{last.text} {piece.text}", box, piece.base, last.start, piece.end)
        else:
            joined.append(piece)
    return joined


def _leads(page: PdfPage, mark: Piece, piece: Piece) -> bool:
    if not 0 <= piece.start - mark.end < 4:
        return False
    beside = abs(piece.base - mark.base) < piece.height and 0 <= piece.box.x0 - mark.box.x1 < 3 * piece.height
    return beside and page.size(mark.start) < _RAISED * page.size(piece.start)


def _foot(page: PdfPage, drawn: Drawn, ordered: list[Piece], lowest: float) -> int | None:
    """Return where the footnotes begin among the pieces from top to bottom, None without any.

    They stand below a short rule or in small letters, and their mark stands above them.
    """
    rules = [rule for rule in drawn.rules if rule.top > lowest + 1 and _is_short(page, rule)]
    marks = [n for n, p in enumerate(ordered) if n and p.base > lowest and _MARKED.match(p.text)]
    if not rules and not marks:
        return None
    body = median(page.size(piece.start) for piece in ordered[: max(len(ordered) * 2 // 3, 1)])
    for n in range(1, len(ordered)):
        ruled = any(ordered[n - 1].base < rule.top < ordered[n].box.top + 2 < rule.top + _RULE_GAP for rule in rules)
        if not ruled and n not in marks:
            continue
        small = all(_size(page, piece) <= _SMALLER * body for piece in ordered[n:-1] or ordered[n:])
        match = _MARKED.match(ordered[n].text)
        marked = match and any(find_mark(page, piece, match["mark"]) for piece in ordered[:n])
        if (small and (marked or ruled)) or (ruled and marked):
            return n
    return None


def _end(foot: list[Piece]) -> int:
    """Return where the notes end: the number of the page and its running foot stand apart below them."""
    for n, (last, piece) in enumerate(pairwise(foot), start=1):
        apart = piece.base - last.base > _APART * last.height and not _MARKED.match(piece.text)
        if apart or _NUMBER_ONLY.fullmatch(piece.text):
            return n
    return len(foot)


def _is_short(page: PdfPage, rule: Box) -> bool:
    level = rule.x1 - rule.x0 > rule.bottom - rule.top
    return level and _RULE_WIDTHS[0] <= rule.x1 - rule.x0 <= _RULE_WIDTHS[1] * page.width


def _size(page: PdfPage, piece: Piece) -> float:
    """Return the size of the letters behind a mark at the piece's start."""
    match = _MARKED.match(page.text[piece.start : piece.end])
    return page.size(piece.start + (match.end() if match else 0))


def _notes(foot: Sequence[Piece]) -> Iterator[Note]:
    note: Note | None = None
    for piece in foot:
        match = _MARKED.match(piece.text)
        if match and (note is None or _follows(note.mark, match["mark"])):
            if note:
                yield note
            note = Note(match["mark"], piece.text[match.end() :])
        elif note:
            note.text += f" {piece.text}"
        else:
            note = Note("", piece.text)
    if note:
        yield note


def _follows(mark: str, following: str) -> bool:
    if mark.isdecimal() and following.isdecimal():
        return int(following) == int(mark) + 1
    return mark != following


def _tie(page: PdfPage, note: Note, body: Sequence[Piece]) -> None:
    for piece in body:
        if note.mark and (span := find_mark(page, piece, note.mark)):
            page.replaced.update(dict.fromkeys(range(*span), ""))
            piece.text = page.words(piece.start, piece.end)
            note.bearer = piece
            return


def find_mark(page: PdfPage, piece: Piece, mark: str) -> tuple[int, int] | None:
    """Return from where to where the raised `mark` stands in `piece`, None if it does not."""
    if mark not in piece.text:
        return None
    pattern = rf"(?<=\S)\s?[(\[]?(?<!\d){re.escape(mark)}(?!\d)[)\]]?" if not mark.isdecimal() else _number(mark)
    for match in re.finditer(pattern, page.text[piece.start : piece.end]):
        at = piece.start + match.start("mark") if "mark" in match.groupdict() else piece.start + match.start()
        reference = next((n for n in range(piece.start, piece.end) if page.text[n].isalpha()), None)
        if reference is not None and _is_raised(page, at, reference):
            return piece.start + match.start(), piece.start + match.end()
    return None


def _number(mark: str) -> str:
    return rf"(?<=\S)\s?[(\[]?(?P<mark>{mark})[)\]]?(?!\w)"


def _is_raised(page: PdfPage, at: int, reference: int) -> bool:
    box = page.letter(at)
    if box is None:
        return False
    smaller = page.size(at) < _RAISED * page.size(reference)
    return smaller or page.base(at) < page.base(reference) - 0.2 * page.size(reference)


def lift_exponents(page: PdfPage, piece: Piece) -> None:
    """Print a raised digit behind a digit as such: 10² must not become 102."""
    raw = page.text[piece.start : piece.end]
    reference = next((piece.start + n for n, c in enumerate(raw) if c.isalnum()), piece.start)
    for match in re.finditer(r"(?<=\d)\d", raw):
        at = piece.start + match.start()
        if at not in page.replaced and _is_raised(page, at, reference):
            page.replaced[at] = _SUPERSCRIPTS.get(page.text[at], page.text[at])
    if page.replaced:
        piece.text = page.words(piece.start, piece.end)
