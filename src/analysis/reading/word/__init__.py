"""Word and what older word processors write: .docx, Word 97, RTF, OpenDocument."""

from analysis.reading.word.doc import convert, read_doc
from analysis.reading.word.docx import read_docx

__all__ = ["convert", "read_doc", "read_docx"]
