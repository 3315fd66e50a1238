"""The printed overview: every cell of the page and nobody's name, complete letters, nothing outside its margins."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from analysis.figures import persons
from analysis.measures.review_table import Words
from analysis.measures.review_words import WITHHELD, spoken
from analysis.measures.scope import Scope
from analysis.privacy.release import Review, make_review
from analysis.review.overview_pdf import build_overview, overview
from analysis.review.page_bars import page_words
from analysis.review.page_content import gaps
from analysis.review.page_tables import is_sum
from analysis.review.review_sheets import shown_columns
from analysis.review.review_workbook import review_facts, review_title
from analysis.tables import Tables

LANGS = ["vi", "en"]
WHICH = ["public", "internal", "compared", "few"]
MARGIN = 15 * 72 / 25.4
ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = "\u0300\u0309\u0303\u0301\u0323"
MARKUP = '# * _bold_ $x^2$ @t1 <t1> = - + `raw` #panic("x") [b] // /* ~ \\ & < >'


def opened(review: Review, lang: Any = "vi") -> Any:
    return pdfium.PdfDocument(build_overview(review, lang))


def pages(document: Any) -> list[str]:
    return [page.get_textpage().get_text_range() for page in document]


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def text_of(review: Review, lang: Any = "vi") -> str:
    return squeezed("".join(pages(opened(review, lang))))


def outside(document: Any) -> list[str]:
    """Return which texts and bars stand outside the margins of their pages."""
    found, shapes = [], [pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_PATH]
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        for one in page.get_objects(filter=shapes, max_depth=1):
            left, low, right, high = one.get_bounds()
            if left < MARGIN - 2 or right > width - MARGIN + 2 or low < 20 or high > height - 20:
                found.append(f"page {number}: {left:.0f} {low:.0f} {right:.0f} {high:.0f}")
    return found


def lines(review: Review, lang: Any) -> Iterator[str]:
    """Yield the lines of all tables as the overview should print them, without blanks."""
    for table in review.tables.values():
        headings = [column.heading[lang] for column in shown_columns(table, lang)]
        for _, row in spoken(table, lang).iterrows():
            yield squeezed("".join(str(row[heading]) for heading in headings))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_the_same_review_gives_the_same_bytes(reviews: dict[str, Review], which: str, lang: Any) -> None:
    content = build_overview(reviews[which], lang)
    assert content.startswith(b"%PDF-") and content == build_overview(reviews[which], lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_it_says_all_that_the_page_says(reviews: dict[str, Review], which: str, lang: Any) -> None:
    review = reviews[which]
    text = text_of(review, lang)
    assert not [line for line in lines(review, lang) if line not in text]
    said = [
        review_title(review, lang),
        *(part[key][lang] for part in page_words()["parts"] for key in ("heading", "lead")),
    ]
    said += [value for fact in review_facts(review, lang) for value in fact]
    said += [note[lang] for table in review.tables.values() for note in table.notes]
    said += [f"{code}: {words}" for code, words in gaps(review, lang)]
    assert not [words for words in said if squeezed(words) not in text]


def test_every_table_stands_in_the_outline_and_the_contents(reviews: dict[str, Review]) -> None:
    document = opened(reviews["compared"])
    marks = [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    tables = [title.split(".")[0] for level, title, _ in marks if level == 1]
    assert tables == ["T1", "T6", "T3", "T2", "T5", "T4", "T9", "T11", "T8", "T7", "T10", "T13", "T12"]
    assert [title for level, title, _ in marks if not level] == [one["heading"]["vi"] for one in page_words()["parts"]]
    texts = [squeezed(page) for page in pages(document)]
    assert all(squeezed(title) in texts[page] for _, title, page in marks)
    assert all(squeezed(title) in texts[0] for _, title, _ in marks)


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_without_rows_and_notes_says_so(reviews: dict[str, Review], lang: Any) -> None:
    table = reviews["few"].tables["T13"]
    review = replace(reviews["few"], tables={**reviews["few"].tables, "T13": replace(table, notes=())})
    assert table.frame.empty
    said = {"vi": "Không có dòng nào.", "en": "There are no rows."}[lang]
    assert f"{squeezed(table.title[lang])}•{squeezed(said)}" in text_of(review, lang)


def test_charts_lead_to_their_tables(reviews: dict[str, Review]) -> None:
    review = reviews["public"]
    document = opened(review)
    charts = [table["chart"] for part in overview(review, "vi")["parts"] for table in part["tables"]]  # type: ignore
    assert sum(one is not None for one in charts) == 4
    targets = 0
    for page in document:
        position, link = ctypes.c_int(0), pdfium_c.FPDF_LINK()
        while pdfium_c.FPDFLink_Enumerate(page, position, link):
            target = pdfium_c.FPDFLink_GetDest(document, link)
            targets += 0 <= pdfium_c.FPDFDest_GetDestPageIndex(document, target) < len(document)
    entries, missing = len(list(document.get_toc())), len([*gaps(review, "vi")])
    assert targets == entries + missing + 2 * 4
    assert all(squeezed(f"Số liệu: bảng {code}.") in text_of(review) for code in ("T1", "T2", "T3", "T4"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", ["public", "few"])
def test_withheld_cells_say_so(reviews: dict[str, Review], which: str, lang: Any) -> None:
    review = reviews[which]
    shown = {
        table["code"].upper(): table["grid"]
        for part in overview(review, lang)["parts"]  # type: ignore
        for table in part["tables"]
        if table["grid"]
    }
    hidden = 0
    for code, grid in shown.items():
        table, columns = review.tables[code], [one.name for one in shown_columns(review.tables[code], lang)]
        order = sorted(table.frame.index, key=lambda row: is_sum(table, row))
        for row, printed in zip(order, grid["rows"], strict=True):
            own = [columns.index(name) for at, name in table.hidden if at == row]
            assert printed["withheld"] == sorted(own)
            assert all(printed["cells"][at] == WITHHELD[lang] for at in own)
            hidden += len(own)
    assert hidden == sum(len(table.hidden) for table in review.tables.values()) > 0
    assert text_of(review, lang).count(WITHHELD[lang]) >= hidden


def test_the_public_overview_names_nobody(clean: Tables, reviews: dict[str, Review]) -> None:
    names = persons(clean)
    held = {which: " ".join(" ".join(pages(opened(review))).split()) for which, review in reviews.items()}
    internal = make_review(clean, Scope("huyện Tân Hồng", 2019), None, "internal")
    assert any(name in " ".join(" ".join(pages(opened(internal))).split()) for name in names)
    for which in ("public", "few"):
        assert not [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", held[which])]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_every_page_has_its_foot_and_stays_within_its_margins(
    reviews: dict[str, Review], which: str, lang: Any
) -> None:
    document = opened(reviews[which], lang)
    told = overview(reviews[which], lang)
    texts = pages(document)
    for number, page in enumerate(texts, 1):
        count = {"vi": f"Trang {number}/{len(texts)}", "en": f"Page {number} of {len(texts)}"}[lang]
        assert squeezed(f"{told['foot']}{count}") in squeezed(page)
        assert len(page) > 150, "a page with nothing on it"
    assert outside(document) == []


def test_mode_and_date_are_at_the_foot(reviews: dict[str, Review]) -> None:
    assert overview(reviews["public"], "vi")["foot"] == "Bản công khai; văn bản mới nhất 11/11/2019"
    assert overview(reviews["compared"], "en")["foot"] == "Leadership version; newest document no date stated"


def test_the_file_says_what_it_is_and_names_no_author(reviews: dict[str, Review]) -> None:
    for lang, tongue in (("vi", b"vi-VN"), ("en", b"en-GB")):
        content = build_overview(reviews["public"], lang)  # type: ignore
        about = pdfium.PdfDocument(content).get_metadata_dict()
        assert about["Title"] == review_title(reviews["public"], lang)  # type: ignore
        assert not about["Author"] and about["CreationDate"] == about["ModDate"] == "D:20191111000000Z"
        assert b"/Lang(%s)" % tongue in content and b"pdfuaid" in content and b"pdfaid" in content


def test_a_table_over_several_pages_repeats_its_headings(reviews: dict[str, Review]) -> None:
    review = reviews["internal"]
    table = review.tables["T11"]
    longer = replace(table, frame=pd.concat([table.frame] * 5, ignore_index=True))
    review = replace(review, tables={**review.tables, "T11": longer})
    held = [squeezed(page) for page in pages(opened(review))]
    found = [at for at, page in enumerate(held) if squeezed("Tên mô hình Lĩnh vực Lĩnh vực nhỏ") in page]
    assert len(found) > 3 and all(after == before + 1 for before, after in pairwise(found))
    assert not [line for line in lines(review, "vi") if line not in "".join(held)]


def test_wide_tables_have_wide_pages(reviews: dict[str, Review]) -> None:
    document = opened(reviews["compared"])
    wide = [squeezed(text) for page, text in zip(document, pages(document), strict=True) if page.get_width() > 800]
    assert len(wide) == 1 and "T6." in wide[0]
    assert not [page for page in opened(reviews["public"]) if page.get_width() > 600]


def attacked(review: Review, text: str) -> Review:
    """Put a text wherever a document's words or a name can stand."""
    tables = {}
    for code, table in review.tables.items():
        columns = [c.name for c in table.columns if c.kind in ("words", "heading", "text", "place")]
        kept = table.frame.assign(**dict.fromkeys(columns, text))
        tables[code] = replace(table, frame=kept, notes=(Words(text, text, "suppressed"),))
    return replace(review, tables=tables, now=replace(review.now, place=text))


