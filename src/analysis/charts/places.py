"""Entries over the districts of a province, also the districts that have none."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import seaborn as sns  # type: ignore[import-untyped]
from matplotlib.colors import LinearSegmentedColormap

from analysis import measures, privacy, theme
from analysis.charts import bars, page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.panels import is_told
from analysis.charts.sources import alt_text, completeness_note, source_line, told, withheld_note
from analysis.charts.wording import name, number, shown, stamp, text
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName

_MOST_NAMED = 6


def _province(tables: Tables, province: str | None) -> str | None:
    """Return the province asked for, else the one with the most entries whose documents name districts, else None."""
    if province is not None:
        return province
    held = measures.provinces_with_entries(tables.entries, tables.documents)["province"]
    return next((str(one) for one in held if _has_districts(tables, str(one))), None)


def _has_districts(tables: Tables, province: str) -> bool:
    """Say whether a province has rows to draw: from July 2025 there are no districts."""
    return any(map(measures.is_place, measures.by_district(tables.entries, tables.documents, province).index))


def _behind(tables: Tables, province: str) -> pd.DataFrame:
    """Return the entries of the province's own documents."""
    whole = measures.provincial_documents(tables.documents)
    wanted = whole[whole["province"] == province]["document_id"]
    return tables.entries[tables.entries["document_id"].isin(wanted)]


def _days(tables: Tables, held: pd.DataFrame) -> list[date | None]:
    """Return the day of every document behind `held`, None for one without a day."""
    documents = tables.documents[tables.documents["document_id"].isin(held["document_id"])]
    return [measures.document_date(row) for _, row in documents.iterrows()]


def _years(tables: Tables, held: pd.DataFrame) -> str:
    years = sorted({day.year for day in _days(tables, held) if day})
    return "–".join(map(str, dict.fromkeys([years[0], years[-1]]))) if years else ""


def _notes(tables: Tables, held: pd.DataFrame, province: str, key: str, lang: Language) -> list[str]:
    others = measures.provinces_with_entries(tables.entries, tables.documents)["province"]
    undrawn = [one for one in others if one != province]
    if None in _days(tables, held):
        key = "districts.key_undated"
    notes = [text(key, lang), completeness_note(tables, held["document_id"].unique(), lang)]
    if undrawn:
        shown = [*undrawn[:_MOST_NAMED], "..."] if len(undrawn) > _MOST_NAMED else undrawn
        notes.append(text("districts.others", lang, provinces=", ".join(shown)))
    return [note for note in (*notes, text("common.absent", lang)) if note]


def _row_name(district: Any, lang: Language) -> str:
    return str(district) if measures.is_place(district) else text("common.unstated_place", lang)


def districts(
    tables: Tables,
    lang: Language = "vi",
    size: SizeName = "report",
    province: str | None = None,
    mode: Mode = "public",
) -> ChartFigure:
    """Draw entries by district of one province, all districts of the document's date, the most entries first."""
    chosen = _province(tables, province)
    with theme.style(size):
        if chosen is None:
            return page.nothing(size, lang)
        matrix = privacy.by_district(tables, chosen, mode)
        sums = matrix["n"].fillna(0).to_dict()
        matrix = matrix.loc[sorted(matrix.index, key=lambda one: (not one, -sums[one]))]
        figure = page.new(size, stamp(mode, lang))
        _draw_districts(figure, matrix, lang)
        return page.compose(figure, _district_story(tables, matrix, chosen, lang), page.body_inches(size, len(matrix)))


def _draw_districts(figure: ChartFigure, matrix: pd.DataFrame, lang: Language) -> None:
    axes = figure.subplots()
    points = page.row_points(figure.page, len(matrix))
    rows, start = range(len(matrix)), [0] * len(matrix)
    for values, colour in _stacks(matrix):
        axes.barh(rows, values, left=start, height=bars.THICK, color=colour, edgecolor=theme.PAPER, linewidth=1.2)
        start = [before + value for before, value in zip(start, values, strict=True)]
    for row, (total, (_, counts)) in enumerate(zip(start, matrix.iterrows(), strict=True)):
        bars.end_label(axes, total, row, _sum(counts, lang), points)
    bars.row_names(axes, [_row_name(one, lang) for one in matrix.index], points)
    axes.set_ylim(len(matrix) - 0.5, -0.5)
    bars.zero_based(axes, max(start))


def _stacks(matrix: pd.DataFrame) -> Iterator[tuple[list[int], str]]:
    """Yield the bars of each kind, then those of rows that publish their sum only."""
    kinds = matrix.drop(columns="n")
    whole = kinds.isna().any(axis=1)
    for kind in kinds.columns:
        yield [int(n) for n in kinds[kind].mask(whole, 0)], theme.colour("entry_kind", str(kind))
    if whole.any():
        sums = matrix["n"].fillna(0).where(whole, 0)
        yield [int(n) for n in sums], theme.colour("measure", "unspecified")


def _sum(counts: Any, lang: Language) -> str:
    """Return the number at the end of a bar, with its parts where it has several and they are published."""
    kinds = counts.drop("n")
    if kinds.isna().any():
        return shown(counts["n"], lang)
    parts = {str(kind): int(n) for kind, n in kinds.items() if n}
    named = [f"{number(n, lang)} {measures.word('entry_kind', kind, lang)}" for kind, n in parts.items()]
    total = int(counts["n"])
    return text("districts.parts", lang, n=total, parts=", ".join(named)) if len(named) > 1 else number(total, lang)


