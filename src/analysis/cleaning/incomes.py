"""Rows of incomes.csv from the words of a document."""

from collections.abc import Mapping

from analysis.checks import finding
from analysis.cleaning.context import Context, Row, merged, place_columns
from analysis.extracting.rows import PrintedIncome
from analysis.places import Place
from analysis.vietnamese.letters import tidy
from analysis.vietnamese.money import annual_vnd, is_outcome

_PLACE = ("hamlet", "commune", "district", "province")
# Remarks on a reading that are no doubt about the number
_HARMLESS = frozenset({"earlier", "second-point-in-time", "target", "difference", "highest", "lowest", "other-period"})


def income_row(printed: PrintedIncome, entry: Row | None, place: Place | None, context: Context) -> Row:
    """Return the row of an amount; one that belongs to an entry stands where the entry stands."""
    amount, recipient = printed.amount, printed.recipient
    income_id = context.ids.new("i", context.document_id, printed.evidence.raw_text, amount.text, printed.activity)
    if place is None:
        place = context.place(merged(recipient.address, printed.place), recipient.name, printed.evidence, income_id)
    _doubts(printed, income_id, context)
    kind = recipient.kind
    return {
        **context.evidence(printed.evidence),
        "income_id": income_id,
        "entry_id": entry["entry_id"] if entry else None,
        "recipient_name": tidy(recipient.name),
        "recipient_kind": kind,
        "activity": tidy(printed.activity),
        **place_columns(place, *_PLACE),
        "place_basis": place.basis,
        "measure": amount.measure,
        "low_vnd": amount.low_vnd,
        "high_vnd": amount.high_vnd,
        "bound": amount.bound,
        "period": amount.period,
        "per": amount.per,
        "annual_vnd": annual_vnd(amount, kind),
        "is_outcome": is_outcome(amount, kind),
        "jobs": printed.jobs,
        **_entry_columns(entry, context),
    }


def _entry_columns(entry: Row | None, context: Context) -> Mapping[str, object]:
    return {
        "field": entry["field"] if entry else None,
        "period_start": context.period_start,
        "period_end": context.period_end,
    }


def _doubts(printed: PrintedIncome, income_id: str, context: Context) -> None:
    words = printed.amount.text
    where = (printed.evidence.locator, printed.evidence.raw_text, income_id)
    for flag in printed.amount.flags:
        if flag == "implausible" and printed.recipient.kind == "household":
            context.findings.append(finding("implausible-amount", *where, amount=words))
        elif flag != "implausible" and flag not in _HARMLESS:
            context.findings.append(finding("ambiguous-amount", *where, amount=words, flags=flag))
