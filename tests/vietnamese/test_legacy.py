import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.datafiles import read_rows
from analysis.vietnamese.damage import damage_of
from analysis.vietnamese.legacy import ENCODINGS, Encoding, as_characters, legacy_font, letters_of, to_unicode
from analysis.vietnamese.legacy_detection import convert, detect, has_telltales, is_typed_in
from analysis.vietnamese.legible import legible
from analysis.vietnamese.letters import bare, nfc, tidy
from analysis.vietnamese.mojibake import has_mojibake, repair_mojibake
from analysis.vietnamese.viqr import is_viqr

SMALL = [
    letter
    for base in "aăâeêioôơuưy"
    for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    if not (letter := unicodedata.normalize("NFC", base + mark)).isascii()
] + ["đ"]
LETTERS = SMALL + [letter.upper() for letter in SMALL]
ASCII = "abcdefghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY0123456789 ,.;:()-/%"
TCVN3_LETTERS = SMALL + list("ĂÂÊÔƠƯĐ")
TEXT = (
    "Ủy ban nhân dân huyện tặng Giấy khen cho 15 tập thể và 32 cá nhân có thành tích xuất sắc trong phong trào\n"
    "thi đua xây dựng nông thôn mới; mô hình trồng bưởi của hội viên đem lại thu nhập 120 triệu đồng mỗi năm.\n"
    "Cả xã có bốn câu lạc bộ giúp nhau giảm nghèo, giữ gìn vệ sinh ngõ xóm, hòa giải mọi việc nhỏ ngay tại thôn."
)


def spoken(encoding: Encoding, encode: Callable[[str, Encoding], bytes], text: str = TEXT) -> list[str]:
    return as_characters(encode(text, encoding)).split("\n")


def test_the_tables_have_every_letter_once() -> None:
    rows = read_rows("analysis.vietnamese", "legacy_letters.csv")
    assert set(rows[0]) == {"encoding", "code", "letter"} and {row["encoding"] for row in rows} == set(ENCODINGS)
    sizes = {encoding: len(letters_of(encoding)) for encoding in ENCODINGS}
    assert sizes == {"tcvn3": 74, "vni": 134, "viscii": 134, "vps": 67}
    assert len(rows) == sum(sizes.values()), "a code stands twice"
    for encoding in ENCODINGS:
        letters = list(letters_of(encoding).values())
        assert len(set(letters)) == len(letters) and set(letters) <= set(LETTERS) and set(SMALL) <= set(letters)


@pytest.mark.parametrize(("encoding", "charset"), [("tcvn3", "TCVN5712-1"), ("viscii", "VISCII")])
def test_the_tables_agree_with_iconv(encoding: Encoding, charset: str) -> None:
    iconv = shutil.which("iconv")
    known = subprocess.run([iconv, "-l"], capture_output=True, text=True, check=True).stdout if iconv else ""
    if charset not in known:
        pytest.skip(f"iconv with {charset} is missing: install the GNU C library's iconv (sudo apt install libc-bin)")
    for code, letter in letters_of(encoding).items():
        # A blank ends the letter: iconv waits for a combining mark
        done = subprocess.run([iconv, "-f", charset, "-t", "UTF-8"], input=code + b" ", capture_output=True, check=True)
        assert nfc(done.stdout.decode().strip(" ")) == letter, code


@given(st.text(st.sampled_from(TCVN3_LETTERS + list("abcdeghiklmnopqrstuvxy ,.")), max_size=80))
def test_tcvn3_comes_back(encode_legacy: Callable[[str, Encoding], bytes], text: str) -> None:
    shown = as_characters(encode_legacy(text, "tcvn3"))
    assert to_unicode(shown, "tcvn3").lower() == text.lower()
    assert to_unicode(shown, "tcvn3", capitals=True) == text.upper()


@given(st.text(st.sampled_from(LETTERS + list(ASCII)), max_size=80))
def test_vni_comes_back(encode_legacy: Callable[[str, Encoding], bytes], text: str) -> None:
    assert to_unicode(as_characters(encode_legacy(text, "vni")), "vni") == text


@given(st.text(st.sampled_from(LETTERS + list(ASCII)), max_size=80))
def test_viscii_comes_back(encode_legacy: Callable[[str, Encoding], bytes], text: str) -> None:
    assert to_unicode(as_characters(encode_legacy(text, "viscii")), "viscii") == text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("ñY BAN NH¢N D¢N", "ỦY BAN NHÂN DÂN"),
        ("UBND HUYÖN BA V×          §éc lËp", "UBND HUYỆN BA VÌ          Độc lập"),
        ("TP. Hå, §µ B¾c, UBND x·", "TP. Hồ, Đà Bắc, UBND xã"),
        ("TrÇn V¨n ót Em, Mai ¸nh NguyÖt, huyÖn M\u00adêng ¶ng", "Trần Văn Út Em, Mai Ánh Nguyệt, huyện Mường Ảng"),
        ("con ót cña bµ", "con út của bà"),
        ("d\u00ad¬ng, ph\u00ad¬ng h\u00adíng", "dương, phương hướng"),
        ("\uf0ae\uf0a8ng k\uf0fd", "đăng ký"),
    ],
)
def test_tcvn3_in_words(printed: str, expected: str) -> None:
    assert to_unicode(printed, "tcvn3") == expected


