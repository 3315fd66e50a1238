"""Wordings about rewards that once misled the reading: who gives, what answers a proposal, whom a deed helped."""

from datetime import date

import pytest

from analysis.cleaning.counts import form_at
from analysis.extracting.extract import extract
from analysis.extracting.matrix import read_matrix
from analysis.extracting.rewards import find_reward_counts
from analysis.reading import Document, Line, Row, Table

Found = list[tuple[str, str, int, str, str]]


def counts(text: str, heading: str = "") -> Found:
    return [(c.role, c.recipient_kind, c.count, c.form, c.level) for c in find_reward_counts(text, heading)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Về cấp trên khen: Chủ tịch UBND tỉnh tặng Bằng khen cho 14 tập thể.", "province"),
        ("Cũng trong năm, huyện đã được Chủ tịch UBND tỉnh khen 6 tập thể.", "province"),
        ("Trung ương Đoàn: tặng Bằng khen cho 6 tập thể.", "ministry"),
        ("Ban Dân vận Trung ương tặng Bằng khen cho 5 tập thể.", "ministry"),
        ("Thuộc thẩm quyền của Chủ tịch UBND huyện, Hội đồng thống nhất khen 12 hộ.", "district"),
        ("Giám đốc các sở, ngành tặng Giấy khen cho 27 tập thể.", ""),
        ("Chủ tịch UBND huyện Tân Bình, tỉnh Hà Đông tặng Giấy khen cho 4 hộ.", "district"),
        ("UBND tỉnh, huyện tặng Giấy khen cho 4 hộ.", "province+district"),
    ],
)
def test_who_gives_is_whoever_acts_last(text: str, level: str) -> None:
    assert [found[4] for found in counts(text)] == [level]


def test_titles_held_in_one_breath_have_one_giver() -> None:
    text = "Chủ tịch UBND xã công nhận 20 tập thể đạt Tập thể lao động tiên tiến, 41 cá nhân đạt Lao động tiên tiến."
    assert [found[4] for found in counts(text)] == ["commune", "commune"]


def test_when_something_was_considered_makes_no_proposal() -> None:
    text = "Năm 2025 (xét trong tháng 01, 02/2026): Chủ tịch UBND xã tặng Giấy khen cho 5 tập thể."
    assert counts(text) == [("awarded", "collective", 5, "giay-khen", "commune")]


def test_a_decision_answers_a_proposal_with_its_form() -> None:
    text = "Tỉnh trình Thủ tướng Chính phủ tặng Bằng khen cho 7 tập thể; đã có quyết định tặng 6 tập thể."
    assert counts(text) == [
        ("proposed", "collective", 7, "bang-khen", "state"),
        ("awarded", "collective", 6, "bang-khen", "state"),
    ]


def test_a_number_of_awards_stays_beside_recipients_of_another_act() -> None:
    text = "Thủ tướng Chính phủ tặng 4 Cờ thi đua của Chính phủ và tặng Bằng khen cho 6 tập thể."
    assert [found[2:4] for found in counts(text)] == [(4, "co-thi-dua"), (6, "bang-khen")]
    tally = "Trong năm, tỉnh được Chủ tịch nước tặng 92 Huân chương các loại."
    assert counts(tally) == [("awarded", "combined", 92, "huan-chuong", "state")]


def test_to_whom_may_stand_before_what() -> None:
    text = "Nhà nước đã tặng thưởng cho các tập thể, cá nhân tỉnh ta 3 Huân chương Độc lập."
    assert counts(text) == [("awarded", "combined", 3, "huan-chuong-doc-lap", "state")]


def test_what_a_reward_was_for_may_hold_numbers() -> None:
    text = "Khen thưởng đột xuất về thành tích phòng, chống bão số 10, số 11 cho 34 tập thể."
    assert [found[:3] for found in counts(text)] == [("awarded", "collective", 34)]


@pytest.mark.parametrize(
    "text",
    [
        "Các cơ sở Hội nhận chăm sóc 17 mẹ Việt Nam anh hùng và 32 gia đình chính sách.",
        "Khen đột xuất vụ cứu 3 người trên hồ.",
        "Phương hướng: hằng năm có 2.500 hộ đăng ký danh hiệu sản xuất kinh doanh giỏi.",
    ],
)
def test_whom_a_deed_helped_and_what_is_aimed_at_is_no_reward(text: str) -> None:
    assert counts(text) == []


