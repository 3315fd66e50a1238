"""Three modes of one review; and the attack on the public one: every withheld cell keeps at least two values."""

import itertools
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.review_table import SUM, TOTAL, ReviewTable
from analysis.measures.scope import Scope
from analysis.privacy.modes import leadership_tables
from analysis.privacy.release import Review, make_review
from analysis.schema import TABLES, frame
from analysis.tables import Tables, load
from analysis.vietnamese.letters import fold

PERSON = "Nguyễn Thị Mẫu"
PLACES, KINDS = ("huyện Đà Bắc", "huyện Lạc Sơn"), ("model", "exemplar")
FIELDS, RECIPIENTS = ("kinh-te", "van-hoa-xa-hoi"), ("collective", "individual")
Record = tuple[str, str, str, str]
ALL = list(itertools.product(PLACES, KINDS, FIELDS, RECIPIENTS))


def document(**more: object) -> dict[str, object]:
    period = {"period_start": "2019-01-01", "period_end": "2019-12-31", "issued_on": "2019-12-01"}
    base = {"document_id": "d", "source_file": "d.docx", "sha256": "0" * 64, "format": "docx", "reading": "text"}
    return base | period | {"quality": "good", "stage": "report", "province": "tỉnh Hòa Bình"} | more


def entry(at: int, record: Record, **more: object) -> dict[str, object]:
    place, kind, field, recipient = record
    words = {
        "entry_id": f"e-{at}",
        "document_id": "d",
        "locator": f"line {at}",
        "title": f"M {at}",
        "raw_text": f"x {at}",
    }
    where = {"district": place, "district_area": place, "province": "tỉnh Hòa Bình", "place_basis": "stated"}
    labels = {"kind": kind, "field": field, "subfield": field, "recipient_kind": recipient, "field_status": "sure"}
    return words | where | labels | {"model_id": f"m-{at}"} | more


def made(**rows: list[dict[str, object]]) -> Tables:
    return Tables(**{name: frame(name, rows.get(name, [])) for name in TABLES})


def of_records(records: list[Record], **more: object) -> Tables:
    return made(documents=[document(**more)], entries=[entry(at, one) for at, one in enumerate(records, 1)])


def review(tables: Tables, place: str = "tỉnh Hòa Bình", mode: str = "public") -> Review:
    return make_review(tables, Scope(place, 2019), None, mode)  # type: ignore[arg-type]


# --- the attack ------------------------------------------------------------------------------------------------------

KEYS = {"T2": (0, 1), "T4": (3, 2), "T5": (0, 2)}


def count(records: tuple[Record, ...], code: str, row: str, column: str) -> int:
    """A cell of T2, T4 or T5 counted by hand from records."""
    first, second = KEYS[code]
    return sum((row == TOTAL or one[first] == row) and (column == SUM or one[second] == column) for one in records)


def seen(table: ReviewTable) -> dict[tuple[str, str, str], int | None]:
    """Every cell of a published table; None where it is withheld."""
    key, *columns = table.frame.columns
    return {
        (table.code, row[key], column): None if pd.isna(row[column]) else int(row[column])
        for row in table.frame.to_dict("records")
        for column in columns
    }


def recovered(shown: Review, n: int) -> list[tuple[str, str, str]]:
    """Solve for the records: all sets of `n` that give every published cell of all tables together."""
    cells = {key: value for code in KEYS for key, value in seen(shown.tables[code]).items()}
    for row in shown.tables["T3"].frame.to_dict("records"):
        if row["subfield"] == TOTAL:
            cells["T5", TOTAL, SUM if row["field"] == TOTAL else row["field"]] = (
                None if pd.isna(row["n"]) else int(row["n"])
            )
    known = {key: value for key, value in cells.items() if value is not None}
    possible = [set(names) for names in (PLACES, KINDS, FIELDS, RECIPIENTS)]
    for code, row, column in cells.keys() - known.keys():
        possible[KEYS[code][0]] |= {row} - {TOTAL}
        possible[KEYS[code][1]] |= {column} - {SUM}
    types = list(itertools.product(*map(sorted, possible)))
    types = [one for one in types if all(count((one,), *key) <= n for key, n in known.items())]
    fitting = [
        one
        for one in itertools.combinations_with_replacement(types, n)
        if all(count(one, *key) == value for key, value in known.items())
    ]
    assert fitting, "the published tables contradict one another"
    return [key for key, value in cells.items() if value is None and len({count(one, *key) for one in fitting}) == 1]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=3))
