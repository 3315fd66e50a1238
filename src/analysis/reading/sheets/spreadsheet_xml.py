"""Excel 2003 XML, the form in which web systems hand out lists named .xls."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from analysis.reading.document import Document, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.markup import Element, text_of
from analysis.reading.sheets.assembly import workbook_document
from analysis.reading.sheets.cells import MAX_COLUMNS, printed
from analysis.reading.sheets.merges import Area, continued_cells

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
    filled, width, name = [], 0, _name(sheet)
    areas: list[Area] = []
    for number, row in _rows(sheet):
        cells = _cells(row, number, areas)
        width = max(width, len(cells))
        if any(cells):
            filled.append((number, cells[:MAX_COLUMNS]))
    continued = continued_cells(areas, [number for number, _ in filled])
    none = frozenset[int]()
    columns = min(width, MAX_COLUMNS)
    padded = ((n, (*cells, *[""] * (columns - len(cells)))) for n, cells in filled)
    rows = (Row(cells, f"sheet {name} row {n}", continued.get(n, none)) for n, cells in padded)
    return Table(tuple(rows), f"sheet {name}", name), width


def _rows(sheet: Element) -> Iterator[tuple[int, Element]]:
    """Yield the rows with their numbers, which rise."""
    number = 0
    for row in sheet.iter(f"{_SS}Row"):
        number = max(_index(row, number + 1), number + 1)
        yield number, row


def _index(element: Element, following: int) -> int:
    """Return the printed position of a row or cell: after the one before it, unless it names its own."""
    value = element.get(f"{_SS}Index", "")
    return min(int(value), _MOST_ROWS) if value.isdecimal() else following


def _cells(row: Element, number: int, areas: list[Area]) -> list[str]:
    """Return the cells of row `number` on the sheet's grid, "" where a merged cell goes on; add merged `areas`."""
    cells: list[str] = []
    for cell in row.iter(f"{_SS}Cell"):
        at = min(_index(cell, len(cells) + 1), MAX_COLUMNS + 1)
        across, down = (min(_count(cell, name), _MOST_ROWS) for name in ("MergeAcross", "MergeDown"))
        cells += [""] * (at - 1 - len(cells))
        if down:
            areas.append(((number - 1, len(cells)), (number - 1 + down, len(cells) + across)))
        cells.append(_text(cell.find(f"{_SS}Data")))
        cells += [""] * min(across, MAX_COLUMNS)
    return cells


def _count(cell: Element, name: str) -> int:
    value = cell.get(f"{_SS}{name}", "0")
    return int(value) if value.isdecimal() and len(value) < 8 else 0


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
