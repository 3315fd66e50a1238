"""Values as Excel cells: real numbers and dates, text that stays text, one look for all sheets."""

import datetime as dt
import re
from typing import Any, Literal

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

Look = Literal[
    "text", "long", "integer", "boolean", "date", "link", "error", "warning",
    "main", "detail", "code", "name", "title", "heading", "plain", "percent", "withheld", "note",
]  # fmt: skip

MAX_TEXT = 32_767
FONT = "Calibri"
# Excel counts days from 1900 and holds 15 digits; what lies beyond goes in as text.
_FIRST_YEAR = 1901
_TOO_LARGE = 10**15
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a text as the letter A.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE_ENDS = re.compile(r"\r\n?")
_FORMULA_STARTS = tuple("=+-@\t\n")

_INK, _QUIET, _LINK = "FF1F2933", "FF5F6B7A", "FF0B5394"
# Light fills that differ in lightness too; no meaning rests on the colour alone.
_FILLS = {"main": "FFDCE6F1", "detail": "FFEAEAEA", "code": "FFF7F7F7", "error": "FFF4C7AB", "warning": "FFFFF2CC"}
_HEADERS = frozenset({"main", "detail", "code"})
_UNLINED = frozenset({"name", "title", "heading", "plain", "note"})
_FONTS: dict[str, dict[str, Any]] = {
    "link": {"color": _LINK, "underline": "single"},
    "main": {"bold": True},
    "detail": {"bold": True},
    "code": {"bold": True, "color": _QUIET},
    "name": {"size": 8, "color": _QUIET},
    "title": {"size": 18, "bold": True},
    "heading": {"size": 12, "bold": True},
    "error": {"bold": True},
    "withheld": {"color": _QUIET},
    "note": {"color": _QUIET},
}
_ACROSS = {"integer": "right", "percent": "right", "withheld": "right", "boolean": "center", "date": "center"}
# Excel shows a boolean as TRUE or FALSE whatever its format; LibreOffice needs one, else it shows 1 or 0.
_FORMATS = {"integer": "#,##0", "percent": "#,##0.0", "date": "dd/mm/yyyy", "boolean": '"có";"có";"không"'}


def clean_text(text: str) -> str:
    r"""Return text Excel can hold: legal in XML, plain line ends, at most 32,767 UTF-16 units.

    >>> clean_text("a\x00b\r\nc")
    'ab\nc'
    """
    plain = _ESCAPE.sub("_x005F_", _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text)))
    if 2 * len(plain) <= MAX_TEXT:
        return plain
    return plain.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")


class Pen:
    """Makes the cells of one sheet; each style is made once, because a sheet may have millions of cells."""

    def __init__(self, sheet: Any, locale: str = "") -> None:
        """Write on `sheet`, a sheet of a write-only workbook; `locale` such as "[$-42A]" leads formats of numbers."""
        self._sheet, self._locale = sheet, locale
        self._styles: dict[tuple[str, bool], Any] = {}

    def _style(self, look: str, quoted: bool) -> Any:
        if (look, quoted) not in self._styles:
            self._styles[look, quoted] = self._new_style(look, quoted)
        return self._styles[look, quoted]

    def _new_style(self, look: str, quoted: bool) -> Any:
        cell: Any = WriteOnlyCell(self._sheet)
        font: dict[str, Any] = {"name": FONT, "size": 10, "color": _INK}
        cell.font = Font(**(font | _FONTS.get(look, {})))
        header = look in _HEADERS
        wrap, vertical = header or look in ("long", "plain"), "center" if header else "top"
        across = _ACROSS.get(look)
        indent = 1 if across == "right" else 0
        cell.alignment = Alignment(horizontal=across, vertical=vertical, wrap_text=wrap, indent=indent)
        if look in _FILLS:
            cell.fill = PatternFill("solid", fgColor=_FILLS[look])
        if look not in _UNLINED:
            cell.border = Border(bottom=Side("thin" if header else "hair", color="FFA6A6A6"))
        lead = self._locale if look in ("integer", "percent") else ""
        cell.number_format = lead + _FORMATS.get(look, "General")
        # Excel's own mark for a text that must not become a formula when somebody edits the cell
        cell.quotePrefix = quoted
        return cell._style

    def text(self, words: str, look: Look = "text") -> Any:
        """Return a cell that holds `words` as text, whatever they look like."""
        cleaned = clean_text(words)
        cell: Any = WriteOnlyCell(self._sheet)
        # Not through `value`, which would make a formula of "=1" and an error of "#N/A".
        cell._value, cell.data_type = cleaned, "s"
        cell._style = self._style(look, cleaned.startswith(_FORMULA_STARTS))
        return cell

    def link(self, words: str, target: str, look: Look = "link") -> Any:
        """Return a cell that leads to `target`, a place in this workbook such as 'Văn bản'!A3."""
        cell = self.text(words, look)
        cell.hyperlink = Hyperlink(ref="", location=target)
        return cell

    def linked(self, value: object, target: str, look: Look) -> Any:
        """Return a cell for a value that leads to `target` and looks like its neighbours."""
        cell = self.value(value, look)
        cell.hyperlink = Hyperlink(ref="", location=target)
        return cell

    def blank(self, look: Look) -> Any:
        """Return an empty cell that has the lines of its neighbours."""
        cell: Any = WriteOnlyCell(self._sheet)
        cell._style = self._style(look, False)
        return cell

    def value(self, value: object, look: Look) -> Any:
        """Return a cell for a number, a boolean, a date or a text; None for a missing value."""
        if value is None:
            return None
        if isinstance(value, dt.date):
            return self._date(value)
        if isinstance(value, str) or (isinstance(value, int) and abs(value) >= _TOO_LARGE):
            return self.text(str(value), look)
        cell: Any = WriteOnlyCell(self._sheet)
        cell.value, cell._style = value, self._style(look, False)
        return cell

    def _date(self, value: dt.date) -> Any:
        if value.year < _FIRST_YEAR:
            return self.text(f"{value:%d/%m/}{value.year:04}", "date")
        cell: Any = WriteOnlyCell(self._sheet)
        cell.value, cell._style = dt.date(value.year, value.month, value.day), self._style("date", False)
        return cell
