"""What households earn, as anybody may see it: how many in which band, the median of five or more, never one amount."""

import pandas as pd

from analysis.measures.incomes import brackets, by_measure, household_years
from analysis.privacy.amounts import band_floors
from analysis.privacy.modes import ENOUGH


def household_measures(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return n and median yearly amount of a household by measure, the most rows first.

    Without the smallest and the largest amount: each is one household's. The median is missing for n < 5.
    """
    return by_measure(incomes).drop(columns=["low_vnd", "high_vnd"])


def household_bands(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return how many households of each measure fall into each band (floor_vnd, ceiling_vnd, n), by printed figure.

    The bands between the lowest and the highest one that holds somebody are all there, 0 where nobody is; the last
    has no ceiling. Nothing tells which place or which document a household belongs to.
    """
    amounts = household_years(incomes)
    floors = list(band_floors())
    amounts = amounts.assign(band=[max(n for n in floors if n <= one) for one in amounts["annual_vnd"]])
    held = [n for n in floors if len(amounts) and amounts["band"].min() <= n <= amounts["band"].max()]
    counts = amounts.groupby(["measure", "band"]).size().to_dict()
    ceilings = dict(zip(floors, [*floors[1:], None], strict=True))
    rows = [
        (measure, floor, ceilings[floor], counts.get((measure, floor), 0))
        for measure in by_measure(incomes)["measure"]
        for floor in held
    ]
    made = pd.DataFrame(rows, columns=["measure", "floor_vnd", "ceiling_vnd", "n"])
    return made.astype({"floor_vnd": "Int64", "ceiling_vnd": "Int64", "n": "Int64"})


def counted_groups(incomes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count how many households fall between two amounts, but for groups of fewer than five."""
    held = brackets(incomes)
    return held[(held["recipients"] >= ENOUGH).fillna(value=False)].reset_index(drop=True)
