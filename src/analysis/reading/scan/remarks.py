"""What a person must know about recognised pages: how sure the words are, what was left out, which figures to check."""

from collections.abc import Iterator, Sequence

from analysis.reading.document import Remark
from analysis.reading.scan.blocks import Doubt
from analysis.reading.scan.page import Page

_MOST_DOUBTS = 20


def remarks_on(pages: Sequence[Page], doubts: Sequence[Doubt], running: int, total: int) -> tuple[Remark, ...]:
    """Return the remarks on recognised pages; `running` heads and feet were left out, the file has `total` pages."""
    return (_recognition(pages), *_pages_left_out(pages, total), *_left_out(pages, running), *_doubts(doubts))


def no_pages(pictures: int) -> Iterator[Remark]:
    """Yield the remark on the pictures of a document that are no pages of text."""
    if pictures:
        yield Remark(
            "unread-part",
            f"{pictures} hình nhỏ hoặc không mở được",
            f"{pictures} picture(s) that are small or cannot be opened",
        )


def _recognition(pages: Sequence[Page]) -> Remark:
    words = sum(page.words for page in pages)
    share = f"{100 * sum(page.unsure for page in pages) / max(words, 1):.1f}"
    return Remark(
        "ocr-text",
        f"{len(pages)} trang, {share.replace('.', ',')}% số chữ không chắc",
        f"{len(pages)} page(s), {share}% of the words unsure",
    )


def _pages_left_out(pages: Sequence[Page], total: int) -> Iterator[Remark]:
    if total > len(pages):
        yield Remark(
            "unread-part",
            f"tệp có {total} trang, chỉ đọc {len(pages)} trang đầu; hãy tách nhỏ tệp",
            f"the file has {total} pages and only the first {len(pages)} were read; split the file",
        )


def _left_out(pages: Sequence[Page], running: int) -> Iterator[Remark]:
    for page in pages:
        if page.weak:
            yield Remark(
                "left-out-part",
                f"trang {page.number} có {len(page.weak)} chỗ mờ, con dấu hoặc chữ viết tay không nhận ra",
                f"page {page.number} has {len(page.weak)} faint spot(s), seals or handwriting that could not be read",
                f"page {page.number}",
            )
    if running:
        yield Remark(
            "left-out-part",
            f"{running} dòng đầu trang, chân trang lặp lại",
            f"{running} repeated line(s) at the head or foot of pages",
        )


def _doubts(doubts: Sequence[Doubt]) -> Iterator[Remark]:
    """Yield one remark per line or row, so that nobody trusts its figures."""
    places: dict[str, dict[str, None]] = {}
    for doubt in doubts:
        places.setdefault(doubt.locator, {}).update(dict.fromkeys(doubt.words))
    for locator, words in list(places.items())[:_MOST_DOUBTS]:
        shown = ", ".join(f"“{word}”" for word in words)
        vi = f"đọc không chắc {shown}" if shown else "có nét mực không đọc được"
        en = f"{shown} could not be read for sure" if shown else "there is ink that could not be read"
        yield Remark("unread-part", f"{locator}: {vi}", f"{locator}: {en}", locator)
    if (more := len(places) - _MOST_DOUBTS) > 0:
        yield Remark("unread-part", f"và {more} chỗ khác đọc không chắc", f"and {more} more unsure place(s)")
