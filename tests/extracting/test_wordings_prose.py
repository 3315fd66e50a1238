"""Wordings of running text that once misled the reading: counts, bearers, periods."""

from datetime import date

import pytest

from analysis.extracting.count_households import find_titled_households
from analysis.extracting.counts import find_model_counts
from analysis.extracting.exemplars import find_exemplars
from analysis.extracting.extract import extract
from analysis.extracting.named import find_named
from analysis.extracting.paragraphs import Paragraph, paragraphs
from analysis.extracting.rewards import find_reward_counts
from analysis.reading import Document, Line
from analysis.vietnamese.dates import find_periods
from analysis.vietnamese.money import annual_vnd, find_amounts
from analysis.vietnamese.recipients import parse_recipient


def paragraph(*texts: str) -> Paragraph:
    return paragraphs([Line(text, f"line {n}") for n, text in enumerate(texts, start=1)], hard_wrapped=False)[-1]


def report(*texts: str) -> Document:
    words = ("BÁO CÁO", "Kết quả công tác thi đua, khen thưởng năm 2021", "", *texts)
    return Document("txt", tuple(Line(text, f"line {n}") for n, text in enumerate(words, start=1)))


def test_a_breakdown_may_count_without_any_noun() -> None:
    text = (
        "Được công nhận 35 mô hình, trong đó kinh tế 21, văn hóa - xã hội 7, quốc phòng - an ninh 3 và xây dựng Đảng 4."
    )
    counts = [(c.role, c.field, c.count) for c in find_model_counts(text)]
    assert counts[0] == ("recognised", "", 35)
    assert [(field, count) for _, field, count in counts[1:]] == [
        ("kinh-te", 21),
        ("van-hoa-xa-hoi", 7),
        ("quoc-phong-an-ninh", 3),
        ("he-thong-chinh-tri", 4),
    ]


def test_plans_for_the_time_to_come_count_nothing() -> None:
    assert find_model_counts("Đến hết năm 2026 có 25 mô hình.", "V. VIỆC TỚI ĐÂY") == []
    assert find_model_counts("Hiện có 25 mô hình.", "II. KẾT QUẢ") != []


def test_of_a_ratio_of_registered_households_both_numbers_are_told() -> None:
    text = "Có 1.036/1.450 hộ đăng ký được xét công nhận hộ sản xuất, kinh doanh giỏi."
    assert [(c.role, c.count) for c in find_titled_households(text)] == [("registered", 1450), ("recognised", 1036)]
    assert find_model_counts("Có 12/15 mô hình được duy trì.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "a) Danh hiệu thi đua: Lao động tiên tiến 1.215 người, Tập thể lao động tiên tiến 71 đơn vị.",
            [("awarded", "individual", 1215), ("awarded", "collective", 71)],
        ),
        ("b) Trình cấp tỉnh: 08 tập thể, 14 cá nhân.", [("proposed", "collective", 8), ("proposed", "individual", 14)]),
        ("c) Bằng khen: TT: 12; CN: 34.", [("awarded", "collective", 12), ("awarded", "individual", 34)]),
        (
            "d) Giấy khen 64 tập thể, trong đó khen chuyên đề phòng, chống dịch 31 tập thể.",
            [("awarded", "collective", 64), ("awarded", "collective", 31)],
        ),
    ],
)
def test_a_report_tells_under_rewards_what_was_given(text: str, found: list[tuple[str, str, int]]) -> None:
    rewards = extract(report("2. Công tác khen thưởng", text)).rewards
    assert [(r.count.role, r.count.recipient_kind, r.count.count) for r in rewards] == found


def test_without_the_heading_a_bare_title_tells_no_role() -> None:
    rewards = extract(report("2. Tình hình chung", "Lao động tiên tiến 1.215 người.")).rewards
    assert {r.count.role for r in rewards} <= {"unclassified"}


