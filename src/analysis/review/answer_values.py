"""What an answer says: the new value of each cell it speaks of, or why it cannot be taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.fields import DEFAULT
from analysis.places import canonical
from analysis.places.names import split_type
from analysis.review.answers import Answer
from analysis.review.questions import Row
from analysis.review.questions_places import home_of
from analysis.review.sheet_words import code_answers, sheet_words
from analysis.vietnamese.letters import fold, tidy
from analysis.vietnamese.money import find_amounts

_LEAST_VND = 10_000
_ABOVE = {"commune": ("district", "province"), "district": ("province",), "province": ()}
# The old value of a cell stays; what it is, the caller knows.
KEPT = "\x00kept"


class RefusedError(Exception):
    """An answer cannot be taken; `code` names the words in review_sheet.yaml, `value` fills them."""

    def __init__(self, code: str, **values: str) -> None:
        """Say why."""
        self.code, self.values = code, values
        super().__init__(sheet_words()["refused"][code].format(**values))


@dataclass(frozen=True, slots=True)
class NewCell:
    """The new value of one cell; `expected` is empty where it is the cell's present value."""

    table: str
    row_id: str
    column: str
    value: str
    expected: str = ""


def new_cells(answer: Answer, row_id: str, rows: Mapping[str, Row], document: Row) -> list[NewCell]:
    """Return what an answer makes of one of its rows. RefusedError if it says nothing that can be taken.

    `rows` are the rows of the answer's table by id, `document` is the row of the document it stands in.
    """
    if answer.kind not in _READERS:
        raise RefusedError("no-codes")
    return _READERS[answer.kind](answer, row_id, rows, document)


def _chosen(answer: Answer, names: tuple[str, ...]) -> str:
    """Return which of the fixed answers was chosen."""
    words: Mapping[str, str] = sheet_words()["answers"]
    found = next((name for name in names if fold(words[name]) == fold(answer.answer)), "")
    if not found:
        raise RefusedError("not-listed", value=answer.answer)
    return found


def _code(answer: Answer) -> str:
    codes = {fold(words): code for words, code in code_answers(answer.kind).items()}
    if fold(answer.answer) not in codes:
        raise RefusedError("not-listed", value=answer.answer)
    return codes[fold(answer.answer)]


def _kind(answer: Answer, row_id: str, _: Mapping[str, Row], __: Row) -> list[NewCell]:
    return [NewCell(answer.table, row_id, "recipient_kind", _code(answer))]


def _field(answer: Answer, row_id: str, _: Mapping[str, Row], __: Row) -> list[NewCell]:
    subfield = _code(answer)
    field = DEFAULT.parents[subfield]
    return [NewCell(answer.table, row_id, "field", field), NewCell(answer.table, row_id, "subfield", subfield)]


def _amount(answer: Answer, row_id: str, _: Mapping[str, Row], __: Row) -> list[NewCell]:
    low, high = (KEPT, KEPT) if _is_kept(answer) else _vnd(answer.answer)
    return [NewCell(answer.table, row_id, "low_vnd", low), NewCell(answer.table, row_id, "high_vnd", high)]


def _is_kept(answer: Answer) -> bool:
    return fold(answer.answer) == fold(sheet_words()["answers"]["keep"])


def _vnd(text: str) -> tuple[str, str]:
    """Return the two ends of an amount: digits with or without dots, or one exact amount in words."""
    plain = text.removesuffix("đồng").removesuffix("đ").strip().replace(".", "").replace(" ", "")
    if plain.isascii() and plain.isdecimal() and int(plain) >= _LEAST_VND:
        return plain, plain
    amounts = find_amounts(text)
    if len(amounts) != 1 or amounts[0].flags or amounts[0].low_vnd is None or amounts[0].high_vnd is None:
        raise RefusedError("no-amount", value=text)
    return str(amounts[0].low_vnd), str(amounts[0].high_vnd)


def _place(answer: Answer, row_id: str, _: Mapping[str, Row], document: Row) -> list[NewCell]:
    if answer.column not in _ABOVE:
        raise RefusedError("no-codes")
    if _is_kept(answer):
        return [NewCell(answer.table, row_id, answer.column, KEPT)]
    first, *others = (tidy(part) for part in answer.answer.split(","))
    cells = {answer.column: first} | {_level_above(part, answer): part for part in others}
    if not split_type(first, answer.column)[0] or len(cells) <= len(others):
        raise RefusedError("no-place", value=answer.answer)
    return [NewCell(answer.table, row_id, level, _canonical(part, level, document)) for level, part in cells.items()]


def _level_above(part: str, answer: Answer) -> str:
    level = next((level for level in _ABOVE.get(answer.column, ()) if split_type(part, level)[0]), "")
    if not level:
        raise RefusedError("no-place", value=answer.answer)
    return level


def _canonical(name: str, level: str, document: Row) -> str:
    """Return the name as the gazetteer has it; a unit it does not know stays as typed."""
    home, day = home_of(document)
    return canonical(name, level, home, day) or " ".join(split_type(name, level))


def _duplicate(answer: Answer, row_id: str, rows: Mapping[str, Row], _: Row) -> list[NewCell]:
    if _chosen(answer, ("same", "different")) == "different":
        return [NewCell(answer.table, row_id, "entry_id", row_id)]
    if answer.target not in rows:
        raise RefusedError("unknown-row")
    return [NewCell(answer.table, row_id, "entry_id", answer.target)]


def _merge(answer: Answer, row_id: str, _: Mapping[str, Row], __: Row) -> list[NewCell]:
    """A merge is a new model id of the entry; two models kept apart are a row about the suggestion."""
    if _chosen(answer, ("merge", "apart")) == "merge":
        return [NewCell(answer.table, row_id, "model_id", answer.target)]
    return [NewCell("models", answer.expected, "suggestions", "", answer.target)]


_READERS: Mapping[str, Callable[[Answer, str, Mapping[str, Row], Row], list[NewCell]]] = {
    "reward-kind": _kind,
    "recipient-kind": _kind,
    "field-none": _field,
    "field-review": _field,
    "amount": _amount,
    "place": _place,
    "duplicate": _duplicate,
    "merge": _merge,
}
