"""What is said about each group of counts in a sentence: role, form and level.

A count is governed by the act that leads directly to it ("khen thưởng 5 tập thể"), else by the act that follows it ("5
tập thể được khen thưởng"), else, as a bare member of a list, by what is said of its neighbour.
"""

import re
from dataclasses import dataclass, replace

from analysis.extracting.reward_breakdown import with_parts
from analysis.extracting.reward_forms import UNNAMED, first_stated, read_actor, read_form, read_level
from analysis.extracting.reward_groups import Group, inside, is_glue
from analysis.extracting.reward_mentions import Mention
from analysis.extracting.reward_roles import STAYS, carried_role, first_act, modal_part, read_role
from analysis.extracting.reward_sides import Sides, acts, governing_side, says, sides_of
from analysis.extracting.reward_words import Token, form_of_code

_JOINED = re.compile(r"[\s,]*(?:(?:và|cùng|với)\s+)?")
_CLAUSE = re.compile(r"[,;.)]")
# "19 trường hợp đề nghị khen thưởng, trong đó khen thưởng cống hiến 2 ...": the parts of a proposal are proposed
_PARTS = re.compile(r"(?<!\w)(?:trong đó|cụ thể|gồm)(?!\w)")
# "67 cá nhân được khen, trong đó có 20 cá nhân là nông dân": some of those counted before
_AMONG = re.compile(r"(?<!\w)trong (?:đó|số (?:đó|này))(?:,)?(?:\s+có)?\s*:?\s*$")
# Who proposes is named first: "Hội đề nghị ..."; a bare "Đề nghị: ..." governs all that follows
_PROPOSER = re.compile(r"\W*(?!đề nghị|đề xuất|trình|kính)\w[^;.:]{2,120}?\s(?:đề nghị|đề xuất|trình)\s")
# "trình ... tặng Bằng khen cho 78 tập thể; đã có quyết định tặng 69 tập thể": the form is the proposed one
_ANSWERS = ("có quyết định tặng", "có quyết định khen")
# "công nhận 20 tập thể đạt ..., 241 cá nhân đạt ...": the same giver goes on
_HOLDS_ON = re.compile(r"\s*(?:đã\s+)?đạt(?!\w)")
_STANDS_ALONE = re.compile(r"\s*;\s*(?:trong đó\s+)?(?:có\s+)?\d")
_DESCRIBED = ("có thành tích", "tiêu biểu", "xuất sắc")


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


def _left(sides: Sides, carried: str, before: Finding) -> Finding:
    low, start = sides.low, sides.group.lead[0]
    role = read_role(low, sides.left, start, carried) or before.role
    if sides.beside and sides.beside[0].kind == "propose" and role == "awarded":
        role = "proposed"
    form = read_form(sides.left)
    actor = read_actor(low, sides.left)
    if actor is None and sides.opens_with_act:
        actor = before.actor
    level = first_stated(read_level(low, sides.left), read_level(low, sides.beside), actor)
    role = role or (read_role(low, first_act(sides.right), start) if acts(sides.right) else "")
    form = read_form(sides.beside) if form is None else form
    if form is None and before.role == "proposed" and any(token.value in _ANSWERS for token in sides.left):
        form, level = before.form, first_stated(level, before.level)
    return Finding(role, form, level, "left", actor)


def _right(sides: Sides, carried: str, before: Finding) -> Finding:
    low = sides.low
    role = read_role(low, [*modal_part(sides.left), *first_act(sides.right)], sides.group.lead[0], carried)
    form = read_form(sides.right)
    actor = before.actor if _goes_on(sides) else None
    # "được Trung ương Hội tặng 2 Bằng khen; 15 hội viên được tặng ...": who gave those gave no more
    beside = [token for token in sides.left if ";" not in low[token.end : sides.group.start]]
    level = first_stated(read_level(low, sides.right), read_level(low, beside), actor)
    return Finding(role, form if form is not None else read_form(sides.left), level, "right", actor)


def _goes_on(sides: Sides) -> bool:
    """Tell a title held in the same breath as the one before it, given by whoever gave that one."""
    led = _JOINED.fullmatch(sides.low[slice(*sides.group.lead)]) is not None
    return led and _HOLDS_ON.match(sides.low, sides.group.tail[0]) is not None


def _without_rungs(low: str, tokens: list[Token]) -> list[Token]:
    """Drop "đạt cấp tỉnh": it only names the rung of a title named before."""
    named = {
        index
        for index in range(len(tokens) - 1)
        if tokens[index + 1].mark == "rung" and not low[tokens[index].end : tokens[index + 1].start].strip()
    }
    return [token for index, token in enumerate(tokens) if not (index in named and token.kind == "grant")]


