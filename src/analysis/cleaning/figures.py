"""Rows of rewards.csv, counts.csv and incomes.csv from sheets of published figures."""

from collections.abc import Callable, Mapping
from functools import cache

from analysis.cleaning.context import Context, Row
from analysis.datafiles import read_rows
from analysis.extracting.rows import PublishedFigure
from analysis.vietnamese.numbers import parse_integer

_LADDER = ("state", "ministry", "province", "district", "commune", "unit")
_COUNTED = {"model_count": "model", "movement_count": "movement"}
_MONEY_BOUNDS = {"at_least": "over", "at_most": "under"}
_SHARED = ("province", "district", "commune", "period_start", "period_end", "note")


def figure_row(figure: PublishedFigure, context: Context) -> tuple[str, Row]:
    """Return the table a published figure belongs to and its row; codes are taken as they stand."""
    topic = figure.cells.get("topic", "")
    if topic not in _BUILDERS:
        return "", {}
    table, build = _BUILDERS[topic]
    row = {
        **context.evidence(figure.evidence),
        **{column: figure.cells.get(column) or None for column in _SHARED},
        "source": _citation(figure.cells),
        **build(figure, context),
    }
    return table, row


def _citation(cells: Mapping[str, str]) -> str:
    parts = (cells.get("source_publisher"), cells.get("source_address"), cells.get("published_on"))
    return "; ".join(part for part in parts if part)


def _id(prefix: str, figure: PublishedFigure, context: Context) -> str:
    return context.ids.new(prefix, context.document_id, *figure.cells.values())


def _count(figure: PublishedFigure) -> int | str | None:
    printed = figure.cells.get("value", "")
    value = int(printed) if printed.isdecimal() else parse_integer(printed)
    return printed if value is None and printed else value


def _level(printed: str) -> str:
    """Order merged levels from the state down: "district+province" -> "province+district"."""
    parts = [part for part in printed.split("+") if part]
    return "+".join(sorted(parts, key=lambda part: _LADDER.index(part) if part in _LADDER else len(_LADDER)))


def _reward(figure: PublishedFigure, context: Context) -> Row:
    cells = figure.cells
    return {
        "reward_id": _id("r", figure, context),
        "role": cells.get("role") or "unclassified",
        "recipient_kind": cells.get("recipient_kind"),
        "count": _count(figure),
        "bound": cells.get("bound"),
        "form": cells.get("form"),
        "level": _level(cells.get("level", "")),
        "movement": cells.get("activity") if not cells.get("form") else None,
        "field": cells.get("field"),
    }


@cache
def _count_roles() -> tuple[tuple[str, str], ...]:
    return tuple((row["words"], row["role"]) for row in read_rows("analysis.cleaning", "count_roles.csv"))


def _count_role(cells: Mapping[str, str]) -> str:
    """Tell recognised from effective models by the words; the sheet's `awarded` covers both."""
    stated = cells.get("role", "")
    if stated == "registered":
        return stated
    words = cells.get("activity", "").lower()
    return next((role for phrase, role in _count_roles() if stated == "awarded" and phrase in words), "unclassified")


def _model(figure: PublishedFigure, context: Context) -> Row:
    cells = figure.cells
    return {
        "count_id": _id("c", figure, context),
        "what": _COUNTED[cells["topic"]],
        "role": _count_role(cells),
        "recipient_kind": cells.get("recipient_kind"),
        "level": _level(cells.get("level", "")),
        "activity": cells.get("activity"),
        "field": cells.get("field"),
        "count": _count(figure),
        "bound": cells.get("bound"),
    }


@cache
def _per_units() -> dict[str, tuple[str, str]]:
    return {row["printed"]: (row["per"], row["period"]) for row in read_rows("analysis.cleaning", "per_units.csv")}


def _income(figure: PublishedFigure, context: Context) -> Row:
    cells = figure.cells
    low, high = _vnd(cells.get("income_low_vnd", "")), _vnd(cells.get("income_high_vnd", ""))
    per, period = _per_units().get(cells.get("per", ""), (cells.get("per", ""), "none"))
    counted = cells.get("unit") != "vnd"
    kind = cells.get("recipient_kind") or None
    row: Row = {
        "income_id": _id("i", figure, context),
        "recipient_kind": kind,
        "activity": cells.get("activity"),
        "place_basis": "stated" if cells.get("district") else "unknown",
        "measure": cells.get("measure"),
        "low_vnd": low,
        "high_vnd": high if high is not None else low,
        "bound": _money_bound(cells, low, high),
        "period": period,
        "per": per,
        "field": cells.get("field"),
        "recipients": _count(figure) if counted else None,
    }
    return {**row, "is_outcome": _is_outcome(row), "annual_vnd": _annual(row, counted)}


def _vnd(printed: str) -> int | None:
    return int(printed) if printed.isdecimal() else None


def _money_bound(cells: Mapping[str, str], low: int | None, high: int | None) -> str:
    if low is not None and high is None:
        return "over"
    if low != high:
        return "range"
    bound = "exact" if cells.get("unit") != "vnd" else cells.get("bound", "")
    return _MONEY_BOUNDS.get(bound, bound)


def _is_outcome(row: Row) -> bool:
    own = row["recipient_kind"] in ("household", "individual", "collective")
    return (
        own
        and row["measure"] in ("revenue", "income", "profit", "unspecified")
        and row["per"] in ("household", "person", "unit")
    )


def _annual(row: Row, counted: bool) -> int | None:
    """Return the middle of the bounds for one recipient's year; a bracket that counts households has none."""
    low, high = row["low_vnd"], row["high_vnd"]
    if counted or row["period"] != "year" or not isinstance(low, int) or not isinstance(high, int):
        return None
    return (low + high) // 2


_BUILDERS: dict[str, tuple[str, Callable[[PublishedFigure, Context], Row]]] = {
    "reward_count": ("rewards", _reward),
    "model_count": ("counts", _model),
    "movement_count": ("counts", _model),
    "income": ("incomes", _income),
}
