"""Counting right, extra and missed rows and cells of one document and table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.evaluate.alignment import Cells
from analysis.evaluate.truth import TruthRow


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the ratios made of them; a ratio without anything to divide by is None, never 1."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add the counts; ratios are never averaged, so a document that failed cannot drop out."""
        return Score(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Of what is in the output, the share that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        """Of what the truth holds, the share that is in the output."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference; without `column` the whole row is missing (`got` empty) or extra (`expected` empty)."""

    document: str
    table: str
    row: str
    column: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Block:
    """The labelled rows and the output rows of one document and table, with the columns judged there."""

    document: str
    table: str
    rows: Sequence[TruthRow]
    output: Sequence[Cells]
    judged: Sequence[str]
    is_recall_only: bool = False


@dataclass
class Tally:
    """What one block adds: a score of rows, one of cells per column, and the differences."""

    block: Block
    rows: Score = Score()
    columns: dict[str, Score] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)

    def add_cell(self, column: str, score: Score) -> None:
        """Add to the score of a column."""
        self.columns[column] = self.columns.get(column, Score()) + score

    def differ(self, row: str, column: str, expected: str, got: str) -> None:
        """Note a difference."""
        self.mismatches.append(Mismatch(self.block.document, self.block.table, row, column, expected, got))


def cell_score(right: Sequence[str], got: str) -> Score:
    """Judge one cell; a cell that is rightly empty counts for nothing, so that emptiness earns no credit."""
    if got in right:
        return Score(right=int(bool(got)))
    return Score(extra=int(bool(got)), missed=int("" not in right))


_TELLING = ("title", "recipient_name", "activity", "count", "declared", "cited_number", "kind")


def _label(cells: Mapping[str, Sequence[str]], number: int, word: str) -> str:
    """Return words by which a person finds a row: its number, and the first of its telling cells."""
    told = ("|".join(cells.get(name, ())) for name in _TELLING)
    found = next((text for text in told if text), "")
    return f"{word} {number}: {found[:60]}" if found else f"{word} {number}"


def _truth_label(row: TruthRow) -> str:
    return _label(row.cells, row.number, "truth row")


def _add_pair(tally: Tally, row: TruthRow, got: Cells) -> None:
    tally.rows += Score(right=1)
    for column, right in row.cells.items():
        tally.add_cell(column, cell_score(right, got[column]))
        if got[column] not in right:
            tally.differ(_truth_label(row), column, "|".join(right), got[column])


def _add_missed(tally: Tally, row: TruthRow) -> None:
    tally.rows += Score(missed=1)
    for column, right in row.cells.items():
        tally.add_cell(column, Score(missed=int("" not in right)))
    tally.differ(_truth_label(row), "", _truth_label(row), "")


def _add_extra(tally: Tally, got: Cells, number: int) -> None:
    tally.rows += Score(extra=1)
    for column in tally.block.judged:
        tally.add_cell(column, Score(extra=int(bool(got[column]))))
    label = _label({name: (value,) for name, value in got.items()}, number, "output row")
    tally.differ(label, "", "", label)


def _unpaired(count: int, paired: set[int]) -> Iterator[int]:
    return (at for at in range(count) if at not in paired)


def tally_block(block: Block, pairs: Sequence[tuple[int, int]]) -> Tally:
    """Count a block: an optional row may be missed; with `is_recall_only` further rows are no errors."""
    tally = Tally(block)
    for at, found in pairs:
        _add_pair(tally, block.rows[at], block.output[found])
    for at in _unpaired(len(block.rows), {at for at, _ in pairs}):
        if not block.rows[at].is_optional:
            _add_missed(tally, block.rows[at])
    if not block.is_recall_only:
        for found in _unpaired(len(block.output), {found for _, found in pairs}):
            _add_extra(tally, block.output[found], found + 1)
    return tally


def tally_findings(block: Block) -> Tally:
    """Count findings that must be reported: each needs one of its codes; other findings are no errors."""
    reported = sorted({cells["code"] for cells in block.output})
    tally = Tally(block)
    for row in block.rows:
        wanted = row.cells.get("code", ())
        if set(reported) & set(wanted):
            tally.rows += Score(right=1)
        elif not row.is_optional:
            tally.rows += Score(missed=1)
            tally.differ(f"truth row {row.number}", "code", "|".join(wanted), ", ".join(reported))
    return tally
