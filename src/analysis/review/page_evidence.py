"""What stands behind the cells of a table, as far as the mode shows it: documents, positions, source words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.measures.review_table import WHOLE_TABLE, ReviewTable
from analysis.measures.review_words import locator_words
from analysis.review.page_bars import said
from analysis.review.page_markup import Html, element
from analysis.review.review_sheets import line_name, review_words
from analysis.schema.model import Language

_SHOWN = ("line", "document", "locator", "raw_text")
_Source = tuple[str, str, str]


@dataclass
class _Row:
    """One place in one document and the cells (row, column) it stands behind."""

    cells: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


class Behind:
    """The evidence of one table: each place in a document once, with all cells it stands behind."""

    def __init__(self, table: ReviewTable, names: Mapping[str, str], lang: Language) -> None:
        """Take a table and the names of the documents by id."""
        self._table, self._names = table, names
        self._lang: Language = lang
        self._rows: dict[tuple[str, _Source], _Row] = {}
        for row in table.evidence.to_dict("records"):
            self._add(row)
        self._cells = {cell for one in self._rows.values() for cell in one.cells}

    def _add(self, row: Mapping[Any, Any]) -> None:
        if int(row["row"]) == WHOLE_TABLE or not (row["locator"] or row["raw_text"]):
            return
        source = str(row["document_id"]), str(row["locator"] or ""), str(row["raw_text"] or "")
        held = self._rows.setdefault((str(row["row_id"]), source), _Row())
        held.cells.append(f"{int(row['row'])}:{row['column']}")
        if int(row["row"]) not in held.lines:
            held.lines.append(int(row["row"]))

    def has(self, row: int, column: str) -> bool:
        """Say whether a cell has evidence of its own on the page."""
        return f"{row}:{column}" in self._cells

    def _line(self, source: _Source, held: _Row) -> Html:
        document, locator, raw_text = source
        lines = "; ".join(dict.fromkeys(line_name(self._table, row, self._lang) for row in held.lines))
        abroad = "vi" if self._lang == "en" else None
        cells = (
            element("th", lines, scope="row"),
            element("td", self._names.get(document, document)),
            element("td", locator_words(locator, self._lang) if locator else ""),
            element("td", raw_text, lang=abroad, class_="long"),
        )
        return element("tr", *cells, data_for=" ".join(held.cells))

    def markup(self) -> Html:
        """Return the evidence, folded; nothing where the mode shows none."""
        if not self._rows:
            return Html("")
        code, lang, headings = self._table.code, self._lang, review_words()["columns"]["evidence"]
        caption = element("caption", element("span", said("evidence_caption", lang, code=code)))
        head = element("tr", *(element("th", headings[name][lang], scope="col") for name in _SHOWN))
        body = [self._line(source, held) for (_, source), held in self._rows.items()]
        table = element("table", caption, element("thead", head), element("tbody", *body))
        every = element("button", said("evidence_all", lang), type="button", class_="every", hidden="")
        label = {"role": "region", "aria_label": said("evidence_caption", lang, code=code), "tabindex": "0"}
        inside = element("div", table, class_="wide", **label)
        summary = element("summary", said("evidence", lang))
        return element("details", summary, every, inside, class_="evidence", id=f"{code.lower()}-e")
