"""The words of the figures: both languages whole, the same places for values, no typed number, numbers as people write them."""

import re
import string
from importlib.resources import files

import pandas as pd
import pytest
import yaml

from analysis.charts.wording import amount, bounded, name, percent, text

TEXTS = yaml.safe_load((files("analysis.charts") / "data" / "texts.yaml").read_text(encoding="utf-8"))
CODE = "".join(path.read_text(encoding="utf-8") for path in files("analysis.charts").iterdir() if path.suffix == ".py")
KEYS = [f"{group}.{key}" for group, texts in TEXTS.items() for key in texts]
EACH = pytest.mark.parametrize("key", KEYS)


def languages(key):
    group, part = key.split(".")
    return TEXTS[group][part]


def places(words):
    return {field for _, field, _, _ in string.Formatter().parse(words) if field}


@EACH
def test_both_languages_are_there_and_take_the_same_values(key):
    words = languages(key)
    assert set(words) == {"vi", "en"} and all(words.values())
    assert places(words["vi"]) == places(words["en"])


@EACH
def test_no_number_is_typed_but_the_limits_of_a_rule(key):
    typed = re.findall(r"\d+", languages(key)["vi"])
    assert typed in ([], ["5"], ["0"]), "numbers come from the data"


@EACH
def test_no_text_is_left_over(key):
    group, part = key.split(".")
    assert f'"{key}"' in CODE or f'"{part}"' in CODE or f'f"{group}.' in CODE


@pytest.mark.parametrize("key", [key for key in KEYS if ".title" in key])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_titles_leave_room_for_their_values(key, lang):
    assert len(languages(key)[lang].split()) <= 12


def test_numbers_are_written_as_people_write_them():
    assert text("completeness.of_declared", "vi", found=1047, declared=2000) == "1.047 trên 2.000"
    assert text("completeness.of_declared", "en", found=1047, declared=2000) == "1,047 of 2,000"
    assert percent(78.767, "vi") == "79"


def test_bounds_are_said_and_a_missing_one_is_silent():
    assert bounded(1550, "under", "vi") == "gần 1.550"
    assert bounded(1550, pd.NA, "en") == "1,550"


def test_amounts_are_exact_or_rounded_to_a_million():
    assert amount(1_670_000_000, "vi") == "1,67 tỷ đồng"
    assert amount(899_500_001, "vi") == "900 triệu đồng"


def test_labels_begin_with_a_capital():
    assert name("recipient_kind", "household", "vi") == "Hộ gia đình"


def test_unknown_words_raise():
    with pytest.raises(KeyError):
        text("completeness.khong_co", "vi")
