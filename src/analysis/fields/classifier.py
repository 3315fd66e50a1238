"""The field of an entry: words that speak for it, weighed by where they stand.

A title says what is done, a description mostly what it is good for, a recipient only who does it; so a title weighs
most and a recipient is asked last. Title 3 and 1, description 1 and 0.34, recipient 2 for a strong and a supporting
word are weights that worked in a first trial. Two limits came with experience: the description together counts less
than one strong word of the title, and what follows "gắn với" or "góp phần" counts half. A body whose own work is a
subfield (a school, a court) counts in full where the text tells nothing, outweighs one mere hint, and else only breaks
a tie. So it is with who acts, where and when inside the text: "chi bộ", "vườn điều" and "sáng thứ bảy" count in full
only where no deed is told.

Example: "Phân loại rác thải" of a school is `moi-truong`, not `giao-duc`. Trap: a police unit that cooks for patients
is `an-sinh-nhan-dao`; police, youth, women and veterans carry models of every field, so at most they back
what the text itself hints at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from analysis.fields.facets import facets_in
from analysis.fields.lexicon import Lexicon, Term, bodies_in, lexicon, terms_in
from analysis.fields.taxonomy import DEFAULT, OTHER, UNCLASSIFIED, Taxonomy
from analysis.fields.words import Words, mark_start, split

Status = Literal["sure", "review", "none"]

WEIGHTS = {"title": {"strong": 3.0, "supporting": 1.0}, "description": {"strong": 1.0, "supporting": 0.34}}
RECIPIENT_WEIGHT = 2.0
RECIPIENT_HINT = 1.25
RECIPIENT_TIE = 0.5
DESCRIPTION_CAP = 2.5
TURN = 0.5
# Who acts, where or when counts this much beside a deed of another subfield that is told with this share of its weight
SETTING = 0.3
YIELD = 2 / 3
SURE_MARGIN = 1.5
SURE_SCORE = 2.0
LEAST_SCORE = 1.0
# Bodies whose name says what they live from; every other body does many things
PRODUCERS = frozenset({"trang-trai", "to-hop-tac", "hop-tac-xa"})


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """The field of an entry with its evidence.

    `score` and `margin` (to the next subfield) are weights without unit; `terms` are "zone: words" joined with "; ";
    `outcomes` and `tags` are codes joined with "; " in taxonomy order.
    """

    field: str
    subfield: str
    score: float
    margin: float
    status: Status
    terms: str
    outcomes: str
    tags: str


def classify(
    title: str, description: str = "", recipient: str = "", taxonomy: Taxonomy = DEFAULT, within: str = ""
) -> FieldLabel:
    """Return the field of an entry named `title`; any text is accepted.

    `within` is a field the document states: only its subfields are asked for, its fallback if no word speaks for one;
    KeyError if there is no such field.

    Nothing or next to nothing found is `none` and `chua-phan-loai`; a near tie, a single weak word or a recipient alone
    is `review` and still names the best field.

    >>> classify("Nuôi dê sinh sản").subfield, classify("03 trong 01").subfield
    ('nong-lam-thuy-san', 'chua-phan-loai')
    """
    book = lexicon()
    heading, text, bearer = mark_start(split(title), book.leads), split(description), split(recipient)
    zones = {"title": terms_in(heading, book), "description": terms_in(text, book)}
    asked = frozenset(taxonomy.subfields(within))
    scores = _text_scores(zones, {"title": heading, "description": text}, book, asked)
    evident = max(scores.values(), default=0.0) >= LEAST_SCORE
    bodies = _add_recipient(scores, bearer, book)
    subfield, score, margin = _best(_totals(scores, taxonomy, within), taxonomy, zones, bodies)
    subfield = within + OTHER if within and subfield == UNCLASSIFIED else subfield
    found = {**zones, "recipient": bodies}
    crops = [crop for terms in zones.values() for term in terms for crop in term.crops]
    outcomes, tags = facets_in([heading, text], mark_start(bearer, book.leads), crops)
    label = FieldLabel(
        taxonomy.parent(subfield),
        subfield,
        round(score, 2),
        round(margin, 2),
        _status(subfield, score, margin, evident),
        "; ".join(dict.fromkeys(f"{zone}: {term.printed}" for zone, terms in found.items() for term in terms)),
        "; ".join(outcomes),
        "; ".join(tags),
    )
    trade = recipient if subfield == UNCLASSIFIED and PRODUCERS.intersection(tags) else ""
    return _by_trade(label, classify(trade, taxonomy=taxonomy, within=within)) if trade else label


def _by_trade(label: FieldLabel, of_name: FieldLabel) -> FieldLabel:
    """Return the field the name of a producer speaks for, to be looked at: "Tổ hợp tác nuôi sò huyết"."""
    if of_name.subfield == UNCLASSIFIED:
        return label
    terms = of_name.terms.replace("title: ", "recipient: ")
    return replace(of_name, status="review", terms=terms, outcomes=label.outcomes, tags=label.tags)


def _text_scores(
    zones: Mapping[str, list[Term]], texts: Mapping[str, Words], book: Lexicon, asked: frozenset[str]
) -> dict[str, float]:
    """Return the weight of each subfield in title and description: that of the deeds, then that of its setting.

    Only deeds of the subfields `asked` for stand above the setting.
    """
    turns, begun = {}, False
    for zone, terms in zones.items():
        turns[zone] = _turn(texts[zone], book, terms, begun)
        begun = begun or bool(terms)
    scores: defaultdict[str, float] = defaultdict(float)
    deeds: dict[str, float] = {}
    for setting in (False, True):
        for zone, terms in zones.items():
            told = [term for term in terms if term.is_setting is setting]
            for subfield, score in _zone_scores(told, WEIGHTS[zone], turns[zone], deeds).items():
                scores[subfield] += min(score, DESCRIPTION_CAP) if zone == "description" else score
        deeds = {code: score for code, score in scores.items() if code in asked}
    return scores


def _zone_scores(
    terms: Iterable[Term], weights: Mapping[str, float], turn: float, deeds: Mapping[str, float]
) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for term in {term.printed: term for term in reversed(list(terms))}.values():
        rival = max((score for code, score in deeds.items() if code not in dict(term.votes)), default=0.0)
        for subfield, strength in term.votes:
            weight = weights[strength] * (TURN if term.start > turn else 1.0)
            scores[subfield] += weight * (SETTING if rival >= YIELD * weight else 1.0)
    return scores


def _turn(words: Words, book: Lexicon, terms: list[Term], begun: bool) -> float:
    """Return the syllable after which a text turns from what is done to what it serves."""
    for found in book.turns.find(words.keys):
        if begun or any(term.start < found.start for term in terms):
            return found.start
    return float("inf")


def _add_recipient(scores: dict[str, float], bearer: Words, book: Lexicon) -> list[Term]:
    """Add what the bearer's own work is, less the more the text tells; return the bodies that counted."""
    told = max(scores.values(), default=0.0)
    leanings = [
        body for body in bodies_in(bearer, book.leanings, book) if any(code in scores for code, _ in body.votes)
    ]
    bodies = bodies_in(bearer, book.recipients, book)
    for subfield in {subfield for body in leanings for subfield, _ in body.votes if subfield in scores}:
        scores[subfield] += RECIPIENT_TIE
    weight = RECIPIENT_WEIGHT if told < LEAST_SCORE else RECIPIENT_HINT if told < SURE_SCORE else RECIPIENT_TIE
    for subfield in {subfield for body in bodies for subfield, _ in body.votes}:
        scores[subfield] = scores.get(subfield, 0.0) + weight
    return [*bodies, *leanings]


