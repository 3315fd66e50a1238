"""Place names as words: the type word, the canonical form, and the key where spellings meet."""

import re
from functools import cache, lru_cache

from analysis.datafiles import read_rows
from analysis.vietnamese.letters import fold, tidy

# The capital of "Thành phố" marks the province level; every lower type word is written small.
CENTRAL_CITY = "Thành phố"

_NOT_LETTER = re.compile(r"[\W_]+")
_HIGHLAND = re.compile(r"\b[dđ][aăắ]k(?=\b|[a-zà-ỹ])")
_DAK_LAK = re.compile(r"\bđắk\s*l[aăắ][kc]\b")
_LONE_Y = re.compile(r"(?<![a-zà-ỹđ])(qu|[bcdđghklmnpqrstvx]{1,3})([yýỳỷỹỵ])(?![a-zà-ỹ])")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


@cache
def _type_words(level: str) -> tuple[tuple[str, str], ...]:
    """Return (printed word, type) pairs of a level, longest word first."""
    rows = read_rows("analysis.places", "type_words.csv")
    found = [(row["word"], row["type"]) for row in rows if level in row["levels"].split()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _type_pattern(level: str) -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\ ", r"\s+") for word, _ in _type_words(level))
    ends = "|".join(word + (r"\s*" if word.endswith(".") else r"(?:\s+|(?=\d))") for word in words)
    return re.compile(rf"(?:{ends})(?=\S)")


@lru_cache(maxsize=20_000)
def split_type(printed: str, level: str) -> tuple[str, str]:
    """Return the canonical type word of `printed` ('' if none stands there) and the name behind it.

    >>> split_type("TX. Gò Công", "district")
    ('thị xã', 'Gò Công')
    >>> split_type("P4", "commune")
    ('phường', '4')
    """
    text = tidy(printed)
    match = _type_pattern(level).match(fold(text))
    if not match:
        return "", text
    word = " ".join(match.group().split())
    return dict(_type_words(level))[word], text[match.end() :]


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return the key of a name without its type word.

    Case, tone placement, Đắk/Đăk/Dak, i/y, spaces, hyphens and apostrophes do not count. Diacritics do, so
    that a misprint never meets another place.

    >>> name_key("R'Lấp") == name_key("RLấp"), name_key("Mĩ Đức") == name_key("Mỹ Đức")
    (True, True)
    >>> name_key("Tân Thành") == name_key("Tân Thạnh")
    False
    """
    text = _DAK_LAK.sub("đắk lắk", _HIGHLAND.sub("đắk", fold(name)))
    text = _LONE_Y.sub(lambda match: match[1] + match[2].translate(_Y_TO_I), text)
    return _NOT_LETTER.sub("", re.sub(r"\b0+(?=\d)", "", text))


def canonical_name(kind: str, name: str, level: str) -> str:
    """Join a type word and a name as published: 'tỉnh X' and 'Thành phố X' above, small type words below."""
    if level == "province" and kind == "thành phố":
        return f"{CENTRAL_CITY} {name}"
    return f"{kind} {name}".strip()
