"""The word lists of data/, and the words of a text that speak for a subfield."""

from collections import defaultdict
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
Things = dict[int, list[Found[tuple[str, ...]]]]
"""Animals and plants with their crop groups, by the syllable they begin at."""


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


def _things(words: Words, literal: list[Found[Votes]], book: Lexicon) -> Things:
    """Return animals and plants, without those a longer phrase of another matter holds ("nghệ" in "công nghệ")."""
    holders: defaultdict[int, list[Found[Votes]]] = defaultdict(list)
    for phrase in literal:
        if book.farming not in dict(phrase.entry):
            for index in range(phrase.start, phrase.end):
                holders[index].append(phrase)
    things: Things = defaultdict(list)
    for thing in book.objects.find(words.keys):
        size = thing.end - thing.start
        if not any(thing.end <= holder.end and holder.end - holder.start > size for holder in holders[thing.start]):
            things[thing.start].append(thing)
    return things


def _nearest(verb: Found[Mapping[str, int]], things: Things, words: Words) -> Found[tuple[str, ...]] | None:
    for gap in range(max(verb.entry.values()) + 1):
        start = verb.end + gap
        for thing in things.get(start, ()):
            if any(gap <= verb.entry.get(group, -1) for group in thing.entry):
                return thing
        if start >= len(words.keys) or words.keys[start] == BREAK:
            return None
    return None


def _farming(words: Words, things: Things, book: Lexicon) -> Iterator[Candidate]:
    for verb in book.verbs.find(words.keys) if things else ():
        thing = _nearest(verb, things, words)
        if thing:
            yield (*range(verb.start, verb.end), *range(thing.start, thing.end)), ((book.farming, "strong"),)
    if START in words.keys:
        # "Gà đồi thả vườn": the thing alone at the beginning of a title is a hint, no more
        for thing in things.get(words.keys.index(START) + 1, ()):
            yield used(thing, words.keys), ((book.farming, "supporting"),)


def _term(taken: tuple[int, ...], votes: Votes, words: Words, things: Things) -> Term:
    start, end = taken[0], taken[-1] + 1
    crops = [thing.entry[0] for index in range(start, end) for thing in things.get(index, ()) if thing.end <= end]
    return Term(start, end, words.printed(start, end), votes, tuple(crops))


def terms_in(words: Words, book: Lexicon) -> list[Term]:
    """Return the terms of a title or description: longest first, no syllable used twice, in reading order."""
    literal = book.terms.find(words.keys)
    things = _things(words, literal, book)
    candidates = [(used(phrase, words.keys), phrase.entry) for phrase in literal]
    chosen = longest_first([*candidates, *_farming(words, things, book)], len(words.keys))
    return [
        _term(taken, votes, words, things if book.farming in dict(votes) else {}) for taken, votes in chosen if votes
    ]


def recipients_in(words: Words, book: Lexicon) -> list[Term]:
    """Return the bodies of a recipient whose own work is a subfield (a school, a court, not a police unit)."""
    found = [(used(body, words.keys), body.entry) for body in book.recipients.find(words.keys)]
    chosen = longest_first(found, len(words.keys))
    return [_term(taken, votes, words, {}) for taken, votes in chosen]
