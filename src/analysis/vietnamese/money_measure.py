"""What an amount measures: the nearest cue on its left within the passage, then one right after it.

"đạt", "cho" and "mang lại" are no measures. A cue of spending or giving ends where a result begins ("được hỗ trợ vốn,
đạt 800 triệu đồng/năm" states no measure). The cues are in `data/money_cues.csv`.
"""

import re
from dataclasses import dataclass
from functools import cache

from analysis.vietnamese.number_view import View, data_rows, plain_view

RESULTS = ("revenue", "income", "profit")
_LEFT, _RIGHT = 500, 160
_NO_ABBREVIATION = r"(?<![\s.](?:tp|tx|tt|ts|bs|gs|st))(?<!\W[a-zđ])"
_STOP = re.compile(rf"[;!?•]|\n\s*\n|\n\t|\n\s*[-+*]\s|{_NO_ABBREVIATION}\.(?=\s|$)")
_WHAT_REMAINS = re.compile(r"[^;.]{0,20}(?<!\w)(?:còn|lãi|lợi nhuận|thu)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_LEADS = (re.compile(r"\s+"), re.compile(r"\s+(?:là|tiền|để|cho|riêng|riêng tiền)\s+"))
_BREAK = re.compile(r"[,:]|(?<!\w)(?:nên|giúp|để|nhờ|hiện nay|đến nay|hằng năm|hàng năm|mỗi năm)(?!\w)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of money_cues.csv at its place in the view."""

    row: dict[str, str]
    start: int
    end: int


@cache
def _by_first_word() -> dict[str, list[tuple[re.Pattern[str], dict[str, str]]]]:
    """Return patterns and rows by their first word, the longest phrase first: most words of a text begin no cue."""
    index: dict[str, list[tuple[re.Pattern[str], dict[str, str]]]] = {}
    for row in sorted(data_rows("money_cues"), key=lambda row: len(row["phrase"]), reverse=True):
        index.setdefault(row["phrase"].split()[0], []).append((re.compile(_expression(row)), row))
    return index


def _cue_at(view: View, word: re.Match[str], end: int) -> Cue | None:
    for pattern, row in _by_first_word().get(word.group(), ()):
        if match := pattern.match(view.low, word.start(), end):
            return Cue(row, *match.span())
    return None


def _expression(row: dict[str, str]) -> str:
    words = r"\s+".join(map(re.escape, row["phrase"].split())).replace(r"\s+\*", r"(?:\s+[^\s,;]+){0,3}?")
    before = "".join(rf"(?<!{re.escape(word)} )" for word in row["unless_before"].split("|") if word)
    after = rf"(?!\s+(?:{row['unless_after']})(?!\w))" if row["unless_after"] else ""
    only = rf"(?=\s+(?:{row['only_after']})(?!\w))" if row["only_after"] else ""
    return rf"{before}(?<!\w){words}(?!\w){after}{only}"


def passage(view: View, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence part around a span: between full stops, semicolons, bullets, blank lines."""
    floor = max(0, start - _LEFT)
    stops = [match.end() for match in _STOP.finditer(view.low, floor, start)]
    after = _STOP.search(view.low, end, min(len(view.low), end + _RIGHT))
    return (stops[-1] if stops else floor), (after.start() if after else min(len(view.low), end + _RIGHT))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds, in `text` as given, of the sentence part around a span of it."""
    floor = max(0, start - _LEFT)
    before, after = plain_view(text[floor:start]), plain_view(text[end : end + 2 * _RIGHT])
    first = passage(before, len(before.low), len(before.low))[0]
    last = passage(after, 0, 0)[1]
    begin = floor + before.origin(first, first + 1)[0] if first < len(before.low) else start
    stop = end + after.origin(last - 1, last)[1] if last else end
    return begin, stop


def cues_in(view: View, start: int, end: int) -> list[Cue]:
    """Return the cues between two positions, the longest phrase at each place, in order."""
    cues: list[Cue] = []
    for word in _WORD.finditer(view.low, start, end):
        if cues and word.start() < cues[-1].end:
            continue
        cue = _cue_at(view, word, end)
        if cue:
            cues.append(cue)
    return cues


def of_role(cues: list[Cue], role: str) -> list[Cue]:
    """Return the cues of one role: measure, neutral, worker, difference or target."""
    return [cue for cue in cues if cue.row["role"] == role]


def _is_ended(view: View, cue: Cue, neutrals: list[Cue], start: int) -> bool:
    """Return whether a result verb after a break, or a few words on, takes the amount away from a non-result cue."""
    if cue.row["code"] in RESULTS or cue.row["code"] in ("per_capita", "wage"):
        return False
    for neutral in neutrals:
        if cue.end <= neutral.start < start:
            between = view.low[cue.end : neutral.start]
            if _BREAK.search(between) or len(between.split()) >= 3:
                return True
    return False


def is_near(view: View, cue: Cue, start: int) -> bool:
    """Return whether a cue that counts only right before the amount stands there; bounds and numbers may intervene."""
    return cue.row["strength"] != "adjacent" or not view.low[cue.end : start].replace("từ", "").strip(" :\n\u00a0")


def left_cue(view: View, cues: list[Cue], start: int) -> Cue | None:
    """Return the nearest measure cue that ends before `start`, None if it was ended by a result or there is none.

    A weak cue (thu về, bán được) yields to "trừ chi phí" further left: what comes back after costs is profit. What a
    gift or an expense is worth (tặng quà trị giá) is a donation or a cost.
    """
    measures = [c for c in of_role(cues, "measure") if c.end <= start and is_near(view, c, start)]
    if not measures:
        return None
    nearest = measures[-1]
    deducted = [cue for cue in measures if cue.row["strength"] == "deducted"]
    if nearest.row["strength"] == "weak" and deducted:
        return deducted[-1]
    if nearest.row["strength"] == "worth" and measures[-2:-1] and measures[-2].row["code"] in ("donation", "cost"):
        return measures[-2]
    return None if _is_ended(view, nearest, of_role(cues, "neutral"), start) else nearest


def right_cue(view: View, end: int) -> Cue | None:
    """Return the measure cue right after an amount: "300 triệu đồng tiền lãi"; a new line with a capital ends it."""
    for pattern in _LEADS:
        leading = pattern.match(view.low, end)
        word = _WORD.match(view.low, leading.end()) if leading else None
        cue = _cue_at(view, word, len(view.low)) if word else None
        if cue and cue.row["role"] == "measure" and view.text[cue.start].islower():
            return cue
    return None


def has_role(cues: list[Cue], role: str, start: int, end: int) -> bool:
    """Return whether a cue of `role` (worker, target) stands between two positions."""
    return any(cue.row["role"] == role and start <= cue.start and cue.end <= end for cue in cues)


_COMPARED = re.compile(r"\s*(?:(?:so )?với\s+)?(?:(?:[^\W\d_]+|(?:19|20)\d\d)\s+){1,5}")


def is_difference(view: View, cues: list[Cue], start: int) -> bool:
    """Return whether "tăng", "giảm" or "cao hơn" stands before the amount: "tăng 12 triệu đồng".

    What it is compared with may stand between: "cao hơn năm 2010 là 5,1 triệu đồng".
    """
    return any(_differs(view, cues, cue, start) for cue in of_role(cues, "difference"))


def _differs(view: View, cues: list[Cue], cue: Cue, start: int) -> bool:
    between = view.low[cue.end : start]
    compared = _COMPARED.fullmatch(between) if view.low[: cue.end].endswith(" hơn") else None
    return not between.strip() or (compared is not None and not _measured(cues, cue.end, start))


def _measured(cues: list[Cue], start: int, end: int) -> bool:
    return any(start <= cue.start and cue.end <= end for cue in of_role(cues, "measure"))


def is_deducted(view: View, cue: Cue | None, start: int, end: int) -> bool:
    """Return whether the amount is the cost itself: "trừ chi phí 300 triệu đồng, còn lãi 500 triệu"."""
    if cue is None or cue.row["strength"] != "deducted" or view.low[cue.end : start].strip():
        return False
    return _WHAT_REMAINS.match(view.low, end) is not None


def settled(cue: Cue | None, period: str, per: str, word: dict[str, str] | None, workers: bool) -> str:
    """Return the measure code from the cue, what the amount is stated per, and whether workers are its subject.

    Income per person is wage for workers and by the month, per capita by the year; it is never a household's.
    """
    code = cue.row["code"] if cue else "unspecified"
    if code in ("income", "unspecified", "per_capita"):
        if per == "person" or period in ("month", "day"):
            return _personal(code, period, per, word, workers)
        goods = word is not None and word["goods"] == "yes"
        return "price" if code == "unspecified" and goods else code
    # "thuê 6 lao động, trả 200 nghìn đồng/người/ngày"
    if code == "cost" and per == "person" and period in ("month", "day"):
        return "wage"
    if cue and cue.row["strength"] == "worth" and (per in ("hectare", "area-unit") or period == "year"):
        return "revenue"
    return code


def _personal(code: str, period: str, per: str, word: dict[str, str] | None, workers: bool) -> str:
    if code == "per_capita":
        return code
    if (workers and per != "household") or (word is not None and word["note"] == "worker"):
        return "wage"
    if per != "person":
        return code
    return "wage" if period in ("month", "day") else "per_capita"
