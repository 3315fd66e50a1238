"""The draft report: only numbers of the tables, each with its evidence; nothing withheld; the page of the decree."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from analysis.measures.review_words import spoken
from analysis.measures.scope import Scope
from analysis.privacy.counts import hide
from analysis.privacy.modes import personal_names
from analysis.privacy.release import Review, make_review
from analysis.review.docx_tables import fitted, letter_size
from analysis.review.report_blocks import Grid, Text
from analysis.review.report_document import build_report
from analysis.review.report_entries import entries
from analysis.review.report_list import list_rows
from analysis.review.report_sections import amounts, comparison, completeness, gaps, rewards
from analysis.review.report_text import Cited, wordings
from analysis.schema import TABLES, frame
from analysis.schema.model import Language
from analysis.tables import Tables, load

SCOPES: dict[str, tuple[str, int, int | None]] = {
    "lists": ("tỉnh Hòa Bình", 2019, None),
    "open": ("huyện Tân Hồng", 2019, None),
    "compared": ("tỉnh Bắc Kạn", 2022, 2021),
    "rewards": ("tỉnh Hải Dương", 2018, None),
}
MODES = ("public", "leadership", "internal")
SECTIONS: tuple[Callable[[Review, Language], list[Any]], ...] = (
    completeness,
    rewards,
    entries,
    amounts,
    comparison,
    gaps,
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
FUNCTION_WORDS = {"và", "của", "không", "được", "các", "là", "những", "theo", "trong", "cho", "với", "đã", "này", "từ"}


@pytest.fixture(scope="module")
def reviews(clean: Tables) -> dict[tuple[str, str], Review]:
    return {
        (name, mode): make_review(clean, Scope(place, year), base, mode)  # type: ignore[arg-type]
        for name, (place, year, base) in SCOPES.items()
        for mode in MODES
    }


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def words_of(node: Any) -> str:
    return "".join(one.text or "" for one in node.iter(qn("w:t")))


def printed(review: Review) -> str:
    """Return the text of a report as a reader sees it."""
    return words_of(opened(build_report(review)).element.body)


def all_words(content: bytes) -> str:
    """Return everything a reader or a search finds: text, headers, footers, properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def cited(review: Review, lang: Language = "vi") -> Iterator[Cited]:
    for make in SECTIONS:
        for block in make(review, lang):
            if isinstance(block, Text):
                yield from (one for one in block.sentence if isinstance(one, Cited))


def body_of(document: Any) -> list[Any]:
    """Return the paragraphs of the report itself: up to its end mark."""
    paragraphs = list(document.paragraphs)
    end = next(at for at, one in enumerate(paragraphs) if words_of(one._p).endswith("./."))
    return paragraphs[: end + 1]


# --- numbers and their evidence --------------------------------------------------------------------------------------
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SCOPES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_a_sentence_cites_stands_in_its_table(reviews: Any, name: str, mode: str, lang: Language) -> None:
    review = reviews[name, mode]
    found = list(cited(review, lang))
    assert found
    for one in found:
        table = review.tables[one.code]
        if one.column:
            heading = next(column.heading[lang] for column in table.columns if column.name == one.column)
            assert spoken(table, lang).loc[one.row, heading] == one.words
            assert (one.row, one.column) not in table.hidden
        else:
            assert one.words in {note[lang] for note in table.notes}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SCOPES)
def test_no_number_stands_outside_a_link_unless_a_document_says_it(reviews: Any, name: str, mode: str) -> None:
    review = reviews[name, mode]
    quoted = {review.place, *(note.vi for table in review.tables.values() for note in table.notes)}
    for table in review.tables.values():
        named = [one.heading.vi for one in table.columns_in("vi") if one.kind not in ("integer", "money", "percent")]
        quoted |= {cell for cells in spoken(table, "vi")[named].to_numpy() for cell in cells if NUMBER.search(cell)}
    years = {str(review.scope.year), *([str(review.base.scope.year)] if review.base else [])}
    for paragraph in body_of(opened(build_report(review))):
        outside = "".join(words_of(run) for run in paragraph._p.findall(qn("w:r")))
        outside = re.sub(r"^[1-4]\. |\bT\d+\b", "", outside)
        for words in sorted(quoted, key=len, reverse=True):
            outside = outside.replace(words, "")
        assert set(NUMBER.findall(outside)) <= years, outside


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SCOPES)
def test_every_link_has_its_bookmark_and_every_bookmark_a_link(reviews: Any, name: str, mode: str) -> None:
    element = opened(build_report(reviews[name, mode])).element
    links = [one.get(qn("w:anchor")) for one in element.iter(qn("w:hyperlink"))]
    starts = list(element.iter(qn("w:bookmarkStart")))
    names, numbers = [one.get(qn("w:name")) for one in starts], [one.get(qn("w:id")) for one in starts]
    assert links and set(links) == set(names)
    assert len(set(names)) == len(names) and len(set(numbers)) == len(numbers)
    assert sorted(numbers) == sorted(one.get(qn("w:id")) for one in element.iter(qn("w:bookmarkEnd")))


