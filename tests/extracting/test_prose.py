from collections.abc import Callable

import pytest

from analysis.extracting.rows import Extraction

Extract = Callable[[str], Extraction]


def named(extraction: Extraction) -> list[tuple[str, str, int]]:
    return [(e.kind, e.title, len(e.mentions)) for e in extraction.entries]


def test_a_list_of_names_with_and_without_separators(extract_text: Extract) -> None:
    text = "Các mô hình gồm: mô hình “A”; mô hình “B” mô hình “C”; phong trào “D”..."
    extraction = extract_text(text)
    assert named(extraction) == [("model", "A", 1), ("model", "B", 1), ("model", "C", 1), ("movement", "D", 1)]
    assert [(s.found, s.is_open, s.declared) for s in extraction.sections] == [(4, True, None)]


def test_a_list_opener_passes_its_kind_on(extract_text: Extract) -> None:
    extraction = extract_text('Có các mô hình tiêu biểu, hiệu quả như: “Tủ sách xóm”, “Bếp ấm” và "Đèn đường".')
    assert [title for _, title, _ in named(extraction)] == ["Tủ sách xóm", "Bếp ấm", "Đèn đường"]


@pytest.mark.parametrize(
    "text",
    [
        "Viết bài về mô hình mới, cách làm hay, chuyên mục “Gương sáng quanh ta”.",
        "Hội thi có chủ đề “Vì một xóm sạch”.",
        "Căn cứ Chỉ thị về phong trào “Cả xóm chung tay”;",
        "Ông nói: “Mô hình rất tốt”.",
    ],
)
def test_quotes_that_name_no_model(extract_text: Extract, text: str) -> None:
    assert extract_text(text).entries == []


def test_a_name_met_again_is_one_entry_with_its_mentions(extract_text: Extract) -> None:
    extraction = extract_text(
        "* Về an ninh\n\nMô hình “Tổ tự quản” tốt.\n\n* Về kinh tế\n\nMô hình “Tổ Tự quản” lan rộng."
    )
    (entry,) = extraction.entries
    assert [m.heading for m in entry.mentions] == ["* Về an ninh", "* Về kinh tế"]


def test_the_bearer_is_read_beside_the_name(extract_text: Extract) -> None:
    extraction = extract_text("Tiêu biểu có mô hình “Vườn thuốc nam” của Hội Đông y xã An Phú; mô hình “Bể bơi” khác.")
    assert extraction.entries[0].recipient.name == "Hội Đông y xã An Phú"
    assert extraction.entries[1].recipient.name == ""


def test_a_declared_number_before_a_list_is_kept(extract_text: Extract) -> None:
    extraction = extract_text("Huyện có 03 mô hình tiêu biểu gồm: “A”, “B”.")
    assert [(s.declared, s.found) for s in extraction.sections] == [(3, 2)]


def test_exemplars_with_address_activity_and_amount(extract_text: Extract) -> None:
    text = (
        "Điển hình trong phong trào: Hộ gia đình ông Lò Văn Sáu, ấp Một, xã An Hòa với mô hình nuôi lươn đạt khoảng 1,25 tỉ "
        "đồng/năm; Hộ bà Vi Thị Bảy, khóm 2, thị trấn Sông Đốc với mô hình mua bán, trồng dừa gắn với nuôi dê đạt 800.000.000 đồng/năm;..."
    )
    extraction = extract_text(text)
    assert named(extraction) == [
        ("exemplar", "Nuôi lươn", 1),
        ("exemplar", "Mua bán, trồng dừa gắn với nuôi dê", 1),
    ]
    assert [i.amount.low_vnd for i in extraction.incomes] == [1_250_000_000, 800_000_000]
    assert [i.entry for i in extraction.incomes] == [0, 1]
    assert extraction.entries[1].recipient.address.commune == "thị trấn Sông Đốc"
    assert extraction.sections[0].is_open


@pytest.mark.parametrize(
    "text",
    [
        "Ông Vi Văn A, Chủ tịch UBND xã, phát biểu tại hội nghị điển hình tiên tiến.",
        "Bà Lò Thị B được tặng Giấy khen điển hình tiên tiến.",
        "Đồng chí Phó Chủ tịch chủ trì việc nhân rộng mô hình.",
    ],
)
def test_people_without_a_deed_are_no_exemplars(extract_text: Extract, text: str) -> None:
    assert extract_text(text).entries == []


