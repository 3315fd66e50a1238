"""What the styles of a Word file say of a paragraph or a run: its font, whether it is hidden, its numbering."""

import re

from analysis.reading.word.package import Element, Package, W, parse
from analysis.vietnamese.legacy import LegacyFont, legacy_font

_DEEPEST = 20
_LEGACY_NAME = re.compile(rb'"(?:\.vn|vni[-_ ])', re.IGNORECASE)
# Most of the part, and nothing in it is asked for; styles do not lie in each other
_TABLE_STYLE = re.compile(rb"""<w:style\b[^>]*?\bw:type=["']table["'][^>]*>.*?</w:style>""", re.DOTALL)
_OFF = {"0", "false", "off"}


def value_of(parent: Element | None, name: str) -> str | None:
    """Return the value of the child `name`, None where there is no such child."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else child.get(f"{W}val", "")


def is_on(parent: Element | None, name: str) -> bool | None:
    """Tell whether a switch such as `vanish` is set, None where nothing is said."""
    value = value_of(parent, name)
    return None if value is None else value not in _OFF


class Styles:
    """The styles of one file."""

    def __init__(self, package: Package) -> None:
        parts = [r.target for r in package.relations(package.main).values() if r.kind == "styles"]
        sources = [_TABLE_STYLE.sub(b"", source) for part in parts if (source := package.bytes(part))]
        roots = [parse(source) for source in sources]
        self._styles = {s.get(f"{W}styleId", ""): s for root in roots for s in root.iter(f"{W}style")}
        self._known: dict[tuple[str, str], list[Element]] = {}
        self._default = next((k for k, s in self._styles.items() if _is_default(s)), "")
        self._defaults = next((p for root in roots for p in root.iterfind(f"{W}docDefaults//{W}rPr")), None)
        sources.append(package.bytes(package.main))
        self.has_legacy_fonts = any(_LEGACY_NAME.search(source) for source in sources)
        self._has_hidden_text = any(b"vanish" in source for source in sources)

    def properties(self, style: str, group: str) -> list[Element]:
        """Return the properties `group` (`pPr`, `rPr`) of a style and of those it is based on, nearest first."""
        known = self._known.get((style, group))
        if known is None:
            known = self._known[style, group] = self._inherited(style, group)
        return known

    def _inherited(self, style: str, group: str) -> list[Element]:
        found: list[Element] = []
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                break
            properties = element.find(f"{W}{group}")
            if properties is not None:
                found.append(properties)
            style = value_of(element, "basedOn") or ""
        return found

    def of_paragraph(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        return value_of(paragraph.find(f"{W}pPr"), "pStyle") or self._default

    def is_hidden(self, run: Element, style: str) -> bool:
        """Tell whether a run is hidden text, by itself or by a style."""
        if not self._has_hidden_text:
            return False
        properties = run.find(f"{W}rPr")
        own = is_on(properties, "vanish")
        if own is not None:
            return own
        run_style = value_of(properties, "rStyle")
        chain = [*(self.properties(run_style, "rPr") if run_style else ()), *self.properties(style, "rPr")]
        return next((hidden for p in chain if (hidden := is_on(p, "vanish")) is not None), False)

    def font(self, run: Element, style: str) -> LegacyFont | None:
        """Return what the font of a run says, None for a Unicode font."""
        if not self.has_legacy_fonts:
            return None
        properties = run.find(f"{W}rPr")
        run_style = value_of(properties, "rStyle")
        chain = [properties, *(self.properties(run_style, "rPr") if run_style else ())]
        chain += [*self.properties(style, "rPr"), self._defaults]
        return legacy_font(next((name for p in chain if (name := _font_name(p))), ""))


def _is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _font_name(properties: Element | None) -> str:
    """Return the font of the letters beyond ASCII; Word takes `ascii` for the others."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    if fonts is None:
        return ""
    return fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or ""
