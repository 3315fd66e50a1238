"""Workbooks of Excel and OpenDocument: each visible sheet becomes a table of printed cells."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
import python_calamine
from lxml import etree

from analysis.reading.archives import checked_archive
from analysis.reading.containers import refusal
from analysis.reading.document import Document, Format, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.ole import OLE_MAGIC
from analysis.reading.sheets.assembly import workbook_document
from analysis.reading.sheets.cells import MAX_COLUMNS, printed_row
from analysis.reading.sheets.extent import scattered_sheets
from analysis.reading.sheets.merges import Area, continued_cells, open_document_areas
from analysis.reading.sheets.spreadsheet_xml import read_spreadsheet_xml

_Values = Iterable[Sequence[object]]
_DAMAGED = (ValueError, RuntimeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError)


def read_xlsx(path: Path) -> Document:
    """Read the visible sheets of a workbook (.xlsx, .xlsm, .xlsb, .ods) as their cells are printed.

    Numbers and dates are printed plainly (1780, 2019-11-11), a formula by its stored value; hidden rows and columns
    are read like the others, hidden sheets are left out with a remark.
    """
    with checked_archive(path, "xlsx") as archive:
        return _read(path, "xlsx", archive)


def read_xls(path: Path) -> Document:
    """Read the visible sheets of an Excel 97 workbook or of an Excel 2003 XML file, as `read_xlsx` does."""
    with path.open("rb") as file:
        is_container = file.read(len(OLE_MAGIC)) == OLE_MAGIC
    return _read(path, "xls") if is_container else read_spreadsheet_xml(path)


def _read(path: Path, file_format: Format, archive: zipfile.ZipFile | None = None) -> Document:
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            sheets = [m for m in workbook.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
            names = [m.name for m in sheets if m.visible == python_calamine.SheetVisibleEnum.Visible]
            scattered = scattered_sheets(archive) if archive else set()
            merged = open_document_areas(archive) if archive else {}
            tables = [_sheet(path, workbook, name, scattered, merged.get(name, [])) for name in names]
    except python_calamine.PasswordError as error:
        raise refusal("password", file_format) from error
    except (python_calamine.CalamineError, *_DAMAGED) as error:
        raise _damaged(error, file_format) from error
    except BaseException as error:
        # The library's own failures come as panics, which are no `Exception`
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(ValueError(str(error)), file_format) from error
    hidden = [m.name for m in sheets if m.name not in names]
    return workbook_document(file_format, tables, hidden)


def _damaged(error: Exception, file_format: Format) -> UnreadableError:
    if "limit exceeded" in str(error):
        vi, en = (
            "bảng tính trải quá rộng, không mở vì lý do an toàn",
            "the workbook spans too many cells and was not opened",
        )
        return UnreadableError(vi, en, code="hostile-file", file_format=file_format)
    vi, en = "bảng tính bị hỏng hoặc có mật khẩu", "the workbook is damaged or password-protected"
    return UnreadableError(vi, en, file_format=file_format)


def _sheet(
    path: Path, workbook: python_calamine.CalamineWorkbook, name: str, scattered: set[str], merged: Sequence[Area]
) -> tuple[Table, int]:
    """Return a sheet's filled rows as a table, and the number of columns it has."""
    if name in scattered:
        return _table(name, _sparse_values(path, name), merged)
    sheet = workbook.get_sheet_by_name(name)
    # The library does not tell the merged cells of an .ods
    return _table(name, sheet.to_python(skip_empty_area=False), merged or sheet.merged_cell_ranges or ())


def _sparse_values(path: Path, name: str) -> Iterator[Sequence[object]]:
    """Yield the rows of a sheet whose cells lie millions apart, row by row, each as far as it is filled."""
    with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as workbook:
        sheet = workbook[name]
        # Else every row is filled up to the sheet's last column
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)


def _table(name: str, values: _Values, merged: Sequence[Area]) -> tuple[Table, int]:
    rows, width = [], 0
    for number, cells in enumerate(values, start=1):
        shown = printed_row(cells[:MAX_COLUMNS])
        if any(shown):
            rows.append((number, shown))
        if len(cells) > MAX_COLUMNS:
            width = max(width, _last_filled(cells))
    columns = width or max((_last_filled(shown) for _, shown in rows), default=0)
    continued = continued_cells(merged, [number for number, _ in rows])
    none = frozenset[int]()
    kept = (Row(shown[:columns], f"sheet {name} row {n}", continued.get(n, none)) for n, shown in rows)
    return Table(tuple(kept), f"sheet {name}", name), width


def _last_filled(cells: Sequence[object]) -> int:
    if cells and cells[-1] not in ("", None):
        return len(cells)
    return next((n for n in range(len(cells), 0, -1) if cells[n - 1] not in ("", None)), 0)
