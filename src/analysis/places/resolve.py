"""From an address as printed to the place it names: on the day, in an old district, and on today's map.

Nothing is guessed. A unit is taken only where its name, type word, province and day leave one; what is
printed stays printed where no unit fits, with a `Problem` that a person can settle.

Example: "xã Hợp Thịnh, huyện Kỳ Sơn" of 2019 lies in the area huyện Kỳ Sơn, today in xã Thịnh Minh.
Trap: "thành phố Hòa Bình" of 2022 is the area thành phố Hòa Bình, unless a commune beside it lay in Kỳ Sơn
before 2020: then the area is huyện Kỳ Sơn, so that 2019 and 2022 compare.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from analysis.places.gazetteer import (
    DISTRICTS_END,
    Unit,
    area_name,
    district_chain,
    ends_of,
    new_province,
    unit,
)
from analysis.places.matching import Match, match, names_of
from analysis.places.suggesting import suggest
from analysis.vietnamese.addresses import Address
from analysis.vietnamese.letters import tidy


@dataclass(frozen=True, slots=True)
class Home:
    """The place a document speaks for, in canonical names; '' where it speaks for none at that level."""

    province: str = ""
    district: str = ""
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A name a person must look at; `code` is a finding code, `candidates` are no more than suggestions."""

    code: str
    level: str
    printed: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The place columns of entries.csv and incomes.csv (hamlet ... commune_2025), and the problems met."""

    hamlet: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    basis: str = "unknown"
    district_area: str = ""
    province_2025: str = ""
    commune_2025: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """One level of an address: its name, the units it may be (one, or one at several times), its problems."""

    name: str = ""
    units: tuple[Unit, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def unit(self) -> Unit | None:
        """The unit, or the first of several at different times; None if the gazetteer has none."""
        return self.units[0] if self.units else None


@lru_cache(maxsize=50_000)
def resolve(address: Address, home: Home, on: date | None, *, basis: str = "stated") -> Place:
    """Return the place an address names in a document of `home` dated `on`.

    `basis` says how a printed district was found, `stated` or `name`. Without a day the map before July 2025
    is taken where the address or the document has a district; otherwise both maps are possible.

    >>> address = Address(commune="xã Hợp Kim", district="huyện Kim Bôi")
    >>> place = resolve(address, Home("tỉnh Hòa Bình"), date(2019, 11, 11))
    >>> place.district_area, place.commune_2025, place.province_2025
    ('huyện Kim Bôi', 'xã Hợp Kim', 'tỉnh Phú Thọ')
    """
    address = _city_as_province(address, home, on)
    is_old = bool(on is None and (address.district or home.district))
    province = find_province_unit(address.province or home.province, on, is_old=is_old)
    district = _district(address.district, province.unit, on)
    if not (address.province or home.province) and district.unit:
        province = find_province_unit(unit(district.unit.parent).name, on, is_old=True)
    commune = _commune(address, home, (province.unit, district.units), on)
    if not address.district:
        district, basis = _inherited(address, home, (province.unit, commune), on)
    area = _area_of(commune, district, on)
    basis = basis if district.name else "unknown"
    return _place(address, (commune, district, province), basis, area)


def _place(address: Address, found: tuple[_Found, _Found, _Found], basis: str, area: str) -> Place:
    commune, district, province = found
    return Place(
        tidy(address.hamlet),
        commune.name,
        district.name,
        province.name,
        basis,
        area,
        new_province(province.unit).name if province.unit else "",
        _commune_2025(commune),
        # A province the document's own header misprints is the header's problem, not one of each entry.
        commune.problems + district.problems + (province.problems if address.province else ()),
    )


def _area_of(commune: _Found, district: _Found, on: date | None) -> str:
    """Return the old district area: of the commune, else of the district.

    While there were districts, an address that states none has no area either: unknown, not guessed.
    """
    is_new = bool(commune.units) and all(unit.is_new for unit in commune.units)
    if district.units or is_new or (on is not None and on >= DISTRICTS_END):
        return _area(commune) or _area(district)
    return ""


def _area(found: _Found) -> str:
    areas = {area_name(unit) for unit in found.units}
    return areas.pop() if len(areas) == 1 else ""


def _commune_2025(commune: _Found) -> str:
    """Return today's commune if all that `commune` may be became the same one; '' for a divided commune."""
    ends = {ends_of(unit) for unit in commune.units}
    only = ends.pop() if len(ends) == 1 else frozenset()
    return unit(min(only)).name if len(only) == 1 else ""


