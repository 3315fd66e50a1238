"""Heads, news pages, lists and bearers that once misled the reading."""

from datetime import date

import pytest

from analysis.cleaning.documents import Source, context_of
from analysis.extracting.casing import sentence_case
from analysis.extracting.exemplars import find_exemplars
from analysis.extracting.extract import extract
from analysis.extracting.flattened import recover_tables
from analysis.extracting.lists import read_list
from analysis.extracting.marks import spread_marks
from analysis.extracting.named import find_named
from analysis.extracting.news import read_news
from analysis.extracting.paragraphs import Paragraph, paragraphs
from analysis.extracting.rows import Header
from analysis.reading import Document, Line, Row, Table
from analysis.vietnamese.addresses import Address
from analysis.vietnamese.recipients import parse_recipient


def lines(*texts: str) -> list[Line]:
    return [
        Line(text.lstrip("\t"), f"line {n}", indent=len(text) - len(text.lstrip("\t")))
        for n, text in enumerate(texts, 1)
    ]


def last(*texts: str) -> Paragraph:
    return paragraphs(lines(*texts), hard_wrapped=False)[-1]


def header_of(*texts: str) -> Header:
    return extract(Document("txt", tuple(lines(*texts)))).header


@pytest.mark.parametrize(
    ("stated", "on", "province", "district"),
    [
        (Address(district="thành phố Hồ Chí Minh", province="tỉnh Đồng Nai"), date(2026, 1, 5), "Hồ Chí Minh", ""),
        (Address(district="thành phố Huế"), date(2026, 1, 5), "Huế", ""),
        (Address(district="thành phố Huế", province="tỉnh Thừa Thiên Huế"), date(2019, 1, 5), "Thừa", "thành phố Huế"),
        (Address(commune="xã Bảo Hà", district="huyện Bảo Yên", province="tỉnh Lào Cai"), date(2026, 3, 9), "Lào", ""),
    ],
)
def test_a_city_has_the_level_of_its_day(stated: Address, on: date, province: str, district: str) -> None:
    home = context_of(Source("d", "d.txt", ""), Header(place=stated, issued_on=on)).home
    assert province in home.province and home.district == district


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("KẾT QUẢ CÔNG TÁC HỘI VÀ PHONG TRÀO PHỤ NỮ NĂM 2011", "Kết quả công tác Hội và phong trào phụ nữ năm 2011"),
        ("KHEN THƯỞNG CỦA CHỦ TỊCH UBND THÀNH PHỐ NĂM 2014", "Khen thưởng của Chủ tịch UBND thành phố năm 2014"),
        ("BAN CHẤP HÀNH HỘI LHPN TP VIỆT TRÌ", "Ban Chấp hành Hội LHPN TP Việt Trì"),
        ("ỦY BAN NHÂN DÂN HUYỆN ĐẠI TỪ", "Ủy ban nhân dân huyện Đại Từ"),
    ],
)
def test_words_in_capitals_are_written_as_people_write_them(printed: str, written: str) -> None:
    assert sentence_case(printed) == written


def test_an_undated_page_signed_by_its_writer_is_news() -> None:
    body = "Đến nay toàn huyện có 45 mô hình đang được duy trì tại các xã, thị trấn."
    signed = read_news(["Thêm 45 mô hình đi vào nếp", body, "Nhiều mô hình được nhân ra diện rộng.", "Thu Hà"])
    assert signed is not None and signed.title == "Thêm 45 mô hình đi vào nếp" and signed.day is None
    assert read_news(["Kết quả phong trào", body, "Nơi nhận:", "Thu Hà"]) is None
    assert read_news(["DANH SÁCH MÔ HÌNH", body, "Hết danh sách này.", "Thu Hà"]) is None


def test_news_happen_where_the_opening_says_and_not_where_somebody_lives() -> None:
    header = header_of(
        "Những người nói ít làm nhiều",
        "Thứ Bảy, 14/10/2023, 08:15",
        "",
        "Ông Lê Văn Một (ấp Bình, xã Tân Phú, huyện Tam Bình) trồng mít ruột đỏ.",
        "",
        "Bà Thạch Thị Hai, dân tộc Khmer, ngụ ấp Sóc, xã Tân Mỹ, huyện Trà Ôn, nuôi bò sinh sản.",
    )
    assert header.stage == "news" and header.place == Address()


def test_a_term_that_only_begins_is_not_what_a_speech_tells_of() -> None:
    header = header_of(
        "PHÁT BIỂU",
        "tại Đại hội Thi đua yêu nước tỉnh lần thứ IV (2015 - 2020)",
        "",
        "(Nam Định, ngày 25 tháng 9 năm 2015)",
        "",
        "Kính thưa Đại hội!",
        "",
        "Năm năm 2011 - 2015, nhân dân trong tỉnh đã vươn lên.",
    )
    assert header.issued_on == date(2015, 9, 25)
    assert (header.period_start, header.period_end) == (date(2011, 1, 1), date(2015, 12, 31))


def test_to_whom_a_document_is_addressed() -> None:
    body = ("TỜ TRÌNH", "Về việc khen thưởng", "", "Kính gửi:", "- Chủ tịch UBND tỉnh Quảng Ninh;", "- Sở Nội vụ.")
    assert header_of(*body).addressed_to == "Chủ tịch UBND tỉnh Quảng Ninh"


def test_a_tab_before_the_first_word_is_an_empty_cell() -> None:
    printed = lines("TT\tĐơn vị\tSố hộ đăng ký\tSố hộ đạt", "1\tXã A\t412\t318", "\tCộng\t412\t318")
    table = recover_tables(printed)[0]
    assert isinstance(table, Table) and table.rows[-1].cells == ("", "Cộng", "412", "318")


