"""Quoted names: curly, straight and angular quotes, nested, and pairs that were typed wrongly."""

from dataclasses import dataclass

_OPEN, _CLOSE, _STRAIGHT = "“„«", "”»", '"″'
MAX_NAME = 300


@dataclass(frozen=True, slots=True)
class Quoted:
    """`text[start:end]` with its quotes; `inner` without them."""

    start: int
    end: int
    inner: str


def find_quoted(text: str) -> list[Quoted]:
    """Return the outermost quoted names, left to right; a quote that never closes is left out.

    >>> [q.inner for q in find_quoted('mô hình “Tổ “tự quản” xóm”, "Ánh sáng", «Hũ gạo»')]
    ['Tổ “tự quản” xóm', 'Ánh sáng', 'Hũ gạo']
    """
    found: list[Quoted] = []
    position = 0
    while position < len(text):
        if text[position] in _OPEN + _STRAIGHT and (end := _closing(text, position)):
            inner = text[position + 1 : end].strip(" ,;")
            if inner:
                found.append(Quoted(position, end + 1, inner))
            position = end
        position += 1
    return found


def _closing(text: str, start: int) -> int:
    """Return the position of the quote that closes the one at `start`, 0 if none does."""
    straight = text[start] in _STRAIGHT
    depth = 1
    for position in range(start + 1, min(len(text), start + MAX_NAME)):
        mark = text[position]
        if straight and mark in _STRAIGHT + "”":
            return position
        if not straight and (mark in _CLOSE or _typed_as_opening(text, position) or (mark in _STRAIGHT and depth == 1)):
            depth -= 1
        elif not straight and mark in _OPEN:
            depth += 1
        if not depth:
            return position
    return 0


def _typed_as_opening(text: str, position: int) -> bool:
    """An opening quote that ends a word closes: “Ánh sáng“."""
    if text[position] not in _OPEN or text[position - 1].isspace():
        return False
    following = text[position + 1 : position + 2]
    return not following or following in " ,;.:)…"
