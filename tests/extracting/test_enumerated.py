"""Models that a sentence lists without quotes."""

import pytest

from analysis.extracting.enumerated import find_enumerated
from analysis.extracting.paragraphs import Paragraph, paragraphs
from analysis.reading import Line


def paragraph(text: str) -> Paragraph:
    return paragraphs([Line(text, "line 1")], hard_wrapped=False)[0]


def test_each_part_with_its_place_is_a_model() -> None:
    text = (
        "Tiêu biểu như các mô hình: nuôi dê núi tại xã Tân Sơn; đường hoa tự quản của Hội Phụ nữ xã Tân Mỹ; "
        "xã Hợp Thành tích cực vận động hiến đất; mô hình trồng nấm ở thôn Bình, xã Yên Hòa…"
    )
    found = find_enumerated(paragraph(text))
    assert found is not None and found.is_open
    assert [(e.kind, e.title, e.recipient.name, e.recipient.address.commune) for e in found.entries] == [
        ("model", "Nuôi dê núi", "", "xã Tân Sơn"),
        ("model", "Đường hoa tự quản", "Hội Phụ nữ xã Tân Mỹ", "xã Tân Mỹ"),
        ("model", "Trồng nấm", "", "xã Yên Hòa"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Các mô hình: nuôi dê núi tại xã Tân Sơn.",
        "Các mô hình: “Nuôi dê núi” tại xã Tân Sơn; “Trồng nấm” ở thôn Bình, xã Yên Hòa.",
        "Các mô hình đã giúp bà con xã Tân Sơn; thu nhập tăng ở thôn Bình, xã Yên Hòa.",
        "Có ba việc: nuôi dê núi tại xã Tân Sơn; trồng nấm ở thôn Bình, xã Yên Hòa.",
    ],
)
def test_what_is_no_such_list(text: str) -> None:
    assert find_enumerated(paragraph(text)) is None
