"""Unicode forms and tone placement of Vietnamese text.

Three strengths, each idempotent: `nfc` for what was printed, `tidy` for what is published, `fold` for matching.
`bare` drops the diacritics and may only suggest, never decide: "Tân Hòng" and "Tân Hồng" become one.
"""

import re
import unicodedata
from functools import cache

from analysis.vietnamese.legible import legible

# The mark of an open oa, oe or uy stands on the first vowel in traditional spelling: hoà -> hòa, thuỷ -> thủy.
# Not in a closed syllable (hoàn) and not after q, where u belongs to the consonant (quý).
_MARKS = "\u0300\u0301\u0309\u0303\u0323"
_OPEN_PAIR = re.compile(rf"(?<![qQ])([oOuU])([aAeEyY])([{_MARKS}])(?![^\W\d_])(?![{_MARKS}])")
_VOWEL_PAIRS = {"oa", "oe", "uy"}
_SPACES = re.compile(r"\s+")
# For character classes; a range such as À-Ỹ would hold small letters too
CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
CAPITAL = f"(?-i:[{CAPITALS}])"


def nfc(text: str) -> str:
    """Return `text` in NFC and otherwise as printed."""
    # Which returns a text that is in NFC as it is, after one look at each character
    return unicodedata.normalize("NFC", text)


def _move_mark(match: re.Match[str]) -> str:
    first, second, mark = match.groups()
    return first + mark + second if (first + second).lower() in _VOWEL_PAIRS else match.group()


@cache
def _retone(word: str) -> str:
    return nfc(_OPEN_PAIR.sub(_move_mark, unicodedata.normalize("NFD", word)))


_RETONE_CANDIDATE = re.compile(r"[^\W\d_]?[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?![^\W\d_])")


def retone(text: str) -> str:
    """Put tone marks where traditional spelling has them.

    >>> retone("Uỷ ban, Hoà Bình, quý, hoàn")
    'Ủy ban, Hòa Bình, quý, hoàn'
    """
    return _RETONE_CANDIDATE.sub(lambda match: _retone(match.group()), nfc(text))


def tidy(text: str) -> str:
    r"""Return `text` as published: NFC, traditional tone marks, no look-alikes or unseen characters, single spaces.

    >>> tidy("Ðồng  Tháp,\u00a0xã Hoà  An")
    'Đồng Tháp, xã Hòa An'
    """
    clean = nfc(text)
    # One repair may bring out another: an entity inside an entity, a mark behind an unseen character
    while (mended := nfc(legible(clean).text)) != clean:
        clean = mended
    return _SPACES.sub(" ", retone(clean)).strip()


def fold(text: str) -> str:
    """Return the key under which two spellings of one phrase meet: tidy, lower case, plain dashes and quotes.

    >>> fold("Văn hoá – Xã hội") == fold("văn hóa - xã hội")
    True
    """
    return plain_marks(tidy(text)).lower()


_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′", "'")}
)


def plain_marks(text: str) -> str:
    """Replace typographic dashes and quotes one for one, so that positions stay valid."""
    return text.translate(_PLAIN)


def bare(text: str) -> str:
    """Return `text` folded and without diacritics; for suggestions only.

    >>> bare("Đà Bắc")
    'da bac'
    """
    marks_off = "".join(c for c in unicodedata.normalize("NFD", fold(text)) if not unicodedata.combining(c))
    return marks_off.replace("đ", "d")


def phrase_pattern(phrases: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile an alternation, longest first, that matches only between syllables ("ông" never inside "công")."""
    alternatives = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", flags)


def upper_share(text: str) -> float:
    """Return the share of letters that are capitals, 0.0 for a text without letters."""
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0
