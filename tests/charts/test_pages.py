"""The page around a picture: wrapping, title length, missing letters, sizes."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import theme
from analysis.charts import MissingGlyphError, Story, completeness, page


def story(title="Một phát hiện", notes=()):
    return Story(title, "Phụ đề", list(notes), "Nguồn: thử.", "Mô tả", pd.DataFrame())


@pytest.fixture
def figure():
    with theme.style():
        yield page.new("report")


@given(st.lists(st.text("aăâbcđeê", min_size=1, max_size=12), max_size=30))
def test_wrapping_keeps_every_word_in_order(words):
    with theme.style():
        made = page.new("report")
        lines = page.wrap(made, " ".join(words), 8, "normal", 1.5)
        assert " ".join(lines).split() == words
        assert all(page.text_inches(made, line, 8) <= 1.5 or " " not in line for line in lines)


def test_balanced_lines_are_no_more_and_about_equally_long(figure):
    words = "Quốc phòng an ninh và trật tự"
    plain = page.wrap(figure, words, 9, "bold", 1.6)
    balanced = page.balanced(figure, words, 9, "bold", 1.6).split("\n")
    assert len(balanced) == len(plain)
    assert max(map(len, balanced)) <= max(map(len, plain))


def test_a_title_of_thirteen_words_is_refused(figure):
    with pytest.raises(ValueError, match="at most 12 words"):
        page.compose(figure, story(title=" ".join(["từ"] * 13)), 1)


def test_a_letter_without_a_shape_is_an_error(figure):
    with pytest.raises(MissingGlyphError, match="漢"):
        page.compose(figure, story(title="Chữ 漢"), 1)


def test_every_vietnamese_letter_has_a_shape(figure):
    vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    page.compose(figure, story(notes=[vowels, vowels.upper(), "₫ “...” – – ● ▶ ◀ ◆ ■"]), 1)


def test_a_report_page_grows_with_its_notes_and_a_slide_does_not():
    heights = {}
    for size in theme.SIZES:
        for notes in ([], ["Một ghi chú"] * 4):
            with theme.style(size):
                heights[size, len(notes)] = page.compose(page.new(size), story(notes=notes), 2).get_figheight()
    assert heights["report", 4] > heights["report", 0]
    assert heights["slide", 4] == heights["slide", 0] == 7.5


def test_a_dollar_is_no_formula(figure):
    made = page.compose(figure, story(title="Giá 5 $ và 6 $"), 1)
    assert made.texts[0].get_text() == "Giá 5 $ và 6 $"
    made.canvas.draw()
    assert not made.texts[0].get_parse_math()


def test_words_of_a_document_never_stop_a_figure(table_rows, tables_of):
    """A bullet of a symbol font in a heading is drawn as a replacement mark."""
    heading = {**table_rows["sections"][0], "section": "\uf0b7 Mô hình mới"}
    made = completeness(tables_of({**table_rows, "sections": [heading]}))
    assert [label.get_text() for label in made.axes[0].get_yticklabels()][1] == "\ufffd Mô hình mới"
