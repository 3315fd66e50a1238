"""Which place, which year, on which map: what a review is about, and one clear line where nothing matches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.measures.documents import is_missing
from analysis.measures.geography import GEOGRAPHIES, Geography
from analysis.places.names import name_key, split_type
from analysis.vietnamese.letters import bare, tidy

LEVELS = ("province", "district", "commune")
_MOST_LISTED = 60


class ScopeError(ValueError):
    """Nothing lies in the scope; the message is one line in two languages and lists what exists."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A place, a year and the map on which places are counted.

    `place` is a name with its type word ("tỉnh Hòa Bình", "huyện Tân Hồng, tỉnh Đồng Tháp"). `geography`: `as-was`
    counts a row where its document puts it, `2020` on the map of 31/12/2020, `2025` on the map of 01/07/2025.
    """

    place: str
    year: int
    geography: Geography = "as-was"

    def __post_init__(self) -> None:
        """Refuse another map."""
        if self.geography not in GEOGRAPHIES:
            raise ScopeError(f"không có bản đồ {self.geography!r}, chọn (choose): {', '.join(GEOGRAPHIES)}")


def columns_of(level: str, geography: Geography) -> tuple[str, ...]:
    """Return the columns in which a place of a level is looked for.

    A province goes by its name of the time on every map, because old papers are asked for under it; a district and a
    commune only by their name on the chosen map.
    """
    if level == "province":
        return ("province", "province_2025") if geography == "2025" else ("province",)
    on_map = {"as-was": level, "2020": {"district": "district_2020"}.get(level, level)}
    return (on_map.get(geography) or {"district": "district_area", "commune": "commune_2025"}[level],)


def years_of(start: Any, end: Any) -> range:
    """Return the calendar years a period touches; a period with one end known is that day.

    >>> from datetime import date
    >>> list(years_of(date(2017, 7, 1), date(2019, 6, 30)))
    [2017, 2018, 2019]
    """
    known = [pd.Timestamp(day).year for day in (start, end) if not is_missing(day)]
    return range(min(known), max(known) + 1) if known else range(0)


def key(name: str) -> str:
    """Return the key under which two spellings of a full place name meet, type word included."""
    return "|".join(name_key(part) for part in tidy(name).split(","))


def bare_name(name: str, level: str) -> str:
    """Return the smallest place of a name without type word and marks: only to suggest, never to decide."""
    return bare(split_type(name.split(",", maxsplit=1)[0], level)[1])


def matches(place: str, names: Iterable[str]) -> bool:
    """Say whether `place` names the smallest of `names` (smallest first), and those above it where it goes on."""
    wanted, held = key(place).split("|"), [name_key(name) for name in names if name]
    return bool(held) and wanted[0] == held[0] and set(wanted[1:]) <= set(held[1:])


def _years(years: Iterable[int]) -> str:
    """Return years as short as they can be said.

    >>> _years([2016, 2017, 2019, 2018, 2023])
    '2016-2019, 2023'
    """
    ordered, runs = sorted(set(years)), list[list[int]]()
    for year in ordered:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def no_such_year(place: str, year: int, years: Iterable[int]) -> ScopeError:
    """Return the error for a place that has other years only."""
    return ScopeError(f"{place}: không có số liệu năm {year}; có (years that exist): {_years(years) or '-'}.")


def no_such_place(place: str, known: Mapping[str, set[int]], near: Iterable[str] = ()) -> ScopeError:
    """Return the error for a place without any row; `known` are those that have some, `near` those named alike."""
    shown = [f"{name} ({_years(years)})" if years else name for name, years in sorted(known.items())]
    more = f"; … +{len(shown) - _MOST_LISTED}" if len(shown) > _MOST_LISTED else ""
    alike = "; ".join(sorted(near))
    hint = f" Có phải (perhaps): {alike}?" if alike else ""
    listed = f"{'; '.join(shown[:_MOST_LISTED])}{more}"
    return ScopeError(f"Không có số liệu của “{place}”.{hint} Nơi có số liệu (places that exist): {listed}.")


def several_places(place: str, found: Iterable[str]) -> ScopeError:
    """Return the error for a name that means several places."""
    return ScopeError(f"“{place}” có nhiều nơi, ghi rõ hơn (several places): {'; '.join(sorted(found))}.")
