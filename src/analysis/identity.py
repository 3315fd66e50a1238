"""Row ids: hashes of document and printed cells, so that better cleaning never renames a row."""

import hashlib
from collections import Counter


def digest(*cells: object) -> str:
    """Return ten hexadecimal digits that stand for `cells`."""
    joined = "\x1f".join("" if cell is None else str(cell) for cell in cells)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:10]


class RowIds:
    """Gives out ids within one document; equal cells get a running suffix."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def new(self, prefix: str, *cells: object) -> str:
        """Return the id of a row with these printed cells: `e-1f2e3d4c5b`, the second equal one `e-1f2e3d4c5b-2`."""
        name = f"{prefix}-{digest(*cells)}"
        self._given[name] += 1
        return name if self._given[name] == 1 else f"{name}-{self._given[name]}"