def test_no_withheld_cell_of_a_province_is_recovered_from_all_tables(records: list[Record]) -> None:
    assert recovered(review(of_records(records)), len(records)) == []


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([one for one in ALL if one[0] == PLACES[0]]), min_size=3, max_size=4))
def test_no_withheld_cell_or_sum_of_a_district_is_recovered(records: list[Record]) -> None:
    shown = review(of_records(records, district=PLACES[0]), PLACES[0])
    assert recovered(shown, len(records)) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=12))
def test_every_small_cell_is_withheld(records: list[Record]) -> None:
    shown = review(of_records(records))
    for code, (first, second) in KEYS.items():
        counts = Counter((one[first], one[second]) for one in records)
        published = seen(shown.tables[code])
        assert not [key for key, n in counts.items() if n < 3 and published.get((code, *key)) is not None]


def test_the_attack_finds_a_cell_of_a_careless_table() -> None:
    records = [ALL[0]] * 3 + [ALL[-1]]
    shown = review(of_records(records), mode="internal")
    careless = shown.tables["T5"].frame.copy()
    careless.loc[careless["place"] == PLACES[0], "kinh-te"] = pd.NA
    shown = replace(shown, tables={**shown.tables, "T5": replace(shown.tables["T5"], frame=careless)})
    assert recovered(shown, 4) == [("T5", PLACES[0], "kinh-te")]


def bounds(table: ReviewTable) -> dict[tuple[int, str], tuple[int, int]]:
    """What lines and sums leave of every withheld cell, narrowed until nothing changes."""
    key = table.frame.columns[0]
    inner = table.frame[table.frame[key] != TOTAL]
    sums = table.frame[table.frame[key] == TOTAL].iloc[0]
    names = [name for name in inner.columns if name not in (key, SUM)]
    low = {(at, n): 0 if pd.isna(inner.loc[at, n]) else int(inner.loc[at, n]) for at in inner.index for n in names}
    high = {cell: 99 if pd.isna(inner.loc[cell]) else low[cell] for cell in low}
    lines = [([(at, n) for n in names], inner.loc[at, SUM]) for at in inner.index]
    lines += [([(at, n) for at in inner.index], sums[n]) for n in names]
    for _ in range(50):
        for cells, total in lines:
            for cell in cells if not pd.isna(total) else []:
                rest = [one for one in cells if one != cell]
                low[cell] = max(low[cell], int(total) - sum(high[one] for one in rest))
                high[cell] = min(high[cell], int(total) - sum(low[one] for one in rest))
    return {(at, n): (low[at, n], high[at, n]) for at, n in table.hidden if (at, n) in low}


@pytest.fixture(scope="module")
def clean(root: Path) -> Tables:
    return load(root / "data" / "clean")


@pytest.mark.parametrize("code", ["T2", "T4", "T5"])
def test_no_withheld_cell_of_hoa_binh_is_recovered(clean: Tables, code: str) -> None:
    table = review(clean).tables[code]
    found = bounds(table)
    assert found and not [cell for cell, (low, high) in found.items() if low >= high]


# --- what the modes show ---------------------------------------------------------------------------------------------


def everything(shown: Review) -> str:
    frames = [frame for one in shown.tables.values() for frame in (one.frame, one.evidence)]
    return fold(" ".join(made.to_csv() for made in frames))


def persons(tables: Tables) -> set[str]:
    named = tables.entries[tables.entries["recipient_kind"] != "collective"]["recipient_name"].dropna()
    return set(named) | set(tables.incomes["recipient_name"].dropna())


@pytest.mark.parametrize("place", ["tỉnh Hòa Bình", "huyện Tân Hồng", "tỉnh Đồng Tháp"])
def test_the_public_review_names_nobody_and_no_hamlet(clean: Tables, place: str) -> None:
    text = everything(review(clean, place))
    assert [name for name in persons(clean) if fold(name) in text] == []
    assert [one for one in set(clean.entries["hamlet"].dropna()) if fold(one) in text] == []


