"""Tables of numbers: what is counted across, whose it is down.

Real: "Đơn vị | Cờ thi đua của UBND tỉnh | Bằng khen ... | Tập thể | Cá nhân" over "Huyện Duy Tiên | 1 | 19 | 28" counts
rewards by place; "Hình thức | Tập thể | Cá nhân" or "Danh hiệu | 2019 | 2020" counts them by form; "Đơn vị | Kinh tế |
QP-AN" under "mô hình" counts models by sector. Traps: a blank or a dash is no zero; a column of names under "Tập thể"
makes a list and no matrix.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.extracting.columns import TOTAL, column_role, is_column_numbers
from analysis.extracting.counts import ModelCount
from analysis.extracting.evidence import Evidence, shorten
from analysis.extracting.matrix_columns import (
    YEAR,
    Column,
    Label,
    Subject,
    read_column,
    read_label,
    read_plain_column,
    subject_of,
)
from analysis.extracting.reward_forms import level_of, level_of_heading
from analysis.extracting.rewards import RewardCount
from analysis.extracting.rows import PrintedCount, PrintedReward, Problem
from analysis.reading import Row, Table
from analysis.vietnamese.letters import fold, tidy
from analysis.vietnamese.numbers import parse_integer

_MOST_HEADER_ROWS = 4
_GROUP_CELL = re.compile(r"(?:[A-H]|[IVXL]{1,6})$")
_MERGED_GROUP = re.compile(r"(?:[A-H]|[IVXL]{1,6})\s*[.)/]\s*\S")
_FEWEST_NUMBERS = 2
_NO_NUMBER = frozenset({"", "-", "–", "—", "x", "X", "/"})


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a table of numbers states."""

    rewards: list[PrintedReward]
    counts: list[PrintedCount]
    problems: list[Problem]


def read_matrix(table: Table, heading: str, stage: str = "") -> Matrix | None:
    """Return the counts of a table of numbers; None if the table is none.

    `heading` are the lines above it, `stage` the document's: they give role, form and subject where no cell does.
    """
    start = _header_rows(table.rows)
    body = [row for row in table.rows[start:] if _has_number(row) and not is_column_numbers(row)]
    if not start or not body:
        return None
    subject = subject_of(heading, stage)
    headers = _headers(table.rows[:start])
    numeric = {i: words for i, words in enumerate(headers) if not _is_serial(i, words) and _is_numeric(body, i)}
    columns = {i: c for i, words in numeric.items() if (c := read_column(words, subject))}
    by_form = not columns
    columns = columns or {i: c for i, words in numeric.items() if (c := read_plain_column(words, subject))}
    label = _label_column(headers, body, columns)
    cells = [(row, i) for row in body for i in columns if _number(row, i) is not None]
    if label is None or len(cells) < _FEWEST_NUMBERS:
        return None
    heads = {row.locator: _label_cells(row, label, min(columns)) for row in table.rows[start:]}
    groups = {row.locator for row in table.rows[start:] if _is_group(row)}
    labels = _labels(heads, subject, by_form, groups)
    told = [(row, i) for row, i in cells if labels[row.locator].form or not by_form]
    found = [(columns[i], labels[row.locator], _number(row, i) or 0, _evidence(row)) for row, i in told]
    # the line above the table may tell the year of all of it
    found = [(replace(c, period=c.period or subject.period), own, n, where) for c, own, n, where in found]
    rewards = [PrintedReward(r, where) for c, own, n, where in found if (r := _reward(c, own, n))]
    counts = [PrintedCount(m, where) for c, own, n, where in found if (m := _count(c, own, n))]
    return Matrix(rewards, counts, _wrong_sums(body, heads, columns)) if rewards or counts else None


def _wrong_sums(body: Sequence[Row], heads: Mapping[str, tuple[str, ...]], columns: dict[int, Column]) -> list[Problem]:
    """Return the totals of the last row that their columns do not add up to; with sums within none can be checked.

    Real: "Tổng cộng | 9 | 81 | 327" below nine districts whose 61, 38, 33 ... make 337.
    """
    sums = [row for row in body if any(TOTAL.match(fold(cell)) for cell in heads[row.locator][:1])]
    if len(sums) != 1 or sums[0] is not body[-1] or len(body) <= _FEWEST_NUMBERS:
        return []
    wrong = []
    for column in columns:
        total, parts = _number(sums[0], column), [_number(row, column) or 0 for row in body[:-1]]
        if total is not None and sum(parts) not in (total, 2 * total):
            values = (("total", str(total)), ("parts", " + ".join(map(str, parts))))
            wrong.append(Problem("sum-mismatch", _evidence(sums[0]), values))
    return wrong


def _has_number(row: Row) -> bool:
    """Tell a row of numbers from the heading of a group and from the signatures below a table."""
    return any(parse_integer(cell.strip()) is not None for cell in row.cells[1:])


