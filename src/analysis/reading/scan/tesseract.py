"""Tesseract as a program: pictures in, words with their places and confidence out.

Called without threads (OMP_THREAD_LIMIT=1): its own threads make a page four times slower. Several pictures go into one
call, since starting the program costs as much as reading a few cells.
"""

import csv
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from analysis.reading.errors import UnreadableError
from analysis.reading.programs import ProgramError, ProgramTimeoutError, run_program
from analysis.vietnamese.letters import nfc

Grey = NDArray[np.uint8]
LANGUAGE = "vie"
# How tesseract takes a picture: a whole page, one block of lines, one line, one word
PAGE, BLOCK, LINE, WORD = 3, 6, 7, 8
_DPI = 200
_SECONDS_TO_START = 60
_SECONDS_PER_MEGAPIXEL = 15
_WORD_LEVEL = "5"
# Look-alikes that no Vietnamese page holds: a fraction bar, the Icelandic letter, both forms of one letter
_GLYPHS = str.maketrans({"⁄": "/", "Ð": "Đ"})
_DOUBLED = re.compile("ĐĐ+")


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word: its box in pixels, its confidence in percent, and the number of its line."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, int, int] = (0, 0, 0)


def recognise(pictures: Sequence[Grey], layout: int, letters: str = "") -> list[list[Word]]:
    """Return the words of each picture in the order of its lines; `letters` are the only ones that may occur.

    Raises `UnreadableError` (`no-text-layer`) when the program or its Vietnamese data is missing.
    """
    if not pictures:
        return []
    program = _program()
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        listed = Path(folder) / "pictures.txt"
        paths = [Path(folder) / f"{number}.pgm" for number in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            Image.fromarray(picture).save(path)
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        only = ["-c", f"tessedit_char_whitelist={letters}"] if letters else []
        options = ["-l", LANGUAGE, "--psm", str(layout), "--dpi", str(_DPI), *only, "tsv"]
        size = sum(picture.size for picture in pictures) / 1e6
        printed = _run([program, str(listed), "-", *options], _SECONDS_TO_START + _SECONDS_PER_MEGAPIXEL * size)
    return _words(printed, len(pictures))


def upright_turn(picture: Grey) -> int:
    """Return by how many degrees clockwise the picture must be turned to stand upright; 0 if nobody can tell."""
    program = _program()
    if "osd" not in _languages(program):
        return 0
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        path = Path(folder) / "page.pgm"
        Image.fromarray(picture).save(path)
        try:
            printed = _run([program, str(path), "-", "-l", "osd", "--psm", "0", "--dpi", str(_DPI)], _SECONDS_TO_START)
        except UnreadableError:  # too few letters to tell
            return 0
    stated = dict(line.split(": ", 1) for line in printed.splitlines() if ": " in line)
    return int(stated.get("Rotate", "0"))


def _program() -> str:
    """Return the path of tesseract, sure to have the Vietnamese data."""
    program = shutil.which("tesseract")
    if program is None:
        raise _missing("chưa cài chương trình nhận dạng chữ tesseract", "the OCR program tesseract is not installed")
    if LANGUAGE not in _languages(program):
        raise _missing("tesseract chưa có dữ liệu tiếng Việt (vie)", "tesseract lacks its Vietnamese data (vie)")
    return program


@cache
def _languages(program: str) -> frozenset[str]:
    return frozenset(_run([program, "--list-langs"], _SECONDS_TO_START).split())


def _missing(vi: str, en: str) -> UnreadableError:
    install = (
        "Debian/Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-vie; "
        "macOS: brew install tesseract tesseract-lang; Windows: {}"
    )
    return UnreadableError(
        f"{vi}; hãy cài rồi chạy lại. {install.format('bộ cài UB Mannheim, chọn thêm Vietnamese')}",
        f"{en}; install it and run again. {install.format('the UB Mannheim installer, with Vietnamese selected')}",
        code="no-text-layer",
    )


def _run(command: list[str], seconds: float) -> str:
    try:
        return run_program(command, seconds, Path.cwd(), {"OMP_THREAD_LIMIT": "1"}).decode("utf-8", "replace")
    except ProgramTimeoutError as error:
        raise UnreadableError(
            "nhận dạng chữ quá lâu nên đã dừng; hãy chụp lại rõ hơn hoặc tách nhỏ tệp",
            "the recognition of the text took too long and was stopped; scan it anew or split the file",
        ) from error
    except ProgramError as error:
        raise UnreadableError(
            "tesseract không đọc được hình của trang", "tesseract could not read the page's picture"
        ) from error


def _words(printed: str, pictures: int) -> list[list[Word]]:
    """Read tesseract's table: one row per word, page_num tells the picture."""
    words: list[list[Word]] = [[] for _ in range(pictures)]
    for row in csv.DictReader(printed.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = _DOUBLED.sub("Đ", nfc(row["text"] or "").strip().translate(_GLYPHS))
        if row["level"] != _WORD_LEVEL or not text:
            continue
        left, top = int(row["left"]), int(row["top"])
        box = left, top, left + int(row["width"]), top + int(row["height"])
        line = int(row["block_num"]), int(row["par_num"]), int(row["line_num"])
        words[int(row["page_num"]) - 1].append(Word(text, *box, float(row["conf"]), line))
    return words
