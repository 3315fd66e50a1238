import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extracting.quotes import find_quoted
from analysis.extracting.titles import split_title


@pytest.mark.parametrize(
    ("cell", "kind", "title", "description"),
    [
        ("Mô hình: “Vườn rau của bé”, mang lại niềm vui", "model", "Vườn rau của bé", "mang lại niềm vui"),
        ("Điển hình “Làm giàu từ rừng”, tạo việc làm", "exemplar", "Làm giàu từ rừng", "tạo việc làm"),
        ('Mô hình "Ánh sáng an ninh"', "model", "Ánh sáng an ninh", ""),
        ("«Hũ gạo tình thương»: giúp hộ nghèo", "", "Hũ gạo tình thương", "giúp hộ nghèo"),
        ("Mô hình “Tổ “tự quản” xóm”, vui", "model", "Tổ “tự quản” xóm", "vui"),
        ("Phong trào “Sạch ngõ“ giúp xóm đẹp", "movement", "Sạch ngõ", "giúp xóm đẹp"),
        ("Mô hình trồng cam, giúp tăng thu nhập", "model", "Trồng cam", "giúp tăng thu nhập"),
        ("Nuôi dê sinh sản; thu nhập 200 triệu đồng", "", "Nuôi dê sinh sản", "thu nhập 200 triệu đồng"),
        ("Trồng rau, củ, quả an toàn", "", "Trồng rau, củ, quả an toàn", ""),
        ("Mô hình: “A” làm theo phong trào “B” và “C”", "model", "A", "làm theo phong trào “B” và “C”"),
        ("", "", "", ""),
    ],
)
def test_name_and_description(cell: str, kind: str, title: str, description: str) -> None:
    got = split_title(cell)
    assert (got.kind, got.title, got.description) == (kind, title, description)


def test_a_long_text_without_name_stays_a_description() -> None:
    words = "Chị luôn gương mẫu trong mọi việc của xóm và giúp đỡ bà con " * 6
    assert split_title(words).title == ""


def test_a_quote_that_never_closes_is_no_name() -> None:
    assert find_quoted("mô hình “Ánh sáng an ninh của xóm") == []


@given(st.text())
def test_a_name_is_part_of_its_cell(cell: str) -> None:
    got = split_title(cell)
    assert got.title.casefold() in " ".join(cell.split()).casefold() or got.title.casefold() in cell.casefold()
