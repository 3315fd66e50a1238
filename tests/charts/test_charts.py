"""The figures through their artists: bars, labels, colours, zero base, titles, no two texts on one another."""

from itertools import combinations

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis import charts, theme
from analysis.charts import CHARTS, page
from analysis.tables import load

ALL = pytest.mark.parametrize("name", CHARTS)
PAGES = pytest.mark.parametrize("size", theme.SIZES)
LANGUAGES = pytest.mark.parametrize("lang", ["vi", "en"])


def bars_of(axes):
    """Return the drawn bars of axes: rectangles with an area that are no frame of the axes."""
    return [one for one in axes.patches if isinstance(one, Rectangle) and one is not axes.patch]


def names_of(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def labels_of(axes):
    return [one.get_text() for one in axes.texts]


def shown_texts(figure):
    return [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]


def boxes(figure):
    """Return (text, box) of every text a reader sees, a hair smaller than drawn."""
    with theme.style(figure.page):
        figure.draw_without_rendering()
        found = [(one.get_text(), one.get_window_extent()) for one in shown_texts(figure) if on_axes(one)]
    return [(words, box.padded(-0.6)) for words, box in found]


def on_axes(text):
    """Say whether a tick label belongs to a tick that is drawn."""
    axes = text.axes
    if axes is None:
        return True
    lower = [label for axis in (axes.xaxis, axes.yaxis) for tick in axis.get_major_ticks() for label in (tick.label2,)]
    return text not in lower or text.get_visible()


@ALL
@PAGES
@LANGUAGES
def test_no_text_lies_on_another_or_leaves_the_page(name, size, lang, draw):
    figure = draw(name, lang, size)
    placed = boxes(figure)
    width, height = figure.bbox.width, figure.bbox.height
    outside = [words for words, box in placed if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    touching = [(a, b) for (a, one), (b, other) in combinations(placed, 2) if one.overlaps(other)]
    assert not outside
    assert not touching


@ALL
@LANGUAGES
def test_title_is_a_short_finding_on_the_left(name, lang, draw):
    figure = draw(name, lang)
    title = figure.texts[0]
    assert title.get_text().replace("\n", " ") == figure.story.title
    assert len(figure.story.title.split()) <= 12
    assert title.get_ha() == "left" and title.get_position()[0] < 0.05
    assert title.get_fontsize() == max(text.get_fontsize() for text in shown_texts(figure))


@ALL
def test_every_figure_names_its_source(name, draw):
    figure = draw(name)
    assert figure.story.source.startswith("Nguồn: ")
    assert figure.texts[-1].get_text().replace("\n", " ") == figure.story.source


@ALL
def test_language_switch_changes_every_word_of_ours(name, draw):
    """No label of a Vietnamese code list or of our texts stays in an English figure."""
    english = draw(name, "en")
    written = " | ".join([one.get_text() for one in shown_texts(english)] + [english.story.alt]).lower()
    ours = ["tập thể", "cá nhân", "hộ gia đình", "kinh tế", "nguồn", "số mục", "đăng ký", "trung vị", "chưa", "triệu"]
    assert [word for word in ours if word in written] == []


@ALL
def test_at_most_six_colours_and_each_belongs_to_a_code(name, draw):
    with_code = {code for name_ in LISTS for code in map(str.lower, theme.palette(name_).values())}
    figure = draw(name)
    fills = {to_hex(bar.get_facecolor()) for axes in figure.axes for bar in bars_of(axes)} - {theme.PAPER.lower()}
    assert len(fills) <= 6
    assert fills <= with_code


LISTS = ["field", "counted_recipient_kind", "reward_role", "count_role", "measure", "ledger", "entry_kind"]


@ALL
def test_bars_start_at_zero(name, draw):
    upright = name.endswith("trends")
    for axes in draw(name).axes:
        if bars := bars_of(axes):
            assert (axes.get_ylim() if upright else axes.get_xlim())[0] == 0
            assert min(bar.get_y() if upright else bar.get_x() for bar in bars) == 0


@ALL
def test_no_figure_crashes_on_empty_tables(name, no_tables):
    figure = CHARTS[name](no_tables)
    assert figure.story.title == "Chưa có số liệu để vẽ."
    assert figure.story.data.empty


@ALL
def test_no_person_and_no_hamlet_is_written(name, draw):
    figure = draw(name)
    written = "\n".join(
        [one.get_text() for one in shown_texts(figure)] + [figure.story.alt, charts.csv(figure).decode()]
    )
    assert "Lê Thị Mẫu" not in written and "Trần Văn Thử" not in written


def test_completeness_draws_found_inside_declared(tables):
    axes = charts.completeness(tables).axes[0]
    assert names_of(axes) == [
        "huyện Tân Hồng 2017–2020",
        "mô hình",
        "tỉnh Hòa Bình 2019",
        "Mô hình",
        "Điển hình",
    ]
    assert [bar.get_width() for bar in bars_of(axes)] == [2, 4, 6, 1]
    assert labels_of(axes) == ["2, danh sách để ngỏ “...”", "4 trên 4", "1 trên 6, thiếu 5"]
    frame = bars_of(axes)[2]
    assert to_hex(frame.get_edgecolor()) == theme.colour("ledger", "missing").lower()


def test_completeness_title_counts_declared_lists_only(tables):
    assert charts.completeness(tables).story.title == "Đọc được 5 trên 10 mục văn bản khai"


def test_fields_draw_each_count_in_its_colour(tables):
    axes = charts.fields(tables, mode="internal").axes[0]
    drawn = dict(zip(names_of(axes), bars_of(axes), strict=True))
    assert {name: bar.get_width() for name, bar in drawn.items()} == {
        "Kinh tế": 3,
        "Nông, lâm nghiệp và thủy sản": 2,
        "Du lịch": 1,
        "Quốc phòng - an ninh": 1,
        "An ninh, trật tự": 1,
        "Văn hóa - xã hội": 1,
        "Giáo dục và đào tạo": 1,
        "Chưa phân loại": 1,
    }
    assert to_hex(drawn["Du lịch"].get_facecolor()) == theme.colour("field", "kinh-te").lower()
    assert labels_of(axes)[0] == "3"


def test_fields_say_when_the_lead_is_shared(table_rows, tables_of):
    without = [row for row in table_rows["entries"] if row["entry_id"] not in ("e-1", "e-2")]
    figure = charts.fields(tables_of({**table_rows, "entries": without}), mode="internal")
    assert figure.story.title == "3 lĩnh vực cùng nhiều nhất, mỗi lĩnh vực 1 mục"


def test_fields_mention_what_is_incomplete_and_doubtful(tables):
    notes = " ".join(charts.fields(tables).story.notes)
    assert "đọc được 1 trên 6 mục khai" in notes and "1 danh sách để ngỏ" in notes
    assert "1 mục cần xem lại lĩnh vực" in notes


def test_all_districts_are_drawn_also_those_without_entries(tables):
    figure = charts.districts(tables, mode="internal")
    axes = figure.axes[0]
    drawn = names_of(axes)
    assert len(drawn) == 11 + 1 and drawn[-1] == "(chưa rõ huyện)"
    assert labels_of(axes)[:3] == ["2 (1 mô hình, 1 điển hình)", "2", "0"]
    assert figure.story.title == "2 trên 11 huyện có mục, mỗi huyện nhiều nhất 2"


def test_empty_cells_are_dashes_and_are_counted(tables):
    figure = charts.district_by_field(tables, mode="internal")
    written = labels_of(figure.axes[0])
    assert written.count("–") == 12 * 4 - 4
    assert sorted(words for words in written if words != "–") == ["1", "1", "1", "2"]
    assert figure.story.title == "41 trên 44 ô huyện và lĩnh vực còn trống"


def test_numbers_in_dark_cells_are_light(tables):
    axes = charts.district_by_field(tables, mode="internal").axes[0]
    colours = {one.get_text(): one.get_color() for one in axes.texts}
    assert colours["2"] == theme.PAPER and colours["1"] == theme.INK


def test_recipients_have_a_panel_each_also_the_unstated(tables):
    figure = charts.recipients(tables, mode="internal")
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Tập thể", "Cá nhân", "Hộ gia đình", "Không nêu"]
    widths = [[bar.get_width() for bar in bars_of(axes)] for axes in figure.axes]
    assert [sum(panel) for panel in widths] == [3, 1, 1, 1]
    assert len({axes.get_xlim() for axes in figure.axes}) == 1


def test_small_numbers_are_withheld_by_default_and_said_to_be(tables):
    for name in ("f03_fields", "f04_district_by_field", "f05_districts", "f06_recipients"):
        figure = CHARTS[name](tables)
        assert "(ẩn)" in figure.story.data.to_csv(), name
        assert "(withheld)" in CHARTS[name](tables, "en").story.data.to_csv(), name
        assert "(ẩn)" in figure.story.alt or name == "f05_districts"
    assert "(ẩn)" in labels_of(charts.fields(tables).axes[0])
    assert any("giúp suy ngược" in note for note in charts.fields(tables).story.notes)


def test_a_title_about_a_withheld_number_does_not_tell_it(tables):
    assert charts.fields(tables).story.title == "6 mục; số nhỏ của từng ô được ẩn"
    assert charts.district_by_field(tables).story.title.startswith("Ít nhất ")


def test_a_bar_of_which_only_the_sum_is_published_has_the_colour_of_no_kind(tables):
    figure = charts.districts(tables)
    fills = {to_hex(bar.get_facecolor()) for bar in bars_of(figure.axes[0]) if bar.get_width()}
    assert fills == {theme.colour("measure", "unspecified").lower()}
    assert labels_of(figure.axes[0])[:2] == ["2", "2"]
    assert any("Màu xám" in note for note in figure.story.notes)


def test_rewards_keep_sources_and_roles_apart(tables):
    figure = charts.rewards_by_kind(tables)
    drawn = [axes for axes in figure.axes if axes.axison]
    assert len(drawn) == 1
    assert [bar.get_width() for bar in bars_of(drawn[0])] == [99, 1241]
    assert labels_of(drawn[0])[:2] == ["99", "trên 1.241"]
    assert figure.story.title == "Cá nhân được khen nhiều hơn tập thể ở 1/1 nguồn"


def test_households_are_counted_by_band_in_a_panel_per_measure(tables):
    figure = charts.incomes(tables)
    assert [axes.get_title(loc="left").replace("\n", " ") for axes in figure.axes] == [
        "Thu nhập n = 5 trung vị 300 triệu đồng",
        "Lợi nhuận, lãi n = 1",
    ]
    assert [[bar.get_width() for bar in bars_of(axes)] for axes in figure.axes] == [[3, 1, 1, 0, 0], [0, 0, 0, 0, 1]]
    assert names_of(figure.axes[0])[0] == "200 triệu đến dưới 500 triệu đồng"
    assert names_of(charts.incomes(tables, "en").axes[0])[0] == "200 million to under 500 million VND"


def test_no_amount_of_a_single_household_is_drawn_or_told(tables):
    figure = charts.incomes(tables)
    assert figure.story.title == "Trung vị thu nhập: 300 triệu đồng mỗi hộ một năm"
    assert set(figure.story.data["measure"][figure.story.data["median_vnd"].notna()]) == {"income"}
    words = " ".join(one.get_text() for one in shown_texts(figure)) + figure.story.alt
    assert "900" not in words
    assert "1,5" not in words
    assert {"province", "district", "document_id", "source", "annual_vnd"}.isdisjoint(figure.story.data.columns)


def test_model_trends_put_roles_side_by_side_over_the_years(tables):
    axes = charts.model_trends(tables).axes[0]
    heights = [bar.get_height() for bar in bars_of(axes)]
    assert heights == [146, 1199, 115, 100]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["2020", "2022", "2023"]
    assert {"146", "1.199", "đăng ký", "hoạt động hiệu quả"} <= set(labels_of(axes))


def test_reward_trends_leave_out_what_cannot_be_compared(tables):
    figure = charts.reward_trends(tables)
    drawn = [axes for axes in figure.axes if axes.axison]
    assert [[bar.get_height() for bar in bars_of(axes)] for axes in drawn] == [[40, 60]]
    assert figure.story.title == "Khen thưởng: kỳ cuối cao hơn kỳ đầu ở 1/1 chuỗi"


def test_model_rates_state_numerator_and_denominator(tables):
    axes = charts.model_rates(tables).axes[0]
    assert labels_of(axes) == ["79% (115 trên 146, hoạt động hiệu quả)"]
    assert bars_of(axes)[0].get_width() == pytest.approx(11500 / 146)


def test_outcomes_count_an_entry_once_per_outcome(tables):
    figure = charts.outcomes(tables)
    assert figure.story.title == "Hiệu quả nêu nhiều nhất: tăng thu nhập (2 mục)"
    assert names_of(figure.axes[0])[0] == "Tăng thu nhập"


def test_titles_follow_the_data(table_rows, tables_of):
    fewer = {**table_rows, "sections": table_rows["sections"][:1]}
    assert charts.completeness(tables_of(fewer)).story.title == "Đọc được 4 trên 4 mục văn bản khai"


def crowded(table_rows):
    """Return rows with long names, big numbers, twelve years, and many places and amounts."""
    long_name, movement = (
        "thành phố Phan Rang - Tháp Chàm",
        "phong trào toàn dân đoàn kết xây dựng đời sống văn hóa mới",
    )
    rewards, counts, incomes = [], [], []
    for at in range(5):
        place = {"district": f"{long_name} {at}", "movement": movement, "province": "tỉnh Bà Rịa - Vũng Tàu"}
        for kind, n in (("collective", 9), ("individual", 1_234_567), ("household", 99_999), ("combined", 1_500_000)):
            rewards.append({**table_rows["rewards"][0], **place, "recipient_kind": kind, "count": n})
        for year in range(2012, 2024):
            days = {name: table_rows["counts"][0][name].replace(year=year) for name in ("period_start", "period_end")}
            more = {"district": f"{long_name} {at}", "form": "nd-sxkd-gioi", "count": 12_345 + year}
            rewards.append({**table_rows["rewards"][3], **more, **days})
            for role in (0, 1):
                counts.append({**table_rows["counts"][role], **days, "district": f"huyện Xuyên Mộc {at}"})
    for at in range(40):
        amount = (100 + at % 4) * 1_000_000
        incomes.append({**table_rows["incomes"][at % 5], "low_vnd": amount, "high_vnd": amount, "annual_vnd": amount})
    for rows, key in ((rewards, "reward_id"), (counts, "count_id"), (incomes, "income_id")):
        for at, row in enumerate(rows):
            row[key] = f"x-{at}"
    return {**table_rows, "rewards": rewards, "counts": counts, "incomes": incomes}


@pytest.mark.parametrize("name", ["f02_rewards_by_kind", "f07_incomes", "f08_model_trends", "f09_reward_trends"])
@PAGES
def test_crowded_figures_stay_readable(name, size, table_rows, tables_of):
    figure = CHARTS[name](tables_of(crowded(table_rows)), "vi", size)
    placed = boxes(figure)
    assert not [(a, b) for (a, one), (b, other) in combinations(placed, 2) if one.overlaps(other)]
    assert not [words for words, box in placed if box.x1 > figure.bbox.width or box.y1 > figure.bbox.height]
    assert len([axes for axes in figure.axes if axes.axison]) <= page.most_panels(size)


def with_plan(table_rows, **more):
    changed = [{**row, **more} if row["document_id"] == "ke-hoach" else row for row in table_rows["documents"]]
    return {**table_rows, "documents": changed}


@pytest.mark.parametrize("name", ["f04_district_by_field", "f05_districts"])
def test_a_document_without_a_day_leaves_no_district_empty(name, table_rows, tables_of):
    figure = CHARTS[name](tables_of(with_plan(table_rows, issued_on=None, period_start=None, period_end=None)))
    assert len(names_of(figure.axes[0])) == 3
    assert "không rõ ngày" in figure.story.notes[0]
    assert not figure.story.subtitle.endswith(", ")


@pytest.mark.parametrize("name", ["f04_district_by_field", "f05_districts"])
def test_a_province_without_districts_is_said_to_have_no_data(name, table_rows, tables_of):
    day = table_rows["documents"][0]["issued_on"].replace(year=2025, month=9)
    rows = with_plan(table_rows, issued_on=day, province="tỉnh Phú Thọ")
    rows["entries"] = [{**row, "district": None} for row in rows["entries"]]
    assert CHARTS[name](tables_of(rows)).story.title == "Chưa có số liệu để vẽ."


def test_a_second_province_is_named_as_not_drawn(table_rows, tables_of):
    second = {
        **table_rows["documents"][0],
        "document_id": "khac",
        "source_file": "khac.docx",
        "province": "tỉnh Sơn La",
    }
    entry = {**table_rows["entries"][0], "document_id": "khac", "entry_id": "e-99", "district": "huyện Mộc Châu"}
    rows = {**table_rows, "documents": [*table_rows["documents"], second], "entries": [*table_rows["entries"], entry]}
    drawn = tables_of(rows)
    assert "Chưa vẽ ở đây: tỉnh Sơn La." in charts.districts(drawn).story.notes
    assert "huyện Mộc Châu" in names_of(charts.districts(drawn, province="tỉnh Sơn La").axes[0])


def test_how_many_claim_an_outcome_is_not_told_where_the_sums_are_withheld(root):
    """Less the number of one place's own review it would be that of the other place."""
    real = load(root / "data" / "clean")
    assert " trên " in charts.outcomes(real, mode="internal").story.subtitle
    assert " trên " not in charts.outcomes(real).story.subtitle
