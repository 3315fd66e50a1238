"""Addresses as documents print them, and the place each names."""

import csv
from datetime import date
from pathlib import Path

import pytest

from analysis.places import Address, Home, Place, Problem, canonical, resolve

HOA_BINH = Home("tỉnh Hòa Bình")
TAN_HONG = Home("tỉnh Đồng Tháp", "huyện Tân Hồng")
PLAN = date(2019, 11, 11)
AFTER_MERGER = date(2022, 6, 1)
NEW_MAP = date(2026, 3, 1)


def place(commune: str = "", district: str = "", home: Home = HOA_BINH, on: date | None = PLAN) -> Place:
    return resolve(Address(commune=commune, district=district), home, on)


# Domain notes 5.1: name in the plan, name from 2020 (if another), commune of July 2025.
NOTES_5_1 = [
    ("thị trấn Mường Khến", "huyện Tân Lạc", "thị trấn Mãn Đức", "huyện Tân Lạc", "xã Tân Lạc"),
    ("xã Nam Sơn", "huyện Tân Lạc", "xã Vân Sơn", "huyện Tân Lạc", "xã Vân Sơn"),
    ("xã Phú Lão", "huyện Lạc Thủy", "xã Phú Nghĩa", "huyện Lạc Thủy", "xã An Nghĩa"),
    ("xã Trung Sơn", "huyện Lương Sơn", "xã Liên Sơn", "huyện Lương Sơn", "xã Liên Sơn"),
    ("xã Hợp Thịnh", "huyện Kỳ Sơn", "xã Thịnh Minh", "thành phố Hòa Bình", "xã Thịnh Minh"),
    ("xã Hợp Kim", "huyện Kim Bôi", "xã Kim Lập", "huyện Kim Bôi", "xã Hợp Kim"),
    ("xã Nhân Nghĩa", "huyện Lạc Sơn", "xã Nhân Nghĩa", "huyện Lạc Sơn", "xã Nhân Nghĩa"),
    ("thị trấn Hàng Trạm", "huyện Yên Thủy", "thị trấn Hàng Trạm", "huyện Yên Thủy", "xã Yên Thủy"),
    ("xã Pà Cò", "huyện Mai Châu", "xã Pà Cò", "huyện Mai Châu", "xã Pà Cò"),
    ("xã Tiền Phong", "huyện Đà Bắc", "xã Tiền Phong", "huyện Đà Bắc", "xã Tiền Phong"),
    ("thị trấn Cao Phong", "huyện Cao Phong", "thị trấn Cao Phong", "huyện Cao Phong", "xã Cao Phong"),
    ("phường Phương Lâm", "thành phố Hòa Bình", "phường Phương Lâm", "thành phố Hòa Bình", "phường Hòa Bình"),
    ("phường Tân Hòa", "thành phố Hòa Bình", "phường Tân Hòa", "thành phố Hòa Bình", "phường Tân Hòa"),
]


@pytest.mark.parametrize(("commune", "district", "later", "later_district", "today"), NOTES_5_1)
def test_units_of_the_plan(commune: str, district: str, later: str, later_district: str, today: str) -> None:
    printed = place(commune, district)
    assert printed == Place("", commune, district, "tỉnh Hòa Bình", "stated", district, "tỉnh Phú Thọ", today, ())
    # The same ground under its name of 2020 to 2025 has the same area and the same commune of today.
    after = place(later, later_district, on=AFTER_MERGER)
    assert (after.commune, after.district, after.problems) == (later, later_district, ())
    assert (after.district_area, after.commune_2025) == (district, today)
    # And under its name of today, in a document without districts.
    new = place(today, home=Home("tỉnh Phú Thọ"), on=NEW_MAP)
    assert (new.commune, new.district, new.basis) == (today, "", "unknown")
    assert (new.district_area, new.commune_2025, new.province_2025) == (district, today, "tỉnh Phú Thọ")


