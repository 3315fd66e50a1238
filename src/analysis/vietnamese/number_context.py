"""What stands around a number and makes it something other than a count.

Labels ("khu 6", "Chỉ thị 05"), ratios ("15/19"), document numbers ("181/KH-UBND"), percentages, money, list
numbers ("1.", "Một là"), slogans ("5 không 3 sạch"). The words are in `data/number_labels.csv` and
`data/number_followers.csv`.
"""

import re
from functools import cache

from analysis.vietnamese.number_view import View, alternation, data_rows

_WINDOW = 40
_YEAR_LEAD = re.compile(
    r"(?<!\w)(?:năm|từ|đến|tới|sang|trước|sau|cuối|đầu|giữa|giai đoạn|nhiệm kỳ|thời kỳ|khóa|năm học)\s*$"
    r"|(?<![0-9])(?:19|20)[0-9]{2}\s*(?:,|;|-|và|đến)\s*$"
)
_LINE_START = re.compile(r"(?:\A|\n|\.[ \u00a0])[ \t\u00a0]*$")
_LINE_END = re.compile(r"[ \t\u00a0]*(?:\n|\Z)")
_NEXT_WORD = re.compile(r"[ \t\u00a0]+(?P<word>[^\W\d_]+)")
_IN_BRACKETS = re.compile(r"[^\W\d_]\s?\($")
_CLOSED = re.compile(r"\)(?=\s*(?:[,.;:]|$|\n|(?:và|bằng)(?!\w)))")
_SLOGAN = re.compile(r"[0-9]\s+trong\s+$")
_LIST_START = re.compile(r"(?:^|[\n;:.,(])[ \t\u00a0]*$")
_AFTER_GLUED = re.compile(r"\w|/|\s/\s?[0-9]|[:.,][0-9]|-\w|[+°º]")
_AFTER_DOCUMENT = re.compile(r"\s?-\s?[A-ZĐ]{2}")
_AFTER_ORDINAL = re.compile(r"\s?[.)](?![0-9])|\s?[-:]\s?[^\W\d_]")
_SENTENCE_START = re.compile(r"(?:^|[\n.:;!?(\"\-+•])\s*$")
_BEFORE_GLUED = re.compile(r"(?:\w|[.#$€£+*=_~]|[0-9]\s?:|\w-|[^\W_]\s?/|/)$")
_AFTER_LOWER_SLASH = re.compile(r"[a-zà-ỹđ]/$")


@cache
def _labels() -> re.Pattern[str]:
    words = alternation(tuple(row["word"] for row in data_rows("number_labels")))
    return re.compile(rf"(?<!\w)(?P<word>{words})\s*$")


@cache
def _label_rows() -> dict[str, tuple[re.Pattern[str] | None, int | None]]:
    return {
        row["word"]: (
            re.compile(rf"(?<!\w)(?:{row['unless_before']})\s+$") if row["unless_before"] else None,
            int(row["max_value"]) if row["max_value"] else None,
        )
        for row in data_rows("number_labels")
    }


def _one_follower(row: dict[str, str]) -> str:
    phrase = alternation((row["phrase"],))
    edge = r"(?!\w)" if row["phrase"][-1].isalpha() else ""
    unless = rf"(?!\s*(?:{row['unless_after']})(?!\w))" if row["unless_after"] else ""
    return phrase + edge + unless


@cache
def _followers() -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + "|".join(_one_follower(row) for row in data_rows("number_followers")) + ")")


@cache
def _award_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(tuple(row['phrase'] for row in data_rows('number_line_starts')))})(?!\w)")


@cache
def _word_followers() -> re.Pattern[str]:
    phrases = alternation(tuple(row["phrase"] for row in data_rows("number_word_followers")))
    return re.compile(rf"\s+(?:{phrases})(?!\w)")


def is_label(view: View, start: int, value: int) -> bool:
    """Return whether the words before `start` make the number a name: "khu 6", "thứ 2", "Chỉ thị 05"."""
    window = view.low[max(0, start - _WINDOW) : start]
    match = _labels().search(window)
    if match is None:
        return False
    unless, largest = _label_rows()[" ".join(match["word"].split())]
    if largest is not None and value > largest:
        return False
    return unless is None or unless.search(window[: match.start()]) is None


def is_year(view: View, start: int, printed: str) -> bool:
    """Return whether four bare digits are a year by what stands before: "năm 2019", "2019, 2020"."""
    return looks_like_year(printed) and bool(_YEAR_LEAD.search(view.low[max(0, start - _WINDOW) : start]))


def looks_like_year(printed: str) -> bool:
    """Return whether `printed` is four bare digits between 1900 and 2099."""
    return len(printed) == 4 and printed.isdecimal() and printed[:2] in ("19", "20")


def is_glued(view: View, start: int, end: int) -> bool:
    """Return whether letters, a slash or a figure touch the number: "sản xuất1", "15/19", "34-CT/TW"."""
    before = view.text[max(0, start - 4) : start]
    if _BEFORE_GLUED.search(before) and not _AFTER_LOWER_SLASH.search(before):
        return True
    return bool(_AFTER_GLUED.match(view.text, end) or _AFTER_DOCUMENT.match(view.text, end))


def is_list_number(view: View, start: int, end: int) -> bool:
    """Return whether the number opens a list item: "1. Ủy ban", "gồm: (1) ...; (2) ...", but not "tập thể (05)"."""
    before = view.text[max(0, start - _WINDOW) : start]
    if _IN_BRACKETS.search(before) and _CLOSED.match(view.text, end):
        return False
    return bool(_LIST_START.search(before) and _AFTER_ORDINAL.match(view.text, end))


def is_serial(view: View, start: int, end: int) -> bool:
    """Return whether it is the serial of a row or a footnote mark: alone on a line, or before a capital at its start.

    A count is followed by small letters ("12 tập thể") but for the forms of award: "02 Bằng khen".
    """
    if not _LINE_START.search(view.text, max(0, start - _WINDOW), start) or (start, end) == (0, len(view.text)):
        return False
    if _LINE_END.match(view.text, end):
        return True
    follower = _NEXT_WORD.match(view.text, end)
    return bool(
        follower and follower["word"][0].isupper() and not _award_words().match(view.low, follower.start("word"))
    )


def is_not_counted(view: View, start: int, end: int) -> bool:
    """Return whether its neighbours make it a percentage, money, a time of day or a slogan."""
    return bool(_followers().match(view.low, end) or _SLOGAN.search(view.low, max(0, start - 12), start))


def is_other_word(view: View, start: int, end: int) -> bool:
    """Return whether a number word is part of a name or a phrase: "Hai Bà Trưng", "một số", "ba lô"."""
    printed = view.text[start:end]
    if printed[0].isupper() and not printed.isupper():
        before = view.text[max(0, start - _WINDOW) : start]
        if before and not _SENTENCE_START.search(before):
            return True
    return " " not in printed and bool(_word_followers().match(view.low, end))
