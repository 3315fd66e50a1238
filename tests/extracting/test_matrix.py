"""Tables of numbers: rewards and models by place, form, sector and year."""

from collections.abc import Sequence

import pytest

from analysis.extracting.matrix import Matrix, read_matrix
from analysis.reading import Row, Table


def table(*rows: Sequence[str]) -> Table:
    return Table(tuple(Row(tuple(row), f"row {n}") for n, row in enumerate(rows, start=1)), "table 1")


def rewards(matrix: Matrix | None) -> list[tuple[str, str, int, str, str, str]]:
    assert matrix
    counts = [reward.count for reward in matrix.rewards]
    return [(c.role, c.recipient_kind, c.count, c.form, c.level, c.place) for c in counts]


def counts(matrix: Matrix | None) -> list[tuple[str, str, str, int, str]]:
    assert matrix
    return [(c.count.what, c.count.role, c.count.field, c.count.count, c.count.place) for c in matrix.counts]


BY_PLACE = table(
    ("TT", "Đơn vị", "Cờ thi đua của UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh", "", "Ghi chú"),
    ("", "", "", "Tập thể", "Cá nhân", ""),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "Khối huyện", "", "", "", ""),
    ("1", "Huyện Duy Tiên", "1", "19", "28", "đợt bão"),
    ("2", "Các sở, ban, ngành", "-", "", "94", ""),
    ("", "Người lập biểu", "", "", "TRƯỞNG PHÒNG", ""),
)


def test_rewards_by_place_under_a_head_of_two_rows() -> None:
    assert rewards(read_matrix(BY_PLACE, "1. Kết quả khen thưởng theo địa bàn", "report")) == [
        ("awarded", "collective", 1, "co-thi-dua", "province", "Huyện Duy Tiên"),
        ("awarded", "collective", 19, "bang-khen", "province", "Huyện Duy Tiên"),
        ("awarded", "individual", 28, "bang-khen", "province", "Huyện Duy Tiên"),
        ("awarded", "individual", 94, "bang-khen", "province", ""),
    ]


def test_a_blank_or_a_dash_is_no_zero() -> None:
    assert all(count for *_, count, _, _, _ in rewards(read_matrix(BY_PLACE, "Kết quả khen thưởng")))


def test_who_gives_may_stand_in_a_column_of_its_own() -> None:
    by_giver = table(
        ("Cấp khen", "Hình thức", "Tập thể", "Cá nhân", "Gia đình"),
        ("Hội LHPN tỉnh", "Giấy khen", "11", "16", "05"),
        ("Chủ tịch UBND huyện", "Giấy khen", "08", "19", "-"),
    )
    found = rewards(read_matrix(by_giver, "Bảng 3. Kết quả khen thưởng"))
    assert [(kind, count, form, level) for _, kind, count, form, level, _ in found] == [
        ("collective", 11, "giay-khen", "province"),
        ("individual", 16, "giay-khen", "province"),
        ("household", 5, "giay-khen", "province"),
        ("collective", 8, "giay-khen", "district"),
        ("individual", 19, "giay-khen", "district"),
    ]


def test_years_across_and_years_down() -> None:
    across = table(
        ("Hình thức khen", "Năm 2016", "", "Năm 2017", ""),
        ("", "TT", "CN", "TT", "CN"),
        ("Giấy khen của Chủ tịch UBND huyện", "12", "30", "11", "28"),
    )
    down = table(("Năm", "Bằng khen tập thể", "Bằng khen cá nhân"), ("2016", "541", "873"), ("2017", "562", "902"))
    for found in (read_matrix(across, "Khen thưởng qua các năm"), read_matrix(down, "Chia theo năm khen thưởng")):
        assert found
        years = [reward.count.period.start.year for reward in found.rewards if reward.count.period]
        assert years == [2016, 2016, 2017, 2017]


