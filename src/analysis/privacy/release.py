"""The review's tables in a mode: what an office may read, what leaders may, what anybody may."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.measures.review import review_tables
from analysis.measures.review_entries import with_gaps
from analysis.measures.review_table import SUM, ReviewTable, note
from analysis.measures.scope import Scope
from analysis.measures.selection import Part, select
from analysis.privacy.amounts import two_digits
from analysis.privacy.counts import documents_only, hide, named_parts, withheld_of, without
from analysis.privacy.listings import (
    public_amounts,
    public_comparison,
    public_ledger,
    public_quality,
    public_registry,
    public_summary,
)
from analysis.privacy.modes import Mode, shown_tables
from analysis.tables import Tables

_CROSSED = ("T2", "T3", "T4", "T5", "T9")
_MONEY = ("low_vnd", "median_vnd", "high_vnd")


@dataclass(frozen=True)
class Review:
    """Everything a report, a workbook or a page is made of: the scope, the mode and the tables as the mode shows them.

    `base` is the year compared with, None without one; `tables` are T1 to T13 by code, in order.
    """

    mode: Mode
    now: Part
    base: Part | None
    tables: Mapping[str, ReviewTable]

    @property
    def scope(self) -> Scope:
        """The place, the year and the map."""
        return self.now.scope

    @property
    def place(self) -> str:
        """The place as the tables write it, with what is above it."""
        return self.now.place


def _sums(table: ReviewTable) -> set[tuple[int, str]]:
    return {(int(at), SUM) for at in table.frame.index}


def _public(made: Mapping[str, ReviewTable], now: Part, base: Part | None) -> dict[str, ReviewTable]:
    own = withheld_of(made, now)
    years = [own, *([withheld_of(review_tables(base, None, "district"), base)] if base else [])]
    shown = dict(made)
    for code in _CROSSED:
        whole, cells = named_parts(made[code], own.cells[code]) if code == "T3" else (made[code], own.cells[code])
        fewer = without(hide(whole, cells), ["review", "plural"])
        # How many entries claim an outcome at all would tell the sums that are withheld.
        silent = {"plural", "tags"} if (own.cells[code] & _sums(made[code])) else {"plural"}
        notes = tuple(one for one in fewer.notes if one.code not in silent)
        shown[code] = documents_only(replace(fewer, notes=notes))
        if not made[code].frame.empty:
            shown[code] = shown[code].noting(note("evidence-public"))
    ledger = public_ledger(made["T1"], now, own)
    return shown | {
        "T1": ledger,
        "T7": public_amounts(made["T7"], now),
        "T8": public_summary(made["T8"]),
        "T10": public_comparison(made["T10"], years),
        "T11": public_registry(made["T11"]),
        "T13": public_quality(made["T13"], now, ledger),
    }


def _for_leaders(made: Mapping[str, ReviewTable]) -> dict[str, ReviewTable]:
    """Round the amounts of the summary as those of the rows are."""
    frame = made["T8"].frame
    rounded = {name: frame[name].map(two_digits, na_action="ignore").astype("Int64") for name in _MONEY}
    summary = replace(made["T8"], frame=frame.assign(**rounded))
    words = [note("amounts-rounded")]
    return {**made, "T7": made["T7"].noting(*words), "T8": summary.noting(*words)}


def released(now: Part, base: Part | None, shown: Mapping[str, object], mode: Mode) -> dict[str, ReviewTable]:
    """Return T1 to T13 of a part as a mode shows them; `shown` are all tables as the mode shows their rows."""
    detail = "district" if mode == "public" else "commune"
    seen = [part.shown_as(shown) if part else None for part in (now, base)]  # type: ignore[arg-type]
    made = review_tables(seen[0] or now, seen[1], detail)  # type: ignore[arg-type]
    if mode == "public":
        made = _public(made, now, base)
    elif mode == "leadership":
        made = _for_leaders(made)
    if mode == "public" and not made["T2"].frame.empty:
        made = {**made, "T2": made["T2"].noting(note("one-map"))}
    return {**made, "T2": with_gaps(made["T2"]), "T5": with_gaps(made["T5"])}


def make_review(tables: Tables, scope: Scope, compare: int | None = None, mode: Mode = "public") -> Review:
    """Return the review of a scope, compared with the same place in the year `compare` if given.

    ScopeError, one line that lists what exists, for a place or year without data; ValueError for an unknown mode.
    """
    now = select(tables, scope)
    base = select(tables, replace(scope, year=compare)) if compare is not None else None
    shown = shown_tables(vars(tables), mode)
    return Review(mode, now, base, released(now, base, shown, mode))
