"""Words printed in capitals, written as a sentence with the names of places and bodies as names."""

import re
from functools import cache

from analysis.datafiles import read_rows
from analysis.vietnamese.letters import fold, tidy, upper_share
from analysis.vietnamese.units import find_units

_LONG_TYPES = ("thị trấn", "thành phố", "thị xã", "đặc khu", "khu phố", "tổ dân phố")
_ABBREVIATIONS = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|mttq|ubmttq|tw|tp|ptnt|bch|btv|lhpn|ccb|tncs|lđlđ|ntm|tdtt|gdđt|sxkd|ttcn|htx|thcs|thpt|ptdt)(?!\w)"
)
_QUOTED = re.compile(r"(?<=[“\"«])\w")
_NO_NAME = (
    r"và|của|các|về|năm|viên|nghị|thi|họp|trong|tại|cho|đến|với|do|là|có|cấp|cơ|đồng|trường|thảo|thành|hành|ngành|tỉnh|"
    r"huyện|xã|quận|phường|thị"
)
# "UBND THÀNH PHỐ NĂM 2014": what follows a unit without a name is none
_BEHIND_NAME = re.compile(
    r"(?:^|\s)(?:năm(?:\s\d|$)|(?:giai đoạn|đợt|quý|nhiệm kỳ|lần thứ)(?!\w)).*", re.IGNORECASE | re.DOTALL
)
_OF_UNION = re.compile(r"(?<!\w)((?:công tác|cán bộ|tổ chức) )(hội|đoàn|đảng)(?!\w)(?! nghị| thanh)")
# The word behind the kind of body begins its name: Sở Nội vụ, Hội Nông dân, Ban Thi đua
_BODY_NAMES = re.compile(
    r"(?<!\w)(?<!ủy )((?:sở|phòng|ban|hội đồng|hội|cục|chi cục|liên đoàn|mặt trận))"
    rf"\s(?!(?:{_NO_NAME})(?!\w))([^\W\d_])(?=\w|\s)"
)
# "Tỉnh ủy Trà Vinh": the unit's name follows the party's body
_PARTY = re.compile(r"(?<!\w)((?:tỉnh|huyện|quận|thị|thành) (?:ủy|uỷ|đoàn))\s(.+)")
_CAPITAL_SHARE = 0.6


@cache
def _printed() -> dict[str, str]:
    return {fold(row["name"]): row["name"] for row in read_rows("analysis.extracting", "body_names.csv")}


@cache
def _names() -> re.Pattern[str]:
    """Match the names of bodies; what a body is for ("Y tế") only behind the word for a body, or first."""
    rows = sorted(read_rows("analysis.extracting", "body_names.csv"), key=lambda row: -len(row["name"]))
    anywhere = "|".join(re.escape(row["name"]) for row in rows if row["within"] == "any")
    of_body = "|".join(re.escape(row["name"]) for row in rows if row["within"] == "body")
    behind = "|".join(f"(?<={word} )" for word in ("sở", "phòng", "ban", "trung tâm", "trạm"))
    return re.compile(rf"(?<!\w)(?:{anywhere}|(?:^|{behind})(?:{of_body}))(?!\w)", re.IGNORECASE)


def _as_name(words: str) -> str:
    """Write words as a name: "EA H'LEO" is "Ea H'leo"."""
    return " ".join(word[:1].upper() + word[1:] for word in words.lower().split(" "))


def sentence_case(text: str) -> str:
    """Write words printed in capitals in sentence case, the names of places as names.

    >>> sentence_case("ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH")
    'Ủy ban nhân dân tỉnh Hòa Bình'
    """
    text = tidy(text)
    if upper_share(text) <= _CAPITAL_SHARE:
        return text
    cased = list(text.lower())
    for unit in find_units(text):
        name = unit.words.split(" ", 1)[1] if unit.words.count(" ") else ""
        name = next((unit.words[len(w) + 1 :] for w in _LONG_TYPES if unit.words.startswith(w + " ")), name)
        start, name = unit.end - len(name), _BEHIND_NAME.sub("", name)
        cased[start : start + len(name)] = _as_name(name)
    lowered = _ABBREVIATIONS.sub(lambda m: m.group().upper(), "".join(cased))
    lowered = _BODY_NAMES.sub(lambda m: f"{m.group(1)} {m.group(2).upper()}", lowered)
    lowered = _OF_UNION.sub(lambda m: m.group(1) + m.group(2).capitalize(), lowered)
    lowered = _PARTY.sub(lambda m: f"{m.group(1).capitalize()} {_as_name(m.group(2))}", lowered)
    lowered = _QUOTED.sub(lambda m: m.group().upper(), lowered)
    lowered = _names().sub(lambda m: _printed()[fold(m.group())], lowered)
    return lowered[:1].upper() + lowered[1:]
