"""Amounts of money by measure: a household's year only, never across measures, a median only with five or more."""

import re
from functools import cache

import pandas as pd

from analysis.datafiles import read_rows

LEAST_FOR_MEDIAN = 5
# A household that states no unit speaks of itself.
OWN_UNITS = ("household", "none")


@cache
def _average_words() -> re.Pattern[str]:
    words = (re.escape(row["words"]) for row in read_rows("analysis.measures", "average_words.csv"))
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)", re.IGNORECASE)


def reason_left_out(incomes: pd.DataFrame) -> "pd.Series[str]":
    """Return for every row why it is no household's year, '' where it is one.

    `bracket` counts households between two bounds, `average` is of many, `not-own` is no outcome of the recipient,
    `not-household`, `not-yearly`, `no-amount`.
    """
    texts = incomes["activity"].fillna("")
    reason = pd.Series("", index=incomes.index, dtype="str")
    tests = [
        ("bracket", incomes["recipients"].notna()),
        ("not-own", ~incomes["is_outcome"].fillna(value=False).astype(bool)),
        ("not-household", incomes["recipient_kind"] != "household"),
        ("not-household", ~incomes["per"].fillna("none").isin(OWN_UNITS)),
        ("average", texts.str.contains(_average_words())),
        ("not-yearly", incomes["period"] != "year"),
        ("no-amount", incomes["annual_vnd"].isna()),
    ]
    for name, applies in tests:
        reason = reason.mask((reason == "") & applies.fillna(value=True).astype(bool), name)
    return reason


def household_years(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts of one household's year in đồng: amount, measure, bound, field, place; no names."""
    held = incomes[reason_left_out(incomes) == ""]
    columns = ["measure", "annual_vnd", "bound", "field", "district", "province", "document_id", "source"]
    return held[columns].sort_values(["measure", "annual_vnd", "province", "district"]).reset_index(drop=True)


def by_measure(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return n, smallest, median and largest yearly amount of a household in đồng by measure, the most rows first.

    The median is missing for n < 5; nothing is computed across measures.
    """
    grouped = household_years(incomes).groupby("measure")["annual_vnd"]
    made = grouped.agg(n="size", low_vnd="min", median_vnd="median", high_vnd="max").reset_index()
    median = made["median_vnd"].astype("Float64").round().where(made["n"] >= LEAST_FOR_MEDIAN)
    made = made.assign(median_vnd=median.astype("Int64"))
    return made.sort_values(["n", "measure"], ascending=[False, True]).reset_index(drop=True)


def brackets(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count how many fall between two bounds; they overlap in place and time, so no total."""
    held = incomes[incomes["recipients"].notna()]
    columns = [
        "province",
        "district",
        "period_start",
        "period_end",
        "measure",
        "low_vnd",
        "high_vnd",
        "bound",
        "recipients",
    ]
    return held[columns].sort_values(["province", "district", "low_vnd"]).reset_index(drop=True)


def left_out(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows are no household's year, by reason: the denominator of every figure on amounts."""
    reasons = reason_left_out(incomes)
    made = reasons[reasons != ""].value_counts().rename_axis("reason").rename("n").reset_index()
    return made.sort_values(["n", "reason"], ascending=[False, True]).reset_index(drop=True)
