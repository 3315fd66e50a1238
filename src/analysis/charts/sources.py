"""The lines below a figure: where its numbers come from and what is known to be missing."""

from collections.abc import Iterable

import pandas as pd

from analysis import theme
from analysis.charts.wording import shown, text
from analysis.measures import citation, incomplete, ledger, word
from analysis.schema.model import Language
from analysis.tables import Tables

_MOST_CITED, _MOST_PUBLISHERS = 4, 3


def publishers(sources: "pd.Series[str]") -> list[str]:
    """Return the publishers named in source cells ('publisher; address; date'), each once, in order."""
    named = [str(cell).split(";", maxsplit=1)[0].strip() for cell in sources.dropna()]
    return list(dict.fromkeys(named))


def source_line(documents: pd.DataFrame, rows: pd.DataFrame, lang: Language) -> str:
    """Return the line that cites the documents behind `rows` (column `document_id`, and `source` where it has one).

    A collection of published figures names its publishers if they are few, else how many they are.
    """
    cited = [_cited(document, rows, lang) for _, document in documents.iterrows() if _behind(document, rows)]
    if len(cited) > _MOST_CITED:
        rest = text("common.more_sources", lang, n=len(cited) - _MOST_CITED + 1)
        cited = [*cited[: _MOST_CITED - 1], rest]
    return text("common.source", lang, cited=theme.drawable("; ".join(cited))) if cited else ""


def _behind(document: "pd.Series[str]", rows: pd.DataFrame) -> bool:
    return bool((rows["document_id"] == document["document_id"]).any())


def _cited(document: "pd.Series[str]", rows: pd.DataFrame, lang: Language) -> str:
    of_it = rows[rows["document_id"] == document["document_id"]]
    named = publishers(of_it["source"]) if "source" in rows else []
    if not named:
        return citation(document, lang)
    if len(named) <= _MOST_PUBLISHERS:
        return f"{', '.join(named)} ({document['source_file']})"
    return text("common.collection", lang, file=document["source_file"], publishers=len(named))


def completeness_note(tables: Tables, document_ids: Iterable[object], lang: Language) -> str:
    """Return what is known to be missing from the lists of these documents, '' if nothing is."""
    wanted = tables.sections[tables.sections["document_id"].isin(list(document_ids))]
    lists = incomplete(ledger(wanted, tables.documents))
    short = [
        text(
            "common.short_list",
            lang,
            document=row["document"],
            kind=word("section_kind", str(row["kind"]), lang),
            found=int(row["found"]),
            declared=int(row["declared"]),
        )
        for _, row in lists[lists["state"] == "short"].iterrows()
    ]
    left_open = lists[lists["state"] == "open"].groupby("document", sort=False).size()
    named = [text("common.open_list", lang, document=name, n=int(n)) for name, n in left_open.items()]
    listed = theme.drawable("; ".join([*short, *named]))
    return text("common.short", lang, lists=listed) if listed else ""


def withheld_note(counts: pd.DataFrame, lang: Language) -> str:
    """Return the line that explains withheld counts, '' where none is."""
    return text("common.withheld", lang) if counts.isna().any(axis=None) else ""


def told(data: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return the rows behind a figure with the word for withheld counts: an empty cell would read as not counted."""
    words = shown(pd.NA, lang)
    counts = [name for name in data.columns if data[name].dtype == "Int64" and data[name].isna().any()]
    return data.assign(**{name: data[name].astype(object).fillna(words) for name in counts})


def alt_text(form: str, title: str, subtitle: str, items: list[str], lang: Language, most: int = 16) -> str:
    """Return a description of a figure for readers who cannot see it: form, finding, measure, the first rows."""
    shown = items if len(items) <= most else [*items[:most], text("common.alt_more", lang, n=len(items) - most)]
    listed = text("common.alt_data", lang, items="; ".join(shown)) if shown else text("common.empty", lang)
    return f"{text(f'forms.{form}', lang)}. {title}. {subtitle}. {listed}"


def scope_words(entries: pd.DataFrame, lang: Language) -> str:
    """Return '39 mô hình, điển hình trong 2 văn bản'."""
    held = int(entries["document_id"].nunique())
    return text("common.entries_of", lang, n=len(entries), documents=held)
