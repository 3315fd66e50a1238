"""The sections of the report about lists, rewards, amounts, comparison and what the data do not show."""

from collections.abc import Iterator, Mapping
from typing import Any

from analysis.measures.review_table import ReviewTable
from analysis.privacy.release import Review
from analysis.review.report_blocks import Block, bullets, no_data, table_blocks, text
from analysis.review.report_text import (
    Cited,
    Line,
    Piece,
    Sentence,
    first_said,
    joined_words,
    lines,
    noted,
    small_first,
    wordings,
)
from analysis.schema.model import Language

_LEDGER = ("document", "section", "kind", "declared", "found", "missing", "state")
_HEAD = ("role", "level", "form", "movement", "field", "place")
_COMPARED = ("kind", "level", "form", "subject", "field", "recipient_kind", "role", "place")
_ABOUT = ("recipient_kind", "field", "activity", "place")
_QUOTED = frozenset({"movement", "subject", "activity"})
_NOT_STATED = frozenset({"", "none", "exact", "range", "vague"})
_MOST_FINDINGS, _MOST_LINES = 20, 60
# Notes that stand under the table itself, or that say how to read a file and nothing about the data.
_SAID_ELSEWHERE = frozenset({"T1", "T2", "T3", "T4"})
_GAPS = frozenset({"empty-cells", "left-out", "tags", "amounts-few", "both-ledgers", "boundary"})


def _words(section: str) -> Mapping[str, Any]:
    return dict(wordings("report")[section])


def _listed(line: Line) -> Sentence:
    words, kept = _words("lists"), "state" in line.table.frame and not line.is_hidden("state")
    parts: dict[str, Piece] = {name: line.label(name) for name in ("section", "document")}
    parts |= {name: line.cited(name) for name in ("declared", "found", "missing")}
    return first_said(words[line.code("state") if kept else "withheld"], line.lang, parts)


def completeness(review: Review, lang: Language) -> list[Block]:
    """Return the section that comes first: what every list declares and what was found."""
    table = review.tables["T1"]
    if table.frame.empty:
        return [no_data(lang)]
    said = bullets(_listed(line) for line in lines(table, lang))
    return [text("paragraph", _words("lists")["intro"][lang]), *said, *table_blocks(table, lang, _LEDGER)]


def _named(line: Line, name: str) -> str | None:
    """Return what a cell names inside a sentence: words of a document in quotes, codes in small letters."""
    found = line.label(name)
    if not found or name in _QUOTED:
        return str(_words("rewards")["quoted"][line.lang]).format(words=found) if found else None
    if name == "place":
        return found if line.code(name) else None
    # A number may belong to several levels at once.
    return small_first(found).replace(" + ", str(_words("rewards")["and"][line.lang]))


def _capital(sentence: Sentence) -> Sentence:
    first = sentence[0] if sentence else ""
    return (first[:1].upper() + first[1:], *sentence[1:]) if isinstance(first, str) else sentence


def _head(line: Line, names: tuple[str, ...], *more: Piece) -> Sentence:
    joiner = str(wordings("report")["joiner"][line.lang])
    return _capital(joined_words([*(_named(line, name) for name in names), *more], joiner))


def _bounded(line: Line, number: Cited | None) -> Piece:
    """Return a number with the words "over", "about" before it where its source says so."""
    if number is None or line.code("bound") in _NOT_STATED:
        return number
    return (f"{line.label('bound')} ", number)


def _rewarded(line: Line) -> Sentence:
    words, joiner = _words("rewards"), str(wordings("report")["joiner"][line.lang])
    numbers = [
        first_said([template], line.lang, {"n": _bounded(line, line.cited(kind))})
        for kind, template in words["kinds"].items()
    ]
    period = first_said([words["period"]], line.lang, {"period": line.label("period")})
    head = _head(line, _HEAD, period)
    parts: dict[str, Piece] = {"head": head, "numbers": joined_words(numbers, joiner), "flags": line.label("flags")}
    return first_said(words["line"], line.lang, parts)


def rewards(review: Review, lang: Language) -> list[Block]:
    """Return what sources state of rewards, line by line; nothing is added up."""
    table = review.tables["T6"]
    if table.frame.empty:
        return [no_data(lang)]
    said = bullets(_rewarded(line) for line in lines(table, lang)[:_MOST_LINES])
    return [text("paragraph", _words("rewards")["intro"][lang]), *said, *_rest(table, lang)]


def _rest(table: ReviewTable, lang: Language) -> list[Block]:
    more = str(wordings("report")["more"][lang]).format(code=table.code)
    return [text("paragraph", more)] if len(table.frame) > _MOST_LINES else []