# Domain notes 5.2.
@pytest.mark.parametrize(
    ("commune", "today"),
    [
        ("thị trấn Sa Rài", "xã Tân Hồng"),
        ("xã Bình Phú", "xã Tân Hồng"),
        ("xã Tân Công Chí", "xã Tân Hồng"),
        ("xã Thông Bình", "xã Tân Thành"),
        ("xã Tân Thành A", "xã Tân Thành"),
        ("xã Tân Thành B", "xã Tân Hộ Cơ"),
        ("xã Tân Hộ Cơ", "xã Tân Hộ Cơ"),
        ("xã Tân Phước", "xã An Phước"),
        ("xã An Phước", "xã An Phước"),
    ],
)
@pytest.mark.parametrize("on", [None, date(2018, 1, 1), date(2021, 1, 15)])
def test_units_of_tan_hong(commune: str, today: str, on: date | None) -> None:
    found = place(commune, home=TAN_HONG, on=on)
    assert found == Place(
        "", commune, "huyện Tân Hồng", "tỉnh Đồng Tháp", "inherited", "huyện Tân Hồng", "tỉnh Đồng Tháp", today, ()
    )


@pytest.mark.parametrize("commune", ["xã Tân Hồng", "xã Tân Thành", "xã Tân Hộ Cơ", "xã An Phước"])
def test_the_four_new_communes_make_up_the_old_district(commune: str) -> None:
    found = place(commune, home=Home("tỉnh Đồng Tháp"), on=NEW_MAP)
    assert (found.district_area, found.commune_2025) == ("huyện Tân Hồng", commune)


@pytest.mark.parametrize(
    ("commune", "district", "wanted"),
    [
        ("xã Pà cò", "huyện Mai Châu", ("xã Pà Cò", "huyện Mai Châu")),
        ("TT. Cao Phong", "H. Cao Phong", ("thị trấn Cao Phong", "huyện Cao Phong")),
        ("X. Nhân Nghĩa", "H.Lạc Sơn", ("xã Nhân Nghĩa", "huyện Lạc Sơn")),
        ("P. Phương Lâm", "TP. Hoà Bình", ("phường Phương Lâm", "thành phố Hòa Bình")),
        ("P.Phương Lâm", "TP Hòa Bình", ("phường Phương Lâm", "thành phố Hòa Bình")),
        ("THỊ TRẤN CAO PHONG", "HUYỆN CAO PHONG", ("thị trấn Cao Phong", "huyện Cao Phong")),
        ("Nhân Nghĩa", "Lạc Sơn", ("xã Nhân Nghĩa", "huyện Lạc Sơn")),
        ("xã Mỵ Hoà", "Kim Bôi", ("xã Mỵ Hòa", "huyện Kim Bôi")),
        ("xã  Tiền  Phong", "huyện Ðà Bắc", ("xã Tiền Phong", "huyện Đà Bắc")),
    ],
)
def test_spellings_of_one_unit_meet(commune: str, district: str, wanted: tuple[str, str]) -> None:
    found = place(commune, district, on=AFTER_MERGER)
    assert (found.commune, found.district, found.problems) == (*wanted, ())


@pytest.mark.parametrize(
    ("province", "district", "wanted"),
    [
        ("Đắk Nông", "huyện Đắk R'Lấp", ("tỉnh Đắk Nông", "huyện Đắk R'Lấp")),
        ("Đăk Nông", "huyện Đăk RLấp", ("tỉnh Đắk Nông", "huyện Đắk R'Lấp")),
        ("Dak Nông", "huyện Đak R'lấp", ("tỉnh Đắk Nông", "huyện Đắk R'Lấp")),
        ("Đăk Lăk", "Buôn Ma Thuột", ("tỉnh Đắk Lắk", "thành phố Buôn Ma Thuột")),
        ("THANH HÓA", "Bỉm Sơn", ("tỉnh Thanh Hóa", "thị xã Bỉm Sơn")),
        ("Thanh Hoá", "TX Bỉm Sơn", ("tỉnh Thanh Hóa", "thị xã Bỉm Sơn")),
        ("Bà Rịa -Vũng Tàu", "TP.Vũng Tàu", ("tỉnh Bà Rịa - Vũng Tàu", "thành phố Vũng Tàu")),
        ("Bà Rịa – Vũng Tàu", "Côn Đảo", ("tỉnh Bà Rịa - Vũng Tàu", "huyện Côn Đảo")),
        ("Tp.HCM", "Q1", ("Thành phố Hồ Chí Minh", "quận 1")),
        ("TP. Hồ Chí Minh", "Quận 04", ("Thành phố Hồ Chí Minh", "quận 4")),
        ("thành phố Hà Nội", "Mĩ Đức", ("Thành phố Hà Nội", "huyện Mỹ Đức")),
        ("Bình Định", "TP Qui Nhơn", ("tỉnh Bình Định", "thành phố Quy Nhơn")),
        ("tỉnh Thừa Thiên - Huế", "TP Huế", ("tỉnh Thừa Thiên Huế", "thành phố Huế")),
    ],
)
def test_spellings_of_provinces_and_districts(province: str, district: str, wanted: tuple[str, str]) -> None:
    found = resolve(Address(district=district, province=province), Home(), date(2021, 6, 1))
    assert (found.province, found.district, found.problems) == (*wanted, ())


