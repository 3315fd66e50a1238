"""The figures of the review: what is withheld is not drawn, both sizes, alt text, the same bytes twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib.image
import pytest

from analysis.measures.review_table import SUM
from analysis.measures.scope import Scope
from analysis.privacy.release import Review, make_review
from analysis.review.review_figures import FIGURE_OUTPUTS, review_figure
from analysis.review.review_matrix import matrix
from analysis.tables import Tables

CODES = ["T2", "T3", "T4", "T5", "T6"]


@pytest.fixture(scope="module")
def reviews(clean: Tables) -> dict[str, Review]:
    return {
        "public": make_review(clean, Scope("tỉnh Hòa Bình", 2019)),
        "few": make_review(clean, Scope("huyện Tân Hồng", 2019)),
        "rewards": make_review(clean, Scope("tỉnh Bắc Kạn", 2022), 2021),
        "conflict": make_review(clean, Scope("tỉnh Hải Dương", 2018), None, "internal"),
    }


def texts(figure: Any) -> list[str]:
    return [str(one.get_text()) for one in figure.findobj(lambda one: hasattr(one, "get_text")) if one.get_text()]


def widths(figure: Any) -> list[int]:
    return [round(bar.get_width()) for container in figure.axes[0].containers for bar in container]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", ["report", "slide"])
@pytest.mark.parametrize("code", CODES)
def test_every_figure_says_what_where_which_mode_and_fits_its_letters(
    reviews: dict[str, Review], code: str, size: Any, lang: Any
) -> None:
    for review in reviews.values():
        figure = review_figure(review, code, lang, size)
        said = " ".join(" ".join(texts(figure)).split())
        assert review.tables[code].title[lang] in said and str(review.scope.year) in said
        mode = {
            "public": {"vi": "Bản công khai", "en": "Public version"},
            "internal": {"vi": "Bản nội bộ", "en": "Internal version"},
        }
        assert mode[review.mode][lang] in said
        assert len(figure.story.alt) > 40 and figure.story.title in figure.story.alt


def test_bars_are_the_numbers_of_the_table_and_withheld_ones_are_words(reviews: dict[str, Review]) -> None:
    table = reviews["few"].tables["T3"]
    heads = table.frame[(table.frame["subfield"] == "total") & (table.frame["field"] != "total")]
    withheld = [row for row in heads.index if (row, SUM) in table.hidden]
    figure = review_figure(reviews["few"], "T3")
    assert withheld and sorted(one for one in widths(figure) if one) == sorted(int(n) for n in heads[SUM].dropna() if n)
    assert texts(figure).count("(ẩn)") == len(withheld)
    assert any("không công bố nên không vẽ" in one for one in texts(figure))


def test_the_table_of_shades_gives_no_shade_to_withheld_and_empty_cells(reviews: dict[str, Review]) -> None:
    made = matrix(reviews["public"], "vi", 99)
    figure = review_figure(reviews["public"], "T5")
    patches = figure.axes[0].patches
    shaded = sum(patch.get_facecolor()[:3] != (1, 1, 1) for patch in patches)
    numbers = [n for row in made.cells for _, n in row]
    table = reviews["public"].tables["T5"]
    rows = [at for at in table.frame.index if table.frame.loc[at, "place"] != "total"]
    assert numbers.count(None) == len(
        [one for one in table.hidden if one[0] in rows and one[1] not in (SUM, "chua-phan-loai")]
    )
    assert numbers.count(None) > 0 and shaded == sum(bool(n) for n in numbers) == 1
    assert texts(figure).count("(ẩn)") == numbers.count(None)


def test_rewards_keep_their_bounds_and_conflicting_ones_are_not_drawn(reviews: dict[str, Review]) -> None:
    review = reviews["rewards"]
    assert sorted(widths(review_figure(review, "T6"))) == [8, 26, 39, 39]
    bounded = replace(review.tables["T6"], frame=review.tables["T6"].frame.assign(bound="at_least"))
    assert "trên 26 gộp" in texts(review_figure(replace(review, tables={**review.tables, "T6": bounded}), "T6"))
    table = reviews["conflict"].tables["T6"].frame
    clear = table[(table["role"] == "awarded") & ~table["flags"].fillna("").str.contains("several")]
    kinds = ["collective", "individual", "household", "combined"]
    drawn = [int(n) for kind in kinds for n in clear[kind].dropna()]
    assert len(clear) < (table["role"] == "awarded").sum()
    assert sorted(widths(review_figure(reviews["conflict"], "T6"))) == sorted(drawn)


def test_every_file_is_there_in_its_size_and_is_the_same_twice(reviews: dict[str, Review], tmp_path: Path) -> None:
    names = {
        f"hinh/{code}-{size}.{ending}"
        for code in CODES
        for size in ("bao-cao", "trinh-chieu")
        for ending in ("png", "alt.txt")
    }
    assert set(FIGURE_OUTPUTS) == names
    for name in ("hinh/T2-bao-cao.png", "hinh/T2-trinh-chieu.png", "hinh/T5-bao-cao.alt.txt", "hinh/T6-bao-cao.png"):
        content = FIGURE_OUTPUTS[name](reviews["public"], "vi")
        assert content == FIGURE_OUTPUTS[name](reviews["public"], "vi")
        if name.endswith(".png"):
            path = tmp_path / "figure.png"
            path.write_bytes(content)
            high, wide = matplotlib.image.imread(path).shape[:2]
            # 160 mm at 200 dots per inch; 16:9
            assert wide == 1260 if "bao-cao" in name else abs(wide / high - 16 / 9) < 0.01


def test_where_nothing_is_stated_the_figure_says_so(reviews: dict[str, Review]) -> None:
    figure = review_figure(reviews["rewards"], "T2", "en")
    assert "There are no numbers to draw." in " ".join(texts(figure)) and not widths(figure)
    assert "There are no numbers to draw." in figure.story.alt
