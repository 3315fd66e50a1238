"""The commands: `python -m analysis clean`, `figures`, `workbook`, `notebooks`, `evaluate`, `dictionary`."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from analysis.pipeline import Outcome
    from analysis.tables import Tables

T = TypeVar("T")

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Số liệu thi đua, khen thưởng từ văn bản.")
RawOption = Annotated[Path, typer.Option("--raw", help="Thư mục văn bản nguồn (source documents).")]
CleanOption = Annotated[Path, typer.Option("--clean", help="Thư mục các bảng sạch (clean tables).")]
FiguresOption = Annotated[Path, typer.Option("--out", help="Thư mục hình và sổ số liệu (figures).")]
LangOption = Annotated[Literal["vi", "en"], typer.Option("--lang", help="Ngôn ngữ của hình (language).")]
ModeOption = Annotated[Literal["public", "internal"], typer.Option("--mode", help="Công khai hay nội bộ (mode).")]
RAW, CLEAN, FIGURES, NOTEBOOKS = Path("data/raw"), Path("data/clean"), Path("figures"), Path("notebooks")


def stop(message: str, code: int) -> NoReturn:
    """Say one clear line on stderr and end with `code`."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _with_bar(paths: Sequence[Path]) -> Iterable[Path]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(paths, "Đọc văn bản", console=console, disable=not console.is_terminal, transient=True)


@app.command()
def clean(raw: RawOption = RAW, clean_dir: CleanOption = CLEAN) -> None:
    """Đọc mọi văn bản và ghi các bảng sạch (read every document, write the clean tables)."""
    from analysis import pipeline
    from analysis.schema import TableError

    try:
        outcome = pipeline.run(raw, clean_dir.parent / "corrections.csv", _with_bar)
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

    _writing(lambda: replace_files(clean_dir, {"DICTIONARY.md": dictionary_markdown().encode()}), clean_dir)


@app.command()
def figures(clean_dir: CleanOption = CLEAN, out: FiguresOption = FIGURES, lang: LangOption = "vi") -> None:
    """Vẽ các hình từ bảng sạch (draw the figures)."""
    from analysis.figures import save_all

    tables = _tables(clean_dir)
    names = _writing(lambda: save_all(tables, out, lang), out)
    typer.echo(f"Đã vẽ {len(names)} hình -> {out}.")


@app.command()
def workbook(clean_dir: CleanOption = CLEAN, out: FiguresOption = FIGURES, mode: ModeOption = "public") -> None:
    """Ghi sổ số liệu so-lieu.xlsx (write the workbook)."""
    from dataclasses import asdict

    from analysis.review.workbook import write_workbook

    path = out / "so-lieu.xlsx"
    tables = _tables(clean_dir)
    frames = {name: getattr(tables, name) for name in asdict(tables)}
    _writing(lambda: write_workbook(frames, path, mode), path)
    typer.echo(f"Đã ghi {path} (chế độ {mode}).")


@app.command()
def notebooks(directory: Annotated[Path, typer.Argument(help="Thư mục sổ tay (notebooks).")] = NOTEBOOKS) -> None:
    """Chạy các sổ tay và lưu kết quả (execute the notebooks in place)."""
    from analysis.review.notebooks import NotebookError, execute

    try:
        done = _writing(lambda: execute(directory), directory)
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


def _tables(clean_dir: Path) -> "Tables":
    from analysis.tables import TableError, load

    try:
        return load(clean_dir)
    except TableError as error:
        stop(str(error), 2)


def _writing(write: Callable[[], T], where: Path) -> T:
    """Run `write`; a folder that cannot be written becomes one clear line."""
    try:
        return write()
    except OSError as error:
        stop(f"Không ghi được {where}: {error.strerror or error}; kết quả cũ còn nguyên (cannot write).", 1)


if __name__ == "__main__":
    sys.exit(app())
