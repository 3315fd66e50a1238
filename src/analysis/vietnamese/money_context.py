"""What the words around an amount say of it: bound, period, bearer, measure, and whether it is a plan or a change."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from analysis.vietnamese import money_measure as measuring
from analysis.vietnamese.money_measure import Cue
from analysis.vietnamese.money_ranges import Statement, join_statements
from analysis.vietnamese.money_strays import mend
from analysis.vietnamese.money_terms import find_terms
from analysis.vietnamese.money_units import Mark, Suffix, marks_before, read_suffix, unit_rows
from analysis.vietnamese.number_view import View
from analysis.vietnamese.numbers import bound_after, bound_before

Bound = Literal["exact", "about", "over", "under", "range", "vague"]
OWN_RESULTS = (*measuring.RESULTS, "unspecified")
_BOUNDS: dict[str, Bound] = {"exact": "exact", "about": "about", "over": "over", "under": "under"}
_EXTREMES = {"cao nhất": "highest", "thấp nhất": "lowest"}
_MOST_NEIGHBOURS = 12
# "doanh thu năm 2019 đạt 18 tỷ": what one year brought
_IN_A_YEAR = re.compile(r"\s*(?:trong |vào )?năm (?:19|20)[0-9]{2}(?![\w/-])")
_MONEY_BEFORE = re.compile(r"(?:đồng|đ|vnđ|triệu|tỷ|tỉ|nghìn|ngàn|bình quân|thu nhập|doanh thu|lợi nhuận|lãi)\s*$")
# "năm 2014 thu 270 triệu"
_YEAR_BEFORE = re.compile(r"(?<!từ )(?<!đến )(?<!với )(?<!so )(?<!\w)năm (?:19|20)[0-9]{2},?(?:\s[^,;.:0-9]{0,30})?$")
_TAKEN_IN_A_YEAR = re.compile(_YEAR_BEFORE.pattern.removesuffix("$") + r"(?<!\w)thu(?: về| được)?\s*$")
_OF_A_YEAR = re.compile(r"[^,;.:0-9]{0,40}?(?<!từ )(?<!đến )(?<!với )(?<!\w)năm (?:19|20)[0-9]{2}\s[^,;.:0-9]{0,30}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with its bound and suffix, its whole span, and the passage it stands in."""

    statement: Statement
    bound: Bound
    start: int
    suffix: Suffix
    end: int
    passage: tuple[int, int]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Codes of period, per and measure with the flags of how they were found."""

    period: str
    per: str
    measure: str
    flags: tuple[str, ...]


def _bound_of(statement: Statement, row: dict[str, str] | None) -> Bound:
    if statement.low is None:
        return "vague"
    if statement.is_range:
        return "range"
    return _BOUNDS[row["money_bound"]] if row else "exact"


def _place(view: View, statement: Statement, floor: int, limit: int) -> Placed:
    suffix = read_suffix(view, statement.end, limit)
    row, start = bound_before(view.low, statement.start)
    start = max(start, floor)
    end = max(suffix.end, statement.end)
    if row is None:
        row, end = bound_after(view.low, end, gap=0)
    extreme = _EXTREMES.get(row["phrase"]) if row else None
    flags = (*statement.flags, *suffix.flags, *((extreme,) if extreme else ()))
    bounds = measuring.passage(view, start, end)
    return Placed(statement, _bound_of(statement, row), start, suffix, end, bounds, flags)


def _is_restated(view: View, item: Placed, before: Placed) -> bool:
    """Return whether brackets repeat the amount in words: "1.200.000 đồng (một triệu hai trăm nghìn đồng)"."""
    if before.statement.low != item.statement.low or item.statement.low is None:
        return False
    return view.low[before.end : item.start].strip() == "(" and view.low[item.end : item.end + 1] == ")"


def _share(placed: list[Placed]) -> list[Placed]:
    """Give the first of two points in time the period and bearer that only the second states."""
    shared = list(placed)
    for index in range(len(placed) - 1):
        first, last = placed[index], placed[index + 1]
        if "earlier" in first.flags and not (first.suffix.period or first.suffix.per):
            shared[index] = replace(first, suffix=replace(last.suffix, end=first.end))
    return shared


def place_amounts(view: View) -> list[Placed]:
    """Return the statements of `view` in order with bounds and suffixes; words that repeat figures are left out."""
    statements = join_statements(view, mend(view, find_terms(view)))
    limits = [*(statement.start for statement in statements[1:]), len(view.low)]
    placed: list[Placed] = []
    for statement, limit in zip(statements, limits, strict=False):
        item = _place(view, statement, placed[-1].end if placed else 0, limit)
        if not (placed and _is_restated(view, item, placed[-1])):
            placed.append(item)
    return _share(placed)


def _is_carried(view: View, mark: Mark, item: Placed, between: bool, code: str) -> bool:
    """Return whether a period or bearer stated before holds for the amount.

    A period reaches over commas and other amounts for results only; a bearer only where nothing intervenes.
    """
    apart = "," in view.low[mark.end : item.start].removeprefix(",")
    if mark.slot == "per":
        return not between and not apart
    if mark.is_slash:
        return not between
    return code in OWN_RESULTS or not (between or apart or code == "price")


def _stated(view: View, item: Placed, earlier: list[Placed], code: str) -> tuple[str, str, str, tuple[str, ...]]:
    """Return period, per, its word and flags, from the suffix or else from what stands before in the passage."""
    found = {"period": item.suffix.period, "per": item.suffix.per}
    word = item.suffix.word
    flags: tuple[str, ...] = ()
    for mark in reversed(marks_before(view, item.passage[0], item.start)):
        if mark.is_slash and not _MONEY_BEFORE.search(view.low[: mark.start]):
            continue  # "3.000 con/lứa": a quantity of something else
        if found[mark.slot] or any(other.statement.start <= mark.start < other.end for other in earlier):
            continue
        if _is_carried(view, mark, item, any(mark.end <= other.start for other in earlier), code):
            found[mark.slot] = "none" if mark.code == "other" else mark.code
            word = mark.word if mark.slot == "per" else word
            flags = (*flags, "other-period") if mark.code == "other" else flags
    return found["period"] or "none", found["per"] or "none", word, flags


def _cue_of(view: View, item: Placed, since: int, cues: list[Cue]) -> Cue | None:
    """Return the cue: one on the left that no amount has used, one right after, or the one that was used.

    A result holds on ("doanh thu năm 2018 đạt 3 tỷ, năm 2019 đạt 4 tỷ"); spending ends where a result verb follows.
    """
    left = measuring.left_cue(view, cues, item.start)
    if left and left.start >= since:
        return left
    right = measuring.right_cue(view, item.end)
    if right is not None or left is None:
        return right
    is_result = left.row["code"] in measuring.RESULTS
    return left if is_result or not measuring.has_role(cues, "neutral", since, item.start) else None


def _is_of_a_year(view: View, item: Placed, cue: Cue | None, since: int) -> bool:
    """Tell what one year brought: "doanh thu đạt 18 tỷ trong năm 2019", "năm 2014 thu 270 triệu đồng"."""
    if cue is None:
        return _TAKEN_IN_A_YEAR.search(view.low, since, item.start) is not None
    return bool(_IN_A_YEAR.match(view.low, item.end) or _YEAR_BEFORE.search(view.low, since, cue.start))


def read_context(view: View, placed: list[Placed], index: int) -> Context:
    """Return what the passage says of the amount at `index`."""
    item = placed[index]
    earlier = [other for other in placed[max(0, index - _MOST_NEIGHBOURS) : index] if other.end > item.passage[0]]
    since = earlier[-1].end if earlier and "second-point-in-time" not in item.flags else item.passage[0]
    cues = measuring.cues_in(view, item.passage[0], item.statement.start)
    cue = _cue_of(view, item, since, cues)
    period, per, word, flags = _stated(view, item, earlier, cue.row["code"] if cue else "unspecified")
    told = view.low[max(since, cue.end if cue else since) : item.start].lstrip(" ,")
    result = cue is not None and cue.row["code"] in measuring.RESULTS
    yearly = _is_of_a_year(view, item, cue, since) or (result and _OF_A_YEAR.fullmatch(told))
    if period == "none" and (result or cue is None) and yearly:
        period = "year"
    workers = measuring.has_role(cues, "worker", since, item.start)
    measure = measuring.settled(cue, period, per, unit_rows().get(word), workers)
    if measuring.is_deducted(view, cue, item.start, item.end):
        measure = "cost"
    target = ("target",) if measuring.has_role(cues, "target", since, item.start) else ()
    changed = any(measuring.is_difference(view, cues, start) for start in (item.start, item.statement.start))
    difference = ("difference",) if changed else ()
    if measure == "per_capita" and per == "none":
        per = "person"
    return Context(period, per, measure, (*flags, *target, *difference))