def _district_story(tables: Tables, matrix: pd.DataFrame, province: str, lang: Language) -> Story:
    named = matrix[matrix.index.map(measures.is_place)]
    held = _behind(tables, province)
    title = _district_title(named["n"], None in _days(tables, held), lang)
    has_both = {"model", "exemplar"} <= set(matrix.columns)
    key = "districts.subtitle" if has_both else "districts.subtitle_one"
    subtitle = text(key, lang, province=province, years=_years(tables, held)).removesuffix(", ")
    items = [f"{_row_name(one, lang)} {shown(matrix.loc[one, 'n'], lang)}" for one in matrix.index]
    undivided = [text("districts.undivided", lang)] if matrix.isna().any(axis=None) else []
    notes = [*_notes(tables, held, province, "districts.key", lang), *undivided]
    alt = alt_text("bars", title, subtitle, items, lang)
    data = told(matrix.reset_index(), lang)
    return Story(title, subtitle, notes, source_line(tables.documents, held, lang), alt, data)


def _district_title(sums: "pd.Series[int]", undated: bool, lang: Language) -> str:
    if sums.isna().any():
        return text("common.title_withheld", lang, total=int(sums.fillna(0).sum()))
    counts = {"held": int((sums > 0).sum()), "all": len(sums), "most": int(sums.max())}
    return text("districts.title_undated" if undated else "districts.title", lang, **counts)


def district_by_field(
    tables: Tables,
    lang: Language = "vi",
    size: SizeName = "report",
    province: str | None = None,
    mode: Mode = "public",
) -> ChartFigure:
    """Draw a province's districts by field as a heat map, so that the empty cells show."""
    chosen = _province(tables, province)
    with theme.style(size):
        if chosen is None:
            return page.nothing(size, lang)
        matrix = privacy.district_by_field(tables, chosen, mode)
        if not matrix["chua-phan-loai"].fillna(1).any():
            matrix = matrix.drop(columns="chua-phan-loai")
        figure = page.new(size, stamp(mode, lang))
        _draw_matrix(figure, matrix, lang)
        return page.compose(
            figure, _matrix_story(tables, matrix, chosen, lang), page.body_inches(size, len(matrix) + 2.5)
        )


def _draw_matrix(figure: ChartFigure, matrix: pd.DataFrame, lang: Language) -> None:
    axes = figure.subplots()
    points = page.row_points(figure.page, len(matrix) + 2)
    values = matrix.fillna(0).astype("int64")
    shades = LinearSegmentedColormap.from_list("cells", ["#C9D6E8", theme.colour("field", "kinh-te")])
    sns.heatmap(
        values, mask=values == 0, cmap=shades, vmin=1, vmax=max(int(values.to_numpy().max()), 2), cbar=False,
        annot=values.map(lambda n: number(n, lang)), fmt="", annot_kws={"fontsize": points}, linewidths=1.5, ax=axes,
    )  # fmt: skip
    for label, n in zip(axes.texts, (n for n in values.to_numpy().ravel() if n), strict=True):
        label.set_color(theme.ink_on(shades(axes.collections[0].norm(n))))
    for row, column in zip(*(values.to_numpy() == 0).nonzero(), strict=True):
        words = shown(pd.NA, lang) if pd.isna(matrix.iloc[row, column]) else "–"
        axes.text(column + 0.5, row + 0.5, words, ha="center", va="center", color=theme.SOFT_INK, fontsize=points)
    axes.set(xlabel="", ylabel="")
    width = theme.size(figure.page).width * 0.7 / len(values.columns)
    heads = [page.balanced(figure, name("field", str(code), lang), points, "bold", width) for code in values.columns]
    axes.xaxis.tick_top()
    axes.set_xticks([at + 0.5 for at in range(len(heads))], heads, fontsize=points, fontweight="bold")
    names = [_row_name(one, lang) for one in values.index]
    axes.set_yticks([at + 0.5 for at in range(len(names))], names, fontsize=points, rotation=0)
    axes.tick_params(length=0)


def _matrix_story(tables: Tables, matrix: pd.DataFrame, province: str, lang: Language) -> Story:
    held = _behind(tables, province)
    gaps = measures.empty_cells(matrix.fillna(1)).iloc[0]
    key = "district_by_field.title_least" if matrix.isna().any(axis=None) else "district_by_field.title"
    title = text(key, lang, empty=int(gaps["empty"]), cells=int(gaps["cells"]))
    subtitle = text("district_by_field.subtitle", lang, province=province, years=_years(tables, held))
    subtitle = subtitle.removesuffix(", ")
    data = matrix.reset_index().melt("district", var_name="field", value_name="n")
    items = []
    for one in matrix.index:
        cells = [(str(code), n) for code, n in matrix.loc[one].items() if is_told(n)]
        named = [f"{name('field', code, lang)} {shown(n, lang)}" for code, n in cells]
        items.append(f"{_row_name(one, lang)}: {', '.join(named) or '–'}")
    withheld = [note] if (note := withheld_note(matrix, lang)) else []
    notes = [*_notes(tables, held, province, "district_by_field.key", lang), *withheld]
    alt = alt_text("matrix", title, subtitle, items, lang)
    return Story(title, subtitle, notes, source_line(tables.documents, held, lang), alt, told(data, lang))