def test_a_budget_is_nobodys_income(extract_text: Extract) -> None:
    assert extract_text("Kinh phí nhân rộng mô hình là 400 triệu đồng.").incomes == []


def test_decisions_list_collectives_and_individuals(extract_text: Extract) -> None:
    text = (
        "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\n\nĐiều 1. Tặng Giấy khen của Chủ tịch UBND huyện cho các tập thể, cá nhân sau:\n"
        "I. Tập thể (02)\n1. Trường Tiểu học An Phú\n2. Công an xã An Phú\nII. Cá nhân: 01\n1. Ông Vi Văn A, Bí thư Chi bộ xóm Mỏ\n"
        "Điều 2. Giao Phòng Nội vụ tổ chức thực hiện."
    )
    awards = extract_text(text).awards
    assert [(a.recipient.kind, a.recipient.name) for a in awards] == [
        ("collective", "Trường Tiểu học An Phú"),
        ("collective", "Công an xã An Phú"),
        ("individual", "Vi Văn A"),
    ]
    assert awards[2].position == "Bí thư Chi bộ xóm Mỏ"


def test_duties_of_offices_are_no_awards(extract_text: Extract) -> None:
    text = "KẾ HOẠCH\nA\n\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì, phối hợp.\n2. Sở Tài chính bố trí kinh phí."
    assert extract_text(text).awards == []


def test_unquoted_models_one_to_a_line(extract_text: Extract) -> None:
    text = (
        "Các mô hình tiêu biểu:\n- Mô hình nuôi dê của hộ ông Vi Văn A, thôn Đông, xã Hòa An, thu nhập 120 triệu đồng/năm.\n"
        "- Mô hình đã giúp bà con của xã thoát nghèo.\n- Mô hình trồng mít tại xã Tân Lập."
    )
    extraction = extract_text(text)
    assert named(extraction) == [("model", "nuôi dê", 1), ("model", "trồng mít", 1)]
    assert extraction.entries[0].recipient.name == "Vi Văn A"
    assert extraction.entries[1].recipient.address.commune == "xã Tân Lập"
    assert [i.amount.low_vnd for i in extraction.incomes] == [120_000_000]


def test_a_numbered_line_gives_its_number_and_the_bearer_behind_a_dash(extract_text: Extract) -> None:
    extraction = extract_text("1. Mô hình “Tủ sách” - Hội Khuyến học xã An Phú\n2. Mô hình “Bếp ấm”, giúp nhau lúc khó")
    assert [(e.item_no, e.recipient.name) for e in extraction.entries] == [("1", "Hội Khuyến học xã An Phú"), ("2", "")]


def test_a_paragraph_that_opens_with_a_person_is_theirs(extract_text: Extract) -> None:
    text = (
        "Anh Lò Văn Năm (thôn Đông, xã Hòa An) bỏ phố về quê nuôi gà thả vườn. Vốn ban đầu 1,5 tỷ đồng, nay thu nhập "
        "300 triệu đồng mỗi năm."
    )
    extraction = extract_text(text)
    assert named(extraction) == [("exemplar", "Nuôi gà thả vườn", 1)]
    assert [(i.amount.measure, i.entry) for i in extraction.incomes] == [("cost", 0), ("income", 0)]


def test_items_under_an_opening_line_are_exemplars(extract_text: Extract) -> None:
    text = "Tiêu biểu như:\n- Hộ ông Vi Văn A, xóm Đông trồng chè an toàn;\n- Bà Lò Thị B, xóm Tây nuôi ong."
    assert [title for _, title, _ in named(extract_text(text))] == ["Trồng chè an toàn", "Nuôi ong"]


def test_an_enterprise_without_a_told_trade_has_amounts_but_no_entry(extract_text: Extract) -> None:
    extraction = extract_text("- Hợp tác xã Chè Đông Sơn, lợi nhuận 450 triệu đồng/năm.")
    assert extraction.entries == []
    assert [(i.recipient.name, i.amount.low_vnd) for i in extraction.incomes] == [
        ("Hợp tác xã Chè Đông Sơn", 450_000_000)
    ]


