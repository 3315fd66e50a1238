"""T10: the year under review beside another one, number by number, by the rules of `comparing`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.measures.boundaries import CommonMap, common_map
from analysis.measures.comparing import Share, Verdict, compare, points
from analysis.measures.comparison_sides import Counted, entry_side, ledger_of, overlap, pairs, stated_sides
from analysis.measures.comparison_words import ledger_words, points_sentence, sentence
from analysis.measures.entries import COUNTED, FIELDS, counted
from analysis.measures.models import subject
from analysis.measures.places import alphabetical
from analysis.measures.review_table import ReviewTable, Words, evidence, joined, note, review_table
from analysis.measures.selection import Part
from analysis.measures.series import MODEL_KEY, REWARD_KEY
from analysis.measures.units import UNSTATED, Detail

_SHOWN = [
    *("what", "kind", "place", "field", "role", "level", "form", "recipient_kind", "subject"),
    *("base_period", "base", "period", "value", "change", "percent", "points", "sentence_vi", "sentence_en", "remarks"),
]
_REWARD = {"level": "level", "recipient": "recipient_kind", "role": "role", "form": "form"}
_COUNT = {"level": "level", "recipient": "recipient_kind", "role": "role"}


@dataclass(frozen=True)
class Line:
    """One comparison: what is compared, both sides, the verdict; `shares` for parts of a whole."""

    names: Mapping[str, str]
    base: Counted
    now: Counted
    verdict: Verdict
    unit: str
    table: str
    shares: tuple[Share, Share] | None = None
    remarks: tuple[str, ...] = ()

    @property
    def points(self) -> Decimal | None:
        """The difference of the shares, where the numbers themselves may be compared."""
        return points(*self.shares) if self.shares and not self.verdict.obstacles else None

    @property
    def sentence(self) -> Words:
        """The verdict in words, with the difference of the shares behind it."""
        words = sentence(self.verdict, self.unit, self.base.period)
        if self.points is None:
            return words
        more = points_sentence(self.points, self.base.period)
        return Words(f"{words.vi}; {more.vi}", f"{words.en}; {more.en}")


def _entries_line(names: Mapping[str, str], sides: tuple[Counted, Counted], unit: str) -> Line:
    base, now = sides
    return Line(names, base, now, compare(base.side, now.side), unit, "entries")


def _by_kind(base: Part, now: Part) -> Iterator[Line]:
    for kind in COUNTED:
        rows = [part.known.entries[part.known.entries["kind"] == kind] for part in (base, now)]
        if any(len(one) for one in rows):
            sides = entry_side(base, rows[0], kind), entry_side(now, rows[1], kind)
            yield _entries_line({"what": "kind", "kind": kind}, sides, kind)


def _by_field(base: Part, now: Part) -> Iterator[Line]:
    held = [counted(part.known.entries) for part in (base, now)]
    for field in FIELDS:
        rows = [one[one["field"] == field] for one in held]
        if any(len(one) for one in rows):
            sides = entry_side(base, rows[0]), entry_side(now, rows[1])
            shares = Share(len(rows[0]), len(held[0])), Share(len(rows[1]), len(held[1]))
            verdict = compare(sides[0].side, sides[1].side)
            small = ("small-number",) if min(len(one) for one in held) < 5 else ()
            names = {"what": "field", "field": field}
            yield Line(names, *sides, verdict, "entries", "entries", shares, small)


def _by_place(base: Part, now: Part, common: CommonMap) -> Iterator[Line]:
    held = [counted(part.known.entries) for part in (base, now)]
    named = [units.loc[one.index] for units, one in zip((common.base, common.now), held, strict=True)]
    for place in sorted({*named[0], *named[1]} - {UNSTATED}, key=alphabetical):
        rows = [one[units == place] for one, units in zip(held, named, strict=True)]
        sides = entry_side(base, rows[0], place=place), entry_side(now, rows[1], place=place)
        verdict = compare(sides[0].side, sides[1].side)
        moved = ("boundary",) if place in common.changed else ()
        yield Line({"what": "place", "place": place}, *sides, verdict, "entries", "entries", None, moved)


def _stated(base: Part, now: Part, table: str) -> Iterator[Line]:
    """Yield the stated numbers of rewards or models that both years have for one and the same thing."""
    key, as_side = (REWARD_KEY, _REWARD) if table == "rewards" else (MODEL_KEY, _COUNT)
    rows = [getattr(part.known, table) for part in (base, now)]
    if table == "counts":
        rows = [one.assign(subject=subject(one)) for one in rows]
    left, right = (stated_sides(one, key, as_side) for one in rows)
    for names in sorted(left.keys() & right.keys()):
        held = dict(zip(key, names, strict=True))
        shown = {name: held.get(name, "") for name in ("role", "level", "form", "recipient_kind", "field")}
        about = held.get("subject") or held.get("movement", "")
        place = ", ".join(filter(None, (held["commune"], held["district"], held["province"])))
        for one, other in pairs(left[names], right[names]):
            extra = ("periods-overlap",) if overlap(one, other) else ()
            verdict = compare(one.side, other.side, extra)
            unit = held["recipient_kind"] if table == "rewards" else "model"
            yield Line({"what": table, "place": place, "subject": about, **shown}, one, other, verdict, unit, table)


def _lines(base: Part, now: Part, common: CommonMap) -> list[Line]:
    lists = [len(counted(part.known.entries)) for part in (base, now)]
    made = [*_by_kind(base, now), *_by_field(base, now)] if all(lists) else []
    # Communes change their outline under one name, so below a district there is no common map.
    places = _by_place(base, now, common) if all(lists) and now.level == "province" else ()
    return [*made, *places, *_stated(base, now, "rewards"), *_stated(base, now, "counts")]


def _row(line: Line) -> dict[str, object]:
    said, verdict = line.sentence, line.verdict
    remarks = "; ".join(dict.fromkeys((*verdict.obstacles, *verdict.cautions, *line.remarks)))
    return {
        **{name: value or None for name, value in line.names.items()},
        "base_period": line.base.period,
        "base": line.base.side.value,
        "period": line.now.period,
        "value": line.now.side.value,
        "change": verdict.change,
        "percent": None if verdict.percent is None else float(verdict.percent),
        "points": None if line.points is None else float(line.points),
        "sentence_vi": said.vi,
        "sentence_en": said.en,
        "remarks": remarks or None,
    }


def _ledgers(base: Part, now: Part) -> list[Words]:
    """Print both ledgers, whatever follows from them (rule 6)."""
    if not (len(base.known.sections) or len(now.known.sections)):
        return []
    words = ledger_words(ledger_of(base)), ledger_words(ledger_of(now))
    years = {"base_year": str(base.scope.year), "year": str(now.scope.year)}
    return [note("both-ledgers", **years, base=words[0], now=words[1])]


def comparison(now: Part, base: Part | None, detail: Detail = "commune") -> ReviewTable:
    """Return T10: `now` beside `base` (the same place, another year); empty without a base."""
    if base is None:
        empty = pd.DataFrame(columns=_SHOWN)
        return review_table("T10", empty, joined([]), [note("no-comparison")])
    common = common_map(base, now, detail)
    lines = _lines(base, now, common)
    frame = pd.DataFrame([_row(line) for line in lines], columns=_SHOWN)
    frame = frame.astype(
        {**dict.fromkeys(("base", "value", "change"), "Int64"), "percent": "Float64", "points": "Float64"}
    )
    found = joined(
        evidence(side.rows, line.table, pd.Series(at, index=side.rows.index, dtype="int64"), column)
        for at, line in enumerate(lines)
        for column, side in (("base", line.base), ("value", line.now))
    )
    return review_table("T10", frame, found, [*_ledgers(base, now), *common.notes])
