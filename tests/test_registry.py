"""Models across documents: which titles meet, which are only suggested, where a model has spread."""

import csv
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.registry import find_models, follow_merges, link_models, model_id, model_rows, spread, suggest, title_key
from analysis.registry.likeness import Named, likeness

# fmt: off
SAME = [
    # one title, printed in two ways, both of a place in huyện Đà Bắc
    ("CLB Gia đình hạnh phúc", "Câu lạc bộ gia đình hạnh phúc"),
    ("Tổ tiết kiệm – hùn vốn", "tổ tiết kiệm-hùn vốn"),
    ("Hoà giải cơ sở", "Hòa giải cơ sở."),
    ("UBND xã thân thiện", "Ủy ban nhân dân xã thân thiện"),
    ("“03 trong 01”", "3 trong 1"),
    ("Phòng, chống tội phạm", "Phòng chống tội phạm"),
    ("Mô hình “Trường học xanh”", "Trường học xanh"),
    ("Xây dựng mô hình Tổ tự quản", "Tổ tự quản"),
    ("Phong trào thi đua Dân vận khéo", "Dân vận khéo"),
    ("Mùa xuân biên cương năm 2021", "Mùa xuân biên cương"),
    ("Chung sức xây dựng NTM giai đoạn 2016 - 2020", "Chung sức xây dựng nông thôn mới"),
    ("Trồng na tại huyện Đà Bắc", "Trồng na"),
    ("Trồng na tại Đà Bắc", "Trồng na"),
    ("Trồng na ở xã Tú Lý, huyện Đà Bắc", "Trồng na"),
    ("Trồng na trên địa bàn huyện Đà Bắc năm 2020", "Trồng na"),
    ("Trồng na trên địa bàn xã", "Trồng na"),
    ("Giáo dục kĩ năng sống", "Giáo dục kỹ năng sống"),
]
OTHER = [
    ("Chung sức xây dựng nông thôn mới", "Cả nước chung sức xây dựng nông thôn mới"),
    ("Trồng na tại huyện Tân Lạc", "Trồng na"),                # not the entry's own place
    ("Hòa giải ở cơ sở", "Hòa giải"),                          # no place at all
    ("Chợ phiên Đà Bắc", "Chợ phiên"),                         # the place is a part of the name
    ("Công an huyện Đà Bắc", "Công an"),
    ("3 sạch", "5 sạch"),
    ("1,5 triệu cây xanh", "15 triệu cây xanh"),
    ("Gia đình hạnh phúc", "Câu lạc bộ gia đình hạnh phúc"),
    ("Trồng dừa", "Trồng dưa"),
    ("Năm 2021", "Năm 2022"),                                  # nothing would be left
]
# fmt: on
PLACES = ("xã Tú Lý", "huyện Đà Bắc", "tỉnh Hòa Bình")


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_title_meet(left: str, right: str) -> None:
    assert model_id(left, PLACES) == model_id(right, PLACES)


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_other_titles_stay_apart(left: str, right: str) -> None:
    assert title_key(left, PLACES) != title_key(right, PLACES)


@given(st.text(max_size=60))
def test_any_text_has_a_key_and_the_key_of_a_key_is_itself(text: str) -> None:
    key = title_key(text)
    assert title_key(key) == key or len(title_key(key)) < len(key)


NEAR = [
    ("chung sức xây dựng nông thôn mới", "cả nước chung sức xây dựng nông thôn mới"),
    ("tổ tự quản", "tổ nhân dân tự quản"),
    ("tổ tự quản an ninh trật tự", "tổ nhân dân tự quản về an ninh trật tự"),
    ("câu lạc bộ hát then đàn tính", "hát then đàn tính"),
    ("gia đình 5 không 3 sạch", "gia đình năm không ba sạch"),
]
FAR = [
    ("gia đình 5 không 3 sạch", "gia đình 5 không 5 sạch"),
    ("câu lạc bộ thơ", "câu lạc bộ gia đình hạnh phúc"),
    ("câu lạc bộ pháp luật", "câu lạc bộ pháp lý"),
    ("câu lạc bộ gia đình phát triển bền vững", "câu lạc bộ phụ nữ phát triển bền vững"),
    ("khởi nghiệp", "phụ nữ khởi nghiệp"),
    ("nuôi bò", "trồng cỏ nuôi bò"),
    ("dân vận khéo", "tổ dân vận khéo trong xây dựng nông thôn mới của phường"),
]


