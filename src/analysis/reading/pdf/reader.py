"""PDFs with a text layer; pages that are pictures are handed to the recognition of text."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2

from analysis.reading.document import Block, Document, Line, Reading, Remark, Table
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import is_hard_wrapped
from analysis.reading.pdf.content import PageContent, read_page
from analysis.reading.pdf.furniture import drop_page_numbers, drop_running_lines
from analysis.reading.pdf.layout import SideBySide, arrange
from analysis.reading.pdf.lines import Item, PageItems, Setter
from analysis.reading.pdf.page import PdfPage, Piece
from analysis.reading.pdf.tables import PrintedTable, goes_on
from analysis.reading.scan.reader import read_scanned_pdf, scan_pages
from analysis.reading.text.legacy import encoding_remark
from analysis.vietnamese.damage import damage_of

MAX_PAGES = 600
_SHOWN_RUNNING_LINE = 80


def read_pdf(path: Path) -> Document:
    """Read a PDF: lines with their page, ruled tables joined over pages, footnotes behind their paragraph.

    Raises `UnreadableError` for a protected, damaged or empty file, for one that only bears a digital signature, and
    for pictures where their text cannot be recognised.
    """
    pages, remarks = _read_pages(path)
    if not any(page.kind in ("text", "layer") for page in pages):
        return _without_text(path, pages)
    scanned, told = _recognised(path, pages)
    remarks += told
    drop_page_numbers(pages)
    if running := drop_running_lines(pages):
        words = "; ".join(f"“{line[:_SHOWN_RUNNING_LINE]}”" for line in running)
        remarks.append(Remark("left-out-part", f"dòng lặp lại ở đầu hoặc chân trang {words}", f"running lines {words}"))
    blocks = tuple(Setter(_items(pages, scanned)).blocks())
    if not any(isinstance(block, Table) or block.text for block in blocks):
        return _without_text(path, pages)
    encodings = sorted({name for page in pages if page.number not in scanned for name in page.encodings})
    remarks += map(encoding_remark, encodings)
    by_machine = bool(scanned) or any(page.kind == "layer" for page in pages)
    reading: Reading = "ocr" if by_machine else "converted" if encodings else "text"
    wrapped = is_hard_wrapped([block.text for block in blocks if isinstance(block, Line)])
    return Document("pdf", blocks, reading, "suspect" if by_machine else "good", wrapped, tuple(remarks))


def _read_pages(path: Path) -> tuple[list[PageContent], list[Remark]]:
    remarks: list[Remark] = []
    pages: list[PageContent] = []
    lost: list[int] = []
    with closing(_opened(path)) as document:
        count = len(document)
        if not count:
            raise _broken()
        for number in range(1, min(count, MAX_PAGES) + 1):
            try:
                with closing(PdfPage(document[number - 1])) as page:
                    pages.append(read_page(page, number))
            except pypdfium2.PdfiumError:
                lost.append(number)
    if lost and not pages:
        raise _broken()
    if lost:
        remarks.append(_unread(lost, "trang bị hỏng", "damaged"))
    if count > MAX_PAGES:
        remarks.append(Remark("unread-part", f"chỉ đọc {MAX_PAGES} trang đầu trong {count} trang",
                              f"only the first {MAX_PAGES} of {count} pages were read"))  # fmt: skip
    if cut := [page.number for page in pages if page.is_cut]:
        remarks.append(_unread(cut, "quá nhiều chữ trên một trang", "too much text on one page"))
    if stamped := [page.number for page in pages if page.left_out]:
        where = _listed(stamped)
        remarks.append(Remark("left-out-part", f"dấu chữ ký số hoặc chữ xoay ngang ở trang {where}",
                              f"digital signature stamps or turned text on page {where}"))  # fmt: skip
    return pages, remarks


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi lưu lại",
                "the PDF is protected by a password; remove it and save the file again",
                file_format="pdf",
            ) from error
        raise _broken() from error


def _broken() -> UnreadableError:
    return UnreadableError(
        "tệp PDF bị hỏng hoặc tải về chưa đủ; hãy tải lại",
        "the PDF is damaged or incomplete; fetch it again",
        file_format="pdf",
    )


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _unread(numbers: Sequence[int], vi: str, en: str) -> Remark:
    where = _listed(numbers)
    return Remark("unread-part", f"trang {where}: {vi}", f"page {where}: {en}", f"page {numbers[0]}")


def _without_text(path: Path, pages: Sequence[PageContent]) -> Document:
    """Read a PDF that is only pictures, or say what is in it instead of text."""
    garbled = any(page.kind == "garbled" for page in pages)
    if garbled or any(page.kind == "picture" for page in pages):
        try:
            return read_scanned_pdf(path)
        except UnreadableError as error:
            if not garbled:
                raise
            raise UnreadableError(
                "phông chữ của tệp PDF không cho biết chữ gì; hãy xin bản Word hoặc bản quét",
                "the fonts of the PDF do not say which letters they print; ask for the Word file or a scan",
                code="damaged-text",
                file_format="pdf",
            ) from error
    if any(page.left_out for page in pages):
        raise UnreadableError(
            "hãy xin bản có nội dung", "ask for the document itself", code="stamp-only", file_format="pdf"
        )
    raise UnreadableError("tệp PDF không có chữ nào", "the PDF holds no text", file_format="pdf")


def _recognised(path: Path, pages: Sequence[PageContent]) -> tuple[dict[int, list[Block]], list[Remark]]:
    """Return the text of the pages that are pictures; an old layer that is damaged is replaced if that succeeds."""
    damaged = damage_of(" ".join(page.words for page in pages if page.kind in ("text", "layer")))
    wanted = [page.number for page in pages if page.kind in ("picture", "garbled") or (damaged and _is_bad(page))]
    remarks: list[Remark] = []
    scanned: dict[int, list[Block]] = {}
    if wanted:
        try:
            scan = scan_pages(path, wanted)
            scanned, remarks = scan.blocks, list(scan.remarks)
        except UnreadableError as error:
            lost = [page.number for page in pages if page.kind in ("picture", "garbled")]
            remarks += [_unread(lost, f"chỉ có hình, {error.vi}", f"a picture, {error.en}")] if lost else []
    if layered := [page.number for page in pages if page.kind == "layer" and page.number not in scanned]:
        where = _listed(layered)
        remarks.append(Remark("ocr-text", f"lớp chữ có sẵn ở trang {where}", f"the text layer of page {where}"))
    return scanned, remarks


def _is_bad(page: PageContent) -> bool:
    return page.kind in ("text", "layer") and not page.is_legacy and bool(damage_of(page.words))


def _items(pages: Sequence[PageContent], scanned: dict[int, list[Block]]) -> list[PageItems]:
    """Return what stands on each page in reading order; a table that goes on from the page before is joined to it."""
    found = []
    open_table: PrintedTable | None = None
    for page in pages:
        blocks = scanned.get(page.number, [])
        kept = page.kind in ("text", "layer") and not blocks
        items = list(_in_order(page)) if kept else []
        if open_table and items and isinstance(items[0], PrintedTable) and goes_on(open_table, items[0]):
            items = items[1:]
        elif items or blocks:
            open_table = None
        if items:
            open_table = items[-1] if isinstance(items[-1], PrintedTable) else None
        found.append(PageItems(page.number, page.width, items, page.notes if kept else [], blocks))
    return found


def _in_order(page: PageContent) -> Iterator[Item]:
    rest = page.pieces
    tables = 0
    for table in [*sorted(page.tables, key=lambda t: (t.box.top, t.box.x0)), None]:
        above = [piece for piece in rest if table is None or _middle(piece) < table.box.top]
        rest = [piece for piece in rest if table is not None and _middle(piece) >= table.box.top]
        for item in arrange(above, page.number == 1):
            if isinstance(item, SideBySide):
                tables += 1
                item.locator = f"page {page.number} table {len(page.tables) + tables}"
            yield item
        if table:
            yield table


def _middle(piece: Piece) -> float:
    return (piece.box.top + piece.box.bottom) / 2
