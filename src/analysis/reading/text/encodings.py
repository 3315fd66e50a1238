"""The encoding of a text file: Unicode where its bytes say so, else whichever reading makes Vietnamese of it."""

import codecs
import unicodedata
from dataclasses import dataclass

from analysis.reading.errors import UnreadableError
from analysis.vietnamese.legacy import NAMES, as_characters
from analysis.vietnamese.legacy_detection import convert, plausible_share
from analysis.vietnamese.mojibake import FOREIGN

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096
_ZERO_SHARE = 0.2
_FEW_ZEROS = 0.02
_PLAUSIBLE = 0.85
_CLEAR_LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; `encoding` names the legacy encoding it was converted from, "" for Unicode."""

    text: str
    encoding: str = ""
    sure: bool = True


def decode(data: bytes) -> Decoded:
    """Return the text of a file.

    Raises `UnreadableError` where no encoding makes sense of it, and for encodings that are told but not converted.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_strictly(data, encoding))
    if wide := utf16_without_mark(data):
        return Decoded(_strictly(data, wide))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _eight_bit(data)


def utf16_without_mark(data: bytes) -> str:
    """Return the byte order of UTF-16 without its mark, "" for anything else: blanks and digits leave zero bytes."""
    head = data[: min(_HEAD, len(data) // 2 * 2)]
    if not head:
        return ""
    even, odd = (head[side::2].count(0) / (len(head) / 2) for side in (0, 1))
    if odd >= _ZERO_SHARE and even <= _FEW_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even >= _ZERO_SHARE and odd <= _FEW_ZEROS else ""


def _eight_bit(data: bytes) -> Decoded:
    """Choose among the eight-bit encodings by what they make of the words; parts in UTF-8 stay UTF-8."""
    lines = data.split(b"\n")
    shown = "\n".join(_line(line, "") for line in lines)
    conversion = convert(shown.split("\n"))
    if conversion.encoding == "vps":
        return Decoded(shown)
    vietnamese = Decoded(_windows_1258(lines), "Windows-1258")
    candidates = [Decoded(shown, "Windows-1252")]
    if "\ufffd" not in vietnamese.text:
        candidates.insert(0, vietnamese)
    if conversion.encoding:
        candidates.append(Decoded("\n".join(conversion.texts), NAMES[conversion.encoding], conversion.sure))
    if all(c.isascii() or not c.isalpha() for c in shown):
        return candidates[-1]
    return _best(candidates)


def _best(candidates: list[Decoded]) -> Decoded:
    """Return the reading whose words are Vietnamese; raise where none is, or where another one is nearly as good."""
    shares = [plausible_share(decoded.text.split("\n")) for decoded in candidates]
    best = max(range(len(candidates)), key=shares.__getitem__)
    rivals = [share for share, other in zip(shares, candidates, strict=True) if other.text != candidates[best].text]
    if shares[best] < max(_PLAUSIBLE, max(rivals, default=0.0) + _CLEAR_LEAD):
        raise _unrecognised()
    return candidates[best]


def _windows_1258(lines: list[bytes]) -> str:
    return unicodedata.normalize("NFC", "\n".join(_line(line, "cp1258") for line in lines))


def _line(line: bytes, encoding: str) -> str:
    """Return a line in UTF-8 where it is, unless that makes other scripts of it: two legacy letters may look so."""
    try:
        if not FOREIGN.search(text := line.decode("utf-8")):
            return text
    except UnicodeDecodeError:
        pass
    return line.decode(encoding, errors="replace") if encoding else as_characters(line)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unrecognised() from error


def _unrecognised() -> UnreadableError:
    return UnreadableError(
        "không nhận ra bảng mã chữ; hãy lưu lại dưới dạng UTF-8",
        "the character encoding is not recognised; save the file as UTF-8",
        file_format="txt",
    )
