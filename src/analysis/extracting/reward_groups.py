"""Counts of one breath ("5 tập thể, 7 cá nhân và 6 hộ") with the words before and after that speak of them.

The words between two groups are divided: what leads directly up to a count ("... cho 12 tập thể") belongs to it, what
follows a count ("12 tập thể được đề nghị, có 5 ...") stays with that one, and a semicolon always divides.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from analysis.datafiles import read_rows
from analysis.extracting.reward_words import PACKAGE, Token
from analysis.vietnamese.number_view import alternation

_SEPARATOR = re.compile(r"\s*(?:[,;&]\s*)?(?:(?:và|cùng với|cùng|với|hoặc)\s+)?(?:các\s+)?")
_ENDS_OPEN = re.compile(r"(?:,|(?<!\w)và|(?<!\w)cùng)\s*$")
_PASSIVE = re.compile(r"\s*(?:đã\s+)?(?:được|đạt|vinh dự|do)?\s*(?:đã\s+)?(?:được)?\s*")
_JOINT = re.compile(r",|(?<!\w)và(?!\w)")
_OTHERS = re.compile(r"(?<!\w)(?:nhiều|các|những|mọi|một số)\s+(?:tập thể|cá nhân|hộ|đơn vị|điển hình)")
_ASIDE = re.compile(r"\"[^\"]*\"|\([^()]*\)")
_NOISE = re.compile(r"(?<!\w)[a-zđ]\)|\d+(?:[.,/-]\d+)*|[\s,:;\"'()\-+*•.%]+")
_OWN_ACT = re.compile(r"\s*(?:đã\s+)?(?:được|đạt)(?!\w)")
_LED = re.compile(r"(?<!\w)cho\s+$")
# "khen chuyên đề phòng, chống dịch 31 tập thể": what the reward was for stands between
_TOPIC = re.compile(
    r"\s*(?:thưởng\s+)?(?:chuyên đề|đột xuất|thành tích|tổng kết|sơ kết|công trạng|cống hiến)"
    r"(?:[\s,]+(?:số \d+|[^\s,;.:()0-9]+)){0,20}\s*"
)
# "tặng thưởng cho các tập thể, cá nhân của tỉnh 3 Huân chương": to whom stands before what
_TO_WHOM = re.compile(r"\s*cho\s+(?:các\s+|những\s+)?(?:tập thể|cá nhân|đơn vị|cán bộ|nhân dân)[^;:.0-9]{0,60}")
_LONGEST_GAP = 150
# a proposal governs over the name of whom it goes to: "đề nghị Ban Chỉ đạo tỉnh khen thưởng 18 ..."
_FAR = ("propose", "proposed", "register", "registered", "target")
_FAR_GAP = 60


class Counted(Protocol):
    """A count in a sentence: where it stands and what it counts."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def category(self) -> str: ...  # noqa: D102


C = TypeVar("C", bound=Counted)


@dataclass(frozen=True, slots=True)
class Group(Generic[C]):
    """Counts of one breath; `lead` and `tail` are the spans of the words that belong to them."""

    mentions: tuple[C, ...]
    lead: tuple[int, int]
    tail: tuple[int, int]

    @property
    def start(self) -> int:
        """Where the first count begins."""
        return self.mentions[0].start


@cache
def _glue(*uses: str) -> re.Pattern[str]:
    words = tuple(row["phrase"] for row in read_rows(PACKAGE, "count_glue.csv") if row["use"] in uses)
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)")


def is_glue(words: str, *uses: str) -> bool:
    """Return whether `words` say nothing of their own: only marks, figures, brackets and words of count_glue.csv."""
    left = _glue(*uses).sub(" ", _NOISE.sub(" ", _ASIDE.sub(" ", words)))
    return not left.strip()


def inside(tokens: list[Token], span: tuple[int, int]) -> list[Token]:
    """Return the tokens that lie in a span."""
    return [token for token in tokens if span[0] <= token.start and token.end <= span[1]]


