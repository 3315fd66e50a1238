"""Wordings around names that once misled the reading: who bears, where, what it earns, and who is listed."""

from datetime import date

import pytest

from analysis.extracting.casing import sentence_case
from analysis.extracting.extract import extract
from analysis.extracting.rewards import find_reward_counts
from analysis.extracting.rows import Extraction
from analysis.reading import Document, Line, Row, Table
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.money import find_amounts
from analysis.vietnamese.recipients import parse_recipient


def read(kind: str, *texts: str) -> Extraction:
    head = ("ỦY BAN NHÂN DÂN", "HUYỆN TÂN BÌNH", kind, "Công tác thi đua, khen thưởng năm 2021", "")
    lines = tuple(Line(text, f"line {n}") for n, text in enumerate((*head, *texts), start=1))
    return extract(Document("txt", lines))


def awarded(found: Extraction) -> list[tuple[str, str]]:
    return [(award.recipient.name, award.recipient.kind) for award in found.awards]


def test_an_item_may_open_with_the_place_of_its_model() -> None:
    found = read("BÁO CÁO", "Tiêu biểu như:", "+ Xã Hòa An: mô hình “Đường hoa” của Chi hội Phụ nữ thôn Đông.")
    (entry,) = found.entries
    assert (entry.recipient.name, entry.recipient.address.commune) == ("Chi hội Phụ nữ thôn Đông", "xã Hòa An")


def test_a_clause_of_a_running_list_tells_what_its_bearer_earns() -> None:
    found = read(
        "BÁO CÁO",
        "Đáng chú ý là các mô hình: “Măng tây xanh” của Hợp tác xã Hòa An, năm 2018 doanh thu ước 2,45 tỷ đồng; “Tủ sách”"
        " của Trường Tiểu học Hòa An. Lương bình quân của công nhân đạt 8 triệu đồng/người/tháng.",
    )
    told = [(i.recipient.name, i.amount.low_vnd, i.amount.period, i.amount.measure) for i in found.incomes]
    assert told == [
        ("Hợp tác xã Hòa An", 2_450_000_000, "year", "revenue"),
        ("", 8_000_000, "month", "wage"),
    ]


def test_a_body_called_by_a_quoted_name_is_a_model_only_where_models_are_told_of() -> None:
    line = "a) Câu lạc bộ “Gia đình không bạo lực” xã Hòa An có 40 cặp vợ chồng."
    (entry,) = read("BÁO CÁO", "Các mô hình nổi bật:", line).entries
    assert (entry.title, entry.item_no, entry.recipient.kind) == ("Gia đình không bạo lực", "a", "collective")
    assert read("BÁO CÁO", "Các hoạt động trong năm:", line).entries == []


def test_under_a_heading_of_exemplars_a_colon_opens_their_list() -> None:
    line = "Thứ ba, về chăn nuôi: Hộ anh Lò Văn Hai - thôn Đông, xã Hòa An nuôi 26 con bò, thu nhập 90 triệu đồng/năm."
    assert [e.recipient.name for e in read("BÁO CÁO", "II. NHỮNG GƯƠNG TIÊU BIỂU", line).entries] == ["Lò Văn Hai"]


def test_a_place_around_completes_an_address() -> None:
    line = "Đến xã Hòa An, huyện Tân Bình, hỏi nhà ông Lò Văn Hai ở thôn Đông nuôi dê ai cũng biết điển hình này."
    (entry,) = read("BÁO CÁO", "II. ĐIỂN HÌNH", line).entries
    where = entry.recipient.address
    assert (where.hamlet, where.commune, where.district) == ("thôn Đông", "xã Hòa An", "huyện Tân Bình")


def test_ethnic_origin_is_no_part_of_a_deed() -> None:
    line = "- Bà Ma Thuyên ở thôn Đông, xã Hòa An là người Mường đầu tiên trong thôn dám hiến đất mở đường."
    (entry,) = read("BÁO CÁO", "Gương tiêu biểu:", line).entries
    assert "Mường" not in entry.title
    assert "hiến đất mở đường" in entry.title


def test_what_is_ahead_brings_nothing_yet() -> None:
    line = "5. Nhiệm vụ năm 2022: vận động 50 hộ đạt thu nhập từ 60 triệu đồng/năm trở lên."
    assert read("BÁO CÁO", line).incomes == []


