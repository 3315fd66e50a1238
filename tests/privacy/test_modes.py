"""A public version names nobody: not in names, not in words, not in amounts; and hides no more than it must."""

import html
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.amounts import amount_band, band_floors
from analysis.privacy.modes import (
    AMOUNT_BAND,
    WITHHELD,
    personal_names,
    personal_rows,
    public_tables,
    treatments,
)
from analysis.privacy.names import MASK, Names
from analysis.review.workbook import build_workbook
from analysis.schema import TABLES, frame
from analysis.tables import load
from analysis.vietnamese.letters import fold

PERSON = "Nguyễn Thị Mẫu"
# Names of the gazetteer, hashes and numbers of decisions
NOT_WRITTEN_BY_HAND = {
    *("district", "province", "district_area", "province_2025", "decision_number"),
    *("income_id", "award_id", "same_award_id"),
}
ENTRY = {"document_id": "d", "locator": "line 1", "raw_text": "…", "kind": "model", "place_basis": "stated"}
INCOME = {"document_id": "d", "bound": "exact", "period": "year", "per": "household", "place_basis": "stated"}


def tables(**rows: list[dict[str, object]]) -> dict[str, pd.DataFrame]:
    return {name: frame(name, rows.get(name, [])) for name in TABLES}


def entry(**cells: object) -> dict[str, object]:
    return ENTRY | {"entry_id": "e-1", "title": "Nuôi ong"} | cells


def income(**cells: object) -> dict[str, object]:
    return INCOME | {"income_id": "i-1", "measure": "profit", "low_vnd": 720_000_000, "high_vnd": 720_000_000} | cells


def one(shown: dict[str, pd.DataFrame], table: str) -> dict[str, object]:
    (row,) = shown[table].astype(object).where(shown[table].notna(), None).to_dict("records")
    return row


