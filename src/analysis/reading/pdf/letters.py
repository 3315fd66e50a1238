"""The raw letters of a PDF as printed."""

import re
from functools import cache

from analysis.datafiles import read_rows
from analysis.vietnamese.letters import nfc

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_LIGATURE_LETTERS = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@cache
def _symbols() -> dict[int, str]:
    rows = read_rows("analysis.reading.pdf", "symbol_letters.csv")
    return {int(row["code"], 16): row["letter"] for row in rows}


def printed(text: str) -> str:
    """Return raw text of a PDF as printed: NFC, ligatures spelt out, bullets of symbol fonts as letters."""
    text = text.replace("\ufffe", "-")
    if text.isascii():
        return _UNPRINTED.sub("", text).strip()
    text = _LIGATURES.sub(lambda match: _LIGATURE_LETTERS.get(match.group(), "st"), text)
    # Neither controls nor letters of private use are printable: one look instead of two searches
    if text.isprintable():
        return nfc(text).strip()
    if _PRIVATE.search(text):
        text = text.translate(_symbols())
    return nfc(_UNPRINTED.sub("", text)).strip()


def joint(text: str, following: str) -> str:
    """Return what stands between two lines of a paragraph: nothing inside a word such as 181/KH-UBND."""
    broken = text[-1:] in ("-", "/") and text[-2:-1].isalnum()
    return "" if broken and following[:1].isalnum() else " "