@pytest.mark.parametrize(
    ("head", "stage", "role", "bound"),
    [
        ("Số tập thể được đề nghị Bằng khen (tối đa)", "guidance", "quota", "at_most"),
        ("Số tập thể đề nghị Bằng khen", "submission", "proposed", "exact"),
        ("Số tập thể đề nghị Bằng khen", "guidance", "quota", "exact"),
        ("Số tập thể được tặng Bằng khen", "report", "awarded", "exact"),
        ("Tập thể đăng ký Cờ thi đua", "report", "registered", "exact"),
    ],
)
def test_the_head_tells_awards_from_proposals_and_quotas(head: str, stage: str, role: str, bound: str) -> None:
    found = read_matrix(table(("Đơn vị", head), ("Huyện A", "2"), ("Huyện B", "3")), "Khen thưởng", stage)
    assert found and {(r.count.role, r.count.bound) for r in found.rewards} == {(role, bound)}


def test_models_by_sector_and_households_by_title() -> None:
    models = table(
        ("Đơn vị", "Kinh tế", "Văn hóa - xã hội", "Tổng số"), ("Xã An Lạc", "5", "4", "9"), ("Cộng", "5", "4", "9")
    )
    assert counts(read_matrix(models, "Số mô hình Dân vận khéo"))[:3] == [
        ("model", "unclassified", "kinh-te", 5, "Xã An Lạc"),
        ("model", "unclassified", "van-hoa-xa-hoi", 4, "Xã An Lạc"),
        ("model", "unclassified", "", 9, "Xã An Lạc"),
    ]
    titled = table(("Đơn vị", "Hộ gia đình", ""), ("", "Đăng ký", "Đạt 8 tiêu chí"), ("Xã Nghĩa Lạc", "2.874", "2.690"))
    assert counts(read_matrix(titled, "Bảng 1")) == [
        ("household", "registered", "", 2874, "Xã Nghĩa Lạc"),
        ("household", "recognised", "", 2690, "Xã Nghĩa Lạc"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("STT", "Tập thể", "Thành tích"), ("1", "Trường A", "giỏi"), ("2", "Trường B", "khá")),
        (("STT", "Họ và tên", "Năm sinh"), ("1", "Lê Văn Thử", "1970"), ("2", "Trần Thị Mẫu", "1981")),
        (("Xã", "Diện tích (ha)", "Dân số"), ("A", "120", "3400"), ("B", "90", "2100")),
        (("Tập thể", "Cá nhân"),),
    ],
    ids=["names", "years of birth", "no rewards", "only a head"],
)
def test_other_tables_count_nothing(rows: Sequence[Sequence[str]]) -> None:
    assert read_matrix(table(*rows), "Danh sách khen thưởng") is None


def test_rows_of_forms_are_counted_by_year() -> None:
    read = read_matrix(
        table(
            ["TT", "Danh hiệu, hình thức", "Năm", "", "Cộng"],
            ["", "", "2019", "2020 (đến 31/7)", ""],
            ["1", "Bằng khen của Chủ tịch UBND tỉnh", "", "", ""],
            ["-", "Tập thể", "4", "3", "7"],
            ["2", "Tập thể lao động xuất sắc", "12", "", "12"],
        ),
        "KẾT QUẢ KHEN THƯỞNG",
    )
    assert read is not None
    counts = [r.count for r in read.rewards]
    assert [(c.form, c.recipient_kind, c.period.start.year if c.period else None, c.count) for c in counts] == [
        ("bang-khen", "collective", 2019, 4),
        ("bang-khen", "collective", 2020, 3),
        ("bang-khen", "collective", None, 7),
        ("tap-the-ldxs", "collective", 2019, 12),
        ("tap-the-ldxs", "collective", None, 12),
    ]


def test_columns_may_be_the_steps_of_one_reward() -> None:
    read = read_matrix(
        table(
            ["STT", "Danh hiệu", "Đối tượng", "Đã đăng ký", "Đã đề nghị", "Đã được công nhận"],
            ["1", "Chiến sĩ thi đua cơ sở", "Cá nhân", "24", "13", "10"],
        ),
        "TỔNG HỢP DANH HIỆU THI ĐUA",
    )
    assert read is not None
    assert [(r.count.role, r.count.count) for r in read.rewards] == [
        ("registered", 24),
        ("proposed", 13),
        ("awarded", 10),
    ]
