"""Pairs are one to one, the best in total, and need evidence of identity."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evaluate.alignment import IDENTITY, align
from analysis.evaluate.assignment import best_pairs
from analysis.evaluate.truth import TruthRow
from analysis.schema import TABLES

SCORES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5)
)


def best_total(scores: np.ndarray) -> float:
    if scores.shape[0] > scores.shape[1]:
        return best_total(scores.T)
    ways = permutations(range(scores.shape[1]), scores.shape[0])
    return max(sum(scores[row, column] for row, column in enumerate(way)) for way in ways)


@given(SCORES)
def test_no_other_pairing_has_a_larger_total(listed: list[list[int]]) -> None:
    scores = np.array(listed, dtype=float)
    pairs = best_pairs(scores)
    assert sum(scores[pair] for pair in pairs) == pytest.approx(best_total(scores))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(scores[pair] > 0 for pair in pairs)


def test_the_best_total_beats_the_best_single_pair() -> None:
    assert best_pairs(np.array([[9.0, 8.0], [8.0, 0.0]])) == [(0, 1), (1, 0)]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_pairs_with_nothing(shape: tuple[int, int]) -> None:
    assert best_pairs(np.zeros(shape)) == []


def entry(title: str = "", recipient: str = "", district: str = "huyện Mẫu") -> dict[str, str]:
    cells = dict.fromkeys(TABLES["entries"].names, "")
    return cells | {"title": title, "recipient_name": recipient, "district": district, "kind": "model"}


def truth(*rows: dict[str, str], optional: tuple[int, ...] = ()) -> list[TruthRow]:
    judged = ("title", "recipient_name", "district", "kind")
    return [
        TruthRow("a.txt", at, {name: tuple(row[name].split("|")) for name in judged}, at in optional)
        for at, row in enumerate(rows)
    ]


CASES = {
    "the same row": ([entry("Trồng hoa")], [entry("Trồng hoa")], [(0, 0)]),
    "another order": (
        [entry("Trồng hoa"), entry("Nuôi cá")],
        [entry("Nuôi cá"), entry("Trồng hoa")],
        [(0, 1), (1, 0)],
    ),
    "only place and kind agree": ([entry("Trồng hoa")], [entry("Nuôi cá lồng")], []),
    "title agrees, all else differs": (
        [entry("Trồng hoa", "Lê Thị Mẫu", "huyện A")],
        [entry("Trồng hoa", "Công an xã", "huyện B")],
        [(0, 0)],
    ),
    "recipient agrees, title differs": (
        [entry("Trồng hoa", "Lê Thị Mẫu")],
        [entry("Nuôi cá", "Lê Thị Mẫu")],
        [(0, 0)],
    ),
    "a misprint in the title": ([entry("Trang trại nuôi heo")], [entry("Trang trại nuôi hẹo")], [(0, 0)]),
    "another title of the same shape": ([entry("Trồng hoa hồng")], [entry("Trồng cây cam")], []),
    "an alternative of the title": ([entry("Nuôi cá|Mô hình nuôi cá")], [entry("Mô hình nuôi cá")], [(0, 0)]),
    "a title twice, told apart by the district": (
        [entry("Tự quản", district="huyện A"), entry("Tự quản", district="huyện B")],
        [entry("Tự quản", district="huyện B"), entry("Tự quản", district="huyện A")],
        [(0, 1), (1, 0)],
    ),
    "a recipient that many rows share is weak evidence": (
        [entry(title, "Nhân dân xã Mẫu") for title in ("Trồng hoa", "Nuôi cá lồng", "Tổ tự quản")],
        [entry("Đọc sách mỗi ngày", "Nhân dân xã Mẫu")],
        [],
    ),
    "no name on either side": ([entry()], [entry()], [(0, 0)]),
    "one row for two": ([entry("Nuôi cá"), entry("Nuôi cá")], [entry("Nuôi cá")], [(0, 0)]),
}


@pytest.mark.parametrize("case", CASES)
def test_pairs(case: str) -> None:
    rows, output, expected = CASES[case]
    assert align(TABLES["entries"], truth(*rows), output) == expected


def test_a_required_row_goes_before_an_optional_one() -> None:
    rows = truth(entry("Nuôi cá"), entry("Nuôi cá"), optional=(0,))
    assert align(TABLES["entries"], rows, [entry("Nuôi cá")]) == [(1, 0)]


def test_a_count_that_differs_is_another_row() -> None:
    table = TABLES["rewards"]
    blank = dict.fromkeys(table.names, "") | {"role": "awarded", "province": "tỉnh Mẫu"}
    rows = [TruthRow("a.txt", 1, {"role": ("awarded",), "count": ("99",), "province": ("tỉnh Mẫu",)})]
    assert align(table, rows, [blank | {"count": "98"}]) == []
    assert align(table, rows, [blank | {"count": "98"}, blank | {"count": "99"}]) == [(0, 1)]


def test_the_one_row_of_a_document_pairs_without_evidence() -> None:
    rows = [TruthRow("a.txt", 1, {"number": ("1/KH-UBND",)})]
    assert align(TABLES["documents"], rows, [dict.fromkeys(TABLES["documents"].names, "")]) == [(0, 0)]
    assert align(TABLES["documents"], rows, []) == []


def test_identity_columns_exist_and_are_never_codes() -> None:
    columns = {column.name: column for table in TABLES.values() for column in table.columns}
    assert set(columns) >= IDENTITY
    assert not any(columns[name].codes for name in IDENTITY)
