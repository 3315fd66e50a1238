"""Tiny invented truths against tiny invented tables: every way to be right and every way to be wrong."""

import csv
import io
from pathlib import Path

import pytest

from analysis.evaluate import Mismatch, Report, Score, TruthError, evaluate
from analysis.schema import TABLES, TableError, frame, to_csv_text

Row = dict[str, str]

TRUTH: dict[str, list[Row]] = {
    "documents": [
        {"source_file": "a.txt", "number": "1/KH-UBND", "issued_on": "2019-11-11"},
        {"source_file": "b.txt", "number": "", "issued_on": ""},
    ],
    "entries": [
        {"source_file": "a.txt", "title": "Trồng hoa", "recipient_kind": "individual", "is_plural": "false"},
        {
            "source_file": "a.txt",
            "title": "Nuôi cá lồng",
            "recipient_kind": "collective",
            "is_plural": "true",
        },
    ],
    "rewards": [
        {"source_file": "b.txt", "count": "99", "level": "province+district"},
        {"source_file": "b.txt", "count": "241", "level": "province+district"},
    ],
}


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def csv_text(rows: list[Row]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def output_row(table: str, row: Row) -> Row:
    """Return a labelled row as the output would have it."""
    cells = {name: "" if value == "*" else value.split("|")[0] for name, value in row.items()}
    file = cells.pop("source_file")
    cells.pop("optional", None)
    return {"document_id": file, **({"source_file": f"2019/{file}"} if table == "documents" else {}), **cells}


def judge(tmp_path: Path, truth: dict[str, list[Row]], output: dict[str, list[Row]] | None = None) -> Report:
    """Write truth and output (by default what the truth says) and compare them."""
    output = {} if output is None else output
    for name in {*TRUTH, *truth}:
        rows = [output_row(name, row) for row in truth.get(name, [])]
        write(tmp_path / "clean", name, to_csv_text(name, frame(name, output.get(name, rows))))
    for name, rows in truth.items():
        write(tmp_path / "truth", name, csv_text(rows))
    return evaluate(tmp_path / "clean", tmp_path / "truth")


def changed(table: str, at: int, **cells: str) -> dict[str, list[Row]]:
    """Return the right output of a table with some cells of one row changed."""
    rows = [output_row(table, row) for row in TRUTH[table]]
    rows[at] |= cells
    return {table: rows}


def test_a_perfect_output(tmp_path: Path) -> None:
    report = judge(tmp_path, TRUTH)
    assert report.is_exact
    assert report.table("entries") == Score(right=2)
    assert report.column("documents", "number") == Score(right=1), "an empty cell earns nothing"
    assert (report.document("a.txt"), report.document("b.txt")) == (Score(right=3), Score(right=3))
    assert "no differences" in report.text()


def test_one_wrong_cell(tmp_path: Path) -> None:
    report = judge(tmp_path, TRUTH, changed("entries", 1, recipient_kind="household"))
    expected = ("a.txt", "entries", "truth row 2: Nuôi cá lồng", "recipient_kind", "collective", "household")
    assert report.mismatches == [Mismatch(*expected)]
    assert report.table("entries") == Score(right=2)
    assert report.column("entries", "recipient_kind") == Score(right=1, extra=1, missed=1)
    assert report.column("entries", "title") == Score(right=2)
    assert not report.is_exact


def test_a_cell_that_should_be_empty_and_one_that_should_not(tmp_path: Path) -> None:
    report = judge(tmp_path, TRUTH, changed("documents", 1, number="35/KH-UBND"))
    assert report.column("documents", "number") == Score(right=1, extra=1)
    report = judge(tmp_path, TRUTH, changed("documents", 0, number=""))
    assert report.column("documents", "number") == Score(missed=1)


def test_an_extra_row(tmp_path: Path) -> None:
    rows = [output_row("entries", row) for row in TRUTH["entries"]]
    extra = {"document_id": "b.txt", "title": "Tổ tự quản", "locator": "line 7"}
    report = judge(tmp_path, TRUTH, {"entries": [*rows, extra]})
    assert report.table("entries") == Score(right=2, extra=1)
    assert report.column("entries", "title") == Score(right=2, extra=1)
    label = "output row 1: Tổ tự quản"
    assert report.mismatches == [Mismatch("b.txt", "entries", label, "", "", label)]


def test_a_missing_row(tmp_path: Path) -> None:
    report = judge(tmp_path, TRUTH, {"entries": [output_row("entries", TRUTH["entries"][0])]})
    assert report.table("entries") == Score(right=1, missed=1)
    assert report.column("entries", "recipient_kind") == Score(right=1, missed=1)
    label = "truth row 2: Nuôi cá lồng"
    assert report.mismatches == [Mismatch("a.txt", "entries", label, "", label, "")]


def test_a_wrong_number_is_a_missed_and_an_invented_row(tmp_path: Path) -> None:
    report = judge(tmp_path, TRUTH, changed("rewards", 0, count="98"))
    assert report.table("rewards") == Score(right=1, extra=1, missed=1)


def test_joined_codes_in_another_order_are_right(tmp_path: Path) -> None:
    assert judge(tmp_path, TRUTH, changed("rewards", 0, level="district+province")).is_exact


def test_a_missing_document_counts_as_missed_with_all_its_rows(tmp_path: Path) -> None:
    only_b = {name: [output_row(name, row) for row in TRUTH[name] if row["source_file"] == "b.txt"] for name in TRUTH}
    report = judge(tmp_path, TRUTH, only_b)
    assert report.missing_documents == ["a.txt"]
    assert report.document("a.txt") == Score(missed=3)
    assert report.table("documents") == Score(right=1, missed=1)
    assert report.table("entries").f1 == 0.0
    assert "document missing: a.txt" in report.text()


def test_a_missing_document_is_a_difference_even_without_required_rows(tmp_path: Path) -> None:
    report = judge(tmp_path, {"entries": [ENTRY | {"optional": "true"}]}, {"entries": []})
    assert report.mismatches == []
    assert not report.is_exact


def test_rows_of_documents_without_labels_are_left_out(tmp_path: Path) -> None:
    more = [
        {"document_id": "c", "source_file": "c.txt"},
        *(output_row("documents", row) for row in TRUTH["documents"]),
    ]
    assert judge(tmp_path, TRUTH, {"documents": more}).is_exact


ENTRY = {"source_file": "a.txt", "title": "Trồng hoa", "recipient_kind": "individual", "optional": ""}


@pytest.mark.parametrize(
    ("truth_row", "output", "is_exact"),
    [
        ({"recipient_kind": "individual|household"}, {"recipient_kind": "household"}, True),
        ({"recipient_kind": "individual|household"}, {"recipient_kind": "collective"}, False),
        ({"recipient_kind": "individual|household"}, {"recipient_kind": ""}, False),
        ({"recipient_kind": "|household"}, {"recipient_kind": ""}, True),
        ({"recipient_kind": "|household"}, {"recipient_kind": "individual"}, False),
        ({"recipient_kind": "*"}, {"recipient_kind": "individual"}, True),
        ({"recipient_kind": "*"}, {"recipient_kind": ""}, True),
        ({"recipient_kind": ""}, {"recipient_kind": "individual"}, False),
        ({"title": "Trồng hoa|Mô hình trồng hoa"}, {"title": "Mô hình trồng hoa"}, True),
        ({"title": "Thuỷ sản"}, {"title": "Thủy  sản"}, True),
        ({"title": "Trồng hoa"}, {"title": "trồng hoa"}, False),
    ],
)
def test_alternatives(tmp_path: Path, truth_row: Row, output: Row, is_exact: bool) -> None:
    row = ENTRY | truth_row
    report = judge(
        tmp_path, {"entries": [row]}, documents("a.txt") | {"entries": [output_row("entries", row) | output]}
    )
    assert report.is_exact is is_exact
    assert report.table("entries") == Score(right=1), "the row itself is found"


def documents(*files: str) -> dict[str, list[Row]]:
    return {"documents": [{"document_id": file, "source_file": file} for file in files]}


def test_an_optional_row_may_be_absent_or_present(tmp_path: Path) -> None:
    truth = {"entries": [ENTRY | {"optional": "true"}]}
    assert judge(tmp_path, truth, documents("a.txt") | {"entries": []}).is_exact
    present = judge(tmp_path, truth, documents("a.txt"))
    assert present.is_exact
    assert present.table("entries") == Score(right=1)


def test_in_recall_scope_further_rows_are_no_errors_but_missed_ones_are(tmp_path: Path) -> None:
    rows = [output_row("entries", ENTRY), {"document_id": "a.txt", "title": "Tổ tự quản"}]
    assert not judge(tmp_path, {"entries": [ENTRY]}, documents("a.txt") | {"entries": rows}).is_exact
    write(tmp_path / "truth", "scope", "source_file,table,mode\na.txt,entries,recall\n")
    assert judge(tmp_path, {"entries": [ENTRY]}, documents("a.txt") | {"entries": rows}).is_exact
    report = judge(tmp_path, {"entries": [ENTRY]}, documents("a.txt") | {"entries": rows[1:]})
    assert report.table("entries") == Score(missed=1)


def test_a_table_labelled_as_empty_allows_no_row(tmp_path: Path) -> None:
    write(tmp_path / "truth", "awards", "source_file,recipient_name\n")
    award = {"document_id": "a.txt", "recipient_name": "Lê Thị Mẫu"}
    write(tmp_path / "clean", "awards", to_csv_text("awards", frame("awards", [award])))
    assert judge(tmp_path, {"entries": [ENTRY]}, documents("a.txt")).table("awards") == Score(extra=1)


@pytest.mark.parametrize(
    ("codes", "wanted", "score"),
    [
        (["truncated-list", "unknown-place"], "missing-entries|truncated-list", Score(right=1)),
        (["unknown-place"], "missing-entries|truncated-list", Score(missed=1)),
        ([], "truncated-list", Score(missed=1)),
    ],
)
def test_findings_that_must_be_reported(tmp_path: Path, codes: list[str], wanted: str, score: Score) -> None:
    rows = [{"document_id": "a.txt", "code": code} for code in codes]
    truth = {"findings": [{"source_file": "a.txt", "code": wanted}]}
    report = judge(tmp_path, truth, documents("a.txt") | {"findings": rows})
    assert report.table("findings") == score
    assert report.is_exact is (score == Score(right=1))


def test_a_column_not_judged_anywhere_in_the_document_is_not_judged_in_an_extra_row(tmp_path: Path) -> None:
    truth = {"entries": [ENTRY | {"recipient_kind": "*"}]}
    rows = [
        output_row("entries", ENTRY),
        {"document_id": "a.txt", "title": "Khác hẳn", "recipient_kind": "household"},
    ]
    report = judge(tmp_path, truth, documents("a.txt") | {"entries": rows})
    assert report.column("entries", "recipient_kind") == Score()
    assert report.column("entries", "title") == Score(right=1, extra=1)


def test_a_document_is_found_by_its_path_or_its_name(tmp_path: Path) -> None:
    two = documents("2019/a.txt", "2020/a.txt")
    output = two | {"entries": [output_row("entries", ENTRY) | {"document_id": "2020/a.txt"}]}
    by_path = {"entries": [ENTRY | {"source_file": "2020/a.txt"}]}
    assert judge(tmp_path, by_path, output).is_exact
    with pytest.raises(TruthError, match=r"a\.txt: .*several documents"):
        judge(tmp_path, {"entries": [ENTRY]}, output)


def test_a_missing_table_of_the_output_is_an_error_and_not_a_miss(tmp_path: Path) -> None:
    judge(tmp_path, TRUTH)
    (tmp_path / "clean" / "rewards.csv").unlink()
    with pytest.raises(TableError, match=r"rewards\.csv"):
        evaluate(tmp_path / "clean", tmp_path / "truth")


@pytest.mark.parametrize(
    ("score", "precision", "recall", "f1"),
    [
        (Score(), None, None, None),
        (Score(right=3, extra=1, missed=2), 0.75, 0.6, 2 / 3),
        (Score(extra=2), 0.0, None, 0.0),
        (Score(missed=2), None, 0.0, 0.0),
    ],
)
def test_ratios(score: Score, precision: float | None, recall: float | None, f1: float | None) -> None:
    assert (score.precision, score.recall, score.f1) == (precision, recall, pytest.approx(f1) if f1 else f1)


def test_the_report_is_plain_text_with_counts_ratios_and_differences(tmp_path: Path) -> None:
    text = judge(tmp_path, TRUTH, changed("entries", 1, recipient_kind="household")).text()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "Văn bản đối chiếu / documents judged: 2, có trong bảng / found: 2" in lines
    assert "entries 2 0 0 1,000 1,000 1,000" in lines
    assert "entries recipient_kind 1 1 1 0,500 0,500 0,500" in lines
    assert "a.txt entries truth row 2: Nuôi cá lồng recipient_kind collective household" in lines
    assert "Khác biệt / differences: 1" in lines


def test_differences_left_out_of_the_text_are_counted(tmp_path: Path) -> None:
    report = judge(tmp_path, TRUTH, {"entries": [], "rewards": []})
    assert len(report.mismatches) == 4
    assert report.text(max_mismatches=1).splitlines()[-1] == "… còn 3 dòng"


def test_every_table_that_can_be_labelled_can_be_compared(tmp_path: Path) -> None:
    labelled = [name for name in TABLES if name not in ("models", "findings", "documents")]
    truth = {name: [{"source_file": "a.txt", "locator": "*"}] for name in labelled}
    report = judge(tmp_path, truth, documents("a.txt"))
    assert {table for _, table in report.rows} == set(truth)
    assert report.is_exact
