"""Entries by field and subfield, by recipient, by claimed outcome."""

from typing import Any

import pandas as pd

from analysis import measures, privacy, theme
from analysis.charts import bars, page, panels
from analysis.charts.page import ChartFigure, Story
from analysis.charts.sources import alt_text, completeness_note, scope_words, source_line, told, withheld_note
from analysis.charts.wording import name, shown, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

UNCLASSIFIED = "chua-phan-loai"


def fields(tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public") -> ChartFigure:
    """Draw models and exemplars by field, with the subfields of each below it."""
    rows = privacy.by_subfield(tables, mode)
    with theme.style(size):
        if rows.empty:
            return page.nothing(size, lang)
        figure = page.new(size, stamp(mode, lang))
        lines = _lines(rows, lang)
        _draw_fields(figure, lines, lang)
        return page.compose(figure, _field_story(tables, rows, lang, mode), page.body_inches(size, len(lines) * 0.92))


def _lines(rows: pd.DataFrame, lang: Language) -> list[dict[str, Any]]:
    """Return field rows, each followed by its subfields; the unclassified have none."""
    lines: list[dict[str, Any]] = []
    for code, of_it in rows.groupby("field", sort=False):
        lines.append(
            {"name": name("field", str(code), lang), "n": of_it["in_field"].iloc[0], "field": code, "is_head": True}
        )
        for _, row in of_it[~of_it["subfield"].isin([UNCLASSIFIED, privacy.WITHHELD_SUBFIELD])].iterrows():
            label = name("subfield", row["subfield"], lang)
            lines.append({"name": label, "n": row["n"], "field": code, "is_head": False})
    return lines


def _draw_fields(figure: ChartFigure, lines: list[dict[str, Any]], lang: Language) -> None:
    axes = figure.subplots()
    points = page.row_points(figure.page, len(lines))
    bars.row_names(axes, [line["name"] for line in lines], points)
    bars.bold_rows(axes, [line["is_head"] for line in lines])
    for at, line in enumerate(lines):
        height = bars.THICK if line["is_head"] else bars.THIN
        drawn = 0 if pd.isna(line["n"]) else int(line["n"])
        axes.barh(at, drawn, height=height, color=theme.colour("field", line["field"]))
        bars.end_label(axes, drawn, at, shown(line["n"], lang), points)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    bars.zero_based(axes, max((int(line["n"]) for line in lines if pd.notna(line["n"])), default=0))


def _field_title(tables: Tables, lang: Language, mode: Mode) -> str:
    rows = measures.by_field(tables.entries)
    total = int(rows["total"].iloc[0])
    sorted_out = rows[(rows["field"] != UNCLASSIFIED) & (rows["n"] > 0)]
    if sorted_out.empty:
        return text("fields.title_none", lang, total=total)
    most = int(sorted_out["n"].max())
    leading = sorted_out[sorted_out["n"] == most]["field"]
    open_ = privacy.by_field(tables, mode).set_index("field")["n"]
    if open_[list(leading)].isna().any():
        return text("common.title_withheld", lang, total=total)
    if len(leading) > 1:
        return text("fields.title_tie", lang, k=len(leading), n=most)
    return text("fields.title", lang, field=name("field", leading.iloc[0], lang), n=most, total=total)


def _field_story(tables: Tables, rows: pd.DataFrame, lang: Language, mode: Mode) -> Story:
    held = measures.counted(tables.entries)
    title = _field_title(tables, lang, mode)
    subtitle = text("fields.subtitle", lang, scope=scope_words(held, lang))
    items = [f"{line['name']} {shown(line['n'], lang)}" for line in _lines(rows, lang)]
    alt = alt_text("bars", title, subtitle, items, lang)
    notes = _notes(tables, held, rows, lang)
    return Story(title, subtitle, notes, source_line(tables.documents, held, lang), alt, told(rows, lang))


def _notes(tables: Tables, held: pd.DataFrame, counts: pd.DataFrame, lang: Language) -> list[str]:
    note = completeness_note(tables, held["document_id"].unique(), lang)
    review = int(measures.by_field(held)["review"].sum())
    doubt = text("fields.review", lang, n=review) if review else ""
    return [part for part in (withheld_note(counts, lang), doubt, note, text("common.absent", lang)) if part]


def recipients(tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public") -> ChartFigure:
    """Draw models and exemplars by field, one panel per recipient kind; "not stated" is one of them."""
    matrix = privacy.recipient_by_field(tables, mode)
    filled = matrix.fillna(1)
    matrix = matrix.loc[filled.sum(axis=1) > 0, filled.sum() > 0]
    held = measures.counted(tables.entries)
    with theme.style(size):
        if matrix.empty:
            return page.nothing(size, lang)
        title = _recipient_title(privacy.by_recipient_kind(tables, mode), len(held), lang)
        scope = scope_words(held, lang)
        subtitle = text("recipients.subtitle", lang, scope=scope)
        grid = panels.Grid(matrix, "field", "counted_recipient_kind", "counted_recipient_kind")
        alt = alt_text("panels", title, subtitle, panels.items(grid, lang), lang)
        source = source_line(tables.documents, held, lang)
        notes = _notes(tables, held, matrix, lang)
        story = Story(title, subtitle, notes, source, alt, told(panels.long(grid), lang))
        return panels.draw(grid, story, lang, size, stamp(mode, lang))


def _recipient_title(sums: "pd.Series[int]", total: int, lang: Language) -> str:
    """Return the title about the kind with the most entries of those that are published."""
    if sums.isna().all():
        return text("common.title_withheld", lang, total=total)
    most, n = str(sums.idxmax()), int(sums.max())
    if most == "unstated":
        return text("recipients.title_unstated", lang, n=n, total=total)
    return text("recipients.title", lang, kind=name("counted_recipient_kind", most, lang), n=n, total=total)


def outcomes(tables: Tables, lang: Language = "vi", size: SizeName = "report", mode: Mode = "public") -> ChartFigure:
    """Draw how many entries claim each outcome, one panel per field; works where no amounts are stated."""
    matrix = privacy.outcome_by_field(tables, mode)
    matrix = matrix.loc[:, matrix.fillna(1).sum() > 0]
    with theme.style(size):
        if matrix.empty:
            return page.nothing(size, lang)
        title, subtitle = _outcome_title(tables, lang, mode), _outcome_subtitle(tables, lang, mode)
        grid = panels.Grid(matrix, "outcome", "field", "field")
        held = measures.counted(tables.entries)
        held = held[held["outcomes"].notna()]
        alt = alt_text("panels", title, subtitle, panels.items(grid, lang), lang)
        notes = [text("outcomes.claimed", lang), *_notes(tables, held, matrix, lang)]
        data = told(panels.long(grid), lang)
        story = Story(title, subtitle, notes, source_line(tables.documents, held, lang), alt, data)
        return panels.draw(grid, story, lang, size, stamp(mode, lang))


def _outcome_subtitle(tables: Tables, lang: Language, mode: Mode) -> str:
    """Return the subtitle; without how many claim anything where that, less a place's own number, would tell."""
    if privacy.by_outcome_claimed(tables, mode).isna().any():
        return text("outcomes.subtitle_withheld", lang)
    coverage = measures.outcome_coverage(tables.entries).iloc[0]
    return text("outcomes.subtitle", lang, n=int(coverage["with_outcome"]), total=int(coverage["total"]))


def _outcome_title(tables: Tables, lang: Language, mode: Mode) -> str:
    """Return the title about the outcome claimed most, unless how often is withheld."""
    sums = measures.outcome_by_field(tables.entries).sum(axis=1)
    most = str(sums.idxmax())
    if pd.isna(privacy.by_outcome_claimed(tables, mode)[most]):
        return text("common.title_withheld", lang, total=len(measures.counted(tables.entries)))
    return text("outcomes.title", lang, outcome=measures.word("outcome", most, lang), n=int(sums[most]))
