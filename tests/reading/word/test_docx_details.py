import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

from analysis.datafiles import read_rows
from analysis.reading import Document, UnreadableError, read
from analysis.reading.word.numbering import formatted
from analysis.reading.word.pictures import pictures
from analysis.vietnamese.legacy import Encoding, as_characters

W = nsdecls("w")
Encode = Callable[[str, Encoding], bytes]


def save(document: WordDocument, tmp_path: Path) -> Path:
    path = tmp_path / "tai-lieu.docx"
    document.save(str(path))
    return path


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def rewrite(path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**{n: change(n, d) for n, d in parts.items()}, **(extra or {})}.items():
            archive.writestr(name, data)
    return path


# Numbers


def add_list(
    document: WordDocument, number: int, levels: str, overrides: str = "", abstract: int | None = None
) -> None:
    root = document.part.numbering_part.element
    key = 100 + number if abstract is None else 100 + abstract
    if abstract is None:
        first = next((child for child in root if child.tag.endswith("}num")), None)
        made = parse_xml(f'<w:abstractNum {W} w:abstractNumId="{key}">{levels}</w:abstractNum>')
        first.addprevious(made) if first is not None else root.append(made)
    root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'))


def level(depth: int, number_format: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def number(paragraph: object, list_id: int, depth: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'))


def test_numbers_run_through_levels(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)"))
    for text, depth in [("A", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 2), ("B", 0), ("g", 1)]:
        number(document.add_paragraph(text), 50, depth)
    read_back = texts(read(save(document, tmp_path)))
    assert read_back == ["I. A", "1. b", "a) c", "b) d", "2. e", "a) f", "II. B", "1. g"]


def test_numbers_of_several_levels_and_words(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    add_list(document, 51, level(0, "decimal", "Điều %1.", start=4))
    for text, list_id, depth in [("A", 50, 0), ("B", 50, 0), ("b", 50, 1), ("Tặng", 51, 0), ("Giao", 51, 0)]:
        number(document.add_paragraph(text), list_id, depth)
    read_back = texts(read(save(document, tmp_path)))
    assert read_back == ["I. A", "II. B", "2.1 b", "Điều 4. Tặng", "Điều 5. Giao"]


def test_a_level_that_was_jumped_over_counts_as_begun(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)"))
    for text, depth in [("A", 0), ("b", 2), ("c", 1)]:
        number(document.add_paragraph(text), 50, depth)
    assert texts(read(save(document, tmp_path))) == ["I. A", "a) b", "2. c"]


def test_a_second_list_begins_anew_only_where_it_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "decimal", "%1."))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    add_list(document, 51, "", restart, abstract=50)
    add_list(document, 52, "", abstract=50)
    for text, list_id in [("a", 50), ("b", 50), ("c", 51), ("d", 51), ("e", 52)]:
        number(document.add_paragraph(text), list_id)
    assert texts(read(save(document, tmp_path))) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_a_deeper_level_may_run_on(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", more='<w:lvlRestart w:val="0"/>'))
    for text, depth in [("a", 0), ("b", 1), ("c", 0), ("d", 1)]:
        number(document.add_paragraph(text), 50, depth)
    assert texts(read(save(document, tmp_path))) == ["1. a", "(1) b", "2. c", "(2) d"]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_refuse(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "decimal", "%1."))
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="50"/></w:numPr>'))
    document.add_heading("Kết quả", 1)
    number(document.add_heading("Không số", 1), 0)
    document.add_heading("Tồn tại", 1)
    assert texts(read(save(document, tmp_path))) == ["1. Kết quả", "Không số", "2. Tồn tại"]


@pytest.mark.parametrize(("bullet", "printed"), [("-", "-"), ("+", "+"), ("\uf0b7", "•"), ("o", "•"), ("Ø", "•")])
def test_bullets(tmp_path: Path, bullet: str, printed: str) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "bullet", bullet))
    number(document.add_paragraph("Mô hình"), 50)
    assert texts(read(save(document, tmp_path))) == [f"{printed} Mô hình"]


