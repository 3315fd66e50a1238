"""What stands around the text of a document of the office: header, draft mark, signature and recipients, left blank."""

from collections.abc import Mapping
from typing import Any

from docx.shared import Cm

from analysis.privacy.release import Review
from analysis.review.docx_page import SMALL, add_body, add_centred, ruled, written
from analysis.review.docx_tables import add_blocks, cell_line
from analysis.review.report_text import wordings
from analysis.review.review_workbook import review_footer
from analysis.schema.model import Language

_HEAD, _SIGNATURE = (6.7, 9.8), (8.0, 8.5)
_HEAD_SIZE = 12.0


def footer_words(review: Review, lang: Language) -> str:
    """Return the foot of every page: draft, mode, date of the data."""
    mode, date, _ = review_footer(review, lang)
    return str(wordings("report")["footer"][lang]).format(mode=mode, date=date)


def _country(cell: Any, words: Mapping[str, Any], lang: Language) -> None:
    cell_line(cell, words["country"][lang], first=True, size=_HEAD_SIZE, bold=True)
    cell_line(cell, words["motto"][lang], size=13, bold=True, gap=1)
    ruled(cell.add_paragraph(), 1.9 if lang == "vi" else 1.4)
    cell_line(cell, words["day"][lang], size=13, italic=True)


def _body(cell: Any, words: Mapping[str, Any], lang: Language, number: str) -> None:
    cell_line(cell, words["parent"][lang], first=True, size=_HEAD_SIZE)
    cell_line(cell, words["body"][lang], size=_HEAD_SIZE, bold=True, gap=1)
    ruled(cell.add_paragraph(), 2.2)
    cell_line(cell, number, size=13)


def add_head(document: Any, lang: Language, number: str = "") -> None:
    """Add agency and motto side by side, each with its rule, number and date in blank, and the mark of a draft."""
    words = wordings("report")
    shown = number or str(words["head"]["number"][lang])
    add_blocks(
        document,
        _HEAD,
        (lambda cell: _body(cell, words["head"], lang, shown), lambda cell: _country(cell, words["head"], lang)),
    )
    draft = add_centred(document, words["draft"][lang], size=14, bold=True, gap=6)
    draft.paragraph_format.space_before = Cm(0.3)


def unbroken(place: str) -> str:
    r"""Return a place whose parts stay on one line each.

    >>> unbroken("huyện Tân Hồng, tỉnh Đồng Tháp").split(" ")
    ['huyện\xa0Tân\xa0Hồng,', 'tỉnh\xa0Đồng\xa0Tháp']
    """
    return ", ".join(part.replace(" ", "\u00a0") for part in place.split(", "))


def add_title(document: Any, kind: str, subject: str) -> None:
    """Add kind and subject of a document with the rule below."""
    add_centred(document, kind, bold=True, gap=0)
    add_centred(document, subject, bold=True, gap=2)
    ruled(document.add_paragraph(), 6.2)


def add_addressee(document: Any, words: str) -> None:
    """Add the line that says to whom a document goes."""
    add_centred(document, words, gap=10).paragraph_format.space_before = Cm(0.2)


def add_bases(document: Any, lang: Language) -> None:
    """Add blanks for the legal bases: nothing is cited that the office has not confirmed."""
    for one in wordings("report")["bases"]:
        written(add_body(document), one[lang], italic=True)


def _recipients(cell: Any, words: Mapping[str, Any], lang: Language) -> None:
    written(cell.paragraphs[0], words["heading"][lang], size=SMALL, bold=True, italic=True, gap=0)
    for line in words["lines"][lang]:
        written(cell.add_paragraph(), line, size=11, gap=0)


def _signer(cell: Any, words: Mapping[str, Any], lang: Language) -> None:
    cell_line(cell, words["title"][lang], first=True, bold=True)
    cell_line(cell, words["role"][lang], size=13, italic=True, gap=60)
    cell_line(cell, words["name"][lang], bold=True)


def add_signature(document: Any, lang: Language) -> None:
    """Add recipients and signature side by side, both left blank, kept on one page."""
    words = wordings("report")
    table = add_blocks(
        document,
        _SIGNATURE,
        (
            lambda cell: _recipients(cell, words["recipients"], lang),
            lambda cell: _signer(cell, words["signature"], lang),
        ),
    )
    for paragraph in (one for cell in table.rows[0].cells for one in cell.paragraphs):
        paragraph.paragraph_format.keep_together = True
