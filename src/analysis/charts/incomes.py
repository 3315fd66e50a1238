"""Households by band of their yearly amount, one panel per measure; no amount of a single household is drawn."""

from typing import Any

import pandas as pd

from analysis import measures, privacy, theme
from analysis.charts import bars, page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import amount, name, number, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

# Share of the page the panels take, and the size of their headings beside the rows'.
_PANELS, _HEAD = 0.56, 0.92


def incomes(tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public") -> ChartFigure:
    """Draw how many households are in each band of a yearly amount, by measure, with the median of five or more."""
    bands, summary = privacy.household_bands(tables.incomes), privacy.household_measures(tables.incomes)
    with theme.style(size):
        if bands.empty:
            return page.nothing(size, lang)
        figure = page.new(size, stamp(mode, lang))
        _draw(figure, bands, summary, lang)
        rows = bands["floor_vnd"].nunique()
        return page.compose(figure, _story(tables, bands, summary, lang), page.body_inches(size, rows + 4))


def _draw(figure: ChartFigure, bands: pd.DataFrame, summary: pd.DataFrame, lang: Language) -> None:
    drawn = figure.subplots(1, len(summary), sharey=True, squeeze=False)[0]
    points = page.row_points(figure.page, bands["floor_vnd"].nunique() + 4)
    width = theme.size(figure.page).width * _PANELS / len(summary)
    for axes, (_, row) in zip(drawn, summary.iterrows(), strict=True):
        values = [int(n) for n in bands[bands["measure"] == row["measure"]]["n"]]
        colours = [theme.colour("measure", str(row["measure"]))] * len(values)
        bars.horizontal(axes, values, colours, [number(n, lang) for n in values], points)
        bars.zero_based(axes, float(bands["n"].max()))
        lines = [page.balanced(figure, words, points * _HEAD, "bold", width) for words in _heading(row, lang)]
        axes.set_title("\n".join(lines), fontsize=points * _HEAD, loc="left")
    first = bands[bands["measure"] == summary["measure"].iloc[0]]
    bars.row_names(drawn[0], [_band(row, lang) for _, row in first.iterrows()], points)


def _band(row: Any, lang: Language) -> str:
    """Return a band in words."""
    if pd.isna(row["ceiling_vnd"]):
        return text("incomes.band_last", lang, floor=amount(int(row["floor_vnd"]), lang))
    ceiling = amount(int(row["ceiling_vnd"]), lang)
    if not row["floor_vnd"]:
        return text("incomes.band_first", lang, ceiling=ceiling)
    floor = amount(int(row["floor_vnd"]), lang).removesuffix(text("incomes.unit", lang)).rstrip()
    return text("incomes.band", lang, floor=floor, ceiling=ceiling)


def _heading(row: Any, lang: Language) -> list[str]:
    """Return measure, n and, with five or more, the median: a line each."""
    lines = [name("measure", row["measure"], lang), text("incomes.panel_n", lang, n=int(row["n"]))]
    if pd.isna(row["median_vnd"]):
        return lines
    return [*lines, text("incomes.panel_median", lang, amount=amount(int(row["median_vnd"]), lang))]


def _title(summary: pd.DataFrame, lang: Language) -> str:
    leading = summary.iloc[0]
    if pd.isna(leading["median_vnd"]):
        return text("incomes.title_few", lang, n=int(summary["n"].sum()))
    median = amount(int(leading["median_vnd"]), lang)
    return text("incomes.title", lang, measure=_first_words(leading["measure"], lang), amount=median)


def _first_words(measure: str, lang: Language) -> str:
    """Return a measure's label up to its comma: 'lợi nhuận, lãi' -> 'lợi nhuận'."""
    return measures.word("measure", measure, lang).split(",", maxsplit=1)[0]


def _without(tables: Tables, lang: Language) -> str:
    rows = measures.left_out(tables.incomes)
    reasons = [
        text("incomes.reason", lang, reason=measures.word("left_out", row["reason"], lang), n=int(row["n"]))
        for _, row in rows.iterrows()
    ]
    return text("incomes.without", lang, n=int(rows["n"].sum()), reasons="; ".join(reasons)) if reasons else ""


def _items(bands: pd.DataFrame, summary: pd.DataFrame, lang: Language) -> list[str]:
    items = []
    for _, row in summary.iterrows():
        held = bands[(bands["measure"] == row["measure"]) & (bands["n"] > 0)]
        told = [f"{_band(one, lang)} {number(int(one['n']), lang)}" for _, one in held.iterrows()]
        items.append(f"{', '.join(_heading(row, lang))}: {', '.join(told)}")
    return items


def _story(tables: Tables, bands: pd.DataFrame, summary: pd.DataFrame, lang: Language) -> Story:
    title, subtitle = _title(summary, lang), text("incomes.subtitle", lang)
    notes = [text("incomes.key", lang), text("incomes.separate", lang), _without(tables, lang)]
    alt = alt_text("panels", title, subtitle, _items(bands, summary, lang), lang)
    source = source_line(tables.documents, measures.household_years(tables.incomes), lang)
    data = bands.merge(summary[["measure", "median_vnd"]], on="measure")
    return Story(title, subtitle, [note for note in notes if note], source, alt, data)
