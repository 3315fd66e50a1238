"""The commands: `clean`, `figures`, `workbook`, `review`, `notebooks`, `evaluate`, `corrections import` ..."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.review.command_line import (
    CLEAN,
    CleanOption,
    LangOption,
    ModeOption,
    OwnFolderOption,
    folder_of,
    loaded,
    review,
    stop,
    writing,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.pipeline import Outcome

corrections_app = typer.Typer(no_args_is_help=True, help="Đính chính của người dùng (the analyst's corrections).")
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Số liệu thi đua, khen thưởng từ văn bản.")
app.add_typer(corrections_app, name="corrections")
RawOption = Annotated[Path, typer.Option("--raw", help="Thư mục văn bản nguồn (source documents).")]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=0, help="Số tiến trình; 0: không giới hạn (processes).")]
MemoryOption = Annotated[int, typer.Option("--memory-mb", min=256, help="Bộ nhớ cho một tệp (memory per file).")]
SecondsOption = Annotated[int, typer.Option("--seconds", min=1, help="Giây tính; chờ gấp 2,5 lần (seconds per file).")]
RAW, NOTEBOOKS = Path("data/raw"), Path("notebooks")
SHEET, CORRECTIONS_FILE = Path("data/can-xem-lai.xlsx"), Path("data/corrections.csv")
SPREAD_HEADINGS = {
    "on": "ngày",
    "document_id": "văn bản",
    "place": "nơi",
    "province": "tỉnh",
    "recipients": "số đơn vị, cá nhân",
    "is_first": "đầu tiên",
}


def _bar(label: str) -> Callable[[Sequence[Path]], Iterable[Path]]:
    """Return a progress bar for a terminal; nothing is drawn elsewhere."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return lambda paths: track(paths, label, console=console, disable=not console.is_terminal, transient=True)


@app.command()
def clean(
    raw: RawOption = RAW,
    clean_dir: CleanOption = CLEAN,
    jobs: JobsOption = None,
    memory_mb: MemoryOption = 2048,
    seconds: SecondsOption = 120,
) -> None:
    """Đọc mọi văn bản và ghi các bảng sạch (read every document, write the clean tables)."""
    from analysis import pipeline
    from analysis.schema import TableError
    from analysis.workers import Limits

    limits = Limits(memory_mb << 20, seconds, 2.5 * seconds)
    try:
        outcome = pipeline.run(raw, clean_dir.parent / "corrections.csv", _bar("Đọc văn bản"), jobs, limits)
        pipeline.write(outcome, clean_dir)
    except pipeline.NothingToReadError as error:
        stop(f"Không có gì để đọc: {error}.", 2)
    except TableError as error:
        stop(str(error), 2)
    except OSError as error:
        stop(f"Không ghi được {clean_dir}: {error.strerror or error}; các bảng cũ còn nguyên (cannot write).", 1)
    _report(outcome, clean_dir)
    raise typer.Exit(1 if outcome.has_errors else 0)


def _report(outcome: "Outcome", clean_dir: Path) -> None:
    findings = outcome.frames["findings"]
    for _, row in findings[findings["severity"] == "error"].iterrows():
        typer.echo(f"LỖI {row['message_vi']} ({row['message_en']})", err=True)
    counts = findings["severity"].value_counts()
    rows = ", ".join(f"{name} {len(frame)}" for name, frame in outcome.frames.items() if len(frame))
    typer.echo(f"Đã đọc {outcome.read}/{outcome.files} tệp -> {clean_dir}: {rows}.")
    typer.echo(
        f"Lưu ý: {counts.get('error', 0)} lỗi, {counts.get('warning', 0)} cảnh báo, {counts.get('note', 0)} ghi chú."
    )


@app.command()
def dictionary(clean_dir: CleanOption = CLEAN) -> None:
    """Ghi lại từ điển dữ liệu (write the data dictionary)."""
    from analysis.outputs import replace_files
    from analysis.schema import dictionary_markdown

    writing(lambda: replace_files(clean_dir, {"DICTIONARY.md": dictionary_markdown().encode()}), clean_dir)


@app.command()
def figures(
    clean_dir: CleanOption = CLEAN, out: OwnFolderOption = None, lang: LangOption = "vi", mode: ModeOption = "public"
) -> None:
    """Vẽ các hình từ bảng sạch (draw the figures)."""
    from analysis.figures import NamedPersonError, save_all

    tables, folder = loaded(clean_dir), folder_of(mode, out)
    try:
        names = writing(lambda: save_all(tables, folder, lang, mode), folder)
    except NamedPersonError as error:
        stop(str(error), 1)
    typer.echo(f"Đã vẽ {len(names)} hình -> {folder} (chế độ {mode}).")


@app.command()
def workbook(clean_dir: CleanOption = CLEAN, out: OwnFolderOption = None, mode: ModeOption = "public") -> None:
    """Ghi sổ số liệu so-lieu.xlsx (write the workbook)."""
    from analysis.review.workbook import write_workbook

    path, frames = folder_of(mode, out) / "so-lieu.xlsx", _frames(clean_dir)
    writing(lambda: write_workbook(frames, path, mode), path)
    typer.echo(f"Đã ghi {path} (chế độ {mode}).")


