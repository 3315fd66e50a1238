"""Where a narrative places those it tells of: "Cách đó không xa, ông A (thôn B, xã C) bỏ mía trồng bưởi".

The address tells a bearer from a guest. Trap: who holds an office ("ông A, Chủ tịch UBND xã B") only reports.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from analysis.extracting.activities import is_activity
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.letters import CAPITAL
from analysis.vietnamese.recipients import Recipient

_UNIT = r"(?:thôn|xóm|bản|buôn|bon|làng|ấp|khóm|khu|khối|tổ|xã|phường|thị trấn|sóc|TDP|KDC|khu phố)\s"
_FULL_NAME = rf"(?:{CAPITAL}[\w'’]*(?:\s{CAPITAL}[\w'’]*){{1,4}}|{CAPITAL}['’]\w+)"
_APPOSITIVE = (
    r"(?:,?\s+\(?(?:\d{2} tuổi|sinh năm \d{4}|(?:là\s+)?(?:người\s+)?dân tộc\s[^\W\d_]+|"
    r"(?:thương|bệnh) binh(?: hạng)? \d/\d)\)?)*"
)
_CALLED = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|CCB|[Cc]ựu chiến binh|[Nn]gư dân)"
_PERSON = re.compile(
    rf"(?:^|[\s,])(?P<person>(?:(?:vợ chồng|[Hh]ộ|[Gg]ia đình)\s+)?{_CALLED}\s+{_FULL_NAME})"
    rf"(?:,?\s+(?:và\s+)?(?:bà|chị)\s+{_FULL_NAME})?{_APPOSITIVE}"
    rf"(?=\s*\(\s*{_UNIT}|\s*,?\s+(?:ở|ngụ|trú|trú tại|ngụ tại|ở tại)\s+{_UNIT}|\s*,\s+{_UNIT}|"
    rf",\s+[^,.;()]{{3,40}},\s+{_UNIT}|\s+với\s)"
)
# "ở thôn A, xã B (C), vợ chồng ông D lại chọn cây lúa"
_AFTER_PLACE = re.compile(
    rf"(?:[Ởở]|[Tt]ại)\s+(?P<place>{_UNIT}[^.;“”\"]{{3,80}}?),\s+(?:có\s+)?"
    rf"(?P<person>(?:(?:vợ chồng|hộ|gia đình)\s+)?(?:ông|bà|anh|chị)\s+{_FULL_NAME})"
)
_BODY = re.compile(rf"(?:^|,)\s+(?P<person>(?:Hợp tác xã|HTX|Tổ hợp tác)\s+[^,.;()]{{3,60}}),?\s+\(?{_UNIT}")
_TITLED = re.compile(
    r"(?<!\w)(?:hộ|gia đình|vợ chồng|nông dân|hội viên|đồng chí|các|của|do|cho|bởi)\s+$", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\s*(?:[,(–-]\s*|\s(?:là|làm)\s+)(?:nguyên\s+)?(?:phó\s+)?"
    r"(?:chủ tịch|bí thư|trưởng|giám đốc|đại diện|cán bộ|hiệu|chủ nhiệm|tổng)",
    re.IGNORECASE,
)
_MODEL_OF = re.compile(
    rf"(?<!\w)mô hình\s+(?P<deed>[^.;:“”\"()]{{5,80}}?)\s+(?:của|do)\s+"
    rf"(?P<person>(?:(?:hộ|gia đình|vợ chồng)\s+)*(?:ông|bà|anh|chị)\s+{CAPITAL}|(?i:hợp tác xã|htx|tổ hợp tác)\s)"
)
_PLACE_BEFORE = re.compile(rf"(?<!\w)(?:ở|tại)\s+(?P<place>{_UNIT}[^.;“”\"]{{3,80}}),\s+(?:có\s+)?$", re.IGNORECASE)
# "huyện A có ông B, thôn C, xã D trồng cam"; "còn huyện A nổi lên gia đình bà B"
_PLACE_HAS = re.compile(
    r"\s*(?:còn\s+|riêng\s+)?(?P<place>(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố)\s[^.;:,“”\"]{2,40}?)"
    r"\s(?:có|với|nổi lên|nổi bật)\s(?:\S+\s){0,3}$",
    re.IGNORECASE,
)
_OPENING_PLACE = re.compile(
    r"\s*(?:ở|tại|(?:tìm |trở )?(?:đến|về|tới)(?: với)?|(?:ngược )?lên|xuôi về|trở lại)\s+(?P<place>.+)", re.IGNORECASE
)


def narrated_starts(text: str) -> Iterator[int]:
    """Yield where persons and cooperatives begin that a narrative places at an address."""
    for match in (*_PERSON.finditer(text), *_AFTER_PLACE.finditer(text), *_BODY.finditer(text)):
        start, end = match.span("person")
        if not _OFFICE.match(text, end) and not _TITLED.search(text[:start]):
            yield start


def owned_deeds(text: str) -> dict[int, str]:
    """Return where a bearer begins behind "mô hình nuôi dê núi của", with the deed."""
    return {m.start("person"): m["deed"] for m in _MODEL_OF.finditer(text) if is_activity(m["deed"])}


def placed(recipient: Recipient, before: str) -> Recipient:
    """Complete a person's address by the place the sentence opens with: "Đến xã B, hỏi nhà anh C ở thôn A"."""
    sentence = re.split(r"[.;]\s+", before)[-1]
    opening = _OPENING_PLACE.match(sentence) or _PLACE_BEFORE.search(sentence) or _PLACE_HAS.match(sentence)
    spans = find_addresses(opening.group("place")) if opening else []
    if not spans or spans[0].start != 0:
        return recipient
    return replace(recipient, address=_within(recipient.address, spans[0].address))


def _within(own: Address, around: Address) -> Address:
    """Fill in what an address leaves open; one with another commune or district of its own lies elsewhere."""
    if own.district or (own.commune and around.commune):
        return own
    return replace(around, hamlet=own.hamlet or around.hamlet, commune=own.commune or around.commune)
