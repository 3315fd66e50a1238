"""Counts of models, exemplars and movements: a table of sentences, and one case for every guard.

`data/model_sentences.csv` is read like `reward_sentences.csv` (see test_rewards.py). First-sight figures: held-out half of
the first batch 0.967 / 0.967 / 0.967, `second` batch 0.913 / 0.913 / 0.913; both were read afterwards and mended.
"""

import csv
import hashlib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.datafiles import read_rows
from analysis.extracting.count_numbers import find_counts
from analysis.extracting.count_scope import find_movements, find_places, find_sectors
from analysis.extracting.count_sentences import sentence_spans
from analysis.extracting.counts import ModelCount, find_model_counts
from analysis.extracting.rewards import find_reward_counts

SENTENCES = Path(__file__).parent / "data" / "model_sentences.csv"
KEY = ("what", "role", "count", "bound")
CELLS = ("field", "begin", "stop", "place")


@dataclass
class Sentence:
    text: str
    batch: str
    rows: list[dict[str, str]] = field(default_factory=list)


def half(text: str) -> str:
    return "held-out" if hashlib.sha256(text.encode()).digest()[0] % 2 else "tune"


def load() -> list[Sentence]:
    found: dict[str, Sentence] = {}
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            batch = half(row["text"]) if row["batch"] == "first" else row["batch"]
            sentence = found.setdefault(row["case"], Sentence(row["text"], batch))
            if row["count"]:
                sentence.rows.append({name: row[name] for name in (*KEY, *CELLS)})
    return list(found.values())


ALL = load()
NEGATIVES = [sentence for sentence in ALL if not sentence.rows]


def as_row(found: ModelCount) -> dict[str, str]:
    period = found.period
    return {
        **{name: str(getattr(found, name)) for name in (*KEY, "field", "place")},
        "begin": str(period.start) if period else "",
        "stop": str(period.end) if period and period.end else "",
    }


def rows_of(text: str, heading: str = "") -> list[tuple[str, str, int]]:
    return [(c.what, c.role, c.count) for c in find_model_counts(text, heading)]


@pytest.mark.parametrize("batch", ["tune", "held-out", "second"])
def test_every_row_and_no_other(batch: str) -> None:
    wrong = []
    for sentence in ALL:
        got = Counter(tuple(as_row(c).items()) for c in find_model_counts(sentence.text))
        if sentence.batch == batch and sorted(got) != sorted({tuple(sorted_row(row)) for row in sentence.rows}):
            wrong.append(sentence.text)
    assert wrong == []


def sorted_row(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, row[name]) for name in (*KEY, "field", "place", "begin", "stop")]


@pytest.mark.parametrize("sentence", NEGATIVES, ids=lambda sentence: sentence.text[:40])
def test_no_count_is_invented(sentence: Sentence) -> None:
    assert find_model_counts(sentence.text) == []


def test_breakdown_has_the_role_of_its_total() -> None:
    text = (
        "Có 54 mô hình hiệu quả, bao gồm 14 kinh tế, 29 văn hóa - xã hội, 5 quốc phòng - an ninh, 6 hệ thống chính trị."
    )
    found = find_model_counts(text)
    assert [(c.field, c.count) for c in found] == [
        ("", 54),
        ("kinh-te", 14),
        ("van-hoa-xa-hoi", 29),
        ("quoc-phong-an-ninh", 5),
        ("he-thong-chinh-tri", 6),
    ]
    assert {c.role for c in found} == {"effective"}


def test_registered_and_effective_are_two_counts() -> None:
    found = rows_of("Có 2.071 mô hình đăng ký, trong đó có 1.808 mô hình đạt hiệu quả.")
    assert found == [("model", "registered", 2071), ("model", "effective", 1808)]


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị công nhận 18 mô hình.",
        "Đề nghị Ban Chỉ đạo tỉnh khen thưởng 18 mô hình.",
        "Lựa chọn 18 mô hình để nhân rộng.",
    ],
)
def test_a_proposal_is_no_recognition(text: str) -> None:
    assert rows_of(text) == [("model", "unclassified", 18)]


def test_under_a_heading_of_plans_numbers_are_targets() -> None:
    assert rows_of("- Nhân rộng 20 mô hình.", "III. Phương hướng, nhiệm vụ") == []
    assert rows_of("- Nhân rộng 20 mô hình.", "II. Kết quả thực hiện nhiệm vụ") == [("model", "replicated", 20)]


@pytest.mark.parametrize(
    ("text", "rewards", "models"),
    [
        ("Có 1.267 hộ đạt danh hiệu nông dân sản xuất, kinh doanh giỏi.", 1, 0),
        ("Khen thưởng 12 tập thể và tuyên dương 54 mô hình.", 1, 1),
        ("Tuyên dương 36 điển hình tiên tiến.", 0, 1),
        ("Công nhận 55 mô hình (29 tập thể, 26 cá nhân).", 0, 1),
    ],
)
def test_nothing_is_counted_by_both(text: str, rewards: int, models: int) -> None:
    assert (len(find_reward_counts(text)), len(find_model_counts(text))) == (rewards, models)


