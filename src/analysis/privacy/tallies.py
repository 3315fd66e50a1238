"""Counts of entries as figures and notebooks show them: withheld wherever the review of one of their places withholds.

A figure adds up the documents of several places. A cell of the sum is published only if every place publishes its own,
so the sum tells nothing the public reviews do not tell; what is withheld in one of them is withheld here (missing).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from analysis import measures
from analysis.measures.entries import FIELDS
from analysis.measures.geography import located
from analysis.measures.review_entries import by_field as review_by_field
from analysis.measures.review_entries import by_outcome, by_place, by_recipient, place_by_field
from analysis.measures.review_table import SUM, TOTAL
from analysis.measures.scope import LEVELS, Scope
from analysis.measures.selection import PLACED, Part
from analysis.privacy.counts import withheld_of
from analysis.privacy.modes import Mode
from analysis.tables import Tables

_KEYS = {"T2": ["place"], "T3": ["field", "subfield"], "T4": ["recipient_kind"], "T5": ["place"], "T9": ["outcome"]}
_OWN_PERIOD = [*LEVELS, "period_start", "period_end"]
Cell = tuple[str, ...]
# Stands for the subfields of a field whose numbers are withheld.
WITHHELD_SUBFIELD = "withheld"


@dataclass
class _Hidden:
    """The cells withheld in any of the parts, by table: what names the row, then the column."""

    cells: dict[str, set[Cell]] = field(default_factory=lambda: {code: set() for code in _KEYS})

    def has(self, code: str, *cell: str) -> bool:
        return cell in self.cells[code]


def _part(tables: Tables, documents: pd.DataFrame) -> Part:
    """Return the documents of one place and period, with their entries, as a part of the review."""
    first = documents.iloc[0]
    names = [str(first[level]) for level in LEVELS if pd.notna(first[level])]
    level = next((one for one in reversed(LEVELS) if pd.notna(first[one])), LEVELS[0])
    frames, ids = vars(tables), documents["document_id"]
    held = {name: one[one["document_id"].isin(ids)] for name, one in frames.items() if "document_id" in one}
    known = Tables(**{**frames, **held})
    places = {name: located(getattr(known, name), documents) for name in PLACED}
    scope = Scope(", ".join(reversed(names)), 0)
    return Part(scope, level, scope.place, known, known, places)


def _parts(tables: Tables, only: Iterable[object] | None) -> Iterator[Part]:
    documents = tables.documents[tables.documents["document_id"].isin(tables.entries["document_id"])]
    if only is not None:
        documents = documents[documents["document_id"].isin(set(only))]
    for _, own in documents.groupby(_OWN_PERIOD, dropna=False, sort=False):
        yield _part(tables, own)


def _hidden(tables: Tables, mode: Mode, only: Iterable[object] | None = None) -> _Hidden:
    """Return what the public reviews of the places of the documents (or of those in `only`) withhold."""
    found = _Hidden()
    for part in _parts(tables, only) if mode == "public" else ():
        made = (by_place(part, "district"), review_by_field(part), by_recipient(part))
        of_part = {one.code: one for one in (*made, place_by_field(part, "district"), by_outcome(part))}
        for code, cells in withheld_of(of_part, part).cells.items():
            keys = of_part[code].frame[_KEYS[code]].astype(str)
            found.cells[code] |= {(*keys.loc[at], column) for at, column in cells}
    return found


def _masked(matrix: pd.DataFrame, hidden: _Hidden, code: str) -> pd.DataFrame:
    """Return a matrix (rows by columns of a table of the review) without its withheld cells."""
    made = matrix.astype("Int64")
    for row in made.index:
        for column in made.columns:
            if hidden.has(code, str(row), str(column)):
                made.loc[row, column] = pd.NA
    return made


def by_field(tables: Tables, mode: Mode = "public") -> pd.DataFrame:
    """Return every field with its entries, their total and share; n and share missing where withheld."""
    made, hidden = measures.by_field(tables.entries).drop(columns="review"), _hidden(tables, mode)
    gone = pd.Series([hidden.has("T3", str(one), TOTAL, "n") for one in made["field"]], index=made.index)
    return made.assign(n=made["n"].mask(gone), share=made["share"].mask(gone))


def _without_names(made: pd.DataFrame, hidden: _Hidden) -> pd.DataFrame:
    """Return rows of subfields with one row `withheld` per field in place of those whose number is withheld.

    A subfield is listed because it holds an entry, and so is a field: a line of at least 1 may tell what it hides.
    """
    silent = [one for one in FIELDS if hidden.has("T3", one, TOTAL, "n") and one not in set(made["field"])]
    gone = [*dict.fromkeys(made.loc[made["n"].isna(), "field"]), *silent]
    blank = pd.DataFrame({"field": gone, "subfield": WITHHELD_SUBFIELD})
    sums = made.drop_duplicates("field").set_index("field")["in_field"]
    blank["n"], blank["in_field"] = pd.NA, blank["field"].map(sums)
    kept = made[made["n"].notna()]
    return pd.concat([kept, blank.astype(kept.dtypes)], ignore_index=True) if gone else kept


def by_subfield(tables: Tables, mode: Mode = "public") -> pd.DataFrame:
    """Return the subfields that hold entries; those withheld of a field are one row `withheld`, its last, without n."""
    made, hidden = measures.by_subfield(tables.entries), _hidden(tables, mode)
    pairs = list(zip(made["field"].astype(str), made["subfield"].astype(str), strict=True))
    n = made["n"].astype("Int64").mask(pd.Series([hidden.has("T3", *one, "n") for one in pairs], dtype="bool"))
    whole = pd.Series([hidden.has("T3", one, TOTAL, "n") for one, _ in pairs], dtype="bool")
    made = _without_names(made.assign(n=n, in_field=made["in_field"].astype("Int64").mask(whole)), hidden)
    # The order of what is withheld is that of the codes: the order of its numbers would tell them.
    rank = made["field"].map({one: at for at, one in enumerate(FIELDS)})
    order = made.assign(
        last=made["field"] == FIELDS[-1], whole=made["in_field"].isna(), big=-made["in_field"].fillna(0), rank=rank
    )
    order = order.assign(own=order["n"].isna(), size=-order["n"].fillna(0))
    order = order.sort_values(["last", "whole", "big", "rank", "own", "size", "subfield"])
    return made.loc[order.index].reset_index(drop=True)


def recipient_by_field(tables: Tables, mode: Mode = "public") -> pd.DataFrame:
    """Return entries by field (index) and recipient kind (columns), missing where withheld."""
    turned = measures.recipient_by_field(tables.entries).T
    made = _masked(turned, _hidden(tables, mode), "T4").T
    made.index.name = "field"
    return made


def by_recipient_kind(tables: Tables, mode: Mode = "public") -> "pd.Series[int]":
    """Return the entries of each recipient kind, missing where withheld."""
    sums, hidden = measures.recipient_by_field(tables.entries).sum().astype("Int64"), _hidden(tables, mode)
    return sums.mask(pd.Series([hidden.has("T4", str(one), SUM) for one in sums.index], index=sums.index))


def by_outcome_claimed(tables: Tables, mode: Mode = "public") -> "pd.Series[int]":
    """Return how many entries claim each outcome, missing where withheld."""
    sums = measures.outcome_by_field(tables.entries).sum(axis=1).astype("Int64")
    hidden = _hidden(tables, mode)
    return sums.mask(pd.Series([hidden.has("T9", str(one), SUM) for one in sums.index], index=sums.index, dtype="bool"))


def outcome_by_field(tables: Tables, mode: Mode = "public") -> pd.DataFrame:
    """Return claimed outcomes (most claimed first, withheld sums last) by field, missing where withheld."""
    made = _masked(measures.outcome_by_field(tables.entries), _hidden(tables, mode), "T9")
    sums = by_outcome_claimed(tables, mode)
    order = sorted(
        made.index, key=lambda code: (pd.isna(sums[code]), -(sums[code] if pd.notna(sums[code]) else 0), code)
    )
    return made.loc[order]


def _of(tables: Tables, province: str, mode: Mode) -> _Hidden:
    own = measures.provincial_documents(tables.documents)
    return _hidden(tables, mode, own[own["province"] == province]["document_id"])


def by_district(tables: Tables, province: str, mode: Mode = "public") -> pd.DataFrame:
    """Return models and exemplars of a province's own documents by district and kind, missing where withheld."""
    return _masked(measures.by_district(tables.entries, tables.documents, province), _of(tables, province, mode), "T2")


def district_by_field(tables: Tables, province: str, mode: Mode = "public") -> pd.DataFrame:
    """Return models and exemplars of a province's own documents by district and field, missing where withheld."""
    matrix = measures.district_by_field(tables.entries, tables.documents, province)
    return _masked(matrix, _of(tables, province, mode), "T5")
