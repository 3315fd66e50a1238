"""The command `review`: one folder, one line, and one line too where there is nothing."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from analysis.__main__ import app


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["review", *(str(one) for one in arguments)])
    return result.exit_code, result.output


@pytest.fixture
def options(root: Path, tmp_path: Path) -> list[object]:
    return ["--clean", root / "data" / "clean", "--out", tmp_path]


def test_the_example_of_the_documentation_writes_the_workbook(options: list[object], tmp_path: Path) -> None:
    code, said = run("--place", "tỉnh Hòa Bình", "--year", 2019, *options)
    path = tmp_path / "review-tinh-hoa-binh-2019" / "so-lieu.xlsx"
    assert code == 0 and path.is_file() and "chế độ public" in said
    before = path.read_bytes()
    run("--place", "tỉnh Hoà Bình", "--year", 2019, *options)
    assert path.read_bytes() == before


def test_language_mode_and_map_reach_the_workbook(options: list[object], tmp_path: Path) -> None:
    wish = ["--mode", "internal", "--lang", "en", "--geography", "2020"]
    assert run("--place", "tỉnh Hòa Bình", "--year", 2019, *wish, *options)[0] == 0
    book = openpyxl.load_workbook(tmp_path / "review-tinh-hoa-binh-2019" / "so-lieu.xlsx")
    places = {row[0].value: row[3].value for row in book["T2 By place"].iter_rows(min_row=3, max_row=14)}
    assert places["thành phố Hòa Bình"] == 6 and "huyện Kỳ Sơn" not in places
    assert book["T2 By place"].oddFooter.left.text == "Internal version"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--place", "tỉnh Hòa Bình", "--year", 2018], "có (years that exist): 2019"),
        (["--place", "tỉnh Hòa Bình", "--year", 2019, "--compare", 2018], "có (years that exist): 2019"),
        (["--place", "tỉnh Atlantis", "--year", 2019], "tỉnh Hòa Bình (2019)"),
    ],
)
def test_what_does_not_exist_is_one_clear_line_and_nothing_is_written(
    options: list[object], tmp_path: Path, arguments: list[object], said: str
) -> None:
    code, output = run(*arguments, *options)
    assert code == 2 and said in output and output.strip().count("\n") == 0
    assert list(tmp_path.iterdir()) == []


def test_missing_tables_are_one_line_too(tmp_path: Path) -> None:
    code, output = run("--place", "tỉnh Hòa Bình", "--year", 2019, "--clean", tmp_path, "--out", tmp_path)
    assert code == 2 and output.strip().count("\n") == 0


def test_a_folder_that_cannot_be_written_is_one_line(root: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", encoding="utf-8")
    code, output = run("--place", "tỉnh Hòa Bình", "--year", 2019, "--clean", root / "data" / "clean", "--out", blocked)
    assert code == 1 and "cannot write" in output
