"""The result of an evaluation, as counts, as tables and as plain text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.evaluate.scores import Mismatch, Score, Tally
from analysis.tables import table_text

_RATIOS = {"P": 3, "R": 3, "F1": 3}


def _frame(scores: Iterable[tuple[Mapping[str, str], Score]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **names,
            "đúng": score.right,
            "thừa": score.extra,
            "sót": score.missed,
            "P": score.precision,
            "R": score.recall,
            "F1": score.f1,
        }
        for names, score in scores
    )


def _text(title: str, frame: pd.DataFrame) -> str:
    return f"{title}\n\n{table_text(frame, decimals=_RATIOS, max_width=60)}" if len(frame) else ""


@dataclass
class Report:
    """Scores of rows per document and table, of cells per column as well, and every difference."""

    documents: list[str] = field(default_factory=list)
    missing_documents: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str], Score] = field(default_factory=dict)
    cells: dict[tuple[str, str, str], Score] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)

    def add_document(self, file: str, is_found: bool) -> None:
        """Note a judged document; one that is not in the output is a difference of its own."""
        self.documents.append(file)
        if not is_found:
            self.missing_documents.append(file)

    def add(self, file: str, table: str, tally: Tally) -> None:
        """Add what was counted in one document and table."""
        self.rows[file, table] = tally.rows
        self.cells |= {(file, table, column): score for column, score in tally.columns.items()}
        self.mismatches += tally.mismatches

    @property
    def is_exact(self) -> bool:
        """Whether the output agrees with the truth in every judged document, row and cell."""
        return not self.mismatches and not self.missing_documents

    def table(self, table: str) -> Score:
        """Return the score of a table's rows over all documents."""
        return sum((score for (_, name), score in self.rows.items() if name == table), Score())

    def column(self, table: str, column: str) -> Score:
        """Return the score of a column's cells over all documents; cells of missed and extra rows count."""
        found = (score for (_, name, at), score in self.cells.items() if (name, at) == (table, column))
        return sum(found, Score())

    def document(self, file: str) -> Score:
        """Return the score of a document's rows over all tables."""
        return sum((score for (name, _), score in self.rows.items() if name == file), Score())

    def document_cells(self, file: str) -> Score:
        """Return the score of a document's cells over all tables."""
        return sum((score for (name, _, _), score in self.cells.items() if name == file), Score())

    def table_frame(self) -> pd.DataFrame:
        """Return one row per table: counts of rows, precision, recall, F1."""
        names = dict.fromkeys(table for _, table in self.rows)
        return _frame(({"bảng": name}, self.table(name)) for name in names)

    def column_frame(self) -> pd.DataFrame:
        """Return one row per table and column: counts of cells, precision, recall, F1."""
        names = dict.fromkeys((table, column) for _, table, column in self.cells)
        return _frame(({"bảng": table, "cột": column}, self.column(table, column)) for table, column in names)

    def document_frame(self) -> pd.DataFrame:
        """Return two rows per document, its rows and its cells: counts, precision, recall, F1."""
        listed = [({"văn bản": file, "gì": "dòng"}, self.document(file)) for file in self.documents]
        listed += [({"văn bản": file, "gì": "ô"}, self.document_cells(file)) for file in self.documents]
        return _frame(listed)

    def text(self, max_mismatches: int = 100) -> str:
        """Return the report as plain text: documents, tables, columns, then the first differences."""
        found = len(self.documents) - len(self.missing_documents)
        heads = [f"Văn bản đối chiếu / documents judged: {len(self.documents)}, có trong bảng / found: {found}"]
        heads += [f"Thiếu văn bản / document missing: {file}" for file in self.missing_documents]
        parts = [
            "\n".join(heads),
            _text("Theo văn bản / by document", self.document_frame()),
            _text("Theo bảng: dòng / by table: rows", self.table_frame()),
            _text("Theo cột: ô / by column: cells", self.column_frame()),
            self._mismatch_text(max_mismatches),
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _mismatch_text(self, most: int) -> str:
        if not self.mismatches:
            return "Không có khác biệt / no differences"
        title = f"Khác biệt / differences: {len(self.mismatches)}"
        frame = pd.DataFrame([[m.document, m.table, m.row, m.column, m.expected, m.got] for m in self.mismatches])
        frame.columns = pd.Index(["văn bản", "bảng", "dòng", "cột", "cần", "có"])
        return f"{title}\n\n{table_text(frame, max_rows=most)}"
