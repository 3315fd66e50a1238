"""A comparison in words, Vietnamese and English: "tăng 276 mô hình", "gấp 1,5 lần", "điểm phần trăm"."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from analysis.datafiles import read_rows
from analysis.measures.comparing import Ledger, Side, Verdict, yearly_average
from analysis.measures.labelled import word
from analysis.measures.review_table import LANGUAGES, Words
from analysis.schema.model import Language
from analysis.vietnamese.number_format import format_decimal, format_integer


@cache
def _templates() -> Mapping[str, Words]:
    rows = read_rows("analysis.measures", "comparison_words.csv")
    return {row["code"]: Words(row["vi"], row["en"]) for row in rows}


def _number(value: Decimal, lang: Language) -> str:
    digits = -int(value.as_tuple().exponent)
    return format_decimal(value, digits, lang) if digits > 0 else format_integer(int(value), lang)


def _both(make: "dict[Language, str]") -> Words:
    return Words(make["vi"], make["en"])


def year_words(period: str) -> Words:
    """Return a period as the end of a sentence names it.

    >>> year_words("2018").vi, year_words("2017–2020").vi
    ('năm 2018', 'kỳ 2017–2020')
    """
    words = _templates()["year" if period.isdigit() else "period"]
    return _both({lang: words[lang].format(year=period) for lang in LANGUAGES})


def reasons(codes: Iterable[str]) -> Words:
    """Return codes of comparison_note in words."""
    listed = list(codes)
    return _both({lang: "; ".join(word("comparison_note", code, lang) for code in listed) for lang in LANGUAGES})


def _said(verdict: Verdict, unit: str, when: Words, lang: Language) -> str:
    change = verdict.change or 0
    values = {"n": format_integer(abs(change), lang), "when": when[lang], "rate": ""}
    values["unit"] = _templates()[f"unit-{unit}"][lang] if f"unit-{unit}" in _templates() else ""
    if verdict.times is not None:
        return _templates()["times"][lang].format(**values, times=_number(verdict.times, lang))
    if verdict.percent is not None and change:
        values["rate"] = _templates()["rate"][lang].format(percent=_number(abs(verdict.percent), lang))
    kind = "same" if not change else ("up" if change > 0 else "down")
    return _templates()[kind][lang].format(**values)


def sentence(verdict: Verdict, unit: str, base_period: str) -> Words:
    """Return what a report may say of two numbers; where they cannot be compared, that and why.

    >>> from analysis.measures.comparing import compare
    >>> verdict = compare(Side(2071, 12), Side(2347, 12))
    >>> sentence(verdict, "model", "2020").vi
    'tăng 276 mô hình (13,3%) so với năm 2020'
    >>> sentence(compare(Side(20, 12), Side(50, 12)), "model", "2020").vi
    'gấp 2,5 lần năm 2020 (tăng 30 mô hình)'
    """
    when = year_words(base_period)
    if verdict.change is not None:
        return _both({lang: _said(verdict, unit, when, lang) for lang in LANGUAGES})
    why, words = reasons(verdict.obstacles), _templates()["not-comparable"]
    return _both({lang: words[lang].format(when=when[lang], why=why[lang]) for lang in LANGUAGES})


def points_sentence(difference: Decimal, base_period: str) -> Words:
    """Return the difference of two shares in words.

    >>> points_sentence(Decimal("-3.2"), "2018").vi
    'giảm 3,2 điểm phần trăm so với năm 2018'
    """
    when = year_words(base_period)
    kind = "points-same" if not difference else ("points-up" if difference > 0 else "points-down")
    words = _templates()[kind]
    return _both(
        {lang: words[lang].format(points=_number(abs(difference), lang), when=when[lang]) for lang in LANGUAGES}
    )


def ledger_words(ledger: Ledger) -> Words:
    """Return a ledger as it stands behind a number: "22/22", "1/6", "9, để ngỏ"."""
    found = ledger.found
    kind = "known" if ledger.declared is not None else "open" if ledger.open_lists else "unknown"
    kind = kind if ledger != Ledger() else "none"
    words = _templates()[f"ledger-{kind}"]
    return _both(
        {
            lang: words[lang].format(
                found=format_integer(found, lang), declared=format_integer(ledger.declared or 0, lang)
            )
            for lang in LANGUAGES
        }
    )


def average_words(side: Side) -> Words | None:
    """Return the yearly average of a number of several years, marked as derived; None where there is none."""
    average = yearly_average(side)
    if average is None or side.months is None:
        return None
    words, years = _templates()["yearly"], side.months // 12
    return _both({lang: words[lang].format(n=_number(average, lang), years=years) for lang in LANGUAGES})
