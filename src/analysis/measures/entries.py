"""Entries by field, subfield, recipient and claimed outcome; movements are no models and are left out.

An entry is counted once per document, however often the document names it.
"""

import pandas as pd

from analysis.measures.documents import short_names
from analysis.schema import CODES

COUNTED = ("model", "exemplar")
FIELDS = list(CODES["field"].vi)
UNSTATED = "unstated"


def counted(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the models and exemplars: a movement is a campaign, not a model (domain notes 1.2)."""
    return entries[entries["kind"].isin(COUNTED)]


def by_kind(entries: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return entries by document (index) and kind (columns), movements included; documents without entries have 0."""
    names = short_names(documents)
    made = pd.crosstab(entries["document_id"], entries["kind"])
    made = made.reindex(index=list(names), columns=list(CODES["entry_kind"].vi), fill_value=0).rename(index=names)
    made.index.name, made.columns.name = "document", None
    return made.astype("Int64")


def _shares(counts: "pd.Series[int]") -> "pd.Series[float]":
    """Return per cent of the sum; missing where fewer than 5 are counted."""
    total = int(counts.sum())
    return (counts * 100 / total).astype("Float64") if total >= 5 else pd.Series(pd.NA, counts.index, dtype="Float64")


def by_field(entries: pd.DataFrame) -> pd.DataFrame:
    """Return every field with its entries `n`, how many of them want a second look (`review`), total and share.

    The share is in per cent and missing where the total is below 5.
    """
    held = counted(entries)
    counts = held["field"].value_counts().reindex(FIELDS, fill_value=0)
    review = held[held["field_status"] == "review"]["field"].value_counts().reindex(FIELDS, fill_value=0)
    made = pd.DataFrame({"field": counts.index, "n": counts.to_numpy(), "review": review.to_numpy()})
    made = made.assign(total=int(counts.sum())).astype({"n": "Int64", "review": "Int64", "total": "Int64"})
    return made.assign(share=_shares(counts).to_numpy())


def by_subfield(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the subfields that hold entries, by field (most entries first, unclassified last)."""
    made = counted(entries).groupby(["field", "subfield"]).size().rename("n").reset_index()
    made["in_field"] = made.groupby("field")["n"].transform("sum")
    last = made["field"] == FIELDS[-1]
    order = made.assign(last=last).sort_values(
        ["last", "in_field", "field", "n", "subfield"], ascending=[True, False, True, False, True]
    )
    return made.loc[order.index].reset_index(drop=True)


def recipient_by_field(entries: pd.DataFrame) -> pd.DataFrame:
    """Return entries by field (index) and recipient kind (columns); `unstated` where none is named."""
    held = counted(entries)
    kinds = [*CODES["recipient_kind"].vi, UNSTATED]
    made = pd.crosstab(held["field"], held["recipient_kind"].fillna(UNSTATED))
    made = made.reindex(index=FIELDS, columns=kinds, fill_value=0)
    made.index.name, made.columns.name = "field", None
    return made.astype("Int64")


def by_recipient(entries: pd.DataFrame) -> pd.DataFrame:
    """Return every recipient kind with the number of entries, the total and the share (no share for n < 5)."""
    counts = recipient_by_field(entries).sum()
    made = pd.DataFrame({"recipient_kind": counts.index, "n": counts.to_numpy(), "share": _shares(counts).to_numpy()})
    return made.assign(total=int(counts.sum()))


def outcome_by_field(entries: pd.DataFrame) -> pd.DataFrame:
    """Return claimed outcomes (index, most claimed first) by field (columns); an entry may claim several."""
    held = counted(entries).dropna(subset=["outcomes"])
    each = held.assign(outcome=held["outcomes"].str.split(";")).explode("outcome")
    each["outcome"] = each["outcome"].str.strip()
    each = each[each["outcome"] != ""].drop_duplicates(["entry_id", "outcome"])
    made = pd.crosstab(each["outcome"], each["field"]).reindex(columns=FIELDS, fill_value=0)
    made.index.name, made.columns.name = "outcome", None
    sums = made.sum(axis=1).to_dict()
    order = sorted(made.index, key=lambda code: (-sums[code], str(code)))
    return made.loc[order].astype("Int64")


def outcome_coverage(entries: pd.DataFrame) -> pd.DataFrame:
    """Return one row: entries counted, and how many of them claim an outcome at all."""
    held = counted(entries)
    return pd.DataFrame({"total": [len(held)], "with_outcome": [int(held["outcomes"].notna().sum())]})
