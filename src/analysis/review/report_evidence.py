"""The evidence annex: every number a report states, the line it stands in, and the documents behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from analysis.measures.documents import citation, is_missing
from analysis.measures.review_table import WHOLE_TABLE, ReviewTable
from analysis.measures.review_words import locator_words
from analysis.privacy.release import Review
from analysis.review.report_text import Cited, wordings
from analysis.review.review_sheets import line_name
from analysis.schema.model import Language

Source = tuple[str, str, str]


@dataclass(frozen=True)
class Marked:
    """A cited cell with its mark, where it stands, and the numbers of its evidence."""

    mark: int
    cited: Cited
    table: str
    line: str
    column: str
    sources: tuple[int, ...]


def document_names(review: Review, lang: Language) -> dict[str, str]:
    """Return how each document of a review is cited, by its id."""
    parts = [part for part in (review.now, review.base) if part is not None]
    return {
        str(row["document_id"]): citation(row, lang)
        for part in parts
        for row in part.known.documents.to_dict("records")
    }


def evidence_rows(table: ReviewTable, cited: Cited) -> pd.DataFrame:
    """Return the evidence of a cell; that of its line where the cell has none, that of the documents else."""
    own = table.evidence_of(cited.row, cited.column)
    if own.empty:
        own = table.evidence[table.evidence["row"] == cited.row]
    if own.empty:
        return pd.DataFrame({"document_id": list(table.sources), "locator": "", "raw_text": ""})
    return own


class Marks:
    """All cells a report cites, each once, in the order of their first mention."""

    def __init__(self, review: Review, lang: Language) -> None:
        """Start without any."""
        self.lang: Language = lang
        self._tables = review.tables
        self._names = document_names(review, lang)
        self._marks: dict[Cited, int] = {}
        self._sources: dict[Source, int] = {}

    def mark(self, cited: Cited) -> int:
        """Return the mark of a cited cell, a new one at its first mention."""
        return self._marks.setdefault(cited, len(self._marks) + 1)

    def _position(self, locator: str) -> str:
        return locator_words(locator, self.lang) if locator else str(wordings("report")["annex"]["document"][self.lang])

    def _source(self, row: Iterable[object]) -> int:
        document, locator, words = ("" if is_missing(one) else str(one) for one in row)
        source = self._names.get(document, document), self._position(locator), words
        return self._sources.setdefault(source, len(self._sources) + 1)

    def _marked(self, cited: Cited, mark: int) -> Marked:
        table = self._tables[cited.code]
        found = evidence_rows(table, cited)[["document_id", "locator", "raw_text"]]
        numbers = {self._source(row) for row in found.itertuples(index=False)}
        whole = str(wordings("report")["annex"]["whole"][self.lang])
        line = whole if cited.row == WHOLE_TABLE else line_name(table, cited.row, self.lang)
        column = next((one.heading[self.lang] for one in table.columns if one.name == cited.column), "")
        return Marked(mark, cited, cited.code, line, column, tuple(sorted(numbers)))

    def rows(self) -> list[Marked]:
        """Return every cited cell with the numbers of its evidence."""
        return [self._marked(cited, mark) for cited, mark in self._marks.items()]

    def sources(self) -> list[Source]:
        """Return document, position and words of each evidence, in the order of their numbers (after `rows`)."""
        return list(self._sources)


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield numbers in a row as first and last.

    >>> list(ranges([1, 2, 3, 7]))
    [(1, 3), (7, 7)]
    """
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        held = [number for _, number in run]
        yield held[0], held[-1]
