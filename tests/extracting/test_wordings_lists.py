"""Wordings of lists, heads and narratives that once misled the reading: annexes, dispatches, offices, openings."""

from datetime import date

import pytest

from analysis.cleaning import Source, clean
from analysis.extracting.cells import on_one_line
from analysis.extracting.extract import extract
from analysis.extracting.rewards import find_reward_counts
from analysis.extracting.rows import Extraction
from analysis.fields import classify
from analysis.reading import Document, Line, Row, Table


def lines(*texts: str) -> Document:
    return Document("txt", tuple(Line(text, f"line {n}") for n, text in enumerate(texts, start=1)))


def report(*texts: str, title: str = "Công tác thi đua, khen thưởng năm 2021") -> Extraction:
    return extract(lines("ỦY BAN NHÂN DÂN", "HUYỆN TÂN BÌNH", "BÁO CÁO", title, "", *texts))


def bearers(found: Extraction) -> list[tuple[str, str]]:
    return [(entry.title, entry.recipient.name) for entry in found.entries]


def test_a_list_goes_on_below_the_line_that_attaches_it() -> None:
    found = extract(
        lines(
            *("ỦY BAN NHÂN DÂN", "XÃ HÒA AN", "QUYẾT ĐỊNH", "Tặng Giấy khen năm 2021", ""),
            "PHỤ LỤC II",
            "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
            "(Kèm theo Quyết định số 58/QĐ-UBND ngày 20/01/2021 của Chủ tịch UBND xã Hòa An)",
            "1. Ông Lê Văn Một, Công chức Phòng Kinh tế;",
            "2. Sư cả Kiều Văn Hai, thôn Đông;",
        )
    )
    assert [(a.recipient.name, a.recipient.kind) for a in found.awards] == [
        ("Lê Văn Một", "individual"),
        ("Kiều Văn Hai", "individual"),
    ]


def test_who_made_the_decision_of_a_list_gave_its_rewards() -> None:
    table = Table(
        (
            Row(("STT", "Họ và tên", "Đơn vị công tác"), "row 1"),
            Row(("1", "Lê Văn Một", "Trung tâm Y tế Quận 6"), "row 2"),
        ),
        "table 1",
    )
    heading = (
        "ỦY BAN NHÂN DÂN QUẬN 6",
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
        "(Kèm theo Quyết định số 417/QĐ-UBND ngày 20 tháng 02 năm 2019 của Chủ tịch UBND Quận 6)",
    )
    blocks = (*(Line(text, f"line {n}") for n, text in enumerate(heading, start=1)), table)
    document = Document("docx", blocks)
    (row,) = clean(Source("a", "a.docx", "0" * 64), document, extract(document)).tables["awards"]
    assert (row["form"], row["level"]) == ("giay-khen", "district")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Ông Lê Văn Một\nTrưởng bản", "Ông Lê Văn Một, Trưởng bản"),
        ("Trường Tiểu học Trung Hội\nxã Trung Hội", "Trường Tiểu học Trung Hội, xã Trung Hội"),
        ("Hội Liên hiệp\nPhụ nữ xã Hòa An", "Hội Liên hiệp\nPhụ nữ xã Hòa An"),
        ("Hội Phụ nữ\nxã Hòa An", "Hội Phụ nữ\nxã Hòa An"),
        ("", ""),
    ],
)
def test_an_office_or_a_place_on_the_line_below_a_name(cell: str, told: str) -> None:
    assert on_one_line(cell) == told


def test_the_first_quarter_of_a_title_is_the_one_told_of() -> None:
    header = report(title="Công tác thi đua quý III; phương hướng, nhiệm vụ quý IV năm 2025").header
    assert (header.period_start, header.period_end) == (date(2025, 7, 1), date(2025, 9, 30))


def test_a_dispatch_has_a_subject_in_place_of_a_title() -> None:
    head = lines(
        *("ỦY BAN NHÂN DÂN", "XÃ HÒA AN", "Số: 418/UBND-VHXH", "V/v đề nghị khen thưởng năm 2025"),
        *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        *("Hòa An, ngày 14 tháng 10 năm 2025", "", "Kính gửi: Sở Nội vụ."),
    )
    header = extract(head).header
    assert (header.title, header.stage) == ("V/v đề nghị khen thưởng năm 2025", "other")
    assert (header.issuer, header.issued_on) == ("Ủy ban nhân dân xã Hòa An", date(2025, 10, 14))


def test_a_body_may_head_a_paragraph_of_its_models() -> None:
    found = report("Cụ thể:", "Đồn Biên phòng Nậm Lạnh (huyện Tân Bình): phụ trách mô hình “Ruộng nước”, giúp 31 hộ.")
    assert bearers(found) == [("Ruộng nước", "Đồn Biên phòng Nậm Lạnh")]
    told = report("Hội đồng cũng nghe báo cáo về mô hình: đã nghe mô hình “Ba tiếng kẻng”.")
    assert bearers(told) == [("Ba tiếng kẻng", "")]


def test_a_name_that_a_body_does_is_a_model_where_models_are_told_of() -> None:
    text = "Đảng bộ xã Hòa An chọn việc “Mỗi tuần một hồ sơ khó”, giải quyết 63 hồ sơ."
    assert bearers(report("2. Các mô hình", text)) == [("Mỗi tuần một hồ sơ khó", "Đảng bộ xã Hòa An")]
    assert bearers(report("2. Công tác đảng", text)) == []


