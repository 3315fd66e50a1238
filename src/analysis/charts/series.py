"""Comparable series over the years: small multiples of columns, each from zero."""

from typing import Any

import pandas as pd

from analysis import measures, theme
from analysis.charts import page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import bounded, text
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

_MOST = 6
# Room above the columns for the names of two roles or more, as a share of the tallest column.
_LEGEND_ROOM = 0.16


def reward_trends(tables: Tables, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Draw up to six comparable series of reward counts; each role is a series of its own."""
    return _trends(tables, measures.reward_series(tables.rewards), "reward", lang, size)


def model_trends(tables: Tables, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Draw up to six places and subjects with their numbers of models, registered beside effective or recognised."""
    return _trends(tables, measures.model_series(tables.counts), "model", lang, size)


def _panel_key(points: pd.DataFrame, kind: str) -> list[str]:
    """Return what a panel has in common: models stand side by side by role, rewards never do."""
    apart = {"series", "months", "period_start", "period_end", "count", "bound", "document_id", "source", "period"}
    shared = [column for column in points.columns if column not in apart]
    return [*(column for column in shared if column != "role"), "months"] if kind == "model" else ["series"]


def _trends(tables: Tables, points: pd.DataFrame, kind: str, lang: Language, size: SizeName) -> ChartFigure:
    with theme.style(size):
        if points.empty:
            return page.nothing(size, lang)
        figure = page.new(size)
        groups = [rows for _, rows in points.groupby(_panel_key(points, kind), dropna=False, sort=False)][:_MOST]
        columns = page.columns(size, len(groups))
        lines = -(-len(groups) // columns)
        drawn = figure.subplots(lines, columns, squeeze=False).ravel()
        for axes, rows in zip(drawn, groups, strict=False):
            _panel(figure, axes, rows, kind, lang, columns)
        for axes in drawn[len(groups) :]:
            axes.set_axis_off()
        shown = pd.concat(groups)
        return page.compose(figure, _story(tables, points, shown, kind, lang), page.body_inches(size, lines * 8.2))


def _panel(figure: ChartFigure, axes: Any, rows: pd.DataFrame, kind: str, lang: Language, columns: int) -> None:
    periods = sorted(set(zip(rows["period_start"], rows["period"], strict=True)))
    roles = list(dict.fromkeys(rows["role"].sort_values(key=lambda codes: codes.map(_role_order(kind)))))
    width = 0.7 / len(roles)
    for at, role in enumerate(roles):
        of_role = rows[rows["role"] == role]
        steps = [periods.index(pair) for pair in zip(of_role["period_start"], of_role["period"], strict=True)]
        middles = [step + (at - (len(roles) - 1) / 2) * width for step in steps]
        _columns(figure, axes, middles, of_role, width, theme.colour(_role_list(kind), str(role)), lang)
    axes.set_xlim(-0.6, max(len(periods), 3) - 0.4)
    axes.set_xticks(range(len(periods)), [name for _, name in periods])
    axes.set_ylim(0, int(rows["count"].max()) * (1.15 + _LEGEND_ROOM * (len(roles) - 1) * len(roles)))
    axes.set_yticks([])
    axes.axhline(0, color=theme.SOFT_INK, linewidth=0.8)
    about = _about(rows.iloc[0], lang)
    if len(roles) == 1:
        about += f" ({measures.word(_role_list(kind), str(roles[0]), lang)})"
    else:
        _role_names(figure, axes, roles, kind, lang)
    page.panel_title(figure, axes, measures.full_place_name(rows.iloc[0]), about, page.panel_inches(figure, columns))


def _columns(
    figure: ChartFigure, axes: Any, middles: list[float], rows: pd.DataFrame, width: float, colour: str, lang: Language
) -> None:
    counts = [int(count) for count in rows["count"]]
    axes.bar(middles, counts, width=width, color=colour, edgecolor=theme.PAPER, linewidth=0.8)
    points = theme.size(figure.page).points * 0.9
    for middle, count, bound in zip(middles, counts, rows["bound"], strict=True):
        axes.annotate(
            bounded(count, bound, lang), (middle, count), xytext=(0, 2), textcoords="offset points",
            ha="center", va="bottom", fontsize=points,
        )  # fmt: skip


def _role_list(kind: str) -> str:
    return "count_role" if kind == "model" else "reward_role"


def _role_order(kind: str) -> dict[str, int]:
    return {code: at for at, code in enumerate(theme.palette(_role_list(kind)))}


def _role_names(figure: ChartFigure, axes: Any, roles: list[str], kind: str, lang: Language) -> None:
    """Name the roles in their colours in the panel's upper right, instead of a legend."""
    points = theme.size(figure.page).points * 0.9
    for at, role in enumerate(roles):
        words = measures.word(_role_list(kind), role, lang)
        left = -page.text_inches(figure, words, points) * 72 - 3
        place = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "right", "va": "top"}
        axes.annotate(words, (1, 1), xytext=(0, -at * points * 1.35), fontsize=points, **place)
        colour = theme.colour(_role_list(kind), role)
        axes.annotate("■", (1, 1), xytext=(left, -at * points * 1.35), fontsize=points, color=colour, **place)


def _about(row: Any, lang: Language) -> str:
    """Return what a series counts, as far as stated, without its role and period."""
    parts = [
        theme.drawable(str(row[column]))
        for column in ("subject", "movement")
        if column in row and pd.notna(row[column])
    ]
    lists = {"level": "level", "form": "form", "field": "field", "recipient_kind": "counted_recipient_kind"}
    for column, code_list in lists.items():
        if column in row and pd.notna(row[column]):
            parts.append(measures.word(code_list, str(row[column]), lang))
    return ", ".join(parts)


def _story(tables: Tables, points: pd.DataFrame, shown: pd.DataFrame, kind: str, lang: Language) -> Story:
    moved = measures.ups_and_downs(shown).iloc[0]
    title = text(f"series.title_{kind}", lang, up=int(moved["up"]), n=int(moved["series"]))
    subtitle = text("series.subtitle", lang)
    notes = [text("series.stages", lang), text("series.gaps", lang), text("common.not_a_sample", lang)]
    everything = points["series"].nunique()
    if everything > shown["series"].nunique():
        notes.insert(0, text("series.more", lang, shown=shown["series"].nunique(), all=everything))
    alt = alt_text("panels", title, subtitle, [_item(row, kind, lang) for _, row in shown.iterrows()], lang)
    return Story(title, subtitle, notes, source_line(tables.documents, shown, lang), alt, shown)


def _item(row: Any, kind: str, lang: Language) -> str:
    role = measures.word(_role_list(kind), str(row["role"]), lang)
    count = bounded(row["count"], row["bound"], lang)
    return f"{measures.place_name(row)}, {_about(row, lang)}, {role} {row['period']}: {count}"
