"""Phrases of whole syllables in a text: the orange "cam" is never found in "cam kết".

Vietnamese words have one to four syllables written apart, so a phrase is a row of syllables. Spellings of one
syllable share a key (kĩ/kỹ, 05/5, hoà/hòa, upper and lower case). Commas, dashes and slashes between the syllables of
a phrase do not matter ("phòng, chống tội phạm"), the end of a clause does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from analysis.vietnamese.letters import fold

T = TypeVar("T")
Keys = tuple[str, ...]

BREAK = ""
START = "^"
_TOKEN = re.compile(r"\d+(?:\.\d+)+|[^\W_]+|[.;:!?()\[\]{}<>|\"•…]")
_I_FOR_Y = re.compile(r"(qu|[hklmst])([iíìỉĩị])")
_Y_OF = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))


@dataclass(frozen=True, slots=True)
class Words:
    """A folded text, the keys of its syllables (`BREAK` between clauses) and where each stands in the text."""

    text: str
    keys: Keys
    spans: tuple[tuple[int, int], ...]

    def printed(self, start: int, end: int) -> str:
        """Return the words from syllable `start` to before syllable `end` as they stand in the folded text."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


class Found(NamedTuple, Generic[T]):
    """A phrase from syllable `start` to before `end`, and what it means."""

    start: int
    end: int
    entry: T


@lru_cache(maxsize=20_000)
def _key(syllable: str) -> str:
    if syllable.isdecimal():
        return syllable.lstrip("0") or "0"
    match = _I_FOR_Y.fullmatch(syllable)
    return match[1] + _Y_OF[match[2]] if match else syllable


def split(text: str) -> Words:
    """Split `text` into syllables.

    >>> split("Nuôi dê, 05 con; kĩ thuật").keys
    ('nuôi', 'dê', '5', 'con', '', 'kỹ', 'thuật')
    """
    folded = fold(text)
    matches = list(_TOKEN.finditer(folded))
    keys = tuple(_key(match[0]) if match[0][0].isalnum() else BREAK for match in matches)
    return Words(folded, keys, tuple(match.span() for match in matches))


def keys_of(phrase: str) -> Keys:
    """Return the keys of a phrase as written in a data file, where "^" is the beginning of a title.

    >>> keys_of("^ tổ")
    ('^', 'tổ')
    """
    anchor = (START,) if phrase.lstrip().startswith(START) else ()
    return anchor + tuple(key for key in split(phrase).keys if key != BREAK)


class PhraseBook(Generic[T]):
    """Phrases, by the keys of their syllables, and what they mean."""

    def __init__(self, entries: Mapping[Keys, T]) -> None:
        self._entries = dict(entries)
        sizes: dict[str, set[int]] = {}
        for keys in self._entries:
            sizes.setdefault(keys[0], set()).add(len(keys))
        self._sizes = {first: sorted(found) for first, found in sizes.items()}

    def items(self) -> Iterable[tuple[Keys, T]]:
        """Return the phrases with what they mean."""
        return self._entries.items()

    def starting_at(self, keys: Keys, start: int) -> list[Found[T]]:
        """Return the phrases that begin at syllable `start`, shortest first."""
        ends = [start + size for size in self._sizes.get(keys[start], ()) if start + size <= len(keys)]
        return [Found(start, end, self._entries[keys[start:end]]) for end in ends if keys[start:end] in self._entries]

    def find(self, keys: Keys) -> list[Found[T]]:
        """Return every phrase in the row of syllables, overlapping ones too, in reading order."""
        found: list[Found[T]] = []
        for start, key in enumerate(keys):
            if key in self._sizes:
                found += self.starting_at(keys, start)
        return found


def mark_start(words: Words, leads: PhraseBook[None]) -> Words:
    """Put `START` before the first word that is no leading word ("Mô hình: Nuôi dê" begins at "Nuôi").

    A text of leading words alone begins at its first word.
    """
    at = _after_leads(words.keys, leads)
    place = words.spans[at][0] if at < len(words.spans) else len(words.text)
    keys = (*words.keys[:at], START, *words.keys[at:])
    return Words(words.text, keys, (*words.spans[:at], (place, place), *words.spans[at:]))


def _after_leads(keys: Keys, leads: PhraseBook[None]) -> int:
    at = 0
    while at < len(keys):
        ends = [found.end for found in leads.starting_at(keys, at)]
        if keys[at] != BREAK and not ends:
            return at
        at = max(ends, default=at + 1)
    return 0


def used(found: Found[T], keys: Keys) -> tuple[int, ...]:
    """Return the syllables a phrase uses up; the mark of the beginning is none."""
    return tuple(index for index in range(found.start, found.end) if keys[index] != START)


def longest_first(candidates: list[tuple[tuple[int, ...], T]], size: int) -> list[tuple[tuple[int, ...], T]]:
    """Choose phrases that share no syllable: the longest first, of equal ones the earlier in `candidates`.

    A candidate is the syllables it uses up and its meaning; `size` is the number of syllables of the text. What was
    chosen comes back in reading order.
    """
    free = bytearray(b"\x01") * size
    chosen = []
    for taken, entry in sorted(candidates, key=lambda candidate: -len(candidate[0])):
        if all(free[index] for index in taken):
            for index in taken:
                free[index] = 0
            chosen.append((taken, entry))
    return sorted(chosen, key=lambda candidate: candidate[0])
