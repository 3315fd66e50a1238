"""What a container holds: Word, Excel, PowerPoint, OpenDocument, or something encrypted."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from analysis.datafiles import read_rows
from analysis.reading.document import Format
from analysis.reading.errors import UnreadableError
from analysis.reading.ole import streams

# The main part of a package by its declared content type; its name is only a habit
_CONTENT_TYPES: tuple[tuple[bytes, Format | str], ...] = (
    (rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroenabled\w*\.main", "docx"),
    (rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.\w+(?:\.\w+)*\.main", "xlsx"),
    (rb"presentationml\.|ms-powerpoint\.", "slides"),
)
_PARTS: tuple[tuple[str, Format], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
)
_ODF: tuple[tuple[bytes, Format | str], ...] = (
    (b"application/vnd.oasis.opendocument.text", "doc"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "xlsx"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
)
_OLE_STREAMS: tuple[tuple[str, Format | str], ...] = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "message"),
)
_FORMATS: tuple[Format, ...] = ("docx", "doc", "xlsx", "xls")
_MOST_READ = 1 << 20
_WORD_FLAGS = 10
_ENCRYPTED = 0x0100


def refusal(kind: str, file_format: str = "") -> UnreadableError:
    """Return the error of a kind of file that is recognised but not read, as `data/refused.csv` words it."""
    row = next(row for row in read_rows("analysis.reading", "refused.csv") if row["kind"] == kind)
    return UnreadableError(row["vi"], row["en"], file_format=file_format or row["format"])


def zip_format(path: Path) -> Format:
    """Return the format of the zip at `path`, `unknown` when it is damaged; raises `UnreadableError` for other zips."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _package(archive) or _open_document(archive)
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return "unknown"
    if found in _FORMATS:
        return found
    if found or (names and not any(name.startswith(("word/", "xl/")) for name in names)):
        raise refusal(found or "archive")
    return "unknown"


def _package(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if known := next((found for part, found in _PARTS if part in names), ""):
        return known
    types = _start(archive, "[Content_Types].xml").lower() if "[Content_Types].xml" in names else b""
    return next((found for pattern, found in _CONTENT_TYPES if re.search(pattern, types)), "")


def _open_document(archive: zipfile.ZipFile) -> str:
    if "mimetype" not in archive.namelist():
        return ""
    kind = _start(archive, "mimetype").strip()
    found = next((found for mime, found in _ODF if kind.startswith(mime)), "")
    manifest = "META-INF/manifest.xml"
    if found and manifest in archive.namelist() and b"encryption-data" in _start(archive, manifest):
        return "password"
    return found


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MOST_READ)


def ole_format(path: Path) -> Format:
    """Return the format inside the OLE container at `path`; raises `UnreadableError` for what is not read.

    A container too damaged to be opened counts as Word, the most frequent.
    """
    held = streams(path)
    found = next((found for name, found in _OLE_STREAMS if name in held), "unknown" if held else "doc")
    if found == "doc" and held and _is_encrypted(held["WordDocument"]):
        raise refusal("password", "doc")
    if found in (*_FORMATS, "unknown"):
        return found
    raise refusal(found)


def _is_encrypted(start: bytes) -> bool:
    """Tell whether the first block of a Word stream says that the rest is encrypted."""
    if len(start) < _WORD_FLAGS + 2:
        return False
    return bool(struct.unpack_from("<H", start, _WORD_FLAGS)[0] & _ENCRYPTED)
