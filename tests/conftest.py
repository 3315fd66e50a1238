"""Paths and small builders that tests of several rooms share."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import docx
import pytest
from hypothesis import settings

from analysis.extracting.extract import extract
from analysis.extracting.rows import Extraction
from analysis.reading import read
from analysis.vietnamese.legacy import ENCODINGS, Encoding, letters_of

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
READERS = ROOT / "tests/reading"

settings.register_profile("long", max_examples=5000, deadline=None)
# No deadlines: some bytes go to another program, and a busy machine is no defect
settings.register_profile("usual", deadline=None)
settings.load_profile("usual")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skipped test of the readers a failure where every program must be installed (ANALYSIS_NO_SKIPS=1)."""
    report = yield
    wanted = os.environ.get("ANALYSIS_NO_SKIPS") == "1" and READERS in item.path.parents
    if wanted and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which is not allowed here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the two originals and their hand labels; it does not come with a clone."""
    if not (SHARED / "truth").is_dir():
        pytest.skip("the originals and their labels lie outside the repository and are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def encode_legacy() -> Callable[[str, Encoding], bytes]:
    """Type a text in a legacy encoding; what the encoding has no capital for is typed small, signs as Windows does."""
    tables = {e: {letter: code for code, letter in letters_of(e).items()} for e in ENCODINGS}

    def encode(text: str, encoding: Encoding) -> bytes:
        table = tables[encoding]
        return b"".join(table.get(c) or table.get(c.lower()) or c.encode("cp1252") for c in text)

    return encode


@pytest.fixture
def extract_text(tmp_path: Path) -> Callable[[str], Extraction]:
    """Extract a document typed as plain text."""

    def run(text: str) -> Extraction:
        path = tmp_path / "van-ban.txt"
        path.write_text(text, encoding="utf-8")
        return extract(read(path))

    return run


@pytest.fixture
def extract_table(tmp_path: Path) -> Callable[..., Extraction]:
    """Extract a Word document with lines above one table."""

    def run(rows: list[list[str]], above: tuple[str, ...] = ()) -> Extraction:
        document = docx.Document()
        for line in above:
            document.add_paragraph(line)
        table = document.add_table(len(rows), len(rows[0]))
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text
        document.add_paragraph("")
        path = tmp_path / "danh-sach.docx"
        document.save(str(path))
        return extract(read(path))

    return run
