"""Which form and which level a count of rewards has, from the words that govern it.

The giver is, in this order: who stands behind the form ("Giấy khen của Chủ tịch UBND huyện"), who acts ("UBND tỉnh
tặng", "được Tỉnh, Huyện khen thưởng"), the rung named ("cấp xã"), or the only rung that may give the form. Who proposes
and who hands over is no giver. Two forms in one breath are no form. A level is None where no giver is named, "" where
one is named whose rung is not known ("thành phố").
"""

import re
from functools import lru_cache

from analysis.extracting.reward_groups import is_glue
from analysis.extracting.reward_words import DEEDS, Token, form_of_code, scan

UNNAMED = "*"
_LADDER = ("state", "ministry", "province", "city", "district", "commune", "unit")
_BEHIND = re.compile(r"\s*\"?\s*(?:(?:hạng|loại)\s+\w+\s*)?\(?(?:của|do)?\s*(?:các\s+)?")
_SIDE = re.compile(r"\s*(?:,|và|/|-)\s*(?:của\s+)?(?:các\s+)?")
_MARKED = re.compile(r"\W*(?:[0-9]{1,2}|[a-zđ])?[.)]*\W*")
_OWNED = re.compile(r"(?<!\w)(?:của|do)\s+(?:các\s+)?$")
_BEFORE_ACT = re.compile(
    r"\s*(?:(?:đã|vừa|cũng|kịp thời|ra|ký|ban hành|quyết định|tổ chức|hội nghị|về việc|,|:|và|số\s\S+|\d[\d.]*)\s*)*"
)


def join_levels(levels: list[str]) -> str:
    """Return levels from the highest down, joined with `+`; "" if one of them is not known.

    >>> join_levels(["district", "province"])
    'province+district'
    """
    if "district" in levels:
        # "các huyện, thị xã, thành phố Huế": beside districts a town of any name is one of their rung
        levels = [level or "city" for level in levels]
    if not levels or "" in levels:
        return ""
    return "+".join(level for level in _LADDER if level in levels)


def _givers_from(low: str, tokens: list[Token], index: int) -> list[Token]:
    """Return the givers named side by side from `index` on."""
    run: list[Token] = []
    for token in tokens[index:]:
        if token.kind != "giver" or (run and not _SIDE.fullmatch(low[run[-1].end : token.start])):
            break
        run.append(token)
    return run


def _levels(run: list[Token]) -> str | None:
    if any(token.mark == "presenter" for token in run):
        return None
    return join_levels([token.value for token in run])


def _behind_form(low: str, tokens: list[Token]) -> str | None:
    for index, token in enumerate(tokens[:-1]):
        following = tokens[index + 1]
        if token.kind != "form" or following.kind != "giver":
            continue
        between = low[token.end : following.start]
        if following.mark in ("bare", "short") and "của" not in between:
            continue
        if _BEHIND.fullmatch(between):
            return _levels(_givers_from(low, tokens, index + 1))
    return None


def _owns(low: str, token: Token) -> bool:
    """Tell whose the recipients are from who gives: "5 cá nhân của huyện được UBND tỉnh tặng"."""
    return low[: token.start].endswith("của ")


def _is_act(token: Token) -> bool:
    """Return whether a giver may stand before the token: "được khen thưởng" is said of who receives."""
    return (token.kind in DEEDS and not token.value.startswith("được ")) or _considers(token)


def _considers(token: Token) -> bool:
    considers = token.kind == "propose" and token.value.startswith(("xét", "xem xét"))
    return considers and "đề nghị" not in token.value


def _goes_on(low: str, tokens: list[Token], index: int) -> bool:
    """Tell a giver named side by side with the one before it: "Tỉnh, Huyện", not "huyện được UBND tỉnh"."""
    before = tokens[index - 1] if index else None
    if before is None or before.kind != "giver" or _owns(low, before):
        return False
    return _SIDE.fullmatch(low[before.end : tokens[index].start]) is not None


def _before_act(low: str, tokens: list[Token]) -> str | None:
    """Return the level of the last who acts: "Về cấp trên khen: Chủ tịch UBND tỉnh tặng ..."."""
    found: str | None = None
    for index, token in enumerate(tokens):
        if token.kind != "giver" or _goes_on(low, tokens, index):
            continue
        run = _givers_from(low, tokens, index)
        after = tokens[index + len(run) : index + len(run) + 1]
        if after and _is_act(after[0]) and _BEFORE_ACT.fullmatch(low[run[-1].end : after[0].start]):
            found = _levels(run)
    return found


