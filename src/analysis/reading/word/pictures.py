"""What a Word file holds besides text: pictures, embedded objects, parts of other formats."""

from collections.abc import Iterator
from pathlib import Path

from analysis.reading.document import Remark
from analysis.reading.word.package import Element, Package, R, W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_EMU_PER_CM = 360_000
# A picture so large is a page or a table, not a seal or a logo
_PAGE_CM = (12.0, 12.0)


def pictures(path: Path) -> tuple[bytes, ...]:
    """Return the bytes of the pictures in the body of the .docx at `path`, in reading order."""
    with Package(path) as package:
        root = package.xml(package.main)
        relations = package.relations(package.main)
        ids = [
            _picture_id(element) for element in (root.iter(f"{_A}blip", f"{_V}imagedata") if root is not None else ())
        ]
        parts = dict.fromkeys(relations[i].target for i in ids if i in relations)
        return tuple(data for part in parts if (data := package.bytes(part)))


def _picture_id(element: Element) -> str:
    return element.get(f"{R}embed") or element.get(f"{R}id") or ""


def left_out(body: Element) -> Iterator[Remark]:
    """Yield what is printed in `body` and not read: large pictures, embedded objects, parts of other files."""
    if large := sum(_is_large(extent) for extent in body.iter(f"{_WP}extent")):
        yield Remark("unread-part", f"{large} hình lớn trong tệp Word", f"{large} large picture(s) in the Word file")
    if objects := sum(1 for _ in body.iter(f"{_O}OLEObject", f"{_C}chart")):
        vi, en = f"{objects} đối tượng nhúng (bảng tính, biểu đồ)", f"{objects} embedded object(s) (sheets, charts)"
        yield Remark("left-out-part", vi, en)
    if chunks := sum(1 for _ in body.iter(f"{W}altChunk")):
        yield Remark("unread-part", f"{chunks} phần chèn từ tệp khác", f"{chunks} part(s) inserted from other files")


def _is_large(extent: Element) -> bool:
    if next(extent.getparent().iter(f"{_A}blip"), None) is None:  # type: ignore[union-attr]
        return False
    sides = (extent.get("cx", "0"), extent.get("cy", "0"))
    return all(side.isdecimal() and int(side) >= cm * _EMU_PER_CM for side, cm in zip(sides, _PAGE_CM, strict=True))