def words_of(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return "\n".join(html.unescape(parts.read(name).decode("utf-8")) for name in parts.namelist())


@pytest.fixture(scope="module")
def clean(root: Path) -> dict[str, pd.DataFrame]:
    return dict(vars(load(root / "data" / "clean")))


def persons(clean: dict[str, pd.DataFrame]) -> set[str]:
    """The names of all who are not collectives, found without the code under test."""
    named = pd.concat([clean[name][["recipient_name", "recipient_kind"]] for name in ("entries", "incomes", "awards")])
    return set(named.loc[named["recipient_kind"] != "collective", "recipient_name"].dropna())


def test_no_person_of_the_real_tables_is_anywhere_in_the_public_workbook(clean: dict[str, pd.DataFrame]) -> None:
    names = persons(clean)
    assert names, "nobody to look for: this test would prove nothing"
    public, internal = fold(words_of(build_workbook(clean))), fold(words_of(build_workbook(clean, "internal")))
    assert [name for name in names if fold(name) in public] == []
    assert [name for name in names if fold(name) not in internal] == []


def test_no_words_about_a_person_of_the_real_tables_are_in_the_public_workbook(clean: dict[str, pd.DataFrame]) -> None:
    entries = clean["entries"]
    about = entries[entries["recipient_kind"].isin(["individual", "household"])]
    sentences = {text for column in ("raw_recipient", "raw_text") for text in about[column].dropna() if len(text) > 12}
    public = words_of(build_workbook(clean))
    assert sentences
    assert [text for text in sentences if text in public] == []


def test_the_committed_workbook_names_nobody(root: Path, clean: dict[str, pd.DataFrame]) -> None:
    path = root / "figures" / "so-lieu.xlsx"
    if not path.exists():
        pytest.skip("figures/so-lieu.xlsx has not been made yet")
    words = fold(words_of(path.read_bytes()))
    assert [name for name in persons(clean) if fold(name) in words] == []


@pytest.mark.parametrize("table", ["entries", "incomes", "awards"])
def test_a_person_is_hidden_in_every_column_of_a_table(table: str) -> None:
    row: dict[str, object] = {
        column.name: f"Gia đình bà {PERSON}, xóm Bái" if column.kind == "text" and not column.codes else None
        for column in TABLES[table].columns
        if column.name not in {"entry_id", "document_id", "model_id", "sector_code", *NOT_WRITTEN_BY_HAND}
    }
    given_tables = tables(**{table: [row | {"recipient_kind": "household", "recipient_name": PERSON}]})
    assert fold(PERSON) not in fold(words_of(build_workbook(given_tables)))
    assert words_of(build_workbook(given_tables, "internal")).count(PERSON) > 5


def test_a_person_is_hidden_in_tables_about_other_things() -> None:
    row = entry(recipient_kind="household", recipient_name=PERSON)
    finding = {"severity": "note", "code": "possible-duplicate", "table": "entries", "row_id": "e-1"}
    message = f"“{PERSON}” xuất hiện hai lần"
    found = finding | {"finding_id": "f-1", "document_id": "d", "message_vi": message, "message_en": message}
    section = {"document_id": "d", "section": f"Gương {PERSON}", "kind": "model", "found": 1, "is_open_list": False}
    evidence = {"locator": f"sheet {PERSON}", "raw_text": f"hộ {PERSON} thu 3 tỷ đồng"}
    model = {"model_id": "m", "title": f"Vườn mẫu của {PERSON.upper()}", "status": "suggested", "aliases": PERSON}
    given_tables = tables(entries=[row], findings=[found], sections=[section | evidence], models=[model])
    assert fold(PERSON) not in fold(words_of(build_workbook(given_tables)))
    assert PERSON in words_of(build_workbook(given_tables, "internal"))


def test_an_entry_of_a_person_keeps_what_was_rewarded_and_where() -> None:
    row = entry(recipient_kind="individual", recipient_name=PERSON, commune="xã B", district="huyện A", field="kinh-te")
    shown = one(public_tables(tables(entries=[row])), "entries")
    assert (shown["title"], shown["district"], shown["field"]) == ("Nuôi ong", "huyện A", "kinh-te")
    assert (shown["recipient_kind"], shown["recipient_name"], shown["commune"]) == ("individual", WITHHELD, WITHHELD)
    assert shown["hamlet"] is None, "what was never there is not withheld"


def test_a_collective_stays_whole() -> None:
    row = entry(recipient_kind="collective", recipient_name="Trường Tiểu học Lê Văn Tám", hamlet="xóm Bái")
    given_tables = tables(entries=[row])
    pd.testing.assert_frame_equal(public_tables(given_tables)["entries"], given_tables["entries"])


def test_who_is_not_known_to_be_a_collective_counts_as_a_person() -> None:
    rows = [entry(entry_id="e-1", recipient_name=PERSON), entry(entry_id="e-2")]
    mentions = [
        {"document_id": "d", "entry_id": e, "locator": "line 1", "raw_text": "x"} for e in ("e-1", "e-2", "e-3")
    ]
    flags = personal_rows(tables(entries=rows, mentions=mentions))
    assert flags["entries"].tolist() == [True, False]
    assert flags["mentions"].tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("cells", "personal"),
    [
        ({"recipient_kind": "household"}, True),
        ({"recipient_kind": "individual"}, True),
        ({}, True),
        ({"recipient_kind": "collective"}, False),
        ({"measure": "per_capita"}, False),
        ({"measure": "per_capita", "recipient_name": PERSON}, True),
        ({"recipient_kind": "household", "recipients": 4}, True),
        ({"recipient_kind": "household", "recipients": 5}, False),
        ({"recipient_kind": "household", "recipients": 500, "recipient_name": PERSON}, True),
    ],
)
def test_amounts_of_few_are_banded(cells: dict[str, object], personal: bool) -> None:
    shown = one(
        public_tables(tables(incomes=[income(activity="nuôi ba ba", entry_id="e-1", jobs=3, **cells)])), "incomes"
    )
    if personal:
        assert (shown["low_vnd"], shown["high_vnd"], shown["jobs"]) == (None, None, None)
        assert shown[AMOUNT_BAND.name] == "từ 500 triệu đồng đến dưới 1 tỷ đồng"
        assert (shown["activity"], shown["entry_id"]) == (WITHHELD, WITHHELD)
    else:
        assert (shown["low_vnd"], shown["activity"], shown[AMOUNT_BAND.name]) == (720_000_000, "nuôi ba ba", None)


