"""A table of the annual review: codes and numbers, words in two languages, and the rows behind every cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd

from analysis.datafiles import read_rows
from analysis.measures.labelled import word
from analysis.schema.model import Language
from analysis.vietnamese.number_format import format_integer

EVIDENCE = ["row", "column", "table", "row_id", "document_id", "locator", "raw_text"]
# Row and column names of sums; a code no list has.
TOTAL, SUM = "total", "n"
# The `row` of evidence that stands behind a table as a whole.
WHOLE_TABLE = -1
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages; `code` tells notes of one kind apart."""

    vi: str
    en: str
    code: str = ""

    def __getitem__(self, lang: Language) -> str:
        """Return the words in a language."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class ReviewColumn:
    """A column of a review table: `kind` is text, words (of a document), heading, code, place, integer ...

    `codes` is the code list of a `code` column.
    """

    name: str
    kind: str
    codes: str
    heading: Words
    meaning: Words


@dataclass(frozen=True, slots=True)
class ReviewTable:
    """One of T1 to T13.

    `frame` holds codes, names and numbers, one row per line of the table; its index labels are the `row` of
    `evidence`, whose rows name for each (row, column) the rows of data/clean it was computed from. `hidden` are the
    cells (row, column) a mode withholds; they are missing in `frame`. `sources` are ids of documents.
    """

    code: str
    title: Words
    frame: pd.DataFrame
    notes: tuple[Words, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=EVIDENCE))
    hidden: frozenset[tuple[int, str]] = frozenset()

    @property
    def short(self) -> Words:
        """The title of a sheet or a menu."""
        return _short_titles()[self.code]

    @property
    def title_vi(self) -> str:
        """The Vietnamese title."""
        return self.title.vi

    @property
    def title_en(self) -> str:
        """The English title."""
        return self.title.en

    @property
    def columns(self) -> tuple[ReviewColumn, ...]:
        """The columns the frame has, in its order."""
        known = review_columns(self.code)
        return tuple(known[name] for name in self.frame.columns)

    def columns_in(self, lang: Language) -> tuple[ReviewColumn, ...]:
        """Return the columns a reader of one language sees: those ending in _vi or _en belong to theirs alone."""
        other = "_en" if lang == "vi" else "_vi"
        return tuple(one for one in self.columns if not one.name.endswith(other))

    def evidence_of(self, row: int, column: str) -> pd.DataFrame:
        """Return the rows of data/clean behind one cell; of the whole table where no cell has its own."""
        own = (self.evidence["row"] == row) & (self.evidence["column"] == column)
        return self.evidence[own | (self.evidence["row"] == WHOLE_TABLE)]

    def noting(self, *notes: Words) -> "ReviewTable":
        """Return the table with further notes."""
        return replace(self, notes=(*self.notes, *notes))


@cache
def review_columns(code: str) -> Mapping[str, ReviewColumn]:
    """Return the columns a table may have, by name, in order."""
    rows = [row for row in read_rows("analysis.measures", "review_columns.csv") if row["table"] == code]
    return {
        row["column"]: ReviewColumn(
            row["column"],
            row["kind"],
            row["codes"],
            Words(row["vi"], row["en"]),
            Words(row["meaning_vi"], row["meaning_en"]),
        )
        for row in rows
    }


@cache
def _titles() -> Mapping[str, Words]:
    return {row["code"]: Words(row["vi"], row["en"]) for row in read_rows("analysis.measures", "review_tables.csv")}


@cache
def _short_titles() -> Mapping[str, Words]:
    rows = read_rows("analysis.measures", "review_tables.csv")
    return {row["code"]: Words(row["short_vi"], row["short_en"]) for row in rows}


@cache
def _notes() -> Mapping[str, Words]:
    return {row["code"]: Words(row["vi"], row["en"]) for row in read_rows("analysis.measures", "review_notes.csv")}


def _spoken(value: object, lang: Language) -> str:
    if isinstance(value, Words):
        return value[lang]
    return format_integer(value, lang) if isinstance(value, int) else str(value)


def note(code: str, **values: object) -> Words:
    """Return a note in both languages; whole numbers are written as each language writes them, years go in as text.

    >>> note("open-lists", n=1200).en
    'Open lists (ending with "..."): 1,200; how much is missing is not known.'
    """
    words = _notes()[code]
    vi, en = ({name: _spoken(value, lang) for name, value in values.items()} for lang in LANGUAGES)
    return Words(words.vi.format(**vi), words.en.format(**en), code)


def code_words(code_list: str, code: str) -> Words:
    """Return the words for a code in both languages; TOTAL of any list is the sum."""
    if code == TOTAL:
        return Words(word("total", TOTAL), word("total", TOTAL, "en"))
    return Words(word(code_list, code), word(code_list, code, "en"))


def evidence(rows: pd.DataFrame, table: str, row: "pd.Series[Any]", column: str) -> pd.DataFrame:
    """Return evidence for one column: each of `rows` (of `table`) stands behind the row label at its index in `row`."""
    held = rows.loc[row.index]
    ids = {name: held.get(name, pd.Series("", index=held.index)) for name in ("document_id", "locator", "raw_text")}
    row_id = held[_id_column(table)] if _id_column(table) in held else pd.Series("", index=held.index)
    return pd.DataFrame({"row": row, "column": column, "table": table, "row_id": row_id, **ids})[EVIDENCE]


def _id_column(table: str) -> str:
    return {"entries": "entry_id", "findings": "finding_id", "models": "model_id"}.get(table, f"{table[:-1]}_id")


def joined(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return evidence put together, in the order of rows, columns and documents."""
    kept = [part for part in parts if len(part)]
    if not kept:
        return pd.DataFrame(columns=EVIDENCE)
    return pd.concat(kept, ignore_index=True).astype({"row": "int64"}).fillna({"row_id": ""})


def review_table(code: str, frame: pd.DataFrame, found: pd.DataFrame, notes: Sequence[Words]) -> ReviewTable:
    """Return a table of the review; KeyError for a column that review_columns.csv does not explain."""
    unknown = set(frame.columns) - set(review_columns(code))
    if unknown:
        raise KeyError(f"{code}: no words for {', '.join(sorted(unknown))}: add rows to data/review_columns.csv")
    kept = [*notes] if len(frame) else [note("empty"), *notes]
    sources = tuple(sorted({str(one) for one in found["document_id"].dropna()}))
    return ReviewTable(code, _titles()[code], frame.reset_index(drop=True), tuple(kept), sources, found)
