"""The one-to-one pairing with the largest total score, by the Hungarian method (Kuhn 1955, Munkres 1957)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def _grow(cost: Numbers, row_price: Numbers, column_price: Numbers, owner: NDArray[Any], row: int) -> None:
    """Give `row` a column, moving earlier rows along the cheapest path; column 0 stands for none."""
    width = cost.shape[1] + 1
    slack, came_from = np.full(width, np.inf), np.zeros(width, dtype=int)
    used = np.zeros(width, dtype=bool)
    owner[0], column = row, 0
    while owner[column]:
        used[column] = True
        reduced = cost[owner[column] - 1] - row_price[owner[column]] - column_price[1:]
        better = ~used[1:] & (reduced < slack[1:])
        slack[1:][better], came_from[1:][better] = reduced[better], column
        following = int(np.argmin(np.where(used, np.inf, slack)))
        step = slack[following]
        row_price[owner[used]] += step
        column_price[used] -= step
        slack[~used] -= step
        column = following
    while column:
        owner[column] = owner[came_from[column]]
        column = came_from[column]


def best_pairs(scores: Numbers) -> list[tuple[int, int]]:
    """Return pairs (row, column) with the largest total of scores, none of them negative; a score of 0 never pairs.

    `scores` has one row per item of the first list and one column per item of the second. Equal inputs give
    equal pairs. Takes O(n²m) steps for n rows and m columns, n the smaller.
    """
    if scores.size == 0:
        return []
    if scores.shape[0] > scores.shape[1]:
        return sorted((row, column) for column, row in best_pairs(scores.T))
    height, width = scores.shape
    row_price, column_price = np.zeros(height + 1), np.zeros(width + 1)
    owner = np.zeros(width + 1, dtype=int)
    cost = -scores
    for row in range(1, height + 1):
        _grow(cost, row_price, column_price, owner, row)
    pairs = ((int(owner[column]) - 1, column - 1) for column in range(1, width + 1) if owner[column])
    return sorted((row, column) for row, column in pairs if scores[row, column] > 0)