def test_an_award_of_a_person_keeps_form_and_level_but_no_post() -> None:
    row = {"award_id": "a", "document_id": "d", "locator": "line 1", "raw_text": "x", "recipient_name": PERSON}
    kept = {"recipient_kind": "individual", "form": "bang-khen", "level": "province", "district": "huyện A"}
    told = {"position": "Giám đốc", "unit": "Sở X", "honorific": "Bà", "person_key": "p-1", "hamlet": "xóm B"}
    shown = one(public_tables(tables(awards=[row | kept | told | {"amount_vnd": 447_000}])), "awards")
    assert {name: shown[name] for name in kept} == kept
    assert {shown[name] for name in told} == {WITHHELD}
    assert (shown["amount_vnd"], shown[AMOUNT_BAND.name]) == (None, "dưới 50 triệu đồng")


def test_a_finding_about_a_person_says_only_what_kind_it_is() -> None:
    finding = {"document_id": "d", "severity": "warning", "code": "implausible-amount", "message_vi": "Số tiền 1,67 tỷ"}
    rows = [
        finding | {"finding_id": f"f-{at}", "message_en": "1.67 billion", "table": table, "row_id": row_id}
        for at, (table, row_id) in enumerate([("incomes", "i-1"), ("incomes", "i-gone"), ("documents", "d"), ("", "")])
    ]
    shown = public_tables(tables(findings=rows, incomes=[income(recipient_kind="household")]))["findings"]
    quoted = shown.set_index("finding_id")["message_vi"] == "Số tiền 1,67 tỷ"
    assert quoted.to_dict() == {"f-0": False, "f-1": False, "f-2": True, "f-3": False}
    assert set(shown.loc[shown["message_vi"] != "Số tiền 1,67 tỷ", "message_vi"]) == {
        "Số tiền bất thường (chi tiết chỉ có trong bản nội bộ)"
    }


def test_every_column_has_a_treatment_and_a_new_one_would_be_hidden() -> None:
    untreated = [f"{t.name}.{c}" for t in TABLES.values() for c in t.names if c not in treatments(t.name)]
    assert untreated == [], "say in src/analysis/privacy/data/privacy.csv how a public version shows them"
    given_tables = tables(documents=[{"document_id": "d"}])
    given_tables["documents"]["diary"] = "secret"
    assert public_tables(given_tables)["documents"]["diary"].tolist() == [WITHHELD]


def test_rows_and_dtypes_stay_and_the_tables_given_are_not_changed(clean: dict[str, pd.DataFrame]) -> None:
    before = {name: table.copy() for name, table in clean.items()}
    for name, shown in public_tables(clean).items():
        assert shown.drop(columns=AMOUNT_BAND.name, errors="ignore").dtypes.equals(clean[name].dtypes)
        assert len(shown) == len(clean[name])
        pd.testing.assert_frame_equal(clean[name], before[name])


