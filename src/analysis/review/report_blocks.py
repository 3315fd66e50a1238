"""What a report is made of before it is a file: headings, paragraphs, bullets, tables of the review."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from analysis.measures.review_table import ReviewTable
from analysis.measures.review_words import spoken
from analysis.review.report_text import Cited, Sentence, noted, wordings
from analysis.schema.model import Language

Kind: TypeAlias = Literal["heading", "subheading", "paragraph", "bullet", "caption", "note"]
# Longer tables are read in the workbook.
_MOST_ROWS = 60
# Notes that would be the same under every table stand under one.
_ONCE = {"several-years": "T1", "movements": "T3", "evidence-public": "T3", "map-as-was": "T2", "one-map": "T2"}


@dataclass(frozen=True)
class Text:
    """A heading or a paragraph."""

    kind: Kind
    sentence: Sentence


@dataclass(frozen=True)
class Grid:
    """A table as text; `numbers` are the columns set flush right."""

    frame: pd.DataFrame
    numbers: frozenset[str] = frozenset()


Block: TypeAlias = Text | Grid


def text(kind: Kind, *fragments: str | Cited) -> Text:
    """Return a text of a kind."""
    return Text(kind, fragments)


def bullets(sentences: Iterable[Sentence]) -> list[Text]:
    """Return one bullet per sentence that says something."""
    return [Text("bullet", one) for one in sentences if one]


def _filled(table: ReviewTable, names: Iterable[str]) -> list[str]:
    """Return the columns that hold something or withhold it."""
    withheld = {column for _, column in table.hidden}
    held = [name for name in names if name in table.frame]
    return [name for name in held if name in withheld or table.frame[name].notna().any()]


def table_blocks(table: ReviewTable, lang: Language, names: Iterable[str]) -> list[Block]:
    """Return caption, some columns of a table and its notes."""
    words = wordings("report")
    shown = _filled(table, names)
    columns = [one for one in table.columns_in(lang) if one.name in shown]
    frame = spoken(table, lang)[[one.heading[lang] for one in columns]]
    numbers = frozenset(one.heading[lang] for one in columns if one.kind in ("integer", "money", "percent"))
    caption = text("caption", words["caption"][lang].format(code=table.code, title=table.title[lang]))
    own = [one for one in table.notes if _ONCE.get(one.code, table.code) == table.code]
    notes = [Text("note", (noted(table, one, lang),)) for one in own]
    more = [text("note", words["more"][lang].format(code=table.code))] if len(frame) > _MOST_ROWS else []
    return [caption, Grid(frame.head(_MOST_ROWS), numbers), *more, *notes]


def no_data(lang: Language) -> Text:
    """Return what stands where a part has no data."""
    return text("paragraph", wordings("report")["no_data"][lang])