def _clause_behind(sides: Sides, tokens: list[Token]) -> str:
    """Return the words up to the next mark behind a group, without the rungs in them."""
    start, end = sides.group.tail
    stop = _CLAUSE.search(sides.low, start, end)
    clause = list(sides.low[start : stop.start() if stop else end])
    for token in tokens:
        if token.mark == "rung" and start <= token.start:
            clause[token.start - start : token.end - start] = " " * len(clause[token.start - start : token.end - start])
    return "".join(clause)


def _bare_member(sides: Sides, tokens: list[Token]) -> Finding:
    """Return the finding of a count that may take over what is said of its neighbour, or of one that may not."""
    level = first_stated(read_level(sides.low, sides.left), read_level(sides.low, sides.beside))
    if says(sides.left) or acts(_without_rungs(sides.low, sides.right)) or not sides.listed:
        return Finding(level=level)
    clause = _clause_behind(sides, tokens)
    if _STANDS_ALONE.match(sides.low, sides.group.tail[0]):
        # "có 3.054 hộ; 2.974 hộ đăng ký": all there are, of whom the next ones registered
        return Finding(level=level)
    counted = all(mention.kind in sides.counted for mention in sides.group.mentions)
    if counted and _AMONG.search(sides.low[: sides.group.start]):
        return Finding(level=level, side="other")
    if clause.lstrip().startswith(_DESCRIBED) or is_glue(clause, "link", "list", "quality"):
        return Finding(level=level, side="other")
    joined = _JOINED.fullmatch(sides.low[slice(*sides.group.lead)]) is not None
    return Finding(level=level, side="next" if joined else "")


def read_group(sides: Sides, tokens: list[Token], before: Finding) -> Finding:
    """Return what the words of a group say; `before` is what led to the count before it."""
    low, group = sides.low, sides.group
    carried = "" if _new_subject(sides) else carried_role(before.role, low, group.lead)
    if sides.of_models:
        return Finding()
    side = governing_side(sides)
    if side == "left":
        return _left(sides, carried, before)
    if side == "right":
        return _right(sides, carried, before)
    if side == "title":
        role = read_role(low, modal_part(sides.left), group.lead[0], carried)
        return Finding(role, None, read_level(low, sides.left), "other")
    return _bare_member(sides, inside(tokens, group.tail))


def _new_subject(sides: Sides) -> bool:
    """Tell a clause with its own giver from more of a proposal: "Hội đề nghị tỉnh tặng ...; UBND huyện tặng ..."."""
    start = sides.group.lead[0]
    opens = bool(sides.left) and sides.left[0].kind == "giver" and not sides.low[start : sides.left[0].start].strip()
    acts_itself = opens and all(token.kind != "propose" for token in sides.left)
    proposer = _PROPOSER.match(sides.low)
    return acts_itself and sides.low[:start].rstrip().endswith(";") and proposer is not None


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


def _completed(full: list[Finding], index: int) -> Finding:
    finding = full[index]
    if finding.side == "other":
        finding = _shared(full, index)
    elif finding.side == "next" and index and full[index - 1].side in ("left", "next"):
        finding = replace(full[index - 1], side="next")
    elif finding.side == "left" and not finding.role:
        finding = replace(finding, role=next((f.role for f in full[index + 1 :] if f.role), ""))
    if finding.form == UNNAMED:
        return replace(finding, form=_named_before([*full[:index], finding], index))
    return finding


def share_findings(found: list[Finding]) -> list[Finding]:
    """Complete the bare members of lists ("48 tập thể ..., trong đó có 21 cá nhân") from their neighbours."""
    full = list(found)
    for index in range(len(full)):
        full[index] = _completed(full, index)
    return full


def read_groups(
    low: str, groups: list[Group[Mention]], tokens: list[Token], bares: list[str], named: bool = False
) -> list[Finding]:
    """Return what is said of each group, in order; `bares` are their leading words without known meanings.

    `named` tells whether the heading above names a reward: "2. Khen thưởng / Trình cấp tỉnh: 08 tập thể".
    """
    found: list[Finding] = []
    before = Finding()
    for index, bare in enumerate(bares):
        if index and found[-1].role in STAYS and _PARTS.search(low[groups[index - 1].start : groups[index].start]):
            before = replace(before, role=found[-1].role)
        finding = read_group(sides_of(low, groups, index, tokens, bare, named), tokens, before)
        before = finding if finding.side == "left" or finding.actor is not None else before
        found.append(finding)
    return with_parts(low, groups, share_findings(found))
