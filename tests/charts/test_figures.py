"""The files of the figures: the same bytes every time, alt text and CSV beside each picture, no person in them."""

import csv
import re
import zlib

import pytest

from analysis import charts, figures
from analysis.charts import CHARTS


def saved(directory):
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


@pytest.fixture(scope="module")
def folder(tables, tmp_path_factory):
    directory = tmp_path_factory.mktemp("figures")
    figures.save_all(tables, directory)
    return saved(directory)


def test_two_runs_give_the_same_bytes(tables, folder, tmp_path):
    assert figures.save_all(tables, tmp_path) == list(CHARTS)
    assert saved(tmp_path) == folder


@pytest.mark.parametrize("name", CHARTS)
def test_each_figure_has_its_four_files(name, folder):
    assert folder[f"{name}.png"].startswith(b"\x89PNG")
    assert folder[f"{name}.svg"].startswith(b"<?xml")
    assert folder[f"{name}.alt.txt"].decode().strip()
    rows = list(csv.DictReader(folder[f"{name}.csv"].decode().splitlines()))
    assert rows and all(None not in row.values() for row in rows)


@pytest.mark.parametrize("name", CHARTS)
def test_pictures_hold_no_date_and_no_version(name, folder):
    assert b"Matplotlib" not in folder[f"{name}.png"]
    assert b"dc:date" not in folder[f"{name}.svg"]
    assert re.search(rb"matplotlib v?\d", folder[f"{name}.svg"], re.IGNORECASE) is None


@pytest.mark.parametrize(
    "name", ["f01_completeness", "f02_rewards_by_kind", "f05_districts", "f06_recipients", "f08_model_trends"]
)
def test_every_number_of_the_alt_data_is_in_the_csv(name, folder):
    """Numbers after "Số liệu:", without years and sums the CSV holds as parts."""
    told = folder[f"{name}.alt.txt"].decode().split("Số liệu:")[1]
    numbers = {n.replace(".", "") for n in re.findall(r"(?<![\w–/])\d[\d.]*(?![\w–/])", told.rstrip(". \n"))}
    cells = {cell for row in csv.reader(folder[f"{name}.csv"].decode().splitlines()) for cell in row}
    years = {str(year) for year in range(2010, 2030)}
    assert {number.rstrip(".") for number in numbers} - years <= cells


def test_alt_text_travels_inside_the_picture(tables):
    figure = charts.fields(tables)
    assert figure.story.title in charts.svg(figure).decode()
    assert b"Description" in charts.png(figure)


def test_a_person_in_a_public_figure_stops_everything(table_rows, tables_of, tmp_path):
    named = {**table_rows["counts"][0], "activity": "mô hình của Lê Thị Mẫu đăng ký"}
    rows = [named, {**named, "count_id": "c-9", "count": 9, "period_start": named["period_start"].replace(year=2021)}]
    rows[1]["period_end"] = named["period_end"].replace(year=2021)
    with pytest.raises(figures.NamedPersonError):
        figures.save_all(tables_of({**table_rows, "counts": rows}), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_units_are_no_persons(tables):
    assert figures.persons(tables) == {"Lê Thị Mẫu", "Trần Văn Thử"}


def test_a_finished_figure_is_a_picture_with_words(tables):
    picture = charts.finish(charts.fields(tables))
    assert repr(picture) == picture.alt
    assert picture._repr_png_().startswith(b"\x89PNG")
    assert zlib.crc32(picture.png) == zlib.crc32(charts.finish(charts.fields(tables)).png)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(
    ("mode", "lang", "words"), [("internal", "vi", "Bản nội bộ"), ("leadership", "en", "Leadership")]
)
def test_a_figure_that_is_not_for_everybody_says_so(name, mode, lang, words, tables):
    figure = CHARTS[name](tables, lang, mode=mode)
    drawn = [one.get_text().replace("\n", " ") for one in figure.texts]
    assert any(one.startswith(words) for one in drawn)
    assert words in figure.story.alt
    public = CHARTS[name](tables, lang)
    assert not any(words in one.get_text() for one in public.texts) and words not in public.story.alt


def test_internal_figures_hold_the_whole_counts(tables, tmp_path):
    assert figures.save_all(tables, tmp_path, mode="internal") == list(CHARTS)
    rows = b"".join(content for name, content in saved(tmp_path).items() if name.endswith(".csv")).decode()
    assert "(ẩn)" not in rows


def test_a_person_in_a_figure_of_the_office_stops_nothing(table_rows, tables_of, tmp_path):
    sections = [{**row, "section": "Gương Lê Thị Mẫu"} for row in table_rows["sections"]]
    named = tables_of({**table_rows, "sections": sections})
    assert "Gương Lê Thị Mẫu" in CHARTS["f01_completeness"](named, mode="internal").story.alt
    assert "Gương Lê Thị Mẫu" not in CHARTS["f01_completeness"](named).story.alt
    assert figures.save_all(named, tmp_path / "out", mode="leadership")
