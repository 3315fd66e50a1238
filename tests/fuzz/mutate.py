"""Break real files by the thousand and read them: a document or one clear line must come of each, nothing else.

python tests/fuzz/mutate.py --number 10000              # every format that has a reader and a file to break
python tests/fuzz/mutate.py --format docx --from 20000  # other numbers, other changes
python tests/fuzz/mutate.py --whole                     # read, extract and clean
python tests/fuzz/mutate.py --again docx:12345          # write the broken file of that number and read it here
"""

import argparse
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
    """What came of it: `document`, `refused (code)`, `slow` or `BUG`, with its words."""

    outcome: str
    words: str = ""


def seeds() -> dict[str, list[Path]]:
    """Return the files to break by their format: the corpora, the bundled documents, and samples beside this script."""
    found: dict[str, list[Path]] = {name: [] for name in _READERS}
    folders = (
        ROOT / "tests/corpus",
        ROOT / "data/raw",
        ROOT / "tests/reading/fixtures",
        Path(__file__).parent / "samples",
    )
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        if path.suffix in (".py", ".md") or "truth" in path.parts or path.name == "SOURCES.csv":
            continue
        try:
            file_format = sniff(path)
        except UnreadableError:
            continue
        if file_format in found:
            found[file_format].append(path)
    return found


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
    except Exception as error:
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


def trials(arguments: argparse.Namespace) -> Iterator[Trial]:
    files = {name: paths for name, paths in seeds().items() if paths and arguments.format in ("", name)}
    missing = sorted(set(_READERS) - set(files)) if not arguments.format else []
    print(f"formats: {', '.join(files)}; no file to break for: {', '.join(missing) or '-'}", flush=True)
    names = list(files)
    for number in range(arguments.start, arguments.start + arguments.number):
        name = names[number % len(names)]
        yield trial_of(name, files[name], number, arguments.whole)


def trial_of(name: str, paths: list[Path], number: int, whole: bool) -> Trial:
    return Trial(name, paths[number // 7 % len(paths)], number, whole)


def report(arguments: argparse.Namespace) -> int:
    counts: Counter[tuple[str, str]] = Counter()
    bugs: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Trial] = {}
    began, run = time.monotonic(), list(trials(arguments))
    for trial, result in zip(run, run_limited(attempt, run, LIMITS, arguments.jobs), strict=True):
        told = Result("BUG", f"{result.kind} {result.detail}") if isinstance(result, Failure) else result
        counts[trial.file_format, told.outcome] += 1
        if told.outcome in ("BUG", "slow"):
            key = (trial.file_format, told.words.split(": ")[0])
            bugs[key] += 1
            first.setdefault(key, trial)
    for (name, outcome), count in sorted(counts.items()):
        print(f"{name:6} {outcome:28} {count:7}")
    for key, count in bugs.most_common():
        print(f"{count:5} x {key[0]}: {key[1]}  --again {key[0]}:{first[key].number}")
    print(f"{len(run)} inputs in {time.monotonic() - began:.0f} s")
    return 1 if any(outcome == "BUG" for _, outcome in counts) else 0


def again(which: str, whole: bool) -> int:
    name, number = which.split(":")
    trial = trial_of(name, seeds()[name], int(number), whole)
    path = Path(tempfile.gettempdir(), f"again-{number}{trial.path.suffix}")
    path.write_bytes(mutated(trial.path.read_bytes(), trial.number))
    print(f"{trial.path} -> {path}")
    print(checked(read(path)))
    if whole:
        take(Found(path, "a", "a"))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--from", type=int, default=0, dest="start")
    parser.add_argument("--format", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--again", default="")
    arguments = parser.parse_args()
    return again(arguments.again, arguments.whole) if arguments.again else report(arguments)


if __name__ == "__main__":
    from mutate import main as importable_main

    sys.exit(importable_main())