def test_some_among_those_counted_share_their_role() -> None:
    text = "Tặng Bằng khen cho 45 tập thể, 67 cá nhân (trong đó có 20 cá nhân là nông dân)."
    assert [(c.role, c.count) for c in find_reward_counts(text)] == [("awarded", 45), ("awarded", 67), ("awarded", 20)]
    assert [c.count for c in find_reward_counts("Tặng Bằng khen cho 3 tập thể, mời 20 cá nhân dự họp.")] == [3]


def test_a_total_of_two_kinds_is_combined() -> None:
    found = find_reward_counts("Tổng số tập thể, cá nhân được khen thưởng là 560 (356 tập thể, 204 cá nhân).")
    assert [(c.recipient_kind, c.count) for c in found] == [("combined", 560), ("collective", 356), ("individual", 204)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hội Phụ nữ xã Khoen On giữ được mô hình “Bỏ thách cưới”.", "Hội Phụ nữ xã Khoen On"),
        ("Mô hình “Nhà bình yên” cho phụ nữ, trẻ em – Hội Liên hiệp Phụ nữ xã.", "Hội Liên hiệp Phụ nữ xã"),
        ("b- Trung tâm Y tế huyện Nam Sách với mô hình “Bác sĩ về làng”.", "Trung tâm Y tế huyện Nam Sách"),
    ],
)
def test_who_keeps_a_model_stands_behind_a_verb_or_a_dash(text: str, name: str) -> None:
    (named,) = find_named(paragraph(text))
    assert [(e.recipient.name, e.recipient.kind) for e in named.entries] == [(name, "collective")]


def test_the_place_a_clause_opens_with_is_the_bearers() -> None:
    (named,) = find_named(paragraph("Ở phường Ninh Hà, mô hình “Ao tôm sạch” của Tổ hợp tác nuôi tôm Hà Liên."))
    assert named.entries[0].recipient.address.commune == "phường Ninh Hà"


def test_a_school_named_through_its_teachers_bears_the_model() -> None:
    recipient = parse_recipient("Thầy cô Trường Tiểu học Ninh Phú")
    assert (recipient.kind, recipient.name) == ("collective", "Trường Tiểu học Ninh Phú")


def test_a_person_told_of_in_narrative_needs_an_address() -> None:
    told = "Cách đó không xa, ông Lê Văn Thử (thôn 3, xã Ninh Xuân) bỏ mía trồng bưởi, mỗi năm lãi 380 triệu đồng."
    found = find_exemplars(paragraph(told))
    assert found and [e.recipient.name for e in found.exemplars] == ["Lê Văn Thử"]
    assert find_exemplars(paragraph("Tại buổi gặp mặt, ông Lê Văn Thử cho biết sẽ trồng thêm bưởi.")) is None


def test_an_exemplar_listed_without_a_deed_bears_its_own_name() -> None:
    found = find_exemplars(
        paragraph("Một số điển hình tiêu biểu:", "- HTX rau sạch Thử, thị trấn Thanh Lãng: thu 6 tỷ đồng/năm;")
    )
    assert found and [(e.title, e.recipient.kind) for e in found.exemplars] == [("HTX rau sạch Thử", "collective")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2020", date(2020, 1, 1), date(2020, 6, 30)),
        ("từ ngày 01/7 đến ngày 31/10/2025", date(2025, 7, 1), date(2025, 10, 31)),
    ],
)
def test_a_period_takes_the_year_that_stands_behind(text: str, start: date, end: date) -> None:
    assert (find_periods(text)[0].start, find_periods(text)[0].end) == (start, end)
    assert find_periods("6 tháng đầu năm. Năm 2020 khác.")[0].kind == "year"


def test_what_one_year_brought_is_yearly() -> None:
    (amount,) = find_amounts("doanh thu năm 2019 đạt 18 tỷ 600 triệu đồng")
    assert annual_vnd(amount, "collective") == 18_600_000_000
    assert [a.period for a in find_amounts("từ năm 2015 đến nay lãi 3 tỷ đồng")] == ["none"]


