"""Answers into rows of data/corrections.csv: checked against the clean tables, older answers replaced, others kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.outputs import replace_files
from analysis.privacy.modes import Frames
from analysis.review.answer_values import KEPT, NewCell, RefusedError, new_cells
from analysis.review.answers import Answer, is_day
from analysis.review.questions import Row, text_rows
from analysis.schema import CORRECTIONS, TABLES, frame, to_csv_text

Correction = dict[str, str]
Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Taken:
    """The corrections after an import, how many answers were taken, and one line per answer that was not."""

    corrections: list[Correction]
    answers: int = 0
    refused: list[str] = field(default_factory=list)


def key_of(correction: Mapping[str, str]) -> Key:
    """Return what a newer correction replaces: a cell; for models kept apart, the pair."""
    pair = correction["expected"] if _is_pair(correction["table"], correction["column"]) else ""
    return correction["table"], correction["row_id"], correction["column"], pair


def _is_pair(table: str, column: str) -> bool:
    return (table, column) == ("models", "suggestions")


class Importing:
    """One import: the clean tables, the corrections before it, and what each line of the sheet has claimed."""

    def __init__(self, frames: Frames, corrections: Iterable[Mapping[str, str]]) -> None:
        """Take the tables the sheet was made of, and the corrections they were made with."""
        names = {name for name in TABLES if TABLES[name].row_id}
        self._rows = {n: {row[TABLES[n].row_id]: row for row in text_rows(n, frames[n])} for n in names}
        self._before = {key_of(one): dict(one) for one in corrections}
        self._claimed: dict[Key, tuple[int, str]] = {}
        self.made = dict(self._before)

    def take(self, answer: Answer) -> None:
        """Turn one answer into corrections; RefusedError leaves everything as it was."""
        _check_signed(answer)
        if not answer.cells or not {table for table, _ in answer.cells} <= self._rows.keys():
            raise RefusedError("no-codes")
        every = (self._corrections(replace(answer, table=table), row_id) for table, row_id in answer.cells)
        made = {key_of(one): one for own in every for one in own}
        for key, one in made.items():
            line, value = self._claimed.get(key, (answer.line, one["value"]))
            if value != one["value"]:
                raise RefusedError("conflict", value=str(line))
        for key in self._answered_before(answer, made):
            self.made.pop(key, None)
        for key, one in made.items():
            self._claimed[key] = answer.line, one["value"]
            self.made[key] = _with_old_reason(one, self._before.get(key))

    def _corrections(self, answer: Answer, row_id: str) -> list[Correction]:
        rows = self._rows[answer.table]
        old = self._old_value(answer.table, row_id, answer.column)
        if old is None:
            raise RefusedError("unknown-row")
        if answer.expected not in old:
            raise RefusedError("other-run", column=answer.column, value=old[-1])
        document = self._rows["documents"].get(rows.get(row_id, {}).get("document_id", ""), _NO_DOCUMENT)
        made = [self._correction(answer, cell) for cell in new_cells(answer, row_id, rows, document)]
        return [one for one in made if not self._says_nothing(answer, one)]

    def _says_nothing(self, answer: Answer, made: Correction) -> bool:
        """A cell beside the one asked about that stays as it is needs no correction, unless one is to be replaced."""
        is_beside = made["column"] != answer.column
        is_same = made["value"] == made["expected"] and not _is_pair(made["table"], made["column"])
        return is_beside and is_same and key_of(made) not in self._before

    def _old_value(self, table: str, row_id: str, column: str) -> tuple[str, ...] | None:
        """Return the values a sheet may expect: the one a correction expects and the one in the tables now.

        The first is what the documents give without any correction. None for a row that is not there.
        """
        row, before = self._rows[table].get(row_id), self._before.get((table, row_id, column, ""))
        if row is None:
            return (before["expected"],) if before and column == TABLES[table].row_id else None
        now = row.get(column, "")
        return (before["expected"], now) if before and now in (before["value"], before["expected"]) else (now,)

    def _correction(self, answer: Answer, cell: NewCell) -> Correction:
        expected = cell.expected
        if not _is_pair(cell.table, cell.column):
            old = self._old_value(cell.table, cell.row_id, cell.column)
            expected = old[0] if old else ""
        elif not {cell.row_id, cell.expected} <= self._rows["models"].keys() | self._merged():
            raise RefusedError("unknown-row")
        return {
            "table": cell.table,
            "row_id": cell.row_id,
            "column": cell.column,
            "expected": expected,
            "value": expected if cell.value == KEPT else cell.value,
            "reason": answer.reason,
            "by": answer.by,
            "on": answer.on,
        }

    def _merged(self) -> set[str]:
        """Return the models that are not in the tables only because they were merged into others."""
        return {one["expected"] for key, one in self._before.items() if key[2] == "model_id"}

    def _answered_before(self, answer: Answer, made: Mapping[Key, Correction]) -> list[Key]:
        """Return the opposite answers about the same two models, which a new answer takes back."""
        if answer.kind != "merge":
            return []
        merged = [("entries", row_id, "model_id", "") for row_id in answer.row_ids]
        same = [key for key in merged if key in self.made and self.made[key]["value"] == answer.target]
        apart: list[Key] = [("models", answer.expected, "suggestions", answer.target)]
        return [key for key in (*same, *apart) if key not in made]


_NO_DOCUMENT: Row = dict.fromkeys(TABLES["documents"].names, "")


def _check_signed(answer: Answer) -> None:
    if not answer.answer:
        raise RefusedError("no-answer")
    if not answer.by:
        raise RefusedError("no-by")
    if not is_day(answer.on):
        raise RefusedError("no-on", value=answer.on)


def _with_old_reason(new: Correction, old: Mapping[str, str] | None) -> Correction:
    """Return the new correction; a reason somebody typed before is kept in it."""
    if not old or not old["reason"] or old["reason"] in new["reason"]:
        return new
    if old["value"] == new["value"] and not new["reason"]:
        return {**new, "reason": old["reason"]}
    earlier = f"(trước đó “{old['value']}”, {old['by']}, {old['on']}: {old['reason']})"
    return {**new, "reason": f"{new['reason']} {earlier}".strip()}


def take_answers(answers: Sequence[Answer], frames: Frames, corrections: Iterable[Mapping[str, str]]) -> Taken:
    """Return the corrections with the answers in them; an answer that cannot be taken is one line, with its row."""
    importing, taken = Importing(frames, corrections), Taken([])
    for answer in answers:
        try:
            importing.take(answer)
            taken.answers += 1
        except RefusedError as refused:
            taken.refused.append(f"dòng {answer.line}: {refused}")
    taken.corrections = list(importing.made.values())
    return taken


def corrections_text(corrections: Iterable[Mapping[str, str]]) -> str:
    """Return data/corrections.csv, sorted."""
    return to_csv_text(CORRECTIONS.name, frame(CORRECTIONS.name, corrections))


def write_corrections(corrections: Iterable[Mapping[str, str]], path: Path) -> None:
    """Write data/corrections.csv; OSError leaves the previous one whole."""
    replace_files(path.parent, {path.name: corrections_text(corrections).encode()})


def is_imported(answers: Sequence[Answer], frames: Frames, corrections: Sequence[Mapping[str, str]]) -> bool:
    """Say whether importing these answers would change nothing, so that their sheet may be replaced."""
    taken = take_answers(answers, frames, corrections)
    return not taken.refused and corrections_text(taken.corrections) == corrections_text(corrections)
