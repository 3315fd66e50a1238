"""A matrix as panels of bars side by side: rows share their names, columns share one scale from zero."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import theme
from analysis.charts import bars, page
from analysis.charts.page import ChartFigure, Story
from analysis.charts.wording import name, shown
from analysis.schema.model import Language
from analysis.theme import SizeName


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row code and column code, with the lists that hold their labels and the columns' colours."""

    matrix: pd.DataFrame
    rows: str
    columns: str
    colours: str


def draw(grid: Grid, story: Story, lang: Language, size: SizeName, stamped: str = "") -> ChartFigure:
    """Return the panels with their story and what it is `stamped` with; call inside `theme.style`."""
    figure = page.new(size, stamped)
    matrix = grid.matrix
    points = page.row_points(size, len(matrix) + 2)
    drawn = figure.subplots(1, len(matrix.columns), sharey=True, squeeze=False)[0]
    longest = float(matrix.fillna(0).to_numpy().max())
    for axes, column in zip(drawn, matrix.columns, strict=True):
        values = [int(value) for value in matrix[column].fillna(0)]
        colours = [theme.colour(grid.colours, str(column))] * len(values)
        bars.horizontal(axes, values, colours, [shown(value, lang) for value in matrix[column]], points)
        bars.zero_based(axes, longest)
        heading = page.balanced(figure, name(grid.columns, str(column), lang), points, "bold", _width(size, matrix))
        axes.set_title(heading, fontsize=points, loc="left")
    bars.row_names(drawn[0], [name(grid.rows, str(code), lang) for code in matrix.index], points)
    return page.compose(figure, story, page.body_inches(size, len(matrix) + 2.5))


def _width(size: SizeName, matrix: pd.DataFrame) -> float:
    """Return roughly the inches a panel has when row names take a third of the page."""
    return theme.size(size).width * 0.66 / len(matrix.columns)


def is_told(n: Any) -> bool:
    """Say whether a count is worth a word: it is not 0, or it is withheld."""
    return bool(pd.isna(n) or n)


def long(grid: Grid) -> pd.DataFrame:
    """Return the matrix with one row per cell, zeros included: they were counted."""
    column = "recipient_kind" if "recipient" in grid.columns else grid.columns
    return grid.matrix.reset_index().melt(grid.rows, var_name=column, value_name="n")


def items(grid: Grid, lang: Language) -> list[str]:
    """Return the cells that are not zero in words, row by row."""
    found = []
    for code in grid.matrix.index:
        cells = {str(column): grid.matrix.loc[code, column] for column in grid.matrix.columns}
        told = [f"{name(grid.columns, column, lang)} {shown(n, lang)}" for column, n in cells.items() if is_told(n)]
        if told:
            found.append(f"{name(grid.rows, str(code), lang)}: {', '.join(told)}")
    return found
