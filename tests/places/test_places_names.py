"""Type words, keys of names, districts in organisations' names, provinces in running text."""

from datetime import date

import pytest

from analysis.places import Home, find_province, named_district
from analysis.places.names import name_key, split_type
from analysis.places.suggesting import suggest

PLAN = date(2019, 11, 11)
HOA_BINH = Home("tỉnh Hòa Bình")


@pytest.mark.parametrize(
    ("printed", "level", "wanted"),
    [
        ("TX. Gò Công", "district", ("thị xã", "Gò Công")),
        ("TP.Cao Lãnh", "district", ("thành phố", "Cao Lãnh")),
        ("Tp Sa Đéc", "district", ("thành phố", "Sa Đéc")),
        ("Q.1", "district", ("quận", "1")),
        ("Đắk Song", "district", ("", "Đắk Song")),
        ("P4", "commune", ("phường", "4")),
        ("P. 4", "commune", ("phường", "4")),
        ("TT.Sa Rài", "commune", ("thị trấn", "Sa Rài")),
        ("đặc khu Phú Quốc", "commune", ("đặc khu", "Phú Quốc")),
        # A syllable that begins like a type word is no type word.
        ("Quảng Ninh", "district", ("", "Quảng Ninh")),
        ("Phước Long", "commune", ("", "Phước Long")),
        ("Tam Nông", "commune", ("", "Tam Nông")),
        ("xã", "commune", ("", "xã")),
    ],
)
def test_split_type(printed: str, level: str, wanted: tuple[str, str]) -> None:
    assert split_type(printed, level) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đắk R'Lấp", "Đăk RLấp"),
        ("Đắk R'Lấp", "Dak R’lấp"),
        ("Mỹ Đức", "Mĩ Đức"),
        ("Quy Nhơn", "Qui Nhơn"),
        ("Lý Sơn", "Lí Sơn"),
        ("Hoà Bình", "HÒA BÌNH"),
        ("Bà Rịa -Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("04", "4"),
        ("Ia H' Drai", "Ia H'Drai"),
        ("Đức Trọng", "Ðức Trọng"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tân Thành", "Tân Thạnh"),
        ("Mường Khến", "Mường Khên"),
        ("Hương Vân", "Hương Văn"),
        ("Thủy", "Thủi"),
        ("Mỹ Hòa", "Mỵ Hòa"),
        ("10", "1"),
    ],
)
def test_names_that_never_meet(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Trường Trung học Phổ thông Tân Lạc", "huyện Tân Lạc"),
        ("Trường THPT Lạc Sơn", "huyện Lạc Sơn"),
        ("TRƯỜNG PTDTNT THCS&THPT MAI CHÂU", "huyện Mai Châu"),
        ("Hợp tác xã Nông nghiệp xanh Kim Bôi", "huyện Kim Bôi"),
        ("Trung tâm Y tế Yên Thủy", "huyện Yên Thủy"),
        ("Bệnh viện Đa khoa Đà Bắc", "huyện Đà Bắc"),
        ("Công an huyện Lạc Sơn", "huyện Lạc Sơn"),
        ("Trường Mầm non Tân Lạc A", "huyện Tân Lạc"),
        ("Phòng Giáo dục và Đào tạo Mai Châu", "huyện Mai Châu"),
        ("Hội LHPN Lương Sơn", "huyện Lương Sơn"),
        ("Huyện ủy Cao Phong", "huyện Cao Phong"),
        # A person, a virtue, a commune, the province's own name: no district.
        ("Trường Tiểu học Lê Văn Tám", ""),
        ("Trường Mầm non Sao Mai", ""),
        ("Trường Mầm non Hòa Bình", ""),
        ("Trường Mầm non Phương Lâm", ""),
        ("Trường Tiểu học Nguyễn Tân Lạc", ""),
        ("Bà Nguyễn Thị Tân Lạc", ""),
        ("Tân Lạc", ""),
        ("Mô hình trồng bưởi đỏ Tân Lạc", ""),
        ("Trường Trung học Phổ thông Tân Lạcc", ""),
        ("Trường THPT Tân Lạc và Mai Châu cũ", ""),
        ("", ""),
    ],
)
def test_named_district(name: str, wanted: str) -> None:
    assert named_district(name, HOA_BINH, PLAN) == wanted


@pytest.mark.parametrize(
    ("name", "home", "on"),
    [
        # A king, two districts of one name, no home, no districts any more.
        ("Trường THPT Ngô Quyền", Home("Thành phố Hải Phòng"), PLAN),
        ("Trường THPT Dương Minh Châu", Home("tỉnh Tây Ninh"), PLAN),
        ("Trường THPT Cao Lãnh", Home("tỉnh Đồng Tháp"), PLAN),
        ("Trường Mầm non Bình Minh", Home("tỉnh Vĩnh Long"), PLAN),
        ("Trường Tiểu học Thống Nhất", Home("tỉnh Đồng Nai"), PLAN),
        ("Công ty TNHH Tân Hồng", Home("tỉnh Đồng Tháp"), PLAN),
        ("Trường THPT Tân Lạc", Home(), PLAN),
        ("Trường THPT Tân Lạc", Home("tỉnh Đồng Tháp"), PLAN),
        ("Trường THPT Tân Lạc", Home("tỉnh Phú Thọ"), date(2026, 1, 1)),
    ],
)
def test_no_named_district(name: str, home: Home, on: date) -> None:
    assert named_district(name, home, on) == ""


@pytest.mark.parametrize(
    ("text", "on", "wanted"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH", PLAN, "tỉnh Hòa Bình"),
        ("UBND TỈNH ĐẮK LẮK", PLAN, "tỉnh Đắk Lắk"),
        ("Hoà Bình, ngày 11 tháng 11 năm 2019", PLAN, "tỉnh Hòa Bình"),
        ("Tp.HCM, ngày 5 tháng 6 năm 2020", PLAN, "Thành phố Hồ Chí Minh"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", PLAN, "Thành phố Hà Nội"),
        ("tỉnh Bà Rịa -Vũng Tàu", PLAN, "tỉnh Bà Rịa - Vũng Tàu"),
        ("trên địa bàn tỉnh Phú Thọ", date(2026, 1, 1), "tỉnh Phú Thọ"),
        ("UBND THÀNH PHỐ HUẾ", date(2025, 9, 1), "Thành phố Huế"),
        ("UBND thành phố Huế", PLAN, ""),
        ("thành phố Hòa Bình", PLAN, ""),
        ("huyện Quảng Ninh", PLAN, ""),
        ("hòa bình và hữu nghị", PLAN, ""),
        ("tỉnh Hòa Bình và tỉnh Sơn La", PLAN, ""),
        ("không có nơi nào", PLAN, ""),
        ("İİİİİİİİ Huế", PLAN, ""),
        ("", None, ""),
    ],
)
def test_find_province(text: str, on: date | None, wanted: str) -> None:
    assert find_province(text, on) == wanted


@pytest.mark.parametrize(
    ("printed", "names", "wanted"),
    [
        ("thị trấn Mường Khên", ("thị trấn Mường Khến", "xã Mãn Đức"), ("thị trấn Mường Khến",)),
        ("xã Tan Thanh", ("xã Tân Thành", "xã Tân Thạnh"), ()),
        ("xã Nhân Nghĩa", ("xã Pà Cò", "xã Hang Kia"), ()),
        ("xã Nhân Nghĩa", (), ()),
    ],
)
def test_suggestions_refuse_ties_and_strangers(printed: str, names: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert suggest(printed, names) == wanted
