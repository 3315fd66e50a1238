"""The field a document states itself: a column "Lĩnh vực", a heading, the words after "14 mô hình về".

Example: "Văn hoá – xã hội" states `van-hoa-xa-hoi`. Trap: "kinh tế - văn hóa xã hội" names two and so states none, and
"Kinh tế của xã phát triển nhanh" is a sentence, not a sector.
"""

from functools import cache
from typing import cast

from analysis.fields.taxonomy import DEFAULT, UNCLASSIFIED, Taxonomy, phrases, read_terms
from analysis.fields.words import BREAK, PhraseBook, keys_of, longest_first, split, used

_LEAD, _MERGED = "", UNCLASSIFIED


@cache
def _book() -> PhraseBook[str]:
    content = read_terms("stated.yaml")
    sectors = cast(dict[str, object], content["sectors"])
    lists = {_LEAD: content["lead"], _MERGED: content["merged"], **sectors}
    return PhraseBook({keys_of(phrase): code for code, words in lists.items() for phrase in phrases(words)})


def stated_field(text: str, taxonomy: Taxonomy = DEFAULT) -> str | None:
    """Return the field code a short text states, or None if it states none, several, or says more than a sector.

    >>> stated_field("* Về lĩnh vực Văn hoá – xã hội:")
    'van-hoa-xa-hoi'
    >>> stated_field("kinh tế - văn hóa xã hội") is None
    True
    """
    keys = split(text).keys
    found = [(used(phrase, keys), phrase.entry) for phrase in _book().find(keys)]
    chosen = longest_first(found, len(keys))
    told = {index for taken, _ in chosen for index in taken}
    if any(index not in told and not (key == BREAK or key.isdecimal()) for index, key in enumerate(keys)):
        return None
    fields = {taxonomy.parents.get(code, code) for _, code in chosen if code != _LEAD}
    return fields.pop() if len(fields) == 1 and UNCLASSIFIED not in fields else None
