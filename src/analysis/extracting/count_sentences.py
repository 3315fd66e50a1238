"""Sentences of a paragraph, for counts: a clause with "trong đó" stays with the sentence it breaks down."""

import re

_END = re.compile(
    r"(?<!\w)(?P<word>\w*)[.!?…]+[\"')]*\s+(?!(?:Trong đó|Cụ thể|Bao gồm|Gồm|Trong số đó)(?!\w))"
    r"(?=[\"'(]?(?P<next>[^\W_]|[+*-]))|\n+"
)
_SHORTENED = re.compile(r"(?:TP|Tp|TX|TT|KP|[A-ZĐ])")


def _goes_on(match: re.Match[str]) -> bool:
    """Return whether the mark ends an abbreviation ("TP. Cao Lãnh") or a small letter follows."""
    return bool(match["word"] and _SHORTENED.fullmatch(match["word"])) or bool(
        match["next"] and match["next"].islower()
    )


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, without the blanks between them.

    >>> text = "Có 9 hộ. Trong đó 2 hộ nghèo. Hết."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Có 9 hộ. Trong đó 2 hộ nghèo. ', 'Hết.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _goes_on(match):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]
