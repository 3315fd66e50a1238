"""Rows of models.csv: one row per model with where, when and under which names documents have it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

from analysis.registry.keys import Row, has_model, own_model_id, own_places, title_key, without_own_place
from analysis.registry.likeness import Named, Suggestion, suggest


def follow_merges(entries: Iterable[MutableMapping[str, object]]) -> None:
    """Move what was merged into a model that was itself merged on: a -> b and b -> c makes a -> c.

    A model moved on only if all its entries were given the same other id.
    """
    listed = [entry for entry in entries if entry.get("model_id")]
    given: dict[str, set[str]] = defaultdict(set)
    for entry in listed:
        if has_model(entry):
            given[own_model_id(entry)].add(str(entry["model_id"]))
    moves = {model: next(iter(ids)) for model, ids in given.items() if len(ids) == 1}
    for entry in listed:
        entry["model_id"] = _last(str(entry["model_id"]), moves)


def _last(model: str, moves: Mapping[str, str]) -> str:
    seen: list[str] = []
    while model not in seen:
        seen.append(model)
        model = moves.get(model, model)
    # A ring of merges has no end; its first id by name stands for all.
    return min(seen[seen.index(model) :])


def model_rows(
    entries: Iterable[Row], documents: Iterable[Row], refused: Iterable[frozenset[str]] = ()
) -> list[dict[str, object]]:
    """Return the registry: one row per model with where and when documents name it.

    `entries` have their `model_id`, corrected or not; `refused` are pairs a person said are not the same.
    """
    by_document = {row["document_id"]: row for row in documents}
    groups: dict[str, list[Row]] = defaultdict(list)
    for entry in entries:
        if has_model(entry) and entry.get("model_id"):
            groups[str(entry["model_id"])].append(entry)
    near = suggest((_named(key, rows) for key, rows in groups.items()), refused)
    return [
        {**_model_row(key, rows, by_document), "suggestions": _shown(near.get(key, ()))} for key, rows in groups.items()
    ]


def _named(model: str, rows: Sequence[Row]) -> Named:
    keys = {without_own_place(title_key(str(row["title"]), own_places(row)), own_places(row)) for row in rows}
    return Named(model, tuple(sorted(keys)), frozenset(str(row["kind"]) for row in rows))


def _shown(near: Iterable[Suggestion]) -> str:
    return "; ".join(f"{one.model_id} ({one.score})" for one in near)


def _model_row(key: str, rows: Sequence[Row], documents: Mapping[object, Row]) -> dict[str, object]:
    merged = [row for row in rows if own_model_id(row) != key]
    titles = Counter(str(row["title"]) for row in rows)
    own = {str(row["title"]) for row in rows if row not in merged}
    title = max(titles, key=lambda t: (t in own, titles[t], t))
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
        "status": "confirmed" if merged else "suggested",
    }


def _first_seen(document: Row) -> str | None:
    """Return the day a document was issued, else the end of the period it covers."""
    day = document.get("issued_on") or document.get("period_end")
    return str(day) if day else None


def _place(row: Row) -> str:
    return ", ".join(str(row[level]) for level in ("district", "province") if row[level])
