"""What a mode may show of tables and of counts: names, hamlets and amounts withheld, small cells with them."""

from analysis.privacy.release import Review, make_review
from analysis.privacy.review_text import review_pages

__all__ = ["Review", "make_review", "review_pages"]
