"""Choose the reader of a file by its content."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analysis.reading.admission import cannot_open, check_admissible
from analysis.reading.document import Document, Format, Remark
from analysis.reading.docx import read_docx
from analysis.reading.errors import UnreadableError
from analysis.reading.sniff import sniff
from analysis.reading.txt import read_txt
from analysis.reading.xlsx import read_xlsx
from analysis.vietnamese.syllables import is_damaged

_READERS: dict[Format, Callable[[Path], Document]] = {"txt": read_txt, "docx": read_docx, "xlsx": read_xlsx}


def read(path: Path) -> Document:
    """Read the file at `path`.

    Raises `UnreadableError` with one clear line when the file is empty, damaged or of a format that is not read.
    """
    try:
        check_admissible(path)
        found = sniff(path)
        reader = _READERS.get(found)
        if reader is None:
            raise _unsupported(found)
        return _judged(reader(path))
    except OSError as error:
        raise cannot_open(error) from error


def _judged(document: Document) -> Document:
    """Mark a document whose letters are damaged: its figures must be compared with the paper."""
    damaged = is_damaged(" ".join(line.text for line in document.lines))
    if not damaged:
        return document
    return replace(document, quality="suspect", remarks=(*document.remarks, Remark("damaged-text")))


def _unsupported(found: Format) -> UnreadableError:
    return UnreadableError(
        f"định dạng “{found}” chưa đọc được; hãy lưu lại thành .docx, .xlsx hoặc .txt",
        f'the format "{found}" is not read; save it as .docx, .xlsx or .txt',
        file_format=found,
    )
