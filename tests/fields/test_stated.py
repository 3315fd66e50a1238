"""Sectors as documents write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.fields import field_codes, stated_field, taxonomy
from analysis.fields.taxonomy import UNCLASSIFIED


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("kinh tế", "kinh-te"),
        ("Phát triển kinh tế", "kinh-te"),
        ("* Về lĩnh vực kinh tế:", "kinh-te"),
        ("sản xuất, kinh doanh", "kinh-te"),
        ("14 mô hình kinh tế", "kinh-te"),
        ("Nông nghiệp - Nông thôn", "kinh-te"),
        ("văn hóa - xã hội", "van-hoa-xa-hoi"),
        ("văn hoá xã hội", "van-hoa-xa-hoi"),
        ("VĂN HÓA – XÃ HỘI", "van-hoa-xa-hoi"),
        ("văn hóa- xã hội", "van-hoa-xa-hoi"),
        ("xã hội", "van-hoa-xa-hoi"),
        ("Giáo dục - Đào tạo", "van-hoa-xa-hoi"),
        ("quốc phòng, an ninh", "quoc-phong-an-ninh"),
        ("an ninh-quốc phòng", "quoc-phong-an-ninh"),
        ("quốc phòng an ninh", "quoc-phong-an-ninh"),
        ("an ninh chính trị – trật tự an toàn xã hội", "quoc-phong-an-ninh"),
        ("xây dựng hệ thống chính trị", "he-thong-chinh-tri"),
        ("3. Xây dựng Đảng và hệ thống chính trị", "he-thong-chinh-tri"),
        ("công tác dân vận", "he-thong-chinh-tri"),
        ("xây dựng nông thôn mới", "kinh-te"),
        ("Tài nguyên - Môi trường", "van-hoa-xa-hoi"),
    ],
)
def test_a_sector_is_known_in_its_spellings(text: str, field: str) -> None:
    assert stated_field(text) == field


@pytest.mark.parametrize(
    "text",
    [
        "kinh tế - văn hóa xã hội",
        "phát triển kinh tế – văn hóa xã hội",
        "kinh tế - xã hội",
        "lĩnh vực văn hóa, xã hội, quốc phòng an ninh",
        "Kinh tế của xã phát triển nhanh",
        "Quốc phòng - an ninh, đối ngoại",
        "N/A",
        "mô hình",
        "12",
        "",
    ],
)
def test_a_merged_sector_or_a_sentence_states_none(text: str) -> None:
    assert stated_field(text) is None


def test_a_sector_of_its_own_follows_the_configuration() -> None:
    moved = taxonomy({"nong-thon-moi": "van-hoa-xa-hoi"})
    assert stated_field("Xây dựng nông thôn mới", moved) == "van-hoa-xa-hoi"


@given(st.text())
def test_any_text_states_a_field_or_none(text: str) -> None:
    assert stated_field(text) in {None, *field_codes()} - {UNCLASSIFIED}
