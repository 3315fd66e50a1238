"""Answers typed into the sheet of questions, read back as they stand; nothing is judged here."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from analysis.review.question_sheet import CODES, DEFAULT_BY, DEFAULT_ON
from analysis.review.questions import cells_of
from analysis.vietnamese.letters import tidy

_TYPED = ("answer", "reason", "by", "on")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_FIRST_YEAR = 2000


class AnswersError(Exception):
    """The file cannot be read as a sheet of questions; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the sheet: where it stands, the cells it is about, what was typed; `on` is ISO or as typed."""

    line: int
    kind: str
    table: str
    row_ids: tuple[str, ...]
    column: str
    expected: str
    target: str
    answer: str
    reason: str
    by: str
    on: str

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Table and row id of each row the answer is about."""
        return cells_of(self.table, self.row_ids)


def read_answers(path: Path) -> list[Answer]:
    """Return the rows in which something was answered or explained, in the order of the sheet.

    Name and day of a row that has none are those written once above the table. AnswersError for a file that is no
    workbook or has no sheet of questions.
    """
    sheet = _sheet(path)
    header, at = _header(sheet, path)
    default_by, default_on = (_text(sheet.cell(*place).value) for place in (DEFAULT_BY, DEFAULT_ON))
    read = (_answer(line, cells, (default_by, default_on)) for line, cells in _lines(sheet, header, at))
    # Headings stand in a row of their own, with the same names over the hidden columns.
    return [answer for answer in read if (answer.answer or answer.reason) and answer.kind != "kind"]


def _sheet(path: Path) -> Any:
    try:
        # The values behind formulas: a name is often filled down as "=I7".
        book = load_workbook(path, data_only=True)
    except FileNotFoundError:
        raise AnswersError(f"{path}: không có tệp này / no such file") from None
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        raise AnswersError(f"{path}: không đọc được dạng .xlsx / cannot be read as .xlsx ({error})") from None
    except Exception as error:
        if type(error).__name__ != "InvalidFileException":
            raise
        raise AnswersError(f"{path}: không phải tệp .xlsx / not an .xlsx file") from None
    return book.worksheets[0]


def _header(sheet: Any, path: Path) -> tuple[Mapping[str, int], int]:
    """Return the place of each column by its technical name, and the row these names stand in."""
    for at, row in enumerate(sheet.iter_rows(min_row=1, max_row=30, values_only=True), 1):
        names = {str(value): place for place, value in enumerate(row) if value}
        if {*CODES, *_TYPED} <= names.keys():
            return names, at
    raise AnswersError(f"{path}: không phải phiếu xem lại, hoặc các cột ẩn bị xóa / not a sheet of questions")


def _lines(sheet: Any, header: Mapping[str, int], at: int) -> Iterator[tuple[int, Mapping[str, str]]]:
    for line, row in enumerate(sheet.iter_rows(min_row=at + 1, values_only=True), at + 1):
        yield line, {name: _text(row[place]) for name, place in header.items()}


def _answer(line: int, cells: Mapping[str, str], defaults: Iterable[str]) -> Answer:
    by, on = defaults
    texts = {name: cells[name] for name in ("kind", "table", "column", "expected", "target", "answer", "reason")}
    ids = tuple(cells["row_id"].split())
    return Answer(line=line, row_ids=ids, by=cells["by"] or by, on=iso_day(cells["on"] or on), **texts)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str) and "\n" in value else tidy(str(value))


def iso_day(text: str) -> str:
    """Return a day as ISO, read day first; anything else as it is.

    >>> iso_day("7/3/2026"), iso_day("2026-03-07"), iso_day("31/2/2026")
    ('2026-03-07', '2026-03-07', '31/2/2026')
    """
    match = _DAY.fullmatch(text)
    if not match:
        return text
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return text
    return found.isoformat() if found.year >= _FIRST_YEAR else text


def is_day(text: str) -> bool:
    """Say whether a day was understood."""
    try:
        return dt.date.fromisoformat(text).year >= _FIRST_YEAR
    except ValueError:
        return False