def test_a_body_may_stand_for_its_model_in_a_list_of_models() -> None:
    item = "+ Tổ hợp tác đan lát ấp Đông, xã Hòa An giải quyết việc làm cho 41 chị;"
    assert [title for title, _ in bearers(report("Các mô hình có thể kể:", item))] == ["Tổ hợp tác đan lát ấp Đông"]
    assert bearers(report("Các đơn vị được hỗ trợ:", item)) == []


def test_districts_that_open_the_clauses_of_a_list() -> None:
    found = report(
        "Mô hình nổi trội: huyện Tân Bình có mô hình “Gà đồi” của Hợp tác xã Đông Á, xã Đông Á; huyện Hòa Bình có ông Lê "
        "Văn Một, thôn Bắc, xã Tây Sơn trồng cam lãi 650 triệu đồng/năm."
    )
    districts = {entry.recipient.name: entry.recipient.address.district for entry in found.entries}
    assert districts == {"Hợp tác xã Đông Á": "huyện Tân Bình", "Lê Văn Một": "huyện Hòa Bình"}


@pytest.mark.parametrize(
    "text",
    [
        "3- Về cá nhân, có đồng chí Lê Thị Hai, Bí thư Chi bộ thôn Đông, vận động 112 hộ góp công làm đường hoa.",
        "Điển hình tiên tiến được xã biểu dương trong quý là cô giáo Lê Thị Hai, người 11 năm liền bám bản dạy học.",
        "Điển hình có: Trung úy chuyên nghiệp Lê Thị Hai, nhân viên quân y, đỡ đẻ cho 14 sản phụ ở bản xa.",
        "Về cá nhân tiêu biểu có thể kể cô Lê Thị Hai, giáo viên Trường Mầm non Hòa An, 14 năm cắm bản dạy học.",
    ],
)
def test_openings_of_a_list_of_persons(text: str) -> None:
    assert [entry.recipient.name for entry in report(text).entries] == ["Lê Thị Hai"]


def test_an_item_with_a_star_that_tells_something_is_no_heading() -> None:
    item = "* Hộ chị Lê Thị Hai ấp Đông, xã Hòa An, bốn thế hệ sống chung, con cháu hiếu thảo."
    assert [entry.recipient.name for entry in report("3/- Gương gia đình tiêu biểu", item).entries] == ["Lê Thị Hai"]


def test_what_is_compared_with_is_no_period() -> None:
    text = "Tặng Giấy khen cho 78 tập thể (tăng 9 tập thể so với cuối năm 2018)."
    assert find_reward_counts(text)[0].period is None


def test_workers_are_not_ill() -> None:
    label = classify("Liên kết 37 hộ", "trả công cho 25 lao động", "HTX Rau an toàn")
    assert label.subfield != "y-te"


def test_parts_may_have_an_act_of_their_own() -> None:
    text = (
        "Chủ tịch UBND tỉnh tặng Bằng khen cho 9 tập thể, 7 cá nhân. Trong đó: khen thưởng thường xuyên 6 tập thể, 4 cá "
        "nhân; khen thưởng đột xuất 3 tập thể, 3 cá nhân."
    )
    assert {(c.form, c.level) for c in find_reward_counts(text)} == {("bang-khen", "province")}


def test_a_column_of_bodies_with_their_places_names_the_bearers_where_no_other_does() -> None:
    head = ("TT", "Tên mô hình", "Đơn vị, địa chỉ thực hiện")
    table = Table((Row(head, "row 1"), Row(("1", "Đường hoa", "Hội Nông dân xã Hòa An"), "row 2")), "table 1")
    (entry,) = extract(Document("docx", (table,))).entries
    assert (entry.recipient.name, entry.recipient.kind) == ("Hội Nông dân xã Hòa An", "collective")


def test_a_list_under_its_kind_alone_is_of_the_submission_it_stands_in() -> None:
    table = Table(
        (
            Row(("STT", "Họ tên, chức vụ, địa chỉ", "Tóm tắt thành tích"), "row 1"),
            Row(("1", "Ông Lê Văn Một, Chủ tịch UBND xã Hòa An", "Chỉ huy sơ tán dân"), "row 2"),
        ),
        "table 1",
    )
    head = ("ỦY BAN NHÂN DÂN", "HUYỆN TÂN BÌNH", "TỜ TRÌNH", "Đề nghị tặng Bằng khen", "", "2. Cá nhân")
    blocks = (*(Line(text, f"line {n}") for n, text in enumerate(head, start=1)), table)
    assert [award.recipient.name for award in extract(Document("docx", blocks)).awards] == ["Lê Văn Một"]


def test_the_nearest_place_that_opens_a_part_is_the_bearers() -> None:
    text = (
        "Nổi bật: huyện Hòa Bình có 3 mô hình, huyện Tân Bình có mô hình “Cam sạch” của Hợp tác xã Đông Á, xã Đông Á."
    )
    (entry,) = report(text).entries
    assert entry.recipient.address.district == "huyện Tân Bình"


def test_whom_gifts_went_to_was_not_rewarded() -> None:
    opening = "4. Chủ tịch UBND huyện đã tặng Giấy khen đội cứu nạn và thăm hỏi gia đình các nạn nhân:"
    items = ("- Gia đình ông Lò Văn Một, bản Đông: 5 triệu đồng;", "- Gia đình bà Hà Thị Hai, bản Tây: 5 triệu đồng.")
    assert report(opening, *items).awards == []


def test_who_reports_is_no_exemplar_behind_a_number_of_others() -> None:
    text = "6. Về cá nhân, có 3 trường hợp bị phê bình; ông Lê Văn Một, Trưởng phòng Nội vụ, thay mặt Hội đồng báo cáo."
    assert report(text).entries == []