def test_amounts_of_an_item_belong_to_its_model(extract_text: Extract) -> None:
    text = "- Mô hình “Trồng dưa lưới” của ông Vi Văn C, bản Tiến, xã Chi Khê; doanh thu 420 triệu đồng/năm, lãi 180 triệu đồng/năm."
    extraction = extract_text(text)
    assert extraction.entries[0].recipient.address.commune == "xã Chi Khê"
    assert [(i.entry, i.amount.low_vnd) for i in extraction.incomes] == [(0, 420_000_000), (0, 180_000_000)]


def test_a_place_behind_the_name(extract_text: Extract) -> None:
    entries = extract_text(
        "Có mô hình “Bếp ấm” ở xóm Tiến, xã Nam; mô hình “Đường hoa” được phụ nữ xã Bình Dương duy trì."
    ).entries
    assert [(e.recipient.address.hamlet, e.recipient.address.commune) for e in entries] == [
        ("xóm Tiến", "xã Nam"),
        ("", "xã Bình Dương"),
    ]


def test_a_number_before_the_word_counts_a_class(extract_text: Extract) -> None:
    assert extract_text("Toàn tỉnh có 2.071 mô hình “Dân vận khéo”.").entries == []


def test_titled_households_are_counted_not_rewarded(extract_text: Extract) -> None:
    extraction = extract_text(
        "Có 412 hộ đạt danh hiệu hộ sản xuất, kinh doanh giỏi; 03 hộ gia đình được UBND huyện tặng Giấy khen."
    )
    assert [(c.count.what, c.count.role, c.count.count) for c in extraction.counts] == [
        ("household", "recognised", 412)
    ]
    assert [(r.count.recipient_kind, r.count.count) for r in extraction.rewards] == [("household", 3)]


def test_quotas_under_a_heading_of_rewards(extract_text: Extract) -> None:
    text = "1. Bằng khen của Chủ tịch UBND tỉnh\na) Mỗi huyện xét chọn không quá 02 tập thể, 03 cá nhân;\nb) Mỗi huyện cử 05 cá nhân dự họp;"
    counts = [r.count for r in extract_text(text).rewards]
    assert [(c.role, c.count, c.form, c.level) for c in counts] == [
        ("quota", 2, "bang-khen", "province"),
        ("quota", 3, "bang-khen", "province"),
    ]


def test_a_news_page_gives_headline_and_day(extract_text: Extract) -> None:
    text = "Mai Sơn biểu dương điển hình tiên tiến năm 2019\n\nThứ Sáu, 13/09/2019, 08:15\n\n(BSL) - Chiều qua, UBND huyện Mai Sơn (tỉnh Sơn La) tổ chức hội nghị."
    header = extract_text(text).header
    assert (header.stage, str(header.issued_on)) == ("news", "2019-09-13")
    assert (header.place.district, header.place.province) == ("huyện Mai Sơn", "tỉnh Sơn La")


def test_an_award_list_in_a_sheet_with_a_total(extract_table: Callable[..., Extraction]) -> None:
    rows = [
        ["DANH SÁCH ĐƯỢC KHEN THƯỞNG NĂM 2022", "", "", ""],
        ["TT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"],
        ["1", "Hộ ông Chau A", "ấp Một, xã Ô Lâm, huyện Tri Tôn", "Bằng khen"],
        ["2", "Bà Lê Thị B", "Sở Tài chính", "Bằng khen"],
        ["", "Tổng số: 01 hộ gia đình, 01 cá nhân.", "", ""],
        ["", "", "", "NGƯỜI LẬP BIỂU"],
    ]
    extraction = extract_table(rows)
    assert [(a.recipient.kind, a.place.commune, a.form_words[0]) for a in extraction.awards] == [
        ("household", "xã Ô Lâm", "Bằng khen"),
        ("individual", "", "Bằng khen"),
    ]
    assert [(r.count.recipient_kind, r.count.count) for r in extraction.rewards] == [
        ("household", 1),
        ("individual", 1),
    ]
