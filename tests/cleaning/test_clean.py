"""From printed rows to the tables: places by day, periods, ids that survive better cleaning."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from analysis.cleaning import Source, clean
from analysis.cleaning.clean import unread
from analysis.extracting.rows import Extraction
from analysis.identity import RowIds, digest
from analysis.reading import Document, Remark, UnreadableError

Extract = Callable[[str], Extraction]
SOURCE = Source("a", "a.txt", "0" * 64)


def tables(extraction: Extraction) -> dict[str, list[dict[str, object]]]:
    return clean(SOURCE, Document("txt"), extraction).tables


def codes(extraction: Extraction) -> list[str]:
    return [found.code for found in clean(SOURCE, Document("txt"), extraction).findings]


def test_a_place_is_the_one_of_the_documents_day(extract_text: Extract) -> None:
    text = "KẾ HOẠCH\nNhân rộng mô hình\n\nUBND tỉnh Hòa Bình nêu mô hình “Bếp sạch” của Hội Nông dân xã Hợp Thịnh, huyện Kỳ Sơn năm {}."
    before = tables(extract_text(text.format(2019)))["entries"][0]
    assert (before["district"], before["district_area"], before["commune_2025"]) == (
        "huyện Kỳ Sơn",
        "huyện Kỳ Sơn",
        "xã Thịnh Minh",
    )


def test_a_district_nobody_states_stays_unknown(extract_text: Extract) -> None:
    row = tables(extract_text("BÁO CÁO\nA\n\nUBND tỉnh Sơn La báo cáo: mô hình “Bếp sạch” tốt."))["entries"][0]
    assert (row["district"], row["place_basis"], row["province"]) == ("", "unknown", "tỉnh Sơn La")


def test_a_district_report_lends_its_district(extract_text: Extract) -> None:
    row = tables(extract_text("BÁO CÁO\nA\n\nUBND huyện Mai Sơn, tỉnh Sơn La báo cáo: mô hình “Bếp sạch” tốt."))[
        "entries"
    ][0]
    assert (row["district"], row["place_basis"]) == ("huyện Mai Sơn", "inherited")


def test_a_school_in_a_provincial_plan_names_its_district(extract_table: Callable[..., Extraction]) -> None:
    rows = [["TT", "Tên đơn vị", "Tên mô hình"], ["1", "Trường Trung học Phổ thông Tân Lạc", "“Vườn bưởi”"]]
    above = ("KẾ HOẠCH", "Nhân rộng mô hình năm 2019", "UBND tỉnh Hòa Bình ban hành kế hoạch.")
    row = tables(extract_table(rows, above))["entries"][0]
    assert (row["district"], row["place_basis"]) == ("huyện Tân Lạc", "name")


def test_a_misspelt_commune_is_kept_and_reported(extract_text: Extract) -> None:
    text = "BÁO CÁO\nA năm 2019\n\nUBND huyện Lạc Sơn, tỉnh Hòa Bình báo cáo: mô hình “Bếp sạch” của Hội Nông dân xã Nhân Ngĩa."
    extraction = extract_text(text)
    assert tables(extraction)["entries"][0]["commune"] == "xã Nhân Ngĩa"
    assert "unknown-place" in codes(extraction)


def test_counts_take_the_documents_place_and_period(extract_text: Extract) -> None:
    text = "BÁO CÁO\nKết quả giai đoạn 2016 - 2018\n\nUBND huyện Mai Sơn, tỉnh Sơn La báo cáo: đã có 12 tập thể được huyện tặng Giấy khen."
    (row,) = tables(extract_text(text))["rewards"]
    assert (row["count"], row["recipient_kind"], row["role"], row["form"]) == (12, "collective", "awarded", "giay-khen")
    assert (row["district"], row["period_start"], row["period_end"]) == (
        "huyện Mai Sơn",
        date(2016, 1, 1),
        date(2018, 12, 31),
    )


def test_a_stated_field_wins_over_the_inferred_one(extract_table: Callable[..., Extraction]) -> None:
    rows = [
        ["TT", "Tên đơn vị", "Tên mô hình", "Lĩnh vực"],
        ["1", "Hội Phụ nữ xã A", "“Trồng hoa hồng”", "Quốc phòng - an ninh"],
    ]
    row = tables(extract_table(rows))["entries"][0]
    assert (row["field"], row["field_basis"], row["field_status"]) == ("quoc-phong-an-ninh", "stated", "sure")


def test_what_the_words_do_not_tell_is_a_finding(extract_text: Extract) -> None:
    assert "unclassified-field" in codes(extract_text("Có mô hình “03 trong 01”."))


def test_the_same_row_twice_is_a_finding_with_two_ids(extract_table: Callable[..., Extraction]) -> None:
    cells = ["Hội A", "“B”"]
    extraction = extract_table([["TT", "Tên đơn vị", "Tên mô hình"], ["1", *cells], ["2", *cells]])
    assert "possible-duplicate" in codes(extraction)
    assert len({row["entry_id"] for row in tables(extraction)["entries"]}) == 2


def test_ids_depend_on_printed_cells_alone() -> None:
    assert digest("a", None) == digest("a", "") != digest("a")
    ids = RowIds()
    assert [ids.new("e", "x"), ids.new("e", "x")] == [f"e-{digest('x')}", f"e-{digest('x')}-2"]


def test_published_figures_keep_their_codes(root: object) -> None:
    rewards = pd.read_csv(root / "data/clean/rewards.csv", dtype=str)  # type: ignore[operator]
    merged = rewards[rewards["level"].fillna("").str.contains("+", regex=False)]["level"]
    ladder = ["state", "ministry", "province", "district", "commune", "unit"]
    assert len(merged) and all(sorted(v.split("+"), key=ladder.index) == v.split("+") for v in merged)
    assert not (rewards["count"] == "0").any()


def test_damaged_text_is_an_error_where_the_document_is_lost_and_else_a_warning(extract_text: Extract) -> None:
    lost = unread(SOURCE, UnreadableError("mất dấu", "no diacritics", code="damaged-text", file_format="txt"))
    kept = clean(SOURCE, Document("txt", remarks=(Remark("damaged-text"),)), extract_text("BÁO CÁO"))
    assert [(row["code"], row["severity"]) for row in lost.finding_rows()] == [("damaged-text", "error")]
    assert lost.finding_rows()[0]["message_en"] == "The file a.txt cannot be used: no diacritics."
    assert ("damaged-text", "warning") in [(row["code"], row["severity"]) for row in kept.finding_rows()]
    assert lost.tables["documents"][0]["quality"] == "unread"
