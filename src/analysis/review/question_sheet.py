"""The questions as one workbook: source words beside every question, answers by drop-down, codes in hidden columns."""

import copy
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from analysis.outputs import replace_files
from analysis.privacy.modes import Frames
from analysis.review.questions import Question
from analysis.review.sheet_words import locator_words, sheet_words
from analysis.review.workbook_bytes import saved_bytes
from analysis.review.workbook_cells import Pen
from analysis.review.workbook_grid import set_up_page, text_height
from analysis.review.workbook_guide import newest_day

# Names of the hidden columns, by which the answers find their cells again however the sheet was sorted
CODES = ("kind", "table", "row_id", "column", "expected", "target")
DEFAULTS_ROW, NAMES_ROW, FIRST_ROW = 3, 5, 7
DEFAULT_BY, DEFAULT_ON = (DEFAULTS_ROW, 4), (DEFAULTS_ROW + 1, 4)
_NO_DAY = dt.date(2000, 1, 1)
_WRAPPED = frozenset({"raw_text", "question", "why", "current", "document"})
_INPUTS = frozenset({"answer", "reason", "by", "on"})
_CENTRED = frozenset({"priority", "rows"})
_FREE_KINDS = frozenset({"amount", "place"})
_MOST_WORDS, _GUIDE_WIDTH = 600, 130
_FORMATS = {"on": "dd/mm/yyyy", "answer": "#,##0"}


def write_questions(questions: Sequence[Question], frames: Frames, path: Path) -> None:
    """Write the sheet of questions to `path`; OSError leaves a previous one whole."""
    replace_files(path.parent, {path.name: build_questions(questions, frames)})


