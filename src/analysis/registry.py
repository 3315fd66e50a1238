"""The same model across documents, places and years: exact titles meet, near ones are only suggested."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from analysis.datafiles import read_rows
from analysis.identity import digest
from analysis.vietnamese.letters import fold

Row = Mapping[str, object]
_KINDS = frozenset({"model", "movement"})
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@cache
def _synonyms() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_rows("analysis", "title_synonyms.csv")
    return tuple((re.compile(rf"(?<!\w){re.escape(r['printed'])}(?!\w)"), r["canonical"]) for r in rows)


def title_key(title: str) -> str:
    """Return the key under which two printings of one title meet: folded, abbreviations written out, no edge marks.

    >>> title_key("CLB “Gia đình hạnh phúc”") == title_key("Câu lạc bộ gia đình hạnh phúc")
    True
    """
    key = re.sub(r"[\"']", "", fold(title))
    for pattern, canonical in _synonyms():
        key = pattern.sub(canonical, key)
    key = re.sub(r"\s*-\s*", " - ", key)
    return re.sub(r"\s+", " ", _EDGES.sub("", key))


def model_id(title: str) -> str:
    """Return the id all printings of one title share."""
    return f"m-{digest(title_key(title))}"


def has_model(entry: Row) -> bool:
    """Tell whether an entry is a model or movement with a name; an exemplar is its bearer, not a model."""
    return entry["kind"] in _KINDS and bool(entry["title"])


def model_rows(entries: Iterable[Row], documents: Iterable[Row]) -> list[dict[str, object]]:
    """Return the registry: one row per model with where and when documents name it."""
    by_document = {row["document_id"]: row for row in documents}
    groups: dict[str, list[Row]] = defaultdict(list)
    for entry in entries:
        if has_model(entry):
            groups[model_id(str(entry["title"]))].append(entry)
    return [_model_row(key, rows, by_document) for key, rows in groups.items()]


def _model_row(key: str, rows: Sequence[Row], documents: Mapping[object, Row]) -> dict[str, object]:
    titles = Counter(str(row["title"]) for row in rows)
    title = max(titles, key=lambda t: (titles[t], t))
    field, subfield = Counter((row["field"], row["subfield"]) for row in rows).most_common(1)[0][0]
    seen = [day for row in rows if (day := _first_seen(documents[row["document_id"]]))]
    return {
        "model_id": key,
        "title": title,
        "aliases": "; ".join(sorted(set(titles) - {title})),
        "field": field,
        "subfield": subfield,
        "first_seen_on": min(seen, default=None),
        "documents": "; ".join(sorted({str(row["document_id"]) for row in rows})),
        "places": "; ".join(sorted({place for row in rows if (place := _place(row))})),
        "status": "suggested",
    }


def _first_seen(document: Row) -> str | None:
    """Return the day a document was issued, else the end of the period it covers."""
    day = document.get("issued_on") or document.get("period_end")
    return str(day) if day else None


def _place(row: Row) -> str:
    return ", ".join(str(row[level]) for level in ("district", "province") if row[level])
