"""The word lists of data/, and the words of a text that speak for a subfield."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from analysis.fields.taxonomy import phrases, read_terms
from analysis.fields.words import BREAK, START, Found, Keys, PhraseBook, Words, keys_of, longest_first, used

Strength = Literal["strong", "supporting", "recipient", "leaning"]
Votes = tuple[tuple[str, Strength], ...]
"""The subfields a phrase speaks for; empty for a phrase that only hides a shorter one."""
Candidate = tuple[tuple[int, ...], Votes]
"""The syllables a phrase uses up, and what it speaks for."""
Things = dict[int, list[Found[tuple[str, ...]]]]
"""Animals and plants with their crop groups, by the syllable they begin at."""
Reaches = Mapping[int, int]
"""The pairs of pairs.yaml a head begins, by number, and how far from it their objects may stand."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words of a text that speak for subfields: the syllables they reach over, the words, the crop groups named.

    `is_setting` is set for words that say who acts, where or when ("chi bộ", "vườn điều"), not what is done.
    """

    start: int
    end: int
    printed: str
    votes: Votes
    crops: tuple[str, ...] = ()
    is_setting: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything terms.yaml, collocations.yaml and pairs.yaml hold, ready for matching.

    `recipients` are bodies whose own work is a subfield, `leanings` bodies that only tend to one; `settings` are words
    of a text that say who acts, where or when, `scenes` first syllables of farming words that say where. `verbs` gives
    the reach of a farming word by crop group, `objects` the crop groups of an animal or plant; `heads` and `partners`
    are the two parts of a pair, `pair_votes` what each pair speaks for.
    """

    terms: PhraseBook[Votes]
    recipients: PhraseBook[Votes]
    leanings: PhraseBook[Votes]
    settings: frozenset[Keys]
    scenes: frozenset[Keys]
    leads: PhraseBook[None]
    turns: PhraseBook[None]
    verbs: PhraseBook[Mapping[str, int]]
    objects: PhraseBook[tuple[str, ...]]
    farming: str
    heads: PhraseBook[Reaches]
    partners: PhraseBook[frozenset[int]]
    pair_votes: tuple[Votes, ...]


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


def _heads(pairs: list[dict[str, object]]) -> dict[Keys, Reaches]:
    found: defaultdict[Keys, dict[int, int]] = defaultdict(dict)
    for number, pair in enumerate(pairs):
        for keys in map(keys_of, phrases(pair["heads"])):
            found[keys][number] = int(str(pair["reach"]))
    return dict(found)


def _partners(pairs: list[dict[str, object]], crops: Iterable[Keys]) -> dict[Keys, frozenset[int]]:
    found: defaultdict[Keys, set[int]] = defaultdict(set)
    for number, pair in enumerate(pairs):
        for keys in (*map(keys_of, phrases(pair["objects"])), *(crops if pair.get("crops") else ())):
            found[keys].add(number)
    return {keys: frozenset(numbers) for keys, numbers in found.items()}


def _plain(text: object) -> PhraseBook[None]:
    return PhraseBook(dict.fromkeys(map(keys_of, phrases(text))))


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    content, farming = read_terms("terms.yaml"), read_terms("collocations.yaml")
    subfields = cast(dict[str, dict[str, object]], content["subfields"])
    groups = cast(dict[str, dict[str, object]], farming["groups"])
    pairs = cast(list[dict[str, object]], read_terms("pairs.yaml")["pairs"])
    objects = _objects(groups)
    masks: dict[Keys, Votes] = dict.fromkeys(map(keys_of, phrases(content["mask"])), ())
    return Lexicon(
        terms=PhraseBook(masks | _votes(subfields, ("strong", "supporting"))),
        recipients=PhraseBook(_votes(subfields, ("recipient",))),
        leanings=PhraseBook(_votes(subfields, ("leaning",))),
        settings=frozenset(map(keys_of, phrases(content["setting"]))),
        scenes=frozenset(map(keys_of, phrases(farming["scenes"]))),
        leads=_plain(content["lead"]),
        turns=_plain(content["turn"]),
        verbs=PhraseBook(_reaches(groups, int(str(farming["reach"])))),
        objects=PhraseBook(objects),
        farming=str(farming["subfield"]),
        heads=PhraseBook(_heads(pairs)),
        partners=PhraseBook(_partners(pairs, objects)),
        pair_votes=tuple(((str(pair["subfield"]), "strong"),) for pair in pairs),
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


def _pairs(words: Words, literal: list[Found[Votes]], book: Lexicon) -> Iterator[Candidate]:
    """Yield heads with their objects: neither cut out of a longer phrase, nothing that speaks between them."""
    inside = {index for phrase in literal for index in range(phrase.start + 1, phrase.end)}
    speaking = {index for phrase in literal if phrase.entry for index in range(phrase.start, phrase.end)}
    partners: defaultdict[int, list[Found[frozenset[int]]]] = defaultdict(list)
    for partner in book.partners.find(words.keys):
        if partner.end not in inside:
            partners[partner.start].append(partner)
    for head in book.heads.find(words.keys) if partners else ():
        if head.start not in inside:
            yield from _pairs_of(head, partners, speaking, words, book)


def _pairs_of(
    head: Found[Reaches],
    partners: Mapping[int, list[Found[frozenset[int]]]],
    speaking: set[int],
    words: Words,
    book: Lexicon,
) -> Iterator[Candidate]:
    for gap in range(max(head.entry.values()) + 1):
        start = head.end + gap
        for partner in partners.get(start, ()):
            for number in sorted(partner.entry):
                if gap <= head.entry.get(number, -1):
                    taken = (*range(head.start, head.end), *range(partner.start, partner.end))
                    yield taken, book.pair_votes[number]
        if start >= len(words.keys) or words.keys[start] == BREAK or start in speaking:
            return


def _term(taken: tuple[int, ...], votes: Votes, words: Words, things: Things, book: Lexicon) -> Term:
    start, end = taken[0], taken[-1] + 1
    crops = [thing.entry[0] for index in range(start, end) for thing in things.get(index, ()) if thing.end <= end]
    at_scene = book.farming in dict(votes) and words.keys[start : start + 1] in book.scenes
    is_setting = at_scene or words.keys[start:end] in book.settings
    return Term(start, end, words.printed(start, end), votes, tuple(crops), is_setting)


def terms_in(words: Words, book: Lexicon) -> list[Term]:
    """Return the terms of a title or description: longest first, no syllable used twice, in reading order."""
    literal = book.terms.find(words.keys)
    things = _things(words, literal, book)
    candidates = [(used(phrase, words.keys), phrase.entry) for phrase in literal]
    made = [*_farming(words, things, book), *_pairs(words, literal, book)]
    chosen = longest_first([*candidates, *made], len(words.keys))
    return [
        _term(taken, votes, words, things if book.farming in dict(votes) else {}, book)
        for taken, votes in chosen
        if votes
    ]


def bodies_in(words: Words, bodies: PhraseBook[Votes], book: Lexicon) -> list[Term]:
    """Return the bodies a recipient names, the longest of those that overlap."""
    found = [(used(body, words.keys), body.entry) for body in bodies.find(words.keys)]
    chosen = longest_first(found, len(words.keys))
    return [_term(taken, votes, words, {}, book) for taken, votes in chosen]
