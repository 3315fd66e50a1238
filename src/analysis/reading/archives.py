"""Guard against archives that unpack to far more than a document can hold, before any part is unpacked.

The readers trust what the archive says of its parts; so what it says is judged first, and whether it is true.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from analysis.reading.errors import UnreadableError

MAX_BYTES = 300 * 1024 * 1024
MAX_PARTS = 5_000
# Real sheets reach about 40 in a part that matters; a part of zeros about 1,000
MAX_RATIO = 200
_SMALL_PART = 10 * 1024 * 1024
_BEARABLE_PART = 64 * 1024 * 1024
_DEFLATE_RATIO = 1032
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 20


@contextmanager
def checked_archive(path: Path, file_format: str) -> Iterator[zipfile.ZipFile]:
    """Open the zip at `path`; raise `UnreadableError` when it is damaged, protected or was made to harm its reader.

    Harmful are parts too many, too large, packed too densely, lying over each other, of one name, or larger than said.
    """
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
            reason = _reason(archive.infolist(), file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, zlib.error) as error:
            vi, en = "tệp nén bị hỏng", "the file's archive is damaged"
            raise UnreadableError(vi, en, file_format=file_format) from error
        if reason:
            raise UnreadableError(*reason, file_format=file_format)
        yield archive


def check_archive(path: Path, file_format: str) -> None:
    """Raise `UnreadableError` for a zip that `checked_archive` does not open."""
    with checked_archive(path, file_format):
        pass


def _reason(parts: Sequence[zipfile.ZipInfo], file: BinaryIO) -> tuple[str, str, str] | None:
    """Return why the archive is not opened, in both languages and as a code; None when it may be."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return "tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", "it has a password; save it without", "unread-document"
    if any(part.compress_type not in _METHODS for part in parts):
        return (
            "tệp nén theo cách lạ; hãy lưu lại tệp",
            "it is packed in an unusual way; save it anew",
            "unread-document",
        )
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES or any(map(_is_dense, parts)):
        return (
            "tệp giải nén ra quá lớn, không mở vì lý do an toàn",
            "the file unpacks to more than a document can hold",
            "hostile-file",
        )
    if len({part.filename for part in parts}) < len(parts):
        return "tệp có hai phần cùng tên", "two of its parts have one name", "hostile-file"
    if _overlap(parts, file) or any(_is_larger(part, file) for part in parts):
        return "tệp khai sai về các phần bên trong", "it says what is not true about its parts", "hostile-file"
    return None


def _is_dense(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL_PART and part.file_size > part.compress_size * MAX_RATIO


def _overlap(parts: Sequence[zipfile.ZipInfo], file: BinaryIO) -> bool:
    """Tell whether two parts share bytes of the file, or one ends beyond it."""
    end = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < end:
            return True
        end = _start(part, file) + part.compress_size
    return end > file.seek(0, os.SEEK_END)


def _start(part: zipfile.ZipInfo, file: BinaryIO) -> int:
    """Return where the packed bytes of a part begin: behind its own header, whose length only that header tells."""
    file.seek(part.header_offset)
    magic, name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if magic != b"PK\x03\x04":
        raise zipfile.BadZipFile
    return part.header_offset + _LOCAL_HEADER.size + int(name) + int(extra)


def _is_larger(part: zipfile.ZipInfo, file: BinaryIO) -> bool:
    """Tell whether a part unpacks to more than it says; one too short to do harm is not tried."""
    if part.compress_type == zipfile.ZIP_STORED:
        return part.file_size != part.compress_size
    if part.compress_size * _DEFLATE_RATIO <= max(part.file_size, _BEARABLE_PART):
        return False
    file.seek(_start(part, file))
    return _unpacks_beyond(part.file_size, file.read(part.compress_size))


def _unpacks_beyond(size: int, packed: bytes) -> bool:
    inflate, unpacked = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while packed and not inflate.eof and unpacked <= size:
        unpacked += len(inflate.decompress(packed, _CHUNK))
        packed = inflate.unconsumed_tail
    return unpacked > size
