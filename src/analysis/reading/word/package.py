"""The parts of a Word file and how they refer to each other; strict OOXML is read like the usual one."""

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Element = etree._Element

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` is the last word of its type, `target` a part, empty where it is outside."""

    kind: str
    target: str


class Package:
    """An open Word file; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._names = set(self._archive.namelist())
        self._read: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        main = [r.target for r in self.relations("").values() if r.kind == "officeDocument"]
        self.main = main[0] if main else "word/document.xml"

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def bytes(self, name: str) -> bytes:
        """Return the bytes of a part, none for a part that is missing."""
        if name not in self._read:
            self._read[name] = self._archive.read(name) if name in self._names else b""
        return self._read[name]

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, None for a part that is missing."""
        return parse(self.bytes(name)) if name in self._names else None

    def relations(self, name: str) -> dict[str, Relation]:
        """Return by its id what the part `name` refers to; "" is the file itself."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
            children = root if root is not None else ()
            self._relations[name] = {child.get("Id", ""): _relation(folder, child) for child in children}
        return self._relations[name]

    def related(self, kind: str) -> list[Element]:
        """Return the roots of the parts of one kind that the main part refers to."""
        targets = [relation.target for relation in self.relations(self.main).values() if relation.kind == kind]
        return [root for target in targets if (root := self.xml(target)) is not None]


def _relation(folder: str, element: Element) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, "")
    path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return Relation(kind, posixpath.normpath(path))


def parse(data: bytes) -> Element:
    """Return the root of a part; entities are not resolved, nothing is fetched."""
    if _STRICT in data:
        for strict, usual in _NAMESPACES:
            data = data.replace(strict, usual)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
