"""Finding persons named inside running text, so that a public text can go without them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from analysis.datafiles import read_rows
from analysis.vietnamese.letters import fold, nfc, phrase_pattern

MASK = "[ẩn tên]"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST = 5
# A name of one or two syllables is often a common word too ("hòa bình"), so it must be written as a name.
_DISTINCT = 3
# Words that stand before names of bodies as often as before names of persons ("Nông dân Việt Nam").
_GROUP_WORDS = frozenset({"nông dân", "hội viên"})
_MIDDLE_NAMES = frozenset({"văn", "thị"})

Span = tuple[int, int]


# Few words, many texts: each word is folded once.
_fold_word = lru_cache(maxsize=200_000)(fold)


def _words_of(name: str, column: str) -> list[str]:
    return [row[column] for row in read_rows("analysis.privacy", name)]


@cache
def _honorifics() -> re.Pattern[str]:
    rows = read_rows("analysis.vietnamese", "recipient_words.csv")
    words = [row["cue"] for row in rows if row["role"] == "honorific" and row["cue"] not in _GROUP_WORDS]
    return phrase_pattern(words)


@cache
def _public_names() -> re.Pattern[str]:
    return phrase_pattern(_words_of("public_names.csv", "name"))


@cache
def _named_after() -> re.Pattern[str]:
    """Match a text that ends in a word such as "trường" or "xã": the name behind it is a thing's."""
    words = sorted(map(re.escape, _words_of("named_after.csv", "word")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})\s*$", re.IGNORECASE)


@cache
def _family_names() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_rows("analysis.vietnamese", "family_names.csv"))


def _run(text: str, start: int) -> list[re.Match[str]]:
    """Return the capitalised words from `start` on, single spaces between them, at most five."""
    words: list[re.Match[str]] = []
    while len(words) < _LONGEST and (word := _WORD.match(text, start)) and word.group()[0].isupper():
        words.append(word)
        start = word.end() + 1 if text[word.end() : word.end() + 1] == " " else len(text)
    return words


def _after_honorifics(text: str) -> Iterator[Span]:
    """Yield what follows "ông", "đồng chí Đại tá" and the like, where it is written as a name."""
    for match in _honorifics().finditer(text):
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip(" ,:"))
        title_follows = start == match.end() or _honorifics().match(text, start)
        if words := [] if title_follows else _run(text, start):
            yield words[0].start(), words[-1].end()


def _is_full_name(words: list[re.Match[str]]) -> bool:
    """Tell "Hà Văn A" and "HÀ VĂN A" from a heading in capitals, which may begin with a family name too."""
    if len(words) < _DISTINCT:
        return False
    shouted = all(word.group().isupper() and len(word.group()) > 1 for word in words[:2])
    return not shouted or words[1].group().lower() in _MIDDLE_NAMES


def _full_names(text: str) -> Iterator[Span]:
    """Yield runs that begin with a family name and are not the name of a school, street or commune."""
    end = 0
    for match in _WORD.finditer(text):
        starts = match.start() >= end and match.group().lower() in _family_names()
        words = _run(text, match.start()) if starts else []
        if _is_full_name(words) and not _named_after().search(text, 0, match.start()):
            end = words[-1].end()
            yield match.start(), end


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class Names:
    """Finds persons in a text: those known by name, and whatever is written like the name of one."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the names that are known, as the tables hold them."""
        syllables = (tuple(word.group() for word in _WORD.finditer(fold(name))) for name in known)
        self._known = frozenset(name for name in syllables if name)
        self._first = frozenset(name[0] for name in self._known)
        self._lengths = sorted({len(name) for name in self._known}, reverse=True)
        self._masked: dict[str, str] = {}

    def _known_at(self, words: list[re.Match[str]], folded: list[str], at: int) -> Iterator[Span]:
        for length in self._lengths:
            here = words[at : at + length]
            written = length >= _DISTINCT or all(word.group()[0].isupper() for word in here)
            if written and tuple(folded[at : at + length]) in self._known:
                yield here[0].start(), here[-1].end()

    def _known_spans(self, text: str) -> Iterator[Span]:
        words = list(_WORD.finditer(text))
        folded = [_fold_word(word.group()) for word in words]
        for at, word in enumerate(folded):
            if word in self._first:
                yield from self._known_at(words, folded, at)

    def _spans(self, text: str) -> list[Span]:
        guessed = [*_after_honorifics(text), *_full_names(text)]
        exempt = [match.span() for match in _public_names().finditer(text)] if guessed else []
        persons = [span for span in guessed if not any(a < span[1] and span[0] < b for a, b in exempt)]
        return _merged((*self._known_spans(text), *persons))

    def mask(self, text: str) -> str:
        """Return the text with every person's name replaced by a mark, in NFC; without persons as it is.

        >>> Names([]).mask("Tấm gương bà Lê Thị Mẫu, Trường Tiểu học Lê Văn Tám, theo Bác Hồ")
        'Tấm gương bà [ẩn tên], Trường Tiểu học Lê Văn Tám, theo Bác Hồ'
        """
        if text not in self._masked:
            self._masked[text] = self._mask(text)
        return self._masked[text]

    def _mask(self, text: str) -> str:
        composed, kept, end = nfc(text), [], 0
        for start, stop in self._spans(composed):
            kept += [composed[end:start], MASK]
            end = stop
        return "".join([*kept, composed[end:]]) if kept else text

    def found(self, text: str) -> bool:
        """Tell whether the text names a person."""
        return self.mask(text) != text
