"""Entries by place: every district that stood on the day of the document, also those without an entry."""

from datetime import date

import pandas as pd

from analysis.measures.documents import document_date, is_missing
from analysis.measures.entries import COUNTED, FIELDS, counted
from analysis.places import gazetteer
from analysis.places.names import name_key, split_type
from analysis.vietnamese.letters import bare

UNSTATED = ""


def districts_on(province: str, on: date | None) -> list[str]:
    """Return the districts of a province that stood on a day, by name; none for an unknown province or without a day.

    From 01/07/2025 there are none (two-level local government).

    >>> len(districts_on("tỉnh Hòa Bình", date(2019, 11, 11))), len(districts_on("tỉnh Hòa Bình", date(2020, 6, 1)))
    (11, 10)
    """
    if on is None:
        return []
    units = gazetteer.index_of("province").get(name_key(split_type(province, "province")[1]), ())
    blocks = {gazetteer.block_of(unit.unit_id) for unit in units if unit.name == province and unit.stands(on)}
    found = {unit.name for block in blocks for unit in gazetteer.districts_of(block).values() if unit.stands(on)}
    return sorted(found, key=alphabetical)


def alphabetical(name: str) -> tuple[str, str]:
    """Return the key that orders districts by the name without its type word and marks, so that Đ stands beside D."""
    return bare(split_type(name, "district")[1]), name


def provincial_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents that speak for a whole province; only they can leave a district out."""
    return documents[documents["province"].notna() & documents["district"].isna() & documents["commune"].isna()]


def provinces_with_entries(entries: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the provinces whose own documents hold models or exemplars (province, documents, n), the most first."""
    own = provincial_documents(documents)[["document_id", "province"]]
    held = counted(entries).merge(own, on="document_id", suffixes=("_", ""))
    made = held.groupby("province").agg(documents=("document_id", "nunique"), n=("entry_id", "size")).reset_index()
    return made.sort_values(["n", "province"], ascending=[False, True]).reset_index(drop=True)


def _of_province(entries: pd.DataFrame, documents: pd.DataFrame, province: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the province's entries, districts filled with '' where none is stated, and all its districts."""
    whole = provincial_documents(documents)
    whole = whole[whole["province"] == province]
    held = counted(entries[entries["document_id"].isin(whole["document_id"])])
    held = held.assign(district=held["district"].fillna(UNSTATED))
    listed = {name for _, row in whole.iterrows() for name in districts_on(province, document_date(row))}
    named = sorted({*listed, *held["district"]} - {UNSTATED}, key=alphabetical)
    return held, named


def _spread(held: pd.DataFrame, districts: list[str], column: str, codes: list[str]) -> pd.DataFrame:
    rows = [*districts, UNSTATED] if (held["district"] == UNSTATED).any() else districts
    made = pd.crosstab(held["district"], held[column]).reindex(index=rows, columns=codes, fill_value=0)
    made.index.name, made.columns.name = "district", None
    return made.astype("Int64")


def by_district(entries: pd.DataFrame, documents: pd.DataFrame, province: str) -> pd.DataFrame:
    """Return models and exemplars of a province's own documents by district (index) and kind, with their sum `n`.

    All districts that stood on the documents' days are rows, 0 where no entry names them; entries without a
    district are in the last row, named ''.
    """
    held, districts = _of_province(entries, documents, province)
    kinds = [kind for kind in COUNTED if (held["kind"] == kind).any()]
    made = _spread(held, districts, "kind", kinds)
    return made.assign(n=made.sum(axis=1).astype("Int64"))


def district_by_field(entries: pd.DataFrame, documents: pd.DataFrame, province: str) -> pd.DataFrame:
    """Return models and exemplars of a province's own documents by district (all of them) and field."""
    held, districts = _of_province(entries, documents, province)
    return _spread(held, districts, "field", FIELDS)


def empty_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return one row: cells (named districts x classified fields), empty cells, districts, those without an entry."""
    named = matrix[matrix.index != UNSTATED].drop(columns="chua-phan-loai", errors="ignore")
    zero = named == 0
    return pd.DataFrame(
        {
            "cells": [int(zero.size)],
            "empty": [int(zero.to_numpy().sum())],
            "districts": [len(named)],
            "without": [int((matrix[matrix.index != UNSTATED] == 0).all(axis=1).sum())],
        }
    )


def is_place(value: object) -> bool:
    """Say whether a row name of these tables is a place and not the row of unstated ones."""
    return not is_missing(value)
