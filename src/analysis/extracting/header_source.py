"""The parts of a document that tell what it is: its first printed pieces, its title, its paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analysis.datafiles import read_rows
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.titleblock import TitleBlock
from analysis.reading import Block, Line
from analysis.vietnamese.legible import legible
from analysis.vietnamese.letters import fold, tidy

_COLUMN_GAP = re.compile(r"\s{3,}|\t|\s\|\s")
_ADDRESSED = re.compile(r"\s*Kính gửi\s*:?(.*)", re.IGNORECASE)
_ZONE_LINES = 60
_PREAMBLE = 6


@dataclass(frozen=True, slots=True)
class Source:
    """What the header is read from; `title` is None where no line names a kind of document."""

    pieces: list[str]
    paragraphs: Sequence[Paragraph]
    title: TitleBlock | None

    @property
    def preamble(self) -> list[str]:
        """The first paragraphs below the title."""
        first = [p.text for p in self.paragraphs if not self.title or p.text not in self.title.lines]
        return first[:_PREAMBLE]


def first_pieces(blocks: Sequence[Block]) -> list[str]:
    """Return the first printed pieces in reading order; a header is often set in a table without rules."""
    pieces: list[str] = []
    for block in blocks:
        if len(pieces) > _ZONE_LINES:
            break
        if isinstance(block, Line):
            pieces.extend(_COLUMN_GAP.split(block.text))
        else:
            pieces.append("")  # a title does not run on into a table
            pieces.extend(line for row in block.rows[:6] for cell in row.cells for line in cell.split("\n"))
    return [legible(piece).text for piece in pieces]


def addressee(pieces: Sequence[str]) -> str:
    """Return the first body a document is addressed to, on the line of "Kính gửi" or the one below."""
    for piece, below in pairwise([*pieces, ""]):
        if match := _ADDRESSED.match(piece):
            return tidy(match.group(1).lstrip(" -–:") or below.lstrip(" -–")).rstrip(" .;")
    return ""


@cache
def _fact_labels() -> dict[str, str]:
    rows = read_rows("analysis.extracting", "header_facts.csv")
    return {fold(row["label"]): row["fact"] for row in rows}


@cache
def _fact_label() -> re.Pattern[str]:
    labels = (re.escape(row["label"]) for row in read_rows("analysis.extracting", "header_facts.csv"))
    return re.compile(rf"(?:^|\s)({'|'.join(labels)})(?:\s*:|$)", re.IGNORECASE)


def stated_facts(pieces: Sequence[str]) -> dict[str, str]:
    """Return what a sheet of properties over the text says, by fact: number, issued_on, issuer, other.

    Collections of legal texts print one: "Cơ quan ban hành | Ủy ban nhân dân huyện Yên Khánh". A label counts only
    with the whole cell or before its colon; "Số: 12/KH-UBND" of an ordinary head is none.

    >>> stated_facts(["Số hiệu", "147/QĐ-UBND", "Nơi ban hành: Tỉnh A Ngày ban hành: 12/05/2016"])
    {'number': '147/QĐ-UBND', 'issuer': 'Tỉnh A', 'issued_on': '12/05/2016'}
    """
    facts: dict[str, str] = {}
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        _, *told = _fact_label().split(tidy(piece))
        for label, value in zip(told[::2], told[1::2], strict=True):
            facts.setdefault(_fact_labels()[fold(label)], tidy(value) or tidy(following))
    return facts
