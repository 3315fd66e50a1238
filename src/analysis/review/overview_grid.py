"""The review's tables for the printed overview: cells in words, what is withheld, and how wide a column must be."""

from collections.abc import Iterable
from textwrap import wrap

from analysis.measures.review_table import ReviewColumn, ReviewTable
from analysis.measures.review_words import spoken
from analysis.review.page_tables import NUMBERS, foreign, is_part, is_sum
from analysis.review.review_sheets import shown_columns
from analysis.schema.model import Language

# So many of the longest words and cells are measured; letters differ in width, so the longest few are enough.
_MEASURED = 4
# Words with more letters may break (as in overview.typ).
_LONGEST = 22
_LEAST_HEADING = 9


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda one: (-len(one), one))[:_MEASURED]


def _column(column: ReviewColumn, cells: list[str], lang: Language) -> dict[str, object]:
    heading: str = column.heading[lang]
    # A heading may take two lines where its cells are narrow.
    lines = wrap(heading, max(_LEAST_HEADING, len(heading) * 6 // 10), break_long_words=False)
    single = {word for one in (heading, *cells) for word in one.split(" ")}
    least = [word if len(word) <= _LONGEST else word[:_LEAST_HEADING] for word in single]
    is_number = column.kind in NUMBERS
    return {
        "heading": heading,
        "number": is_number,
        "foreign": foreign(column, lang) is not None,
        "words": _longest(cells if is_number else least) + _longest(heading.split(" ")),
        "lines": _longest([*cells, *lines]),
    }


def grid_of(table: ReviewTable, lang: Language) -> dict[str, object]:
    """Return a table with the columns and rows the page shows, in its order: the sum of all rows last."""
    columns, said = shown_columns(table, lang), spoken(table, lang)
    texts = [[str(one) for one in said[column.heading[lang]]] for column in columns]
    hidden = {(row, at) for at, one in enumerate(columns) for row, name in table.hidden if name == one.name}
    rows = [
        {
            "cells": [cells[place] for cells in texts],
            "withheld": [at for at in range(len(columns)) if (int(row), at) in hidden],
            "sum": is_part(table, int(row)) or is_sum(table, int(row)),
            "last": is_sum(table, int(row)),
        }
        for place, row in enumerate(table.frame.index)
    ]
    rows.sort(key=lambda one: bool(one["last"]))
    return {
        "columns": [_column(one, cells, lang) for one, cells in zip(columns, texts, strict=True)],
        "rows": rows,
    }
