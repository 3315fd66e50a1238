"""Numbers of two years made ready for comparison: what each counts, over how long, and how complete its lists are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.measures.comparing import Ledger, Side
from analysis.measures.completeness import ledger
from analysis.measures.documents import period_name
from analysis.measures.entries import counted
from analysis.measures.geography import text
from analysis.measures.rewards import unambiguous
from analysis.measures.selection import Part
from analysis.measures.series import months


@dataclass(frozen=True)
class Counted:
    """A number as a side of a comparison, its period in words, and the rows it was counted from."""

    side: Side
    period: str
    rows: pd.DataFrame
    start: Any = None
    end: Any = None


def ledger_of(part: Part, kind: str = "") -> Ledger:
    """Return the completeness of the lists of one kind of entry, of all kinds without one."""
    sections = part.known.sections
    held = sections[sections["kind"] == kind] if kind else sections
    lists = ledger(held, part.known.documents)
    stated = lists[lists["declared"].notna()]
    silent = lists[lists["declared"].isna()]
    return Ledger(
        declared=int(stated["declared"].sum()) if len(stated) else None,
        found=int(stated[["declared", "found"]].min(axis=1).sum() if len(stated) else silent["found"].sum()),
        open_lists=int((silent["state"] == "open").sum()),
        other_lists=int((silent["state"] == "undeclared").sum()),
    )


def _joined(values: "pd.Series[Any]") -> str:
    return "+".join(sorted({text(value) for value in values} - {""}))


def _level(document: Any) -> str:
    return next((level for level in ("commune", "district", "province") if text(document[level])), "")


def entry_side(part: Part, rows: pd.DataFrame, kind: str = "", place: str = "") -> Counted:
    """Return a count of entries as a side; its documents say level, kind of document and length of the period.

    Documents of different lengths together have no length, so that nothing is compared with them.
    """
    documents = part.known.documents
    held = documents[documents["document_id"].isin(counted(part.known.entries)["document_id"])]
    periods = {(row["period_start"], row["period_end"]) for _, row in held.iterrows()}
    lengths = {months(*one) for one in periods}
    levels = pd.Series([_level(row) for _, row in held.iterrows()], dtype="object")
    side = Side(
        value=len(rows),
        months=lengths.pop() if len(lengths) == 1 else None,
        level=_joined(levels),
        stage=_joined(held["stage"]),
        place=place or part.place,
        ledger=ledger_of(part, kind),
        documents=frozenset(held["document_id"]),
    )
    period = period_name(*periods.pop()) if len(periods) == 1 else ""
    return Counted(side, period or str(part.scope.year), rows)


def stated_sides(
    rows: pd.DataFrame, key: Sequence[str], as_side: dict[str, str]
) -> dict[tuple[str, ...], list[Counted]]:
    """Return the stated numbers by key; numbers under which different values stand are left out.

    `as_side` names the column behind level, recipient, role and form of a side.
    """
    held = unambiguous(rows, [*key, "period_start", "period_end"])
    found: dict[tuple[str, ...], list[Counted]] = {}
    for at, row in held.iterrows():
        names: dict[str, Any] = {name: text(row[column]) for name, column in as_side.items()}
        start, end = row["period_start"], row["period_end"]
        side = replace(Side(int(row["count"]), months(start, end), bound=text(row["bound"]) or "exact"), **names)
        made = Counted(side, period_name(start, end), held.loc[[at]], start, end)
        found.setdefault(tuple(text(row[name]) for name in key), []).append(made)
    return found


def overlap(base: Counted, now: Counted) -> bool:
    """Say whether the periods of two stated numbers overlap; unknown ends overlap with nothing."""
    days = (base.start, base.end, now.start, now.end)
    return not any(pd.isna(day) for day in days) and bool(base.start <= now.end and now.start <= base.end)


def pairs(base: list[Counted], now: list[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """Yield what to lay side by side under one key: apart and of one length, else the first of each year.

    A number whose period touches both years is no comparison with itself.
    """
    own = {tuple(one.rows.index) for one in base} & {tuple(one.rows.index) for one in now}
    left, right = ([one for one in side if tuple(one.rows.index) not in own] for side in (base, now))
    apart = [(a, b) for a in left for b in right if a.side.months == b.side.months and not overlap(a, b)]
    if apart:
        yield from apart
    elif left and right:
        yield left[0], right[0]