def test_an_amount_told_of_one_bearer_is_nobody_elses() -> None:
    text = (
        '- Mô hình "Nối vụ ngô đông" của Hội Nông dân xã Hồng An; mô hình nuôi gà thả đồi của anh Đinh Văn Một, '
        "thôn Gò Da, thu nhập bình quân 120 triệu đồng/năm."
    )
    read = extract(report("Một số mô hình tiêu biểu:", text))
    assert [income.recipient.name for income in read.incomes] == ["Đinh Văn Một"]


def test_a_field_may_stand_before_the_names_an_item_lists() -> None:
    text = '* Lĩnh vực văn hóa - xã hội: "Bếp chung ngày hội" (Hội Phụ nữ xã A), "Tủ sách đầu làng" (Đoàn xã B)'
    read = extract(report("Một số mô hình tiêu biểu trên từng lĩnh vực:", text))
    assert [(e.title, e.recipient.name) for e in read.entries] == [
        ("Bếp chung ngày hội", "Hội Phụ nữ xã A"),
        ("Tủ sách đầu làng", "Đoàn xã B"),
    ]


def test_a_model_told_with_its_owner_is_a_model() -> None:
    read = extract(report("Một số mô hình tiêu biểu:", "- Mô hình trồng quế của hộ ông Hồ Văn Hai ở xã Trà Thủy."))
    assert [(e.kind, e.title) for e in read.entries] == [("model", "trồng quế")]


def test_a_teacher_keeps_the_position_behind_the_name() -> None:
    teacher = parse_recipient("Bà Nguyễn Thị Hai – Giáo viên Trường Mầm non Hoa Sen")
    assert (teacher.name, teacher.position) == ("Nguyễn Thị Hai", "Giáo viên Trường Mầm non Hoa Sen")
    assert parse_recipient("Giáo viên Trường Mầm non Hoa Sen").name == "Trường Mầm non Hoa Sen"


def test_rewards_of_the_year_to_come_are_aims() -> None:
    assert find_reward_counts("Mỗi xã thêm mô hình; khen thưởng 90 tập thể.", "C. ĐỊNH HƯỚNG NĂM 2022") == []
    assert find_reward_counts("Năm nay huyện đã khen thưởng 90 tập thể.", "C. ĐỊNH HƯỚNG NĂM 2022") != []


@pytest.mark.parametrize(
    ("words", "name", "honorific"),
    [
        ("CCB Lại Thị Một, phố Phúc Trực", "Lại Thị Một", "CCB"),
        ("Thương binh 2/4 Đinh Văn Hai, bản Sấm", "Đinh Văn Hai", ""),
    ],
)
def test_veterans_are_persons_and_their_health_is_not_kept(words: str, name: str, honorific: str) -> None:
    recipient = parse_recipient(words)
    assert (recipient.kind, recipient.name, recipient.honorific) == ("individual", name, honorific)


def test_numbers_under_targets_are_no_counts() -> None:
    assert find_model_counts("Đến năm 2020 toàn tỉnh có 300 mô hình.", "III. CHỈ TIÊU") == []


def test_the_whole_of_a_breakdown_is_no_second_count() -> None:
    read = extract(
        report("Tỉnh tặng Bằng khen cho 292 cá nhân.", "Trong số 292 cá nhân được tặng Bằng khen, 174 là nữ.")
    )
    assert [reward.count.count for reward in read.rewards].count(292) == 1


def test_whom_a_deed_helped_is_not_rewarded() -> None:
    text = "Riêng khen đột xuất vụ cứu 03 người trên hồ: 02 tập thể, 05 cá nhân."
    assert [count.count for count in find_reward_counts(text)] == [2, 5]


def test_a_target_reaches_over_the_point_inside_a_number() -> None:
    text = "Phấn đấu 7.000 hộ đăng ký, 5.000 hộ đạt danh hiệu."
    assert find_titled_households(text, "", "Hộ sản xuất kinh doanh giỏi") == []
