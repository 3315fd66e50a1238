"""A small report in which much needs a person, cleaned into tables, and the commands to work on it."""

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import corrections, schema
from analysis.__main__ import app
from analysis.measures.scope import Scope
from analysis.privacy.release import Review, make_review
from analysis.tables import Tables, load

LINES = [
    "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH",
    "Số: 55/BC-UBND",
    "Hòa Bình, ngày 20 tháng 12 năm 2019",
    "BÁO CÁO",
    "Kết quả phong trào thi đua năm 2019",
    "DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH",
]
ROWS = [
    ["STT", "Tên mô hình", "Tập thể, cá nhân"],
    ["1", "Tổ tự quản an ninh trật tự", "Công an thị trấn Mường Khên, huyện Tân Lạc"],
    ["2", "Tổ nhân dân tự quản về an ninh trật tự", "Công an xã Phú Cường, huyện Tân Lạc"],
    ["3", "Ánh sáng niềm tin", "Bà Đỗ Thị Mẫu, xóm Bin, xã Tử Nê, huyện Tân Lạc"],
    ["4", "Ánh sáng niềm tin", "Bà Đỗ Thị Mẫu, xóm Bin, xã Tử Nê, huyện Tân Lạc"],
    ["5", "Bước chân xanh", "Vì A Thử - xóm Mới, thị trấn Mường Khên, huyện Tân Lạc"],
    ["6", "Nuôi cá lồng thu nhập 35 tỷ đồng/năm", "Hộ ông Lý Văn Thử, xóm Mới, xã Mai Hịch, huyện Mai Châu"],
]


def run(*arguments: object) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    return result.exit_code, result.output


class Desk:
    """A folder with documents, tables, a sheet of questions and corrections."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.clean = folder / "raw", folder / "clean"
        self.sheet, self.corrections = folder / "can-xem-lai.xlsx", folder / "corrections.csv"

    def run_clean(self) -> None:
        code, output = run("clean", "--raw", self.raw, "--clean", self.clean)
        assert code == 0, output

    def make_sheet(self) -> tuple[int, str]:
        return run("review-sheet", "--clean", self.clean, "--out", self.sheet)

    def import_answers(self) -> tuple[int, str]:
        return run("corrections", "import", self.sheet, "--corrections", self.corrections, "--clean", self.clean)

    def table(self, name: str) -> pd.DataFrame:
        return schema.read_csv(name, self.clean / f"{name}.csv")

    def frames(self) -> dict[str, pd.DataFrame]:
        return {name: self.table(name) for name in schema.TABLES}

    def entry(self, item: str) -> pd.Series:
        entries = self.table("entries")
        return entries[entries["item_no"] == item].iloc[0]

    def made(self) -> list[dict[str, str]]:
        return corrections.load(self.corrections)

    def bytes_of_tables(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.clean.iterdir())}

    def answer(
        self, answers: dict[tuple[str, str], str], by: str = "Người Thử", on: str = "7/3/2026", reason: str = ""
    ) -> None:
        """Type answers by (kind, item in the list) into the sheet, as a person would, and save it."""
        book = openpyxl.load_workbook(self.sheet)
        sheet = book.worksheets[0]
        names = {cell.value: cell.column for cell in sheet[5]}
        sheet["D3"], sheet["D4"] = by or None, on or None
        left = dict(answers)
        for row in range(7, sheet.max_row + 1):
            key = (sheet.cell(row, names["kind"]).value, str(sheet.cell(row, names["raw_text"]).value).split(" ")[0])
            if key in left:
                sheet.cell(row, names["answer"]).value = left.pop(key)
                sheet.cell(row, names["reason"]).value = reason or None
        assert not left, f"no such question: {left}"
        book.save(self.sheet)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with the report cleaned once."""
    desk = Desk(tmp_path)
    desk.raw.mkdir()
    write_report(desk.raw / "bao-cao.docx", ROWS)
    desk.run_clean()
    return desk


@pytest.fixture
def rewrite() -> Callable[[Desk, list[list[str]]], None]:
    """Return a function that puts another version of the report on a desk."""
    return lambda desk, rows: write_report(desk.raw / "bao-cao.docx", rows)


@pytest.fixture(scope="module")
def clean(root: Path) -> Tables:
    """Return the tables of the bundled sources."""
    return load(root / "data" / "clean")


@pytest.fixture(scope="module")
def reviews(clean: Tables) -> dict[str, Review]:
    """Return a review per mode, one compared with the year before and one of few numbers."""
    return {
        "public": make_review(clean, Scope("tỉnh Hòa Bình", 2019)),
        "internal": make_review(clean, Scope("tỉnh Hòa Bình", 2019), None, "internal"),
        "compared": make_review(clean, Scope("tỉnh Bắc Kạn", 2022), 2021, "leadership"),
        "few": make_review(clean, Scope("huyện Tân Hồng", 2019)),
    }


def write_report(path: Path, rows: list[list[str]]) -> None:
    """Write the report as a Word document."""
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for texts, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(texts, row.cells, strict=True):
            cell.text = text
    document.save(str(path))
