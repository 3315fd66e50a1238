"""Comparable series: the same thing stated for several periods of one length that do not overlap.

Domain notes, section 3, rule 1: the same place, level, form, recipient kind, role and period length, nothing divided.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from analysis.measures.documents import period_name
from analysis.measures.models import subject
from analysis.measures.rewards import unambiguous

PLACE = ["province", "district", "commune"]
REWARD_KEY = [*PLACE, "role", "level", "form", "recipient_kind", "field", "movement"]
MODEL_KEY = [*PLACE, "level", "recipient_kind", "field", "subject", "role"]


def months(start: Any, end: Any) -> int | None:
    """Return the whole months of a period, None if it does not consist of whole months or has no end.

    >>> import datetime as dt
    >>> months(dt.date(2016, 1, 1), dt.date(2018, 12, 31)), months(dt.date(2016, 1, 2), dt.date(2016, 12, 31))
    (36, None)
    """
    if pd.isna(start) or pd.isna(end) or start.day != 1:
        return None
    after = end + timedelta(days=1)
    return (after.year - start.year) * 12 + after.month - start.month if after.day == 1 else None


def _apart(points: pd.DataFrame) -> bool:
    ordered = points.sort_values("period_start")
    return bool((ordered["period_start"].iloc[1:].to_numpy() > ordered["period_end"].iloc[:-1].to_numpy()).all())


def comparable(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Return the points of every comparable series: columns `series`, `key`, `months`, `period`, `count`, `bound` ...

    Left out: rows without a whole-month period or a known role, a period with two different numbers, series of one
    period, and series whose periods overlap. `series` numbers them, the longest first.
    """
    lengths = [months(*days) for days in zip(rows["period_start"], rows["period_end"], strict=True)]
    held = rows.assign(months=pd.array(lengths, dtype="Int64")).dropna(subset=["months", "count"])
    held = held[held["role"] != "unclassified"]
    held = unambiguous(held, [*key, "period_start", "period_end"])
    groups = [
        points for _, points in held.groupby([*key, "months"], dropna=False) if len(points) > 1 and _apart(points)
    ]
    groups.sort(key=lambda points: (-len(points), -points["period_end"].max().toordinal(), _words(points, key)))
    made = [points.assign(series=at).sort_values("period_start") for at, points in enumerate(groups, start=1)]
    joined = pd.concat(made) if made else held.head(0).assign(series=pd.Series(dtype="int64"))
    spans = [period_name(*days) for days in zip(joined["period_start"], joined["period_end"], strict=True)]
    columns = ["series", *key, "months", "period_start", "period_end", "count", "bound", "document_id", "source"]
    return joined[columns].assign(period=pd.Series(spans, joined.index, dtype="str")).reset_index(drop=True)


def _words(points: pd.DataFrame, key: Sequence[str]) -> str:
    return "|".join(str(points[name].iloc[0]) for name in key)


def reward_series(rewards: pd.DataFrame) -> pd.DataFrame:
    """Return the comparable series of reward counts; proposed and awarded are never in one series."""
    return comparable(rewards, REWARD_KEY)


def model_series(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the comparable series of model counts: one role (registered, effective ...) of one subject each."""
    return comparable(counts.assign(subject=subject(counts)), MODEL_KEY)


def change(points: pd.DataFrame) -> pd.DataFrame:
    """Return first and last count of every series, the change, and per cent where the first is at least 10 (rule 2)."""
    ends = points.groupby("series")["count"].agg(["first", "last"]).reset_index()
    ends["change"] = ends["last"] - ends["first"]
    percent = (ends["change"] * 100 / ends["first"]).where(ends["first"] >= 10)
    return ends.assign(percent=percent.astype("Float64"))


def ups_and_downs(points: pd.DataFrame) -> pd.DataFrame:
    """Return one row: series, and how many of them end higher, lower or as they began."""
    move = change(points)["change"]
    return pd.DataFrame(
        {
            "series": [len(move)],
            "up": [int((move > 0).sum())],
            "down": [int((move < 0).sum())],
            "same": [int((move == 0).sum())],
        }
    )
