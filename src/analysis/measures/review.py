"""The tables of the annual review, T1 to T13, for one place and year."""

from analysis.measures.documents import short_names
from analysis.measures.review_comparison import comparison
from analysis.measures.review_entries import by_field, by_outcome, by_place, by_recipient, place_by_field
from analysis.measures.review_incomes import amounts, summary
from analysis.measures.review_lists import citations, completeness, quality, registry
from analysis.measures.review_rewards import rewards
from analysis.measures.review_table import ReviewTable, Words, note
from analysis.measures.scope import years_of
from analysis.measures.selection import Part
from analysis.measures.units import Detail

_ENTRY_TABLES = ("T1", "T2", "T3", "T4", "T5", "T9")


def _several_years(part: Part) -> list[Words]:
    """Say which documents speak of more than the year under review, so that nobody reads theirs as a year's number."""
    documents = part.known.documents
    spans = [len(years_of(a, b)) for a, b in zip(documents["period_start"], documents["period_end"], strict=True)]
    names = [short_names(documents)[str(one)] for one, n in zip(documents["document_id"], spans, strict=True) if n > 1]
    return [note("several-years", n=len(names), names=", ".join(names))] if names else []


def review_tables(now: Part, base: Part | None = None, detail: Detail = "commune") -> dict[str, ReviewTable]:
    """Return T1 to T13 by code for the scope of `now`, compared with `base` (same place, another year) if given.

    `detail` `district` tells no place apart below the district area. Nothing is withheld here: `privacy.release`
    makes of these tables what a mode may show.
    """
    made = (
        completeness(now),
        by_place(now, detail),
        by_field(now),
        by_recipient(now),
        place_by_field(now, detail),
        rewards(now),
        amounts(now, detail),
        summary(now),
        by_outcome(now),
        comparison(now, base, detail),
        registry(now),
        citations(now),
        quality(now),
    )
    several = _several_years(now)
    return {one.code: one.noting(*several) if one.code in _ENTRY_TABLES and len(one.frame) else one for one in made}