def test_a_year_behind_a_title_is_that_titles_own() -> None:
    text = "UBND tỉnh tặng Bằng khen cho 14 tập thể, công nhận 3 cá nhân đạt Chiến sĩ thi đua cấp tỉnh năm 2020."
    periods = [c.period.start if c.period else None for c in find_reward_counts(text)]
    assert periods == [None, date(2020, 1, 1)]


@pytest.mark.parametrize(
    ("form", "level", "settled"),
    [("csttd", "province", "csttd-cap-tinh"), ("csttd", "district", "csttd"), ("bang-khen", "province", "bang-khen")],
)
def test_a_title_named_by_its_rung(form: str, level: str, settled: str) -> None:
    assert form_at(form, level) == settled


def told(*texts: str) -> list[tuple[str, int, str, str]]:
    lines = tuple(Line(text, f"line {n}") for n, text in enumerate(texts, start=1))
    return [(r.count.role, r.count.count, r.count.form, r.count.level) for r in extract(Document("txt", lines)).rewards]


def test_items_take_form_and_giver_from_the_line_above() -> None:
    rows = told(
        "BÁO CÁO",
        "Kết quả khen thưởng năm 2024",
        "",
        "4.1. Chủ tịch UBND phường tặng Giấy khen: 58 tập thể. Cụ thể:",
        "a) Khen thưởng phong trào thi đua: 41 tập thể;",
        "b) Khen thưởng đột xuất: 17 tập thể.",
    )
    assert rows == [("awarded", n, "giay-khen", "commune") for n in (58, 41, 17)]


def test_what_a_submission_lists_is_proposed() -> None:
    rows = told(
        "TỜ TRÌNH",
        "Về việc đề nghị khen thưởng năm 2017",
        "",
        "UBND tỉnh kính trình Thủ tướng Chính phủ:",
        "1. Tặng Bằng khen của Thủ tướng Chính phủ cho 5 tập thể.",
    )
    assert rows == [("proposed", 5, "bang-khen", "state")]


def grid(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(cells, f"row {n}") for n, cells in enumerate(rows, start=1)), "table 1")


def test_a_printed_total_is_checked_against_its_column() -> None:
    head = ("TT", "Đơn vị", "Bằng khen tập thể", "Bằng khen cá nhân")
    rows = (("1", "Huyện A", "3", "5"), ("2", "Huyện B", "4", "6"), ("3", "Huyện C", "1", "2"))
    right = read_matrix(grid(head, *rows, ("", "Tổng cộng", "8", "13")), "KẾT QUẢ KHEN THƯỞNG NĂM 2020")
    wrong = read_matrix(grid(head, *rows, ("", "Tổng cộng", "8", "23")), "KẾT QUẢ KHEN THƯỞNG NĂM 2020")
    assert right and wrong and right.problems == []
    assert [(p.code, dict(p.values)) for p in wrong.problems] == [
        ("sum-mismatch", {"total": "23", "parts": "5 + 6 + 2"})
    ]
    assert {reward.count.period.start for reward in right.rewards if reward.count.period} == {date(2020, 1, 1)}


def test_the_heading_of_a_group_is_no_header_and_a_serial_no_count() -> None:
    rows = (
        ("STT", "Họ và tên", "Chức vụ"),
        ("I. Giám đốc Sở tặng Giấy khen", "", ""),
        ("1", "Hà Văn Một", "Giáo viên"),
        ("2", "Vì Thị Hai", "Hiệu trưởng"),
    )
    assert read_matrix(grid(*rows), "DANH SÁCH\nCá nhân được tặng Giấy khen") is None


def test_what_the_sentences_above_a_heading_tell_is_not_told_of_its_table() -> None:
    told = Line("- Năm 2022, thành phố Bình Sơn đề nghị UBND tỉnh tặng Bằng khen cho 96 tập thể.", "line 1")
    heading = Line("4. Khen thưởng thuộc thẩm quyền cấp huyện năm 2022", "line 2")
    cells = (("Đơn vị", "Giấy khen tập thể", "Giấy khen cá nhân"), ("Huyện Phú Giáo", "126", "492"))
    table = Table(tuple(Row(row, f"row {n}") for n, row in enumerate(cells, 1)), "rows 1-2")
    found = extract(Document("docx", (told, heading, table))).rewards
    of_table = [r.count for r in found if r.count.count in (126, 492)]
    assert [(c.role, c.form, c.level) for c in of_table] == [("awarded", "giay-khen", "district")] * 2


