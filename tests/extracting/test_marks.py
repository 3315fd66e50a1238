"""Lists that tell rewards by marks."""

from analysis.extracting.lists import read_list
from analysis.extracting.marks import spread_marks
from analysis.reading import Row, Table

MARKED = (
    ("Số TT", "Họ và tên", "Danh hiệu thi đua", "", "Tiền thưởng"),
    ("", "", "CSTĐCS", "GK", ""),
    ("", "", "(Sở Y tế)", "(GĐ Sở Y tế)", ""),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("1", "Hà Văn Một", "x", "", "1.000.000"),
    ("2", "Vì Thị Hai", "x", "X", "3.000.000"),
    ("3", "Lò Văn Ba", "", "", ""),
)


def table(rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(tuple(Row(cells, f"table 1 row {n}") for n, cells in enumerate(rows, start=1)), "table 1")


def test_every_mark_is_a_reward() -> None:
    printed = read_list(spread_marks(table(MARKED)), "DANH SÁCH KHEN THƯỞNG")
    assert printed is not None
    cells = [
        (i.item_no, i.cells["recipient"], i.cells.get("form", ""), i.cells.get("amount", "")) for i in _items(printed)
    ]
    assert cells == [
        ("1", "Hà Văn Một", "CSTĐCS của Sở Y tế", "1.000.000"),
        ("2", "Vì Thị Hai", "CSTĐCS của Sở Y tế", ""),
        ("2", "Vì Thị Hai", "GK của GĐ Sở Y tế", ""),
        ("3", "Lò Văn Ba", "", ""),
    ]


def _items(printed):  # type: ignore[no-untyped-def]
    return [item for group in printed.groups for item in group.items]


def test_a_list_without_marks_stays_as_it_is() -> None:
    plain = table((("Số TT", "Họ và tên", "Hình thức"), ("1", "Hà Văn Một", "Giấy khen")))
    assert spread_marks(plain) is plain