def test_no_word_becomes_markup(reviews: dict[str, Review]) -> None:
    review = attacked(reviews["compared"], MARKUP)
    document = opened(review)
    text = squeezed("".join(pages(document)))
    assert squeezed(review_title(review, "vi")) in text and MARKUP in document.get_metadata_dict()["Title"]
    assert not [line for line in lines(review, "vi") if line not in text]


def test_every_vietnamese_letter_is_printed(reviews: dict[str, Review]) -> None:
    letters = ALPHABET + "".join(unicodedata.normalize("NFC", one + tone) for one in "aăâeêioôơuưy" for tone in TONES)
    both = f"{letters} {letters.upper()} ₫"
    assert len(set(both)) == 2 * (29 + 60) + 2
    review = attacked(reviews["few"], " ".join(both[at : at + 9] for at in range(0, len(both), 9)))
    text = text_of(review)
    assert not [line for line in lines(review, "vi") if line not in text]
    assert "\ufffd" not in text


def test_letters_no_font_has_are_marked_and_cost_nothing(reviews: dict[str, Review]) -> None:
    hostile = "\x00 \x1b \ue000 \ud800 \uf0b7 \ufeff \u2028 漢 \U0001f600 a\u0338\u0489"
    text = text_of(attacked(reviews["internal"], f"đầu {hostile} cuối"))
    assert "đầu\ufffd" in text and "cuối" in text


@pytest.mark.parametrize("long", ["x" * 5000, "ắW" * 2500, "thi đua " * 625, "-/" * 2500], ids=range(4))
def test_long_words_are_broken_and_none_is_cut_off(reviews: dict[str, Review], long: str) -> None:
    document = opened(attacked(reviews["compared"], long))
    assert outside(document) == []
    table = reviews["compared"].tables["T6"]
    cells = len(table.frame) * sum(
        one.kind in ("words", "heading", "text", "place") for one in shown_columns(table, "vi")
    )
    assert "".join(pages(document)).count(long[0]) >= cells * 625


def test_an_english_overview_has_no_vietnamese_word_of_its_own(reviews: dict[str, Review]) -> None:
    for which in WHICH:
        plain = attacked(reviews[which], "X")
        tables = {code: replace(table, sources=()) for code, table in plain.tables.items()}
        text = "\n".join(pages(opened(replace(plain, tables=tables), "en")))
        known = {"đ", "Đ"} | {one for one in text if unicodedata.normalize("NFD", one)[1:]}
        found = [line for line in text.splitlines() if known & set(line)]
        assert found == [], which
