"""Tell the format of a file from its first bytes and, for containers, from its parts."""

import zipfile
from pathlib import Path

from analysis.reading.document import Format

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS: tuple[tuple[str, Format], ...] = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_HTML_STARTS = (b"<!doctype html", b"<html", b'<?xml version="1.0" encoding="utf-8"?>\n<!doctype html')
_HEAD = 4096
_CONTROLS = bytes((*range(9), *range(14, 32)))


def sniff(path: Path) -> Format:
    """Return the format of the file at `path` by its content; `unknown` where nothing is recognised."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(path)
    if head.startswith(_OLE):
        return "xls" if b"W\0o\0r\0k\0b\0o\0o\0k" in path.read_bytes() else "doc"
    if head.lstrip().lower().startswith(_HTML_STARTS):
        return "html"
    return "txt" if _is_text(head) else "unknown"


def _zip_format(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return "unknown"
    return next((found for part, found in _PARTS if part in names), "unknown")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= len(head) // 200
