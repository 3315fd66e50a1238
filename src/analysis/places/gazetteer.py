"""The units of Viet Nam with the days they were in force, and what each became.

A unit is known by its name, its level and the time it stood (domain notes 5.3): names and codes were both
given to other territories later. Provinces and districts load together; communes province by province.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from analysis.places.names import name_key, split_type
from analysis.places.tables import Row, rows, rows_of_province

DISTRICTS_END = date(2025, 7, 1)


@dataclass(frozen=True, eq=False)
class Unit:
    """A row of the gazetteer; `begins` is included, `ends` is not; None is open.

    Where a day is only known to lie between two listings, `begins` is the earliest and `ends` the latest
    possible one. Units are equal only if they are the same object: each id is loaded once.
    """

    unit_id: str
    name: str
    level: str
    parent: str
    begins: date | None
    ends: date | None
    aliases: tuple[str, ...]
    successors: tuple[str, ...]
    area: str

    def stands(self, on: date | None) -> bool:
        """Say whether the unit is in force on a day; without a day every unit is."""
        if on is None:
            return True
        return (self.begins is None or self.begins <= on) and (self.ends is None or on < self.ends)

    @cached_property
    def kind(self) -> str:
        """The type word, small: 'xã', 'thành phố', 'tỉnh'."""
        return split_type(self.name, self.level)[0]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its names and aliases, without type words."""
        return frozenset(name_key(split_type(name, self.level)[1]) for name in (self.name, *self.aliases))

    @property
    def is_new(self) -> bool:
        """Say whether the unit belongs to the map of July 2025."""
        return self.unit_id.startswith("N")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def _unit(row: Row) -> Unit:
    return Unit(
        row["unit_id"],
        row["name"],
        row["level"],
        row["parent"],
        _day(row["valid_from"]),
        _day(row["valid_to"]),
        _split(row["aliases"]),
        _split(row["successors"]),
        row["area"],
    )


@cache
def upper_units() -> dict[str, Unit]:
    """Return every province and district of both maps by id."""
    return {row["unit_id"]: _unit(row) for row in rows("units.csv")}


@cache
def provinces() -> tuple[Unit, ...]:
    """Return every province, old and new, about a hundred."""
    return tuple(unit for unit in upper_units().values() if unit.level == "province")


def block_of(unit_id: str) -> str:
    """Return the code that the ids of all units of one province share: '46c' and '46' are one block."""
    head = unit_id.split(".", 1)[0]
    return head[:3] if head.startswith("N") else head[:2]


@cache
def communes_of(block: str) -> dict[str, Unit]:
    """Return the communes of a province block by id, of all times."""
    name = "communes_2025.csv" if block.startswith("N") else "communes.csv"
    return {row["unit_id"]: _unit(row) for row in rows_of_province(name, block)}


@cache
def districts_of(block: str) -> dict[str, Unit]:
    """Return the districts of a province block by id, of all times."""
    units = upper_units().items()
    return {key: unit for key, unit in units if unit.level == "district" and block_of(key) == block}


def unit(unit_id: str) -> Unit:
    """Return a unit of any level by its id; KeyError if there is none."""
    return upper_units().get(unit_id) or communes_of(block_of(unit_id))[unit_id]


def _by_key(units: Iterable[Unit]) -> dict[str, tuple[Unit, ...]]:
    index: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for key in unit.keys:
            index[key].append(unit)
    return {key: tuple(found) for key, found in index.items()}


@cache
def index_of(level: str, block: str = "") -> dict[str, tuple[Unit, ...]]:
    """Return units of a level by the key of their name; of one province block below the province level."""
    if level == "province":
        return _by_key(provinces())
    return _by_key((communes_of if level == "commune" else districts_of)(block).values())


@cache
def _old_blocks() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for province in provinces():
        if not province.is_new:
            for new in province.successors:
                if new.startswith("N"):
                    found[block_of(new)].add(block_of(province.unit_id))
    return {new: tuple(sorted(old)) for new, old in found.items()}


@cache
def old_blocks(province: Unit) -> tuple[str, ...]:
    """Return the province blocks of the old map that a province covers: its own, or those merged into it."""
    block = block_of(province.unit_id)
    return _old_blocks()[block] if province.is_new else (block,)


@cache
def new_province(province: Unit) -> Unit:
    """Return the province of 01/07/2025 that holds `province`, under its name of that day."""
    old = block_of(province.unit_id)
    new = old if province.is_new else next(n for n, blocks in _old_blocks().items() if old in blocks)
    return upper_units()[new]


@cache
def ends_of(start: Unit) -> frozenset[str]:
    """Return the ids of the communes of July 2025 a commune led to: several if divided, none if unknown."""
    found, queue, seen = set(), [start.unit_id], set()
    while queue:
        unit_id = queue.pop()
        if unit_id in seen:
            continue
        seen.add(unit_id)
        if unit_id.startswith("N"):
            found.add(unit_id)
        else:
            queue += unit(unit_id).successors
    return frozenset(found)


@cache
def district_chain(commune: Unit) -> tuple[Unit, ...]:
    """Return the districts a commune of the old map lay in, oldest first; divided districts end the chain."""
    chain: list[Unit] = []
    ids: tuple[str, ...] = () if commune.is_new else (commune.parent,)
    while len(ids) == 1 and unit(ids[0]).level == "district":
        chain.append(unit(ids[0]))
        ids = chain[-1].successors
    return tuple(chain)


def area_name(of: Unit) -> str:
    """Return the name of the old district area of a commune or district, '' if it lies in several."""
    return upper_units()[of.area].name if of.area else ""