def test_evidence_inside_a_range_has_no_bookmark_of_its_own() -> None:
    element = opened(build_report(make_review(one_list({}), Scope("tỉnh Hòa Bình", 2019), None, "internal"))).element
    links = {str(one.get(qn("w:anchor"))) for one in element.iter(qn("w:hyperlink"))}
    names = {str(one.get(qn("w:name"))) for one in element.iter(qn("w:bookmarkStart"))}
    assert links == names and {one for one in names if one.startswith("bc_")} == {"bc_1", "bc_6", "bc_9"}


def test_a_number_leads_to_its_line_its_document_its_place_and_its_words(reviews: Any) -> None:
    document = opened(build_report(reviews["open", "internal"]))
    paragraph = next(one for one in document.paragraphs if "99" in words_of(one._p))
    link = next(one for one in paragraph._p.iter(qn("w:hyperlink")) if words_of(one) == "99")
    rows = {
        mark.get(qn("w:name")): [words_of(cell) for cell in row._tr.iter(qn("w:tc"))]
        for table in document.tables
        for row in table.rows
        for mark in row._tr.iter(qn("w:bookmarkStart"))
    }
    mark, number, table, line, column, source = rows[link.get(qn("w:anchor"))]
    assert (number, table, column) == ("99", "T6", "Tập thể") and "huyện Tân Hồng" in line
    evidence = rows[f"bc_{source}"]
    assert evidence[2] == "dòng 11" and "99 tập thể, 241 cá nhân" in evidence[3] and mark.isdecimal()


def test_public_evidence_of_counts_is_the_document_alone(reviews: Any) -> None:
    tables = opened(build_report(reviews["lists", "public"])).tables
    sources = [[words_of(cell) for cell in row._tr.iter(qn("w:tc"))] for row in tables[-1].rows][1:]
    assert [one[3] for one in sources] == ["I MÔ HÌNH: 22", "II ĐIỂN HÌNH: 06", ""]
    assert all("181/KH-UBND" in one[1] for one in sources)


# --- what is withheld ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", SCOPES)
def test_a_report_of_withheld_tables_states_no_number(reviews: Any, name: str) -> None:
    review = reviews[name, "internal"]
    tables = {}
    for code, table in review.tables.items():
        numbers = [one.name for one in table.columns if one.kind in ("integer", "money", "percent")]
        gone = hide(table, [(int(at), column) for at in table.frame.index for column in numbers])
        tables[code] = replace(gone, notes=())
    silent = replace(review, tables=tables)
    assert {one.column for one in cited(silent)} <= {"message_vi", "sentence_vi"}


def test_the_total_is_said_without_the_parts_that_are_withheld(reviews: Any) -> None:
    review = reviews["lists", "internal"]
    counts = review.tables["T2"]
    last = int(counts.frame.index[-1])
    said = [
        "".join(one if isinstance(one, str) else one.words for one in block.sentence)
        for cells in ([(last, "model")], [(last, "model"), (last, "n")])
        for block in entries(replace(review, tables={**review.tables, "T2": hide(counts, cells)}), "vi")[:1]
    ]
    assert said[0].endswith("nêu 23 mô hình, điển hình.") and "22" not in said[0]
    assert said[1].endswith("được ẩn trong bản này.") and "23" not in said[1]


def test_tables_print_a_mark_for_what_is_withheld(reviews: Any) -> None:
    grids = [one for one in entries(reviews["lists", "public"], "vi") if isinstance(one, Grid)]
    assert [int((one.frame == "(ẩn)").to_numpy().sum()) for one in grids] == [0, 7, 20]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", SCOPES)
