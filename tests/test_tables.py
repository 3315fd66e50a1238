"""Loading data/clean from anywhere inside a checkout, and the plain text of a table, letter by letter."""

import datetime as dt
import unicodedata
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.schema import TABLES, frame, to_csv_text
from analysis.tables import TableError, Tables, load, print_table, table_text


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "clean"
    folder.mkdir(parents=True)
    for name in TABLES:
        rows = [{"document_id": "d", "count": 10**15 + 1, "bound": "exact"}] if name == "rewards" else []
        (folder / f"{name}.csv").write_text(to_csv_text(name, frame(name, rows)), encoding="utf-8")
    return folder


def test_every_table_of_the_schema_is_an_attribute_in_its_order() -> None:
    assert [field.name for field in fields(Tables)] == list(TABLES)


def test_tables_are_typed(clean: Path) -> None:
    tables = load(clean)
    assert tables.rewards["count"].tolist() == [10**15 + 1]
    for name in TABLES:
        assert getattr(tables, name).dtypes.tolist() == frame(name, []).dtypes.tolist()


@pytest.mark.parametrize("below", [".", "notebooks", "notebooks/deep"])
def test_the_folder_is_found_from_any_place_in_the_checkout(
    clean: Path, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = clean.parents[1] / below
    start.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(start)
    assert load().rewards["document_id"].tolist() == ["d"]


def test_without_data_the_error_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TableError, match=r"no data/clean .*make review.*python -m analysis clean"):
        load()


def test_a_missing_table_is_named_with_the_command(clean: Path) -> None:
    (clean / "incomes.csv").unlink()
    with pytest.raises(TableError, match=r"incomes\.csv: .*no such file.*make review"):
        load(clean)


def test_a_missing_column_is_named(clean: Path) -> None:
    path = clean / "models.csv"
    path.write_text(path.read_text("utf-8").replace("aliases,", ""), encoding="utf-8")
    with pytest.raises(TableError, match=r"models\.csv: .*column missing: aliases"):
        load(clean)


def lines(*args: object, **options: object) -> list[str]:
    return table_text(*args, **options).split("\n")  # type: ignore[arg-type]


def test_numbers_stand_right_words_left_and_every_line_is_as_wide_as_needed() -> None:
    table = pd.DataFrame({"huyện": ["A", "Lạc Sơn"], "số": [1047, 7], "tỷ lệ": [99.95, 0.25]})
    assert lines(table) == [
        "huyện       số  tỷ lệ",
        "───────  ─────  ─────",
        "A        1.047  100,0",
        "Lạc Sơn      7    0,3",
    ]


def column(values: object, heading: str = "x", **options: object) -> list[str]:
    return [line.strip() for line in lines(pd.DataFrame({heading: values}), **options)[2:]]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1670000000], ["1.670.000.000"]),
        ([-1234567], ["-1.234.567"]),
        (pd.array([10**15 + 1, None], dtype="Int64"), ["1.000.000.000.000.001", "–"]),
        ([0, None], ["0", "–"]),
        ([1.0, np.nan], ["1", "–"]),
        ([1.5, np.nan, 2.0], ["1,5", "–", "2,0"]),
        ([0.5, np.inf], ["0,5", "–"]),
        ([True, False], ["có", "không"]),
        (pd.array([True, None], dtype="boolean"), ["có", "–"]),
        ([dt.date(2019, 1, 2)], ["02/01/2019"]),
        (pd.to_datetime(["2019-11-11", None]), ["11/11/2019", "–"]),
        (["a  b\nc", None, ""], ["a b c", "–", "–"]),
        ([unicodedata.normalize("NFD", "Hòa Bình")], ["Hòa Bình"]),
        ([1047, 1.5, "không rõ"], ["1.047,0", "1,5", "không rõ"]),
        ([None, None], ["–", "–"]),
        ([np.int64(1200), np.float64(2)], ["1.200", "2"]),
    ],
)
def test_how_each_kind_of_value_is_printed(values: object, expected: list[str]) -> None:
    assert column(values) == expected


@pytest.mark.parametrize("heading", ["year", "năm", "Năm"])
def test_a_year_has_no_thousands_dot(heading: str) -> None:
    assert column([2019, 2020], heading) == ["2019", "2020"]


def test_decimals_for_all_columns_or_by_heading() -> None:
    assert column([1.25, 2], decimals=2) == ["1,25", "2,00"]
    assert column([1.25, 2], decimals=0) == ["1", "2"]
    assert column([1.0, 2.0], decimals={"x": 3}) == ["1,000", "2,000"]
    assert column([1.25, 2], decimals={"y": 3}) == ["1,3", "2,0"]


def test_long_words_end_in_an_ellipsis_and_headings_do_not() -> None:
    table = pd.DataFrame({"một tiêu đề dài": ["Trang trại nuôi lợn an toàn sinh học", "ngắn"]})
    assert lines(table, max_width=12) == ["một tiêu đề dài", "─" * 15, "Trang trại…", "ngắn"]


def test_words_as_long_as_the_width_are_whole() -> None:
    assert column(["mười hai chữ"], max_width=12) == ["mười hai chữ"]
    assert column(["mười hai chữ"], max_width=11) == ["mười hai c…"]


def test_columns_are_chosen_and_renamed() -> None:
    table = pd.DataFrame({"district": ["A"], "n": [1], "other": [2]})
    assert lines(table, {"n": "số", "district": "huyện"})[0] == "số  huyện"
    assert lines(table, ["n"])[0] == "n"
    with pytest.raises(KeyError):
        table_text(table, ["no such column"])


def test_a_named_index_is_shown_and_an_unnamed_one_is_not() -> None:
    table = pd.DataFrame({"field": ["b", "a", "b"], "kind": ["x", "y", "y"]})
    assert lines(table.groupby("field").size().to_frame("n")) == [
        "field  n",
        "─────  ─",
        "a      1",
        "b      2",
    ]
    assert lines(pd.crosstab(table["field"], table["kind"]))[0] == "field  x  y"
    assert lines(table[table["kind"] == "x"]) == ["field  kind", "─────  ────", "b      x"]


def test_headings_of_two_levels_are_joined() -> None:
    table = pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("thu nhập", "n")]))
    assert lines(table)[0] == "thu nhập n"


def test_rows_left_out_are_counted() -> None:
    table = pd.DataFrame({"x": range(1205)})
    assert lines(table, max_rows=2) == ["x", "─", "0", "1", "… còn 1.203 dòng"]
    assert lines(table, max_rows=1205) == lines(table)
    assert len(lines(table)) == 1207


def test_a_table_without_rows_shows_its_headings() -> None:
    assert lines(pd.DataFrame({"huyện": [], "số": []})) == ["huyện  số", "─────  ──"]


def test_print_table_prints_exactly_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    table = pd.DataFrame({"huyện": ["A"], "n": [1.25]})
    print_table(table, {"n": "số"}, decimals=2)
    assert capsys.readouterr().out == "  số\n────\n1,25\n"


CELLS = st.none() | st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(10**18), 10**18) | st.booleans()


@given(st.lists(st.tuples(CELLS, st.floats(-1e15, 1e15) | st.just(float("nan"))), max_size=5))
def test_any_values_give_one_line_each_and_no_trailing_blanks(rows: list[tuple[object, float]]) -> None:
    text = table_text(pd.DataFrame(rows, columns=["a", "b"]))
    assert len(text.split("\n")) == len(rows) + 2
    assert not any(line.endswith(" ") for line in text.split("\n"))
