"""Questions about places and about models that may be the same: each may concern several rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from analysis.places import Address, Home, Problem, resolve
from analysis.privacy.modes import Frames
from analysis.review.questions import BASIC, Asking, Correction, Question, Row, filled, sorted_questions
from analysis.schema import TABLES

_LEVELS = ("hamlet", "commune", "district", "province")
_TABLES = ("entries", "incomes", "awards", "rewards", "counts")
_DOUBTS = ("unknown-place", "ambiguous-place")
_SUGGESTION = re.compile(r"(m-[0-9a-f]+) \((\d+)\)")


def questions(frames: Frames, corrections: Sequence[Correction] = ()) -> list[Question]:
    """Return what a person must decide about the clean tables, the weightiest first.

    `corrections` are those that were applied to the tables: what they answer is not asked again.
    """
    return sorted_questions(Asking(frames, corrections), (*BASIC, _places, _merges))


def home_of(document: Row) -> tuple[Home, date | None]:
    """Return the place a document speaks for and the day its places are read for."""
    day = document["issued_on"] or document["period_end"]
    return Home(document["province"], document["district"], document["commune"]), date.fromisoformat(
        day
    ) if day else None


def _places(asking: Asking) -> Iterator[Question]:
    """Read the places of doubted documents again, so that all rows with one doubtful name are one question."""
    doubted = {(row["document_id"], row["code"]) for row in asking.found(*_DOUBTS)}
    groups: dict[tuple[str, Problem], list[tuple[str, Row]]] = defaultdict(list)
    for table in _TABLES:
        for row in asking.rows[table]:
            if table != "incomes" or not row["entry_id"]:
                for problem in _problems(asking, row, doubted):
                    if asking.is_open(table, row[TABLES[table].row_id], problem.level):
                        groups[row["document_id"], problem].append((table, row))
    yield from (_place(asking, problem, rows) for (_, problem), rows in groups.items())


def _problems(asking: Asking, row: Row, doubted: set[tuple[str, str]]) -> Iterator[Problem]:
    if not any((row["document_id"], code) in doubted for code in _DOUBTS):
        return
    home, day = home_of(asking.documents[row["document_id"]])
    for problem in resolve(_printed_address(row, home), home, day).problems:
        if (row["document_id"], problem.code) in doubted and row[problem.level] == problem.printed:
            yield problem


def _printed_address(row: Row, home: Home) -> Address:
    """Return the address a row was read from: without what it has from its document."""
    is_inherited = row.get("place_basis") == "inherited"
    district = "" if is_inherited else row["district"]
    province = "" if row["province"] == home.province else row["province"]
    return Address(row.get("hamlet", ""), row["commune"], district, province)


def _place(asking: Asking, problem: Problem, rows: Sequence[tuple[str, Row]]) -> Question:
    ids = tuple(row[TABLES[table].row_id] for table, row in rows)
    return Question(
        "place",
        filled("place", printed=problem.printed),
        _why(asking, problem, rows[0][1]["document_id"]),
        problem.printed,
        " ".join(table for table, _ in rows),
        ids,
        problem.level,
        problem.printed,
        rows[0][1],
        options=problem.candidates,
        changes=len(ids) + asking.incomes_of(ids),
    )


def _why(asking: Asking, problem: Problem, document: str) -> str:
    """Return the finding about a name; a document reports each once, whichever row has it."""
    own = (row["message_vi"] for row in asking.found(problem.code) if row["document_id"] == document)
    return next((words for words in own if f"“{problem.printed}”" in words), "")


def _merges(asking: Asking) -> Iterator[Question]:
    """Ask once per pair, for the model with fewer entries to join the other."""
    models = {row["model_id"]: row for row in asking.rows["models"]}
    entries: dict[str, list[Row]] = defaultdict(list)
    for row in asking.rows["entries"]:
        entries[row["model_id"]].append(row)
    asked: set[frozenset[str]] = set()
    for row in models.values():
        for other, score in _SUGGESTION.findall(row["suggestions"]):
            pair = frozenset((row["model_id"], other))
            if pair not in asked and pair <= models.keys():
                asked.add(pair)
                small, large = sorted(sorted(pair), key=lambda model: len(entries[model]))
                yield _merge(models[small], models[large], score, entries[small])


def _merge(small: Row, large: Row, score: str, rows: Sequence[Row]) -> Question:
    places = "; ".join(dict.fromkeys(place for row in (small, large) for place in row["places"].split("; ") if place))
    return Question(
        "merge",
        filled("merge", other=large["title"]),
        filled("merge", "why", score=score, places=places or "?"),
        small["title"],
        "entries",
        tuple(row["entry_id"] for row in rows),
        "model_id",
        small["model_id"],
        rows[0],
        target=large["model_id"],
        changes=len(rows),
    )
