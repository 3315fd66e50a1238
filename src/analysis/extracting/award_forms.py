"""The form and level of an award, from the words of a cell or a heading."""

import re

from analysis.extracting.reward_forms import UNNAMED, level_of, read_form, read_level
from analysis.extracting.reward_words import scan
from analysis.vietnamese.letters import tidy

_DECIDED = re.compile(r"kèm theo quyết định số [^()]*?\scủa\s")


def form_and_level(words: str) -> tuple[str, str]:
    """Return the code of the form and the level of its giver; "" for each that the words do not state.

    >>> form_and_level("Bằng khen của Chủ tịch UBND tỉnh")
    ('bang-khen', 'province')
    """
    text = tidy(words)
    low = text.lower()
    tokens = scan(text, low)
    form = read_form(tokens) or ""
    form = "" if form == UNNAMED else form
    return form, level_of(form, read_level(low, tokens))


def giver_of_decision(words: str) -> str:
    """Return the level of whoever made the decision a list belongs to, "" where none is named.

    >>> giver_of_decision("(Kèm theo Quyết định số 4/QĐ-UBND ngày 2/1/2019 của Chủ tịch UBND Quận 6)")
    'district'
    """
    text = tidy(words)
    low = text.lower()
    decided = _DECIDED.search(low)
    givers = {token.start: token.value for token in scan(text, low) if token.kind == "giver"}
    return givers.get(decided.end(), "") if decided else ""
