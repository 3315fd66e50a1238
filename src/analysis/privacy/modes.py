"""What a public table may show: no names of persons, no hamlets, their amounts only as bands.

The rules follow Law 91/2025/QH15 and Decree 356/2025/NĐ-CP on personal data, read carefully: whoever is not known to be
a collective counts as a person, and a column that data/privacy.csv does not name is hidden.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeAlias, get_args

import pandas as pd

from analysis.datafiles import read_rows
from analysis.privacy.amounts import amount_band, two_digits, without_amounts
from analysis.privacy.names import Names
from analysis.schema import TABLES, Column, empty, label

Mode = Literal["public", "leadership", "internal"]
Frames: TypeAlias = Mapping[str, pd.DataFrame]
Flags: TypeAlias = "pd.Series[bool]"

WITHHELD = "(ẩn)"
# A figure of at least so many recipients speaks of none of them.
ENOUGH = 5
AMOUNT_BAND = Column(
    name="amount_band",
    meaning_vi="Mức tiền của một người hoặc một hộ, thay cho số tiền trong bản công khai",
    meaning_en="Band that stands for the amount of one person or household in the public version",
    example="từ 500 triệu đồng đến dưới 1 tỷ đồng",
)
_BANDED = {"incomes": ("low_vnd", "high_vnd"), "awards": ("amount_vnd", "amount_vnd")}
_ELSEWHERE = {"vi": "chi tiết chỉ có trong bản nội bộ", "en": "details only in the internal version"}
_NAMED = ("entries", "incomes", "awards")
# Findings about these tables may quote a person's row; about a row that is not there nothing is known.
_PERSONAL = frozenset({"entries", "mentions", "incomes", "awards"})


@cache
def treatments(table: str) -> Mapping[str, str]:
    """Return how each column of a table is shown: open, names, person, amount; a column left out is hidden."""
    rows = read_rows("analysis.privacy", "privacy.csv")
    general = {row["column"]: row["treatment"] for row in rows if not row["table"]}
    return general | {row["column"]: row["treatment"] for row in rows if row["table"] == table}


def _present(values: "pd.Series[Any]") -> Flags:
    return values.notna() & (values != "").fillna(False)


def _is(values: "pd.Series[Any]", wanted: str) -> Flags:
    return (values == wanted).fillna(False)


def _entries(frame: pd.DataFrame) -> Flags:
    """Flag entries of persons; an entry that names nobody belongs to nobody."""
    somebody = _present(frame["recipient_name"]) | _present(frame["raw_recipient"]) | _present(frame["recipient_kind"])
    return somebody & ~_is(frame["recipient_kind"], "collective")


def _incomes(frame: pd.DataFrame) -> Flags:
    """Flag amounts that may be one person's: all but those of collectives, averages per head and counted groups."""
    nameless = ~_present(frame["recipient_name"])
    group = _is(frame["measure"], "per_capita") | (frame["recipients"] >= ENOUGH).fillna(False)
    return ~(_is(frame["recipient_kind"], "collective") | (nameless & group))


def _row_ids(frames: Frames, personal: Mapping[str, Flags]) -> set[object]:
    """Return the ids of the rows that are known not to be about a person."""
    ids: set[object] = set()
    for name in ("entries", "incomes", "awards"):
        ids |= set(frames[name].loc[~personal[name], str(TABLES[name].row_id)])
    return ids


def personal_rows(frames: Frames) -> dict[str, Flags]:
    """Return for every table which of its rows speak of one person or household, or may do so."""
    flags: dict[str, Flags] = {name: pd.Series(False, index=frame.index) for name, frame in frames.items()}
    flags["entries"], flags["incomes"] = _entries(frames["entries"]), _incomes(frames["incomes"])
    flags["awards"] = ~_is(frames["awards"]["recipient_kind"], "collective")
    known = _row_ids(frames, flags)
    flags["mentions"] = ~frames["mentions"]["entry_id"].isin(known)
    findings = frames["findings"]
    about = findings["table"].isin(_PERSONAL) | ~_present(findings["table"])
    flags["findings"] = about & ~findings["row_id"].isin(known)
    return flags


def personal_names(frames: Frames) -> set[str]:
    """Return the names of all persons and households in the tables."""
    flags = personal_rows(frames)
    names = [frames[name].loc[flags[name], "recipient_name"].dropna() for name in _NAMED]
    return {str(name) for column in names for name in column}


def _withheld(values: "pd.Series[Any]", rows: Flags) -> "pd.Series[Any]":
    """Empty the cells of `rows`; a text that was there leaves a mark, because withheld is not missing."""
    text = pd.api.types.is_string_dtype(values.dtype) or values.dtype == object
    hidden = rows & _present(values)
    return values.mask(hidden, WITHHELD) if text else values.mask(hidden)


def _each(values: "pd.Series[Any]", change: Callable[[str], str]) -> "pd.Series[Any]":
    return values.map(lambda value: change(value) if isinstance(value, str) else value).astype(values.dtype)


