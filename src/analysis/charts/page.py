"""A figure as a page: title, subtitle, picture, notes and source, each wrapped and measured before it is placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

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
    """A matplotlib Figure that carries its story, the name of its page and what it is stamped with."""

    story: Story
    page: SizeName
    stamped: str


@dataclass(frozen=True, slots=True)
class _Block:
    lines: list[str]
    points: float
    weight: str
    colour: str

    @property
    def inches(self) -> float:
        """The height of the lines in inches."""
        return len(self.lines) * self.points * _LEADING / 72


def new(page: SizeName, stamped: str = "") -> ChartFigure:
    """Return an empty figure of the page; call inside `theme.style`. It belongs to no window and leaks nothing.

    `stamped` is the sentence that stands above the source of a figure that is not for everybody, and ends its alt text.
    """
    size = theme.size(page)
    figure = ChartFigure(figsize=(size.width, size.height or size.tallest), layout="constrained")
    figure.get_layout_engine().set(wspace=0.06, hspace=0.06)  # type: ignore[union-attr,call-arg]
    FigureCanvasAgg(figure)
    figure.page, figure.stamped = page, stamped
    return figure


def row_points(page: SizeName, rows: int, share: float = 1.0) -> float:
    """Return the letter size in points for `rows` rows below one another: less where they would touch."""
    size = theme.size(page)
    room = (size.height or size.tallest) * 0.66 * share
    return min(size.points * 0.95, room / max(rows, 1) * 72 / 1.35)


def body_inches(page: SizeName, rows: float, least: float = 1.2) -> float:
    """Return the height a picture of `rows` rows takes on a page that grows."""
    return max(least, rows * theme.size(page).points * 1.95 / 72)


def lines_inches(heights: Sequence[float], columns: int) -> float:
    """Return the height of small panels set in lines of `columns`: the tallest of each line, and room between lines."""
    lines = [heights[start : start + columns] for start in range(0, len(heights), columns)]
    return sum(max(line) + 0.22 for line in lines)


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


def balanced(figure: Figure, words: str, points: float, weight: str, inches: float) -> str:
    """Return `words` wrapped into as few lines as fit, all about equally long."""
    lines = wrap(figure, words, points, weight, inches)
    while inches > 0.2 and len(wrap(figure, words, points, weight, inches - 0.1)) == len(lines):
        inches -= 0.1
    return "\n".join(wrap(figure, words, points, weight, inches))


def most_panels(page: SizeName) -> int:
    """Return how many small panels a page holds: six in a report, three beside one another on a slide."""
    return 6 if page == "report" else 3


def columns(page: SizeName, panels: int) -> int:
    """Return how many small panels stand side by side."""
    return min(panels, 2 if page == "report" else 3)


def panel_inches(figure: ChartFigure, columns: int, names: Sequence[str] = ()) -> float:
    """Return the width of a small panel right of its row names."""
    size = theme.size(figure.page)
    longest = max((text_inches(figure, words, size.points * 0.95) for words in names), default=0.0)
    return (size.width - 2 * _EDGE) / columns - longest - 0.22


def panel_title(figure: ChartFigure, axes: Axes, bold: str, plain: str, width: float) -> float:
    """Write a small panel's title and return its height in inches: the place in bold, below it what is counted.

    Each is wrapped to `width` inches and cut after two lines; the rows behind the figure hold all of it.
    """
    points = theme.size(figure.page).points * 0.95
    above, below = _two_lines(figure, bold, points, "bold", width), _two_lines(figure, plain, points, "normal", width)
    pad = len(below) * points * _LEADING + points * 0.6
    axes.set_title("\n".join(above), fontsize=points, loc="left", x=0, pad=pad)
    axes.annotate(
        "\n".join(below), (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points",
        va="bottom", fontsize=points * 0.95, color=theme.SOFT_INK, linespacing=_LEADING / 1.16,
    )  # fmt: skip
    return (pad + len(above) * points * _LEADING) / 72


def _two_lines(figure: Figure, words: str, points: float, weight: str, width: float) -> list[str]:
    lines = wrap(figure, words, points, weight, width)
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1]} …"]


def text_inches(figure: Figure, words: str, points: float, weight: str = "normal") -> float:
    """Return the width of one line of letters; MissingGlyphError for a letter without a shape."""
    require_shapes(words)
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
    story = _stamped(story, figure.stamped)
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
    _freeze(figure)
    return figure


def _stamped(story: Story, words: str) -> Story:
    return replace(story, notes=[*story.notes, words], alt=f"{story.alt} {words}") if words else story


def _freeze(figure: Figure) -> None:
    """Fix where the layout put the axes, rounded: its solver differs in the last digits from run to run."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        left, bottom, width, height = (round(edge, 5) for edge in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))


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
    for artist in figure.findobj(lambda one: hasattr(one, "get_text")):
        require_shapes(str(artist.get_text()))  # type: ignore[attr-defined]


def require_shapes(words: str) -> None:
    """Raise MissingGlyphError if the project's font has no shape for a letter of `words`."""
    if missing := theme.missing_shapes(words):
        raise MissingGlyphError(f"{theme.FONT} has no {', '.join(map(repr, missing))} in {words!r}")
