"""Figures read twice: a wrong number is worse than a missing one.

A word with figures that may be wrong is cut out, enlarged and recognised alone. Two readings that agree are sure;
two that differ are doubted, and the document says so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from analysis.reading.scan.ink import WHITE
from analysis.reading.scan.strokes import tall_strokes
from analysis.reading.scan.tesseract import WORD, Grey, Word, recognise

# A word with figures below it is not to be trusted
SURE_NUMBER = 80
_AGREED, _DIFFERED = 95.0, 50.0
_READ_AGAIN = 91
_SURE_LETTERS = 60
_DIGIT = re.compile(r"\d")
# "tri0u" for "triệu", "5G" for "56"; "32,39%" for "32,3%" is frequent
_MIXED = re.compile(r"(?!.*/)(?=.*[^\W\d_]).*\d|.*9%")
_LETTERS = re.compile(r"[^\W\d_]+[,.;:]?")
_EDGES = "().,;:“”\"'"
_PLAIN = re.compile(r"[\d.,]+[”;:.,)]*")
_CUT = re.compile(r"\d{1,3}(?:\.\d{3})*\.")
_GROUPS = re.compile(r"\d{3}(?:\.\d{3})*(?!\d)")
_CUT_GAP = 0.35
_ASIDE, _ABOVE, _BORDER = 3, 6, 15
_LARGER = 1.5


def checked_numbers(read: Sequence[tuple[list[Word], Grey]]) -> list[list[Word]]:
    """Return the words of each picture, those with figures as sure or unsure as a second reading makes them."""
    whole = [(_with_cut_numbers(words), picture) for words, picture in read]
    asked = [(word, picture) for words, picture in whole for word in words if _may_be_wrong(word)]
    second = recognise([_enlarged(word, picture) for word, picture in asked], WORD)
    answers = {
        id(word): _judged(word, words, _has_every_figure(word, picture))
        for (word, picture), words in zip(asked, second, strict=True)
    }
    return [[answers.get(id(word), word) for word in words] for words, _ in whole]


def doubtful_numbers(words: Sequence[Word]) -> list[str]:
    """Return the words with figures that may have been misread."""
    return [word.text for word in words if _DIGIT.search(word.text) and word.confidence < SURE_NUMBER]


def _may_be_wrong(word: Word) -> bool:
    return bool(_DIGIT.search(word.text)) and (word.confidence < _READ_AGAIN or _MIXED.match(word.text) is not None)


def _with_cut_numbers(words: Sequence[Word]) -> list[Word]:
    """Put a number together that was cut after a dot: "820." and "145.000" without the blank of a new word between."""
    whole: list[Word] = []
    for word in words:
        before = whole[-1] if whole and whole[-1].line == word.line else None
        if before and _CUT.fullmatch(before.text) and _GROUPS.match(word.text) and _touches(before, word):
            top, bottom = min(before.top, word.top), max(before.bottom, word.bottom)
            joined = replace(before, text=before.text + word.text, top=top, right=word.right, bottom=bottom)
            whole[-1] = replace(joined, confidence=_DIFFERED)
        else:
            whole.append(word)
    return whole


def _touches(before: Word, word: Word) -> bool:
    return word.left - before.right < _CUT_GAP * (word.bottom - word.top)


def _enlarged(word: Word, picture: Grey) -> Grey:
    top, left = max(word.top - _ABOVE, 0), max(word.left - _ASIDE, 0)
    inner = picture[top : word.bottom + _ABOVE, left : word.right + _ASIDE]
    size = round(inner.shape[1] * _LARGER), round(inner.shape[0] * _LARGER)
    larger = np.asarray(Image.fromarray(inner).resize(size, Image.Resampling.BICUBIC), dtype=np.uint8)
    return np.pad(larger, _BORDER, constant_values=WHITE)


def _figures(text: str) -> str:
    """Return what must agree: figures with their separators, in "127/QĐ-UBND" without the letters."""
    kept = re.sub(r"[^\d/.,%-]", "", text) if "/" in text else text
    return kept.strip(_EDGES)


def _has_every_figure(word: Word, picture: Grey) -> bool:
    """Tell whether a plain number has a stroke for each figure: the mark that closes “03 trong 01” is read as a 7."""
    return not _PLAIN.fullmatch(word.text) or tall_strokes(word, picture) >= len(_DIGIT.findall(word.text))


def _judged(first: Word, words: Sequence[Word], is_whole: bool) -> Word:
    """Keep the first reading, surer or less sure; only where it mixes letters and figures may the second replace it."""
    text = "".join(word.text for word in words)
    confidence = min((word.confidence for word in words), default=0.0)
    if is_whole and _figures(text) == _figures(first.text):
        return replace(first, confidence=_AGREED)
    if confidence >= _SURE_LETTERS and _LETTERS.fullmatch(text) and _MIXED.match(first.text):
        return replace(first, text=text, confidence=confidence)
    return replace(first, confidence=min(first.confidence, _DIFFERED))
