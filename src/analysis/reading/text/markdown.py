"""Markdown in a text file: the words as they are printed, without the marks around them."""

import html
import re
from collections.abc import Sequence

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>\S.*?)(?:\s+#+)?\s*")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,}|`{3,}.*|~{3,}.*)")
# Marks around words, the longest first; ** may stand within a word, the others may not ("ten_tep_moi")
_EMPHASIS = tuple(
    re.compile(rf"(?<![{edge}]){mark}(?=[^\s*_])(?P<text>.{{1,2000}}?)(?<=[^\s\\]){mark}(?![{edge}])")
    for mark, edge in ((r"\*\*\*", r"\\*"), (r"\*\*", r"\\*"), ("__", r"\\_\w"), (r"\*", r"\\*\w"), ("_", r"\\_\w"))
)
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]*\))+(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\(?P<text>[\\`*_{}\[\]()#+.!>~-])")
_CODE = re.compile(r"(?<!`)`(?P<text>[^`\n]+)`(?!`)")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_SIGNS = (_EMPHASIS[1], _LINK, _ESCAPE, _CODE)
# One of these stands in whatever `_SIGNS` find
_TRACES = ("**", "](", "\\", "`")
_FEWEST_SIGNS = 3
_FEWEST_KINDS = 2


def without_marks(lines: Sequence[str]) -> list[str]:
    r"""Return the lines of a text as printed: those of Markdown without its marks, those of any other text unchanged.

    >>> without_marks(["# Báo cáo", "**1\\. Mô hình** [An Phú](a.html)", "`x`"])
    ['Báo cáo', '1. Mô hình An Phú', 'x']
    >>> without_marks(["* Về kinh tế", "# 5", "a_b * c"])
    ['* Về kinh tế', '# 5', 'a_b * c']
    """
    return [_printed(line) for line in lines] if _is_markdown(lines) else list(lines)


def _is_markdown(lines: Sequence[str]) -> bool:
    """Tell whether marks of at least two kinds stand in the text, three in all; bullets and numbers are no sign."""
    text = "\n".join(lines)
    counts = [sum(1 for _ in sign.finditer(text)) for sign in _SIGNS] if any(map(text.__contains__, _TRACES)) else []
    for kind, needed in ((_HEADING, "#"), (_TABLE_RULE, "---")):
        counts.append(sum(needed in line and bool(kind.fullmatch(line)) for line in lines) if needed in text else 0)
    return sum(counts) >= _FEWEST_SIGNS and sum(map(bool, counts)) >= _FEWEST_KINDS


def _printed(line: str) -> str:
    if _TABLE_RULE.fullmatch(line):
        return line
    if _RULE.fullmatch(line):
        return ""
    heading = _HEADING.fullmatch(line)
    text = heading["text"] if heading else _QUOTED.sub("", line, count=1)
    text = _LINK.sub(lambda match: "" if match["image"] else match["text"], text)
    for marks in _EMPHASIS:
        text = marks.sub(lambda match: match["text"], text)
    text = _CODE.sub(lambda match: match["text"], text)
    return html.unescape(_ESCAPE.sub(lambda match: match["text"], text)).removesuffix("\\")
