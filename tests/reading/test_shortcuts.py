"""What spares a reader work must come to what the work would: each shortcut beside the long way."""

import sys
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdfplumber import table as lattice

from analysis.reading.pdf import letters
from analysis.reading.pdf.cells import _edge, _smallest_cells
from analysis.reading.pdf.page import Box
from analysis.reading.text import markdown
from analysis.vietnamese import damage, mojibake

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]
MISREAD = st.text(alphabet="aÃĂáºâ€\x80Æ°¡Ä‘ƒ\x91»" + mojibake._TRAILS)


@given(MISREAD)
@example("Viá»‡t")
@example("xÃ\xa0")
def test_whatever_looks_misread_holds_a_trace(text: str) -> None:
    assert mojibake.has_mojibake(text) == (mojibake._SUSPECT.search(text) is not None)


@given(st.text(alphabet="a *](\\`.[)!x"))
@example("**a**")
@example("[a](b)")
def test_whatever_is_a_sign_of_markdown_holds_a_trace(text: str) -> None:
    signs = any(sign.search(text) for sign in markdown._SIGNS)
    assert not signs or any(trace in text for trace in markdown._TRACES)


def test_nothing_unprinted_is_printable() -> None:
    assert not any(c.isprintable() for c in EVERY_CHARACTER if letters._UNPRINTED.match(c) or letters._PRIVATE.match(c))


def test_the_letters_counted_by_their_block_are_letters() -> None:
    counted = [c for c in EVERY_CHARACTER if damage._letters_of_1exx(c)]
    assert len(counted) == 256 and all(map(str.isalpha, counted))


@pytest.mark.parametrize("text", ["", "a?b", "a?b\n", "x\na?b\n  c?\n\nd", "a\ufffdb?\n\n?", "??\n\n"])
def test_lines_with_a_mark_come_with_the_letter_below(text: str) -> None:
    lines = [*text.split("\n"), ""]
    pairs = pairwise(lines)
    whole = [f"{line}\n{below.lstrip()[:1]}" for line, below in pairs if "?" in line or "\ufffd" in line]
    assert list(damage._lines_with([mark for mark in "?\ufffd" if mark in text], text)) == whole


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3, st.booleans()), max_size=25))
@example([(0, 0, 2, True), (1, 0, 2, True), (2, 0, 2, True), (0, 0, 2, False), (1, 0, 2, False), (2, 0, 2, False)])
@example([(0, 0, 4, False), (0, 0, 2, True), (4, 0, 2, True), (2, 0, 1, False), (2, 3, 4, False)])
def test_cells_are_those_of_the_library(drawn: list[tuple[int, int, int, bool]]) -> None:
    boxes = [
        Box(10 * at, 10 * begin, 10 * at, 10 * end) if upright else Box(10 * begin, 10 * at, 10 * end, 10 * at)
        for at, begin, end, upright in drawn
        if begin < end
    ]
    crossings = lattice.edges_to_intersections([_edge(box) for box in boxes], 3, 3)
    assert _smallest_cells(crossings) == lattice.intersections_to_cells(crossings)
