"""The numbers and bullets a browser prints before the items of a list."""

import re

from analysis.reading.markup import Element

_TYPED = re.compile(r"[(\[]?(?:\d{1,3}|[a-zđ]|[ivxlc]+)\s*[.)/\]:-]|[-–+*•]", re.IGNORECASE)
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_TYPES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_TYPES |= {"lower-roman": "i", "upper-roman": "I", "decimal": "1"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class ListMarks:
    """The lists open at one place of a page, and the mark the next line begins with."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int]] = []
        self._mark = ""

    def open(self, element: Element) -> None:
        """Enter a list or an item."""
        if element.tag in ("ol", "ul"):
            step = -1 if element.get("reversed") is not None else 1
            items = sum(1 for _ in element.iterchildren("li")) if step < 0 else 1
            self._open.append((_style(element), _integer(element.get("start"), items), step))
        elif element.tag == "li" and self._open:
            style, following, step = self._open[-1]
            number = _integer(element.get("value"), following)
            self._open[-1] = (style, number + step, step)
            self._mark = _mark(style, number)

    def close(self, tag: str) -> None:
        """Leave a list or an item."""
        if tag in ("ol", "ul") and self._open:
            self._open.pop()
        if tag in ("ol", "ul", "li"):
            self._mark = ""

    def marked(self, text: str) -> str:
        """Return a line with the mark of its item, unless the item's words begin with one themselves."""
        mark, self._mark = self._mark, ""
        return text if not mark or _TYPED.match(text) else f"{mark} {text}"


def _style(element: Element) -> str:
    styled = _STYLE.search(element.get("style", ""))
    if styled and styled[1].lower() == "none":
        return ""
    if element.tag == "ul":
        return "•"
    return _TYPES.get(styled[1].lower(), "1") if styled else element.get("type", "1")


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else otherwise


def _mark(style: str, number: int) -> str:
    if style in ("", "•"):
        return style
    if style in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(style) + number - 1)}."
    if style in ("i", "I") and 1 <= number < 400:
        return f"{_roman(number) if style == 'i' else _roman(number).upper()}."
    return f"{number}."


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters
