"""One document gives the same rows from every format it can come in."""

import re
import runpy
import shutil
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from analysis.extracting.extract import extract
from analysis.reading import Document, read
from analysis.reading.scan.tesseract import LANGUAGE, _languages
from analysis.reading.word.soffice import find_soffice

CONTENT = runpy.run_path(str(Path(__file__).parent / "fixtures/one_content.py"))
SHEETS, OLDER_WORD, SCANS = (
    ("xlsx", "xls", "ods", "csv"),
    ("doc", "rtf", "odt"),
    ("scanned.pdf", "scanned.docx", "tiff"),
)
Rows = dict[str, list[tuple[Any, ...]]]


def rows(document: Document) -> Rows:
    """Return what a document says, without where and in which words."""
    found = extract(document)
    return {
        "entries": [
            (e.kind, e.title, e.description, e.recipient.raw, e.recipient.kind, e.item_no, e.place.commune, e.stated_field)
            for e in found.entries
        ],
        "rewards": [(c.count, c.recipient_kind, c.role, c.form, c.level) for c in (r.count for r in found.rewards)],
        "counts": [(c.count, c.what, c.role, c.field, c.period) for c in (r.count for r in found.counts)],
        "incomes": [(a.low_vnd, a.high_vnd, a.measure, a.period, i.entry) for i in found.incomes for a in (i.amount,)],
        "awards": [(a.recipient.raw, a.recipient.kind, a.item_no, a.position, a.form_words, a.place.commune) for a in found.awards],
        "header": [(found.header.number, found.header.issued_on, found.header.issuer, found.header.title)],
    }  # fmt: skip


def read_as(suffix: str, folder: Path) -> Document:
    path = folder / f"van-ban.{suffix}"
    CONTENT["MADE"][suffix](path)
    return read(path)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    found = rows(read_as("docx", tmp_path_factory.mktemp("docx")))
    listed = [row for row in CONTENT["filled"]() if len(row) > 2]
    assert [(e[1], e[3], e[5], e[6]) for e in found["entries"]] == [(r[1], r[2], r[0], r[3]) for r in listed]
    assert [reward[:2] for reward in found["rewards"]] == [
        (15, "collective"), (27, "individual"), (3, "collective"), (4, "individual")
    ]  # fmt: skip
    assert [count[0] for count in found["counts"]] == [46, 21]
    assert [income[0] for income in found["incomes"]] == [
        320_000_000, 145_500_000, 1_250_000_000, 98_000_000, 210_000_000, 2_400_000_000, 76_000_000
    ]  # fmt: skip
    assert [award[0] for award in found["awards"]] == [row[1] for row in CONTENT["AWARD_ROWS"]]
    return found


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "pdf", *OLDER_WORD])
def test_a_whole_document(suffix: str, tmp_path: Path, expected: Rows) -> None:
    if suffix in OLDER_WORD and find_soffice() is None:
        pytest.skip("LibreOffice is missing: sudo apt install libreoffice-writer-nogui")
    assert rows(read_as(suffix, tmp_path)) == expected


@pytest.mark.parametrize("suffix", SHEETS)
def test_its_lists_alone(suffix: str, tmp_path: Path, expected: Rows) -> None:
    tables = ("entries", "incomes") if suffix == "csv" else ("entries", "incomes", "awards")
    found = rows(read_as(suffix, tmp_path))
    assert {table: found[table] for table in tables} == {table: expected[table] for table in tables}


@pytest.mark.parametrize("suffix", SCANS)
def test_its_scanned_pages(suffix: str, tmp_path: Path, expected: Rows) -> None:
    """Every number must be right; a word may have a wrong letter, as "Vần Sơn" for "Vân Sơn"."""
    program = shutil.which("tesseract")
    if program is None or LANGUAGE not in _languages(program):
        pytest.skip("tesseract or its Vietnamese data is missing: sudo apt install tesseract-ocr tesseract-ocr-vie")
    document = read_as(suffix, tmp_path)
    found = rows(document)
    assert document.reading == "ocr" and document.quality == "suspect"
    (note,) = [line for line in document.lines if line.note]
    assert_alike(note.text, CONTENT["NOTE"])
    for table in ("rewards", "counts", "incomes"):
        assert found[table] == expected[table]
    for table in ("entries", "awards", "header"):
        assert len(found[table]) == len(expected[table])
        for own, other in zip(found[table], expected[table], strict=True):
            assert_alike(str(own), str(other))


def assert_alike(own: str, other: str) -> None:
    assert re.findall(r"\d+", own) == re.findall(r"\d+", other)
    assert SequenceMatcher(None, own, other, autojunk=False).ratio() > 0.97, own


@pytest.mark.parametrize("suffix", ["docx", "html", "pdf", *OLDER_WORD])
def test_the_footnote_is_told_from_the_text(suffix: str, tmp_path: Path) -> None:
    if suffix in OLDER_WORD and find_soffice() is None:
        pytest.skip("LibreOffice is missing: sudo apt install libreoffice-writer-nogui")
    document = read_as(suffix, tmp_path)
    assert [line.text for line in document.lines if line.note] == [CONTENT["NOTE"]]
    assert CONTENT["PROSE"][2].format(note="") in [line.text for line in document.lines]
