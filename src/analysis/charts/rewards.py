"""Rewards by recipient kind, one source at a time."""

from typing import Any

import pandas as pd

from analysis import measures, theme
from analysis.charts import bars, page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import bounded, name, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName


def rewards_by_kind(
    tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public"
) -> ChartFigure:
    """Draw what up to six places report as awarded, one panel per source, place and period, each with its own scale."""
    every = measures.profiles(tables.rewards)
    shown = measures.distinct_places(every, page.most_panels(size))
    with theme.style(size):
        if shown.empty:
            return page.nothing(size, lang)
        figure = page.new(size, stamp(mode, lang))
        groups = [rows for _, rows in shown.groupby("profile")]
        columns = page.columns(size, len(groups))
        drawn = figure.subplots(-(-len(groups) // columns), columns, squeeze=False).ravel()
        heights = [_panel(figure, axes, rows, lang, columns) for axes, rows in zip(drawn, groups, strict=False)]
        for axes in drawn[len(groups) :]:
            axes.set_axis_off()
        return page.compose(figure, _story(tables, every, shown, lang), page.lines_inches(heights, columns))


def _panel(figure: ChartFigure, axes: Any, rows: pd.DataFrame, lang: Language, columns: int) -> float:
    """Draw one profile and return the inches it needs."""
    points = theme.size(figure.page).points * 0.95
    kinds = [str(kind) for kind in rows["recipient_kind"]]
    names = [name("counted_recipient_kind", kind, lang) for kind in kinds]
    labels = [bounded(*pair, lang) for pair in zip(rows["count"], rows["bound"], strict=True)]
    values = [int(count) for count in rows["count"]]
    bars.horizontal(axes, values, [theme.colour("counted_recipient_kind", kind) for kind in kinds], labels, points)
    bars.row_names(axes, names, points)
    bars.zero_based(axes, max(values))
    place, width = measures.full_place_name(rows.iloc[0]), page.panel_inches(figure, columns, names)
    above = page.panel_title(figure, axes, place, _about(rows.iloc[0], lang), width)
    return above + page.body_inches(figure.page, len(kinds) * 1.25, least=0.4)


def _about(row: Any, lang: Language) -> str:
    """Return level, form, field, movement and period of a profile, as far as stated."""
    coded = [
        measures.word(column, str(row[column]), lang) for column in ("level", "form", "field") if pd.notna(row[column])
    ]
    movement = [theme.drawable(str(row["movement"]))] if pd.notna(row["movement"]) else []
    period = measures.period_name(row["period_start"], row["period_end"])
    return ", ".join(part for part in (*coded, *movement, period) if part)


def _story(tables: Tables, every: pd.DataFrame, shown: pd.DataFrame, lang: Language) -> Story:
    lead = measures.kind_lead(shown).iloc[0]
    compared, all_shown = int(lead["profiles"]), int(shown["profile"].nunique())
    key = "title" if compared and lead["individuals_lead"] * 2 > compared else "title_other"
    title = text(f"rewards_by_kind.{key}", lang, lead=int(lead["individuals_lead"]), n=compared or all_shown)
    subtitle = text("rewards_by_kind.subtitle", lang)
    notes = [text("rewards_by_kind.no_sum", lang), text("common.not_a_sample", lang)]
    places = len(measures.distinct_places(every, len(every)).drop_duplicates("profile"))
    if places > all_shown:
        notes.insert(0, text("rewards_by_kind.more", lang, shown=all_shown, all=places))
    items = [
        f"{measures.place_name(row)}, {_about(row, lang)}, "
        f"{measures.word('counted_recipient_kind', str(row['recipient_kind']), lang)}: "
        f"{bounded(row['count'], row['bound'], lang)}"
        for _, row in shown.iterrows()
    ]
    alt = alt_text("panels", title, subtitle, items, lang)
    return Story(title, subtitle, notes, source_line(tables.documents, shown, lang), alt, shown)
