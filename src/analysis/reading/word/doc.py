"""Word 97, RTF, OpenDocument and Word 2003 XML: converted to .docx by LibreOffice, else read by simpler means."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.reading.containers import refusal
from analysis.reading.document import Document, Remark
from analysis.reading.errors import UnreadableError
from analysis.reading.ole import OLE_MAGIC, streams
from analysis.reading.programs import ProgramError
from analysis.reading.word.antiword import read_by_antiword
from analysis.reading.word.docx import read_docx
from analysis.reading.word.odt import read_content
from analysis.reading.word.soffice import find_soffice, to_docx

_BATCH = 200
_SUFFIXES = ((OLE_MAGIC, ".doc"), (rb"{\rtf", ".rtf"), (b"PK\x03\x04", ".odt"))
_LOST_VI = "đọc bằng {program} vì {why}; số thứ tự tự động, ô gộp và định dạng có thể bị mất"
_LOST_EN = "read by {program} because {why}; automatic numbers, merged cells and formatting may be lost"
_NONE_VI = "không có LibreOffice"
_NONE_EN = "LibreOffice is not installed"
_FAILED_VI = "LibreOffice không mở được tệp"
_FAILED_EN = "LibreOffice cannot open the file"


def convert(paths: Sequence[Path], into: Path) -> dict[Path, Path]:
    """Convert documents (format "doc") to .docx in the folder `into`, many in one call of LibreOffice.

    Returns where each .docx should lie. Where a document could not be converted, nothing lies there, and `read_doc`
    then does not try again. Empty when LibreOffice is not installed.
    """
    if find_soffice() is None:
        return {}
    made: dict[Path, Path] = {}
    for start in range(0, len(paths), _BATCH):
        batch = into / str(start)
        batch.mkdir(parents=True)
        made.update(_convert_batch(paths[start : start + _BATCH], batch))
    return made


def _convert_batch(paths: Sequence[Path], into: Path) -> dict[Path, Path]:
    """Convert one batch; what is missing afterwards is tried again alone, so that one bad file spoils no other."""
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        given = {path: _copy(path, Path(folder) / str(number)) for number, path in enumerate(paths)}
        made = {path: into / f"{copy.stem}.docx" for path, copy in given.items() if copy}
        _try(filter(None, given.values()), into)
        if len(made) > 1:
            for path, target in made.items():
                if not target.exists():
                    _try([given[path]], into)
    return made


def _copy(path: Path, stem: Path) -> Path | None:
    """Copy a document under a name that is safe in a command; None when LibreOffice would take it for plain text."""
    with path.open("rb") as file:
        head = file.read(16)
    suffix = next((suffix for magic, suffix in _SUFFIXES if head.startswith(magic)), ".xml")
    if suffix == ".doc" and "WordDocument" not in streams(path):
        return None
    return Path(shutil.copyfile(path, stem.with_suffix(suffix)))


def _try(files: Iterable[Path | None], into: Path) -> None:
    given = [file for file in files if file]
    try:
        if given:
            to_docx(given, into)
    except ProgramError:
        return


def read_doc(path: Path, converted: Path | None = None) -> Document:
    """Read a Word 97, RTF, OpenDocument or Word 2003 file.

    `converted` is what `convert` gave for it; without it the file is converted here, which takes a second. When
    LibreOffice is missing or fails, Word 97 is read by antiword and OpenDocument directly, with a remark.
    Raises `UnreadableError`.
    """
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(OLE_MAGIC) and "WordDocument" not in streams(path):
        raise refusal("damaged-doc")
    if converted is not None:
        return _read_converted(path, converted)
    with tempfile.TemporaryDirectory(prefix="docx-") as folder:
        target = convert([path], Path(folder)).get(path, Path(folder) / "missing.docx")
        return _read_converted(path, target)


def _read_converted(path: Path, converted: Path) -> Document:
    if not converted.exists():
        return _read_simply(path)
    try:
        return replace(read_docx(converted), format="doc")
    except UnreadableError as error:
        raise UnreadableError(error.vi, error.en, error.code, "doc") from error


def _read_simply(path: Path) -> Document:
    """Read what antiword or the parts of an OpenDocument file give, with a remark on what is lost."""
    with path.open("rb") as file:
        head = file.read(16)
    try:
        if head.startswith(OLE_MAGIC):
            return _remarked(read_by_antiword(path), "antiword")
        if head.startswith(b"PK\x03\x04"):
            return _remarked(read_content(path), "content.xml")
    except ProgramError as error:
        raise _unread(head) from error
    raise _unread(head)


def _remarked(document: Document, program: str) -> Document:
    vi, en = (_FAILED_VI, _FAILED_EN) if find_soffice() else (_NONE_VI, _NONE_EN)
    lost = Remark("unread-part", _LOST_VI.format(program=program, why=vi), _LOST_EN.format(program=program, why=en))
    return replace(document, remarks=(*document.remarks, lost))


def _unread(head: bytes) -> UnreadableError:
    if find_soffice():
        return UnreadableError(
            f"{_FAILED_VI}; hãy mở tệp rồi lưu lại thành .docx",
            f"{_FAILED_EN}; open it and save it as .docx",
            file_format="doc",
        )
    more_vi, more_en = (" hoặc antiword", " or antiword") if head.startswith(OLE_MAGIC) else ("", "")
    how = "Debian: sudo apt install libreoffice-writer-nogui; macOS: brew install --cask libreoffice"
    return UnreadableError(
        f"cần LibreOffice{more_vi} để đọc tệp này ({how}; Windows: cài LibreOffice), hoặc lưu lại thành .docx",
        f"LibreOffice{more_en} is needed to read this file ({how}; Windows: install LibreOffice), or save it as .docx",
        file_format="doc",
    )
