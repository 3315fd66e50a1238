"""Whatever stands in a document, reading it never fails and never invents a number or a name."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import Source, clean
from analysis.extracting.extract import extract
from analysis.extracting.rows import Extraction
from analysis.reading import Document, Line, Row, Table
from analysis.vietnamese.letters import nfc, tidy

# Fragments that mean something to the rules, thrown together as no author would
FRAGMENTS = [
    "mô hình “Tổ tự quản”", "phong trào \"Sạch ngõ\"", "điển hình", "gồm:", "như:", "...", ";", ".", ":", "\n", "\n\n", "- ", "1. ", "I. ",
    "ông Vi Văn A", "Hộ bà Lò Thị B", "Hội Nông dân xã Nam Sơn", "Công an huyện Lạc Sơn", "xóm Bui, xã Nhân Nghĩa, huyện Lạc Sơn",
    "thu nhập 1,5 tỷ đồng/năm", "từ 300 đến 500 triệu đồng", "hàng trăm triệu đồng", "12 tập thể", "30 cá nhân", "05 hộ gia đình",
    "được UBND tỉnh tặng Bằng khen", "đề nghị", "không quá", "trong đó", "54 mô hình", "14 kinh tế", "năm 2019", "giai đoạn 2016 - 2020",
    "Kế hoạch số 41/KH-UBND ngày 06/4/2016 của UBND tỉnh", "KẾ HOẠCH", "BÁO CÁO", "QUYẾT ĐỊNH", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN",
    "Số TT", "Tên tập thể, cá nhân", "Mô hình, điển hình", "1", "2", "II", "MÔ HÌNH: 22", "nuôi dê", "trồng cam", "với mô hình", "|", "“", "”",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=30).map(" ".join)


def as_document(text: str, wrapped: bool) -> Document:
    lines = tuple(Line(nfc(part).strip(), f"line {n}") for n, part in enumerate(text.split("\n"), 1))
    return Document("txt", lines, hard_wrapped=wrapped)


def numbers_of(extraction: Extraction) -> list[int]:
    return [r.count.count for r in extraction.rewards] + [c.count.count for c in extraction.counts]


@settings(max_examples=150, deadline=None)
@given(texts, st.booleans())
def test_any_mixture_is_read_and_nothing_is_invented(text: str, wrapped: bool) -> None:
    extraction = extract(as_document(text, wrapped))
    digits = {
        int(run.replace(".", "")) for run in re.findall(r"\d[\d.]*\d|\d", nfc(text)) if run.replace(".", "").isdecimal()
    }
    assert set(numbers_of(extraction)) <= digits
    printed = re.sub(r"\s+", "", tidy(text)).casefold()
    for entry in extraction.entries:
        assert re.sub(r"\s+", "", tidy(entry.title)).casefold() in printed
        assert re.sub(r"\s+", "", tidy(entry.recipient.name)).casefold() in printed
    cleaned = clean(Source("a", "a.txt", "0" * 64), as_document(text, wrapped), extraction)
    assert cleaned.tables["documents"]


cells = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=8))
def test_any_table_is_read(rows: list[list[str]]) -> None:
    table = Table(
        tuple(Row(tuple(nfc(c) for c in row), f"table 1 row {n}") for n, row in enumerate(rows, 1)), "table 1"
    )
    document = Document("docx", (Line("DANH SÁCH MÔ HÌNH", "line 1"), table))
    extraction = extract(document)
    clean(Source("a", "a.docx", "0" * 64), document, extraction)
    assert len(extraction.entries) <= sum(len(row) for row in rows) * 3
