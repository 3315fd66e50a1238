"""Amounts that are not to be read exactly: bands, two digits, and no amount inside a sentence."""

from functools import cache

from analysis.datafiles import read_rows
from analysis.schema.model import Language
from analysis.vietnamese.money import find_amounts
from analysis.vietnamese.number_format import format_vnd

AMOUNT_MASK = "[ẩn số tiền]"
_DIGITS = 2
_WORDS: dict[str, dict[Language, str]] = {
    "under": {"vi": "dưới {ceiling}", "en": "under {ceiling}"},
    "from": {"vi": "từ {floor} trở lên", "en": "{floor} or more"},
    "between": {"vi": "từ {floor} đến dưới {ceiling}", "en": "{floor} to under {ceiling}"},
}


@cache
def band_floors() -> tuple[int, ...]:
    """Return the floors of the bands in đồng, the lowest first, from data/amount_bands.csv."""
    return tuple(int(row["floor_vnd"]) for row in read_rows("analysis.privacy", "amount_bands.csv"))


def band_of(low: int, high: int, bound: str = "exact") -> tuple[int, int | None] | None:
    """Return floor and ceiling of the band of an amount; no ceiling above the last; None where it is unknown."""
    floor = max((n for n in band_floors() if n <= low), default=0)
    above = (n for n in band_floors() if (n >= high if bound == "under" else n > high))
    ceiling = None if bound == "over" else min(above, default=None)
    floor = 0 if bound == "under" else floor
    return (floor, ceiling) if floor or ceiling else None


def amount_band(low: int, high: int, bound: str = "exact", lang: Language = "vi") -> str:
    """Return the band an amount in đồng falls into, in words; "" where its ceiling is not known.

    >>> amount_band(720_000_000, 720_000_000)
    'từ 500 triệu đồng đến dưới 1 tỷ đồng'
    >>> amount_band(1_300_000_000, 1_300_000_000, "over", "en")
    '1 billion VND or more'
    """
    band = band_of(low, high, bound)
    if band is None:
        return ""
    floor, ceiling = band
    kind = "under" if not floor else "from" if ceiling is None else "between"
    return _WORDS[kind][lang].format(floor=format_vnd(floor, lang), ceiling=format_vnd(ceiling or 0, lang))


def two_digits(amount: int) -> int:
    """Return an amount rounded half up to two digits, as leaders are shown it.

    >>> two_digits(1_670_000_000), two_digits(1_234_567), two_digits(5)
    (1700000000, 1200000, 5)
    """
    unit = int(10 ** max(len(str(abs(amount))) - _DIGITS, 0))
    return (abs(amount) + unit // 2) // unit * unit * (1 if amount >= 0 else -1)


def without_amounts(text: str) -> str:
    """Return a text with every amount of money replaced by a mark.

    >>> without_amounts("Nuôi cá lồng thu nhập 35 tỷ đồng/năm")
    'Nuôi cá lồng thu nhập [ẩn số tiền]'
    """
    kept, end = "", 0
    for found in sorted(find_amounts(text), key=lambda one: one.start):
        if found.start >= end:
            kept, end = kept + text[end : found.start] + AMOUNT_MASK, found.end
    return kept + text[end:] if end else text
