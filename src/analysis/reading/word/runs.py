"""The printed text of a Word paragraph: what Word shows, with legacy fonts in Unicode."""

from collections.abc import Iterable, Iterator
from functools import cache

from analysis.datafiles import read_rows
from analysis.reading.word.package import Element, W
from analysis.reading.word.styles import Styles
from analysis.vietnamese.legacy import NAMES, Encoding, LegacyFont, legacy_font, to_unicode
from analysis.vietnamese.legacy_detection import is_typed_in

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = f"{W}txbxContent"
_LETTERS = {f"{W}t", f"{_M}t"}
_PRINTED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
# Deleted, moved away, phonetic marks above the text, and what is printed elsewhere
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}rt", FALLBACK, TEXT_BOX}

Piece = tuple[str, LegacyFont | None]


@cache
def symbols() -> dict[tuple[str, int], str]:
    """Return the characters that symbol fonts print, by font and code."""
    rows = read_rows("analysis.reading.word", "docx_symbols.csv")
    return {(row["font"].lower(), int(row["code"], 16)): row["character"] for row in rows}


class PrintedText:
    """Reads paragraphs; `encodings` gathers the names of the legacy encodings that were converted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._symbols = symbols()
        self._trusted: dict[Encoding, bool] = {}
        self.encodings: set[str] = set()

    def learn(self, paragraphs: Iterable[Element]) -> None:
        """Find out whether the text in legacy fonts is legacy: Unicode text may wear such a font as well."""
        if not self._styles.has_legacy_fonts:
            return
        typed: dict[Encoding, list[str]] = {}
        for paragraph in paragraphs:
            for text, font in self._pieces(paragraph, self._styles.of_paragraph(paragraph)):
                if font:
                    typed.setdefault(font.encoding, []).append(text)
        self._trusted = {encoding: bool(is_typed_in(texts, encoding)) for encoding, texts in typed.items()}

    def of(self, paragraph: Element) -> str:
        """Return the text of a paragraph: insertions kept, deletions, hidden text and text boxes left out."""
        pieces = _joined(self._pieces(paragraph, self._styles.of_paragraph(paragraph)))
        return "".join(self._unicode(text, font) for text, font in pieces)

    def _unicode(self, text: str, font: LegacyFont | None) -> str:
        if not font:
            return text
        own = is_typed_in([text], font.encoding)
        if not (self._trusted.get(font.encoding, False) if own is None else own):
            return text
        converted = to_unicode(text, font.encoding, font.capitals)
        if converted.lower() != text.lower():
            self.encodings.add(NAMES[font.encoding])
        return converted

    def _pieces(self, element: Element, style: str, font: LegacyFont | None = None) -> Iterator[Piece]:
        for child in element:
            if child.tag in _LETTERS:
                yield child.text or "", font
            elif child.tag in _PRINTED:
                yield _PRINTED[child.tag], font
            elif child.tag == f"{W}sym":
                yield self._symbol(child)
            elif child.tag == f"{W}r":
                if not self._styles.is_hidden(child, style):
                    yield from self._pieces(child, style, self._styles.font(child, style))
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self._pieces(child, style, font)

    def _symbol(self, element: Element) -> Piece:
        name, code = element.get(f"{W}font", ""), int(element.get(f"{W}char", "0"), 16)
        if font := legacy_font(name):
            return chr(code & 0xFF), font
        return self._symbols.get((name.lower(), code & 0xFF), chr(code) if code else ""), None


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours of one font: Word cuts words anywhere, and a VNI letter may be two runs."""
    joined: list[Piece] = []
    for text, font in pieces:
        if joined and joined[-1][1] == font:
            joined[-1] = joined[-1][0] + text, font
        else:
            joined.append((text, font))
    return joined