@pytest.mark.parametrize(
    ("low", "high", "bound", "words"),
    [
        (447_000, 447_000, "exact", "dưới 50 triệu đồng"),
        (50_000_000, 50_000_000, "exact", "từ 50 triệu đồng đến dưới 100 triệu đồng"),
        (1_670_000_000, 1_670_000_000, "about", "từ 1 tỷ đồng đến dưới 2 tỷ đồng"),
        (400_000_000, 500_000_000, "range", "từ 200 triệu đồng đến dưới 1 tỷ đồng"),
        (1_000_000_000, 1_000_000_000, "over", "từ 1 tỷ đồng trở lên"),
        (1_000_000_000, 1_000_000_000, "under", "dưới 1 tỷ đồng"),
        (20_000_000_000, 20_000_000_000, "exact", "từ 10 tỷ đồng trở lên"),
        (20_000_000_000, 20_000_000_000, "under", ""),
        (30_000_000, 30_000_000, "over", ""),
    ],
)
def test_bands(low: int, high: int, bound: str, words: str) -> None:
    assert amount_band(low, high, bound) == words


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["exact", "about", "range", "over"]))
def test_a_band_tells_no_more_than_the_steps_around_the_amount(a: int, b: int, bound: str) -> None:
    low, high = sorted((a, b))
    at_foot = max(floor for floor in band_floors() if floor <= low)
    under_roof = max(floor for floor in band_floors() if floor <= high)
    assert amount_band(low, high, bound) == amount_band(at_foot, under_roof, bound)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Tấm gương bà Lê Thị Mẫu", f"Tấm gương bà {MASK}"),
        ("đồng chí Đại tá Hà Văn Giả, Chỉ huy trưởng", f"đồng chí Đại tá {MASK}, Chỉ huy trưởng"),
        ("mô hình của ông Tám ở xã B", f"mô hình của ông {MASK} ở xã B"),
        ("Khen 02 cá nhân: Trần Văn Giả, Lò Thị Mẫu Vân", f"Khen 02 cá nhân: {MASK}, {MASK}"),
        ("Doanh nghiệp tư nhân Huỳnh Thị Giả", f"Doanh nghiệp tư nhân {MASK}"),
        ("NGUYỄN VĂN GIẢ, xã B", f"{MASK}, xã B"),
        ("Trường Tiểu học Lê Văn Tám", ""),
        ("xã Nguyễn Văn Giả, huyện Trần Văn Thời", ""),
        ("học tập tư tưởng Hồ Chí Minh, theo gương Bác Hồ", ""),
        ("Đoàn TNCS Hồ Chí Minh tỉnh Bà Rịa - Vũng Tàu", ""),
        ("Hội Nông dân Việt Nam, Bà mẹ Việt Nam anh hùng", ""),
        ("ĐOÀN THANH NIÊN CỘNG SẢN", ""),
        ("cộng đồng Mường, không ai bị bỏ lại", ""),
        ("huyện Lương Sơn, tỉnh Hòa Bình", ""),
    ],
)
def test_persons_in_a_sentence(text: str, masked: str) -> None:
    assert Names([]).mask(text) == (masked or text)


@pytest.mark.parametrize(
    ("known", "text", "masked"),
    [
        ("Y Mẫu", "Vườn cà phê của Y Mẫu", f"Vườn cà phê của {MASK}"),
        ("Hoa", "Vườn của Hoa trồng hoa", f"Vườn của {MASK} trồng hoa"),
        ("Trần Hoà Giả", "hộ trần hòa giả", f"hộ {MASK}"),
        ("Lê Văn Tám", "Trường Tiểu học Lê Văn Tám", f"Trường Tiểu học {MASK}"),
        ("An", "Công an xã", "Công an xã"),
    ],
)
def test_known_persons_in_a_sentence(known: str, text: str, masked: str) -> None:
    assert Names([known]).mask(text) == masked


FAMILY, MIDDLE = st.sampled_from(["Nguyễn", "Hà", "Lò", "Đặng"]), st.sampled_from(["Văn", "Thị", "Hoàng", "Minh"])
GIVEN = st.sampled_from(["Mẫu", "Giả", "Thử", "Ví Dụ"])
PROSE = st.text("abc đồngxã,.:“”()-1 ", max_size=20)


@settings(max_examples=200)
@given(st.tuples(FAMILY, MIDDLE, GIVEN).map(" ".join), PROSE, PROSE)
def test_a_known_name_never_survives(name: str, before: str, after: str) -> None:
    masked = Names([name]).mask(f"{before} {name}, {after}")
    assert name not in masked
    assert MASK in masked


def test_the_names_of_the_real_tables_are_those_of_persons(clean: dict[str, pd.DataFrame]) -> None:
    assert personal_names(clean) == persons(clean)
