"""Break real files by the thousand and read them: a document or one clear line must come of each, nothing else.

python tests/fuzz/mutate.py --number 10000              # every format that has a reader and a file to break
python tests/fuzz/mutate.py --format docx --from 20000  # other numbers, other changes
python tests/fuzz/mutate.py --whole                     # read, extract and clean
python tests/fuzz/mutate.py --again docx:12345          # write the broken file of that number and read it here
"""

import argparse
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "src")]

from mutations import mutated  # noqa: E402

from analysis.intake import Found, take  # noqa: E402
from analysis.reading import Document, Line, UnreadableError, read  # noqa: E402
from analysis.reading.files import _READERS  # noqa: E402
from analysis.reading.sniff import sniff  # noqa: E402
from analysis.workers import Failure, Limits, run_limited  # noqa: E402

LIMITS = Limits(memory_bytes=1 << 30, cpu_seconds=40, wall_seconds=100)
SLOW_SECONDS = 5.0


@dataclass(frozen=True)
class Trial:
    """One file to break: the number says how."""

    file_format: str
    path: Path
    number: int
    whole: bool


@dataclass(frozen=True)
class Result:
    """What came of it: `document`, `refused (code)`, `stopped (memory)`, `slow` or `BUG`, with its words."""

    outcome: str
    words: str = ""


def seeds(folder: Path) -> dict[str, list[Path]]:
    """Return the files to break by their format: the corpora, the bundled documents, and what is made of them."""
    found: dict[str, list[Path]] = {name: [] for name in _READERS}
    for raw in (*sorted(ROOT.glob("tests/corpus/*/raw")), ROOT / "data/raw"):
        for path in sorted(raw.iterdir()):
            if path.suffix in (".docx", ".xlsx", ".txt"):
                found[sniff(path)].append(path)
    content = runpy.run_path(str(ROOT / "tests/reading/fixtures/one_content.py"))
    for kind in ("csv", "md", "html", "pdf", "odt", "rtf", "ods", "xls", "png"):
        content["MADE"][kind](path := folder / f"mot-noi-dung.{kind}")
        found[sniff(path)].append(path)
    for path in made(folder, found["docx"][:3], found["xlsx"][:2]) if shutil.which("soffice") else []:
        try:
            found.get(sniff(path), []).append(path)
        except UnreadableError as error:
            print(f"{path.name}: {error}")
    return found


def made(folder: Path, documents: list[Path], sheets: list[Path]) -> list[Path]:
    """Convert documents and sheets to older and other formats, and a page to a picture."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kinds, paths in ((("doc", "rtf", "odt", "html", "pdf"), documents), (("xls", "ods", "csv"), sheets)):
        for kind in kinds:
            command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
            subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    if shutil.which("pdftoppm"):
        page = str(next(folder.glob("*.pdf")))
        subprocess.run(["pdftoppm", "-r", "80", "-l", "1", "-png", page, str(folder / "page")], check=True, timeout=60)
    return sorted(path for path in folder.iterdir() if path.is_file())


def attempt(trial: Trial) -> Result:
    """Break one file and read it; runs in a worker process."""
    data = mutated(trial.path.read_bytes(), trial.number)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{trial.path.suffix}")
        path.write_bytes(data)
        result = tried(path, trial.whole)
    slow = time.monotonic() - began > SLOW_SECONDS
    return Result("slow", result.words) if slow and result.outcome != "BUG" else result


def tried(path: Path, whole: bool) -> Result:
    try:
        document = read(path)
        if whole:
            take(Found(path, "a", "a"))
        return checked(document)
    except UnreadableError as error:
        return Result(f"refused ({error.code})" if error.vi and error.en and "\n" not in error.vi else "BUG", error.vi)
    except MemoryError:
        return Result("BUG", "MemoryError")
    except BaseException as error:
        if isinstance(error, SystemExit | KeyboardInterrupt):
            raise
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "analysis" in frame.filename]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return Result("BUG", f"{type(error).__name__} in {where}: {str(error)[:90]!r}")


def checked(document: Document) -> Result:
    """Hold a document to what every reader promises."""
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Line) else [cell for row in block.rows for cell in row.cells]
        if any(not unicodedata.is_normalized("NFC", text) for text in texts):
            return Result("BUG", "text that is not NFC")
        if not block.locator:
            return Result("BUG", "a block without a locator")
    return Result("document")


def trials(arguments: argparse.Namespace, folder: Path) -> Iterator[Trial]:
    wanted = set(arguments.format.split(",")) if arguments.format else set(_READERS)
    files = {name: paths for name, paths in seeds(folder).items() if paths and name in wanted}
    print(
        f"formats: {', '.join(files)}; no file to break for: {', '.join(sorted(wanted - set(files))) or '-'}",
        flush=True,
    )
    names = list(files)
    for number in range(arguments.start, arguments.start + arguments.number):
        paths = files[names[number % len(names)]]
        yield Trial(names[number % len(names)], paths[number // len(names) % len(paths)], number, arguments.whole)


def report(arguments: argparse.Namespace, folder: Path) -> int:
    counts: Counter[tuple[str, str]] = Counter()
    bugs: Counter[tuple[str, str]] = Counter()
    began, run = time.monotonic(), list(trials(arguments, folder))
    for trial, result in zip(run, run_limited(attempt, run, LIMITS, arguments.jobs), strict=True):
        told = stopped(result) if isinstance(result, Failure) else result
        counts[trial.file_format, told.outcome] += 1
        if told.outcome in ("BUG", "slow"):
            key = (trial.file_format, told.words.split(": ")[0] or told.outcome)
            bugs[key] += 1
            if bugs[key] == 1:
                keep(trial, arguments.keep)
                print(f"{trial.file_format} {trial.number} {trial.path.name}: {told.outcome} {told.words}", flush=True)
    for (name, outcome), count in sorted(counts.items()):
        print(f"{name:6} {outcome:28} {count:7}")
    for key, count in bugs.most_common():
        print(f"{count:5} x {key[0]}: {key[1]}")
    print(f"{len(run)} inputs in {time.monotonic() - began:.0f} s")
    return 1 if any(outcome == "BUG" for _, outcome in counts) else 0


def stopped(failure: Failure) -> Result:
    """Reading that takes too much memory is stopped and becomes one finding; a crash or a hang is a defect."""
    if failure.kind == "memory":
        return Result("stopped (memory)")
    return Result("BUG", f"{failure.kind} {failure.detail}")


def keep(trial: Trial, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    broken = mutated(trial.path.read_bytes(), trial.number)
    (folder / f"{trial.number}{trial.path.suffix}").write_bytes(broken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--format", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir(), "broken"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return report(arguments, Path(folder))


if __name__ == "__main__":
    from mutate import main as importable_main

    sys.exit(importable_main())
