import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.vietnamese.recipients import parse_recipient

CASES = [
    # printed, name, kind, commune, district
    ("Công an huyện Lạc Sơn", "Công an huyện Lạc Sơn", "collective", "", "huyện Lạc Sơn"),
    (
        "Bà Lò Thị Mơ, xóm Bui, xã Nhân Nghĩa, huyện Lạc Sơn",
        "Lò Thị Mơ",
        "individual",
        "xã Nhân Nghĩa",
        "huyện Lạc Sơn",
    ),
    (
        "Khu phố 7, thị trấn Hàng Trạm, huyện Yên Thủy",
        "Khu phố 7",
        "collective",
        "thị trấn Hàng Trạm",
        "huyện Yên Thủy",
    ),
    ("Bà Vì Thị A, hội viên phụ nữ thôn An Ninh, xã Phú Lão", "Vì Thị A", "individual", "xã Phú Lão", ""),
    ("Gia đình ông Bạc Văn Tư xóm Gò Chè, xã Hợp Kim", "Bạc Văn Tư", "household", "xã Hợp Kim", ""),
    ("Hộ gia đình ông Sa Văn Nổi, ấp Thị, xã Thông Bình", "Sa Văn Nổi", "household", "xã Thông Bình", ""),
    (
        "Trường Tiểu học Lê Văn Tám, thành phố Hòa Bình",
        "Trường Tiểu học Lê Văn Tám",
        "collective",
        "",
        "thành phố Hòa Bình",
    ),
    ("Chi Hội Phụ nữ khu 6, thị trấn Mường Khến", "Chi Hội Phụ nữ khu 6", "collective", "thị trấn Mường Khến", ""),
    ("Thôn 3, xã Hòa An: ông Vừ A Tủa", "Vừ A Tủa", "individual", "xã Hòa An", ""),
    ("Đồng chí Đại tá Phùng Văn Sáu, Giám đốc Công an tỉnh Hà Nam", "Phùng Văn Sáu", "individual", "", ""),
    ("Đoàn Thị Bưởi", "Đoàn Thị Bưởi", "individual", "", ""),
    ("Đoàn Thanh niên xã Nam Sơn", "Đoàn Thanh niên xã Nam Sơn", "collective", "xã Nam Sơn", ""),
    ("LƯỜNG VĂN CHÍN", "Lường Văn Chín", "individual", "", ""),
    ("Hộ Y Blơ Niê, buôn Ea Sar, xã Ea Sô, huyện Ea Kar", "Y Blơ Niê", "household", "xã Ea Sô", "huyện Ea Kar"),
    ("1. Ủy ban nhân dân xã Tân Lập", "Ủy ban nhân dân xã Tân Lập", "collective", "xã Tân Lập", ""),
    ("Hội viên Hoàng Thị Én, ấp 2", "Hoàng Thị Én", "individual", "", ""),
    ("Kim Bôi", "Kim Bôi", "", "", ""),
    ("", "", "", "", ""),
]


@pytest.mark.parametrize(("printed", "name", "kind", "commune", "district"), CASES)
def test_recipient(printed: str, name: str, kind: str, commune: str, district: str) -> None:
    got = parse_recipient(printed)
    assert (got.name, got.kind, got.address.commune, got.address.district) == (name, kind, commune, district)


@pytest.mark.parametrize(
    ("printed", "position"),
    [
        ("Ông Lê Văn B – Chủ tịch UBND xã Nam Sơn", "Chủ tịch UBND xã Nam Sơn"),
        ("Ông Vi Văn C, Trưởng thôn, xã Nam Sơn", "Trưởng thôn"),
        ("Nông Thị D, Trưởng thôn 5", "Trưởng thôn 5"),
        ("Bà Đinh Thị E, trú tại xóm Mỏ, xã Bình Thanh", ""),
    ],
)
def test_position(printed: str, position: str) -> None:
    assert parse_recipient(printed).position == position


def test_plural_recipients_are_marked() -> None:
    assert parse_recipient("Các xã trên địa bàn huyện Kỳ Sơn").is_plural
    assert not parse_recipient("Xã Nam Sơn").is_plural


def test_the_heading_decides_where_words_do_not() -> None:
    assert parse_recipient("Pờ Sé", "individual").kind == "individual"
    assert parse_recipient("Pờ Sé").kind == ""


@given(st.text(), st.sampled_from(["", "individual", "collective"]))
def test_any_text_is_read_without_inventing(text: str, kind: str) -> None:
    got = parse_recipient(text, kind)
    assert got.raw == text
    assert got.kind in ("collective", "individual", "household", "")
