"""Names of models and exemplars: what a cell or a clause calls them, and what it says of them behind the name."""

import re
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.quotes import find_quoted
from analysis.vietnamese.letters import CAPITAL

# The words that introduce a name, and the kind they make it
KIND_WORDS = {
    "mô hình": "model",
    "điển hình": "exemplar",
    "gương điển hình": "exemplar",
    "gương": "exemplar",
    "phong trào thi đua": "movement",
    "phong trào": "movement",
    "cuộc vận động": "movement",
}
_ALTERNATIVES = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_PREFIX = re.compile(rf"(?:[-–+*•]\s*)?({_ALTERNATIVES})(?!\w)(?:\s+(?:tiên tiến|về))?\s*[:\-–]?\s*", re.IGNORECASE)
_EDGES = " ,;.:-–\n"
_LONGEST_PLAIN = 200


@dataclass(frozen=True, slots=True)
class Title:
    """A name, the kind its introducing word makes it ("" without one) and the description behind it."""

    kind: str
    title: str
    description: str


@cache
def _description_start() -> re.Pattern[str]:
    cues = "|".join(row["cue"] for row in read_rows("analysis.extracting", "description_cues.csv"))
    return re.compile(rf"\s*(?:[,;:–-]|\.(?=\s))\s*(?=(?:{cues})\b)|\s*;\s|\.\s+(?={CAPITAL})", re.IGNORECASE)


def split_title(cell: str) -> Title:
    """Split a cell into name and description.

    A quoted name ends with its quote ("Mô hình: “Trang trại của bé”, mang lại ..."); inner quotes belong to it. Without
    quotes the name ends where a description begins (", giúp ...") or at the first sentence's end.

    >>> split_title('Điển hình “Làm giàu”, tạo việc làm')
    Title(kind='exemplar', title='Làm giàu', description='tạo việc làm')
    >>> split_title("Mô hình trồng cam, giúp tăng thu nhập")
    Title(kind='model', title='Trồng cam', description='giúp tăng thu nhập')
    """
    text = re.sub(r"[^\S\n]+", " ", cell).strip()
    prefix = _PREFIX.match(text)
    kind = KIND_WORDS[prefix.group(1).lower()] if prefix else ""
    start = prefix.end() if prefix else 0
    quoted = find_quoted(text)
    if quoted and not text[start : quoted[0].start].strip(_EDGES):
        return Title(kind, quoted[0].inner, _description(text[quoted[0].end :]))
    if quoted and (introduced := introducing_word(text, quoted[0].start)):
        before = text[: quoted[0].start].strip()
        return Title(introduced, quoted[0].inner, _description(f"{before} … {text[quoted[0].end :]}"))
    return _plain(kind, text[start:].lstrip(_EDGES))


def introducing_word(text: str, position: int) -> str:
    """Return the kind of the word that stands directly before `position`, "" if none does."""
    match = re.search(rf"(?<!\w)({_ALTERNATIVES})(?:\s+(?:điểm|về))?\s*[:\-–]?\s*$", text[:position], re.IGNORECASE)
    return KIND_WORDS[match.group(1).lower()] if match else ""


def _plain(kind: str, text: str) -> Title:
    first_line, _, rest = text.partition("\n")
    cut = _description_start().search(text, 4)
    end = cut.start() if cut else len(text)
    if rest and len(first_line) < end and first_line.rstrip().endswith((".", ":", ";")):
        end = len(first_line)
    if end > _LONGEST_PLAIN:
        return Title(kind, "", _description(text))
    return Title(kind, sentence_start(" ".join(text[:end].split()).strip(_EDGES)), _description(text[end:]))


def sentence_start(text: str) -> str:
    """Write the first letter as a capital."""
    return text[:1].upper() + text[1:]


def _description(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:-–")
