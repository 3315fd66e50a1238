"""The words around a reward count: acts, forms and titles, and who gives them.

`scan` turns a sentence into tokens. What is longer wins ("đề nghị của" is no proposal, "giấy khen" no act), named
forms win over givers and givers over acts. The phrases are in `data/forms.csv`, `levels.csv` and `roles.csv`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.count_scope import movement_spans
from analysis.vietnamese.number_view import alternation

PACKAGE = "analysis.extracting"
DEEDS = ("award", "grant")
MODALS = ("propose", "quota", "each", "register", "target", "deny", "change")
_HEAD = (
    r"(?:(?P<presenter>phó chủ tịch|phó bí thư|bí thư|lãnh đạo|đại diện|thường trực đảng ủy)\s+)?"
    r"(?:(?:chủ tịch|ct|bộ trưởng|giám đốc|gđ|chủ nhiệm|ban thường vụ|ban chấp hành|thường trực|bch|btv|ban)\s+)?"
)
_WORD = re.compile(r"\s+([^\W\d_][\w'’]*)")
_NOT_PLURAL = "".join(
    rf"(?<!{word} )" for word in ("các", "toàn", "bàn", "trong", "tại", "ở", "từ", "mỗi", "thuộc", "đến")
)
_COUNTRY = r"(?:(?:\s+\w+){0,5}?\s+việt nam)?"
_LIES_IN = {("commune", "district"), ("commune", "province"), ("district", "province")}


@dataclass(frozen=True, slots=True)
class Form:
    """A title or form of reward; `levels` are the rungs that may give it, `category` how a number of it is read."""

    code: str
    category: str
    recipient_kind: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A phrase with a meaning: `kind` is a cue of roles.csv, `form` or `giver`; `value` its phrase, code or level.

    `mark` is the category of a form, the kind of a giver, `yes` for an act that needs no form beside it.
    """

    kind: str
    value: str
    start: int
    end: int
    mark: str = ""


@cache
def forms() -> dict[str, Form]:
    """Return every phrase of forms.csv with what it stands for."""
    return {
        row["phrase"]: Form(row["code"], row["category"], row["recipient_kind"], tuple(row["levels"].split()))
        for row in read_rows(PACKAGE, "forms.csv")
    }


@cache
def form_of_code(code: str) -> Form | None:
    """Return the form with this code, None for "" and for an unknown code."""
    return next((form for form in forms().values() if form.code == code and code), None)


def spaced_words(printed: str) -> str:
    """Return a phrase with single spaces, as it stands in the data files."""
    return " ".join(printed.split())


@cache
def _form_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(tuple(forms()))})(?!\w)")


@cache
def _cues() -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in read_rows(PACKAGE, "roles.csv")}


@cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(tuple(_cues()))})(?!\w)")


@cache
def _givers(kind: str) -> dict[str, str]:
    return {row["phrase"]: row["level"] for row in read_rows(PACKAGE, "levels.csv") if row["kind"] == kind}


@cache
def _giver_pattern() -> re.Pattern[str]:
    body, area, fixed, rung, bare = (alternation(tuple(_givers(k))) for k in ("body", "area", "fixed", "rung", "bare"))
    return re.compile(
        rf"(?<!\w){_HEAD}(?:(?P<rung>{rung})|(?:{body})\s+(?:(?:các|của)\s+)?(?P<area>{area})"
        rf"|(?P<fixed>{fixed}){_COUNTRY}|(?P<bare>{bare})|{_NOT_PLURAL}(?P<short>{area})(?!\s+(?:ta|nhà)(?!\w)))(?!\w)"
    )


def _name_end(text: str, low: str, end: int) -> int:
    """Return where the capitalised words behind `end` end: the name of the unit that gives."""
    while (word := _WORD.match(text, end)) and word[1][0].isupper():
        if _form_pattern().match(low, word.start(1)) or _cue_pattern().match(low, word.start(1)):
            break
        end = word.end()
    return end


def _giver_token(match: re.Match[str], text: str, low: str) -> Token:
    kind = next(name for name in ("rung", "area", "fixed", "bare", "short") if match[name])
    listed = "area" if kind == "short" else kind
    level = _givers(listed)[spaced_words(match[kind])]
    end = match.end()
    if kind != "rung" and not text.isupper():
        end = _name_end(text, low, end)
    mark = "presenter" if match["presenter"] else kind
    return Token("giver", level, match.start(), end, mark)


def _free(tokens: list[Token], start: int, end: int) -> bool:
    return not any(token.start < end and start < token.end for token in tokens)


def _found(text: str, low: str) -> Iterator[Token]:
    generic: list[Token] = []
    for match in _form_pattern().finditer(low):
        form = forms()[spaced_words(match.group())]
        token = Token("form", form.code, *match.span(), form.category)
        if form.category == "generic":
            generic.append(token)
        else:
            yield token
    yield from (_giver_token(match, text, low) for match in _giver_pattern().finditer(low))
    for match in _cue_pattern().finditer(low):
        phrase = spaced_words(match.group())
        yield Token(_cues()[phrase]["cue"], phrase, *match.span(), _cues()[phrase]["alone"])
    yield from generic


def scan(text: str, low: str) -> list[Token]:
    """Return the tokens of a sentence in order, without overlap; `low` is `text` in lower case, equally long.

    >>> [token.kind for token in scan("UBND huyện tặng Giấy khen", "ubnd huyện tặng giấy khen")]
    ['giver', 'grant', 'form']
    """
    kept = [Token("mask", "", start, end) for start, end in movement_spans(low)]
    for token in _found(text, low):
        if _free(kept, token.start, token.end):
            kept.append(token)
    tokens: list[Token] = []
    for token in sorted((token for token in kept if token.kind != "mask"), key=lambda token: token.start):
        if tokens and _is_address(token, tokens[-1], low):
            tokens[-1] = replace(tokens[-1], end=token.end)
        else:
            tokens.append(token)
    return tokens


def _is_address(token: Token, before: Token, low: str) -> bool:
    """Tell where a giver lies from a second giver: "UBND huyện A, tỉnh B tặng", not "UBND tỉnh, huyện"."""
    if before.mark != "area" or token.mark != "short" or low[before.end : token.start] != ", ":
        return False
    unnamed = _giver_pattern().fullmatch(low[token.start : token.end])
    return not unnamed and (before.value, token.value) in _LIES_IN
