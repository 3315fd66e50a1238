import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading import UnreadableError, read
from analysis.reading.ole import streams
from analysis.reading.sniff import sniff


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n", "image"),
        (b"<!DOCTYPE html><p>a", "html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"\x00\x01\x02\x03\x04" * 40, "unknown"),
        (b"PK\x03\x04rac", "unknown"),
        ("Mô hình".encode(), "txt"),
        (rb"{\rtf1\ansi a}", "doc"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument xmlns:w="x">', "doc"),
        (b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="x">', "xls"),
        (b"\xef\xbb\xbf\r\n<!-- x --><table border=1><tr><td>a", "html"),
        ("\ufeff<html><p>Hòa".encode("utf-16-le"), "html"),
        (b"From: <Saved>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n\r\n", "html"),
        (b"MIME-Version la gi?", "txt"),
        (b"<b5 la gi", "txt"),
        (b"TT,Ten\n1,A\n2,B\n", "csv"),
    ],
)
def test_content_decides(tmp_path: Path, head: bytes, expected: str) -> None:
    path = tmp_path / "ten-sai.docx"
    path.write_bytes(head)
    assert sniff(path) == expected


def test_a_workbook_named_doc_is_a_workbook(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "a"
    workbook.save(tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").rename(tmp_path / "a.doc")
    assert read(tmp_path / "a.doc").format == "xlsx"


def test_a_format_that_is_not_read_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(UnreadableError, match="save it as"):
        read(path)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read(tmp_path / "không có.docx")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\xdb\xa5-\x00old", "older than version 6"),
        (b"\x09\x04\x06\x00\x00\x00", "older than version 5"),
        (b"Rar!\x1a\x07\x00", "archive"),
    ],
)
def test_a_kind_that_is_not_read_has_its_own_line(tmp_path: Path, head: bytes, said: str) -> None:
    (tmp_path / "a.doc").write_bytes(head)
    with pytest.raises(UnreadableError, match=said) as caught:
        read(tmp_path / "a.doc")
    assert caught.value.vi and "\n" not in caught.value.vi


def package(tmp_path: Path, **parts: str) -> Path:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a.pdf": "%PDF", "b.docx": "PK"}, "archive"),
        ({"[Content_Types].xml": "x", "ppt__presentation.xml": "presentationml.presentation.main"}, "archive"),
        ({"[Content_Types].xml": "application/vnd.openxmlformats-officedocument.presentationml.x"}, "PowerPoint"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF__manifest.xml": "<m:encryption-data/>"},
            "password",
        ),
    ],
)
def test_a_zip_of_something_else_says_what_it_is(tmp_path: Path, parts: dict[str, str], said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(package(tmp_path, **parts))


def test_a_binary_workbook_is_a_workbook(tmp_path: Path) -> None:
    assert sniff(package(tmp_path, **{"[Content_Types].xml": "x", "xl__workbook.bin": "x"})) == "xlsx"


def test_the_content_type_tells_the_main_part_whatever_its_name(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("chữ")
    document.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"/word/document.xml", b"/word/document2.xml")
            part = part.replace(b'"word/document.xml"', b'"word/document2.xml"')
            new.writestr(name.replace("/document.xml", "/document2.xml"), part)
    assert [line.text for line in read(tmp_path / "b.docx").lines] == ["chữ"]


def test_a_workbook_in_a_word_file_does_not_make_it_one() -> None:
    held = streams(Path(__file__).parent / "fixtures" / "danh-sach.doc")
    assert "WordDocument" in held and held["WordDocument"].startswith(b"\xec\xa5")


@settings(max_examples=60)
@given(st.binary(max_size=400), st.integers(0, 20_000))
def test_a_damaged_container_is_told_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, position: int
) -> None:
    data = bytearray((Path(__file__).parent / "fixtures" / "danh-sach.doc").read_bytes())
    data[8 + position : 8 + position + len(noise)] = noise
    path = tmp_path_factory.mktemp("ole") / "a.doc"
    path.write_bytes(data)
    try:
        assert sniff(path) in ("doc", "xls", "unknown")
    except UnreadableError as error:
        assert error.vi
