"""Figures of the review for a report and for slides: T2 to T6 as pictures, each with its alt text beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import pandas as pd
from matplotlib.axes import Axes

from analysis import theme
from analysis.charts import bars, page, png
from analysis.charts.page import ChartFigure, Story
from analysis.privacy.release import Review
from analysis.review.page_bars import Drawing, described, drawing, said, sentence
from analysis.review.review_matrix import Matrix, draw_matrix, matrix, matrix_alt
from analysis.review.review_sheets import document_names
from analysis.review.review_workbook import review_footer
from analysis.schema.model import Language
from analysis.theme import SizeName

_MOST: Mapping[SizeName, int] = MappingProxyType({"report": 20, "slide": 14})
# Their labels take several lines.
_MOST_REWARDS: Mapping[SizeName, int] = MappingProxyType({"report": 14, "slide": 8})
_FILES: Mapping[SizeName, str] = MappingProxyType({"report": "bao-cao", "slide": "trinh-chieu"})
_CODES = ("T2", "T3", "T4", "T5", "T6")
_MOST_SOURCES = 3
# The share of the page that the labels left of the bars may take.
_LABELS = 0.42
_GAP = 0.35


@dataclass(frozen=True)
class _Wish:
    """Which picture: of which table, for which page, in which language."""

    code: str
    page: SizeName
    lang: Language


def _story(review: Review, wish: _Wish, made: Drawing | Matrix) -> Story:
    lang, table = wish.lang, made.table
    mode, date, _ = review_footer(review, lang)
    known = document_names(review, lang)
    names = sorted({known.get(one, one) for one in table.sources})
    more = ["..."] if len(names) > _MOST_SOURCES else []
    source = said("sources", lang, names="; ".join([*names[:_MOST_SOURCES], *more])) if names else ""
    above = made.subtitle if made.has_numbers else f"{made.subtitle}. {said('none_drawn', lang)}"
    words = [theme.drawable(one) for one in (above, *map(sentence, made.remarks), f"{mode}; {date}.", source)]
    return Story(made.title, words[0], words[1:-1], words[-1], _alt_text(made, lang), pd.DataFrame())


def _labels(figure: ChartFigure, made: Drawing, points: float) -> list[str]:
    width = figure.get_figwidth() * _LABELS
    return [page.balanced(figure, theme.drawable(one.label), points, "normal", width) for one in made.lines]


def _draw_bars(figure: ChartFigure, axes: Axes, made: Drawing) -> float:
    """Draw the lines below one another and return how many rows they take."""
    several = any(len(line.bars) > 1 for line in made.lines) or made.table.code == "T6"
    rows = sum(max(len(line.bars), 1) + (_GAP if several else 0) for line in made.lines)
    points = page.row_points(figure.page, int(rows) + 1)
    labels, top, middles = _labels(figure, made, points), 0.0, []
    for label, line in zip(labels, made.lines, strict=True):
        height = max(len(line.bars), (label.count("\n") + 1) * 0.72)
        for at, bar in enumerate(line.bars):
            y = top + (height - len(line.bars)) / 2 + at
            words = f"{bar.words} {bar.series.lower()}" if several else bar.words
            axes.barh(y, bar.value or 0, height=bars.THICK, color=bar.colour, edgecolor=theme.PAPER, linewidth=0.8)
            ink = theme.INK if bar.value else theme.SOFT_INK
            bars.end_label(axes, bar.value or 0, y, words, points, ink)
        middles.append(top + (height - 1) / 2)
        top += height + (_GAP if several else 0)
    axes.set_yticks(middles, labels, fontsize=points)
    axes.set_ylim(top - 0.5, -0.6)
    bars.zero_based(axes, made.longest)
    return top


def _alt_text(made: Drawing | Matrix, lang: Language) -> str:
    return matrix_alt(made, lang) if isinstance(made, Matrix) else described(made, lang)


def _made(review: Review, wish: _Wish) -> Drawing | Matrix:
    most = _MOST_REWARDS[wish.page] if wish.code == "T6" else _MOST[wish.page]
    return matrix(review, wish.lang, most) if wish.code == "T5" else drawing(review, wish.code, wish.lang, most)


def review_figure(review: Review, code: str, lang: Language = "vi", size: SizeName = "report") -> ChartFigure:
    """Return the figure of T2, T3, T4, T5 or T6; a page that says so where there is nothing to draw."""
    wish = _Wish(code, size, lang)
    made = _made(review, wish)
    with theme.style(size):
        figure = page.new(size)
        axes, inches = figure.subplots(), 0.1
        if not made.has_numbers:
            # It takes the place of a picture that an earlier run may have left.
            axes.set_axis_off()
        elif isinstance(made, Matrix):
            draw_matrix(figure, axes, made)
            inches = page.body_inches(size, len(made.names) + 2.5)
        else:
            inches = page.body_inches(size, _draw_bars(figure, axes, made))
        return page.compose(figure, _story(review, wish, made), inches)


def _png(review: Review, lang: Language, code: str, size: SizeName) -> bytes:
    return png(review_figure(review, code, lang, size))


def _alt(review: Review, lang: Language, code: str, size: SizeName) -> bytes:
    return f"{_alt_text(_made(review, _Wish(code, size, lang)), lang)}\n".encode()


# Name -> what makes it, for the files of a review.
FIGURE_OUTPUTS: Mapping[str, Callable[[Review, Language], bytes]] = MappingProxyType(
    {
        f"hinh/{code}-{name}.{ending}": partial(build, code=code, size=size)
        for code in _CODES
        for size, name in _FILES.items()
        for ending, build in (("png", _png), ("alt.txt", _alt))
    }
)