def is_strict(low: str, tokens: list[Token], end: int) -> bool:
    """Return whether a token leads directly to `end`: "tặng Giấy khen cho |", "khen thưởng |", not "được khen, |"."""
    if not tokens:
        return False
    between = low[tokens[-1].end : end]
    told = {"award": _TOPIC, "grant": _TO_WHOM}.get(tokens[-1].kind)
    if told and told.fullmatch(between):
        return True
    if re.search(r"(?:,|;|(?<!\w)và)\s*$", between) or ";" in between:
        return False
    if re.search(r"(?<!\w)(?:cho|đối với|tới|đến)\s+$", between):
        return between.count(",") == 0 or is_glue(between, "link")
    if re.search(r"(?:(?<!\w)là\s+|:\s*)$", between):
        # "- Kỷ niệm chương Chiến sỹ cách mạng bị địch bắt tù, đày: |": the name of the form goes on to the colon
        named = tokens[-1].kind == "form" and is_glue(low[: tokens[-1].start], "link")
        return len(between) <= _FAR_GAP and not re.search(r"[;.\d]" if named else r"[,;.]", between)
    return is_glue(between, "link")


def _one_breath(low: str, tokens: list[Token], left: Counted, right: Counted) -> bool:
    gap = low[left.end : right.start]
    if _SEPARATOR.fullmatch(gap):
        return True
    if len(gap) > _LONGEST_GAP or re.search(r"[;:.]", gap) or inside(tokens, (left.end, right.start)):
        return False
    return bool(_ENDS_OPEN.search(gap)) and not _OTHERS.search(gap)


def _repeats(run: list[C]) -> bool:
    """Return whether the last of plain nouns counts a kind again: "993 tập thể, 5.719 đơn vị đạt ..."."""
    kinds = [mention.kind for mention in run if mention.category == "recipient"]
    return run[-1].category == "recipient" and run[-1].kind in kinds[:-1]


def _split_act(low: str, run: list[C], tokens: list[Token], limit: int) -> list[list[C]]:
    """Part the last count from "tặng Bằng khen cho 12 tập thể, 30 cá nhân được tặng Giấy khen": it has its own act."""
    following = [token for token in tokens if run[-1].end <= token.start < limit]
    if len(run) < 2 or not following or not _OWN_ACT.match(low, run[-1].end, limit):
        return [run]
    if run[-1].kind == "" and len({low[m.start : m.end].lstrip(" .0123456789") for m in run[-2:]}) == 1:
        # "214 mô hình, 63 mô hình đã được nhân rộng"
        return [run[:-1], run[-1:]]
    named = any(token.kind == "form" for token in following[:3])
    divided = low[run[-2].end : run[-1].start].strip() in (",", ";")
    apart = _repeats(run) or (divided and _LED.search(low[: run[0].start]))
    return [run[:-1], run[-1:]] if named and apart else [run]


def _opens_again(low: str, run: list[C], mention: Counted) -> bool:
    """Return whether a kind is counted again behind a semicolon: "3 tập thể, 2 cá nhân; 15 tập thể ..."."""
    return ";" in low[run[-1].end : mention.start] and mention.kind in {other.kind for other in run}


def _runs(low: str, mentions: list[C], tokens: list[Token]) -> list[list[C]]:
    runs: list[list[C]] = []
    for mention in mentions:
        if runs and not _opens_again(low, runs[-1], mention) and _one_breath(low, tokens, runs[-1][-1], mention):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _chain_start(low: str, tokens: list[Token], end: int) -> int:
    """Return where the unbroken run of tokens that ends at `end` begins."""
    start, heads = end, False
    for token in reversed(tokens):
        if start != end and not _holds_on(token, low[token.end : start], heads):
            break
        start, heads = token.start, token.kind not in ("form", "giver")
    return start


def _holds_on(token: Token, gap: str, heads: bool) -> bool:
    """Return whether a token and what follows are one chain; `heads`: an act follows, which may open a new clause."""
    if heads and _JOINT.search(gap) and (token.kind in ("form", "giver") or re.search(r"(?<!\w)đã(?!\w)", gap)):
        return False
    if is_glue(gap, "link") and "(" not in gap:
        return True
    return token.kind in _FAR and len(gap) <= _FAR_GAP and not re.search(r"[,;.(]", gap)


def _opening_comma(low: str, tokens: list[Token], start: int, chain: int) -> int:
    """Return where the clause of a chain begins: at the comma before it when nothing is said in between."""
    comma = low.rfind(",", max([start, *(token.end for token in tokens if token.end <= chain)]), chain)
    return comma + 1 if comma >= 0 else chain


