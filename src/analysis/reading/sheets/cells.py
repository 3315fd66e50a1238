"""How the value of one cell of a workbook is printed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from analysis.reading.document import Remark
from analysis.vietnamese.letters import nfc

MAX_COLUMNS = 400
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!"}


def printed_row(values: Sequence[object]) -> tuple[str, ...]:
    """Print the cells of a row."""
    # Most cells are empty or text, which a cache that need not tell 1 from TRUE finds in half the time
    return tuple([(value and _text(value)) if type(value) is str else printed(value) for value in values])


# Most values of a sheet come again: codes, years, names of districts
@lru_cache(maxsize=1 << 14, typed=True)
def printed(value: object) -> str:
    """Print one cell: a whole number loses its ".0", an error value such as #N/A is an empty cell.

    >>> printed(1780.0), printed(0.1 + 0.2), printed(date(2019, 11, 11)), printed("#N/A"), printed(True)
    ('1780', '0.3', '2019-11-11', '', 'TRUE')
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, int | date | time | timedelta):
        return str(value)
    return ""


@lru_cache(maxsize=1 << 14)
def _text(value: str) -> str:
    text = nfc(value).strip()
    return "" if text[:1] == "#" and text in _ERRORS else text


def _number(value: float) -> str:
    """Print a number with the 15 digits a workbook knows, never as 1e+20."""
    if value.is_integer():
        return str(int(value))
    shown = f"{value:.15g}"
    return format(Decimal(shown), "f") if "e" in shown else shown


def beyond(locator: str, width: int) -> Remark:
    """Return the remark on a sheet of `width` columns, more than are read."""
    return Remark(
        "left-out-part",
        f"bảng có {width} cột, chỉ đọc {MAX_COLUMNS} cột đầu",
        f"the sheet has {width} columns, only the first {MAX_COLUMNS} were read",
        locator,
    )
