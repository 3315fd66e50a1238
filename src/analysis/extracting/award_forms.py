"""The form and level of an award, from the words of a cell or a heading."""

from analysis.extracting.reward_forms import UNNAMED, level_of, read_form, read_level
from analysis.extracting.reward_words import scan
from analysis.vietnamese.letters import tidy


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
