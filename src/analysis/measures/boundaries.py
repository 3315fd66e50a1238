"""What changed on the map between two years, and the map both share (domain notes, section 3 rule 5, section 5.4)."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.measures.documents import document_date
from analysis.measures.review_table import Words, note
from analysis.measures.selection import Part
from analysis.measures.units import Detail, unit_of
from analysis.places.changes import district_changes, joined_province


@dataclass(frozen=True)
class CommonMap:
    """The units of both years on one map, and what has to be said about it."""

    base: "pd.Series[str]"
    now: "pd.Series[str]"
    notes: tuple[Words, ...]
    changed: frozenset[str]


def _days(part: Part) -> list[date]:
    """Return the days whose maps a part's entries belong to; the year itself where no document is dated."""
    documents = part.known.documents
    held = documents[documents["document_id"].isin(part.known.entries["document_id"])]
    days = [document_date(row) for _, row in held.iterrows()]
    return [day for day in days if day] or [date(part.scope.year, 12, 31)]


def boundary_notes(province: str, start: date, end: date) -> tuple[Words, ...]:
    """Return one note per change of a district after `start` and up to `end`, and one for the end of districts."""
    changes = [
        note(
            "boundary",
            before=one.before,
            after=one.after,
            on=f"{one.on:%d/%m/%Y}",
            source=f" ({one.source})" if one.source else "",
        )
        for one in district_changes(province, start, end)
    ]
    joined = joined_province(province, start, end)
    return (*changes, *([note("province-joined", province=province, joined=joined)] if joined else []))


def common_map(base: Part, now: Part, detail: Detail = "commune") -> CommonMap:
    """Return the units on which two years compare.

    On the map of 2020 that is its districts. As it was, it is the names of the time, unless a boundary moved in
    between: then, as on the map of 2025, it is the old district areas. A change is always noted.
    """
    province = now.place.split(", ")[-1]
    start, end = min(*_days(base), *_days(now)), max(*_days(base), *_days(now))
    notes = boundary_notes(province, start, end)
    changes = district_changes(province, start, end)
    geography = now.scope.geography
    if geography == "2020" or (geography == "as-was" and not notes):
        made = [unit_of(part, "entries", detail) for part in (base, now)]
        return CommonMap(made[0], made[1], notes, frozenset(one.after for one in changes))
    shared = now.level == "province" and all(len(part.known.entries) for part in (base, now))
    areas = [part.places["entries"]["district_area"] for part in (base, now)]
    return CommonMap(areas[0], areas[1], (*notes, *([note("common-map")] if shared else [])), frozenset())