def test_an_office_in_small_letters_ends_no_list() -> None:
    cells = ("\tTT", "\tHọ và tên", "\tChức vụ", "", "\t1", "\tHà Văn Một", "\tChủ tịch Hội Nông dân huyện", "")
    more = (
        "\t2",
        "\tVì Thị Hai",
        "\tGiáo viên",
        "",
        "\t*",
        "\tHộ gia đình",
        "",
        "\t1",
        "\tHộ ông Lò Văn Ba",
        "\tThôn Thượng",
    )
    table = recover_tables(lines(*cells, *more))[0]
    assert isinstance(table, Table)
    assert [row.cells[0] for row in table.rows] == ["TT", "1", "2", "*", "1"]


def test_marks_below_rungs_tell_the_rung_and_bare_amounts_take_the_unit_above() -> None:
    rows = (
        ("TT", "Họ và tên chủ hộ", "Kết quả năm 2021", "", "Xếp loại", "", ""),
        ("", "", "Doanh thu", "Thu nhập", "TW", "Tỉnh", "Huyện"),
        ("1", "Hà Văn Một", "1850", "720", "x", "", ""),
        ("2", "Vì Thị Hai", "780", "365", "", "", "x"),
    )
    table = Table(tuple(Row(cells, f"row {n}") for n, cells in enumerate(rows, 1)), "table 1")
    printed = read_list(spread_marks(table), "DANH SÁCH HỘ SẢN XUẤT GIỎI NĂM 2021\nĐơn vị tính: triệu đồng")
    assert printed is not None
    items = [item.cells for group in printed.groups for item in group.items]
    assert [cells["form"] for cells in items] == ["cấp trung ương", "cấp huyện"]
    assert items[0]["income"] == "Doanh thu 1850 triệu đồng/năm; Thu nhập 720 triệu đồng/năm"


def test_ethnic_origin_is_no_position() -> None:
    recipient = parse_recipient("Bà Thạch Thị Hai, dân tộc Khmer, ngụ ấp Sóc, xã Tân Mỹ, huyện Trà Ôn")
    assert (recipient.name, recipient.position, recipient.address.hamlet) == ("Thạch Thị Hai", "", "ấp Sóc")


def test_a_quote_behind_its_bearer_under_a_list_of_models() -> None:
    found = find_named(
        last("Một số mô hình tiêu biểu:", "+ Hội LHPN phường: “Quầy hàng không đồng”, mỗi tháng 70 suất;")
    )
    entries = [(e.kind, e.title, e.recipient.name) for run in found for e in run.entries]
    assert entries == [("model", "Quầy hàng không đồng", "Hội LHPN phường")]


def test_the_name_of_a_programme_is_no_model() -> None:
    assert find_named(last("Toàn tỉnh có 2.071 mô hình, điển hình “Dân vận khéo” được đăng ký.")) == []
    told = find_named(last("Nhiều mô hình “Dân vận khéo” phát huy hiệu quả."))
    assert [entry.kind for run in told for entry in run.entries] == ["movement"]


def test_a_bearer_keeps_the_place_behind_an_office() -> None:
    text = "Mô hình “Trống chùa” do Đại đức Lý Văn Một, trụ trì chùa Prek, xã Vĩnh Hải, thị xã Vĩnh Châu khởi xướng."
    recipient = find_named(last(text))[0].entries[0].recipient
    assert (recipient.name, recipient.address.commune) == ("Lý Văn Một", "xã Vĩnh Hải")


def test_an_initiative_names_what_somebody_did() -> None:
    found = find_exemplars(
        last("Những tấm gương tiêu biểu:", "- Anh Hà Văn Một, thợ cơ khí, có sáng kiến “Đồ gá tự định tâm”.")
    )
    assert found is not None and found.exemplars[0].title == "Đồ gá tự định tâm"


def test_a_model_named_behind_an_exemplar_is_another_matter() -> None:
    text = (
        "Ông Hà Văn Một, thôn Bình, xã Tân Sơn nuôi dê, lãi 90 triệu đồng. Mô hình “Camera xóm” của Công an xã Tân Sơn."
    )
    found = find_exemplars(last(text))
    assert found is not None and "Camera" not in found.exemplars[0].clause
    assert [e.title for run in find_named(last(text)) for e in run.entries] == ["Camera xóm"]


def test_a_commune_lies_in_the_only_district_its_report_names_if_the_gazetteer_has_it_there() -> None:
    head = ("ỦY BAN NHÂN DÂN XÃ MẬU LÂM", "Số: 7/BC-UBND", "Mậu Lâm, ngày 02 tháng 12 năm 2014", "BÁO CÁO", "Kết quả")
    sent = "Kính gửi: Hội đồng Thi đua - Khen thưởng huyện Như Thanh, tỉnh Thanh Hóa."
    visited = "Xã đã học tập mô hình của huyện Nông Cống, tỉnh Thanh Hóa."

    def district(*body: str) -> str:
        return context_of(Source("d", "d.txt", ""), header_of(*head, *body)).home.district

    assert district(sent) == "huyện Như Thanh"
    assert district(visited) == ""
    assert district(sent, visited) == ""


def test_a_rule_about_proposals_lists_nobody() -> None:
    rule = "4. Hộ gia đình: Hội Nông dân huyện được đề nghị tối đa 10 hộ gia đình tặng Giấy khen của UBND huyện."
    assert not extract(Document("txt", tuple(lines("1. Giấy khen của Chủ tịch UBND huyện:", rule)))).awards
