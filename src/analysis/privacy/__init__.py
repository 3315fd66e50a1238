"""What a mode may show of tables and of counts: names, hamlets and amounts withheld, small cells with them."""

from analysis.privacy.households import counted_groups, household_bands, household_measures
from analysis.privacy.modes import Mode
from analysis.privacy.release import Review, make_review
from analysis.privacy.review_text import review_pages
from analysis.privacy.tallies import (
    WITHHELD_SUBFIELD,
    by_district,
    by_field,
    by_outcome_claimed,
    by_recipient_kind,
    by_subfield,
    district_by_field,
    outcome_by_field,
    recipient_by_field,
)

__all__ = [
    "WITHHELD_SUBFIELD",
    "Mode",
    "Review",
    "by_district",
    "by_field",
    "by_outcome_claimed",
    "by_recipient_kind",
    "by_subfield",
    "counted_groups",
    "district_by_field",
    "household_bands",
    "household_measures",
    "make_review",
    "outcome_by_field",
    "recipient_by_field",
    "review_pages",
]
