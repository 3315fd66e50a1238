"""Wordings that once misled the reading, each with what it must give."""

from datetime import date

import pytest

from analysis.extracting.award_forms import form_and_level
from analysis.extracting.casing import sentence_case
from analysis.extracting.columns import column_role
from analysis.extracting.count_households import find_titled_households
from analysis.extracting.counts import find_model_counts
from analysis.extracting.exemplars import find_exemplars
from analysis.extracting.extract import extract
from analysis.extracting.header import read_header
from analysis.extracting.list_groups import declared_in
from analysis.extracting.lists import read_list
from analysis.extracting.named import find_named
from analysis.extracting.news import read_news
from analysis.extracting.paragraphs import paragraphs
from analysis.extracting.rewards import find_reward_counts
from analysis.reading import Document, Line, Row, Table
from analysis.vietnamese.addresses import Address, find_addresses


@pytest.mark.parametrize(
    ("heading", "declared"),
    [
        ("DANH SÁCH ĐIỂN HÌNH: 08", 8),
        ("MÔ HÌNH (06 mô hình)", 6),
        ("MÔ HÌNH GIAI ĐOẠN 2021 - 2024", None),
        ("Cuộc vận động: 38.410 hộ đăng ký", None),
    ],
)
def test_a_year_or_a_large_number_declares_no_list(heading: str, declared: int | None) -> None:
    assert declared_in(heading) == declared


@pytest.mark.parametrize(
    ("cell", "role"),
    [("Thôn, khu", "hamlet"), ("Xã, phường", "commune"), ("Huyện, xã", "address"), ("Tỉnh, thành phố", "province")],
)
def test_columns_named_by_types_of_units(cell: str, role: str) -> None:
    assert column_role(cell) == role


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Trạm Y tế xã Tân Lập", Address(commune="xã Tân Lập")),
        ("Trung tâm Y tế thị xã Tân Lập", Address(district="thị xã Tân Lập")),
        ("chăm sóc 412 người", None),
        ("TỈNH ỦY TRÀ VINH", None),
        ("CHỦ NGHĨA XÃ HỘI", None),
    ],
)
def test_words_that_only_look_like_units(text: str, address: Address | None) -> None:
    assert [span.address for span in find_addresses(text)] == ([address] if address else [])


def test_households_with_a_title_are_registered_or_recognised_but_no_target() -> None:
    text = "Hộ sản xuất, kinh doanh giỏi: 415 hộ đăng ký, 302 hộ đạt; phấn đấu 500 hộ đạt năm sau."
    assert [(c.role, c.count) for c in find_titled_households(text)] == [("registered", 415), ("recognised", 302)]
    assert find_reward_counts("Phấn đấu 500 hộ đạt danh hiệu Gia đình văn hóa.") == []


def test_parts_that_add_up_have_the_role_of_their_total() -> None:
    text = "Toàn huyện công nhận 50 mô hình, gồm: lĩnh vực kinh tế 20 mô hình; văn hóa - xã hội 30 mô hình."
    assert [(c.count, c.role) for c in find_model_counts(text)] == [
        (50, "recognised"),
        (20, "recognised"),
        (30, "recognised"),
    ]


def test_models_that_ended_are_no_count() -> None:
    assert find_model_counts("Có 03 mô hình đã giải thể.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "3 tập thể và 5 cá nhân của huyện được UBND tỉnh tặng Bằng khen.",
            [("collective", 3, "province"), ("individual", 5, "province")],
        ),
        (
            "UBND tỉnh tặng Bằng khen cho 4 tập thể; 6 hộ được UBND huyện Sơn Hòa tặng Giấy khen.",
            [("collective", 4, "province"), ("household", 6, "district")],
        ),
        (
            "3. Khen thưởng cấp huyện: công nhận 94 tập thể đạt Tập thể lao động tiên tiến, 12 cá nhân đạt Lao động tiên tiến.",
            [("collective", 94, "district"), ("individual", 12, "district")],
        ),
    ],
)
def test_whose_they_are_is_no_giver_and_an_opening_rung_holds(text: str, found: list[tuple[str, int, str]]) -> None:
    assert [(c.recipient_kind, c.count, c.level) for c in find_reward_counts(text)] == found


