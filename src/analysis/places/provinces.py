"""The province a running text names: a header, a title, the place before the date."""

import re
from datetime import date
from functools import cache

from analysis.places.gazetteer import index_of, provinces
from analysis.places.names import name_key, split_type
from analysis.places.resolve import find_province_unit
from analysis.vietnamese.letters import fold, tidy

_NOT_A_PROVINCE = r"(?<!huyện )(?<!quận )(?<!thị xã )(?<!xã )(?<!phường )(?<!thị trấn )(?<!hồ )"
_CITY = r"(?:thành phố|tp\.?)\s*"


@cache
def _pattern() -> re.Pattern[str]:
    """Compile all province names and their aliases, longest first, with the type word before them, if any."""
    names = {split_type(name, "province")[1] for p in provinces() for name in (p.name, *p.aliases)}
    ordered = sorted((fold(name) for name in names), key=len, reverse=True)
    forms = "|".join(re.sub(r"(?:\\?\s|\\?-)+", r"[\\s-]*", re.escape(name)) for name in ordered)
    return re.compile(rf"(?<!\w)(?:(tỉnh)\s+|({_CITY}))?{_NOT_A_PROVINCE}({forms})(?!\w)")


def find_province(text: str, on: date | None) -> str:
    """Return the canonical name of the one province a text names on a day, or ''.

    "tỉnh X" and the central cities count before a bare name; two different provinces give ''.

    >>> find_province("ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH", date(2019, 11, 11))
    'tỉnh Hòa Bình'
    >>> find_province("Tp.HCM, ngày 5 tháng 6 năm 2020", date(2020, 6, 5))
    'Thành phố Hồ Chí Minh'
    >>> find_province("huyện Quảng Ninh", date(2020, 6, 5))
    ''
    """
    typed: set[str] = set()
    plain: set[str] = set()
    clean = tidy(text)
    for match in _pattern().finditer(fold(clean)):
        is_typed = bool(match[1] or match[2])
        name = _meant(match[1] or "", match[2] or "", match[3], on)
        # Slices, because a few letters of other languages grow when they are put in lower case.
        if name and (is_typed or clean[match.start(3) : match.start(3) + 1].isupper()):
            (typed if is_typed else plain).add(name)
    found = typed or plain
    return found.pop() if len(found) == 1 else ""


def _meant(province: str, city: str, name: str, on: date | None) -> str:
    """Return the canonical name of a mention; '' for a city below a province, as thành phố Hòa Bình."""
    if not city:
        return find_province_unit(f"{province} {name}".strip(), on).name
    units = index_of("province").get(name_key(name), ())
    if any(unit.stands(on) and unit.kind == "thành phố" for unit in units):
        return find_province_unit(f"thành phố {name}", on).name
    return ""
