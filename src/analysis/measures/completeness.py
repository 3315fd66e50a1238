"""How much of what the documents declare was found, and what else a reader should know before trusting a number."""

import re
from typing import Any

import pandas as pd

from analysis.measures.documents import short_names

_ENUMERATOR = re.compile(r"^(?:[-*+•]|\d+\.|[a-zđ]\)|[IVX]+\.)\s*", re.IGNORECASE)
LEDGER = ["document_id", "document", "section", "kind", "declared", "found", "missing", "is_open_list", "state"]


def heading_words(heading: str) -> str:
    """Return the heading of a list without its number, as a sentence quotes it.

    >>> heading_words("a) Về kinh tế"), heading_words("* Về kinh tế"), heading_words("3. Một số mô hình")
    ('Về kinh tế', 'Về kinh tế', 'Một số mô hình')
    """
    return _ENUMERATOR.sub("", heading).strip().removesuffix(".")


def _state(row: Any) -> str:
    if pd.isna(row["declared"]):
        return "open" if row["is_open_list"] else "undeclared"
    if row["missing"] > 0:
        return "short"
    return "surplus" if row["missing"] < 0 else "complete"


def ledger(sections: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return one row per list: what it declares, what was found, and its state.

    `state`: `complete`, `short` (fewer found than declared), `surplus` (more), `open` (ends with "...", declares
    nothing), `undeclared` (no number, no "..."). `declared` and `missing` stay missing where nothing is declared.
    """
    made = sections.assign(document=sections["document_id"].map(short_names(documents)))
    made["state"] = pd.Series([_state(row) for _, row in sections.iterrows()], index=made.index, dtype="str")
    return made[LEDGER].reset_index(drop=True)


def ledger_total(lists: pd.DataFrame) -> pd.DataFrame:
    """Return one row: lists, lists that declare a number, declared and found in these (never in the others)."""
    stated = lists[lists["declared"].notna()]
    return pd.DataFrame(
        {
            "lists": [len(lists)],
            "stated_lists": [len(stated)],
            "declared": [int(stated["declared"].sum())],
            "found": [int(stated[["declared", "found"]].min(axis=1).sum())],
            "open_lists": [int((lists["state"] == "open").sum())],
        }
    )


def incomplete(lists: pd.DataFrame) -> pd.DataFrame:
    """Return the lists of a ledger that are known not to be whole: short or open."""
    return lists[lists["state"].isin(["short", "open"])].reset_index(drop=True)


def findings_by_code(findings: pd.DataFrame) -> pd.DataFrame:
    """Return the number of findings by severity and code, the gravest and most frequent first."""
    made = findings.groupby(["severity", "code"]).size().rename("n").reset_index()
    grave = made["severity"].map({"error": 0, "warning": 1, "note": 2})
    order = pd.DataFrame({"grave": grave, "n": -made["n"], "code": made["code"]}).sort_values(["grave", "n", "code"])
    return made.loc[order.index].reset_index(drop=True)
