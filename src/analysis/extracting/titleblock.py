"""The line that says what kind of document this is, and the title below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.casing import sentence_case
from analysis.vietnamese.letters import fold, tidy, upper_share

_STOPS = re.compile(
    r"(?:Căn cứ|Thực hiện|Kính gửi|Để|Nhằm|Theo|Xét|Phần|Hôm nay)(?!\w)|"
    r"[IVX]{1,4}\s*[.)]|\d{1,2}\s*[.)]|[-–_*=]{2,}|\(|[^,]{2,30}, ngày\s"
)
_DRAFT = re.compile(r"\(?\s*dự thảo\b", re.IGNORECASE)
_MAX_TITLE_LINES = 8
_MAX_TITLE = 400
_HEAD = 14
_SUBJECT = re.compile(r"(?:V/v|Về việc|V/v:)\s+\w", re.IGNORECASE)
_NUMBER = re.compile(r"Số\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Kind and title; `first` is the position of the kind's line among the pieces, `lines` the printed lines."""

    stage: str
    text: str
    in_capitals: bool
    first: int
    lines: tuple[str, ...]


@cache
def _types() -> list[tuple[str, str]]:
    rows = read_rows("analysis.extracting", "document_types.csv")
    return sorted(((row["word"], row["stage"]) for row in rows), key=lambda pair: -len(pair[0]))


def find_title(pieces: Sequence[str]) -> TitleBlock | None:
    """Return the first title block among the printed pieces; None where no line names a kind of document.

    The kind stands alone ("KẾ HOẠCH") or leads a title in capitals ("BÁO CÁO TỔNG KẾT ..."); the title ends at a blank
    line that no lower-case line follows, at the first legal basis, heading or addressee.
    """
    draft = any(_DRAFT.match(piece.strip()) for piece in pieces[:12])
    for position, piece in enumerate(pieces):
        kind = _kind(piece)
        if kind:
            word, stage = kind
            rest = tidy(piece)[len(word) :].strip(" :-–")
            lines = _title_lines(pieces, position, tidy(piece) if rest else "")
            text = tidy(" ".join(lines))
            return TitleBlock(
                "draft" if draft and stage == "decision" else stage,
                sentence_case(text),
                upper_share(text) > 0.8,
                position,
                lines,
            )
    return _dispatch(pieces)


def _dispatch(pieces: Sequence[str]) -> TitleBlock | None:
    """Return the subject of an official dispatch, which names no kind: "Số: 418/UBND-VHXH / V/v đề nghị ..."."""
    for position, piece in enumerate(pieces[:_HEAD]):
        if _SUBJECT.match(piece.strip()) and any(_NUMBER.match(above.strip()) for above in pieces[:position]):
            lines = _title_lines(pieces, position, piece.strip())
            # the head of a dispatch goes on below its subject
            below = min(position + len(lines) + 3, len(pieces))
            return TitleBlock("other", tidy(" ".join(lines)), False, below, lines)
    return None


def _kind(piece: str) -> tuple[str, str] | None:
    text = tidy(piece)
    if not text or len(text) > 200:
        return None
    folded = fold(text)
    for word, stage in _types():
        alone = folded.rstrip(" :.") == word
        leads = folded.startswith(word + " ") and upper_share(text) > 0.8
        if (alone and text[0].isupper()) or leads:
            return word, stage
    return None


def _title_lines(pieces: Sequence[str], position: int, first: str) -> tuple[str, ...]:
    lines = [first] if first else []
    gap = False
    for piece in pieces[position + 1 : position + 1 + _MAX_TITLE_LINES * 2]:
        text = piece.strip()
        if not text:
            gap = True
            continue
        if _STOPS.match(text) or len(lines) >= _MAX_TITLE_LINES or not _belongs(lines, text, gap):
            break
        lines.append(text)
        gap = False
    return tuple(lines)


def _belongs(lines: list[str], text: str, gap: bool) -> bool:
    if not lines:
        return len(text) <= _MAX_TITLE
    if gap:
        return text[0].islower()
    if text.endswith((".", ":", ";")) and not text[0].islower():
        return False
    same_case = (upper_share(lines[-1]) > 0.8) == (upper_share(text) > 0.8)
    return len(text) <= _MAX_TITLE and (same_case or text[0].islower()) and not lines[-1].endswith((".", ":"))
