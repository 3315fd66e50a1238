"""T1 to T13: what each counts, and that every number leads back to the rows it was counted from."""

import string

import pandas as pd
import pytest

from analysis.datafiles import read_rows
from analysis.measures.labelled import word
from analysis.measures.review import review_tables
from analysis.measures.review_entries import with_gaps
from analysis.measures.review_table import TOTAL, code_words, note, review_columns, review_table
from analysis.measures.review_words import cell_words, spoken
from analysis.measures.scope import Scope
from analysis.measures.selection import select
from analysis.schema import CODES
from analysis.tables import load

NUMBERS = {"integer", "money", "percent"}


@pytest.fixture(scope="module")
def clean(root):
    return load(root / "data" / "clean")


@pytest.fixture(scope="module")
def hoa_binh(clean):
    return review_tables(select(clean, Scope("tỉnh Hòa Bình", 2019)))


@pytest.fixture(scope="module")
def tan_hong(clean):
    return review_tables(select(clean, Scope("huyện Tân Hồng", 2019)))


def cells(table, key, row, column):
    return table.frame[table.frame[key] == row][column].iloc[0]


def test_places_of_hoa_binh_are_all_shown_and_add_up(hoa_binh):
    table = hoa_binh["T2"]
    assert len(table.frame) == 11 + 1 + 1
    assert cells(table, "place", "thành phố Hòa Bình", "n") == 4 and cells(table, "place", "huyện Kỳ Sơn", "n") == 2
    assert cells(table, "place", TOTAL, "n") == 23 == table.frame["n"].iloc[:-1].sum()


def test_the_city_has_six_on_the_map_of_2020_and_the_note_says_why(clean):
    table = review_tables(select(clean, Scope("tỉnh Hòa Bình", 2019, "2020")))["T2"]
    assert cells(table, "place", "thành phố Hòa Bình", "n") == 6
    assert "huyện Kỳ Sơn" not in set(table.frame["place"])
    assert "Trên bản đồ này huyện Kỳ Sơn (2) thuộc thành phố Hòa Bình." in [one.vi for one in table.notes]


@pytest.mark.parametrize("geography", ["as-was", "2020", "2025"])
def test_no_map_loses_or_doubles_an_entry(clean, geography):
    table = review_tables(select(clean, Scope("tỉnh Hòa Bình", 2019, geography)))["T2"]
    assert cells(table, "place", TOTAL, "n") == 23 == table.frame["n"].iloc[:-1].sum()


def test_the_ledger_says_22_of_22_and_1_of_6(hoa_binh):
    rows = hoa_binh["T1"].frame.set_index("kind")
    assert list(rows.loc["model", ["declared", "found", "state"]]) == [22, 22, "complete"]
    assert list(rows.loc["exemplar", ["declared", "found", "state"]]) == [6, 1, "short"]


def test_recipients_households_and_plural_ones(hoa_binh):
    table = hoa_binh["T4"]
    assert list(table.frame.set_index("recipient_kind")["n"]) == [17, 4, 2, 0, 23]
    assert cells(table, "recipient_kind", "collective", "plural") == 2


def test_fields_and_subfields_add_up(hoa_binh):
    frame = hoa_binh["T3"].frame
    for field, lines in frame[frame["field"] != TOTAL].groupby("field"):
        parts = lines[lines["subfield"] != TOTAL]["n"].sum()
        assert parts == lines[lines["subfield"] == TOTAL]["n"].iloc[0], field


def test_rewards_of_four_years_and_two_levels_are_not_separable(tan_hong):
    (row,) = tan_hong["T6"].frame.to_dict("records")
    assert (row["collective"], row["individual"]) == (99, 241) and pd.isna(row["household"])
    assert row["flags"] == "levels-merged; years-merged"


def test_amounts_stay_by_measure_and_three_have_no_median(tan_hong):
    assert set(tan_hong["T7"].frame["measure"]) == {"unspecified"}
    assert list(tan_hong["T8"].frame["n"]) == [3] and tan_hong["T8"].frame["median_vnd"].isna().all()


def test_amounts_are_never_ranked_by_size(tan_hong):
    frame = tan_hong["T7"].frame
    assert list(frame["place"]) == sorted(frame["place"])


def test_movements_are_no_models_and_the_note_counts_them(tan_hong):
    assert any(one.vi == "2 phong trào không đếm là mô hình." for one in tan_hong["T2"].notes)
    assert cells(tan_hong["T2"], "place", TOTAL, "n") == 16


def test_a_report_on_several_years_says_so(tan_hong):
    assert any(one.code == "several-years" for one in tan_hong["T5"].notes)


