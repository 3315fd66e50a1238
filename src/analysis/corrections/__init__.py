"""The analyst's corrections: data with an expected old value, applied on every run, reported when stale."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.checks import Finding
from analysis.corrections.applying import Rows, apply_to, doubt_about
from analysis.corrections.striking import PERSONS, strike
from analysis.schema import CORRECTIONS, read_csv

__all__ = ["apply", "apply_merges", "apply_to_models", "load", "refused_merges", "strike"]

Correction = Mapping[str, str]


def load(path: Path) -> list[dict[str, str]]:
    """Return the corrections of a CSV file; none if the file does not exist. Raises `TableError` for a broken one."""
    if not path.exists():
        return []
    table = read_csv(CORRECTIONS.name, path)
    shown = table.assign(on=table["on"].dt.strftime("%Y-%m-%d"))
    return [{str(k): "" if pd.isna(v) else str(v) for k, v in row.items()} for row in shown.to_dict("records")]


def apply(corrections: Iterable[Correction], rows: Rows) -> list[Finding]:
    """Write every correction that still fits into `rows`, with what follows from it; a finding for every other one.

    Models are made of corrected entries, so corrections about models are left to `apply_merges` and `apply_to_models`;
    persons are struck out last, by `strike`.
    """
    elsewhere = ("models", PERSONS)
    return apply_to(rows, [one for one in corrections if one["table"] not in elsewhere and not _is_merge(one)])


def apply_merges(corrections: Iterable[Correction], rows: Rows) -> list[Finding]:
    """Give entries the model a person said they belong to; `rows["entries"]` have the model of their own title."""
    return apply_to(rows, [one for one in corrections if _is_merge(one)])


def _is_merge(correction: Correction) -> bool:
    return (correction["table"], correction["column"]) == ("entries", "model_id")


def apply_to_models(corrections: Iterable[Correction], rows: Rows) -> list[Finding]:
    """Write corrections of the registry into `rows["models"]`; a finding for every one that no longer fits."""
    own = [one for one in corrections if one["table"] == "models"]
    known = {row["model_id"] for row in rows["models"]}
    gone = [one for one in own if _is_refusal(one) and not {one["row_id"], one["expected"]} <= known]
    return [
        *apply_to(rows, [one for one in own if not _is_refusal(one)]),
        *(doubt_about("stale-correction", one) for one in gone),
    ]


def refused_merges(corrections: Iterable[Correction]) -> set[frozenset[str]]:
    """Return the pairs of models a person said are not the same.

    Such a row has table `models`, column `suggestions`, one model as `row_id`, the other as `expected`, no value.
    """
    return {frozenset((one["row_id"], one["expected"])) for one in corrections if _is_refusal(one)}


def _is_refusal(correction: Correction) -> bool:
    is_suggestion = (correction["table"], correction["column"]) == ("models", "suggestions")
    return is_suggestion and bool(correction["expected"]) and not correction["value"]
