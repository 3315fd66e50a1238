"""Amounts of one household in one year, each measure on an axis of its own."""

from collections.abc import Iterable
from itertools import chain
from math import log
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis import measures, theme
from analysis.charts import page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import amount, name, number, text
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

MARKS = {"exact": "o", "about": "o", "over": ">", "under": "<", "range": "D"}
_MILLION = 1_000_000
# Marks closer than this share of the axis stand below one another.
_TOUCH = 0.022


def incomes(tables: Tables, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Draw every yearly amount of one household by measure on a log axis, without names."""
    amounts = measures.household_years(tables.incomes)
    summary = measures.by_measure(tables.incomes)
    with theme.style(size):
        if amounts.empty:
            return page.nothing(size, lang)
        figure = page.new(size)
        span = (int(amounts["annual_vnd"].min()) / _MILLION / 1.5, int(amounts["annual_vnd"].max()) / _MILLION * 1.8)
        strips = [_placed(amounts[amounts["measure"] == measure], span) for measure in summary["measure"]]
        reaches = [max(1.0, strip["height"].abs().max()) + 0.8 for strip in strips]
        drawn = figure.subplots(len(strips), 1, squeeze=False, height_ratios=reaches)[:, 0]
        for axes, strip, reach, (_, row) in zip(drawn, strips, reaches, summary.iterrows(), strict=True):
            axes.set(xscale="log", xlim=span, ylim=(-reach, reach))
            _strip(axes, strip, _mark_points(size, reaches))
            _dress(axes, row, lang)
        story = _story(tables, amounts, summary, lang)
        return page.compose(figure, story, page.body_inches(size, sum(reaches) + len(strips) * 2.6))


def _mark_points(size: SizeName, reaches: list[float]) -> float:
    """Return the width of a mark in points: less than the step between marks where the page is full."""
    points, tallest = theme.size(size).points * 0.72, theme.size(size).tallest
    room = tallest * 0.6 - len(reaches) * theme.size(size).points * 3.6 / 72
    return min(points, max(room, 0.5) * 72 / (2 * sum(reaches)) * 0.92)


def _placed(rows: pd.DataFrame, span: tuple[float, float]) -> pd.DataFrame:
    """Return the amounts of a strip in millions with a height for each mark."""
    millions = (rows["annual_vnd"] / _MILLION).astype(float)
    return rows.assign(millions=millions, height=offsets(millions, *span))


def offsets(values: Iterable[float], low: float, high: float) -> list[float]:
    """Return heights for marks on a log axis so that no two cover each other: 0, then up and down by turns."""
    placed: list[tuple[float, float]] = []
    for value in values:
        at = log(value / low) / log(high / low)
        taken = {height for other, height in placed if abs(other - at) < _TOUCH}
        turns = chain([0.0], *((float(step), -float(step)) for step in range(1, len(placed) + 1)))
        placed.append((at, next(turn for turn in turns if turn not in taken)))
    return [height for _, height in placed]


def _strip(axes: Axes, strip: pd.DataFrame, points: float) -> None:
    """Draw the marks of one measure; the shape says whether the amount is a bound."""
    for mark in dict.fromkeys(MARKS.values()):
        chosen = strip[[MARKS[str(bound)] == mark for bound in strip["bound"]]]
        colours = [theme.colour("measure", str(measure)) for measure in chosen["measure"]]
        style = {"marker": mark, "s": points**2, "edgecolor": theme.PAPER, "linewidth": 0.6, "zorder": 3}
        axes.scatter(chosen["millions"], chosen["height"], color=colours, **style)  # type: ignore[arg-type]


def _dress(axes: Axes, row: Any, lang: Language) -> None:
    """Give a strip its title with n and median, and ticks that say the amounts in full."""
    words = {"measure": name("measure", row["measure"], lang), "n": int(row["n"])}
    if pd.isna(row["median_vnd"]):
        axes.set_title(text("incomes.panel", lang, **words))
    else:
        median = int(row["median_vnd"])
        axes.set_title(text("incomes.panel_median", lang, **words, amount=amount(median, lang)))
        axes.axvline(median / _MILLION, color=theme.INK, linewidth=1.4, zorder=2)
    axes.spines["bottom"].set_visible(True)
    axes.grid(visible=True, axis="x")
    axes.set_yticks([])
    low, high = axes.get_xlim()
    ticks = [tick for power in range(1, 7) for tick in (10**power, 3 * 10**power) if low <= tick <= high]
    axes.set_xticks(ticks, [number(tick, lang) for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.set_xlabel(text("incomes.axis", lang), loc="right", labelpad=1)


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


def _items(summary: pd.DataFrame, lang: Language) -> list[str]:
    items = []
    for _, row in summary.iterrows():
        span = "–".join(dict.fromkeys(amount(int(row[end]), lang) for end in ("low_vnd", "high_vnd")))
        words = f"{name('measure', row['measure'], lang)}: n = {number(row['n'], lang)}, {span}"
        if pd.notna(row["median_vnd"]):
            words += ", " + text("incomes.median", lang, amount=amount(int(row["median_vnd"]), lang))
        items.append(words)
    return items


def _story(tables: Tables, amounts: pd.DataFrame, summary: pd.DataFrame, lang: Language) -> Story:
    title, subtitle = _title(summary, lang), text("incomes.subtitle", lang)
    notes = [text("incomes.key", lang), text("incomes.separate", lang), _without(tables, lang)]
    alt = alt_text("strip", title, subtitle, _items(summary, lang), lang)
    source = source_line(tables.documents, amounts, lang)
    return Story(title, subtitle, [note for note in notes if note], source, alt, amounts)