@pytest.mark.parametrize(
    ("commune", "district", "near"),
    [
        ("thị trấn Mường Khên", "huyện Tân Lạc", ("thị trấn Mường Khến",)),
        ("xã Nhân Ngĩa", "huyện Lạc Sơn", ("xã Nhân Nghĩa",)),
        ("xa Nhan Nghia", "huyện Lạc Sơn", ("xã Nhân Nghĩa",)),
        ("xã Hàng Trạm", "huyện Yên Thủy", ("thị trấn Hàng Trạm, huyện Yên Thủy",)),
        ("xã Qwerty", "huyện Yên Thủy", ()),
    ],
)
def test_a_misprint_stays_printed_with_a_suggestion(commune: str, district: str, near: tuple[str, ...]) -> None:
    found = place(commune, district)
    assert (found.commune, found.commune_2025, found.district_area) == (commune, "", district)
    assert found.problems == (Problem("unknown-place", "commune", commune, near),)


def test_a_misprinted_district_leaves_the_rest_unknown() -> None:
    found = place("xã Thông Bình", "huyện Tân Hòng", Home("tỉnh Đồng Tháp"), date(2020, 1, 1))
    assert (found.district, found.district_area) == ("huyện Tân Hòng", "")
    assert found.problems == (Problem("unknown-place", "district", "huyện Tân Hòng", ("huyện Tân Hồng",)),)


@pytest.mark.parametrize(
    ("district", "wanted"),
    [
        # A town and a rural district of one name: the type word tells, its absence is reported.
        ("huyện Cao Lãnh", ("huyện Cao Lãnh", ())),
        ("TP. Cao Lãnh", ("thành phố Cao Lãnh", ())),
        ("Cao Lãnh", ("Cao Lãnh", ("huyện Cao Lãnh, tỉnh Đồng Tháp", "thành phố Cao Lãnh, tỉnh Đồng Tháp"))),
    ],
)
def test_one_name_two_districts(district: str, wanted: tuple[str, tuple[str, ...]]) -> None:
    found = place("", district, Home("tỉnh Đồng Tháp"), date(2020, 1, 1))
    assert (found.district, sum((p.candidates for p in found.problems), ())) == wanted
    assert all(problem.code == "ambiguous-place" for problem in found.problems)


def test_a_promoted_district_without_type_word_or_day_has_its_area() -> None:
    found = place("xã Tả Phìn", "Sa Pa", Home("tỉnh Lào Cai"), None)
    assert (found.district, found.district_area, found.commune) == ("Sa Pa", "thị xã Sa Pa", "xã Tả Phìn")
    assert [problem.code for problem in found.problems] == ["ambiguous-place"]
    assert place("", "Sa Pa", Home("tỉnh Lào Cai"), AFTER_MERGER).district == "thị xã Sa Pa"


def test_one_name_two_communes() -> None:
    """Cao Sơn stood in Đà Bắc, and from 2020 in Lương Sơn too."""
    assert place("xã Cao Sơn").problems == ()
    after = place("xã Cao Sơn", on=AFTER_MERGER)
    assert (after.commune, after.commune_2025, after.district_area) == ("xã Cao Sơn", "", "")
    candidates = ("xã Cao Sơn, huyện Lương Sơn", "xã Cao Sơn, huyện Đà Bắc")
    assert after.problems == (Problem("ambiguous-place", "commune", "xã Cao Sơn", candidates),)
    assert place("xã Cao Sơn", "huyện Đà Bắc", on=AFTER_MERGER).commune_2025 == "xã Cao Sơn"


