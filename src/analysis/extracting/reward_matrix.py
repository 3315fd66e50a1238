"""Tables that count rewards: forms down, kinds of recipients across.

Real: "Hình thức, danh hiệu | Tập thể | Cá nhân" over "Bằng khen Chủ tịch UBND tỉnh | 14 | 35". Trap: a blank cell is no
zero, a row of sums repeats the rows above it.
"""

import re
from collections.abc import Iterator

from analysis.extracting.award_forms import form_and_level
from analysis.extracting.columns import column_role, header_key
from analysis.extracting.evidence import Evidence, shorten
from analysis.extracting.reward_roles import role_of_heading
from analysis.extracting.rewards import RewardCount
from analysis.extracting.rows import PrintedReward
from analysis.reading import Row, Table
from analysis.vietnamese.letters import fold, tidy
from analysis.vietnamese.numbers import parse_integer

_KINDS = {"tập thể": "collective", "cá nhân": "individual", "hộ gia đình": "household", "hộ": "household"}
_SUM = re.compile(r"(?:tổng|cộng)", re.IGNORECASE)


def read_matrix(table: Table, heading: str) -> list[PrintedReward]:
    """Return the counts of a table of forms by kinds; [] if the table is none."""
    columns = _columns(table.rows[0]) if table.rows else {}
    form = (
        next((i for i, cell in enumerate(table.rows[0].cells) if column_role(cell) == "form"), None)
        if columns
        else None
    )
    if form is None:
        return []
    role = role_of_heading(fold(heading)) or "awarded"
    return [reward for row in table.rows[1:] for reward in _row(row, form, columns, role)]


def _columns(header: Row) -> dict[int, str]:
    """Return the kind counted in each column that names one and nothing else."""
    keys = {index: header_key(cell) for index, cell in enumerate(header.cells)}
    return {index: _KINDS[key] for index, key in keys.items() if key in _KINDS}


def _row(row: Row, form: int, columns: dict[int, str], role: str) -> Iterator[PrintedReward]:
    words = tidy(row.cells[form])
    if not words or _SUM.match(words):
        return
    code, level = form_and_level(words)
    evidence = Evidence(row.locator, shorten(" | ".join(tidy(cell) for cell in row.cells if cell)))
    for index, kind in columns.items():
        cell = row.cells[index].strip() if index < len(row.cells) else ""
        count = parse_integer(cell)
        if count is not None:
            yield PrintedReward(RewardCount(role, kind, count, "exact", code, level), evidence)
