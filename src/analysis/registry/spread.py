"""Where a model was first, and where it is now: one row per document and place that has it."""

import pandas as pd
from rapidfuzz.distance import LCSseq

from analysis.registry.keys import words_only

COLUMNS = ["on", "document_id", "province", "place", "recipients", "is_first"]
_RECIPIENT = ["recipient_name", "hamlet", "commune"]


def find_models(models: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return the models whose id is `words`, else those with a name that has all syllables of `words` in this order.

    So "tổ tự quản" finds "Tổ nhân dân tự quản"; abbreviations are written out on both sides.
    """
    wanted = words_only(words).split()
    names = models["title"] + "; " + models["aliases"].fillna("")
    is_named = [any(_holds(words_only(name).split(), wanted) for name in cell.split("; ")) for cell in names]
    by_id = models[models["model_id"] == words.strip()]
    return by_id if len(by_id) else models[is_named]


def _holds(syllables: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and LCSseq.similarity(wanted, syllables) == len(wanted)


def spread(entries: pd.DataFrame, documents: pd.DataFrame, model_id: str) -> pd.DataFrame:
    """Return where and since when documents have a model: `COLUMNS`, one row per document and place, oldest first.

    `on` is the day the document was issued, else the end of its period; a document without either stands last. `place`
    is the old district area, on which years compare, else district, else commune; missing where none is known.
    `recipients` counts different named bearers, 0 where the document names none. `is_first` marks the oldest dated
    rows. An unknown model has no rows.
    """
    dated = documents.assign(on=documents["issued_on"].fillna(documents["period_end"]))[["document_id", "on"]]
    held = entries[entries["model_id"] == model_id].merge(dated, on="document_id", how="left")
    named = held[_RECIPIENT].fillna("")
    held = held.assign(
        place=held["district_area"].fillna(held["district"]).fillna(held["commune"]),
        bearer=named["recipient_name"] + "|" + named["hamlet"] + "|" + named["commune"],
    )
    held["bearer"] = held["bearer"].where(held["recipient_name"].notna())
    by = ["on", "document_id", "province", "place"]
    made = held.groupby(by, dropna=False, as_index=False).agg(recipients=("bearer", "nunique"))
    made = made.assign(is_first=made["on"].notna() & (made["on"] == made["on"].min()))
    return made.sort_values(by, na_position="last").reset_index(drop=True)[COLUMNS]
