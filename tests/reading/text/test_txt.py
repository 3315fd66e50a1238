import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.extracting.extract import extract
from analysis.reading import UnreadableError, read
from analysis.reading.lines import is_hard_wrapped
from analysis.reading.text.pages import notes, printed_lines, without_page_numbers
from analysis.reading.text.txt import read_txt
from analysis.vietnamese.legacy import Encoding
from analysis.vietnamese.letters import bare

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


Encode = Callable[[str, Encoding], bytes]
REPORT = """UBND HUYEN
Ủy ban nhân dân huyện đã xét và tặng Giấy khen cho 12 tập thể và 30 cá nhân có thành tích xuất sắc.
Mô hình trồng bưởi của ông Lê Văn Bá ở xã Phú Hòa đem lại thu nhập 120 triệu đồng/năm.
Hội Nông dân xã vận động bà con góp công làm 3 km đường, trồng hoa hai bên và giữ sạch ngõ xóm."""


def cp1258(text: str) -> bytes:
    """Type a text as Windows-1258 does: the tone mark stands behind its letter."""
    tones = {c: c.encode("cp1258") for c in "\u0300\u0301\u0303\u0309\u0323"}
    typed = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        typed += base.encode("cp1258") + b"".join(tones[c] for c in parts if c in tones)
    return typed


@pytest.mark.parametrize(("encoding", "name"), [("vni", "VNI"), ("viscii", "VISCII")])
def test_legacy_bytes_give_the_same_lines(tmp_path: Path, encode_legacy: Encode, encoding: Encoding, name: str) -> None:
    document = read(write(tmp_path, encode_legacy(REPORT, encoding)))
    assert [line.text for line in document.lines] == REPORT.split("\n")
    assert (document.reading, document.quality) == ("converted", "good")
    assert [(r.code, r.vi) for r in document.remarks] == [("legacy-encoding", f"bảng mã {name}")]


@pytest.mark.parametrize(
    "wrap", [lambda data: data, lambda data: data.decode("cp1252").encode()], ids=["bytes", "utf-8"]
)
def test_tcvn3_gives_the_same_lines(tmp_path: Path, encode_legacy: Encode, wrap: Callable[[bytes], bytes]) -> None:
    document = read(write(tmp_path, wrap(encode_legacy(REPORT, "tcvn3"))))
    # The table has no toned capital: "Ủy ban" was typed "ủy ban"
    assert [line.text for line in document.lines] == REPORT.replace("Ủy", "ủy").split("\n")
    assert (document.reading, document.quality) == ("converted", "good")


