"""The bilingual data dictionary, generated from the schema so that it cannot drift from the tables."""

from collections.abc import Iterable

from analysis.schema.model import CODES, CORRECTIONS, TABLES, CodeList, Column, Table

_KINDS = {
    "text": "chữ / text",
    "integer": "số nguyên / integer",
    "boolean": "true/false",
    "date": "ngày / date",
}
_HEAD = """\
# Từ điển dữ liệu / Data dictionary

Tệp này được sinh từ lược đồ bằng lệnh `python -m analysis dictionary`; đừng sửa bằng tay.
*This file is generated from the schema by `python -m analysis dictionary`; do not edit it by hand.*

Mỗi bảng là một tệp CSV: UTF-8, dấu phẩy, dòng đầu là tên cột, ngày dạng ISO, ô trống là thiếu (không phải 0).
*Each table is a CSV file: UTF-8, comma, header, ISO dates, an empty cell is missing (not 0).*

Nhiều mã trong một ô nối bằng dấu ghi sau tên danh mục.
*Several codes in one cell are joined with the mark that follows the name of the list.*
"""

_COLUMN_HEAD = [
    "| cột / column | kiểu / kind | đơn vị / unit | bắt buộc / required | mã / codes | ví dụ / example "
    "| nghĩa | meaning |",
    "|---|---|---|---|---|---|---|---|",
]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _codes(column: Column) -> str:
    if not column.code_list:
        return ""
    joined = f", nối / joined `{column.joiner.strip()}`" if column.joiner else ""
    return f"[{column.code_list}](#{column.code_list}){joined}"


def _column(column: Column) -> str:
    required = "●" if column.required else ""
    kind, example = _KINDS[column.kind], f"`{column.example}`"
    meanings = (column.meaning_vi, column.meaning_en)
    return _row([f"`{column.name}`", kind, column.unit, required, _codes(column), example, *meanings])


def _table(table: Table, path: str) -> list[str]:
    row_id = f"; mã dòng / row id: `{table.row_id}`" if table.row_id else ""
    key = ", ".join(f"`{name}`" for name in table.key)
    return [
        f"\n## {path}\n",
        f"{table.meaning_vi}\n\n*{table.meaning_en}*\n",
        f"Thứ tự dòng / sorted by: {key}{row_id}.\n",
        *_COLUMN_HEAD,
        *map(_column, table.columns),
    ]


def _code_list(codes: CodeList) -> list[str]:
    more = "Danh mục mở, có thể thêm mã / open list, more may be added.\n\n" if codes.is_open else ""
    lines = [_row([f"`{code}`", codes.vi[code], codes.en[code]]) for code in codes.vi]
    return [f"\n### {codes.name}\n", more + "| mã / code | nghĩa | meaning |", "|---|---|---|", *lines]


def dictionary_markdown() -> str:
    """Return the data dictionary in Markdown: per table its meaning, order and columns, then the codes."""
    lines = [_HEAD.rstrip("\n")]
    for name, table in TABLES.items():
        lines += _table(table, f"{name}.csv")
    lines += _table(CORRECTIONS, "data/corrections.csv")
    lines.append("\n## Danh mục mã / code lists")
    for codes in CODES.values():
        lines += _code_list(codes)
    return "\n".join(lines) + "\n"
