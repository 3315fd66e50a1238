"""The pages of a PDF or image as pictures at 200 dots an inch, one after the other, within limits."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, UnidentifiedImageError

from analysis.reading.document import Format
from analysis.reading.errors import UnreadableError

# The path of an image, or the image itself
Source = Path | bytes
MAX_PAGES = 150
DOTS_PER_INCH = 200
# A3 at 600 dots an inch
_MAX_PIXELS = 80_000_000
_POINTS_PER_INCH = 72
# A3 across; a larger page is shown smaller
_LONGEST_SIDE = 3400
_A4_WIDTH, _A4_HEIGHT = 1654, 2339
_A4_SHAPE = (1.3, 1.55)
_SHEET_INCHES = (7, 17.5)
_FEWEST_PIXELS = 700
# 72 and 96 are what programs write that know of no paper
_SCREEN_DPI = 97
_SMALLEST_SIDE = 16


def image_pages(source: Source) -> Iterator[Image.Image]:
    """Yield the frames of a TIFF, the first frame of any other image, scaled to 200 dots an inch.

    Raises `UnreadableError`: `hostile-file` for more pixels than a page can have, `unread-document` for damaged files.
    """
    for number in range(min(count_image_pages(source), MAX_PAGES)):
        # never held open over a yield: what Pillow warns of is set for all threads
        with _refusing("image"), _opened(source) as picture:
            picture.seek(number)
            _check_size(picture.width, picture.height, "image")
            page = _at_scale(picture)
        yield page


def _opened(source: Source) -> Image.Image:
    return Image.open(io.BytesIO(source) if isinstance(source, bytes) else source)


def count_image_pages(source: Source) -> int:
    """Return how many pages an image holds."""
    with _refusing("image"), _opened(source) as picture:
        return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


def count_possible_pages(data: bytes) -> int:
    """Return how many pages a picture in a document holds; 0 for a drawing, a logo and what cannot be opened."""
    try:
        with _refusing("image"), _opened(data) as picture:
            is_page = max(picture.size) >= _FEWEST_PIXELS
        return count_image_pages(data) if is_page else 0
    except UnreadableError:
        return 0


@contextmanager
def _refusing(file_format: Format) -> Iterator[None]:
    """Turn what Pillow says of a damaged or hostile image into one clear line."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large(file_format) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableError(
            "hình bị hỏng hoặc bị cắt, không mở được; hãy chụp hoặc xuất lại",
            "the picture is damaged or cut off and cannot be opened; scan or export it anew",
            file_format=file_format,
        ) from error


def _too_large(file_format: Format) -> UnreadableError:
    return UnreadableError(
        "hình có quá nhiều điểm ảnh, không mở vì lý do an toàn",
        "the picture has more pixels than a page can have and was not opened",
        code="hostile-file",
        file_format=file_format,
    )


def _check_size(width: int, height: int, file_format: Format) -> None:
    if width * height > _MAX_PIXELS:
        raise _too_large(file_format)


def _at_scale(frame: Image.Image) -> Image.Image:
    """Scale a picture so that its letters are as large as on a page at 200 dots an inch."""
    picture = _on_white(frame)
    scale = _scale(picture, frame.info.get("dpi"))
    scale = min(scale, _LONGEST_SIDE / max(picture.size))
    if abs(scale - 1) < 0.1:
        return picture
    size = max(round(picture.width * scale), _SMALLEST_SIDE), max(round(picture.height * scale), _SMALLEST_SIDE)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _scale(picture: Image.Image, dpi: object) -> float:
    """Return the factor: by the printed resolution if it gives a sheet, else by the shape of A4, else by a guess."""
    short, long = sorted(picture.size)
    stated = float(dpi[0]) if isinstance(dpi, tuple) and dpi[0] else 0.0
    if stated > _SCREEN_DPI and _SHEET_INCHES[0] <= long / stated <= _SHEET_INCHES[1]:
        return DOTS_PER_INCH / stated
    if _A4_SHAPE[0] < long / short < _A4_SHAPE[1] and long > _FEWEST_PIXELS:
        return _A4_HEIGHT / long
    return min(max(_A4_WIDTH / picture.width, 1.0), 2.0)


def _on_white(frame: Image.Image) -> Image.Image:
    """Return the frame in colour; what is transparent is paper."""
    if frame.mode.startswith("I") or frame.mode == "F":
        return _from_deep(frame)
    if "transparency" not in frame.info and frame.mode not in ("RGBA", "LA", "PA"):
        return frame.convert("RGB")
    layer = frame.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def _from_deep(frame: Image.Image) -> Image.Image:
    """Return a picture of 16 or 32 bits a pixel with its whole range on 8 bits."""
    deep = frame.convert("F")
    low, high = deep.getextrema()
    assert isinstance(low, float) and isinstance(high, float)
    span = max(high - low, 1.0)
    return deep.point(lambda value: value * (255 / span) - low * (255 / span)).convert("L").convert("RGB")


@contextmanager
def opened_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open the PDF at `path`; raises `UnreadableError` when it is damaged or has a password."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise UnreadableError(
            "tệp PDF bị hỏng hoặc có mật khẩu; hãy xuất lại không mật khẩu",
            "the PDF is damaged or password-protected; export it anew without a password",
            file_format="pdf",
        ) from error
    try:
        yield document
    finally:
        document.close()


def pdf_pages(document: pdfium.PdfDocument, numbers: Sequence[int]) -> Iterator[Image.Image]:
    """Yield the pages with these numbers (from 1) as pictures, no larger than an A3 page at 200 dots an inch."""
    for number in numbers:
        try:
            page = document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise UnreadableError(
                f"trang {number} của tệp PDF bị hỏng", f"page {number} of the PDF is damaged", file_format="pdf"
            ) from error
        try:
            bitmap = page.render(scale=_page_scale(*page.get_size()))
            yield bitmap.to_pil().convert("RGB")
            bitmap.close()
        finally:
            page.close()


def _page_scale(width: float, height: float) -> float:
    """Return pixels per point; a page too small or too large to be a sheet is taken for one of A4."""
    long = max(width, height, 1.0)
    if _SHEET_INCHES[0] <= long / _POINTS_PER_INCH <= _SHEET_INCHES[1]:
        return DOTS_PER_INCH / _POINTS_PER_INCH
    return _A4_HEIGHT / long
