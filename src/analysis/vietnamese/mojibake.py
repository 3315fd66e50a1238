"""Text in UTF-8 that was read as Windows-1252 or Windows-1258: "Viá»‡t Nam" for "Việt Nam"."""

import re
from functools import cache
from typing import Literal

_Codepage = Literal["cp1252", "cp1258"]
# A lead byte of UTF-8 as these code pages show it, before one of the characters that bytes 80-BF become
_TRAILS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ₫"
# What no Vietnamese text is made of: two characters may be UTF-8 by chance
FOREIGN = re.compile("[^\\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u2bff]")
# Not "XÃ”" and "XÃ\xa0HỘI": those are two misread bytes as well as two printed characters
# Every branch begins with one letter, which the engine looks for at once
_SUSPECT = re.compile(
    "|".join(
        [rf"{lead}(?<=[a-z]{lead})[{_TRAILS}]" for lead in "ÃĂ"]
        + [rf"á[º»][{_TRAILS}]", rf"â[€\x80][{_TRAILS}]", "Æ[°¡]", "Ä[‘ƒ\x91\x83]"]
    )
)


# One of these stands in whatever `_SUSPECT` finds
_TRACES = "ÃĂº»€\x80ÆÄ"


def has_mojibake(text: str) -> bool:
    """Tell whether a text looks like UTF-8 read in a Windows code page.

    >>> has_mojibake("Vi\u00e1\u00bb\u2021t Nam"), has_mojibake("Việt Nam")
    (True, False)
    """
    # Looking for one character is many times faster than the search, and most texts hold none of these
    return any(trace in text for trace in _TRACES) and _SUSPECT.search(text) is not None


def repair_mojibake(text: str) -> str | None:
    """Return the text as it was written; None unless every character of it went through the same misreading.

    >>> repair_mojibake("Vi\u00e1\u00bb\u2021t Nam"), repair_mojibake("Vi\u00e1\u00bb\u2021t Việt")
    ('Việt Nam', None)
    """
    for codepage in ("cp1252", "cp1258"):
        # A last "à" ends in a no-break space, which is lost where blanks at the end of a line are dropped
        for whole in (text, text + "\u00a0") if text.endswith(("Ã", "Ă")) else (text,):
            repaired = _decoded(whole, codepage)
            if repaired is not None and not FOREIGN.search(repaired):
                return repaired
    return None


def _decoded(text: str, codepage: _Codepage) -> str | None:
    table = _bytes_of(codepage)
    try:
        return bytes(table[c] for c in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


@cache
def _bytes_of(codepage: _Codepage) -> dict[str, int]:
    """Return the byte of each character; a byte without a character shows as the control of its number."""
    table = {chr(byte): byte for byte in range(0x100)}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(codepage)] = byte
        except UnicodeDecodeError:
            continue
    return table
