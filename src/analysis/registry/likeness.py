"""Titles that may mean one model: a score for a person to look at, never a merge.

Two titles are near if one holds all syllables of the other in order ("Chung sức xây dựng nông thôn mới" in "Cả nước
chung sức xây dựng nông thôn mới"), or if they differ in little ("Mường Khên" and "Mường Khến"). Trap: "3 sạch" and "5
sạch" are two models, so numbers must agree; "Câu lạc bộ" says nothing, so it does not count.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from analysis.datafiles import read_rows
from analysis.registry.keys import alternation
from analysis.vietnamese.letters import bare

# Below this (0 to 100) two titles of eight syllables differ in more than one of them.
NEAR = 86.0
MOST_SUGGESTED = 3
# A title inside another one says enough if it has so many syllables of content and is half of the other.
_FEWEST_CONTAINED, _LEAST_SHARE = 3, 0.5
_FEWEST_CONTENT = 2
# Titles are compared only where one of their rarest syllables meets; a syllable of this many titles says nothing.
_RAREST, _TOO_COMMON = 3, 400
_CERTAIN = 99


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model another one may be the same as; `score` is 0 to 100."""

    model_id: str
    score: int


@dataclass(frozen=True, slots=True)
class Named:
    """A model as likeness sees it: the keys of its titles, and whether they name models or movements."""

    model_id: str
    keys: tuple[str, ...]
    kinds: frozenset[str]


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation('head')})(?!\w)\s*")


@cache
def _digits() -> Mapping[str, str]:
    return {
        row["word"]: row["value"]
        for row in read_rows("analysis.vietnamese", "number_words.csv")
        if row["kind"] == "digit"
    }


@cache
def _syllables(key: str) -> tuple[str, ...]:
    return tuple(_digits().get(syllable, syllable) for syllable in key.split())


@cache
def _content(key: str) -> tuple[str, ...]:
    return _syllables(_heads().sub("", key).strip())


@cache
def _numbers(key: str) -> tuple[str, ...]:
    return tuple(sorted(syllable for syllable in _syllables(key) if syllable[0].isdecimal()))


@cache
def _sorted_text(key: str) -> str:
    return " ".join(sorted(_content(key)))


def likeness(one: str, other: str) -> float:
    """Return how alike two keys are, 0 to 100; 0 where a person need not be asked.

    >>> round(likeness("chung sức xây dựng nông thôn mới", "cả nước chung sức xây dựng nông thôn mới"))
    96
    >>> likeness("đoạn đường 3 sạch", "đoạn đường 5 sạch")
    0.0
    """
    if _numbers(one) != _numbers(other):
        return 0.0
    if one == other:
        return float(_CERTAIN)
    short, long = sorted((one, other), key=lambda key: len(_syllables(key)))
    return min(max(_contained(short, long), _near(short, long)), float(_CERTAIN))


def _contained(short: str, long: str) -> float:
    inside, around = _syllables(short), _syllables(long)
    share = len(inside) / len(around)
    enough = len(inside) >= _FEWEST_CONTAINED and len(_content(short)) >= _FEWEST_CONTENT and share >= _LEAST_SHARE
    return 80 + 20 * share if enough and LCSseq.similarity(inside, around) == len(inside) else 0.0


def _near(one: str, other: str) -> float:
    if min(len(_content(one)), len(_content(other))) < _FEWEST_CONTENT:
        return 0.0
    score = fuzz.ratio(_sorted_text(one), _sorted_text(other), score_cutoff=NEAR)
    return score if score >= NEAR else 0.0


def _rare_syllables(models: Sequence[Named]) -> dict[str, list[str]]:
    """Return for each syllable without its marks the ids of the models that have it, common ones left out."""
    index: dict[str, list[str]] = defaultdict(list)
    for model in models:
        for syllable in {bare(s) for key in model.keys for s in _content(key)}:
            index[syllable].append(model.model_id)
    return {syllable: ids for syllable, ids in index.items() if len(ids) <= _TOO_COMMON}


def _pairs(models: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield each pair that shares one of the rarest syllables of either, once, in a fixed order."""
    by_id, index = {model.model_id: model for model in models}, _rare_syllables(models)
    seen: set[tuple[str, str]] = set()
    for model in models:
        for key in model.keys:
            held = sorted({bare(s) for s in _content(key)} & index.keys(), key=lambda s: (len(index[s]), s))
            seen |= {_pair(model.model_id, other) for s in held[:_RAREST] for other in index[s]}
    return ((by_id[one], by_id[other]) for one, other in sorted(seen) if one != other)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def suggest(models: Iterable[Named], refused: Iterable[frozenset[str]] = ()) -> dict[str, list[Suggestion]]:
    """Return for each model those it may be the same as, best first; none from a tie on, and no `refused` pair.

    A movement is never suggested for a model.
    """
    settled, found = set(refused), defaultdict(list)
    for one, other in _pairs(sorted(models, key=lambda model: model.model_id)):
        if one.kinds & other.kinds and frozenset((one.model_id, other.model_id)) not in settled:
            score = round(max(likeness(a, b) for a in one.keys for b in other.keys))
            if score >= NEAR:
                found[one.model_id].append(Suggestion(other.model_id, score))
                found[other.model_id].append(Suggestion(one.model_id, score))
    return {model: best for model, near in found.items() if (best := _before_a_tie(near))}


def _before_a_tie(near: Iterable[Suggestion]) -> list[Suggestion]:
    best: list[Suggestion] = []
    ordered: Counter[str] = Counter({one.model_id: one.score for one in near})
    for _, group in groupby(ordered.most_common(), key=lambda pair: pair[1]):
        equal = list(group)
        if len(equal) > 1 or len(best) == MOST_SUGGESTED:
            break
        best.append(Suggestion(*equal[0]))
    return best
