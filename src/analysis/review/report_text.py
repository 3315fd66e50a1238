"""Sentences made of words and of cells of the review's tables: nothing else can state a number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, TypeAlias

import yaml

from analysis.measures.documents import is_missing
from analysis.measures.review_table import WHOLE_TABLE, ReviewColumn, ReviewTable, Words
from analysis.measures.review_words import cell_words
from analysis.schema.model import Language


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that stand in a table: a cell, or a note on the whole table (row WHOLE_TABLE, no column).

    A number is a link itself; behind a whole sentence the link is a mark of its own.
    """

    code: str
    row: int
    column: str
    words: str
    is_sentence: bool = False


Fragment: TypeAlias = str | Cited
Sentence: TypeAlias = tuple[Fragment, ...]
Piece: TypeAlias = "str | Cited | Sentence | None"


@cache
def wordings(name: str) -> Mapping[str, Any]:
    """Return the words of a document of the office, from data/<name>.yaml."""
    text = (files("analysis.review") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@dataclass(frozen=True)
class Line:
    """One line of a table, read cell by cell in a language; a withheld or missing cell is None."""

    table: ReviewTable
    row: int
    lang: Language

    def _column(self, name: str) -> ReviewColumn | None:
        return next((one for one in self.table.columns if one.name == name), None)

    def label(self, name: str) -> str | None:
        """Return the words of a cell that names something."""
        column = self._column(name)
        if column is None or self.is_hidden(name):
            return None
        return cell_words(column, self.table.frame.loc[self.row, name], self.lang) or None

    def cited(self, name: str) -> Cited | None:
        """Return a cell as a sentence quotes it, tied to its table, line and column."""
        words, column = self.label(name), self._column(name)
        is_sentence = column is not None and column.kind == "words"
        return Cited(self.table.code, self.row, name, words, is_sentence) if words else None

    def code(self, name: str) -> str:
        """Return the code of a cell, '' where it is missing."""
        value = self.table.frame.loc[self.row].get(name)
        return "" if is_missing(value) else str(value)

    def is_hidden(self, name: str) -> bool:
        """Say whether a cell is withheld."""
        return (self.row, name) in self.table.hidden


def lines(table: ReviewTable, lang: Language) -> list[Line]:
    """Return the lines of a table in order."""
    return [Line(table, int(row), lang) for row in table.frame.index]


def noted(table: ReviewTable, note: Words, lang: Language) -> Fragment:
    """Return a note of a table as a sentence quotes it; one without a number needs no evidence."""
    has_number = any(letter.isdigit() for letter in note[lang])
    return Cited(table.code, WHOLE_TABLE, "", note[lang], True) if has_number else note[lang]


def _flat(piece: Piece) -> Sentence:
    if piece is None:
        return ()
    return piece if isinstance(piece, tuple) else (piece,)


def said(template: str, parts: Mapping[str, Piece]) -> Sentence | None:
    """Return a template with its {parts} filled in; None where one of them is missing.

    >>> said("{n} models", {"n": Cited("T2", 0, "n", "22")})
    (Cited(code='T2', row=0, column='n', words='22', is_sentence=False), ' models')
    >>> said("{n} models", {"n": None}) is None
    True
    """
    made: list[Fragment] = []
    for words, name, _, _ in Formatter().parse(template):
        made += [words] if words else []
        if name is not None:
            filled = _flat(parts.get(name))
            if not filled:
                return None
            made += filled
    return tuple(made)


def first_said(templates: Iterable[Mapping[Language, str]], lang: Language, parts: Mapping[str, Piece]) -> Sentence:
    """Return the first of several wordings of which every part is there; () where there is none."""
    found = (said(one[lang], parts) for one in templates)
    return next((one for one in found if one is not None), ())


def joined_words(parts: Sequence[Piece], joiner: str) -> Sentence:
    """Return pieces in a row with a joiner between; missing ones are left out."""
    made: list[Fragment] = []
    for piece in filter(None, map(_flat, parts)):
        made += [joiner, *piece] if made else [*piece]
    return tuple(made)


def small_first(words: str) -> str:
    """Return words as they stand inside a sentence: the first letter small, names behind it as they are.

    >>> small_first("Xây dựng Đảng")
    'xây dựng Đảng'
    """
    return words[:1].lower() + words[1:]
