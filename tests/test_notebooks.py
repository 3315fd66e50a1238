"""The notebooks as files: thin, executed, no names, no machine; what they print is compared by nbval."""

import ast
import json
import re
from pathlib import Path

import pytest

from analysis import figures, measures, privacy
from analysis.tables import load

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = ["01_completeness", "02_rewards", "03_fields", "04_incomes", "05_trends", "06_annual_review"]
FROM_ANALYSIS = {"tables", "measures", "privacy", "charts", "theme"}
ALLOWED = {"analysis", *(f"analysis.{room}" for room in FROM_ANALYSIS)}
MOST_LINES = 32
EACH = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def printed(cell):
    """Return the text a cell shows, without its pictures."""
    shown = []
    for output in cell["outputs"]:
        shown.append("".join(output.get("text", [])))
        shown += ["".join(text) for kind, text in output.get("data", {}).items() if kind.startswith("text/")]
    return "\n".join(shown)


def is_figure(cell):
    return "charts.finish(" in source(cell)


def test_the_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == NAMES


@EACH
def test_every_code_cell_was_run_in_order_and_shows_something(path):
    code = cells(path, "code")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert all(cell["outputs"] for cell in code[1:]), "only the first cell, which loads the tables, may show nothing"


@EACH
def test_no_cell_failed_or_warned(path):
    kinds = [(out["output_type"], out.get("name")) for cell in cells(path, "code") for out in cell["outputs"]]
    assert not [one for one in kinds if one[0] == "error" or one[1] == "stderr"]


@EACH
def test_code_is_thin(path):
    code = [source(cell) for cell in cells(path, "code")]
    lines = [line for text in code for line in text.splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 120
    assert not [line for line in lines if line.rstrip().endswith(";")]


@EACH
def test_no_definitions_and_only_the_upper_rooms(path):
    for text in (source(cell) for cell in cells(path, "code")):
        for node in ast.walk(ast.parse(text)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= ALLOWED
            if isinstance(node, ast.ImportFrom):
                assert node.module in ALLOWED
                if node.module == "analysis":
                    assert {alias.name for alias in node.names} <= FROM_ANALYSIS


@EACH
def test_figure_cells_end_in_finish_and_are_tagged(path):
    for cell in cells(path, "code"):
        assert is_figure(cell) == ("nbval-ignore-output" in cell["metadata"].get("tags", []))
        if is_figure(cell):
            last = ast.parse(source(cell)).body[-1]
            assert isinstance(last, ast.Expr) and ast.unparse(last).startswith("charts.finish(")
            assert "image/png" in cell["outputs"][-1]["data"]


@EACH
def test_tables_are_plain_text(path):
    kinds = {kind for cell in cells(path, "code") for out in cell["outputs"] for kind in out.get("data", {})}
    assert kinds <= {"image/png", "text/plain"}


@EACH
def test_no_person_is_named(path):
    names = figures.persons(load(ROOT / "data" / "clean"))
    written = path.read_text(encoding="utf-8") + "\n".join(printed(cell) for cell in cells(path, "code"))
    assert [name for name in names if name in written] == []


@EACH
def test_nothing_of_a_machine_and_no_version_is_kept(path):
    held = json.loads(path.read_text(encoding="utf-8"))
    written = "\n".join(source(cell) + (printed(cell) if cell["cell_type"] == "code" else "") for cell in held["cells"])
    assert not re.search(r"(?:/(?:home|Users|work|root|tmp)/|[A-Z]:\\)", written)
    assert held["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert all(set(cell["metadata"]) <= {"tags"} for cell in held["cells"])


@EACH
def test_prose_asks_in_vietnamese_adds_english_and_types_no_numbers(path):
    prose = [source(cell) for cell in cells(path, "markdown")]
    assert all(re.search(r"\?", text) for text in prose if text.startswith("#"))
    assert all(re.search(r"\*[A-Z][^*]+\*", text) for text in prose), "each section has a short English line"
    assert not [text for text in prose if re.search(r"\d", text)], "numbers belong to the data"


@EACH
def test_code_follows_prose(path):
    kinds = [cell["cell_type"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert kinds[0] == "markdown" and kinds[-1] == "code"


def test_notebooks_print_no_count_that_the_public_version_withholds():
    """Every count of entries that `privacy` has, a notebook takes from there and not from `measures`."""
    guarded = {name for name in privacy.__all__ if name in measures.__all__}
    assert {"by_field", "by_district", "outcome_by_field"} <= guarded
    for path in sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb")):
        code = "".join("".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"])
        assert guarded.isdisjoint(re.findall(r"measures\.(\w+)", code)), path.name
