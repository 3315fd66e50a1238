"""Workbooks: each visible sheet becomes a table of printed cells."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine

from analysis.reading.archives import check_archive
from analysis.reading.document import Document, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.vietnamese.letters import nfc

_MAX_COLUMNS = 400


def read_xlsx(path: Path) -> Document:
    """Read the visible sheets of a workbook; numbers and dates are printed plainly (1780, 2019-11-11)."""
    check_archive(path, "xlsx")
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            names = [m.name for m in workbook.sheets_metadata if _is_visible(m)]
            tables = tuple(
                _table(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names
            )
    except (python_calamine.CalamineError, ValueError, RuntimeError) as error:
        raise UnreadableError(
            "bảng tính bị hỏng hoặc có mật khẩu", "the workbook is damaged or password-protected", file_format="xlsx"
        ) from error
    filled = tuple(table for table in tables if table.rows)
    if not filled:
        raise UnreadableError("bảng tính không có dữ liệu", "the workbook holds no data", file_format="xlsx")
    return Document("xlsx", filled)


def _is_visible(metadata: python_calamine.SheetMetadata) -> bool:
    worksheet = metadata.typ == python_calamine.SheetTypeEnum.WorkSheet
    return worksheet and metadata.visible == python_calamine.SheetVisibleEnum.Visible


def _table(name: str, cells: Sequence[Sequence[object]]) -> Table:
    rows = []
    for number, values in enumerate(cells, start=1):
        printed = tuple(_printed(value) for value in values[:_MAX_COLUMNS])
        if any(printed):
            rows.append(Row(printed, f"sheet {name} row {number}"))
    return Table(tuple(rows), f"sheet {name}", name)


def _printed(value: object) -> str:
    """Print one cell; a whole number loses its ".0", an error value such as #N/A is an empty cell."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    text = nfc(str(value)).strip()
    return "" if text.startswith("#N/A") else text
