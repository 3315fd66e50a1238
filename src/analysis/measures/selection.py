"""The rows of all tables that belong to a place and a year.

A row belongs to a year if its own period touches the year; a row without a period has its document's, and a document
without a period the day it was issued. A row belongs to a place if the place it states, or else its document's, is the
place or lies in it. A document is taken with the rows it holds. Nothing is divided: a report on four years is in each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from analysis.measures.documents import is_missing
from analysis.measures.geography import LOCATED, STATED, located
from analysis.measures.scope import (
    LEVELS,
    Scope,
    bare_name,
    columns_of,
    matches,
    no_such_place,
    no_such_year,
    several_places,
    years_of,
)
from analysis.tables import Tables
from analysis.vietnamese.letters import tidy

PLACED = ("entries", "rewards", "counts", "incomes", "awards")


@dataclass(frozen=True)
class Part:
    """What a scope holds: `tables` to be shown, `known` to compute with (they differ where a mode withholds cells).

    `level` and `place` are the place as found; `places` has for each row of a placed table its names on all maps.
    """

    scope: Scope
    level: str
    place: str
    tables: Tables
    known: Tables
    places: Mapping[str, pd.DataFrame]

    def shown_as(self, shown: Mapping[str, pd.DataFrame]) -> "Part":
        """Return the part with the same rows out of other frames of the same index, as a privacy mode makes them."""
        rows = {one.name: shown[one.name].loc[getattr(self.known, one.name).index] for one in fields(Tables)}
        return Part(self.scope, self.level, self.place, Tables(**rows), self.known, self.places)


def _period(row: Any) -> tuple[Any, Any]:
    start, end = row.get("period_start"), row.get("period_end")
    return (row.get("issued_on"),) * 2 if is_missing(start) and is_missing(end) else (start, end)


def _years(frame: pd.DataFrame, of_document: Mapping[str, range]) -> list[range]:
    """Return the years of every row: its own period's, its decision's, else its document's."""
    days = [(row.get("decided_on"),) * 2 if "decided_on" in row else _period(row) for row in frame.to_dict("records")]
    own = [years_of(*pair) for pair in days]
    return [years or of_document.get(str(one), range(0)) for years, one in zip(own, frame["document_id"], strict=True)]


@dataclass(frozen=True)
class _All:
    """Documents and placed rows with their years and places."""

    years: Mapping[str, list[range]]
    places: Mapping[str, pd.DataFrame]


def _all(tables: Tables) -> _All:
    documents = tables.documents
    spans = [years_of(*_period(row)) for row in documents.to_dict("records")]
    of_document = dict(zip(documents["document_id"], spans, strict=True))
    frames = {"documents": documents, **{name: getattr(tables, name) for name in PLACED}}
    years = {name: _years(frame, of_document) for name, frame in frames.items()}
    return _All(years, {name: located(frame, documents) for name, frame in frames.items()})


def _chain(row: Mapping[Any, Any], at: str, level: str) -> list[str]:
    """Return the names from the smallest on: the one in column `at`, then those above it on the same map."""
    if at.endswith("_2025"):
        return [row[at], row["province_2025"]] if level == "commune" else [row[at]]
    above = [row[name] for name in reversed(STATED[: STATED.index(level)])]
    return [row[at], *above]


@dataclass(frozen=True)
class _Hits:
    """Where a place was found: per table which rows, and under which full names."""

    rows: Mapping[str, "pd.Series[bool]"]
    names: frozenset[str]


def _hits(scope: Scope, everything: _All, level: str) -> _Hits:
    rows: dict[str, pd.Series[bool]] = {}
    names: set[str] = set()
    for table, places in everything.places.items():
        flags = pd.Series(False, index=places.index)
        for at in columns_of(level, scope.geography):
            chains = [_chain(row, at, level) for row in places.to_dict("records")]
            here = [bool(chain[0]) and matches(scope.place, chain) for chain in chains]
            names |= {", ".join(filter(None, chain)) for chain, hit in zip(chains, here, strict=True) if hit}
            flags |= pd.Series(here, index=places.index, dtype="bool")
        rows[table] = flags
    return _Hits(rows, frozenset(names))


