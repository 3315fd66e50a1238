"""Findings: a code, how grave it is, and one clear line in Vietnamese and in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.identity import RowIds


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `values` fill the words of its code, `row_id` names the row it speaks of."""

    code: str
    values: tuple[tuple[str, str], ...] = ()
    table: str = ""
    row_id: str = ""
    locator: str = ""
    raw_text: str = ""


@cache
def _messages() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_rows("analysis.checks", "messages.csv")}


def finding(code: str, locator: str = "", raw_text: str = "", row_id: str = "", **values: object) -> Finding:
    """Make a finding; the names of `values` are the gaps in the words of `code`."""
    filled = tuple((name, str(value)) for name, value in values.items())
    return Finding(code, filled, _messages()[code]["table"], row_id, locator, raw_text)


def severity_of(code: str) -> str:
    """Return `error`, `warning` or `note`."""
    return _messages()[code]["severity"]


def finding_row(found: Finding, document_id: str, ids: RowIds) -> Mapping[str, object]:
    """Return the row of findings.csv."""
    words = _messages()[found.code]
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
