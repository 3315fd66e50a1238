"""The rules of comparison (domain notes, section 3, rules 1 to 7), each a small pure function.

1. Only equal things: same level, recipient, role, form, kind of document, place and length of period; a number of
   several years is divided by nobody unless asked (`yearly_average`), and is then marked as derived.
2. Per cent only from a base of ten. 3. "gấp N lần", never "tăng N lần". 4. Shares differ by percentage points.
5. Boundary changes are the business of `boundaries`. 6. No growth where completeness differs; no rate where a list is
   known to be short. 7. No share below five.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

LEAST_BASE = 10
LEAST_WHOLE = 5
LEAST_COMPLETE = Decimal("0.95")
_TIMES_FROM = 2
_MONTHS = 12


class PercentOfPercentError(TypeError):
    """Somebody asked for the growth of a share; shares differ by percentage points."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the lists behind a number declare and hold: `declared` None where no list states a number.

    `found` counts in lists that declare a number; `open_lists` end with "...", `other_lists` declare nothing.
    """

    declared: int | None = None
    found: int = 0
    open_lists: int = 0
    other_lists: int = 0

    @property
    def share(self) -> Decimal | None:
        """Found by declared, at most 1; None where nothing is declared."""
        return min(Decimal(1), Decimal(self.found) / self.declared) if self.declared else None

    @property
    def state(self) -> str:
        """`short` (open or below the set completeness), `unknown` (nothing declared) or `whole`."""
        if self.open_lists or (self.share is not None and self.share < LEAST_COMPLETE):
            return "short"
        return "unknown" if self.share is None or self.other_lists else "whole"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, which must not be treated like a count."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Per cent of the whole; None below five (rule 7)."""
        return Decimal(self.part * 100) / self.whole if self.whole >= LEAST_WHOLE else None


@dataclass(frozen=True, slots=True)
class Side:
    """A number with all that must be equal before it is compared; '' or None is not stated, which equals itself.

    `months` is the length of the period; `ledger` None for a number a source states without a list.
    """

    value: int
    months: int | None
    level: str = ""
    recipient: str = ""
    role: str = ""
    form: str = ""
    stage: str = ""
    place: str = ""
    bound: str = "exact"
    ledger: Ledger | None = None
    documents: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of two numbers: nothing is said where `obstacles` stand; no rate where `cautions` forbid it."""

    change: int | None
    percent: Decimal | None
    times: Decimal | None
    obstacles: tuple[str, ...]
    cautions: tuple[str, ...]


_EQUAL = ("level", "recipient", "role", "form", "stage", "place")
_NO_RATE = frozenset({"incomplete", "small-base"})


def _rounded(value: Decimal) -> Decimal:
    """Return a whole number as it is and any other with one decimal, so that 2.97 reads 3.0 and not 3."""
    whole = value.to_integral_value()
    return whole if value == whole else value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def percent_change(base: int, now: int, least: int = LEAST_BASE) -> Decimal | None:
    """Return the change in per cent of the base, None below `least` (rule 2).

    PercentOfPercentError for shares (rule 4).

    >>> percent_change(2071, 2347), percent_change(9, 18)
    (Decimal('13.3'), None)
    """
    if isinstance(base, Share) or isinstance(now, Share):
        raise PercentOfPercentError("a share has no per cent change: use points()")
    return _rounded(Decimal((now - base) * 100) / base) if base >= least and base > 0 else None


def times(base: int, now: int, least: int = LEAST_BASE) -> Decimal | None:
    """Return how many times the base the number is, from twice on and from a base of `least` on (rule 3).

    >>> times(20, 30), times(20, 50), times(2, 50)
    (None, Decimal('2.5'), None)
    """
    return _rounded(Decimal(now) / base) if base >= least and now >= _TIMES_FROM * base else None


def points(base: Share, now: Share) -> Decimal | None:
    """Return the difference of two shares in percentage points, None where either whole is below five (rules 4, 7).

    >>> points(Share(5, 10), Share(6, 10))
    Decimal('10')
    """
    if base.percent is None or now.percent is None:
        return None
    return _rounded(now.percent) - _rounded(base.percent)


def unequal(base: Side, now: Side) -> tuple[str, ...]:
    """Return why two numbers are not of equal things (rule 1), as codes of comparison_note."""
    found = [f"different-{name}" for name in _EQUAL if getattr(base, name) != getattr(now, name)]
    if base.months is None or now.months is None:
        found.append("unknown-length")
    elif base.months != now.months:
        found.append("different-length")
    if base.documents & now.documents:
        found.append("same-document")
    if {base.bound, now.bound} != {"exact"}:
        found.append("inexact")
    return tuple(found)


def completeness(base: Ledger | None, now: Ledger | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return obstacles and cautions of two ledgers (rule 6); two known shares differ when they are not equal."""
    if base is None or now is None:
        return (), ()
    states = {base.state, now.state}
    if len(states) > 1 or (states == {"short"} and base.share != now.share):
        return ("completeness-differs",), ()
    return (), {"short": ("incomplete",), "unknown": ("completeness-unknown",)}.get(base.state, ())


def compare(base: Side, now: Side, extra: Iterable[str] = ()) -> Verdict:
    """Return what may be said of two numbers; `extra` are obstacles known from elsewhere."""
    differing, reserved = completeness(base.ledger, now.ledger)
    obstacles = tuple(dict.fromkeys((*unequal(base, now), *differing, *extra)))
    if obstacles:
        return Verdict(None, None, None, obstacles, reserved)
    small = ("small-base",) if base.value < LEAST_BASE else ()
    cautions = (*reserved, *small)
    rated = not _NO_RATE & set(cautions)
    percent, ratio = percent_change(base.value, now.value), times(base.value, now.value)
    return Verdict(now.value - base.value, percent if rated else None, ratio if rated else None, (), cautions)


def yearly_average(side: Side) -> Decimal | None:
    """Return a number of several whole years per year; only on request and only as a derived number (rule 1).

    >>> yearly_average(Side(241, 48)), yearly_average(Side(241, 12))
    (Decimal('60.3'), None)
    """
    if side.months is None or side.months <= _MONTHS or side.months % _MONTHS:
        return None
    return _rounded(Decimal(side.value) / (side.months // _MONTHS))
