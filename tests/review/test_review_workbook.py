"""The review as an office opens it: sheets, links, print set-up, both languages, the same bytes twice."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from analysis.measures.review_table import review_columns
from analysis.measures.review_words import spoken
from analysis.measures.scope import Scope
from analysis.privacy.release import Review, make_review
from analysis.review.review_charts import chart_data
from analysis.review.review_sheets import review_words
from analysis.review.review_workbook import build_review_workbook
from analysis.schema import CODES
from analysis.tables import Tables

CODES_OF_TABLES = [f"T{n}" for n in range(1, 14)]


@pytest.fixture(scope="module")
def reviews(clean: Tables) -> dict[str, Review]:
    return {
        "public": make_review(clean, Scope("tỉnh Hòa Bình", 2019)),
        "internal": make_review(clean, Scope("huyện Tân Hồng", 2019), None, "internal"),
        "compared": make_review(clean, Scope("tỉnh Bắc Kạn", 2022), 2021, "leadership"),
        "rewards": make_review(clean, Scope("tỉnh Hải Dương", 2018), None, "internal"),
    }


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet(book: Any, code: str) -> Any:
    return next(one for one in book.worksheets if one.title.split(" ")[0] == code)


def test_all_sheets_are_there_in_order(reviews: dict[str, Review]) -> None:
    names = opened(build_review_workbook(reviews["public"])).sheetnames
    assert names[:2] == ["Đọc trước", "Lưu ý"] and names[-3:] == ["Biểu đồ", "Giải thích cột", "Bằng chứng"]
    assert [name.split(" ")[0] for name in names[2:-3]] == CODES_OF_TABLES


@pytest.mark.parametrize("which", ["public", "internal", "compared"])
def test_the_same_review_gives_the_same_bytes(clean: Tables, reviews: dict[str, Review], which: str) -> None:
    content = build_review_workbook(reviews[which])
    assert content == build_review_workbook(reviews[which])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [one for one in parts.namelist() if "vba" in one.lower()] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_sheet_is_set_up_for_a4_with_mode_and_date_in_the_footer(reviews: dict[str, Review], lang: Any) -> None:
    book = opened(build_review_workbook(reviews["public"], lang))
    mode = {"vi": "Bản công khai", "en": "Public version"}[lang]
    for one in book.worksheets:
        assert (one.page_setup.orientation, int(one.page_setup.paperSize), one.page_setup.fitToWidth) == (
            "landscape",
            9,
            1,
        )
        assert one.oddFooter.left.text == mode and "11/11/2019" in one.oddFooter.center.text
    for code in CODES_OF_TABLES:
        one = sheet(book, code)
        assert one.print_title_rows == "$1:$2" and one.freeze_panes == "B3" and one.auto_filter.ref.startswith("A2:")
        assert one.oddHeader.center.text.startswith(f"{code}. ")


def test_numbers_come_back_as_numbers_and_lead_to_their_evidence(reviews: dict[str, Review]) -> None:
    review = reviews["internal"]
    book = opened(build_review_workbook(review))
    table, evidence = sheet(book, "T2"), book["Bằng chứng"]
    names = [cell.value for cell in table[2]]
    for at, row in enumerate(review.tables["T2"].frame.to_dict("records")):
        for name in ("model", "exemplar", "n"):
            cell = table.cell(3 + at, names.index(name) + 1)
            assert cell.value == row[name] and cell.number_format == "[$-42A]#,##0"
            if row[name]:
                behind = review.tables["T2"].evidence_of(at, name)
                target = evidence[cell.hyperlink.location.split("!")[1]].row
                found = [[c.value for c in evidence[target + step]] for step in range(len(behind))]
                assert {line[6] for line in found} == set(behind["row_id"]) and {line[0] for line in found} == {"T2"}


def test_withheld_cells_say_so_and_have_no_link(reviews: dict[str, Review]) -> None:
    table = reviews["public"].tables["T5"]
    one = sheet(opened(build_review_workbook(reviews["public"])), "T5")
    names = [cell.value for cell in one[2]]
    assert table.hidden
    for row, column in table.hidden:
        cell = one.cell(3 + row, names.index(column) + 1)
        assert cell.value == "(ẩn)" and cell.hyperlink is None


def test_every_column_shown_is_explained(reviews: dict[str, Review]) -> None:
    book = opened(build_review_workbook(reviews["internal"]))
    explained = {(row[0].value, row[2].value) for row in book["Giải thích cột"].iter_rows(min_row=3)}
    for code in CODES_OF_TABLES:
        shown = {cell.value for cell in sheet(book, code)[2]}
        assert {(code, name) for name in shown} <= explained
        assert all(cell.comment for cell in sheet(book, code)[1])


def test_every_note_is_a_finding_and_stands_below_its_table(reviews: dict[str, Review]) -> None:
    review = reviews["public"]
    book = opened(build_review_workbook(review))
    listed = [row[1].value for row in book["Lưu ý"].iter_rows(min_row=3)]
    assert listed == [words.vi for table in review.tables.values() for words in table.notes]
    below = " ".join(str(row[0].value or "").strip() for row in sheet(book, "T2").iter_rows(min_row=16))
    assert all(" ".join(words.vi.split()) in " ".join(below.split()) for words in review.tables["T2"].notes)


def test_charts_of_places_fields_and_rewards_are_native(reviews: dict[str, Review]) -> None:
    charts = opened(build_review_workbook(reviews["internal"]))["Biểu đồ"]._charts
    assert len(charts) == 3
    assert [len(one.series) for one in charts] == [2, 1, 2]


def test_a_chart_never_draws_a_withheld_number(reviews: dict[str, Review]) -> None:
    (places, _) = chart_data(dict(reviews["public"].tables), "vi")
    assert [name for name, _ in places.series] == ["mô hình và điển hình"]
    assert dict(places.lines)["thành phố Hòa Bình"] == (4,)
    (places, *_) = chart_data(dict(reviews["internal"].tables), "vi")
    assert [name for name, _ in places.series] == ["Mô hình", "Điển hình"]


def test_conflicting_numbers_are_not_drawn(reviews: dict[str, Review]) -> None:
    table = reviews["rewards"].tables["T6"]
    (rewards,) = chart_data(dict(reviews["rewards"].tables), "en")
    awarded = table.frame[table.frame["role"] == "awarded"]
    clear = awarded[~awarded["flags"].fillna("").str.contains("several-numbers")]
    assert len(rewards.lines) == len(clear) < len(awarded)


def vietnamese_words() -> set[str]:
    """Labels that differ between the languages, and the workbook's own Vietnamese words."""
    labels = {words for codes in CODES.values() for code, words in codes.vi.items() if words != codes.en[code]}
    own = {
        one["vi"]
        for part in ("sheets", "about", "kinds", "facts", "maps", "modes")
        for one in review_words()[part].values()
    }
    headings = {c.heading.vi for code in CODES_OF_TABLES for c in review_columns(code).values()}
    english = {words for codes in CODES.values() for words in codes.en.values()}
    return (labels | own | headings) - english


