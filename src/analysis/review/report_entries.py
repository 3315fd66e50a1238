"""The section of the report about models and exemplars: by field, by recipient, by place, and claimed outcomes."""

from collections.abc import Iterable

from analysis.measures.review_table import SUM, TOTAL, ReviewTable
from analysis.privacy.release import Review
from analysis.review.report_blocks import Block, Text, bullets, no_data, table_blocks, text
from analysis.review.report_text import Line, Piece, Sentence, first_said, joined_words, lines, small_first, wordings
from analysis.schema.model import Language

_COUNTS = ("place", "model", "exemplar", SUM)
_FIELDS = ("field", "subfield", SUM, "share")


def _said(name: str, lang: Language, parts: dict[str, Piece]) -> Sentence:
    templates = wordings("report")["entries"][name]
    return first_said(templates if isinstance(templates, list) else [templates], lang, parts)


def _total(review: Review, lang: Language) -> Sentence:
    last = lines(review.tables["T2"], lang)[-1]
    parts: dict[str, Piece] = {"year": str(review.scope.year), "place": review.place}
    return _said("total", lang, parts | {name: last.cited(name) for name in ("n", "model", "exemplar")})


def _joined(found: Iterable[Sentence], lang: Language) -> Sentence:
    return joined_words(list(found), str(wordings("report")["list_joiner"][lang]))


def _field(line: Line, inside: list[Line]) -> Sentence:
    lang = line.lang
    each = (
        _said("part", lang, {"subfield": small_first(one.label("subfield") or ""), "n": one.cited(SUM)})
        for one in inside
    )
    parts: dict[str, Piece] = {"field": line.label("field"), "n": line.cited(SUM), "share": line.cited("share")}
    return _said("field", lang, parts | {"parts": _joined(each, lang)})


def _by_field(table: ReviewTable, lang: Language) -> list[Text]:
    every = lines(table, lang)
    heads = [one for one in every if one.code("subfield") == TOTAL and one.code("field") != TOTAL]
    inside = {
        one.row: [
            # The unclassified are no part of themselves.
            sub
            for sub in every
            if sub.code("field") == one.code("field") and sub.code("subfield") not in (TOTAL, one.code("field"))
        ]
        for one in heads
    }
    return bullets(_field(one, inside[one.row]) for one in heads)


def _counted(line: Line) -> bool:
    """Say whether a line has a number above zero that may be stated."""
    return line.code(SUM) not in ("", "0")


def _named(line: Line, key: str) -> str:
    """Return what a line counts, as it stands inside a sentence; names of places keep their capitals."""
    label = line.label(key) or ""
    return label if key == "place" else small_first(label)


def _row(table: ReviewTable, lang: Language, name: str, key: str, part: str) -> list[Text]:
    """Return one sentence that names the lines of a table with their sums."""
    shown = [one for one in lines(table, lang) if one.code(key) != TOTAL and _counted(one)]
    each = (_said(f"{name}_part", lang, {part: _named(one, key), "n": one.cited(SUM)}) for one in shown)
    sentence = _said(name, lang, {"parts": _joined(each, lang)})
    return [Text("paragraph", sentence)] if sentence else []


def _outcomes(table: ReviewTable, lang: Language) -> list[Text]:
    return [no_data(lang)] if table.frame.empty else _row(table, lang, "outcome", "outcome", "outcome")


def entries(review: Review, lang: Language) -> list[Block]:
    """Return models and exemplars: the total, then by field, recipient and place, then claimed outcomes."""
    tables, titles = review.tables, wordings("report")["parts"]
    if tables["T2"].frame.empty:
        return [no_data(lang)]
    parts: dict[str, list[Block]] = {
        "field": [*_by_field(tables["T3"], lang), *table_blocks(tables["T3"], lang, _FIELDS)],
        "recipient": [
            *_row(tables["T4"], lang, "recipient", "recipient_kind", "kind"),
            *table_blocks(tables["T4"], lang, [one.name for one in tables["T4"].columns]),
        ],
        "place": [*_row(tables["T2"], lang, "place", "place", "place"), *table_blocks(tables["T2"], lang, _COUNTS)],
        "outcome": [*_outcomes(tables["T9"], lang)],
    }
    made: list[Block] = [Text("paragraph", _total(review, lang))]
    for at, (name, blocks) in enumerate(parts.items(), 1):
        made += [text("subheading", f"{at}. {titles[name][lang]}"), *blocks]
    return made