def _found(scope: Scope, everything: _All) -> tuple[str, _Hits]:
    """Return the level of the place and its rows; a name of several levels is the one written exactly so."""
    found = {level: hits for level in LEVELS if (hits := _hits(scope, everything, level)).names}
    exact = {level: hits for level, hits in found.items() if tidy(scope.place) in hits.names}
    chosen = exact if len(found) > 1 and len(exact) == 1 else found
    meant = {name for hits in chosen.values() for name in hits.names}
    if not meant:
        raise no_such_place(scope.place, _provinces(everything, scope), _near(everything, scope))
    if len(meant) > 1:
        raise several_places(scope.place, meant)
    return next(iter(chosen.items()))


def _provinces(everything: _All, scope: Scope) -> dict[str, set[int]]:
    """Return the provinces that have rows, with their years."""
    found: dict[str, set[int]] = {}
    at = columns_of("province", scope.geography)[-1]
    for name, places in everything.places.items():
        for province, years in zip(places[at], everything.years[name], strict=True):
            if province:
                found.setdefault(province, set()).update(years)
    return found


def _near(everything: _All, scope: Scope) -> set[str]:
    """Return the places of any map that are called alike; a district with what it belongs to on the chosen map."""
    rows = [row for places in everything.places.values() for row in places.drop_duplicates().to_dict("records")]
    named = {
        (str(column).split("_")[0], str(row[column]), str(row["district_2020"])) for row in rows for column in LOCATED
    }
    wanted = {bare_name(scope.place, level) for level in LEVELS}
    found = {one for one in named if one[1] and bare_name(one[1], one[0]) in wanted}
    moved = scope.geography == "2020"
    return {f"{name} → {now}" if moved and level == "district" and now != name else name for level, name, now in found}


def _rows(tables: Tables, held: Mapping[str, pd.DataFrame]) -> Tables:
    """Return the placed rows with what belongs to them: their documents, lists, mentions, models, findings."""
    ids = set(held["documents"]["document_id"]) | {one for n in PLACED for one in held[n]["document_id"]}
    own = {str(one) for n in PLACED for one in held[n].iloc[:, 0]}
    documents = tables.documents[tables.documents["document_id"].isin(ids)]
    mine = set(held["documents"]["document_id"])
    findings = tables.findings
    wanted = findings["row_id"].isin(own) | (findings["document_id"].isin(mine) & findings["row_id"].isna())
    return Tables(
        documents=documents,
        sections=tables.sections[tables.sections["document_id"].isin(ids)],
        mentions=tables.mentions[tables.mentions["entry_id"].isin(own)],
        models=tables.models[tables.models["model_id"].isin(held["entries"]["model_id"].dropna())],
        citations=tables.citations[tables.citations["document_id"].isin(mine)],
        findings=findings[wanted],
        **{name: held[name] for name in PLACED},
    )


def select(tables: Tables, scope: Scope) -> Part:
    """Return the rows of a scope; ScopeError, in one line that lists what exists, where there are none."""
    everything = _all(tables)
    level, hits = _found(scope, everything)
    held: dict[str, pd.DataFrame] = {}
    exist: set[int] = set()
    for name, flags in hits.rows.items():
        years = pd.Series(everything.years[name], index=flags.index, dtype="object")
        exist |= {year for span in years[flags] for year in span}
        held[name] = getattr(tables, name)[flags & years.map(lambda span: scope.year in span).astype(bool)]
    place = min(hits.names)
    if not any(len(frame) for frame in held.values()):
        raise no_such_year(place, scope.year, exist)
    known = _rows(tables, held)
    places = {name: everything.places[name].loc[held[name].index] for name in PLACED}
    return Part(scope, level, place, known, known, places)
