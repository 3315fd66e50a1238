"""The classes of a form, counted without their noun: "127 cá nhân (hạng Nhất 18, hạng Nhì 41, hạng Ba 68)".

They are kept where they are exactly the number before them, or go on a list that began with a class: "02 Huân chương
Lao động hạng Nhì, 05 hạng Ba". One trap: "hạng Nhất năm 2018" counts nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.extracting.reward_mentions import Mention

_CLASS = r"(?:hạng|loại)\s+(?:nhất|nhì|ba|i{1,3}|[a-c1-3])(?!\w)"
_COUNTED = re.compile(rf"(?:{_CLASS}\s*(?:(?::|là|có)\s*)?(\d{{1,4}})|(\d{{1,4}})\s+{_CLASS})(?![\w%]|[.,/]\d)")
_JOIN = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_OPENS = re.compile(r"\s*[(,;:]?\s*(?:(?:trong đó|cụ thể|bao gồm|gồm)(?:\s+có)?\s*:?\s*)?")
_FIRST = re.compile(rf"\s*\"?\s*{_CLASS}")


def _counted(low: str, position: int) -> list[re.Match[str]]:
    """Return the classes counted side by side from `position` on."""
    found: list[re.Match[str]] = []
    while match := _COUNTED.match(low, position):
        found.append(match)
        join = _JOIN.match(low, match.end())
        if join is None:
            break
        position = join.end()
    return found


def _classes(low: str, mention: Mention) -> list[re.Match[str]]:
    """Return the classes that break down a count or go on from its own."""
    first = _FIRST.match(low, mention.end) if mention.form else None
    join = _JOIN.match(low, first.end()) if first else None
    if join:
        return [match for match in _counted(low, join.end()) if match[2]]
    opening = _OPENS.match(low, mention.end)
    found = _counted(low, opening.end()) if opening else []
    return found if len(found) > 1 and sum(int(m[1] or m[2]) for m in found) == mention.count else []


def class_mentions(low: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the counts of classes behind the counts of a sentence (`low`: in lower case)."""
    for mention in mentions:
        for match in _classes(low, mention):
            count = int(match[1] or match[2])
            yield replace(mention, count=count, bound="exact", start=match.start(), end=match.end())