def _best(
    totals: Mapping[str, float], taxonomy: Taxonomy, zones: Mapping[str, list[Term]], bodies: list[Term]
) -> tuple[str, float, float]:
    """Return the subfield with most weight, of equal ones the first named, its weight and its lead on the next."""
    terms = [*zones["title"], *zones["description"], *bodies]
    seen = list(dict.fromkeys(subfield for term in terms for subfield, _ in term.votes))
    ranked = sorted(totals, key=lambda subfield: (-totals[subfield], seen.index(subfield)))
    if not ranked or totals[ranked[0]] < LEAST_SCORE:
        return UNCLASSIFIED, 0.0, 0.0
    best = ranked[0]
    rivals = [totals[code] for code in ranked[1:] if code != taxonomy.parent(best) + OTHER]
    return best, totals[best], totals[best] - max(rivals, default=0.0)


def _totals(scores: Mapping[str, float], taxonomy: Taxonomy, within: str) -> dict[str, float]:
    """Return the weight of each subfield with that of its field.

    "Kinh tế gia đình" speaks for the economy whatever the activity, so it strengthens the activity that is named.
    """
    totals = {}
    for code, score in scores.items():
        field = taxonomy.parent(code)
        named = score >= LEAST_SCORE and code != field + OTHER
        if within in ("", field):
            totals[code] = score + (scores.get(field + OTHER, 0.0) if named else 0.0)
    return totals


def _status(subfield: str, score: float, margin: float, evident: bool) -> Status:
    if subfield == UNCLASSIFIED:
        return "none"
    return "sure" if evident and margin >= SURE_MARGIN and score >= SURE_SCORE else "review"
