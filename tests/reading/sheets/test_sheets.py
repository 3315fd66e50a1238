import datetime as dt
import runpy
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from analysis.reading import Document, UnreadableError, read

FIXTURES = Path(__file__).parents[1] / "fixtures"
LIST = [tuple(row) for row in runpy.run_path(str(FIXTURES / "office.py"))["ROWS"]]


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
    document = read(save(workbook, tmp_path))
    assert [table.name for table in document.tables] == ["Sheet"]
    assert [(remark.code, "ẩn" in remark.vi, "ẩn" in remark.en) for remark in document.remarks] == [
        ("left-out-part", True, True)
    ]


def test_row_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A3"] = "ba"
    assert read(save(workbook, tmp_path)).tables[0].rows[0].locator == "sheet Sheet row 3"


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no data"):
        read(save(openpyxl.Workbook(), tmp_path))


@pytest.mark.parametrize(("suffix", "expected"), [("xls", "xls"), ("ods", "xlsx")])
def test_other_workbooks_read_like_excel(suffix: str, expected: str) -> None:
    document = read(FIXTURES / f"bang.{suffix}")
    assert document.format == expected
    (table,) = document.tables
    assert [row.cells for row in table.rows] == LIST
    assert (table.name, table.rows[2].locator) == ("DS", "sheet DS row 3")
    assert [(remark.code, "Nháp" in remark.vi) for remark in document.remarks] == [("left-out-part", True)]


def test_merged_cells_are_printed_once(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["TT", "Địa chỉ", None, "Việc"])
    workbook.active.append([None, "Thôn", "Xã", None])
    workbook.active.append([1, 2, 3, 4])
    for area in ("A1:A2", "B1:C1", "D1:D2"):
        workbook.active.merge_cells(area)
    rows = read(save(workbook, tmp_path)).tables[0].rows
    assert [row.cells for row in rows] == [("TT", "Địa chỉ", "", "Việc"), ("", "Thôn", "Xã", ""), ("1", "2", "3", "4")]


