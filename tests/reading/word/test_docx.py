import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.reading import UnreadableError, read
from analysis.reading.archives import MAX_PARTS


def save(document: "docx.document.Document", tmp_path: Path) -> Path:
    path = tmp_path / "tai-lieu.docx"
    document.save(str(path))
    return path


def test_paragraphs_and_tables_keep_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("trước")
    document.add_table(1, 2).rows[0].cells[1].text = "ô"
    document.add_paragraph("sau")
    read_back = read(save(document, tmp_path))
    assert [getattr(b, "text", "bảng") for b in read_back.blocks] == ["trước", "bảng", "sau"]
    assert read_back.tables[0].rows[0].cells == ("", "ô")
    assert read_back.tables[0].rows[0].locator == "table 1 row 1"


def test_tracked_insertions_stay_and_deletions_go(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Có ")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>99</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>98</w:delText></w:r></w:del>"))
    assert read(save(document, tmp_path)).lines[0].text == "Có 99"


def test_a_merged_cell_is_printed_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ngang"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "dọc"
    rows = read(save(document, tmp_path)).tables[0].rows
    assert rows[0].cells == ("ngang", "", "dọc")
    assert rows[1].cells == ("", "", "")


def test_a_footnote_follows_its_paragraph_as_a_note(root: Path) -> None:
    document = read(root / "data/raw/tan-hong-2017-2020.docx")
    notes = [line for line in document.lines if line.note]
    assert [note.locator for note in notes] == ["footnote 1"]
    assert not any(line.text.endswith("1") and "sản xuất" in line.text for line in document.lines)


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_cut_off_file_is_one_clear_line(tmp_path: Path, keep: float) -> None:
    document = docx.Document()
    document.add_paragraph("a" * 5000)
    path = save(document, tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(UnreadableError):
        read(path)


def test_an_archive_of_too_many_parts_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for number in range(MAX_PARTS):
            archive.writestr(f"word/{number}", "")
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "hostile-file"


def test_an_empty_document_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read(save(docx.Document(), tmp_path))