def test_votes_and_deeds_are_no_part_of_a_name() -> None:
    found = read(
        "BIÊN BẢN",
        "B. Tặng Giấy khen của Chủ tịch UBND huyện",
        "1. Tập thể",
        "1.1. Chi hội Phụ nữ thôn Đông: 12/12",
        "1.2. Hội Nông dân xã Hòa An. Xây dựng quỹ 300 triệu đồng cho hội viên vay.",
        "(2) Cá nhân: Bà Lê Thị Hai, Trưởng thôn Đông (12/12 phiếu); ông Lê Văn Ba, nông dân (11/12 phiếu).",
    )
    assert sorted(awarded(found)) == [
        ("Chi hội Phụ nữ thôn Đông", "collective"),
        ("Hội Nông dân xã Hòa An", "collective"),
        ("Lê Thị Hai", "individual"),
        ("Lê Văn Ba", "individual"),
    ]


def test_an_article_may_list_its_bodies_on_one_line() -> None:
    found = read(
        "QUYẾT ĐỊNH",
        "Điều 1. Tặng Giấy khen của Chủ tịch UBND huyện cho 02 tập thể và 01 cá nhân, gồm:",
        "I. Tập thể: Trạm Y tế xã Hòa An; Trường Tiểu học Hòa An.",
        "II. Cá nhân:",
        "1/- Ông Lê Văn Ba - Trưởng thôn Đông.",
    )
    assert sorted(name for name, _ in awarded(found)) == ["Lê Văn Ba", "Trường Tiểu học Hòa An", "Trạm Y tế xã Hòa An"]


def test_minutes_tell_their_day() -> None:
    found = read("BIÊN BẢN", "Hôm nay, lúc 8 giờ 30 phút ngày 08 tháng 01 năm 2026, Hội đồng họp tại UBND huyện.")
    assert found.header.issued_on == date(2026, 1, 8)


def test_a_flattened_table_may_have_a_column_nobody_knows() -> None:
    found = read(
        "KẾ HOẠCH",
        *("DANH SÁCH MÔ HÌNH", "", "STT", "Tên mô hình", "Đơn vị thực hiện", "Dự kiến nhân rộng", ""),
        *("1", "Đường hoa", "Hội Phụ nữ xã Hòa An", "Xã Tân Lập", ""),
        *("2", "Tổ camera", "Công an xã Hòa An", "Toàn huyện", ""),
    )
    assert [(e.item_no, e.title, e.recipient.name) for e in found.entries] == [
        ("1", "Đường hoa", "Hội Phụ nữ xã Hòa An"),
        ("2", "Tổ camera", "Công an xã Hòa An"),
    ]
    assert [problem.values for problem in found.problems] == [(("column", "Dự kiến nhân rộng"),)]


def grid(*rows: tuple[str, ...]) -> Document:
    table = Table(tuple(Row(row, f"row {n}") for n, row in enumerate(rows, start=1)), "table 1")
    return Document("docx", (Line("Kết quả khen thưởng và mô hình năm 2021", "line 1"), table))


def test_a_community_is_no_total() -> None:
    found = extract(
        grid(
            ("TT", "Tên mô hình", "Đơn vị thực hiện"),
            ("1", "Cộng đồng giữ rừng", "Làng Đông"),
            ("", "Cộng: 01", ""),
        )
    )
    assert [entry.title for entry in found.entries] == ["Cộng đồng giữ rừng"]


