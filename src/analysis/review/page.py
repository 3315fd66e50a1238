"""The review as one page for a screen: no network, no other file, in a browser or on paper."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from analysis.measures.review_table import ReviewTable
from analysis.privacy.release import Review
from analysis.review.page_bars import DRAWN, drawing, page_words, said
from analysis.review.page_content import LAST_PART, comparing_sentences, gaps, source_words
from analysis.review.page_evidence import Behind
from analysis.review.page_markup import Html, element, together
from analysis.review.page_svg import figure
from analysis.review.page_tables import Grid, explained, noted
from analysis.review.review_sheets import document_names
from analysis.review.review_workbook import review_facts, review_footer, review_title
from analysis.schema.model import Language

_MOST_LINES = 30
# A table with more columns stands below its chart and not beside it.
_BESIDE = 7


@cache
def _file(name: str) -> str:
    return (files("analysis.review") / "data" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


class Page:
    """One review in one language, part by part."""

    def __init__(self, review: Review, lang: Language) -> None:
        """Take a review."""
        self.review = review
        self.lang: Language = lang
        self._names = document_names(review, lang)

    def _sources(self, table: ReviewTable) -> Html:
        words = source_words(table, self._names, self.lang)
        return element("p", words, class_="source") if words else Html("")

    def _sentences(self, table: ReviewTable) -> Html:
        items = [element("li", one) for one in comparing_sentences(table, self.lang)]
        heading = element("h4", said("sentences", self.lang))
        return together(heading, element("ul", *items, class_="said")) if items else Html("")

    def _table(self, code: str) -> Html:
        table, lang = self.review.tables[code], self.lang
        title = f"{code}. {table.title[lang]}"
        head = element("h3", title, id=f"{code.lower()}-h")
        if table.frame.empty:
            return element("section", head, noted(table, lang), aria_labelledby=f"{code.lower()}-h")
        behind = Behind(table, self._names, lang)
        grid = Grid(table, behind, lang)
        made = drawing(self.review, code, lang, _MOST_LINES) if code in DRAWN else None
        chart = figure(made, lang) if made and made.has_numbers else Html("")
        rows = grid.markup(f"{title}, {self.review.place}, {self.review.scope.year}")
        below = (noted(table, lang), self._sources(table), explained(grid.columns, lang), behind.markup())
        look = "both" if chart and len(grid.columns) <= _BESIDE else None
        both = element("div", chart, element("div", rows, *below), class_=look)
        sentences = self._sentences(table) if code == "T10" else Html("")
        return element("section", head, sentences, both, aria_labelledby=f"{code.lower()}-h")

    def _gaps(self) -> Html:
        links = ((element("a", code, href=f"#{code.lower()}-h"), words) for code, words in gaps(self.review, self.lang))
        items = [element("li", link, f": {words}") for link, words in links]
        return element("ul", *items, class_="notes") if items else Html("")

    def _part(self, part: Mapping[str, Any]) -> Html:
        head = element("h2", part["heading"][self.lang], id=f"{part['key']}-h")
        gaps = self._gaps() if part["key"] == LAST_PART else Html("")
        lead = element("p", part["lead"][self.lang], class_="lead")
        tables = [self._table(code) for code in part["tables"]]
        return element("section", head, lead, gaps, *tables, id=part["key"], aria_labelledby=f"{part['key']}-h")

    def _header(self) -> Html:
        facts = [
            part
            for name, value in review_facts(self.review, self.lang)
            for part in ((element("dt", name) if name else Html("")), element("dd", value))
        ]
        head = element("h1", review_title(self.review, self.lang))
        return element("header", head, element("dl", *facts, class_="facts"))

    def _contents(self) -> Html:
        links = (
            element("li", element("a", part["heading"][self.lang], href=f"#{part['key']}"))
            for part in page_words()["parts"]
        )
        return element("nav", element("ul", *links), aria_label=said("contents", self.lang))

    def _footer(self) -> Html:
        mode, date, _ = review_footer(self.review, self.lang)
        return element("footer", element("p", f"{mode}; {date}."))

    def body(self) -> Html:
        """Return everything that is seen."""
        skip = element("a", said("skip", self.lang), href="#noi-dung", class_="skip")
        parts = [self._part(part) for part in page_words()["parts"]]
        main = element("main", *parts, id="noi-dung", tabindex="-1")
        live = element("p", role="status", id="live", class_="unseen")
        messages = {f"data_{name}": words[self.lang] for name, words in page_words()["messages"].items()}
        return element("body", skip, self._header(), self._contents(), main, self._footer(), live, **messages)

    def style(self) -> str:
        """Return the style sheet; mode and date stand at the foot of every printed page."""
        mode, date, _ = review_footer(self.review, self.lang)
        margin = f"@bottom-left{{content:{_quoted(f'{mode}; {date}')}}}"
        number = f"@bottom-right{{content:{_quoted(said('page_number', self.lang) + ' ')} counter(page)}}"
        return f"{_file('page.css')}@page{{{margin}{number}}}\n"


def _quoted(words: str) -> str:
    """Return words as a string of CSS in which nothing but letters and digits stands for itself."""
    kept = (one if one.isalnum() else f"\\{ord(one):06x}" for one in words)
    return f'"{"".join(kept)}"'


def _head(title: str, style: str, script: str) -> Iterator[Html]:
    """Yield the head; the policy allows this style, this script and nothing from anywhere."""
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
    yield element("meta", charset="utf-8")
    yield element("meta", http_equiv="Content-Security-Policy", content=policy + "base-uri 'none'; form-action 'none'")
    yield element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield element("meta", name="referrer", content="no-referrer")
    yield element("title", title)
    yield Html(f"<style>{style}</style>\n")


def build_page(review: Review, lang: Language = "vi") -> bytes:
    """Return the page of a review as UTF-8; the same review gives the same bytes."""
    page, script = Page(review, lang), _file("page.js")
    head = element("head", *_head(review_title(review, lang), page.style(), script))
    body = page.body().removesuffix("</body>") + f"<script>{script}</script></body>"
    return f"<!DOCTYPE html>\n{element('html', head, Html(body), lang=lang)}\n".encode()