def test_errors_formulas_and_numbers(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(
        ["#REF!", "#DIV/0!", "=1+1", True, 1e20, 1e-7, 1 / 3, "1.234.567", "25%", "#1 hộ", dt.time(8, 30)]
    )
    cells = read(save(workbook, tmp_path)).tables[0].rows[0].cells
    assert cells[:6] == ("", "", "", "TRUE", "100000000000000000000", "0.0000001")
    assert cells[6:] == ("0.333333333333333", "1.234.567", "25%", "#1 hộ", "08:30:00")


def test_the_stored_value_of_a_formula_is_printed(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append([2, "=A1+1"])
    path = save(workbook, tmp_path)
    stored = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>"))
    assert read(stored).tables[0].rows[0].cells == ("2", "3")


def test_blank_tails_cost_nothing(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "a"
    workbook.active["A1048576"].fill = workbook.active["XFD1"].fill = PatternFill("solid", fgColor="FFFF00")
    path = save(workbook, tmp_path)
    start = time.monotonic()
    assert [row.cells for row in read(path).tables[0].rows] == [("a",)]
    assert time.monotonic() - start < 20


def test_cells_at_both_ends_of_a_sheet_do_not_end_the_process(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["C900000"], workbook.active["XFD1048576"] = "đầu", 3, "cuối"
    document = read(save(workbook, tmp_path))
    assert [remark.code for remark in document.remarks] == ["left-out-part"] and "16384" in document.remarks[0].en
    assert [(row.locator, "".join(row.cells)) for row in document.tables[0].rows] == [
        ("sheet Sheet row 1", "đầu"),
        ("sheet Sheet row 900000", "3"),
    ]


def test_columns_without_end_are_cut_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n".join(",".join(map(str, range(100_000))) for _ in range(3)))
    document = read(tmp_path / "a.csv")
    assert {len(row.cells) for row in document.tables[0].rows} == {400}
    assert [remark.code for remark in document.remarks] == ["left-out-part"]
    assert "100000" in document.remarks[0].en


def test_a_locked_workbook_is_one_clear_line(tmp_path: Path) -> None:
    data = bytearray((FIXTURES / "bang.xls").read_bytes())
    entry = data.index("Workbook".encode("utf-16-le"))
    data[entry : entry + 34] = "EncryptedPackage\0".encode("utf-16-le")
    data[entry + 64 : entry + 66] = (34).to_bytes(2, "little")
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(UnreadableError, match="password"):
        read(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["bang.xls", "bang.ods"])
def test_a_damaged_workbook_is_one_clear_line(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2] + bytes(len(data) // 4))
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path / name)
    assert "\n" not in caught.value.vi


def test_excel_2003_xml(tmp_path: Path) -> None:
    cell = '<Cell{0}><Data ss:Type="{1}">{2}</Data></Cell>'
    rows = (
        cell.format("", "String", "TT")
        + cell.format(' ss:MergeAcross="1"', "String", "Họ tên")
        + cell.format("", "String", "Ngày"),
        cell.format("", "Number", "1")
        + cell.format(' ss:Index="3"', "String", "Ông Thử")
        + cell.format("", "DateTime", "2021-05-02T00:00:00.000"),
    )
    sheet = '<Worksheet ss:Name="{0}"><Table><Row ss:Index="3">{1}</Row><Row>{2}</Row></Table>{3}</Worksheet>'
    hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    (tmp_path / "a.xls").write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
        f'spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheet.format("DS", *rows, "")}'
        f"{sheet.format('Ẩn', *rows, hidden)}</Workbook>",
        encoding="utf-8",
    )
    document = read(tmp_path / "a.xls")
    assert document.format == "xls"
    assert [(row.cells, row.locator) for row in document.tables[0].rows] == [
        (("TT", "Họ tên", "", "Ngày"), "sheet DS row 3"),
        (("1", "", "Ông Thử", "2021-05-02"), "sheet DS row 4"),
    ]
    assert len(document.tables) == 1 and "Ẩn" in document.remarks[0].vi


def csv(tmp_path: Path, data: str | bytes) -> Document:
    path = tmp_path / "danh-sach.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lists_as_text_are_tables(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [delimiter.join(row) for row in (("TT", "Tên", "Xã"), ("1", "Ông Thử", "Hòa An"), ("2", "", "An Phú"))]
    document = csv(tmp_path, "\r\n".join(lines).encode(encoding))
    assert document.format == "csv"
    assert [row.cells for row in document.tables[0].rows][1:] == [("1", "Ông Thử", "Hòa An"), ("2", "", "An Phú")]
    assert document.tables[0].rows[2].locator == "line 3"


def test_quoted_cells_hold_delimiters_and_line_ends(tmp_path: Path) -> None:
    table = csv(tmp_path, 'sep=;\nTT;Việc\n1;"nuôi bò; trồng ""lúa""\nvà cá"\n;\n2;#N/A\n').tables[0]
    assert [(row.cells, row.locator) for row in table.rows] == [
        (("TT", "Việc"), "line 2"),
        (("1", 'nuôi bò; trồng "lúa"\nvà cá'), "line 3"),
        (("2", ""), "line 6"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ông An, xã Hòa An\nBà Tư, xã An Phú\nÔng Ba, xã An Phú\nÔng Tám, xã Hòa An",
        "Năm 2021, xã có 12 tập thể được khen.\nTrong đó, 3 tập thể, 5 cá nhân.\nHết.",
        "một;hai\nba\nbốn;năm;sáu\nbảy",
        'TT,Việc\n1,"nuôi bò',
        "a,b\n1,2",
        "\tThụt đầu dòng\n\tdòng hai\n\tdòng ba",
        "một;\nhai;\nba;\nbốn;",
    ],
)
def test_a_text_with_commas_stays_a_text(tmp_path: Path, text: str) -> None:
    document = csv(tmp_path, text)
    assert document.format == "txt"
    assert [line.text for line in document.lines] == [line.strip() for line in text.split("\n")]


def test_a_table_between_bars_stays_with_the_reader_of_texts(tmp_path: Path) -> None:
    document = csv(tmp_path, "|TT|Tên|\n|1|Ông Thử|\n|2|Bà Tư|")
    assert document.format == "txt"
    assert document.tables[0].rows[1].cells == ("1", "Ông Thử")


def test_a_long_list_in_utf_16_is_still_a_list(tmp_path: Path) -> None:
    document = csv(tmp_path, ("TT;Tên\n" + "".join(f"{n};Ông Thử\n" for n in range(9_000))).encode("utf-16"))
    assert document.format == "csv" and len(document.tables[0].rows) == 9_001
