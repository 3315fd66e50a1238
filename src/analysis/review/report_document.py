"""The draft report as a Word document: sections, list of models and exemplars, evidence of every number."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any

from docx.shared import Cm

from analysis.privacy.release import Review
from analysis.review.docx_links import Bookmarks, add_link
from analysis.review.docx_page import BODY, SMALL, add_body, add_centred, new_document, new_section, written
from analysis.review.docx_tables import add_grid, after_table, fill_row, fitted, letter_size
from analysis.review.office_frame import (
    add_addressee,
    add_bases,
    add_head,
    add_signature,
    add_title,
    footer_words,
    unbroken,
)
from analysis.review.report_blocks import Block, Grid, Text, text
from analysis.review.report_entries import entries
from analysis.review.report_evidence import Marked, Marks, ranges
from analysis.review.report_list import list_columns, list_notes, list_rows
from analysis.review.report_sections import amounts, comparison, completeness, gaps, rewards
from analysis.review.report_text import Cited, Sentence, wordings
from analysis.review.review_sheets import review_words
from analysis.review.review_workbook import newest_day
from analysis.review.workbook_bytes import repacked
from analysis.schema.model import Language

_WIDTH, _WIDE = 16.5, 25.2
_NO_DAY = dt.date(2000, 1, 1)
_LONGEST = 90
_SECTIONS: dict[str, Callable[[Review, Language], list[Block]]] = {
    "completeness": completeness,
    "rewards": rewards,
    "entries": entries,
    "amounts": amounts,
    "comparison": comparison,
    "gaps": gaps,
    "outlook": lambda _, lang: [text("paragraph", wordings("report")["outlook"][lang])] * 3,
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


def number_mark(mark: int) -> str:
    """Return the name of the bookmark of a cited number in the evidence annex."""
    return f"so_{mark}"


def source_mark(number: int) -> str:
    """Return the name of the bookmark of a piece of evidence."""
    return f"bc_{number}"


def add_sentence(paragraph: Any, sentence: Sentence, marks: Marks, size: float = BODY, **look: Any) -> None:
    """Write a sentence; what it cites becomes a link to the evidence annex."""
    for fragment in sentence:
        if not isinstance(fragment, Cited):
            written(paragraph, fragment, size=size, **look)
            continue
        mark = marks.mark(fragment)
        if fragment.is_sentence:
            written(paragraph, f"{fragment.words} ", size=size, **look)
        add_link(paragraph, f"[{mark}]" if fragment.is_sentence else fragment.words, number_mark(mark), size)


def _add_text(document: Any, block: Text, marks: Marks) -> None:
    if block.kind == "caption":
        paragraph = add_centred(document, "", gap=3)
        paragraph.paragraph_format.keep_with_next = True
        add_sentence(paragraph, block.sentence, marks, 13, italic=True)
        return
    paragraph = add_body(document, first_line=block.kind != "note")
    bold = block.kind in ("heading", "subheading")
    paragraph.paragraph_format.keep_with_next = bold
    paragraph.paragraph_format.space_before = Cm(0.2) if bold else None
    sentence = ("- ", *block.sentence) if block.kind in ("bullet", "note") else block.sentence
    if block.kind == "note":
        paragraph.paragraph_format.space_after = Cm(0.05)
    add_sentence(paragraph, sentence, marks, SMALL if block.kind == "note" else BODY, bold=bold)


def _add_grid(document: Any, block: Grid) -> None:
    headings, rows = list(block.frame.columns), block.frame.to_numpy().tolist()
    words = [[heading, *(str(row[at]) for row in rows)] for at, heading in enumerate(headings)]
    size = letter_size(words, _WIDTH)
    table = add_grid(document, headings, len(rows), fitted(words, _WIDTH), size)
    right = [at for at, heading in enumerate(headings) if heading in block.numbers]
    for row, cells in zip(list(table.rows)[1:], rows, strict=True):
        fill_row(row, [str(cell) for cell in cells], right, size)
    after_table(document)


def _add_blocks(document: Any, blocks: Sequence[Block], marks: Marks) -> None:
    for block in blocks:
        if isinstance(block, Grid):
            _add_grid(document, block)
        else:
            _add_text(document, block, marks)


def _add_opening(document: Any, review: Review, lang: Language) -> None:
    words = wordings("report")
    add_head(document, lang)
    # Spaces that do not break keep the name of a place on one line.
    subject = str(words["subject"][lang]).format(year=review.scope.year, place=unbroken(review.place))
    add_title(document, words["kind"][lang], subject)
    add_addressee(document, words["addressee"][lang])
    add_bases(document, lang)
    written(add_body(document), words["opening"][lang])
    if review.base is not None:
        written(add_body(document), str(words["compared"][lang]).format(base=review.base.scope.year))


def _add_sections(document: Any, review: Review, lang: Language, marks: Marks) -> None:
    titles = wordings("report")["sections"]
    for number, (name, make) in zip(_ROMAN, _SECTIONS.items(), strict=True):
        heading = text("heading", f"{number}. {str(titles[name][lang]).upper()}")
        _add_blocks(document, [heading, *make(review, lang)], marks)


def _add_annex_head(document: Any, name: str, lang: Language) -> None:
    words = wordings("report")["annex"]
    add_centred(document, words[name][lang], bold=True, gap=0)
    add_centred(document, words[f"{name}_title"][lang], bold=True, gap=0)
    add_centred(document, words["attached"][lang], size=13, italic=True, gap=8)


def _add_list(document: Any, review: Review, lang: Language) -> None:
    _add_annex_head(document, "list", lang)
    for note in list_notes(review, lang):
        written(add_body(document), note)
    rows, headings = list_rows(review, lang), list_columns(review, lang)
    if rows:
        widths = [1.3, 15.2] if len(headings) == 2 else [1.2, 5.6, 7.2, 2.5]
        table = add_grid(document, headings, len(rows), widths)
        for row, cells in zip(list(table.rows)[1:], rows, strict=True):
            fill_row(row, cells)
        after_table(document)


def _add_links(paragraph: Any, numbers: Sequence[int]) -> None:
    """Write numbers of evidence as ranges; the first of each range leads to its line."""
    for at, (first, last) in enumerate(ranges(numbers)):
        written(paragraph, ", " if at else "", size=SMALL, gap=0)
        add_link(paragraph, str(first), source_mark(first), SMALL)
        written(paragraph, f"–{last}" if last > first else "", size=SMALL, gap=0)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _add_numbers(document: Any, rows: Sequence[Marked], marks: Bookmarks, lang: Language) -> None:
    headings = wordings("report")["annex"]["numbers_columns"][lang]
    table = add_grid(document, headings, len(rows), [1.5, 7.0, 1.6, 7.1, 4.0, 4.0])
    for row, one in zip(list(table.rows)[1:], rows, strict=True):
        fill_row(row, ["", _shortened(one.cited.words), one.table, one.line, one.column, ""])
        cells = row.cells
        marks.add(cells[0].paragraphs[0], str(one.mark), number_mark(one.mark), SMALL)
        _add_links(cells[5].paragraphs[0], one.sources)
    after_table(document)


def _linked(rows: Sequence[Marked]) -> set[int]:
    """Return the evidence that a link leads to: the first of every range."""
    return {first for one in rows for first, _ in ranges(one.sources)}


def _add_sources(document: Any, rows: Sequence[Marked], made: Marks, marks: Bookmarks) -> None:
    headings, sources = wordings("report")["annex"]["sources_columns"][made.lang], made.sources()
    linked = _linked(rows)
    table = add_grid(document, headings, len(sources), [1.5, 7.0, 4.0, 12.7])
    for number, (row, source) in enumerate(zip(list(table.rows)[1:], sources, strict=True), 1):
        fill_row(row, [str(number) if number not in linked else "", *source])
        if number in linked:
            marks.add(row.cells[0].paragraphs[0], str(number), source_mark(number), SMALL)
    after_table(document)


def _add_evidence(document: Any, marks: Marks) -> None:
    words, lang, rows, bookmarks = wordings("report")["annex"], marks.lang, marks.rows(), Bookmarks()
    _add_annex_head(document, "evidence", lang)
    _add_text(document, text("subheading", f"1. {words['numbers'][lang]}"), marks)
    _add_numbers(document, rows, bookmarks, lang)
    _add_text(document, text("subheading", f"2. {words['sources'][lang]}"), marks)
    _add_sources(document, rows, marks, bookmarks)


def saved_document(document: Any, review: Review, lang: Language, title: str) -> bytes:
    """Return a document as bytes, the same for the same review."""
    day = newest_day(review) or _NO_DAY
    properties = document.core_properties
    properties.author = properties.last_modified_by = "thi-dua-analysis"
    properties.title, properties.comments = title, review_words()["modes"][review.mode][lang]
    properties.language = "vi-VN" if lang == "vi" else "en-GB"
    properties.created = properties.modified = dt.datetime(day.year, day.month, day.day)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue(), day)


def build_report(review: Review, lang: Language = "vi") -> bytes:
    """Return the draft report of a review as bytes; the same review gives the same bytes."""
    footer, marks = footer_words(review, lang), Marks(review, lang)
    document = new_document(lang, footer)
    _add_opening(document, review, lang)
    _add_sections(document, review, lang, marks)
    written(document.paragraphs[-1], "./.")
    # A signature does not stand on a page of its own.
    for paragraph in document.paragraphs[-2:]:
        paragraph.paragraph_format.keep_with_next = True
    add_signature(document, lang)
    new_section(document, footer)
    _add_list(document, review, lang)
    new_section(document, footer, landscape=True)
    _add_evidence(document, marks)
    words = wordings("report")
    subject = str(words["subject"][lang]).format(year=review.scope.year, place=review.place)
    return saved_document(document, review, lang, f"{words['kind'][lang]}: {subject}")