def test_windows_1258_gives_the_same_lines(tmp_path: Path) -> None:
    document = read(write(tmp_path, cp1258(REPORT)))
    assert [line.text for line in document.lines] == REPORT.split("\n")
    assert [remark.vi for remark in document.remarks] == ["bảng mã Windows-1258"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    assert [line.text for line in read(write(tmp_path, REPORT.encode(encoding))).lines] == REPORT.split("\n")


@pytest.mark.parametrize("codepage", ["latin-1", "cp1252"])
def test_utf8_misread_before_it_was_saved(tmp_path: Path, codepage: str) -> None:
    shown = "".join(bytes([b]).decode(codepage, "ignore") or chr(b) for b in REPORT.encode())
    document = read(write(tmp_path, shown.encode()))
    assert [line.text for line in document.lines] == REPORT.split("\n")
    assert document.reading == "converted"


def test_a_file_of_two_encodings(tmp_path: Path, encode_legacy: Encode) -> None:
    data = REPORT.encode() + b"\n" + encode_legacy(REPORT, "vni")
    assert [line.text for line in read(write(tmp_path, data)).lines] == REPORT.split("\n") * 2


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (
            b"U?y ban nha^n da^n xa~ khen thu+o+?ng ta^.p the^?, ho^. nha^n da^n ddu+o+.c ta(.ng",
            "unread-document",
            "VIQR",
        ),
        (bare(REPORT).encode(), "damaged-text", "diacritics"),
        (REPORT.encode("ascii", "replace"), "damaged-text", "question marks"),
        (
            "Số liệu\n".encode("cp1258", "ignore") + bytes([0xE9, 0x20, 0xC5, 0x20, 0xA5, 0xD1]),
            "unread-document",
            "UTF-8",
        ),
    ],
)
def test_what_cannot_be_converted_is_refused_by_name(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        read(write(tmp_path, data))
    assert caught.value.code == code and caught.value.file_format == "txt"


def test_two_legacy_letters_are_no_cyrillic_one(tmp_path: Path, encode_legacy: Encode) -> None:
    # "Đắ" in VISCII has the bytes of a Cyrillic letter in UTF-8
    document = read(write(tmp_path, encode_legacy(f"{REPORT}\nĐắk Song", "viscii")))
    assert document.lines[-1].text == "Đắk Song"


def test_vps_is_refused_by_name(tmp_path: Path, encode_legacy: Encode) -> None:
    with pytest.raises(UnreadableError, match="VPS"):
        read(write(tmp_path, encode_legacy(REPORT, "vps")))


def test_the_corpus_in_legacy_bytes_says_the_same(root: Path, tmp_path: Path, encode_legacy: Encode) -> None:
    path = root / "tests/corpus/dev/raw/lang-son-huong-dan-2021.txt"
    text = path.read_text(encoding="utf-8")
    assert extract(read(write(tmp_path, encode_legacy(text, "vni")))) == extract(read(path))
    tcvn3 = extract(read(write(tmp_path, encode_legacy(text, "tcvn3"))))
    assert repr(tcvn3).lower() == repr(extract(read(path))).lower()


# Pages


def kept(text: str) -> list[str]:
    return [line.text.strip() for line in without_page_numbers(printed_lines(text)) if line.text.strip()]


PAGE = "\n".join(["Nội dung của trang."] * 26)


@pytest.mark.parametrize("form", ["Trang {}/3", "- {} -", "– {} –", "page {}"])
def test_page_numbers_that_run_on_are_dropped(form: str) -> None:
    text = "\n\n".join(f"{form.format(n)}\nDòng {n}" for n in (1, 2, 3))
    assert kept(text) == ["Dòng 1", "Dòng 2", "Dòng 3"]


def test_bare_numbers_are_page_numbers_at_page_breaks_only() -> None:
    assert kept("\f".join(f"Dòng {n}\n\n{n}\n" for n in (1, 2, 3))) == ["Dòng 1", "Dòng 2", "Dòng 3"]
    assert kept(f"{PAGE}\n\n2\n\n{PAGE}\n\n3\n\n{PAGE}\n\n4\n\nHết") == [*PAGE.split("\n") * 3, "Hết"]


@pytest.mark.parametrize(
    "text",
    [
        "1\nTổ hợp tác\n\n2\nHợp tác xã\n\n3\nCâu lạc bộ",
        "Dòng\n\n1\n\nDòng\n\n2\n\nDòng\n\n3\n\nDòng",
        "Trang 3\nDòng\nTrang 7\nDòng",
        "- 12 -\nDòng\n- 15 -",
        "Dòng\n5\f\nDòng\n9\f\nDòng",
        "- 3 mô hình\n- 4 mô hình",
    ],
    ids=["flattened table", "short list", "no sequence", "dashes", "page breaks", "items"],
)
def test_other_numbers_stay(text: str) -> None:
    assert kept(text) == [part.strip() for part in text.replace("\f", "\n").split("\n") if part.strip()]


def test_a_form_feed_does_not_shift_the_numbers_of_lines(tmp_path: Path) -> None:
    document = read(write(tmp_path, "một\n\fhai\nba".encode()))
    assert [(line.text, line.locator) for line in document.lines if line.text] == [
        ("một", "line 1"),
        ("hai", "line 2"),
        ("ba", "line 3"),
    ]


def found_notes(lines: Sequence[str]) -> dict[int, str]:
    return notes(printed_lines("\n".join(lines)))


@pytest.mark.parametrize(
    ("mark", "note"),
    [("1", "1 Trong đó có 5 hộ nghèo."), ("[1]", "[1] Trong đó có 5 hộ nghèo."), ("(1)", "(1) Gồm 5 hộ.")],
)
def test_a_footnote_in_the_middle_of_a_sentence(mark: str, note: str) -> None:
    lines = [f"Hội có 30 hộ giỏi sản xuất{mark} được huyện", "", note, "tiếp theo của chú thích", "", "tặng Giấy khen."]
    assert found_notes(lines) == {2: "1", 3: "1"}


def test_two_footnotes_of_one_page() -> None:
    lines = [
        "Có hộ giỏi sản xuất1 và hộ giỏi kinh doanh2 được",
        "",
        "1 Gồm 5 hộ.",
        "2 Gồm 6 hộ.",
        "",
        "tặng Giấy khen.",
    ]
    assert found_notes(lines) == {2: "1", 3: "2"}


@pytest.mark.parametrize(
    "lines",
    [
        ["Có 30 hộ giỏi sản xuất được huyện", "", "1 Trong đó có 5 hộ nghèo.", "", "tặng Giấy khen."],
        ["Có 30 hộ giỏi sản xuất1 được huyện khen.", "", "1 Trong đó có 5 hộ nghèo.", "", "tặng Giấy khen."],
        ["Có 30 hộ giỏi sản xuất1 được huyện", "", "1 Trong đó có 5 hộ nghèo.", "", "Tặng Giấy khen."],
        ["Có 30 hộ giỏi sản xuất1 được huyện", "1 Trong đó có 5 hộ nghèo.", "tặng Giấy khen."],
        ["Có 30 hộ giỏi sản xuất2 được huyện", "", "1 Trong đó có 5 hộ nghèo.", "", "tặng Giấy khen."],
        ["Xã có 500 m2 vườn và", "", "2 Tổ hợp tác", "", "của hội"],
    ],
    ids=["no mark", "sentence ends", "new sentence", "no gap", "other number", "unit"],
)
def test_what_may_be_no_footnote_stays_in_the_body(lines: list[str]) -> None:
    assert found_notes(lines) == {}


def test_a_sentence_goes_on_behind_its_footnote(extract_text: Callable[[str], object]) -> None:
    body = [SENTENCE, "nhà " + SENTENCE[4:80]] * 4
    text = "\n".join(
        [*body, "Tổng kết phong trào sản xuất1, huyện đã tặng Giấy khen cho 12 tập thể và", "", "[1] Gồm 5 hộ."]
    )
    extraction = extract_text(text + "\n\n30 cá nhân có thành tích.\n".replace("30", "ba mươi, tức 30"))
    assert extraction.rewards  # type: ignore[attr-defined]


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from(["", "1", "2", "- 1 -", "Trang 2", "1 Chú thích", "xuất1 và", "đi tiếp", "\f", "[1] A"]),
        max_size=14,
    )
)
def test_no_line_but_a_page_number_is_lost(parts: list[str]) -> None:
    text = "\n".join(parts)
    lines = printed_lines(text)
    kept_lines = without_page_numbers(lines)
    lost = [line.text for line in lines if line not in kept_lines]
    assert all(any(c.isdecimal() for c in text) and "Chú" not in text for text in lost)
    assert set(notes(kept_lines)) <= set(range(len(kept_lines)))


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
