"""Single administrative units in running text: a type word and a name, "xã Hợp Kim", "ấp 3".

A type word counts only before a capitalised name or a number, so that "hợp tác xã nông nghiệp", "xã hội" and "tổ hợp
tác" are no places.
"""

import re
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows

LEVELS = ("hamlet", "commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Unit:
    """One printed unit: its level, its words with the type word written out, and where it stands."""

    level: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _TypeWord:
    level: str
    canonical: str
    names: str


@cache
def _type_words() -> dict[str, _TypeWord]:
    rows = read_rows("analysis.vietnamese", "address_words.csv")
    return {r["printed"]: _TypeWord(r["level"], r["canonical"], r["names"]) for r in rows}


@cache
def level_words() -> tuple[tuple[str, str], ...]:
    """Return the words for types of units with their level, the longest first."""
    return tuple((word, _type_words()[word].level) for word in sorted(_type_words(), key=len, reverse=True))


@cache
def _type_pattern() -> re.Pattern[str]:
    words = sorted(_type_words(), key=len, reverse=True)
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    # "hợp tác xã", "chăm sóc", "bệnh viện đa khoa khu vực": the syllable before decides
    return re.compile(
        rf"(?<!\w)(?<!tác )(?<!chăm )(?<!săn )(?!(?:(?<=khoa )|(?<=khám )|(?<= tế ))khu vực)"
        rf"({alternatives})(?:(?<=\.)|(?!\w))"
        rf"(?:\s+(?:{_KINDS_OF_LAND}))?",
        re.IGNORECASE,
    )


@cache
def _stops() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("analysis.vietnamese", "name_stops.csv"))


@cache
def _dashed_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("analysis.vietnamese", "dashed_names.csv"))


# "huyện miền núi Hương Sơn": a description between type word and name
_KINDS_OF_LAND = "miền núi|vùng cao|biên giới|ven biển|hải đảo|đảo|trung du|vùng sâu"
_TOKEN = re.compile(r"\s*([^\W_]+(?:['’][^\W_]+)*)")
# "huyện Vân Hồ Mô hình: ...": the next cell of a list that lost its rules
_NO_NAME = re.compile(r"(?:Mô|Điển) hình(?!\w)")
_NUMBERED = re.compile(r"(?:số\s+)?(?:\d{1,3}[A-Za-zĐđ]?|[IVX]{1,5})(?![\w/])", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–]\s*")
MAX_NAME = 5
_DASHED_LEVELS = ("district", "province")
_NEVER_FIRST = ("ỦY", "UỶ")  # "TỈNH ỦY": the party's body


def is_name_token(token: str) -> bool:
    """Return whether a word can be part of a name: it begins with a capital or a figure."""
    return token[0].isupper() or token[0].isdecimal()


def _ends_here(text: str, position: int) -> bool:
    rest = text[position:].lstrip()
    return not rest or rest[0] in ",;.)("


def _counts_something(text: str, token: re.Match[str], level: str) -> bool:
    """Tell a count from a number in a name: "huyện Tam Sơn 14 tập thể" against "xã Sơn Kim 1" and "ấp Bắc Trang 1"."""
    word = token.group(1)
    if not word.isdecimal() or (level != "district" and _ends_here(text, token.end())):
        return False
    return level in ("district", "province") or len(word) > 1


def _name_end(text: str, start: int, level: str) -> int:
    """Return where the proper name that begins at `start` ends; `start` itself if none begins there."""
    end, taken = start, 0
    while taken < MAX_NAME and (token := _TOKEN.match(text, end)):
        word = token.group(1)
        if taken and _NO_NAME.match(text, token.start(1)):
            break
        if not taken and ("\n" in token.group()[: -len(word)] or word.upper() in _NEVER_FIRST):
            break
        if taken and (
            word in _stops() or _begins_unit(text, token.start(1), level) or _counts_something(text, token, level)
        ):
            break
        lower_second = taken == 1 and word.islower() and word.isalpha() and _ends_here(text, token.end())
        estate = taken == 1 and word == "trường" and text[start:end].strip() in ("Nông", "Lâm")
        if not (is_name_token(word) or estate or (lower_second and text[start:end].strip().isalpha())):
            break
        end, taken = token.end(), taken + 1
        if level in _DASHED_LEVELS and text[start:end].strip() in _dashed_names() and (dash := _DASH.match(text, end)):
            end = dash.end()
    return end


def _begins_unit(text: str, position: int, within: str) -> bool:
    """Tell where the next unit begins; "Sóc" in "ấp Tam Sóc C1" is a word of the name of a hamlet."""
    match = _type_pattern().match(text, position)
    if not match:
        return False
    word = match.group(1)
    kind = _type_words()[re.sub(r"\s+", " ", word.lower())]
    if within == kind.level == "hamlet" and word[0].isupper() and not word.isupper():
        return False
    following = _TOKEN.match(text, match.end())
    return bool(following and is_name_token(following.group(1)))


def _unit_at(text: str, match: re.Match[str]) -> Unit | None:
    kind = _type_words()[re.sub(r"\s+", " ", match.group(1).lower())]
    numbered = _NUMBERED.match(text, _skip_blanks(text, match.end()))
    if numbered and kind.names != "words":
        end = numbered.end()
        more = (
            _name_end(text, end, kind.level) if kind.level == "hamlet" and not numbered.group()[0].isdecimal() else end
        )
        end = max(end, more)
    else:
        end = _name_end(text, match.end(), kind.level)
        name = text[match.end() : end].strip()
        if not name or not _fits(kind, name, text, end):
            return None
    name = re.sub(r"\s+", " ", text[match.end() : end]).strip()
    # "Huyện Đoàn Năm Căn", "Xã Đoàn Viên An Đông": the youth union of the unit; "xã Đoàn Kết" is a name
    if name.startswith("Đoàn ") and (kind.level == "district" or name.count(" ") > 1):
        name = name.removeprefix("Đoàn ")
    return Unit(kind.level, f"{kind.canonical} {name}", match.start(), end)


def _fits(kind: _TypeWord, name: str, text: str, end: int) -> bool:
    """Tell whether a type word may bear this name: "tổ" a number, "khu" a number or two syllables, "xã" no number."""
    if kind.names == "numbers" or (kind.names == "words" and name[0].isdecimal()) or name.lower() == "hội":
        return False
    return kind.names != "long" or " " in name or _ends_here(text, end)


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def find_units(text: str) -> list[Unit]:
    """Return every printed unit of `text`, left to right.

    >>> [u.words for u in find_units("Hợp tác xã Nông nghiệp xanh, TX. Gò Công; xã hội")]
    ['thị xã Gò Công']
    """
    units: list[Unit] = []
    position = 0
    while match := _type_pattern().search(text, position):
        unit = _unit_at(text, match)
        if unit:
            units.append(unit)
        position = unit.end if unit else match.end()
    return units
