"""The word lists of data/, and the words of a text that speak for a subfield."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from analysis.fields.taxonomy import phrases, read_terms
from analysis.fields.words import BREAK, START, Found, Keys, PhraseBook, Words, keys_of, longest_first, used

Strength = Literal["strong", "supporting", "recipient"]
Votes = tuple[tuple[str, Strength], ...]
"""The subfields a phrase speaks for; empty for a phrase that only hides a shorter one."""
Candidate = tuple[tuple[int, ...], Votes]
"""The syllables a phrase uses up, and what it speaks for."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words of a text that speak for subfields: the syllables they reach over, the words, the crop groups named."""

    start: int
    end: int
    printed: str
    votes: Votes
    crops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything terms.yaml and collocations.yaml hold, ready for matching.

    `verbs` gives the reach of a farming word by crop group, `objects` the crop groups of an animal or plant.
    """

    terms: PhraseBook[Votes]
    recipients: PhraseBook[Votes]
    leads: PhraseBook[None]
    turns: PhraseBook[None]
    verbs: PhraseBook[Mapping[str, int]]
    objects: PhraseBook[tuple[str, ...]]
    farming: str


def _votes(subfields: Mapping[str, Mapping[str, object]], roles: tuple[Strength, ...]) -> dict[Keys, Votes]:
    found: dict[Keys, Votes] = {}
    for role in roles:
        for subfield, lists in subfields.items():
            for keys in map(keys_of, phrases(lists.get(role))):
                if subfield not in dict(found.get(keys, ())):
                    found[keys] = (*found.get(keys, ()), (subfield, role))
    return found


def _reaches(groups: Mapping[str, Mapping[str, object]], reach: int) -> dict[Keys, Mapping[str, int]]:
    found: dict[Keys, Mapping[str, int]] = {}
    for role, syllables in (("heads", 0), ("verbs", reach)):
        for group, lists in groups.items():
            for keys in map(keys_of, phrases(lists[role])):
                found[keys] = {**found.get(keys, {}), group: syllables}
    return found


def _objects(groups: Mapping[str, Mapping[str, object]]) -> dict[Keys, tuple[str, ...]]:
    found: dict[Keys, tuple[str, ...]] = {}
    for group, lists in groups.items():
        for keys in map(keys_of, phrases(lists["objects"])):
            found[keys] = (*found.get(keys, ()), group)
    return found


def _plain(text: object) -> PhraseBook[None]:
    return PhraseBook(dict.fromkeys(map(keys_of, phrases(text))))


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    content, farming = read_terms("terms.yaml"), read_terms("collocations.yaml")
    subfields = cast(dict[str, dict[str, object]], content["subfields"])
    groups = cast(dict[str, dict[str, object]], farming["groups"])
    masks: dict[Keys, Votes] = dict.fromkeys(map(keys_of, phrases(content["mask"])), ())
    return Lexicon(
        terms=PhraseBook(masks | _votes(subfields, ("strong", "supporting"))),
        recipients=PhraseBook(_votes(subfields, ("recipient",))),
        leads=_plain(content["lead"]),
        turns=_plain(content["turn"]),
        verbs=PhraseBook(_reaches(groups, int(str(farming["reach"])))),
        objects=PhraseBook(_objects(groups)),
        farming=str(farming["subfield"]),
    )


def _held(thing: Found[tuple[str, ...]], literal: list[Found[Votes]], farming: str) -> bool:
    """Say whether a longer phrase that is not about farming holds the object ("nghệ" in "công nghệ")."""
    return any(
        phrase.start <= thing.start and thing.end <= phrase.end and farming not in dict(phrase.entry)
        for phrase in literal
        if phrase.end - phrase.start > thing.end - thing.start
    )


def _within(verb: Found[Mapping[str, int]], thing: Found[tuple[str, ...]], words: Words) -> bool:
    gap = thing.start - verb.end
    near = gap >= 0 and any(gap <= verb.entry.get(group, -1) for group in thing.entry)
    return near and BREAK not in words.keys[verb.end : thing.start]


def _farming(words: Words, objects: list[Found[tuple[str, ...]]], book: Lexicon) -> Iterator[Candidate]:
    for verb in book.verbs.find(words.keys) if objects else ():
        near = [thing for thing in objects if _within(verb, thing, words)]
        for thing in near[:1]:
            taken = (*range(verb.start, verb.end), *range(thing.start, thing.end))
            yield taken, ((book.farming, "strong"),)
    for thing in objects:
        # "Gà đồi thả vườn": the thing alone at the beginning of a title is a hint, no more
        if thing.start and words.keys[thing.start - 1] == START:
            yield used(thing, words.keys), ((book.farming, "supporting"),)


def _term(taken: tuple[int, ...], votes: Votes, words: Words, objects: list[Found[tuple[str, ...]]]) -> Term:
    start, end = taken[0], taken[-1] + 1
    crops = [thing.entry[0] for thing in objects if start <= thing.start and thing.end <= end]
    return Term(start, end, words.printed(start, end), votes, tuple(crops))


def terms_in(words: Words, book: Lexicon) -> list[Term]:
    """Return the terms of a title or description: longest first, no syllable used twice, in reading order."""
    literal = book.terms.find(words.keys)
    objects = [thing for thing in book.objects.find(words.keys) if not _held(thing, literal, book.farming)]
    candidates = [(used(phrase, words.keys), phrase.entry) for phrase in literal]
    chosen = longest_first([*candidates, *_farming(words, objects, book)], len(words.keys))
    return [
        _term(taken, votes, words, objects if book.farming in dict(votes) else []) for taken, votes in chosen if votes
    ]


def recipients_in(words: Words, book: Lexicon) -> list[Term]:
    """Return the bodies of a recipient whose own work is a subfield (a school, a court, not a police unit)."""
    found = [(used(body, words.keys), body.entry) for body in book.recipients.find(words.keys)]
    chosen = longest_first(found, len(words.keys))
    return [_term(taken, votes, words, []) for taken, votes in chosen]
