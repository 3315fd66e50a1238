"""How far the letters of a Vietnamese text are lost: dropped vowels, question marks for letters, no diacritics left."""

import re
from itertools import pairwise
from typing import Literal

from analysis.vietnamese.mojibake import has_mojibake
from analysis.vietnamese.syllables import (
    has_syllable_shape,
    has_too_many,
    impossible_words,
    is_vietnamese,
    native_words,
)

Damage = Literal["", "some-words", "impossible-syllables", "lost-letters", "lost-diacritics", "broken-encoding"]

_FEWEST = 8
_HEAVY_SHARE = 0.1
_FEWEST_BROKEN = 5
_BROKEN_SHARE = 0.05
_FEWEST_LETTERS = 200
_MARKED_SHARE = 0.03
_CLEARLY_MARKED = 0.1
_BARE_SHARE = 0.8
_BARE_TYPES = 15
_ASCII_WORD = re.compile(r"(?<![\w'’./@-])[A-Za-z]{2,}(?![\w'’/@-])")
# "Ch? t?ch", "khen th??ng": a question mark or the replacement character in place of a letter
_HOLE = re.compile(
    r"(?<![^\s(“\"])[^\W\d_]*(?:[?\ufffd]+[^\W\d_]+)+[?\ufffd]*(?=[\s,.;:)”\"]|$)|"
    r"(?<!\S)[^\W\d_]+\?(?=\s+[a-zà-ỹ])"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_ZEROS = re.compile(r"(?:[A-Za-z ]#){4}")


def damage_of(text: str) -> Damage:
    """Return what makes a text unfit for reading, `some-words` for a text damaged in few places, "" for a whole one.

    >>> damage_of("Ch? t?ch ?y ban nh?n d?n t?nh t?ng b?ng khen cho c?c t?p th?, c? nh?n c? th?nh t?ch")
    'lost-letters'
    """
    if _is_broken(text):
        return "broken-encoding"
    holes = _holes(text)
    if holes >= max(_FEWEST_BROKEN, len(text.split()) * _BROKEN_SHARE if holes else 0):
        return "lost-letters"
    if has_lost_diacritics(text):
        return "lost-diacritics"
    words = native_words(text)
    impossible = impossible_words(words)
    if has_too_many(impossible, words) and is_vietnamese(words):
        is_heavy = len(impossible) >= _FEWEST and sum(w in impossible for w in words) >= len(words) * _HEAVY_SHARE
        return "impossible-syllables" if is_heavy else "some-words"
    return "some-words" if "\ufffd" in text or has_mojibake(text) or holes >= _FEWEST_BROKEN else ""


def _is_broken(text: str) -> bool:
    if "#" in text and _ZEROS.search(text):
        return True
    if not has_mojibake(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(map(has_mojibake, lines)) >= max(len(lines) * _HEAVY_SHARE, 1)


def _holes(text: str) -> int:
    """Return how many words have a hole; 0 where there are too few question marks to matter."""
    if text.count("?") + text.count("\ufffd") < _FEWEST_BROKEN:
        return 0
    # Only the lines with such marks, each with the letter the next line begins with
    lines = [*text.split("\n"), ""]
    marked = (f"{a}\n{b.lstrip()[:1]}" for a, b in pairwise(lines) if "?" in a or "\ufffd" in a)
    return sum(len(_HOLE.findall(line)) for line in marked)


def has_lost_diacritics(text: str) -> bool:
    """Tell Vietnamese without its diacritics ("Uy ban nhan dan") from other languages and from short tables.

    Nearly every word of such a text has the shape of a syllable; of an English text hardly a third has.
    """
    plain = text.encode("ascii", "ignore")
    if len(text) - len(plain) > len(text) * _CLEARLY_MARKED:
        return False
    marked = sum(map(str.isalpha, _NOT_ASCII.findall(text)))
    letters = marked + len(plain.translate(None, _NO_LETTERS))
    if letters < _FEWEST_LETTERS or marked >= letters * _MARKED_SHARE:
        return False
    words = [word.lower() for word in _ASCII_WORD.findall(text)]
    shaped = [word for word in words if has_syllable_shape(word)]
    return len(set(shaped)) >= _BARE_TYPES and len(shaped) >= len(words) * _BARE_SHARE
