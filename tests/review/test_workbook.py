"""The workbook as an office opens it: sheets, types, filters, links, and text that stays text."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from analysis.privacy.listed import listed_tables
from analysis.review import workbook_tables
from analysis.review.workbook import build_workbook, write_workbook
from analysis.review.workbook_cells import MAX_TEXT, clean_text
from analysis.review.workbook_grid import MAX_TITLE, GridColumn, sheet_title, write_grid
from analysis.review.workbook_tables import heading, shown_columns, table_title
from analysis.schema import CODES, TABLES, empty, frame
from analysis.tables import load

FORMULAS = ["=1+1", "+84 912", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "#N/A", "- gạch đầu dòng"]
ENTRY = {
    "document_id": "d-1",
    "kind": "model",
    "place_basis": "stated",
    "recipient_kind": "collective",
    "raw_text": "x",
}


def sample() -> dict[str, pd.DataFrame]:
    document = {"source_file": "a.docx", "sha256": "0" * 64, "format": "docx", "reading": "text", "quality": "good"}
    days = {"issued_on": "2019-11-11", "period_start": "2019-01-01", "period_end": "2019-12-31"}
    entries = [
        ENTRY | {"entry_id": f"e-{at}", "locator": f"line {at}", "title": title, "mentions": 1, "is_plural": at == 1}
        for at, title in enumerate(FORMULAS, 1)
    ]
    reward = {"reward_id": "r-1", "document_id": "d-1", "role": "awarded", "recipient_kind": "collective"}
    stated = {"count": 1_234_567, "bound": "exact", "level": "province+district", "form": "bang-khen"}
    finding = {"document_id": "d-1", "message_en": "look", "raw_text": "x"}
    findings = [
        finding | {"finding_id": "f-1", "severity": "note", "code": "x", "message_vi": "hai", "locator": "line 9"},
        finding
        | {"finding_id": "f-2", "severity": "warning", "code": "truncated-list", "message_vi": "một"}
        | {"table": "entries", "row_id": "e-3", "locator": "line 3"},
        finding
        | {"finding_id": "f-3", "severity": "error", "code": "invalid-row", "message_vi": "không"}
        | {"table": "sections", "locator": "line 7"},
    ]
    section = {"document_id": "d-1", "section": "Mô hình", "kind": "model", "found": 1, "is_open_list": True}
    return {
        "documents": frame("documents", [document | days | {"document_id": "d-1"}, document | {"document_id": "d-2"}]),
        "sections": frame("sections", [section | {"locator": "line 7", "raw_text": "x"}]),
        "entries": frame("entries", entries),
        "rewards": frame("rewards", [reward | stated | {"locator": "line 2", "raw_text": "x"}]),
        "findings": frame("findings", findings),
    }


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(build_workbook(sample(), "internal"))


def cells(sheet: Any) -> dict[str, list[Any]]:
    """The cells of each column under its technical name."""
    return {column[1].value: list(column[2:]) for column in sheet.iter_cols()}


def values(sheet: Any, name: str) -> list[Any]:
    return [cell.value for cell in cells(sheet)[name]]


def test_sheets_stand_in_the_order_a_reader_needs(book: Any) -> None:
    tables = [table_title(name) for name in TABLES if name != "findings"]
    assert book.sheetnames == ["Đọc trước", "Từ điển", "Lưu ý", *tables, "Danh mục mã"]
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert max(map(len, book.sheetnames)) <= MAX_TITLE


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_has_every_column_once_under_two_headers(book: Any, name: str) -> None:
    sheet = book[table_title(name)]
    words, technical = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    assert all(words)
    assert len(set(technical)) == len(technical)
    assert set(TABLES[name].names) <= set(technical)


def shown_text(value: Any) -> Any:
    value = value.date() if isinstance(value, dt.datetime) else value
    return None if pd.isna(value) else value


@pytest.mark.parametrize("mode", ["internal", "public"])
def test_the_real_tables_come_back_cell_by_cell(root: Path, mode: Any) -> None:
    clean = dict(vars(load(root / "data" / "clean")))
    made = opened(build_workbook(clean, mode))
    for name in ("documents", "sections", "counts", "citations") if mode == "public" else TABLES:
        found = cells(made[table_title(name)])
        order = clean[name]
        if name == "findings":
            order = order.set_index("finding_id", drop=False).loc[[c.value for c in found["finding_id"]]]
        for column in order.columns if mode == "internal" else ["document_id"]:
            expected = [shown_text(v) for v in order[column]]
            assert [shown_text(cell.value) for cell in found[column]] == expected, f"{name}.{column}"


def test_numbers_dates_and_booleans_are_real(book: Any) -> None:
    (count,) = cells(book[table_title("rewards")])["count"]
    assert (count.value, count.data_type, count.number_format) == (1_234_567, "n", "#,##0")
    day, none = cells(book[table_title("documents")])["issued_on"]
    assert (day.value, day.number_format, none.value) == (dt.datetime(2019, 11, 11), "dd/mm/yyyy", None)
    assert [cell.data_type for cell in cells(book[table_title("entries")])["is_plural"]][:2] == ["b", "b"]
    assert values(book[table_title("entries")], "is_plural")[:2] == [True, False]


def test_codes_stay_and_have_words_beside_them(book: Any) -> None:
    rewards = book[table_title("rewards")]
    assert values(rewards, "level") == ["province+district"]
    assert values(rewards, "level_vi") == ["cấp tỉnh + cấp huyện"]
    assert values(rewards, "form_vi") == ["bằng khen"]
    names = [cell.value for cell in rewards[2]]
    assert names.index("level_vi") < names.index("raw_text") < names.index("level")


def test_text_that_looks_like_a_formula_stays_text(book: Any) -> None:
    titles = cells(book[table_title("entries")])["title"]
    assert [cell.value for cell in titles] == FORMULAS
    assert {cell.data_type for cell in titles} == {"s"}
    assert [bool(cell.quotePrefix) for cell in titles] == [title[0] in "=+-@\t" for title in FORMULAS]


@pytest.mark.parametrize("mode", ["public", "leadership", "internal"])
def test_there_is_no_formula_and_no_macro_anywhere(mode: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(build_workbook(sample(), mode))) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(listed_tables(sample(), mode)) + 3
        assert [name for name in sheets if b"<f>" in parts.read(name) or b"<f " in parts.read(name)] == []
        assert [name for name in parts.namelist() if "vba" in name or "external" in name.lower()] == []


def test_filters_frozen_headers_and_print_set_up(book: Any) -> None:
    for sheet in book.worksheets[1:]:
        last = max(sheet.max_row, 3)
        assert sheet.auto_filter.ref == f"A2:{sheet.cell(1, sheet.max_column).column_letter}{last}"
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B3", "$1:$2")
        assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:")
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Bản nội bộ" in sheet.oddFooter.left.text
        assert "11/11/2019" in sheet.oddFooter.center.text


def test_widths_are_readable(book: Any) -> None:
    for sheet in book.worksheets:
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert widths
        assert all(6 <= width <= 105 for width in widths), sheet.title


def test_findings_come_worst_first_and_lead_to_their_row(book: Any) -> None:
    sheet = book["Lưu ý"]
    assert values(sheet, "severity") == ["error", "warning", "note"]
    assert values(sheet, "severity_vi") == ["lỗi", "cảnh báo", "ghi chú"]
    targets = [cell.hyperlink.location for cell in cells(sheet)["link"]]
    assert all(targets)
    led = [book[title.strip("'")][cell.replace("A", "A")] for title, cell in (t.split("!") for t in targets)]
    assert led[1].value == "e-3"
    assert [(cell.parent.title, cell.row) for cell in (led[0], led[2])] == [
        (table_title("sections"), 3),
        (table_title("documents"), 3),
    ]


def test_a_finding_about_a_row_that_is_gone_has_no_link() -> None:
    tables = sample()
    tables["entries"] = empty("entries")
    sheet = opened(build_workbook(tables, "internal"))["Lưu ý"]
    assert [bool(cell.hyperlink) for cell in cells(sheet)["link"]] == [True, False, True]


def test_the_cover_says_how_new_and_how_much(book: Any) -> None:
    words = [str(cell.value) for row in book["Đọc trước"].iter_rows() for cell in row if cell.value is not None]
    assert "11/11/2019 (1 văn bản không ghi ngày)" in words
    assert "01/01/2019 - 31/12/2019" in words
    assert any(word.startswith("1 lỗi, 1 cảnh báo, 1 ghi chú") for word in words)
    assert any("cộng dồn" in word for word in words)
    links = [cell.hyperlink.location for row in book["Đọc trước"].iter_rows() for cell in row if cell.hyperlink]
    assert [link.split("!")[0].strip("'") for link in links] == book.sheetnames[1:]


def test_the_cover_says_which_version_and_what_was_selected() -> None:
    made = opened(build_workbook(sample(), scope="tỉnh A & tỉnh B, 2019"))
    words = [cell.value for row in made["Đọc trước"].iter_rows() for cell in row]
    assert "tỉnh A & tỉnh B, 2019" in words
    assert "Bản công khai (public version)" in words


def test_without_documents_the_workbook_is_whole_and_says_so() -> None:
    made = opened(build_workbook({}))
    assert "chưa có" in [cell.value for row in made["Đọc trước"].iter_rows() for cell in row]
    assert made[table_title("rewards")].max_row == 2


def test_the_dictionary_explains_every_column_and_every_code(book: Any) -> None:
    sheet = book["Từ điển"]
    explained = set(zip(values(sheet, "table"), values(sheet, "column"), strict=True))
    assert explained == {(table_title(t.name), column) for t in TABLES.values() for column in t.names}
    assert all(values(sheet, "meaning_vi"))
    for cell in cells(sheet)["codes"]:
        if cell.value:
            title, target = cell.hyperlink.location.split("!")
            assert book[title.strip("'")][target].value == cell.value
    codes = {(name, code) for name, codes in CODES.items() for code in codes.vi}
    assert set(zip(values(book["Danh mục mã"], "list"), values(book["Danh mục mã"], "code"), strict=True)) == codes


def test_the_same_tables_give_the_same_bytes_and_no_time_of_the_run() -> None:
    first = build_workbook(sample())
    assert first == build_workbook(sample())
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
        assert parts.namelist()[0] == "[Content_Types].xml"
    assert core.count("2019-11-11T00:00:00Z") == 2
    assert str(dt.datetime.now(tz=dt.UTC).year) not in core.replace("2019-11-11", "")


def test_rows_beyond_excels_last_row_go_on_in_a_second_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_tables, "MAX_ROWS", 3)
    made = opened(build_workbook(sample(), "internal"))
    titles = [table_title("entries", part) for part in (1, 2, 3)]
    assert [values(made[title], "entry_id") for title in titles] == [
        ["e-1", "e-2", "e-3"],
        ["e-4", "e-5", "e-6"],
        ["e-7", "e-8"],
    ]
    monkeypatch.setattr(workbook_tables, "MAX_ROWS", 2)
    link = cells(opened(build_workbook(sample(), "internal"))["Lưu ý"])["link"][1].hyperlink.location
    assert link == f"'{table_title('entries', 2)}'!A3"


def grid(*rows: list[object]) -> Any:
    made = Workbook(write_only=True)
    columns = [GridColumn("a", "A", "long"), GridColumn("b", "B", "integer"), GridColumn("c", "C", "date")]
    write_grid(made, "Thử", columns, rows, ("", "", ""))
    buffer = io.BytesIO()
    made.save(buffer)
    return opened(buffer.getvalue())["Thử"]


HOSTILE = st.text(st.characters(), max_size=30) | st.sampled_from(
    [*FORMULAS, "\x00", "_x0041_", "\ud800", "a\r\nb", " x "]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=20))
def test_any_text_can_be_written_and_stays_text(texts: list[str]) -> None:
    sheet = grid(*([text, None, None] for text in texts))
    read = [sheet.cell(at, 1) for at in range(3, 3 + len(texts))]
    assert [cell.value or "" for cell in read] == [clean_text(text) for text in texts]
    assert {cell.data_type for cell in read if cell.value} <= {"s"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x0bc", "abc"),
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("_x0041_", "_x005F_x0041_"),
        ("x" * 40_000, "x" * MAX_TEXT),
        ("\U0001f33e" * 40_000, "\U0001f33e" * (MAX_TEXT // 2)),
    ],
)
def test_what_excel_cannot_hold_is_left_out(text: str, kept: str) -> None:
    assert clean_text(text) == kept


def test_what_excel_would_round_or_misdate_goes_in_as_text() -> None:
    sheet = grid([None, 10**15 + 1, dt.date(1899, 5, 1)], [None, 10**15 - 1, dt.date(1945, 9, 2)])
    assert [sheet.cell(3, 2).value, sheet.cell(3, 3).value] == ["1000000000000001", "01/05/1899"]
    assert [sheet.cell(4, 2).value, sheet.cell(4, 3).value] == [10**15 - 1, dt.datetime(1945, 9, 2)]


def test_a_long_text_gets_a_row_that_shows_it() -> None:
    sheet = grid(["ngắn", 1, None], ["một câu dài " * 20, 1, None])
    assert sheet.row_dimensions[4].height > 3 * sheet.row_dimensions[3].height


@pytest.mark.parametrize(
    ("words", "part", "title"),
    [
        ("mô hình, điển hình", 1, "Mô hình, điển hình"),
        ("a/b [c]: *?\\'", 1, "A b  c"),
        ("x" * 40, 12, "X" + "x" * 25 + " (12)"),
    ],
)
def test_sheet_titles(words: str, part: int, title: str) -> None:
    assert sheet_title(words, part) == title


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_short_heading(name: str) -> None:
    columns = shown_columns(name, empty(name))
    assert [column.name for column in columns if len(heading(name, column)) > 32] == []


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_shown_first_exist_and_begin_with_what_names_the_row(name: str) -> None:
    main = workbook_tables._main_columns()[name]
    assert set(main) <= {*TABLES[name].names, "link", "amount_band"}
    assert main[0] in (TABLES[name].row_id or "document_id", "document_id", "entry_id", "severity")


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown mode 'secret', use one of: public, leadership, internal"):
        build_workbook({}, "secret")  # type: ignore[arg-type]


def test_writing_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "figures" / "so-lieu.xlsx"
    for _ in range(2):
        write_workbook(sample(), path)
    assert path.read_bytes() == build_workbook(sample())
    assert [item.name for item in path.parent.iterdir()] == ["so-lieu.xlsx"]
