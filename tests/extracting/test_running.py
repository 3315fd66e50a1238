"""Lists that a conversion printed as one running line."""

from analysis.extracting.extract import extract
from analysis.reading import Document, Line

LIST = (
    "PHỤ LỤC DANH SÁCH MÔ HÌNH STT Tên tập thể, cá nhân Mô hình, điển hình I MÔ HÌNH: 04 "
    "1 Công an huyện Mai Sơn Mô hình: “Bản không ma túy”, giữ yên 12 bản "
    "2 Hội Phụ nữ xã Chiềng Mung, huyện Mai Sơn Mô hình “Nhà sạch vườn đẹp” "
    "3 Ông Lò Văn Thử, bản Co Chàm, xã Lóng Luông, huyện Vân Hồ Mô hình: “Trồng mận hậu”, thu 300 triệu đồng/năm "
    "4 Trường Mầm non Hoa Ban Mô hình: “Vườn cổ tích” "
    "II ĐIỂN HÌNH: 01 1 Bà Cầm Thị Thử, bản Áng, xã Đông Sang Điển hình “Làm du lịch cộng đồng”"
)


def extraction_of(text: str):  # type: ignore[no-untyped-def]
    return extract(Document("txt", (Line(text, "line 1"),)))


def test_serials_part_the_rows_and_names_of_models_the_cells() -> None:
    found = extraction_of(LIST)
    assert [(e.kind, e.item_no, e.title, e.recipient.kind) for e in found.entries] == [
        ("model", "1", "Bản không ma túy", "collective"),
        ("model", "2", "Nhà sạch vườn đẹp", "collective"),
        ("model", "3", "Trồng mận hậu", "individual"),
        ("model", "4", "Vườn cổ tích", "collective"),
        ("exemplar", "1", "Làm du lịch cộng đồng", "individual"),
    ]
    assert found.entries[2].recipient.address.district == "huyện Vân Hồ"
    assert [(s.name, s.declared, s.found) for s in found.sections] == [("MÔ HÌNH", 4, 4), ("ĐIỂN HÌNH", 1, 1)]


def test_numbers_in_the_words_part_nothing() -> None:
    assert len(extraction_of(LIST.replace("giữ yên 12 bản", "giữ yên 9 bản 5 năm")).entries) == 5


def test_duties_that_run_on_are_no_list() -> None:
    duties = (
        "Nhiệm vụ: 1 Sở Nội vụ chủ trì. 2 Sở Tài chính cấp kinh phí. 3 Báo Sơn La đưa tin. 4 UBND các huyện thực hiện."
    )
    assert extraction_of(duties).entries == []
