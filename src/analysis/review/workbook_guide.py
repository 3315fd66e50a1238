"""The sheets that explain the others: what this is, every column, every code."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml
from openpyxl import Workbook

from analysis.privacy.modes import AMOUNT_BAND, Frames, Mode
from analysis.review.workbook_cells import Pen
from analysis.review.workbook_grid import GridColumn, Link, place, set_up_page, text_height
from analysis.review.workbook_tables import FINDINGS_TITLE, heading, table_title
from analysis.schema import CODES, TABLES, Column
from analysis.vietnamese.number_format import format_integer

COVER_TITLE, DICTIONARY_TITLE, CODES_TITLE = "Đọc trước", "Từ điển", "Danh mục mã"
_COVER_WIDTH = 104
_PERIODS = ("documents", "rewards", "counts", "incomes")
_KINDS = {"text": "chữ", "integer": "số nguyên", "boolean": "đúng / sai", "date": "ngày"}
_DICTIONARY = (
    GridColumn("table", "Trang", width=20),
    GridColumn("column", "Cột", width=18),
    GridColumn("heading", "Tên cột", "long", width=22),
    GridColumn("meaning_vi", "Nghĩa", "long", width=58),
    GridColumn("kind", "Kiểu", width=11),
    GridColumn("unit", "Đơn vị", "long", width=15),
    GridColumn("required", "Bắt buộc", "date", width=10),
    GridColumn("codes", "Danh mục mã", width=23),
    GridColumn("meaning_en", "Meaning", "long", "detail", width=58),
)
_CODES = (
    GridColumn("list", "Danh mục", width=24),
    GridColumn("code", "Mã", width=30),
    GridColumn("label_vi", "Nghĩa", "long", width=44),
    GridColumn("label_en", "Meaning", "long", width=44),
)


@cache
def cover_words() -> Mapping[str, Any]:
    """Return the words of the cover."""
    text = (files("analysis.review") / "data" / "cover.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def newest_day(frames: Frames) -> dt.date | None:
    """Return the day the newest document was issued, None if no document states one."""
    newest = frames["documents"]["issued_on"].max()
    return None if pd.isna(newest) else newest.date()


def _day(value: dt.date | None) -> str:
    return f"{value:%d/%m/}{value.year:04}" if value else str(cover_words()["values"]["none"])


def footer(frames: Frames, mode: Mode) -> tuple[str, str, str]:
    """Return what every printed page says: the mode, the newest document, the page."""
    words = cover_words()
    return (
        f"{words['title']} - {words['modes'][mode]}",
        str(words["footer_date"]).format(date=_day(newest_day(frames))),
        str(words["footer_page"]),
    )


def _period(frames: Frames) -> str:
    starts = pd.concat([frames[name]["period_start"] for name in _PERIODS])
    ends = pd.concat([frames[name]["period_end"] for name in _PERIODS])
    if starts.isna().all() or ends.isna().all():
        return str(cover_words()["values"]["none"])
    return str(cover_words()["values"]["period"]).format(start=_day(starts.min()), end=_day(ends.max()))


def _facts(frames: Frames, mode: Mode, scope: str) -> Iterator[tuple[str, str]]:
    words, documents = cover_words(), frames["documents"]
    names, values = words["facts"], words["values"]
    undated = int(documents["issued_on"].isna().sum())
    more = f" ({values['undated'].format(n=undated)})" if undated else ""
    unread = int((documents["quality"] == "unread").sum())
    severities = {code: int((frames["findings"]["severity"] == code).sum()) for code in CODES["severity"].vi}
    if scope:
        yield names["scope"], scope
    yield names["mode"], words["modes"][mode]
    yield "", words["mode_notes"][mode]
    yield names["newest"], _day(newest_day(frames)) + more
    yield names["period"], _period(frames)
    yield names["documents"], values["documents"].format(n=format_integer(len(documents)), unread=unread)
    yield names["findings"], values["findings"].format(**severities, sheet=FINDINGS_TITLE)


def _contents(frames: Frames) -> Iterator[tuple[str, str, int | None]]:
    explained = cover_words()["sheets"]
    yield DICTIONARY_TITLE, explained["dictionary"], None
    for name in ("findings", *(name for name in frames if name != "findings")):
        yield table_title(name), f"{TABLES[name].meaning_vi} {TABLES[name].meaning_en}", len(frames[name])
    yield CODES_TITLE, explained["codes"], None


def _cover_rows(pen: Pen, frames: Frames, mode: Mode, scope: str) -> Iterator[list[Any]]:
    """Yield the rows of the cover; the second cell of a row holds its longest words."""
    words, titles = cover_words(), {name: table_title(name) for name in TABLES}
    yield [pen.text(words["title"], "title")]
    yield [pen.text(words["subtitle"], "name")]
    yield []
    for name, value in _facts(frames, mode, scope):
        yield [pen.text(name, "main"), pen.text(value, "long")]
    for part in ("warnings", "reading"):
        yield []
        for at, sentence in enumerate(words[part]):
            first = pen.text(words[f"{part}_heading"], "heading") if at == 0 else None
            yield [first, pen.text(f"{at + 1}. {sentence.format(**titles)}", "plain")]
    yield []
    yield [pen.text(words["sheets_heading"], "heading")]
    yield [pen.text(name, "main") for name in words["columns"]]
    for title, meaning, rows in _contents(frames):
        yield [pen.link(title, place(title, 1)), pen.text(meaning, "long"), pen.value(rows, "integer")]


def write_cover(book: Workbook, frames: Frames, mode: Mode, scope: str) -> None:
    """Add the first sheet: what this is, how new, what to beware of, where to find what."""
    sheet: Any = book.create_sheet(COVER_TITLE)
    for column, width in zip("ABC", (24, _COVER_WIDTH, 10), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, footer(frames, mode))
    sheet.page_setup.fitToHeight = 1
    for at, row in enumerate(_cover_rows(Pen(sheet), frames, mode, scope), 1):
        heights = [text_height(str(cell.value), _COVER_WIDTH) for cell in row[1:2] if cell]
        sheet.row_dimensions[at].height = 26 if at == 1 else max(heights, default=17)
        sheet.append(row)


def code_rows() -> list[tuple[object, ...]]:
    """Return list, code, Vietnamese and English words of every code."""
    return [(codes.name, code, codes.vi[code], codes.en[code]) for codes in CODES.values() for code in codes.vi]


def dictionary_rows(frames: Frames) -> list[tuple[object, ...]]:
    """Return one row per column of every table, with a link to its codes."""
    starts: dict[object, int] = {}
    for at, row in enumerate(code_rows()):
        starts.setdefault(row[0], at)
    return [
        _dictionary_row(name, column, starts)
        for name, table in TABLES.items()
        if name in frames
        for column in (*table.columns, *([AMOUNT_BAND] if AMOUNT_BAND.name in frames[name] else []))
    ]


def _dictionary_row(table: str, column: Column, starts: Mapping[object, int]) -> tuple[object, ...]:
    codes = Link(column.code_list, place(CODES_TITLE, 3 + starts[column.code_list])) if column.code_list else None
    return (
        table_title(table),
        column.name,
        heading(table, column),
        column.meaning_vi,
        _KINDS[column.kind],
        column.unit or None,
        "●" if column.required else None,
        codes,
        column.meaning_en,
    )


def dictionary_columns() -> tuple[GridColumn, ...]:
    """Return the columns of the dictionary sheet."""
    return _DICTIONARY


def code_columns() -> tuple[GridColumn, ...]:
    """Return the columns of the sheet of codes."""
    return _CODES
