"""Tables in a document of the office: blocks side by side without lines, and grids of text with them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm, Pt

from analysis.review.docx_page import CENTRE, END, SMALL, element, written

# In cm, of letters of 12 points: one letter in bold, and the two margins of a cell.
_LETTER, _SIDES = 0.215, 0.42
_WIDER = 1.15
Fill = Callable[[Any], None]


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the widths of a table in cm; Word takes them from the cells and LibreOffice from the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _keep_rows_whole(table: Any) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))


def add_blocks(document: Any, widths: Sequence[float], fills: Iterable[Fill]) -> Any:
    """Add cells side by side without lines; each is filled by a function that gets the cell."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, widths)
    for cell, fill in zip(table.rows[0].cells, fills, strict=True):
        fill(cell)
    _keep_rows_whole(table)
    return table


def cell_line(cell: Any, words: str, first: bool = False, gap: float = 0, **look: Any) -> Any:
    """Add a centred line to a cell."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = CENTRE
    return written(paragraph, words, gap=gap, **look)


def _width(words: str, most: int) -> float:
    """Return the cm that words take; capitals and m, w are wider than other letters."""
    wide = sum(0.4 for letter in words[:most] if letter.isupper() or letter in "mw")
    return (min(len(words), most) + wide) * _LETTER + _SIDES


def _least(columns: Sequence[Sequence[str]]) -> list[float]:
    return [max((_width(word, 99) for words in column for word in words.split()), default=_SIDES) for column in columns]


def _share(least: Sequence[float], width: float) -> float:
    """Return how much of the room their longest words need the columns get, margins aside."""
    sides = _SIDES * len(least)
    return (width - sides) / max(sum(least) - sides, 0.1)


def letter_size(columns: Sequence[Sequence[str]], width: float) -> float:
    """Return the size of letters in which no word of a table is broken: the usual one, or a smaller one down to 9.

    Some room is left for the wider letters that stand in where the usual font is missing.
    """
    return min(SMALL, max(9.0, int(SMALL * _share(_least(columns), width) / _WIDER * 2) / 2))


def fitted(columns: Sequence[Sequence[str]], width: float, longest: int = 40) -> list[float]:
    """Return widths in cm that sum up to `width`: no word is broken if it can be helped, then few lines are."""
    least = _least(columns)
    whole = [max(_width(words, longest) for words in column) for column in columns]
    wanted = [max(a - b, 0.01) for a, b in zip(whole, least, strict=True)]
    free = width - sum(least)
    if free < 0:
        share = _share(least, width)
        return [(one - _SIDES) * share + _SIDES for one in least]
    share = min(free / sum(wanted), 1.0)
    rest = (free - share * sum(wanted)) / len(columns)
    return [one + share * more + rest for one, more in zip(least, wanted, strict=True)]


def add_grid(document: Any, headings: Sequence[str], rows: int, widths: Sequence[float], size: float = SMALL) -> Any:
    """Add a table with lines, its headings repeated on every page, and `rows` empty rows."""
    table = document.add_table(rows=1 + rows, cols=len(headings))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, widths)
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell_line(cell, words, first=True, size=size, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
    _keep_rows_whole(table)
    return table


def fill_row(
    row: Any, cells: Sequence[str], numbers: Iterable[int] = (), size: float = SMALL, bold: bool = False
) -> None:
    """Write words into a row; the columns `numbers` are set flush right."""
    right = set(numbers)
    for at, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = written(cell.paragraphs[0], words, size=size, bold=bold, gap=0)
        if at in right:
            paragraph.alignment = END


def after_table(document: Any, gap: float = 4) -> None:
    """Add the small paragraph that keeps two tables apart."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(gap)
    paragraph.paragraph_format.line_spacing = Pt(4)


def shade(row: Any, colour: str = "EDEDED") -> None:
    """Give the cells of a row a ground."""
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))
