"""PDFs with a text layer: what stands on the page arrives once, in order, and what frames it does not."""

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading import Block, Document, Line, Remark, UnreadableError, read
from analysis.reading.pdf import reader
from analysis.reading.pdf.layout import _joined
from analysis.reading.pdf.page import Box, Piece
from analysis.reading.scan.reader import Scan
from analysis.vietnamese.legacy import Encoding, as_characters

BODY = [
    "Năm 2019, hội viên nông dân xã Thanh Hối cùng nhau làm đường hoa dài",
    "hai cây số, mở thêm ba tổ hợp tác nuôi ong và giúp mười hai hộ vươn",
    "lên khá giả.",
]
SECOND = ["Xã còn trồng bốn nghìn cây xanh dọc bờ suối và sửa lại nhà văn hóa của", "năm xóm."]
STAMP = [
    "Ký bởi: Ủy ban nhân dân xã Thanh Hối",
    "Email: xathanhhoi@example.invalid",
    "Thời gian ký: 12.03.2020 14:22:11 +07:00",
]

Draw = Callable[..., Document]


@pytest.fixture
def drawn(drawing: ModuleType, tmp_path: Path) -> Draw:
    """Draw pages, each a list of items, and read them."""

    def run(*pages: Sequence[Any], **options: Any) -> Document:
        sheets = [page if isinstance(page, drawing.Page) else drawing.Page(page) for page in pages]
        return read(drawing.draw(tmp_path / "van-ban.pdf", sheets, **options))

    return run


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def cells(document: Document, table: int = 0) -> list[tuple[str, ...]]:
    return [row.cells for row in document.tables[table].rows]


def test_wrapped_lines_are_one_paragraph_with_its_lines(drawn: Draw, drawing: ModuleType) -> None:
    document = drawn(drawing.lines([*BODY, *SECOND]))
    assert texts(document) == [" ".join(BODY), " ".join(SECOND)]
    assert [line.locator for line in document.lines] == ["page 1 line 1-3", "page 1 line 4-5"]
    assert (document.format, document.reading, document.quality) == ("pdf", "text", "good")


def test_a_paragraph_goes_on_over_the_page_break(drawn: Draw, drawing: ModuleType) -> None:
    document = drawn(drawing.lines(BODY[:1]), drawing.lines(BODY[1:]))
    assert texts(document) == [" ".join(BODY)]
    assert document.lines[0].locator == "page 1 line 1 - page 2 line 2"


def test_an_indented_first_line_begins_a_paragraph(drawn: Draw, drawing: ModuleType) -> None:
    full = drawing.lines([BODY[0], BODY[1]])
    document = drawn([*full, *drawing.lines(["Cả xã có bảy xóm, xóm nào cũng có tổ tự quản giữ đường sạch"], 110, 136)])
    assert len(document.lines) == 2
    assert document.lines[1].indent > 2


def test_a_word_broken_behind_a_mark_stays_one_word(drawn: Draw, drawing: ModuleType) -> None:
    first = "Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh Hòa Bình mang số 181/KH-"
    assert texts(drawn(drawing.lines([first, "UBND ngày ban hành."]))) == [first + "UBND ngày ban hành."]


def test_letters_in_two_parts_and_ligatures_are_printed_whole(drawn: Draw, drawing: ModuleType) -> None:
    items = drawing.lines([unicodedata.normalize("NFD", "Hòa Bình thắm tình"), "of\ufb01ce"], pitch=60)
    assert texts(drawn(items)) == ["Hòa Bình thắm tình", "office"]


def test_letters_set_apart_are_words(drawn: Draw, drawing: ModuleType) -> None:
    spaced = [drawing.Text("T H Ô N G  B Á O", 200, 90), drawing.Text("QUYẾT ĐỊNH", 200, 150, spacing=6)]
    assert texts(drawn(spaced)) == ["THÔNG BÁO", "QUYẾT ĐỊNH"]


def test_letters_drawn_one_by_one_are_words(drawn: Draw, drawing: ModuleType) -> None:
    x, items = 85.0, []
    for letter in "Mô hình Dân vận khéo ở xóm Bui":
        items.append(drawing.Text(letter, x, 100))
        x += drawing.width(letter)
    assert texts(drawn(items)) == ["Mô hình Dân vận khéo ở xóm Bui"]


