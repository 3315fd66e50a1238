"""The words of the sheet of questions, and the answers a person may choose."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from analysis.fields import DEFAULT
from analysis.schema import CODES, label

# Which list of codes answers which kind of question
_CODE_LISTS = {
    "reward-kind": "counted_recipient_kind",
    "recipient-kind": "recipient_kind",
    "field-none": "subfield",
    "field-review": "subfield",
}


@cache
def sheet_words() -> Mapping[str, Any]:
    """Return the words of the sheet, from data/review_sheet.yaml."""
    text = (files("analysis.review") / "data" / "review_sheet.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def locator_words(locator: str) -> str:
    """Return a locator in Vietnamese.

    >>> locator_words("table 2 row 5")
    'bảng 2 dòng 5'
    """
    words: Mapping[str, str] = sheet_words()["locator"]
    # The name of a sheet is a word too; only those before a number or another name are ours.
    return re.sub(r"\b([a-z]+)(?= \S)", lambda match: words.get(match[1], match[1]), locator)


def field_words(subfield: str) -> str:
    """Return a subfield with the field it belongs to.

    >>> field_words("du-lich")
    'Kinh tế › Du lịch'
    """
    field = DEFAULT.parents.get(subfield, subfield)
    return (
        label("subfield", subfield) if field == subfield else f"{label('field', field)} › {label('subfield', subfield)}"
    )


@cache
def code_answers(kind: str) -> Mapping[str, str]:
    """Return code by answer for a kind of question that is answered with codes; empty for the others.

    >>> code_answers("recipient-kind")["hộ gia đình"]
    'household'
    """
    if kind not in _CODE_LISTS:
        return {}
    name = _CODE_LISTS[kind]
    return {field_words(code) if name == "subfield" else label(name, code): code for code in CODES[name].vi}


def fixed_answers(kind: str) -> tuple[str, ...]:
    """Return the answers every question of a kind offers, in the order shown."""
    words: Mapping[str, str] = sheet_words()["answers"]
    chosen = {
        "amount": ("keep",),
        "place": ("keep",),
        "duplicate": ("same", "different"),
        "merge": ("merge", "apart"),
    }
    return tuple(words[name] for name in chosen[kind]) if kind in chosen else tuple(code_answers(kind))
