"""Pages that are pictures: no text recognition yet."""

from collections.abc import Sequence
from pathlib import Path

from analysis.reading.document import Block, Document
from analysis.reading.errors import UnreadableError


def read_scanned_pdf(path: Path) -> Document:
    """Read a PDF whose pages are pictures."""
    raise _unread(path, ())


def read_scanned_pages(path: Path, page_numbers: Sequence[int]) -> dict[int, list[Block]]:
    """Return the blocks of the given pages, which are pictures, by page number."""
    raise _unread(path, page_numbers)


def _unread(_path: Path, _page_numbers: Sequence[int]) -> UnreadableError:
    return UnreadableError(
        "chưa nhận dạng được chữ trong hình; hãy xin bản có chữ",
        "text in pictures is not recognised; ask for a copy with text",
        code="no-text-layer",
        file_format="pdf",
    )
