"""Tell the format of a file from its first bytes and, for containers, from its parts."""

import re
from pathlib import Path
from typing import BinaryIO

from analysis.reading.containers import ole_format, refusal, zip_format
from analysis.reading.document import Format
from analysis.reading.ole import OLE_MAGIC
from analysis.reading.sheets.delimited import is_delimited
from analysis.reading.text.encodings import utf16_without_mark

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"II+\x00", "image"),
    (b"MM\x00+", "image"),
    (rb"{\rtf", "doc"),
)
_REFUSED = (
    (b"\xdb\xa5", "old-word"),
    (b"\x9b\xa5", "old-word"),
    (b"\x31\xbe\x00\x00", "old-word"),
    (b"\x09\x00\x04\x00", "old-excel"),
    (b"\x09\x02\x06\x00", "old-excel"),
    (b"\x09\x04\x06\x00", "old-excel"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
_PROLOGUE = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?mso-application[^>]*>\s*)*"
_MARKUP: tuple[tuple[bytes, Format], ...] = (
    (rb"<(?:w:wordDocument|office:document)\b", "doc"),
    (rb"<(?:ss:)?Workbook\b", "xls"),
    (
        rb"<(?:!doctype\s+html|html|head|body|title|meta|base|link|style|script|table|div|center|font|article|section|main|"
        rb"header|nav|form|span|h[1-6]|p|ol|ul|dl|pre|br|b|i|strong|em)\b",
        "html",
    ),
)
_MARKUP_STARTS = tuple((re.compile(_PROLOGUE + start, re.IGNORECASE | re.DOTALL), found) for start, found in _MARKUP)
_MAIL_START = re.compile(rb"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?MIME-Version:\s*1", re.IGNORECASE)
# "BM", the size, four bytes of zero, where the pixels begin, the size of the next header
_BITMAP = re.compile(rb"BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0{3}", re.DOTALL)
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_HEAD = 4096
_CONTROLS = bytes((*range(9), *range(14, 32)))


def sniff(path: Path) -> Format:
    """Return the format of the file at `path` by its content; `unknown` where nothing is recognised.

    Raises `UnreadableError` for a kind that is recognised and not read: an archive, a password, slides, Word 2.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return _by_magic(path, head) or _text_format(file, head)


def _by_magic(path: Path, head: bytes) -> Format | None:
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    for magic, kind in _REFUSED:
        if head.startswith(magic):
            raise refusal(kind)
    if _BITMAP.match(head) or _WEBP.match(head):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        return zip_format(path)
    return ole_format(path) if head.startswith(OLE_MAGIC) else None


def _text_format(file: BinaryIO, head: bytes) -> Format:
    if not _is_text(head):
        return "unknown"
    plain = _narrow(head)
    if _MAIL_START.match(plain):
        return "html"
    if marked := next((found for start, found in _MARKUP_STARTS if start.match(plain)), None):
        return marked
    return "csv" if is_delimited(file) else "txt"


def _narrow(head: bytes) -> bytes:
    """Return the start of a text in UTF-16 as UTF-8, any other as it is."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= len(head) // 200
