"""Which row of the output is which labelled row.

A pair needs evidence of identity: a name, a title, a number that agrees. Rows of one document share its
place, period and kind, so that agreement in those alone would pair strangers; they only decide between
candidates. A value that many labelled rows share is weak evidence and counts by 1/n.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz

from analysis.evaluate.assignment import best_pairs
from analysis.evaluate.truth import TruthRow
from analysis.schema import Table
from analysis.vietnamese.letters import fold

Cells = Mapping[str, str]

_NAMES = {"title", "raw_recipient", "recipient_name", "activity", "cited_number"}
_NUMBERS = {"count", "declared", "low_vnd", "high_vnd", "amount_vnd"}
IDENTITY = frozenset(_NAMES | _NUMBERS)
# A misprint in a name still tells who is meant; "Nguyễn Thị Mẫu" and "Phan Thị Mẫu" (0.69) are two persons.
_ALIKE = 0.85
_ENOUGH = 0.5
_OPTIONAL_YIELDS = 0.01
_folded = lru_cache(maxsize=100_000)(fold)


def _shares(rows: Sequence[TruthRow], column: str) -> list[float]:
    """Return, per labelled row, the weight of agreeing in `column`: 1/n if n rows hold its value."""
    listed = [[value for value in row.cells.get(column, ()) if value] for row in rows]
    held_by = Counter(value for values in listed for value in values)
    return [1 / max(held_by[value] for value in values) if values else 0.0 for values in listed]


def _likeness(right: Sequence[str], got: str, is_name: bool) -> float:
    if not got or got in right:
        return float(bool(got))
    if not is_name:
        return 0.0
    best = max(fuzz.ratio(_folded(value), _folded(got)) for value in right) / 100
    return best if best >= _ALIKE else 0.0


def _identity(row: TruthRow, weights: Mapping[str, float], got: Cells) -> float:
    return sum(
        weight * _likeness(row.cells[name], got[name], name in _NAMES) for name, weight in weights.items() if weight
    )


def _context(row: TruthRow, got: Cells) -> float:
    """Return the share of the other judged cells that agree, all of them where none is judged."""
    judged = [name for name in row.cells if name not in IDENTITY]
    return sum(got[name] in row.cells[name] for name in judged) / len(judged) if judged else 1.0


def _needed(row: TruthRow, weights: Mapping[str, float]) -> float:
    certain = sum(weight for name, weight in weights.items() if "" not in row.cells.get(name, ("",)))
    return _ENOUGH * min(1.0, certain)


def _score(row: TruthRow, weights: Mapping[str, float], got: Cells) -> float:
    identity, context = _identity(row, weights, got), _context(row, got)
    needed = _needed(row, weights)
    is_candidate = identity >= needed if needed else max(identity, context) >= _ENOUGH
    return identity + context - _OPTIONAL_YIELDS * row.is_optional if is_candidate else 0.0


def align(table: Table, rows: Sequence[TruthRow], output: Sequence[Cells]) -> list[tuple[int, int]]:
    """Return one-to-one pairs (labelled row, output row) of one document and table with the best agreement.

    A document has one row in `documents`, which pairs without evidence.
    """
    if table.name == "documents":
        return [(0, 0)] if rows and output else []
    shares = {name: _shares(rows, name) for name in table.names if name in IDENTITY}
    scores = np.zeros((len(rows), len(output)))
    for at, row in enumerate(rows):
        weights = {name: share[at] for name, share in shares.items()}
        scores[at] = [_score(row, weights, got) for got in output]
    return best_pairs(scores)
