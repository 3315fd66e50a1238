"""The cleaned tables as typed DataFrames, and the one way a notebook prints a table."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.schema import TABLES, TableError, read_csv
from analysis.vietnamese.letters import nfc
from analysis.vietnamese.number_format import format_decimal, format_integer

__all__ = ["TableError", "Tables", "load", "print_table", "table_text"]

MISSING = "–"
_GAP = "  "
_ADVICE = (
    "Hãy tạo bảng bằng `make review` hoặc `python -m analysis clean`. / "
    "Make the tables with `make review` or `python -m analysis clean`."
)
# A year is a name and takes no thousands dot.
_YEARS = frozenset({"year", "năm"})


@dataclass(frozen=True)
class Tables:
    """Every table of data/clean, typed as the schema says, in the order of the data model."""

    documents: pd.DataFrame
    sections: pd.DataFrame
    entries: pd.DataFrame
    mentions: pd.DataFrame
    rewards: pd.DataFrame
    counts: pd.DataFrame
    incomes: pd.DataFrame
    awards: pd.DataFrame
    models: pd.DataFrame
    citations: pd.DataFrame
    findings: pd.DataFrame


def _found_upward(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / "data" / "clean").is_dir():
            return folder / "data" / "clean"
    raise TableError(f"Không thấy data/clean từ {start} trở lên / no data/clean at or above it. {_ADVICE}")


def load(directory: Path | None = None) -> Tables:
    """Return all tables of `directory`; by default the first `data/clean` at or above the working directory.

    TableError, which names the file and the command that makes it, if a table is missing or not as the schema
    says.
    """
    folder = _found_upward(Path.cwd()) if directory is None else directory
    try:
        return Tables(**{name: read_csv(name, folder / f"{name}.csv") for name in TABLES})
    except TableError as error:
        raise TableError(f"{error}. {_ADVICE}") from None


def _is_missing(value: Any) -> bool:
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return True
    return isinstance(value, float) and not math.isfinite(value)


def _is_truth(value: Any) -> bool:
    return isinstance(value, (bool, np.bool_))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating)) and not _is_truth(value)


def _words(value: Any, width: int) -> str:
    text = " ".join(nfc(str(value)).split())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _number(value: Any, digits: int, is_year: bool) -> str:
    if digits or value != int(value):
        return format_decimal(float(value), digits)
    return str(int(value)) if is_year else format_integer(int(value))


def _cell(value: Any, digits: int, is_year: bool, width: int) -> str:
    if _is_missing(value):
        return MISSING
    if _is_truth(value):
        return "có" if value else "không"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/}{value.year:04}"
    return _number(value, digits, is_year) if _is_number(value) else _words(value, width)


def _digits(heading: str, numbers: Sequence[Any], decimals: int | Mapping[str, int]) -> int:
    """Return the decimals of a column: none where every number is whole, unless the caller names it."""
    if isinstance(decimals, Mapping) and heading in decimals:
        return decimals[heading]
    usual = 1 if isinstance(decimals, Mapping) else decimals
    return 0 if all(number == int(number) for number in numbers) else usual


def _heading(name: Any) -> str:
    parts = name if isinstance(name, tuple) else (name,)
    return " ".join(nfc(str(part)) for part in parts if str(part))


def _column(values: "pd.Series[Any]", decimals: int | Mapping[str, int], width: int) -> list[str]:
    """Return heading, rule and cells of a column in one width, numbers to the right and words to the left."""
    heading, present = _heading(values.name), [value for value in values if not _is_missing(value)]
    numbers = [value for value in present if _is_number(value)]
    digits, is_year = _digits(heading, numbers, decimals), heading.casefold() in _YEARS
    cells = [_cell(value, digits, is_year, width) for value in values]
    widest = max(map(len, (heading, *cells)))
    lines = [heading, "─" * widest, *cells]
    return [line.rjust(widest) if len(numbers) == len(present) else line.ljust(widest) for line in lines]


def _chosen(frame: pd.DataFrame, columns: Mapping[str, str] | Sequence[str] | None) -> pd.DataFrame:
    """Return the frame with named index levels as its first columns, then the columns asked for."""
    flat = frame.reset_index() if any(name is not None for name in frame.index.names) else frame
    if columns is None:
        return flat
    wanted = flat.loc[:, list(columns)]
    return wanted.set_axis(list(columns.values()), axis=1) if isinstance(columns, Mapping) else wanted


def table_text(
    frame: pd.DataFrame,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    *,
    max_rows: int | None = None,
    decimals: int | Mapping[str, int] = 1,
    max_width: int = 48,
) -> str:
    """Return a frame as aligned plain text that does not depend on the version of pandas.

    `columns` chooses columns, and renames them when it is a mapping of name to heading; a named index is
    shown, an unnamed one is not. Numbers stand to the right, with dot thousands and a comma before
    `decimals` digits, which may differ by heading; a column whose numbers are all whole shows none unless
    `decimals` names it, and one headed "year" or "năm" has no thousands dot. Words longer than `max_width`
    end in "…"; a missing cell is "–", never 0. With `max_rows`, a last line says how many rows are left
    out. KeyError for a column the frame does not have.

    >>> frame = pd.DataFrame({"nơi": ["huyện A", "huyện B"], "số": [1047, None], "%": [12.345, 0.5]})
    >>> print(table_text(frame))
    nơi         số     %
    ───────  ─────  ────
    huyện A  1.047  12,3
    huyện B      –   0,5
    """
    shown = _chosen(frame, columns)
    kept = shown if max_rows is None else shown.head(max_rows)
    made = [_column(kept.iloc[:, at], decimals, max_width) for at in range(kept.shape[1])]
    lines = [_GAP.join(line).rstrip() for line in zip(*made, strict=True)]
    if left_out := len(shown) - len(kept):
        lines.append(f"… còn {format_integer(left_out)} dòng")
    return "\n".join(lines)


def print_table(
    frame: pd.DataFrame,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    *,
    max_rows: int | None = None,
    decimals: int | Mapping[str, int] = 1,
    max_width: int = 48,
) -> None:
    """Print `table_text` of the frame; the only way a notebook shows a table."""
    print(table_text(frame, columns, max_rows=max_rows, decimals=decimals, max_width=max_width))
