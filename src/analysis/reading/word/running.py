"""Running heads and feet of a Word file: each of their lines once, without page numbers."""

import re

from analysis.reading.document import Line
from analysis.reading.lines import as_line
from analysis.reading.word.package import Element, Package, R, W
from analysis.reading.word.runs import FALLBACK, PrintedText

_PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|page)\W*)?\d{0,3}\W*(?:(?:/|trên|of)\W*\d{0,3})?\W*", re.IGNORECASE)


def running_lines(package: Package, body: Element, kind: str, text: PrintedText, printed: set[str]) -> list[Line]:
    """Return the lines of the headers or footers (`kind`) that `body` uses, without those in `printed` already."""
    relations = package.relations(package.main)
    lines: list[Line] = []
    seen = set(printed)
    for reference in body.iter(f"{W}{kind}Reference"):
        relation = relations.get(reference.get(f"{R}id", ""))
        root = package.xml(relation.target) if relation else None
        for paragraph in root.iter(f"{W}p") if root is not None else ():
            words = text.of(paragraph).replace("\n", " ")
            line = as_line(words, f"{kind} line {len(lines) + 1}")
            is_copy = any(ancestor.tag == FALLBACK for ancestor in paragraph.iterancestors())
            if line.text and line.text not in seen and not is_copy and not _PAGE_NUMBER.fullmatch(line.text):
                seen.add(line.text)
                lines.append(line)
    return lines
