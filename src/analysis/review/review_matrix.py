"""T5 as a table of shades: places by field; an empty cell is a dash, a withheld one says so and has no shade."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from analysis import theme
from analysis.charts import page
from analysis.charts.page import ChartFigure
from analysis.measures.documents import is_missing
from analysis.measures.entries import FIELDS
from analysis.measures.review_table import SUM, TOTAL, ReviewTable
from analysis.measures.review_words import WITHHELD, cell_words
from analysis.privacy.release import Review
from analysis.review.page_bars import said, sentence
from analysis.schema.model import Language

_UNCLASSIFIED = FIELDS[-1]
_PALE, _SHARE = "#C9D6E8", 0.72


@dataclass(frozen=True)
class Matrix:
    """Places by field: `cells` holds words and number of each place's cells, no number where it is withheld."""

    table: ReviewTable
    title: str
    subtitle: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[tuple[str, int | None], ...], ...]
    remarks: tuple[str, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw."""
        return any(n for row in self.cells for _, n in row)

    @property
    def largest(self) -> int:
        """The largest number shown, at least 2."""
        return max([2, *(n for row in self.cells for _, n in row if n)])


def _shown_fields(table: ReviewTable) -> list[str]:
    hidden = {name for _, name in table.hidden}
    kept = [one for one in FIELDS if one in table.frame]
    is_empty = not table.frame[_UNCLASSIFIED].fillna(0).any() and _UNCLASSIFIED not in hidden
    return [one for one in kept if one != _UNCLASSIFIED or not is_empty]


def matrix(review: Review, lang: Language, most: int) -> Matrix:
    """Return T5 as cells, the places with the most entries first, at most `most` of them."""
    table = review.tables["T5"]
    columns = {one.name: one for one in table.columns}
    rows = table.frame[table.frame["place"] != TOTAL].sort_values(SUM, ascending=False, kind="stable")
    fields, names, cells = _shown_fields(table), [], []
    for at in [int(str(one)) for one in rows.index][:most]:
        names.append(theme.drawable(cell_words(columns["place"], table.frame.loc[at, "place"], lang)))
        cells.append(tuple(_cell(table, at, field, lang) for field in fields))
    remarks = [said("first", lang, n=most, all=len(rows))] if len(rows) > most else []
    remarks.append(said("matrix_key", lang))
    if any(number is None for row in cells for _, number in row):
        remarks.append(said("withheld_key", lang, withheld=WITHHELD[lang]))
    heads = tuple(columns[field].heading[lang] for field in fields)
    subtitle = f"{review.place}, {review.scope.year}"
    return Matrix(table, table.title[lang], subtitle, tuple(names), heads, tuple(cells), tuple(remarks))


def _cell(table: ReviewTable, row: int, field: str, lang: Language) -> tuple[str, int | None]:
    if (row, field) in table.hidden:
        return WITHHELD[lang], None
    column = next(one for one in table.columns if one.name == field)
    value = table.frame.loc[row, field]
    number = 0 if is_missing(value) else int(str(value))
    return (cell_words(column, value, lang) if number else "–"), number


def draw_matrix(figure: ChartFigure, axes: Axes, made: Matrix) -> None:
    """Draw the cells with their numbers; the shade repeats the number and is never the only carrier."""
    points = page.row_points(figure.page, len(made.names) + 2)
    shades = LinearSegmentedColormap.from_list("cells", [_PALE, theme.colour("field", "kinh-te")])
    for y, row in enumerate(made.cells):
        for x, (words, number) in enumerate(row):
            ground = shades((number - 1) / (made.largest - 1)) if number else theme.PAPER
            axes.add_patch(Rectangle((x, y), 1, 1, facecolor=ground, edgecolor=theme.PAPER, linewidth=1.5))
            ink = theme.ink_on(ground) if number else theme.SOFT_INK
            axes.text(x + 0.5, y + 0.5, words, ha="center", va="center", color=ink, fontsize=points)
    width = theme.size(figure.page).width * _SHARE / len(made.heads)
    heads = [page.balanced(figure, one, points, "bold", width) for one in made.heads]
    axes.set(xlim=(0, len(heads)), ylim=(len(made.names), 0))
    axes.xaxis.tick_top()
    axes.set_xticks([at + 0.5 for at in range(len(heads))], heads, fontsize=points, fontweight="bold")
    axes.set_yticks([at + 0.5 for at in range(len(made.names))], made.names, fontsize=points)
    axes.tick_params(length=0)


def matrix_alt(made: Matrix, lang: Language) -> str:
    """Return the alt text of the table of shades: every place with the numbers of its fields."""
    head = said("matrix", lang, title=made.title, subtitle=made.subtitle)
    if not made.has_numbers:
        return f"{head} {said('none_drawn', lang)}"
    lines = (
        f"{name}: {', '.join(f'{field} {words}' for field, (words, _) in zip(made.heads, row, strict=True))}"
        for name, row in zip(made.names, made.cells, strict=True)
    )
    return " ".join([head, said("data", lang, items="; ".join(lines)), *map(sentence, made.remarks)])