@pytest.mark.parametrize(
    ("text", "field_code"),
    [
        ("Có 12 mô hình phát triển kinh tế.", "kinh-te"),
        ("Có 12 mô hình về kinh tế, văn hóa - xã hội.", ""),
        ("Có 12 mô hình kinh tế hộ gia đình.", ""),
        ("Lĩnh vực văn hoá – xã hội có 12 mô hình.", "van-hoa-xa-hoi"),
    ],
)
def test_field_only_where_one_is_stated(text: str, field_code: str) -> None:
    assert [c.field for c in find_model_counts(text)] == [field_code]


def test_total_that_closes_a_bracket_or_a_sentence() -> None:
    assert [number.low for number in find_counts("(kinh tế: 14; văn hóa: 6). Tổng số: 20.")] == [14, 6, 20]
    assert find_counts("gồm: 1. Ủy ban nhân dân xã") == []


def test_sentences_keep_abbreviations_and_breakdowns_together() -> None:
    text = "UBND TP. Cao Lãnh tặng 3 cờ. Trong đó 2 cờ mới. Năm sau: không."
    assert [text[start:end].strip() for start, end in sentence_spans(text)] == [
        "UBND TP. Cao Lãnh tặng 3 cờ. Trong đó 2 cờ mới.",
        "Năm sau: không.",
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Huyện Tam Sơn có 12 tập thể", ["Huyện Tam Sơn"]),
        ("huyện Tam Sơn 14 tập thể", ["huyện Tam Sơn"]),
        ("trên địa bàn xã An Lộc, huyện Tam Sơn", ["xã An Lộc, huyện Tam Sơn"]),
        ("UBND huyện Tam Sơn tặng", []),
        ("Giấy khen của huyện Tam Sơn", []),
        ("Huyện Đoàn, Tỉnh ủy", []),
        ("UBND HUYỆN TẶNG GIẤY KHEN", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert [span.value for span in find_places(text, text.lower())] == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('phong trào thi đua "Dân vận khéo"', ["Dân vận khéo"]),
        ("phong trào toàn dân bảo vệ an ninh Tổ quốc", ["Toàn dân bảo vệ an ninh Tổ quốc"]),
        ("cuộc vận động xây dựng nông thôn mới", ["Xây dựng nông thôn mới"]),
        ('Cờ "Đơn vị xuất sắc trong phong trào thi đua" của Chính phủ, "Đơn vị tiên tiến"', []),
        ("phong trào thi đua yêu nước", []),
    ],
)
def test_movements(text: str, names: list[str]) -> None:
    assert [span.value for span in find_movements(text, text.lower())] == names


def test_two_sectors_in_one_breath_are_none() -> None:
    assert [span.value for span in find_sectors("các lĩnh vực kinh tế, xã hội")] == [""]
    assert [span.value for span in find_sectors("lĩnh vực quốc phòng, an ninh")] == ["quoc-phong-an-ninh"]


def without_positions(found: list[ModelCount]) -> list[ModelCount]:
    moved = []
    for count in found:
        period = count.period and replace(count.period, begin=0, stop=0)
        moved.append(replace(count, start=0, end=0, period=period))
    return moved


@pytest.mark.parametrize("sentence", ALL, ids=lambda sentence: sentence.text[:40])
def test_spelling_of_letters_changes_nothing(sentence: Sentence) -> None:
    wanted = without_positions(find_model_counts(sentence.text))
    decomposed = unicodedata.normalize("NFD", sentence.text)
    modern = sentence.text.replace("òa", "oà").replace("óa", "oá")
    for variant in (decomposed, modern, sentence.text.replace(" ", "\u00a0")):
        assert without_positions(find_model_counts(variant)) == wanted


WORDS = sorted({word for sentence in ALL for word in sentence.text.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_every_number_stands_in_the_words_read(text: str) -> None:
    for found in find_model_counts(text):
        printed = text[found.start : found.end]
        digits = "".join(c for c in printed if c.isdigit())
        assert not digits or str(found.count) in (digits, digits.lstrip("0")) or str(found.count) in printed


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_never_raises(text: str) -> None:
    assert isinstance(find_model_counts(text, text), list)


@pytest.mark.parametrize(
    ("name", "column", "known"),
    [
        ("count_nouns.csv", "what", {"model", "exemplar", "movement", "household"}),
        ("count_fields.csv", "field", {"kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "he-thong-chinh-tri"}),
        (
            "count_roles.csv",
            "role",
            {"registered", "recognised", "effective", "replicated", "neutral", "proposed", "target", "other", "mask"},
        ),
    ],
)
def test_word_lists_use_known_codes(name: str, column: str, known: set[str]) -> None:
    rows = read_rows("analysis.extracting", name)
    assert {row[column] for row in rows} == known
    assert len({row["phrase"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Có 54 mô hình, gồm: lĩnh vực kinh tế 14 mô hình; văn hóa - xã hội 40 mô hình.",
            ["", "kinh-te", "van-hoa-xa-hoi"],
        ),
        ("Về kinh tế, văn hóa 20 mô hình", [""]),
    ],
)
def test_a_sector_right_before_its_number(text: str, fields: list[str]) -> None:
    assert [count.field for count in find_model_counts(text)] == fields
