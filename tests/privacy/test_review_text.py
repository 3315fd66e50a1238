"""The public review as text, and the notebook that shows it for the place and year typed into one cell."""

import contextlib
import io
import json
from pathlib import Path

import pytest

from analysis.measures import Scope
from analysis.privacy import make_review, review_pages
from analysis.privacy.review_text import CODES, HEAD
from analysis.tables import Tables, load

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "06_annual_review.ipynb"


@pytest.fixture(scope="module")
def clean(root: Path) -> Tables:
    return load(root / "data" / "clean")


def code() -> list[dict]:
    held = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return [cell for cell in held["cells"] if cell["cell_type"] == "code"]


def run(monkeypatch: pytest.MonkeyPatch, **changed: object) -> list[str]:
    """Run the notebook's cells with other parameters; return what each prints."""
    monkeypatch.chdir(NOTEBOOK.parent)
    names: dict[str, object] = {}
    printed = []
    for cell in code():
        with contextlib.redirect_stdout(io.StringIO()) as shown:
            exec("".join(cell["source"]), names)
        if cell["metadata"].get("tags") == ["parameters"]:
            assert changed.keys() <= names.keys()
            names.update(changed)
        printed.append(shown.getvalue())
    return printed


def test_every_table_has_a_page_with_its_title_and_its_notes(clean: Tables) -> None:
    pages, review = review_pages(clean, Scope("tỉnh Hòa Bình", 2019)), make_review(clean, Scope("tỉnh Hòa Bình", 2019))
    assert list(pages) == [HEAD, *CODES] == [HEAD, *review.tables]
    for code_, table in review.tables.items():
        assert pages[code_].startswith(f"{code_}. {table.title['vi']}\n")
        assert all(words["vi"] in pages[code_] for words in table.notes)


def test_withheld_cells_say_so_and_no_small_cell_of_the_crossed_tables_is_shown(clean: Tables) -> None:
    page = review_pages(clean, Scope("tỉnh Hòa Bình", 2019))["T5"]
    inner = [line.split("  ") for line in page.splitlines()[4:] if line.startswith(("huyện", "thành phố", "chưa rõ"))]
    cells = [[cell.strip() for cell in line if cell.strip()][1:-1] for line in inner]
    assert len(cells) == 12
    assert {cell for line in cells for cell in line} == {"0", "4", "(ẩn)"}


def test_columns_nobody_filled_are_not_shown(clean: Tables) -> None:
    pages = review_pages(clean, Scope("huyện Tân Hồng", 2019))
    assert "Nguyên văn" not in pages["T7"]
    assert "Mức tiền" in pages["T7"]


def test_the_pages_speak_english_too(clean: Tables) -> None:
    pages = review_pages(clean, Scope("tỉnh Bắc Kạn", 2022), 2021, "en")
    assert "Public version" in pages[HEAD] and pages[HEAD].endswith("Compared with 2021.")
    assert "(no rows)" in pages["T7"]


@pytest.mark.parametrize(
    ("scope", "compare", "told"),
    [
        (Scope("tỉnh Hòa Bình", 2016), None, "tỉnh Hòa Bình: không có số liệu năm 2016; có (years that exist): 2019."),
        (Scope("tỉnh Nơi Không Có", 2019), None, "tỉnh Hòa Bình (2019)"),
        (Scope("tỉnh Hòa Bình", 2019), 1990, "có (years that exist): 2019."),
    ],
)
def test_nothing_there_is_one_line_and_empty_pages(clean: Tables, scope: Scope, compare: int | None, told: str) -> None:
    pages = review_pages(clean, scope, compare)
    assert told in pages[HEAD]
    assert "\n" not in pages[HEAD]
    assert not any(pages[code_] for code_ in CODES)


def test_the_notebook_shows_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = run(monkeypatch, PLACE="tỉnh Bắc Kạn", YEAR=2022, COMPARE=2021)
    assert printed[1].startswith("tỉnh Bắc Kạn, năm 2022.")
    assert "10.470" in next(text for text in printed if text.startswith("T10."))
    assert [text.split(".")[0] for text in printed[2:]] == list(CODES)


def test_the_notebook_answers_a_missing_year_in_one_line_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = run(monkeypatch, YEAR=1990)
    assert printed[1] == "tỉnh Hòa Bình: không có số liệu năm 1990; có (years that exist): 2019.\n"
    assert set(printed[2:]) == {"\n"}


def test_the_parameters_stand_in_one_tagged_cell_that_is_the_first() -> None:
    tagged = [cell["metadata"].get("tags") == ["parameters"] for cell in code()]
    assert tagged == [True] + [False] * (len(tagged) - 1)
    assert "".join(code()[0]["source"]).splitlines() == ['PLACE = "tỉnh Hòa Bình"', "YEAR = 2019", "COMPARE = None"]
