"""The parts of the recognition of scans, without tesseract where it can be done without."""

import os
import re
import shutil
import stat
import struct
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from analysis.reading import Row, UnreadableError, read
from analysis.reading.scan import blanks, numbers, pictures, tesseract
from analysis.reading.scan.blanks import parted
from analysis.reading.scan.breaks import _is_split
from analysis.reading.scan.ink import ink_of, levelled, skew_of, whitened
from analysis.reading.scan.lines import Halves, pieces_of, rows_of, with_halves
from analysis.reading.scan.numbers import checked_numbers, doubtful_numbers
from analysis.reading.scan.reader import read_image, read_scanned_pdf
from analysis.reading.scan.rules import erased, find_grids, find_rules
from analysis.reading.scan.strokes import lone_stems, read_strokes, tall_strokes
from analysis.reading.scan.tesseract import Word
from analysis.reading.sniff import sniff

PaperMaker = Callable[..., Any]
BLANK = np.full((400, 1654), 255, np.uint8)


def words(*rows: tuple[int, str], start: int = 0, confidence: float = 95) -> list[Word]:
    """Lay out words at 20 pixels a letter, each row from its left edge; two blanks are a wide gap."""
    laid = []
    for number, (left, text) in enumerate(rows, start=start):
        top, places = 100 + 50 * number, [match.span() for match in re.finditer(r"\S+", text.replace("  ", " " * 12))]
        for word, (begin, end) in zip(text.split(), places, strict=True):
            box = left + 20 * begin, top, left + 20 * end - 5, top + 30
            laid.append(Word(word, *box, confidence, (1, 1, number)))
    return laid


@pytest.mark.parametrize("angle", [-4.0, -0.5, 0.0, 2.0])
def test_the_turn_of_a_page_is_found_and_undone(paper: PaperMaker, angle: float) -> None:
    page = paper(210, 120)
    for top in range(15, 105, 9):
        page.write(20, top, "Nhân dân xã góp công làm đường và trồng hoa")
    grey = whitened(page.scanned(angle, noise=6, paper=215)).grey
    assert skew_of(ink_of(grey)) == pytest.approx(-angle, abs=0.15)
    assert abs(skew_of(ink_of(levelled(grey)))) < 0.15


def test_grey_paper_is_whitened_and_pale_ink_darkened(paper: PaperMaker) -> None:
    page = paper(100, 40)
    page.write(10, 10, "Mực nhạt", colour=(120, 120, 120))
    grey = whitened(page.scanned(paper=170)).grey
    assert np.median(grey) == 255
    assert grey.min() < 60


def test_a_red_seal_fades_but_red_words_and_black_ink_stay(paper: PaperMaker) -> None:
    page = paper(200, 100)
    page.seal(60, 20)
    page.rule(45, 40, 75, 40)
    page.write(20, 75, "Chữ in màu đỏ trên giấy trắng", colour=(200, 30, 30))
    sheet = whitened(page.picture)
    ink = ink_of(sheet.grey)
    seal, line, red_words = ink[160:280, 330:620], ink[305:325, 380:560], ink[580:650, 150:900]
    assert sheet.seals == 1
    assert seal.mean() < 0.001
    assert line.any(axis=0).mean() > 0.95
    assert red_words.mean() > 0.05


def test_black_edges_of_the_scanner_go(paper: PaperMaker) -> None:
    picture = paper(150, 100).picture
    picture.paste((10, 10, 10), (0, 0, 30, picture.height))
    assert not ink_of(whitened(picture).grey).any()


def test_merged_cells_and_sides_without_rules_are_found(paper: PaperMaker) -> None:
    page = paper(180, 80)
    page.table(20, 10, [20, 50, 60], [["", "<", ""], ["", "", "^"], ["", "", ""]])
    (grid,) = find_grids(find_rules(whitened(page.picture).grey))
    shape = {(cell.row, cell.column): (cell.rows, cell.columns) for cell in grid.cells}
    assert shape == {
        (0, 0): (1, 2),
        (0, 2): (2, 1),
        (1, 0): (1, 1),
        (1, 1): (1, 1),
        (2, 0): (1, 1),
        (2, 1): (1, 1),
        (2, 2): (1, 1),
    }
    opened = paper(180, 60)
    for top in (10, 20, 30):
        opened.rule(20, top, 150, top)
    opened.rule(60, 10, 60, 30)
    (grid,) = find_grids(find_rules(whitened(opened.picture).grey))
    assert len(grid.cells) == 4


