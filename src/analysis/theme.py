"""How every figure looks: sizes, letters, colours by code; a context manager that leaves nothing behind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, get_font

from analysis.datafiles import read_rows

SizeName = Literal["report", "slide"]
FONT = "DejaVu Sans"
INK, SOFT_INK, RULE, PAPER = "#1A1A1A", "#555555", "#D9D9D9", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Size:
    """A page for a figure, in inches and points; `height` None grows with the rows up to `tallest`."""

    width: float
    height: float | None
    tallest: float
    points: float
    dots: int


SIZES: Mapping[str, Size] = MappingProxyType(
    {
        # 16 cm between the margins of an A4 page of the Decree 30/2020 format, and a 16:9 slide.
        "report": Size(6.3, None, 9.4, 8.5, 200),
        "slide": Size(13.333, 7.5, 7.5, 15.0, 120),
    }
)


# Everything of the style that does not depend on the page.
_FIXED: Mapping[str, Any] = MappingProxyType(
    {
        "font.family": [FONT],
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "text.color": INK,
        "axes.labelcolor": SOFT_INK,
        "xtick.color": SOFT_INK,
        "ytick.color": INK,
        "axes.edgecolor": SOFT_INK,
        "axes.facecolor": PAPER,
        "figure.facecolor": PAPER,
        "savefig.facecolor": PAPER,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.spines.bottom": False,
        "axes.linewidth": 0.6,
        "axes.axisbelow": True,
        "grid.color": RULE,
        "grid.linewidth": 0.6,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "xtick.minor.size": 0,
        "axes.unicode_minus": False,
        # A "$" in a document is a dollar, not a formula.
        "text.parse_math": False,
        # Fixed names inside the SVG, and letters as outlines, so that the file is the same everywhere.
        "svg.hashsalt": "thi-dua",
        "svg.fonttype": "path",
        "path.simplify": False,
    }
)


@cache
def _colours() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in read_rows("analysis", "colours.csv"):
        found.setdefault(row["list"], {})[row["code"]] = row["colour"]
    return MappingProxyType({name: MappingProxyType(codes) for name, codes in found.items()})


def palette(code_list: str) -> Mapping[str, str]:
    """Return the colours of a list by code, in its order; KeyError for a list without colours.

    Codes that follow one another differ by 3:1 in contrast, and so does each from the white paper (WCAG 2.2, 1.4.11).
    """
    return _colours()[code_list]


def colour(code_list: str, code: str) -> str:
    """Return the colour of a code; KeyError that names list and code where none was assigned.

    >>> colour("field", "kinh-te")
    '#1B3A66'
    """
    if code not in _colours().get(code_list, {}):
        raise KeyError(f"no colour for {code!r} in {code_list}: add a row to data/colours.csv")
    return _colours()[code_list][code]


@cache
def _shapes() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=[FONT]))).get_charmap())


def missing_shapes(words: str) -> list[str]:
    """Return the letters of `words` that the project's font cannot draw, each once; a line break needs no shape."""
    return sorted({letter for letter in words if letter != "\n" and ord(letter) not in _shapes()})


def drawable(words: str) -> str:
    """Return words of a document with a � for every letter the font cannot draw, such as bullets of symbol fonts.

    >>> drawable("\uf0b7 Mô hình")
    '� Mô hình'
    """
    unknown = missing_shapes(words)
    return "".join("\ufffd" if letter in unknown else letter for letter in words)


def luminance(colour_value: Any) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour_value)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Any, other: Any) -> float:
    """Return the contrast of two colours, 1 to 21.

    >>> round(contrast("black", "white"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(ground: Any) -> str:
    """Return the ink or the paper colour, whichever is easier to read on a ground."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, ground))


def size(name: SizeName) -> Size:
    """Return the page called `name`; KeyError that lists the names for another one."""
    if name not in SIZES:
        raise KeyError(f"unknown size {name!r}: {', '.join(SIZES)}")
    return SIZES[name]


def settings(name: SizeName = "report") -> dict[str, Any]:
    """Return the drawing settings of a page as matplotlib names them."""
    points, dots = size(name).points, size(name).dots
    letters = {"font.size": 1.0, "axes.titlesize": 1.0, "axes.labelsize": 0.9, "xtick.labelsize": 0.9}
    scaled = {key: points * share for key, share in (letters | {"ytick.labelsize": 0.95}).items()}
    return {**_FIXED, **scaled, "figure.dpi": dots, "savefig.dpi": dots}


@contextmanager
def style(name: SizeName = "report") -> Iterator[None]:
    """Draw in the project's style inside the block; every setting is as before after it, also after an error."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(settings(name))  # type: ignore[arg-type]
        yield
