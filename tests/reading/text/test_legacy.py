"""What is judged of the letters of a document, whatever its format."""

import pytest

from analysis.reading import Document, Line, UnreadableError
from analysis.reading.text.legacy import in_unicode, judged

REPORT = (
    "Trong năm, Hội Nông dân xã đã vận động hội viên giúp nhau phát triển kinh tế, nuôi ong, trồng bưởi và làm đường "
    "hoa; nhiều hộ vươn lên khá giả, được Chủ tịch Ủy ban nhân dân huyện tặng Giấy khen cho 12 hộ gia đình."
)
CYRILLIC = str.maketrans("aceopyxHTKM", "асеорухНТКМ")
HOLES = REPORT.encode("ascii", "replace").decode()


def document(text: str, reading: str = "text") -> Document:
    return Document("pdf", (Line(text, "page 1 line 1"),), reading=reading)  # type: ignore[arg-type]


def test_letters_of_another_script_that_look_right_are_no_loss() -> None:
    judged_document = judged(document(REPORT.translate(CYRILLIC)))
    assert judged_document.quality == "good" and not judged_document.remarks


def test_recognised_text_is_marked_where_other_text_is_refused() -> None:
    with pytest.raises(UnreadableError) as caught:
        judged(document(HOLES))
    assert caught.value.code == "damaged-text"
    recognised = judged(document(HOLES, "ocr"))
    assert recognised.quality == "suspect"
    assert [remark.code for remark in recognised.remarks] == ["damaged-text"]


VIQR = "U?y ban nha^n da^n ti?nh ta(.ng Ba(`ng khen cho ca'c ta^.p the^? va` ca' nha^n trong toa`n ti?nh"
TCVN3 = "C«ng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp"


def test_recognised_text_is_taken_for_no_legacy_encoding() -> None:
    for text in (VIQR, TCVN3):
        recognised = document(text, "ocr")
        assert in_unicode(recognised) is recognised
    assert in_unicode(document(TCVN3)).reading == "converted"
    with pytest.raises(UnreadableError, match="VIQR"):
        in_unicode(document(VIQR))