def test_frames_underlines_and_letters_are_no_tables(paper: PaperMaker) -> None:
    page = paper(180, 80)
    page.table(20, 10, [130], [["Một khung quanh dòng chữ"]])
    page.rule(60, 60, 110, 60)
    page.write(20, 50, "HÌNH ẢNH ĐIỂN HÌNH TIÊN TIẾN IIIIIIII")
    rules = find_rules(whitened(page.picture).grey)
    assert find_grids(rules) == []
    assert rules.across.any()


def test_erasing_rules_leaves_the_words(paper: PaperMaker) -> None:
    bare, ruled = paper(180, 60), paper(180, 60)
    for page in (bare, ruled):
        page.write(22, 12, "HỘI NÔNG DÂN")
    ruled.table(20, 10, [60, 60], [["", ""], ["", ""]])
    grey = whitened(ruled.picture).grey
    ink, expected = ink_of(erased(grey, find_rules(grey))), ink_of(whitened(bare.picture).grey)
    assert abs(int(ink.sum()) - int(expected.sum())) < 0.03 * expected.sum()


@pytest.mark.parametrize(
    ("printed", "read_as", "expected"),
    [("II.", "H.", "II."), ("III.", "HI.", "III."), ("H.", "H.", "H."), ("I.", "I.", "I."), ("VI.", "VI.", "VI.")],
)
def test_upright_strokes_decide_between_roman_numbers_and_letters(
    paper: PaperMaker, printed: str, read_as: str, expected: str
) -> None:
    page = paper(60, 30)
    page.write(10, 10, printed)
    grey = whitened(page.picture).grey
    rows, columns = np.nonzero(ink_of(grey))
    word = Word(read_as, int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1, 90)
    assert read_strokes(word, grey, 30).text == expected


@pytest.mark.parametrize("printed", ["1", "I", "II", "11", "7", "4", "T", "H"])
@pytest.mark.parametrize("font", ["DejaVuSerif", "DejaVuSans"])
def test_a_lone_stem_is_a_one_or_roman_or_neither(paper: PaperMaker, printed: str, font: str) -> None:
    page = paper(40, 30)
    page.write(10, 10, printed, font)
    assert lone_stems(whitened(page.picture).grey) in ("", printed)
    if printed in ("1", "I", "II"):
        assert lone_stems(whitened(page.picture).grey) == printed


def test_a_flat_stroke_before_a_line_is_a_dash(paper: PaperMaker) -> None:
    page = paper(40, 30)
    page.rule(10, 15, 12, 15)
    grey = whitened(page.picture).grey
    rows, columns = np.nonzero(ink_of(grey))
    word = Word("~", int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1, 50)
    assert read_strokes(word, grey, 30).text == "-"


@pytest.mark.parametrize(
    ("first", "confidence", "second", "text", "is_doubtful"),
    [
        ("487", 85, "487", "487", False), ("467", 90, "487", "467", True), ("127/QĐ-UBND", 70, "127/QD-UBND", "127/QĐ-UBND", False),
        ("tri0u", 92, "triệu", "triệu", False), ("5G", 89, "56", "5G", True), ("017”", 60, "017", "017”", True), ("99", 60, "99", "99", False), ("250", 96, "999", "250", False),
    ],
)  # fmt: skip
def test_figures_are_sure_when_two_readings_agree(
    monkeypatch: pytest.MonkeyPatch, first: str, confidence: float, second: str, text: str, is_doubtful: bool
) -> None:
    monkeypatch.setattr(
        numbers, "recognise", lambda pictures, layout: [[Word(second, 0, 0, 9, 9, 90)] for _ in pictures]
    )
    monkeypatch.setattr(numbers, "tall_strokes", lambda word, picture: 2 if first.startswith("01") else 3)
    (checked,) = checked_numbers([(words((100, first), confidence=confidence), BLANK)])
    assert [word.text for word in checked] == [text]
    assert bool(doubtful_numbers(checked)) is is_doubtful


@pytest.mark.parametrize(("printed", "tall"), [("01”;", 2), ("487", 3), ("1.250", 4)])
def test_marks_beside_figures_are_not_as_tall(paper: PaperMaker, printed: str, tall: int) -> None:
    page = paper(40, 30)
    page.write(10, 10, printed)
    grey = whitened(page.picture).grey
    rows, columns = np.nonzero(ink_of(grey))
    word = Word(printed, int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1, 50)
    assert tall_strokes(word, grey) == tall


