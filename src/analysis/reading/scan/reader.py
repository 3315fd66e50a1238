"""Scanned papers: pictures of pages to lines and tables, with a remark wherever the result must be compared."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from PIL import Image

from analysis.reading.document import Block, Document, Format, Line, Remark
from analysis.reading.errors import UnreadableError
from analysis.reading.lines import is_hard_wrapped
from analysis.reading.scan.blocks import LocatedPage, locate
from analysis.reading.scan.breaks import is_page_number, join_tables, running_lines
from analysis.reading.scan.notes import take_notes
from analysis.reading.scan.page import Page, read_page
from analysis.reading.scan.pictures import (
    MAX_PAGES,
    count_image_pages,
    count_possible_pages,
    image_pages,
    opened_pdf,
    pdf_pages,
)
from analysis.reading.scan.remarks import no_pages, remarks_on

_FEWEST_WORDS, _FEWEST_BESIDE_SEAL = 5, 15


@dataclass(frozen=True, slots=True)
class Scan:
    """The blocks recognised on each page, and what a reader of them must know."""

    blocks: dict[int, list[Block]]
    remarks: tuple[Remark, ...]
    pages: tuple[Page, ...]


def read_image(path: Path) -> Document:
    """Recognise the picture at `path`, every page of a TIFF.

    Raises `UnreadableError`: `no-text-layer` without tesseract or without any words, `stamp-only`, `hostile-file`,
    `unread-document` for a damaged picture.
    """
    with _of_format("image"):
        total = count_image_pages(path)
        return _document("image", _recognised(enumerate(image_pages(path), start=1), total))


def read_pictures(pictures: Sequence[bytes], file_format: Format) -> Document:
    """Recognise the pictures of pages that a document of another format holds; errors as of `read_image`.

    A picture that cannot be opened or is too small for a page is left out, with a remark.
    """
    counts = [count_possible_pages(data) for data in pictures]
    if not any(counts):
        raise UnreadableError(
            "không hình nào trong tệp là trang văn bản; hãy xin tệp gốc có chữ",
            "none of the pictures in the file is a page of text; ask for the original with text",
            code="no-text-layer",
            file_format=file_format,
        )
    pages = (page for data, count in zip(pictures, counts, strict=True) if count for page in _pages_of(data))
    with _of_format(file_format):
        document = _document(file_format, _recognised(enumerate(islice(pages, MAX_PAGES), start=1), sum(counts)))
    return replace(document, remarks=(*document.remarks, *no_pages(counts.count(0))))


def _pages_of(data: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a picture up to where it is damaged."""
    with suppress(UnreadableError):
        yield from image_pages(data)


def read_scanned_pdf(path: Path) -> Document:
    """Recognise every page of the PDF at `path` from its picture; errors as of `read_image`."""
    with _of_format("pdf"), opened_pdf(path) as pdf:
        numbers = range(1, min(len(pdf), MAX_PAGES) + 1)
        return _document("pdf", _recognised(zip(numbers, pdf_pages(pdf, numbers), strict=True), len(pdf)))


def scan_pages(path: Path, page_numbers: Sequence[int]) -> Scan:
    """Recognise only these pages (from 1) of a PDF, with the remarks that belong to them."""
    numbers = sorted(set(page_numbers))
    with _of_format("pdf"), opened_pdf(path) as pdf:
        taken = numbers[:MAX_PAGES]
        return _recognised(zip(taken, pdf_pages(pdf, taken), strict=True), len(numbers))


@contextmanager
def _of_format(file_format: Format) -> Iterator[None]:
    """Name the format of the file in whatever the recognition of its pages raises."""
    try:
        yield
    except UnreadableError as error:
        error.file_format = file_format
        raise


def _recognised(pictures: Iterable[tuple[int, Image.Image]], total: int) -> Scan:
    pages = list(_in_parallel(pictures))
    running = running_lines(pages)
    left_out = {(number, id(row)) for number, row in running}
    located: list[LocatedPage] = []
    notes: list[Line] = []
    for page in pages:
        kept = [p for p in page.parts if (page.number, id(p)) not in left_out and not is_page_number(p, page)]
        located.append(locate(page, kept))
        notes += take_notes(page, located[-1])
    join_tables(located)
    blocks = {page.number: [placed.block for placed in page.blocks] for page in located}
    # Behind everything: between two pages they would part a table or a sentence that goes on
    if notes:
        blocks[pages[-1].number] += notes
    doubts = [doubt for page in located for doubt in page.doubts]
    return Scan(blocks, remarks_on(pages, doubts, len(running), total), tuple(pages))


def _in_parallel(pictures: Iterable[tuple[int, Image.Image]]) -> Iterator[Page]:
    """Recognise as many pages at once as there are processors; pictures are made one by one, as they are needed."""
    workers = os.cpu_count() or 1
    waiting: deque[Future[Page]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for number, picture in pictures:
                waiting.append(pool.submit(read_page, picture, number))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _document(file_format: Format, scan: Scan) -> Document:
    blocks = tuple(block for number in sorted(scan.blocks) for block in scan.blocks[number])
    _check_content(scan.pages, file_format)
    printed = [block.text for block in blocks if isinstance(block, Line)]
    return Document(file_format, blocks, "ocr", "suspect", is_hard_wrapped(printed), scan.remarks)


def _check_content(pages: Sequence[Page], file_format: Format) -> None:
    """Refuse a file without text: blank paper, a photograph, or nothing but a seal or signature."""
    sealed = any(page.seals for page in pages)
    if sum(page.words for page in pages) >= (_FEWEST_BESIDE_SEAL if sealed else _FEWEST_WORDS):
        return
    inked = [page for page in pages if not page.is_blank]
    if not inked:
        raise UnreadableError("mọi trang đều trắng", "every page is blank", file_format=file_format)
    if all(page.is_photograph for page in inked):
        raise UnreadableError(
            "hình không có chữ nào nhận ra được; nếu là văn bản, hãy quét lại thẳng và rõ ở 300 dpi",
            "no words were found in the picture; if it is a document, scan it anew, straight and clear, at 300 dpi",
            code="no-text-layer",
            file_format=file_format,
        )
    raise UnreadableError(
        "trang chỉ có dấu hoặc chữ ký, không có nội dung; hãy tìm bản đầy đủ",
        "the pages hold only a seal or signature and no content; look for the full document",
        code="stamp-only",
        file_format=file_format,
    )
