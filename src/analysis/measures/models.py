"""Stated numbers of models: what is counted, and registered against effective or recognised in one period."""

import re
from functools import cache

import pandas as pd

from analysis.datafiles import read_rows
from analysis.measures.rewards import unambiguous
from analysis.schema import label

PAIR_KEY = [
    "province",
    "district",
    "commune",
    "level",
    "recipient_kind",
    "field",
    "subject",
    "period_start",
    "period_end",
]
RESULTS = ("effective", "recognised")


@cache
def _role_words() -> re.Pattern[str]:
    words = sorted((row["words"] for row in read_rows("analysis.measures", "role_words.csv")), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")


def subject(counts: pd.DataFrame) -> "pd.Series[str]":
    """Return what each row counts without the words of its role, so that registered and effective meet.

    "mô hình dân vận khéo đăng ký" and "mô hình dân vận khéo đạt hiệu quả" are both "mô hình dân vận khéo"; a row
    without an activity is named by the kind of thing it counts.
    """
    activity = counts["activity"].where(
        counts["activity"].notna(), counts["what"].map(lambda code: label("counted", code))
    )
    plain = [" ".join(_role_words().sub(" ", str(text)).split()) for text in activity]
    return pd.Series(plain, index=counts.index, dtype="str")


def registered_and_result(counts: pd.DataFrame) -> pd.DataFrame:
    """Return where one source counts both what was registered and what came of it, in one period.

    One row per place, level, subject and period: `registered`, `result`, `role` of the result (`effective` or
    `recognised`), and the result's share in per cent (none below 5 registered). The denominator is `registered`.
    """
    held = unambiguous(counts.assign(subject=subject(counts)), [*PAIR_KEY, "source", "document_id", "role"])
    by = [*PAIR_KEY, "source", "document_id"]
    left = held[held["role"] == "registered"][[*by, "count"]].rename(columns={"count": "registered"})
    right = held[held["role"].isin(RESULTS)][[*by, "count", "role"]].rename(columns={"count": "result"})
    made = left.merge(right, on=by)
    share = (made["result"] * 100 / made["registered"]).where(made["registered"] >= 5)
    made = made.assign(share=share.astype("Float64"))
    return made.sort_values(["period_end", "province", "district", "subject"], na_position="first").reset_index(
        drop=True
    )
