"""A figure as bytes: PNG and SVG that are the same on every run, and what a notebook cell ends with."""

from dataclasses import dataclass, field
from io import BytesIO

from analysis import theme
from analysis.charts.page import ChartFigure

_NOTEBOOK_DOTS = 110


def _saved(figure: ChartFigure, kind: str, dots: int | None) -> bytes:
    # Without a date and the program's version; the alt text travels inside the file.
    date = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
    words = {"Title": figure.story.title, "Description": figure.story.alt}
    stream = BytesIO()
    with theme.style(figure.page):
        figure.savefig(stream, format=kind, dpi=dots or theme.size(figure.page).dots, metadata={**words, **date})
    return stream.getvalue()


def png(figure: ChartFigure, dots: int | None = None) -> bytes:
    """Return the figure as PNG at the page's resolution, or `dots` per inch."""
    return _saved(figure, "png", dots)


def svg(figure: ChartFigure) -> bytes:
    """Return the figure as SVG with letters as outlines, so that it needs no font."""
    return _saved(figure, "svg", 72)


def csv(figure: ChartFigure) -> bytes:
    """Return the rows behind the figure as CSV: UTF-8, LF, an empty cell is missing."""
    return figure.story.data.to_csv(index=False, lineterminator="\n").encode("utf-8")


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as a notebook shows it: the PNG, and the alt text where no picture can be shown."""

    alt: str
    png: bytes = field(repr=False)

    def __repr__(self) -> str:
        return self.alt

    def _repr_png_(self) -> bytes:
        return self.png


def finish(figure: ChartFigure) -> Picture:
    """Return the figure as a picture with its alt text; the last call of a figure cell."""
    return Picture(figure.story.alt, png(figure, _NOTEBOOK_DOTS))
