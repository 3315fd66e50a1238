"""Amounts of money in running text, with bound, period, bearer and measure.

The grammar is that of Vietnamese reports (comma decimal, dot thousands, tỷ and tỉ alike). A wrong amount is worse than
a missing one: what can be read in two ways keeps its place with the flag `ambiguous` and no number.
"""

import re
from dataclasses import dataclass, replace

from analysis.vietnamese.money_context import OWN_RESULTS, Bound, Context, Placed, place_amounts, read_context
from analysis.vietnamese.money_jobs import count_jobs
from analysis.vietnamese.money_measure import sentence
from analysis.vietnamese.number_view import View, plain_view

_NO_RESULT = {"earlier", "target", "difference"}
_MARGIN = 100
_MOST_A_YEAR, _LEAST_A_YEAR = 20_000_000_000, 5_000_000


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount in đồng; `low_vnd` equals `high_vnd` unless a range is printed, both None for vague words.

    Codes of bound, period, per and measure are those of the table incomes. Flags: `ocr-repaired`, `english-style`,
    `ambiguous` (two readings, no number), `earlier` and `second-point-in-time` (từ 30 lên 45), `target` (a plan),
    `difference` (tăng 12 triệu), `highest` and `lowest` (the best or least earner), `implausible` (for a household),
    `unknown-unit`, `other-period` (a quarter, three years). The span covers the bound word and "/năm".
    """

    low_vnd: int | None
    high_vnd: int | None
    bound: Bound
    period: str
    per: str
    measure: str
    is_outcome_measure: bool
    flags: tuple[str, ...]
    start: int
    end: int
    text: str


_DEDUCTED = re.compile(r"[^.;0-9]{0,60}(?<!\w)trừ(?!\w)[^.;0-9]{0,60}|\s*,\s*(?:còn |được )?lãi(?: ròng)?\s*")


def _is_implausible(placed: Placed, context: Context) -> bool:
    """Return whether one household does not earn this: above 20 tỷ, or below 5 triệu a year."""
    high = placed.statement.high
    if high is None or context.measure not in OWN_RESULTS or context.per not in ("none", "household"):
        return False
    return high > _MOST_A_YEAR or (context.period == "year" and high < _LEAST_A_YEAR)


def _amount(view: View, text: str, placed: Placed, context: Context) -> Amount:
    implausible = ("implausible",) if _is_implausible(placed, context) else ()
    flags = tuple(dict.fromkeys((*placed.flags, *context.flags, *implausible)))
    own = context.measure in OWN_RESULTS and context.per in ("none", "household") and not _NO_RESULT & set(flags)
    start, end = view.origin(placed.start, placed.end)
    return Amount(
        low_vnd=placed.statement.low,
        high_vnd=placed.statement.high,
        bound=placed.bound,
        period=context.period,
        per=context.per,
        measure=context.measure,
        is_outcome_measure=own,
        flags=flags,
        start=start,
        end=end,
        text=text[start:end],
    )


def _is_shown(view: View, placed: Placed, context: Context) -> bool:
    """Return whether it is surely money: "320 triệu" without đồng needs a measure, a period, or to stand alone."""
    if not placed.statement.is_bare or context.measure != "unspecified":
        return True
    if context.period != "none" or context.per != "none":
        return True
    if placed.start > _MARGIN or len(view.low) - placed.end > _MARGIN:
        return False
    return not (view.low[: placed.start].strip() or view.low[placed.end :].strip(" .;,\n"))


def _of_same_time(view: View, read: list[tuple[Placed, Context]], index: int) -> Context:
    """Give a profit the period of its revenue: "doanh thu 900 triệu đồng/năm, trừ chi phí còn lãi 420"."""
    item, context = read[index]
    if index == 0 or context.measure != "profit" or context.period != "none":
        return context
    before, revenue = read[index - 1]
    left_of_it = revenue.measure in ("revenue", "unspecified") and _DEDUCTED.fullmatch(
        view.low[before.end : item.start]
    )
    return replace(context, period=revenue.period) if left_of_it else context


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of money in `text` in order, without overlap; never raises.

    >>> [(a.low_vnd, a.bound, a.period, a.measure) for a in find_amounts("lãi hơn 1,670 tỉ đồng/năm")]
    [(1670000000, 'over', 'year', 'profit')]
    """
    view = plain_view(text)
    placed = place_amounts(view)
    read = [(item, read_context(view, placed, index)) for index, item in enumerate(placed)]
    read = [(item, _of_same_time(view, read, index)) for index, (item, _) in enumerate(read)]
    return [_amount(view, text, item, context) for item, context in read if _is_shown(view, item, context)]


def parse_amount(text: str) -> Amount | None:
    """Return the one amount that `text` states, None if it states none, several, or none that can be read.

    >>> parse_amount("1 tỷ 250 triệu đồng").low_vnd
    1250000000
    """
    amounts = find_amounts(text)
    return amounts[0] if len(amounts) == 1 and amounts[0].low_vnd is not None else None


def is_outcome(amount: Amount, recipient_kind: str) -> bool:
    """Return whether it is a household's, individual's or collective's own revenue, income, profit or result.

    Wages, prices, donations, costs, amounts per person or per hectare, plans and earlier points in time are not.
    """
    return amount.is_outcome_measure and recipient_kind in ("household", "individual", "collective")


def annual_vnd(amount: Amount, recipient_kind: str) -> int | None:
    """Return the mid-value per year in đồng: for a yearly amount, or twelve months of one household's income."""
    if amount.low_vnd is None or amount.high_vnd is None:
        return None
    middle = (amount.low_vnd + amount.high_vnd) // 2
    if amount.period == "year":
        return middle
    own = (
        recipient_kind in ("household", "individual")
        and amount.measure in ("income", "profit")
        and amount.per in ("none", "household")
    )
    return middle * 12 if amount.period == "month" and own else None


def find_jobs(text: str, amount: Amount) -> int | None:
    """Return how many people are employed by the passage that states `amount`, None if it states none or several.

    >>> sentence = "lãi 500 triệu đồng/năm, tạo việc làm cho 15 lao động"
    >>> find_jobs(sentence, find_amounts(sentence)[0])
    15
    """
    before, after = sentence(text, amount.start, amount.end)
    return count_jobs(text[before:after])
