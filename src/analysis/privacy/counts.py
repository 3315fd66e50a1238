"""The tables of the review as anybody may see them: small cells withheld, amounts in bands, documents as evidence.

What a sum is depends on the scope. For a province a total by field or place is no cell of place × field × kind and is
published; below a province every total is such a cell, and small ones are withheld with their tables. Stated numbers of
rewards (T6) stay as their sources published them: who was rewarded for what is public by law, what one earns is not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.measures.entries import FIELDS
from analysis.measures.review_table import EVIDENCE, SUM, TOTAL, WHOLE_TABLE, ReviewTable, note
from analysis.measures.selection import Part
from analysis.privacy.suppression import THRESHOLD, Crossing, Plan, is_small, plan, small_lines

_KEYS = {"T2": ("place", "kind"), "T4": ("recipient_kind", "field"), "T5": ("place", "field")}
_CLAIMED, _SILENT = "claimed", "silent"


@dataclass(frozen=True)
class Withheld:
    """What is withheld of the counts of one year: hidden cells by table, and hidden sums by dimension."""

    cells: Mapping[str, frozenset[tuple[int, str]]]
    sums: Mapping[str, frozenset[str]]


def _crossing(table: ReviewTable) -> Crossing:
    rows, columns = _KEYS[table.code]
    inner = table.frame[table.frame[rows] != TOTAL].set_index(rows)
    names = [name for name in inner.columns if name not in (SUM, "plural")]
    grid = tuple(tuple(int(n) for n in line) for line in inner[names].to_numpy())
    return Crossing(rows, columns, tuple(map(str, inner.index)), tuple(names), grid)


def _outcomes(claims: ReviewTable, fields: Mapping[str, int]) -> list[Crossing]:
    """Return one table per outcome: who claims it, and who does not, by field; the second line is never printed."""
    made = []
    for _, row in claims.frame.iterrows():
        claimed = tuple(int(row[field]) for field in FIELDS)
        silent = tuple(fields[field] - n for field, n in zip(FIELDS, claimed, strict=True))
        given = frozenset((1, at) for at in range(len(FIELDS)))
        name = f"outcome:{row['outcome']}"
        made.append(Crossing(name, "field", (_CLAIMED, _SILENT), tuple(FIELDS), (claimed, silent), given))
    return made


def _all_crossings(tables: Mapping[str, ReviewTable]) -> list[Crossing]:
    held = [_crossing(tables[code]) for code in _KEYS if len(tables[code].frame)]
    fields = next((sums for one in held if (sums := one.sums("field"))), dict.fromkeys(FIELDS, 0))
    return [*held, *_outcomes(tables["T9"], fields)]


def _closed(part: Part, crossings: Sequence[Crossing]) -> list[str]:
    """Return the dimensions whose sums are cells too: all of them where one place below a province holds everything."""
    units = max((len(one.row_names) for one in crossings if one.rows == "place"), default=0)
    if part.level == "province" and units > 1:
        return []
    small = [one.rows for one in crossings if one.given and is_small(one.sums(one.rows)[_CLAIMED])]
    return ["kind", "field", "recipient_kind", *small]


def _cells_of(table: ReviewTable, crossing: Crossing, hidden: Iterable[tuple[int, int]]) -> set[tuple[int, str]]:
    """Return hidden cells as (row of the frame, column)."""
    lines = {str(name): int(at) for at, name in table.frame[crossing.rows].items()}  # type: ignore[call-overload]
    return {(lines[crossing.row_names[r]], crossing.column_names[c]) for r, c in hidden}


def _hidden_sums(table: ReviewTable, made: Plan) -> set[tuple[int, str]]:
    """Return the cells of a crossed table that print a hidden sum."""
    rows, columns = _KEYS[table.code]
    key = table.frame[rows]
    own = {(int(at), SUM) for at in key.index[key.isin(made.sums.get(rows, ()))]}
    total = key.index[key == TOTAL]
    return own | {(int(at), name) for at in total for name in made.sums.get(columns, ())}


def _subfields(table: ReviewTable, hidden_fields: frozenset[str], closed: bool) -> set[tuple[int, str]]:
    """Return the hidden cells of T3: all of hidden fields, and small subfields with a second one beside them."""
    frame, found = table.frame, set[int]()
    for field, lines in frame.groupby("field", sort=False):
        parts = lines[lines["subfield"] != TOTAL]
        if field in hidden_fields:
            found |= set(lines.index)
        elif closed:
            found |= {int(parts.index[at]) for at in small_lines([int(n) for n in parts["n"]])}
    return {(at, column) for at in found for column in ("n", "share")}


def withheld_of(tables: Mapping[str, ReviewTable], part: Part) -> Withheld:
    """Return what has to be withheld of the counts of a part."""
    crossings = _all_crossings(tables)
    closed = _closed(part, crossings)
    made = plan(crossings, closed)
    cells: dict[str, set[tuple[int, str]]] = {code: set() for code in (*_KEYS, "T3", "T9")}
    for code, crossing, hidden in zip([c for c in _KEYS if len(tables[c].frame)], crossings, made.cells, strict=False):
        cells[code] = _cells_of(tables[code], crossing, hidden) | _hidden_sums(tables[code], made)
    for at, row in enumerate(made.cells[len(crossings) - len(tables["T9"].frame) :]):
        cells["T9"] |= {(at, FIELDS[c]) for r, c in row if r == 0}
        gone = made.sums.get(crossings[len(crossings) - len(tables["T9"].frame) + at].rows)
        cells["T9"] |= {(at, SUM)} if gone else set()
    cells["T3"] = _subfields(tables["T3"], made.sums.get("field", frozenset()), bool(closed))
    if closed and _is_tiny(tables):
        cells = {code: _every_number(tables[code]) for code in cells}
    return Withheld({code: frozenset(held) for code, held in cells.items()}, made.sums)


def _is_tiny(tables: Mapping[str, ReviewTable]) -> bool:
    """Say whether all entries together are fewer than the threshold."""
    frame = tables["T3"].frame
    return bool(len(frame)) and is_small(int(frame["n"].iloc[-1]))


def _every_number(table: ReviewTable) -> set[tuple[int, str]]:
    columns = [one.name for one in table.columns if one.kind in ("integer", "percent")]
    return {(int(at), column) for at in table.frame.index for column in columns}


def named_parts(table: ReviewTable, cells: Iterable[tuple[int, str]]) -> tuple[ReviewTable, frozenset[tuple[int, str]]]:
    """Return T3 without the subfields whose number is withheld, and the withheld cells that are left.

    A subfield is listed because it holds an entry: beside a sum, lines of at least 1 each tell what they hide.
    """
    cells = frozenset(cells)
    frame = table.frame
    gone = [(frame.loc[at, "subfield"] != TOTAL) and (int(at), SUM) in cells for at in frame.index]
    kept = ~pd.Series(gone, index=frame.index, dtype="bool")
    labels = {int(old): new for new, old in enumerate(frame.index[kept])}
    shown = keep_rows(table, kept)
    left = frozenset((labels[at], column) for at, column in cells if at in labels)
    return (shown.noting(note("subfields-public")) if any(gone) else shown), left


def hide(table: ReviewTable, cells: Iterable[tuple[int, str]]) -> ReviewTable:
    """Return a table with cells withheld: missing in the frame, named in `hidden`, gone from the evidence."""
    kept, hidden = table.frame.copy(), frozenset(cell for cell in cells if cell[1] in table.frame)
    for at, column in hidden:
        kept.loc[at, column] = pd.NA
    gone = pd.MultiIndex.from_tuples(sorted(hidden), names=["row", "column"]) if hidden else None
    found = table.evidence
    if gone is not None and len(found):
        found = found[~pd.MultiIndex.from_frame(found[["row", "column"]]).isin(gone)]
    shown = replace(table, frame=kept, evidence=found.reset_index(drop=True), hidden=table.hidden | hidden)
    return shown.noting(note("suppressed", n=len(hidden), threshold=THRESHOLD)) if hidden else shown


def documents_only(table: ReviewTable) -> ReviewTable:
    """Return a table whose evidence is the documents behind all of it (row WHOLE_TABLE).

    Ids of rows under two sums would tell the cell where they meet, and so would a document under one field.
    """
    rows = [{**dict.fromkeys(EVIDENCE, ""), "row": WHOLE_TABLE, "document_id": one} for one in table.sources]
    return replace(table, evidence=pd.DataFrame(rows, columns=EVIDENCE).astype({"row": "int64"}))


def without(table: ReviewTable, columns: Iterable[str]) -> ReviewTable:
    """Return a table without some of its columns."""
    gone = [name for name in columns if name in table.frame]
    found = table.evidence[~table.evidence["column"].isin(gone)].reset_index(drop=True)
    return replace(table, frame=table.frame.drop(columns=gone), evidence=found)


def keep_rows(table: ReviewTable, kept: "pd.Series[bool]") -> ReviewTable:
    """Return a table with some of its rows, numbered anew, and their evidence."""
    labels = {int(old): new for new, old in enumerate(table.frame.index[kept])}
    found = table.evidence[table.evidence["row"].isin(labels)]
    found = found.assign(row=found["row"].map(labels)).reset_index(drop=True)
    return replace(table, frame=table.frame[kept].reset_index(drop=True), evidence=found)
