import pytest

from analysis.registry import model_id, model_rows, title_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("CLB Gia đình hạnh phúc", "Câu lạc bộ gia đình hạnh phúc"),
        ("Tổ tiết kiệm – hùn vốn", "tổ tiết kiệm-hùn vốn"),
        ("Hoà giải cơ sở", "Hòa giải cơ sở."),
        ("UBND xã thân thiện", "Ủy ban nhân dân xã thân thiện"),
    ],
)
def test_spellings_of_one_title_meet(left: str, right: str) -> None:
    assert model_id(left) == model_id(right)


def test_other_titles_stay_apart() -> None:
    assert title_key("Chung sức xây dựng nông thôn mới") != title_key("Cả nước chung sức xây dựng nông thôn mới")


def entry(title: str, document: str, district: str, kind: str = "model") -> dict[str, object]:
    return {
        "title": title, "document_id": document, "district": district, "province": "tỉnh A", "kind": kind,
        "field": "kinh-te", "subfield": "du-lich",
    }  # fmt: skip


def test_the_registry_says_where_and_since_when() -> None:
    documents = [
        {"document_id": "b", "issued_on": None, "period_end": "2021-12-31"},
        {"document_id": "a", "issued_on": "2019-05-01", "period_end": "2018-12-31"},
    ]
    entries = [
        entry("CLB xanh", "b", "huyện X"),
        entry("Câu lạc bộ xanh", "a", "huyện Y"),
        entry("C", "a", "", "exemplar"),
    ]
    (row,) = model_rows(entries, documents)
    assert row["documents"] == "a; b"
    assert row["places"] == "huyện X, tỉnh A; huyện Y, tỉnh A"
    assert row["first_seen_on"] == "2019-05-01"
    assert {row["title"], row["aliases"]} == {"CLB xanh", "Câu lạc bộ xanh"}
