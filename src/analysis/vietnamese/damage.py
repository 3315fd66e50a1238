"""How far the letters of a Vietnamese text are lost: dropped vowels, question marks for letters, no diacritics left."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from analysis.vietnamese.legible import legible
from analysis.vietnamese.mojibake import has_mojibake
from analysis.vietnamese.syllables import (
    has_syllable_shape,
    has_too_many,
    impossible_words,
    is_vietnamese,
    native_words,
    printed_words,
)

Damage = Literal[
    "", "some-words", "impossible-syllables", "lost-letters", "lost-diacritics", "broken-encoding", "foreign-letters"
]

_FEWEST = 8
_HEAVY_SHARE = 0.1
_FOREIGN_SHARE = 0.02
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
# Letters of other alphabets beside Latin ones, "Пăm", "ເҺ0": how sites disguise a text against copying
_FOREIGN = "[\u0180-\u019f\u01a4-\u01ae\u01b1-\u0261\u0263-\u02af\u0370-\u058f\u0e80-\u0eff]"
_LATIN = "[A-Za-z\u00c0-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
_DISGUISED = re.compile(f"{_LATIN}{_FOREIGN}|{_FOREIGN}{_LATIN}")
_ZEROS = re.compile(r"(?:[A-Za-z ]#){4}")


def damage_of(text: str, lines: Iterable[str] | None = None) -> Damage:
    """Return what makes a text unfit for reading, `some-words` for a text damaged in few places, "" for a whole one.

    `lines` are what the text is joined of, where the caller has them: that saves parting it again.

    >>> damage_of("Ch? t?ch ?y ban nh?n d?n t?nh t?ng b?ng khen cho c?c t?p th?, c? nh?n c? th?nh t?ch")
    'lost-letters'
    """
    misread = has_mojibake(text)
    if _is_broken(text, misread):
        return "broken-encoding"
    if _is_disguised(text):
        return "foreign-letters"
    holes = _holes(text)
    if holes >= max(_FEWEST_BROKEN, len(text.split()) * _BROKEN_SHARE if holes else 0):
        return "lost-letters"
    if has_lost_diacritics(text):
        return "lost-diacritics"
    if damage := _word_damage(text, text.split("\n") if lines is None else lines):
        return damage
    return "some-words" if "\ufffd" in text or misread or holes >= _FEWEST_BROKEN else ""


def _is_disguised(text: str) -> bool:
    """Tell whether many words hold letters of other alphabets that no look-alike explains."""
    if text.isascii() or not _DISGUISED.search(text):
        return False
    words = text.split()
    strange = sum(_DISGUISED.search(legible(word).text) is not None for word in words if not word.isascii())
    return strange >= max(_FEWEST, len(words) * _FOREIGN_SHARE)


def _word_damage(text: str, lines: Iterable[str]) -> Damage:
    printed = printed_words(lines)
    impossible = impossible_words(printed)
    # Too few among the different words are too few among all words, which in nearly every text need not be counted
    if not has_too_many(impossible, printed) or not has_too_many(impossible, text.split()):
        return ""
    words = native_words(text.split())
    if not is_vietnamese(words):
        return ""
    is_heavy = len(impossible) >= _FEWEST and sum(w in impossible for w in words) >= len(words) * _HEAVY_SHARE
    return "impossible-syllables" if is_heavy else "some-words"


def _is_broken(text: str, misread: bool) -> bool:
    """Tell whether zero bytes of UTF-16 became #, or many lines are misread UTF-8; `misread` tells whether any is."""
    if "#" in text and _ZEROS.search(text):
        return True
    if not misread:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return sum(map(has_mojibake, lines)) >= max(len(lines) * _HEAVY_SHARE, 1)


def _holes(text: str) -> int:
    """Return how many words have a hole; 0 where there are too few question marks to matter."""
    # Looking for a character is many times faster than counting it
    marks = [mark for mark in "?\ufffd" if mark in text]
    if sum(map(text.count, marks)) < _FEWEST_BROKEN:
        return 0
    return sum(len(_HOLE.findall(line)) for line in _lines_with(marks, text))


def _lines_with(marks: Sequence[str], text: str) -> Iterator[str]:
    """Yield the lines that hold one of the `marks`, each with the letter the next line begins with."""
    begin = 0
    while found := [at for mark in marks if (at := text.find(mark, begin)) >= 0]:
        begin = text.rfind("\n", begin, min(found)) + 1 or begin
        end = _line_end(text, min(found))
        yield f"{text[begin:end]}\n{text[end + 1 : _line_end(text, end + 1)].lstrip()[:1]}"
        begin = end + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def has_lost_diacritics(text: str) -> bool:
    """Tell Vietnamese without its diacritics ("Uy ban nhan dan") from other languages and from short tables.

    Nearly every word of such a text has the shape of a syllable; of an English text hardly a third has.
    """
    plain = text.encode("ascii", "ignore")
    if len(text) - len(plain) > len(text) * _CLEARLY_MARKED:
        return False
    # Sheets are half figures; in most of them these letters alone are enough, without a look at each
    if _letters_of_1exx(text) >= len(text) * _MARKED_SHARE:
        return False
    bare = len(plain.translate(None, _NO_LETTERS))
    marked = sum(map(str.isalpha, _NOT_ASCII.findall(text)))
    letters = marked + bare
    if letters < _FEWEST_LETTERS or marked >= letters * _MARKED_SHARE:
        return False
    words = [word.lower() for word in _ASCII_WORD.findall(text)]
    shaped = [word for word in words if has_syllable_shape(word)]
    return len(set(shaped)) >= _BARE_TYPES and len(shaped) >= len(words) * _BARE_SHARE


def _letters_of_1exx(text: str) -> int:
    """Count the letters from U+1E00 to U+1EFF (ạ, ế, ợ) by the upper bytes of UTF-16; nothing else stands there."""
    return text.encode("utf-16-le", "surrogatepass")[1::2].count(0x1E)
