"""The command `review`: its options checked, its folder named, its files written in one step."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.measures.geography import Geography
from analysis.measures.scope import Scope
from analysis.outputs import replace_files
from analysis.privacy.modes import Mode
from analysis.privacy.release import Review, make_review
from analysis.review.overview_pdf import build_overview
from analysis.review.page import build_page
from analysis.review.report_document import build_report
from analysis.review.request_slips import build_requests
from analysis.review.review_figures import FIGURE_OUTPUTS
from analysis.review.review_workbook import build_review_workbook
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.vietnamese.letters import bare

Build = Callable[[Review, Language], bytes]
# What a review consists of; every other output is one more line here.
OUTPUTS: dict[str, Build] = {
    "so-lieu.xlsx": build_review_workbook,
    "bao-cao.docx": build_report,
    "phieu-bo-sung.docx": build_requests,
    "tong-quan.html": build_page,
    "tong-quan.pdf": build_overview,
    **FIGURE_OUTPUTS,
}


@dataclass(frozen=True)
class Wish:
    """What somebody asked for on the command line."""

    place: str
    year: int
    compare: int | None = None
    mode: Mode = "public"
    lang: Language = "vi"
    geography: Geography = "as-was"


def folder_name(place: str, year: int) -> str:
    """Return the folder of a review.

    >>> folder_name("tỉnh Hòa Bình", 2019)
    'review-tinh-hoa-binh-2019'
    """
    return f"review-{re.sub(r'[^a-z0-9]+', '-', bare(place)).strip('-')}-{year}"


def wished(tables: Tables, wish: Wish) -> Review:
    """Return the review somebody asked for; ScopeError, one clear line, where there are no data for it."""
    return make_review(tables, Scope(wish.place, wish.year, wish.geography), wish.compare, wish.mode)


def write_review(tables: Tables, wish: Wish, figures: Path) -> Path:
    """Write every output of a review into its folder below `figures` and return the folder.

    ScopeError before anything is written; OSError leaves the previous files whole.
    """
    review = wished(tables, wish)
    folder = figures / folder_name(review.place, wish.year)
    replace_files(folder, {name: build(review, wish.lang) for name, build in OUTPUTS.items()})
    return folder
