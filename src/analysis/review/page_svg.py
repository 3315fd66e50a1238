"""Charts as inline SVG: bars as long as their share of the width, letters in a fixed size on a telephone too."""

import textwrap

from analysis.measures.rewards import KINDS
from analysis.review.page_bars import Bar, Drawing, Line, described, said, told
from analysis.review.page_markup import Html, element
from analysis.schema.model import Language
from analysis.theme import INK, SOFT_INK

# Label, bar and gap in pixels; letters do not scale with the page, so long labels are wrapped.
_LETTERS, _LABEL, _BAR, _GAP, _WRAP = 14, 19, 18, 12, 44
# The longest bar leaves room for its number, and for the name of its series.
_WIDEST, _WIDEST_NAMED = 78.0, 54.0


def row_id(code: str, row: int) -> str:
    """Return the id of a row of a table in the page."""
    return f"{code.lower()}-r{row}"


def _text(words: str, y: int, ink: str, x: str = "0", dx: int = 0) -> Html:
    return element("text", words, x=x, y=y, dx=dx or None, fill=ink, font_size=_LETTERS)


def _named(bar: Bar) -> str:
    """Return a number with what it counts: '99 tập thể', and 'còn thiếu: 5' where that is no noun."""
    name = bar.series.lower()
    return f"{bar.words} {name}" if bar.column in KINDS else f"{name}: {bar.words}"


def _bar(bar: Bar, y: int, longest: int, is_named: bool) -> Html:
    words = _named(bar) if is_named else bar.words
    if bar.value is None:
        return _text(words, y + _BAR - 4, SOFT_INK)
    width = f"{bar.value * (_WIDEST_NAMED if is_named else _WIDEST) / longest:.2f}%"
    shape = element("rect", x="0", y=y, width=width, height=_BAR - 2, fill=bar.colour) if bar.value else Html("")
    return Html(shape + _text(words, y + _BAR - 5, INK, width if bar.value else "0", 6 if bar.value else 0))


def _line(made: Drawing, line: Line, top: int, lang: Language) -> tuple[Html, int]:
    """Return a line as a link to its row, and where the next one begins."""
    labels = textwrap.wrap(line.label, _WRAP) or [""]
    parts = [_text(words, top + at * _LABEL + 13, INK) for at, words in enumerate(labels)]
    y = top + len(labels) * _LABEL
    is_named = len(line.bars) > 1 or made.table.code in ("T1", "T6")
    for bar in line.bars:
        parts.append(_bar(bar, y, made.longest, is_named))
        y += _BAR
    hit = element("rect", x="0", y=top - 3, width="100%", height=y - top + 4, fill="none", pointer_events="all")
    return _link(made, line, Html(hit + "".join(parts)), lang), y + _GAP


def _link(made: Drawing, line: Line, inside: Html, lang: Language) -> Html:
    code = made.table.code
    shown = [bar for bar in line.bars if bar.value is not None]
    if not shown:
        return element("g", inside)
    name = said("open_rows", lang, name=told(line))
    rows = " ".join(row_id(code, row) for row in line.rows)
    cells = " ".join(f"{line.rows[0]}:{bar.column}" for bar in shown)
    target = f"#{row_id(code, line.rows[0])}"
    return element("a", inside, href=target, class_="bar", aria_label=name, data_rows=rows, data_cells=cells)


def _lines(made: Drawing, lang: Language) -> tuple[list[Html], int]:
    """Return the lines of a chart and how tall they are together."""
    y, lines = 4, []
    for line in made.lines:
        part, y = _line(made, line, y, lang)
        lines.append(part)
    return lines, y


def svg(made: Drawing, lang: Language) -> Html:
    """Return a chart with its title and its whole content in words for those who cannot see it."""
    code = made.table.code.lower()
    lines, height = _lines(made, lang)
    title = element("title", f"{made.title}, {made.subtitle}", id=f"{code}-ft")
    desc = element("desc", described(made, lang), id=f"{code}-fd")
    names = {"role": "group", "aria_labelledby": f"{code}-ft", "aria_describedby": f"{code}-fd"}
    return element("svg", title, desc, *lines, class_="chart", width="100%", height=height, **names)


def picture(made: Drawing, lang: Language, width: int) -> tuple[Html, int]:
    """Return a chart as an SVG file of its own, `width` pixels wide, and its height in pixels."""
    lines, height = _lines(made, lang)
    return element("svg", *lines, xmlns="http://www.w3.org/2000/svg", width=width, height=height), height


def figure(made: Drawing, lang: Language) -> Html:
    """Return a chart with its caption and what is to be said of it."""
    head = element("strong", said("figure", lang, title=made.title))
    caption = [head, f" {made.subtitle}", *(f"; {one.removesuffix('.')}" for one in made.remarks), "."]
    return element("figure", element("figcaption", *caption), svg(made, lang))
