"""A measure in words, for reading and not for computing: labels, headings, đồng as millions."""

from collections.abc import Callable
from functools import cache

import pandas as pd

from analysis.datafiles import read_rows
from analysis.measures.documents import full_place_name, period_name
from analysis.schema import CODES, label
from analysis.schema.model import Language

PLACE = ("province", "district", "commune")
MILLION = 1_000_000
# Columns of one name that hold another list in another table.
_LISTS = {"role": ("reward_role", "count_role"), "bound": ("count_bound", "money_bound")}


@cache
def _words(lang: Language) -> dict[tuple[str, str], str]:
    return {(row["code_list"], row["code"]): row[lang] for row in read_rows("analysis.measures", "words.csv")}


@cache
def _headings() -> dict[str, dict[str, str]]:
    return {row["column"]: row for row in read_rows("analysis.measures", "headings.csv")}


def word(code_list: str, code: str, lang: Language = "vi") -> str:
    """Return the words for a code of the schema, for "not stated", and for the codes measures add.

    Levels joined with "+" become "cấp tỉnh + cấp huyện"; KeyError for an unknown code.

    >>> word("counted_recipient_kind", "unstated"), word("level", "province+district", "en")
    ('không nêu', 'province + district')
    """
    if code == "unstated":
        return _words(lang)["unstated", code]
    if (code_list, code) in _words(lang):
        return _words(lang)[code_list, code]
    lists = _LISTS.get(code_list, (code_list,))
    known = next((name for name in lists if _knows(name, code)), lists[0])
    return " + ".join(label(known, part, lang) for part in code.split("+"))


def _knows(code_list: str, code: str) -> bool:
    return set(code.split("+")) <= set(CODES[code_list].vi)


def _reader(code_list: str, lang: Language) -> Callable[[object], object]:
    if code_list == "place":
        return lambda value: value if value else _words(lang)["unstated_place", ""]
    return lambda value: None if pd.isna(value) else word(code_list, str(value), lang)  # type: ignore[call-overload]


def _in_words(frame: pd.DataFrame, lang: Language) -> pd.DataFrame:
    made = frame.copy()
    for name in made.columns.intersection(list(_headings())):
        if code_list := _headings()[name]["code_list"]:
            made[name] = made[name].astype(object).map(_reader(code_list, lang))
    return made


def _one_place(frame: pd.DataFrame) -> pd.DataFrame:
    """Put province, district and commune into one column where all three stand."""
    held = [name for name in PLACE if name in frame.columns]
    if len(held) < 2:
        return frame
    names = [full_place_name(row) for _, row in frame.iterrows()]
    made = frame.drop(columns=held)
    made.insert(list(frame.columns).index(held[0]), "place", pd.Series(names, index=frame.index, dtype="str"))
    return made


def _one_period(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the first and the last day of a period into one column."""
    if not {"period_start", "period_end"} <= set(frame.columns):
        return frame
    names = [period_name(*days) for days in zip(frame["period_start"], frame["period_end"], strict=True)]
    made = frame.drop(columns=["period_start", "period_end", "period"], errors="ignore")
    after = list(made.columns).index("place") + 1 if "place" in made.columns else 0
    made.insert(after, "period", pd.Series(names, index=frame.index, dtype="str"))
    return made


def _in_millions(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn đồng into million đồng and say so in the column's name."""
    money = {name: name.removesuffix("_vnd") for name in frame.columns if str(name).endswith("_vnd")}
    made = frame.rename(columns=money)
    return made.assign(**{name: made[name].astype("Float64") / MILLION for name in money.values()})


def labelled(frame: pd.DataFrame, lang: Language = "vi") -> pd.DataFrame:
    """Return the frame for a reader: labels, headings, one place, million đồng; a named index is a column."""
    flat = frame.reset_index() if frame.index.name else frame
    made = _in_words(_in_millions(_one_period(_one_place(flat))), lang)
    known = {name: _headings()[name][lang] for name in made.columns if name in _headings()}
    return made.rename(columns=known)