def test_the_internal_review_has_the_names_and_the_public_evidence_no_rows(clean: Tables) -> None:
    text = everything(review(clean, "huyện Tân Hồng", "internal"))
    assert all(fold(name) in text for name in set(clean.incomes["recipient_name"].dropna()))
    public = review(clean, "huyện Tân Hồng")
    for code in ("T2", "T3", "T4", "T5", "T7", "T8", "T9", "T10", "T11"):
        evidence = public.tables[code].evidence
        assert (evidence["row_id"] == "").all() and (evidence["raw_text"] == "").all()
        assert set(evidence["document_id"]) <= {"tan-hong-2017-2020"}


def test_public_amounts_are_bands_and_tell_nothing_else(clean: Tables) -> None:
    rows = review(clean, "huyện Tân Hồng").tables["T7"].frame
    assert (
        rows[["low_vnd", "high_vnd", "place", "field", "activity", "recipient_kind", "recipient_name", "raw_text"]]
        .isna()
        .all(axis=None)
    )
    assert sorted(rows["amount_band_vi"]) == ["từ 1 tỷ đồng đến dưới 2 tỷ đồng"] * 2 + [
        "từ 500 triệu đồng đến dưới 1 tỷ đồng"
    ]
    assert rows["amount_band_en"].str.contains("VND").all()


def test_a_public_summary_has_no_extremes_and_no_median_below_five(clean: Tables) -> None:
    frame = review(clean, "huyện Tân Hồng").tables["T8"].frame
    assert list(frame.columns) == ["measure", "n", "median_vnd"] and frame["median_vnd"].isna().all()


def test_few_amounts_of_one_commune_are_not_even_bands(clean: Tables) -> None:
    shown = make_review(clean, Scope("xã Thông Bình", 2019), None, "public").tables["T7"]
    assert shown.frame.empty and any(one.code == "amounts-few" for one in shown.notes)


def test_leaders_see_names_and_two_digits(clean: Tables) -> None:
    rows = review(clean, "huyện Tân Hồng", "leadership").tables["T7"].frame
    assert sorted(rows["low_vnd"]) == [800_000_000, 1_700_000_000, 1_700_000_000]
    assert rows["recipient_name"].notna().all()
    assert not rows["raw_text"].str.contains("1,670").any() and rows["raw_text"].str.contains("ẩn số tiền").all()


def test_leaders_are_not_shown_hamlets() -> None:
    tables = of_records([])
    one = entry(1, (PLACES[0], "model", "kinh-te", "individual"), recipient_name=PERSON, hamlet="xóm Bin")
    tables = made(documents=[document()], entries=[one])
    assert list(leadership_tables(vars(tables))["entries"]["hamlet"]) == ["(ẩn)"]


def test_a_model_by_itself_is_not_in_the_public_registry() -> None:
    records = [ALL[0]] * 4
    rows = [entry(at, one, model_id="m-1" if at < 4 else "m-2") for at, one in enumerate(records, 1)]
    models = [
        {"model_id": f"m-{at}", "title": f"Mô hình {at}", "status": "suggested", "places": PLACES[0]} for at in (1, 2)
    ]
    tables = made(documents=[document()], entries=rows, models=models)
    shown = review(tables).tables["T11"].frame
    assert list(shown["title"]) == ["Mô hình 1"] and "places" not in shown
    assert len(review(tables, mode="internal").tables["T11"].frame) == 2


def test_findings_about_entries_are_told_in_general() -> None:
    finding = {"document_id": "d", "severity": "warning", "message_vi": "Xem “Mô hình mật”", "message_en": "See it"}
    rows = [
        finding
        | {
            "finding_id": "f-1",
            "code": "possible-duplicate",
            "table": "entries",
            "row_id": "e-1",
            "locator": "line 1",
            "raw_text": "mật",
        },
        finding
        | {"finding_id": "f-2", "code": "truncated-list", "table": "sections", "locator": "line 2", "raw_text": "II"},
        finding
        | {"finding_id": "f-3", "code": "unclassified-field", "table": "entries", "row_id": "e-1", "locator": "line 1"},
    ]
    tables = made(documents=[document()], entries=[entry(1, ALL[0])], findings=rows)
    shown = review(tables).tables["T13"]
    assert "mật" not in shown.frame[shown.frame["code"] == "possible-duplicate"].to_csv()
    assert set(shown.frame["code"]) == {"possible-duplicate", "truncated-list"}
    assert len(review(tables, mode="internal").tables["T13"].frame) == 3


