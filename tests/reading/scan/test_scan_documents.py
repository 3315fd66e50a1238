"""Whole pages through tesseract: what a scanned decision and a scanned list say."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from analysis.extracting.extract import extract
from analysis.reading import Document, Line, UnreadableError, read
from analysis.reading.scan import reader as scan_module
from analysis.reading.scan.reader import read_image, read_scanned_pdf, scan_pages


def reads_vietnamese() -> bool:
    """Tell whether tesseract is there with its Vietnamese data."""
    program = shutil.which("tesseract")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False) if program else None
    return listed is not None and "vie" in listed.stdout.split()


pytestmark = pytest.mark.skipif(
    not reads_vietnamese(),
    reason="needs tesseract with Vietnamese: sudo apt install tesseract-ocr tesseract-ocr-vie",
)

PaperMaker = Callable[..., Any]
LIST = ["TT", "Họ và tên", "Đơn vị"]


def decision(paper: PaperMaker) -> Any:
    page = paper()
    for middle, top, text in (
        (62, 20, "ỦY BAN NHÂN DÂN"), (62, 26, "HUYỆN MAI SƠN"), (145, 20, "CỘNG HÒA XÃ HỘI"),
        (145, 26, "CHỦ NGHĨA VIỆT NAM"), (145, 32, "Độc lập - Tự do - Hạnh phúc"), (105, 54, "QUYẾT ĐỊNH"),
        (105, 61, "Về việc tặng Giấy khen cho các tập thể và cá nhân"),
    ):  # fmt: skip
        page.centre(middle, top, text)
    page.centre(62, 41, "Số: 127/QĐ-UBND", "DejaVuSerif")
    page.centre(145, 41, "Mai Sơn, ngày 14 tháng 3 năm 2018", "DejaVuSerif-Italic")
    page.write(25, 76, "Điều 1. Tặng Giấy khen cho 02 tập thể và 03 cá nhân có thành tích")
    page.write(25, 83, "trong phong trào thi đua năm 2017, kèm theo số tiền 1.250.000 đồng.")
    rows = [
        LIST, ["I", "TẬP THỂ", "<"], ["1", "Trạm Y tế xã Hát Lót", "Trung tâm Y tế"],
        ["2", "Chi hội Nông dân bản Mé", "Xã Chiềng Ban"], ["II", "CÁ NHÂN", "<"],
        ["1", "Ông Lò Văn Thịnh", "Xã Mường Bú"], ["2", "Bà Cầm Thị Nhung", "^"], ["3", "Ông Hà Quốc Toản", "Xã Cò Nòi"],
    ]  # fmt: skip
    page.table(25, 95, [16, 70, 74], rows)
    page.write(25, 178, "Nơi nhận:")
    page.write(25, 184, "- Như Điều 1.")
    page.centre(150, 178, "CHỦ TỊCH")
    page.seal(138, 182)
    page.centre(150, 216, "Đinh Văn Quyết")
    return page


@pytest.fixture(scope="module")
def scanned_decision(tmp_path_factory: pytest.TempPathFactory, paper: PaperMaker) -> Document:
    path = tmp_path_factory.mktemp("scan") / "quyet-dinh.bin"
    decision(paper).scanned(angle=2, noise=6, paper=225).save(path, "JPEG", quality=80, dpi=(200, 200))
    return read(path)


def test_the_head_in_two_halves_gives_number_date_and_issuer(scanned_decision: Document) -> None:
    header = extract(scanned_decision).header
    assert (header.number, str(header.issued_on)) == ("127/QĐ-UBND", "2018-03-14")
    assert header.issuer == "Ủy ban nhân dân huyện Mai Sơn"
    assert scanned_decision.tables[0].rows[0].cells[0] == "ỦY BAN NHÂN DÂN\nHUYỆN MAI SƠN\nSố: 127/QĐ-UBND"


def test_a_ruled_table_keeps_its_cells_and_its_merged_ones(scanned_decision: Document) -> None:
    table = scanned_decision.tables[1]
    assert [row.cells for row in table.rows] == [
        ("TT", "Họ và tên", "Đơn vị"), ("I", "TẬP THỂ", ""), ("1", "Trạm Y tế xã Hát Lót", "Trung tâm Y tế"),
        ("2", "Chi hội Nông dân bản Mé", "Xã Chiềng Ban"), ("II", "CÁ NHÂN", ""), ("1", "Ông Lò Văn Thịnh", "Xã Mường Bú"),
        ("2", "Bà Cầm Thị Nhung", ""), ("3", "Ông Hà Quốc Toản", "Xã Cò Nòi"),
    ]  # fmt: skip
    assert table.rows[3].locator == "page 1 table 2 row 4"


def test_figures_in_a_sentence_arrive_with_their_line(scanned_decision: Document) -> None:
    line = next(line for line in scanned_decision.lines if "1.250.000 đồng" in line.text)
    assert line.locator == "page 1 line 8"
    assert [reward.count.count for reward in extract(scanned_decision).rewards] == [2, 3]


def test_a_seal_and_the_foot_in_two_halves_are_kept_apart(scanned_decision: Document) -> None:
    assert scanned_decision.tables[2].rows[0].cells == ("Nơi nhận:\n- Như Điều 1.", "CHỦ TỊCH\nĐinh Văn Quyết")
    assert "DẤU" not in " ".join(line.text for line in scanned_decision.lines)


def test_a_recognised_document_is_suspect_and_says_so(scanned_decision: Document) -> None:
    assert (scanned_decision.format, scanned_decision.reading, scanned_decision.quality) == ("image", "ocr", "suspect")
    assert scanned_decision.remarks[0].code == "ocr-text"
    assert "1 trang" in scanned_decision.remarks[0].vi


@pytest.fixture
def long_list(paper: PaperMaker, save_pdf: Callable[..., Path]) -> Path:
    first, second = paper(), paper()
    first.centre(105, 25, "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG")
    first.table(
        25,
        40,
        [16, 60, 84],
        [LIST, ["1", "Ông Lò Văn Thịnh", "Xã Mường Bú"], ["2", "Bà Cầm Thị Nhung", "Tổ hợp tác trồng cây"]],
    )
    second.centre(105, 12, "2", "DejaVuSerif")
    second.table(25.5, 25, [16, 60, 84], [LIST, ["", "", "ăn quả xã Cò Nòi"], ["3", "Ông Hà Quốc Toản", "Xã Hát Lót"]])
    second.write(25, 70, "Danh sách gồm 03 cá nhân, số tiền 4.750.000 đồng.")
    for page in (first, second):
        page.write(60, 284, "Bản sao lưu tại Phòng Nội vụ huyện Mai Sơn")
    return save_pdf(first.scanned(), second.scanned(-0.8, 5))


def test_a_table_goes_on_over_the_page(long_list: Path) -> None:
    document = read_scanned_pdf(long_list)
    table = document.tables[0]
    assert len(document.tables) == 1
    assert [row.cells for row in table.rows] == [
        ("TT", "Họ và tên", "Đơn vị"), ("1", "Ông Lò Văn Thịnh", "Xã Mường Bú"),
        ("2", "Bà Cầm Thị Nhung", "Tổ hợp tác trồng cây ăn quả xã Cò Nòi"), ("3", "Ông Hà Quốc Toản", "Xã Hát Lót"),
    ]  # fmt: skip
    assert [row.locator for row in table.rows[2:]] == ["page 1 table 1 row 3", "page 2 table 1 row 3"]
    assert document.lines[-1].text == "Danh sách gồm 03 cá nhân, số tiền 4.750.000 đồng."
    assert document.lines[-1].locator == "page 2 line 1"
    assert any(remark.code == "left-out-part" and "2 dòng" in remark.vi for remark in document.remarks)


def test_only_the_pages_asked_for_are_read(long_list: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = scan_pages(long_list, [2]).blocks
    assert list(blocks) == [2]
    assert any(isinstance(b, Line) and b.text.startswith("Danh sách gồm 03") for b in blocks[2])
    monkeypatch.setattr(scan_module, "MAX_PAGES", 1)
    scan = scan_pages(long_list, [1, 2])
    assert list(scan.blocks) == [1]
    assert "2 trang, chỉ đọc 1" in next(r.vi for r in scan.remarks if r.code == "unread-part")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_every_kind_of_picture_is_read(tmp_path: Path, paper: PaperMaker, kind: str) -> None:
    page = paper(150, 30)
    page.write(10, 10, "Khen thưởng 15 tập thể và 28 cá nhân")
    path = tmp_path / "hinh.docx"
    page.picture.save(path, kind)
    assert read(path).lines[0].text == "Khen thưởng 15 tập thể và 28 cá nhân"


def test_every_page_of_a_tiff_is_read_and_transparent_is_paper(tmp_path: Path, paper: PaperMaker) -> None:
    pages = []
    for number in (1, 2):
        page = paper(150, 30)
        page.write(10, 10, f"Trang thứ {number} nói về năm 2019")
        pages.append(page.picture)
    pages[1] = Image.merge("LA", (Image.new("L", pages[1].size), Image.eval(pages[1].convert("L"), lambda v: 255 - v)))
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:], dpi=(200, 200))
    lines = read_image(tmp_path / "a.tif").lines
    assert [(line.text, line.locator) for line in lines] == [
        ("Trang thứ 1 nói về năm 2019", "page 1 line 1"), ("Trang thứ 2 nói về năm 2019", "page 2 line 1"),
    ]  # fmt: skip


def test_a_coarse_picture_on_its_head_is_turned(tmp_path: Path, paper: PaperMaker) -> None:
    page = paper(210, 90)
    for number in range(6):
        page.write(20, 20 + 8 * number, f"Mục {number + 30}: các xã đã tặng Giấy khen cho nhiều hộ gia đình")
    small = page.picture.resize((910, 390), Image.Resampling.LANCZOS).rotate(180)
    small.save(tmp_path / "nguoc.png", dpi=(110, 110))
    lines = read(tmp_path / "nguoc.png").lines
    assert lines[0].text.startswith("Mục 30: các xã đã tặng Giấy khen")
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("drawn", "code"), [("nothing", "unread-document"), ("seal", "stamp-only"), ("photo", "no-text-layer")]
)
def test_pages_without_text_say_what_they_are(tmp_path: Path, paper: PaperMaker, drawn: str, code: str) -> None:
    page = paper(120, 80)
    if drawn == "seal":
        page.seal(50, 25)
        page.centre(60, 15, "CHỦ TỊCH")
    picture = Image.linear_gradient("L").resize((900, 700)) if drawn == "photo" else page.scanned(noise=5, paper=235)
    picture.save(tmp_path / "a.png")
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path / "a.png")
    assert caught.value.code == code
    assert caught.value.file_format == "image"
