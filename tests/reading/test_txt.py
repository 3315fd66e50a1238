from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading import UnreadableError, read
from analysis.reading.txt import is_hard_wrapped, read_txt

SENTENCE = "Hội Nông dân xã vận động bà con cùng làm đường, trồng hoa và giữ sạch ngõ xóm của mình"


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_give_the_same_lines(tmp_path: Path, encoding: str) -> None:
    document = read(write(tmp_path, "Xã Hòa An\r\nMô hình".encode(encoding)))
    assert [line.text for line in document.lines] == ["Xã Hòa An", "Mô hình"]
    assert document.lines[1].locator == "line 2"


def test_windows_1258_is_read_and_marked(tmp_path: Path) -> None:
    document = read(write(tmp_path, "Xã An Phước".encode("cp1258", "ignore") + b"\xd0"))
    assert document.reading == "converted"
    assert document.quality == "suspect"


def test_nfd_is_printed_nfc(tmp_path: Path) -> None:
    assert read(write(tmp_path, "Hòa Bình".encode())).lines[0].text == "Hòa Bình"


@pytest.mark.parametrize("data", [b"", b"  \n\n \t\n"])
def test_nothing_to_read_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(write(tmp_path, data))
    assert caught.value.vi and "\n" not in caught.value.vi


def test_lines_at_the_margin_are_told_from_paragraphs() -> None:
    assert is_hard_wrapped([SENTENCE[:80], "nhà " + SENTENCE[4:80]] * 4 + ["ngắn"])
    assert not is_hard_wrapped([SENTENCE[:80]] * 8 + ["Ngắn"])
    assert not is_hard_wrapped([SENTENCE * 4, "ngắn", "ngắn hơn", SENTENCE, "a", "b"])


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = write(tmp_path_factory.mktemp("bytes"), data)
    for reader in (read, read_txt):
        try:
            assert reader(path).lines is not None
        except UnreadableError as error:
            assert error.en


def test_cells_between_bars_are_a_table(tmp_path: Path) -> None:
    text = "| UBND HUYỆN MAI SƠN | CỘNG HÒA |\n|---|---|\n| Số: 12/QĐ-UBND | |\nNội dung"
    table, line = read(write(tmp_path, text.encode())).blocks
    assert [row.cells for row in table.rows] == [("UBND HUYỆN MAI SƠN", "CỘNG HÒA"), ("Số: 12/QĐ-UBND", "")]  # type: ignore[union-attr]
    assert line.locator == "line 4"


def test_dropped_letters_make_a_text_suspect(tmp_path: Path) -> None:
    damaged = "Phát trin kinh tế: hộ đăng ký sản xut giỏi, khen 12 tập th, mô hình đưọc nhân ra nhiều xóm."
    assert read(write(tmp_path, damaged.encode())).quality == "suspect"
    assert (
        read(write(tmp_path, damaged.replace("xut", "xuất").replace("tập th,", "tập thể,").encode())).quality == "good"
    )


MARKDOWN = r"""# BÁO CÁO
**I. KẾT QUẢ**
1\. Một *hai*, 5 * 3 = 15, so_dang_ky_moi
- **Ông An**: thu _320 triệu_ [xem](http://x/y_(z)) **2**lần
* Về kinh tế
> trích
| Xã | **Số** |
|---|---|
| An Phú | 7 |"""


def test_markdown_is_printed_without_its_marks(tmp_path: Path) -> None:
    document = read(write(tmp_path, MARKDOWN.encode()))
    assert [line.text for line in document.lines] == [
        "BÁO CÁO",
        "I. KẾT QUẢ",
        "1. Một hai, 5 * 3 = 15, so_dang_ky_moi",
        "- Ông An: thu 320 triệu xem 2lần",
        "* Về kinh tế",
        "trích",
    ]
    assert [row.cells for row in document.tables[0].rows] == [("Xã", "Số"), ("An Phú", "7")]
    assert document.tables[0].rows[1].locator == "line 9"


@pytest.mark.parametrize("line", ["* Về kinh tế *", "# 1 của xã", "**", "a\\b [1](2)", "__________", "_Ghi chú_"])
def test_a_text_that_is_not_clearly_markdown_is_left_alone(tmp_path: Path, line: str) -> None:
    text = f"- Một là: 5 * 3\n{line}\n1. Hai"
    assert [x.text for x in read(write(tmp_path, text.encode())).lines] == text.split("\n")
