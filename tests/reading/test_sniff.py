from pathlib import Path

import openpyxl
import pytest

from analysis.reading import UnreadableError, read
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
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(UnreadableError, match="save it as"):
        read(path)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read(tmp_path / "không có.docx")
