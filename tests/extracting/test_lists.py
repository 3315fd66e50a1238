from collections.abc import Callable

import pytest

from analysis.extracting.columns import column_role, find_header, is_column_numbers
from analysis.extracting.extract import extract
from analysis.extracting.flattened import recover_tables
from analysis.extracting.list_groups import group_kind
from analysis.extracting.lists import read_list
from analysis.extracting.rows import Extraction
from analysis.reading import Document, Line, Row, Table

HEADER = ["Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình"]


def table(*rows: list[str]) -> Table:
    return Table(tuple(Row(tuple(cells), f"table 1 row {n}") for n, cells in enumerate(rows, start=1)), "table 1")


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("STT", "item_no"),
        ("Họ và tên", "recipient"),
        ("HỌ VÀ TÊN", "recipient"),
        ("Tên mô hình,\nđiển hình", "title"),
        ("Tên và nội dung mô hình", "title"),
        ("Hộ gia đình", "recipient"),
        ("Hình thức khen thưởng", "form"),
        ("Số CCCD", "sensitive"),
        ("Dân tộc", "sensitive"),
        ("Màu sắc", ""),
        ("MÔ HÌNH: 22", ""),
        ("", ""),
    ],
)
def test_header_words(printed: str, role: str) -> None:
    assert column_role(printed) == role


def test_header_over_two_rows_and_column_numbers() -> None:
    rows = table(
        ["TT", "Họ và tên", "Địa chỉ", ""], ["", "", "Xã", "Huyện"], ["(1)", "(2)", "(3)", "(4)"], ["1", "A", "B", "C"]
    )
    assert find_header(rows.rows) == (3, ("item_no", "recipient", "commune", "district"))


def test_a_data_row_is_no_row_of_column_numbers() -> None:
    assert not is_column_numbers(Row(("1", "Công an xã", "2"), ""))
    assert is_column_numbers(Row(("1", "2", "3"), ""))


def test_groups_declare_and_hold() -> None:
    printed = read_list(
        table(
            HEADER,
            ["I", "MÔ HÌNH: 02", ""],
            ["1", "Công an xã A", "“B”"],
            ["2", "Ông Vi Văn C", "“D”"],
            ["II", "ĐIỂN HÌNH: 03", ""],
            ["1", "", ""],
        )
    )
    assert printed
    assert [(g.name, g.kind, g.declared, len(g.items), g.broken) for g in printed.groups[1:]] == [
        ("MÔ HÌNH", "model", 2, 2, []),
        ("ĐIỂN HÌNH", "exemplar", 3, 0, ["1"]),
    ]


def test_a_repeated_header_and_a_total_are_no_rows() -> None:
    printed = read_list(table(HEADER, ["1", "Hội A", "“B”"], HEADER, ["2", "Hội C", "“D”"], ["", "Tổng cộng: 02", ""]))
    assert printed and [i.item_no for g in printed.groups for i in g.items] == ["1", "2"]


def test_a_row_cut_by_the_page_goes_on() -> None:
    printed = read_list(table(HEADER, ["1", "Hội A", "“B”, giúp bà con"], ["", "", "có thêm việc làm"]))
    assert printed and printed.groups[0].items[0].cells["title"] == "“B”, giúp bà con có thêm việc làm"


def test_sensitive_cells_are_not_kept() -> None:
    printed = read_list(table(["TT", "Họ và tên", "Số CCCD", "Tên mô hình"], ["1", "Vi Văn A", "001099000111", "“B”"]))
    assert printed and "001099000111" not in str(printed)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("MÔ HÌNH: 22", "model"), ("ĐIỂN HÌNH: 06", "exemplar"), ("DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH", ""), ("Tập thể", "")],
)
def test_kind_of_a_heading(text: str, kind: str) -> None:
    assert group_kind(text) == kind


def flattened(text: str) -> list[Line | Table]:
    return recover_tables(
        [Line(t.strip(), f"line {n}", indent=t.startswith("\t")) for n, t in enumerate(text.split("\n"), 1)]
    )


def test_a_flattened_table_is_recovered() -> None:
    text = "Danh sách\n\tSố TT\n\tTên tập thể, cá nhân\n\tMô hình, điển hình\n\n\tI\n\tMÔ HÌNH: 2\n\n\t1\n\tHội A\n\t“B”\n\n\t2\n\tHội C\n\t“D”\nHết."
    _, recovered, last = flattened(text)
    assert isinstance(recovered, Table)
    assert [row.cells for row in recovered.rows[1:]] == [
        ("I", "MÔ HÌNH: 2", ""),
        ("1", "Hội A", "“B”"),
        ("2", "Hội C", "“D”"),
    ]
    assert recovered.rows[2].locator == "line 9-11"
    assert isinstance(last, Line) and last.text == "Hết."


