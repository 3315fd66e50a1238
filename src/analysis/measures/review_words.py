"""The cells of a review table as a reader sees them, in either language."""

from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd

from analysis.measures.completeness import heading_words
from analysis.measures.documents import is_missing
from analysis.measures.labelled import word
from analysis.measures.review_table import TOTAL, ReviewColumn, ReviewTable, Words, code_words
from analysis.measures.units import UNSTATED
from analysis.schema.model import Language
from analysis.vietnamese.number_format import format_decimal, format_integer

WITHHELD = Words("(ẩn)", "(withheld)")
_JOINER = "; "
_LOCATOR = {
    "line": "dòng",
    "table": "bảng",
    "row": "dòng",
    "page": "trang",
    "sheet": "trang tính",
    "footnote": "chú thích",
}


@cache
def place_words(name: str, lang: Language) -> str:
    """Return a place, the sum of places, or "not stated"."""
    if name == TOTAL:
        return code_words("place", TOTAL)[lang]
    return word("unstated_place", UNSTATED, lang) if name == UNSTATED else name


@cache
def _codes(code_list: str, cell: str, lang: Language) -> str:
    return _JOINER.join(code_words(code_list, code)[lang] for code in cell.split(_JOINER))


@cache
def locator_words(locator: str, lang: Language) -> str:
    """Return a place in a document.

    >>> locator_words("table 2 row 5", "vi")
    'bảng 2 dòng 5'
    """
    if lang == "en":
        return locator
    return " ".join(_LOCATOR.get(part, part) for part in locator.split(" "))


def _number(column: ReviewColumn, value: object, lang: Language) -> str:
    return (
        format_decimal(float(str(value)), 1, lang)
        if column.kind == "percent"
        else format_integer(int(str(value)), lang)
    )


def cell_words(column: ReviewColumn, value: object, lang: Language) -> str:
    """Return a cell as text: labels for codes, numbers and dates as the language writes them, '' for a missing cell."""
    if column.kind == "place":
        return place_words("" if is_missing(value) else str(value), lang)
    if is_missing(value):
        return ""
    kinds: Mapping[str, Callable[[], str]] = {
        "code": lambda: _codes(column.codes, str(value), lang),
        "date": lambda: f"{pd.Timestamp(str(value)):%d/%m/%Y}",
        "heading": lambda: heading_words(str(value)),
        "locator": lambda: locator_words(str(value), lang),
        **dict.fromkeys(("integer", "money", "percent"), lambda: _number(column, value, lang)),
    }
    return kinds.get(column.kind, lambda: str(value))()


def spoken(table: ReviewTable, lang: Language = "vi") -> pd.DataFrame:
    """Return a table for a reader: headings and cells as text, the same row labels; withheld cells say so."""
    made = {}
    for column in table.columns_in(lang):
        hidden = {row for row, name in table.hidden if name == column.name}
        values = table.frame[column.name].items()
        made[column.heading[lang]] = [
            WITHHELD[lang] if at in hidden else cell_words(column, value, lang) for at, value in values
        ]
    return pd.DataFrame(made, index=table.frame.index, dtype="object")
