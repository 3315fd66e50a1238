"""The tables of data/clean against a folder of labelled tables, document by document."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import pandas as pd

from analysis.evaluate.alignment import Cells, align
from analysis.evaluate.report import Report
from analysis.evaluate.scores import Block, Tally, tally_block, tally_findings
from analysis.evaluate.truth import Truth, TruthError, TruthRow, comparable, read_truth
from analysis.schema import TABLES, Table, read_csv
from analysis.schema.csvtext import cell_text
from analysis.vietnamese.letters import nfc

Output = Mapping[str, pd.DataFrame]


def _cells(table: Table, frame: pd.DataFrame) -> list[Cells]:
    columns = [[comparable(c, cell_text(c, value)) for value in frame[c.name]] for c in table.columns]
    return [dict(zip(table.names, row, strict=True)) for row in zip(*columns, strict=True)]


def _document_id(file: str, documents: pd.DataFrame) -> str:
    """Return the document made from a labelled file, by its path below raw/ or else its name; "" if none."""
    paths = [nfc(str(path)) for path in documents["source_file"]]
    whole = [at for at, path in enumerate(paths) if path == file]
    named = whole or [at for at, path in enumerate(paths) if PurePosixPath(path).name == file]
    if len(named) > 1:
        raise TruthError(f"{file}: nhiều văn bản cùng tên tệp / several documents have this file name")
    return str(documents["document_id"].iloc[named[0]]) if named else ""


def _judged(judged: Sequence[str], rows: Sequence[TruthRow]) -> list[str]:
    """Return the columns judged in this document: not those which all of its rows mark with `*`."""
    return [name for name in judged if not rows or any(name in row.cells for row in rows)]


def _block(truth: Truth, output: Output, file: str, table: str) -> Block:
    document_id = _document_id(file, output["documents"])
    frame = output[table]
    rows = [row for row in truth.rows[table] if row.source_file == file]
    found = _cells(TABLES[table], frame[frame["document_id"] == document_id])
    is_recall_only = (file, table) in truth.recall_only
    return Block(file, table, rows, found, _judged(truth.columns[table], rows), is_recall_only)


def _tally(block: Block) -> Tally:
    if block.table == "findings":
        return tally_findings(block)
    return tally_block(block, align(TABLES[block.table], block.rows, block.output))


def _ordered(tables: Mapping[str, object]) -> list[str]:
    return [name for name in TABLES if name in tables]


def evaluate(clean: Path, truth: Path) -> Report:
    """Compare the tables in `clean` with the labelled tables in `truth`.

    Every document named anywhere in the truth is judged in every labelled table, also where it has no
    labelled row; one that is absent from the output counts as missed with all its rows. Documents without
    labels are left out. TruthError for an unusable truth, TableError for an unreadable table.
    """
    labelled = read_truth(truth)
    output = {name: read_csv(name, clean / f"{name}.csv") for name in {"documents", *labelled.rows}}
    report = Report()
    for file in labelled.files:
        is_found = bool(_document_id(file, output["documents"]))
        report.add_document(file, is_found)
        for table in _ordered(labelled.rows):
            report.add(file, table, _tally(_block(labelled, output, file, table)))
    return report