@pytest.mark.parametrize(("left", "right"), NEAR)
def test_near_titles_are_suggested_both_ways(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left) >= 86


@pytest.mark.parametrize(("left", "right"), FAR)
def test_titles_that_only_share_words_are_not(left: str, right: str) -> None:
    assert likeness(left, right) == 0


def named(*keys: str, kind: str = "model") -> list[Named]:
    return [Named(f"m-{at}", (key,), frozenset({kind})) for at, key in enumerate(keys)]


def test_a_tie_suggests_nothing_and_the_others_still_ask() -> None:
    found = suggest(named("tổ tự quản đường phố", "tổ tự quản đường phố xanh", "tổ tự quản đường phố đẹp"))
    assert "m-0" not in found
    assert [one.model_id for one in found["m-1"]] == ["m-0"]


def test_a_movement_is_never_suggested_for_a_model() -> None:
    both = [
        *named("chung sức xây dựng nông thôn mới"),
        Named("m-9", ("cả nước chung sức xây dựng nông thôn mới",), frozenset({"movement"})),
    ]
    assert suggest(both) == {}
    assert suggest(named(both[0].keys[0], both[1].keys[0])) != {}


def test_a_refused_pair_is_not_suggested_again() -> None:
    pair = named("chung sức xây dựng nông thôn mới", "cả nước chung sức xây dựng nông thôn mới")
    assert suggest(pair, [frozenset({"m-0", "m-1"})]) == {}


def test_five_thousand_titles_take_seconds(root: Path) -> None:
    with (root / "tests/fields/data/labelled_titles.csv").open(encoding="utf-8", newline="") as lines:
        titles = [title_key(row["title"]) for row in csv.DictReader(lines)]
    words = sorted({word for title in titles for word in title.split()})
    many = [f"{titles[at % len(titles)]} {words[at % len(words)]} {words[at * 7 % len(words)]}" for at in range(5_000)]
    start = time.perf_counter()
    suggest(named(*many))
    assert time.perf_counter() - start < 30


def test_different_titles_of_a_labelled_list_are_hardly_ever_suggested(root: Path) -> None:
    """Of 350 titles of different models, those suggested are a person's work for nothing."""
    with (root / "tests/fields/data/labelled_titles.csv").open(encoding="utf-8", newline="") as lines:
        titles = {title_key(row["title"]) for row in csv.DictReader(lines)}
    assert len(suggest(named(*sorted(titles)))) <= 0.05 * len(titles)


def entry(title: str, document: str = "a", district: str = "huyện X", kind: str = "model") -> dict[str, object]:
    return {
        "entry_id": f"e-{title}-{document}", "title": title, "document_id": document, "kind": kind,
        "district": district, "province": "tỉnh A", "field": "kinh-te", "subfield": "du-lich",
        "recipient_name": None, "hamlet": None, "commune": None, "district_area": district,
    }  # fmt: skip


DOCUMENTS: list[dict[str, object]] = [
    {"document_id": "b", "issued_on": None, "period_end": "2021-12-31"},
    {"document_id": "a", "issued_on": "2019-05-01", "period_end": "2018-12-31"},
]


def test_the_registry_says_where_and_since_when() -> None:
    entries = [entry("CLB xanh", "b"), entry("Câu lạc bộ xanh", "a", "huyện Y"), entry("C", "a", "", "exemplar")]
    link_models(entries)
    (row,) = model_rows(entries, DOCUMENTS)
    assert entries[2]["model_id"] is None
    assert row["documents"] == "a; b"
    assert row["places"] == "huyện X, tỉnh A; huyện Y, tỉnh A"
    assert row["first_seen_on"] == "2019-05-01"
    assert {row["title"], row["aliases"]} == {"CLB xanh", "Câu lạc bộ xanh"}
    assert (row["status"], row["suggestions"]) == ("suggested", "")


