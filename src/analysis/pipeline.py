"""A folder of documents in, the tables of data/clean out; one bad document never stops the others."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis import corrections, registry, schema
from analysis.checks import Finding, finding, finding_row
from analysis.cleaning import CleanDocument
from analysis.identity import RowIds, digest
from analysis.intake import Found, lost, printable, take, with_conversions
from analysis.outputs import replace_files
from analysis.vietnamese.letters import bare
from analysis.workers import Failure, Limits, run_limited

_NOT_DOCUMENTS = re.compile(r"(?:readme.*|sources\.csv|thumbs\.db|desktop\.ini|~\$.*|\..*)", re.IGNORECASE)
LIMITS = Limits()
Rows = dict[str, list[dict[str, object]]]
Progress = Callable[[Sequence[Path]], Iterable[Path]]


class NothingToReadError(Exception):
    """The raw folder does not exist or holds no document."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: the tables, how many files were found and read."""

    frames: Mapping[str, pd.DataFrame]
    files: int
    read: int

    @property
    def has_errors(self) -> bool:
        """Whether a document or a row was lost."""
        return bool((self.frames["findings"]["severity"] == "error").any())


def find_documents(raw: Path) -> list[Path]:
    """Return the files below `raw` that may be documents, in a fixed order.

    Raises `NothingToReadError` when there are none; notes to the reader (README, SOURCES.csv) are left out.
    """
    if not raw.is_dir():
        raise NothingToReadError(f"không có thư mục {raw} (no such folder)")
    found = sorted(path for path in _below(raw) if not _is_note(path.relative_to(raw)))
    if raw in found:
        raise NothingToReadError(f"không mở được thư mục {raw} (the folder cannot be opened)")
    if not found:
        raise NothingToReadError(f"thư mục {raw} chưa có văn bản nào (the folder holds no document)")
    return found


def _below(raw: Path) -> Iterator[Path]:
    """Yield all that is no folder below `raw`, and the folders that cannot be opened; no link is followed."""
    closed: list[Path] = []
    for folder, folders, files in os.walk(raw, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (Path(folder, name) for name in files)
        yield from (path for name in folders if (path := Path(folder, name)).is_symlink())
    yield from closed


def _is_note(path: Path) -> bool:
    return any(_NOT_DOCUMENTS.fullmatch(part) for part in path.parts)


def document_ids(paths: Sequence[Path], raw: Path) -> dict[Path, str]:
    """Return a slug for every path; where two collide each gets a hash of its path.

    >>> document_ids([Path("raw/Hòa Bình/KH 181.docx")], Path("raw"))[Path("raw/Hòa Bình/KH 181.docx")]
    'hoa-binh-kh-181'
    """
    slugs = {path: _slug(path.relative_to(raw).with_suffix("").as_posix()) for path in paths}
    counts = Counter(slugs.values())
    return {
        path: slug if counts[slug] == 1 else f"{slug}-{digest(path.relative_to(raw).as_posix())[:6]}"
        for path, slug in slugs.items()
    }


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", bare(printable(text))).strip("-") or f"van-ban-{digest(text)[:6]}"


def run(
    raw: Path, corrections_file: Path, progress: Progress = iter, jobs: int | None = None, limits: Limits = LIMITS
) -> Outcome:
    """Read every document below `raw` and return the validated tables; nothing is written.

    Each file is read under `limits` in one of `jobs` worker processes (as many as there are processors); with 0 all run
    in this process, without limits, and an unexpected exception comes through.
    """
    paths = find_documents(raw)
    rows: Rows = {name: [] for name in schema.TABLES}
    for document in _documents(paths, raw, progress, _processors() if jobs is None else jobs, limits):
        for name, held in document.tables.items():
            rows[name].extend(held)
        rows["findings"].extend(document.finding_rows())
    made = corrections.load(corrections_file)
    rows["findings"].extend(_finding_rows(_correct(rows, made)))
    rows["findings"].extend(_finding_rows(corrections.strike(made, rows)))
    return Outcome(_validated(rows), len(paths), sum(row["quality"] != "unread" for row in rows["documents"]))


def _documents(
    paths: Sequence[Path], raw: Path, progress: Progress, jobs: int, limits: Limits
) -> Iterator[CleanDocument]:
    ids = document_ids(paths, raw)
    named = [Found(path, ids[path], printable(path.relative_to(raw).as_posix())) for path in paths]
    with TemporaryDirectory(prefix="thi-dua-") as folder:
        found = with_conversions(named, Path(folder))
        with closing(run_limited(take, found, limits, min(jobs, len(found)))) as results:
            for one, _ in zip(found, progress(paths), strict=True):
                result = next(results)
                yield lost(one, result, limits) if isinstance(result, Failure) else result


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _correct(rows: Rows, made: Sequence[Mapping[str, str]]) -> list[Finding]:
    """Apply the corrections and make the registry of models; return what no longer fits."""
    stale = corrections.apply(made, rows)
    registry.link_models(rows["entries"])
    stale += corrections.apply_merges(made, rows)
    registry.follow_merges(rows["entries"])
    rows["models"] = registry.model_rows(rows["entries"], rows["documents"], corrections.refused_merges(made))
    return stale + corrections.apply_to_models(made, rows)


def _finding_rows(found: Iterable[Finding], document_id: str = "") -> Iterator[dict[str, object]]:
    ids = RowIds()
    return (dict(finding_row(one, document_id, ids)) for one in found)


def _validated(rows: Rows) -> dict[str, pd.DataFrame]:
    """Validate every table; a row that fails is left out and becomes an error finding."""
    frames: dict[str, pd.DataFrame] = {}
    for name in schema.TABLES:
        if name != "findings":
            frame = schema.frame(name, rows[name])
            frames[name], failures = schema.validate(name, frame)
            rows["findings"].extend(_finding_rows(_lost_rows(name, frame, failures)))
    frames["findings"] = schema.frame("findings", rows["findings"])
    return {name: frames[name] for name in schema.TABLES}


def _lost_rows(name: str, frame: pd.DataFrame, failures: Iterable[schema.Failure]) -> Iterator[Finding]:
    for failure in failures:
        cells = frame.loc[failure.row].dropna()
        yield finding(
            "invalid-row",
            *(str(cells.get(column, "")) for column in ("locator", "raw_text", schema.TABLES[name].row_id)),
            table=name,
            column=failure.column,
            value=failure.value,
            problem_vi=failure.message_vi,
            problem_en=failure.message_en,
        )


def write(outcome: Outcome, directory: Path) -> None:
    """Write every table and the data dictionary into `directory`; all or nothing.

    Raises `OSError` when the folder cannot be written; the previous files are then untouched.
    """
    texts = {f"{name}.csv": schema.to_csv_text(name, frame) for name, frame in outcome.frames.items()}
    texts["DICTIONARY.md"] = schema.dictionary_markdown()
    replace_files(directory, {name: text.encode("utf-8") for name, text in texts.items()})
