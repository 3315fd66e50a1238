"""Striking a person out: one row of the corrections takes a name out of every table, and with it what tells who it is.

The row has table `persons`, the name as `row_id`, column `recipient_name`, the name again as `expected` and no value.
Everybody of that name is struck out: a name too many is better than one too few. Numbers stay what they were, because
the entry was made; the source documents and their file names are not touched.
"""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from functools import cache

from analysis.checks import Finding, finding
from analysis.datafiles import read_rows
from analysis.schema import TABLES
from analysis.vietnamese.letters import fold, nfc

Row = dict[str, object]
Rows = MutableMapping[str, list[Row]]
Correction = Mapping[str, str]
PERSONS = "persons"
STRUCK = "[đã rút tên]"
_WORD = re.compile(r"[^\W\d_]+")
_IDS = frozenset({"document_id", "source_file", "sha256", "row_id", "documents", "suggestions", "same_award_id"})


def is_striking(correction: Correction) -> bool:
    """Say whether a correction strikes a person out."""
    return correction["table"] == PERSONS


def _syllables(text: str) -> list[tuple[str, int, int]]:
    return [(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def without(text: str, name: str) -> str:
    """Return a text with every occurrence of a name replaced by a mark, whatever its case and the place of its tones.

    >>> without("Hộ bà NGUYỄN THỊ HOÀ, xã Bình Phú", "Nguyễn Thị Hòa")
    'Hộ bà [đã rút tên], xã Bình Phú'
    """
    wanted = [syllable for syllable, _, _ in _syllables(nfc(name))]
    composed, kept, end = nfc(text), "", 0
    found = _syllables(composed)
    for at in range(len(found) - len(wanted) + 1):
        here = found[at : at + len(wanted)]
        if here[0][1] >= end and [syllable for syllable, _, _ in here] == wanted:
            kept, end = kept + composed[end : here[0][1]] + STRUCK, here[-1][2]
    return kept + composed[end:] if end else text


@cache
def _emptied() -> frozenset[str]:
    return frozenset(row["column"] for row in read_rows("analysis.corrections", "struck.csv"))


def _is_of(row: Row, name: str) -> bool:
    own = row.get("recipient_name")
    return isinstance(own, str) and [s for s, _, _ in _syllables(nfc(own))] == [s for s, _, _ in _syllables(nfc(name))]


def _empty(table: str, row: Row) -> None:
    """Empty what tells who it is; a text that may not be missing is marked."""
    for column in _emptied() & row.keys():
        row[column] = STRUCK if row[column] and TABLES[table][column].required else None


def _strike_text(table: str, row: Row, name: str) -> bool:
    """Take a name out of all texts of a row; say whether it was there."""
    kept = {*_IDS, TABLES[table].row_id}
    texts = {key: text for key, text in row.items() if key not in kept and isinstance(text, str) and text}
    changed = {key: new for key, text in texts.items() if (new := without(text, name)) != text}
    row.update(changed)
    return bool(changed)


def _strike(name: str, rows: Rows) -> bool:
    own = {str(row["entry_id"]) for row in rows.get("entries", ()) if _is_of(row, name)}
    found = False
    for table, held in rows.items():
        for row in held:
            theirs = _is_of(row, name) or str(row.get("entry_id")) in own or str(row.get("row_id")) in own
            if theirs:
                _empty(table, row)
            found |= _strike_text(table, row, name) or theirs
    return found


def strike(corrections: Iterable[Correction], rows: Rows) -> list[Finding]:
    """Strike out every person the corrections name; a finding, without the name, for each who is nowhere."""
    names: Sequence[str] = list(dict.fromkeys(one["row_id"] for one in corrections if is_striking(one)))
    gone = [name for name in names if len(_syllables(nfc(name))) < 2 or not _strike(name, rows)]
    return [_nowhere(name) for name in gone]


def _nowhere(name: str) -> Finding:
    letters = " ".join(f"{part[:1]}." for part in name.split())
    shown = {"table": PERSONS, "column": "recipient_name", "expected": letters, "value": ""}
    return finding("stale-correction", row_id="", **shown)
