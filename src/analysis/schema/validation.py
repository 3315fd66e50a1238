"""Validation at the door: pandera checks each column, and every bad cell becomes a Failure, not an error."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml

from analysis.schema.csvtext import cell_text
from analysis.schema.frames import check_columns, fits, is_missing, typed
from analysis.schema.model import Column, Table, table

if TYPE_CHECKING:
    import pandera.pandas as pa

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Lone surrogates come from file names and damaged text; UTF-8 cannot hold them.
_UNWRITABLE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Failure:
    """One bad cell: the row's place in the frame given (from 0), the column, a problem, the value."""

    row: int
    column: str
    problem: str
    value: str

    @property
    def message_vi(self) -> str:
        """The problem in Vietnamese."""
        return _problems()[self.problem][0]

    @property
    def message_en(self) -> str:
        """The problem in English."""
        return _problems()[self.problem][1]


@cache
def _problems() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "problems.yaml").read_text("utf-8"))
    return loaded


def _is_code(column: Column, value: str) -> bool:
    parts = value.split(column.joiner) if column.joiner else [value]
    return all(part in column.codes or (column.is_open and _SLUG.fullmatch(part)) for part in parts)


_Test = Callable[[Any], object]


def _tests(column: Column) -> Iterator[tuple[str, _Test]]:
    """Yield the tests of a column's values; each sees only values that are present and of the right kind."""
    if column.codes:
        yield "unknown-code", lambda value: _is_code(column, value)
    if column.pattern:
        yield "wrong-shape", lambda value: re.fullmatch(column.pattern, value)
    if column.minimum is not None:
        least = column.minimum
        yield "below-minimum", lambda value: value >= least
    if column.kind == "text":
        yield "unwritable", lambda value: not _UNWRITABLE.search(value)


def _fit_and(column: Column, test: _Test) -> Callable[[Any], bool]:
    return lambda value: is_missing(value) or not fits(column, value) or bool(test(value))


def _pandera_column(column: Column, is_row_id: bool) -> "pa.Column":
    import pandera.pandas as pa  # noqa: PLC0415  (0.9 s: not at start-up)

    checks = [pa.Check(lambda v, c=column: fits(c, v), element_wise=True, name="wrong-kind", ignore_na=False)]
    checks += [pa.Check(_fit_and(column, test), element_wise=True, name=n) for n, test in _tests(column)]
    return pa.Column(checks=checks, nullable=not column.required, unique=is_row_id, report_duplicates="exclude_first")


def _comparable(column: Column, value: object) -> bool:
    return not is_missing(value) and fits(column, value)


def _not_above(low: Column, high: Column) -> Callable[[pd.DataFrame], "pd.Series[bool]"]:
    def check(rows: pd.DataFrame) -> "pd.Series[bool]":
        pairs = zip(rows[low.name], rows[high.name], strict=True)
        fine = [not (_comparable(low, a) and _comparable(high, b)) or a <= b for a, b in pairs]
        return pd.Series(fine, index=rows.index, dtype=bool)

    return check


@cache
def _schema(name: str) -> "pa.DataFrameSchema":
    import pandera.pandas as pa  # noqa: PLC0415  (0.9 s: not at start-up)

    defined = table(name)
    columns = {c.name: _pandera_column(c, c.name == defined.row_id) for c in defined.columns}
    checks = [pa.Check(_not_above(defined[a], defined[b]), name=f"out-of-order {b}") for a, b in defined.ordered]
    return pa.DataFrameSchema(columns, checks=checks, strict=True, ordered=True)


_PANDERA_NAMES = {"not_nullable": "missing", "field_uniqueness": "duplicate"}


def _failure(defined: Table, rows: pd.DataFrame, case: Any) -> Failure:
    problem, _, pair_column = str(case.check).partition(" ")
    column = pair_column or str(case.column)
    value = rows.at[case.index, column]
    shown = cell_text(defined[column], value) if fits(defined[column], value) else str(value)
    return Failure(int(case.index), column, _PANDERA_NAMES.get(problem, problem), shown)


def _failures(defined: Table, rows: pd.DataFrame) -> list[Failure]:
    import pandera.errors  # noqa: PLC0415  (0.9 s: not at start-up)

    try:
        _schema(defined.name).validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        # A check of two columns lists its case once per column of the table.
        found = {_failure(defined, rows, case) for case in errors.failure_cases.itertuples()}
        places = {column: at for at, column in enumerate(defined.names)}
        return sorted(found, key=lambda failure: (failure.row, places[failure.column], failure.problem))
    return []


def cell_problem(column: Column, value: object) -> str:
    """Return what is wrong with one value of a column, a key of problems.yaml; "" if nothing is.

    >>> cell_problem(table("incomes")["low_vnd"], "-5")
    'below-minimum'
    """
    if not fits(column, value):
        return "wrong-kind"
    if is_missing(value):
        return "missing" if column.required else ""
    made = typed(column, [value]).iloc[0]
    return next((problem for problem, test in _tests(column) if not test(made)), "")


def validate(name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Failure]]:
    """Return the valid rows of the table called `name`, typed, and one Failure for each bad cell.

    Never raises for a value: a row with a failure is left out and all others are kept. ValueError if the
    columns are not those of the table.
    """
    defined = table(name)
    check_columns(defined, frame)
    rows = frame.reset_index(drop=True)
    failures = _failures(defined, rows)
    kept = rows.drop(index=sorted({failure.row for failure in failures})).reset_index(drop=True)
    return pd.DataFrame({c.name: typed(c, kept[c.name]) for c in defined.columns}), failures
