"""The review as a workbook: what to know, T1 to T13, charts, every column explained, evidence of every number."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from analysis.outputs import replace_files
from analysis.privacy.release import Review
from analysis.review.review_charts import add_chart, chart_data, chart_rows, rows_of
from analysis.review.review_sheets import (
    Evidence,
    column_sheet,
    evidence_sheet,
    named_sheet,
    note_sheet,
    review_words,
    sheet_of,
    table_sheet,
)
from analysis.review.workbook_bytes import saved_bytes
from analysis.review.workbook_cells import Pen
from analysis.review.workbook_grid import Dressing, place, set_up_page, text_height, write_grid
from analysis.schema.model import Language

# The date of a file whose documents state none.
NO_DAY = dt.date(2000, 1, 1)
_COVER_WIDTH, _CHART_LABELS, _CHART_NUMBERS, _CHART_HEAD = 100, 56, 12, 30
# Lead of number formats: grouping and decimals of the language, whatever the machine's own.
_LOCALES: dict[Language, str] = {"vi": "[$-42A]", "en": "[$-409]"}
Footer = tuple[str, str, str]


def newest_day(review: Review) -> dt.date | None:
    """Return the day the newest document of the review was issued, None if none states one."""
    newest = review.now.known.documents["issued_on"].max()
    return None if pd.isna(newest) else newest.date()


def review_title(review: Review, lang: Language) -> str:
    """Return the title of the review: what, where, when."""
    return str(review_words()["title"][lang]).format(place=review.place, year=review.scope.year)


def review_footer(review: Review, lang: Language) -> Footer:
    """Return what every printed page says at its foot: the mode, the date of the data, the page."""
    words, day = review_words(), newest_day(review)
    shown = f"{day:%d/%m/%Y}" if day else words["values"]["none"][lang]
    return (
        words["footer_left"][lang].format(mode=words["modes"][review.mode][lang]),
        words["footer_date"][lang].format(date=shown),
        words["footer_page"][lang],
    )


def review_facts(review: Review, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what a reader must know first, name and value: where, when, which map, mode, how new."""
    words, day = review_words(), newest_day(review)
    names = {name: one[lang] for name, one in words["facts"].items()}
    yield names["place"], review.place
    yield names["year"], str(review.scope.year)
    if review.base:
        yield names["compare"], str(review.base.scope.year)
    yield names["map"], words["maps"][review.scope.geography][lang]
    yield names["mode"], words["modes"][review.mode][lang]
    yield "", words["mode_notes"][review.mode][lang]
    yield names["newest"], f"{day:%d/%m/%Y}" if day else words["values"]["none"][lang]
    yield names["documents"], str(len(review.now.known.documents))


def _contents(review: Review, lang: Language) -> Iterator[tuple[str, str, int | None]]:
    about = review_words()["about"]
    yield named_sheet("notes", lang), about["notes"][lang], None
    for table in review.tables.values():
        yield sheet_of(table, lang), table.title[lang], len(table.frame)
    for name in ("charts", "columns", "evidence"):
        yield named_sheet(name, lang), about[name][lang], None


def _cover_rows(pen: Pen, review: Review, lang: Language) -> Iterator[list[Any]]:
    words = review_words()
    yield [pen.text(review_title(review, lang), "title")]
    yield []
    for name, value in review_facts(review, lang):
        yield [pen.text(name, "main"), pen.text(value, "long")]
    yield []
    for at, sentence in enumerate(words["reading"]):
        heading = pen.text(words["reading_heading"][lang], "heading") if at == 0 else None
        yield [heading, pen.text(f"{at + 1}. {sentence[lang]}", "plain")]
    yield []
    yield [pen.text(words["contents_heading"][lang], "heading")]
    yield [pen.text(name, "main") for name in words["contents"][lang]]
    for title, meaning, rows in _contents(review, lang):
        yield [pen.link(title, place(title, 1)), pen.text(meaning, "long"), pen.value(rows, "integer")]


def _write_cover(book: Workbook, review: Review, lang: Language) -> None:
    sheet: Any = book.create_sheet(named_sheet("cover", lang))
    for column, width in zip("ABC", (26, _COVER_WIDTH, 10), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, review_footer(review, lang))
    sheet.page_setup.fitToHeight = 1
    for at, row in enumerate(_cover_rows(Pen(sheet, _LOCALES[lang]), review, lang), 1):
        heights = [text_height(str(cell.value), _COVER_WIDTH) for cell in row[1:2] if cell]
        sheet.row_dimensions[at].height = 28 if at == 1 else max(heights, default=17)
        sheet.append(row)


def _write_charts(book: Workbook, review: Review, lang: Language) -> None:
    sheet: Any = book.create_sheet(named_sheet("charts", lang))
    sheet.column_dimensions["A"].width = _CHART_LABELS
    for column in "BCDE":
        sheet.column_dimensions[column].width = _CHART_NUMBERS
    set_up_page(sheet, review_footer(review, lang), review_title(review, lang))
    sheet.sheet_view.showGridLines = False
    pen, first = Pen(sheet, _LOCALES[lang]), 1
    for data in chart_data(dict(review.tables), lang):
        sheet.row_dimensions[first].height = _CHART_HEAD
        for at, row in enumerate(chart_rows(pen, data), first):
            if at > first and row:
                sheet.row_dimensions[at].height = text_height(str(row[0].value), _CHART_LABELS)
            sheet.append(row)
        add_chart(sheet, data, first)
        first += rows_of(data)


def _write_tables(book: Workbook, review: Review, evidence: Evidence) -> None:
    lang, title = evidence.lang, review_title(review, evidence.lang)
    foot, tables = review_footer(review, lang), review.tables.values()
    plain = Dressing(title, (), _LOCALES[lang])
    write_grid(book, named_sheet("notes", lang), *note_sheet(tables, lang), foot, plain)
    for table in tables:
        head = f"{table.code}. {table.title[lang]} - {review.place}, {review.scope.year}"
        notes = tuple(f"- {words[lang]}" for words in table.notes)
        write_grid(
            book, sheet_of(table, lang), *table_sheet(table, evidence), foot, Dressing(head, notes, _LOCALES[lang])
        )
    _write_charts(book, review, lang)
    write_grid(book, named_sheet("columns", lang), *column_sheet(tables, lang), foot, plain)
    write_grid(book, named_sheet("evidence", lang), *evidence_sheet(evidence), foot, plain)


def build_review_workbook(review: Review, lang: Language = "vi") -> bytes:
    """Return the workbook of a review as bytes; the same review gives the same bytes."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.language = "thi-dua-analysis", "vi-VN" if lang == "vi" else "en-GB"
    book.properties.title = review_title(review, lang)
    book.properties.description = review_words()["modes"][review.mode][lang]
    _write_cover(book, review, lang)
    _write_tables(book, review, Evidence(review, lang))
    return saved_bytes(book, newest_day(review) or NO_DAY)


def write_review_workbook(review: Review, path: Path, lang: Language = "vi") -> None:
    """Write the workbook to `path`; OSError leaves a previous one whole."""
    replace_files(path.parent, {path.name: build_review_workbook(review, lang)})
