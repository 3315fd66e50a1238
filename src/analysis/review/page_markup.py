"""HTML from its parts: every text is escaped on its way in, so that no word of a document can become markup."""

import re
from html import escape

# Characters no HTML document may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_EMPTY = frozenset({"meta", "br"})
_BLOCKS = frozenset({"section", "table", "tr", "ul", "ol", "li", "figure", "p", "h2", "h3", "details", "svg", "div"})


class Html(str):
    """Markup that is finished; any other string is text."""

    __slots__ = ()


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", words))


def element(name: str, /, *children: str, **attributes: str | int | None) -> Html:
    """Return an element; `class_` and `data_x` stand for class and data-x, None leaves an attribute out.

    >>> element("span", "1 < 2", element("b", "!"), class_="note")
    '<span class="note">1 &lt; 2<b>!</b></span>'
    """
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    inside = "".join(f' {key}="{_text(str(value))}"' for key, value in named)
    held = "".join(child if isinstance(child, Html) else _text(child) for child in children)
    end = "" if name in _EMPTY else f"</{name}>"
    return Html(f"<{name}{inside}>{held}{end}" + ("\n" if name in _BLOCKS else ""))


def together(*parts: str) -> Html:
    """Return parts behind one another."""
    return Html("".join(part if isinstance(part, Html) else _text(part) for part in parts))
