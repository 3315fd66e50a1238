"""The sheet of questions: what is asked, in which order, and that a person can answer it."""

import io
from typing import Any

import openpyxl
import pytest

from analysis.review.question_sheet import build_questions
from analysis.review.questions import Question
from analysis.review.questions_places import questions
from analysis.review.sheet_words import code_answers, fixed_answers, locator_words, sheet_words
from analysis.schema import TABLES, frame


def asked(desk: Any) -> list[Question]:
    return questions(desk.frames(), desk.made())


def items(found: list[Question]) -> list[tuple[str, str]]:
    return [(one.kind, one.evidence.get("item_no", "")) for one in found]


def test_everything_doubtful_is_asked_the_weightiest_first(desk: Any) -> None:
    assert items(asked(desk)) == [
        ("duplicate", "4"),
        ("amount", ""),
        ("place", "1"),
        ("merge", "2"),
        ("field-none", "3"),
        ("field-none", "4"),
        ("field-none", "5"),
        ("recipient-kind", "5"),
    ]


def test_one_doubtful_name_is_one_question_for_all_its_rows(desk: Any) -> None:
    (place,) = [one for one in asked(desk) if one.kind == "place"]
    assert place.row_ids == (desk.entry("1")["entry_id"], desk.entry("5")["entry_id"])
    assert (place.column, place.expected) == ("commune", "thị trấn Mường Khên")
    assert place.offered == ("thị trấn Mường Khến", "Giữ như in")


def test_a_merge_is_asked_once_and_names_both(desk: Any) -> None:
    (merge,) = [one for one in asked(desk) if one.kind == "merge"]
    assert merge.current != merge.words
    assert {merge.expected, merge.target} == {desk.entry("1")["model_id"], desk.entry("2")["model_id"]}


def test_a_table_without_doubts_asks_nothing() -> None:
    assert questions({name: frame(name, []) for name in TABLES}) == []


def reward(**cells: object) -> dict[str, object]:
    document = {"document_id": "d", "locator": "line 3", "raw_text": "tặng 34 giấy khen"}
    return document | {"reward_id": "r-1", "role": "awarded", "count": 34, "bound": "exact"} | cells


@pytest.mark.parametrize(("cells", "kinds"), [({}, ["reward-kind"]), ({"recipient_kind": "collective"}, [])])
def test_a_count_of_unknown_bearers_is_asked_for(cells: dict[str, object], kinds: list[str]) -> None:
    frames = {name: frame(name, []) for name in TABLES} | {"rewards": frame("rewards", [reward(**cells)])}
    assert [one.kind for one in questions(frames)] == kinds


def test_what_was_answered_is_not_asked_again_unless_it_went_stale(desk: Any) -> None:
    row_id = desk.entry("5")["entry_id"]
    made = {
        "table": "entries",
        "row_id": row_id,
        "column": "subfield",
        "expected": "chua-phan-loai",
        "value": "chua-phan-loai",
    }
    found = items(questions(desk.frames(), [made]))
    assert ("field-none", "5") not in found
    assert ("recipient-kind", "5") in found
    frames = desk.frames()
    stale = {"finding_id": "f-1", "code": "stale-correction", "row_id": row_id, "severity": "warning"}
    frames["findings"] = frame("findings", [*frames["findings"].to_dict("records"), stale])
    assert ("field-none", "5") in items(questions(frames, [made]))


def opened(desk: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(build_questions(asked(desk), desk.frames())))


def test_the_same_questions_give_the_same_bytes(desk: Any) -> None:
    assert build_questions(asked(desk), desk.frames()) == build_questions(asked(desk), desk.frames())


def test_every_answer_has_the_list_of_its_question(desk: Any) -> None:
    book = opened(desk)
    sheet, lists = book.worksheets[0], book["Lựa chọn"]
    assert lists.sheet_state == "hidden"
    for at, question in enumerate(asked(desk), 7):
        (rule,) = [one for one in sheet.data_validations.dataValidation if f"I{at}" in one.sqref]
        first, last = rule.formula1.split("!")[1].replace("$A$", "").split(":")
        assert tuple(lists.cell(row, 1).value for row in range(int(first), int(last) + 1)) == question.offered
        assert rule.showErrorMessage == (question.kind not in ("place", "amount"))


