"""Truth files: what the cells mean, and one clear line for a file that cannot be used."""

from pathlib import Path

import pytest

from analysis.evaluate import TruthError
from analysis.evaluate.truth import comparable, read_truth
from analysis.schema import TABLES


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_what_the_cells_mean(tmp_path: Path) -> None:
    write(
        tmp_path,
        entries="source_file,title,kind,hamlet,commune,optional\na.txt,Nuôi  cá|Thuỷ sản,*,,|xã A,true\n",
    )
    (row,) = read_truth(tmp_path).rows["entries"]
    assert row.cells == {"title": ("Nuôi cá", "Thủy sản"), "hamlet": ("",), "commune": ("", "xã A")}
    assert row.is_optional


@pytest.mark.parametrize(("written", "is_optional"), [("true", True), ("TRUE", True), ("", False), ("false", False)])
def test_optional(tmp_path: Path, written: str, is_optional: bool) -> None:
    write(tmp_path, entries=f"source_file,title,optional\na.txt,x,{written}\n")
    assert read_truth(tmp_path).rows["entries"][0].is_optional is is_optional


def test_a_table_without_rows_is_judged_in_every_document(tmp_path: Path) -> None:
    write(tmp_path, awards="source_file,recipient_name\n", documents="source_file,number\na.txt,\n")
    truth = read_truth(tmp_path)
    assert truth.rows["awards"] == ()
    assert truth.columns["awards"] == ("recipient_name",)
    assert truth.files == ("a.txt",)


def test_scope_names_documents_too(tmp_path: Path) -> None:
    write(tmp_path, awards="source_file,form\n", scope="source_file,table,mode\nb.txt,awards,recall\n")
    truth = read_truth(tmp_path)
    assert truth.recall_only == {("b.txt", "awards")}
    assert truth.files == ("b.txt",)


def test_the_order_of_joined_codes_says_nothing() -> None:
    level = TABLES["rewards"]["level"]
    assert comparable(level, "province+district") == comparable(level, "district+province")
    assert comparable(TABLES["entries"]["title"], "b+a") == "b+a"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("prizes", "source_file,x\n", "no such table"),
        ("models", "source_file,title\n", "no such table of documents"),
        ("entries", "title\n", "column missing: source_file"),
        ("entries", "source_file,name\n", "column not in the schema: name"),
        ("entries", "source_file,title\na.txt\n", "row 1"),
        ("entries", "source_file,title\na.txt,b,c\n", "row 1"),
        ("entries", "source_file,title\na.txt,b\n,c\n", "row 2"),
        ("entries", "", "column missing: source_file"),
        ("findings", "source_file,severity\n", "column missing: code"),
        ("scope", "source_file,table\n", "column missing: table, mode"),
        ("scope", "source_file,table,mode\na.txt,awards,exact\n", "a mode other than recall"),
        ("scope", "source_file,table,mode\na.txt,prizes,recall\n", "unknown table"),
    ],
)
def test_a_wrong_file_gives_one_line_that_names_it(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    write(tmp_path, sections="source_file,kind\n", **{name: text})
    with pytest.raises(TruthError) as caught:
        read_truth(tmp_path)
    assert f"{name}.csv" in str(caught.value)
    assert complaint in str(caught.value)


def test_a_folder_without_tables_is_no_truth(tmp_path: Path) -> None:
    write(tmp_path, scope="source_file,table,mode\n")
    with pytest.raises(TruthError, match="holds no labelled table"):
        read_truth(tmp_path)
    with pytest.raises(TruthError, match="holds no labelled table"):
        read_truth(tmp_path / "absent")


def test_other_bytes(tmp_path: Path) -> None:
    (tmp_path / "entries.csv").write_bytes(b"source_file,title\n\xff\xfe,x\n")
    with pytest.raises(TruthError, match="cannot be read"):
        read_truth(tmp_path)
