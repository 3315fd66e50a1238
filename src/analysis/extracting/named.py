"""Models, exemplars and movements that prose names in quotes.

Real: "mô hình “A”; mô hình “B” mô hình “C”; phong trào “D”..." (no separator before C, an open list). Trap: a quoted
newspaper column after "mô hình mới, cách làm hay, “...”" is no model: between the introducing word and the quote only a
list opener ("như:", "gồm:") may stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.extracting.count_scope import names_of_programmes
from analysis.extracting.evidence import Evidence
from analysis.extracting.owners import owner_of
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import Quoted, find_quoted
from analysis.extracting.titles import KIND_WORDS, introducing_word
from analysis.vietnamese.letters import CAPITAL, fold, tidy, upper_share
from analysis.vietnamese.recipients import Recipient, parse_recipient

_KINDS = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_FORM_WORD = r"(?:câu lạc bộ|clb|tổ|nhóm|đội|chi hội)?\s*"
_BETWEEN = re.compile(
    rf"[\s,;.…]*(?:và|hoặc|cùng với|với)?\s*(?:(?:{_KINDS})(?!\w)\s*(?:điểm|về)?\s*:?)?\s*{_FORM_WORD}", re.IGNORECASE
)
# "“A” của Tiểu đoàn 208; “B” của Bệnh xá ...": each name with its bearer
_BETWEEN_OWNED = re.compile(
    rf"\s*,?\s*(?:(?:của|do|tại|ở)\s[^“”\";]{{2,140}};|\([^()“”\"]{{2,80}}\)\s*[,;])\s*(?:(?:{_KINDS})\s*:?\s*)?",
    re.IGNORECASE,
)
_OPENER = re.compile(
    rf"(?<!\w)({_KINDS})(?!\w)([^“”\".;]{{0,100}}?)"
    rf"(?:(?:như|gồm|gồm có|bao gồm|đó là|cụ thể|sau|sau đây|là)\s*:?|:)\s*{_FORM_WORD}$",
    re.IGNORECASE,
)
# "* Lĩnh vực văn hóa - xã hội: “A” (Hội B), “C” (Hội D)": the field of the item may stand before its first quote
_QUOTED_ITEM = re.compile(
    r"(?:[-–+*•]|\(?\d{1,2}(?:\.\d{1,2})*\s*[.)/]|[a-zđ]\s*[-)])\s*"
    r"(?:(?:Trong |Về )?lĩnh vực [^:;.“”\"]{2,60}:\s*|[^\W\d_][^:;.“”\"]{2,80}:\s*)?[“\"«]",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\s*[,;]?\s*(?:\.\.\.|…|v\.\s?v)")
_OPEN_OWNER = re.compile(r"\s*,?\s*(?:của|do|tại|ở)\s[^;:“”\"]{2,120}?(?:\.\.\.|…|v\.\s?v)")
_DECLARED = re.compile(rf"(?<![\w.,/])(\d{{1,3}})\s+(?:{_KINDS})(?!\w)", re.IGNORECASE)
_LEGAL_BASIS = re.compile(r"\s*(?:[-–+*]\s*)?(?:Căn cứ|Xét đề nghị|Theo đề nghị)\b")
# "a) Tổ phụ nữ “A” ấp B, xã C": where models are told of, a body that is called by a name in quotes is one
_CLUB = re.compile(r"(?<!\w)(?:câu lạc bộ|clb|tổ hợp tác|tổ|nhóm|đội)(?:\s[^\W\d_]+){0,3}\s*$", re.IGNORECASE)
_OF_MODELS = re.compile(r"(?<!\w)(?:mô hình|cách làm)(?!\w)", re.IGNORECASE)
_DONE_BY = re.compile(
    rf"^\s*(?P<body>{CAPITAL}[^“”\";.:]{{4,100}}?)\s(?:thực hiện|xây dựng|duy trì|triển khai|lập|ra mắt|chọn|với|có)"
    r"(?:\s(?:việc|chương trình|cách làm|phần việc))?\s*$"
)
_MAX_TITLE = 250
_CAPITALS = 0.8


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """One naming of a model, exemplar or movement in a paragraph."""

    kind: str
    title: str
    recipient: Recipient
    start: int
    end: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NamedList:
    """Namings that follow one another; `is_open` when the list ends with "..."."""

    entries: tuple[NamedEntry, ...]
    declared: int | None
    is_open: bool
    evidence: Evidence

    @property
    def kind(self) -> str:
        """The kind most of its entries have."""
        kinds = [entry.kind for entry in self.entries]
        return max(dict.fromkeys(kinds), key=kinds.count)

    @property
    def is_list(self) -> bool:
        """Whether it holds or declares more than a single naming."""
        return len(self.entries) > 1 or self.is_open or self.declared is not None


def find_named(paragraph: Paragraph) -> list[NamedList]:
    """Return the lists of quoted models, exemplars and movements of a paragraph.

    Legal bases and headings in capitals name none.
    """
    is_title = paragraph.text == paragraph.heading and upper_share(paragraph.text) > _CAPITALS
    if _LEGAL_BASIS.match(paragraph.text) or is_title:
        return []
    announced = _announced_kind(paragraph)
    of_models = _OF_MODELS.search(f"{paragraph.lead} {paragraph.heading} {paragraph.text}") is not None
    return [_as_list(paragraph, run) for run in _runs(paragraph.text, announced, of_models)]


def _announced_kind(paragraph: Paragraph) -> str:
    """Return the kind the line above announces for an item that opens with a quote: "Các mô hình gồm: / • “A” - B"."""
    words = re.search(rf"(?<!\w)({_KINDS})(?!\w)", paragraph.lead, re.IGNORECASE) if paragraph.is_item else None
    return KIND_WORDS[words.group(1).lower()] if words and _QUOTED_ITEM.match(paragraph.text) else ""


def _runs(text: str, announced: str, of_models: bool) -> Iterator[list[tuple[Quoted, str]]]:
    run: list[tuple[Quoted, str]] = []
    said = ""
    for quoted in find_quoted(text):
        between = text[run[-1][0].end : quoted.start] if run else ""
        follows = bool(run) and (_BETWEEN.fullmatch(between) or _BETWEEN_OWNED.fullmatch(between)) is not None
        kind = introducing_word(text, quoted.start) or (said if follows else _opened_kind(text, quoted.start))
        kind = kind or ("" if run else announced)
        kind = kind or ("model" if of_models and _is_called(text, quoted) else "")
        if run and not (follows and kind):
            yield run
            run = []
        said = kind
        if kind and len(quoted.inner) <= _MAX_TITLE and not _is_class(text, quoted):
            run.append((quoted, "movement" if _is_programme(quoted) else kind))
    if run:
        yield run


def _is_called(text: str, quoted: Quoted) -> bool:
    """Tell a name in quotes that some body bears or that a body does: "Tổ phụ nữ “A”", "Đảng bộ xã B chọn việc “C”"."""
    before = text[: quoted.start]
    if _CLUB.search(before):
        return True
    done = _DONE_BY.search(re.split(r"[;.:”]\s", before)[-1])
    named = quoted.inner.count(" ") > 1 and quoted.inner[:1].isupper()
    return bool(done and named and parse_recipient(done["body"]).kind == "collective")


def _is_class(text: str, quoted: Quoted) -> bool:
    """Tell a class from a model: "2.071 mô hình, điển hình “Dân vận khéo”" counts models of a programme."""
    counted = rf"\d\s+(?:{_KINDS})(?:\s*,\s*(?:{_KINDS}))?\s*$"
    return re.search(counted, text[: quoted.start], re.IGNORECASE) is not None


def _is_programme(quoted: Quoted) -> bool:
    """Tell the name of a programme of models, whatever introduces it: "nhiều mô hình “Dân vận khéo”"."""
    return fold(tidy(quoted.inner)) in names_of_programmes()


def _opened_kind(text: str, position: int) -> str:
    """Return the kind that a list opener before `position` announces: "các mô hình tiêu biểu như: “...”"."""
    match = _OPENER.search(text[:position])
    return KIND_WORDS[match.group(1).lower()] if match else ""


def _as_list(paragraph: Paragraph, run: list[tuple[Quoted, str]]) -> NamedList:
    text = paragraph.text
    first, last = run[0][0], run[-1][0]
    entries = tuple(_as_entry(paragraph, quoted, kind) for quoted, kind in run)
    announced = text[max(0, first.start - 120) : first.start].rpartition(". ")[2]
    declared = _DECLARED.findall(announced)
    return NamedList(
        entries=entries,
        declared=int(declared[-1]) if declared and len(run) > 1 else None,
        is_open=bool(_OPEN_END.match(text, last.end) or _OPEN_OWNER.match(text, last.end)),
        evidence=paragraph.evidence(first.start, last.end),
    )


def _as_entry(paragraph: Paragraph, quoted: Quoted, kind: str) -> NamedEntry:
    text = paragraph.text
    # a campaign is everybody's
    recipient = owner_of(text, quoted) if kind != "movement" else Recipient("")
    club = _CLUB.search(text[: quoted.start])
    if club and not recipient.kind and kind == "model":
        recipient = replace(recipient, name=tidy(text[club.start() : quoted.end]), kind="collective")
    return NamedEntry(
        kind=kind,
        title=tidy(quoted.inner),
        recipient=recipient,
        start=quoted.start,
        end=quoted.end,
        evidence=paragraph.evidence(*_sentence(text, quoted.start, quoted.end)),
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a naming, between ";", "." or ":"."""
    before = max(text.rfind(mark, 0, start) for mark in (";", ". ", ": "))
    after = [position for mark in (";", ". ", "...") if (position := text.find(mark, end)) >= 0]
    begin = before + 1 if before >= 0 else 0
    return begin + len(text[begin:start]) - len(text[begin:start].lstrip()), min(after, default=len(text))
