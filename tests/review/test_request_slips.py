"""Requests for incomplete lists: to whom, what was declared, what arrived, exactly which numbers are missing."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.missing_items import missing_items, numbers_of
from analysis.measures.scope import Scope
from analysis.privacy.counts import hide
from analysis.privacy.release import Review, make_review
from analysis.review.request_slips import build_requests, lacks
from analysis.schema import TABLES, frame
from analysis.tables import Tables, load


def document(key: str, **more: object) -> dict[str, object]:
    period = {"period_start": "2019-01-01", "period_end": "2019-12-31", "issued_on": "2019-12-01"}
    base = {"document_id": key, "source_file": f"{key}.docx", "sha256": "0" * 64, "format": "docx", "reading": "text"}
    return base | period | {"quality": "good", "stage": "report", "province": "tỉnh Hòa Bình"} | more


def section(key: str, name: str, declared: int | None, found: int, is_open: bool = False) -> dict[str, object]:
    missing = None if declared is None else declared - found
    heads = {"document_id": key, "section": name, "kind": "model", "locator": "line 3", "raw_text": f"{name}: x"}
    return heads | {"declared": declared, "found": found, "missing": missing, "is_open_list": is_open}


def entry(key: str, name: str, number: str) -> dict[str, object]:
    words = {"entry_id": f"e-{key}-{name}-{number}", "document_id": key, "section": name, "item_no": number}
    where = {"district": "huyện Đà Bắc", "district_area": "huyện Đà Bắc", "province": "tỉnh Hòa Bình"}
    labels = {"kind": "model", "field": "kinh-te", "subfield": "du-lich", "field_status": "sure"}
    texts = {"title": f"M {number}", "raw_text": f"x {number}", "locator": f"line {number}", "place_basis": "stated"}
    return words | where | labels | texts | {"recipient_kind": "collective"}


def made(**rows: list[dict[str, object]]) -> Tables:
    return Tables(**{name: frame(name, rows.get(name, [])) for name in TABLES})


@pytest.fixture(scope="module")
def tables() -> Tables:
    return made(
        documents=[document("a", issuer="Ủy ban nhân dân huyện Thử"), document("b"), document("c")],
        sections=[
            section("a", "Mô hình", 7, 4),
            section("a", "Gương", 2, 2),
            section("b", "Nhóm", 5, 2),
            section("c", "Tổ", None, 1, True),
        ],
        entries=[
            *(entry("a", "Mô hình", number) for number in ("1", "3", "4", "6")),
            *(entry("a", "Gương", number) for number in ("1", "2")),
            *(entry("b", "Nhóm", number) for number in ("1", "a")),
            entry("c", "Tổ", "1"),
        ],
    )


@pytest.fixture(scope="module")
def review(tables: Tables) -> Review:
    return make_review(tables, Scope("tỉnh Hòa Bình", 2019), None, "internal")


def read(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs and the rows of the tables with lines."""
    opened = docx.Document(io.BytesIO(content))
    grids = [
        one for one in opened.tables if "nêu" in one.rows[0].cells[1].text or "Declared" in one.rows[0].cells[1].text
    ]
    return [one.text for one in opened.paragraphs], [
        [c.text for c in row.cells] for one in grids for row in one.rows[1:]
    ]


def test_exactly_the_missing_numbers_are_asked_for(review: Review) -> None:
    texts, rows = read(build_requests(review))
    assert rows == [
        ["Mô hình", "7", "4", "1, 3, 4, 6", "3", "2, 5, 7"],
        ["Nhóm", "5", "2", "", "3", ""],
        ["Tổ", "", "1", "", "", ""],
    ]
    said = [one for one in texts if one.startswith("- Danh sách")]
    assert "đã nhận 4 mục (số thứ tự 1, 3, 4, 6); còn thiếu 3 mục: số thứ tự 2, 5, 7." in said[0]
    assert "không nói được là mục nào" in said[1] and "kết thúc bằng dấu ba chấm" in said[2]
    assert not any("Gương" in one for one in texts)
    assert said[0].endswith("Nguyên văn tại đó: “Mô hình: x”.") and "Nguyên văn" not in said[2]


