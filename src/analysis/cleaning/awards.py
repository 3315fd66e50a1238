"""Rows of awards.csv: one rewarded or nominated recipient each."""

from analysis.cleaning.context import Context, Row, merged, place_columns
from analysis.cleaning.counts import form_at, level_at, named_level
from analysis.extracting.award_forms import form_and_level, giver_of_decision
from analysis.extracting.reward_forms import level_of
from analysis.extracting.rows import Header, PrintedAward
from analysis.identity import digest
from analysis.places import Address, canonical
from analysis.vietnamese.letters import fold, tidy

_PLACE = ("hamlet", "commune", "district", "province")


def _form(printed: PrintedAward, header: Header) -> tuple[str, str]:
    """Return form and level from the nearest words that state a form: cell, group, heading from below, title."""
    stated = [form_and_level(words) for words in (*printed.form_words, header.title) if words]
    found = [(form, level) for form, level in stated if form]
    form = found[0][0] if found else ""
    # "cấp huyện" in the cell of a list of one title
    rung = stated[0][1] if stated and not stated[0][0] else ""
    # "Bằng khen" in the cell, "ĐỀ NGHỊ CHỦ TỊCH UBND TỈNH TẶNG BẰNG KHEN" above the list
    level = rung or next((level for named, level in found if named == form and level), "")
    decided = (giver_of_decision(words) for words in printed.form_words)
    return form, level or level_of(form, next((giver for giver in decided if giver), ""))


def _role(header: Header) -> str:
    return "proposed" if header.stage in ("submission", "nomination") else "awarded"


def _behind_unit(unit: str, context: Context) -> Address:
    """Return the district a place of work ends with, told without its kind: "Trường Mầm non Sao Mai, Kim Động"."""
    name = tidy(unit.rpartition(",")[2])
    bare = bool(name) and name[0].isupper() and not context.home.district
    return Address(district=canonical(name, "district", context.home, context.on) or "") if bare else Address()


def award_row(printed: PrintedAward, header: Header, context: Context) -> Row:
    """Return the row of an award; `person_key` is the same for one name in one place, in every document."""
    recipient = printed.recipient
    award_id = context.ids.new("a", context.document_id, printed.item_no, recipient.raw, printed.form_words[:1])
    address = merged(recipient.address, printed.place, _behind_unit(printed.unit, context))
    place = context.place(address, recipient.name, printed.evidence, award_id)
    form, printed_level = _form(printed, header)
    level = level_at(printed_level, context.home) or named_level(_role(header), form, header, context.home)
    number = printed.decision_number or (header.number if header.stage == "decision" else "")
    return {
        **context.evidence(printed.evidence),
        "award_id": award_id,
        "stage": header.stage,
        "item_no": printed.item_no,
        "recipient_name": tidy(recipient.name),
        "recipient_kind": recipient.kind,
        "honorific": printed.honorific,
        "position": printed.position,
        "unit": printed.unit,
        "form": form_at(form, level),
        "level": level,
        "sector_code": printed.sector_code,
        "decision_number": number,
        "decided_on": printed.decided_on or (header.issued_on if header.stage == "decision" else None),
        "amount_vnd": printed.amount_vnd,
        **place_columns(place, *_PLACE),
        "person_key": "p-" + digest(fold(recipient.name), place.commune, place.district, place.province),
    }
