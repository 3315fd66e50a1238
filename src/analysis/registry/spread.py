"""Where a model was first, and where it is now: one row per document and place that has it."""

import pandas as pd

from analysis.registry.keys import words_only

COLUMNS = ["on", "document_id", "province", "place", "recipients", "is_first"]
_RECIPIENT = ["recipient_name", "hamlet", "commune"]


def find_models(models: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return the models whose id is `words`, or whose title or another name holds them (abbreviations written out)."""
    wanted = f" {words_only(words)} "
    names = (models["title"] + " ; " + models["aliases"].fillna("")).map(lambda text: f" {words_only(str(text))} ")
    is_named = names.str.contains(wanted, regex=False) if wanted.strip() else names.eq("")
    return models[is_named | (models["model_id"] == words.strip())]


def spread(entries: pd.DataFrame, documents: pd.DataFrame, model_id: str) -> pd.DataFrame:
    """Return where and since when documents have a model: `COLUMNS`, one row per document and place, oldest first.

    `on` is the day the document was issued, else the end of its period; a document without either stands last. `place`
    is the old district area, on which years compare, else district, else commune; missing where none is known.
    `recipients` counts different named bearers, 0 where the document names none. `is_first` marks the oldest dated
    rows. An unknown model has no rows.
    """
    dated = documents.assign(on=documents["issued_on"].fillna(documents["period_end"]))[["document_id", "on"]]
    held = entries[entries["model_id"] == model_id].merge(dated, on="document_id", how="left")
    held = held.assign(
        place=held["district_area"].fillna(held["district"]).fillna(held["commune"]),
        bearer=held[_RECIPIENT].fillna("").agg("|".join, axis=1).where(held["recipient_name"].notna()),
    )
    by = ["on", "document_id", "province", "place"]
    made = held.groupby(by, dropna=False, as_index=False).agg(recipients=("bearer", "nunique"))
    made = made.assign(is_first=made["on"].notna() & (made["on"] == made["on"].min()))
    return made.sort_values(by, na_position="last").reset_index(drop=True)[COLUMNS]
