"""Heading rows of a list: the group they open, the number they declare, whom and what they announce."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.extracting.casing import sentence_case
from analysis.extracting.evidence import Evidence
from analysis.extracting.titles import KIND_WORDS
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.letters import fold, tidy

_LEADING_MARK = re.compile(r"(?:([A-H])|([IVXL]{1,6})|(\d{1,2}))\s*[.)]\s*(?=\D)")
_DECLARED = re.compile(
    r"[:(\[–-]\s*(?!(?:19|20)\d\d(?!\d))(\d{1,4})(?![\d.,]*\d)\s*(?!năm|%)|"
    r"^(\d{1,4})\s+(?=mô hình|điển hình|tập thể|cá nhân|hộ)",
    re.IGNORECASE,
)
_RECIPIENT_KINDS = {
    "tập thể": "collective", "cá nhân": "individual", "hộ gia đình": "household", "hộ": "household",
    "tt": "collective", "cn": "individual", "hgd": "household", "hgđ": "household",
}  # fmt: skip

_UNMARKED = 4  # below "A.", "I." and "1."


@dataclass(slots=True)
class Item:
    """One row of a list: its printed serial number and the cells by the role of their column."""

    item_no: str
    cells: dict[str, str]
    evidence: Evidence


@dataclass(slots=True)
class Group:
    """The rows under one heading row; a list without heading rows has one group without a name.

    `within` are the headings it stands under, the nearest first.
    """

    name: str
    kind: str
    recipient_kind: str
    declared: int | None
    place: Address
    evidence: Evidence
    depth: int = 0
    within: tuple[str, ...] = ()
    items: list[Item] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def names_group(text: str) -> bool:
    """Tell whether a lone text is a heading by its words: a kind of entries, of recipients, or a place."""
    return bool(group_kind(text) or group_recipient_kind(text) or _only_place(text))


def _only_place(text: str) -> bool:
    spans = find_addresses(text)
    return bool(spans) and spans[0].start == 0 and spans[0].end == len(text.rstrip())


def as_group(text: str, number: re.Match[str] | None, evidence: Evidence) -> Group:
    """Return the group a heading row opens; `number` is the mark in the number's column, else one may lead the text."""
    leading = _LEADING_MARK.match(text)
    mark = number or leading
    label = tidy(text[leading.end() :] if leading else text)
    declared = _DECLARED.search(label)
    name = (label[: declared.start()] if declared and declared.group(1) else label).strip(" :(-–[")
    depth = mark.lastindex or 0 if mark else _UNMARKED
    return Group(
        name=name or label,
        kind=group_kind(label),
        recipient_kind=group_recipient_kind(label),
        declared=int(declared.group(1) or declared.group(2)) if declared else None,
        place=_place_of(label),
        evidence=evidence,
        depth=depth,
    )


def _place_of(label: str) -> Address:
    """Return the place a heading row names; "KHỐI XÃ, PHƯỜNG" in capitals names no hamlet."""
    spans = find_addresses(sentence_case(label))
    is_kind = bool(spans) and label.isupper() and spans[0].units[0].level == "hamlet"
    return spans[0].address if spans and not is_kind else Address()


def declared_in(text: str) -> int | None:
    """Return the number a heading declares: "DANH SÁCH ĐIỂN HÌNH: 08"; None if it declares none."""
    declared = _DECLARED.search(text)
    return int(declared.group(1) or declared.group(2)) if declared else None


def group_kind(text: str) -> str:
    """Return the kind of entries a heading announces; "" where it names several kinds or none.

    >>> group_kind("MÔ HÌNH: 22"), group_kind("DANH SÁCH MÔ HÌNH, ĐIỂN HÌNH")
    ('model', '')
    """
    kinds = set(_words_in(text, KIND_WORDS))
    return kinds.pop() if len(kinds) == 1 else ""


def group_recipient_kind(text: str) -> str:
    """Return the kind of recipients a heading announces; "" where it names several kinds or none."""
    kinds = set(_words_in(text, _RECIPIENT_KINDS))
    return kinds.pop() if len(kinds) == 1 else ""


def _words_in(text: str, words: dict[str, str]) -> Iterator[str]:
    folded = fold(text)
    for word, value in words.items():
        if re.search(rf"(?<!\w){word}(?!\w)", folded):
            yield value
