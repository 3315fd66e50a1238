"""Rows of sections.csv, entries.csv and mentions.csv."""

from collections.abc import Mapping

from analysis.checks import section_finding
from analysis.cleaning.context import Context, Row, merged, place_columns
from analysis.extracting.casing import sentence_case
from analysis.extracting.rows import PrintedEntry, PrintedSection
from analysis.fields import classify, stated_field
from analysis.places import Place
from analysis.vietnamese.letters import nfc, tidy
from analysis.vietnamese.sensitive import without_sensitive

_SECTION_KINDS = {"model": "model", "exemplar": "exemplar"}
_PLACE = (
    "hamlet", "commune", "district", "province", "district_area", "province_2025", "commune_2025",
)  # fmt: skip


def section_row(printed: PrintedSection, context: Context) -> Row:
    """Return the ledger row of a list; a declared number that is not met becomes a finding."""
    declared, found = printed.declared, printed.found
    row: Row = {
        **context.evidence(printed.evidence),
        "section": section_name(printed.name),
        "kind": _SECTION_KINDS.get(printed.kind, "other"),
        "declared": declared,
        "found": found,
        "missing": max(declared - found, 0) if declared is not None else None,
        "is_open_list": printed.is_open,
    }
    if doubt := section_finding(row, printed.broken_items):
        context.findings.append(doubt)
    return row


def section_name(printed: str) -> str:
    """Return the heading of a list as a name: tidy, not in capitals, places and bodies written as names."""
    return sentence_case(printed) or "(không tên)"


def entry_rows(printed: PrintedEntry, section: str, context: Context) -> tuple[Row, list[Row], Place]:
    """Return the row of an entry, its mentions, and the place it was found to stand in."""
    recipient = printed.recipient
    entry_id = context.ids.new("e", context.document_id, printed.item_no, recipient.raw, printed.title)
    organisation = recipient.name if recipient.kind in ("collective", "") else ""
    place = context.place(merged(recipient.address, printed.place), organisation, printed.evidence, entry_id)
    row: Row = {
        **context.evidence(printed.evidence),
        "entry_id": entry_id,
        "section": section,
        "item_no": printed.item_no,
        "kind": printed.kind,
        "title": tidy(printed.title),
        "description": tidy(printed.description),
        "raw_recipient": without_sensitive(nfc(recipient.raw)),
        "recipient_name": tidy(recipient.name),
        "recipient_kind": recipient.kind,
        "is_plural": recipient.is_plural,
        **place_columns(place, *_PLACE),
        "place_basis": place.basis,
        **_field_columns(printed),
        "mentions": len(printed.mentions),
    }
    mentions = [
        {**context.evidence(m.evidence), "entry_id": entry_id, "position_field": tidy(m.heading)}
        for m in printed.mentions
    ]
    return row, mentions, place


def _field_columns(printed: PrintedEntry) -> Mapping[str, object]:
    """Classify by activity first and by recipient last; a field the document states wins over the inferred one."""
    stated = stated_field(printed.stated_field) if printed.stated_field else None
    bearer = printed.recipient
    office = (bearer.honorific, bearer.position) if bearer.kind == "individual" else ("", "")
    words = " ".join(filter(None, (office[0], bearer.name, office[1])))
    label = classify(printed.title, printed.description, words, within=stated or "")
    return {
        "field": label.field,
        "subfield": label.subfield,
        "field_basis": "stated" if stated else "inferred",
        "field_status": "sure" if stated else label.status,
        "field_terms": label.terms,
        "outcomes": label.outcomes,
        "tags": label.tags,
    }