def test_the_public_report_names_no_person_and_no_hamlet(
    clean: Tables, reviews: Any, name: str, lang: Language
) -> None:
    text = all_words(build_report(reviews[name, "public"], lang)).lower()
    hamlets = {str(one) for one in clean.entries["hamlet"].dropna()}
    names = personal_names(vars(clean))
    assert names and hamlets
    assert not [one for one in names | hamlets if re.search(rf"\b{re.escape(one.lower())}\b", text)]


def test_the_internal_list_is_whole_and_names_its_recipients(clean: Tables, reviews: Any) -> None:
    rows = list_rows(reviews["lists", "internal"], "vi")
    assert [row[0] for row in rows] == [str(n) for n in range(1, 24)]
    names = personal_names(vars(clean))
    assert sum(any(name in row[1] for name in names) for row in rows) == 6
    assert rows[1][2].startswith("Mô hình: “Hợp tác xã mây tre đan”, tạo việc làm") and rows[1][3] == "Kinh tế"
    assert rows[0][1] == "Công an huyện Lạc Sơn"


def test_leaders_see_no_hamlet_and_no_exact_amount_in_the_list(reviews: Any) -> None:
    rows = list_rows(reviews["open", "leadership"], "vi")
    assert "Trần Hữu Hiền, xã Thông Bình, huyện Tân Hồng" in {row[1] for row in rows}
    assert not any("tỉ đồng" in row[2] or "800.000.000" in row[2] for row in rows)


def one_list(titles: dict[str, str]) -> Tables:
    """Return five collectives and two persons per field, so that nothing is withheld; `titles` replaces some."""
    base = {"document_id": "d", "kind": "model", "district": "huyện Đà Bắc", "province": "tỉnh Hòa Bình"}
    rows = []
    for at in range(8):
        kind = "individual" if at > 4 else "collective"
        row = {"entry_id": f"e-{at}", "locator": f"line {at}", "raw_text": f"x {at}", "model_id": f"m-{at}"}
        words = {
            "title": titles.get(f"e-{at}", f"Cách làm hay {at}"),
            "recipient_kind": kind,
            "recipient_name": f"R {at}",
        }
        labels = {"field": "kinh-te", "subfield": "du-lich", "field_status": "sure", "district_area": "huyện Đà Bắc"}
        rows.append(base | row | words | labels | {"place_basis": "stated"})
    period = {"period_start": "2019-01-01", "period_end": "2019-12-31", "issued_on": "2019-12-01"}
    document = {"document_id": "d", "source_file": "d.docx", "sha256": "0" * 64, "format": "docx", "reading": "text"}
    documents = [document | period | {"quality": "good", "stage": "report", "province": "tỉnh Hòa Bình"}]
    held = {"documents": documents, "entries": rows}
    return Tables(**{name: frame(name, held.get(name, [])) for name in TABLES})


def test_the_public_list_keeps_back_titles_that_tell_a_person_an_amount_or_a_place() -> None:
    told = {"e-0": "Chợ văn minh - Đà Bắc, điểm đến", "e-1": "Bà Nguyễn Thị Mẫu và cây chè", "e-6": "Lãi 2 tỷ đồng"}
    rows = list_rows(make_review(one_list(told), Scope("tỉnh Hòa Bình", 2019)), "vi")
    assert [row[0] for row in rows] == [str(n) for n in range(1, 9)]
    assert [row[1] for row in rows] == [*(f"Cách làm hay {n}" for n in (2, 3, 4, 5, 7)), *["(ẩn)"] * 3]


def test_the_public_list_does_not_tell_whose_a_title_is() -> None:
    alike = [one_list({}), one_list({})]
    swapped = alike[1].entries["recipient_kind"].map({"collective": "individual", "individual": "collective"})
    alike[1] = replace(alike[1], entries=alike[1].entries.assign(recipient_kind=swapped))
    found = [list_rows(make_review(one, Scope("tỉnh Hòa Bình", 2019)), "vi") for one in alike]
    assert found[0] == found[1] != []


def test_below_a_province_the_public_list_is_closed() -> None:
    assert list_rows(make_review(one_list({}), Scope("huyện Đà Bắc", 2019)), "vi") == []
    assert len(list_rows(make_review(one_list({}), Scope("huyện Đà Bắc", 2019), None, "leadership"), "vi")) == 8


