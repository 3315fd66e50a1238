"""T7 and T8: every amount with its measure, and a summary per measure; never across measures."""

import pandas as pd

from analysis.measures.incomes import LEAST_FOR_MEDIAN, by_measure, reason_left_out
from analysis.measures.review_table import ReviewTable, evidence, joined, note, review_table
from analysis.measures.selection import Part
from analysis.measures.units import Detail, unit_of

_AMOUNTS = [
    *("place", "field", "recipient_kind", "recipient_name", "activity", "measure", "low_vnd", "high_vnd"),
    *("bound", "period", "per", "recipients", "raw_text"),
]


def amounts(part: Part, detail: Detail = "commune") -> ReviewTable:
    """Return T7: one row per amount, in the words of its source."""
    held = part.tables.incomes.assign(place=unit_of(part, "incomes", detail))
    held = held.sort_values(["measure", "place", "income_id"])
    lines = pd.Series(range(len(held)), index=held.index)
    found = joined(evidence(held, "incomes", lines, column) for column in ("low_vnd", "high_vnd"))
    return review_table("T7", held[_AMOUNTS], found, [note("measures")] if len(held) else [])


def summary(part: Part) -> ReviewTable:
    """Return T8: cases, lowest, median (from five cases on) and highest yearly amount of a household, by measure."""
    known = part.known.incomes
    frame = by_measure(known)[["measure", "n", "low_vnd", "median_vnd", "high_vnd"]]
    own = known[reason_left_out(known) == ""]
    lines = own["measure"].map({measure: at for at, measure in enumerate(frame["measure"])})
    middle = lines[own.groupby("measure")["measure"].transform("size") >= LEAST_FOR_MEDIAN]
    parts = [evidence(known, "incomes", lines, column) for column in ("n", "low_vnd", "high_vnd")]
    found = joined([*parts, evidence(known, "incomes", middle, "median_vnd")])
    rest = [note("left-out", n=len(known) - len(own))] if len(known) > len(own) else []
    return review_table("T8", frame, found, [note("measures"), *rest] if len(known) else [])
