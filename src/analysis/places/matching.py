"""Which units a printed name may mean: by key and type word, in one province. Never by likeness."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from analysis.places.gazetteer import (
    DISTRICTS_END,
    Unit,
    block_of,
    communes_of,
    district_chain,
    districts_of,
    ends_of,
    index_of,
    new_province,
    old_blocks,
    provinces,
)
from analysis.places.names import canonical_name, name_key, split_type
from analysis.vietnamese.letters import tidy


@dataclass(frozen=True, slots=True)
class Match:
    """The units a printed name may mean; `printed` is that name with its type word written out, `kind` that word.

    `others` bear the same name with another type word: not meant, but a person may want to know them.
    """

    printed: str
    units: tuple[Unit, ...] = ()
    others: tuple[Unit, ...] = ()
    kind: str = ""

    @property
    def only(self) -> Unit | None:
        """The one unit meant, or None."""
        return self.units[0] if len(self.units) == 1 else None

    @property
    def name(self) -> str:
        """The canonical name if every possible unit bears the same, else the printed one."""
        names = {unit.name for unit in self.units}
        return names.pop() if len(names) == 1 else self.printed

    def keep(self, wanted: Callable[[Unit], bool]) -> "Match":
        """Return the match with the wanted units only."""
        kept, others = filter(wanted, self.units), filter(wanted, self.others)
        return replace(self, units=tuple(kept), others=tuple(others))

    def prefer(self, wanted: Callable[[Unit], bool]) -> "Match":
        """Return the match with the wanted units, or unchanged if it has none of them."""
        kept = tuple(filter(wanted, self.units))
        return replace(self, units=kept or self.units)

    def on(self, day: date | None) -> "Match":
        """Return the match with the units in force on `day`; failing those, the last ones gone before it.

        A document may name a unit of the past or, hardly ever and only with its type word, one still to come:
        "Tân Lạc" of 2019 is never the commune of 2025.
        """
        if day is None or any(unit.stands(day) for unit in self.units):
            return self.prefer(lambda unit: unit.stands(day))
        ends = [unit.ends for unit in self.units if unit.ends and unit.ends <= day]
        if ends:
            return self.prefer(lambda unit: unit.ends == max(ends))
        return self if self.kind else replace(self, units=())

    def within(self, districts: tuple[Unit, ...]) -> "Match":
        """Return the match with the communes that lie or lay in one of `districts`."""
        return self.keep(lambda unit: not set(districts).isdisjoint(district_chain(unit)))


@cache
def _reached(block: str) -> frozenset[str]:
    """Return the communes of July 2025 that took in a part of an old province."""
    return frozenset().union(*map(ends_of, communes_of(block).values()))


def _of_province(key: str, level: str, province: Unit) -> Iterable[Unit]:
    old = [unit for block in old_blocks(province) for unit in index_of(level, block).get(key, ())]
    if level == "district":
        return old
    new = index_of("commune", block_of(new_province(province).unit_id)).get(key, ())
    if province.is_new or not new:
        return [*old, *new]
    reached = _reached(block_of(province.unit_id))
    return [*old, *(unit for unit in new if unit.unit_id in reached)]


@cache
def _districts_anywhere() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for block in dict.fromkeys(block_of(p.unit_id) for p in provinces() if not p.is_new):
        for key, units in index_of("district", block).items():
            found[key] = found.get(key, ()) + units
    return found


@lru_cache(maxsize=50_000)
def match(printed: str, level: str, province: Unit | None = None) -> Match:
    """Return the units of a level and a province, of all times, that a printed name may mean.

    Without a province, districts are looked for in the whole country and communes nowhere.
    """
    kind, name = split_type(printed, level)
    key = name_key(name)
    if level == "province":
        found: Iterable[Unit] = index_of("province").get(key, ())
    elif province:
        found = _of_province(key, level, province)
    else:
        found = _districts_anywhere().get(key, ()) if level == "district" else ()
    units = tuple(unit for unit in found if not kind or unit.kind == kind)
    others = tuple(unit for unit in found if unit not in units)
    return Match(canonical_name(kind, tidy(name), level), units, others, kind)


@lru_cache(maxsize=2_000)
def names_of(level: str, province: Unit | None, districts: tuple[Unit, ...], on: date | None) -> tuple[str, ...]:
    """Return the names of all times a misprint may mean: of the district if known, else of the province.

    Without a province they are the names of the provinces.
    """
    if province is None:
        units = list(provinces())
    elif level == "district":
        units = [u for block in old_blocks(province) for u in districts_of(block).values()]
    elif districts:
        communes = communes_of(block_of(districts[0].unit_id)).values()
        units = [unit for unit in communes if not set(districts).isdisjoint(district_chain(unit))]
    else:
        is_new = on is not None and on >= DISTRICTS_END
        where = (block_of(new_province(province).unit_id),) if is_new else old_blocks(province)
        units = [u for block in where for u in communes_of(block).values()]
    return tuple(sorted({unit.name for unit in units}))
