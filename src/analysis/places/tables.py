"""The data files of this room, read once and only when asked for."""

import csv
import io
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def text_of(name: str) -> str:
    """Return the text of a data file of this room (UTF-8)."""
    return (files("analysis.places") / "data" / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return every row of a CSV data file as dictionaries keyed by its header."""
    return tuple(csv.DictReader(io.StringIO(text_of(name))))


@cache
def _header(name: str) -> list[str]:
    return text_of(name).split("\n", 1)[0].split(",")


def rows_of_province(name: str, code: str) -> list[Row]:
    """Return the rows whose unit_id starts with `code` + '.', from a file sorted by unit_id.

    Only that stretch of the file is parsed, so that one province costs a millisecond and not all sixty-three.
    """
    text, mark = text_of(name), f"\n{code}."
    start = text.find(mark)
    if start < 0:
        return []
    last = text.rfind(mark)
    end = text.find("\n", last + 1)
    return list(csv.DictReader(io.StringIO(text[start + 1 : end + 1]), fieldnames=_header(name)))
