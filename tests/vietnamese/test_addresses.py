import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.units import find_units

CASES = [
    ("Bà Lê Thị A, xóm Bui, xã Nhân Nghĩa, huyện Lạc Sơn", ("xóm Bui", "xã Nhân Nghĩa", "huyện Lạc Sơn", "")),
    ("Xóm Đá Bia, xã Tiền Phong huyện Đà Bắc", ("xóm Đá Bia", "xã Tiền Phong", "huyện Đà Bắc", "")),
    ("Tổ hợp tác xã Pà cò, huyện Mai Châu", ("", "", "huyện Mai Châu", "")),
    ("Tổ hợp tác trồng rau xã Pà cò, huyện Mai Châu", ("", "xã Pà cò", "huyện Mai Châu", "")),
    ("ấp Bắc Trang 1, xã Tân Công Chí", ("ấp Bắc Trang 1", "xã Tân Công Chí", "", "")),
    ("xã Thuận Hạnh (Đắk Song)", ("", "xã Thuận Hạnh", "Đắk Song", "")),
    ("tổ 3, khu phố 2, phường An Cựu, thành phố Huế", ("tổ 3, khu phố 2", "phường An Cựu", "thành phố Huế", "")),
    ("quận Ô Môn, thành phố Cần Thơ", ("", "", "quận Ô Môn", "thành phố Cần Thơ")),
    ("tỉnh Bà Rịa -Vũng Tàu", ("", "", "", "tỉnh Bà Rịa -Vũng Tàu")),
    ("P.4, TP. Mỹ Tho", ("", "phường 4", "thành phố Mỹ Tho", "")),
    ("xã X (nay là xã Hòa An, huyện Lai), huyện Lạc Sơn", ("", "xã X", "huyện Lạc Sơn", "")),
    ("thôn 3B xã Ea H'leo", ("thôn 3B", "xã Ea H'leo", "", "")),
    ("XÃ TÂN LẬP, HUYỆN LẠC SƠN, TỈNH HÒA BÌNH", ("", "xã TÂN LẬP", "huyện LẠC SƠN", "tỉnh HÒA BÌNH")),
    ("huyện Tam Sơn 14 tập thể", ("", "", "huyện Tam Sơn", "")),
    ("xã Sơn Kim 1 nuôi hươu", ("", "xã Sơn Kim 1", "", "")),
    ("thôn 12, xã Ea Kiết", ("thôn 12", "xã Ea Kiết", "", "")),
    ("huyện Đắk R'Lấp, tỉnh Đắk Nông", ("", "", "huyện Đắk R'Lấp", "tỉnh Đắk Nông")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_chain_of_units(text: str, expected: tuple[str, str, str, str]) -> None:
    address = find_addresses(text)[0].address
    assert (address.hamlet, address.commune, address.district, address.province) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hợp tác xã Nông nghiệp xanh",
        "an sinh xã hội",
        "tổ hợp tác trồng rau",
        "khu công nghiệp",
        "bản sắc văn hóa",
        "tỷ lệ hộ nghèo",
        "toàn tỉnh và các huyện",
        "Tổ Hợp tác",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert find_units(text) == []


def test_two_chains_stay_two() -> None:
    spans = find_addresses("xã An Phú, huyện Kim Bôi; xã Bình Hòa, huyện Tân Lạc")
    assert [s.address.district for s in spans] == ["huyện Kim Bôi", "huyện Tân Lạc"]


@given(st.text())
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    spans = find_addresses(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)
