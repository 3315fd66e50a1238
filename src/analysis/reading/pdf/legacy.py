"""Letters of the fonts from before Unicode (.VnTime, VNI-Times): what their page prints, in Unicode."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.reading.pdf.page import RAW_LINES, PdfPage
from analysis.vietnamese.legacy import NAMES, Encoding, LegacyFont, legacy_font, to_unicode
from analysis.vietnamese.legacy_detection import has_telltales, is_typed_in

# ABCDEF+.VnTimeH,Bold: the mark of a subset before the name, the style behind it
_NAME = re.compile(r"(?:[A-Z]{6}\+)?(?P<name>[^,+]+?)(?:,.*|-(?:Bold|Italic|BoldItalic))?")


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    text: str
    font: LegacyFont


def restore_letters(page: PdfPage) -> set[str]:
    """Put Unicode in the place of letters in legacy fonts; return the names of the encodings they were typed in.

    The font alone is no proof: Unicode text may wear it too, and then stays as it is.
    """
    runs = list(_runs(page)) if has_telltales(page.text) else []
    typed: dict[Encoding, list[str]] = {}
    for run in runs:
        typed.setdefault(run.font.encoding, []).append(run.text)
    trusted = {encoding: bool(is_typed_in(texts, encoding)) for encoding, texts in typed.items()}
    found: set[str] = set()
    for run in runs:
        own = is_typed_in([run.text], run.font.encoding)
        if trusted[run.font.encoding] if own is None else own:
            page.replaced.update(_letters(run))
            found.add(NAMES[run.font.encoding])
    return found


def _runs(page: PdfPage) -> Iterator[_Run]:
    """Yield the stretches of each drawn line that stand in one legacy font."""
    for line in RAW_LINES.finditer(page.text):
        begin, font = line.start(), None
        for at in range(line.start(), line.end()):
            own = font if page.text[at].isspace() else font_of(page.font(at))
            if own != font:
                if font:
                    yield _Run(begin, page.text[begin:at], font)
                begin, font = at, own
        if font:
            yield _Run(begin, page.text[begin : line.end()], font)


@cache
def font_of(name: str) -> LegacyFont | None:
    """Return what the name of a font in a PDF says about its letters.

    >>> font_of("ABCDEF+.VnTimeH,Bold"), font_of("TimesNewRomanPSMT")
    (LegacyFont(encoding='tcvn3', capitals=True), None)
    """
    match = _NAME.fullmatch(name)
    plain = match["name"] if match else ""
    return legacy_font(f".{plain}" if re.match("Vn[A-Z]", plain) else plain)


def _letters(run: _Run) -> Iterator[tuple[int, str]]:
    """Yield what stands at each position; where two characters print one letter, nothing stands at the second."""
    encoding, capitals = run.font.encoding, run.font.capitals
    whole = to_unicode(run.text, encoding, capitals)
    if len(whole) == len(run.text):
        yield from enumerate(whole, start=run.start)
        return
    at = 0
    while at < len(run.text):
        pair = to_unicode(run.text[at : at + 2], encoding, capitals)
        if at + 1 < len(run.text) and len(pair) == 1:
            yield run.start + at, pair
            yield run.start + at + 1, ""
            at += 2
        else:
            yield run.start + at, to_unicode(run.text[at], encoding, capitals)
            at += 1
