"""T2 to T5 and T9: models and exemplars by place, field, recipient and outcome, each counted once per document."""

from collections import Counter
from typing import Any

import pandas as pd

from analysis.measures.entries import COUNTED, FIELDS, UNSTATED, counted
from analysis.measures.review_table import (
    LANGUAGES,
    SUM,
    TOTAL,
    ReviewTable,
    Words,
    code_words,
    evidence,
    joined,
    note,
    review_table,
)
from analysis.measures.selection import Part
from analysis.measures.tally import as_frame, tally
from analysis.measures.units import UNSTATED as UNSTATED_PLACE
from analysis.measures.units import Detail, unit_of, units
from analysis.schema import CODES

_LEAST_FOR_SHARE = 5
RECIPIENTS = [*CODES["recipient_kind"].vi, UNSTATED]


def _held(part: Part) -> pd.DataFrame:
    return counted(part.known.entries)


def _placed(part: Part, detail: Detail) -> tuple[pd.DataFrame, "pd.Series[str]", list[str]]:
    """Return the entries, the unit of each, and all units to show."""
    held, named = _held(part), unit_of(part, "entries", detail)
    return held, named.loc[held.index], units(part, named.loc[held.index], detail)


def _moved(part: Part, named: "pd.Series[str]", held: pd.DataFrame) -> list[Words]:
    """Say which districts are counted in another one on the chosen map."""
    before = part.places["entries"]["district"].loc[held.index]
    pairs = pd.DataFrame({"before": before, "after": named})
    moved = pairs[(pairs["before"] != "") & (pairs["after"] != "") & (pairs["before"] != pairs["after"])]
    found = sorted(Counter(zip(moved["before"], moved["after"], strict=True)).items())
    return [note("moved", before=a, after=b, n_before=n) for (a, b), n in found]


def _map_notes(part: Part, named: "pd.Series[str]", held: pd.DataFrame) -> list[Words]:
    geography, unknown = part.scope.geography, int((named == "").sum())
    moved = _moved(part, named, held) if geography == "2020" else []
    return [note(f"map-{geography}"), *moved, *([note("unstated-place", n=unknown)] if unknown else [])]


def _movements(part: Part) -> list[Words]:
    n = int((part.known.entries["kind"] == "movement").sum())
    return [note("movements", n=n)] if n else []


def by_place(part: Part, detail: Detail = "commune") -> ReviewTable:
    """Return T2: every unit of the scope by kind, also those without an entry."""
    held, named, shown = _placed(part, detail)
    made, found = tally(held, named, held["kind"], (shown, list(COUNTED)))
    frame = as_frame(made, "place") if len(held) else as_frame(made, "place").head(0)
    return review_table("T2", frame, found, [*_map_notes(part, named, held), *_movements(part)])


def _subfield_lines(held: pd.DataFrame) -> list[tuple[str, str]]:
    """Return (field, subfield) in order: every field with its sum first, then its subfields, the largest first."""
    lines: list[tuple[str, str]] = []
    for field in FIELDS:
        inside = held[held["field"] == field]["subfield"].value_counts()
        lines += [(field, TOTAL), *((field, str(one)) for one in sorted(inside.index, key=lambda s: (-inside[s], s)))]
    return [*lines, (TOTAL, TOTAL)]


def by_field(part: Part) -> ReviewTable:
    """Return T3: every field with its subfields, how many are doubtful, and the share of all."""
    held = _held(part)
    lines = _subfield_lines(held) if len(held) else []
    frame = pd.DataFrame(lines, columns=["field", "subfield"], dtype="object")
    groups = [held[_in_line(held, *line)] for line in lines]
    frame["n"] = pd.array([len(group) for group in groups], dtype="Int64")
    frame["review"] = pd.array([int((g["field_status"] == "review").sum()) for g in groups], dtype="Int64")
    shares = [len(group) * 100 / len(held) if len(held) >= _LEAST_FOR_SHARE else None for group in groups]
    frame["share"] = pd.array(shares, dtype="Float64")
    return review_table("T3", frame, _lines_evidence(held, groups), _movements(part))


