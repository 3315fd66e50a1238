"""Cells of a list that tell several things, one to a line."""

from analysis.vietnamese.recipients import parse_recipient
from analysis.vietnamese.units import find_units


def on_one_line(cell: str) -> str:
    """Set a name apart from the office or the place that a cell tells on the line below it.

    "Ông Hứa Đức A / Trưởng bản" and "Trường Tiểu học B / xã B", not "Hội Liên hiệp / Phụ nữ xã B".
    """
    first, _, rest = cell.partition("\n")
    if not first.strip() or not rest or first.rstrip().endswith((",", "-", ";")):
        return cell
    units, person = find_units(rest), parse_recipient(first)
    ended = person.kind in ("individual", "household") and first.rstrip().endswith(person.name)
    placed = bool(units) and units[0].start == 0 and first.split()[-1][0].isupper()
    return f"{first}, {rest}" if ended or placed else cell
