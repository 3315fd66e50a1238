import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.extracting.evidence import Evidence
from analysis.extracting.paragraphs import is_heading, paragraphs
from analysis.reading import Line


def lines(text: str) -> list[Line]:
    return [Line(part, f"line {number}") for number, part in enumerate(text.split("\n"), start=1)]


def texts(text: str, hard_wrapped: bool = True) -> list[str]:
    return [p.text for p in paragraphs(lines(text), hard_wrapped)]


def test_wrapped_lines_are_joined_and_located() -> None:
    text = "Hội Nông dân xã đã vận động bà con góp công làm\nđường, có 12 hộ tham gia.\n\nPhong trào lan rộng."
    first, second = paragraphs(lines(text), hard_wrapped=True)
    assert first.text.endswith("góp công làm đường, có 12 hộ tham gia.")
    assert first.locator(first.text.index("12"), len(first.text)) == "line 2"
    assert first.locator() == "line 1-2"
    assert second.locator() == "line 4"


def test_a_page_break_in_mid_sentence_does_not_cut_it() -> None:
    assert texts("Việc làm của Hội đồng Thi đua -\n\n\n\nKhen thưởng luôn được chú ý.") == [
        "Việc làm của Hội đồng Thi đua - Khen thưởng luôn được chú ý."
    ]


def test_a_footnote_in_mid_sentence_stands_apart() -> None:
    text = (
        "Nhiều nơi đã làm tốt việc chăm lo đời sống cho\n\n1 Hộ ông Lò Văn Bảy nuôi cá.\n\nngười dân, nhất là nơi xa.\n\n"
        "Đoạn khác."
    )
    whole, note, other = paragraphs(lines(text), hard_wrapped=True)
    assert whole.text == "Nhiều nơi đã làm tốt việc chăm lo đời sống cho người dân, nhất là nơi xa."
    assert note.note == "1"
    assert other.text == "Đoạn khác."


def test_a_footnote_below_a_heading_does_not_take_a_later_line() -> None:
    text = "* Về kinh tế\n\n1 Hộ ông Lò Văn Bảy nuôi cá.\n\nĐã có nhiều nơi làm theo.\ngiúp nhau cùng tiến bộ"
    assert texts(text)[0] == "* Về kinh tế"


def test_signature_and_addressees_are_left_out_until_the_annex() -> None:
    text = "Nội dung.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nVi Văn Tám\n\nPHỤ LỤC\n\nDòng cuối."
    assert texts(text, hard_wrapped=False) == ["Nội dung.", "PHỤ LỤC", "Dòng cuối."]


def test_every_paragraph_knows_its_heading() -> None:
    got = paragraphs(lines("II. KẾT QUẢ\n\nMột.\n\na) Về kinh tế\n\nHai."), hard_wrapped=False)
    assert [p.heading for p in got] == ["II. KẾT QUẢ", "II. KẾT QUẢ", "a) Về kinh tế", "a) Về kinh tế"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("II. KẾT QUẢ", True),
        ("* Về lĩnh vực kinh tế", True),
        ("3. Một số mô hình được đánh giá có hiệu quả.", True),
        ("DANH SÁCH MÔ HÌNH", True),
        ("- Các cấp đã làm tốt;", False),
        ("1. Sở Nội vụ chủ trì việc này. Sở Tài chính bố trí kinh phí cho việc này.", False),
        ("Câu thường.", False),
    ],
)
def test_headings(text: str, expected: bool) -> None:
    assert is_heading(text) is expected


@given(st.lists(st.text(max_size=60), max_size=12), st.booleans())
def test_no_character_is_invented(parts: list[str], wrapped: bool) -> None:
    printed = [Line(part.strip(), f"line {i}") for i, part in enumerate(parts)]
    letters = "".join("".join(line.text.split()) for line in printed)
    joined = "".join("".join(p.printed().split()) for p in paragraphs(printed, wrapped))
    assert len(joined) <= len(letters)
    assert set(joined) <= set(letters)


def test_matching_sees_clean_letters_and_evidence_what_was_printed() -> None:
    # "С" and "о" of Cyrillic, "ƣ" for "ư", a soft hyphen
    raw = "Công an xã đƣợc khen, phát\u00adtriển"
    paragraph = paragraphs([Line("\u0421ông an xã", "line 1"), Line("đƣợc khen, phát\u00adtriển", "line 2")], True)[0]
    assert paragraph.text == "Công an xã được khen, pháttriển"
    assert paragraph.printed() == raw.replace("Công", "\u0421ông")
    start = paragraph.text.index("triển")
    assert paragraph.evidence(start, start + 5) == Evidence("line 2", "triển")
