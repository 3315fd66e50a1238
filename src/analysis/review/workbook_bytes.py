"""A finished office file as bytes that are the same for the same tables, whenever they are made."""

import datetime as dt
import io
import re
import zipfile
from typing import Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST_PARTS = {"[Content_Types].xml": 0, "_rels/.rels": 1}
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CORE = "docProps/core.xml"


def _fixed(name: str, content: bytes, day: dt.date) -> bytes:
    """Put `day` where saving wrote the time of the run."""
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    return _MODIFIED.sub(lambda match: match[1] + stamp + match[2], content) if name == _CORE else content


def repacked(saved: bytes, day: dt.date) -> bytes:
    """Return a saved workbook or document dated `day`, its parts in one order and with one date."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as source, zipfile.ZipFile(target, "w") as made:
        for name in sorted(source.namelist(), key=lambda name: (_FIRST_PARTS.get(name, 2), name)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
            made.writestr(part, _fixed(name, source.read(name), day), compresslevel=6)
    return target.getvalue()


def saved_bytes(book: Any, day: dt.date) -> bytes:
    """Return the workbook, dated `day` in its properties; its parts stand in one order with one date."""
    book.properties.created = dt.datetime(day.year, day.month, day.day)
    buffer = io.BytesIO()
    book.save(buffer)
    return repacked(buffer.getvalue(), day)
