"""Whether a count was awarded, proposed, registered or is only a quota, from the acts around it.

A proposal or a quota reaches to the end of its sentence: "đề nghị ... tặng Bằng khen cho ..." stays a proposal, however
many forms follow, until the text says that it was done ("đã đề nghị và được tặng"). What cannot be told is
`unclassified`; a wish ("phấn đấu") or a refusal ("chưa được khen") is no count at all.
"""

import re
from functools import lru_cache

from analysis.extracting.reward_words import DEEDS, Token

BLOCKED = "blocked"
DENIED = "denied"
_DONE = re.compile(r"(?<!\w)đã(?!\w)|(?<!\w)kết quả(?!\w)|(?:,|;|(?<!\w)và|(?<!\w)nhưng)\s*(?:\w+\s+){0,3}?được(?!\w)")
STAYS = ("proposed", "quota")
# Headings whose numbers of models and households are still to come
AIMS = (BLOCKED, "quota")
_RESULT = re.compile(r"(?<!\w)(?:kết quả|đánh giá|tình hình|thực hiện|đã|được)(?!\w)")
_PROPOSAL = re.compile(r"(?<!\w)(?:đề nghị|đề xuất|tờ trình|họp xét)(?!\w)")
_REWARD = re.compile(r"(?<!\w)(?:khen|tặng|danh hiệu|tặng thưởng|khen thưởng)(?!\w)")
_PLANS = re.compile(
    r"(?<!\w)(?:phương hướng|định hướng|nhiệm vụ|mục tiêu|giải pháp|dự kiến|(?:thời gian|sắp|việc|năm) tới)(?!\w)"
)
_HEADINGS = (
    (BLOCKED, _PLANS),
    ("quota", re.compile(r"(?<!\w)(?:chỉ tiêu|cơ cấu|phân bổ|số lượng đề nghị)(?!\w)")),
    ("proposed", _PROPOSAL),
    ("registered", re.compile(r"(?<!\w)đăng ký(?!\w)")),
    ("awarded", re.compile(r"(?<!\w)(?:quyết định\s[^.;]{0,60}?(?:khen|tặng)|tặng(?: thưởng)?)(?!\w)")),
)


@lru_cache(maxsize=512)
def role_of_heading(heading: str) -> str:
    """Return the role a heading (lower case) gives to the bare counts under it, "" if it says nothing.

    A heading that tells results gives no target ("Kết quả thực hiện các chỉ tiêu, nhiệm vụ"), and one that tells
    results and proposals gives nothing.

    >>> role_of_heading("danh sách đề nghị khen thưởng"), role_of_heading("2. kết quả khen thưởng")
    ('proposed', 'awarded')
    """
    if _RESULT.search(heading):
        return "awarded" if _REWARD.search(heading) and not _PROPOSAL.search(heading) else ""
    return next((role for role, pattern in _HEADINGS if pattern.search(heading)), "")


def _after_modal(state: str, token: Token, each: bool, near: bool) -> str:
    if state == DENIED and near:
        return state
    if token.kind == "register" and each and state != "quota":
        # "hằng năm có 2.500 hộ đăng ký": an aim
        return BLOCKED
    if token.kind == "quota" or (token.kind in ("propose", "register") and (each or state == "quota")):
        return "quota"
    if token.kind == "propose":
        return "proposed"
    if token.kind == "register":
        return state if state in STAYS else "registered"
    return BLOCKED if token.kind == "target" else DENIED


def _after_deed(low: str, state: str, token: Token, since: int) -> str:
    words = low[since : token.start]
    if state in ("", "awarded"):
        return "awarded"
    if _DONE.search(words):
        return "awarded"
    return "awarded" if state in ("registered", DENIED) and "," in words else state


def read_role(low: str, tokens: list[Token], start: int, state: str = "") -> str:
    """Return the role after the acts in `tokens`, read from left to right from `start` on; "" without any act."""
    each, since = False, start
    for token in tokens:
        if token.kind == "each":
            each = True
        elif token.kind in DEEDS:
            state = BLOCKED if each and state not in STAYS else _after_deed(low, state, token, since)
        elif token.kind in ("quota", "propose", "register", "target", "deny", "change"):
            state, since = _after_modal(state, token, each, "," not in low[since : token.start]), token.end
    return state


def modal_part(tokens: list[Token]) -> list[Token]:
    """Return the tokens that colour what follows them (proposals, quotas, wishes) without the deeds."""
    return [token for token in tokens if token.kind in ("propose", "quota", "each", "target")]


def first_act(tokens: list[Token]) -> list[Token]:
    """Return the tokens up to the first deed that stands for itself or with a form: what follows is another matter.

    "được khen thưởng ..., vượt chỉ tiêu" is an award and no quota.
    """
    for index, token in enumerate(tokens):
        following = next((other for other in tokens[index + 1 :] if other.kind != "giver"), None)
        if token.kind == "award" or (token.kind == "grant" and following and following.kind == "form"):
            return tokens[: index + 1]
    return tokens


def carried_role(state: str, low: str, span: tuple[int, int]) -> str:
    """Return what a proposal or quota of the count before still means for a count with `span` as its words."""
    if state not in (*STAYS, BLOCKED):
        return ""
    return "" if re.search(r"(?<!\w)(?:đã|kết quả)(?!\w)", low[span[0] : span[1]]) else state
