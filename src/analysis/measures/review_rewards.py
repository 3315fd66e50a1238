"""T6: rewards as sources state them, one line per level, form, role, place and period; nothing is added up."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.measures.documents import full_place_name, period_name
from analysis.measures.geography import text
from analysis.measures.review_table import ReviewTable, evidence, joined, note, review_table
from analysis.measures.rewards import KINDS, PROFILE
from analysis.measures.selection import Part
from analysis.measures.series import months
from analysis.schema import CODES

_SHOWN = ["place", "period", "role", "level", "form", "movement", "field", *KINDS, "bound", "flags"]
_YEAR = 12


def _lines(rewards: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the number of the line each stands on; a second number for one thing is a second line."""
    held = rewards[rewards["recipient_kind"].isin(KINDS) & rewards["count"].notna()]
    keys = held[PROFILE].astype("object").where(held[PROFILE].notna(), "")
    same = keys.assign(kind=held["recipient_kind"], count=held["count"].astype("int64"))
    held, keys, same = (frame[~same.duplicated()] for frame in (held, keys, same))
    again = same.groupby([*PROFILE, "kind"]).cumcount()
    several = same.groupby([*PROFILE, "kind"])["kind"].transform("size") > 1
    marked = several.groupby([keys[name] for name in PROFILE]).transform("any")
    groups = keys.assign(again=again).groupby([*PROFILE, "again"], sort=False).ngroup()
    return held.assign(line=groups, several=marked)


def _order(line: pd.DataFrame) -> tuple[Any, ...]:
    """Order lines: own documents before published figures, whole totals before parts, higher levels first."""
    row = line.iloc[0]
    parts = sum(bool(text(row[name])) for name in ("form", "field", "movement"))
    levels, roles = list(CODES["level"].vi), list(CODES["reward_role"].vi)
    level = levels.index(text(row["level"]).split("+")[0]) if text(row["level"]) else len(levels)
    names = (full_place_name(row), period_name(row["period_start"], row["period_end"]), text(row["form"]))
    return bool(text(row["source"])), roles.index(row["role"]), parts, level, names, int(line["line"].iloc[0])


def _flags(line: pd.DataFrame) -> str:
    row = line.iloc[0]
    length = months(row["period_start"], row["period_end"])
    found = {
        "levels-merged": "+" in text(row["level"]),
        "kinds-merged": (line["recipient_kind"] == "combined").any(),
        "years-merged": length is not None and length > _YEAR,
        "several-numbers": line["several"].any(),
    }
    return "; ".join(code for code, applies in found.items() if applies)


def _bound(line: pd.DataFrame) -> str:
    """Return the least exact bound of a line."""
    return next((str(one) for one in line["bound"].dropna() if one != "exact"), "exact")


def _row(line: pd.DataFrame) -> Mapping[str, object]:
    row = line.iloc[0]
    counts = {str(kind): int(n) for kind, n in zip(line["recipient_kind"], line["count"], strict=True)}
    own = {name: row[name] for name in ("role", "level", "form", "movement", "field")}
    place, period = full_place_name(row), period_name(row["period_start"], row["period_end"])
    return {"place": place, "period": period, **own, **counts, "bound": _bound(line), "flags": _flags(line) or None}


def rewards(part: Part) -> ReviewTable:
    """Return T6: what each source says of each level, form, role and period, by recipient kind."""
    held = _lines(part.tables.rewards)
    lines = sorted((line for _, line in held.groupby("line")), key=_order)
    frame = pd.DataFrame([_row(line) for line in lines], columns=_SHOWN)
    frame = frame.astype(dict.fromkeys(KINDS, "Int64"))
    parts = [
        evidence(line[line["recipient_kind"] == kind], "rewards", _at(line[line["recipient_kind"] == kind], at), kind)
        for at, line in enumerate(lines)
        for kind in KINDS
    ]
    return review_table("T6", frame, joined(parts), [note("rewards")] if lines else [])


def _at(rows: pd.DataFrame, line: int) -> "pd.Series[int]":
    return pd.Series(line, index=rows.index, dtype="int64")