def test_source_words_stand_beside_and_codes_are_hidden(desk: Any) -> None:
    sheet = opened(desk).worksheets[0]
    names = [cell.value for cell in sheet[5]]
    assert sheet.row_dimensions[5].hidden
    hidden = {
        names[openpyxl.utils.column_index_from_string(key) - 1]
        for key, d in sheet.column_dimensions.items()
        if d.hidden
    }
    assert {"row_id", "expected"} <= hidden
    row = dict(zip(names, [cell.value for cell in sheet[7]], strict=True))
    assert row["raw_text"] == "4 | Ánh sáng niềm tin | Bà Đỗ Thị Mẫu, xóm Bin, xã Tử Nê, huyện Tân Lạc"
    assert (row["locator"], row["answer"], row["by"], row["on"]) == ("bảng 1 dòng 5", None, None, None)


def test_a_text_that_looks_like_a_formula_stays_text(desk: Any) -> None:
    frames = {name: frame(name, []) for name in TABLES}
    frames["rewards"] = frame("rewards", [reward(raw_text='=HYPERLINK("x")')])
    sheet = openpyxl.load_workbook(io.BytesIO(build_questions(questions(frames), frames))).worksheets[0]
    assert sheet["D7"].data_type == "s"


def test_no_questions_say_so() -> None:
    frames = {name: frame(name, []) for name in TABLES}
    sheet = openpyxl.load_workbook(io.BytesIO(build_questions([], frames))).worksheets[0]
    assert sheet["A7"].value == sheet_words()["none"]


def test_answers_can_be_told_apart() -> None:
    for kind in sheet_words()["questions"]:
        assert len(set(fixed_answers(kind))) == len(fixed_answers(kind)) > 0
    assert len(code_answers("field-review")) == 31


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("line 88-90", "dòng 88-90"),
        ("page 3 line 12", "trang 3 dòng 12"),
        ("sheet DS row 14", "trang tính DS dòng 14"),
        ("", ""),
    ],
)
def test_locators_are_said_in_vietnamese(locator: str, words: str) -> None:
    assert locator_words(locator) == words


def doubtful(**cells: object) -> dict[str, object]:
    document = {"document_id": "d", "locator": "line 3", "raw_text": "x", "commune": "xã Mường Bịa"}
    return document | {"district": "huyện Tân Lạc", "province": "tỉnh Hòa Bình"} | cells


def doubtful_frames(rewards: int = 1) -> dict[str, Any]:
    document = {"document_id": "d", "province": "tỉnh Hòa Bình", "issued_on": "2019-11-11"}
    words = "Không tìm thấy “xã Mường Bịa” trong danh mục địa danh."
    found = {"finding_id": "f-1", "code": "unknown-place", "document_id": "d", "message_vi": words, "row_id": "e-1"}
    counted = [doubtful(reward_id=f"r-{at:010}", recipient_kind="collective") for at in range(rewards)]
    rows = {"documents": [document], "entries": [doubtful(entry_id="e-1")], "rewards": counted, "findings": [found]}
    return {name: frame(name, rows.get(name, [])) for name in TABLES}


def test_a_name_met_in_several_tables_is_one_question() -> None:
    (place,) = questions(doubtful_frames())
    assert place.cells == [("entries", "e-1"), ("rewards", "r-0000000000")]
    assert "xã Mường Bịa" in place.why


def test_a_question_about_very_many_rows_is_divided_so_that_its_cells_hold_all_ids() -> None:
    frames = doubtful_frames(2_500)
    asked = questions(frames)
    assert sorted(cell for one in asked for cell in one.cells)[-1] == ("rewards", "r-0000002499")
    assert [len(one.row_ids) for one in asked] == [1_000, 1_000, 501]
    sheet = openpyxl.load_workbook(io.BytesIO(build_questions(asked, frames))).worksheets[0]
    names = [cell.value for cell in sheet[5]]
    assert len(sheet.cell(7, names.index("row_id") + 1).value.split()) == 1_000
    assert len(sheet.cell(7, names.index("table") + 1).value.split()) == 1_000
