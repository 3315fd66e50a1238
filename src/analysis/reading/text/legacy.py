"""Letters of a document that was read, from whatever format: legacy parts to Unicode, lost letters refused."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.reading.document import Block, Document, Line, Quality, Remark, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.text.encodings import Decoded
from analysis.vietnamese.damage import Damage, damage_of
from analysis.vietnamese.legacy import NAMES
from analysis.vietnamese.legacy_detection import Conversion, convert, has_telltales
from analysis.vietnamese.legible import legible
from analysis.vietnamese.letters import nfc
from analysis.vietnamese.mojibake import has_mojibake, repair_mojibake
from analysis.vietnamese.viqr import has_viqr_marks, is_viqr

_REFUSED = ("vps",)
_DAMAGES: dict[Damage, tuple[str, str]] = {
    "broken-encoding": ("chữ bị lưu sai bảng mã", "its letters were saved in a wrong encoding"),
    "lost-letters": ("nhiều chữ đã thành dấu hỏi", "many of its letters have become question marks"),
    "lost-diacritics": ("văn bản không còn dấu tiếng Việt", "its text has lost the Vietnamese diacritics"),
    "foreign-letters": (
        "nhiều chữ bị thay bằng chữ của bảng chữ khác",
        "many of its letters come from other alphabets",
    ),
    "impossible-syllables": ("nhiều chữ bị rơi mất", "many of its letters are missing"),
}


def in_unicode(document: Document) -> Document:
    """Return the document with its legacy lines and cells (TCVN3, VNI, VISCII, misread UTF-8) in Unicode.

    Text that is Unicode already stays as it is, byte for byte, and so does recognised text: no machine writes anything
    else, and what looks legacy is misread. Raises `UnreadableError` for VPS and VIQR.
    """
    if document.reading == "ocr":
        return document
    texts = _texts(document)
    # What the cells of a sheet say many times is looked at once
    different = "\n".join(set(texts))
    if has_viqr_marks(different) and is_viqr("\n".join(texts)):
        raise _not_converted("VIQR", document)
    if not has_telltales(different) and not has_mojibake(different):
        return document
    repaired = _repaired(texts)
    if repaired:
        return _with_texts(document, Conversion(tuple(repaired)), "UTF-8")
    conversion = convert(texts)
    if conversion.encoding is None:
        return document
    if conversion.encoding in _REFUSED:
        raise _not_converted(NAMES[conversion.encoding], document)
    return _with_texts(document, conversion, NAMES[conversion.encoding])


def judged(document: Document) -> Document:
    """Mark a document with some damaged words: its figures must be compared with the paper.

    Recognised text is never refused: what the machine could not read is gone, the rest is worth comparing. Raises
    `UnreadableError` where so many letters of another document are lost that reading on would be guessing.
    """
    texts = _texts(document)
    text = "\n".join(texts)
    damage = damage_of(text, texts)
    if damage:
        # Letters of other scripts that look right are no loss
        damage = damage_of(legible(text).text)
    if damage in _DAMAGES and document.reading != "ocr":
        vi, en = _DAMAGES[damage]
        raise UnreadableError(
            f"{vi}; hãy xin lại tệp gốc hoặc quét lại bản giấy",
            f"{en}; ask for the original file or scan the paper again",
            code="damaged-text",
            file_format=document.format,
        )
    if damage:
        return replace(document, quality="suspect", remarks=(*document.remarks, Remark("damaged-text")))
    return document


def encoding_remark(name: str) -> Remark:
    """Return the remark that names the encoding a text was converted from."""
    return Remark("legacy-encoding", f"bảng mã {name}", f"encoding {name}")


def decoded_as(document: Document, decoded: Decoded) -> Document:
    """Return a document read from decoded text with a remark on the legacy encoding it was converted from."""
    if not decoded.encoding:
        return document
    quality: Quality = "good" if decoded.sure else "suspect"
    remarks = (*document.remarks, encoding_remark(decoded.encoding))
    return replace(document, reading="converted", quality=quality, remarks=remarks)


def _texts(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Line):
            texts.append(block.text)
        else:
            for row in block.rows:
                texts += row.cells
    return texts


def _repaired(texts: list[str]) -> list[str]:
    """Return all texts with UTF-8 read as Windows text put right; none where one of them cannot be."""
    if not any(map(has_mojibake, texts)):
        return []
    repaired = [text if text.isascii() else repair_mojibake(text) for text in texts]
    if any(after is None and has_mojibake(before) for before, after in zip(texts, repaired, strict=True)):
        return []
    return [before if after is None else after for before, after in zip(texts, repaired, strict=True)]


def _with_texts(document: Document, conversion: Conversion, name: str) -> Document:
    texts = iter(conversion.texts)
    blocks = tuple(_with_text(block, texts) for block in document.blocks)
    quality = document.quality if conversion.sure else "suspect"
    remark = encoding_remark(name)
    remarks = document.remarks if remark in document.remarks else (*document.remarks, remark)
    reading = "converted" if document.reading == "text" else document.reading
    return replace(document, blocks=blocks, reading=reading, quality=quality, remarks=remarks)


def _with_text(block: Block, texts: Iterator[str]) -> Block:
    if isinstance(block, Line):
        return replace(block, text=nfc(next(texts)).rstrip())
    return _table(block, texts)


def _table(table: Table, texts: Iterator[str]) -> Table:
    rows = (replace(row, cells=tuple(nfc(next(texts)).strip() for _ in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _not_converted(name: str, document: Document) -> UnreadableError:
    return UnreadableError(
        f"chữ theo bảng mã {name}; hãy chuyển sang Unicode bằng UniKey (Công cụ chuyển mã) rồi lưu lại",
        f"its text is typed in {name}; convert it to Unicode with UniKey (the conversion toolkit) and save it again",
        file_format=document.format,
    )
