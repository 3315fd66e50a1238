"""Which words govern a group of counts: those before it or those after it.

Before: an act or a form that leads to the number, "khen thưởng 5 tập thể", "Bằng khen: 5 tập thể". After: a predicate
of the counted, "5 tập thể ... được khen thưởng". An act that is only mentioned near by governs nothing: "12 tổ công tác
phục vụ lễ trao Bằng khen", "ý kiến của 45 cá nhân về việc đề nghị tặng".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.extracting.count_numbers import blanked
from analysis.extracting.reward_groups import Group, inside, is_glue, is_strict
from analysis.extracting.reward_mentions import Mention
from analysis.extracting.reward_words import DEEDS, MODALS, Token

SAYING = (*DEEDS, *MODALS, "form")
_OF_MODELS = re.compile(r"(?<!\w)mô hình[^();.]{0,60}\($")
_BELONGS = re.compile(r"(?<!\w)(?:của|từ|giữa|tại|ở|trước|phục vụ|bởi)\s+(?:các\s+)?$")
_PASSIVE = re.compile(r"(?<!\w)(?:được|vinh dự)(?:\s+(?!theo|về|để|trong)[^\s,;.]+){0,3}\s*$")
_LATE = re.compile(r",\s*(?:đã\s+)?(?:được|vinh dự)(?:\s+[^\s,;.]+){0,3}\s*$")
_QUALITY = re.compile(r"\s*(?:đã\s+)?(?:có thành tích|tiêu biểu|xuất sắc|điển hình)")
_SIDE_BY_SIDE = re.compile(r"[\s,]*(?:và\s+)?")
_ABOUT = re.compile(r"(?<!\w)(?:về việc|theo|phục vụ|để|đều|là|nhân dịp)(?!\w)")
_CONNECTS = re.compile(r"(?:(?<!\w)(?:gồm|trong đó|cụ thể|là)(?!\w)|:)[^,;]*$")
_CLAUSE_START = re.compile(r"[,;:(]")
_HOLDS = ("đạt", "đạt được", "nhận", "đón nhận")


@dataclass(frozen=True, slots=True)
class Sides:
    """A group of counts with the tokens before and after it.

    `bare` are its leading words, as long as printed, with everything of known meaning blanked; `named` tells whether
    the sentence names a reward anywhere, `counted` which kinds it counted before.
    """

    low: str
    group: Group[Mention]
    left: list[Token]
    right: list[Token]
    bare: str
    named: bool
    counted: frozenset[str] = frozenset()

    @property
    def titled(self) -> bool:
        """Whether the counted nouns are themselves titles or awards."""
        return any(mention.form for mention in self.group.mentions)

    @property
    def names_reward(self) -> bool:
        """Whether the group or the words around it name a reward and not only an act."""
        both = (*self.left, *self.right)
        return self.titled or any(token.kind in ("award", "form") or token.mark == "yes" for token in both)

    @property
    def listed(self) -> bool:
        """Whether nothing but words of a list leads to the group."""
        return is_glue(self.bare, "link", "list", "quality")

    @property
    def opens_with_act(self) -> bool:
        """Whether the leading words name nobody who acts: "; biểu dương 15 hộ"."""
        if any(token.kind in ("giver", "propose") for token in self.left):
            return False
        return self._opens()

    def _opens(self) -> bool:
        first = self.left[0].start if self.left else self.group.start
        return is_glue(self.bare[: first - self.group.lead[0]], "link", "list")

    @property
    def beside(self) -> list[Token]:
        """The tokens that follow the group at once: "tặng 12 tập thể Bằng khen"."""
        between = self.low[self.group.tail[0] : self.right[0].start] if self.right else ""
        return self.right if is_glue(between, "link", "quality") else []

    @property
    def of_models(self) -> bool:
        """Whether the group only breaks down a number of models: "55 mô hình (29 tập thể, 26 cá nhân)"."""
        return _OF_MODELS.search(self.low[: self.group.start]) is not None


def says(tokens: Sequence[Token]) -> bool:
    """Return whether any token speaks of a reward or of how sure it is."""
    return any(token.kind in SAYING for token in tokens)


def acts(tokens: Sequence[Token]) -> bool:
    """Return whether any token is an act."""
    return any(token.kind in (*DEEDS, "propose", "register", "deny") for token in tokens)


def _is_effective(sides: Sides) -> bool:
    """Return whether the act before the group is a reward: "tặng" only with a form, a bare form only where it opens."""
    deeds = [token for token in sides.left if token.kind in DEEDS]
    if deeds and deeds[-1].kind == "award":
        return True
    if deeds:
        return sides.titled or any(token.kind == "form" for token in (*sides.left, *sides.beside))
    return sides.opens_with_act or acts(sides.left) or any(token.kind == "giver" for token in sides.left)


def _leads(sides: Sides) -> bool:
    """Return whether the words before the group govern it."""
    if not says(sides.left) or not _is_effective(sides):
        return False
    if is_strict(sides.low, sides.left, sides.group.start):
        return sides.left[-1].kind != "attend"
    between = sides.bare[sides.left[-1].end - sides.group.lead[0] :]
    printed = sides.low[sides.left[-1].end : sides.group.start]
    if sides.left[-1].kind == "attend" or ";" in printed or not is_glue(between, "link", "list", "quality"):
        return False
    return "," not in printed or _CONNECTS.search(printed) is not None


def _holds(token: Token) -> bool:
    return token.value.startswith("được ") or token.value in _HOLDS or token.kind == "register"


def _without_givers(low: str, span: tuple[int, int], tokens: list[Token]) -> str:
    """Return the words of a span without the givers named in it, side by side: "được Tỉnh, Huyện |"."""
    inner = [t for t in tokens if t.kind == "giver" and span[0] <= t.start and t.end <= span[1]]
    beside = [(a.end, b.start) for a, b in pairwise(inner) if _SIDE_BY_SIDE.fullmatch(low, a.end, b.start)]
    return blanked(low, span, [*((t.start, t.end) for t in inner), *beside])


def _is_subject(sides: Sides) -> bool:
    """Return whether the group can be what a predicate speaks of: not "ý kiến của 45 cá nhân", "Mời 25 cá nhân"."""
    if _BELONGS.search(sides.low[: sides.group.start]):
        return False
    words = _CLAUSE_START.split(sides.bare)[-1].split()
    return not words or any(is_glue(" ".join(words[-length:]), "link", "list") for length in (1, 2, 3))


def _is_predicate(sides: Sides, token: Token) -> bool:
    """Return whether an act behind the group is said of the counted themselves."""
    start = sides.group.tail[0]
    between = sides.low[start : token.start]
    if between.lstrip().startswith(",") or not _is_subject(sides):
        return False
    if is_glue(between, "link", "quality"):
        return True
    words = _without_givers(sides.low, (start, token.start), sides.right)
    described = _QUALITY.match(words) is not None
    if _LATE.search(words) and not described:
        return False
    if _PASSIVE.search(words):
        return True
    sure = token.kind in ("propose", "deny") and all(mention.sure for mention in sides.group.mentions)
    return (_holds(token) or sure) and "," not in words and not _ABOUT.search(words)


def _predicated(sides: Sides) -> bool:
    first = next((token for token in sides.right if acts([token])), None)
    return first is not None and _is_predicate(sides, first)


def _proposes_list(sides: Sides) -> bool:
    """Return whether "danh sách đề nghị gồm 28 tập thể" leads to the group; the reward is named elsewhere."""
    last = next((token for token in reversed(sides.left) if token.kind != "giver"), None)
    if not sides.named or last is None or last.kind not in ("propose", "register"):
        return False
    connected = _CONNECTS.search(sides.low[last.end : sides.group.start]) is not None
    return connected and all(mention.sure for mention in sides.group.mentions)


def _stops_there(sides: Sides) -> bool:
    """Return whether "69 tập thể được đề nghị," or "4 cá nhân được tặng." says no more.

    The reward is then the one named elsewhere in the sentence.
    """
    if len(sides.right) != 1 or sides.right[0].kind not in ("propose", "register", "grant") or not sides.named:
        return False
    rest = sides.low[sides.right[0].end : sides.group.tail[1]].strip(" ,.;)")
    return not rest and all(mention.sure or mention.kind in sides.counted for mention in sides.group.mentions)


def _leads_directly(sides: Sides) -> bool:
    return is_strict(sides.low, sides.left, sides.group.start) and _leads(sides)


def _named_side(sides: Sides) -> str:
    """Return which words govern a group that names a reward."""
    if not _leads_directly(sides) and _predicated(sides):
        return "right"
    if _leads(sides):
        return "left"
    if says(sides.beside) and not acts(sides.right) and sides.listed:
        return "right"
    return "title" if sides.titled else ""


def governing_side(sides: Sides) -> str:
    """Return which words govern a group: `left`, `right`, `title` for a bare title, "" for none."""
    if _proposes_list(sides):
        return "left"
    return _named_side(sides) if sides.names_reward or _stops_there(sides) else ""


def sides_of(
    low: str, groups: list[Group[Mention]], index: int, tokens: list[Token], bare: str, named: bool = False
) -> Sides:
    """Return a group of a sentence with the tokens on both sides of it; `named` as in `read_groups`."""
    group = groups[index]
    counted = frozenset(mention.kind for earlier in groups[:index] for mention in earlier.mentions)
    right = _until_presence(low, inside(tokens, group.tail))
    named = named or any(token.kind in ("award", "form") for token in tokens)
    # "Hằng năm ... ở 12 khối; riêng năm 2015 có 34 tập thể": another matter
    left = [t for t in inside(tokens, group.lead) if t.kind != "each" or ";" not in low[t.end : group.start]]
    return Sides(low, group, left, right, bare, named, counted)


def _until_presence(low: str, tokens: list[Token]) -> list[Token]:
    """Drop what follows a word of presence: "45 tập thể tham gia, ..." says nothing of them after it.

    Unless they are what is rewarded: "64 giáo viên tham gia bồi dưỡng được tặng ...".
    """
    first = next((i for i, token in enumerate(tokens) if token.kind == "attend"), None)
    if first is None or any(token.kind in DEEDS for token in tokens[:first]):
        return tokens
    later = [token for token in tokens[first:] if token.kind in DEEDS]
    passive = any(_PASSIVE.search(_without_givers(low, (tokens[first].end, token.start), tokens)) for token in later)
    return [token for token in tokens if token.kind != "attend"] if passive else tokens[:first]