def test_the_motto_beside_the_agency_is_no_name() -> None:
    lines = [
        Line("UBND THÀNH PHỐ HÀ NỘI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "line 1"),
        Line("ỦY BAN NHÂN DÂN HUYỆN BA VÌ         Độc lập - Tự do - Hạnh phúc", "line 2"),
        Line("BÁO CÁO", "line 3"),
        Line("Kết quả phong trào thi đua năm 2022", "line 4"),
    ]
    header = read_header(lines, paragraphs(lines, hard_wrapped=False))
    assert (header.place.district, header.place.province) == ("huyện Ba Vì", "thành phố HÀ NỘI")


def test_names_behind_the_party_stay_names() -> None:
    assert sentence_case("TỈNH ỦY TRÀ VINH") == "Tỉnh ủy Trà Vinh"


def test_a_day_with_the_hour_marks_news() -> None:
    news = read_news(["Gương sáng giữa làng", "20/08/2024 07:45 | Đời sống", "Sáng nay, huyện tuyên dương 9 gương."])
    assert news and news.day == date(2024, 8, 20)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(cells, f"row {number}") for number, cells in enumerate(rows, start=1)), "table 1")


def test_a_heading_in_the_merged_first_cell_opens_a_group() -> None:
    printed = read_list(
        table(
            ("TT", "Tên mô hình", "Chủ thể", "Địa chỉ"),
            ("A. HUYỆN BẢO LẠC (01)", "", "", ""),
            ("1", "Nuôi bò nhốt chuồng", "Hộ ông Nông Văn Thử", "xã Hồng Trị"),
        )
    )
    assert printed and [(group.declared, group.place.district, len(group.items)) for group in printed.groups[1:]] == [
        (1, "huyện Bảo Lạc", 1)
    ]


def test_an_account_number_is_never_copied() -> None:
    printed = read_list(table(("STT", "TEN", "HUYEN", "SO_TK_LA"), ("1", "Ông Võ Văn Thử", "Đất Đỏ", "0071000123456")))
    assert printed and printed.groups[0].items[0].cells["recipient"] == "Ông Võ Văn Thử"
    assert "0071000123456" not in str(printed)


@pytest.mark.parametrize(
    "text",
    [
        "(1) Ông Lò Văn Thử, thôn 2, xã Đạ Sar, huyện Lạc Dương: trồng cà phê, thu nhập 95 triệu đồng/năm.",
        "Người dân nhắc nhiều đến hộ ông Lò Văn Thử ở bản Hằm, xã Mường Cang: trồng cà phê, lãi 95 triệu đồng/năm.",
    ],
)
def test_persons_behind_bracketed_numbers_and_in_mid_sentence(text: str) -> None:
    found = find_exemplars(paragraphs([Line(text, "line 1")], hard_wrapped=False)[0])
    assert found and [(e.recipient.name, e.title) for e in found.exemplars] == [("Lò Văn Thử", "Trồng cà phê")]


def test_a_decision_gives_its_one_form_to_its_lists() -> None:
    blocks = (
        Line("QUYẾT ĐỊNH", "line 1"),
        Line("Về việc khen thưởng phong trào thi đua năm 2019", "line 2"),
        Line("Điều 1. Tặng Giấy khen kèm tiền thưởng cho 1 hộ gia đình (danh sách đính kèm).", "line 3"),
        Line("DANH SÁCH KHEN THƯỞNG", "line 4"),
        Line("HỘ GIA ĐÌNH", "line 5"),
        table(("TT", "Chủ hộ", "Địa chỉ"), ("1", "Ông Lê Văn Thử", "ấp 5, xã Tân Thanh")),
    )
    (award,) = extract(Document("docx", blocks)).awards
    assert award.recipient.kind == "household"
    assert any(form_and_level(words)[0] == "giay-khen" for words in award.form_words)


def test_quoted_items_under_a_line_that_announces_models() -> None:
    lines = [
        Line("Các mô hình gồm có:", "line 1"),
        Line("• “Loa báo nước lớn” – Ban Chỉ huy Quân sự xã Tân Tiến;", "line 2"),
    ]
    (named,) = find_named(paragraphs(lines, hard_wrapped=False)[1])
    assert [(e.kind, e.title, e.recipient.kind) for e in named.entries] == [("model", "Loa báo nước lớn", "collective")]


def test_a_title_does_not_run_on_into_the_table() -> None:
    blocks = (Line("DANH SÁCH MÔ HÌNH NĂM 2023", "row 1"), table(("STT", "Tên mô hình"), ("1", "Nuôi dê")))
    assert extract(Document("xlsx", blocks)).header.title == "Danh sách mô hình năm 2023"


def test_a_numbered_list_under_a_bare_title_is_read() -> None:
    words = [
        "TỜ TRÌNH",
        "Về việc đề nghị khen thưởng năm 2025",
        "UBND phường đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 trường hợp.",
        "DANH SÁCH",
        "1. Hội Phụ nữ phường Long Xuyên",
        "2. Bà Trần Thị Thử, Tổ trưởng tổ 12",
    ]
    lines = tuple(Line(text, f"line {number}") for number, text in enumerate(words, start=1))
    awards = extract(Document("txt", lines)).awards
    assert [award.recipient.name for award in awards] == ["Hội Phụ nữ phường Long Xuyên", "Trần Thị Thử"]
