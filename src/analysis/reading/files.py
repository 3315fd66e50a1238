"""Choose the reader of a file by its content."""

from collections.abc import Callable
from pathlib import Path

from analysis.reading.admission import cannot_open, check_admissible
from analysis.reading.document import Document, Format
from analysis.reading.errors import UnreadableError
from analysis.reading.pdf import read_pdf
from analysis.reading.scan import read_image
from analysis.reading.sheets import read_csv, read_xls, read_xlsx
from analysis.reading.sniff import sniff
from analysis.reading.text import read_txt
from analysis.reading.text.legacy import in_unicode, judged
from analysis.reading.web import read_html
from analysis.reading.word import read_doc, read_docx

_READERS: dict[Format, Callable[[Path], Document]] = {
    "txt": read_txt,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pdf": read_pdf,
    "xls": read_xls,
    "csv": read_csv,
    "doc": read_doc,
    "html": read_html,
    "image": read_image,
}


def read(path: Path, converted: Path | None = None) -> Document:
    """Read the file at `path`; `converted` is what `word.convert` made of it beforehand, if it was asked to.

    Raises `UnreadableError` with one clear line when the file is empty, damaged or of a format that is not read.
    """
    try:
        check_admissible(path)
        found = sniff(path)
        reader = _READERS.get(found)
        if reader is None:
            raise _unsupported(found)
        return judged(in_unicode(read_doc(path, converted) if found == "doc" else reader(path)))
    except OSError as error:
        raise cannot_open(error) from error


def _unsupported(found: Format) -> UnreadableError:
    return UnreadableError(
        "không nhận ra loại tệp; hãy lưu lại thành .docx, .xlsx, .pdf hoặc .txt",
        "the kind of file is not recognised; save it as .docx, .xlsx, .pdf or .txt",
        file_format=found,
    )
