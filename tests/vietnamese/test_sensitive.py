"""What no table keeps of a person, also not in the words a row was read from."""

import pytest

from analysis.cleaning import Source, clean
from analysis.extracting.extract import extract
from analysis.reading import Document, Line
from analysis.vietnamese.sensitive import without_sensitive


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Chị Lý Thị A (dân tộc Dao)", "Chị Lý Thị A (…)"),
        ("ông La B ở thôn Đông, dân tộc Chăm H'roi, hiến đất", "ông La B ở thôn Đông, …, hiến đất"),
        ("Bà Mùi, người dân tộc Mường, xóm Bui", "Bà Mùi, …, xóm Bui"),
        ("Trưởng bản, người có uy tín dân tộc Tày", "Trưởng bản, người có uy tín …"),
        ("bà C là người K’Ho đầu tiên trong thôn", "bà C là … đầu tiên trong thôn"),
        ("Ông K’ D, người K’ho, Trưởng Ban", "Ông K’ D, …, Trưởng Ban"),
        ("thương binh Đào E, thôn Bắc", "… Đào E, thôn Bắc"),
        ("ông F, thương binh hạng 2/4 ở thôn Nam", "ông F, … ở thôn Nam"),
        ("Ông G, đảng viên, Trưởng thôn", "Ông G, …, Trưởng thôn"),
    ],
)
def test_what_is_said_of_a_person_is_left_out(printed: str, kept: str) -> None:
    assert without_sensitive(printed) == kept
    assert without_sensitive(kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "mô hình “Ruộng nước người Mông” của Đồn Biên phòng",
        "tổ “Người Thái - người Mông không tiếp tay ma túy”",
        "trang phục dân tộc Dao, mở lớp truyền dạy",
        "Mỗi đảng viên giúp một hộ nghèo",
        "Hội Thương binh, gia đình liệt sĩ",
        "chăm sóc 12 thương binh, bệnh binh",
        "đồng bào dân tộc thiểu số",
    ],
)
def test_what_is_said_of_nobody_stays(text: str) -> None:
    assert without_sensitive(text) == text


def test_no_table_keeps_it() -> None:
    told = (
        *("ỦY BAN NHÂN DÂN", "HUYỆN TÂN BÌNH", "BÁO CÁO", "Kết quả năm 2021", "", "Gương tiêu biểu:"),
        "- Ông Vi Văn A, dân tộc Nùng, thôn Bắc, xã Hòa An trồng cam, thu nhập 650 triệu đồng/năm.",
    )
    document = Document("txt", tuple(Line(text, f"line {n}") for n, text in enumerate(told, start=1)))
    tables = clean(Source("a", "a.txt", "0" * 64), document, extract(document)).tables
    assert tables["entries"]
    assert "Nùng" not in str(tables)
