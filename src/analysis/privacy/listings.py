"""The listing tables as anybody may see them: amounts in bands, no model by itself, no finding that quotes an entry."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.measures.review_table import LANGUAGES, ReviewTable, note
from analysis.measures.selection import Part
from analysis.privacy.amounts import amount_band
from analysis.privacy.counts import Withheld, documents_only, hide, keep_rows, without
from analysis.privacy.modes import ENOUGH, Flags, general_message, personal_rows
from analysis.privacy.suppression import THRESHOLD
from analysis.schema.model import Language

_WHOSE = ["place", "field", "recipient_kind", "recipient_name", "activity", "raw_text"]
_ABOUT_ENTRIES = frozenset({"entries", "mentions", "incomes", "awards", "models"})
_OF_LEDGERS = frozenset({"ledger", "open-lists", "both-ledgers"})


def _by_row(table: ReviewTable, column: str) -> "pd.Series[str]":
    """Return the id of the row of data/clean that each row of a listing table is."""
    found = table.evidence[table.evidence["column"] == column].drop_duplicates("row")
    return found.set_index("row")["row_id"].reindex(table.frame.index)


def _of_a_person(part: Part, ids: "pd.Series[str]") -> "Flags":
    """Flag the rows that may speak of one person or that belong to an entry."""
    known = part.known.incomes
    flags = personal_rows(vars(part.known))["incomes"] | known["entry_id"].notna()
    return ids.isin(set(known["income_id"][flags]))


def _band(row: Mapping[Any, Any], lang: Language) -> str | None:
    low, high = row["low_vnd"], row["high_vnd"]
    if pd.isna(low) or pd.isna(high):
        return None
    return amount_band(int(low), int(high), str(row["bound"]), lang) or None


def public_amounts(table: ReviewTable, part: Part) -> ReviewTable:
    """Return T7 with bands for the amounts of persons and nothing else about them; none of few in one commune."""
    if table.frame.empty:
        return documents_only(table)
    ids = _by_row(table, "low_vnd")
    flags = _of_a_person(part, ids)
    known = part.known.incomes.set_index("income_id").loc[ids.to_list()].to_dict("records")
    frame = table.frame.copy()
    for name in (*_WHOSE, "low_vnd", "high_vnd"):
        frame[name] = frame[name].mask(flags)
    for lang in LANGUAGES:
        bands = [_band(row, lang) if personal else None for row, personal in zip(known, flags, strict=True)]
        frame[f"amount_band_{lang}"] = pd.Series(bands, index=frame.index, dtype="object")
    made = documents_only(replace(table, frame=frame)).noting(note("amounts-public"))
    if part.level == "commune" and flags.sum() < ENOUGH:
        few = note("amounts-few", n=int(flags.sum()), least=ENOUGH)
        return keep_rows(made, ~flags).noting(few) if flags.any() else made
    return made


def public_summary(table: ReviewTable) -> ReviewTable:
    """Return T8 with cases and medians: the lowest and the highest amount are one household's."""
    return documents_only(without(table, ["low_vnd", "high_vnd"]))


def public_registry(table: ReviewTable) -> ReviewTable:
    """Return T11 with the models that have several entries: title and place of a single one would tell its cells."""
    kept = (table.frame["n"] >= THRESHOLD).fillna(value=False)
    rest = int((~kept).sum())
    made = documents_only(without(keep_rows(table, kept), ["places", "aliases", "first_seen_on"]))
    return made.noting(note("registry-public", n=rest, threshold=THRESHOLD)) if rest else made


def public_quality(table: ReviewTable, part: Part, ledger: ReviewTable) -> ReviewTable:
    """Return T13 with the kind of finding only where a message would quote an entry or what T1 withholds."""
    silent = ledger.hidden or "found" not in ledger.frame
    told_in_general = _ABOUT_ENTRIES | ({"sections", "documents"} if silent else set())
    about = part.known.findings.set_index("finding_id")["table"]
    # Their number is that of a cell, and their document tells the place.
    table = keep_rows(table, table.frame["code"] != "unclassified-field")
    ids = _by_row(table, "message_vi")
    flags = ids.map(about).isin(told_in_general) & ids.notna()
    frame = table.frame.copy()
    frame["message_vi"] = frame["message_vi"].mask(flags, frame["code"].map(lambda code: general_message(code, "vi")))
    frame["message_en"] = frame["message_en"].mask(flags, frame["code"].map(lambda code: general_message(code, "en")))
    for name in ("locator", "raw_text"):
        frame[name] = frame[name].mask(flags)
    found = table.evidence[~table.evidence["row"].isin(frame.index[flags])].reset_index(drop=True)
    # Whether there was a row that is not shown is not told either.
    notes = tuple(one for one in table.notes if one.code not in ("findings", "empty"))
    notes += () if len(frame) else (note("quality-public"),)
    return replace(table, frame=frame, evidence=found, notes=notes)


def public_ledger(table: ReviewTable, part: Part, withheld: Withheld) -> ReviewTable:
    """Return T1; without what was found where it would tell a withheld cell: lists of one place or of one kind."""
    documents = part.known.documents.set_index("document_id")
    own = table.evidence.drop_duplicates("row").set_index("row")["document_id"].reindex(table.frame.index)
    of_a_place = (
        own.map(documents["district"].notna() | documents["commune"].notna()).astype("boolean").fillna(value=False)
    )
    if withheld.sums.get("kind"):
        return _silent(without(table, ["found", "missing", "state"]))
    if part.level != "province" or not withheld.cells["T2"] or not of_a_place.any():
        return table
    lines = [int(at) for at in table.frame.index[of_a_place]]
    return _silent(hide(table, [(at, name) for at in lines for name in ("found", "missing", "state")]))


def _silent(table: ReviewTable) -> ReviewTable:
    return replace(table, notes=tuple(one for one in table.notes if one.code not in _OF_LEDGERS))


def public_comparison(table: ReviewTable, years: list[Withheld]) -> ReviewTable:
    """Return T10 without the lines of which one side is withheld in its own year's tables."""
    kept = pd.Series(True, index=table.frame.index)
    for dimension in ("kind", "field"):
        hidden = {name for one in years for name in one.sums.get(dimension, ())}
        kept &= ~(table.frame[dimension].isin(hidden) & (table.frame["what"] == dimension))
    made = documents_only(keep_rows(table, kept))
    return _silent(made) if any(one.sums.get("kind") or one.cells["T2"] for one in years) else made
