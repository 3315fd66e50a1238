"""Characters that look right and are wrong: look-alikes of other scripts, unseen characters, entities, ligatures.

What was printed keeps them; what is published and what is searched does without. Clean text comes back as it is.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows

_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_ENTITY = r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});"
# Ligatures (ﬁ), full-width forms (Ａ), letters of mathematics: each stands for plain letters
_FORMS = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"


@dataclass(frozen=True, slots=True)
class Legible:
    """A text as it is searched.

    `starts` tells where each of its characters, and its end, began in the text as printed; None where the two are one.
    """

    text: str
    starts: tuple[int, ...] | None = None


@cache
def _lookalikes(where: str) -> dict[int, str]:
    rows = read_rows("analysis.vietnamese", "lookalikes.csv")
    return {ord(row["character"]): row["letter"] for row in rows if row["where"] == where}


@cache
def _flaw() -> re.Pattern[str]:
    """Return what is repaired, from the first character that may be wrong to the last that it may join with."""
    foreign = "".join(map(chr, _lookalikes("word")))
    anywhere = "".join(map(chr, _lookalikes("anywhere")))
    marks = "[\u0300-\u036f]*"
    word = rf"(?<![^\W\d_])[^\W\d_{foreign}]*[{foreign}](?:[^\W\d_]|[\u0300-\u036f])*"
    return re.compile(rf"(?:(?:{_ENTITY})|[{_UNSEEN}]|[{anywhere}{_FORMS}]){marks}|{word}")


def legible(text: str) -> Legible:
    """Return a text without look-alikes and unseen characters, with the way back to the text as printed.

    >>> legible("\u0421\u00f4ng an, ph\u00e1t\u00adtri\u1ec3n, \u0111\u01a3\u1ee3c, H&agrave; N\u1ed9i").text
    'Công an, pháttriển, được, Hà Nội'
    """
    if not _flaw().search(text):
        return Legible(text)
    pieces: list[str] = []
    starts: list[int] = []
    end = 0
    for match in _flaw().finditer(text):
        pieces.append(text[end : match.start()])
        starts.extend(range(end, match.start()))
        mended = _mended(match.group())
        pieces.append(mended)
        starts.extend(_spread(match.start(), match.end(), len(mended)))
        end = match.end()
    pieces.append(text[end:])
    starts.extend(range(end, len(text) + 1))
    return Legible("".join(pieces), tuple(starts))


def _spread(start: int, end: int, length: int) -> range | list[int]:
    """Return where the characters of a mended piece began: one by one where none was lost, else at its beginning."""
    return range(start, end) if end - start == length else [start] * length


def _mended(piece: str) -> str:
    if piece.startswith("&"):
        return unicodedata.normalize("NFC", html.unescape(piece))
    piece = "".join(c for c in piece if not re.match(f"[{_UNSEEN}]", c)).translate(_lookalikes("anywhere"))
    piece = re.sub(f"[{_FORMS}]", lambda match: unicodedata.normalize("NFKC", match.group()), piece)
    if any("LATIN" in unicodedata.name(c, "") for c in piece):
        piece = piece.translate(_lookalikes("word"))
    return unicodedata.normalize("NFC", piece)
