"""Printed lines: what is kept of one, and whether those of a document end at the margin."""

from analysis.reading.document import Line
from analysis.vietnamese.letters import nfc

_WRAP_WIDTH = range(50, 131)
_FEWEST_LINES = 5
_LONGEST_CELL = 20
_FULL_SHARE = 0.25
_RUN_ON_SHARE = 0.15


def as_line(raw: str, locator: str, note: str = "") -> Line:
    """Make a `Line` of printed text: NFC, its indent counted, blanks at both ends dropped."""
    text = nfc(raw)
    body = text.lstrip(" \t\u00a0")
    return Line(body.rstrip(), locator, len(text) - len(body), note)


def is_hard_wrapped(lines: list[str]) -> bool:
    """Tell whether lines end at the margin: many are about as long as the longest, and sentences run on below.

    Trap: a list of items of one length looks alike, but its items do not begin in lower case; the cells of a table that
    lost its rules, one to a line, say nothing of the margin.
    """
    printed = [line for line in map(str.strip, lines) if len(line) >= _LONGEST_CELL]
    if len(printed) < _FEWEST_LINES:
        return False
    margin = sorted(map(len, printed))[int(len(printed) * 0.95)]
    if margin not in _WRAP_WIDTH:
        return False
    full = sum(len(line) >= margin * 0.8 for line in printed)
    run_on = sum(line[0].islower() for line in printed)
    return full >= len(printed) * _FULL_SHARE and run_on >= len(printed) * _RUN_ON_SHARE
