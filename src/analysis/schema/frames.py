"""Rows to typed frames: every column of a table, in order, sorted by the table's key.

A value that does not fit its column stays as it is and makes the column `object`, so that `validate` can name
the cell; nothing is dropped or guessed here, and one bad value never stops the rest.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.schema.model import Column, Kind, Table, table
from analysis.vietnamese.letters import nfc

# Text is kept by Python and not by Arrow, so that a machine with pyarrow prints and fails like one without.
DTYPES: Mapping[Kind, Any] = {
    "text": pd.StringDtype("python", na_value=np.nan),
    "integer": "Int64",
    "boolean": "boolean",
    "date": "datetime64[us]",
}
_LARGEST = 2**63 - 1
_EXACT_FLOAT = 2**53
_INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGITS = re.compile(r"(\d+)", re.ASCII)


class WrongKindError(ValueError):
    """A value does not fit the kind of its column."""


def is_missing(value: object) -> bool:
    """Say whether a cell is empty: None, NaN, NaT, NA or the empty text."""
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value  # noqa: PLR0124


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return str(int(value))
    raise WrongKindError


def _whole(value: object) -> int:
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT_FLOAT:
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    raise WrongKindError


def _integer(value: object) -> int:
    whole = _whole(value)
    if abs(whole) > _LARGEST:
        raise WrongKindError
    return whole


def _boolean(value: object) -> bool:
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    # A spreadsheet saves true as TRUE.
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise WrongKindError


def _date(value: object) -> dt.datetime:
    if isinstance(value, str) and _DATE.fullmatch(value):
        return dt.datetime.fromisoformat(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time() and value.tzinfo is None:
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    raise WrongKindError


_CONVERT: Mapping[Kind, Callable[[object], object]] = {
    "text": _text,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
}


def fits(column: Column, value: object) -> bool:
    """Say whether a value can stand in a column, codes and bounds aside; a missing value always fits."""
    try:
        return is_missing(value) or _CONVERT[column.kind](value) is not None
    except ValueError:
        return False


def _converted(column: Column, value: object) -> object:
    if is_missing(value):
        return None
    if not fits(column, value):
        return value
    made = _CONVERT[column.kind](value)
    return nfc(made) if isinstance(made, str) and not column.verbatim else made


def typed(column: Column, values: Iterable[object]) -> "pd.Series[Any]":
    """Return the values as a Series of the column's dtype, or `object` if any value does not fit."""
    made = [_converted(column, value) for value in values]
    fitting = all(fits(column, value) for value in made)
    return pd.Series(made, dtype=DTYPES[column.kind] if fitting else "object", name=column.name)


def natural(value: object) -> tuple[tuple[str, int, str], ...]:
    """Return a sort key under which "line 9" comes before "line 10" and a missing value first.

    >>> sorted(["table 2 row 10", "table 2 row 9", "line 88-90"], key=natural)
    ['line 88-90', 'table 2 row 9', 'table 2 row 10']
    """
    if is_missing(value):
        return ()
    parts = _DIGITS.split(str(value))
    numbers = [part.lstrip("0") for part in parts[1::2]] + [""]
    return tuple((text, len(number), number) for text, number in zip(parts[::2], numbers, strict=True))


def check_columns(defined: Table, rows: pd.DataFrame) -> None:
    """Raise ValueError unless the frame has exactly the table's columns in their order."""
    if list(rows.columns) != defined.names:
        raise ValueError(f"the frame does not have the columns of {defined.name}")


def in_order(defined: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows sorted by the table's key with a fresh index; rows with equal keys keep their order."""
    keys = [tuple(natural(value) for value in row) for row in zip(*(rows[name] for name in defined.key), strict=True)]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return rows.iloc[order].reset_index(drop=True)


def unsorted_frame(defined: Table, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return the rows in the order given, with all columns, typed; ValueError for an unknown column."""
    listed = list(rows)
    known = set(defined.names)
    if unknown := sorted({name for row in listed for name in row if name not in known}):
        raise ValueError(f"{defined.name} has no column {', '.join(unknown)}")
    columns = {c.name: typed(c, (row.get(c.name) for row in listed)) for c in defined.columns}
    return pd.DataFrame(columns, columns=defined.names)


def frame(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return rows as the table called `name`: all columns in order, typed, sorted by the table's key.

    Text is `str` in NFC, integers `Int64`, booleans `boolean`, dates `datetime64[us]`; a column left out of a
    row is missing. A column the table does not have raises ValueError; a value that does not fit its column
    waits for `validate`.
    """
    defined = table(name)
    return in_order(defined, unsorted_frame(defined, rows))


def empty(name: str) -> pd.DataFrame:
    """Return the table called `name` without rows."""
    return frame(name, [])