def test_vni_marks_of_either_case() -> None:
    assert to_unicode("UÛY BAN NHAÂN DAÂN TÆNH, Uûy ban, ngöôøi, khuyeán khích", "vni") == (
        "ỦY BAN NHÂN DÂN TỈNH, Ủy ban, người, khuyến khích"
    )


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vnarial NarrowH", "tcvn3", True),
        ("VNI-Times", "vni", False),
    ],
)
def test_fonts_of_old(name: str, encoding: str, capitals: bool) -> None:
    font = legacy_font(name)
    assert font and (font.encoding, font.capitals) == (encoding, capitals)


@pytest.mark.parametrize("name", ["Times New Roman", "Arial", "", "Vni", "UVN Bai Sau", "VnTime"])
def test_fonts_of_today(name: str) -> None:
    assert legacy_font(name) is None


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_told_and_undone(encode_legacy: Callable[[str, Encoding], bytes], encoding: Encoding) -> None:
    conversion = convert(spoken(encoding, encode_legacy))
    assert conversion.encoding == encoding and conversion.sure
    assert [text.lower() for text in conversion.texts] == TEXT.lower().split("\n")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_only_the_legacy_annex_of_a_document_is_converted(
    encode_legacy: Callable[[str, Encoding], bytes], encoding: Encoding
) -> None:
    good = ["Ông Hà ở xã Phú Cường nuôi 30 con bò", "Bà Lý, cô Mão, chú Tám", "Công ty Cổ phần", "m² × 3, 5°C, SADU®"]
    whole = convert([*good, *spoken(encoding, encode_legacy), *good]).texts
    assert list(whole[:4]) == good and list(whole[-4:]) == good
    assert [text.lower() for text in whole[4:-4]] == TEXT.lower().split("\n")


def test_a_line_typed_in_two_encodings() -> None:
    texts = ["Phần Unicode của huyện: phong trµo thi ®ua x©y dùng n«ng th«n míi", "m« h×nh ®iÓn h×nh tiªn tiÕn"]
    assert convert(texts).texts[0] == "Phần Unicode của huyện: phong trào thi đua xây dựng nông thôn mới"


@pytest.mark.parametrize(
    "text",
    [
        "Où est le café ? Très près de l'hôtel où il a été vu, ça va sûrement.",
        "Für die Mühe und das Gemüse grüßen wir schön über die Straße.",
        "El niño comió piñas; mañana será otro día, ¿verdad? ¡Sí!",
        "3×4 m, 5 m², 20°C ± 2, § 5, © 2020, ®, ½ ha, «mô hình»",
        "Y Blơ Niê Kđăm, H'Hen Mlô, Rơ Châm Hyéo, K’Sor, Ea Kmút, Krông Búk, Đăk Glêi",
    ],
)
def test_other_languages_and_signs_are_left_alone(text: str) -> None:
    assert convert([text]).texts == (text,)
    assert damage_of(text * 5) == ""


