"""Which numbers of a list are missing: what its heading declares against the numbers its items carry."""

from dataclasses import dataclass

import pandas as pd

from analysis.measures.documents import is_missing
from analysis.measures.selection import Part


@dataclass(frozen=True, slots=True)
class ItemNumbers:
    """The numbers of the items of a list that were received, and of those that are missing."""

    received: tuple[int, ...]
    missing: tuple[int, ...]


def numbers_of(declared: int, found: int, printed: "pd.Series[str]") -> ItemNumbers | None:
    """Return received and missing numbers of a list of `declared` items that counts 1, 2, 3 ...

    None unless every item found has a number of its own within the list: a guessed number would be asked for in vain.

    >>> numbers_of(6, 2, pd.Series(["1", "4"]))
    ItemNumbers(received=(1, 4), missing=(2, 3, 5, 6))
    >>> numbers_of(6, 2, pd.Series(["1", ""])) is None
    True
    """
    received = tuple(sorted({int(one) for one in printed.dropna() if str(one).isdecimal()}))
    if len(received) != found or any(not 1 <= one <= declared for one in received):
        return None
    return ItemNumbers(received, tuple(one for one in range(1, declared + 1) if one not in received))


def missing_items(part: Part, document_id: str, section: str) -> ItemNumbers | None:
    """Return the item numbers of one list; None where it declares no number or its items cannot be told by number.

    A place below that of the document holds a part of its list only, and nothing follows from that.
    """
    sections, entries = part.known.sections, part.known.entries
    lists = sections[(sections["document_id"] == document_id) & (sections["section"] == section)]
    if len(lists) != 1 or is_missing(lists["declared"].iloc[0]):
        return None
    inside = (entries["document_id"] == document_id) & (entries["section"] == section)
    declared, found = int(lists["declared"].iloc[0]), int(lists["found"].iloc[0])
    return numbers_of(declared, found, entries.loc[inside, "item_no"])
