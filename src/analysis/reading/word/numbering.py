"""The numbers Word prints before automatically numbered paragraphs; they stand nowhere in the text of the file."""

import re
from dataclasses import dataclass, field

from analysis.reading.word.package import Element, Package, W
from analysis.reading.word.styles import Styles, is_on, value_of

_DEEPEST = 9
_BULLETS = "-–—+*•●○■□▪▫◦➢✓✔►→·"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_SMALL_ROMAN = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    number_format: str
    text: str
    suffix: str
    restarts_after: int | None
    is_legal: bool


@dataclass(slots=True)
class _List:
    """One w:num: its levels, those of the abstract list overridden where it says so; `key` names what counts."""

    key: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one file; ask for them in reading order and once each."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        roots = package.related("numbering")
        self._abstract = {a.get(f"{W}abstractNumId", ""): a for r in roots for a in r.iterfind(f"{W}abstractNum")}
        self._lists = {n.get(f"{W}numId", ""): self._list(n) for r in roots for n in r.iterfind(f"{W}num")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """Return what is printed before a paragraph, with the blank that follows it; "" for an unnumbered one."""
        if not self._lists:
            return ""
        number, depth = self._numbered(paragraph)
        found = self._lists.get(number)
        level = found.levels.get(depth) if found else None
        if not found or not level:
            return ""
        counts = self._count(number, found, depth, level)
        printed = _bullet(level.text) if level.number_format == "bullet" else _filled(level, found.levels, counts)
        return printed + ("" if level.suffix == "nothing" or not printed else " ")

    def _numbered(self, paragraph: Element) -> tuple[str, int]:
        """Return the list and the level of a paragraph, by itself or by its style."""
        style = self._styles.of_paragraph(paragraph)
        own = paragraph.find(f"{W}pPr")
        chain = ([own] if own is not None else []) + self._styles.properties(style, "pPr")
        found = [p for properties in chain if (p := properties.find(f"{W}numPr")) is not None]
        number = next((value for p in found if (value := value_of(p, "numId"))), "")
        depth = next((value for p in found if (value := value_of(p, "ilvl"))), None)
        return number, _integer(depth, self._level_of_style(number, style))

    def _level_of_style(self, number: str, style: str) -> int:
        """Return the level that names the style as its own: a heading says which list it is in, not how deep."""
        num = self._lists.get(number)
        abstract = self._abstract.get(num.key) if num else None
        levels = abstract.iterfind(f"{W}lvl") if abstract is not None else ()
        return next((_integer(v.get(f"{W}ilvl"), 0) for v in levels if value_of(v, "pStyle") == style), 0)

    def _count(self, number: str, found: _List, depth: int, level: _Level) -> dict[int, int]:
        counts = self._counts.setdefault(found.key, {})
        if (number, depth) not in self._begun and depth in found.restarts:
            counts.pop(depth, None)
            counts[depth] = found.restarts[depth] - 1
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for skipped, other in found.levels.items():
            if skipped < depth:
                # A level that was jumped over counts as begun: I., a), then 2.
                counts.setdefault(skipped, other.start)
        for deeper in [d for d in counts if d > depth and _restarts(found.levels.get(d), depth)]:
            del counts[deeper]
        return counts

    def _list(self, num: Element) -> _List:
        key = value_of(num, "abstractNumId") or ""
        found = _List(key, self._levels(key))
        for override in num.iterfind(f"{W}lvlOverride"):
            depth = _integer(override.get(f"{W}ilvl"), 0)
            if (start := value_of(override, "startOverride")) is not None:
                found.restarts[depth] = _integer(start, 1)
            if (level := override.find(f"{W}lvl")) is not None:
                found.levels[depth] = _level(level)
        return found

    def _levels(self, key: str) -> dict[int, _Level]:
        abstract = self._abstract.get(key)
        if abstract is None:
            return {}
        if link := value_of(abstract, "numStyleLink"):
            abstract = next((a for a in self._abstract.values() if value_of(a, "styleLink") == link), abstract)
        return {_integer(v.get(f"{W}ilvl"), 0): _level(v) for v in abstract.iterfind(f"{W}lvl")}


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else otherwise


def _level(element: Element) -> _Level:
    text = element.find(f"{W}lvlText")
    restart = value_of(element, "lvlRestart")
    return _Level(
        start=_integer(value_of(element, "start"), 0),
        number_format=value_of(element, "numFmt") or "decimal",
        text=text.get(f"{W}val", "") if text is not None else "",
        suffix=value_of(element, "suff") or "tab",
        restarts_after=None if restart is None else _integer(restart, 0),
        is_legal=bool(is_on(element, "isLgl")),
    )


def _restarts(level: _Level | None, counted: int) -> bool:
    """Tell whether a deeper level begins anew after a paragraph of the level `counted` (0 is the first)."""
    if level is None or level.restarts_after is None:
        return True
    return counted < level.restarts_after


def _filled(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        other = levels.get(depth)
        if other is None:
            return ""
        return formatted(counts.get(depth, other.start), "decimal" if level.is_legal else other.number_format)

    return "" if level.number_format == "none" and not level.text else _PLACE.sub(number, level.text)


def _bullet(text: str) -> str:
    """Return the bullet; the letters of symbol fonts (o, v, Ø, §) print as bullets and not as letters."""
    return text if text and all(c in _BULLETS for c in text) else "•" if text.strip() else ""


def formatted(number: int, number_format: str) -> str:
    """Return a number in a format of Word; formats of other scripts are printed in figures.

    >>> [formatted(4, f) for f in ("decimal", "decimalZero", "lowerLetter", "upperRoman", "none")]
    ['4', '04', 'd', 'IV', '']
    >>> formatted(28, "upperLetter")
    'BB'
    """
    match number_format:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter" if number > 0:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if number_format == "upperLetter" else letters
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            return _roman(number).upper() if number_format == "upperRoman" else _roman(number)
        case _:
            return str(number)


def _roman(number: int) -> str:
    printed = ""
    for value, letters in (*_ROMAN, *_SMALL_ROMAN):
        printed += letters * (number // value)
        number %= value
    return printed
