"""Footnotes of a page: a mark that links to a note, which links back to the mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.reading.markup import Element, select, text_of

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[ivxlc]{1,6}|[a-z]|\*{1,3})[\])]?", re.IGNORECASE)
_NOTE_BOX = re.compile(r"(?:sd)?(?:foot|end)note[\d_-]*|(?:ftn|edn|fn)[\d_-]+", re.IGNORECASE)
_BOXES = ("p", "li", "div", "dd", "aside", "td")


@dataclass(slots=True)
class Notes:
    """The marks of a page and, for each, the box that holds its note; `boxes` are not printed where they stand."""

    by_mark: dict[Element, Element] = field(default_factory=dict)
    boxes: set[Element] = field(default_factory=set)
    symbols: set[Element] = field(default_factory=set)


def take_notes(body: Element) -> Notes:
    """Return the footnotes of `body`: links whose text is a mark and whose target stands below and links back."""
    notes = Notes()
    links = [link for link in body.iter("a") if "#" in link.get("href", "") and _is_mark(link)]
    if not links:
        return notes
    named = {name: element for element in select(body, "//*[@id or @name]") for name in _names(element)}
    for link in links:
        target = named.get(_aim(link))
        if link in notes.symbols or target is None:
            continue
        box = _box(target)
        back = next((other for other in box.iter("a") if _aim(other) in _names_around(link)), None)
        if back is not None and back is not link:
            notes.by_mark[link] = box
            notes.boxes.add(box)
            notes.symbols.add(back)
    return notes


def _is_mark(link: Element) -> bool:
    return bool(_MARK.fullmatch(text_of(link).strip()))


def _aim(link: Element) -> str:
    return link.get("href", "").rpartition("#")[2]


def _names(element: Element) -> Iterator[str]:
    yield from filter(None, (element.get("id"), element.get("name")))


def _names_around(link: Element) -> set[str]:
    """Return the names of a mark, of what is in it and of the raised text it stands in."""
    around = [link, *link.iter("*")]
    parent = link.getparent()
    if parent is not None and parent.tag in ("sup", "span"):
        around.append(parent)
    return {name for element in around for name in _names(element)}


def _box(target: Element) -> Element:
    """Return what holds a note: the box named after it, else the paragraph or item around its mark."""
    around = [target, *target.iterancestors()]
    named = (box for box in around if box.tag in ("div", "li") and _NOTE_BOX.fullmatch(box.get("id", "")))
    nearest = next((box for box in around if box.tag in _BOXES), target)
    return next(named, nearest)
