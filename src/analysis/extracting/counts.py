"""Counts of models, exemplars and movements in running text.

One real example: "2.071 mô hình đăng ký, trong đó có 1.808 mô hình đạt hiệu quả" is a registered and an effective
count. One trap: "tăng 276 mô hình so với năm 2020" is a difference and no count. Titles of households ("hộ đạt danh
hiệu ...") are rewards and not here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from analysis.extracting.count_mentions import Named, counted_noun, find_named
from analysis.extracting.count_numbers import blanked, find_counts, numbers_within, plain_spaces
from analysis.extracting.count_roles import read_model_role, scan_roles
from analysis.extracting.count_scope import SentenceScope, Stated, moved_period, only_period, printed_period
from analysis.extracting.count_sentences import sentence_spans
from analysis.extracting.reward_groups import Group, group_mentions
from analysis.extracting.reward_roles import AIMS, role_of_heading
from analysis.vietnamese.dates import Period
from analysis.vietnamese.number_view import View, plain_view
from analysis.vietnamese.numbers import Number, parse_integer

_NEXT_PART = re.compile(r"[^;.:0-9]{0,60}(?:,|(?<!\w)và)\s*")
# "Trong số 165 mô hình có 72 mô hình về kinh tế": the total is told again, its parts share its role
_OF_TOTAL = re.compile(r"(?<!\w)trong (?:tổng )?số\s*$")
_TOTAL_AGAIN = re.compile(r"(?<!\w)trong (?:tổng )?số\s+(\d[\d.]*)(?!\w)")
_DIFFERENCE = re.compile(r"(?<!\w)(?:tăng|giảm|nhiều hơn|ít hơn|vượt)(?!\w)[^,;.\d]{0,40}$")
_ENDED = re.compile(r"\s*(?:đã|phải|bị|hiện)?\s*(?:giải thể|tan rã|(?:tạm )?dừng|ngừng|không còn|không duy trì)(?!\w)")
_PART_OF = re.compile(r"(?<!\w)(?:bao )?gồm\s*:?\s*$")


@dataclass(frozen=True, slots=True)
class ModelCount:
    """One stated number of models; codes as in counts.csv of the data model.

    `start` to `end` is the place of the number and its noun in the text as given; `place` are printed words.
    """

    what: str
    role: str
    field: str
    count: int
    bound: str
    period: Period | None
    place: str
    start: int
    end: int


def _sentence_counts(text: str, low: str, numbers: list[Number]) -> Iterator[ModelCount]:
    named = list(find_named(text, low, numbers))
    if not named:
        return
    tokens = [t for t in scan_roles(low) if not any(n.start < t.end and t.start < n.end for n in named)]
    groups = group_mentions(low, [name for name in named if not name.part], tokens)
    scope = SentenceScope(text, low)
    hidden = [*scope.spans(), *((token.start, token.end) for token in tokens)]
    roles = [read_model_role(low, group, tokens, blanked(low, group.lead, hidden)) for group in groups]
    stated = scope.stated([group.lead for group in groups], [group.tail for group in groups])
    yield from _rows(low, named, groups, roles, stated)


def _rows(
    low: str, named: list[Named], groups: list[Group[Named]], roles: list[str], stated: list[Stated]
) -> Iterator[ModelCount]:
    """Yield the counts in order; a breakdown has the role, period and place of the count it breaks down."""
    said = {
        name.start: (role, own)
        for group, role, own in zip(groups, roles, stated, strict=True)
        for name in group.mentions
    }
    role, own, within, last = "", Stated(), False, 0
    for name in named:
        before = role
        role, own = said.get(name.start, (role, own))
        listed = within and bool(name.sector) and _NEXT_PART.fullmatch(low[last : name.start]) is not None
        within = role == "unclassified" and bool(before) and (listed or bool(_PART_OF.search(low[: name.start])))
        role, last = (before if within else role), name.end
        told_again = _OF_TOTAL.search(low[: name.start])
        if told_again or _DIFFERENCE.search(low[: name.start]) or _ENDED.match(low, name.end):
            role = before if told_again else ""
            continue
        if role:
            yield ModelCount(
                name.what, role, name.sector, name.count, name.bound, own.period, own.place, name.start, name.end
            )


def find_model_counts(text: str, heading: str = "") -> list[ModelCount]:
    """Return the counts of models, exemplars and movements in a paragraph, in order; never raises.

    Under a `heading` of plans and tasks ("Phương hướng, nhiệm vụ") numbers are targets and no counts. A period stated
    once in the paragraph holds for all.

    >>> found = find_model_counts("Có 54 mô hình, gồm 14 kinh tế, 29 văn hóa - xã hội.")
    >>> [(c.what, c.field, c.count) for c in found]
    [('model', '', 54), ('model', 'kinh-te', 14), ('model', 'van-hoa-xa-hoi', 29)]
    """
    view = plain_view(plain_spaces(text))
    if not counted_noun().search(view.low) or role_of_heading(plain_view(heading).low) in AIMS:
        return []
    numbers = find_counts(view.text)
    found: list[ModelCount] = []
    for start, end in sentence_spans(view.text) if numbers else []:
        inner = numbers_within(numbers, start, end)
        counts = _sentence_counts(view.text[start:end], view.low[start:end], inner) if inner else iter(())
        found.extend(_moved(count, start) for count in counts)
    found = _of_sums(_of_totals(view.low, found))
    period = only_period(view.text, view.low) if found else None
    # a period stated behind a count speaks of something else
    return [_placed(count, view, period if period and period.begin < count.start else None) for count in found]


def _is_open_part(count: ModelCount) -> bool:
    by_year = count.period is not None and count.period.kind == "year"
    return count.role == "unclassified" and (bool(count.field) or by_year)


def _of_sums(found: list[ModelCount]) -> list[ModelCount]:
    """Give the parts that add up to a total its role: "công nhận 54 mô hình, gồm: kinh tế 14 ...; văn hóa 40 ...".

    Parts are those of sectors or of years ("năm 2016 là 187 mô hình").
    """
    for index, total in enumerate(found):
        rest = found[index + 1 :]
        parts = list(takewhile(_is_open_part, rest))
        sums = list(accumulate(c.count for c in parts))
        if total.role != "unclassified" and not total.field and total.count in sums[1:]:
            size = sums.index(total.count) + 1
            found = [*found[: index + 1], *(replace(c, role=total.role) for c in parts[:size]), *rest[size:]]
    return found


def _of_totals(low: str, found: list[ModelCount]) -> list[ModelCount]:
    """Give the parts of a total told again its role: "... 165 được công nhận. Trong số 165 mô hình có 72 ..."."""
    for match in _TOTAL_AGAIN.finditer(low):
        total = parse_integer(match.group(1))
        role = next((c.role for c in found if c.count == total and c.start < match.start()), "")
        end = low.find(". ", match.end())
        inside = range(match.end(), end if end >= 0 else len(low))
        if role:
            found = [replace(c, role=role) if c.start in inside and c.role == "unclassified" else c for c in found]
    return found


def _moved(count: ModelCount, by: int) -> ModelCount:
    return replace(count, start=count.start + by, end=count.end + by, period=moved_period(count.period, by))


def _placed(count: ModelCount, view: View, period: Period | None) -> ModelCount:
    start, end = view.origin(count.start, count.end)
    return replace(count, start=start, end=end, period=printed_period(count.period or period, view))