def _city_as_province(address: Address, home: Home, on: date | None) -> Address:
    """Read "thành phố Huế" or "TP. Hà Nội" in a district's place as the central city it is on that day."""
    if address.province or not address.district:
        return address
    home_unit = find_province_unit(home.province, on).unit
    if match(tidy(address.district), "district", home_unit).keep(lambda unit: unit.stands(on)).units:
        return address
    city = match(tidy(address.district), "province").keep(lambda unit: unit.stands(on))
    is_city = any(unit.kind == "thành phố" for unit in city.units)
    return replace(address, district="", province=city.name) if is_city else address


def find_province_unit(printed: str, on: date | None, *, is_old: bool = False) -> _Found:
    """Return the province a name means on a day; without one that of July 2025, or the older if `is_old`."""
    if not printed:
        return _Found()
    found = match(tidy(printed), "province").on(on).prefer(lambda unit: unit.is_new is not is_old)
    if not found.units:
        near = suggest(found.printed, names_of("province", None, (), on))
        return _Found(found.printed, (), (Problem("unknown-place", "province", found.printed, near),))
    return _Found(found.name, found.units)


def _district(printed: str, province: Unit | None, on: date | None) -> _Found:
    if not printed:
        return _Found()
    found = match(tidy(printed), "district", province).on(on)
    if found.only:
        return _Found(found.name, found.units)
    # Without a day or type word "Sa Pa" may be huyện or thị xã; the ground is the same, the printed name stays.
    same = found.units if len({unit.area for unit in found.units}) == 1 else ()
    return _Found(found.name, same, _problem(found, "district", (province, ()), on))


Above = tuple[Unit | None, tuple[Unit, ...]]


def _commune(address: Address, home: Home, above: Above, on: date | None) -> _Found:
    """Return the commune of an address; the document's own where the address has nothing above the hamlet."""
    printed = address.commune or ("" if address.district or address.province else home.commune)
    if not printed:
        return _Found()
    province, districts = above
    around = districts or _home_district(home, province, on)
    found = match(tidy(printed), "commune", province)
    inside = found.within(around) if around else found
    if not districts and not inside.units:
        inside = found
    inside = inside.on(on)
    if inside.units and len({(unit.name, unit.area, ends_of(unit)) for unit in inside.units}) == 1:
        return _Found(inside.name, inside.units)
    return _Found(inside.name, _ambiguous(inside), _problem(inside, "commune", (province, around), on))


def _ambiguous(found: Match) -> tuple[Unit, ...]:
    """Return the units of an ambiguous name that is at least spelt alike: some columns may still agree."""
    return found.units if len({unit.name for unit in found.units}) == 1 else ()


def _home_district(home: Home, province: Unit | None, on: date | None) -> tuple[Unit, ...]:
    found = match(home.district, "district", province).on(on) if home.district and province else None
    return found.units if found and found.only else ()


def _inherited(address: Address, home: Home, below: tuple[Unit | None, _Found], on: date | None) -> tuple[_Found, str]:
    """Return the document's own district for an address that states none, unless the place lies elsewhere."""
    province, commune = below
    districts = _home_district(home, province, on)
    is_elsewhere = bool(address.province) and find_province_unit(home.province, on).unit != province
    is_elsewhere |= any(set(districts).isdisjoint(district_chain(unit)) for unit in commune.units)
    if not districts or is_elsewhere:
        return _Found(), "unknown"
    return _Found(districts[0].name, districts), "inherited"


def _problem(found: Match, level: str, above: Above, on: date | None) -> tuple[Problem, ...]:
    if found.units:
        return (Problem("ambiguous-place", level, found.printed, _full_names(found.units)),)
    province, districts = above
    if found.others or province is None:
        return (Problem("unknown-place", level, found.printed, _full_names(found.others)),)
    near = suggest(found.printed, names_of(level, province, districts, on))
    return (Problem("unknown-place", level, found.printed, near),)


def _full_names(units: tuple[Unit, ...]) -> tuple[str, ...]:
    return tuple(sorted({f"{of.name}, {unit(of.parent).name}" if of.parent else of.name for of in units}))


def canonical(name: str, level: str, home: Home, on: date | None) -> str | None:
    """Return the canonical name of the one unit `name` means at a level in the home province, or None.

    >>> canonical("H. Lạc Sơn", "district", Home("tỉnh Hòa Bình"), date(2019, 11, 11))
    'huyện Lạc Sơn'
    """
    is_old = bool(on is None and home.district)
    if level == "province":
        found = find_province_unit(name, on, is_old=is_old)
    elif level == "district":
        found = _district(name, find_province_unit(home.province, on, is_old=is_old).unit, on)
    else:
        province = find_province_unit(home.province, on, is_old=is_old).unit
        found = _commune(Address(commune=name), home, (province, ()), on)
    return found.name if found.units and not found.problems else None