app.command()(review)


@app.command("review-sheet")
def review_sheet(
    clean_dir: CleanOption = CLEAN,
    out: Annotated[Path, typer.Option("--out", help="Tệp phiếu xem lại (sheet).")] = SHEET,
) -> None:
    """Ghi phiếu xem lại: mọi điều cần người quyết định (write the sheet of questions)."""
    from analysis.review.question_sheet import write_questions
    from analysis.review.questions_places import questions

    frames, made = _frames(clean_dir), _corrections(clean_dir.parent / "corrections.csv")
    if out.exists() and not _is_imported(out, frames, made):
        stop(f"{out} có câu trả lời chưa nhập: chạy corrections import trước, hoặc dùng --out (not imported).", 1)
    asked = questions(frames, made)
    writing(lambda: write_questions(asked, frames, out), out)
    typer.echo(f"Đã ghi {out}: {len(asked)} câu hỏi.")


@corrections_app.command("import")
def import_corrections(
    sheet: Annotated[Path, typer.Argument(help="Phiếu xem lại đã trả lời (answered sheet).")],
    corrections_file: Annotated[Path, typer.Option("--corrections", help="Tệp đính chính.")] = CORRECTIONS_FILE,
    clean_dir: CleanOption = CLEAN,
) -> None:
    """Nhập câu trả lời vào tệp đính chính (turn answers into corrections)."""
    from analysis.review.answer_corrections import take_answers, write_corrections
    from analysis.review.answers import AnswersError, read_answers

    try:
        answers = read_answers(sheet)
    except AnswersError as error:
        stop(str(error), 2)
    taken = take_answers(answers, _frames(clean_dir), _corrections(corrections_file))
    if taken.answers:
        writing(lambda: write_corrections(taken.corrections, corrections_file), corrections_file)
    for line in taken.refused:
        typer.echo(f"KHÔNG NHẬP {line}.", err=True)
    typer.echo(f"Đã nhập {taken.answers} câu trả lời -> {corrections_file}; không nhập {len(taken.refused)}.")
    raise typer.Exit(1 if taken.refused else 0)


@app.command()
def model(
    words: Annotated[str, typer.Argument(help="Mã hoặc chữ trong tên mô hình (id or words).")],
    clean_dir: CleanOption = CLEAN,
) -> None:
    """Cho biết mô hình có ở đâu, từ bao giờ (where a model has spread)."""
    from analysis.registry import find_models, spread
    from analysis.tables import print_table

    tables = loaded(clean_dir)
    found = find_models(tables.models, words)
    if found.empty:
        stop(f"Không có mô hình nào tên “{words}” (no such model).", 1)
    for model_id, title in zip(found["model_id"], found["title"], strict=True):
        typer.echo(f"{model_id}  {title}")
        print_table(spread(tables.entries, tables.documents, model_id), SPREAD_HEADINGS)


@app.command()
def notebooks(directory: Annotated[Path, typer.Argument(help="Thư mục sổ tay (notebooks).")] = NOTEBOOKS) -> None:
    """Chạy các sổ tay và lưu kết quả (execute the notebooks in place)."""
    from analysis.review.notebooks import NotebookError, execute

    try:
        done = writing(lambda: execute(directory, _bar("Chạy sổ tay")), directory)
    except NotebookError as error:
        stop(str(error), 1)
    typer.echo(f"Đã chạy {len(done)} sổ tay trong {directory}.")


@app.command()
def evaluate(
    truth: Annotated[Path, typer.Argument(help="Thư mục nhãn tay (hand labels).")], clean_dir: CleanOption = CLEAN
) -> None:
    """So các bảng sạch với nhãn tay: precision, recall, F1 (compare with hand labels)."""
    from analysis.evaluate import TruthError
    from analysis.evaluate import evaluate as compare
    from analysis.schema import TableError

    try:
        typer.echo(compare(clean_dir, truth).text())
    except (TruthError, TableError) as error:
        stop(str(error), 2)


def _frames(clean_dir: Path) -> "dict[str, DataFrame]":
    from dataclasses import asdict

    tables = loaded(clean_dir)
    return {name: getattr(tables, name) for name in asdict(tables)}


def _corrections(path: Path) -> list[dict[str, str]]:
    from analysis import corrections
    from analysis.schema import TableError

    try:
        return corrections.load(path)
    except TableError as error:
        stop(str(error), 2)


def _is_imported(path: Path, frames: "dict[str, DataFrame]", made: list[dict[str, str]]) -> bool:
    from analysis.review.answer_corrections import is_imported
    from analysis.review.answers import AnswersError, read_answers

    try:
        return is_imported(read_answers(path), frames, made)
    except AnswersError as error:
        stop(f"{error}; dùng --out để ghi sang tệp khác (use another file).", 1)


if __name__ == "__main__":
    sys.exit(app())
