"""Outcomes and tags: what an entry claims and how it is organised."""

import pytest

from analysis.fields import classify, facets


@pytest.mark.parametrize(
    ("description", "outcomes"),
    [
        ("giúp tạo việc làm, tăng thu nhập cho lao động", "tao-viec-lam; tang-thu-nhap"),
        ("Tăng thu nhập, tạo việc làm", "tao-viec-lam; tang-thu-nhap"),
        ("hiệu quả kinh tế cao, thu nhập ổn định", "thu-nhap-on-dinh; hieu-qua-kinh-te"),
        ("nâng tỷ lệ tham gia BHYT", "tham-gia-bhyt"),
        ("giữ gìn bản sắc văn hóa dân tộc", "bao-ton-ban-sac"),
        ("được tặng Giấy khen", ""),
        ("", ""),
    ],
)
def test_outcomes_are_those_the_text_claims(description: str, outcomes: str) -> None:
    assert classify("Mô hình", description).outcomes == outcomes


@pytest.mark.parametrize(
    ("title", "recipient", "tags"),
    [
        ("Hợp tác xã trồng chanh leo", "", "hop-tac-xa; trong-trot"),
        ("Tổ hợp tác nuôi cá lồng", "", "to-hop-tac; thuy-san; to-nhom"),
        ("Trồng dừa gắn với nuôi bò", "Hộ ông Lê Văn Tư", "kinh-te-ho; trong-trot; chan-nuoi"),
        ("Luân canh tôm lúa", "", "trong-trot; thuy-san"),
        ("Trồng rừng gỗ lớn", "Công ty Lâm nghiệp", "doanh-nghiep; lam-nghiep"),
        ("Câu lạc bộ khởi nghiệp", "", "cau-lac-bo; khoi-nghiep"),
        ("Tổ hòa giải", "", "to-nhom"),
        ("Phân loại rác", "Trường THCS Bình Minh", "truong-hoc"),
        ("Trang trại của bé", "Trường Mầm non Họa Mi", "truong-hoc"),
        ("Nuôi heo đất", "", ""),
        ("Tổ chức tốt phong trào", "", ""),
        ("Ứng dụng công nghệ sinh học", "", ""),
    ],
)
def test_tags_say_who_and_how(title: str, recipient: str, tags: str) -> None:
    assert classify(title, recipient=recipient).tags == tags


def test_a_recipient_claims_no_outcome() -> None:
    assert classify("Mô hình", "", "Ban Chỉ đạo giảm nghèo, giải quyết việc làm").outcomes == ""


def test_a_facet_has_two_names() -> None:
    farm = next(facet for facet in facets("tag") if facet.code == "trang-trai")
    assert (farm.group, farm.name_vi, farm.name_en) == ("organisation", "Trang trại", "Farm")
