"""Links inside a document: a number that leads to its evidence, and the bookmark it leads to."""

from typing import Any

from docx.shared import Pt

from analysis.review.docx_page import BODY, element


def _run(words: str, size: float, underline: str) -> Any:
    run, properties = element("r"), element("rPr")
    properties.append(element("sz", val=str(int(size * 2))))
    properties.append(element("szCs", val=str(int(size * 2))))
    properties.append(element("u", val=underline))
    run.append(properties)
    held = element("t")
    held.text = words
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(held)
    return run


def add_link(paragraph: Any, words: str, bookmark: str, size: float = BODY) -> None:
    """Add words that lead to a bookmark; underlined with dots, in black, so that the print stays a plain page."""
    link = element("hyperlink", anchor=bookmark, history="1")
    link.append(_run(words, size, "dotted"))
    paragraph._p.append(link)


class Bookmarks:
    """The bookmarks of one document, numbered in order."""

    def __init__(self) -> None:
        """Start without any."""
        self._number = 0

    def add(self, paragraph: Any, words: str, name: str, size: float = BODY) -> None:
        """Add words to a paragraph that links can lead to."""
        number = str(self._number)
        self._number += 1
        paragraph._p.append(element("bookmarkStart", id=number, name=name))
        run = paragraph.add_run(words)
        run.font.size = Pt(size)
        paragraph._p.append(element("bookmarkEnd", id=number))