def test_text_drawn_twice_for_boldness_is_read_once(drawn: Draw, drawing: ModuleType) -> None:
    twice = [drawing.Text("KẾ HOẠCH 12", 200 + shift, 90) for shift in (0, 0.3)]
    assert texts(drawn([*twice, *drawing.lines(BODY)]))[0] == "KẾ HOẠCH 12"


def test_invisible_and_turned_words_are_left_out(drawn: Draw, drawing: ModuleType) -> None:
    extra = [drawing.Text("từ khóa ẩn", 85, 400, render=3), drawing.Text("BẢN SAO LƯU HÀNH", 40, 500, 30, 90)]
    document = drawn([*drawing.lines(BODY), *extra])
    assert texts(document) == [" ".join(BODY)]
    assert [remark.code for remark in document.remarks] == ["left-out-part"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_scanned_in_sideways_is_read_as_it_is_shown(drawn: Draw, drawing: ModuleType, turn: int) -> None:
    at = {90: lambda n: (100 + 18 * n, 700), 180: lambda n: (500, 700 - 18 * n), 270: lambda n: (500 - 18 * n, 100)}[
        turn
    ]
    items = [drawing.Text(line, *at(n), 12, turn) for n, line in enumerate(BODY)]
    assert " ".join(texts(drawn(drawing.Page(items, rotate=turn)))) == " ".join(BODY)


HEAD_LEFT = ["ỦY BAN NHÂN DÂN", "HUYỆN TÂN LẠC", "Số: 27/BC-UBND"]
HEAD_RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Tân Lạc, ngày 05 tháng 3 năm 2020"]


@pytest.mark.parametrize("by_row", [True, False])
def test_the_head_of_a_letter_keeps_its_two_cells(drawn: Draw, drawing: ModuleType, by_row: bool) -> None:
    left, right = drawing.lines(HEAD_LEFT, 90, 60, 10), drawing.lines(HEAD_RIGHT, 290, 60, 10)
    head = [item for pair in zip(left, right, strict=True) for item in pair] if by_row else [*left, *right]
    document = drawn([*head, drawing.Text("BÁO CÁO", 260, 150), *drawing.lines(BODY, y=190)])
    assert cells(document) == [("\n".join(HEAD_LEFT), "\n".join(HEAD_RIGHT))]
    assert texts(document) == ["BÁO CÁO", " ".join(BODY)]


def test_columns_are_read_one_after_the_other(drawn: Draw, drawing: ModuleType) -> None:
    left = [f"dòng trái số {n} kể chuyện xóm làng" for n in range(10, 22)]
    right = [f"dòng phải số {n} kể chuyện đồng ruộng" for n in range(10, 22)]
    document = drawn([*drawing.lines(left, 60, size=10), *drawing.lines(right, 310, size=10)])
    assert not document.tables
    assert " ".join(texts(document)) == " ".join([*left, *right])


def test_rows_without_rules_keep_their_cells_apart(drawn: Draw, drawing: ModuleType) -> None:
    rows = [("1", "Nguyễn Thị Mơ", "xóm Bui"), ("2", "Bùi Văn Sáng", "xóm Chiềng"), ("3", "Hà Thị Lan", "xóm Đúc")]
    items = [
        drawing.Text(c, x, 200 + 20 * n) for n, row in enumerate(rows) for x, c in zip((90, 150, 380), row, strict=True)
    ]
    assert texts(drawn([*drawing.lines(BODY), *items]))[1:] == ["\t".join(row) for row in rows]


XS = (85, 125, 300, 510)
HEADER = [["Số TT"], ["Tên tập thể, cá nhân"], ["Mô hình, điển hình"]]


def test_a_ruled_table_is_a_table_with_wrapped_lines_joined(drawn: Draw, drawing: ModuleType) -> None:
    rows = [
        HEADER,
        [["I"], ["MÔ HÌNH: 02"], []],
        [["1"], ["Hội Nông dân xã Thanh Hối,", "huyện Tân Lạc"], ["Mô hình: “Đường hoa”", "Có từ năm 2018"]],
        [["2"], ["Tổ hợp tác xóm Bui"], ["Mô hình: “Nuôi ong lấy mật ở", "rừng”"]],
    ]
    document = drawn(
        [*drawing.lines(BODY), *drawing.table(rows, XS, 180), *drawing.lines(["Trên đây là danh sách."], y=500)]
    )
    assert cells(document) == [
        ("Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình"),
        ("I", "MÔ HÌNH: 02", ""),
        ("1", "Hội Nông dân xã Thanh Hối, huyện Tân Lạc", "Mô hình: “Đường hoa”\nCó từ năm 2018"),
        ("2", "Tổ hợp tác xóm Bui", "Mô hình: “Nuôi ong lấy mật ở rừng”"),
    ]
    assert document.tables[0].rows[2].locator == "page 1 table 1 row 3"
    assert [getattr(block, "text", "bảng") for block in document.blocks] == [
        " ".join(BODY),
        "bảng",
        "Trên đây là danh sách.",
    ]


@pytest.mark.parametrize("repeats", [True, False])
def test_a_table_over_pages_is_one_table(drawn: Draw, drawing: ModuleType, repeats: bool) -> None:
    first = [HEADER, [["1"], ["Hội Phụ nữ xóm Bui"], ["Nhà sạch vườn đẹp, cả xóm cùng"]]]
    rest = [[[], [], ["làm, cùng giữ"]], [["2"], ["Đoàn xã Thanh Hối"], ["Thắp sáng đường quê"]]]
    second = [HEADER, *rest] if repeats else rest
    document = drawn(drawing.table(first, XS, 600), drawing.table(second, XS, 60))
    assert cells(document) == [
        ("Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình"),
        ("1", "Hội Phụ nữ xóm Bui", "Nhà sạch vườn đẹp, cả xóm cùng làm, cùng giữ"),
        ("2", "Đoàn xã Thanh Hối", "Thắp sáng đường quê"),
    ]
    assert document.tables[0].rows[2].locator == f"page 2 table 1 row {2 + repeats}"


def test_a_table_that_begins_anew_is_another_table(drawn: Draw, drawing: ModuleType) -> None:
    lists = [[HEADER, [["1"], ["Hội Phụ nữ xóm Bui"], [name]]] for name in ("Nhà sạch", "Vườn đẹp")]
    assert len(drawn(drawing.table(lists[0], XS, 600), drawing.table(lists[1], XS, 60)).tables) == 2


def test_a_row_that_only_lacks_its_number_is_not_joined_to_a_finished_one(drawn: Draw, drawing: ModuleType) -> None:
    first = [HEADER, [["I"], ["Hội Phụ nữ xóm Bui."], ["Nhà sạch vườn đẹp."]]]
    second = [[[], ["Đoàn xã Thanh Hối"], ["Thắp sáng đường quê"]]]
    assert len(cells(drawn(drawing.table(first, XS, 600), drawing.table(second, XS, 60)))) == 3


def test_a_cut_row_that_ends_as_another_did_is_no_repeated_header(drawn: Draw, drawing: ModuleType) -> None:
    end = [[], [], ["bán cho khách"]]
    first = [end, [["2"], ["Tổ hợp tác xóm Bui"], ["Nuôi ong lấy mật"]]]
    second = [end, [["3"], ["Đoàn xã Thanh Hối"], ["Thắp sáng đường quê"]]]
    assert cells(drawn(drawing.table(first, XS, 600), drawing.table(second, XS, 60)))[1:] == [
        ("2", "Tổ hợp tác xóm Bui", "Nuôi ong lấy mật bán cho khách"),
        ("3", "Đoàn xã Thanh Hối", "Thắp sáng đường quê"),
    ]


def test_the_text_of_a_merged_area_stands_in_its_first_cell(drawn: Draw, drawing: ModuleType) -> None:
    rules = [
        drawing.Rule(*r) for r in ((85, 100, 510, 100), (85, 130, 510, 130), (200, 160, 510, 160), (85, 190, 510, 190))
    ]
    rules += [
        drawing.Rule(*r) for r in ((85, 100, 85, 190), (510, 100, 510, 190), (200, 130, 200, 190), (350, 130, 350, 190))
    ]
    words = [("ngang", 95, 120), ("dọc", 95, 150), ("a", 210, 150), ("b", 360, 150), ("c", 210, 180), ("d", 360, 180)]
    document = drawn([*rules, *(drawing.Text(*word) for word in words)])
    assert cells(document) == [("ngang", "", ""), ("dọc", "a", "b"), ("", "c", "d")]


def test_a_frame_around_text_is_no_table(drawn: Draw, drawing: ModuleType) -> None:
    frame = [drawing.Rule(60, 60, 540, 60), drawing.Rule(60, 400, 540, 400), drawing.Rule(60, 60, 60, 400)]
    document = drawn([*frame, drawing.Rule(540, 60, 540, 400), *drawing.lines(BODY)])
    assert texts(document) == [" ".join(BODY)]
    assert not document.tables


NOTE = [
    ("1", "Mười hai hộ ở bốn xóm, trong đó xóm Bui có năm hộ nuôi ong và trồng thêm"),
    ("", "cây ăn quả."),
]


def noted(drawing: ModuleType, ruled: bool) -> list[Any]:
    end = 85 + drawing.width(BODY[2])
    note = [drawing.Text("1", 85, 756, 5), drawing.Text(NOTE[0][1], 90, 760, 9), drawing.Text(NOTE[1][1], 85, 772, 9)]
    rule = [drawing.Rule(85, 745, 200, 745)] if ruled else []
    return [*drawing.lines(BODY), drawing.Text("1", end, 130, 7), *drawing.lines(SECOND, y=160), *rule, *note]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_footnote_follows_its_paragraph_and_its_mark_is_not_printed(
    drawn: Draw, drawing: ModuleType, ruled: bool
) -> None:
    lines = drawn(noted(drawing, ruled)).lines
    assert [(line.text, line.locator, line.note) for line in lines] == [
        (" ".join(BODY), "page 1 line 1-3", ""),
        (f"{NOTE[0][1]} {NOTE[1][1]}", "footnote 1", "1"),
        (" ".join(SECOND), "page 1 line 4-5", ""),
    ]


def test_a_numbered_line_at_the_foot_is_no_footnote(drawn: Draw, drawing: ModuleType) -> None:
    lines = drawn([*drawing.lines(BODY), *drawing.lines(["12 hộ ở xóm Bui nuôi ong."], y=760)]).lines
    assert [line.note for line in lines] == ["", ""]


def test_an_exponent_does_not_make_another_number(drawn: Draw, drawing: ModuleType) -> None:
    end = 85 + drawing.width("Trồng thêm 10")
    items = [drawing.Text("Trồng thêm 10", 85, 100), drawing.Text("2", end, 96, 7), drawing.Text("cây.", end + 10, 100)]
    assert texts(drawn(items)) == ["Trồng thêm 10² cây."]


def test_page_numbers_and_running_lines_are_left_out(drawn: Draw, drawing: ModuleType) -> None:
    pages = [
        [
            drawing.Text(str(n), 295, 40),
            *drawing.lines(BODY),
            drawing.Text("Sở Nội vụ Hòa Bình in năm 2020", 200, 810, 9),
        ]
        for n in (1, 2)
    ]
    document = drawn(*pages)
    assert texts(document) == [" ".join(BODY)] * 2
    assert [remark.code for remark in document.remarks] == ["left-out-part"]
    assert "Sở Nội vụ Hòa Bình in năm 2020" in document.remarks[0].vi


def test_annexes_that_begin_alike_keep_their_first_line(drawn: Draw, drawing: ModuleType) -> None:
    document = drawn(*[[drawing.Text("PHỤ LỤC", 270, 72), *drawing.lines(BODY, y=92)] for _ in range(2)])
    assert texts(document) == ["PHỤ LỤC", " ".join(BODY)] * 2


def test_a_number_that_does_not_count_pages_and_a_single_foot_stay(drawn: Draw, drawing: ModuleType) -> None:
    document = drawn([drawing.Text("27", 295, 40), *drawing.lines(BODY), drawing.Text("Sở Nội vụ", 200, 810, 9)])
    assert texts(document) == ["27", " ".join(BODY), "Sở Nội vụ"]


def test_the_stamp_of_a_digital_signature_is_left_out(drawn: Draw, drawing: ModuleType) -> None:
    document = drawn([*drawing.lines(BODY), *drawing.lines(STAMP, 350, 40, 7, 9)])
    assert texts(document) == [" ".join(BODY)]
    assert [remark.code for remark in document.remarks] == ["left-out-part"]


def test_a_stamp_alone_is_said_to_be_one(drawn: Draw, drawing: ModuleType) -> None:
    with pytest.raises(UnreadableError) as caught:
        drawn(drawing.lines(STAMP))
    assert caught.value.code == "stamp-only"


@pytest.mark.parametrize("stamp", [[], STAMP])
def test_pages_that_are_pictures_are_handed_on(
    drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch, stamp: list[str]
) -> None:
    seen: list[Path] = []

    def recognise(path: Path) -> Document:
        seen.append(path)
        return Document("pdf", (Line("nhận dạng", "page 1 line 1"),), "ocr", "suspect")

    monkeypatch.setattr(reader, "read_scanned_pdf", recognise)
    document = drawn([drawing.Picture(0, 0, 595, 842), *drawing.lines(stamp)])
    assert texts(document) == ["nhận dạng"]
    assert len(seen) == 1


def failing(*_: Any) -> Any:
    raise UnreadableError("chưa cài phần nhận dạng", "recognition is not installed", "no-text-layer", "pdf")


def test_a_picture_among_pages_of_text_is_named(
    drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "scan_pages", failing)
    document = drawn(drawing.lines(BODY), [drawing.Picture(0, 0, 595, 842)], drawing.lines(SECOND))
    assert texts(document) == [" ".join(BODY), " ".join(SECOND)]
    assert [(r.code, r.locator) for r in document.remarks] == [("unread-part", "page 2")]
    assert "trang 2" in document.remarks[0].vi and "page 2" in document.remarks[0].en


def test_a_recognised_page_stands_in_its_place(
    drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognise(path: Path, numbers: list[int]) -> Scan:
        blocks: dict[int, list[Block]] = {n: [Line("ảnh", f"page {n} line 1")] for n in numbers}
        return Scan(blocks, (Remark("ocr-text", "1 trang", "1 page"),), ())

    monkeypatch.setattr(reader, "scan_pages", recognise)
    document = drawn(drawing.lines(BODY), [drawing.Picture(0, 0, 595, 842)], drawing.lines(SECOND))
    assert texts(document) == [" ".join(BODY), "ảnh", " ".join(SECOND)]
    assert (document.reading, document.quality) == ("ocr", "suspect")
    assert [remark.code for remark in document.remarks] == ["ocr-text"]


DAMAGED = ["Phát trin kinh tế, hộ đăng ký sản xut giỏi,", "khen mười hai tập th, mô hình đưọc nhân ra nhiều xóm."]


@pytest.mark.parametrize(("layer", "wanted"), [(BODY, []), (DAMAGED, [[1]])])
def test_an_old_recognised_layer_is_used_unless_it_is_damaged(
    drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch, layer: list[str], wanted: list[list[int]]
) -> None:
    asked: list[list[int]] = []

    def recognise(path: Path, numbers: list[int]) -> Any:
        asked.append(numbers)
        failing()

    monkeypatch.setattr(reader, "scan_pages", recognise)
    hidden = [drawing.Text(text, 85, 100 + 18 * n, render=3) for n, text in enumerate(layer)]
    document = drawn([drawing.Picture(0, 0, 595, 842), *hidden])
    assert asked == wanted
    assert " ".join(texts(document)) == " ".join(layer)
    assert document.reading == "ocr"
    assert "ocr-text" in [remark.code for remark in document.remarks]


@pytest.mark.parametrize(("font", "asked"), [("DejaVuSans", True), (".VnTime", False)])
def test_a_font_older_than_unicode_is_no_damaged_layer(
    drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch, font: str, asked: bool
) -> None:
    calls: list[Any] = []

    def recognise(*wanted: Any) -> Any:
        calls.append(wanted)
        failing()

    monkeypatch.setattr(reader, "scan_pages", recognise)
    assert " ".join(texts(drawn(drawing.lines(DAMAGED), font=font))) == " ".join(DAMAGED)
    assert bool(calls) == asked


def test_a_font_without_letters_is_refused(drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_scanned_pdf", failing)
    with pytest.raises(UnreadableError) as caught:
        drawn(drawing.lines(BODY), mapped=False)
    assert caught.value.code == "damaged-text"


def test_a_password_is_named(drawn: Draw, drawing: ModuleType) -> None:
    with pytest.raises(UnreadableError, match="password"):
        drawn(drawing.lines(BODY), locked=True)


def test_an_empty_page_says_so(drawn: Draw) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        drawn([])


def test_only_so_many_pages_are_read(drawn: Draw, drawing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    document = drawn(*[drawing.lines([f"Trang thứ {n} của tập tài liệu."]) for n in range(1, 5)])
    assert len(document.lines) == 2
    assert [remark.code for remark in document.remarks] == ["unread-part"]


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"])
def test_a_damaged_file_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.file_format == "pdf" and "\n" not in caught.value.vi


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_damage_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, drawing: ModuleType, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    whole = drawing.draw(
        path, [drawing.Page(noted(drawing, True)), drawing.Page(drawing.table([HEADER], XS, 60))]
    ).read_bytes()
    cut = data.draw(st.integers(20, len(whole)))
    spoilt = bytearray(whole[:cut])
    for place in data.draw(st.lists(st.integers(8, cut - 1), max_size=30)):
        spoilt[place] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(spoilt))
    try:
        assert read(path).blocks
    except UnreadableError as error:
        assert error.en


LEGACY = ["Uỷ ban nhân dân xã tặng Giấy khen cho 12 tập thể", "và 30 cá nhân của các xóm có thành tích trong năm."]


@pytest.mark.parametrize(
    ("encoding", "font", "name"),
    [("tcvn3", "ABCDEF+.VnTime,Bold", "TCVN3 (ABC)"), ("tcvn3", "VnTime", "TCVN3 (ABC)"), ("vni", "VNI-Times", "VNI")],
)
def test_letters_of_fonts_older_than_unicode(
    drawn: Draw,
    drawing: ModuleType,
    encode_legacy: Callable[[str, Encoding], bytes],
    encoding: Encoding,
    font: str,
    name: str,
) -> None:
    typed = [as_characters(encode_legacy(line, encoding)) for line in LEGACY]
    document = drawn(drawing.lines(typed), font=font)
    assert " ".join(texts(document)) == " ".join(LEGACY)
    assert document.reading == "converted"
    assert [(remark.code, remark.en) for remark in document.remarks] == [("legacy-encoding", f"encoding {name}")]


def test_a_font_of_capitals_shows_small_letters_as_capitals(
    drawn: Draw, drawing: ModuleType, encode_legacy: Callable[[str, Encoding], bytes]
) -> None:
    typed = as_characters(encode_legacy("danh sách các mô hình, điển hình tiên tiến", "tcvn3"))
    assert texts(drawn(drawing.lines([typed]), font=".VnTimeH")) == ["DANH SÁCH CÁC MÔ HÌNH, ĐIỂN HÌNH TIÊN TIẾN"]


def test_unicode_in_a_legacy_font_stays_as_it_is(drawn: Draw, drawing: ModuleType) -> None:
    lines = ["Phong trào “Dân vận khéo” của xã «Thanh Hối» đạt nhiều", "kết quả tốt trong năm nay."]
    document = drawn(drawing.lines(lines), font=".VnTime")
    assert " ".join(texts(document)) == " ".join(lines)
    assert document.reading == "text"


def piece(text: str, x0: float, x1: float) -> Piece:
    return Piece(text, Box(x0, 100, x1, 112), 110, 0, len(text))


def test_nothing_stands_before_a_comma_and_an_empty_piece_does_no_harm() -> None:
    assert _joined([piece("03 tập thể", 10, 60), piece(", 04", 61, 80)]).text == "03 tập thể, 04"
    assert _joined([piece("03 tập thể", 10, 60), piece(", 04", 70, 90)]).text == "03 tập thể , 04"
    assert _joined([piece("xã", 10, 20), piece("", 21, 22), piece("Mỹ Hòa", 25, 60)]).text.split() == [
        "xã",
        "Mỹ",
        "Hòa",
    ]