def test_a_number_cut_after_its_dot_is_whole_again_and_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "recognise", lambda pictures, layout: [[] for _ in pictures])
    near = [Word("820.", 0, 0, 60, 30, 90), Word("145.000", 64, 0, 160, 30, 90)]
    apart = [Word("năm", 0, 0, 40, 30, 95), Word("2020.", 50, 0, 110, 30, 95), Word("145", 130, 0, 180, 30, 95)]
    whole, other = checked_numbers([(near, BLANK), (apart, BLANK)])
    assert doubtful_numbers(whole) == ["820.145.000"]
    assert [word.text for word in other] == ["năm", "2020.", "145"]


def test_weak_lines_are_left_out_and_wide_gaps_divide() -> None:
    text, weak = pieces_of(
        [*words((100, "1. Lò Văn Thịnh  Xã Mường Bú")), *words((100, "¿rq x9"), start=1, confidence=20)], BLANK
    )
    assert [piece.text for piece in text] == ["1. Lò Văn Thịnh", "Xã Mường Bú"]
    assert [piece.text for piece in weak] == ["¿rq x9"]
    assert [row.text for row in rows_of(text)] == ["1. Lò Văn Thịnh\tXã Mường Bú"]


def test_columns_a_word_apart_are_one_line() -> None:
    left = words((100, "Mục 30:"))
    right = [Word("các", 250, 101, 310, 131, 95, (2, 1, 0)), Word("xã", 320, 101, 360, 131, 95, (2, 1, 0))]
    (row,) = rows_of(pieces_of([*left, *right], BLANK)[0])
    assert row.text == "Mục 30: các xã"


def test_a_title_below_the_head_is_not_drawn_into_a_half() -> None:
    laid = words((150, "UBND HUYỆN  "), (200, "SỞ NỘI VỤ"), (700, "QUYẾT ĐỊNH"))
    laid += [Word("CỘNG", 900, 100, 1000, 130, 95, (2, 1, 0)), Word("HÒA", 1010, 100, 1080, 130, 95, (2, 1, 0))]
    halves, title = with_halves(rows_of(pieces_of(laid, BLANK)[0]), 827)
    assert isinstance(halves, Halves)
    assert [piece.text for piece in (*halves.left, *halves.right)] == ["UBND HUYỆN", "SỞ NỘI VỤ", "CỘNG HÒA"]
    assert not isinstance(title, Halves) and title.text == "QUYẾT ĐỊNH"


def test_rows_of_a_list_without_rules_stay_together() -> None:
    laid = words(*[(100, "Lò Thị Hoa  Xã Mường Bú") for _ in range(8)])
    assert all(not isinstance(part, Halves) for part in with_halves(rows_of(pieces_of(laid, BLANK)[0]), 827))


def test_columns_of_text_are_read_one_after_the_other() -> None:
    laid = words(*[(100, "bà con làm đường hoa  hội nông dân mở lớp") for _ in range(8)])
    (columns,) = with_halves(rows_of(pieces_of(laid, BLANK)[0]), 450)
    assert isinstance(columns, Halves) and columns.is_columns
    assert {piece.text for piece in columns.left} == {"bà con làm đường hoa"}


@pytest.mark.parametrize(
    ("lower", "is_split"),
    [(("", "", "ăn quả"), True), (("", "TẬP THỂ", ""), False), (("3", "", "ăn quả"), False), (("", "", ""), False)],
)
def test_a_row_without_number_that_runs_on_was_cut_by_the_page(lower: tuple[str, ...], is_split: bool) -> None:
    assert _is_split(Row(("2", "Bà Nhung", "Tổ trồng cây"), ""), Row(lower, ""), 0) is is_split


