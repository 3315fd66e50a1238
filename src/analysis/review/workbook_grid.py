"""A sheet with two header rows (words, technical names), filters, frozen panes and a print set-up."""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from analysis.review.workbook_cells import Look, Pen

FIRST_ROW = 3
# Excel's last row, less the two rows of the header.
MAX_ROWS = 1_048_576 - 2
MAX_TITLE = 31
# Excel keeps at most 65,530 links on a sheet.
MAX_LINKS = 65_000
_LINE, _MOST_LINES, _SPARE = 13.5, 9, 0.95
_NOTE_WIDTH, _USUAL_WIDTH = 100, 8.43
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a sheet: `part` is main (shown first and printed), detail or code; `note` explains it."""

    name: str
    heading: str
    look: Look = "text"
    part: Look = "main"
    width: float = 12
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place in the workbook."""

    words: str
    target: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads to a place in the workbook and keeps the look of its column."""

    value: object
    target: str


@dataclass(frozen=True, slots=True)
class Dressing:
    """What a sheet has around its table: the head of every printed page, notes below, the locale of its numbers."""

    head: str = ""
    notes: tuple[str, ...] = ()
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with a look of their own, such as a severity."""

    words: str
    look: Look


def sheet_title(words: str, part: int = 1) -> str:
    r"""Return a title Excel accepts: 31 characters, none of []:*?/\, numbered from the second part on.

    >>> sheet_title("mô hình, điển hình", 2)
    'Mô hình, điển hình (2)'
    """
    plain = words.translate(_FORBIDDEN).strip(" '")
    ending = f" ({part})" if part > 1 else ""
    return f"{plain[:1].upper()}{plain[1 : MAX_TITLE - len(ending)]}{ending}"


def place(title: str, row: int, column: int = 1) -> str:
    """Return the address of a cell on another sheet.

    >>> place("Văn bản", 3)
    "'Văn bản'!A3"
    """
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{get_column_letter(column)}{row}"


def set_up_page(sheet: Any, footer: tuple[str, str, str], head: str = "") -> None:
    """Print on A4 landscape, one page wide, with a footer left, centre and right, and a head in the middle."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = (0.8 if head else 0.5), 0.7
    # "&" begins a code in a head or foot; doubled it is itself.
    sheet.oddHeader.center.text, sheet.oddHeader.center.size = head.replace("&", "&&") or None, 11
    for part, words in zip(("left", "center", "right"), footer, strict=True):
        getattr(sheet.oddFooter, part).text = words
        getattr(sheet.oddFooter, part).size = 8


def _header(pen: Pen, columns: Sequence[GridColumn]) -> Iterator[list[Any]]:
    words = [pen.text(column.heading, column.part) for column in columns]
    for cell, column in zip(words, columns, strict=True):
        if column.note:
            cell.comment = Comment(column.note, "", height=110, width=300)
    yield words
    yield [pen.text(column.name, "name") for column in columns]


def _cell(pen: Pen, value: object, column: GridColumn) -> Any:
    if isinstance(value, Link):
        return pen.link(value.words, value.target)
    if isinstance(value, Linked):
        return pen.linked(value.value, value.target, column.look)
    if isinstance(value, Marked):
        return pen.text(value.words, value.look)
    # Only what is printed needs lines under its empty cells.
    return pen.blank(column.look) if value is None and column.part == "main" else pen.value(value, column.look)


def text_height(words: str, width: float) -> float:
    """Return the height in points that `words` need in a column `width` characters wide, at most nine lines."""
    lines = sum(math.ceil(max(len(line), 1) * _SPARE / width) for line in words.split("\n"))
    return min(lines, _MOST_LINES) * _LINE + 1.5


def _height(values: Sequence[object], columns: Sequence[GridColumn]) -> float:
    """Return a height that shows the main columns whole; longer details are read in the formula bar."""
    heights = (
        text_height(value, column.width)
        for value, column in zip(values, columns, strict=True)
        if column.part == "main" and column.look == "long" and isinstance(value, str)
    )
    return max(heights, default=text_height("", 1))


def _set_up(sheet: Any, columns: Sequence[GridColumn], rows: int, spare: int) -> None:
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    last, printed = get_column_letter(len(columns)), get_column_letter(_last_printed(columns, spare))
    bottom = max(rows + FIRST_ROW - 1, FIRST_ROW)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{FIRST_ROW - 1}:{last}{bottom}"
    sheet.print_title_rows = f"1:{FIRST_ROW - 1}"
    sheet.print_area = f"A1:{printed}{bottom + (spare + 1 if spare else 0)}"
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 42, 13


def _printed_width(columns: Sequence[GridColumn]) -> float:
    return sum(column.width for column in columns if column.part == "main")


def _last_printed(columns: Sequence[GridColumn], spare: int) -> int:
    """Return the number of the last printed column; notes below a narrow table need empty ones beside it."""
    main = sum(column.part == "main" for column in columns)
    if not spare or main < len(columns):
        return main
    return main + max(0, math.ceil((_NOTE_WIDTH - _printed_width(columns)) / _USUAL_WIDTH))


def _note_lines(notes: Sequence[str], columns: Sequence[GridColumn]) -> list[str]:
    """Return notes broken into lines as wide as the columns that are printed; a cell below a table cannot wrap."""
    width = max(int(_printed_width(columns)), _NOTE_WIDTH)
    return [line for words in notes for line in textwrap.wrap(words, width, subsequent_indent="   ")]


def write_grid(
    book: Workbook,
    title: str,
    columns: Sequence[GridColumn],
    rows: Iterable[Sequence[object]],
    footer: tuple[str, str, str],
    dressing: Dressing = Dressing(),
) -> None:
    """Add a sheet; `rows` are values (or `Link`) in the order of `columns`, None for a missing one."""
    sheet: Any = book.create_sheet(title)
    listed, notes = list(rows), _note_lines(dressing.notes, columns)
    _set_up(sheet, columns, len(listed), len(notes))
    set_up_page(sheet, footer, dressing.head)
    pen = Pen(sheet, dressing.locale)
    for header in _header(pen, columns):
        sheet.append(header)
    for at, values in enumerate(listed, FIRST_ROW):
        sheet.row_dimensions[at].height = _height(values, columns)
        sheet.append([_cell(pen, v, c) for v, c in zip(values, columns, strict=True)])
    for line in [None, *notes] if notes else []:
        sheet.append([pen.text(line, "note")] if line else [])
