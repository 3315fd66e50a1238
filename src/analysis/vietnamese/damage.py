"""How far the letters of a Vietnamese text are lost: dropped vowels, question marks for letters, no diacritics left."""

import re
from collections.abc import Callable
from typing import Literal

from analysis.vietnamese.mojibake import has_mojibake
from analysis.vietnamese.syllables import has_syllable_shape, impossible_words, is_damaged, is_vietnamese, native_words

Damage = Literal["", "impossible-syllables", "lost-letters", "lost-diacritics", "broken-encoding"]

_FEWEST = 8
_HEAVY_SHARE = 0.1
_FEWEST_BROKEN = 5
_BROKEN_SHARE = 0.05
_FEWEST_LETTERS = 200
_MARKED_SHARE = 0.03
_BARE_SHARE = 0.8
_BARE_TYPES = 15
_ASCII_WORD = re.compile(r"(?<![\w'’./@-])[A-Za-z]{2,}(?![\w'’/@-])")
# "Ch? t?ch", "khen th??ng": a question mark or the replacement character in place of a letter
_HOLE = re.compile(
    r"(?<![^\s(“\"])[^\W\d_]*(?:[?\ufffd]+[^\W\d_]+)+[?\ufffd]*(?=[\s,.;:)”\"]|$)|"
    r"(?<!\S)[^\W\d_]+\?(?=\s+[a-zà-ỹ])"
)
_ZEROS = re.compile(r"(?:[A-Za-z]#){4}")


def heavy_damage(text: str) -> Damage:
    """Return what makes a text unfit for reading, "" for a text that is whole or damaged in few places.

    >>> heavy_damage("Ch? t?ch ?y ban nh?n d?n t?nh t?ng b?ng khen cho c?c t?p th?, c? nh?n c? th?nh t?ch")
    'lost-letters'
    """
    kinds: tuple[tuple[Damage, Callable[[str], bool]], ...] = (
        ("broken-encoding", _is_broken),
        ("lost-letters", _has_holes),
        ("lost-diacritics", has_lost_diacritics),
        ("impossible-syllables", _is_full_of_impossible),
    )
    return next((kind for kind, holds in kinds if holds(text)), "")


def light_damage(text: str) -> bool:
    """Tell whether some words of a text are damaged, so that its figures must be compared with the paper."""
    return is_damaged(text) or len(_HOLE.findall(text)) >= _FEWEST_BROKEN or has_mojibake(text) or "\ufffd" in text


def _is_broken(text: str) -> bool:
    if _ZEROS.search(text):
        return True
    if not has_mojibake(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(map(has_mojibake, lines)) >= max(len(lines) * _HEAVY_SHARE, 1)


def _has_holes(text: str) -> bool:
    if "?" not in text and "\ufffd" not in text:
        return False
    holes = len(_HOLE.findall(text))
    return holes >= _FEWEST_BROKEN and holes >= len(text.split()) * _BROKEN_SHARE


def has_lost_diacritics(text: str) -> bool:
    """Tell Vietnamese without its diacritics ("Uy ban nhan dan") from other languages and from short tables.

    Nearly every word of such a text has the shape of a syllable; of an English text hardly a third has.
    """
    marked = sum(not c.isascii() for c in text if c.isalpha())
    letters = sum(c.isalpha() for c in text)
    if letters < _FEWEST_LETTERS or marked >= letters * _MARKED_SHARE:
        return False
    words = [word.lower() for word in _ASCII_WORD.findall(text)]
    shaped = [word for word in words if has_syllable_shape(word)]
    return len(set(shaped)) >= _BARE_TYPES and len(shaped) >= len(words) * _BARE_SHARE


def _is_full_of_impossible(text: str) -> bool:
    impossible, words = impossible_words(text), native_words(text)
    return len(set(impossible)) >= _FEWEST and len(impossible) >= len(words) * _HEAVY_SHARE and is_vietnamese(words)