def test_a_flattened_table_may_break_off() -> None:
    recovered = flattened("STT\nHọ và tên\nTên mô hình\n1\nVi Văn A\n“B”\n2")[0]
    assert isinstance(recovered, Table)
    assert recovered.rows[-1].cells == ("2", "", "")


def test_a_number_on_a_line_is_no_table() -> None:
    assert all(isinstance(block, Line) for block in flattened("Trang\n1\nVăn bản\n2\nHết"))


def test_missing_rows_are_said(extract_table: Callable[..., Extraction]) -> None:
    rows = [HEADER, ["I", "MÔ HÌNH: 03", ""], ["1", "Hội A", "“B”"], ["3", "Hội C", "“D”"]]
    extraction = extract_table(rows)
    assert [p.code for p in extraction.problems] == ["serial-gap"]
    assert (extraction.sections[0].declared, extraction.sections[0].found) == (3, 2)


def test_unknown_columns_are_said(extract_table: Callable[..., Extraction]) -> None:
    extraction = extract_table([["TT", "Tên mô hình", "Màu sắc"], ["1", "“B”", "đỏ"]])
    assert [dict(p.values) for p in extraction.problems] == [{"column": "Màu sắc"}]


def test_a_table_of_something_else_is_said_and_not_read(extract_table: Callable[..., Extraction]) -> None:
    extraction = extract_table([["TT", "Đơn vị", "Ghi chú"], ["1", "Sở A", ""]])
    assert [p.code for p in extraction.problems] == ["unread-table"]
    assert not extraction.entries and not extraction.awards


def test_a_row_of_data_is_no_header() -> None:
    rows = table(["pf-001", "mô hình dân vận khéo được công nhận", "huyện Chợ Đồn", "tỉnh Bắc Kạn"])
    assert find_header(rows.rows) is None


def test_titles_above_a_sheets_header_are_lines_of_the_document(extract_table: Callable[..., Extraction]) -> None:
    rows = [
        ["UBND TỈNH SƠN LA", "", ""],
        ["DANH SÁCH MÔ HÌNH NĂM 2021", "", ""],
        ["(Kèm theo Quyết định số 9/QĐ-UBND ngày 02/3/2021 của UBND tỉnh Sơn La)", "", ""],
        ["TT", "Đơn vị thực hiện", "Tên mô hình"],
        ["1", "Hội Nông dân xã A", "“B”"],
    ]
    extraction = extract_table(rows)
    assert extraction.header.number == "9/QĐ-UBND"
    assert [e.title for e in extraction.entries] == ["B"]
    assert extraction.sections[0].name == "DANH SÁCH MÔ HÌNH NĂM 2021"


def test_a_column_named_by_a_type_word_lends_it(extract_table: Callable[..., Extraction]) -> None:
    rows = [
        ["TT", "Họ và tên", "Thôn", "Tên mô hình"],
        ["1", "Vi Văn A", "Hà Nhuận", "“B”"],
        ["2", "Vi Văn C", "Thôn Đông", "“D”"],
    ]
    assert [e.place.hamlet for e in extract_table(rows).entries] == ["thôn Hà Nhuận", "thôn Đông"]


ARTICLES = """QUYẾT ĐỊNH
Về việc khen thưởng thành tích đột xuất

Điều 1. Tặng Giấy khen cho ông Hà Văn Một, Trưởng thôn Cò, xã Nà Phòn, đã có thành tích chống lụt bão năm 2017.

Điều 2. Tặng Giấy khen cho 01 tập thể và 01 cá nhân, gồm:
- Hội Phụ nữ xã Mai Hạ;
- Bà Vì Thị Hai, Bí thư Chi bộ xóm Cò.

Điều 3. Tặng Giấy khen cho 15 tập thể (có danh sách kèm theo).

Điều 4. Ông Hà Văn Ba, Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này."""


def test_articles_of_a_decision_name_recipients_themselves() -> None:
    lines = tuple(Line(text, f"line {n}") for n, text in enumerate(ARTICLES.split("\n"), start=1))
    awards = extract(Document("txt", lines)).awards
    assert [(a.recipient.kind, a.recipient.name) for a in awards] == [
        ("individual", "Hà Văn Một"),
        ("collective", "Hội Phụ nữ xã Mai Hạ"),
        ("individual", "Vì Thị Hai"),
    ]


def test_look_alike_letters_in_cells_hide_nothing() -> None:
    rows = (("TТ", "Họ và tên", "Mô hình"), ("1", "Ông Hà Văn Một", "Nuôi dê, thu nhập １２０ triệu đồng/năm"))
    cells = tuple(Row(cells, f"table 1 row {n}") for n, cells in enumerate(rows, start=1))
    read = extract(Document("docx", (Line("DANH SÁCH MÔ HÌNH", "paragraph 1"), Table(cells, "table 1"))))
    assert [(e.item_no, e.title) for e in read.entries] == [("1", "Nuôi dê")]
    assert [i.amount.low_vnd for i in read.incomes] == [120_000_000]
