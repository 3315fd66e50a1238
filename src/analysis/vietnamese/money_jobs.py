"""People employed, as stated beside an amount: "tạo việc làm cho 15 lao động"."""

import re
from functools import cache

from analysis.vietnamese.number_view import alternation, data_rows, plain_view
from analysis.vietnamese.numbers import Number, find_numbers


def _phrases(role: str) -> str:
    return alternation(tuple(row["phrase"] for row in data_rows("money_jobs") if row["role"] == role))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_phrases('counted')})(?!\w)")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_phrases('cue')})(?!\w)[^,;.]{{0,60}}$")


def _is_employed(text: str, number: Number) -> bool:
    after = plain_view(text[number.end : number.end + 40]).low
    before = plain_view(text[max(0, number.start - 90) : number.start]).low
    return bool(_counted().match(after) and _cue().search(before))


def count_jobs(text: str) -> int | None:
    """Return the one number of people employed that `text` states; None for a range or for several numbers.

    >>> count_jobs("tạo việc làm cho hơn 15 lao động"), count_jobs("tạo việc làm cho 15 - 20 lao động")
    (15, None)
    """
    found = {(n.low, n.high) for n in find_numbers(text) if _is_employed(text, n)}
    if len(found) != 1:
        return None
    low, high = found.pop()
    return low if low == high else None
