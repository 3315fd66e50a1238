"""Web pages, also those Word and web systems save under .doc or .xls, and whole pages in one MHTML file."""

import codecs
import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from lxml import etree

from analysis.reading.document import Document, Line, Remark, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import is_hard_wrapped
from analysis.reading.markup import Element
from analysis.reading.text.encodings import Decoded, decode
from analysis.reading.text.legacy import decoded_as
from analysis.reading.web.content import main_content, without_furniture
from analysis.reading.web.notes import take_notes
from analysis.reading.web.walk import HtmlWalk

_HEAD = 4096
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MAIL = re.compile(rb"\s*(?:<!doctype|<html|<\?xml|<!--|<)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WRAPPERS = re.compile(rb"</?(?:span|font|b|i|u|em|strong|small|big)\b[^>]*>", re.IGNORECASE)
_TABLES = re.compile(rb"</?(?:table|thead|tbody|tfoot|tr|td|th|a|sup|sub)\b[^>]*>", re.IGNORECASE)
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)
_BOXES = re.compile(rb"</?(?:div|center|section|blockquote|p|ul|ol|li|dl|dd)\b[^>]*>", re.IGNORECASE)


def read_html(path: Path) -> Document:
    """Read the main content of a web page: its lines, tables on their grid, and footnotes after their paragraph.

    Menus, side columns and advertisements are left out, with a remark where they held more than links.
    """
    data, charset = _page(path.read_bytes())
    decoded = _decode(data, charset)
    root, cut = _parse(decoded.text.encode("utf-8", "replace"))
    body = root.find(".//body") if root is not None else None
    if body is None or root is None:
        raise _empty()
    notes = take_notes(body)
    remarks = [_UNREAD] if cut else []
    content, left_out = main_content(without_furniture(body))
    blocks = tuple(HtmlWalk(notes).blocks(content))
    lines = [block.text for block in blocks if isinstance(block, Line)]
    if not any(lines) and not any(isinstance(block, Table) for block in blocks):
        raise _empty()
    remarks += [_LEFT_OUT] if left_out else []
    return decoded_as(Document("html", blocks, hard_wrapped=is_hard_wrapped(lines), remarks=tuple(remarks)), decoded)


_UNREAD = Remark(
    "unread-part",
    "bảng trong trang lồng quá sâu, chỉ đọc được chữ",
    "the tables of the page are nested too deeply, only their words were read",
)
_LEFT_OUT = Remark(
    "left-out-part",
    "phần quanh bài viết của trang mạng (cột bên, chân trang)",
    "what surrounds the article on the web page (side columns, footer)",
)


def _empty() -> UnreadableError:
    return UnreadableError("trang không có chữ nào", "the page holds no text", file_format="html")


def _page(data: bytes) -> tuple[bytes, str]:
    """Return the page itself and the charset its envelope states: MHTML is a message with the page as a part."""
    if _MAIL.match(data.removeprefix(codecs.BOM_UTF8)) or data.startswith(_BOMS[1][0]) or data.startswith(_BOMS[2][0]):
        return data, ""
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise _empty()
    page: EmailMessage = pages[0]
    content = page.get_payload(decode=True)
    return (content if isinstance(content, bytes) else b""), str(page.get_content_charset() or "")


def _decode(data: bytes, charset: str) -> Decoded:
    """Decode by the byte order mark, as UTF-8 where that fits, else by the charset stated, else by its words."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(encoding, "replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        stated = _CHARSET.search(data[:_HEAD])
        return _declared(data, charset or (stated[1].decode("ascii") if stated else ""))


def _declared(data: bytes, charset: str) -> Decoded:
    try:
        # A page that states UTF-16 in letters of one byte cannot be in UTF-16
        if charset and not charset.lower().startswith(("utf-", "utf8")):
            return Decoded(data.decode(charset))
    except (UnicodeError, LookupError):
        pass
    return decode(data)


def _parse(data: bytes) -> tuple[Element | None, bool]:
    """Parse a page; where its boxes lie deeper than the parser goes, they are taken off and only tables stay.

    Tells whether even the tables had to be given up.
    """
    root, cut = _parsed(_SUBSET.sub(b"", data, count=1))
    if cut:
        flat = _BOXES.sub(b"<p>", _WRAPPERS.sub(b"", data))
        root, deeper = _parsed(flat)
        return (_parsed(_TABLES.sub(b"<p>", flat))[0], True) if deeper else (root, False)
    return root, False


def _parsed(data: bytes) -> tuple[Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)
