"""Sheets with cells so far apart that laying them out as a grid would take all memory."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml")
_MOST_CELLS = 20_000_000
_CHUNK = 1 << 20
_OVERLAP = 24
# Nearly all sheets end before column AA and row 100,000: one search tells
_FAR = re.compile(rb"""r=["'][A-Z]?+(?:[A-Z]|\d{6})""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})?(\d{1,7})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def scattered_sheets(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of the sheets of an open .xlsx whose first and last cell span more cells than memory holds.

    Two cells, A1 and XFD1048576, are enough: a reader that lays out the grid between them ends the whole process.
    """
    parts = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
    far = {name for name in parts if any(map(_FAR.search, chunks(archive, name)))}
    far = {name for name in far if _span(chunks(archive, name)) > _MOST_CELLS}
    return _names(archive, far) if far else set()


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the part `name` piece by piece; each begins with the end of the one before, so that no word is cut."""
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield kept + chunk
            kept = chunk[-_OVERLAP:]


def _span(chunks: Iterator[bytes]) -> int:
    """Return the number of cells of the grid from the first row and column to the last ones referred to."""
    columns: set[bytes] = set()
    last = 0
    for chunk in chunks:
        found = _REFERENCE.findall(chunk)
        columns.update({column for column, _ in found})
        last = max(last, max((int(row) for row in {row for _, row in found}), default=0))
    return last * max(map(_column_number, columns), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _names(archive: zipfile.ZipFile, parts: set[str]) -> set[str]:
    """Return the names the workbook gives to the sheets that lie in `parts`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {r.get("Id"): str(r.get("Target")).removeprefix("/xl/") for r in relations}
    sheets = etree.fromstring(archive.read("xl/workbook.xml"), parser).iter("{*}sheet")
    return {str(s.get("name")) for s in sheets if f"xl/{targets.get(s.get(_RELATION))}" in parts}
