"""One row of the corrections takes a person out of every table and every output at the next run."""

import html
import io
import zipfile
from pathlib import Path

import pytest

from analysis import pipeline
from analysis.corrections.striking import STRUCK, strike, without
from analysis.measures.scope import Scope
from analysis.privacy.release import make_review
from analysis.review.review_workbook import build_review_workbook
from analysis.review.workbook import build_workbook
from analysis.tables import Tables
from analysis.vietnamese.letters import fold

NAME = "Trần Thị Mẫu"
HEADER = "table,row_id,column,expected,value,reason,by,on\n"


def change(name: str) -> dict[str, str]:
    return {"table": "persons", "row_id": name, "column": "recipient_name", "expected": name, "value": ""}


def rows() -> dict[str, list[dict[str, object]]]:
    entry = {"entry_id": "e-1", "recipient_name": NAME, "hamlet": "xóm Bin", "commune": "xã A", "district": "huyện B"}
    other = {"entry_id": "e-2", "recipient_name": "Trần Thị Mẫu Đơn", "title": f"Học tập bà {NAME}", "raw_text": "x"}
    return {
        "entries": [entry | {"title": "Nuôi ong", "raw_text": f"bà {NAME}, xóm Bin"}, other],
        "mentions": [{"entry_id": "e-1", "raw_text": "bà ấy ở xóm Bin"}, {"entry_id": "e-2", "raw_text": "y"}],
        "incomes": [{"income_id": "i-1", "entry_id": "e-1", "activity": "nuôi ong", "raw_text": "lãi 70 triệu"}],
        "findings": [{"finding_id": "f-1", "row_id": "e-1", "message_vi": f"Xem lại {NAME.upper()}", "raw_text": "z"}],
    }


def test_name_place_and_words_go_and_the_entry_stays() -> None:
    held = rows()
    assert strike([change(NAME)], held) == []
    entry = held["entries"][0]
    assert entry["recipient_name"] is None and entry["hamlet"] is None and entry["commune"] is None
    assert (entry["entry_id"], entry["title"], entry["district"]) == ("e-1", "Nuôi ong", "huyện B")
    assert "xóm Bin" not in str(held) and "nuôi ong" not in str(held["incomes"])
    assert held["entries"][1]["title"] == f"Học tập bà {STRUCK}"
    assert fold(NAME) not in fold(str(held["findings"]))


def test_a_longer_name_that_begins_alike_keeps_its_row_and_loses_the_shared_part() -> None:
    held = rows()
    strike([change(NAME)], held)
    assert (held["entries"][1]["recipient_name"], held["entries"][1]["raw_text"]) == (f"{STRUCK} Đơn", "x")


@pytest.mark.parametrize("printed", ["TRẦN THỊ MẪU", "Trần  Thị Mẫu", "Trần Thị Mẫu"])
def test_the_name_is_found_however_it_is_printed(printed: str) -> None:
    assert without(f"bà {printed}, xã A", NAME) == f"bà {STRUCK}, xã A"


def test_another_name_and_part_of_a_word_are_left() -> None:
    assert without("Trần Thị Mẫn, Trần Thị", NAME) == "Trần Thị Mẫn, Trần Thị"


def test_who_is_nowhere_is_reported_without_the_name() -> None:
    (found,) = strike([change("Lý Văn Thử")], rows())
    assert found.code == "stale-correction" and "Thử" not in str(found.values)


def test_one_syllable_would_strike_out_half_the_text() -> None:
    held = rows()
    assert len(strike([change("Mẫu")], held)) == 1 and held == rows()


def test_after_the_next_run_the_person_is_in_no_table_and_no_output(root: Path, tmp_path: Path) -> None:
    raw, corrections = root / "data" / "raw", tmp_path / "corrections.csv"
    before = pipeline.run(raw, corrections, jobs=0)
    named = before.frames["incomes"].dropna(subset=["recipient_name"])
    name = str(named["recipient_name"].iloc[0])
    corrections.write_text(f"{HEADER}persons,{name},recipient_name,{name},,theo yêu cầu,A,2026-03-07\n", "utf-8")
    after = pipeline.run(raw, corrections, jobs=0)
    texts = {table: after.frames[table].to_csv() for table in after.frames}
    assert fold(name) in fold(before.frames["entries"].to_csv())
    assert [table for table, text in texts.items() if fold(name) in fold(text)] == []
    assert len(after.frames["entries"]) == len(before.frames["entries"])
    review = make_review(Tables(**after.frames), Scope("huyện Tân Hồng", 2019), None, "internal")
    for made in (build_review_workbook(review), build_workbook(after.frames, "internal")):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            words = "".join(html.unescape(parts.read(part).decode()) for part in parts.namelist())
        assert fold(name) not in fold(words)