@pytest.mark.parametrize(("province", "wanted"), [("tỉnh Hòa Bình", "huyện Kỳ Sơn"), ("tỉnh Nghệ An", "huyện Kỳ Sơn")])
def test_one_name_two_provinces(province: str, wanted: str) -> None:
    found = place("", "Kỳ Sơn", Home(province))
    assert (found.district, found.province, found.problems) == (wanted, province, ())


def test_one_name_two_provinces_and_no_home() -> None:
    found = place("", "huyện Kỳ Sơn", Home())
    assert (found.district, found.province) == ("huyện Kỳ Sơn", "")
    candidates = ("huyện Kỳ Sơn, tỉnh Hòa Bình", "huyện Kỳ Sơn, tỉnh Nghệ An")
    assert found.problems == (Problem("ambiguous-place", "district", "huyện Kỳ Sơn", candidates),)


def test_a_district_of_one_province_only_tells_the_province() -> None:
    assert place("", "huyện Lạc Sơn", Home()).province == "tỉnh Hòa Bình"


@pytest.mark.parametrize("commune", ["xã Vầy Nưa", "xã Đồng Tân", "xã Cao Sơn"])
def test_a_divided_commune_has_no_commune_of_today(commune: str) -> None:
    district = {"xã Vầy Nưa": "huyện Đà Bắc", "xã Đồng Tân": "huyện Mai Châu"}.get(commune, "huyện Lương Sơn")
    found = place(commune, district, on=AFTER_MERGER)
    assert (found.commune, found.commune_2025, found.problems) == (commune, "", ())


def test_a_new_commune_over_an_old_line_has_no_area() -> None:
    """Phường Thống Nhất took a part of Vầy Nưa, Đà Bắc."""
    found = place("phường Thống Nhất", home=Home("tỉnh Phú Thọ"), on=NEW_MAP)
    assert (found.commune_2025, found.district_area) == ("phường Thống Nhất", "")


@pytest.mark.parametrize(
    ("on", "area"), [(PLAN, "huyện Kỳ Sơn"), (AFTER_MERGER, "huyện Kỳ Sơn"), (NEW_MAP, "huyện Kỳ Sơn")]
)
def test_ky_son_stays_its_own_area(on: date, area: str) -> None:
    """A text of any day may still say huyện Kỳ Sơn; it is kept, and means the old area."""
    found = place("", "huyện Kỳ Sơn", on=on)
    assert (found.district, found.district_area, found.problems) == ("huyện Kỳ Sơn", area, ())


def test_the_enlarged_city_is_the_city_unless_the_commune_says_more() -> None:
    assert place("", "thành phố Hòa Bình", on=AFTER_MERGER).district_area == "thành phố Hòa Bình"
    assert place("xã Quang Tiến", "thành phố Hòa Bình", on=AFTER_MERGER).district_area == "huyện Kỳ Sơn"
    assert place("phường Hữu Nghị", "thành phố Hòa Bình", on=AFTER_MERGER).district_area == "thành phố Hòa Bình"


def test_a_promoted_district_has_one_area_through_the_years() -> None:
    home = Home("tỉnh Đồng Tháp")
    town, city = place("", "TX. Hồng Ngự", home), place("", "TP. Hồng Ngự", home, date(2021, 1, 1))
    assert (town.district, city.district) == ("thị xã Hồng Ngự", "thành phố Hồng Ngự")
    assert town.district_area == city.district_area == "thành phố Hồng Ngự"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (Address(), ("", "huyện Tân Hồng", "inherited")),
        (Address("ấp Thị"), ("", "huyện Tân Hồng", "inherited")),
        (Address("", "xã Thông Bình"), ("xã Thông Bình", "huyện Tân Hồng", "inherited")),
        (Address("", "xã Thông Bình", "huyện Tân Hồng"), ("xã Thông Bình", "huyện Tân Hồng", "stated")),
        # A commune of another district of the province: the document's district is not put over it.
        (Address("", "xã Gáo Giồng"), ("xã Gáo Giồng", "", "unknown")),
        (Address("", "", "", "tỉnh Hòa Bình"), ("", "", "unknown")),
    ],
)
def test_what_is_inherited(address: Address, wanted: tuple[str, str, str]) -> None:
    found = resolve(address, TAN_HONG, date(2020, 12, 1))
    assert (found.commune, found.district, found.basis) == wanted


