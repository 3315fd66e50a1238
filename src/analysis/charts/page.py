"""A figure as a page: title, subtitle, picture, notes and source, each wrapped and measured before it is placed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

from analysis import theme
from analysis.charts.wording import text
from analysis.schema.model import Language
from analysis.theme import SizeName

_EDGE, _LEADING = 0.1, 1.28
_TITLE, _SUBTITLE, _NOTE = 1.38, 1.0, 0.84
MOST_TITLE_WORDS = 12


class MissingGlyphError(ValueError):
    """A figure holds a letter its font cannot draw."""


@dataclass(frozen=True, slots=True)
class Story:
    """What surrounds a picture: `title` is the finding; `data` holds the rows that are drawn; `alt` describes them."""

    title: str
    subtitle: str
    notes: Sequence[str]
    source: str
    alt: str
    data: pd.DataFrame


class ChartFigure(Figure):
    """A matplotlib Figure that carries its story and the name of its page."""

    story: Story
    page: SizeName


@dataclass(frozen=True, slots=True)
class _Block:
    lines: list[str]
    points: float
    weight: str
    colour: str

    @property
    def inches(self) -> float:
        return len(self.lines) * self.points * _LEADING / 72


def new(page: SizeName) -> ChartFigure:
    """Return an empty figure of the page; call inside `theme.style`. It belongs to no window and leaks nothing."""
    size = theme.size(page)
    figure = ChartFigure(figsize=(size.width, size.height or size.tallest), layout="constrained")
    FigureCanvasAgg(figure)
    figure.page = page
    return figure


def row_points(page: SizeName, rows: int, share: float = 1.0) -> float:
    """Return the letter size in points for `rows` rows below one another: the page's own, less where they would touch."""
    size = theme.size(page)
    room = (size.height or size.tallest) * 0.66 * share
    return min(size.points * 0.95, room / max(rows, 1) * 72 / 1.35)


def body_inches(page: SizeName, rows: float, least: float = 1.2) -> float:
    """Return the height a picture of `rows` rows takes on a page that grows."""
    return max(least, rows * theme.size(page).points * 1.95 / 72)


def wrap(figure: Figure, words: str, points: float, weight: str, inches: float) -> list[str]:
    """Return `words` in lines that are at most `inches` wide in letters of `points`; one long word keeps its line."""
    lines: list[str] = []
    for part in words.split():
        joined = f"{lines[-1]} {part}" if lines else part
        if lines and text_inches(figure, joined, points, weight) <= inches:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def text_inches(figure: Figure, words: str, points: float, weight: str = "normal") -> float:
    """Return the width of one line of letters."""
    renderer: Any = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    font = FontProperties(family=[theme.FONT], size=points, weight=weight)
    width: float = renderer.get_text_width_height_descent(words, font, ismath=False)[0]
    return width / figure.dpi


def _block(figure: Figure, words: str, factor: float, weight: str, colour: str) -> _Block:
    points = theme.size(figure.page).points * factor if isinstance(figure, ChartFigure) else 8.0
    width = figure.get_figwidth() - 2 * _EDGE
    return _Block(wrap(figure, words, points, weight, width), points, weight, colour)


def compose(figure: ChartFigure, story: Story, picture_inches: float) -> ChartFigure:
    """Put the story around the picture and return the figure; a page without a fixed height grows to what it holds.

    ValueError for a title of more than 12 words, MissingGlyphError for a letter without a shape.
    """
    if len(story.title.split()) > MOST_TITLE_WORDS:
        raise ValueError(f"a title has at most {MOST_TITLE_WORDS} words: {story.title!r}")
    head = [
        _block(figure, story.title, _TITLE, "bold", theme.INK),
        _block(figure, story.subtitle, _SUBTITLE, "normal", theme.SOFT_INK),
    ]
    foot = [_block(figure, words, _NOTE, "normal", theme.SOFT_INK) for words in (*story.notes, story.source)]
    top, bottom = (sum(block.inches for block in part) + 2.2 * _EDGE for part in (head, foot))
    size = theme.size(figure.page)
    height = size.height or min(size.tallest, top + picture_inches + bottom)
    figure.set_size_inches(size.width, height)
    _place(figure, head, 1 - _EDGE / height)
    _place(figure, foot, (bottom - 1.2 * _EDGE) / height)
    edge = _EDGE / size.width
    figure.get_layout_engine().set(rect=(edge, bottom / height, 1 - 2 * edge, 1 - (top + bottom) / height))  # type: ignore[union-attr,call-arg]
    figure.story = story
    check_glyphs(figure)
    return figure


def nothing(page: SizeName, lang: Language) -> ChartFigure:
    """Return a page that says there are no data to draw; call inside `theme.style`."""
    figure = new(page)
    axes = figure.subplots()
    axes.set_axis_off()
    words = text("common.empty", lang)
    return compose(figure, Story(words, "", [], "", words, pd.DataFrame()), 0.4)


def _place(figure: Figure, blocks: Sequence[_Block], top: float) -> None:
    width, height = figure.get_size_inches()
    for block in blocks:
        figure.text(
            _EDGE / width,
            top,
            "\n".join(block.lines),
            fontsize=block.points,
            fontweight=block.weight,
            color=block.colour,
            va="top",
            linespacing=_LEADING / 1.16,
        )
        top -= block.inches / height


def check_glyphs(figure: Figure) -> None:
    """Raise MissingGlyphError if a text of the figure holds a letter that the project's font has no shape for."""
    known = get_font(findfont(FontProperties(family=[theme.FONT]))).get_charmap()
    for artist in figure.findobj(lambda one: hasattr(one, "get_text")):
        words = str(artist.get_text())  # type: ignore[attr-defined]
        if missing := sorted({letter for letter in words if letter != "\n" and ord(letter) not in known}):
            raise MissingGlyphError(f"{theme.FONT} has no {', '.join(map(repr, missing))} in {words!r}")
