from collections.abc import Callable
from datetime import date

import pytest

from analysis.extracting.casing import sentence_case
from analysis.extracting.citations import find_citations, normal_number
from analysis.extracting.rows import Extraction
from analysis.extracting.titleblock import find_title

Extract = Callable[[str], Extraction]

FULL = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN

Số: 12/KH-UBND

Bắc Kạn, ngày 5 tháng 3 năm 2021

KẾ HOẠCH
Nhân rộng điển hình tiên tiến năm 2021

Căn cứ Kế hoạch số 99/KH-BNV ngày 02/01/2020 của Bộ Nội vụ về giai đoạn 2020 - 2025;
Nội dung.
"""


def test_a_full_head(extract_text: Extract) -> None:
    header = extract_text(FULL).header
    assert (header.stage, header.number, str(header.issued_on)) == ("plan", "12/KH-UBND", "2021-03-05")
    assert header.issuer == "Ủy ban nhân dân tỉnh Bắc Kạn"
    assert header.title == "Nhân rộng điển hình tiên tiến năm 2021"
    assert (str(header.period_start), str(header.period_end)) == ("2021-01-01", "2021-12-31")


def test_a_lost_head_leaves_number_and_date_empty(extract_text: Extract) -> None:
    text = "BÁO CÁO\nKết quả phong trào\n\nCăn cứ Kế hoạch số 99/KH-UBND ngày 02/01/2020 của UBND tỉnh."
    header = extract_text(text).header
    assert (header.number, header.issued_on) == ("", None)


def test_the_note_over_the_annex_gives_number_and_date(extract_text: Extract) -> None:
    text = (
        "KẾ HOẠCH\nA\n\nNội dung.\n\nPHỤ LỤC\n(Kèm theo Kế hoạch số 7/KH-UBND ngày 01/02/2020 của UBND huyện Kim Bôi)"
    )
    header = extract_text(text).header
    assert (header.number, str(header.issued_on), header.issuer) == ("7/KH-UBND", "2020-02-01", "UBND huyện Kim Bôi")


def test_an_annex_of_another_document_gives_nothing(extract_text: Extract) -> None:
    text = "BÁO CÁO\nA\n\nNội dung.\n\n(Kèm theo Kế hoạch số 7/KH-UBND ngày 01/02/2020 của UBND huyện Kim Bôi)"
    assert extract_text(text).header.number == ""


def test_a_blank_number_is_no_number(extract_text: Extract) -> None:
    assert extract_text(FULL.replace("12/KH-UBND", "     /KH-UBND")).header.number == ""


def test_a_draft_decision_is_a_draft(extract_text: Extract) -> None:
    assert extract_text("DỰ THẢO\n\nQUYẾT ĐỊNH\nVề việc tặng Giấy khen\n").header.stage == "draft"


def test_the_body_that_acts_gives_place_and_period(extract_text: Extract) -> None:
    text = (
        "KẾ HOẠCH\nNhân rộng mô hình\n\nThực hiện Kế hoạch số 41/KH-UBND ngày 06/4/2016 của UBND tỉnh Sơn La, giai đoạn 2016 - 2020, "
        "Uỷ ban nhân dân huyện Mai Sơn xây dựng kế hoạch năm 2019 như sau:"
    )
    header = extract_text(text).header
    assert header.issuer == "Ủy ban nhân dân huyện Mai Sơn"
    assert (header.place.district, header.place.province) == ("huyện Mai Sơn", "tỉnh Sơn La")
    assert str(header.period_start) == "2019-01-01"


def test_cited_documents_are_counted_once_each(extract_text: Extract) -> None:
    text = "BÁO CÁO\nA\n\nTheo Kế hoạch số 35/KH-UBND ngày 09/02/2017 của UBND Tỉnh.\n\nKế hoạch số 35/KH-UBND đã nêu."
    (citation,) = extract_text(text).citations
    assert (citation.number, citation.kind, str(citation.cited_on), citation.issuer, citation.times) == (
        "35/KH-UBND",
        "Kế hoạch",
        "2017-02-09",
        "UBND Tỉnh",
        2,
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("435/HD – UBND", "435/HD-UBND"), ("02 /HD- UBND", "02/HD-UBND"), ("86/2025/QĐ-UBND", "86/2025/QĐ-UBND")],
)
def test_numbers_lose_stray_blanks(printed: str, expected: str) -> None:
    assert normal_number(printed) == expected


def test_dates_are_no_document_numbers() -> None:
    assert find_citations("số 11/11/2019 và số nhà 5/7") == []


def test_capitals_become_a_sentence_with_names() -> None:
    assert sentence_case("KẾT QUẢ CỦA HUYỆN TÂN HỒNG NĂM 2020") == "Kết quả của huyện Tân Hồng năm 2020"


def test_no_kind_no_title() -> None:
    assert find_title(["Tin trong tỉnh", "Hôm qua"]) is None


def test_a_sheet_of_properties_stands_for_a_lost_head(extract_text: Extract) -> None:
    text = (
        "Số hiệu: 147/QĐ-UBND\nNgày ban hành: 12/05/2016\nCơ quan ban hành: Ủy ban nhân dân huyện Yên Khánh\n\n"
        "QUYẾT ĐỊNH\nVề việc tặng Giấy khen năm 2015\n\nĐiều 1. Tặng Giấy khen cho 03 tập thể."
    )
    header = extract_text(text).header
    assert (header.number, header.issued_on, header.issuer, header.place.district) == (
        "147/QĐ-UBND",
        date(2016, 5, 12),
        "Ủy ban nhân dân huyện Yên Khánh",
        "huyện Yên Khánh",
    )