@pytest.mark.parametrize("place", ["tỉnh Hòa Bình", "huyện Tân Hồng"])
def test_every_count_has_as_many_rows_behind_it(clean, place):
    made = review_tables(select(clean, Scope(place, 2019)))
    for code in ("T2", "T3", "T4", "T5", "T9"):
        table = made[code]
        for column in (one.name for one in table.columns if one.kind == "integer"):
            for row, n in table.frame[column].items():
                behind = table.evidence_of(row, column)
                assert len(behind) == n and behind["row_id"].is_unique, (code, row, column)


@pytest.mark.parametrize(
    ("place", "year"), [("tỉnh Hòa Bình", 2019), ("huyện Tân Hồng", 2019), ("tỉnh Hải Dương", 2018)]
)
def test_every_number_leads_to_a_document_and_its_words(clean, place, year):
    for table in review_tables(select(clean, Scope(place, year))).values():
        for column in (one.name for one in table.columns if one.kind in NUMBERS):
            for row, value in table.frame[column].items():
                if (
                    pd.isna(value)
                    or value == 0
                    or (table.code, column) in {("T11", "documents_n"), ("T7", "recipients")}
                ):
                    continue
                behind = table.evidence_of(row, column)
                assert len(behind) and behind[["document_id", "locator", "raw_text"]].notna().all(axis=None), (
                    table.code,
                    row,
                    column,
                )


def test_evidence_is_of_the_rows_it_names(clean, hoa_binh):
    entries = clean.entries.set_index("entry_id")
    for row in hoa_binh["T5"].evidence.to_dict("records"):
        place = hoa_binh["T5"].frame["place"].iloc[row["row"]]
        if place not in (TOTAL, ""):
            assert entries.loc[row["row_id"], "district"] == place


def test_gaps_name_empty_places_and_cells(two_years):
    part = select(two_years({"huyện Đà Bắc": 2}, {}), Scope("tỉnh Hòa Bình", 2018))
    made = review_tables(part)
    (words,) = [one for one in with_gaps(made["T2"]).notes if one.code == "empty-places"]
    assert "huyện Lạc Sơn" in words.vi and "huyện Đà Bắc" not in words.vi
    (words,) = [one for one in with_gaps(made["T5"]).notes if one.code == "empty-cells"]
    assert words.en.startswith("43 of 44 cells")


def test_a_scope_without_data_for_a_table_says_that_empty_is_not_zero(hoa_binh):
    for code in ("T6", "T7", "T8"):
        assert hoa_binh[code].frame.empty and hoa_binh[code].notes[0].code == "empty"


def test_every_column_of_every_table_is_explained_in_both_languages():
    for row in read_rows("analysis.measures", "review_columns.csv"):
        assert all(row[name] for name in ("vi", "en", "meaning_vi", "meaning_en")), row
        assert row["kind"] != "code" or row["codes"]
        if row["kind"] == "code" and row["codes"] in CODES:
            assert all(code_words(row["codes"], code).en for code in CODES[row["codes"]].vi)


def test_a_column_without_words_is_refused(hoa_binh):
    with pytest.raises(KeyError, match="no words for secret"):
        review_table("T2", hoa_binh["T2"].frame.assign(secret=1), hoa_binh["T2"].evidence, [])


def test_every_note_has_the_same_gaps_in_both_languages():
    for row in read_rows("analysis.measures", "review_notes.csv"):
        gaps = [{name for _, name, _, _ in string.Formatter().parse(row[lang]) if name} for lang in ("vi", "en")]
        assert gaps[0] == gaps[1], row["code"]


def test_numbers_dates_and_places_are_written_as_each_language_writes_them():
    columns = {
        **review_columns("T7"),
        **review_columns("T3"),
        **review_columns("T12"),
        **review_columns("T2"),
        **review_columns("T13"),
    }
    assert cell_words(columns["low_vnd"], 1_670_000_000, "vi") == "1.670.000.000"
    assert cell_words(columns["low_vnd"], 1_670_000_000, "en") == "1,670,000,000"
    assert cell_words(columns["share"], 43.478, "vi") == "43,5"
    assert cell_words(columns["cited_on"], "2016-04-06", "en") == "06/04/2016"
    assert (cell_words(columns["place"], "", "vi"), cell_words(columns["place"], TOTAL, "en")) == ("chưa rõ", "Total")
    assert cell_words(columns["locator"], "table 2 row 5", "vi") == "bảng 2 dòng 5"
    assert note("open-lists", n=1200).vi.startswith("1.200 danh sách")


def test_spoken_has_headings_and_words(tan_hong):
    made = spoken(tan_hong["T6"], "en")
    assert made["Not separable"].iloc[0] == "several levels in one number; several years in one number"
    assert made["Households"].iloc[0] == "" and word("level", "province+district", "en") == made["Level"].iloc[0]
