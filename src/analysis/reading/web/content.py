"""Which part of a page is its content: without menus, side columns, advertisements and hidden parts."""

import re
from functools import cache

from analysis.datafiles import read_rows
from analysis.reading.markup import Element, select, weight
from analysis.reading.web.tables import has_figures, is_data_table

_NEVER_PRINTED = (
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button", "textarea", "del"),
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:header|footer)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FURNITURE = ("nav", "aside", "header", "footer")
_BOXES = ("div", "ul", "section", "table", "td", "form")
_CONTENT = ("article", "main")
_WITH_ATTRIBUTES = "descendant::*[@*]"
_MOST_OF = 0.5
_NEARLY_ALL = 0.8
_MANY_LINKS = 0.15
_WORTH_TELLING = 40
_DEEPEST = 60


def without_furniture(body: Element) -> Element:
    """Take out of `body` what is not printed, and what surrounds the content of a web page; returns `body`."""
    described = select(body, _WITH_ATTRIBUTES)
    for element in [*body.iter(*_NEVER_PRINTED), *filter(_is_hidden, described)]:
        _remove(element)
    furniture = [*filter(_is_around, body.iter(*_FURNITURE)), *filter(_is_named_furniture, described)]
    whole = weight(body) if furniture else 0
    for element in furniture:
        if weight(element) < whole * _MOST_OF and not _is_kept(element):
            _remove(element)
    return body


def _is_around(element: Element) -> bool:
    """Tell the header of a page from the header of an article."""
    return element.tag != "header" or not any(above.tag in _CONTENT for above in element.iterancestors())


@cache
def _names() -> re.Pattern[str]:
    words = "|".join(row["word"] for row in read_rows("analysis.reading.web", "page_furniture.csv"))
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


def _is_hidden(element: Element) -> bool:
    """Tell whether an element is not printed, or on every sheet anew, as the heads and feet of Word's pages are."""
    repeated = element.tag == "div" and element.get("title") in ("header", "footer")
    return repeated or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_named_furniture(element: Element) -> bool:
    if element.get("role") == "navigation":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _BOXES and bool(_names().search(names))


def _is_kept(element: Element) -> bool:
    """Tell whether a part holds a table with numbers, which is never left out."""
    return any(has_figures(table) for table in element.iter("table"))


def _remove(element: Element) -> None:
    """Take an element out; what is printed behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    previous, tail = element.getprevious(), element.tail or ""
    # The parser lets control characters in that lxml does not take back
    if previous is not None:
        previous.tail = _CONTROLS.sub("", (previous.tail or "") + tail)
    else:
        parent.text = _CONTROLS.sub("", (parent.text or "") + tail)
    parent.remove(element)


def _own(element: Element) -> int:
    """Return the number of letters outside links."""
    return weight(element) - _linked(element)


def _linked(element: Element) -> int:
    return sum(weight(link) for link in element.iter("a"))


def main_content(body: Element) -> tuple[Element, bool]:
    """Return the element that holds the content, and whether words other than links stand outside of it.

    A page with few links is content throughout, as Word and LibreOffice save it. Else the content is the article, or
    the smallest box with nearly all words outside links; it is widened until no table with numbers or head of a
    document (a row of two texts without links) stands outside.
    """
    whole, linked = weight(body), _linked(body)
    own = whole - linked
    named = [*body.iter(*_CONTENT), *filter(_is_named_content, select(body, _WITH_ATTRIBUTES))]
    if not own or (not named and linked < whole * _MANY_LINKS):
        return body, False
    article = max(named, key=_own, default=None)
    if article is None or _own(article) < own * _MOST_OF:
        article = _densest(body, own)
    content = _widened(article, body)
    return content, own - _own(content) > _WORTH_TELLING


def _is_named_content(element: Element) -> bool:
    return element.get("role") == "main" or element.get("itemprop") == "articleBody"


def _densest(body: Element, own: int) -> Element:
    content = body
    for _ in range(_DEEPEST):
        heaviest = max(((_own(child), n, child) for n, child in enumerate(content)), default=None)
        if heaviest is None or heaviest[0] < own * _NEARLY_ALL or heaviest[2].tag in ("p", "a", "span", "tr", "tbody"):
            return content
        content = heaviest[2]
    return content


def _widened(content: Element, body: Element) -> Element:
    tables = [table for table in body.iter("table") if next(table.iter("a"), None) is None or has_figures(table)]
    needed = [table for table in tables if is_data_table(table)]
    for table in needed:
        around = {table, *table.iterancestors()}
        while content not in around and content is not body and content not in table.iter():
            content = next(content.iterancestors(), body)
    return content
