"""Who bears a quoted model, where its clause says it: "mô hình “A” của Hội B", "Hội B với mô hình “A”".

Trap: what follows a name behind a comma may be a deed ("..., đưa 2.318 người ra khỏi vùng ngập"), an office or a place.
"""

import re
from dataclasses import replace

from analysis.extracting.quotes import Quoted
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.letters import CAPITAL
from analysis.vietnamese.recipients import Recipient, parse_recipient
from analysis.vietnamese.units import find_units

_OWNER_AFTER = re.compile(r"\s*,?\s*(?:của|do)\s+(?P<owner>[^;.“”\"]{3,160})")
# Behind a dash or in brackets only a body or a person, never the description
_OWNER_BESIDE = re.compile(
    rf"\s*(?:\([^()“”]*\)\s*)?(?:[-–:]\s+|,\s+|\()(?P<owner>(?:{CAPITAL}|ông |bà |hộ |gia đình )[^;.“”\"()]{{3,160}})"
)
# "“A” cho phụ nữ, trẻ em – Hội B": whom it serves stands before the dash
_OWNER_BEHIND_DASH = re.compile(
    rf"\s+(?:cho|dành cho|nhằm|để|giúp|về)\s[^;.–“”\"():]{{2,90}}?\s[-–]\s+(?P<owner>{CAPITAL}[^;.“”\"()]{{3,160}})"
)
_OWNER_VERB = re.compile(
    r"\s(?:xây dựng|thực hiện|triển khai|phát động|thành lập|duy trì|tổ chức|làm chủ|tham mưu|gây dựng|sáng lập|"
    r"đề xuất|vận hành|phối hợp|thu gom|đã|được|giúp|đạt|với|và mô hình|mỗi năm|hằng năm|hàng năm|hiện|nay|thu hút|"
    r"tiếp nhận|phục vụ|hỗ trợ|ra đời|giữ|dạy|nấu|may|gom|dọn|trồng|nuôi|chăm|khám|tặng|trao|vận động|kêu gọi|ủng hộ|"
    r"quyên góp|đón|mở|làm|xây|lắp|tuyên truyền|tuần tra|bắt|cứu|giải quyết|khởi xướng|chủ trì|có|do|từ|nhân ra|"
    r"đứng ra|cung cấp|hoàn thành)\b"
)
_OWNER_BEFORE = re.compile(
    r"(?:^|[;:.]\s+|[”\"]\s*,?\s*(?:còn|và)?\s*|\s(?:như|là)\s+)(?P<owner>[^;:.“”\"]{3,160}?)\s*,?\s+"
    r"(?:(?:đã|đang|đều|cũng|tiếp tục|tích cực|bước đầu|thì)\s+)*"
    r"(?:với|có|xây dựng|thực hiện|triển khai|duy trì|giữ|lập|mở|ra mắt|vận hành|thành lập|phát huy|nhân rộng|đăng ký|"
    r"chọn|làm|áp dụng|vận động [^;:.“”\"]{3,80}?\s(?:bằng|qua|theo))"
    r"(?:\s+(?:được|tốt|vững|thành công|có hiệu quả|hiệu quả|thí điểm))*"
    r"(?:\s+(?:các\s+)?(?:mô hình|việc|chương trình|cách làm|phần việc))?\s*:?\s*$",
    re.IGNORECASE,
)
# "“A”, Đoàn Thanh niên xã B có mô hình “C”": who stands between bears the second
_OF_NEXT = re.compile(
    r"\s(?:với|có|giữ|lập|mở|ra mắt|xây dựng|thực hiện|triển khai|duy trì)\s(?:\S+\s){0,2}?mô hình\s*$"
)
_OWNER_COLON = re.compile(
    rf"^\s*(?:(?:[-–+*•]|\(?\d{{1,2}}(?:\.\d{{1,2}})*\s*[.)/]|[a-zđ]\s*[-.)])\s*){{1,2}}(?P<owner>{CAPITAL}[^:“”\"]{{3,120}}):"
    r"\s*(?:(?:mô hình|điển hình)\s*)?$"
)
_PLACE_LEAD = re.compile(r"\s*(?:,?\s*(?:ở|tại|được|do|của|trên địa bàn|thuộc)\s|\()")
# What stands between a name and its place: "Đại đức A, trụ trì chùa B, xã C"
_POSITION = re.compile(
    r"(?:nguyên|cựu|trụ trì|chủ tịch|phó|bí thư|trưởng|giáo viên|hiệu trưởng|cán bộ|giám đốc|nông dân|hội viên|"
    r"công chức|nhân viên|chi hội|tổ trưởng|đội trưởng|y sĩ|bác sĩ|già làng|nghệ nhân|người|dân tộc|"
    r"thành viên|ngư dân)(?!\w)"
)
# "Với lực lượng vũ trang, Thiếu tá A được biết đến với mô hình “B”"
_INTRODUCED = re.compile(r"(?:với|đối với|về|bên cạnh|ngoài)\s[^,]{3,60},\s+", re.IGNORECASE)
_NEAR = 40
_ITEM_MARK = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)/]|[a-zđ]\s*[-.)])\s*")
_HEAD = re.compile(r"\s*(?:[-–+*•]|\(?\d{1,3}\s*[.)/]|[a-zđ]\s*[-.)])?\s*(?P<place>[^:;.“”\"]{4,80}):\s")
_ITEM_MARKS = " -–+*•"
_HAS = re.compile(r"\s(?:có|với|xây dựng|nổi lên|nổi bật)\s")
_AT = re.compile(r"\s*(?:ở|tại)\s", re.IGNORECASE)


