"""The row of documents.csv, and what it gives to the rows below it."""

from dataclasses import dataclass, replace
from datetime import date

from analysis.cleaning.context import Context, Row
from analysis.extracting.rows import Header
from analysis.places import Address, Home, find_province, resolve
from analysis.places.gazetteer import DISTRICTS_END
from analysis.reading import Document
from analysis.vietnamese.letters import tidy


@dataclass(frozen=True, slots=True)
class Source:
    """One file below raw/: the id of its document, its path there, the hash of its bytes."""

    document_id: str
    source_file: str
    sha256: str


def context_of(source: Source, header: Header) -> Context:
    """Return what the rows of the document share; its place is resolved on the day it was issued."""
    on = header.issued_on or header.period_end
    stated = _within(_levelled(header.place, on), header.only_district, on)
    place = resolve(stated, Home(), on)
    told = (header.issuer, *(() if place.district else (header.title, header.dated_at)))
    province = place.province or next((name for text in told if (name := find_province(text, on))), "")
    home = Home(province=province, district=place.district, commune=place.commune)
    return Context(source.document_id, home, on, header.period_start, header.period_end)


def _within(stated: Address, named: str, on: date | None) -> Address:
    """Put a commune in the only district its document names, if the gazetteer has it there on the day."""
    within = replace(stated, district=named)
    lies_there = stated.commune and named and not stated.district and not resolve(within, Home(), on).problems
    return within if lies_there and not _after_districts(on) else stated


def _after_districts(on: date | None) -> bool:
    return on is not None and on >= DISTRICTS_END


def _levelled(stated: Address, on: date | None) -> Address:
    """Return a printed place with its city on the level it has on the day, and without what is no province.

    Example: "UBND THÀNH PHỐ HỒ CHÍ MINH / UBND XÃ NGÃI GIAO". Trap: a province the text names as the former one.
    """
    city = find_province(stated.district, on) if stated.district else ""
    if stated.commune and _after_districts(on) and not city:
        stated = replace(stated, district="")  # the district it once lay in
    if city:
        return replace(stated, district="", province=city)
    return stated if find_province(stated.province, on) else replace(stated, province="")


def document_row(source: Source, document: Document, header: Header, context: Context) -> Row:
    """Return the row of documents.csv of a document that was read."""
    return {
        "document_id": source.document_id,
        "source_file": source.source_file,
        "sha256": source.sha256,
        "format": document.format,
        "reading": document.reading,
        "quality": document.quality,
        "stage": header.stage,
        "number": header.number,
        "issued_on": _iso(header.issued_on),
        "issuer": tidy(header.issuer),
        "province": context.home.province,
        "district": context.home.district,
        "commune": context.home.commune,
        "period_start": _iso(header.period_start),
        "period_end": _iso(header.period_end),
        "title": tidy(header.title),
    }


def unread_row(source: Source, file_format: str) -> Row:
    """Return the row of a file that gave no document."""
    return {
        "document_id": source.document_id,
        "source_file": source.source_file,
        "sha256": source.sha256,
        "format": file_format,
        "reading": "none",
        "quality": "unread",
        "stage": "other",
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
