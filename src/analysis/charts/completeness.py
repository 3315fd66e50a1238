"""How many entries the documents declare and how many were found."""

from typing import Any

import pandas as pd

from analysis import measures, theme
from analysis.charts import bars, page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, source_line
from analysis.charts.wording import number, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

_LONGEST_NAME = 42


def completeness(
    tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public"
) -> ChartFigure:
    """Draw declared and found entries of every list that declares a number or holds entries."""
    lists = measures.ledger(tables.sections, tables.documents)
    lists["document"] = lists["document"].map(theme.drawable).astype("str")
    with theme.style(size):
        if lists.empty:
            return page.nothing(size, lang)
        figure = page.new(size, stamp(mode, lang))
        rows = _rows(lists, _persons(tables, mode))
        _draw(figure, rows, lang)
        return page.compose(figure, _story(tables, lists, lang, mode), page.body_inches(size, len(rows)))


def _persons(tables: Tables, mode: Mode) -> set[str]:
    """Return the names a heading must not hold in a mode."""
    if mode != "public":
        return set()
    held = tables.entries[tables.entries["recipient_kind"] != "collective"]["recipient_name"]
    return set(held.dropna())


def _list_name(row: Any, persons: set[str]) -> str:
    """Return a list's heading in short; its kind instead, where the heading names a person."""
    plain = measures.heading_words(theme.drawable(str(row["section"])))
    if any(person in plain for person in persons):
        return measures.word("section_kind", str(row["kind"]))
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1].rstrip() + "…"


def _rows(lists: pd.DataFrame, persons: set[str]) -> list[dict[str, Any]]:
    """Return the rows from top to bottom: a document's name, then its lists."""
    rows: list[dict[str, Any]] = []
    for document, of_it in lists.groupby("document", sort=False):
        rows.append({"name": document, "is_head": True})
        rows += [{"name": _list_name(row, persons), "is_head": False, "list": row} for _, row in of_it.iterrows()]
    return rows


def _draw(figure: ChartFigure, rows: list[dict[str, Any]], lang: Language) -> None:
    axes = figure.subplots()
    points = page.row_points(figure.page, len(rows))
    bars.row_names(axes, [row["name"] for row in rows], points)
    bars.bold_rows(axes, [row["is_head"] for row in rows])
    longest = 1
    for at, row in enumerate(rows):
        if not row["is_head"]:
            longest = max(longest, _bar(axes, at, row["list"], lang, points))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    bars.zero_based(axes, longest)


def _bar(axes: Any, at: int, row: Any, lang: Language, points: float) -> int:
    found, declared = int(row["found"]), None if pd.isna(row["declared"]) else int(row["declared"])
    colour = theme.colour("ledger", "open" if declared is None else "found")
    if declared is not None and declared > found:
        axes.barh(
            at, declared, height=0.66, facecolor=theme.PAPER, edgecolor=theme.colour("ledger", "missing"), linewidth=1.2
        )
    axes.barh(at, found, height=0.66, color=colour)
    end = max(found, declared or 0)
    bars.end_label(axes, end, at, _label(row, found, declared, lang), points)
    return end


def _label(row: Any, found: int, declared: int | None, lang: Language) -> str:
    keys = {"complete": "of_declared", "short": "missing", "surplus": "surplus"}
    missing = 0 if declared is None else declared - found
    key = keys.get(str(row["state"]), str(row["state"]))
    return text(f"completeness.{key}", lang, found=found, declared=declared or 0, missing=missing)


def _story(tables: Tables, lists: pd.DataFrame, lang: Language, mode: Mode) -> Story:
    total = measures.ledger_total(lists).iloc[0]
    key = "title" if total["declared"] else "title_none"
    title = text(f"completeness.{key}", lang, found=int(total["found"]), declared=int(total["declared"]))
    subtitle = text("completeness.subtitle", lang, documents=int(lists["document_id"].nunique()))
    persons = _persons(tables, mode)
    data = lists.assign(section=[_list_name(row, persons) for _, row in lists.iterrows()])
    items = [f"{row['document']}, {row['section']}: {_plain(row, lang)}" for _, row in data.iterrows()]
    return Story(
        title,
        subtitle,
        [text("completeness.key", lang)],
        source_line(tables.documents, lists, lang),
        alt_text("bars", title, subtitle, items, lang),
        data,
    )


def _plain(row: Any, lang: Language) -> str:
    declared = None if pd.isna(row["declared"]) else int(row["declared"])
    return _label(row, int(row["found"]), declared, lang) or number(int(row["found"]), lang)