def _header_rows(rows: Sequence[Row]) -> int:
    """Return how many rows stand above the column numbers or the first row of numbers; 0 if none or too many do."""
    for index, row in enumerate(rows[: _MOST_HEADER_ROWS + 1]):
        below_years = index > 0 and _is_years(rows[index - 1]) and bool(row.cells[0].strip())
        if below_years or (index and not _is_years(row) and _starts_body(row)):
            return index
    return 0


def _starts_body(row: Row) -> bool:
    return is_column_numbers(row) or _has_number(row) or _is_group(row)


def _is_years(row: Row) -> bool:
    """Tell a row of years over the columns: "| | 2016 | 2017 | 2018 | Cộng"."""
    cells = [cell.strip().lower() for cell in row.cells]
    years = [cell for cell in cells if YEAR.fullmatch(cell)]
    return len(years) > 1 and all(cell in years for cell in cells if parse_integer(cell) is not None)


def _is_group(row: Row) -> bool:
    """Tell the heading of a group of rows: "I | Khối xã, thị trấn", or merged "I. Giám đốc Sở tặng Giấy khen"."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return len(filled) <= 2 and any(pattern.match(filled[0]) for pattern in (_GROUP_CELL, _MERGED_GROUP) if filled)


def _headers(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return the words above each column from the top; a cell merged over several columns stands above each of them."""
    width = max((len(row.cells) for row in rows), default=0)
    grid = [[tidy(_cell(row, i)) for i in range(width)] for row in rows]
    for level, row in enumerate(grid):
        for i in range(1, width):
            if not row[i] and any(below[i] for below in grid[level + 1 :]):
                row[i] = row[i - 1]
    return [tuple(dict.fromkeys(row[i] for row in grid if row[i])) for i in range(width)]


def _is_numeric(body: Sequence[Row], column: int) -> bool:
    """Tell whether a column holds whole numbers and nothing else."""
    cells = [_cell(row, column).strip() for row in body]
    return all(cell in _NO_NUMBER or parse_integer(cell) is not None for cell in cells)


def _label_column(headers: Sequence[tuple[str, ...]], body: Sequence[Row], columns: dict[int, Column]) -> int | None:
    """Return the first column that names the rows: words, or the years of "Năm"."""
    for index, words in enumerate(headers):
        if index in columns or column_role(words[-1] if words else "") == "item_no":
            continue
        cells = [cell for row in body if (cell := _cell(row, index).strip())]
        if cells and (words[:1] == ("Năm",) or any(parse_integer(cell) is None for cell in cells)):
            return index
    return None


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _is_serial(index: int, words: tuple[str, ...]) -> bool:
    return index == 0 and any(column_role(word) == "item_no" for word in words)


def _labels(
    heads: Mapping[str, tuple[str, ...]], subject: Subject, by_form: bool, groups: set[str]
) -> dict[str, Label]:
    """Return what the head of each row says; kinds alone ("- Tập thể", "- Cá nhân") stand under the form above them.

    The heading of a group of rows tells who gives: "II | KHEN THƯỞNG CẤP HUYỆN" over "Giấy khen chuyên đề".
    """
    labels: dict[str, Label] = {}
    above, giver = Label(), None
    for where, cells in heads.items():
        giver = level_of_heading(cells[-1].lower()) if where in groups and cells else giver
        label = read_label(cells, subject, by_form)
        if label.kind and not label.form and len(cells) == 1 and not label.place:
            label = replace(label, form=above.form, level=above.level)
        elif label.form and not label.level:
            label = replace(label, level=level_of(label.form, giver))
        above = label
        labels[where] = label
    return labels


def _label_cells(row: Row, first: int, numbers: int) -> tuple[str, ...]:
    """Return the cells that name a row: "Hội LHPN tỉnh | Giấy khen"; of a sum its merged first cell."""
    cells = [tidy(cell) for cell in row.cells[first : max(numbers, first + 1)] if cell]
    return tuple(cells) or tuple(tidy(c) for c in row.cells if c and parse_integer(c.strip()) is None)[:1]


def _number(row: Row, index: int) -> int | None:
    cell = _cell(row, index).strip()
    return None if cell in _NO_NUMBER else parse_integer(cell) or None


def _evidence(row: Row) -> Evidence:
    return Evidence(row.locator, shorten(" | ".join(tidy(cell) for cell in row.cells if cell)))


def _reward(column: Column, label: Label, number: int) -> RewardCount | None:
    form, level = (label.form, label.level) if label.form else (column.form, column.level)
    if not column.role or not (column.kind or label.kind or form):
        return None
    return RewardCount(
        role=column.role,
        recipient_kind=column.kind or label.kind or "combined",
        count=number,
        bound=column.bound,
        form=form,
        level=level,
        period=label.period or column.period,
        place=label.place,
    )


def _count(column: Column, label: Label, number: int) -> ModelCount | None:
    if not column.what:
        return None
    sector = column.sector or label.sector
    return ModelCount(
        column.what, column.model_role, sector, number, column.bound, label.period or column.period, label.place, 0, 0
    )
