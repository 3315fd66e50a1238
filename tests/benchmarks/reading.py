"""What reading costs beside the bare cost of the library that opens the format, on the same files in the same run.

    python tests/benchmarks/reading.py             # a table of milliseconds and ratios
    python tests/benchmarks/reading.py --profile   # and where the time from file to Document goes

Compared are, turn by turn for every file: the library alone; file -> Document; file -> Document -> extracted rows.
The machine's speed falls out of the ratios. A format without a reader, or without a file to read, is left out.
"""

import argparse
import cProfile
import html
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))

import docx  # noqa: E402
import lxml.html  # noqa: E402
import pypdfium2  # noqa: E402
import python_calamine  # noqa: E402

from analysis.extracting.extract import extract  # noqa: E402
from analysis.reading import Line, UnreadableError, read  # noqa: E402
from analysis.reading.files import _READERS  # noqa: E402
from analysis.reading.sniff import sniff  # noqa: E402

RAW = [ROOT / "data/raw", *sorted((ROOT / "tests/corpus").glob("*/raw"))]
WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
MOST_PDFS = 8


# --- the libraries alone --------------------------------------------------------------------------------------------
def open_docx(path: Path) -> object:
    return [element.text for element in docx.Document(str(path)).element.body.iter(WORD_TEXT)]


def open_txt(path: Path) -> object:
    return path.open(encoding="utf-8", errors="replace").read()


def open_html(path: Path) -> object:
    return lxml.html.parse(str(path)).getroot().text_content()


def open_sheets(path: Path) -> object:
    with python_calamine.CalamineWorkbook.from_path(path) as workbook:
        return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def open_pdf(path: Path) -> object:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


BARE: dict[str, Callable[[Path], object]] = {
    "docx": open_docx,
    "txt": open_txt,
    "html": open_html,
    "xlsx": open_sheets,
    "xls": open_sheets,
    "pdf": open_pdf,
}


# --- files ----------------------------------------------------------------------------------------------------------
def files(folder: Path) -> dict[str, list[Path]]:
    """Return the files to read by format: the corpora's own, and html, xls and pdf made of them in `folder`."""
    found: dict[str, list[Path]] = {}
    for path in sorted(path for raw in RAW for path in raw.iterdir() if path.suffix in (".docx", ".txt", ".xlsx")):
        found.setdefault(sniff(path), []).append(path)
    found["html"] = [as_html(path, folder) for path in found["docx"]]
    if shutil.which("soffice"):
        found["pdf"] = converted(found["docx"][:MOST_PDFS], "pdf", folder)
        found["xls"] = converted(found["xlsx"], "xls", folder)
    return {name: paths for name, paths in found.items() if name in _READERS and name in BARE and paths}


def as_html(path: Path, folder: Path) -> Path:
    pieces = []
    for block in read(path).blocks:
        if isinstance(block, Line):
            pieces.append(f"<p>{html.escape(block.text)}</p>")
        else:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row.cells) for row in block.rows)
            pieces.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    made = folder / f"{path.stem}.html"
    text = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>' + "\n".join(pieces) + "</body></html>"
    made.write_text(text, encoding="utf-8")
    return made


def converted(paths: list[Path], kind: str, folder: Path) -> list[Path]:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    arguments = [*command, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=300)
    return [made for path in paths if (made := folder / f"{path.stem}.{kind}").exists()]


# --- measuring ------------------------------------------------------------------------------------------------------
def measured(paths: list[Path], ways: list[Callable[[Path], object]], rounds: int) -> list[float]:
    """Return for each way the seconds for all files: the ways take turns, of the rounds the middle one counts."""
    seconds: dict[tuple[Path, int], list[float]] = {}
    for _ in range(rounds):
        for path in paths:
            for number, way in enumerate(ways):
                began = time.perf_counter()
                way(path)
                seconds.setdefault((path, number), []).append(time.perf_counter() - began)
    return [sum(statistics.median(seconds[path, number]) for path in paths) for number in range(len(ways))]


def readable(paths: list[Path]) -> list[Path]:
    """Leave out what gives no document; reading all once also fills every cache."""
    good = []
    for path in paths:
        try:
            extract(read(path))
        except UnreadableError as error:
            print(f"left out {path.name}: {error}", file=sys.stderr)
        else:
            good.append(path)
    return good


def profile(paths: list[Path], number: int) -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    for path in paths * 5:
        read(path)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(number)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print("| format | files | library alone, ms/file | file -> Document | ratio | µs/KB | file -> rows | ratio |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for name, found in files(Path(folder)).items():
            paths = readable(found)
            ways = [BARE[name], read, lambda path: extract(read(path))]
            bare, document, rows = (1000 * one / len(paths) for one in measured(paths, ways, arguments.rounds))
            kilobytes = sum(path.stat().st_size for path in paths) / 1024 / len(paths)
            cells = f"{bare:.2f} | {document:.2f} | {document / bare:.1f} | {1000 * document / kilobytes:.0f}"
            cells += f" | {rows:.2f} | {rows / bare:.1f}"
            print(f"| {name} | {len(paths)} | {cells} |", flush=True)
            if arguments.profile:
                profile(paths, 14)


if __name__ == "__main__":
    main()