def _joint(low: str, start: int, end: int, first: bool) -> int:
    """Return where the last (or, behind an act, the first) part of a list begins in `low[start:end]`."""
    if first and (comma := low.find(",", start, end)) >= 0:
        return comma + 1
    joints = list(_JOINT.finditer(low, start, end))
    return joints[-1].end() if joints else start


def _division(low: str, tokens: list[Token], start: int, end: int) -> int:
    """Return where the words between two groups stop belonging to the first."""
    between = inside(tokens, (start, end))
    if (semicolon := low.rfind(";", start, end)) >= 0:
        return semicolon + 1
    if is_strict(low, between, end):
        chain = _chain_start(low, between, end)
        # "27 đơn vị đề nghị tặng Giấy khen cho |14 tập thể": who proposes is not who is proposed
        proposes = between[0].kind == "propose" and not low[start:chain].strip()
        if _PASSIVE.fullmatch(low[start:chain]) and chain == between[0].start and not proposes:
            return end
        return _opening_comma(low, between, start, chain)
    deeds = [t.end for t in between if t.kind not in ("giver", "each", "quota") or _beside(low, start, t)]
    after = max([start, *deeds])
    return _joint(low, after, end, first=bool(deeds))


def _beside(low: str, start: int, token: Token) -> bool:
    """Return whether a rung stands directly behind a count: "160 hộ cấp tỉnh"."""
    return token.mark == "rung" and not low[start : token.start].strip()


def _tail_end(low: str, start: int, limit: int) -> int:
    semicolon = low.find(";", start, limit)
    end = semicolon if semicolon >= 0 else limit
    others = _OTHERS.search(low, start, end)
    return others.start() if others else end


def _bracket(low: str, mention: Counted) -> tuple[int, int] | None:
    """Return the inside of the round bracket a count stands in."""
    opened = low.rfind("(", 0, mention.start)
    closed = low.find(")", mention.end)
    if opened < 0 or closed < 0 or low.rfind(")", 0, mention.start) > opened:
        return None
    return opened + 1, closed


def _explains(low: str, mentions: list[C], tokens: list[Token], opened: int) -> bool:
    """Return whether a bracket opens right behind a count; behind a form ("Cờ thi đua (02 tập thể)") it is no aside."""
    before = max((mention.end for mention in mentions if mention.end <= opened), default=-1)
    return before >= 0 and not inside(tokens, (before, opened)) and not re.search(r"[,;.:]", low[before:opened])


def _grouped(low: str, mentions: list[C], tokens: list[Token], span: tuple[int, int]) -> list[Group[C]]:
    """Return the groups of the words in `span`."""
    joined = _runs(low, mentions, tokens)
    limits = [*(run[0].start for run in joined[1:]), span[1]]
    runs = [part for run, limit in zip(joined, limits, strict=True) for part in _split_act(low, run, tokens, limit)]
    cuts = [span[0]]
    for left, right in pairwise(runs):
        cuts.append(_division(low, tokens, left[-1].end, right[0].start))
    ends = [*cuts[1:], span[1]]
    return [
        Group(tuple(run), (cut, run[0].start), (run[-1].end, _tail_end(low, run[-1].end, max(end, run[-1].end))))
        for run, cut, end in zip(runs, cuts, ends, strict=True)
    ]


def group_mentions(low: str, mentions: list[C], tokens: list[Token]) -> list[Group[C]]:
    """Return the groups of a sentence with their words, in order.

    What stands in brackets ("117 người (48 tập thể, 69 cá nhân) được khen") is a list of its own, and the sentence
    around it is read as if it were not there.
    """
    inner: dict[tuple[int, int], list[C]] = {}
    outer: list[C] = []
    for mention in mentions:
        bracket = _bracket(low, mention)
        if bracket and not _explains(low, mentions, tokens, bracket[0] - 1):
            bracket = None
        (inner.setdefault(bracket, []) if bracket else outer).append(mention)
    groups = [group for span, inside_it in inner.items() for group in _grouped(low, inside_it, tokens, span)]
    visible, kept = low, tokens
    for start, end in inner:
        visible = visible[:start] + " " * (end - start) + visible[end:]
        kept = [token for token in kept if not start <= token.start < end]
    groups += _grouped(visible, outer, kept, (0, len(low))) if outer else []
    return sorted(groups, key=lambda group: group.start)
