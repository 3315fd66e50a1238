"""Excel 2003 XML, the form in which web systems hand out lists named .xls."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from analysis.reading.document import Document, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.markup import Element, text_of
from analysis.reading.sheets.assembly import workbook_document
from analysis.reading.sheets.cells import MAX_COLUMNS, printed

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_MOST_ROWS = 1_048_576


def read_spreadsheet_xml(path: Path) -> Document:
    """Read the visible sheets of the Excel 2003 XML file at `path`; raises `UnreadableError`."""
    try:
        root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except etree.XMLSyntaxError as error:
        raise UnreadableError("bảng tính bị hỏng", "the workbook is damaged", file_format="xls") from error
    sheets = list(root.iter(f"{_SS}Worksheet"))
    hidden = [_name(sheet) for sheet in sheets if sheet.findtext(f".//{_EXCEL}Visible", "").startswith("SheetH")]
    return workbook_document("xls", [_table(sheet) for sheet in sheets if _name(sheet) not in hidden], hidden)


def _name(sheet: Element) -> str:
    return sheet.get(f"{_SS}Name", "")


def _table(sheet: Element) -> tuple[Table, int]:
    rows, width, name = [], 0, _name(sheet)
    for number, cells in _rows(sheet):
        width = max(width, len(cells))
        if any(cells):
            rows.append(Row(tuple(cells[:MAX_COLUMNS]), f"sheet {name} row {number}"))
    return Table(tuple(rows), f"sheet {name}", name), width


def _rows(sheet: Element) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for row in sheet.iter(f"{_SS}Row"):
        number = _index(row, number + 1)
        yield number, _cells(row)


def _index(element: Element, following: int) -> int:
    """Return the printed position of a row or cell: after the one before it, unless it names its own."""
    value = element.get(f"{_SS}Index", "")
    return min(int(value), _MOST_ROWS) if value.isdecimal() else following


def _cells(row: Element) -> list[str]:
    """Return the cells of a row on the sheet's grid: "" where a merged cell goes on."""
    cells: list[str] = []
    for cell in row.iter(f"{_SS}Cell"):
        at = min(_index(cell, len(cells) + 1), MAX_COLUMNS + 1)
        across = cell.get(f"{_SS}MergeAcross", "0")
        cells += [""] * (at - 1 - len(cells))
        cells.append(_text(cell.find(f"{_SS}Data")))
        cells += [""] * min(int(across) if across.isdecimal() else 0, MAX_COLUMNS)
    return cells


def _text(data: Element | None) -> str:
    if data is None:
        return ""
    text = text_of(data)
    if data.get(f"{_SS}Type") == "DateTime":
        return text.removesuffix("T00:00:00.000").replace("T", " ")
    try:
        return printed(float(text)) if data.get(f"{_SS}Type") == "Number" else printed(text)
    except (ValueError, OverflowError):
        return printed(text)
