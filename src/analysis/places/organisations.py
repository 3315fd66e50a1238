"""The district in an organisation's own name: "Trường Trung học Phổ thông Tân Lạc" stands in huyện Tân Lạc.

Read only where every word before it is a word of the trade (school, hospital, cooperative) and the name means
one district and nothing else. Trap: "Trường Mầm non Hòa Bình" may mean the province, the city, or peace.
"""

import re
from datetime import date
from functools import cache, lru_cache

from analysis.datafiles import read_rows
from analysis.places.gazetteer import Unit, block_of, district_chain, districts_of, index_of
from analysis.places.names import name_key, split_type
from analysis.places.resolve import Home, find_province_unit
from analysis.vietnamese.letters import fold, phrase_pattern

# What may follow the district: "Trường Mầm non Tân Lạc A", "Trường THPT Cao Phong số 2".
_TAIL = re.compile(r"(?:\s+(?:số\s+)?(?:[a-dđ]|\d{1,2}|i{1,3}))?\s*[.,;]?$")


@cache
def _trade_words() -> re.Pattern[str]:
    words = [row["word"] for row in read_rows("analysis.places", "organisation_words.csv")]
    return phrase_pattern(words)


@cache
def _ordinary_keys() -> frozenset[str]:
    """Return the keys of district names that organisations also bear for another reason: a person, a virtue."""
    return frozenset(name_key(row["name"]) for row in read_rows("analysis.places", "ordinary_names.csv"))


def named_district(name: str, home: Home, on: date | None) -> str:
    """Return the canonical district of the home province that an organisation bears in its name, or ''.

    >>> named_district("Trường Trung học Phổ thông Tân Lạc", Home("tỉnh Hòa Bình"), date(2019, 11, 11))
    'huyện Tân Lạc'
    >>> named_district("Trường Mầm non Hòa Bình", Home("tỉnh Hòa Bình"), date(2019, 11, 11))
    ''
    """
    province = find_province_unit(home.province, on, is_old=True).unit
    text = fold(name)
    if province is None or province.is_new:
        return ""
    found = {district.name for district, start in _mentions(text, province, on) if _is_trade(text[:start])}
    return found.pop() if len(found) == 1 else ""


def _mentions(text: str, province: Unit, on: date | None) -> list[tuple[Unit, int]]:
    """Return (district, start) for each district name that closes `text`, but for a number or letter."""
    found = []
    for pattern, district in _patterns(province, on):
        for match in pattern.finditer(text):
            if _TAIL.fullmatch(text, match.end()):
                found.append((district, match.start()))
    return found


@lru_cache(maxsize=200)
def _patterns(province: Unit, on: date | None) -> tuple[tuple[re.Pattern[str], Unit], ...]:
    block = block_of(province.unit_id)
    standing = [district for district in districts_of(block).values() if district.stands(on)]
    return tuple(
        (phrase_pattern([fold(split_type(district.name, "district")[1])]), district)
        for district in standing
        if _means_only(district, standing, block)
    )


def _means_only(district: Unit, standing: list[Unit], block: str) -> bool:
    """Say whether a district shares its name with nothing else: person, word, province, district, commune."""
    key = name_key(split_type(district.name, "district")[1])
    if key in _ordinary_keys() or key in index_of("province") or key.isdecimal():
        return False
    same = [other for other in standing if key in other.keys]
    communes = index_of("commune", block).get(key, ())
    return same == [district] and all(district in district_chain(commune) for commune in communes)


def _is_trade(before: str) -> bool:
    """Say whether only words of the trade, or a type word of a district, stand before the name."""
    rest = re.sub(r"[-–,()&]|\b(?:huyện|quận|thị xã|thành phố)\s*$", " ", before)
    return bool(rest.strip()) and not _trade_words().sub(" ", rest).strip(" -")
