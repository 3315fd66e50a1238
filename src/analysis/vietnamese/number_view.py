"""One reading of a text under which every spelling meets, with the way back to the text as given.

Numbers, dates and money are searched in `View.low`; what they find is reported where it was printed.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from analysis.vietnamese.letters import nfc, plain_marks, retone

_DATA = Path(__file__).parent / "data"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_HAS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_CLUSTER = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]*", re.DOTALL)
# Only the pair and a q before it matter to the place of the tone mark, so long runs of letters cost nothing.
_OPEN_PAIR = re.compile(r"[qQ]?[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?![^\W\d_])")
_DROP_UNSEEN = dict.fromkeys(map(ord, _UNSEEN))
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ"})


@cache
def data_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<name>.csv`, all cells as text."""
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def alternation(phrases: tuple[str, ...]) -> str:
    """Return an expression that matches any of `phrases`, the longest first, with any space between words."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)


@dataclass(frozen=True, slots=True)
class View:
    """A text in NFC with plain dashes and traditional tone marks; `low` is the same in lower case."""

    text: str
    low: str
    _starts: tuple[int, ...] | None
    _ends: tuple[int, ...] | None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text as given for a non-empty span in this view."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]


def _clusters(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = nfc(match.group()).translate(_DROP_UNSEEN)
        pieces.append(piece)
        starts.extend([match.start()] * len(piece))
        ends.extend([match.end()] * len(piece))
    return "".join(pieces), tuple(starts), tuple(ends)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _retoned(match: re.Match[str]) -> str:
    changed = retone(match.group())
    return changed if len(changed) == len(match.group()) else match.group()


@lru_cache(maxsize=512)
def plain_view(text: str) -> View:
    """Return the view of `text`; never raises.

    >>> view = plain_view("khoa\u0309ng 5–7")
    >>> view.text, view.origin(0, 6)
    ('khoảng 5-7', (0, 7))
    """
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None
    flat = text
    if not unicodedata.is_normalized("NFC", text) or _HAS_UNSEEN.search(text):
        flat, starts, ends = _clusters(text)
    flat = plain_marks(flat.translate(_LOOKALIKES))
    flat = _OPEN_PAIR.sub(_retoned, flat)
    return View(flat, _lower(flat), starts, ends)