def clean_lines(root: Path) -> Iterator[str]:
    for path in sorted((root / "src/analysis").rglob("data/*.csv")):
        # The tables of legacy letters and look-alikes hold what must be converted
        if path.stem not in ("legacy_letters", "lookalikes"):
            yield from path.read_text(encoding="utf-8").splitlines()[1:]
    for path in sorted((root / "tests/corpus").rglob("raw/*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()


def test_clean_text_is_never_touched(root: Path) -> None:
    lines = [nfc(line) for line in clean_lines(root) if line.strip()]
    assert len(lines) > 1000
    assert detect(lines) is None
    assert list(convert(lines).texts) == lines
    assert [repair_mojibake(line) or line for line in lines] == lines
    assert all(convert([line]).texts == (line,) for line in lines)
    changed = [line for line in lines if legible(line).text != line]
    assert all("Ð" in line or "&" in line for line in changed), "only the Icelandic letter of one corpus text"


def test_clean_text_costs_one_search() -> None:
    assert not has_telltales(TEXT * 1000)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_is_survived(texts: list[str]) -> None:
    converted = convert(texts)
    assert len(converted.texts) == len(texts)
    whole = "\n".join(texts)
    assert damage_of(whole) is not None and is_viqr(whole) in (True, False)
    repair_mojibake(whole)
    for encoding in ENCODINGS:
        to_unicode(whole, encoding)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_converting_twice_is_converting_once(
    encode_legacy: Callable[[str, Encoding], bytes], encoding: Encoding
) -> None:
    once = convert(spoken(encoding, encode_legacy)).texts
    assert convert(once).texts == once


def test_unicode_text_in_a_legacy_font_is_known() -> None:
    assert is_typed_in(["Cộng hòa xã hội"], "tcvn3") is False
    assert is_typed_in(["Céng hßa x· héi"], "tcvn3") is True
    assert is_typed_in(["UBND, cã"], "tcvn3") is None


@pytest.mark.parametrize("codepage", ["cp1252", "latin-1", "cp1258"])
def test_misread_utf8_comes_back(codepage: str) -> None:
    text = "Việt Nam: Tỉnh Đồng Tháp đã tặng Bằng khen, “Ông Lê Văn Bá” là điển hình"
    shown = "".join(bytes([byte]).decode(codepage, "replace") for byte in text.encode())
    shown = "".join(c if c != "\ufffd" else chr(b) for c, b in zip(shown, text.encode(), strict=True))
    assert repair_mojibake(shown) == text
    assert repair_mojibake(shown + " ờ") is None, "one letter did not go through it"


@pytest.mark.parametrize("text", ["“UBND THỊ XÃ”", "THỊ XÃ\u00a0HÀ TIÊN", "DÂN XÃ – HUYỆN", "«chiếc lá»", "Ä, Æ"])
def test_capitals_before_quotes_are_no_misread_bytes(text: str) -> None:
    assert not has_mojibake(text)
    assert damage_of(f"{TEXT}\n{text}") == ""


def test_viqr_is_told() -> None:
    assert is_viqr(
        "U?y ban nha^n da^n xa~ khen thu+o+?ng ta^.p the^? ddu+o+.c nha^n da^n ti'n nhie^.m, ho^. gia ddi`nh"
    )
    assert not is_viqr(bare(TEXT) + " C++ a(1) a(2) b^2 x^2 o(n) u+v")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, ""),
        (bare(TEXT), "lost-diacritics"),
        (bare(TEXT)[:150], ""),
        ("Ch? t?ch ?y ban nh?n d?n t?nh t?ng b?ng khen cho t?p th? và cá nhân", "lost-letters"),
        ("Ch\ufffd t\ufffdch \ufffdy ban nh\ufffdn d\ufffdn t\ufffdnh t\ufffdng", "lost-letters"),
        ("Đã làm chưa? Ai làm? Làm ở đâu? Khi nào xong? Có ai giúp không? Xem https://a.vn/x?id=1?b=2", ""),
        ("S#O# #N#O#I# #V#U#", "broken-encoding"),
        ("Viá»‡t Nam Việt", "broken-encoding"),
        ("Phát trin kinh tế, sản xut giỏi, 12 tập th, đưọc khen; xã nhà có nhiều việc hay cho bà con", "some-words"),
        (TEXT.translate(str.maketrans("chntGg", "\u0ec0\u04ba\u043f\u019a\u01e4\u01e5")), "foreign-letters"),
        (TEXT + " Россия, Москва, Σπάρτη" * 9, ""),
        (
            TEXT.translate(dict.fromkeys(map(ord, "âêấệồốộọượạậ"))),
            "impossible-syllables",
        ),
        (
            "The committee reported that all communes have met the targets and it was decided to give awards to those "
            "who did most for their villages, and no one has been left out of the list that goes to the province now.",
            "",
        ),
    ],
)
def test_damage_is_told_by_kind(text: str, expected: str) -> None:
    assert damage_of(text) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ðồng Tháp", "Đồng Tháp"),
        ("\u0421\u043eng \u0430n x\u00e3", "Cong an xã"),
        ("\u0421\u0421\u0421\u0420", "\u0421\u0421\u0421\u0420"),
        ("đƣợc ƣu tiên", "được ưu tiên"),
        ("H&agrave; N&#7897;i &amp; &amp;ecirc;", "Hà Nội & ê"),
        ("e&#x302;&#x301;ch", "ếch"),
        ("ﬁ Ａ２ ５０%", "fi A2 50%"),
        ("5 m², ½ ha", "5 m², ½ ha"),
        ("phát\u00adtriển\u200e xã\u2060 hội", "pháttriển xã hội"),
        ("R&D; AT&T;", "R&D; AT&T;"),
    ],
)
def test_look_alikes_and_unseen_characters_are_tidied(printed: str, expected: str) -> None:
    assert tidy(printed) == expected
    assert tidy(tidy(printed)) == expected


@given(st.text(st.sampled_from("a\u0430\u0421ôƣÐ\u00ad\u200b&;#x41\u0301 ﬁ&agrave;"), max_size=30))
def test_the_way_back_to_the_printed_text(text: str) -> None:
    found = legible(text)
    starts = found.starts or tuple(range(len(text) + 1))
    assert len(starts) == len(found.text) + 1 and starts[-1] == len(text)
    assert list(starts) == sorted(starts)
    assert tidy(tidy(text)) == tidy(text)


def test_the_table_of_look_alikes_is_sound() -> None:
    rows = read_rows("analysis.vietnamese", "lookalikes.csv")
    assert {row["where"] for row in rows} == {"anywhere", "word"} and all(row["note"] for row in rows)
    assert len({row["character"] for row in rows}) == len(rows)
    for row in rows:
        letter, wrong = unicodedata.name(row["letter"]), unicodedata.name(row["character"])
        assert letter.startswith("LATIN") and (row["where"] == "anywhere" or not wrong.startswith("LATIN"))
        assert row["character"].isupper() == row["letter"].isupper()
