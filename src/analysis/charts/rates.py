"""What became of registered models: the share that was effective or recognised in the same period."""

from typing import Any

import pandas as pd

from analysis import measures, theme
from analysis.charts import bars, page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import percent, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName


def model_rates(tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public") -> ChartFigure:
    """Draw the share of registered models with a result, where one source counts both for one place and period."""
    rows = measures.registered_and_result(tables.counts).dropna(subset=["share"])
    with theme.style(size):
        if rows.empty:
            return page.nothing(size, lang)
        figure = page.new(size, stamp(mode, lang))
        axes = figure.subplots()
        points = page.row_points(size, len(rows) * 2)
        colours = [theme.colour("count_role", str(role)) for role in rows["role"]]
        labels = [_value(row, lang) for _, row in rows.iterrows()]
        bars.horizontal(axes, [float(share) for share in rows["share"]], colours, labels, points)
        bars.row_names(axes, [_row_name(row) for _, row in rows.iterrows()], points)
        bars.zero_based(axes, max(100.0, float(rows["share"].max())))
        return page.compose(figure, _story(tables, rows, lang), page.body_inches(size, len(rows) * 1.8))


def _value(row: Any, lang: Language) -> str:
    role = measures.word("count_role", str(row["role"]), lang)
    counts = {"result": int(row["result"]), "registered": int(row["registered"])}
    return text("model_rates.value", lang, share=percent(row["share"], lang), role=role, **counts)


def _row_name(row: Any) -> str:
    period = measures.period_name(row["period_start"], row["period_end"])
    return f"{measures.place_name(row)} {period}\n{theme.drawable(row['subject'])}"


def _story(tables: Tables, rows: pd.DataFrame, lang: Language) -> Story:
    low, high = (f"{percent(one, lang)}%" for one in (rows["share"].min(), rows["share"].max()))
    title = text("model_rates.title", lang, low=low, high=high)
    subtitle = text("model_rates.subtitle", lang)
    items = [f"{_row_name(row)}: {_value(row, lang)}".replace("\n", ", ") for _, row in rows.iterrows()]
    alt = alt_text("bars", title, subtitle, items, lang)
    notes = [text("common.not_a_sample", lang)]
    return Story(title, subtitle, notes, source_line(tables.documents, rows, lang), alt, rows)
