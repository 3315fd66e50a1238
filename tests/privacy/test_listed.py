"""What the public workbook lists: no entry, no amount or award of a person with anything that ties it to somebody."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.privacy.listed import listed_tables
from analysis.privacy.modes import WITHHELD, personal_rows
from analysis.schema import TABLES, frame
from analysis.tables import load

DOCUMENT = {"document_id": "d", "source_file": "a.docx", "sha256": "0" * 64, "format": "docx", "reading": "text"}
DOCUMENT |= {"quality": "good", "province": "tỉnh Hòa Bình", "district": "huyện Lạc Sơn"}
ENTRY = {"document_id": "d", "kind": "model", "place_basis": "stated", "district": "huyện Lạc Sơn", "field": "kinh-te"}
ENTRY |= {"mentions": 1, "locator": "line 1", "raw_text": "x", "model_id": "m-1"}
INCOME = {
    "document_id": "d",
    "place_basis": "stated",
    "district": "huyện Lạc Sơn",
    "activity": "nuôi thử",
    "field": "kinh-te",
}
INCOME |= {"measure": "profit", "bound": "exact", "period": "year", "per": "household", "is_outcome": True}
INCOME |= {"locator": "line 1", "raw_text": "x", "source": "Báo Thử", "low_vnd": 720_000_000, "high_vnd": 720_000_000}
SECTION = {"document_id": "d", "section": "Mô hình", "kind": "model", "is_open_list": False, "locator": "line 1"}
FINDING = {
    "document_id": "d",
    "severity": "note",
    "code": "possible-duplicate",
    "message_vi": "hai",
    "message_en": "two",
}
FINDING |= {"locator": "line 3", "raw_text": "Nuôi thử"}


def made(**rows: list[dict[str, object]]) -> dict[str, pd.DataFrame]:
    return {name: frame(name, rows.get(name, [])) for name in TABLES}


def entries(n: int, kind: str = "collective") -> list[dict[str, object]]:
    return [ENTRY | {"entry_id": f"e-{at}", "recipient_kind": kind, "title": f"Mô hình {at}"} for at in range(n)]


def words(tables: dict[str, pd.DataFrame]) -> str:
    return "\n".join(table.to_csv() for table in tables.values())


@pytest.mark.parametrize("kind", ["collective", "household"])
def test_no_entry_is_listed_in_public_whoever_bears_it(kind: str) -> None:
    given = made(documents=[DOCUMENT], entries=entries(2, kind))
    public = listed_tables(given, "public")
    assert {"entries", "mentions"}.isdisjoint(public)
    assert "Mô hình" not in words(public)
    assert "Mô hình 1" in words(listed_tables(given, "internal"))
    assert "Mô hình 1" in words(listed_tables(given, "leadership"))


@pytest.mark.parametrize(("n", "listed"), [(2, False), (3, True)])
def test_only_a_model_of_several_entries_is_in_the_registry(n: int, listed: bool) -> None:
    model = {"model_id": "m-1", "title": "Ánh sáng niềm tin", "status": "suggested", "places": "huyện Lạc Sơn"}
    public = listed_tables(made(documents=[DOCUMENT], entries=entries(n), models=[model]), "public")
    assert ("models" in public) == listed
    assert "huyện Lạc Sơn" not in words({name: public[name] for name in public if name != "documents"})


def test_an_amount_of_a_person_is_a_measure_and_a_band_and_nothing_else() -> None:
    rows = [INCOME | {"income_id": "i-1", "recipient_kind": "household", "recipient_name": "Lò Thị Thử"}]
    public = listed_tables(made(documents=[DOCUMENT], incomes=rows), "public")["incomes"].iloc[0]
    shown = {name: value for name, value in public.items() if not pd.isna(value) and value != WITHHELD}
    assert shown == {
        "measure": "profit",
        "amount_band": "từ 500 triệu đồng đến dưới 1 tỷ đồng",
        "bound": "exact",
        "period": "year",
        "per": "household",
    }


def test_amounts_of_persons_look_alike_and_their_order_tells_no_document() -> None:
    person = INCOME | {"recipient_kind": "household"}
    low = person | {"income_id": "i-3", "low_vnd": 60_000_000, "high_vnd": 60_000_000}
    rows = [person | {"income_id": "i-1"}, low, person | {"income_id": "i-2", "source": None, "district": None}]
    told = listed_tables(made(incomes=rows), "public")["incomes"].astype(object).where(lambda x: x.notna(), None)
    lines = [tuple(line) for line in told.to_numpy()]
    backwards = listed_tables(made(incomes=rows[::-1]), "public")["incomes"].astype(object)
    assert lines[0] != lines[1] == lines[2]
    assert [tuple(line) for line in backwards.where(lambda x: x.notna(), None).to_numpy()] == lines


def test_an_amount_that_names_its_entry_is_reduced_also_of_a_collective() -> None:
    rows = [INCOME | {"income_id": "i-1", "recipient_kind": "collective", "entry_id": "e-1"}]
    rows += [INCOME | {"income_id": "i-2", "recipient_kind": "collective"}]
    public = listed_tables(made(documents=[DOCUMENT], entries=entries(2), incomes=rows), "public")["incomes"]
    assert list(public["district"]) == ["huyện Lạc Sơn", WITHHELD]
    assert list(public["low_vnd"].fillna(0)) == [720_000_000, 0]


def test_an_award_of_a_person_says_the_form_and_the_level_only() -> None:
    award = {"award_id": "a-1", "document_id": "d", "recipient_kind": "individual", "recipient_name": "Lò Văn Mẫu"}
    award |= {"form": "bang-khen", "level": "province", "district": "huyện Lạc Sơn", "decision_number": "12/QĐ-UBND"}
    award |= {"locator": "line 1", "raw_text": "x", "stage": "decision", "is_direct_worker": True}
    public = listed_tables(made(awards=[award]), "public")["awards"].iloc[0]
    shown = {name: value for name, value in public.items() if not pd.isna(value) and value != WITHHELD}
    assert shown == {"form": "bang-khen", "level": "province"}


def test_lists_of_a_district_do_not_tell_a_kind_with_few_entries() -> None:
    few = [SECTION | {"found": 5, "raw_text": "x"}, SECTION | {"kind": "exemplar", "found": 2, "raw_text": "x"}]
    assert listed_tables(made(documents=[DOCUMENT], sections=few), "public")["sections"]["found"].isna().all()
    enough = [few[0], few[1] | {"found": 3}]
    assert list(listed_tables(made(documents=[DOCUMENT], sections=enough), "public")["sections"]["found"]) == [5, 3]
    province = DOCUMENT | {"district": None}
    assert list(listed_tables(made(documents=[province], sections=few), "public")["sections"]["found"]) == [5, 2]


def test_findings_about_entries_are_told_in_general_and_those_that_count_them_not_at_all() -> None:
    about = FINDING | {"finding_id": "f-1", "table": "entries", "row_id": "e-1"}
    counting = FINDING | {"finding_id": "f-2", "table": "entries", "row_id": "e-1", "code": "unclassified-field"}
    other = FINDING | {"finding_id": "f-3", "table": "rewards", "row_id": "r-1"}
    given = made(documents=[DOCUMENT], entries=entries(2), findings=[about, counting, other])
    public = listed_tables(given, "public")["findings"].set_index("finding_id")
    assert list(public.index) == ["f-1", "f-3"]
    assert list(public["row_id"]) == [WITHHELD, "r-1"]
    assert list(public["raw_text"]) == [WITHHELD, "Nuôi thử"]
    assert public.loc["f-1", "message_vi"] != "hai"


def test_what_is_not_about_persons_stays(root: Path) -> None:
    clean = dict(vars(load(root / "data" / "clean")))
    public = listed_tables(clean, "public")
    assert all(len(public[name]) == len(clean[name]) for name in ("documents", "sections", "rewards", "counts"))
    flags = personal_rows(clean)["incomes"] | clean["incomes"]["entry_id"].notna()
    assert len(public["incomes"]) == len(clean["incomes"])
    kept = public["incomes"]["income_id"] != WITHHELD
    assert set(public["incomes"]["income_id"][kept]) == set(clean["incomes"]["income_id"][~flags])
    assert 0 < int(kept.sum()) < len(kept)
