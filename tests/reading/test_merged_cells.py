"""A cell that goes on with the one above is told from a blank one, in every format that knows the difference."""

import zipfile
from pathlib import Path
from types import ModuleType

import docx
import openpyxl
import pytest

from analysis.extracting.extract import extract
from analysis.reading import Row, Table, read
from analysis.reading.page_breaks import over_page
from analysis.reading.sheets import merges
from analysis.reading.word.odt import read_content

# The district of the first three entries is one merged area; that of the last is blank
ROWS = (
    ("TT", "Tên mô hình", "Tên tập thể, cá nhân", "Huyện"),
    ("1", "Trồng cam sạch", "Ông Lê Văn Thử", "Lạc Sơn"),
    ("2", "Nuôi ong lấy mật", "Bà Trần Thị Mẫu", ""),
    ("3", "Dệt thổ cẩm", "Bà Bùi Thị Ví", ""),
    ("4", "Nuôi bò sinh sản", "Ông Đinh Văn Dụ", "Mai Châu"),
    ("5", "Tổ tự quản đường thôn", "Ông Hà Công Tỷ", ""),
)
CONTINUED = [(), (), (3,), (3,), (), ()]


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("DANH SÁCH MÔ HÌNH TIÊU BIỂU")
    table = document.add_table(len(ROWS), 4)
    for cells, row in zip(ROWS, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    table.cell(1, 3).merge(table.cell(3, 3)).text = "Lạc Sơn"
    document.add_paragraph("Hết danh sách.")
    document.save(str(path))
    return path


def page(path: Path) -> Path:
    spans = {(1, 3): " rowspan=3"}
    rows = (
        "<tr>"
        + "".join(f"<td{spans.get((r, c), '')}>{text}" for c, text in enumerate(row) if (r, c) not in {(2, 3), (3, 3)})
        for r, row in enumerate(ROWS)
    )
    path.write_text(f"<html><body><p>DANH SÁCH<table>{''.join(rows)}</table>", encoding="utf-8")
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "DS"
    for row in ROWS:
        book.active.append([text or None for text in row])
    book.active.merge_cells("D2:D4")
    book.save(path)
    return path


def spreadsheet_xml(path: Path) -> Path:
    cell = '<Cell{1}><Data ss:Type="String">{0}</Data></Cell>'
    down = ' ss:MergeDown="2"'
    rows = (
        "<Row>"
        + "".join(cell.format(text, down if (r, c) == (1, 3) else "") for c, text in enumerate(row) if text)
        + "</Row>"
        for r, row in enumerate(ROWS)
    )
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>'
        f"{''.join(rows)}</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    return path


ODF = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2">'
    '<office:body><office:{kind}><table:table table:name="DS">{rows}</table:table></office:{kind}>'
    "</office:body></office:document-content>"
)


def open_document(path: Path, kind: str) -> Path:
    spanned, covered = ' table:number-rows-spanned="3" table:number-columns-spanned="1"', {(2, 3), (3, 3)}
    rows = []
    for r, row in enumerate(ROWS):
        cells = (
            "<table:covered-table-cell/>"
            if (r, c) in covered
            else f'<table:table-cell office:value-type="string"{spanned if (r, c) == (1, 3) else ""}><text:p>{text}</text:p></table:table-cell>'
            for c, text in enumerate(row)
        )
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODF.format(kind=kind, rows="".join(rows)))
    return path


def continued(table: Table) -> list[tuple[int, ...]]:
    assert [row.cells for row in table.rows] == [tuple(row) for row in ROWS]
    return [tuple(sorted(row.continued)) for row in table.rows]


@pytest.mark.parametrize(
    ("make", "name"), [(word, "a.docx"), (page, "a.html"), (workbook, "a.xlsx"), (spreadsheet_xml, "a.xls")]
)
def test_a_merged_cell_is_told_from_a_blank_one(tmp_path: Path, make, name: str) -> None:  # type: ignore[no-untyped-def]
    document = read(make(tmp_path / name))
    assert continued(document.tables[0]) == CONTINUED


