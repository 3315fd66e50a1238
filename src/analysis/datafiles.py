"""Reading the word lists that lie in `data/` beside the rooms that use them."""

import csv
from importlib.resources import files


def read_rows(package: str, name: str) -> list[dict[str, str]]:
    """Return the rows of the CSV `name` in the `data` folder of `package`, every cell a string."""
    text = (files(package) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
