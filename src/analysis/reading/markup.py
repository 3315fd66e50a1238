"""Reading a parsed page or XML file with types: what a path selects, and the text below an element."""

from functools import cache

from lxml import etree

Element = etree._Element


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def select(element: Element, path: str) -> list[Element]:
    """Return the elements that the XPath `path` selects from `element`, in the order of the file."""
    found = _compiled(path)(element)
    return [one for one in found if isinstance(one, Element)] if isinstance(found, list) else []


def text_of(element: Element) -> str:
    """Return all text below `element`."""
    return "".join(map(str, element.itertext()))


def weight(element: Element) -> int:
    """Return the number of letters below `element`, runs of blanks counted once."""
    return int(str(element.xpath("string-length(normalize-space())")).removesuffix(".0"))