@pytest.mark.parametrize(
    "head", [b"RIFF\0\0\0\0WEBPVP8 ", b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", b"MM\0*\0\0\0\x08"]
)
def test_pictures_are_told_by_their_content(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(head)
    assert sniff(tmp_path / "a.txt") == "image"
    (tmp_path / "b.txt").write_bytes("BMI và các chỉ số khác, RIFF".encode())
    assert sniff(tmp_path / "b.txt") == "txt"


def png(width: int, height: int) -> bytes:
    """Return a PNG that announces a size but holds no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("size", "code"),
    [((60_000, 60_000), "hostile-file"), ((10_000, 9_000), "hostile-file"), ((600, 400), "unread-document")],
)
def test_pictures_too_large_or_cut_off_are_one_clear_line(tmp_path: Path, size: tuple[int, int], code: str) -> None:
    (tmp_path / "a.png").write_bytes(
        png(*size) + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    )
    with pytest.raises(UnreadableError) as caught:
        read_image(tmp_path / "a.png")
    assert caught.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "WEBP", "BMP"])
def test_a_cut_off_picture_is_one_clear_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.bin"
    Image.effect_noise((300, 200), 60).convert("RGB").save(path, kind)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableError, match="damaged"):
        read_image(path)


def test_a_damaged_pdf_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(UnreadableError, match="damaged"):
        read_scanned_pdf(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("size", "dpi", "scale"),
    [
        ((1654, 2339), None, 1),
        ((2480, 3508), (300, 300), 2 / 3),
        ((827, 1169), (72, 72), 2),
        ((1600, 600), (200, 200), 1),
        ((900, 300), None, 1.84),
        ((300, 100), None, 2),
    ],
)
def test_pictures_are_scaled_to_two_hundred_dots(size: tuple[int, int], dpi: object, scale: float) -> None:
    assert pictures._scale(Image.new("L", size), dpi) == pytest.approx(scale, abs=0.01)


def program(folder: Path, script: str) -> None:
    """Put a program named tesseract into `folder`."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def line(tmp_path: Path, paper: PaperMaker) -> Path:
    page = paper(100, 30)
    page.write(10, 10, "Khen thưởng 15 tập thể")
    page.picture.save(tmp_path / "a.png")
    return tmp_path / "a.png"


@pytest.mark.skipif(os.name != "posix", reason="stands a shell script in for tesseract: needs Linux or macOS")
@pytest.mark.parametrize(
    ("script", "said"), [("", "not installed"), ("echo eng; echo osd", "lacks its Vietnamese data")]
)
def test_without_tesseract_one_line_says_what_to_install(
    tmp_path: Path, line: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    if script:
        program(folder, script)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(UnreadableError, match=said) as caught:
        read(line)
    assert (caught.value.code, caught.value.file_format) == ("no-text-layer", "image")
    assert "\n" not in caught.value.vi
    for install in (
        "apt install tesseract-ocr tesseract-ocr-vie",
        "brew install tesseract tesseract-lang",
        "UB Mannheim",
    ):
        assert install in caught.value.vi and install in caught.value.en


@pytest.mark.skipif(os.name != "posix", reason="stands a shell script in for tesseract: needs Linux or macOS")
def test_a_tesseract_that_hangs_is_killed_and_leaves_nothing(
    tmp_path: Path, line: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, scratch = tmp_path / "bin", tmp_path / "scratch"
    folder.mkdir()
    scratch.mkdir()
    sleep = shutil.which("sleep")
    program(folder, f'[ "$1" = --list-langs ] && echo vie && exit; echo $$ > "{tmp_path}/pid"; {sleep} 60')
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(tesseract, "_SECONDS_TO_START", 0.5)
    monkeypatch.setattr(tesseract, "_SECONDS_PER_MEGAPIXEL", 0)
    started = time.monotonic()
    with pytest.raises(UnreadableError, match="took too long"):
        read(line)
    assert time.monotonic() - started < 20
    assert list(scratch.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)


@pytest.mark.skipif(os.name != "posix", reason="stands a shell script in for tesseract: needs Linux or macOS")
def test_a_tesseract_that_fails_is_one_clear_line(tmp_path: Path, line: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, '[ "$1" = --list-langs ] && echo vie && exit; exit 3')
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(UnreadableError, match="could not read the page"):
        read(line)


def test_an_overlooked_blank_is_found_in_the_ink(monkeypatch: pytest.MonkeyPatch, paper: PaperMaker) -> None:
    page = paper(120, 30)
    page.write(10, 10, "thể, cá nhân")
    grey = whitened(page.picture).grey
    rows, columns = np.nonzero(ink_of(grey))
    box = int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
    answers = iter([["thể,", "cá", "nhân"], ["thể,", "cả", "nhân"]])
    monkeypatch.setattr(
        blanks, "recognise", lambda pictures, layout: [[Word(t, 0, 0, 9, 9, 90) for t in next(answers)]]
    )
    glued = [Word("thể,cánhân", *box, 50)]
    (divided,) = parted([(glued, grey)])
    assert [word.text for word in divided] == ["thể,", "cá", "nhân"]
    assert divided[1].left > divided[0].right
    assert parted([(glued, grey)]) == [glued]
