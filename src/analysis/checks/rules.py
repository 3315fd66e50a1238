"""Checks on clean rows: declared against found, duplicates, fields nobody can tell."""

from collections.abc import Iterable, Iterator, Mapping

from analysis.checks.findings import Finding, finding
from analysis.vietnamese.letters import fold

Row = Mapping[str, object]


def section_finding(row: Row, broken_items: tuple[str, ...]) -> Finding | None:
    """Compare what a list declares with what it holds.

    A list with an empty numbered row was cut off (`truncated-list`); one that simply holds fewer is
    `missing-entries`; one that holds more is `total-mismatch`. Nothing is repaired.
    """
    declared, found = row["declared"], row["found"]
    if not isinstance(declared, int) or not isinstance(found, int) or declared == found:
        code = "truncated-list" if broken_items and declared is None else ""
    elif found > declared:
        code = "total-mismatch"
    else:
        code = "truncated-list" if broken_items else "missing-entries"
    if not code:
        return None
    return finding(
        code,
        str(row["locator"]),
        str(row["raw_text"]),
        section=row["section"],
        declared="?" if declared is None else declared,
        found=found,
        missing=row["missing"] or "?",
    )


def entry_findings(rows: Iterable[Row]) -> Iterator[Finding]:
    """Yield what is doubtful about the entries of one document."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        where = (str(row["locator"]), str(row["raw_text"]), str(row["entry_id"]))
        if row["field_status"] == "none":
            yield finding("unclassified-field", *where, title=row["title"])
        key = (fold(str(row["title"])), fold(str(row["raw_recipient"])))
        if all(key) and key in seen:
            yield finding("possible-duplicate", *where, title=row["title"])
        seen.add(key)
