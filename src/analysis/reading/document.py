"""What every reader returns: lines and tables in reading order, each with its locator."""

from dataclasses import dataclass, field
from typing import Literal

Format = Literal["txt", "html", "docx", "doc", "xlsx", "xls", "csv", "pdf", "image", "unknown"]
Reading = Literal["text", "ocr", "converted", "none"]
Quality = Literal["good", "suspect", "unread"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line or paragraph.

    `text` is NFC and otherwise as printed; `indent` counts leading blanks (a tab is one); `note` is the number of the
    footnote the line belongs to, empty in the body.
    """

    text: str
    locator: str
    indent: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the printed text of its cells, "" where a merged cell goes on.

    `continued` holds the positions of the cells that go on with the one above in one merged area. Where the format
    cannot tell (plain text), none does: a blank cell is then only a blank.
    """

    cells: tuple[str, ...]
    locator: str
    continued: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table or one sheet of a workbook."""

    rows: tuple[Row, ...]
    locator: str
    name: str = ""


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader has to say about a file it did read: the code of a finding, where, and why in both languages."""

    code: str
    vi: str = ""
    en: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What could be read of one file; `hard_wrapped` when lines end at the margin and not at the paragraph's end."""

    format: Format
    blocks: tuple[Block, ...] = field(default=())
    reading: Reading = "text"
    quality: Quality = "good"
    hard_wrapped: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables, in reading order."""
        return [block for block in self.blocks if isinstance(block, Line)]

    @property
    def tables(self) -> list[Table]:
        """The tables, in reading order."""
        return [block for block in self.blocks if isinstance(block, Table)]
