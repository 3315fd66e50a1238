"""Findings: a code, how grave it is, and one clear line in Vietnamese and in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.identity import RowIds
from analysis.vietnamese.sensitive import without_sensitive


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `values` fill the words of its code, `row_id` names the row it speaks of.

    `is_lost` tells a document that was refused from one that was read: `damaged-text` has words for both.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()
    table: str = ""
    row_id: str = ""
    locator: str = ""
    raw_text: str = ""
    is_lost: bool = False


@cache
def _messages() -> dict[tuple[str, bool], dict[str, str]]:
    """Return the words by code and whether they speak of a loss; a code with one row has the same words for both."""
    rows = read_rows("analysis.checks", "messages.csv")
    return {(row["code"], lost): row for lost in (False, True) for row in _in_order(rows, lost)}


def _in_order(rows: list[dict[str, str]], lost: bool) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: (row["severity"] == "error") == lost)


def finding(code: str, locator: str = "", raw_text: str = "", row_id: str = "", **values: object) -> Finding:
    """Make a finding; the names of `values` are the gaps in the words of `code`."""
    filled = tuple((name, str(value)) for name, value in values.items())
    return Finding(code, filled, _messages()[code, False]["table"], row_id, locator, without_sensitive(raw_text))


def refusal(code: str, file: str, reason_vi: str, reason_en: str) -> Finding:
    """Make the finding of a document that could not be read."""
    values = (("file", file), ("reason_vi", reason_vi), ("reason_en", reason_en))
    return Finding(code, values, _messages()[code, True]["table"], is_lost=True)


def severity_of(code: str) -> str:
    """Return `error`, `warning` or `note`."""
    return _messages()[code, False]["severity"]


def finding_row(found: Finding, document_id: str, ids: RowIds) -> Mapping[str, object]:
    """Return the row of findings.csv."""
    words = _messages()[found.code, found.is_lost]
    values = dict(found.values)
    return {
        "finding_id": ids.new("f", document_id, found.code, found.locator, found.row_id, *found.values),
        "document_id": document_id,
        "severity": words["severity"],
        "code": found.code,
        "message_vi": words["vi"].format_map(values),
        "message_en": words["en"].format_map(values),
        "table": found.table or values.get("table", ""),
        "row_id": found.row_id,
        "locator": found.locator,
        "raw_text": found.raw_text,
    }
