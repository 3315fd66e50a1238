"""Native Excel charts of the review beside the numbers they draw: by place, by field, rewards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList

from analysis.measures.documents import is_missing
from analysis.measures.entries import COUNTED
from analysis.measures.review_table import SUM, TOTAL, ReviewTable
from analysis.measures.review_words import cell_words
from analysis.measures.rewards import KINDS
from analysis.measures.units import UNSTATED
from analysis.review.review_sheets import review_words
from analysis.review.workbook_cells import Pen
from analysis.schema.model import Language
from analysis.theme import colour

_MOST_LINES = 15
_WIDE, _TALL_PER_LINE, _LEAST_TALL = 22, 0.8, 6.0
_DATA_COLUMNS = 6
_ROWS_PER_CM = 1.9


@dataclass(frozen=True)
class ChartData:
    """One chart: its title, its axis, its series (name, colour) and its lines (label, one number per series)."""

    title: str
    axis: str
    series: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, tuple[int | None, ...]], ...]
    stacked: bool = False


def _count(value: Any) -> int | None:
    return None if is_missing(value) else int(value)


def _by_place(table: ReviewTable, lang: Language) -> ChartData:
    """Draw kinds where all are published, else their sum."""
    whole = not table.hidden
    names = [*COUNTED] if whole else [SUM]
    rows = table.frame[table.frame["place"] != TOTAL]
    rows = rows.assign(last=rows["place"] == UNSTATED).sort_values(
        ["last", SUM], ascending=[True, False], kind="stable"
    )
    columns = {one.name: one for one in table.columns}
    words = review_words()["charts"]
    series = [(columns[n].heading[lang], colour("entry_kind", n)) for n in names] if whole else []
    lines = [
        (cell_words(columns["place"], row["place"], lang), tuple(_count(row[name]) for name in names))
        for _, row in rows.iterrows()
    ]
    alone = ((words["total"][lang], colour("entry_kind", "model")),)
    return ChartData(
        _title(table, lang, len(lines)), words["axis_count"][lang], tuple(series) or alone, tuple(lines), True
    )


def _by_field(table: ReviewTable, lang: Language) -> ChartData:
    rows = table.frame[(table.frame["subfield"] == TOTAL) & (table.frame["field"] != TOTAL)]
    rows = rows.sort_values(SUM, ascending=False, kind="stable", na_position="last")
    column, words = table.columns[0], review_words()["charts"]
    lines = tuple((cell_words(column, row["field"], lang), (_count(row[SUM]),)) for _, row in rows.iterrows())
    series = ((words["total"][lang], colour("entry_kind", "model")),)
    return ChartData(_title(table, lang, len(lines)), words["axis_count"][lang], series, lines)


def _rewards(table: ReviewTable, lang: Language) -> ChartData:
    """Draw the first lines that were awarded; lines overlap, so they stand beside one another and are never summed."""
    columns = {one.name: one for one in table.columns}
    rows = table.frame[(table.frame["role"] == "awarded") & ~table.frame["flags"].fillna("").str.contains("several")]
    kinds = [kind for kind in KINDS if rows[kind].notna().any()]
    keys = ("place", "period", "level", "form", "movement")
    lines = []
    for _, row in rows.iterrows():
        words = (cell_words(columns[key], row[key], lang) for key in keys)
        lines.append((", ".join(word for word in words if word), tuple(_count(row[kind]) for kind in kinds)))
    series = tuple((columns[kind].heading[lang], colour("counted_recipient_kind", kind)) for kind in kinds)
    return ChartData(
        _title(table, lang, len(lines)), review_words()["charts"]["axis_rewards"][lang], series, tuple(lines)
    )


def _title(table: ReviewTable, lang: Language, lines: int) -> str:
    more = review_words()["charts"]["more"][lang].format(n=_MOST_LINES, all=lines) if lines > _MOST_LINES else ""
    return f"{table.code}. {table.title[lang]}" + (f" ({more})" if more else "")


def chart_data(tables: dict[str, ReviewTable], lang: Language) -> list[ChartData]:
    """Return what is drawn: T2, T3 and T6, each only where it has lines and a number."""
    made = [
        draw(tables[code], lang)
        for code, draw in (("T2", _by_place), ("T3", _by_field), ("T6", _rewards))
        if len(tables[code].frame)
    ]
    return [one for one in made if any(n for _, numbers in one.lines for n in numbers)]


def _height(data: ChartData) -> float:
    bars: float = min(len(data.lines), _MOST_LINES)
    bars *= 1.0 if data.stacked else max(len(data.series) * 0.6, 1.0)
    return round(max(bars * _TALL_PER_LINE + 3, _LEAST_TALL), 1)


def rows_of(data: ChartData) -> int:
    """Return how many rows of a sheet a chart and its numbers take."""
    return max(len(data.lines[:_MOST_LINES]) + 3, int(_height(data) * _ROWS_PER_CM) + 2)


def _styled(chart: BarChart, data: ChartData) -> None:
    chart.type, chart.style, chart.gapWidth = "bar", 2, 60
    chart.title, chart.y_axis.title = data.title, data.axis
    chart.width = _WIDE
    chart.height = _height(data)
    # Excel draws the first line of a bar chart at the bottom.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.number_format, chart.y_axis.majorGridlines = 0, "#,##0", None
    chart.y_axis.crosses = "max"
    if data.stacked:
        # Numbers inside dark bars cannot be read; they stand beside the chart.
        chart.grouping, chart.overlap = "stacked", 100
    else:
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.legend = chart.legend if len(data.series) > 1 else None
    if chart.legend:
        chart.legend.position = "b"
    for one, (_, ink) in zip(chart.series, data.series, strict=True):
        one.graphicalProperties.solidFill = ink.lstrip("#")


def add_chart(sheet: Any, data: ChartData, first: int) -> None:
    """Draw a chart of the numbers that stand from row `first` on: headings there, lines below."""
    last = first + len(data.lines[:_MOST_LINES])
    chart = BarChart()
    numbers = Reference(sheet, min_col=2, max_col=1 + len(data.series), min_row=first, max_row=last)
    chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
    _styled(chart, data)
    sheet.add_chart(chart, f"{'ABCDEFGH'[_DATA_COLUMNS]}{first}")


def chart_rows(pen: Pen, data: ChartData) -> list[Sequence[Any]]:
    """Return the cells of one chart's numbers, filled with empty rows to the height of the chart."""
    head = [pen.text("", "main"), *(pen.text(name, "main") for name, _ in data.series)]
    lines = [
        [pen.text(label, "long"), *(pen.value(n, "integer") for n in numbers)]
        for label, numbers in data.lines[:_MOST_LINES]
    ]
    made: list[Sequence[Any]] = [head, *lines]
    return [*made, *([[]] * (rows_of(data) - len(made)))]
