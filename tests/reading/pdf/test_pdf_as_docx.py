"""A Word document and the PDF printed from it say the same."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from analysis.extracting.extract import extract
from analysis.extracting.rows import Extraction
from analysis.reading import Document, read

Print = Callable[[Path], Path]
ROWS = [
    (f"Hội Phụ nữ xóm Chiềng {n}, xã Phú Cường, huyện Tân Lạc", f"Mô hình: “Hàng cây số {n}”, trồng hoa ven đường, giữ sạch ngõ xóm và cùng nhau nuôi ong lấy mật bán cho khách")
    for n in range(1, 23)
]  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Print a Word document as PDF."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is missing: sudo apt install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("soffice")

    def run(path: Path) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return folder / f"{path.stem}.pdf"

    return run


def add_footnote(document: "docx.document.Document", run: Any, text: str) -> None:
    small = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    words = f'<w:r>{small}<w:footnoteRef/></w:r><w:r>{small}<w:t xml:space="preserve"> {text}</w:t></w:r>'
    note = f'<w:footnote w:id="2"><w:p>{words}</w:p></w:footnote>'
    blob = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    mark = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    run._r.addnext(parse_xml(mark))


def plan(path: Path) -> Path:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(13)
    head = document.add_table(1, 2).rows[0].cells
    head[0].text, head[1].text = (
        "ỦY BAN NHÂN DÂN\nHUYỆN TÂN LẠC\nSố: 27/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTân Lạc, ngày 05 tháng 3 năm 2020",
    )
    for text in ("KẾ HOẠCH", "Nhân rộng mô hình, điển hình tiên tiến năm 2020", "I. MỤC ĐÍCH"):
        document.add_paragraph(text).alignment = 0 if text.startswith("I.") else 1
    body = document.add_paragraph(
        "Năm 2019, Ủy ban nhân dân huyện tặng Giấy khen cho 15 tập thể và 27 cá nhân; Chủ tịch Ủy ban nhân dân tỉnh tặng "
        "Bằng khen cho 03 tập thể"
    )
    add_footnote(document, body.runs[0], "Trong đó có 02 tập thể của xã Phú Cường.")
    body.add_run(", 04 cá nhân có thành tích trong phong trào thi đua xây dựng nông thôn mới của huyện.")
    document.add_paragraph("II. DANH SÁCH MÔ HÌNH")
    table = document.add_table(1, 3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình"), strict=True):
        cell.text = text
    for cells in [("I", "MÔ HÌNH: 22", ""), *((str(n), *row) for n, row in enumerate(ROWS, start=1))]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    for row in table.rows:
        for cell, width in zip(row.cells, (Cm(1.6), Cm(6), Cm(8)), strict=True):
            cell.width = width
    document.add_paragraph("Trên đây là kế hoạch của huyện.")
    document.save(str(path))
    return path


def said(document: Document) -> dict[str, list[Any]]:
    found: Extraction = extract(document)
    return {
        "header": [found.header],
        "entries": [(e.kind, e.title, e.description, e.recipient, e.item_no, e.place) for e in found.entries],
        "rewards": [(r.count.count, r.count.recipient_kind, r.count.role, r.count.form) for r in found.rewards],
        "counts": [(c.count.count, c.count.what, c.count.role) for c in found.counts],
        "incomes": [(i.amount.low_vnd, i.amount.high_vnd, i.recipient) for i in found.incomes],
        "sections": [(s.name, s.kind, s.declared, s.found) for s in found.sections],
    }


def test_a_plan_with_head_footnote_and_a_table_over_pages(printed: Print, tmp_path: Path) -> None:
    word = plan(tmp_path / "ke-hoach.docx")
    pdf = read(printed(word))
    assert said(pdf) == said(read(word))
    assert len(said(pdf)["entries"]) == 22
    assert said(pdf)["header"][0].number == "27/KH-UBND"
    assert [note.text for note in pdf.lines if note.note] == ["Trong đó có 02 tập thể của xã Phú Cường."]
    assert [row.cells for row in pdf.tables[1].rows] == [row.cells for row in read(word).tables[1].rows]
    assert {row.locator.split()[1] for row in pdf.tables[1].rows} >= {"1", "2"}


@pytest.mark.parametrize("name", ["hoa-binh-2019-181-kh-ubnd", "tan-hong-2017-2020"])
def test_the_raw_documents(printed: Print, root: Path, name: str) -> None:
    word = root / "data" / "raw" / f"{name}.docx"
    assert said(read(printed(word))) == said(read(word))
