"""Broken files: a document or one clear line comes of each. `--hypothesis-profile=long` tries thousands.

`tests/fuzz/mutate.py` tries more, in worker processes, and counts what came of them.
"""

import importlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.reading import Line, UnreadableError, read

FUZZ = Path(__file__).parents[1] / "fuzz"
EXAMPLES = 40 if settings.default is None or settings.default.max_examples <= 100 else settings.default.max_examples
SAMPLES = {
    "docx": "tests/corpus/dev/raw/an-cuu-hue-bao-cao-2025.docx",
    "xlsx": "tests/corpus/dev/raw/an-giang-danh-sach-bang-khen-2023.xlsx",
    "txt": "tests/corpus/dev/raw/lang-son-huong-dan-2021.txt",
}


@pytest.fixture(scope="module")
def mutated() -> Callable[[bytes, int], bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FUZZ)
        return importlib.import_module("mutations").mutated  # type: ignore[no-any-return]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 2**32))
def test_a_broken_file_is_read_or_refused(
    root: Path, tmp_path: Path, mutated: Callable[[bytes, int], bytes], sample: str, number: int
) -> None:
    path = tmp_path / Path(sample).name
    path.write_bytes(mutated((root / sample).read_bytes(), number))
    try:
        document = read(path)
    except UnreadableError as error:
        assert error.vi and error.en and "\n" not in error.vi + error.en
        return
    assert document.blocks
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Line) else [cell for row in block.rows for cell in row.cells]
        assert block.locator and all(unicodedata.is_normalized("NFC", text) for text in texts)


def test_the_same_number_breaks_a_file_the_same_way(root: Path, mutated: Callable[[bytes, int], bytes]) -> None:
    for sample in SAMPLES.values():
        data = (root / sample).read_bytes()
        broken = [mutated(data, number) for number in range(30)]
        assert broken == [mutated(data, number) for number in range(30)]
        assert sum(one != data for one in broken) > 25
