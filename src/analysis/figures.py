"""All figures into a folder: PNG, SVG, the alt text and the rows behind each."""

import re
from collections.abc import Iterable
from pathlib import Path

from analysis.charts import CHARTS, ChartFigure, csv, png, svg
from analysis.outputs import replace_files
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables


class NamedPersonError(ValueError):
    """A figure meant for the public holds the name of a person or a household."""


def persons(tables: Tables) -> set[str]:
    """Return the names of the individuals and households of the tables; bodies and units are not persons.

    A name of one syllable is left out: it is also a word or part of a place.
    """
    held: set[str] = set()
    for table in (tables.entries, tables.incomes, tables.awards):
        named = table[table["recipient_kind"].isin(["individual", "household"])]["recipient_name"].dropna()
        held |= {str(name) for name in named if " " in str(name)}
    return held


def contents(name: str, figure: ChartFigure) -> dict[str, bytes]:
    """Return the four files of a figure, name -> bytes; the same figure always gives the same bytes."""
    return {
        f"{name}.png": png(figure),
        f"{name}.svg": svg(figure),
        f"{name}.alt.txt": (figure.story.alt + "\n").encode("utf-8"),
        f"{name}.csv": csv(figure),
    }


def check_public(figure: ChartFigure, names: Iterable[str]) -> None:
    """Raise NamedPersonError if a text of the figure or a row behind it holds one of `names`."""
    texts = [str(one.get_text()) for one in figure.findobj(lambda one: hasattr(one, "get_text"))]  # type: ignore[attr-defined]
    texts += [figure.story.alt, csv(figure).decode("utf-8")]
    whole = "\n".join(texts)
    if found := [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole)]:
        raise NamedPersonError(f"{len(found)} names of persons in a public figure: {figure.story.title!r}")


def save_all(tables: Tables, directory: Path, lang: Language = "vi", mode: Mode = "public") -> list[str]:
    """Draw every figure for the report page, write all files in one step, and return the figures' names.

    NamedPersonError before anything is written, if a public figure names a person; OSError if the folder cannot be
    written, with the previous files untouched.
    """
    names, files = persons(tables) if mode == "public" else set(), dict[str, bytes]()
    for name, draw in CHARTS.items():
        figure = draw(tables, lang, mode=mode)
        check_public(figure, names)
        files |= contents(name, figure)
    replace_files(directory, files)
    return list(CHARTS)
