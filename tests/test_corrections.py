"""Corrections: applied with what follows from them, never by halves, reported where they no longer fit."""

from pathlib import Path

import pytest

from analysis import corrections
from analysis.corrections import apply, apply_merges, apply_to_models, refused_merges
from analysis.registry import link_models
from analysis.schema import TableError

Rows = dict[str, list[dict[str, object]]]


def entry(**cells: object) -> dict[str, object]:
    return {
        "entry_id": "e-1", "document_id": "d", "kind": "model", "title": "Trồng na", "recipient_kind": None,
        "hamlet": "xóm Mới", "commune": "xã Tử Nê", "district": "huyện Tân Lạc", "province": "tỉnh Hòa Bình",
        "place_basis": "stated", "district_area": "huyện Tân Lạc", "province_2025": "tỉnh Phú Thọ",
        "commune_2025": "xã Tân Lạc", "field": "kinh-te", "subfield": "nong-lam-thuy-san",
        "field_basis": "inferred", "field_status": "review", "is_plural": False, "mentions": 1, "model_id": None,
    } | cells  # fmt: skip


def income(**cells: object) -> dict[str, object]:
    return {
        "income_id": "i-1", "document_id": "d", "entry_id": "e-1", "hamlet": "xóm Mới", "commune": "xã Tử Nê",
        "district": "huyện Tân Lạc", "province": "tỉnh Hòa Bình", "place_basis": "stated", "field": "kinh-te",
        "low_vnd": 700, "high_vnd": 700, "annual_vnd": 700, "bound": "exact", "period": "year",
    } | cells  # fmt: skip


def tables(*entries: dict[str, object], incomes: tuple[dict[str, object], ...] = ()) -> Rows:
    document = {"document_id": "d", "province": "tỉnh Hòa Bình", "issued_on": "2019-11-11"}
    return {
        "documents": [document],
        "entries": list(entries or (entry(),)),
        "incomes": list(incomes),
        "mentions": [],
        "findings": [],
    }


def change(column: str, expected: str, value: str, row_id: str = "e-1", table: str = "entries") -> dict[str, str]:
    made = {"table": table, "row_id": row_id, "column": column, "expected": expected, "value": value}
    return made | {"reason": "", "by": "A", "on": "2026-01-01"}


def codes(found: list[corrections.Finding]) -> list[str]:
    return [one.code for one in found]


def test_a_subfield_brings_its_field_and_the_amounts_of_the_entry() -> None:
    rows = tables(incomes=(income(), income(income_id="i-2", entry_id="e-9")))
    assert apply([change("subfield", "nong-lam-thuy-san", "giao-duc")], rows) == []
    row = rows["entries"][0]
    assert (row["field"], row["subfield"]) == ("van-hoa-xa-hoi", "giao-duc")
    assert (row["field_basis"], row["field_status"]) == ("corrected", "sure")
    assert [one["field"] for one in rows["incomes"]] == ["van-hoa-xa-hoi", "kinh-te"]


def test_a_field_alone_takes_its_rest_subfield() -> None:
    rows = tables()
    apply([change("field", "kinh-te", "quoc-phong-an-ninh")], rows)
    assert rows["entries"][0]["subfield"] == "quoc-phong-an-ninh-khac"
    rows = tables()
    apply([change("field", "kinh-te", "kinh-te")], rows)
    assert rows["entries"][0]["subfield"] == "nong-lam-thuy-san"


def test_field_and_subfield_go_together_or_not_at_all() -> None:
    rows = tables()
    pair = [change("field", "kinh-te", "van-hoa-xa-hoi"), change("subfield", "du-lich", "giao-duc")]
    assert codes(apply(pair, rows)) == ["stale-correction"] * 2
    assert rows == tables()


def test_a_corrected_place_brings_its_area_and_its_amounts() -> None:
    rows = tables(incomes=(income(),))
    pair = [change("commune", "xã Tử Nê", "xã Mai Hịch"), change("district", "huyện Tân Lạc", "huyện Mai Châu")]
    assert apply(pair, rows) == []
    row = rows["entries"][0]
    assert (row["district_area"], row["commune_2025"]) == ("huyện Mai Châu", "xã Bao La")
    assert (rows["incomes"][0]["commune"], rows["incomes"][0]["district"]) == ("xã Mai Hịch", "huyện Mai Châu")


def test_a_single_amount_stays_single_and_its_year_follows() -> None:
    rows = tables(incomes=(income(), income(income_id="i-2", low_vnd=5, high_vnd=9, annual_vnd=84, period="month")))
    done = [change("low_vnd", "700", "900", "i-1", "incomes"), change("low_vnd", "5", "7", "i-2", "incomes")]
    assert apply(done, rows) == []
    first, second = rows["incomes"]
    assert (first["low_vnd"], first["high_vnd"], first["annual_vnd"]) == (900, 900, 900)
    assert (second["low_vnd"], second["high_vnd"], second["annual_vnd"]) == (7, 9, 96)


def test_an_amount_taken_away_leaves_no_year() -> None:
    rows = tables(incomes=(income(),))
    apply([change("low_vnd", "700", "", "i-1", "incomes")], rows)
    assert [rows["incomes"][0][name] for name in ("low_vnd", "high_vnd", "annual_vnd")] == [None] * 3


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (change("title", "Trồng ổi", "Trồng na"), "stale-correction"),
        (change("title", "Trồng na", "Trồng ổi", "e-0"), "stale-correction"),
        (change("tên", "Trồng na", "Trồng ổi"), "stale-correction"),
        (change("title", "Trồng na", "Trồng ổi", table="bảng"), "stale-correction"),
        (change("title", "Trồng na", "Trồng ổi", table="citations"), "stale-correction"),
        (change("field", "kinh-te", "kinh-tế"), "invalid-correction"),
        (change("mentions", "1", "hai"), "invalid-correction"),
        (change("mentions", "1", "-1"), "invalid-correction"),
        (change("document_id", "d", ""), "invalid-correction"),
        (change("entry_id", "e-1", "e-7"), "invalid-correction"),
    ],
)
def test_what_does_not_fit_is_reported_and_changes_nothing(made: dict[str, str], code: str) -> None:
    rows = tables()
    assert codes(apply([made], rows)) == [code]
    assert rows == tables()


