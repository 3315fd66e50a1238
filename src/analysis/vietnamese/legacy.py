"""Vietnamese letters of the eight-bit fonts from before Unicode: TCVN3 (ABC), VNI, VISCII and VPS.

A legacy text is taken as its bytes show without their font: each byte one character of Windows-1252 or Latin-1, or one
of the private use area where Word took the font for a symbol font. Whether a text is legacy is not known here.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.datafiles import read_rows
from analysis.vietnamese.letters import CAPITAL
from analysis.vietnamese.syllables import is_syllable

Encoding = Literal["tcvn3", "vni", "viscii", "vps"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "viscii", "vps")
NAMES: dict[str, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_WORD = re.compile(r"[^\W\d_]+")
_COLUMN = re.compile(r"(\t|[ \u00a0]{2,}|\|)")
_MARKS = "øùûõïâáàåãäêéèúüëØÙÛÕÏÂÁÀÅÃÄÊÉÈÚÜË"
_FONTS = re.compile(r"(?P<tcvn3>\.vn.*?(?P<capitals>h)?)|(?P<vni>vni[-_ ].+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font says about its text; `capitals` where it shows small letters as capitals."""

    encoding: Encoding
    capitals: bool = False


@cache
def legacy_font(name: str) -> LegacyFont | None:
    """Return the encoding a font is made for, None for a Unicode font.

    >>> legacy_font(".VnTimeH"), legacy_font("VNI-Times"), legacy_font("Times New Roman")
    (LegacyFont(encoding='tcvn3', capitals=True), LegacyFont(encoding='vni', capitals=False), None)
    """
    match = _FONTS.fullmatch(name.strip())
    if not match:
        return None
    return LegacyFont("vni") if match.group("vni") else LegacyFont("tcvn3", bool(match.group("capitals")))


def as_character(byte: int) -> str:
    """Return a byte as Windows-1252 shows it, as Latin-1 where Windows-1252 has no character."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def as_characters(data: bytes) -> str:
    r"""Return bytes as Windows-1252 shows them; none is lost.

    >>> as_characters(bytes([0x56, 0xAD, 0x81]))
    'V\xad\x81'
    """
    return data.decode("latin-1").translate(_windows())


@cache
def _windows() -> dict[int, str]:
    return {byte: as_character(byte) for byte in range(0x80, 0xA0)}


@cache
def letters_of(encoding: Encoding) -> dict[bytes, str]:
    """Return the letters of an encoding by their bytes."""
    rows = read_rows("analysis.vietnamese", "legacy_letters.csv")
    return {bytes.fromhex(row["code"]): row["letter"] for row in rows if row["encoding"] == encoding}


@cache
def _single(encoding: Encoding) -> dict[int, str]:
    letters = {code[0]: letter for code, letter in letters_of(encoding).items() if len(code) == 1}
    return letters | {ord(as_character(code)): letter for code, letter in letters.items()}


@cache
def _pairs() -> dict[str, str]:
    """Return the pairs of VNI, a base letter and its mark; the case of the mark does not count."""
    pairs: dict[str, str] = {}
    for code, letter in letters_of("vni").items():
        if len(code) == 2:
            printed = code.decode("latin-1")
            pairs |= {printed[0] + mark: letter for mark in (printed[1].lower(), printed[1].upper())}
    return pairs


_VNI = re.compile(rf"[aeouyôöAEOUYÔÖ][{_MARKS}]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]")


def to_unicode(text: str, encoding: Encoding, capitals: bool = False) -> str:
    """Return a legacy text in Unicode (NFC); `capitals` where its font shows small letters as capitals.

    >>> to_unicode("C\u00e9ng h\u00dfa x\u00b7 h\u00e9i", "tcvn3")
    'Cộng hòa xã hội'
    >>> to_unicode("Vie\u00e4t Nam, \u00f1\u00f6\u00f4\u00f8ng", "vni")
    'Việt Nam, đường'
    """
    text = _PRIVATE.sub(lambda match: chr(ord(match.group()) - 0xF000), text)
    unicode = _VNI.sub(_vni_letter, text) if encoding == "vni" else text.translate(_single(encoding))
    unicode = unicode.translate(_windows())
    if encoding == "tcvn3":
        unicode = _in_names(_one_case(unicode))
    return unicode.upper() if capitals else unicode


def _vni_letter(match: re.Match[str]) -> str:
    printed = match.group()
    if len(printed) == 2 and printed in _pairs():
        return _pairs()[printed]
    return "".join(_single("vni").get(ord(character), character) for character in printed)


def _one_case(text: str) -> str:
    """Make capital words whole: TCVN3 has no toned capitals, so that "CéNG HßA X·" becomes "CộNG HòA Xã" first."""
    if not any(c.islower() and not c.isascii() for c in text):
        return text
    text = _WORD.sub(lambda match: match.group().upper() if _is_mixed(match.group()) else match.group(), text)
    return "".join(part if index % 2 else _with_neighbours(part) for index, part in enumerate(_COLUMN.split(text)))


def _with_neighbours(text: str) -> str:
    """Raise the words between capital words that show no small letter of their own: "BA Vì", "ủy BAN", "Số LƯỢNG"."""
    words = ["", *_WORD.findall(text), ""]
    raised = iter(
        word.upper() if not _is_small(word) and _among_capitals(before, after) else word
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )
    return _WORD.sub(lambda _: next(raised), text)


def _among_capitals(before: str, after: str) -> bool:
    neighbours = [word for word in (before, after) if word]
    return not any(map(_is_small, neighbours)) and any(map(_is_capital_syllable, neighbours))


def _in_names(text: str) -> str:
    """Raise the few syllables that begin with a toned vowel and stand inside a name: "Văn út Em", "Mường ảng"."""
    return _name_pattern().sub(lambda match: match.group(1) + match.group(2).capitalize(), text)


@cache
def _name_pattern() -> re.Pattern[str]:
    syllables = "|".join(row["syllable"] for row in read_rows("analysis.vietnamese", "tcvn3_names.csv"))
    return re.compile(rf"(\b{CAPITAL}\w* )({syllables})(?= {CAPITAL}|\s*(?:[,.;:)(]|$))")


def _is_small(word: str) -> bool:
    return any("a" <= c <= "z" for c in word)


def _is_capital_syllable(word: str) -> bool:
    """Tell words from abbreviations: "BAN" is a syllable in capitals, "TP" and "UBND" are none."""
    return len(word) > 1 and word.isupper() and is_syllable(word.lower())


def _is_mixed(word: str) -> bool:
    """Tell whether typed capitals stand around small letters of the table: "CộNG", "áN", but not "Hà"."""
    if word.isupper() or word.islower() or _is_small(word):
        return False
    return word[0].islower() or sum(c.isupper() for c in word) > 1
