import pytest

from analysis.reading import read
from analysis.vietnamese.damage import damage_of
from analysis.vietnamese.syllables import is_syllable

GOOD = "nghiêng khuỷu quyết giếng ngoằn ngoèo thuở yêu ươm xoong uống oanh huyện giữ gìn quốc hữu khuya tuyết"
BAD = "xut th đưọc bng trn phog kqua tổg"


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables_of_the_language(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD.split())
def test_what_no_syllable_can_be(word: str) -> None:
    assert not is_syllable(word)


def test_names_and_foreign_words_damage_no_text() -> None:
    text = "Ông Y Blơ Niê ở buôn Ea Sar, xã Ea Kmút nuôi ong, bán qua facebook, zalo và website của hợp tác xã. " * 3
    assert not damage_of(text)


def test_the_bundled_documents_are_not_damaged(root: object) -> None:
    paths = sorted((root / "data/raw").glob("*.docx"))  # type: ignore[operator]
    assert paths and all(read(path).quality == "good" for path in paths)
