"""The places a table counts by: which unit a row falls into, and every unit that has to be shown."""

from typing import Literal

import pandas as pd

from analysis.measures.documents import document_date
from analysis.measures.geography import MAP_2020, Geography
from analysis.measures.places import alphabetical, districts_on
from analysis.measures.selection import Part
from analysis.places.changes import areas_of, communes_of_district

# How fine places may be told apart: `district` is for publication (domain notes 8).
Detail = Literal["commune", "district"]
UNSTATED = ""


def _first(*columns: "pd.Series[str]") -> "pd.Series[str]":
    """Return in each row the first name that is not ''."""
    made = columns[0]
    for other in columns[1:]:
        made = made.where(made != "", other)
    return made


def _in_province(places: pd.DataFrame, geography: Geography, detail: Detail) -> "pd.Series[str]":
    if geography == "2020":
        return places["district_2020"]
    area = places["district_area"]
    if detail == "district":
        return area if geography == "2025" else _first(places["district"], area)
    # Since July 2025 the unit below the province is the commune.
    of_today = places["commune"].where(places["district"] == "", "")
    return _first(places["commune_2025"], area) if geography == "2025" else _first(places["district"], of_today)


def unit_of(part: Part, table: str, detail: Detail = "commune") -> "pd.Series[str]":
    """Return for every row of a placed table the unit below the scope it falls into, '' where that is unknown.

    Below a province these are districts (communes where districts had ended), below a district communes; a commune
    is not divided. With `detail` `district` nothing smaller than a district area is told apart.
    """
    places = part.places[table]
    if part.level == "province":
        return _in_province(places, part.scope.geography, detail)
    whole = pd.Series(part.place.split(",")[0], index=places.index, dtype="object")
    if part.level == "commune" or detail == "district":
        return whole
    return places["commune_2025" if part.scope.geography == "2025" else "commune"]


def _provincial(part: Part) -> pd.DataFrame:
    """Return the documents that speak for the whole scope; only they can leave a unit out."""
    documents = part.known.documents
    finer = ["district", "commune"] if part.level == "province" else ["commune"]
    whole = documents[finer].isna().all(axis=1)
    return documents[whole & documents[part.level if part.level != "commune" else "district"].notna()]


def _all_units(part: Part, detail: Detail) -> set[str]:
    """Return the units that stood: of the scope's own documents' days, or of the chosen map."""
    own, province = _provincial(part), part.place.split(", ")[-1]
    if own.empty or part.level == "commune":
        return set()
    days = [document_date(row) for _, row in own.iterrows()]
    if part.level == "district":
        fine = detail == "commune" and part.scope.geography == "as-was"
        return {one for day in days for one in communes_of_district(part.place, day)} if fine else set()
    if part.scope.geography == "2020":
        return set(districts_on(province, MAP_2020))
    if part.scope.geography == "2025":
        return {unit.name for unit in areas_of(province)} if detail == "district" else set()
    return {one for day in days for one in districts_on(province, day)}


def units(part: Part, named: "pd.Series[str]", detail: Detail = "commune") -> list[str]:
    """Return every unit a table shows, by name; '' last if some rows state none."""
    shown = sorted({*named, *_all_units(part, detail)} - {UNSTATED}, key=alphabetical)
    return [*shown, UNSTATED] if (named == UNSTATED).any() else shown