def test_the_public_list_is_closed_where_titles_would_tell_withheld_sums(reviews: Any) -> None:
    assert reviews["open", "public"].tables["T3"].hidden and list_rows(reviews["open", "public"], "vi") == []
    assert "chỉ có trong bản lãnh đạo và bản nội bộ" in all_words(build_report(reviews["open", "public"]))


# --- the page --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_paper_margins_and_letters_are_those_of_the_decree(reviews: Any, lang: Language) -> None:
    document = opened(build_report(reviews["lists", "public"], lang))
    for section in document.sections:
        paper = sorted((section.page_width.mm, section.page_height.mm))
        assert paper == pytest.approx([210, 297], abs=0.1)
        assert Mm(20) <= section.top_margin <= Mm(25) and Mm(20) <= section.bottom_margin <= Mm(25)
        assert Mm(30) <= section.left_margin <= Mm(35) and Mm(15) <= section.right_margin <= Mm(20)
    assert document.sections[0].orientation == 0
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{one}")) for one in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert not list(document.element.iter(qn("w:rFonts")))
    sizes = {run.font.size for one in body_of(document) for run in one.runs if run.text.strip()}
    assert sizes <= {Pt(12), Pt(13), Pt(14)} and document.styles["Normal"].font.size == Pt(14)
    language = {"vi": "vi-VN", "en": "en-GB"}[lang]
    assert document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == language
    assert document.core_properties.language == language


def test_pages_are_numbered_from_the_second_on_and_annexes_by_themselves(reviews: Any) -> None:
    document = opened(build_report(reviews["lists", "public"]))
    assert len(document.sections) == 3
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in "".join(one.text for one in section.header._element.iter(qn("w:instrText")))
        assert not list(section.first_page_header._element.iter(qn("w:instrText")))
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        for foot in (section.footer, section.first_page_footer):
            assert words_of(foot._element) == "Dự thảo - Bản công khai - văn bản mới nhất 11/11/2019"


def test_what_the_office_decides_is_left_blank(reviews: Any) -> None:
    document = opened(build_report(reviews["lists", "internal"]))
    head = [one.text for cell in document.tables[0].rows[0].cells for one in cell.paragraphs]
    assert [one for one in head if NUMBER.search(one)] == []
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head and "Độc lập - Tự do - Hạnh phúc" in head
    body = [one.text for one in document.paragraphs]
    assert "DỰ THẢO" in body and all(set(one[6:]) <= set(" .;") for one in body if one.startswith("Căn cứ"))
    sign = next(one for one in document.tables if "Nơi nhận:" in one.rows[0].cells[0].text)
    assert not NUMBER.search("".join(cell.text for cell in sign.rows[0].cells))


def test_completeness_comes_first(reviews: Any) -> None:
    headings = [one.text for one in opened(build_report(reviews["lists", "public"])).paragraphs]
    numbered = [one for one in headings if re.match(r"[IV]+\. ", one)]
    assert numbered[0] == "I. MỨC ĐỘ ĐẦY ĐỦ CỦA SỐ LIỆU" and len(numbered) == 7
    assert [one.split(".")[0] for one in numbered] == ["I", "II", "III", "IV", "V", "VI", "VII"]


@pytest.mark.parametrize("name", SCOPES)
def test_the_same_review_gives_the_same_bytes(root: Path, reviews: Any, name: str) -> None:
    place, year, base = SCOPES[name]
    again = make_review(load(root / "data" / "clean"), Scope(place, year), base)
    content = build_report(reviews[name, "public"])
    assert content == build_report(again)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- words -----------------------------------------------------------------------------------------------------------
