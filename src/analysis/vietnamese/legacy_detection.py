"""Tell legacy Vietnamese text from Unicode text, line by line, and convert it only where that is sure.

A word bears witness when it is a possible syllable in one reading and an impossible one in the other: "c«ng" can only
be TCVN3, "công" can only be Unicode, while "cã" may be either and goes with its neighbours. A text without any of the
characters that clean Vietnamese never needs is left alone at once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.vietnamese.legacy import ENCODINGS, Encoding, to_unicode
from analysis.vietnamese.syllables import is_syllable

# Letters and signs that stand in legacy text and hardly ever in Unicode Vietnamese
_TELLTALE = re.compile(
    "[¡¢£¤¥¦§¨©ª¬\xad®¯±²³´µ¶·¸¹º¼½¾¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿŠšœŒ›‹†‡‰\x80-\x9f\uf0a1-\uf0ff]"
)
_TOKEN = re.compile("(?:[^\\W\\d_]|[\x80-\x9f\xa1-\xbf×÷†‡‰‹›€\uf0a1-\uf0ff])+")
_UNIT = re.compile("[kcdm]?m[²³]")
_WINDOWS_LETTERS = "ŒœŠšŽžŸƒˆ˜"
_FEWEST_WITNESSES = 3
_CLEAR_LEAD = 3
_SURE_SHARE = 0.95


_State = Literal["legacy", "unicode", "mixed", ""]


@dataclass(frozen=True, slots=True)
class Conversion:
    """Texts in Unicode; `encoding` is empty where nothing was legacy, `sure` whether the words make sense now."""

    texts: tuple[str, ...]
    encoding: Encoding | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    verdict: str
    text: str


def has_telltales(text: str) -> bool:
    """Tell whether a text may be legacy at all; cheap, and False for clean Vietnamese."""
    return _TELLTALE.search(text) is not None


def convert(texts: Sequence[str]) -> Conversion:
    """Return the lines, cells or runs of one document with their legacy parts in Unicode.

    >>> convert(["C\u00e9ng h\u00dfa x\u00b7 h\u00e9i chñ ngh\u00dca ViÖt Nam", "Tỉnh Hòa Bình", "2019"]).texts
    ('Cộng hòa xã hội chủ nghĩa Việt Nam', 'Tỉnh Hòa Bình', '2019')
    """
    encoding = detect(texts)
    if encoding is None:
        return Conversion(tuple(texts))
    lines = [_words(text, encoding) for text in texts]
    parts = zip(texts, _states(lines), lines, strict=True)
    converted = [_converted(text, encoding, state, words) for text, state, words in parts]
    changed = [after for before, after in zip(texts, converted, strict=True) if before != after]
    return Conversion(tuple(converted), encoding, plausible_share(changed) >= _SURE_SHARE)


def detect(texts: Sequence[str]) -> Encoding | None:
    """Return the encoding in which a part of `texts` is surely typed; None for Unicode and where it is unclear."""
    suspects = [text for text in texts if _TELLTALE.search(text)]
    if not suspects:
        return None
    balance = {encoding: _balance(suspects, encoding) for encoding in ENCODINGS}
    best, second, *_ = sorted(ENCODINGS, key=lambda encoding: -balance[encoding])
    return best if balance[best] >= max(_FEWEST_WITNESSES, _CLEAR_LEAD * balance[second]) else None


def _balance(texts: Sequence[str], encoding: Encoding) -> int:
    """Count the different words that only this encoding explains, less those that it makes no syllable of.

    Lines that are rather Unicode do not count: a document may be legacy in one annex only.
    """
    found: set[str] = set()
    strangers: set[str] = set()
    for text in texts:
        words = _words(text, encoding)
        if _state(words) != "unicode":
            found |= {word.text for word in words if word.verdict == "legacy"}
            strangers |= {word.text for word in words if word.verdict == "neither"}
    return len(found) - len(strangers)


def is_typed_in(texts: Sequence[str], encoding: Encoding) -> bool | None:
    """Tell whether text in a legacy font is legacy; None where its words could be either.

    >>> [is_typed_in([words], "tcvn3") for words in ("C\u00e9ng h\u00dfa", "Cộng hòa", "c\u00e3")]
    [True, False, None]
    """
    verdicts = {word.text: word.verdict for text in texts for word in _words(text, encoding)}
    unicode = sum(verdict == "unicode" for verdict in verdicts.values())
    legacy = sum(verdict == "legacy" for verdict in verdicts.values())
    return None if legacy == unicode else legacy > unicode


def _words(text: str, encoding: Encoding) -> list[_Word]:
    return [
        _Word(match.start(), match.end(), verdict, match.group())
        for match in _TOKEN.finditer(text)
        if (verdict := _verdict(match.group(), encoding))
    ]


@lru_cache(maxsize=1 << 16)
def _verdict(token: str, encoding: Encoding) -> str:
    """Return what a word is evidence of: `legacy`, `unicode`, `either`, `neither`; "" where it says nothing."""
    if token.isascii() or not any(c.isascii() or c.isalpha() for c in token) or _UNIT.fullmatch(token):
        return ""
    as_printed = is_syllable(token.replace("Ð", "Đ").lower())
    turned = to_unicode(token, encoding)
    as_turned = is_syllable(turned.lower())
    if as_printed:
        return "either" if as_turned and not _is_beyond(token) else "unicode"
    return "legacy" if as_turned else "neither"


def _is_beyond(token: str) -> bool:
    """Tell whether a word has a letter that no eight-bit text shows: ă, ơ, ạ."""
    return any("\u0100" <= c <= "\u1fff" and c not in _WINDOWS_LETTERS for c in token)


def _states(lines: Sequence[Sequence[_Word]]) -> list[_State]:
    """Return for each line whether it is legacy; one that tells nothing goes with the lines around it."""
    own = [_state(words) for words in lines]
    after = list(_last_known(reversed(own)))[::-1]
    around = zip(own, _last_known(own), after, strict=True)
    return [
        state or ("legacy" if {last, following} <= {"legacy", ""} else "unicode") for state, last, following in around
    ]


def _state(words: Sequence[_Word]) -> _State:
    legacy = sum(word.verdict == "legacy" for word in words)
    unicode = sum(word.verdict == "unicode" for word in words)
    if not legacy:
        return "unicode" if unicode else ""
    if legacy >= _CLEAR_LEAD * unicode and not any(_is_beyond(word.text) for word in words):
        return "legacy"
    return "mixed"


def _last_known(states: Iterable[_State]) -> Iterator[_State]:
    known: _State = ""
    for state in states:
        known = state or known
        yield known


def _converted(text: str, encoding: Encoding, state: _State, words: Sequence[_Word]) -> str:
    if state != "mixed":
        return to_unicode(text, encoding) if state == "legacy" else text
    for start, end in reversed(list(_legacy_parts(words))):
        text = text[:start] + to_unicode(text[start:end], encoding) + text[end:]
    return text


def _legacy_parts(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line between its Unicode words that hold at least two different legacy words."""
    run: list[_Word] = []
    for word in (*words, None):
        if word is not None and word.verdict != "unicode":
            run.append(word)
            continue
        if len({w.text for w in run if w.verdict == "legacy"}) > 1:
            yield run[0].start, run[-1].end
        run = []


def plausible_share(texts: Sequence[str]) -> float:
    """Return the share of words with a letter beyond ASCII that Vietnamese can have; 0.0 where there is none."""
    tokens = [token for text in texts for token in _TOKEN.findall(text) if not token.isascii()]
    return sum(is_syllable(token.lower()) for token in tokens) / len(tokens) if tokens else 0.0
