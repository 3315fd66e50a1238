"""Blanks that tesseract overlooks: "thể,cánhân" for "thể, cá nhân".

A Vietnamese word is one syllable. Where a printed word seems to hold two, a gap in its ink as wide as a blank is
widened and the word recognised again; it is divided only if the letters come out the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from analysis.reading.scan.ink import WHITE, ink_of
from analysis.reading.scan.tesseract import LINE, Grey, Word, recognise
from analysis.vietnamese.letters import bare

# Shares of the height of the word's ink: the narrowest blank, and what it is widened by
_BLANK = 0.19
_WIDENED = 0.5
# A letter after a mark inside the word, or vowels on both sides of consonants
_SEVERAL = re.compile(r"[a-z][.,;:)”][a-z]|[aeiouy][bcdghklmnpqrstvx]+[aeiouy]", re.IGNORECASE)
_BORDER = 15
_ABOVE = 6

Span = tuple[int, int]


def parted(read: Sequence[tuple[list[Word], Grey]]) -> list[list[Word]]:
    """Return the words of each picture, those with an overlooked blank divided."""
    asked = [(w, spans, picture) for words, picture in read for w in words if len(spans := _spans(w, picture)) > 1]
    again = recognise([_widened(word, spans, picture) for word, spans, picture in asked], LINE)
    answers = {
        id(word): list(_divided(word, spans, words)) for (word, spans, _), words in zip(asked, again, strict=True)
    }
    return [[part for word in words for part in answers.get(id(word), [word])] for words, _ in read]


def _spans(word: Word, picture: Grey) -> list[Span]:
    """Return the columns of the parts of a word between blanks, as seen in its ink."""
    if not _SEVERAL.search(bare(word.text)):
        return []
    ink = ink_of(picture[word.top : word.bottom, word.left : word.right])
    columns = np.nonzero(ink.any(axis=0))[0]
    if not columns.size:
        return []
    gaps = np.nonzero(np.diff(columns) > _BLANK * ink.shape[0] + 1)[0]
    starts, ends = columns[np.r_[0, gaps + 1]], columns[np.r_[gaps, columns.size - 1]]
    return [(word.left + int(start), word.left + int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _widened(word: Word, spans: Sequence[Span], picture: Grey) -> Grey:
    band = picture[max(word.top - _ABOVE, 0) : word.bottom + _ABOVE]
    gap = np.full((band.shape[0], round(_WIDENED * band.shape[0])), WHITE, np.uint8)
    parts = [piece for start, end in spans for piece in (gap, band[:, start:end])][1:]
    return np.pad(np.hstack(parts), _BORDER, constant_values=WHITE)


def _divided(word: Word, spans: Sequence[Span], again: Sequence[Word]) -> Iterator[Word]:
    """Yield the parts if the second reading has the same letters in as many parts, else the word as it was."""
    if len(again) != len(spans) or "".join(part.text for part in again) != word.text:
        yield word
        return
    for part, (start, end) in zip(again, spans, strict=True):
        yield replace(word, text=part.text, left=start, right=end)