def test_the_heading_of_a_group_of_rows_tells_who_gives() -> None:
    found = extract(
        grid(
            ("TT", "Hình thức khen thưởng", "Tập thể", "Cá nhân"),
            ("I", "KHEN THƯỞNG CẤP HUYỆN", "", ""),
            ("1", "Giấy khen chuyên đề", "27", "64"),
            ("II", "KHEN THƯỞNG CẤP XÃ", "", ""),
            ("1", "Giấy khen", "88", "241"),
        )
    )
    assert [(r.count.count, r.count.level) for r in found.rewards] == [
        (27, "district"),
        (64, "district"),
        (88, "commune"),
        (241, "commune"),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Có 27 đơn vị đề nghị Chủ tịch UBND xã tặng giấy khen cho 14 tập thể.", [14]),
        ("Phòng nhận hồ sơ của 27 đơn vị đề nghị Chủ tịch UBND xã tặng giấy khen cho 14 tập thể.", [14]),
        ("Có 27 đơn vị được đề nghị khen thưởng.", [27]),
    ],
)
def test_who_proposes_is_not_proposed(text: str, numbers: list[int]) -> None:
    assert [(c.role, c.count) for c in find_reward_counts(text)] == [("proposed", number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Năm 2021, có 17 tập thể được tặng Giấy khen.", 2021),
        ("Đến hết tháng 3/2021, có 17 tập thể được tặng Giấy khen.", None),
        ("Có 17 tập thể được tặng Giấy khen. Trong số đó có hồ sơ của đợt mưa lũ tháng 10/2020.", None),
    ],
)
def test_a_day_of_counting_is_no_period(text: str, year: int | None) -> None:
    assert [c.period and c.period.start.year for c in find_reward_counts(text)] == [year]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("năm 2014 thu 270 triệu đồng, lãi 112 triệu đồng", [("unspecified", "year"), ("profit", "year")]),
        ("năm 2019 bán được 74 triệu đồng", [("revenue", "year")]),
        ("từ năm 2018 doanh thu đạt 3 tỷ đồng", [("revenue", "none")]),
        ("năm 2017 hỗ trợ 30 triệu đồng", [("donation", "none")]),
        ("thu nhập sau chi phí 165 triệu đồng/năm", [("income", "year")]),
    ],
)
def test_what_a_stated_year_brought_is_yearly(text: str, told: list[tuple[str, str]]) -> None:
    assert [(amount.measure, amount.period) for amount in find_amounts(text)] == told


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Xích Thị Ngọc Ánh", "Xích Thị Ngọc Ánh", "individual"),
        ("Nông trường Cà phê Hòa An", "Nông trường Cà phê Hòa An", "collective"),
        ("Hợp tác xã Hòa An ở thị trấn Tân Lập", "Hợp tác xã Hòa An", "collective"),
    ],
)
def test_names_and_kinds(words: str, name: str, kind: str) -> None:
    found = parse_recipient(words)
    assert (found.name, found.kind) == (name, kind)


def test_a_type_word_within_the_name_of_a_hamlet() -> None:
    assert [span.address.hamlet for span in find_addresses("ấp Tam Sóc C1, xã Hòa An")] == ["ấp Tam Sóc C1"]
    assert [span.address.hamlet for span in find_addresses("tổ 4, khu phố 2, phường B")] == ["tổ 4, khu phố 2"]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("SỞ NÔNG NGHIỆP VÀ PTNT", "Sở Nông nghiệp và PTNT"),
        ("BAN TUYÊN GIÁO THÀNH ỦY ĐỒNG XOÀI", "Ban Tuyên giáo Thành ủy Đồng Xoài"),
        ("PHONG TRÀO “CỰU CHIẾN BINH GƯƠNG MẪU”", "Phong trào “Cựu chiến binh gương mẫu”"),
    ],
)
def test_abbreviations_and_names_in_capitals(printed: str, written: str) -> None:
    assert sentence_case(printed) == written


def test_what_another_model_earns_is_not_the_first_bearers() -> None:
    line = (
        "Điển hình: Hộ anh Lò Văn Hai, xã Hòa An với mô hình nuôi cá, ba ba và gia cầm cho thu nhập 1 tỷ đồng/năm; mô "
        "hình nuôi ong, trồng cam của hộ bà Lê Thị Ba, xã Tân Lập cho thu nhập 500 triệu đồng/năm; mô hình trồng rau của "
        "tổ hợp tác thôn Đông, xã Hòa An."
    )
    found = read("BÁO CÁO", line)
    assert [(e.title, e.recipient.name) for e in found.entries] == [
        ("Nuôi cá, ba ba và gia cầm", "Lò Văn Hai"),
        ("Nuôi ong, trồng cam", "Lê Thị Ba"),
        ("Trồng rau", "tổ hợp tác thôn Đông"),
    ]
    assert [(i.recipient.name, i.amount.low_vnd) for i in found.incomes] == [
        ("Lò Văn Hai", 1_000_000_000),
        ("Lê Thị Ba", 500_000_000),
    ]


def test_of_two_bearers_of_one_title_each_has_its_own_earnings() -> None:
    found = read(
        "BÁO CÁO",
        "Mô hình “Rau sạch” của Hợp tác xã Hòa An, doanh thu 2 tỷ đồng/năm; mô hình “Rau sạch” của Hợp tác xã Tân Lập, "
        "doanh thu 3 tỷ đồng/năm.",
    )
    told = [(i.recipient.name, i.amount.low_vnd) for i in found.incomes]
    assert told == [("Hợp tác xã Hòa An", 2_000_000_000), ("Hợp tác xã Tân Lập", 3_000_000_000)]
