"""The review as a printed overview: what the page holds, set on A4 by typst from data that are never markup."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import shorten
from typing import Any

import typst
import yaml
from matplotlib import get_data_path

from analysis import theme
from analysis.privacy.release import Review
from analysis.review.overview_grid import grid_of
from analysis.review.page_bars import DRAWN, Drawing, described, drawing, page_words, said
from analysis.review.page_content import LAST_PART, comparing_sentences, gaps, source_words
from analysis.review.page_svg import picture
from analysis.review.review_sheets import document_names
from analysis.review.review_workbook import NO_DAY, newest_day, review_facts, review_footer, review_title
from analysis.schema.model import Language

# A chart beside its table and above it, in pixels (as wide as in overview.typ); a flipped page is less tall.
_WIDTHS = {"beside": 300, "above": 600}
_MOST_LINES, _TALLEST, _TALLEST_FLIPPED = 24, 900, 560
_FLIPPED = ("T6",)
_RUNNING = 110
# Words about a file for archives take at most 32,767 bytes, and a letter up to eight.
_LONGEST_ALT = 4_000
# To be kept for long and to be read aloud.
_STANDARDS: "tuple[typst.PDFStandard, ...]" = ("a-2a", "ua-1")
_REGIONS: Mapping[Language, str] = {"vi": "VN", "en": "GB"}
# Blanks but no hard ones; a line break of a document is one too.
_BLANKS = re.compile("[ \t\r\n\f\v\x85\u2028\u2029]+")
# Letters of nobody's: what they show depends on the font.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@cache
def _words() -> Mapping[str, Any]:
    text = (files("analysis.review") / "data" / "overview.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _said(key: str, lang: Language, **values: object) -> str:
    return str(_words()[key][lang]).format(**values)


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of typst and of matplotlib, whatever the machine has."""
    return typst.Fonts(include_system_fonts=False, font_paths=[Path(get_data_path()) / "fonts" / "ttf"])


def _compiled(data: object, day: dt.date) -> bytes:
    """Return the template filled with data; `day` is the date of the file."""
    template = (files("analysis.review") / "data" / "overview.typ").read_bytes()
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    inputs = {"review": json.dumps(data, ensure_ascii=False)}
    settings: Mapping[str, Any] = {"font_paths": _fonts(), "sys_inputs": inputs, "timestamp": moment}
    try:
        made = typst.compile(template, format="pdf", pdf_standards=[*_STANDARDS], **settings)
    except typst.TypstError:
        # Some letters may not stand in a file for archives; no word of a document may cost the whole overview.
        made = typst.compile(template, format="pdf", **settings)
    assert isinstance(made, bytes)
    return made


def _fitting(review: Review, code: str, lang: Language) -> Drawing | None:
    """Return the chart the page has with as many lines as one sheet has room for; None without one."""
    tallest = _TALLEST_FLIPPED if code in _FLIPPED else _TALLEST
    made = drawing(review, code, lang, _MOST_LINES)
    fewer = (replace(made, lines=made.lines[:most]) for most in range(len(made.lines), 0, -1))
    fitting = (len(one.lines) for one in fewer if picture(one, lang, _WIDTHS["above"])[1] <= tallest)
    fitted = drawing(review, code, lang, next(fitting, 0))
    return fitted if fitted.has_numbers else None


def _pictures(made: Drawing, lang: Language) -> Iterator[tuple[str, tuple[str, float]]]:
    """Yield the chart as SVG, and its height as a share of its width, for either place it can have."""
    for place, width in _WIDTHS.items():
        shape, height = picture(made, lang, width)
        yield place, (shape, height / width)


def _chart(review: Review, code: str, lang: Language) -> dict[str, object] | None:
    """Return a chart with its caption; None where the page has none."""
    made = _fitting(review, code, lang) if code in DRAWN else None
    if made is None:
        return None
    remarks = "".join(f"; {one.removesuffix('.')}" for one in made.remarks)
    return {
        "title": said("figure", lang, title=made.title),
        "caption": f"{made.subtitle}{remarks}.",
        "table": _said("table", lang, code=code),
        "alt": shorten(described(made, lang), _LONGEST_ALT, placeholder=" ..."),
        **dict(_pictures(made, lang)),
    }


def _table(review: Review, code: str, names: Mapping[str, str], lang: Language) -> dict[str, object]:
    """Return a table as the page shows it; an empty one has nothing but its notes."""
    table = review.tables[code]
    made: dict[str, object] = {
        "code": code.lower(),
        "title": f"{code}. {table.title[lang]}",
        "notes": [words[lang] for words in table.notes],
    }
    if table.frame.empty:
        made["notes"] = made["notes"] or [said("no_table", lang)]
        return made | {"sentences": [], "chart": None, "grid": None, "sources": ""}
    return made | {
        "sentences": [*comparing_sentences(table, lang)] if code == "T10" else [],
        "sentences_heading": said("sentences", lang),
        "chart": _chart(review, code, lang),
        "grid": grid_of(table, lang),
        "sources": source_words(table, names, lang),
    }


def _parts(review: Review, lang: Language) -> Iterator[dict[str, object]]:
    names = document_names(review, lang)
    for part in page_words()["parts"]:
        missing = [(code.lower(), code, words) for code, words in gaps(review, lang)]
        yield {
            "heading": part["heading"][lang],
            "lead": part["lead"][lang],
            "gaps": missing if part["key"] == LAST_PART else [],
            "tables": [_table(review, code, names, lang) for code in part["tables"]],
        }


def overview(review: Review, lang: Language) -> dict[str, object]:
    """Return everything the printed overview says, as the template takes it."""
    mode, date, _ = review_footer(review, lang)
    title, day = review_title(review, lang), newest_day(review) or NO_DAY
    return {
        "title": title,
        "running": shorten(title, _RUNNING, placeholder=" ..."),
        "mode": mode,
        "lang": lang,
        "region": _REGIONS[lang],
        "date": [day.year, day.month, day.day],
        "foot": f"{mode}; {date}",
        "page": _words()["page"][lang],
        "facts": [*review_facts(review, lang)],
        "contents": said("contents", lang),
        "guide": _words()["guide"][lang],
        "parts": [*_parts(review, lang)],
    }


def _drawable(held: Any) -> Any:
    """Return data in which every text is one line of letters the fonts have."""
    if isinstance(held, str):
        return _PRIVATE.sub("\ufffd", theme.drawable(_BLANKS.sub(" ", held)))
    if isinstance(held, Mapping):
        return {name: _drawable(one) for name, one in held.items()}
    return [*map(_drawable, held)] if isinstance(held, Sequence) else held


def build_overview(review: Review, lang: Language = "vi") -> bytes:
    """Return the overview as PDF; the same review gives the same bytes."""
    return _compiled(_drawable(overview(review, lang)), newest_day(review) or NO_DAY)
