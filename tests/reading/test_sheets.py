import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from analysis.reading import UnreadableError, read


def save(workbook: openpyxl.Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "bang.xlsx"
    workbook.save(path)
    return path


def test_cells_are_printed_plainly(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "DS"
    workbook.active.append([1780, 0.5, dt.date(2019, 11, 11), "#N/A", None, "Hòa Bình"])
    table = read(save(workbook, tmp_path)).tables[0]
    assert table.rows[0].cells == ("1780", "0.5", "2019-11-11", "", "", "Hòa Bình")
    assert table.rows[0].locator == "sheet DS row 1"


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["thấy"])
    hidden = workbook.create_sheet("ẩn")
    hidden.append(["giấu"])
    hidden.sheet_state = "hidden"
    assert [table.name for table in read(save(workbook, tmp_path)).tables] == ["Sheet"]


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A3"] = "ba"
    assert read(save(workbook, tmp_path)).tables[0].rows[0].locator == "sheet Sheet row 3"


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no data"):
        read(save(openpyxl.Workbook(), tmp_path))
