"""What a person must decide: one question per doubt of the clean tables, the weightiest first.

Nothing is asked twice: a cell that data/corrections.csv speaks of is settled, unless that correction went stale.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.privacy.modes import Frames
from analysis.review.sheet_words import code_answers, field_words, fixed_answers, locator_words, sheet_words
from analysis.schema import TABLES
from analysis.schema.csvtext import cell_text
from analysis.schema.frames import natural
from analysis.vietnamese.letters import fold
from analysis.vietnamese.number_format import format_integer, format_vnd

# Ids and table names of so many rows fit into one cell of Excel (32,767 signs).
MOST_ROWS = 1_000
Row = Mapping[str, str]
Correction = Mapping[str, str]
Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: where it comes from, what is asked, which answers are offered, which cells it is about.

    `row_ids` are rows of `table` whose `column` holds `expected`; `table` names one table, or one for each row, with
    spaces between them. `target` is the other entry or model, if any.
    `changes` counts the rows an answer may change.
    """

    kind: str
    words: str
    why: str
    current: str
    table: str
    row_ids: tuple[str, ...]
    column: str
    expected: str
    evidence: Row
    target: str = ""
    options: tuple[str, ...] = ()
    changes: int = 1

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Table and row id of each row."""
        return cells_of(self.table, self.row_ids)

    @property
    def priority(self) -> int:
        """1 to 3, the weightiest first."""
        return int(sheet_words()["questions"][self.kind]["priority"])

    @property
    def offered(self) -> tuple[str, ...]:
        """The answers of the drop-down."""
        return (*self.options, *fixed_answers(self.kind))


def cells_of(table: str, row_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return (table, row id) of each row; `table` is one name for all, or one for each. None if they do not match.

    >>> cells_of("entries rewards", ["e-1", "r-1"])
    [('entries', 'e-1'), ('rewards', 'r-1')]
    """
    named = table.split()
    tables = named * len(row_ids) if len(named) == 1 else named
    return list(zip(tables, row_ids, strict=True)) if len(tables) == len(row_ids) else []


class Asking:
    """The clean tables as texts, with the ways from one row to another that questions need."""

    def __init__(self, frames: Frames, corrections: Iterable[Correction] = ()) -> None:
        """Take the clean tables, and the corrections that were already applied to them."""
        self.rows = {name: text_rows(name, frames[name]) for name in TABLES}
        self.documents = {row["document_id"]: row for row in self.rows["documents"]}
        self.findings = {(row["code"], row["row_id"]): row for row in self.rows["findings"]}
        stale = {
            row["row_id"] for row in self.rows["findings"] if row["code"] in ("stale-correction", "invalid-correction")
        }
        live = [one for one in corrections if one["row_id"] not in stale]
        self.settled: set[Cell] = {(one["table"], one["row_id"], one["column"]) for one in live}
        self.settled_pairs = {frozenset(models) for one in live if (models := _models(one))}

    def is_open(self, table: str, row_id: str, column: str) -> bool:
        """Say whether nobody has answered for this cell yet."""
        return (table, row_id, column) not in self.settled

    def is_asked(self, question: Question) -> bool:
        """Say whether a question is open; one about two models is until somebody has answered for this pair."""
        if question.kind == "merge":
            return frozenset((question.expected, question.target)) not in self.settled_pairs
        return all(self.is_open(table, row_id, question.column) for table, row_id in question.cells)

    def found(self, *codes: str) -> Iterator[Row]:
        """Yield the findings of these codes."""
        return (row for row in self.rows["findings"] if row["code"] in codes)

    def incomes_of(self, entry_ids: Sequence[str]) -> int:
        """Count the amounts that belong to entries."""
        return sum(row["entry_id"] in entry_ids for row in self.rows["incomes"])


def _models(correction: Correction) -> tuple[str, str] | None:
    """Return the two models a correction speaks of: one merged into the other, or kept apart."""
    if (correction["table"], correction["column"]) == ("entries", "model_id"):
        return correction["expected"], correction["value"]
    if (correction["table"], correction["column"]) == ("models", "suggestions"):
        return correction["row_id"], correction["expected"]
    return None