def build_questions(questions: Sequence[Question], frames: Frames) -> bytes:
    """Return the workbook of questions as bytes; the same questions give the same bytes."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.language = "thi-dua-analysis", "vi-VN"
    book.properties.title = sheet_words()["title"]
    lists = _list_places(questions)
    _write_questions(book, questions, lists, _document_names(frames))
    _write_guide(book)
    _write_lists(book, lists)
    return saved_bytes(book, newest_day(frames) or _NO_DAY)


def _list_places(questions: Sequence[Question]) -> dict[tuple[str, ...], int]:
    """Return the row at which each list of answers starts; the lists stand one below the other."""
    places: dict[tuple[str, ...], int] = {}
    start = 1
    for answers in dict.fromkeys(question.offered for question in questions):
        places[answers] = start
        start += len(answers)
    return places


def _document_names(frames: Frames) -> Mapping[str, str]:
    documents = frames["documents"]
    names = zip(documents["document_id"], documents["number"].fillna(""), documents["source_file"], strict=True)
    return {str(key): f"{number}\n({file})" if number else str(file) for key, number, file in names}


def _write_questions(
    book: Workbook,
    questions: Sequence[Question],
    lists: Mapping[tuple[str, ...], int],
    documents: Mapping[str, str],
) -> None:
    sheet: Any = book.create_sheet(sheet_words()["sheets"]["questions"])
    _set_up(sheet, len(questions))
    _validate(sheet, questions, lists)
    pen = Pen(sheet)
    for at, (height, row) in enumerate(zip((26, 32, 18, 18, 4, 32), _head(pen), strict=True), 1):
        sheet.row_dimensions[at].height = height
        sheet.append(row)
    for at, question in enumerate(questions, FIRST_ROW):
        cells = _cells(question, documents)
        sheet.row_dimensions[at].height = _height(cells)
        sheet.append([_cell(pen, name, value) for name, value in cells.items()])
    if not questions:
        sheet.append([pen.text(sheet_words()["none"], "heading")])


def _columns() -> dict[str, tuple[str, float]]:
    return {name: (str(words), float(width)) for name, (words, width) in sheet_words()["columns"].items()}


def _head(pen: Pen) -> Iterable[list[Any]]:
    words = sheet_words()
    yield [pen.text(words["title"], "title")]
    yield [pen.text(f"{words['brief']} {words['internal']}", "plain")]
    yield [pen.text(words["defaults"]["by"], "plain"), None, None, _input(pen, "by")]
    yield [pen.text(words["defaults"]["on"], "plain"), None, None, _input(pen, "on")]
    yield [pen.text(name, "name") for name in (*_columns(), *CODES)]
    yield [pen.text(heading, "main") for heading, _ in _columns().values()] + [pen.text(name, "code") for name in CODES]


def _cells(question: Question, documents: Mapping[str, str]) -> dict[str, object]:
    row, words = question.evidence, sheet_words()
    same = len(question.row_ids)
    more = f"\n({words['more_rows'].format(n=same)})" if same > 1 else ""
    raw = row.get("raw_text", "")
    return {
        "priority": question.priority,
        "document": documents.get(row["document_id"], row["document_id"]),
        "locator": locator_words(row["locator"]),
        "raw_text": (raw if len(raw) <= _MOST_WORDS else f"{raw[:_MOST_WORDS]}…") + more,
        "current": question.current or words["empty"],
        "question": question.words,
        "why": question.why,
        "rows": question.changes,
        **dict.fromkeys(("answer", "reason", "by", "on")),
        "kind": question.kind,
        "table": question.table,
        "row_id": " ".join(question.row_ids),
        "column": question.column,
        "expected": question.expected,
        "target": question.target,
    }


def _cell(pen: Pen, name: str, value: object) -> Any:
    if name in _INPUTS:
        return _input(pen, name)
    if name in _CENTRED:
        return pen.value(value, "integer")
    return pen.text(str(value), "long" if name in _WRAPPED or name == "locator" else "text")


def _input(pen: Pen, name: str) -> Any:
    """Return an empty yellow cell to write in; the style is copied because the pen shares its styles."""
    cell = pen.blank("warning")
    cell._style = copy.copy(cell._style)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    line = Side("hair", color="FFA6A6A6")
    cell.border = Border(left=line, right=line, bottom=line)
    cell.number_format = _FORMATS.get(name, "General")
    return cell


def _height(cells: Mapping[str, object]) -> float:
    widths = {name: width for name, (_, width) in _columns().items()}
    return max(text_height(str(cells[name]), widths[name]) for name in _WRAPPED)


def _set_up(sheet: Any, rows: int) -> None:
    names = [*_columns(), *CODES]
    for at, name in enumerate(names, 1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width = _columns()[name][1] if name in _columns() else 12
        column.hidden = name in CODES
    last = max(FIRST_ROW + rows - 1, FIRST_ROW)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{FIRST_ROW - 1}:{get_column_letter(len(names))}{last}"
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    sheet.print_area = f"A1:{get_column_letter(len(_columns()))}{last}"
    words = sheet_words()
    set_up_page(sheet, (words["title"], words["internal"], "&P / &N"))
    for row in (1, 2):
        sheet.merged_cells.add(f"A{row}:{get_column_letter(len(_columns()))}{row}")
    for row in (DEFAULTS_ROW, DEFAULTS_ROW + 1):
        sheet.merged_cells.add(f"A{row}:C{row}")
    sheet.row_dimensions[NAMES_ROW].hidden = True


def _validate(sheet: Any, questions: Sequence[Question], lists: Mapping[tuple[str, ...], int]) -> None:
    """Give every answer its drop-down, and every day a check; what is free to type warns but does not forbid."""
    column = get_column_letter([*_columns()].index("answer") + 1)
    rules: dict[tuple[int, bool], DataValidation] = {}
    for at, question in enumerate(questions, FIRST_ROW):
        key = lists[question.offered], question.kind in _FREE_KINDS
        if key not in rules:
            rules[key] = _rule(len(question.offered), *key)
        rules[key].add(f"{column}{at}")
    for rule in rules.values():
        sheet.data_validations.append(rule)


def _rule(length: int, start: int, is_free: bool) -> DataValidation:
    title = sheet_words()["sheets"]["options"]
    rule = DataValidation("list", f"'{title}'!$A${start}:$A${start + length - 1}", allow_blank=True)
    rule.showErrorMessage, rule.errorStyle = not is_free, "stop"
    rule.error = sheet_words()["refused"]["not-listed"].format(value="…")
    return rule


def _write_guide(book: Workbook) -> None:
    words = sheet_words()
    sheet: Any = book.create_sheet(words["sheets"]["guide"])
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, (words["title"], words["internal"], "&P / &N"))
    pen = Pen(sheet)
    sheet.row_dimensions[1].height = 26
    sheet.append([pen.text(words["sheets"]["guide"], "title")])
    for at, sentence in enumerate(words["guide"], 1):
        sheet.row_dimensions[at + 1].height = text_height(sentence, _GUIDE_WIDTH) + 3
        sheet.append([pen.text(f"{at}. {sentence}", "plain")])


def _write_lists(book: Workbook, lists: Mapping[tuple[str, ...], int]) -> None:
    """Write each list of answers into a column of a hidden sheet; a list in the rule itself may hold 255 signs."""
    sheet: Any = book.create_sheet(sheet_words()["sheets"]["options"])
    sheet.sheet_state = "hidden"
    pen = Pen(sheet)
    for answers in lists:
        for answer in answers:
            sheet.append([pen.text(answer)])
