"""Vietnamese typed with ASCII marks (VIQR, RFC 1456): "Vie^.t Nam", "ddu+o+`ng". It is told, not converted."""

import re
import unicodedata

from analysis.vietnamese.syllables import is_syllable

# A hat, horn or breve; the tone marks alone are ordinary punctuation
_HATTED = re.compile(r"\^(?<=[aAeEoO]\^)|\+(?<=[uUoO]\+)|\((?<=[aA]\()")
_WORD = re.compile(r"(?<![\w@/])(?:[A-Za-z]|(?<=[aeouyAEOUY])[\^+(]|(?<=[\^+(aeiouyAEIOUY])[`'?~.](?=[a-zA-Z\s,;]|$))+")
_LETTER = re.compile(r"([aeiouyAEIOUY])([\^+(])?([`'?~.])?|([dD])[dD]")
_HATS = {"^": "\u0302", "+": "\u031b", "(": "\u0306"}
_TONES = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_HATS_TYPED = ("^", "+", "a(", "A(")
_FEWEST = 5
_SHARE = 0.15


def has_viqr_marks(text: str) -> bool:
    """Tell whether a text may be typed in VIQR at all; cheap, and False for nearly every text."""
    # Looking for a character is much cheaper than counting it, and counting than searching
    typed = sum(text.count(mark) for mark in _HATS_TYPED if mark[-1] in text)
    return typed >= _FEWEST and len(_HATTED.findall(text)) >= _FEWEST


def is_viqr(text: str) -> bool:
    """Tell whether a text is typed in VIQR: many words have a hat or a horn behind the letter and are syllables.

    >>> is_viqr("U?y ban nha^n da^n ti?nh quye^'t ddi.nh ta(.ng Ba(`ng khen cho ta^.p the^?, ca' nha^n")
    True
    >>> is_viqr("S = a^2 + b^2, khoản a(1), C++ và C+")
    False
    """
    if not has_viqr_marks(text):
        return False
    words = _WORD.findall(text)
    typed = {word for word in words if _HATTED.search(word) and is_syllable(from_viqr(word).lower())}
    count = sum(word in typed for word in words)
    return len(typed) >= _FEWEST and count >= len(words) * _SHARE


def from_viqr(text: str) -> str:
    """Return a VIQR word in Unicode, to see whether it is one.

    >>> from_viqr("ddu+o+`ng")
    'đường'
    """
    return unicodedata.normalize("NFC", _LETTER.sub(_letter, text)).rstrip("`'?~.")


def _letter(match: re.Match[str]) -> str:
    base, hat, tone, stroke = match.groups()
    if stroke:
        return "đ" if stroke == "d" else "Đ"
    return base + _HATS.get(hat or "", "") + _TONES.get(tone or "", "")
