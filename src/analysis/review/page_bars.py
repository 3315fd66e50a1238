"""What is drawn of the review's tables: bars that are cells of a table, withheld ones said and never drawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from analysis.charts.wording import bounded
from analysis.measures.documents import is_missing
from analysis.measures.review_table import SUM, TOTAL, ReviewColumn, ReviewTable
from analysis.measures.review_words import WITHHELD, cell_words
from analysis.measures.rewards import KINDS
from analysis.measures.units import UNSTATED
from analysis.privacy.release import Review
from analysis.schema.model import Language
from analysis.theme import colour

_LEDGER = ("found", "missing")
_REWARD_NAMES = ("place", "period", "level", "form", "movement", "field")


@dataclass(frozen=True)
class Bar:
    """One cell of a table: its words, its number (None where it is withheld), the name of its series, its colour."""

    column: str
    words: str
    value: int | None
    series: str
    colour: str


@dataclass(frozen=True)
class Line:
    """A line of a chart: its label, the rows of the table it stands for (its own first), and its bars."""

    label: str
    rows: tuple[int, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Drawing:
    """A chart of one table; `remarks` say what of the table is not drawn."""

    table: ReviewTable
    title: str
    subtitle: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """The largest number drawn, at least 1."""
        return max([1, *(bar.value for line in self.lines for bar in line.bars if bar.value)])

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw."""
        return any(bar.value for line in self.lines for bar in line.bars)


@cache
def page_words() -> Mapping[str, Any]:
    """Return the words of the page and its parts, from data/page.yaml."""
    text = (files("analysis.review") / "data" / "page.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def said(key: str, lang: Language, /, **values: object) -> str:
    """Return words of the page with values filled in."""
    return str(page_words()[key][lang]).format(**values)


class _Cells:
    """The cells of one table as bars and words."""

    def __init__(self, table: ReviewTable, lang: Language) -> None:
        self.table, self.lang = table, lang
        self.columns: dict[str, ReviewColumn] = {one.name: one for one in table.columns}

    def words(self, row: int, column: str) -> str:
        return cell_words(self.columns[column], self.table.frame.loc[row, column], self.lang)

    def bar(self, row: int, column: str, ink: str, bound: object = None) -> Bar | None:
        """Return a cell as a bar, None where nothing is stated."""
        series: str = self.columns[column].heading[self.lang]
        value: Any = self.table.frame.loc[row, column]
        if (row, column) in self.table.hidden:
            return Bar(column, WITHHELD[self.lang], None, series, ink)
        if is_missing(value):
            return None
        return Bar(column, bounded(int(value), bound, self.lang), int(value), series, ink)

    def line(self, rows: Sequence[int], label: str, bars: Sequence[Bar | None]) -> Line:
        return Line(label, tuple(rows), tuple(bar for bar in bars if bar))


def _rows(frame: pd.DataFrame, column: str = SUM) -> list[int]:
    """Return row labels, the largest numbers first, withheld ones last."""
    return [int(at) for at in frame.sort_values(column, ascending=False, kind="stable", na_position="last").index]


def _ledger(cells: _Cells) -> Iterator[Line]:
    for at in [int(str(one)) for one in cells.table.frame.index]:
        label = ", ".join(filter(None, (cells.words(at, name) for name in ("document", "section", "kind"))))
        yield cells.line([at], label, [cells.bar(at, name, colour("ledger", name)) for name in _LEDGER])


def _by_place(cells: _Cells) -> Iterator[Line]:
    frame = cells.table.frame[cells.table.frame["place"] != TOTAL]
    unstated = frame["place"] == UNSTATED
    for at in (*_rows(frame[~unstated]), *_rows(frame[unstated])):
        yield cells.line([at], cells.words(at, "place"), [cells.bar(at, SUM, colour("entry_kind", "model"))])


def _by_field(cells: _Cells) -> Iterator[Line]:
    frame = cells.table.frame
    for at in _rows(frame[(frame["subfield"] == TOTAL) & (frame["field"] != TOTAL)]):
        field = str(frame.loc[at, "field"])
        parts = [int(one) for one in frame.index[frame["field"] == field] if one != at]
        yield cells.line([at, *parts], cells.words(at, "field"), [cells.bar(at, SUM, colour("field", field))])


def _by_recipient(cells: _Cells) -> Iterator[Line]:
    frame = cells.table.frame
    for at in (int(one) for one in frame.index[frame["recipient_kind"] != TOTAL]):
        ink = colour("counted_recipient_kind", str(frame.loc[at, "recipient_kind"]))
        yield cells.line([at], cells.words(at, "recipient_kind"), [cells.bar(at, SUM, ink)])


def _rewards(cells: _Cells) -> Iterator[Line]:
    """Draw what was awarded; where two numbers are stated for one thing, neither is drawn."""
    frame = cells.table.frame
    unclear = frame["flags"].fillna("").str.contains("several")
    for at in (int(one) for one in frame.index[(frame["role"] == "awarded") & ~unclear]):
        label = ", ".join(filter(None, (cells.words(at, name) for name in _REWARD_NAMES)))
        inks = {kind: colour("counted_recipient_kind", kind) for kind in KINDS}
        yield cells.line([at], label, [cells.bar(at, kind, inks[kind], frame.loc[at, "bound"]) for kind in KINDS])


_DRAWN: Mapping[str, Callable[[_Cells], Iterator[Line]]] = {
    "T1": _ledger,
    "T2": _by_place,
    "T3": _by_field,
    "T4": _by_recipient,
    "T6": _rewards,
}
DRAWN = tuple(_DRAWN)


def drawing(review: Review, code: str, lang: Language, most: int) -> Drawing:
    """Return the chart of T1, T2, T3, T4 or T6 with at most `most` lines; the title says what, where and when."""
    table = review.tables[code]
    lines = [line for line in _DRAWN[code](_Cells(table, lang)) if line.bars]
    partial = {"T4": "only_sums", "T6": "only_awarded"}
    remarks = [said(partial[code], lang)] if code in partial else []
    remarks += [said("first", lang, n=most, all=len(lines))] if len(lines) > most else []
    if any(bar.value is None for line in lines[:most] for bar in line.bars):
        remarks.append(said("withheld_key", lang, withheld=WITHHELD[lang]))
    subtitle = f"{review.place}, {review.scope.year}"
    return Drawing(table, table.title[lang], subtitle, tuple(lines[:most]), tuple(remarks))


def told(line: Line) -> str:
    """Return a line of a chart in words: its label and its numbers."""
    several = len(line.bars) > 1 or line.bars[0].column != SUM
    numbers = (f"{bar.series} {bar.words}" if several else bar.words for bar in line.bars)
    return f"{line.label}: {', '.join(numbers)}"


def described(made: Drawing, lang: Language) -> str:
    """Return the alt text of a chart: its form, what it shows, every line with its numbers, what is left out."""
    head = said("bars", lang, title=made.title, subtitle=made.subtitle)
    numbers = said("data", lang, items="; ".join(map(told, made.lines))) if made.lines else said("none_drawn", lang)
    return " ".join([head, numbers, *map(sentence, made.remarks)])


def sentence(words: str) -> str:
    """Return words with a capital at their beginning and a full stop."""
    return f"{words[:1].upper()}{words[1:]}".removesuffix(".") + "."
