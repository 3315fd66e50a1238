"""The tables as a public workbook may list them: no row that is one person, one household or one counted entry.

A listed entry tells the cells of every table that counts it, place by field by recipient, and with them what the
public review withholds. So the public workbook counts nothing itself and lists no entry: neither those of persons nor
those of collectives, whose number in a cell would tell the rest of it. Amounts and awards of persons stay as what the
review shows of them: the kind and the band, in no place, document or order that ties them to anybody.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.privacy.modes import (
    AMOUNT_BAND,
    WITHHELD,
    Flags,
    Frames,
    Mode,
    general_message,
    personal_rows,
    shown_tables,
)
from analysis.privacy.suppression import THRESHOLD, is_small

# Tables whose rows are the entries themselves, or one entry named elsewhere.
_ENTRIES = ("entries", "mentions")
_ABOUT_ENTRIES = frozenset({"entries", "mentions", "incomes", "awards", "models"})
_KEPT: Mapping[str, tuple[str, ...]] = {
    "incomes": ("measure", AMOUNT_BAND.name, "bound", "period", "per"),
    "awards": ("form", "level", "reward_kind", AMOUNT_BAND.name),
}
_OF_MODELS = ("model_id", "title", "field", "subfield", "stage", "status")


def _only(frame: pd.DataFrame, rows: Flags, kept: tuple[str, ...]) -> pd.DataFrame:
    """Return a frame in which `rows` show nothing but some columns; missing texts are marked like withheld ones.

    Which cells were empty would tell the rows of one document from those of another.
    """
    made = frame.copy()
    for name in frame.columns:
        if name not in kept:
            values = frame[name]
            text = pd.api.types.is_string_dtype(values.dtype) or values.dtype == object
            made[name] = values.mask(rows, WITHHELD) if text else values.mask(rows)
    return made


def _listing(name: str, frame: pd.DataFrame, rows: Flags) -> pd.DataFrame:
    """Return the open rows, then those of persons, in the order of what they show: theirs would tell the document."""
    made = _only(frame, rows, _KEPT[name])
    told = made[rows].sort_values(list(_KEPT[name]), na_position="last", kind="stable")
    return pd.concat([made[~rows], told]).reset_index(drop=True)


def _models(frame: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the models that several entries name, without their places."""
    held = entries["model_id"].value_counts()
    kept = frame[frame["model_id"].isin(held.index[held >= THRESHOLD])]
    return _only(kept, pd.Series(True, index=kept.index), _OF_MODELS).reset_index(drop=True)


def _sections(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Withhold how many entries the lists of a district or commune hold where a kind of them has few."""
    below = documents[documents["district"].notna() | documents["commune"].notna()]["document_id"]
    sums = frame.groupby(["document_id", "kind"])["found"].sum().reset_index()
    few = {one for one, n in zip(sums["document_id"], sums["found"], strict=True) if is_small(int(n))}
    rows = frame["document_id"].isin(set(below) & few)
    return frame.assign(found=frame["found"].mask(rows), missing=frame["missing"].mask(rows))


def _findings(frame: pd.DataFrame) -> pd.DataFrame:
    """Tell findings about entries in general; leave out those whose number is that of a cell."""
    kept = frame[frame["code"] != "unclassified-field"].copy()
    about = kept["table"].isin(_ABOUT_ENTRIES)
    kept["message_vi"] = kept["message_vi"].mask(about, kept["code"].map(lambda code: general_message(str(code), "vi")))
    kept["message_en"] = kept["message_en"].mask(about, kept["code"].map(lambda code: general_message(str(code), "en")))
    told = tuple(str(name) for name in kept.columns if name not in ("row_id", "locator", "raw_text"))
    return _only(kept, about, told).reset_index(drop=True)


def listed_tables(tables: Frames, mode: Mode) -> dict[str, pd.DataFrame]:
    """Return the tables a workbook lists in a mode, in the order of the data model; ValueError for an unknown mode.

    In mode `public` the tables of entries are left out, and so is the registry where no model has several entries.
    """
    shown = shown_tables(tables, mode)
    if mode != "public":
        return shown
    full = shown_tables(tables, "internal")
    personal = personal_rows(full)
    flags = {"incomes": personal["incomes"] | full["incomes"]["entry_id"].notna(), "awards": personal["awards"]}
    made = {name: frame for name, frame in shown.items() if name not in _ENTRIES}
    made |= {name: _listing(name, shown[name], rows) for name, rows in flags.items()}
    made["models"] = _models(shown["models"], full["entries"])
    made["sections"] = _sections(shown["sections"], full["documents"])
    made["findings"] = _findings(shown["findings"])
    return {name: frame for name, frame in made.items() if name != "models" or len(frame)}