def test_open_documents_tell_merged_cells(tmp_path: Path) -> None:
    assert continued(read_content(open_document(tmp_path / "a.odt", "text")).tables[0]) == CONTINUED
    sheet = open_document(tmp_path / "a.ods", "spreadsheet")
    with zipfile.ZipFile(sheet) as archive:
        assert merges.open_document_areas(archive) == {"DS": [((1, 3), (3, 3))]}
    assert continued(read(sheet).tables[0]) == CONTINUED


def ruled(drawing: ModuleType, begin: int, end: int, tall: range, y: float) -> list[object]:
    """Draw the rows from `begin` to `end`; no rule stands between the last cells of the rows in `tall`."""
    items: list[object] = []
    xs = (60, 100, 250, 420, 530)
    items.append(drawing.Rule(xs[0], y, xs[-1], y))
    for number in range(begin, end):
        items += [drawing.Text(text, x + 4, y + 15, 11) for x, text in zip(xs, ROWS[number], strict=False) if text]
        items += [drawing.Rule(x, y, x, y + 20) for x in xs]
        y += 20
        inside = number in tall and number + 1 in tall and number + 1 < end
        items.append(drawing.Rule(xs[0], y, xs[3] if inside else xs[4], y))
    return items


def test_the_rules_of_a_page_tell_merged_cells(tmp_path: Path, drawing: ModuleType) -> None:
    path = drawing.draw(tmp_path / "a.pdf", [drawing.Page(ruled(drawing, 0, 6, range(1, 4), 100))])
    assert continued(read(path).tables[0]) == CONTINUED


def test_a_merged_cell_goes_on_over_the_page(tmp_path: Path, drawing: ModuleType) -> None:
    pages = ruled(drawing, 0, 3, range(1, 4), 700), ruled(drawing, 3, 6, range(1, 4), 60)
    path = drawing.draw(tmp_path / "a.pdf", [drawing.Page(items) for items in pages])
    assert continued(read(path).tables[0]) == CONTINUED


def test_a_blank_cell_at_the_head_of_a_page_stays_blank(tmp_path: Path, drawing: ModuleType) -> None:
    pages = ruled(drawing, 0, 5, range(1, 4), 650), ruled(drawing, 5, 6, range(0), 60)
    path = drawing.draw(tmp_path / "a.pdf", [drawing.Page(items) for items in pages])
    assert continued(read(path).tables[0]) == CONTINUED


@pytest.mark.parametrize(
    ("above", "cells", "below", "expected"),
    [
        ({1}, ("a", ""), set(), {1}),
        (set(), ("a", ""), {1}, {1}),
        (set(), ("a", ""), set(), set()),
        ({0}, ("a", ""), {0}, set()),
    ],
)
def test_over_the_page_only_what_is_merged_goes_on(
    above: set[int], cells: tuple[str, ...], below: set[int], expected: set[int]
) -> None:
    rows = [Row(("x", "y"), "", frozenset(found)) for found in (above, below)]
    assert over_page(rows[0], Row(cells, ""), rows[1]).continued == expected


@pytest.mark.parametrize(("make", "name"), [(word, "a.docx"), (page, "a.html"), (workbook, "a.xlsx")])
def test_only_merged_cells_hand_their_district_down(tmp_path: Path, make, name: str) -> None:  # type: ignore[no-untyped-def]
    entries = extract(read(make(tmp_path / name))).entries
    assert [entry.place.district for entry in entries] == ["Lạc Sơn"] * 3 + ["Mai Châu", ""]


def test_a_blank_cell_in_plain_text_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(f"| {' | '.join(row)} |" for row in ROWS), encoding="utf-8")
    document = read(path)
    assert not any(row.continued for row in document.tables[0].rows)
    assert [entry.place.district for entry in extract(document).entries] == ["Lạc Sơn", "", "", "Mai Châu", ""]