def test_a_confirmed_merge_makes_one_model_and_suggestions_stay_words() -> None:
    entries = [entry("Chung sức xây dựng nông thôn mới"), entry("Cả nước chung sức xây dựng nông thôn mới", "b")]
    link_models(entries)
    rows = {row["title"]: row for row in model_rows(entries, DOCUMENTS)}
    assert rows[entries[0]["title"]]["suggestions"] == f"{entries[1]['model_id']} (96)"
    entries[0]["model_id"] = entries[1]["model_id"]
    (row,) = model_rows(entries, DOCUMENTS)
    assert (row["status"], row["title"]) == ("confirmed", entries[1]["title"])
    assert row["aliases"] == entries[0]["title"]


def test_a_later_printing_of_a_merged_title_is_suggested_for_the_model_it_was_merged_into() -> None:
    entries = [entry("Vườn rau sạch"), entry("Rau sạch nhà em", "a"), entry("Vườn rau sạch", "b")]
    link_models(entries)
    entries[0]["model_id"] = entries[1]["model_id"]
    rows = {row["model_id"]: row for row in model_rows(entries, DOCUMENTS)}
    assert rows[entries[2]["model_id"]]["suggestions"] == f"{entries[1]['model_id']} (99)"


def test_merges_are_followed_to_their_end_and_a_ring_ends_too() -> None:
    entries = [entry("Một hai"), entry("Ba bốn"), entry("Năm sáu")]
    link_models(entries)
    first, second, third = (entry["model_id"] for entry in entries)
    entries[0]["model_id"], entries[1]["model_id"] = second, third
    follow_merges(entries)
    assert {entry["model_id"] for entry in entries} == {third}
    link_models(entries)
    entries[0]["model_id"], entries[1]["model_id"] = second, first
    follow_merges(entries)
    assert entries[0]["model_id"] == entries[1]["model_id"]


def test_a_model_of_which_one_entry_was_moved_stays() -> None:
    entries = [entry("Một hai"), entry("Một hai", "b"), entry("Ba bốn")]
    link_models(entries)
    kept, other = entries[1]["model_id"], entries[2]["model_id"]
    entries[0]["model_id"] = other
    follow_merges(entries)
    assert [one["model_id"] for one in entries] == [other, kept, other]


def test_the_spread_of_a_model_is_told_from_the_first_place_on() -> None:
    entries = [
        entry("Tổ tự quản", "b", "huyện Y"),
        entry("Tổ tự quản", "a") | {"recipient_name": "Xóm Một"},
        entry("Tổ tự quản", "a") | {"recipient_name": "Xóm Hai"},
        entry("Khác hẳn", "a"),
    ]
    link_models(entries)
    documents = pd.DataFrame(DOCUMENTS).astype({"issued_on": "datetime64[us]", "period_end": "datetime64[us]"})
    made = spread(pd.DataFrame(entries), documents, str(entries[0]["model_id"]))
    assert list(made["document_id"]) == ["a", "b"]
    assert list(made["place"]) == ["huyện X", "huyện Y"]
    assert list(made["recipients"]) == [2, 0]
    assert list(made["is_first"]) == [True, False]
    assert spread(pd.DataFrame(entries), documents, "m-khong-co").empty


@pytest.mark.parametrize(
    ("words", "found"),
    [("tổ tự quản", ["m-1"]), ("TỔ NHÂN DÂN", ["m-1"]), ("clb", ["m-2"]), ("m-2", ["m-2"]), ("tự tổ", []), ("", [])],
)
def test_models_are_found_by_words_of_a_name(words: str, found: list[str]) -> None:
    models = pd.DataFrame(
        {
            "model_id": ["m-1", "m-2"],
            "title": ["Tổ nhân dân tự quản", "Câu lạc bộ thơ"],
            "aliases": [None, "CLB thơ; Hội thơ"],
        }
    )
    assert list(find_models(models, words)["model_id"]) == found