def _rung(low: str, tokens: list[Token]) -> str | None:
    first = next((i for i, token in enumerate(tokens) if token.kind == "giver" and token.mark == "rung"), None)
    return None if first is None else _levels(_givers_from(low, tokens, first))


def _since_proposal(tokens: list[Token]) -> list[Token]:
    """Return the tokens behind the last proposal; "trình Thủ tướng xét tặng" proposes to the Prime Minister."""
    last = -1
    for index, token in enumerate(tokens):
        after_giver = index > 0 and tokens[index - 1].kind == "giver"
        if token.kind == "propose" and not (_considers(token) and after_giver):
            last = index
    return tokens[last + 1 :]


def _after_proposal(low: str, tokens: list[Token]) -> str | None:
    """Return the level of "đề nghị tỉnh ...", where no act follows whom the proposal goes to."""
    since = _since_proposal(tokens)
    if len(since) == len(tokens) or not since or since[0].kind != "giver":
        return None
    proposal = tokens[len(tokens) - len(since) - 1]
    return _levels(_givers_from(low, since, 0)) if is_glue(low[proposal.end : since[0].start], "link") else None


def first_stated(*levels: str | None) -> str | None:
    """Return the first level that is not None."""
    return next((level for level in levels if level is not None), None)


def read_actor(low: str, tokens: list[Token]) -> str | None:
    """Return the level of who acts, leaving out who is only named behind a form."""
    since = _since_proposal(tokens)
    return first_stated(_before_act(low, since), _rung(low, since))


def read_level(low: str, tokens: list[Token]) -> str | None:
    """Return the level of the giver among the tokens of one side of a count."""
    since = _since_proposal(tokens)
    return first_stated(_behind_form(low, since), read_actor(low, tokens), _after_proposal(low, tokens))


def level_of_opening(opening: str) -> str | None:
    """Return the rung or the one giver that opens a paragraph of rewards (lower case): "- ban dân vận trung ương"."""
    tokens = scan(opening, opening)
    if any(token.kind in ("award", "form") for token in tokens):
        return _rung(opening, tokens)
    alone = len(tokens) == 1 and tokens[0].kind == "giver" and not _MARKED.sub("", opening[: tokens[0].start])
    return tokens[0].value if alone and tokens[0].end == len(opening.rstrip(" :")) else None


@lru_cache(maxsize=512)
def level_of_heading(heading: str) -> str | None:
    """Return the rung or the giver a heading of rewards names (lower case).

    >>> level_of_heading("a) khen thưởng cấp tỉnh"), level_of_heading("2. khen thưởng của các bộ, ngành")
    ('province', 'ministry')
    """
    tokens = scan(heading, heading)
    opens = level_of_opening(heading)
    rewarded = any(token.kind in ("award", "form") for token in tokens)
    return first_stated(opens, _owner(heading, tokens)) if rewarded else opens


def _owner(heading: str, tokens: list[Token]) -> str | None:
    """Return the level of whose rewards a heading tells: "khen thưởng của bộ, ngành trung ương"."""
    for index, token in enumerate(tokens):
        if token.kind == "giver" and _OWNED.search(heading[: token.start]):
            return _levels(_givers_from(heading, tokens, index))
    return None


def read_form(tokens: list[Token]) -> str | None:
    """Return the code of the form that governs a count, UNNAMED if it is only called "danh hiệu".

    None if no form is spoken of, "" if two are. Forms behind the last act count; where the act is no reward by
    itself, also those before it ("Giấy khen được trao cho").
    """
    last = max((i for i, token in enumerate(tokens) if token.kind in DEEDS), default=-1)
    named = [t.value for t in tokens[last + 1 :] if t.kind == "form"]
    if last < 0 or tokens[last].kind == "grant":
        named = named or [t.value for t in tokens if t.kind == "form"]
    if not named:
        return None
    codes = {code for code in named if code}
    if not codes:
        return UNNAMED
    return codes.pop() if len(codes) == 1 else ""


def level_of(code: str, level: str | None) -> str:
    """Return the level a count of this form can have: the only rung that may give it, or `level` if it may."""
    form = form_of_code(code)
    if form is None or not form.levels:
        return level or ""
    if len(form.levels) == 1:
        return form.levels[0]
    rungs = {*form.levels, "city"} if {"province", "district"} & set(form.levels) else set(form.levels)
    return level if level and set(level.split("+")) <= rungs else ""