def test_an_automatic_column_of_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "decimal", "%1"))
    table = document.add_table(3, 2)
    for row, name in zip(table.rows, ("Tổ 1", "Tổ 2", "Tổ 3"), strict=True):
        number(row.cells[0].paragraphs[0], 50)
        row.cells[1].text = name
    rows = read(save(document, tmp_path)).tables[0].rows
    assert [row.cells for row in rows] == [("1", "Tổ 1"), ("2", "Tổ 2"), ("3", "Tổ 3")]


def test_a_deleted_paragraph_is_not_counted(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, 50, level(0, "decimal", "%1."))
    for text in ("a", "", "c"):
        number(document.add_paragraph(text), 50)
    gone = document.paragraphs[1]._p
    gone.pPr.append(parse_xml(f"<w:rPr {W}><w:del w:id='1' w:author='x'/></w:rPr>"))
    gone.append(parse_xml(f"<w:del {W} w:id='2' w:author='x'><w:r><w:delText>b</w:delText></w:r></w:del>"))
    assert [text for text in texts(read(save(document, tmp_path))) if text] == ["1. a", "2. c"]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (1, "decimal", "1"),
        (3, "lowerRoman", "iii"),
        (1994, "upperRoman", "MCMXCIV"),
        (27, "lowerLetter", "aa"),
        (0, "lowerLetter", "0"),
        (0, "upperRoman", "0"),
        (7, "chicago", "7"),
        (7, "decimalZero", "07"),
    ],
)
def test_formats_of_numbers(value: int, number_format: str, printed: str) -> None:
    assert formatted(value, number_format) == printed


# Letters


def typed(paragraph: object, text: str, font: str) -> None:
    run = paragraph.add_run(text)  # type: ignore[attr-defined]
    run._r.get_or_add_rPr().append(parse_xml(f'<w:rFonts {W} w:ascii="{font}" w:hAnsi="{font}"/>'))


def test_legacy_fonts_are_read_run_by_run(tmp_path: Path, encode_legacy: Encode) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    typed(paragraph, as_characters(encode_legacy("Cộng hòa xã hội", "tcvn3")), ".VnTimeH")
    typed(paragraph, " – nhà cô Mão – ", "Times New Roman")
    # A letter of VNI may be cut in two runs
    vni = as_characters(encode_legacy("người tốt, việc tốt", "vni"))
    typed(paragraph, vni[:4], "VNI-Times")
    typed(paragraph, vni[4:], "VNI-Times")
    found = read(save(document, tmp_path))
    assert texts(found) == ["CỘNG HÒA XÃ HỘI – nhà cô Mão – người tốt, việc tốt"]
    assert (found.reading, found.quality) == ("converted", "good")
    assert [(r.code, r.vi) for r in found.remarks] == [
        ("legacy-encoding", "bảng mã TCVN3 (ABC)"),
        ("legacy-encoding", "bảng mã VNI"),
    ]


def test_the_font_of_a_style_counts_and_soft_hyphens_are_letters(tmp_path: Path, encode_legacy: Encode) -> None:
    document = docx.Document()
    fonts = f'<w:rFonts {W} w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    document.styles["Body Text"].element.get_or_add_rPr().append(parse_xml(fonts))
    document.add_paragraph(as_characters(encode_legacy("Có phong trào của xã", "tcvn3")), "Body Text")
    cut = document.add_paragraph("ph", "Body Text")
    cut.runs[0]._r.append(parse_xml(f"<w:softHyphen {W}/>"))
    cut.runs[0]._r.append(parse_xml(f"<w:t {W}>\u00acng h</w:t>"))
    cut.runs[0]._r.append(parse_xml(f"<w:softHyphen {W}/>"))
    cut.runs[0]._r.append(parse_xml(f"<w:t {W}>íng</w:t>"))
    assert texts(read(save(document, tmp_path))) == ["Có phong trào của xã", "phương hướng"]


