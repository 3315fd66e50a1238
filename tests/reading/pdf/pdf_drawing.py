"""Draw small PDFs for tests: text at a point, rules, pictures; the font brings its own Unicode map."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

A4 = (595, 842)


@dataclass(frozen=True)
class Text:
    """Words with their baseline at `x`, `y` from the upper left corner; `render` 3 is invisible."""

    text: str
    x: float
    y: float
    size: float = 12
    angle: int = 0
    render: int = 0
    spacing: float = 0


@dataclass(frozen=True)
class Rule:
    """A straight line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Picture:
    """A grey picture that covers the given rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Page:
    """What stands on one page, drawn in the order given; `rotate` turns the finished page."""

    items: Sequence[Text | Rule | Picture] = field(default=())
    size: tuple[int, int] = A4
    rotate: int = 0


@cache
def _font() -> FT2Font:
    return FT2Font(str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"))


@cache
def _font_file() -> bytes:
    return zlib.compress((Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf").read_bytes(), 1)


@cache
def _advance(letter: str) -> float:
    glyph = _font().load_char(ord(letter), flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / _font().units_per_EM * 1000


def width(text: str, size: float = 12) -> float:
    """Return the printed width of `text`."""
    return sum(_advance(letter) for letter in text) * size / 1000


def lines(texts: Iterable[str], x: float = 85, y: float = 100, size: float = 12, pitch: float = 18) -> list[Text]:
    """Set each text on a line of its own."""
    return [Text(text, x, y + number * pitch, size) for number, text in enumerate(texts)]


def table(
    rows: Sequence[Sequence[Sequence[str]]], xs: Sequence[float], y: float, size: float = 11
) -> list[Text | Rule]:
    """Set a ruled table: each cell is a list of lines; columns stand between the given `xs`."""
    items: list[Text | Rule] = [Rule(xs[0], y, xs[-1], y)]
    for row in rows:
        height = max(len(cell) for cell in row) * size * 1.3 + 4
        for x, cell in zip(xs, row, strict=False):
            items += [Text(line, x + 4, y + (n + 1) * size * 1.3 - 2, size) for n, line in enumerate(cell) if line]
        items += [Rule(x, y, x, y + height) for x in xs]
        y += height
        items.append(Rule(xs[0], y, xs[-1], y))
    return items


def draw(
    path: Path, pages: Sequence[Page], mapped: bool = True, font: str = "DejaVuSans", locked: bool = False
) -> Path:
    """Write the pages to `path`; without `mapped` its glyphs stand for letters nobody knows."""
    letters = sorted({c for page in pages for item in page.items if isinstance(item, Text) for c in item.text})
    glyphs = {letter: _font().get_char_index(ord(letter)) for letter in letters}
    pdf = _Writer()
    fonts = _add_font(pdf, glyphs, mapped, font)
    picture = pdf.add(
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80"
    )
    tree = pdf.reserve()
    kids = []
    for page in pages:
        content = pdf.add(b"<<", "\n".join(_operators(item, page.size[1], glyphs) for item in page.items).encode())
        kids.append(
            pdf.add(
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {page.size[0]} {page.size[1]}]/Rotate {page.rotate}"
                f"/Contents {content} 0 R/Resources<</Font<</F1 {fonts} 0 R>>/XObject<</I1 {picture} 0 R>>>>>>".encode()
            )
        )
    pdf.fill(tree, f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode())
    path.write_bytes(pdf.bytes(pdf.add(f"<</Type/Catalog/Pages {tree} 0 R>>".encode()), locked))
    return path


def _operators(item: Text | Rule | Picture, height: int, glyphs: dict[str, int]) -> str:
    if isinstance(item, Rule):
        return f"0.5 w {item.x0} {height - item.y0} m {item.x1} {height - item.y1} l S"
    if isinstance(item, Picture):
        return f"q {item.x1 - item.x0} 0 0 {item.y1 - item.y0} {item.x0} {height - item.y1} cm /I1 Do Q"
    turned = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[item.angle]
    shown = "".join(f"{glyphs[letter]:04x}" for letter in item.text)
    return f"BT /F1 {item.size} Tf {item.render} Tr {item.spacing} Tc {turned} {item.x} {height - item.y} Tm <{shown}> Tj ET"


def _add_font(pdf: "_Writer", glyphs: dict[str, int], mapped: bool, name: str) -> int:
    file = pdf.add(b"<</Filter/FlateDecode", _font_file())
    descriptor = pdf.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1021 -463 1793 1232]/ItalicAngle 0"
        f"/Ascent 928/Descent -236/CapHeight 729/StemV 80/FontFile2 {file} 0 R>>".encode()
    )
    widths = " ".join(f"{glyph} [{_advance(letter):.0f}]" for letter, glyph in glyphs.items())
    cid = pdf.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/W[{widths}]/CIDToGIDMap/Identity>>".encode()
    )
    codes = {glyph: letter if mapped else chr(0xE000 + glyph) for letter, glyph in glyphs.items()}
    pairs = "".join(f"<{g:04x}><{letter.encode('utf-16-be').hex()}>\n" for g, letter in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000><ffff> "
        f"endcodespacerange {len(glyphs)} beginbfchar\n{pairs}endbfchar endcmap end end"
    )
    unicode = f"/ToUnicode {pdf.add(b'<<', cmap.encode())} 0 R"
    return pdf.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{cid} 0 R]{unicode}>>".encode()
    )


class _Writer:
    """Numbers the objects and writes the table of their places."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        self._objects.append(b"")
        return len(self._objects)

    def fill(self, number: int, body: bytes) -> None:
        self._objects[number - 1] = body

    def add(self, body: bytes, stream: bytes | None = None) -> int:
        number = self.reserve()
        if stream is not None:
            body += b"/Length %d>>\nstream\n%s\nendstream" % (len(stream), stream)
        self.fill(number, body)
        return number

    def bytes(self, root: int, locked: bool) -> bytes:
        out, places = b"%PDF-1.7\n", []
        for number, body in enumerate(self._objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)
        return out + b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1, root, lock if locked else b"", start
        )  # fmt: skip
