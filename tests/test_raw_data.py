"""The shipped documents in data/raw: ledger, facts, and what they may share with the originals."""

import csv
import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
SHARED = ROOT.parent / "shared"
PLAN, REPORT, FIGURES = "hoa-binh-2019-181-kh-ubnd", "tan-hong-2017-2020", "public-figures"
LEDGER_HEADER = "file,sha256,number,date,issuer,address_or_publisher,transcribed,reworded"
NOT_DATA = {"README.md", "SOURCES.csv"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RUN = 14  # words in a row that two texts do not share by chance
CAPTION = re.compile(r"\(Kèm theo [^)]*\)")  # the line that ties an annex to its document: number, date, body
QUOTED = re.compile(r"“([^”]+)”")
AMOUNT = re.compile(r"([\d.,]+(?: tỉ)? đồng/năm)")
DOCUMENT_NUMBER = re.compile(r"số (\d+/[A-ZĐ-]+) ngày ([\d/]+)")
HEADING = re.compile(r"^(?:[IVX]+\.|\d\.|[a-z]\)|\* Về lĩnh vực .*|- (?:Một|Hai|Ba) là:)")

needs_originals = pytest.mark.skipif(
    not (SHARED / "sources").is_dir(), reason="the originals (../shared) are not part of a clone"
)


# --- reading, independent of the readers under test -------------------------------------------------


def part(stem: str, name: str) -> etree._Element:
    with zipfile.ZipFile(RAW / f"{stem}.docx") as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def parts(stem: str) -> list[str]:
    with zipfile.ZipFile(RAW / f"{stem}.docx") as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/\w+\.xml", name)]
    return [name.removeprefix("word/").removesuffix(".xml") for name in names]


def words_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraphs(element: etree._Element) -> list[str]:
    return [text for paragraph in element.iter(f"{W}p") if (text := words_of(paragraph).strip())]


def table_rows(table: etree._Element) -> list[list[str]]:
    return [[words_of(cell).strip() for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]


def appendix() -> list[list[str]]:
    """Return the rows of the one table of three columns."""
    tables = [table_rows(table) for table in part(PLAN, "document").iter(f"{W}tbl")]
    (rows,) = [rows for rows in tables if len(rows[0]) == 3]
    return rows


def footnotes() -> list[str]:
    """Return the footnotes a reader sees, without the two separators."""
    notes = part(REPORT, "footnotes").iterfind(f"{W}footnote")
    return [words_of(note).strip() for note in notes if note.get(f"{W}type") is None]


def ledger() -> list[dict[str, str]]:
    with (RAW / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures() -> list[tuple[object, ...]]:
    book = load_workbook(RAW / f"{FIGURES}.xlsx")
    return list(book["so-lieu"].iter_rows(values_only=True))


def original(stem: str) -> str:
    return (SHARED / "sources" / f"{stem}.txt").read_text(encoding="utf-8")


def flat(text: str) -> str:
    return " ".join(text.split())


def original_appendix() -> list[list[str]]:
    """Return the appendix of the public copy: one cell per indented line, a blank line between rows."""
    text = original(PLAN)
    blocks = re.split(r"\n\s*\n(?=\t)", text[text.index("\tSố TT") :])
    rows = [[cell.strip() for cell in block.strip("\n").split("\n")] for block in blocks]
    return [[*row, "", ""][:3] for row in rows]


# --- ledger -----------------------------------------------------------------------------------------


def test_ledger_lists_every_file_with_its_hash() -> None:
    listed = {row["file"]: row["sha256"] for row in ledger()}
    files = [path for path in RAW.rglob("*") if path.is_file() and not path.name.startswith(".")]
    present = {
        path.relative_to(RAW).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.relative_to(RAW).as_posix() not in NOT_DATA
    }
    assert listed == present, "data/raw and data/raw/SOURCES.csv disagree"


def test_ledger_says_where_each_file_comes_from() -> None:
    rows = ledger()
    assert ",".join(rows[0]) == LEDGER_HEADER
    for row in rows:
        assert all(text for column, text in row.items() if column not in {"number", "date"}), row["file"]
    numbers = {row["file"]: (row["number"], row["date"]) for row in rows}
    assert numbers[f"{PLAN}.docx"] == ("181/KH-UBND", "2019-11-11")
    assert numbers[f"{REPORT}.docx"] == ("", "")


@pytest.mark.parametrize("name", [f"{PLAN}.docx", f"{REPORT}.docx", f"{FIGURES}.xlsx"])
def test_packages_carry_no_trace_of_a_machine(name: str) -> None:
    with zipfile.ZipFile(RAW / name) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = etree.fromstring(package.read("docProps/core.xml"))
    values = {etree.QName(child).localname: child.text for child in core}
    assert {values["creator"], values["lastModifiedBy"]} == {"—"}
    assert {values["created"], values["modified"]} == {"2026-11-21T00:00:00Z"}


@pytest.mark.parametrize("stem", [PLAN, REPORT])
def test_documents_are_nfc_and_say_that_they_are_not_the_original(stem: str) -> None:
    texts = [words_of(part(stem, name)) for name in parts(stem)]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert "không thay văn bản gốc" in words_of(part(stem, "footer1"))


# --- the plan with its appendix ---------------------------------------------------------------------


def test_appendix_has_the_published_shape() -> None:
    rows = appendix()
    assert len(rows) == 27
    assert rows[0] == ["Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình"]
    assert [row[:2] for row in rows if re.fullmatch("[IVX]+", row[0])] == [
        ["I", "MÔ HÌNH: 22"],
        ["II", "ĐIỂN HÌNH: 06"],
    ]
    numbers = [row[0] for row in rows]
    assert numbers == ["Số TT", "I", *map(str, range(1, 23)), "II", "1", "2"]


def test_appendix_breaks_off_after_the_first_exemplar() -> None:
    *_, exemplar, last = appendix()
    assert exemplar[2].startswith("Điển hình “")
    assert last == ["2", "", ""]


def test_each_model_is_quoted_and_followed_by_a_short_effect() -> None:
    for number, recipient, text in appendix()[2:24]:
        assert recipient
        match = re.fullmatch(r"Mô hình: “[^”]+”(?: tại [^,]+)?, (.+)", text)
        assert match, number
        assert 5 <= len(match[1].split()) <= 15, number


def test_a_paragraph_follows_the_appendix_and_no_number_is_automatic() -> None:
    body = part(PLAN, "document").find(f"{W}body")
    assert body is not None
    assert [child.tag for child in body][-3:] == [f"{W}tbl", f"{W}p", f"{W}sectPr"]
    assert body.find(f".//{W}numPr") is None


def test_plan_cites_one_document_and_names_itself_in_the_annex_line_only() -> None:
    text = "\n".join(paragraphs(part(PLAN, "document")))
    assert DOCUMENT_NUMBER.findall(text) == [("41/KH-UBND", "06/4/2016"), ("181/KH-UBND", "11/11/2019")]
    assert text.startswith("KẾ HOẠCH\nTriển khai nhân rộng mô hình, điển hình tiên tiến\n")


# --- the report with its footnote -------------------------------------------------------------------


def test_incomes_stand_in_one_word_footnote() -> None:
    (note,) = footnotes()
    assert AMOUNT.findall(note) == ["1,670 tỉ đồng/năm", "1,7 tỉ đồng/năm", "800.000.000 đồng/năm"]
    assert not AMOUNT.search(words_of(part(REPORT, "document")))


def test_footnote_hangs_on_the_paragraph_about_production() -> None:
    body = part(REPORT, "document")
    (paragraph,) = [p for p in body.iter(f"{W}p") if p.find(f".//{W}footnoteReference") is not None]
    assert "lao động, sản xuất" in words_of(paragraph)
    ids = {note.get(f"{W}id") for note in part(REPORT, "footnotes")}
    references = {mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")}
    assert ids == {"-1", "0", "1"}
    assert references == {"1"}


def test_report_states_its_reward_total_once_and_cites_three_documents() -> None:
    text = "\n".join(paragraphs(part(REPORT, "document")))
    assert text.count("99 tập thể, 241 cá nhân được Tỉnh, Huyện khen thưởng") == 1
    assert {number for number, _ in DOCUMENT_NUMBER.findall(text)} == {
        "35/KH-UBND",
        "110/KH-UBND",
        "356/UBND-HC",
    }


def test_report_keeps_its_sections_in_order() -> None:
    marks = [match[0] for text in paragraphs(part(REPORT, "document")) if (match := HEADING.match(text))]
    fields = ["kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh"]
    assert marks == [
        *["I.", "1.", "2.", "3.", "II.", "1.", "2.", "a)", "b)"],
        *[f"* Về lĩnh vực {field}" for field in fields],
        *["III.", "1.", "2.", "3.", "- Một là:", "- Hai là:", "- Ba là:"],
    ]


# --- the sheet of public figures --------------------------------------------------------------------


def test_sheet_has_523_figures_with_unique_ids() -> None:
    header, *rows = figures()
    ids = [row[header.index("figure_id")] for row in rows]
    assert len(rows) == 523
    assert len(set(ids)) == 523
    assert ids == sorted(ids, key=str)


def test_sheet_has_real_numbers_and_real_dates() -> None:
    header, *rows = figures()
    for name, kinds in [
        ("value", (int,)),
        ("income_low_vnd", (int, type(None))),
        ("period_start", (datetime, type(None))),
        ("published_on", (datetime, str, type(None))),
    ]:
        assert all(isinstance(row[header.index(name)], kinds) for row in rows), name
    partial = {row[header.index("published_on")] for row in rows}
    assert all(re.fullmatch(r"\d{4}(-\d\d)?", value) for value in partial if isinstance(value, str))


def test_sheet_has_no_formula_a_frozen_header_and_a_filter() -> None:
    book = load_workbook(RAW / f"{FIGURES}.xlsx")
    assert book.sheetnames == ["so-lieu", "nguon"]
    sheet = book["so-lieu"]
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
    explained = " ".join(str(cell) for row in book["nguon"].iter_rows(values_only=True) for cell in row)
    assert "KHÔNG cộng" in explained


# --- against the originals --------------------------------------------------------------------------


def published(value: object) -> str:
    """Return a cell as the CSV prints it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


@needs_originals
def test_sheet_equals_the_collected_figures() -> None:
    with (SHARED / "data" / f"{FIGURES}.csv").open(encoding="utf-8", newline="") as file:
        assert [[published(cell) for cell in row] for row in figures()] == list(csv.reader(file))


@needs_originals
def test_recipients_and_titles_are_as_published() -> None:
    def facts(rows: list[list[str]]) -> list[tuple[str, str, str]]:
        return [(no, who, text[: text.find("”") + 1]) for no, who, text in rows[1:]]

    shipped = facts(appendix())
    assert shipped == facts(original_appendix())
    assert len([title for _, _, title in shipped if title]) == 23


@needs_originals
def test_effects_share_no_run_of_six_words_with_the_plan() -> None:
    effects = [piece for row in appendix()[1:] for piece in re.split("“[^”]+”", row[2])[1:]]
    assert len(effects) >= 23
    assert shared_runs(effects, original(PLAN), names=[], run=6) == []


@needs_originals
def test_report_names_the_same_models_in_the_same_order() -> None:
    shipped = " ".join(paragraphs(part(REPORT, "document")))
    names = QUOTED.findall(flat(original(REPORT)))
    assert len(names) == 20
    assert QUOTED.findall(shipped) == names


@needs_originals
def test_report_has_the_same_figures_documents_households_and_signer() -> None:
    printed, body = flat(original(REPORT)), paragraphs(part(REPORT, "document"))
    assert AMOUNT.findall(printed) == AMOUNT.findall(footnotes()[0])
    assert set(DOCUMENT_NUMBER.findall(printed)) == set(DOCUMENT_NUMBER.findall(" ".join(body)))
    households = re.findall(r"Hộ gia đình (ông [^,]+, [^,]+, .+?) với (mô hình .+?) đạt", printed)
    assert len(households) == 3
    assert all(who in footnotes()[0] and what in footnotes()[0] for who, what in households)
    assert body[-1] == " ".join(printed.split()[-3:])


# --- no sentence of an original ---------------------------------------------------------------------


def word_list(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def runs(words: list[str], run: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[start : start + run]) for start in range(len(words) - run + 1))


def without_names(text: str, names: list[str]) -> list[list[str]]:
    """Return the words of `text` in pieces, cut where a name stood."""
    padded = f" {' '.join(word_list(CAPTION.sub(' ', text)))} "
    for name in sorted((" ".join(word_list(name)) for name in names), key=len, reverse=True):
        padded = padded.replace(f" {name} ", " | ") if name else padded
    return [piece.split() for piece in padded.split("|")]


def shared_runs(texts: list[str], source: str, names: list[str], run: int = RUN) -> list[str]:
    """Return the runs of `run` words of `texts`, names apart, that stand in `source`."""
    known = set(runs(word_list(source), run))
    titles = [" ".join(word_list(name)) for name in names]
    prose = [text for text in texts if not any(" ".join(word_list(text)) in title for title in titles)]
    pieces = [piece for text in prose for piece in without_names(text, names)]
    return [" ".join(words) for piece in pieces for words in runs(piece, run) if words in known]


def published_names() -> list[str]:
    """Return titles of models and documents and recipients, as the truth tables have them."""
    columns = {"entries.csv": ["title", "raw_recipient", "recipient_name"], "documents.csv": ["title"]}
    names = []
    for file, wanted in columns.items():
        with (SHARED / "truth" / file).open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        names += [name for row in rows for column in wanted for name in row[column].split("|")]
    return [name for name in names if name not in {"", "*"}]


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Một hai ba bốn năm sáu.", [], 2),
        ("Trước đó một, hai, ba, BỐN, năm rồi thôi", [], 1),
        ("một hai ba bốn rồi năm sáu", [], 0),
        ("một hai “ba bốn” năm sáu", ["Ba bốn"], 0),
        ("Ba bốn năm sáu bảy", ["Hai ba bốn năm sáu bảy tám"], 0),
    ],
)
def test_shared_runs_finds_copied_words_and_spares_names(text: str, names: list[str], found: int) -> None:
    assert len(shared_runs([text], "một hai ba bốn năm sáu", names, run=5)) == found


@needs_originals
@pytest.mark.parametrize("stem", [PLAN, REPORT])
def test_no_sentence_of_an_original_is_shipped(stem: str) -> None:
    names = published_names()
    assert shared_runs([flat(original(stem))], original(stem), names), "the guard must see a copy"
    texts = [text for name in parts(stem) for text in paragraphs(part(stem, name))]
    assert len(texts) > 30
    assert shared_runs(texts, original(PLAN) + "\n" + original(REPORT), names) == []
