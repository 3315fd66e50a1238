"""Answers typed into the sheet become corrections, survive every rebuild, and a wrong one is one clear line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.review.answer_corrections import Taken, take_answers
from analysis.review.answers import Answer, AnswersError, iso_day, read_answers
from analysis.schema import TABLES, frame

FIELD = "Văn hóa - xã hội › An sinh xã hội, nhân đạo"
ALL = {
    ("duplicate", "4"): "Trùng: gộp hai dòng thành một",
    ("amount", "6"): "350.000.000",
    ("place", "1"): "thị trấn Mường Khến",
    ("merge", "2"): "Gộp",
    ("field-none", "5"): FIELD,
    ("recipient-kind", "5"): "cá nhân",
}


def test_the_whole_round(desk: Any) -> None:
    """Clean, ask, answer, import, clean: the tables hold the answers, and nothing changes from then on."""
    assert desk.make_sheet() == (0, f"Đã ghi {desk.sheet}: 8 câu hỏi.\n")
    desk.answer(ALL, reason="đã hỏi huyện")
    assert desk.import_answers() == (0, f"Đã nhập 6 câu trả lời -> {desk.corrections}; không nhập 0.\n")
    desk.run_clean()
    entries = desk.table("entries").set_index("item_no")
    assert list(entries.index) == ["1", "2", "3", "5", "6"]
    fifth = entries.loc["5"]
    assert (fifth["field"], fifth["subfield"]) == ("van-hoa-xa-hoi", "an-sinh-nhan-dao")
    assert (fifth["field_basis"], fifth["field_status"]) == ("corrected", "sure")
    assert fifth["recipient_kind"] == "individual"
    assert (fifth["commune"], fifth["district_area"]) == ("thị trấn Mường Khến", "huyện Tân Lạc")
    assert fifth["commune_2025"] == "xã Tân Lạc"
    assert entries.loc["1", "commune"] == "thị trấn Mường Khến"
    assert entries.loc["3", "mentions"] == 2
    assert entries.loc["1", "model_id"] == entries.loc["2", "model_id"]
    (model,) = (row for _, row in desk.table("models").iterrows() if row["status"] == "confirmed")
    assert model["model_id"] == entries.loc["1", "model_id"] and model["aliases"]
    income = desk.table("incomes").iloc[0]
    assert (income["low_vnd"], income["high_vnd"], income["annual_vnd"]) == (350_000_000,) * 3
    assert list(desk.table("findings")["code"]) == ["unclassified-field"]
    made = desk.made()
    assert {one["reason"] for one in made} == {"đã hỏi huyện"}
    assert {(one["by"], one["on"]) for one in made} == {("Người Thử", "2026-03-07")}
    first = desk.bytes_of_tables()
    desk.run_clean()
    assert desk.bytes_of_tables() == first
    assert desk.make_sheet() == (0, f"Đã ghi {desk.sheet}: 1 câu hỏi.\n")


def test_importing_twice_changes_nothing(desk: Any) -> None:
    desk.make_sheet()
    desk.answer(ALL)
    desk.import_answers()
    before = desk.corrections.read_bytes()
    assert desk.import_answers()[0] == 0
    desk.run_clean()
    assert desk.import_answers()[0] == 0
    assert desk.corrections.read_bytes() == before


def test_a_newer_answer_replaces_the_older_and_keeps_its_reason(desk: Any) -> None:
    desk.make_sheet()
    desk.answer({("field-none", "5"): FIELD}, reason="theo báo cáo")
    desk.import_answers()
    desk.run_clean()
    desk.answer({("field-none", "5"): "Kinh tế › Du lịch"}, by="Người Khác", reason="xem lại")
    assert desk.import_answers()[0] == 0
    made = {one["column"]: one for one in desk.made()}
    assert (made["field"]["value"], made["subfield"]["value"]) == ("kinh-te", "du-lich")
    assert made["subfield"]["expected"] == "chua-phan-loai"
    assert made["subfield"]["reason"].startswith(
        "xem lại (trước đó “an-sinh-nhan-dao”, Người Thử, 2026-03-07: theo báo cáo"
    )
    desk.run_clean()
    assert desk.entry("5")["subfield"] == "du-lich"


def test_corrections_made_by_hand_are_kept(desk: Any) -> None:
    row_id = desk.entry("1")["entry_id"]
    line = f"entries,{row_id},description,,giữ,sửa tay,A,2026-01-01\n"
    desk.corrections.write_text("table,row_id,column,expected,value,reason,by,on\n" + line, encoding="utf-8")
    desk.make_sheet()
    desk.answer({("recipient-kind", "5"): "cá nhân"})
    assert desk.import_answers()[0] == 0
    assert line in desk.corrections.read_text(encoding="utf-8")
    assert len(desk.made()) == 2


def test_models_kept_apart_are_not_asked_again_and_may_still_be_merged(desk: Any) -> None:
    desk.make_sheet()
    desk.answer({("merge", "2"): "Không gộp"})
    desk.import_answers()
    desk.run_clean()
    assert desk.table("models")["suggestions"].isna().all()
    assert desk.entry("1")["model_id"] != desk.entry("2")["model_id"]
    desk.answer({("merge", "2"): "Gộp"})
    assert desk.import_answers()[0] == 0
    assert [one["column"] for one in desk.made()] == ["model_id"]
    desk.run_clean()
    assert desk.entry("1")["model_id"] == desk.entry("2")["model_id"]
    desk.answer({("merge", "2"): "Không gộp"})
    assert desk.import_answers()[0] == 0
    assert [(one["table"], one["column"]) for one in desk.made()] == [("models", "suggestions")]


def test_answers_that_confirm_settle_the_doubt(desk: Any) -> None:
    desk.make_sheet()
    kept = {("amount", "6"): "Giữ như in", ("place", "1"): "giữ như in", ("duplicate", "4"): "Không trùng"}
    desk.answer(kept)
    assert desk.import_answers()[0] == 0
    desk.run_clean()
    assert set(desk.table("findings")["code"]) == {"unclassified-field"}
    assert desk.table("incomes").iloc[0]["low_vnd"] == 35_000_000_000
    assert desk.entry("1")["commune"] == "thị trấn Mường Khên"
    assert len(desk.table("entries")) == 6


def test_a_document_that_changed_makes_its_answer_stale_and_asks_again(
    desk: Any, rewrite: Callable[[Any, list[list[str]]], None]
) -> None:
    desk.make_sheet()
    desk.answer({("place", "1"): "thị trấn Mường Khến", ("recipient-kind", "5"): "cá nhân"})
    desk.import_answers()
    rows = [
        ["STT", "Tên mô hình", "Tập thể, cá nhân"],
        ["5", "Bước chân xanh", "Vì A Thử - xóm Mới, xã Phú Cường, huyện Tân Lạc"],
    ]
    rewrite(desk, [*rows, ["6", "Bước chân hồng", "Công an xã Phú Cường, huyện Tân Lạc"]])
    desk.run_clean()
    assert list(desk.table("findings")["code"]).count("stale-correction") == 3
    assert len(desk.made()) == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({("recipient-kind", "5"): "cơ quan"}, "“cơ quan” không có trong danh sách"),
        ({("field-none", "5"): "kinh-te"}, "không có trong danh sách"),
        ({("amount", "6"): "800"}, "hãy ghi đủ số đồng"),
        ({("amount", "6"): "vài trăm triệu"}, "hãy ghi đủ số đồng"),
        ({("place", "1"): "Mường Khến"}, "chưa đủ loại và tên"),
        ({("place", "1"): "huyện Tân Lạc"}, "chưa đủ loại và tên"),
        ({("place", "1"): "xã A, chỗ nào đó"}, "chưa đủ loại và tên"),
        ({("merge", "2"): "có"}, "không có trong danh sách"),
    ],
)
def test_a_wrong_answer_is_one_line_and_the_others_go_in(
    desk: Any, typed: dict[tuple[str, str], str], words: str
) -> None:
    desk.make_sheet()
    desk.answer({("duplicate", "4"): "Không trùng"} | typed)
    code, output = desk.import_answers()
    (line,) = [line for line in output.splitlines() if line.startswith("KHÔNG NHẬP")]
    assert code == 1
    assert words in line and "dòng " in line
    assert [one["column"] for one in desk.made()] == ["entry_id"]


@pytest.mark.parametrize(
    ("by", "on", "words"), [("", "7/3/2026", "thiếu tên"), ("A", "", "thiếu ngày"), ("A", "31/2/2026", "“31/2/2026”")]
)
def test_name_and_day_are_asked_for(desk: Any, by: str, on: str, words: str) -> None:
    desk.make_sheet()
    desk.answer({("duplicate", "4"): "Không trùng"}, by=by, on=on)
    code, output = desk.import_answers()
    assert code == 1 and words in output
    assert not desk.corrections.exists()


def test_a_sheet_of_another_run_is_refused_row_by_row(
    desk: Any, rewrite: Callable[[Any, list[list[str]]], None]
) -> None:
    desk.make_sheet()
    desk.answer({("recipient-kind", "5"): "cá nhân", ("amount", "6"): "Giữ như in"})
    rewrite(
        desk, [["STT", "Tên mô hình", "Tập thể, cá nhân"], ["1", "Vườn rau", "Xóm Mới, xã Mai Hịch, huyện Mai Châu"]]
    )
    desk.run_clean()
    code, output = desk.import_answers()
    assert code == 1
    assert output.count("phiếu của lần chạy khác") == 2


def test_a_cell_that_changed_since_is_refused() -> None:
    row = {"entry_id": "e-1", "document_id": "d", "locator": "line 1", "raw_text": "x", "recipient_kind": "household"}
    frames = {name: frame(name, []) for name in TABLES} | {"entries": frame("entries", [row])}
    taken = take_answers([answer(expected="")], frames, [])
    assert taken.corrections == [] and "nay là “household”" in taken.refused[0]


def answer(**changed: Any) -> Answer:
    cells = {
        "line": 7, "kind": "recipient-kind", "table": "entries", "row_ids": ("e-1",), "column": "recipient_kind",
        "expected": "", "target": "", "answer": "cá nhân", "reason": "", "by": "A", "on": "2026-03-07",
    }  # fmt: skip
    return Answer(**(cells | changed))


def take(*answers: Answer) -> Taken:
    row = {"entry_id": "e-1", "document_id": "d", "locator": "line 1", "raw_text": "x"}
    frames = {name: frame(name, []) for name in TABLES} | {"entries": frame("entries", [row])}
    return take_answers(answers, frames, [])


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "lạ"},
        {"row_ids": ()},
        {"table": ""},
        {"table": "entries entries"},
        {"table": "entries lạ"},
        {"table": "lạ"},
        {"row_ids": ("e-2",)},
        {"answer": "", "reason": "vì sao"},
    ],
)
def test_damaged_rows_are_refused(changed: dict[str, Any]) -> None:
    taken = take(answer(**changed))
    assert (taken.answers, taken.corrections, len(taken.refused)) == (0, [], 1)


def test_two_rows_that_contradict_each_other_are_told_apart() -> None:
    taken = take(answer(), answer(line=9, answer="tập thể"), answer(line=11))
    assert [one["value"] for one in taken.corrections] == ["individual"]
    assert taken.refused == ["dòng 9: trái với câu trả lời ở dòng 7"]


def test_one_answer_may_be_about_rows_of_two_tables() -> None:
    place = {"document_id": "d", "locator": "line 1", "raw_text": "x", "commune": "xã Mường Bịa"}
    rows = {
        "documents": [{"document_id": "d", "province": "tỉnh Hòa Bình", "issued_on": "2019-11-11"}],
        "entries": [place | {"entry_id": "e-1"}],
        "rewards": [place | {"reward_id": "r-1"}],
    }
    frames = {name: frame(name, rows.get(name, [])) for name in TABLES}
    typed = answer(
        kind="place", table="entries rewards", row_ids=("e-1", "r-1"), column="commune", expected="xã Mường Bịa"
    )
    taken = take_answers([replace(typed, answer="X. Mai Hịch, H. Mai Châu")], frames, [])
    made = [(one["table"], one["column"], one["value"]) for one in taken.corrections]
    assert made == [
        ("entries", "commune", "xã Mai Hịch"),
        ("entries", "district", "huyện Mai Châu"),
        ("rewards", "commune", "xã Mai Hịch"),
        ("rewards", "district", "huyện Mai Châu"),
    ]


@given(st.text(max_size=40), st.sampled_from(["amount", "place", "merge", "duplicate", "field-none", "reward-kind"]))
def test_no_text_breaks_the_import(text: str, kind: str) -> None:
    taken = take(answer(answer=text or "?", kind=kind))
    assert taken.answers + len(taken.refused) == 1


def test_a_sorted_sheet_with_rows_left_out_still_finds_its_cells(desk: Any) -> None:
    desk.make_sheet()
    desk.answer({("recipient-kind", "5"): "cá nhân"})
    book = openpyxl.load_workbook(desk.sheet)
    book.worksheets[0].delete_rows(7, 6)
    book.save(desk.sheet)
    assert desk.import_answers()[0] == 0
    assert len(desk.made()) == 1


def test_a_sheet_with_answers_not_imported_is_never_overwritten(desk: Any) -> None:
    desk.make_sheet()
    desk.answer({("recipient-kind", "5"): "cá nhân"}, reason="đã gọi điện")
    before = desk.sheet.read_bytes()
    code, output = desk.make_sheet()
    assert code == 1 and "chưa nhập" in output and len(output.splitlines()) == 1
    assert desk.sheet.read_bytes() == before
    desk.import_answers()
    assert desk.make_sheet()[0] == 0


def test_another_file_is_never_overwritten(desk: Any) -> None:
    desk.sheet.write_text("ghi chú riêng", encoding="utf-8")
    code, output = desk.make_sheet()
    assert code == 1 and len(output.strip().splitlines()) == 1
    assert desk.sheet.read_text(encoding="utf-8") == "ghi chú riêng"


@pytest.mark.parametrize("name", ["khong-co.xlsx", "chu.xlsx", "chu.txt", "khac.xlsx"])
def test_a_file_that_is_no_sheet_is_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("chu"):
        path.write_text("chữ", encoding="utf-8")
    if name == "khac.xlsx":
        openpyxl.Workbook().save(path)
    with pytest.raises(AnswersError, match=name):
        read_answers(path)


@pytest.mark.parametrize(
    ("typed", "day"), [("07.03.2026", "2026-03-07"), ("7-3-2026", "2026-03-07"), ("3/2026", "3/2026"), ("", "")]
)
def test_days_are_read_day_first(typed: str, day: str) -> None:
    assert iso_day(typed) == day


def test_a_full_disk_leaves_the_corrections_whole(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.make_sheet()
    desk.answer({("recipient-kind", "5"): "cá nhân"})
    desk.import_answers()
    before = desk.corrections.read_bytes()
    desk.answer({("merge", "2"): "Gộp"})
    monkeypatch.setattr(Path, "write_bytes", _full)
    code, output = desk.import_answers()
    assert code == 1 and "No space left" in output
    assert desk.corrections.read_bytes() == before


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