def test_the_ledger_of_a_district_does_not_tell_a_withheld_cell() -> None:
    section = {"document_id": "d2", "section": "Điển hình", "kind": "exemplar", "declared": 1, "found": 1, "missing": 0}
    other = document(document_id="d2", source_file="e.docx", district=PLACES[1])
    rows = [entry(1, ALL[0]), entry(2, ALL[-1], document_id="d2")]
    evidence = {"is_open_list": False, "locator": "line 1", "raw_text": "x"}
    told = {"finding_id": "f-1", "document_id": "d2", "severity": "note", "code": "total-mismatch", "table": "sections"}
    words = {"message_vi": "khai 1, có 1", "message_en": "1 declared, 1 found", "locator": "line 1"}
    tables = made(documents=[document(), other], entries=rows, sections=[section | evidence], findings=[told | words])
    assert "có 1" not in review(tables).tables["T13"].frame.to_csv()
    shown = review(tables).tables["T1"]
    assert (
        shown.frame["found"].isna().all() and shown.hidden and not [one for one in shown.notes if one.code == "ledger"]
    )


def test_withheld_cells_are_not_called_empty(clean: Tables) -> None:
    table = review(clean).tables["T5"]
    (words,) = [one for one in table.notes if one.code == "empty-cells"]
    culture = words.vi.split("Văn hóa - xã hội: ")[-1] if "Văn hóa - xã hội" in words.vi else ""
    assert "huyện Đà Bắc" not in culture.split(";")[0]


def test_rows_compared_in_public_are_published_in_their_own_year() -> None:
    later = document(
        document_id="e",
        source_file="e.docx",
        period_start="2020-01-01",
        period_end="2020-12-31",
        issued_on="2020-12-01",
    )
    both = [document(district=PLACES[0]), later | {"district": PLACES[0]}]
    first = [
        entry(at, (PLACES[0], "model", "kinh-te" if at < 6 else "van-hoa-xa-hoi", "collective")) for at in range(1, 8)
    ]
    second = [one | {"entry_id": f"n-{at}", "document_id": "e"} for at, one in enumerate(first)]
    tables = made(documents=both, entries=[*first, *second])
    shown = make_review(tables, Scope(PLACES[0], 2020), 2019, "public").tables["T10"].frame
    assert "van-hoa-xa-hoi" not in set(shown["field"].dropna())
    full = make_review(tables, Scope(PLACES[0], 2020), 2019, "internal").tables["T10"].frame
    assert "van-hoa-xa-hoi" in set(full["field"].dropna())


def test_an_unknown_mode_is_refused(clean: Tables) -> None:
    with pytest.raises(ValueError, match="unknown mode 'secret'"):
        review(clean, mode="secret")


def test_findings_of_the_public_are_not_told_by_an_empty_heading(root: Path) -> None:
    """Whether T13 holds nothing or nothing that may be shown, it says the same."""
    real = load(root / "data" / "clean")
    table = make_review(real, Scope("huyện Tân Hồng", 2019)).tables["T13"]
    assert table.frame.empty and [one.code for one in table.notes] == ["quality-public"]


def test_how_many_claim_an_outcome_is_withheld_with_the_sums(root: Path) -> None:
    real = load(root / "data" / "clean")
    shown = {place: make_review(real, Scope(place, 2019)).tables["T9"] for place in ("huyện Tân Hồng", "tỉnh Hòa Bình")}
    notes = {place: {one.code for one in table.notes} for place, table in shown.items()}
    assert "tags" not in notes["huyện Tân Hồng"] and "tags" in notes["tỉnh Hòa Bình"]


def test_tables_without_rows_do_not_speak_of_withheld_ones(root: Path) -> None:
    real = load(root / "data" / "clean")
    tables = make_review(real, Scope("tỉnh Bắc Kạn", 2022), 2021).tables
    for code in ("T2", "T3", "T4", "T5", "T9"):
        assert not {"evidence-public", "one-map"} & {one.code for one in tables[code].notes}
