"""A file in, a `Document` out; content decides the format, never the extension."""

from analysis.reading.admission import cannot_open, check_admissible
from analysis.reading.document import Block, Document, Line, Remark, Row, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.files import read
from analysis.reading.sniff import sniff
from analysis.reading.word import convert

__all__ = [
    "Block",
    "Document",
    "Line",
    "Remark",
    "Row",
    "Table",
    "UnreadableError",
    "cannot_open",
    "check_admissible",
    "convert",
    "read",
    "sniff",
]
