"""What is said about each group of counts in a sentence: role, form and level.

A count is governed by the act that leads directly to it ("khen thưởng 5 tập thể"), else by the act that follows it ("5
tập thể được khen thưởng"), else, as a bare member of a list, by what is said of its neighbour.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.extracting.reward_forms import UNNAMED, first_stated, read_actor, read_form, read_level
from analysis.extracting.reward_groups import Group, inside, is_glue, is_strict
from analysis.extracting.reward_mentions import Mention
from analysis.extracting.reward_roles import carried_role, first_act, modal_part, read_role
from analysis.extracting.reward_words import DEEDS, MODALS, Token, form_of_code

_SAYING = (*DEEDS, *MODALS, "form")
_OF_MODELS = re.compile(r"(?<!\w)mô hình[^();.]{0,60}\($")
_PASSIVE = re.compile(r"(?<!\w)được(?:\s+\w+){0,5}\s+$")
_JOINED = re.compile(r"[\s,]*(?:(?:và|cùng|với)\s+)?")
_CLAUSE = re.compile(r"[,;.)]")


@dataclass(frozen=True, slots=True)
class Finding:
    """Role, form and level of a group; None = nothing said.

    `side` is where they were read: `left`, `right`, `other` for a bare member of a list, `next` for one with words of
    its own that only joins a count before it ("khen thưởng 3 tập thể và 9 học sinh đạt giải"), "" for a count the
    sentence says nothing of. `actor` is the level of who acts, which goes on to the next act ("UBND quận tặng ...;
    khen ...").
    """

    role: str = ""
    form: str | None = None
    level: str | None = None
    side: str = ""
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class _Sides:
    """A group with the tokens before and after it; `bare` are its leading words without anything of known meaning."""

    low: str
    group: Group[Mention]
    left: list[Token]
    right: list[Token]
    bare: str

    @property
    def names_reward(self) -> bool:
        """Whether the group or the words around it name a reward and not only an act."""
        named = any(token.kind in ("award", "form") or token.mark == "yes" for token in (*self.left, *self.right))
        return named or any(mention.form for mention in self.group.mentions)

    @property
    def listed(self) -> bool:
        """Whether nothing but words of a list leads to the group."""
        return is_glue(self.bare, "link", "list", "quality")

    @property
    def beside(self) -> list[Token]:
        """The tokens that follow the group at once: "tặng 12 tập thể Bằng khen"."""
        between = self.low[self.group.tail[0] : self.right[0].start] if self.right else ""
        return self.right if is_glue(between, "link", "quality") else []


def _until_presence(low: str, tokens: list[Token]) -> list[Token]:
    """Drop what follows a word of presence: "45 tập thể tham gia, ..." says nothing of them after it.

    Unless they are what is rewarded: "64 giáo viên tham gia bồi dưỡng được tặng ...".
    """
    first = next((i for i, token in enumerate(tokens) if token.kind == "attend"), None)
    if first is None or any(token.kind in DEEDS for token in tokens[:first]):
        return tokens
    later = [token for token in tokens[first:] if token.kind in DEEDS]
    passive = any(_PASSIVE.search(low[tokens[first].end : token.start]) for token in later)
    return [token for token in tokens if token.kind != "attend"] if passive else tokens[:first]


def _says(tokens: Sequence[Token]) -> bool:
    return any(token.kind in _SAYING for token in tokens)


def _acts(tokens: Sequence[Token]) -> bool:
    return any(token.kind in (*DEEDS, "propose", "register", "deny") for token in tokens)


def _left(sides: _Sides, carried: str, before: Finding) -> Finding:
    low = sides.low
    role = read_role(low, sides.left, sides.group.lead[0], carried) or before.role
    form = read_form(sides.left)
    actor = read_actor(low, sides.left)
    if actor is None and not any(token.kind in ("giver", "propose") for token in sides.left):
        actor = before.actor
    level = first_stated(read_level(low, sides.left), read_level(low, sides.beside), actor)
    return Finding(role, read_form(sides.beside) if form is None else form, level, "left", actor)


def _right(sides: _Sides, carried: str) -> Finding:
    low = sides.low
    state = read_role(low, modal_part(sides.left), sides.group.lead[0], carried)
    role = read_role(low, first_act(sides.right), sides.group.tail[0], state)
    form = read_form(sides.right)
    level = first_stated(read_level(low, sides.right), read_level(low, sides.left))
    return Finding(role, form if form is not None else read_form(sides.left), level, "right")


def _stops_there(sides: _Sides, tokens: list[Token]) -> bool:
    """Return whether "69 tập thể được đề nghị," says no more, in a sentence that names a reward elsewhere."""
    if len(sides.right) != 1 or sides.right[0].kind not in ("propose", "register"):
        return False
    rest = sides.low[sides.right[0].end : sides.group.tail[1]].strip(" ,.;)")
    sure = all(mention.sure for mention in sides.group.mentions)
    return sure and not rest and any(token.kind in ("award", "form") for token in tokens)


def _bare_member(sides: _Sides, tokens: list[Token]) -> Finding:
    """Return the finding of a count that may take over what is said of its neighbour, or of one that may not."""
    start, end = sides.group.tail
    stop = _CLAUSE.search(sides.low, start, end)
    hidden = [(t.start - start, t.end - start) for t in tokens if start <= t.start and t.mark == "rung"]
    clause = list(sides.low[start : stop.start() if stop else end])
    for first, last in hidden:
        clause[first:last] = " " * len(clause[first:last])
    silent = not _says(sides.left) and not _acts(sides.right)
    level = first_stated(read_level(sides.low, sides.left), read_level(sides.low, sides.beside))
    if silent and sides.listed and _says_nothing("".join(clause)):
        return Finding(level=level, side="other")
    joined = silent and _JOINED.fullmatch(sides.low[slice(*sides.group.lead)]) is not None
    return Finding(level=level, side="next" if joined else "")


def _says_nothing(clause: str) -> bool:
    return clause.lstrip().startswith(("có thành tích", "tiêu biểu", "xuất sắc")) or is_glue(clause, "link", "quality")


def _governing_side(sides: _Sides, tokens: list[Token]) -> str:
    """Return which words govern a group: `left`, `right`, `title` for a bare title, "" for none."""
    if not sides.names_reward and not _stops_there(sides, tokens):
        return ""
    if _says(sides.left) and is_strict(sides.low, sides.left, sides.group.start):
        return "left"
    if _acts(sides.right):
        return "right"
    if sides.listed and (_says(sides.left) or _says(sides.right)):
        return "left" if _says(sides.left) else "right"
    return "title" if any(mention.form for mention in sides.group.mentions) else ""


def read_group(sides: _Sides, tokens: list[Token], before: Finding) -> Finding:
    """Return what the words of a group say; `before` is what led to the count before it."""
    low, group = sides.low, sides.group
    carried = carried_role(before.role, low, group.lead)
    if _OF_MODELS.search(low[: group.start]):
        return Finding()
    side = _governing_side(sides, tokens)
    if side == "left":
        return _left(sides, carried, before)
    if side == "right":
        return _right(sides, carried)
    if side == "title":
        role = read_role(low, modal_part(sides.left), group.lead[0], carried)
        return Finding(role, None, read_level(low, sides.left), "other")
    return _bare_member(sides, inside(tokens, group.tail))


def _shared(found: list[Finding], index: int) -> Finding:
    """Return what a bare member of a list takes over: from the count before it, else from the next that says it."""
    own = found[index]
    before = found[index - 1] if index else Finding()
    after = next((f for f in found[index + 1 :] if f.side != "other"), Finding())
    source = before if before.role else (after if after.side == "right" else Finding())
    form = own.form if own.form is not None else source.form
    return replace(own, role=own.role or source.role, form=form, level=first_stated(own.level, source.level))


def _named_before(found: list[Finding], index: int) -> str:
    """Return the form a bare "danh hiệu" takes over from the count before it.

    A title that exists on every rung goes on ("... cấp tỉnh 274 hộ"); another rung named beside any other title means
    another title.
    """
    code = (found[index - 1].form or "") if index else ""
    form = form_of_code(code)
    keeps = found[index].level is None or (form is not None and form.category == "name" and not form.levels)
    return code if keeps else ""


def share_findings(found: list[Finding]) -> list[Finding]:
    """Complete the bare members of lists ("48 tập thể ..., trong đó có 21 cá nhân") from their neighbours."""
    full = list(found)
    for index, finding in enumerate(full):
        if finding.side == "other":
            full[index] = _shared(full, index)
        elif finding.side == "next" and index and full[index - 1].side in ("left", "next"):
            full[index] = replace(full[index - 1], side="next")
        if full[index].form == UNNAMED:
            full[index] = replace(full[index], form=_named_before(full, index))
    return full


def read_groups(low: str, groups: list[Group[Mention]], tokens: list[Token], bares: list[str]) -> list[Finding]:
    """Return what is said of each group, in order; `bares` are their leading words without known meanings."""
    found: list[Finding] = []
    before = Finding()
    for group, bare in zip(groups, bares, strict=True):
        right = _until_presence(low, inside(tokens, group.tail))
        finding = read_group(_Sides(low, group, inside(tokens, group.lead), right, bare), tokens, before)
        before = finding if finding.side == "left" else before
        found.append(finding)
    return share_findings(found)
