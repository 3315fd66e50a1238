"""Running notebooks: the same bytes every time, all or nothing, one clear line on failure."""

import nbformat
import pytest

from analysis.review.notebooks import NotebookError, execute


def write(directory, name, *sources):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in sources])
    nbformat.write(notebook, directory / f"{name}.ipynb")
    return directory / f"{name}.ipynb"


def test_cells_run_in_the_folder_and_the_second_run_changes_no_byte(tmp_path):
    path = write(tmp_path, "a", "from pathlib import Path", "print(sorted(p.name for p in Path().glob('*.ipynb')))")
    assert execute(tmp_path) == ["a.ipynb"]
    first = path.read_bytes()
    held = nbformat.read(path, as_version=4)
    assert [cell.id for cell in held.cells] == ["cell-01", "cell-02"]
    assert held.cells[1].outputs[0].text == "['a.ipynb']\n"
    assert held.cells[1].execution_count == 2
    assert set(held.metadata) == {"kernelspec", "language_info"}
    assert held.metadata.language_info == {"name": "python"}
    execute(tmp_path)
    assert path.read_bytes() == first
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.ipynb"]


def test_a_failing_cell_leaves_every_file_and_says_which(tmp_path):
    good, bad = write(tmp_path, "a", "print(1)"), write(tmp_path, "b", "x = 1", "raise ValueError('hết\\ngiấy')")
    before = good.read_bytes(), bad.read_bytes()
    with pytest.raises(NotebookError) as caught:
        execute(tmp_path)
    assert str(caught.value) == "b.ipynb: ValueError: hết giấy"
    assert (good.read_bytes(), bad.read_bytes()) == before


def test_tags_stay_and_other_metadata_goes(tmp_path):
    cell = nbformat.v4.new_code_cell("print(1)", metadata={"tags": ["nbval-ignore-output"], "collapsed": True})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "a.ipynb")
    execute(tmp_path)
    held = nbformat.read(tmp_path / "a.ipynb", as_version=4)
    assert held.cells[0].metadata == {"tags": ["nbval-ignore-output"]}


def test_an_empty_folder_and_a_broken_file_are_one_line_each(tmp_path):
    with pytest.raises(NotebookError, match="no notebook"):
        execute(tmp_path)
    (tmp_path / "a.ipynb").write_text("không phải JSON", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"^a\.ipynb: .*not a notebook"):
        execute(tmp_path)


def test_progress_sees_every_path(tmp_path):
    write(tmp_path, "a", "1"), write(tmp_path, "b", "2")
    seen = []
    execute(tmp_path, lambda paths: seen.extend(paths) or paths)
    assert [path.name for path in seen] == ["a.ipynb", "b.ipynb"]
