"""What a mode may show of tables and of counts: names, hamlets and amounts withheld, small cells with them."""

from analysis.privacy.households import counted_groups, household_bands, household_measures
from analysis.privacy.release import Review, make_review
from analysis.privacy.review_text import review_pages

__all__ = [
    "Review",
    "counted_groups",
    "household_bands",
    "household_measures",
    "make_review",
    "review_pages",
]