def _person(values: "pd.Series[Any]", rows: Flags, names: Names) -> "pd.Series[Any]":
    shown = _withheld(values, rows)
    return _each(shown, lambda text: WITHHELD if names.found(text) else text)


def _treated(values: "pd.Series[Any]", treatment: str, rows: Flags, names: Names) -> "pd.Series[Any]":
    match treatment:
        case "open":
            return values
        case "names":
            shown = _each(values, names.mask)
            return shown.mask(rows, _each(shown, without_amounts))
        case "person":
            return _person(values, rows, names)
        case "amount":
            return _withheld(values, rows)
        case _:
            return _withheld(values, pd.Series(True, index=values.index))


def _bands(table: str, frame: pd.DataFrame, rows: Flags) -> "pd.Series[Any]":
    low, high = (frame[column] for column in _BANDED[table])
    bounds = frame["bound"] if "bound" in frame else pd.Series("exact", index=frame.index)
    known = rows & low.notna() & high.notna()
    cells = [
        amount_band(int(a), int(b), str(bound)) if shown else None
        for a, b, bound, shown in zip(low, high, bounds, known, strict=True)
    ]
    return pd.Series(cells, index=frame.index, dtype=object)


def _with_bands(table: str, frame: pd.DataFrame, original: pd.DataFrame, rows: Flags) -> pd.DataFrame:
    if table not in _BANDED:
        return frame
    after = list(frame.columns).index(_BANDED[table][1]) + 1
    frame.insert(after, AMOUNT_BAND.name, _bands(table, original, rows))
    return frame


def general_message(code: str, language: Literal["vi", "en"]) -> str:
    """Return what kind of finding it is, for a message that would quote a person's row."""
    words = label("finding", code, language)
    return f"{words[:1].upper()}{words[1:]} ({_ELSEWHERE[language]})"


def _withgeneral_messages(frame: pd.DataFrame) -> pd.DataFrame:
    """Say at least what kind of finding it is where the message itself would quote a person's row."""
    languages: tuple[Literal["vi", "en"], ...] = ("vi", "en")
    for language in languages:
        messages = zip(frame[f"message_{language}"], frame["code"], strict=True)
        frame[f"message_{language}"] = [
            general_message(str(code), language) if words == WITHHELD else words for words, code in messages
        ]
    return frame


def public_tables(tables: Frames) -> dict[str, pd.DataFrame]:
    """Return the tables as anybody may see them, in the order of the data model.

    Rows and their order stay. A withheld text is "(ẩn)", a withheld number is empty, a name inside a longer text is
    "[ẩn tên]"; `incomes` and `awards` gain the column `amount_band`. A table left out is taken as empty.
    """
    frames = {name: tables[name] if name in tables else empty(name) for name in TABLES}
    personal, names = personal_rows(frames), Names(personal_names(frames))
    shown: dict[str, pd.DataFrame] = {}
    for table, frame in frames.items():
        how, rows = treatments(table), personal[table]
        made = {c: _treated(frame[c], how.get(c, "hidden"), rows, names) for c in frame.columns}
        shown[table] = _with_bands(table, pd.DataFrame(made, index=frame.index), frame, rows)
    shown["findings"] = _withgeneral_messages(shown["findings"])
    return shown


def _for_leaders(frame: pd.DataFrame, rows: Flags) -> pd.DataFrame:
    """Round the amounts of persons to two digits, take them out of their sentences, and withhold the hamlet."""
    made = frame.copy()
    for column, how in ((name, treatments_of_leaders().get(str(name), "open")) for name in frame.columns):
        if how == "rounded":
            rounded = frame[column].map(two_digits, na_action="ignore").astype(frame[column].dtype)
            made[column] = frame[column].mask(rows, rounded)
        elif how == "no-amounts":
            made[column] = frame[column].mask(rows, _each(frame[column], without_amounts))
        elif how == "hidden":
            made[column] = _withheld(frame[column], rows)
    return made


@cache
def treatments_of_leaders() -> Mapping[str, str]:
    """Return how leaders are shown the cells of persons, by column: rounded, no-amounts, hidden; the others openly."""
    return {row["column"]: row["treatment"] for row in read_rows("analysis.privacy", "privacy_leadership.csv")}


def leadership_tables(tables: Frames) -> dict[str, pd.DataFrame]:
    """Return the tables as leaders may see them: names stand, amounts of persons have two digits, no hamlets."""
    frames = {name: tables[name] if name in tables else empty(name) for name in TABLES}
    personal = personal_rows(frames)
    return {name: _for_leaders(frame, personal[name]) for name, frame in frames.items()}


def shown_tables(tables: Frames, mode: Mode) -> dict[str, pd.DataFrame]:
    """Return the tables as a mode shows them, in the order of the data model; a table left out is taken as empty.

    ValueError for an unknown mode.
    """
    if mode not in get_args(Mode):
        raise ValueError(f"unknown mode {mode!r}, use one of: {', '.join(get_args(Mode))}")
    if mode == "internal":
        return {name: tables[name] if name in tables else empty(name) for name in TABLES}
    return public_tables(tables) if mode == "public" else leadership_tables(tables)
