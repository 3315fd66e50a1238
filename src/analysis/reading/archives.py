"""Guard against archives that unpack to far more than a document can hold."""

import zipfile
from pathlib import Path

from analysis.reading.errors import UnreadableError

MAX_BYTES = 300 * 1024 * 1024
MAX_PARTS = 5_000


def check_archive(path: Path, file_format: str) -> None:
    """Raise `UnreadableError` when the parts of the zip at `path` are too many, too large or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError("tệp nén bị hỏng", "the file's archive is damaged", file_format=file_format) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise UnreadableError(
            "tệp giải nén ra quá lớn, không mở vì lý do an toàn",
            "the file unpacks to more than a document can hold and was not opened",
            code="hostile-file",
            file_format=file_format,
        )