def test_two_answers_for_one_cell_are_none() -> None:
    rows = tables()
    both = [change("title", "Trồng na", "Trồng ổi"), change("title", "Trồng na", "Trồng mít")]
    assert codes(apply(both, rows)) == ["invalid-correction"] * 2
    assert rows == tables()


def test_empty_values_fill_and_clear() -> None:
    rows = tables()
    assert apply([change("recipient_kind", "", "household"), change("hamlet", "xóm Mới", "")], rows) == []
    assert (rows["entries"][0]["recipient_kind"], rows["entries"][0]["hamlet"]) == ("household", None)


def twice() -> Rows:
    rows = tables(entry(), entry(entry_id="e-2", mentions=2), incomes=(income(entry_id="e-2"),))
    rows["mentions"] = [{"document_id": "d", "entry_id": one} for one in ("e-1", "e-2", "e-2")]
    rows["findings"] = [{"finding_id": "f-1", "code": "possible-duplicate", "row_id": "e-2", "document_id": "d"}]
    return rows


def test_a_double_row_gives_way_and_hands_over_what_it_has() -> None:
    rows = twice()
    assert apply([change("entry_id", "e-2", "e-1", "e-2")], rows) == []
    assert [row["entry_id"] for row in rows["entries"]] == ["e-1"]
    assert rows["entries"][0]["mentions"] == 3
    assert [row["entry_id"] for row in rows["mentions"]] == ["e-1"] * 3
    assert rows["incomes"][0]["entry_id"] == "e-1"
    assert rows["findings"] == []


def test_a_row_that_is_none_goes_and_its_amount_stays() -> None:
    rows = twice()
    apply([change("entry_id", "e-2", "", "e-2")], rows)
    assert len(rows["entries"]) == len(rows["mentions"]) == 1
    assert rows["incomes"][0]["entry_id"] is None


def test_a_row_that_was_looked_at_stays_and_the_doubt_goes() -> None:
    rows = twice()
    apply([change("entry_id", "e-2", "e-2", "e-2")], rows)
    assert len(rows["entries"]) == 2
    assert rows["findings"] == []


def test_a_row_never_gives_way_to_one_of_another_document() -> None:
    rows = tables(entry(), entry(entry_id="e-2", document_id="d2"))
    assert codes(apply([change("entry_id", "e-2", "e-1", "e-2")], rows)) == ["invalid-correction"]


def test_a_doubtful_name_stays_a_finding_while_another_row_has_it() -> None:
    rows = tables(entry(), entry(entry_id="e-2"))
    rows["findings"] = [{"finding_id": "f-1", "code": "unknown-place", "row_id": "e-1", "document_id": "d"}]
    apply([change("commune", "xã Tử Nê", "xã Mai Hịch")], rows)
    assert len(rows["findings"]) == 1
    apply([change("commune", "xã Tử Nê", "xã Mai Hịch", "e-2"), change("commune", "xã Mai Hịch", "xã Mai Hịch")], rows)
    assert rows["findings"] == []


def test_a_corrected_title_moves_to_its_own_model_before_merges_are_applied() -> None:
    rows = tables(entry(), entry(entry_id="e-2", title="Trồng mận hậu"))
    link_models(rows["entries"])
    old, other = (str(row["model_id"]) for row in rows["entries"])
    apply([change("title", "Trồng na", "Trồng na dai")], rows)
    link_models(rows["entries"])
    assert codes(apply_merges([change("model_id", old, other)], rows)) == ["stale-correction"]
    now = str(rows["entries"][0]["model_id"])
    assert apply_merges([change("model_id", now, other)], rows) == []
    assert rows["entries"][0]["model_id"] == other


def test_models_kept_apart_are_a_pair_and_stale_when_one_is_gone() -> None:
    apart = change("suggestions", "m-2", "", "m-1", "models")
    assert refused_merges([apart]) == {frozenset({"m-1", "m-2"})}
    both: Rows = {"models": [{"model_id": "m-1"}, {"model_id": "m-2"}]}
    assert apply_to_models([apart], both) == []
    assert codes(apply_to_models([apart], {"models": both["models"][:1]})) == ["stale-correction"]


def test_the_registry_can_be_corrected_too() -> None:
    rows: Rows = {"models": [{"model_id": "m-1", "stage": None}]}
    assert apply_to_models([change("stage", "", "nhan-rong", "m-1", "models")], rows) == []
    assert rows["models"][0]["stage"] == "nhan-rong"


def test_no_file_is_no_corrections_and_a_broken_one_says_so(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    assert corrections.load(path) == []
    path.write_text("table,row_id\n", encoding="utf-8")
    with pytest.raises(TableError, match="column"):
        corrections.load(path)


def test_days_are_read_as_days(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(
        "table,row_id,column,expected,value,reason,by,on\nentries,e-1,title,a,b,,A,2026-03-07\nentries,e-2,title,a,b,,A,\n",
        encoding="utf-8",
    )
    assert [one["on"] for one in corrections.load(path)] == ["2026-03-07", ""]
