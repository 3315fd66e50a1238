"""Models that stand one to a line without quotes, and the headings that declare their number."""

import pytest

from analysis.extracting.bulleted import find_bulleted
from analysis.extracting.extract import extract
from analysis.extracting.paragraphs import Paragraph, paragraphs
from analysis.extracting.rows import Extraction
from analysis.reading import Document, Line, Row, Table


def paragraph(text: str) -> Paragraph:
    return paragraphs([Line(text, "line 1")], hard_wrapped=False)[0]


def extracted(*texts: str) -> Extraction:
    return extract(Document("txt", tuple(Line(text, f"line {n}") for n, text in enumerate(texts, 1))))


@pytest.mark.parametrize(
    ("text", "title", "name", "kind", "hamlet"),
    [
        ("- Mô hình nuôi dê của hộ ông Lê Văn Một, thôn Bình.", "nuôi dê", "Lê Văn Một", "household", "thôn Bình"),
        (
            "- Mô hình nuôi tằm: hộ ông Lê Văn Một, thôn 2; thu 90 triệu",
            "nuôi tằm",
            "Lê Văn Một",
            "household",
            "thôn 2",
        ),
        ("- Mô hình nhà xanh: Hội Phụ nữ xã, đang giúp 8 em.", "nhà xanh", "Hội Phụ nữ xã", "collective", ""),
        ("- Mô hình loa bình yên: thôn Bình, làm từ năm 2023.", "loa bình yên", "thôn Bình", "collective", "thôn Bình"),
        (
            "- Mô hình chi bộ 4 không: Chi bộ bản Tắp 1.",
            "chi bộ 4 không",
            "Chi bộ bản Tắp 1",
            "collective",
            "bản Tắp 1",
        ),
    ],
)
def test_a_line_names_a_model_and_its_bearer(text: str, title: str, name: str, kind: str, hamlet: str) -> None:
    found = find_bulleted(paragraph(text))
    assert found is not None and found.title == title
    assert (found.recipient.name, found.recipient.kind, found.recipient.address.hamlet) == (name, kind, hamlet)


@pytest.mark.parametrize(
    "text",
    [
        "- Mô hình nuôi dê: thu nhập 100 triệu đồng/năm.",
        "- Mô hình quỹ tình thương: hội viên góp 96.000 đồng mỗi tháng.",
        "- Mô hình nhà xanh: Hội viên đóng góp 20 triệu đồng.",
        "- Mô hình đã giúp bà con: có việc làm.",
    ],
)
def test_what_is_done_is_no_bearer(text: str) -> None:
    assert find_bulleted(paragraph(text)) is None


def test_a_heading_declares_how_many_stand_below_it() -> None:
    found = extracted(
        "1. Lĩnh vực kinh tế (03 mô hình)",
        "- Mô hình nuôi tằm: hộ ông Lê Văn Một, thôn Bình; thu nhập 320 triệu đồng/năm.",
        "- Mô hình gian hàng số: Hội Phụ nữ xã.",
        "2. Lĩnh vực quốc phòng - an ninh (01 mô hình)",
        "- Mô hình loa bình yên: Công an xã Tân Sơn.",
    )
    assert [(s.declared, s.found) for s in found.sections] == [(3, 2), (1, 1)]
    assert [entry.section for entry in found.entries] == [0, 0, 1] and not found.counts


def listed(heading: str) -> Extraction:
    rows = (("STT", "Họ và tên", "Thôn, xóm", "Việc làm tốt"), ("1", "Lê Văn Một", "thôn Bình", "Hiến 200 m2 đất"))
    table = Table(tuple(Row(row, f"row {n}") for n, row in enumerate(rows, 1)), "rows 1-2")
    lines = (Line("DANH SÁCH GƯƠNG NGƯỜI TỐT, VIỆC TỐT", "line 1"), Line(heading, "line 2"))
    return extract(Document("docx", (*lines, table)))


def test_exemplars_that_were_all_rewarded_are_awards_too() -> None:
    found = listed("(Đã được Chủ tịch UBND huyện Tân Bình, tỉnh Hà Đông tặng Giấy khen)")
    assert len(found.entries) == 1
    assert [(a.recipient.name, a.recipient.kind) for a in found.awards] == [("Lê Văn Một", "individual")]
    assert not listed("(Đề nghị được UBND huyện tặng Giấy khen)").awards
    assert not listed("Nhiều gương đã được UBND huyện tặng Giấy khen.").awards
