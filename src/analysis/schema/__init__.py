"""Every column of data/clean once (kind, unit, codes, meaning); frames, CSV and dictionary are made of it."""

from analysis.schema.csvtext import TableError, read_csv, to_csv_text
from analysis.schema.dictionary import dictionary_markdown
from analysis.schema.frames import empty, frame
from analysis.schema.model import CODES, CORRECTIONS, TABLES, CodeList, Column, Table, label, table
from analysis.schema.validation import Failure, cell_problem, validate

__all__ = [
    "CODES",
    "CORRECTIONS",
    "TABLES",
    "CodeList",
    "Column",
    "Failure",
    "Table",
    "TableError",
    "cell_problem",
    "dictionary_markdown",
    "empty",
    "frame",
    "label",
    "read_csv",
    "table",
    "to_csv_text",
    "validate",
]
