"""The tables, columns and codes are those of the data model, in its order."""

import re
from pathlib import Path

import pytest
import yaml

from analysis.schema import CODES, CORRECTIONS, TABLES, frame, label, table, validate

_CONTRACT = yaml.safe_load((Path(__file__).parent / "contract.yaml").read_text(encoding="utf-8"))
CONTRACT, GAINED, CODES_OF = _CONTRACT["columns"], _CONTRACT["gained"], _CONTRACT["codes"]
KINDS = {
    "date": {"issued_on", "period_start", "period_end", "decided_on", "first_seen_on", "cited_on", "on"},
    "boolean": {"is_open_list", "is_plural", "is_outcome", "is_direct_worker"},
    "integer": {
        "declared",
        "found",
        "missing",
        "mentions",
        "count",
        "low_vnd",
        "high_vnd",
        "annual_vnd",
        "jobs",
    }
    | {"recipients", "amount_vnd", "times"},
}
ALL = {**TABLES, "corrections": CORRECTIONS}
COLUMNS = [column for defined in ALL.values() for column in defined.columns]


def test_tables_stand_in_the_order_of_the_data_model() -> None:
    assert [*TABLES, "corrections"] == list(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_those_of_the_data_model_in_its_order(name: str) -> None:
    assert table(name).names == CONTRACT[name].split() + GAINED.get(name, "").split()


@pytest.mark.parametrize("place", CODES_OF)
def test_codes_are_those_of_the_data_model(place: str) -> None:
    name, column = place.split(".")
    agreed = CODES_OF[place].split()
    codes = list(table(name)[column].codes)
    assert codes[: len(agreed)] == agreed
    assert len(codes) == len(agreed) or table(name)[column].is_open


def test_only_forms_and_finding_codes_are_open() -> None:
    assert {column.name for column in COLUMNS if column.is_open} == {"form", "code"}


def test_every_subfield_has_its_own_words() -> None:
    assert len(CODES["subfield"].vi) == 31
    assert len(set(CODES["subfield"].vi.values())) == len(set(CODES["subfield"].en.values())) == 31


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(kind: str) -> None:
    assert {column.name for column in COLUMNS if column.kind == kind} == KINDS[kind]


def test_one_name_has_one_kind_unit_and_joiner() -> None:
    for name in {column.name for column in COLUMNS}:
        same = {(c.kind, c.joiner, c.minimum, c.pattern) for c in COLUMNS if c.name == name}
        assert len(same) == 1, name


@pytest.mark.parametrize("name", ALL)
def test_key_row_id_and_pairs_name_columns_of_the_table(name: str) -> None:
    defined = ALL[name]
    named = {*defined.key, *(pair for pairs in defined.ordered for pair in pairs)} | {defined.row_id or defined.key[0]}
    assert named <= set(defined.names)


def test_every_row_of_a_document_says_where_it_stands() -> None:
    for name in ("sections", "entries", "mentions", "rewards", "counts", "incomes", "awards"):
        assert all(table(name)[column].required for column in ("document_id", "locator", "raw_text")), name


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_explained_in_both_languages_with_an_example(column) -> None:
    assert column.meaning_vi and column.meaning_en and column.example


def test_examples_are_valid() -> None:
    for name, defined in ALL.items():
        examples = {column.name: column.example for column in defined.columns}
        _, failures = validate(name, frame(name, [examples]))
        assert failures == [], name


def test_every_code_has_words_in_both_languages_and_looks_like_a_code() -> None:
    for codes in CODES.values():
        assert list(codes.vi) == list(codes.en)
        assert all(codes.vi.values()) and all(codes.en.values())
        assert all(re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", code) for code in codes.vi), codes.name


def test_labels() -> None:
    assert label("measure", "profit") == "lợi nhuận, lãi"
    assert label("measure", "profit", "en") == "profit"


@pytest.mark.parametrize(("codes", "code"), [("measure", "loss"), ("no-such-list", "profit")])
def test_an_unknown_code_of_a_closed_list_has_no_label(codes: str, code: str) -> None:
    with pytest.raises(KeyError):
        label(codes, code)


def test_an_unknown_table_or_column_raises() -> None:
    with pytest.raises(KeyError):
        table("prizes")
    with pytest.raises(KeyError, match="entries has no column prize"):
        table("entries")["prize"]
