"""Syllables that Vietnamese cannot have: the trace of dropped vowels and misread letters ("sản xut", "tập th", "đưọc").

The shape of a syllable is onset, nucleus, coda, tone; a syllable closed by p, t, c, ch bears sắc or nặng.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    r"(?:uyê|uya|iê|yê|ia|ya|uô|ua|ươ|ưa|oai|oay|oao|oeo|uây|uôi|ươi|ươu|iêu|yêu|uyu|ai|ay|ao|au|âu|ây|eo|êu|iu|oa|oă|oe|oi|ôi|ơi|"
    r"ua|uâ|ue|uê|ui|uo|uơ|uy|ưi|ưu|oo|[aăâeêioôơuưy])"
)
_CODA = r"(ch|ng|nh|[cmnpt])?"
_SHAPE = re.compile(rf"{_ONSET}{_NUCLEUS}{_CODA}")
_BARE_SHAPE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|ie|ye|uo|oai|oay|oao|oeo|uay|uoi|uou|ieu|yeu|uyu|uya|ia|ua|ai|ay|ao|au|eo|eu|iu|oa|oe|oi|ue|ui|uu|uy|oo|ya|"
    r"[aeiouy])(?:ch|ng|nh|[cmnpt])?"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SHARP = {"\u0301", "\u0323"}
_WORD = re.compile(r"(?<![\w'’./-])[^\W\d_]+(?![\w'’./-])")
_FEWEST = 3
_SHARE = 0.008
_LONGEST_PLAIN = 3
_VIETNAMESE_SHARE = 0.2
_MOST_KNOWN = 1 << 16
_SOUND: set[str] = set()


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Tell whether a word in small letters can be a Vietnamese syllable.

    >>> [is_syllable(w) for w in ("xuất", "xut", "th", "nghiêng", "đưọc")]
    [True, False, False, True, False]
    """
    plain, tones = _without_tones(word)
    match = _SHAPE.fullmatch(plain)
    if not match or len(tones) > 1:
        return False
    stopped = match.group(1) in ("ch", "c", "p", "t")
    return not stopped or bool(tones & _SHARP)


def _without_tones(word: str) -> tuple[str, set[str]]:
    letters = unicodedata.normalize("NFD", word.lower())
    tones = {c for c in letters if c in _TONES}
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)), tones


def _is_native(word: str) -> bool:
    """Leave out what may be foreign ("facebook", "website"): long words without a Vietnamese letter, single letters."""
    return not word.isascii() or 1 < len(word) <= _LONGEST_PLAIN


def has_syllable_shape(word: str) -> bool:
    """Tell whether a word could be a syllable once its marks are put back: "nhan", "dan", but not "report"."""
    return _BARE_SHAPE.fullmatch(word) is not None


def printed_words(lines: Iterable[str]) -> set[str]:
    """Return what stands between the blanks of lines, each once."""
    # The cells of a sheet say most things many times: what one has said already is not cut into words again
    return set("\n".join(set(lines)).split())


def native_words(printed: Iterable[str]) -> list[str]:
    """Return the words in small letters of what stands between blanks; names are left out."""
    # Whatever decides on a word stands between the same two blanks; most of what does has been seen before
    return list(chain.from_iterable(map(_words_between_blanks, printed)))


@lru_cache(maxsize=1 << 16)
def _words_between_blanks(printed: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(printed) if word.islower())


def impossible_words(printed: set[str]) -> set[str]:
    """Return the different words that are neither syllables nor, by their look, foreign."""
    # Most of what is printed was seen before and found sound: one difference of sets passes over it
    unknown = printed - _SOUND
    found = {piece: words for piece in unknown if (words := _impossible_between_blanks(piece))}
    if len(_SOUND) > _MOST_KNOWN:
        _SOUND.clear()
    _SOUND.update(unknown.difference(found))
    return set(chain.from_iterable(found.values()))


def _impossible_between_blanks(printed: str) -> list[str]:
    return [word for word in _words_between_blanks(printed) if _is_native(word) and not is_syllable(word)]


def is_vietnamese(words: list[str]) -> bool:
    """Tell whether enough of the words are syllables with a Vietnamese letter; in other languages hardly any is."""
    return sum(not word.isascii() and is_syllable(word) for word in words) >= len(words) * _VIETNAMESE_SHARE


def has_too_many(impossible: set[str], printed: Iterable[str]) -> bool:
    """Tell whether so many different words are impossible that foreign words do not explain them."""
    return len(impossible) >= _FEWEST and len(impossible) >= len(native_words(printed)) * _SHARE
