"""Merged cells of a sheet: which cells of a row go on with the one above."""

import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from lxml import etree

from analysis.reading.markup import Element
from analysis.reading.sheets.cells import MAX_COLUMNS
from analysis.reading.sheets.extent import chunks

# The first and the last cell, each as row and column from 0
Area = tuple[tuple[int, int], tuple[int, int]]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPANNED = re.compile(rb"""number-rows-spanned=["'](?!1["'])""")
_CONTENT = "content.xml"


def continued_cells(areas: Iterable[Area], numbers: Sequence[int]) -> dict[int, frozenset[int]]:
    """Return, for the rows of these `numbers` (from 1, rising), the columns whose cell goes on with the one above."""
    found: dict[int, set[int]] = {}
    for (top, left), (bottom, right) in areas:
        for number in numbers[bisect_left(numbers, top + 2) : bisect_right(numbers, bottom + 1)]:
            found.setdefault(number, set()).update(range(left, min(right, MAX_COLUMNS - 1) + 1))
    return {number: frozenset(columns) for number, columns in found.items()}


def open_document_areas(archive: zipfile.ZipFile) -> dict[str, list[Area]]:
    """Return the areas of each sheet of an .ods that are merged over several rows; none for other or damaged files."""
    if _CONTENT not in archive.namelist() or not any(map(_SPANNED.search, chunks(archive, _CONTENT))):
        return {}
    with archive.open(_CONTENT) as part, suppress(etree.XMLSyntaxError):
        tables = etree.iterparse(part, tag=f"{_TABLE}table", resolve_entities=False, no_network=True)
        return {table.get(f"{_TABLE}name", ""): list(_areas(table)) for _, table in tables}
    return {}


def _areas(table: Element) -> Iterator[Area]:
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            down, across = (_count(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
            if down > 1:
                yield (number, column), (number + down - 1, column + across - 1)
            column += _count(cell, "number-columns-repeated")
        number += _count(row, "number-rows-repeated")


def _count(element: Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return int(value) if value.isdecimal() and len(value) < 8 else 1