def test_unicode_text_in_a_legacy_font_stays(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Ủy ban nhân dân xã", "Bình, Hà, công tác", "UBND"):
        typed(document.add_paragraph(), text, ".VnTimeH")
    found = read(save(document, tmp_path))
    assert texts(found) == ["Ủy ban nhân dân xã", "Bình, Hà, công tác", "UBND"]
    assert found.reading == "text" and not found.remarks


def test_a_legacy_table_without_its_font(tmp_path: Path, encode_legacy: Encode) -> None:
    document = docx.Document()
    document.add_paragraph("Danh sách các mô hình được biểu dương")
    cells = ("Tổ tự quản đường sạch", "Hộ nuôi bò sinh sản", "Xóm không rác thải", "Nhóm thiện nguyện")
    table = document.add_table(len(cells), 2)
    for row, text in zip(table.rows, cells, strict=True):
        row.cells[1].text = as_characters(encode_legacy(text, "tcvn3"))
    found = read(save(document, tmp_path))
    assert [row.cells[1] for row in found.tables[0].rows] == list(cells)
    assert texts(found)[0] == "Danh sách các mô hình được biểu dương"
    assert found.reading == "converted"


def test_symbols(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("Có ").runs[0]._r
    for font, code in (("Wingdings", "F0FE"), ("Symbol", "F0B3"), ("Xyz", "F041")):
        run.append(parse_xml(f'<w:sym {W} w:font="{font}" w:char="{code}"/>'))
    assert texts(read(save(document, tmp_path))) == ["Có ☑≥\uf041"]


def test_the_table_of_symbols_is_sound() -> None:
    rows = read_rows("analysis.reading.word", "docx_symbols.csv")
    assert all(row["font"] and len(row["character"]) == 1 and 0x20 <= int(row["code"], 16) < 0x100 for row in rows)
    assert len({(row["font"], row["code"]) for row in rows}) == len(rows)


def test_hidden_text_and_field_codes_are_not_printed(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trang ")
    parts = parse_xml(
        f"<w:p {W}>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF muc1 </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>3</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>, hiện</w:t></w:r>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t xml:space='preserve'> 2019</w:t></w:r></w:fldSimple>"
        "<w:moveFrom w:id='5' w:author='x'><w:r><w:t>đi</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='6' w:author='x'><w:r><w:t xml:space='preserve'> đến</w:t></w:r></w:moveTo>"
        "<w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> ô</w:t></w:r></w:sdtContent></w:sdt>"
        "</w:p>"
    )
    paragraph._p.extend(list(parts))
    assert texts(read(save(document, tmp_path))) == ["Trang 3, hiện 2019 đến ô"]


def test_comments_are_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Có 12 tập thể")
    document.add_comment(paragraph.runs, text="xem lại", author="x")
    assert texts(read(save(document, tmp_path))) == ["Có 12 tập thể"]


# Places


def test_running_heads_stand_once_and_page_numbers_never(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Nội dung")
    section = document.sections[0]
    section.header.paragraphs[0].text = "UBND XÃ PHÚ HÒA"
    section.footer.paragraphs[0].text = "Trang 1/4"
    section.footer.add_paragraph("Lưu hành nội bộ")
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "UBND XÃ PHÚ HÒA"
    second.header.add_paragraph("Nội dung")
    found = read(save(document, tmp_path))
    assert [line.text for line in found.lines if line.text] == ["UBND XÃ PHÚ HÒA", "Nội dung", "Lưu hành nội bộ"]
    assert [line.locator for line in found.lines if line.text] == ["header line 1", "line 1", "footer line 1"]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "ngoài"
    inner = outer.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "trong"
    document.add_table(1, 1).cell(0, 0).text = "sau"
    tables = read(save(document, tmp_path)).tables
    assert [row.cells for table in tables for row in table.rows] == [("ngoài", ""), ("trong",), ("sau",)]
    assert [table.locator for table in tables] == ["table 1", "table 2", "table 3"]


def test_rows_that_begin_late_or_were_deleted(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for n, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = f"a{n}", f"b{n}"
    first, second = table.rows[0]._tr, table.rows[1]._tr
    first.remove(first.tc_lst[0])
    first.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {W} w:val="1"/>'))
    second.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1" w:author="x"/>'))
    rows = read(save(document, tmp_path)).tables[0].rows
    assert [row.cells for row in rows] == [("", "b0"), ("a2", "b2")]


BOX = """<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml" {w}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
 <w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>
 <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></v:textbox>
 </w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("ngoài")._p.append(parse_xml(BOX.format(w=W)))
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "ô"
    cell.paragraphs[0]._p.append(parse_xml(BOX.format(w=W)))
    found = read(save(document, tmp_path))
    assert [text for text in texts(found) if text] == ["ngoài", "trong khung"]
    assert found.tables[0].rows[0].cells == ("ô\ntrong khung",)


# Files


@pytest.fixture
def simple(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Ủy ban nhân dân xã")
    document.sections[0].header.paragraphs[0].text = "Phụ lục"
    return save(document, tmp_path)


def test_strict_ooxml_is_read_like_the_usual_one(simple: Path) -> None:
    usual = "http://schemas.openxmlformats.org/"
    strict = "http://purl.oclc.org/ooxml/"
    names = {
        f"{usual}wordprocessingml/2006/main": f"{strict}wordprocessingml/main",
        f"{usual}officeDocument/2006/relationships": f"{strict}officeDocument/relationships",
    }

    def change(name: str, data: bytes) -> bytes:
        for old, new in names.items():
            data = data.replace(old.encode(), new.encode())
        return data

    assert texts(read(rewrite(simple, change))) == ["Phụ lục", "Ủy ban nhân dân xã"]


def test_macros_do_not_matter(simple: Path) -> None:
    plain, macro = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    path = rewrite(simple, lambda name, data: data.replace(plain, macro), {"word/vbaProject.bin": b"\0macro"})
    assert texts(read(path)) == ["Phụ lục", "Ủy ban nhân dân xã"]


def test_an_entity_is_not_resolved(simple: Path, tmp_path: Path) -> None:
    (tmp_path / "bi-mat.txt").write_text("bí mật", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "bi-mat.txt").as_uri()}">]>'

    def change(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        head, body = data.split(b"?>", 1)
        return head + b"?>" + entity.encode() + body.replace("xã".encode(), b"&e;")

    try:
        assert "bí mật" not in " ".join(texts(read(rewrite(simple, change))))
    except UnreadableError as error:
        assert error.vi


def picture(tmp_path: Path) -> Path:
    path = tmp_path / "trang.png"
    Image.new("L", (40, 60), 200).save(path)
    return path


def test_pictures_of_pages_are_no_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_picture(str(picture(tmp_path)), width=Cm(15), height=Cm(22))
    path = save(document, tmp_path)
    with pytest.raises(UnreadableError, match="pictures") as caught:
        read(path)
    assert caught.value.code == "no-text-layer"
    assert [data[:4] for data in pictures(path)] == [b"\x89PNG"]


def test_a_large_picture_beside_text_is_remarked_and_a_seal_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Danh sách kèm theo")
    document.add_picture(str(picture(tmp_path)), width=Cm(4), height=Cm(4))
    assert not read(save(document, tmp_path)).remarks
    document.add_picture(str(picture(tmp_path)), width=Cm(15), height=Cm(22))
    assert [(r.code, r.en) for r in read(save(document, tmp_path)).remarks] == [
        ("unread-part", "1 large picture(s) in the Word file")
    ]


def test_inserted_files_and_embedded_objects_are_remarked(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kèm theo bảng tính")
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    paragraph._p.append(
        parse_xml(f'<w:r {W}><w:object><o:OLEObject {office} ProgID="Excel.Sheet.12"/></w:object></w:r>')
    )
    paragraph._p.addnext(parse_xml(f"<w:altChunk {W}/>"))
    codes = [remark.code for remark in read(save(document, tmp_path)).remarks]
    assert codes == ["left-out-part", "unread-part"]
