"""What the page and the printed overview both say of a table beside its cells: sources, sentences, what is missing."""

from collections.abc import Iterator, Mapping

from analysis.measures.review_table import ReviewTable
from analysis.measures.review_words import cell_words
from analysis.privacy.release import Review
from analysis.review.page_bars import page_words, said
from analysis.schema.model import Language

_COMPARED = ("what", "kind", "place", "field", "role", "level", "form", "recipient_kind", "subject")
# The part that says what the data do not show.
LAST_PART = "khong-cho-thay"


def source_words(table: ReviewTable, names: Mapping[str, str], lang: Language) -> str:
    """Return the documents behind a table, `names` being how they are cited by id; '' without any."""
    cited = sorted({names.get(one, one) for one in table.sources})
    return said("sources", lang, names="; ".join(cited)) if cited else ""


def comparing_sentences(table: ReviewTable, lang: Language) -> Iterator[str]:
    """Yield the sentences of T10, each with what it is about."""
    columns = [one for one in table.columns if one.name in _COMPARED]
    for row in table.frame.to_dict("records"):
        words = (cell_words(one, row[one.name], lang) for one in columns if row[one.name])
        about = ", ".join(dict.fromkeys(filter(None, words)))
        yield said("said", lang, about=about[:1].upper() + about[1:], sentence=row[f"sentence_{lang}"])


def gaps(review: Review, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the notes of all tables that say what is missing, each with the code of its table."""
    for code, table in review.tables.items():
        yield from ((code, words[lang]) for words in table.notes if words.code in page_words()["gaps"])
