"""Counting rows in two directions with their sums, and keeping which row stands behind which cell."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.measures.review_table import SUM, TOTAL, evidence, joined

Keys = "pd.Series[Any]"


def _cells(rows: "pd.Series[Any]", columns: "pd.Series[Any]") -> pd.DataFrame:
    """Return each counted row four times: in its cell, in the sum of its line, of its column, and of all."""
    own = pd.DataFrame({"line": rows, "column": columns})
    return pd.concat([own, own.assign(column=SUM), own.assign(line=TOTAL), own.assign(line=TOTAL, column=SUM)])


def tally(
    held: pd.DataFrame, rows: "pd.Series[Any]", columns: "pd.Series[Any]", shape: tuple[Sequence[str], Sequence[str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return counts of entries (lines and columns of `shape`, with their sums last) and the evidence of every cell.

    `rows` and `columns` give each entry's line and column; evidence names lines by their position.
    """
    lines, names = [*shape[0], TOTAL], [*shape[1], SUM]
    cells = _cells(rows, columns)
    made = pd.crosstab(cells["line"], cells["column"]).reindex(index=lines, columns=names, fill_value=0)
    at = cells["line"].map({line: place for place, line in enumerate(lines)})
    parts = [evidence(held, "entries", at[cells["column"] == name], name) for name in names]
    made.index.name, made.columns.name = None, None
    return made.astype("Int64"), joined(parts)


def as_frame(made: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return counts with their line names as the first column."""
    frame = made.reset_index(drop=True)
    frame.insert(0, name, pd.Series(made.index, dtype="object"))
    return frame