def owner_of(text: str, quoted: Quoted) -> Recipient:
    """Return who bears the model, where the clause says it: "mô hình “A” của Hội ..." or "Hội ... với mô hình “A”"."""
    if after := _stated_behind(text, quoted.end):
        owner = _without_deed(_OWNER_VERB.split(after.group("owner"), maxsplit=1)[0])
    elif before := _OWNER_BEFORE.search(text[max(0, quoted.start - 220) : quoted.start]):
        owner = _OWNER_VERB.split(_INTRODUCED.sub("", before.group("owner"), count=1), maxsplit=1)[0]
    elif stated := _OWNER_COLON.match(text[: quoted.start]):
        owner = stated.group("owner")
    elif headed := _headed_by(text, quoted):
        owner = headed
    else:
        return _placed(text, quoted)
    recipient = parse_recipient(_ITEM_MARK.sub("", owner).strip(_ITEM_MARKS))
    if recipient.kind:
        return replace(recipient, address=_below(recipient.address, _place_before(text, quoted)))
    spans = find_addresses(owner)
    # "ở xã Đak Mang có mô hình “A”": a place, nobody's name
    return Recipient("", address=spans[0].address) if spans and _AT.match(owner) else _placed(text, quoted)


def _headed_by(text: str, quoted: Quoted) -> str:
    """Return the body a paragraph opens with before a colon: "Đồn Biên phòng A (huyện B): phụ trách mô hình “C”"."""
    head = _HEAD.match(text[: quoted.start])
    told = head["place"] if head else ""
    name = re.split(r"[(,]", told)[0].split()
    # "Hội đồng nghe báo cáo về mô hình: ..." is a sentence and no name
    ends = told.rstrip(" )").split()[-1:]
    named = bool(name) and name[0][0].isupper() and not any(word[0].islower() for word in (name[-1], *ends))
    return told if named and parse_recipient(told).kind == "collective" else ""


def _stated_behind(text: str, end: int) -> re.Match[str] | None:
    found = (pattern.match(text, end) for pattern in (_OWNER_AFTER, _OWNER_BESIDE, _OWNER_BEHIND_DASH))
    return next((match for match in found if match and not _OF_NEXT.search(match["owner"])), None)


def _place_before(text: str, quoted: Quoted) -> Address:
    """Return the place a clause or the whole item opens with: "Ở phường A, mô hình “B”", "+ Xã A: mô hình “B”"."""
    head = _HEAD.match(text[: quoted.start])
    whole = find_addresses(head["place"]) if head else []
    if head and whole and whole[0].start == 0 and whole[0].end == len(head["place"].rstrip()):
        return whole[0].address
    clause = re.split(r"[.;:”]\s", text[: quoted.start])[-1].lstrip()
    lead = _AT.match(clause)
    told = clause[lead.end() if lead else 0 :]
    spans = find_addresses(told)
    # "huyện A có 3 mô hình, huyện B có mô hình “C”": the nearest of those that open a part
    opening = [s for s in spans if not told[: s.start].rstrip(" ") or told[: s.start].endswith(", ")]
    having = [s for s in opening if _HAS.match(told, s.end)]
    at = spans[:1] if lead and spans and spans[0].start == 0 else []
    return next((span.address for span in (*reversed(having), *at)), Address())


def _below(own: Address, stated: Address) -> Address:
    """Fill what an address leaves open; one with another commune or a district of its own lies elsewhere."""
    if own.district or (own.commune and stated.commune):
        return own
    return replace(stated, hamlet=own.hamlet or stated.hamlet, commune=own.commune or stated.commune)


def _without_deed(owner: str) -> str:
    """Cut "..., đưa 2.318 người ra khỏi vùng ngập" behind a body; ", xã A, huyện B" stays."""
    owner = owner.partition(":")[0]
    for comma in re.finditer(r",\s*(?=\w)", owner):
        units = find_units(owner[comma.end() :])
        told = not owner[comma.end()].isupper() and not _POSITION.match(owner, comma.end())
        if told and not (units and units[0].start == 0):
            return owner[: comma.start()]
    return owner


def _placed(text: str, quoted: Quoted) -> Recipient:
    """Return nobody at the place told behind the name: "mô hình “A” ở xóm B", "... được phụ nữ xã C duy trì"."""
    rest = re.split(r"[;.:“\"]", text[quoted.end :], maxsplit=1)[0]
    spans = find_addresses(rest)
    beside = bool(spans) and not rest[: spans[0].start].strip(" ,(")
    near = len(spans) == 1 and spans[0].start <= _NEAR and (beside or _PLACE_LEAD.match(rest))
    return Recipient("", address=_below(spans[0].address if near else Address(), _place_before(text, quoted)))
