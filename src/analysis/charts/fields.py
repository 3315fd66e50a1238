"""Entries by field and subfield, by recipient, by claimed outcome."""

from typing import Any

import pandas as pd

from analysis import measures, theme
from analysis.charts import bars, page, panels
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, completeness_note, scope_words, source_line
from analysis.charts.wording import name, number, text
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

UNCLASSIFIED = "chua-phan-loai"


def fields(tables: Tables, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Draw models and exemplars by field, with the subfields of each below it."""
    rows = measures.by_subfield(tables.entries)
    with theme.style(size):
        if rows.empty:
            return page.nothing(size, lang)
        figure = page.new(size)
        lines = _lines(rows, lang)
        _draw_fields(figure, lines, lang)
        return page.compose(figure, _field_story(tables, rows, lang), page.body_inches(size, len(lines) * 0.92))


def _lines(rows: pd.DataFrame, lang: Language) -> list[dict[str, Any]]:
    """Return field rows, each followed by its subfields; the unclassified have none."""
    lines: list[dict[str, Any]] = []
    for code, of_it in rows.groupby("field", sort=False):
        lines.append(
            {"name": name("field", str(code), lang), "n": int(of_it["n"].sum()), "field": code, "is_head": True}
        )
        for _, row in of_it[of_it["subfield"] != UNCLASSIFIED].iterrows():
            label = name("subfield", row["subfield"], lang)
            lines.append({"name": label, "n": int(row["n"]), "field": code, "is_head": False})
    return lines


def _draw_fields(figure: ChartFigure, lines: list[dict[str, Any]], lang: Language) -> None:
    axes = figure.subplots()
    points = page.row_points(figure.page, len(lines))
    bars.row_names(axes, [line["name"] for line in lines], points)
    bars.bold_rows(axes, [line["is_head"] for line in lines])
    for at, line in enumerate(lines):
        height = bars.THICK if line["is_head"] else bars.THIN
        axes.barh(at, line["n"], height=height, color=theme.colour("field", line["field"]))
        bars.end_label(axes, line["n"], at, number(line["n"], lang), points)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    bars.zero_based(axes, max(line["n"] for line in lines))


def _field_title(tables: Tables, lang: Language) -> str:
    rows = measures.by_field(tables.entries)
    total = int(rows["total"].iloc[0])
    sorted_out = rows[(rows["field"] != UNCLASSIFIED) & (rows["n"] > 0)]
    if sorted_out.empty:
        return text("fields.title_none", lang, total=total)
    most = int(sorted_out["n"].max())
    leading = sorted_out[sorted_out["n"] == most]["field"]
    if len(leading) > 1:
        return text("fields.title_tie", lang, k=len(leading), n=most)
    return text("fields.title", lang, field=name("field", leading.iloc[0], lang), n=most, total=total)


def _field_story(tables: Tables, rows: pd.DataFrame, lang: Language) -> Story:
    held = measures.counted(tables.entries)
    title = _field_title(tables, lang)
    subtitle = text("fields.subtitle", lang, scope=scope_words(held, lang))
    items = [f"{line['name']} {number(line['n'], lang)}" for line in _lines(rows, lang)]
    alt = alt_text("bars", title, subtitle, items, lang)
    return Story(title, subtitle, _notes(tables, held, lang), source_line(tables.documents, held, lang), alt, rows)


def _notes(tables: Tables, held: pd.DataFrame, lang: Language) -> list[str]:
    note = completeness_note(tables, held["document_id"].unique(), lang)
    review = int(measures.by_field(held)["review"].sum())
    doubt = text("fields.review", lang, n=review) if review else ""
    return [part for part in (doubt, note, text("common.absent", lang)) if part]


def recipients(tables: Tables, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Draw models and exemplars by field, one panel per recipient kind; "not stated" is one of them."""
    matrix = measures.recipient_by_field(tables.entries)
    matrix = matrix.loc[matrix.sum(axis=1) > 0, matrix.sum() > 0]
    held = measures.counted(tables.entries)
    with theme.style(size):
        if matrix.empty:
            return page.nothing(size, lang)
        title, scope = _recipient_title(matrix, lang), scope_words(held, lang)
        subtitle = text("recipients.subtitle", lang, scope=scope)
        grid = panels.Grid(matrix, "field", "counted_recipient_kind", "counted_recipient_kind")
        alt = alt_text("panels", title, subtitle, panels.items(grid, lang), lang)
        source = source_line(tables.documents, held, lang)
        story = Story(title, subtitle, _notes(tables, held, lang), source, alt, panels.long(grid))
        return panels.draw(grid, story, lang, size)


def _recipient_title(matrix: pd.DataFrame, lang: Language) -> str:
    sums = matrix.sum()
    most, total = str(sums.idxmax()), int(sums.sum())
    if most == "unstated":
        return text("recipients.title_unstated", lang, n=int(sums.max()), total=total)
    kind = name("counted_recipient_kind", most, lang)
    return text("recipients.title", lang, kind=kind, n=int(sums.max()), total=total)


def outcomes(tables: Tables, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Draw how many entries claim each outcome, one panel per field; works where no amounts are stated."""
    matrix = measures.outcome_by_field(tables.entries)
    matrix = matrix.loc[:, matrix.sum() > 0]
    with theme.style(size):
        if matrix.empty:
            return page.nothing(size, lang)
        sums = matrix.sum(axis=1)
        coverage = measures.outcome_coverage(tables.entries).iloc[0]
        words = measures.word("outcome", str(sums.idxmax()), lang)
        title = text("outcomes.title", lang, outcome=words, n=int(sums.max()))
        counts = {"n": int(coverage["with_outcome"]), "total": int(coverage["total"])}
        subtitle = text("outcomes.subtitle", lang, **counts)
        grid = panels.Grid(matrix, "outcome", "field", "field")
        held = measures.counted(tables.entries)
        held = held[held["outcomes"].notna()]
        alt = alt_text("panels", title, subtitle, panels.items(grid, lang), lang)
        notes = [text("outcomes.claimed", lang), *_notes(tables, held, lang)]
        story = Story(title, subtitle, notes, source_line(tables.documents, held, lang), alt, panels.long(grid))
        return panels.draw(grid, story, lang, size)