def leaves(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and set(node) <= {"vi", "en"}:
        yield node
    elif isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from leaves(one)


@pytest.mark.parametrize("name", ["report", "request_slips"])
def test_every_wording_is_there_in_both_languages_with_the_same_parts(name: str) -> None:
    found = list(leaves(dict(wordings(name))))
    assert len(found) > 15
    for one in found:
        assert set(one) == {"vi", "en"}
        texts = [one[lang] if isinstance(one[lang], list) else [one[lang]] for lang in ("vi", "en")]
        assert len(texts[0]) == len(texts[1])
        for vi, en in zip(*texts, strict=True):
            assert sorted(re.findall(r"{\w+}", vi)) == sorted(re.findall(r"{\w+}", en))
            assert vi and en and not re.search(r"[^\x00-\x7f“”…–]", en)


@pytest.mark.parametrize("name", ["lists", "compared"])
def test_the_english_report_has_no_vietnamese_function_words(reviews: Any, name: str) -> None:
    document = opened(build_report(reviews[name, "public"], "en"))
    said = " ".join(words_of(one._p) for one in document.paragraphs)
    said += " ".join(cell.text for table in document.tables for cell in table.rows[0].cells)
    said = re.sub(r"“[^”]*”|\"[^\"]*\"", "", said)
    assert not set(re.findall(r"\w+", said.lower())) & FUNCTION_WORDS
    assert "CỘNG HÒA" not in said and "DRAFT" in said


def test_widths_hold_the_longest_word_and_fill_the_page() -> None:
    widths = fitted([["Recipient", "household"], ["Economy", "(withheld)"], ["A rather long text in many words"]], 16.5)
    assert sum(widths) == pytest.approx(16.5) and widths[1] > 2.2 and widths[2] == max(widths)
    assert sum(fitted([["Aaaaaaaaaaaaaaaaaaaaaaaaaaa"] * 2] * 5, 10)) == pytest.approx(10)


def test_a_column_holds_its_heading_in_capitals_and_bold() -> None:
    narrow, wide = fitted([["Cong", "17"], ["Công", "17"]], 2.9), fitted([["CONG", "17"], ["cong", "17"]], 2.9)
    assert narrow[0] == pytest.approx(narrow[1]) and wide[0] > wide[1] > 1.2
    assert letter_size([["Cộng", "17"]] * 3, 16.5) == 12
    assert 9 <= letter_size([["Nghiêngngả"] * 2] * 8, 16.5) < 12


def test_lists_are_called_by_their_words_and_not_by_their_numbering(reviews: Any) -> None:
    said = printed(reviews["open", "public"])
    assert "Danh sách “Một số mô hình" in said and "“3. Một số" not in said and "“* Về" not in said


def test_the_unclassified_are_no_part_of_themselves(reviews: Any) -> None:
    said = printed(reviews["open", "internal"])
    assert "Chưa phân loại: 1" in said and "trong đó chưa phân loại" not in said


def test_a_sentence_begins_with_a_capital_and_levels_are_joined_in_words(reviews: Any) -> None:
    said = printed(reviews["lists", "public"])
    assert "- Tỉnh Hòa Bình 2019: Danh sách “Điển hình”" in said
    assert "cấp tỉnh và cấp huyện" in printed(reviews["open", "public"])


def test_the_signature_keeps_to_the_end_of_the_text(reviews: Any) -> None:
    body = body_of(opened(build_report(reviews["open", "internal"])))
    assert all(one.paragraph_format.keep_with_next for one in body[-2:])


def test_only_the_part_about_amounts_claims_to_name_nobody(reviews: Any) -> None:
    """The annexes of a version for the office do name the persons whose amounts they quote."""
    assert "Báo cáo không nêu tên" not in printed(reviews["open", "internal"])


def test_the_title_keeps_the_name_of_a_place_together(reviews: Any) -> None:
    assert "huyện\u00a0Tân\u00a0Hồng, tỉnh\u00a0Đồng\u00a0Tháp" in all_words(build_report(reviews["open", "public"]))


def test_public_evidence_says_that_it_is_the_whole_document(reviews: Any) -> None:
    document = opened(build_report(reviews["lists", "public"]))
    cells = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert all(row[2] for row in cells) and any(row[2] == "cả văn bản" for row in cells)


def test_an_office_can_print_it(reviews: Any, tmp_path: Path) -> None:
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice or pdftotext is not installed")
    (tmp_path / "bao-cao.docx").write_bytes(build_report(reviews["lists", "public"]))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "bao-cao.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=180)
    shown = subprocess.run(["pdftotext", "-layout", "bao-cao.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)
    pages = shown.stdout.decode().split("\f")[:-1]
    assert "DỰ THẢO" in pages[0] and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert pages[1].strip().startswith("2") and not pages[0].strip().startswith("1")
    assert all("Bản công khai" in one for one in pages) and len(pages) < 15
