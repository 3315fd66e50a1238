"""The words of the figures in both languages, and numbers as people of that language write them."""

from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from analysis.measures import word
from analysis.measures.review_words import WITHHELD
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.vietnamese.number_format import format_decimal, format_integer, format_vnd


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    source = (files("analysis.charts") / "data" / "texts.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(source)
    return read


def text(key: str, lang: Language, **values: Any) -> str:
    """Return the words under `group.name` with `values` filled in, whole numbers formatted; KeyError if unknown.

    >>> text("completeness.title", "vi", found=1047, declared=2000)
    'Đọc được 1.047 trên 2.000 mục văn bản khai'
    """
    group, name = key.split(".")
    shown = {k: number(v, lang) if isinstance(v, int) else v for k, v in values.items()}
    return _texts()[group][name][lang].format(**shown)


def number(n: int, lang: Language) -> str:
    """Return a whole number with thousands separators of the language."""
    return format_integer(int(n), lang)


def shown(n: Any, lang: Language) -> str:
    """Return a count in words; one that is withheld (missing) says so."""
    return WITHHELD[lang] if pd.isna(n) else number(int(n), lang)


def stamp(mode: Mode, lang: Language) -> str:
    """Return the sentence that says who may see a figure; '' for one anybody may see."""
    return "" if mode == "public" else text(f"modes.{mode}", lang)


def percent(share: float, lang: Language) -> str:
    """Return a share in per cent, rounded to a whole number, without the sign."""
    return format_decimal(float(share), 0, lang)


def amount(vnd: int, lang: Language) -> str:
    """Return đồng as 'triệu đồng' or 'tỷ đồng', exactly; amounts that need more digits are rounded to a million."""
    rounded = vnd if vnd % 1_000_000 == 0 else round(vnd / 1_000_000) * 1_000_000
    return format_vnd(rounded, lang)


def bounded(n: int, bound: Any, lang: Language) -> str:
    """Return a count with its bound: 'trên 1.000', 'khoảng 120'; an exact or unstated bound adds nothing."""
    return text(f"bounds.{'exact' if pd.isna(bound) else bound}", lang, n=int(n))


def name(code_list: str, code: str, lang: Language) -> str:
    """Return the label of a code with a capital first letter."""
    words = word(code_list, code, lang)
    return words[:1].upper() + words[1:]
