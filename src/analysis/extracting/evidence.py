"""Where a row was read, and the printed words it was read from."""

from dataclasses import dataclass

MAX_RAW = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was read (`line 88-90`) and the printed words."""

    locator: str
    raw_text: str


def join_locators(first: str, last: str) -> str:
    """Join two locators of one kind into a range: `line 88`, `line 90` -> `line 88-90`."""
    if first == last:
        return first
    head, _, number = last.rpartition(" ")
    return f"{first}-{number}" if first.startswith(head + " ") else f"{first} - {last}"


def shorten(text: str) -> str:
    """Cut evidence to the contract's 400 characters."""
    return text if len(text) <= MAX_RAW else text[: MAX_RAW - 1].rstrip() + "…"