def test_parts_by_what_was_rewarded_take_over_the_reward_of_the_whole() -> None:
    text = (
        "Chủ tịch UBND huyện tặng Giấy khen cho 12 tập thể, 30 cá nhân, trong đó lĩnh vực y tế 5 tập thể, 20 cá nhân; "
        "phòng cháy 7 tập thể, 10 cá nhân."
    )
    assert [found[1:] for found in counts(text)] == [
        (kind, number, "giay-khen", "district")
        for kind, number in zip(["collective", "individual"] * 3, [12, 30, 5, 20, 7, 10], strict=True)
    ]


def test_parts_that_are_more_than_the_whole_are_none() -> None:
    text = "Huyện tặng Giấy khen cho 12 tập thể, trong đó lĩnh vực y tế 15 tập thể."
    assert [found[2] for found in counts(text)] == [12]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("- Huân chương Kháng chiến: 10 cá nhân (hạng Nhất 1, hạng Nhì 3, hạng Ba 6).", [10, 1, 3, 6]),
        ("- Huân chương Lao động: 12, trong đó 4 hạng Nhì và 8 hạng Ba.", [12, 4, 8]),
        ("- Huân chương Kháng chiến: 10 cá nhân (hạng Nhất 1, hạng Nhì 3).", [10]),
        ("- Tặng 2 Huân chương Lao động hạng Nhì, 05 hạng Ba.", [2, 5]),
        ("- Huân chương Lao động: 7 cá nhân hạng Ba năm 2018.", [7]),
    ],
)
def test_classes_are_counted_where_they_are_exactly_the_whole(text: str, numbers: list[int]) -> None:
    found = counts(text, "Kết quả khen thưởng")
    assert [one[2] for one in found] == numbers
    assert {one[3] for one in found} == {found[0][3]} != {""}


def test_a_town_beside_districts_is_one_of_their_rung() -> None:
    text = "Các huyện, thị xã, thành phố Huế tặng Giấy khen cho 7 tập thể."
    found = find_reward_counts(text)
    assert [(c.count, c.level, c.place) for c in found] == [(7, "city+district", "")]


def test_a_form_may_have_a_long_name_before_its_number() -> None:
    text = "- Kỷ niệm chương Chiến sỹ cách mạng bị địch bắt tù, đày: 54 người."
    assert counts(text, "Kết quả khen thưởng") == [("awarded", "individual", 54, "ky-niem-chuong", "")]


def test_what_is_striven_for_under_tasks_is_no_count() -> None:
    text = "1. Phấn đấu giải quyết hồ sơ tồn đọng, trình khen thưởng khoảng 300 trường hợp."
    assert counts(text, "PHƯƠNG HƯỚNG NĂM 2014") == []


def rewarded(*lines: str) -> list[tuple[str, str]]:
    head = ["ỦY BAN NHÂN DÂN", "HUYỆN TÂN BÌNH", "BÁO CÁO", "Công tác khen thưởng năm 2020", *lines]
    read = Document("txt", tuple(Line(text, f"line {at}") for at, text in enumerate(head, start=1)))
    return [(a.recipient.name, a.recipient.kind) for a in extract(read).awards]


def test_a_report_names_whom_it_tells_were_rewarded() -> None:
    items = (
        "- Công an xã Nam Sơn: bắt ba vụ trộm.",
        "- Ông Lò Văn Tám, ngư dân thôn Bái, xã Nam Sơn: cứu sống 7 thuyền viên.",
    )
    opening = "3. Một số trường hợp được Chủ tịch UBND huyện tặng Giấy khen đột xuất:"
    assert rewarded(opening, *items) == [("Công an xã Nam Sơn", "collective"), ("Lò Văn Tám", "individual")]
    assert rewarded("3. Các trường hợp được đề nghị tặng Bằng khen:", *items) == []


@pytest.mark.parametrize(
    ("heading", "year"), [("I. KẾT QUẢ NĂM 2019", 2019), ("I. KẾT QUẢ ĐẾN THÁNG 6/2019", None), ("I. KẾT QUẢ", None)]
)
def test_a_heading_gives_its_counts_their_year(heading: str, year: int | None) -> None:
    text = "Chủ tịch UBND huyện tặng Giấy khen cho 5 tập thể."
    head = ["ỦY BAN NHÂN DÂN", "HUYỆN TÂN BÌNH", "KẾ HOẠCH", "Xây dựng mô hình năm 2020", heading, text]
    read = Document("txt", tuple(Line(line, f"line {at}") for at, line in enumerate(head, start=1)))
    periods = [reward.count.period for reward in extract(read).rewards]
    assert [period and period.start.year for period in periods] == [year]