def test_a_district_nobody_states_is_unknown() -> None:
    found = place("xã Nhân Nghĩa")
    assert (found.district, found.basis, found.district_area) == ("", "unknown", "")
    assert found.commune_2025 == "xã Nhân Nghĩa"


def test_a_commune_document_lends_its_commune() -> None:
    home = Home("tỉnh Đồng Tháp", "", "xã Tân Hồng")
    found = resolve(Address("ấp 1"), home, NEW_MAP)
    assert (found.hamlet, found.commune, found.district_area) == ("ấp 1", "xã Tân Hồng", "huyện Tân Hồng")
    assert resolve(Address("", "xã Tân Thành"), home, NEW_MAP).commune == "xã Tân Thành"


def test_the_basis_of_a_district_from_a_name_is_kept() -> None:
    assert resolve(Address(district="Tân Lạc"), HOA_BINH, PLAN, basis="name").basis == "name"


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2023, 5, 1), ("tỉnh Thừa Thiên Huế", "thành phố Huế")),
        (date(2025, 8, 1), ("Thành phố Huế", "")),
    ],
)
def test_hue_was_a_district_and_is_a_province(on: date, wanted: tuple[str, str]) -> None:
    found = resolve(Address(district="thành phố Huế"), Home("tỉnh Thừa Thiên Huế"), on)
    assert (found.province, found.district) == wanted


def test_a_new_name_in_a_plan_before_its_time_still_leads_to_today() -> None:
    found = place("xã Mường Bi", on=date(2025, 6, 20))
    assert (found.commune, found.commune_2025, found.problems) == ("xã Mường Bi", "xã Mường Bi", ())
    # But only on the ground of the document's own province: Tam Đảo was Vĩnh Phúc.
    assert place("xã Tam Đảo", on=date(2025, 6, 20)).problems[0].code == "unknown-place"


@pytest.mark.parametrize(
    ("name", "level", "home", "on", "wanted"),
    [
        ("Hòa Bình", "province", Home(), PLAN, "tỉnh Hòa Bình"),
        ("Hà Nội", "province", Home(), PLAN, "Thành phố Hà Nội"),
        ("Tân Lạc", "district", HOA_BINH, PLAN, "huyện Tân Lạc"),
        ("Tân Lạc", "commune", Home("tỉnh Phú Thọ"), NEW_MAP, "xã Tân Lạc"),
        # Before July 2025 there was no such commune; without its type word it is not taken for the one to come.
        ("Tân Lạc", "commune", HOA_BINH, PLAN, None),
        ("Cao Lãnh", "district", Home("tỉnh Đồng Tháp"), PLAN, None),
        ("Atlantis", "province", Home(), PLAN, None),
        ("Atlantis", "commune", HOA_BINH, PLAN, None),
        ("", "district", HOA_BINH, PLAN, None),
    ],
)
def test_canonical(name: str, level: str, home: Home, on: date, wanted: str | None) -> None:
    assert canonical(name, level, home, on) == wanted


def test_an_unknown_province_is_reported_where_it_was_printed() -> None:
    problem = Problem("unknown-place", "province", "tỉnh Hòa Bìnk", ("tỉnh Hòa Bình",))
    assert resolve(Address(province="tỉnh Hoà Bìnk"), Home(), PLAN).problems == (problem,)
    assert resolve(Address(), Home("tỉnh Hoà Bìnk"), PLAN).problems == ()


TRUTH = Path(__file__).parents[3] / "shared/truth/entries.csv"
COLUMNS = ("commune", "district", "province", "district_area", "province_2025", "commune_2025")
DATES = {"hoa-binh-2019-181-kh-ubnd.txt": PLAN, "tan-hong-2017-2020.txt": None}


@pytest.mark.skipif(not TRUTH.exists(), reason="the hand labels are not in this clone")
def test_the_hand_labels() -> None:
    with TRUTH.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            home = HOA_BINH if row["source_file"].startswith("hoa-binh") else TAN_HONG
            printed = {c: row[c].split("|")[0] for c in ("hamlet", "commune", "district")}
            if row["place_basis"] == "inherited":
                printed["district"] = ""
            found = resolve(Address(**printed), home, DATES[row["source_file"]])
            for column in COLUMNS:
                assert getattr(found, column) in row[column].split("|"), (row["title"], column, found)
