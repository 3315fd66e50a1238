"""The field of an entry: activity first, recipient last, and "not known" where the text does not say."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.fields import FieldLabel, classify, subfield_codes, taxonomy
from analysis.fields.lexicon import lexicon
from analysis.vietnamese.letters import fold


def zones(label: FieldLabel) -> list[tuple[str, str]]:
    return [(zone, words) for zone, _, words in (term.partition(": ") for term in label.terms.split("; ") if term)]


@pytest.mark.parametrize(
    ("title", "subfield"),
    [
        ("Nuôi dê sinh sản", "nong-lam-thuy-san"),
        ("Nuôi thương phẩm cá lóc đầu nhím", "nong-lam-thuy-san"),
        ("Trồng bưởi da xanh", "nong-lam-thuy-san"),
        ("Đan lục bình", "cong-nghiep-ttcn"),
        ("Giữ xe miễn phí", "an-sinh-nhan-dao"),
        ("Hũ gạo tình thương", "an-sinh-nhan-dao"),
        ("Ngôi nhà khăn quàng đỏ", "an-sinh-nhan-dao"),
        ("Tiếng loa an ninh", "an-ninh-trat-tu"),
        ("Ánh sáng an ninh", "an-ninh-trat-tu"),
        ("Zalo kết nối bình yên", "an-ninh-trat-tu"),
        ("Tổ liên gia an toàn PCCC", "atgt-pccc"),
        ("Thùng rác thanh niên", "moi-truong"),
        ("Con đường bích họa", "moi-truong"),
        ("5 không 3 sạch", "gia-dinh-tre-em"),
        ("Ngày thứ 7 tình nguyện", "chinh-quyen-cchc"),
    ],
)
def test_a_bare_title_is_enough(title: str, subfield: str) -> None:
    label = classify(title)
    assert (label.subfield, label.status) == (subfield, "sure")


@pytest.mark.parametrize(
    "title",
    [
        "03 trong 01",
        "4+1",
        "Ba nhất",
        "Điểm sáng",
        "Năm tốt",
        "Mô hình 4 trong 1",
        "Tập thể Lao động xuất sắc",
        "",
        "…",
    ],
)
def test_a_title_that_says_nothing_stays_unclassified(title: str) -> None:
    label = classify(title)
    assert (label.field, label.subfield, label.status) == ("chua-phan-loai", "chua-phan-loai", "none")
    assert (label.score, label.margin) == (0.0, 0.0)


@pytest.mark.parametrize(
    "name",
    ["Mai Văn Bình", "Đào Thị Lan", "Lê Thị Hồng", "Hồng Thị Sen", "Nguyễn Văn Cà", "Tiêu Thị Bí", "xã Quyết Thắng"],
)
def test_a_name_is_no_crop(name: str) -> None:
    assert classify(name).status == "none"


@pytest.mark.parametrize(
    ("title", "not_subfield"),
    [
        ("Cam kết không vi phạm", "nong-lam-thuy-san"),
        ("Nuôi heo đất", "nong-lam-thuy-san"),
        ("Cá nhân tiêu biểu", "nong-lam-thuy-san"),
        ("Ứng dụng công nghệ trong sản xuất công nghệ phẩm", "nong-lam-thuy-san"),
        ("Nuôi con nuôi", "nong-lam-thuy-san"),
        ("Rèn luyện đạo đức", "cong-nghiep-ttcn"),
        ("Trang trại của bé", "nong-lam-thuy-san"),
        ("Thắp sáng niềm tin", "nong-thon-moi"),
        ("Việc làm nhỏ, ý nghĩa lớn", "giam-ngheo-viec-lam"),
        ("Tổ hợp tác mai táng", "nong-lam-thuy-san"),
        ("Con đường hoa", "nong-lam-thuy-san"),
    ],
)
def test_a_short_word_inside_a_longer_one_does_not_count(title: str, not_subfield: str) -> None:
    assert classify(title).subfield != not_subfield


@pytest.mark.parametrize(
    ("title", "recipient", "subfield", "status"),
    [
        ("Phân loại rác thải nhựa", "Trường Tiểu học Bình Minh", "moi-truong", "sure"),
        ("Bếp ăn từ thiện", "Công an huyện Bình Minh", "an-sinh-nhan-dao", "sure"),
        ("Ba nhất", "Trường Mầm non Họa Mi", "giao-duc", "review"),
        ("Ba nhất", "Công an xã Bình Minh", "chua-phan-loai", "none"),
        ("Ba nhất", "Hội Liên hiệp Phụ nữ xã Bình Minh", "chua-phan-loai", "none"),
        ("Ba nhất", "Tòa án nhân dân huyện", "phap-luat", "review"),
    ],
)
def test_the_recipient_is_asked_last(title: str, recipient: str, subfield: str, status: str) -> None:
    label = classify(title, recipient=recipient)
    assert (label.subfield, label.status) == (subfield, status)


@pytest.mark.parametrize(
    ("title", "recipient", "subfield", "status"),
    [
        ("Ước mơ nhỏ", "Trường Mầm non Họa Mi", "giao-duc", "review"),
        ("Ước mơ nhỏ", "", "khuyen-hoc", "review"),
        ("Trồng rau an toàn", "Trường Mầm non Họa Mi", "nong-lam-thuy-san", "sure"),
    ],
)
def test_a_body_outweighs_one_hint_of_the_title(title: str, recipient: str, subfield: str, status: str) -> None:
    label = classify(title, recipient=recipient)
    assert (label.subfield, label.status) == (subfield, status)


@pytest.mark.parametrize(
    ("title", "recipient", "terms"),
    [
        ("Xe ôm xóm nhỏ", "Công an xã Bình Minh", [("title", "xe ôm"), ("recipient", "công an xã")]),
        ("Vui khỏe", "Công an xã Bình Minh", []),
    ],
)
def test_police_only_back_what_the_text_hints_at(title: str, recipient: str, terms: list[tuple[str, str]]) -> None:
    assert zones(classify(title, recipient=recipient)) == terms


@pytest.mark.parametrize(
    ("title", "subfield", "words"),
    [
        ("Sấy quả nhót", "cong-nghiep-ttcn", "sấy quả"),
        ("Tiệm giặt nhỏ 0 đồng", "an-sinh-nhan-dao", "tiệm giặt nhỏ 0 đồng"),
        ("Vớt rác ven hồ", "moi-truong", "vớt rác"),
        ("Ngõ nhỏ ngày thường rợp hoa", "moi-truong", "ngõ nhỏ ngày thường rợp hoa"),
    ],
)
def test_two_everyday_words_together_are_enough(title: str, subfield: str, words: str) -> None:
    label = classify(title)
    assert (label.subfield, label.status) == (subfield, "sure")
    assert words in [found for _, found in zones(label)]


@pytest.mark.parametrize("title", ["Lò. Bún", "Lò rất cũ và bún"])
def test_a_pair_is_two_words_near_each_other(title: str) -> None:
    assert classify(title).subfield != "cong-nghiep-ttcn"


def test_the_description_decides_where_the_title_says_nothing() -> None:
    label = classify("5+1+1", "Hộ khá giúp hộ nghèo con giống, vốn vay để thoát nghèo")
    assert label.subfield == "giam-ngheo-viec-lam"


def test_the_description_does_not_outvote_one_strong_word_of_the_title() -> None:
    benefits = "góp phần giảm nghèo, giải quyết việc làm, hỗ trợ hộ nghèo thoát nghèo, xóa nhà tạm, tạo việc làm"
    assert classify("Nuôi dê sinh sản", benefits).subfield == "nong-lam-thuy-san"


def test_what_follows_gan_voi_counts_half() -> None:
    first = classify("Trồng sầu riêng gắn với bảo vệ môi trường")
    second = classify("Bảo vệ môi trường gắn với trồng sầu riêng")
    assert (first.subfield, first.status) == ("nong-lam-thuy-san", "sure")
    assert (second.subfield, second.status) == ("moi-truong", "sure")


def test_a_tie_goes_to_review_and_names_what_comes_first() -> None:
    label = classify("Bánh tráng và nước mắm, chợ quê")
    assert (label.subfield, label.status) == ("cong-nghiep-ttcn", "sure")
    label = classify("Nước mắm, chợ quê")
    assert (label.subfield, label.status, label.margin) == ("cong-nghiep-ttcn", "review", 0.0)


def test_a_single_weak_word_goes_to_review() -> None:
    label = classify("Lúa ST25")
    assert (label.subfield, label.status, label.score) == ("nong-lam-thuy-san", "review", 1.0)


def test_the_field_is_known_where_the_activity_is_not() -> None:
    assert classify("Phát triển kinh tế gia đình").subfield == "kinh-te-khac"
    assert classify("Phát triển kinh tế gia đình nhờ trồng hoa").subfield == "nong-lam-thuy-san"
    assert classify("Quốc phòng - an ninh").subfield == "quoc-phong-an-ninh-khac"


def test_several_themes_in_one_exemplar() -> None:
    label = classify("Làm giàu theo lời Bác, chia sẻ yêu thương", "phát triển kinh tế gia đình, tạo việc làm")
    assert label.subfield in ("kinh-te-khac", "an-sinh-nhan-dao", "xay-dung-dang")
    assert label.tags == "kinh-te-ho; lam-theo-loi-bac"


def test_a_moved_subfield_takes_its_entries_along() -> None:
    moved = taxonomy({"moi-truong": "kinh-te"})
    assert classify("Thu gom rác thải").field == "van-hoa-xa-hoi"
    assert classify("Thu gom rác thải", taxonomy=moved).field == "kinh-te"
    assert classify("Thu gom rác thải", taxonomy=moved).subfield == "moi-truong"


@pytest.mark.parametrize(
    ("title", "within", "subfield", "status"),
    [
        ("Đường hoa xây dựng nông thôn mới", "kinh-te", "nong-thon-moi", "sure"),
        ("Đường hoa xây dựng nông thôn mới", "van-hoa-xa-hoi", "moi-truong", "sure"),
        ("Đường hoa xây dựng nông thôn mới", "quoc-phong-an-ninh", "quoc-phong-an-ninh-khac", "review"),
        ("03 trong 01", "he-thong-chinh-tri", "he-thong-chinh-tri-khac", "review"),
    ],
)
def test_a_stated_field_leaves_only_its_subfields(title: str, within: str, subfield: str, status: str) -> None:
    label = classify(title, within=within)
    assert (label.field, label.subfield, label.status) == (within, subfield, status)


@pytest.mark.parametrize("within", ["chua-phan-loai", "nong-lam-thuy-san", "khong-co"])
def test_only_a_field_can_be_stated(within: str) -> None:
    with pytest.raises(KeyError):
        classify("Nuôi dê sinh sản", within=within)


def test_terms_name_their_zone_and_stand_as_in_the_text() -> None:
    label = classify("Giáo dục kĩ năng sống", "phòng, chống đuối nước", "Trường Mầm non Họa Mi")
    assert zones(label) == [
        ("title", "giáo dục kĩ năng sống"),
        ("description", "phòng, chống đuối nước"),
        ("recipient", "trường mầm non"),
    ]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def modern_tones(text: str) -> str:
    pairs = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ụy": "uỵ"}
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


def long_dashes(text: str) -> str:
    return text.replace("-", "–")


TITLES = [
    "Hòa giải viên, ủy ban, khỏe - đẹp, hóa giải mâu thuẫn",
    "Xây dựng văn hóa - xã hội, xóa nhà tạm",
    "Hòa thuận - nuôi cá, trồng cam, quýt",
    "Số hóa thủy lợi",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("variant", [str.upper, str.title, nfd, modern_tones, long_dashes])
def test_spelling_does_not_change_the_label(title: str, variant: Callable[[str], str]) -> None:
    assert variant(title) != title or variant is long_dashes
    assert classify(variant(title), variant(title), variant(title)) == classify(title, title, title)


PHRASES = sorted(" ".join(keys) for keys, _ in lexicon().terms.items())
SENTENCES = st.lists(st.sampled_from(PHRASES) | st.text(max_size=8), max_size=6).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(SENTENCES, SENTENCES, SENTENCES)
def test_any_text_gets_a_label_whose_terms_stand_in_it(title: str, description: str, recipient: str) -> None:
    label = classify(title, description, recipient)
    texts = {"title": fold(title), "description": fold(description), "recipient": fold(recipient)}
    assert label.subfield in subfield_codes(label.field)
    assert (label.status == "none") == (label.subfield == "chua-phan-loai")
    assert label.score >= label.margin >= 0.0
    assert all(words and words in texts[zone] for zone, words in zones(label))


@settings(deadline=None, max_examples=200)
@given(SENTENCES)
def test_letters_of_another_form_give_the_same_label(text: str) -> None:
    assert classify(nfd(text), text) == classify(text, nfd(text))


@pytest.mark.parametrize("size", [10_000])
def test_a_very_long_text_is_no_danger(size: int) -> None:
    assert classify("nuôi " * size, "trồng cá " * size).subfield == "nong-lam-thuy-san"


def test_a_producer_without_a_deed_is_asked_for_its_trade() -> None:
    label = classify("14 thành viên", "", "Tổ hợp tác nuôi sò huyết")
    assert (label.subfield, label.status) == ("nong-lam-thuy-san", "review")
    assert classify("14 thành viên", "", "Hội Phụ nữ xã A").subfield == "chua-phan-loai"


@pytest.mark.parametrize(
    ("title", "subfield"),
    [
        ("Chi bộ gần dân", "xay-dung-dang"),
        ("Chi bộ thắp sáng đường quê", "nong-thon-moi"),
        ("Camera nông dân giữ vườn điều", "an-ninh-trat-tu"),
        ("Phân loại rác trong vườn điều", "moi-truong"),
        ("Vườn điều Đồng Tâm", "nong-lam-thuy-san"),
        ("Ghép mắt cải tạo vườn điều", "nong-lam-thuy-san"),
    ],
)
def test_the_deed_outweighs_who_acts_and_where(title: str, subfield: str) -> None:
    assert classify(title).subfield == subfield


def test_a_deed_of_another_field_does_not_weaken_the_scene_of_the_field_the_document_states() -> None:
    title = "Mỗi bờ ruộng một hàng hoa sao nhái"
    assert classify(title).subfield == "moi-truong"
    assert classify(title, within="kinh-te").subfield == "nong-lam-thuy-san"