def _summed(line: Line) -> Sentence:
    parts: dict[str, Piece] = {
        "measure": _capital((line.label("measure") or "",)),
        "n": line.cited("n"),
        **{name: line.cited(f"{name}_vnd") for name in ("low", "median", "high")},
    }
    return first_said(_words("amounts")["summary"], line.lang, parts)


def _about(line: Line) -> Sentence:
    """Return per what an amount is, whose it is and what it comes from; never a name."""
    words, joiner = _words("amounts"), str(wordings("report")["joiner"][line.lang])
    stated = {name: line.label(name) for name in ("period", "per") if line.code(name) not in _NOT_STATED}
    per = [first_said([words[name]], line.lang, {"unit": unit}) for name, unit in stated.items()]
    return joined_words([*per, *(_named(line, name) for name in _ABOUT)], joiner)


def _amount(line: Line) -> Sentence:
    low, high = line.code("low_vnd"), line.code("high_vnd")
    same = not (low and high) or low == high
    parts: dict[str, Piece] = {
        "measure": _capital((line.label("measure") or "",)),
        "band": line.cited(f"amount_band_{line.lang}"),
        "one": _bounded(line, line.cited("low_vnd") or line.cited("high_vnd")) if same else None,
        "low": None if same else line.cited("low_vnd"),
        "high": None if same else line.cited("high_vnd"),
        "about": _about(line),
    }
    return first_said(_words("amounts")["line"], line.lang, parts)


def amounts(review: Review, lang: Language) -> list[Block]:
    """Return every amount under its measure, never with a name."""
    single, summary = review.tables["T7"], review.tables["T8"]
    if single.frame.empty:
        return [no_data(lang)]
    said = bullets(_summed(line) for line in lines(summary, lang))
    each = bullets(_amount(line) for line in lines(single, lang)[:_MOST_LINES])
    return [text("paragraph", _words("amounts")["intro"][lang]), *said, *each, *_rest(single, lang)]


def _compared(line: Line) -> Sentence:
    parts: dict[str, Piece] = {name: line.cited(name) for name in ("base", "value")}
    parts |= {name: line.label(name) for name in ("base_period", "period", "remarks")}
    parts |= {"head": _head(line, _COMPARED), "sentence": line.cited(f"sentence_{line.lang}")}
    # Where numbers cannot be compared the sentence itself gives the reasons.
    parts |= {"remarks": None} if not line.code("change") else {}
    return first_said(_words("comparison")["line"], line.lang, parts)


def comparison(review: Review, lang: Language) -> list[Block]:
    """Return the comparison with the previous period in the sentences of T10."""
    table = review.tables["T10"]
    if review.base is None:
        return [text("paragraph", _words("comparison")["none"][lang])]
    if table.frame.empty:
        return [no_data(lang)]
    notes = [text("note", noted(table, one, lang)) for one in table.notes if one.code in _GAPS]
    return [*bullets(_compared(line) for line in lines(table, lang)[:_MOST_LINES]), *_rest(table, lang), *notes]


def _gaps(review: Review, lang: Language) -> Iterator[Sentence]:
    words = _words("gaps")
    for code, table in review.tables.items():
        if table.frame.empty and code in ("T1", "T2", "T6", "T7"):
            yield first_said([words["empty"]], lang, {"code": code, "title": table.title[lang]})
    for code, table in review.tables.items():
        if code in _SAID_ELSEWHERE | {"T10"} or table.frame.empty:
            continue
        for one in (note for note in table.notes if note.code in _GAPS):
            yield first_said([words["note"]], lang, {"code": code, "note": noted(table, one, lang)})


def _finding(line: Line) -> Sentence:
    parts: dict[str, Piece] = {"document": line.label("document"), "message": line.cited(f"message_{line.lang}")}
    return _capital(first_said([_words("gaps")["finding"]], line.lang, parts))


def gaps(review: Review, lang: Language) -> list[Block]:
    """Return what the data do not show: parts without data, empty cells, findings, and what no table can tell."""
    table = review.tables["T13"]
    found = bullets(_finding(line) for line in lines(table, lang)[:_MOST_FINDINGS])
    more = str(wordings("report")["more"][lang]).format(code=table.code)
    rest = [text("paragraph", more)] if len(table.frame) > _MOST_FINDINGS else []
    standing = bullets((str(one[lang]),) for one in _words("gaps")["standing"])
    return [*bullets(_gaps(review, lang)), *found, *rest, *standing]
