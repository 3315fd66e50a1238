"""The chain from a folder of documents to tables: what is found, what fails, what is left untouched."""

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from analysis import pipeline, schema
from analysis.__main__ import app
from analysis.outputs import replace_files

RUNNER = CliRunner()
GOOD = "BÁO CÁO\nKết quả năm 2020\n\nUBND huyện Mai Sơn báo cáo: mô hình “Vườn rau” tốt.\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    raw.mkdir()
    return raw, clean


def run_clean(raw: Path, clean: Path) -> "tuple[int, str]":
    result = RUNNER.invoke(app, ["clean", "--raw", str(raw), "--clean", str(clean)])
    return result.exit_code, result.output


def findings(clean: Path) -> list[str]:
    return list(schema.read_csv("findings", clean / "findings.csv")["code"])


def test_every_table_is_written_with_its_header(folders: tuple[Path, Path]) -> None:
    raw, clean = folders
    (raw / "a.txt").write_text(GOOD, encoding="utf-8")
    code, output = run_clean(raw, clean)
    assert code == 0, output
    for name, table in schema.TABLES.items():
        header = (clean / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        assert header == ",".join(column.name for column in table.columns)
    assert "1/1" in output


@pytest.mark.parametrize("make", [lambda raw: None, lambda raw: (raw / "README.md").write_text("x"), shutil.rmtree])
def test_nothing_to_read_is_wrong_usage_and_touches_nothing(folders: tuple[Path, Path], make: object) -> None:
    raw, clean = folders
    clean.mkdir()
    (clean / "entries.csv").write_text("cũ", encoding="utf-8")
    make(raw)  # type: ignore[operator]
    code, output = run_clean(raw, clean)
    assert code == 2
    assert len(output.strip().splitlines()) == 1
    assert (clean / "entries.csv").read_text(encoding="utf-8") == "cũ"


def test_a_bad_file_gets_one_line_and_the_rest_goes_on(folders: tuple[Path, Path]) -> None:
    raw, clean = folders
    (raw / "a.txt").write_text(GOOD, encoding="utf-8")
    (raw / "hong.docx").write_bytes(b"PK\x03\x04 hong")
    (raw / "rong.txt").write_bytes(b"")
    code, output = run_clean(raw, clean)
    assert code == 1
    assert sum(line.startswith("LỖI") for line in output.splitlines()) == 2
    assert findings(clean).count("unread-document") == 2
    assert len(schema.read_csv("entries", clean / "entries.csv")) == 1
    assert list(schema.read_csv("documents", clean / "documents.csv")["quality"]) == ["good", "unread", "unread"]


def test_a_sheet_without_a_column_says_which(folders: tuple[Path, Path], root: Path) -> None:
    raw, clean = folders
    workbook = openpyxl.load_workbook(root / "data/raw/public-figures.xlsx")
    workbook["so-lieu"].delete_cols([c.value for c in workbook["so-lieu"][1]].index("unit") + 1)
    workbook.save(raw / "thieu.xlsx")
    code, output = run_clean(raw, clean)
    assert code == 1
    assert "unit" in output
    assert "missing-column" in findings(clean)
    assert schema.read_csv("rewards", clean / "rewards.csv").empty


def test_a_cell_with_an_unknown_code_loses_its_row_and_says_so(folders: tuple[Path, Path], root: Path) -> None:
    raw, clean = folders
    workbook = openpyxl.load_workbook(root / "data/raw/public-figures.xlsx")
    sheet = workbook["so-lieu"]
    columns = [c.value for c in sheet[1]]
    row = next(r for r in range(2, 100) if sheet.cell(r, columns.index("topic") + 1).value == "reward_count")
    sheet.cell(row, columns.index("role") + 1).value = "tặng nhầm"
    workbook.save(raw / "sai.xlsx")
    code, output = run_clean(raw, clean)
    assert code == 1
    assert "tặng nhầm" in output
    assert len(schema.read_csv("rewards", clean / "rewards.csv")) == 369


def full_disk(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_previous_tables_whole(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, clean = folders
    (raw / "a.txt").write_text(GOOD, encoding="utf-8")
    run_clean(raw, clean)
    before = {p.name: p.read_bytes() for p in clean.iterdir()}
    (raw / "b.txt").write_text(GOOD.replace("rau", "hoa"), encoding="utf-8")
    monkeypatch.setattr(Path, "write_bytes", full_disk)
    code, output = run_clean(raw, clean)
    assert code == 1
    assert "No space left" in output and len(output.strip().splitlines()) == 1
    assert {p.name: p.read_bytes() for p in clean.iterdir()} == before


def test_an_output_that_cannot_be_a_folder_is_one_line(folders: tuple[Path, Path]) -> None:
    raw, clean = folders
    (raw / "a.txt").write_text(GOOD, encoding="utf-8")
    clean.write_text("tệp, không phải thư mục", encoding="utf-8")
    code, output = run_clean(raw, clean)
    assert code == 1
    assert len(output.strip().splitlines()) == 1


def test_replacing_is_all_or_nothing(tmp_path: Path) -> None:
    replace_files(tmp_path, {"a": b"1", "b/c": b"2"})
    with pytest.raises(TypeError):
        replace_files(tmp_path, {"a": b"3", "b/c": None})  # type: ignore[dict-item]
    assert (tmp_path / "a").read_bytes() == b"1"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_rebuilding_twice_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        pipeline.write(pipeline.run(root / "data/raw", tmp_path / "none.csv"), tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_committed_tables_are_those_of_the_committed_documents(root: Path, tmp_path: Path) -> None:
    pipeline.write(pipeline.run(root / "data/raw", root / "data/corrections.csv"), tmp_path)
    for path in sorted(tmp_path.iterdir()):
        committed = (root / "data/clean" / path.name).read_text(encoding="utf-8")
        assert committed == path.read_text(encoding="utf-8"), f"{path.name} is stale: run `make review`"


def changed_plan(root: Path, raw: Path, change: object) -> None:
    document = docx.Document(str(root / "data/raw/hoa-binh-2019-181-kh-ubnd.docx"))
    table = next(t for t in document.tables if len(t.rows) > 20)
    change(table)  # type: ignore[operator]
    document.save(str(raw / "plan.docx"))


def test_a_deleted_row_of_the_annex_is_found(folders: tuple[Path, Path], root: Path) -> None:
    raw, clean = folders
    changed_plan(root, raw, lambda table: table._tbl.remove(table.rows[5]._tr))
    assert run_clean(raw, clean)[0] == 0
    assert {"missing-entries", "serial-gap"} <= set(findings(clean))


def test_a_broken_total_of_the_annex_is_found(folders: tuple[Path, Path], root: Path) -> None:
    raw, clean = folders

    def change(table: "docx.table.Table") -> None:
        table.rows[1].cells[1].text = "MÔ HÌNH: 21"

    changed_plan(root, raw, change)
    assert run_clean(raw, clean)[0] == 0
    assert "total-mismatch" in findings(clean)


def test_the_plan_as_published_is_cut_off_and_says_so(folders: tuple[Path, Path], root: Path) -> None:
    raw, clean = folders
    changed_plan(root, raw, lambda table: None)
    assert run_clean(raw, clean)[0] == 0
    assert "truncated-list" in findings(clean)
    assert not {"missing-entries", "total-mismatch", "serial-gap"} & set(findings(clean))


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Hòa Bình/KH 181.docx"], ["hoa-binh-kh-181"]),
        (["a.txt", "b.txt"], ["a", "b"]),
        (["---.txt"], None),
    ],
)
def test_document_ids(names: list[str], ids: list[str] | None) -> None:
    raw = Path("raw")
    got = list(pipeline.document_ids([raw / name for name in names], raw).values())
    assert got == ids if ids else all(got)


def test_colliding_ids_get_a_hash() -> None:
    raw = Path("raw")
    got = list(pipeline.document_ids([raw / "a.txt", raw / "a.docx"], raw).values())
    assert len(set(got)) == 2 and all(one.startswith("a-") for one in got)


def test_a_correction_is_applied_and_a_stale_one_reported(folders: tuple[Path, Path]) -> None:
    raw, clean = folders
    (raw / "a.txt").write_text(GOOD, encoding="utf-8")
    run_clean(raw, clean)
    entry = schema.read_csv("entries", clean / "entries.csv").iloc[0]
    header = "table,row_id,column,expected,value,reason,by,on\n"
    rows = [
        f"entries,{entry['entry_id']},title,Vườn rau,Vườn rau sạch,đối chiếu,A,2026-01-01",
        f"entries,{entry['entry_id']},kind,movement,model,nhầm,A,2026-01-01",
        "entries,e-0000000000,title,X,Y,đã mất,A,2026-01-01",
    ]
    (clean.parent / "corrections.csv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    assert run_clean(raw, clean)[0] == 0
    assert schema.read_csv("entries", clean / "entries.csv").iloc[0]["title"] == "Vườn rau sạch"
    assert findings(clean).count("stale-correction") == 2


def test_a_broken_corrections_file_is_one_line(folders: tuple[Path, Path]) -> None:
    raw, clean = folders
    (raw / "a.txt").write_text(GOOD, encoding="utf-8")
    (clean.parent / "corrections.csv").write_text("bảng,cột\n", encoding="utf-8")
    code, output = run_clean(raw, clean)
    assert code == 2
    assert len(output.strip().splitlines()) == 1
