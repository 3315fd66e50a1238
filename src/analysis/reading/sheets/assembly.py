"""The document of a workbook's tables, and what it says about the parts left out."""

from collections.abc import Sequence

from analysis.reading.document import Document, Format, Remark, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.sheets.cells import MAX_COLUMNS, beyond

_HIDDEN_VI = "trang tính ẩn: {names}"
_HIDDEN_EN = "hidden sheets: {names}"


def workbook_document(file_format: Format, tables: Sequence[tuple[Table, int]], hidden: Sequence[str]) -> Document:
    """Return the document of the `tables`, each with its widest row; what was left out becomes a remark."""
    filled = tuple(table for table, _ in tables if table.rows)
    names = ", ".join(hidden)
    if not filled:
        vi, en = (f"; chỉ có {_HIDDEN_VI.format(names=names)}", f"; only {_HIDDEN_EN.format(names=names)}")
        raise UnreadableError(
            f"bảng tính không có dữ liệu{vi if hidden else ''}",
            f"the workbook holds no data{en if hidden else ''}",
            file_format=file_format,
        )
    remarks = [beyond(table.locator, width) for table, width in tables if width > MAX_COLUMNS]
    if hidden:
        remarks.append(Remark("left-out-part", _HIDDEN_VI.format(names=names), _HIDDEN_EN.format(names=names)))
    return Document(file_format, filled, remarks=tuple(remarks))