def text_rows(name: str, frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table with every cell as it stands in the CSV."""
    columns = [[cell_text(column, value) for value in frame[column.name]] for column in TABLES[name].columns]
    return [dict(zip(TABLES[name].names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def filled(kind: str, part: str = "words", **values: object) -> str:
    """Return the words of a kind of question with its gaps filled."""
    return str(sheet_words()["questions"][kind][part]).format(**values)


def _reward_kinds(asking: Asking) -> Iterator[Question]:
    for row in asking.rows["rewards"]:
        if not row["recipient_kind"]:
            words = filled("reward-kind", count=format_integer(int(row["count"])) if row["count"] else "?")
            yield _about("rewards", row, "recipient_kind", "reward-kind", words, filled("reward-kind", "why"))


def _recipient_kinds(asking: Asking) -> Iterator[Question]:
    """A bearer that is named but of unknown kind; an entry without a bearer has no kind and no question."""
    for table in ("entries", "awards"):
        for row in asking.rows[table]:
            if row["recipient_name"] and not row["recipient_kind"]:
                words = filled("recipient-kind", recipient=row["recipient_name"])
                yield _about(table, row, "recipient_kind", "recipient-kind", words, filled("recipient-kind", "why"))


def _about(table: str, row: Row, column: str, kind: str, words: str, why: str) -> Question:
    current = next((answer for answer, code in code_answers(kind).items() if code == row[column]), row[column])
    return Question(kind, words, why, current, table, (row[TABLES[table].row_id],), column, row[column], row)


def _fields(asking: Asking) -> Iterator[Question]:
    for row in asking.rows["entries"]:
        if row["field_status"] in ("review", "none"):
            kind = f"field-{row['field_status']}"
            why = filled(kind, "why", terms=row["field_terms"] or sheet_words()["empty"])
            yield Question(
                kind,
                filled(kind, title=row["title"] or row["recipient_name"]),
                why,
                field_words(row["subfield"]),
                "entries",
                (row["entry_id"],),
                "subfield",
                row["subfield"],
                row,
                changes=1 + asking.incomes_of([row["entry_id"]]),
            )


def _amounts(asking: Asking) -> Iterator[Question]:
    by_id = {row["income_id"]: row for row in asking.rows["incomes"]}
    for finding in asking.found("ambiguous-amount", "implausible-amount"):
        if row := by_id.get(finding["row_id"]):
            words = filled("amount", keep=sheet_words()["answers"]["keep"])
            why, shown = finding["message_vi"], _amount_words(row)
            yield Question("amount", words, why, shown, "incomes", (row["income_id"],), "low_vnd", row["low_vnd"], row)


def _amount_words(row: Row) -> str:
    if not row["low_vnd"]:
        return ""
    low, high = int(row["low_vnd"]), int(row["high_vnd"] or row["low_vnd"])
    return format_vnd(low) if low == high else f"{format_vnd(low)} - {format_vnd(high)}"


def _duplicates(asking: Asking) -> Iterator[Question]:
    firsts: dict[tuple[str, str, str], Row] = {}
    for row in asking.rows["entries"]:
        finding = asking.findings.get(("possible-duplicate", row["entry_id"]))
        first = firsts.setdefault((row["document_id"], fold(row["title"]), fold(row["raw_recipient"])), row)
        if finding and first is not row:
            yield Question(
                "duplicate",
                filled("duplicate", title=row["title"], other=locator_words(first["locator"])),
                finding["message_vi"],
                row["title"],
                "entries",
                (row["entry_id"],),
                "entry_id",
                row["entry_id"],
                row,
                target=first["entry_id"],
                changes=1 + asking.incomes_of([row["entry_id"]]),
            )


Makers = Sequence[Callable[[Asking], Iterator[Question]]]
BASIC: Makers = (_reward_kinds, _recipient_kinds, _fields, _amounts, _duplicates)


def sorted_questions(asking: Asking, makers: Makers) -> list[Question]:
    """Return the open questions of all makers, those that change most first, then as they stand in the documents."""
    every = (question for make in makers for question in make(asking))
    return sorted((part for one in every if asking.is_asked(one) for part in _parts(one)), key=_order)


def _parts(question: Question) -> Iterator[Question]:
    """Divide a question about more rows than a cell of the sheet can name."""
    if len(question.row_ids) <= MOST_ROWS:
        yield question
        return
    for at in range(0, len(question.row_ids), MOST_ROWS):
        part = question.cells[at : at + MOST_ROWS]
        tables, ids = " ".join(table for table, _ in part), tuple(row_id for _, row_id in part)
        yield replace(question, table=tables, row_ids=ids, changes=len(ids))


def _order(question: Question) -> tuple[object, ...]:
    row = question.evidence
    where = (row["document_id"], natural(row["locator"]), question.table, question.column, question.row_ids)
    return (question.priority, -question.changes, *where, question.target)