def test_each_body_gets_its_own_page(review: Review) -> None:
    texts, _ = read(build_requests(review))
    assert next(one for one in texts if one.startswith("Kính gửi")) == "Kính gửi: Ủy ban nhân dân huyện Thử"
    assert len([one for one in texts if one.startswith("Kính gửi: ....")]) == 2
    opened = docx.Document(io.BytesIO(build_requests(review)))
    assert len(opened.sections) == 3 and sum(one.text == "DỰ THẢO" for one in opened.paragraphs) == 3


def test_a_plan_that_was_cut_off_is_asked_for_its_last_five(root: Path) -> None:
    review = make_review(load(root / "data" / "clean"), Scope("tỉnh Hòa Bình", 2019))
    texts, rows = read(build_requests(review))
    assert rows == [["Điển hình", "6", "1", "1", "5", "2, 3, 4, 5, 6"]]
    assert "Kính gửi: Ủy ban nhân dân tỉnh Hòa Bình" in texts
    texts, rows = read(build_requests(review, "en"))
    assert rows[0][5] == "2, 3, 4, 5, 6" and any("missing 5: number 2, 3, 4, 5, 6." in one for one in texts)


def test_what_the_table_withholds_is_not_asked_for(review: Review) -> None:
    ledger = review.tables["T1"]
    row = int(ledger.frame.index[ledger.frame["section"] == "Mô hình"][0])
    cells = [(row, name) for name in ("found", "missing", "state")]
    silent = replace(review, tables={**review.tables, "T1": hide(ledger, cells)})
    texts, rows = read(build_requests(silent))
    assert [row[0] for row in rows] == ["Nhóm", "Tổ"]
    assert not any("“Mô hình”" in one for one in texts) and texts[-1].startswith("Có danh sách mà số đọc được")
    gone = replace(ledger, frame=ledger.frame.drop(columns=["found", "missing", "state"]))
    closed = replace(review, tables={**review.tables, "T1": gone})
    assert lacks(closed, "vi") == [] and read(build_requests(closed))[1] == []


def test_where_nothing_lacks_it_says_so(root: Path) -> None:
    review = make_review(load(root / "data" / "clean"), Scope("tỉnh Bắc Kạn", 2022))
    texts, rows = read(build_requests(review))
    assert rows == [] and texts[1:] == [
        "Không có danh sách nào được biết là thiếu hoặc để ngỏ trong phạm vi tỉnh Bắc Kạn, năm 2022."
    ]


def test_the_same_review_gives_the_same_bytes(review: Review) -> None:
    assert build_requests(review) == build_requests(review) != build_requests(review, "en")


def test_mode_and_date_stand_at_the_foot_of_every_page(review: Review) -> None:
    for section_ in docx.Document(io.BytesIO(build_requests(review))).sections:
        for foot in (section_.footer, section_.first_page_footer):
            words = "".join(one.text or "" for one in foot._element.iter(qn("w:t")))
            assert words == "Dự thảo - Bản nội bộ - văn bản mới nhất 01/12/2019"


def test_a_place_below_that_of_the_document_tells_nothing_about_its_list(tables: Tables) -> None:
    part = make_review(tables, Scope("huyện Đà Bắc", 2019), None, "internal").now
    few = replace(part, known=replace(part.known, entries=part.known.entries.iloc[:2]))
    assert missing_items(part, "a", "Mô hình") is not None
    assert missing_items(few, "a", "Mô hình") is None and missing_items(part, "c", "Tổ") is None


@given(st.integers(1, 40), st.data())
def test_received_and_missing_numbers_make_up_the_list(declared: int, data: Any) -> None:
    kept = data.draw(st.sets(st.integers(1, declared)))
    found = numbers_of(declared, len(kept), pd.Series([str(one) for one in kept], dtype="object"))
    assert found is not None and set(found.received) == kept
    assert sorted((*found.received, *found.missing)) == list(range(1, declared + 1))


@pytest.mark.parametrize("printed", [["1", "1"], ["1", "9"], ["1", None], ["1", "II"], ["0", "1"]])
def test_unclear_numbers_are_never_guessed(printed: list[str | None]) -> None:
    assert numbers_of(6, 2, pd.Series(printed, dtype="object")) is None
