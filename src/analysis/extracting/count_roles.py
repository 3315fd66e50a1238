"""Whether models were registered, recognised, found effective or replicated, from the words around their number.

A proposal to recognise is no recognition and stays `unclassified`; a target ("phấn đấu", "mỗi xã ít nhất 01 mô hình")
or a difference ("tăng 276 mô hình") is no count.
"""

import re
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.count_mentions import Named
from analysis.extracting.count_scope import PACKAGE
from analysis.extracting.reward_groups import Group, inside, is_glue, is_strict
from analysis.extracting.reward_words import Token
from analysis.vietnamese.number_view import alternation

ROLES = ("registered", "recognised", "effective", "replicated")
_DONE = re.compile(r"(?<!\w)(?:đã|kết quả)(?!\w)")
_PASSIVE = re.compile(r"(?<!\w)(?:được|đạt)(?:\s+\w+){0,3}\s+$")
# "52 mô hình được các địa phương khác học tập, nhân rộng"
_LEARNT = re.compile(r"\s*(?:đã\s+)?được\s(?:[^,;.)]{0,50}\s)?học tập(?: kinh nghiệm)?,\s*(?:làm theo,\s*)?$")
_CLAUSE = re.compile(r"[,;.)]")


@cache
def _roles() -> dict[str, str]:
    return {row["phrase"]: row["role"] for row in read_rows(PACKAGE, "count_roles.csv")}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(tuple(_roles()))})(?!\w)")


def scan_roles(low: str) -> list[Token]:
    """Return the words of count_roles.csv in a sentence as tokens, in order."""
    found = [(_roles()[" ".join(match.group().split())], *match.span()) for match in _pattern().finditer(low)]
    return [Token(role, role, start, end) for role, start, end in found if role != "mask"]


def _is_target(low: str, left: list[Token], end: int) -> bool:
    target = next((token for token in reversed(left) if token.kind == "target"), None)
    return target is not None and not _DONE.search(low[target.end : end])


def _left_role(low: str, left: list[Token], start: int, bare: str) -> str:
    """Return the role said before the number in its own clause, "" for none, "other" for another matter."""
    near = [token for token in left if not _CLAUSE.search(low[token.end : start])]
    if not near or not (is_strict(low, near, start) or is_glue(bare, "link", "list")):
        return ""
    if near[-1].kind == "other":
        return "other" if is_strict(low, near, start) else ""
    if near[-1].kind == "proposed" and is_strict(low, near, start):
        return "proposed"
    said = [token.kind for token in near if token.kind in ROLES]
    return "proposed" if said and any(token.kind == "proposed" for token in near) else (said[-1] if said else "")


def _right_role(low: str, right: list[Token], start: int) -> str:
    for token in right:
        own = not _CLAUSE.search(low[start : token.start])
        if token.kind == "proposed" and own:
            return "proposed"
        told = low[start : token.start]
        learnt = token.kind == "replicated" and _LEARNT.match(told)
        if token.kind in ROLES and (own or learnt or _PASSIVE.search(told)):
            return token.kind
    return ""


def read_model_role(low: str, group: Group[Named], tokens: list[Token], bare: str) -> str:
    """Return the role of a group of models, "" if it is no count; `bare` are its leading words without tokens."""
    left, right = inside(tokens, group.lead), inside(tokens, group.tail)
    if _is_target(low, left, group.start):
        return ""
    role = _left_role(low, left, group.start, bare)
    if role == "other":
        return ""
    role = role or _right_role(low, right, group.tail[0])
    return role if role in ROLES else "unclassified"
