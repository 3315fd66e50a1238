"""Comparable series over the years: small multiples of columns, each from zero."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd

from analysis import measures, theme
from analysis.charts import page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import bounded, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName


def reward_trends(
    tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public"
) -> ChartFigure:
    """Draw up to six comparable series of reward counts; each role is a series of its own."""
    return _trends(tables, measures.reward_series(tables.rewards), "reward", lang, size, mode)


def model_trends(
    tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public"
) -> ChartFigure:
    """Draw up to six places and subjects with their numbers of models, registered beside effective or recognised."""
    return _trends(tables, measures.model_series(tables.counts), "model", lang, size, mode)


def _panel_key(points: pd.DataFrame, kind: str) -> list[str]:
    """Return what a panel has in common: models stand side by side by role, rewards never do."""
    apart = {"series", "months", "period_start", "period_end", "count", "bound", "document_id", "source", "period"}
    shared = [column for column in points.columns if column not in apart]
    return [*(column for column in shared if column != "role"), "months"] if kind == "model" else ["series"]


def _trends(tables: Tables, points: pd.DataFrame, kind: str, lang: Language, size: SizeName, mode: Mode) -> ChartFigure:
    with theme.style(size):
        if points.empty:
            return page.nothing(size, lang)
        figure = page.new(size, stamp(mode, lang))
        groups = [rows for _, rows in points.groupby(_panel_key(points, kind), dropna=False, sort=False)]
        groups = groups[: page.most_panels(size)]
        columns = page.columns(size, len(groups))
        drawn = figure.subplots(-(-len(groups) // columns), columns, squeeze=False).ravel()
        heights = [_panel(figure, axes, rows, kind, lang, columns) for axes, rows in zip(drawn, groups, strict=False)]
        for axes in drawn[len(groups) :]:
            axes.set_axis_off()
        story = _story(tables, points, pd.concat(groups), kind, lang)
        return page.compose(figure, story, page.lines_inches(heights, columns))


def _panel(figure: ChartFigure, axes: Any, rows: pd.DataFrame, kind: str, lang: Language, columns: int) -> float:
    """Draw one panel and return the inches it needs."""
    periods = sorted(set(zip(rows["period_start"], rows["period"], strict=True)))
    roles = list(dict.fromkeys(rows["role"].sort_values(key=lambda codes: codes.map(_role_order(kind)))))
    inches = page.panel_inches(figure, columns)
    labels = _labels(figure, rows, inches / len(periods) / len(roles), lang)
    _draw(axes, rows, periods, roles, kind)
    for (x, count), words in zip(_tops(rows, periods, roles), labels.words, strict=True):
        axes.annotate(
            words, (x, count), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom",
            fontsize=labels.points, rotation=labels.rotation,
        )  # fmt: skip
    axes.set_xlim(-0.6, len(periods) - 0.4)
    legend = _role_names(figure, axes, roles, kind, lang) if len(roles) > 1 else 0.0
    body = page.body_inches(figure.page, 4.6, least=0.5)
    axes.set_ylim(0, int(rows["count"].max()) * (1 + (legend + labels.inches + 0.05) / body))
    _period_names(figure, axes, [name for _, name in periods], inches)
    axes.set_yticks([])
    axes.axhline(0, color=theme.SOFT_INK, linewidth=0.8)
    about = _about(rows.iloc[0], lang)
    if len(roles) == 1:
        about += f" ({measures.word(_role_list(kind), str(roles[0]), lang)})"
    above = page.panel_title(figure, axes, measures.full_place_name(rows.iloc[0]), about, inches)
    return above + legend + labels.inches + body + 0.3


def _middle(step: int, at: int, roles: int) -> float:
    """Return where the column of role number `at` stands in period number `step`."""
    return step + (at - (roles - 1) / 2) * _width(roles)


def _width(roles: int) -> float:
    return (0.7 if roles > 1 else 0.5) / roles


def _tops(rows: pd.DataFrame, periods: list[Any], roles: list[str]) -> list[tuple[float, int]]:
    """Return position and height of each row's column."""
    steps = [periods.index(pair) for pair in zip(rows["period_start"], rows["period"], strict=True)]
    found = [_middle(step, roles.index(role), len(roles)) for step, role in zip(steps, rows["role"], strict=True)]
    return [(x, int(count)) for x, count in zip(found, rows["count"], strict=True)]


def _draw(axes: Any, rows: pd.DataFrame, periods: list[Any], roles: list[str], kind: str) -> None:
    for role in roles:
        tops = _tops(rows[rows["role"] == role], periods, roles)
        colour = theme.colour(_role_list(kind), str(role))
        axes.bar(
            [x for x, _ in tops], [count for _, count in tops], width=_width(len(roles)), color=colour,
            edgecolor=theme.PAPER, linewidth=0.8,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Labels:
    """The numbers above columns: flat where there is room, upright where not."""

    words: list[str]
    points: float
    rotation: int
    inches: float


def _labels(figure: ChartFigure, rows: pd.DataFrame, slot: float, lang: Language) -> _Labels:
    points = theme.size(figure.page).points * 0.9
    words = [bounded(*pair, lang) for pair in zip(rows["count"], rows["bound"], strict=True)]
    widest = max(page.text_inches(figure, one, points) for one in words)
    if widest <= slot * 0.98:
        return _Labels(words, points, 0, points * 1.3 / 72)
    upright = min(points, slot * 72 * 0.72)
    return _Labels(words, upright, 90, widest * upright / points + 0.06)


def _period_names(figure: ChartFigure, axes: Any, names: list[str], inches: float) -> None:
    """Write the periods below the columns: on two lines where they would touch, then only every second, third ..."""
    points, each = theme.size(figure.page).points * 0.9, inches / len(names) * 0.85
    if max(page.text_inches(figure, name, points) for name in names) > each:
        names = [name.replace("–", "–\n") for name in names]
    widest = max(page.text_inches(figure, line, points) for name in names for line in name.split("\n"))
    step = ceil(widest / each)
    kept = [at for at in range(len(names)) if (len(names) - 1 - at) % step == 0]
    axes.set_xticks(kept, [names[at] for at in kept], fontsize=points)


def _role_list(kind: str) -> str:
    return "count_role" if kind == "model" else "reward_role"


def _role_order(kind: str) -> dict[str, int]:
    return {code: at for at, code in enumerate(theme.palette(_role_list(kind)))}


def _role_names(figure: ChartFigure, axes: Any, roles: list[str], kind: str, lang: Language) -> float:
    """Name the roles beside their colours in the panel's upper right, and return the inches this takes."""
    points = theme.size(figure.page).points * 0.9
    for at, role in enumerate(roles):
        words = measures.word(_role_list(kind), role, lang)
        left = -page.text_inches(figure, words, points) * 72 - 3
        place = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "right", "va": "top"}
        axes.annotate(words, (1, 1), xytext=(0, -at * points * 1.35), fontsize=points, **place)
        colour = theme.colour(_role_list(kind), role)
        axes.annotate("■", (1, 1), xytext=(left, -at * points * 1.35), fontsize=points, color=colour, **place)
    return len(roles) * points * 1.35 / 72


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
