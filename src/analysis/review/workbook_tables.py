"""The sheets that hold the tables: which columns, in which order, with which words for their codes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from analysis.datafiles import read_rows
from analysis.privacy.modes import AMOUNT_BAND, Frames
from analysis.review.workbook_cells import Look
from analysis.review.workbook_grid import FIRST_ROW, MAX_LINKS, MAX_ROWS, GridColumn, Link, Marked, place, sheet_title
from analysis.schema import CODES, TABLES, Column, label

FINDINGS_TITLE = "Lưu ý"
# "Sổ mô hình" beside "Số mô hình" would be taken for the same sheet.
_TITLES = {"findings": FINDINGS_TITLE, "models": "Danh mục mô hình"}
OPEN_LINK = "→ mở"
LINK = Column(name="link", meaning_vi="Bấm để mở dòng liên quan", meaning_en="Leads to the row concerned", example="")
_LOOKS: Mapping[str, Look] = {"integer": "integer", "boolean": "boolean", "date": "date"}
_SEVERITIES: Mapping[str, Look] = {"error": "error", "warning": "warning", "note": "text"}
_WIDEST = 17.0
_SAMPLE = 2_000

Filled = tuple[GridColumn, list[object]]


@cache
def _main_columns() -> Mapping[str, Sequence[str]]:
    text = (files("analysis.review") / "data" / "sheets.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@cache
def _headings() -> Mapping[tuple[str, str], str]:
    return {(row["table"], row["column"]): row["vi"] for row in read_rows("analysis.review", "headings.csv")}


@cache
def _widest(column: str) -> float:
    """Return how wide a column may get, in characters; longer words are wrapped."""
    widths = {
        row["column"]: float(row["widest"]) for row in read_rows("analysis.review", "headings.csv") if row["widest"]
    }
    return widths.get(column, _WIDEST)


def heading(table: str, column: Column) -> str:
    """Return the short Vietnamese heading of a column; the whole meaning where it has none yet."""
    headings = _headings()
    return headings.get((table, column.name)) or headings.get(("", column.name), column.meaning_vi)


def table_title(name: str, part: int = 1) -> str:
    """Return the title of a table's sheet.

    >>> table_title("entries")
    'Mô hình, điển hình'
    """
    return sheet_title(_TITLES.get(name) or label("table", name), part)


def shown_columns(name: str, frame: pd.DataFrame) -> list[Column]:
    """Return the columns of a sheet that hold words and numbers, main ones first."""
    extras = [AMOUNT_BAND] if AMOUNT_BAND.name in frame else []
    known = {column.name: column for column in (*TABLES[name].columns, *extras)}
    if name == "findings":
        known[LINK.name] = LINK
    main = [column for column in _main_columns().get(name, known) if column in known]
    return [known[column] for column in dict.fromkeys([*main, *known])]


def _part(name: str, column: Column) -> Look:
    return "main" if column.name in _main_columns().get(name, (column.name,)) else "detail"


def _plain(value: Any) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def _values(values: "pd.Series[Any]") -> list[object]:
    present = values.notna() & (values != "").fillna(True)
    return [_plain(value) if there else None for value, there in zip(values, present, strict=True)]


def _labels(column: Column, values: list[object]) -> list[object]:
    """Return the words for codes; a code nobody knows stands for itself."""
    words = CODES[column.code_list].vi

    @cache
    def one(cell: str) -> str:
        if not column.joiner:
            return words.get(cell, cell)
        joiner = column.joiner if column.joiner == "; " else f" {column.joiner} "
        return joiner.join(words.get(code.strip(), code.strip()) for code in cell.split(column.joiner.strip()))

    return [one(value) if isinstance(value, str) else value for value in values]


def _width(grid: GridColumn, values: Sequence[object]) -> float:
    """Return a width that fits the contents up to a cap, and the words of both headers in any case."""
    words = [f"{v:,}" if isinstance(v, int) else getattr(v, "words", v) for v in values[:_SAMPLE] if v is not None]
    content = max((len(line) for word in words for line in str(word).split("\n")), default=0)
    header = max(*map(len, grid.heading.split()), len(grid.name) * 0.75, len(grid.heading) / 3)
    wanted = 10 if grid.look == "date" else min(content, _widest(grid.name))
    return round(max(wanted * 1.05, header * 1.1, 6) + 1.5, 1)


def _fitted(grid: GridColumn, values: list[object]) -> Filled:
    longest = max((len(v) for v in values[:_SAMPLE] if isinstance(v, str)), default=0)
    look: Look = "long" if grid.look == "text" and longest > _widest(grid.name) else grid.look
    return replace(grid, width=_width(grid, values), look=look), values


def _column(name: str, column: Column, values: list[object]) -> Filled:
    technical = f"{column.name}_vi" if column.code_list else column.name
    note = f"{column.meaning_vi}\n{column.meaning_en}"
    look = _LOOKS.get(column.kind, "text")
    grid = GridColumn(technical, heading(name, column), look, _part(name, column), note=note)
    return _fitted(grid, _labels(column, values) if column.code_list else values)


def _code_column(name: str, column: Column, values: list[object]) -> Filled:
    words = f"Mã: {heading(name, column)}"
    return _fitted(GridColumn(column.name, words, "text", "code", note=f"Danh mục mã: {column.code_list}"), values)


def _table_key(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    return zip(*(_values(frame[column]) for column in columns), strict=True)


def row_places(frames: Frames) -> dict[tuple[object, ...], str]:
    """Return where each row stands: by table and row id, and by table, document and locator (the first such row)."""
    places: dict[tuple[object, ...], str] = {}
    for name, frame in frames.items():
        keys = [columns for columns in ((TABLES[name].row_id,), ("document_id", "locator")) if {*columns} <= {*frame}]
        for columns in keys:
            for at, key in enumerate(_table_key(frame, columns)):
                title = table_title(name, 1 + at // MAX_ROWS)
                places.setdefault((name, *key), place(title, FIRST_ROW + at % MAX_ROWS))
    return places


def _links(findings: pd.DataFrame, places: Mapping[tuple[object, ...], str]) -> list[object]:
    """Return for each finding a link to its row, else to the row read from the same place, else to its document."""
    cells: list[object] = []
    for table, row_id, document, locator in _table_key(findings, ("table", "row_id", "document_id", "locator")):
        wanted = [(table, row_id)] if row_id else [(table, document, locator), ("documents", document)]
        targets = [places[key] for key in wanted if key in places]
        cells.append(Link(OPEN_LINK, targets[0]) if targets and len(cells) < MAX_LINKS else None)
    return cells


def _worst_first(findings: pd.DataFrame) -> pd.DataFrame:
    rank = findings["severity"].map({code: at for at, code in enumerate(CODES["severity"].vi)})
    return findings.loc[rank.sort_values(kind="stable").index]


def _marked(filled: Filled, codes: list[object]) -> Filled:
    cells: list[object] = [
        Marked(str(word), _SEVERITIES.get(str(code), "text")) for word, code in zip(filled[1], codes, strict=True)
    ]
    return filled[0], cells


def filled_columns(name: str, frames: Frames) -> list[Filled]:
    """Return the columns of a table's sheet with their cells: words and numbers first, codes last."""
    frame = _worst_first(frames[name]) if name == "findings" else frames[name]
    filled: list[Filled] = []
    codes: list[Filled] = []
    for column in shown_columns(name, frame):
        values = _links(frame, row_places(frames)) if column is LINK else _values(frame[column.name])
        made = _column(name, column, values)
        filled.append(_marked(made, values) if column.name == "severity" else made)
        codes += [_code_column(name, column, values)] if column.code_list else []
    return filled + codes


def sheet_parts(name: str, frames: Frames) -> Iterator[tuple[str, list[GridColumn], list[tuple[object, ...]]]]:
    """Yield title, columns and rows of each sheet of a table; one sheet unless Excel's last row is passed."""
    filled = filled_columns(name, frames)
    columns = [grid for grid, _ in filled]
    rows = list(zip(*(values for _, values in filled), strict=True))
    for at in range(0, max(len(rows), 1), MAX_ROWS):
        yield table_title(name, 1 + at // MAX_ROWS), columns, rows[at : at + MAX_ROWS]
