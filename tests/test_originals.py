"""The two originals, cell by cell against their hand labels, and what a change in them does."""

from pathlib import Path

import pytest

from analysis import pipeline
from analysis.evaluate import Report, evaluate


def judged(source: Path, truth: Path, tmp_path: Path) -> Report:
    pipeline.write(pipeline.run(source, tmp_path / "none.csv"), tmp_path / "clean")
    return evaluate(tmp_path / "clean", truth)


def test_every_labelled_cell_is_right(shared: Path, tmp_path: Path) -> None:
    report = judged(shared / "sources", shared / "truth", tmp_path)
    assert report.documents and not report.missing_documents
    assert report.mismatches == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("tan-hong-2017-2020.txt", "1,670 tỉ", "1,760 tỉ"),
        ("tan-hong-2017-2020.txt", "99 tập thể", "98 tập thể"),
        ("hoa-binh-2019-181-kh-ubnd.txt", "MÔ HÌNH: 22", "MÔ HÌNH: 23"),
        ("hoa-binh-2019-181-kh-ubnd.txt", "Công an huyện Cao Phong\n", "Công an huyện Mai Châu\n"),
        ("hoa-binh-2019-181-kh-ubnd.txt", "181/KH-UBND", "182/KH-UBND"),
    ],
)
def test_a_changed_original_is_noticed(shared: Path, tmp_path: Path, name: str, before: str, after: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for path in (shared / "sources").iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == name:
            assert before in text
            text = text.replace(before, after)
        (raw / path.name).write_text(text, encoding="utf-8")
    assert judged(raw, shared / "truth", tmp_path).mismatches
