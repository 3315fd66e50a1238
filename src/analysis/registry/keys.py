"""The key under which two printings of one title meet, and the id made of it.

What a key leaves out must not tell two models apart: marks, abbreviations, "Mô hình" before the name, the year of an
edition, and a place at the end if it is the entry's own. Example: "Trồng na tại huyện Đà Bắc" of an entry in huyện Đà
Bắc is "trồng na". Trap: the same words in a document of another district keep their place.
"""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from functools import cache, lru_cache

from analysis.datafiles import read_rows
from analysis.identity import digest
from analysis.places.names import split_type
from analysis.vietnamese.letters import fold

Row = Mapping[str, object]
_KINDS = frozenset({"model", "movement"})
# Every mark is a space, but for the one inside a number and the signs that are read aloud ("5 + 1", "100%").
_MARKS = re.compile(r"(?!(?<=\d)[.,](?=\d))[^\w%+]+|_")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")
_OWN_PLACE = ("hamlet", "commune", "district", "province", "district_area")
_FEWEST_SYLLABLES = 2


@cache
def words_of(where: str) -> tuple[tuple[str, str], ...]:
    """Return (printed, canonical) of the synonyms that stand at `where` in a title, longest first."""
    rows = [row for row in read_rows("analysis", "title_synonyms.csv") if row["where"] == where]
    return tuple(sorted(((row["printed"], row["canonical"]) for row in rows), key=lambda pair: -len(pair[0])))


def alternation(where: str) -> str:
    """Return the words at `where` as alternatives of a pattern, longest first."""
    return "|".join(re.escape(printed) for printed, _ in words_of(where))


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation('anywhere')})(?!\w)")


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('start')})\s+(?=\S)")


@cache
def _ends() -> re.Pattern[str]:
    years = r"\d{4}(?:\s+(?:đến\s+)?(?:năm\s+)?\d{4})?"
    return re.compile(rf"\s+(?:{alternation('end')}|(?:(?:trong|từ)\s+)?(?:{alternation('year')})\s+{years})$")


@cache
def _place_lead() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternation('place')})$")


def words_only(text: str) -> str:
    """Return text folded, marks as spaces, abbreviations written out.

    >>> words_only("CLB “Phòng, chống ma tuý” – 03 trong 01")
    'câu lạc bộ phòng chống ma túy 3 trong 1'
    """
    synonyms = dict(words_of("anywhere"))
    plain = _MARKS.sub(" ", fold(text).replace("&", " và "))
    written_out = _anywhere().sub(lambda match: synonyms[match.group()], " ".join(plain.split()))
    return _LEADING_ZEROS.sub("", written_out)


@lru_cache(maxsize=50_000)
def title_key(title: str, own_places: tuple[str, ...] = ()) -> str:
    """Return the key under which two printings of one title meet; `own_places` are the canonical names of its place.

    >>> title_key("CLB “Gia đình hạnh phúc”") == title_key("Câu lạc bộ gia đình hạnh phúc năm 2021")
    True
    >>> title_key("Trồng na tại xã Tú Lý, huyện Đà Bắc", ("xã Tú Lý", "huyện Đà Bắc"))
    'trồng na'
    >>> title_key("Trồng na tại huyện Đà Bắc", ("huyện Tân Lạc",))
    'trồng na tại huyện đà bắc'
    """
    key, before = words_only(title), ""
    key = _long_enough(_starts().sub("", key, count=1) if _starts().match(key) else key, key)
    while key != before:
        before = key
        key = _long_enough(_ends().sub("", key), key)
        key = _long_enough(_without_place(key, _spellings(own_places)), key)
    return key


def _long_enough(shorter: str, key: str) -> str:
    return shorter if len(shorter.split()) >= _FEWEST_SYLLABLES else key


@lru_cache(maxsize=10_000)
def _spellings(places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of places with and without their type word, longest first."""
    names = {words_only(place) for place in places}
    for place in places:
        for level in ("commune", "district", "province"):
            kind, name = split_type(place, level)
            names |= {words_only(name)} if kind and not name.isdecimal() else set()
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


def _without_place(key: str, names: tuple[str, ...]) -> str:
    """Return the key without "tại ..." at its end where what follows is nothing but own places."""
    rest = _without_names(key, names)
    return _place_lead().sub("", rest) if rest != key and _place_lead().search(rest) else key


def _without_names(key: str, names: tuple[str, ...]) -> str:
    found = next((name for name in names if key.endswith(f" {name}")), None)
    return _without_names(key[: -len(found) - 1], names) if found else key


def without_own_place(key: str, places: tuple[str, ...]) -> str:
    """Return the key without own places at its end, whatever leads to them; only for likeness."""
    rest = _long_enough(_without_names(key, _spellings(places)), key)
    return _long_enough(_place_lead().sub("", rest), rest)


def own_places(entry: Row) -> tuple[str, ...]:
    """Return the names of the place an entry stands in."""
    return tuple(str(entry[level]) for level in _OWN_PLACE if entry.get(level))


def model_id(title: str, own_places: tuple[str, ...] = ()) -> str:
    """Return the id all printings of one title share."""
    return f"m-{digest(title_key(title, own_places))}"


def own_model_id(entry: Row) -> str:
    """Return the id an entry has by its own title and place, before any confirmed merge."""
    return model_id(str(entry["title"]), own_places(entry))


def has_model(entry: Row) -> bool:
    """Tell whether an entry is a model or movement with a name; an exemplar is its bearer, not a model."""
    return entry["kind"] in _KINDS and bool(entry["title"])


def link_models(entries: Iterable[MutableMapping[str, object]]) -> None:
    """Give every entry the id of its model, None where it has none."""
    for entry in entries:
        entry["model_id"] = own_model_id(entry) if has_model(entry) else None