@pytest.mark.parametrize("which", ["public", "internal", "compared", "rewards"])
def test_the_english_workbook_has_no_vietnamese_label(reviews: dict[str, Review], which: str) -> None:
    """Source words and names stay Vietnamese; they stand in columns of kind words, heading and place."""
    review = reviews[which]
    book, vietnamese = opened(build_review_workbook(review, "en")), vietnamese_words()
    source = {
        cell for table in review.tables.values() for c in table.columns_in("en") if c.kind in ("words", "heading", "place")
        for cell in table.frame[c.name].dropna().astype(str)
    }  # fmt: skip
    found = {
        str(cell.value)
        for one in book.worksheets
        for row in one.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value in vietnamese - source
    }
    assert found == set()
    notes = {cell.comment.text for one in book.worksheets for cell in one[1] if cell.comment}
    assert not notes & {c.meaning.vi for code in CODES_OF_TABLES for c in review_columns(code).values()}


def test_the_words_of_the_workbook_are_complete_in_both_languages() -> None:
    def check(part: Any) -> None:
        if isinstance(part, dict) and "vi" in part:
            assert set(part) == {"vi", "en"} and part["en"]
        elif isinstance(part, dict | list):
            for one in part.values() if isinstance(part, dict) else part:
                check(one)

    check(review_words())


def test_shares_are_rounded_as_the_report_prints_them(reviews: dict[str, Review]) -> None:
    """1 of 16 is 6,25: 6,3 on every page, and not 6,2 on one of them."""
    review = reviews["internal"]
    shares = sheet(opened(build_review_workbook(review, "en")), "T3")
    at = [cell.value for cell in shares[2]].index("share")
    shown = spoken(review.tables["T3"], "en")["Per cent"]
    cells = [row[at].value for row in shares.iter_rows(min_row=3, max_row=2 + len(shown))]
    assert [f"{one:.1f}" for one in cells] == list(shown) and "6.3" in list(shown)
