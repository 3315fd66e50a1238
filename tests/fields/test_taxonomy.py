"""The taxonomy as data: complete, bilingual, and movable only where provinces differ."""

from pathlib import Path

import pytest

from analysis.datafiles import read_rows
from analysis.fields import (
    UNCLASSIFIED,
    facets,
    field_codes,
    load_taxonomy,
    movable,
    names,
    sector_of,
    sectors,
    subfield_codes,
    taxonomy,
)
from analysis.fields.taxonomy import phrases

FIELDS = ["kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "he-thong-chinh-tri"]


def test_there_are_four_fields_and_the_honest_fifth() -> None:
    assert field_codes() == [*FIELDS, UNCLASSIFIED]


def test_every_field_has_its_subfields_and_one_fallback_at_the_end() -> None:
    sizes = {field: len(subfield_codes(field)) - 1 for field in FIELDS}
    assert sizes == {"kinh-te": 8, "van-hoa-xa-hoi": 9, "quoc-phong-an-ninh": 4, "he-thong-chinh-tri": 5}
    assert all(subfield_codes(field)[-1] == f"{field}-khac" for field in FIELDS)


def test_codes_are_unique_and_the_last_is_not_classified() -> None:
    codes = subfield_codes()
    assert len(codes) == len(set(codes)) == 26 + 4 + 1
    assert codes[-1] == UNCLASSIFIED


@pytest.mark.parametrize("file", ["fields.csv", "facets.csv", "sectors.csv"])
def test_every_row_has_a_name_and_a_source(file: str) -> None:
    rows = read_rows("analysis.fields", file)
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["source"] and row["name_vi"] and row.get("name_en", "-") for row in rows)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_code_has_its_own_name(lang: str) -> None:
    found = names(lang)  # type: ignore[arg-type]
    assert set(found) == {*field_codes(), *subfield_codes()}
    assert len(set(found.values())) == len(found)


def test_sectors_are_those_of_the_national_list() -> None:
    assert list(sectors()) == [f"{number:04}" for number in range(1, 25)]
    assert all(set(sector_of(code)) <= set(sectors()) and sector_of(code) for code in subfield_codes())
    assert sector_of("nong-thon-moi") == ("0007", "0004", "0011")


def test_four_subfields_can_move() -> None:
    assert movable() == {
        "tin-dung-tiet-kiem": "kinh-te",
        "nong-thon-moi": "kinh-te",
        "khoa-hoc-chuyen-doi-so": "kinh-te",
        "moi-truong": "van-hoa-xa-hoi",
    }


def test_moving_one_leaves_the_others_and_the_default() -> None:
    moved = taxonomy({"nong-thon-moi": "van-hoa-xa-hoi"})
    assert moved.parent("nong-thon-moi") == "van-hoa-xa-hoi"
    assert moved.parent("moi-truong") == "van-hoa-xa-hoi"
    assert "nong-thon-moi" in moved.subfields("van-hoa-xa-hoi")
    assert taxonomy().parent("nong-thon-moi") == "kinh-te"


@pytest.mark.parametrize(
    "moves",
    [{"giao-duc": "kinh-te"}, {"moi-truong": "moi"}, {"moi-truong": UNCLASSIFIED}, {"khong-co": "kinh-te"}],
)
def test_a_move_that_makes_no_sense_is_refused(moves: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot"):
        taxonomy(moves)


def test_moves_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "fields.yaml"
    file.write_text("khoa-hoc-chuyen-doi-so: he-thong-chinh-tri\n", encoding="utf-8")
    assert load_taxonomy(file).parent("khoa-hoc-chuyen-doi-so") == "he-thong-chinh-tri"
    file.write_text("", encoding="utf-8")
    assert load_taxonomy(file) == taxonomy()


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "fields.yaml"
    file.write_text("- moi-truong\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"fields\.yaml"):
        load_taxonomy(file)


def test_facets_stand_in_their_groups() -> None:
    assert len(facets("outcome")) == 16
    groups = [facet.group for facet in facets("tag")]
    assert list(dict.fromkeys(groups)) == ["organisation", "crop", "form", "programme"]


@pytest.mark.parametrize("empty", ["", None, " ; ;"])
def test_an_empty_list_has_no_phrases(empty: str | None) -> None:
    assert phrases(empty) == []
