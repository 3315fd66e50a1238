"""One file in, its rows and findings out; whatever goes wrong with it becomes one finding of its own."""

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.cleaning import CleanDocument, Source, clean, unread
from analysis.extracting.extract import extract
from analysis.reading import UnreadableError, cannot_open, check_admissible, convert, read, sniff
from analysis.workers import Failure, Limits

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_HASH = "0" * 64
_LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A file below the folder of documents: where it lies, the id of its document, its name there.

    `converted` is where its conversion to .docx should lie, for the kinds of Word that are converted.
    """

    path: Path
    document_id: str
    source_file: str
    converted: Path | None = None


def printable(name: str) -> str:
    r"""Return a file name on one line of UTF-8: control characters and bytes no encoding explains become "�".

    >>> printable("a\nb.docx")
    'a�b.docx'
    """
    return _UNPRINTABLE.sub("�", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def with_conversions(found: Sequence[Found], folder: Path) -> list[Found]:
    """Convert the documents of older Word, RTF and ODF into `folder`, all at once: starting the program costs most."""
    words = [one.path for one in found if _is_older_word(one)]
    made = convert(words, folder) if words else {}
    return [replace(one, converted=made.get(one.path)) for one in found]


def _is_older_word(found: Found) -> bool:
    with suppress(UnreadableError, OSError):
        _identity(found)
        return sniff(found.path) == "doc"
    return False


def take(found: Found) -> CleanDocument:
    """Read one file and return its rows and findings; a file that gives no document has one row and one finding."""
    sha256 = _NO_HASH
    try:
        before = _identity(found)
        sha256 = _sha256(found.path)
        document = read(found.path, found.converted)
        if _identity(found) != before:
            raise UnreadableError(
                "tệp bị thay đổi trong lúc đọc; hãy chạy lại", "the file changed while it was read; run again"
            )
    except UnreadableError as error:
        return _unread(found, sha256, error)
    return clean(Source(found.document_id, found.source_file, sha256), document, extract(document))


def lost(found: Found, failure: Failure, limits: Limits) -> CleanDocument:
    """Return the row and the finding of a file whose reading was stopped or broke off."""
    sha256 = _NO_HASH
    with suppress(UnreadableError):
        _identity(found)
        sha256 = _sha256(found.path)
    return _unread(found, sha256, _reason(failure, limits))


def _unread(found: Found, sha256: str, error: UnreadableError) -> CleanDocument:
    return unread(Source(found.document_id, found.source_file, sha256), error)


def _identity(found: Found) -> tuple[int, ...]:
    """Return what tells a file from a changed one; raise `UnreadableError` for what may not be opened."""
    if found.path.is_symlink():
        raise UnreadableError(
            "đây là liên kết, không phải tệp; hãy chép chính tệp đó vào thư mục",
            "it is a symbolic link and is not followed; copy the file itself into the folder",
            code="hostile-file",
        )
    status = check_admissible(found.path)
    return status.st_ino, status.st_size, status.st_mtime_ns


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise cannot_open(error) from error


def _reason(failure: Failure, limits: Limits) -> UnreadableError:
    detail = printable(failure.detail)[:_LONGEST_DETAIL]
    if failure.kind == "crash":
        return UnreadableError(
            f"chương trình đọc tệp bị ngắt giữa chừng ({detail}); hãy lưu lại tệp rồi thử lại",
            f"the program that reads it crashed ({detail}); save the file anew and try again",
        )
    if failure.kind == "error":
        return UnreadableError(
            f"lỗi của chương trình: {detail}; hãy báo lại lỗi này",
            f"an unexpected error of this program: {detail}; please report it",
        )
    vi, en = {
        "memory": (f"hơn {limits.memory_bytes >> 20} MB bộ nhớ", f"more than {limits.memory_bytes >> 20} MB of memory"),
        "cpu": (f"hơn {limits.cpu_seconds:g} giây tính", f"more than {limits.cpu_seconds:g} seconds of computing"),
        "wall": (f"hơn {limits.wall_seconds:g} giây", f"more than {limits.wall_seconds:g} seconds"),
        "size": (f"hơn {limits.result_bytes >> 20} MB kết quả", f"more than {limits.result_bytes >> 20} MB of rows"),
    }[failure.kind]
    return UnreadableError(
        f"đọc tệp này cần {vi} nên đã dừng", f"reading it takes {en} and was stopped", "hostile-file"
    )
