"""Bars drawn one way everywhere: from zero, the number at the end, no box, colour by code."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from analysis import theme

THICK, THIN = 0.74, 0.5


def horizontal(
    axes: Axes, values: Sequence[float], colours: Sequence[str], labels: Sequence[str], points: float
) -> None:
    """Draw one horizontal bar per value from top to bottom, with its label at the end."""
    rows = range(len(values))
    axes.barh(rows, values, height=THICK, color=list(colours), edgecolor=theme.PAPER, linewidth=0.8)
    for row, value, words in zip(rows, values, labels, strict=True):
        end_label(axes, value, row, words, points, theme.INK if value else theme.SOFT_INK)
    axes.set_ylim(len(values) - 0.5, -0.5)


def end_label(axes: Axes, value: float, row: float, words: str, points: float, colour: str = theme.INK) -> None:
    """Write a number behind the end of a bar."""
    place = {"xytext": (3, 0), "textcoords": "offset points", "va": "center_baseline", "ha": "left"}
    axes.annotate(words, (value, row), color=colour, fontsize=points, **place)  # type: ignore[arg-type]


def zero_based(axes: Axes, longest: float) -> None:
    """Let the axis run from zero to the longest bar; no ticks, as the bars carry their numbers."""
    axes.set_xlim(0, max(longest, 1) * 1.01)
    axes.set_xticks([])
    axes.axvline(0, color=theme.SOFT_INK, linewidth=0.8)


def row_names(axes: Axes, names: Sequence[str], points: float) -> None:
    """Write the names of the rows left of the axis."""
    axes.set_yticks(range(len(names)), list(names), fontsize=points)
    axes.tick_params(axis="y", length=0)


def bold_rows(axes: Axes, is_bold: Sequence[bool]) -> None:
    """Set the names of some rows in bold."""
    for label, bold in zip(axes.get_yticklabels(), is_bold, strict=True):
        label.set_fontweight("bold" if bold else "normal")
