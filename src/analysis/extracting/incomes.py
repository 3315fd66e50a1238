"""Amounts of money tied to what somebody does, from the words of lists, exemplars and reports."""

import re
from collections.abc import Iterator, Sequence

from analysis.extracting.evidence import Evidence
from analysis.extracting.exemplars import ProseExemplar
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.rows import PrintedAward, PrintedEntry, PrintedIncome
from analysis.extracting.titles import split_title
from analysis.vietnamese.addresses import Address
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.money import Amount, find_amounts, find_jobs
from analysis.vietnamese.recipients import Recipient

# Of amounts that no entry bears, only these measures say what people earn; budgets and prices are other things
_TOLD_WITHOUT_ENTRY = frozenset({"revenue", "income", "profit", "wage", "per_capita"})
_CLAUSE_START = re.compile(r"[;.:]\s|^")
_LONGEST_ACTIVITY = 120


def of_entry(entry: PrintedEntry, position: int, texts: Sequence[str]) -> Iterator[PrintedIncome]:
    """Yield the amounts in the cells of a listed entry."""
    for text in texts:
        for amount in find_amounts(text):
            # "Quỹ 2.000 đồng mỗi ngày": a sum in the name of a model says what is put aside, not what it brings
            if not (amount.measure == "unspecified" and amount.text in entry.title):
                yield _income(amount, text, position, entry.recipient, entry.title, entry.evidence, entry.place)


def of_exemplar(exemplar: ProseExemplar, position: int | None) -> Iterator[PrintedIncome]:
    """Yield the amounts of an exemplar that prose tells of."""
    for amount in exemplar.amounts:
        yield _income(amount, exemplar.clause, position, exemplar.recipient, exemplar.title, exemplar.evidence)


def of_award(award: PrintedAward, text: str) -> Iterator[PrintedIncome]:
    """Yield the amounts in what a list tells of a rewarded recipient."""
    for amount in find_amounts(text):
        activity = split_title(text).title
        yield _income(amount, text, None, award.recipient, activity, award.evidence, award.place)


def of_prose(paragraph: Paragraph, taken: Sequence[str]) -> Iterator[PrintedIncome]:
    """Yield what people earn according to a sentence that names no entry; `taken` are clauses already read."""
    text = paragraph.text
    read = [(start, start + len(clause)) for clause in taken if clause and (start := text.find(clause)) >= 0]
    for amount in find_amounts(text):
        if any(start <= amount.start < end for start, end in read):
            continue
        if amount.measure in _TOLD_WITHOUT_ENTRY and "target" not in amount.flags:
            start = _clause_start(paragraph.text, amount.start)
            activity = _last_words(tidy(paragraph.text[start : amount.start])).strip(" ,.-–")
            evidence = paragraph.evidence(start, amount.end)
            yield _income(amount, paragraph.text, None, Recipient(""), activity, evidence)


def _income(
    amount: Amount,
    text: str,
    entry: int | None,
    recipient: Recipient,
    activity: str,
    evidence: Evidence,
    place: Address = Address(),
) -> PrintedIncome:
    return PrintedIncome(amount, entry, recipient, activity, find_jobs(text, amount), evidence, place)


def _last_words(text: str) -> str:
    """Return the end of a text, no longer than an activity and from the start of a word on."""
    return text if len(text) <= _LONGEST_ACTIVITY else text[-_LONGEST_ACTIVITY:].partition(" ")[2]


def _clause_start(text: str, position: int) -> int:
    starts = [match.end() for match in _CLAUSE_START.finditer(text, 0, position)]
    return starts[-1] if starts else 0
