"""Documents by name and period, as a title, a label or a source line calls them."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis.schema import label
from analysis.schema.model import Language


def is_missing(value: Any) -> bool:
    """Say whether a cell of a table is empty."""
    return value is None or value is pd.NA or value == "" or bool(pd.isna(value))


def period_name(start: Any, end: Any) -> str:
    """Return a period as short as it can be said: whole years by year, whole months by month, else by day.

    >>> period_name(date(2017, 1, 1), date(2020, 12, 31)), period_name(date(2022, 9, 1), date(2023, 8, 31))
    ('2017–2020', '09/2022–08/2023')
    """
    if is_missing(start) or is_missing(end):
        return "" if is_missing(end) else f"{end:%d/%m/%Y}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(end.year) if start.year == end.year else f"{start.year}–{end.year}"
    months = start.day == 1 and (end + timedelta(days=1)).day == 1
    pattern = "%m/%Y" if months else "%d/%m/%Y"
    return f"{start:{pattern}}–{end:{pattern}}"


def place_name(row: Any) -> str:
    """Return the smallest place a row states, '' if it states none."""
    found = (row.get(name) for name in ("commune", "district", "province"))
    return next((str(name) for name in found if not is_missing(name)), "")


def full_place_name(row: Any) -> str:
    """Return the places a row states, smallest first: 'huyện Tân Hồng, tỉnh Đồng Tháp'."""
    found = (row.get(name) for name in ("commune", "district", "province"))
    return ", ".join(str(name) for name in found if not is_missing(name))


def document_date(row: Any) -> date | None:
    """Return the day as of which a document speaks: its date, else the end of its period, else None."""
    for name in ("issued_on", "period_end"):
        if not is_missing(row.get(name)):
            return pd.Timestamp(row[name]).date()
    return None


def short_name(row: Any) -> str:
    """Return a document's place and period, or its file name where it states neither."""
    years = period_name(row.get("period_start"), row.get("period_end"))
    if not years and not is_missing(row.get("issued_on")):
        years = str(row["issued_on"].year)
    return " ".join(part for part in (place_name(row), years) if part) or str(row["source_file"])


def citation(row: Any, lang: Language = "vi") -> str:
    """Return a document as a source line cites it: stage, number, place, date or period."""
    head = "" if is_missing(row["stage"]) else label("document_stage", str(row["stage"]), lang)
    number = "" if is_missing(row["number"]) else str(row["number"])
    day = "" if is_missing(row["issued_on"]) else f"{row['issued_on']:%d/%m/%Y}"
    when = day or period_name(row["period_start"], row["period_end"])
    named = [" ".join(part for part in (head, number) if part), place_name(row), when]
    if not (number or named[1]):
        named.insert(1, str(row["source_file"]))
    return ", ".join(part for part in named if part)


def short_names(documents: pd.DataFrame) -> dict[str, str]:
    """Return a short name for every document id; documents that would share one get their file name as well."""
    names = {str(row["document_id"]): short_name(row) for _, row in documents.iterrows()}
    files = {str(row["document_id"]): str(row["source_file"]) for _, row in documents.iterrows()}
    taken = list(names.values())
    return {key: name if taken.count(name) == 1 else f"{name} ({files[key]})" for key, name in names.items()}


def documents_read(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the number of documents by format, reading and quality (columns format, reading, quality, n)."""
    columns = ["format", "reading", "quality"]
    return documents.groupby(columns, dropna=False).size().rename("n").reset_index()
