"""Floors on the labelled corpus of unseen kinds of documents; they only move up."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from analysis.evaluate import Report

# F1 that must not be lost: rows of a table, or one column
FLOORS = {
    ("entries", ""): 0.97,
    ("entries", "recipient_kind"): 0.97,
    ("entries", "district"): 0.96,
    ("entries", "field"): 0.94,
    ("rewards", ""): 0.945,
    ("counts", ""): 0.94,
    ("incomes", ""): 0.98,
    ("incomes", "low_vnd"): 0.98,
    ("awards", ""): 0.98,
}


def load_accuracy() -> ModuleType:
    path = Path(__file__).with_name("accuracy.py")
    spec = importlib.util.spec_from_file_location("accuracy", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ACCURACY = load_accuracy()


@pytest.fixture(
    scope="module", params=["dev", "held_out", "fresh", "unseen", "later", "eighth", "twelfth", "fourteenth"]
)
def report(request: pytest.FixtureRequest) -> Report:
    return ACCURACY.corpus_report(request.param)


@pytest.mark.parametrize(("table", "column"), FLOORS)
def test_floors(report: Report, table: str, column: str) -> None:
    value = ACCURACY.f1(report, table, column)
    assert value is not None and value >= FLOORS[table, column]


def test_every_document_is_read(report: Report) -> None:
    assert not report.missing_documents


def test_nothing_is_invented(report: Report) -> None:
    rows = [report.table(table) for table in ("entries", "rewards", "counts", "incomes", "awards")]
    assert sum(score.extra for score in rows) <= 2


@pytest.mark.parametrize("name", ACCURACY.READMES)
def test_the_readme_tells_the_current_figures(root: Path, name: str) -> None:
    told = ACCURACY.BLOCK.search((root / name).read_text(encoding="utf-8"))
    assert told and told.group() == ACCURACY.block(), "run `make accuracy`"
