"""Every row on three maps: as its document has it, on the map of 2020, on the map of July 2025 (domain notes 5.4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd

from analysis.measures.documents import document_date, is_missing
from analysis.places import Address, Home, resolve
from analysis.places.changes import district_on
from analysis.places.gazetteer import DISTRICTS_END

Geography = Literal["as-was", "2020", "2025"]
GEOGRAPHIES: tuple[Geography, ...] = ("as-was", "2020", "2025")
# The mergers of districts of 2019-2020 were all in force on the last day of 2020.
MAP_2020 = date(2020, 12, 31)
MAP_2025 = DISTRICTS_END
STATED = ("province", "district", "commune")
DERIVED = ("district_area", "province_2025", "commune_2025")
LOCATED = (*STATED, *DERIVED, "district_2020")


def text(value: object) -> str:
    """Return a cell as text, '' for a missing one."""
    return "" if is_missing(value) else str(value)


def day_of(row: Any, days: Mapping[str, date | None]) -> date | None:
    """Return the day whose map a row's names belong to: its document's, else the end of its own period."""
    day = days.get(str(row["document_id"]))
    end = row.get("period_end")
    return day if day or is_missing(end) else pd.Timestamp(end).date()


def document_days(documents: pd.DataFrame) -> dict[str, date | None]:
    """Return the day as of which each document speaks, by id."""
    return {str(row["document_id"]): document_date(row) for _, row in documents.iterrows()}


def _resolved(stated: Sequence[str], on: date | None) -> tuple[str, ...]:
    province, district, commune = stated
    if not any(stated):
        return ("",) * len(DERIVED)
    place = resolve(Address(commune=commune, district=district, province=province), Home(province), on)
    return place.district_area, place.province_2025, place.commune_2025


def _own(row: Any, homes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the places a row states, or its document's where it states none at all."""
    stated = tuple(text(row.get(name)) for name in STATED)
    return stated if any(stated) else tuple(homes.get(str(row["document_id"]), ("",) * len(STATED)))


def _located(row: Any, homes: Mapping[str, Sequence[str]], days: Mapping[str, date | None]) -> list[str]:
    stated = _own(row, homes)
    held = [text(row.get(name)) for name in DERIVED] if "district_area" in row else []
    derived = held if any(held) else list(_resolved(stated, day_of(row, days)))
    return [*stated, *derived, district_on(derived[0], stated[0], MAP_2020)]


def located(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the places of every row on all maps: columns LOCATED, '' where unknown, the index of `frame`.

    Columns a row already has stand (they may be corrected); the others follow from the gazetteer.
    """
    homes = {str(row["document_id"]): [text(row[name]) for name in STATED] for _, row in documents.iterrows()}
    days = document_days(documents)
    rows = [_located(row, homes, days) for row in frame.to_dict("records")]
    return pd.DataFrame(rows, index=frame.index, columns=list(LOCATED), dtype="object")
