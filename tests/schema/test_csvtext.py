"""CSV text and back: the same bytes, exact numbers, and one clear line for every way a file can be wrong."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.schema import CORRECTIONS, TABLES, Column, Table, TableError, frame, read_csv, to_csv_text

ALL = {**TABLES, "corrections": CORRECTIONS}
COUNT_HEADER = ",".join(TABLES["counts"].names)
COUNT_ROW = ",".join("nhiều" if name == "count" else "" for name in TABLES["counts"].names)


def cells(column: Column) -> st.SearchStrategy[object]:
    kinds: dict[str, st.SearchStrategy[object]] = {
        "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        "integer": st.integers(-(2**63) + 1, 2**63 - 1),
        "boolean": st.booleans(),
        "date": st.dates(),
    }
    return st.none() | kinds[column.kind]


def rows_of(table: Table) -> st.SearchStrategy[list[dict[str, object]]]:
    row = st.fixed_dictionaries({column.name: cells(column) for column in table.columns})
    return st.lists(row, max_size=4)


@pytest.mark.parametrize("name", ["documents", "incomes", "findings", "corrections"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_text_to_frame_and_back_gives_the_same_bytes(name: str, data: st.DataObject, tmp_path: Path) -> None:
    text = to_csv_text(name, frame(name, data.draw(rows_of(ALL[name]))))
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8", newline="")
    read = read_csv(name, path)
    assert to_csv_text(name, read) == text
    assert list(read.dtypes) == list(frame(name, []).dtypes)


def test_a_table_without_rows_is_its_header() -> None:
    assert to_csv_text("citations", frame("citations", [])) == (
        "document_id,cited_number,cited_kind,cited_on,cited_issuer,times,locator\n"
    )


def test_how_each_kind_is_written() -> None:
    row = {
        "income_id": "i1",
        "recipient_name": 'Tổ "tự quản", xóm A',
        "activity": "=1+1",
        "low_vnd": 10**15 + 1,
        "is_outcome": True,
        "raw_text": "a\rb",
        "period_start": "0987-01-02",
    }
    text = to_csv_text("incomes", frame("incomes", [row]))
    assert '"Tổ ""tự quản"", xóm A",,=1+1,' in text
    assert ',1000000000000001,,,,,,true,,,"a\rb",,0987-01-02,,,,\n' in text


def test_a_frame_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="does not have the columns of models"):
        to_csv_text("models", frame("models", []).drop(columns="title"))


def test_rows_are_written_in_order_even_if_the_frame_was_shuffled() -> None:
    made = frame("citations", [{"document_id": "d", "locator": f"line {at}"} for at in (1, 2, 10)])
    assert to_csv_text("citations", made.iloc[::-1]) == to_csv_text("citations", made)


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    header = ",".join(CORRECTIONS.names)
    path = tmp_path / "corrections.csv"
    path.write_bytes(f"\ufeff{header}\r\nentries,e-1,field,,kinh-te,,,2026-03-02\r\n".encode())
    read = read_csv("corrections", path)
    assert list(read["value"]) == ["kinh-te"]
    assert read["expected"].isna().all()
    assert list(read["on"]) == [pd.Timestamp(2026, 3, 2)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "column missing: count_id"),
        ("count_id,document_id\n", "column missing: what, role"),
        (f"{COUNT_HEADER},extra\n", "column not in the schema: extra"),
        (f"{COUNT_HEADER},count_id\n", "stands twice"),
        (f"{COUNT_HEADER}\nc1,d\n", "row 1: 2 ô / cells"),
        (f"{COUNT_HEADER}\n{COUNT_ROW}\n", "row 1, count: 'nhiều' ≠ integer"),
        (f'{COUNT_HEADER}\n"c1', "cannot be read as UTF-8 CSV"),
    ],
)
def test_a_wrong_file_gives_one_line_that_names_it(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_csv("counts", path)
    assert str(path) in str(caught.value)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_a_folder_and_other_bytes(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such file"):
        read_csv("counts", tmp_path / "counts.csv")
    with pytest.raises(TableError, match="cannot be read"):
        read_csv("counts", tmp_path)
    (tmp_path / "counts.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableError, match="cannot be read as UTF-8"):
        read_csv("counts", tmp_path / "counts.csv")
