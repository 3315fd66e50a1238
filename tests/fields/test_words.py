"""Syllables and phrases: what counts as the same word, and where a phrase begins and ends."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.fields.words import PhraseBook, keys_of, longest_first, mark_start, split, used
from analysis.vietnamese.letters import fold


def book(*phrases: str) -> PhraseBook[str]:
    return PhraseBook({keys_of(phrase): phrase for phrase in phrases})


def found(text: str, *phrases: str) -> list[str]:
    words = split(text)
    hits = [(used(hit, words.keys), hit.entry) for hit in book(*phrases).find(words.keys)]
    return [entry for _, entry in longest_first(hits, len(words.keys))]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kĩ năng sống", "kỹ năng sống"),
        ("chiến sỹ thi đua", "chiến sĩ"),
        ("Chăm sóc sức khoẻ", "chăm sóc sức khỏe"),
        ("VĂN HOÁ – XÃ HỘI", "văn hóa - xã hội"),
        ("Phòng chống tội phạm", "phòng, chống tội phạm"),
        ("gia đình 05 không, 03 sạch", "5 không 3 sạch"),
        ("quán cơm 2.000 đồng", "cơm 2.000 đồng"),
        (unicodedata.normalize("NFD", "nuôi ba ba"), "nuôi ba ba"),
    ],
)
def test_spellings_of_one_phrase_meet(text: str, phrase: str) -> None:
    assert found(text, phrase) == [phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Công an xã", "ông"),
        ("danh hiệu", "anh"),
        ("bảo vệ rừng. Cây xanh", "rừng cây"),
        ("chia sẻ: kinh nghiệm", "chia sẻ kinh nghiệm"),
        ("rèn luyện", "rèn nghề"),
        ("Bình yên", "bình yên nơi nơi"),
    ],
)
def test_a_phrase_is_whole_syllables_of_one_clause(text: str, phrase: str) -> None:
    assert found(text, phrase) == []


def test_the_longest_phrase_wins_and_uses_its_syllables_up() -> None:
    assert found("Nuôi heo đất giúp bạn", "nuôi heo", "heo đất", "nuôi heo đất", "bạn") == ["nuôi heo đất", "bạn"]


def test_of_equal_phrases_the_first_stays() -> None:
    assert found("đoàn kết nghĩa tình", "đoàn kết", "kết nghĩa") == ["đoàn kết"]


@pytest.mark.parametrize(
    ("title", "begins_at"),
    [
        ("Nuôi dê", "nuôi"),
        ("Mô hình: “Nuôi dê”", "nuôi"),
        ("Phong trào thi đua", "phong"),
        ("", ""),
        ("...", "..."),
    ],
)
def test_a_title_begins_after_its_leading_words(title: str, begins_at: str) -> None:
    leads = PhraseBook(dict.fromkeys(map(keys_of, ["mô hình", "phong trào", "thi đua"])))
    words = mark_start(split(title), leads)
    start = words.keys.index("^")
    assert words.text[words.spans[start][0] :].startswith(begins_at)


@settings(deadline=None)
@given(st.text())
def test_any_text_splits_into_words_that_stand_in_it(text: str) -> None:
    words = split(text)
    assert words.text == fold(text)
    assert len(words.keys) == len(words.spans)
    assert all(words.printed(index, index + 1) for index in range(len(words.keys)))
