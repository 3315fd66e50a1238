"""Where the commands write: what is not for everybody never lands on the published files unless somebody says so."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.review.command_line import folder_of


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    return result.exit_code, result.output


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("command", ["figures", "workbook"])
def test_an_internal_run_leaves_the_public_files_alone(
    command: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clean = ["--clean", root / "data" / "clean"]
    assert run(command, *clean)[0] == 0
    before = files(tmp_path / "figures")
    code, said = run(command, *clean, "--mode", "internal")
    own = files(tmp_path / "figures" / "noi-bo")
    assert code == 0 and "figures/noi-bo" in said and "chế độ internal" in said
    assert files(tmp_path / "figures") == before and set(own) == set(before) and own != before


def test_figures_go_where_they_are_told_in_every_mode(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    assert run("figures", "--clean", root / "data" / "clean", "--out", out, "--mode", "leadership")[0] == 0
    assert "chỉ dùng trong cơ quan" in (out / "f03_fields.alt.txt").read_text(encoding="utf-8")


def test_folders_of_the_office_are_not_committed(root: Path) -> None:
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    for mode in ("leadership", "internal"):
        assert f"{folder_of(mode, None).as_posix()}/" in ignored
