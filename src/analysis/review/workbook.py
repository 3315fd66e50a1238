"""The tables as one workbook for an office: filters, explanations, findings first, ready to print."""

import datetime as dt
from pathlib import Path

from openpyxl import Workbook

from analysis.outputs import replace_files
from analysis.privacy.listed import listed_tables
from analysis.privacy.modes import Frames, Mode
from analysis.review.workbook_bytes import saved_bytes
from analysis.review.workbook_grid import write_grid
from analysis.review.workbook_guide import (
    CODES_TITLE,
    DICTIONARY_TITLE,
    code_columns,
    code_rows,
    cover_words,
    dictionary_columns,
    dictionary_rows,
    footer,
    newest_day,
    write_cover,
)
from analysis.review.workbook_tables import sheet_parts

__all__ = ["build_workbook", "write_workbook"]

_NO_DAY = dt.date(2000, 1, 1)


def _new_book(mode: Mode) -> Workbook:
    book = Workbook(write_only=True)
    words = cover_words()
    book.properties.creator, book.properties.language = "thi-dua-analysis", "vi-VN"
    book.properties.title, book.properties.description = words["title"], words["modes"][mode]
    return book


def build_workbook(tables: Frames, mode: Mode = "public", scope: str = "") -> bytes:
    """Return the workbook as bytes; the same tables give the same bytes.

    `tables` maps names of the data model to frames, whole or selected; one left out is taken as empty. `scope`
    says in words what was selected and stands on the cover. In mode `public` no person can be found in it
    and no single entry is listed (analysis.privacy.listed), `leadership` rounds amounts, `internal` holds everything;
    ValueError for another mode.
    """
    frames, book = listed_tables(tables, mode), _new_book(mode)
    foot = footer(frames, mode)
    write_cover(book, frames, mode, scope)
    write_grid(book, DICTIONARY_TITLE, dictionary_columns(), dictionary_rows(frames), foot)
    for name in ("findings", *(name for name in frames if name != "findings")):
        for title, columns, rows in sheet_parts(name, frames):
            write_grid(book, title, columns, rows, foot)
    write_grid(book, CODES_TITLE, code_columns(), code_rows(), foot)
    return saved_bytes(book, newest_day(frames) or _NO_DAY)


def write_workbook(tables: Frames, path: Path, mode: Mode = "public", scope: str = "") -> None:
    """Write the workbook to `path`; OSError leaves a previous one whole."""
    replace_files(path.parent, {path.name: build_workbook(tables, mode, scope)})
