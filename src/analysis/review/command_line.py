"""What commands share (errors as one line, options), and the command `review`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from analysis.tables import Tables

T = TypeVar("T")
CLEAN, FIGURES = Path("data/clean"), Path("figures")
CleanOption = Annotated[Path, typer.Option("--clean", help="Thư mục các bảng sạch (clean tables).")]
FiguresOption = Annotated[Path, typer.Option("--out", help="Thư mục hình và sổ số liệu (figures).")]
LangOption = Annotated[Literal["vi", "en"], typer.Option("--lang", help="Ngôn ngữ (language).")]
ModeOption = Annotated[
    Literal["public", "leadership", "internal"], typer.Option("--mode", help="Công khai, lãnh đạo, nội bộ (mode).")
]
OwnFolderOption = Annotated[
    Path | None,
    typer.Option("--out", help="Thư mục; nếu không nêu: figures, hoặc lanh-dao, noi-bo trong đó (folder)."),
]
_PlaceOption = Annotated[str, typer.Option("--place", help="Nơi, có từ chỉ loại: “tỉnh Hòa Bình” (place).")]
_YearOption = Annotated[int, typer.Option("--year", help="Năm báo cáo (year).")]
_CompareOption = Annotated[int | None, typer.Option("--compare", help="Năm đem so (year compared with).")]
_MapOption = Annotated[
    Literal["as-was", "2020", "2025"], typer.Option("--geography", help="Nơi như văn bản hay theo bản đồ nào (map).")
]


# Where a version that is not for everybody goes unless told otherwise: never over the published files.
_OWN_FOLDERS = {"leadership": "lanh-dao", "internal": "noi-bo"}


def folder_of(mode: str, out: Path | None) -> Path:
    """Return the folder `out`, or the usual one of a mode.

    >>> folder_of("public", None).as_posix(), folder_of("internal", None).as_posix()
    ('figures', 'figures/noi-bo')
    """
    return out or FIGURES / _OWN_FOLDERS.get(mode, "")


def stop(message: str, code: int) -> NoReturn:
    """Say one clear line on stderr and end with `code`."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def writing(write: Callable[[], T], where: Path) -> T:
    """Run `write`; a folder that cannot be written becomes one clear line."""
    try:
        return write()
    except OSError as error:
        stop(f"Không ghi được {where}: {error.strerror or error}; kết quả cũ còn nguyên (cannot write).", 1)


def loaded(clean_dir: Path) -> "Tables":
    """Return the clean tables; broken or missing ones become one clear line."""
    from analysis.tables import TableError, load

    try:
        return load(clean_dir)
    except TableError as error:
        stop(str(error), 2)


def review(
    place: _PlaceOption,
    year: _YearOption,
    compare: _CompareOption = None,
    mode: ModeOption = "public",
    lang: LangOption = "vi",
    geography: _MapOption = "as-was",
    clean_dir: CleanOption = CLEAN,
    out: FiguresOption = FIGURES,
) -> None:
    """Ghi bộ tổng kết năm của một nơi (write the annual review of a place)."""
    from analysis.measures.scope import ScopeError
    from analysis.review.review_command import Wish, write_review

    wish, tables = Wish(place, year, compare, mode, lang, geography), loaded(clean_dir)
    try:
        folder = writing(lambda: write_review(tables, wish, out), out)
    except ScopeError as error:
        stop(str(error), 2)
    typer.echo(f"Đã ghi {folder} (chế độ {mode}).")
