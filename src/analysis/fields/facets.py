"""What an entry claims (outcomes) and how it is organised (tags): many-valued, beside the one field.

A cooperative is a form, not a field: the same form occurs in crafts, farming and environment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from analysis.datafiles import read_rows
from analysis.fields.taxonomy import phrases, read_terms
from analysis.fields.words import Keys, PhraseBook, Words, keys_of, longest_first, used

Kind = Literal["outcome", "tag"]
Codes = tuple[tuple[Kind, str], ...]
KINDS: tuple[Kind, Kind] = ("outcome", "tag")


@dataclass(frozen=True, slots=True)
class Facet:
    """An outcome or a tag; `group` is the facet a tag belongs to (organisation, crop, form, programme)."""

    code: str
    kind: Kind
    group: str
    name_vi: str
    name_en: str


@cache
def facets(kind: Kind) -> tuple[Facet, ...]:
    """Return the outcomes or the tags in taxonomy order."""
    rows = [row for row in read_rows("analysis.fields", "facets.csv") if row["kind"] == kind]
    return tuple(Facet(row["code"], kind, row["group"], row["name_vi"], row["name_en"]) for row in rows)


@cache
def _book() -> PhraseBook[Codes]:
    content = read_terms("facet_terms.yaml")
    meanings: dict[Keys, Codes] = dict.fromkeys(map(keys_of, phrases(content["mask"])), ())
    for kind in KINDS:
        for code, words in cast(dict[str, object], content[kind]).items():
            for keys in map(keys_of, phrases(words)):
                meanings[keys] = (*meanings.get(keys, ()), (kind, code))
    return PhraseBook(meanings)


def _codes_in(words: Words, kinds: Iterable[Kind]) -> set[tuple[Kind, str]]:
    codes: set[tuple[Kind, str]] = set()
    found = _book().find(words.keys)
    for kind in kinds:
        # an entry without codes hides a shorter phrase of either kind
        rivals = [(used(f, words.keys), f.entry) for f in found if not f.entry or kind in dict(f.entry)]
        chosen = longest_first(rivals, len(words.keys))
        codes.update(code for _, entry in chosen for code in entry if code[0] == kind)
    return codes


def facets_in(texts: Iterable[Words], bearer: Words, crops: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """Return the codes of the outcomes claimed in the texts, and the tags of texts and bearer, in taxonomy order.

    `crops` are crop groups already found. An outcome is what title or description claim, never what a body is called.
    """
    codes = {("tag", crop) for crop in crops} | _codes_in(bearer, ("tag",))
    for words in texts:
        codes |= _codes_in(words, KINDS)
    outcomes, tags = ([facet.code for facet in facets(kind) if (kind, facet.code) in codes] for kind in KINDS)
    return outcomes, tags