def _in_line(held: pd.DataFrame, field: str, subfield: str) -> "pd.Series[bool]":
    right = pd.Series(True, index=held.index) if field == TOTAL else held["field"] == field
    return right if subfield == TOTAL else right & (held["subfield"] == subfield)


def _lines_evidence(held: pd.DataFrame, groups: list[pd.DataFrame]) -> pd.DataFrame:
    parts = []
    for at, group in enumerate(groups):
        doubtful = group[group["field_status"] == "review"]
        for column, rows in (("n", group), ("review", doubtful), ("share", group)):
            parts.append(evidence(held, "entries", pd.Series(at, index=rows.index), column))
    return joined(parts)


def by_recipient(part: Part) -> ReviewTable:
    """Return T4: recipient kind by field; a recipient of several units counts once and is marked."""
    held = _held(part)
    kinds = held["recipient_kind"].fillna(UNSTATED)
    made, found = tally(held, kinds, held["field"], (RECIPIENTS, FIELDS))
    several = held[held["is_plural"].fillna(value=False).astype(bool)]
    marked = pd.concat([kinds.loc[several.index], pd.Series(TOTAL, index=several.index, dtype="object")])
    counts = marked.value_counts().reindex(made.index, fill_value=0)
    frame = as_frame(made, "recipient_kind").assign(plural=pd.array(counts.to_list(), dtype="Int64"))
    lines = marked.map({line: at for at, line in enumerate(made.index)})
    found = joined([found, evidence(held, "entries", lines, "plural")])
    notes = [note("plural", n=len(several))] if len(several) else []
    return review_table("T4", frame if len(held) else frame.head(0), found, [*notes, *_movements(part)])


def place_by_field(part: Part, detail: Detail = "commune") -> ReviewTable:
    """Return T5: every unit by field, with the empty cells named in a note."""
    held, named, shown = _placed(part, detail)
    made, found = tally(held, named, held["field"], (shown, FIELDS))
    frame = as_frame(made, "place") if len(held) else as_frame(made, "place").head(0)
    return review_table("T5", frame, found, _map_notes(part, named, held))


def with_gaps(table: ReviewTable) -> ReviewTable:
    """Return T2 or T5 with a note that names its empty places or cells; a withheld cell is not called empty."""
    rows = table.frame[~table.frame["place"].isin([TOTAL, UNSTATED_PLACE])].set_index("place")
    if table.code == "T2":
        empty = [str(name) for name in rows.index[(rows[SUM] == 0).fillna(value=False)]]
        return table.noting(note("empty-places", names=", ".join(empty))) if empty else table
    cells = rows[FIELDS[:-1]]
    gaps = {field: list(cells.index[(cells[field] == 0).fillna(value=False)]) for field in cells.columns}
    return table.noting(*_gap_words(gaps, int(cells.size)))


def _gap_words(gaps: dict[str, list[str]], cells: int) -> list[Words]:
    n = sum(map(len, gaps.values()))
    words = [(code_words("field", field), ", ".join(names)) for field, names in gaps.items() if names]
    vi, en = ("; ".join(f"{one[lang]}: {names}" for one, names in words) for lang in LANGUAGES)
    return [note("empty-cells", empty=n, cells=cells, names=Words(vi, en))] if n else []


def by_outcome(part: Part) -> ReviewTable:
    """Return T9: claimed outcomes by field; an entry may claim several, so lines are not added up."""
    held = _held(part).dropna(subset=["outcomes"])
    each = held["outcomes"].str.split(";").explode().str.strip()
    each = each[each != ""]
    claims = pd.DataFrame({"outcome": each, "field": held["field"].reindex(each.index)})
    claims = claims[~claims.reset_index().duplicated().to_numpy()]
    order = _most_first(claims["outcome"])
    made, found = tally(held, claims["outcome"], claims["field"], (order, FIELDS))
    frame, found = as_frame(made, "outcome").iloc[:-1], found[found["row"] < len(order)]
    words = note("tags", with_outcome=len(held), total=len(_held(part)))
    return review_table("T9", frame, found, [words] if len(frame) else [])


def _most_first(values: "pd.Series[Any]") -> list[str]:
    counts = values.value_counts()
    return sorted((str(one) for one in counts.index), key=lambda one: (-counts[one], one))
