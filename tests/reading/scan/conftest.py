"""Pages drawn with Pillow, as a scanner would see them; every person in them is invented."""

from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

MILLIMETRE = 200 / 25.4
FONTS = Path(matplotlib.get_data_path()) / "fonts/ttf"
INK = (25, 25, 30)
RED = (205, 40, 45)


class Paper:
    """A sheet of A4 at 200 dots an inch; places and sizes are in millimetres."""

    def __init__(self, width: float = 210, height: float = 297) -> None:
        self.picture = Image.new("RGB", (self._pixels(width), self._pixels(height)), "white")
        self._draw = ImageDraw.Draw(self.picture)

    @staticmethod
    def _pixels(length: float) -> int:
        return round(length * MILLIMETRE)

    def write(
        self, left: float, top: float, text: str, font: str = "DejaVuSerif", colour: tuple[int, ...] = INK
    ) -> None:
        """Write a line of 12 points from `left`."""
        self._draw.text(
            (self._pixels(left), self._pixels(top)), text, colour, ImageFont.truetype(str(FONTS / f"{font}.ttf"), 33)
        )

    def centre(self, middle: float, top: float, text: str, font: str = "DejaVuSerif-Bold") -> None:
        """Write a line of 12 points around `middle`."""
        face = ImageFont.truetype(str(FONTS / f"{font}.ttf"), 33)
        self._draw.text((self._pixels(middle), self._pixels(top)), text, INK, face, anchor="ma")

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a rule a third of a millimetre thick."""
        self._draw.line([self._pixels(p) for p in (left, top, right, bottom)], INK, 3)

    def table(
        self, left: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 9
    ) -> None:
        """Draw a ruled table; a cell of "<" goes on with the one on its left, "^" with the one above."""
        edges = [left + sum(widths[:n]) for n in range(len(widths) + 1)]
        self.rule(edges[0], top, edges[-1], top)
        for row, cells in enumerate(rows):
            upper, lower = top + row * height, top + (row + 1) * height
            under = rows[row + 1] if row + 1 < len(rows) else [""] * len(widths)
            for column, text in enumerate(cells):
                if text not in ("<", "^"):
                    self.write(edges[column] + 2, upper + 2, text)
                if text != "<":
                    self.rule(edges[column], upper, edges[column], lower)
                if under[column] != "^":
                    self.rule(edges[column], lower, edges[column + 1], lower)
            self.rule(edges[-1], upper, edges[-1], lower)

    def seal(self, middle: float, top: float) -> None:
        """Stamp a round red seal of 36 mm."""
        for inset in (0, 2):
            box = [middle - 18 + inset, top + inset, middle + 18 - inset, top + 36 - inset]
            self._draw.ellipse([self._pixels(p) for p in box], outline=RED, width=6)
        self.write(middle - 12, top + 15, "DẤU TRÒN", "DejaVuSans-Bold", RED)

    def scanned(self, angle: float = 0.0, noise: float = 0.0, paper: int = 255) -> Image.Image:
        """Return the sheet as a scanner gives it: turned, on grey paper, with noise."""
        turned = self.picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white")
        grains = np.random.default_rng(7).normal(0, noise, (*turned.size[::-1], 1))
        return Image.fromarray(np.clip(np.asarray(turned) * (paper / 255) + grains, 0, 255).astype(np.uint8))


@pytest.fixture(scope="session")
def paper() -> Callable[..., Paper]:
    """Return a maker of blank sheets."""
    return Paper


@pytest.fixture
def save_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that saves pictures as a PDF without a text layer."""

    def save(*pictures: Image.Image) -> Path:
        path = tmp_path / "ban-quet.pdf"
        pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=200, quality=90)
        return path

    return save
