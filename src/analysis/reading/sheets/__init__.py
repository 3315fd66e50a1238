"""Workbooks and lists of cells."""

from analysis.reading.sheets.delimited import read_csv
from analysis.reading.sheets.workbook import read_xls, read_xlsx

__all__ = ["read_csv", "read_xls", "read_xlsx"]
