"""Models, exemplars and movements that prose names in quotes.

Real: "mô hình “A”; mô hình “B” mô hình “C”; phong trào “D”..." (no separator before C, an open list). Trap: a quoted
newspaper column after "mô hình mới, cách làm hay, “...”" is no model: between the introducing word and the quote only a
list opener ("như:", "gồm:") may stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.extracting.count_scope import movement_phrases
from analysis.extracting.evidence import Evidence
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import Quoted, find_quoted
from analysis.extracting.titles import KIND_WORDS, introducing_word
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.letters import CAPITAL, fold, tidy, upper_share
from analysis.vietnamese.recipients import Recipient, parse_recipient
from analysis.vietnamese.units import find_units

_KINDS = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_FORM_WORD = r"(?:câu lạc bộ|clb|tổ|nhóm|đội|chi hội)?\s*"
_BETWEEN = re.compile(
    rf"[\s,;.…]*(?:và|hoặc|cùng với|với)?\s*(?:(?:{_KINDS})(?!\w)\s*(?:điểm|về)?\s*:?)?\s*{_FORM_WORD}", re.IGNORECASE
)
# "“A” của Tiểu đoàn 208; “B” của Bệnh xá ...": each name with its bearer
_BETWEEN_OWNED = re.compile(
    rf"\s*,?\s*(?:(?:của|do|tại|ở)\s[^“”\";]{{2,140}};|\([^()“”\"]{{2,80}}\)\s*[,;])\s*(?:(?:{_KINDS})\s*:?\s*)?",
    re.IGNORECASE,
)
_OPENER = re.compile(
    rf"(?<!\w)({_KINDS})(?!\w)([^“”\".;]{{0,100}}?)"
    rf"(?:(?:như|gồm|gồm có|bao gồm|đó là|cụ thể|sau|sau đây|là)\s*:?|:)\s*{_FORM_WORD}$",
    re.IGNORECASE,
)
# "* Lĩnh vực văn hóa - xã hội: “A” (Hội B), “C” (Hội D)": the field of the item may stand before its first quote
_QUOTED_ITEM = re.compile(
    r"(?:[-–+*•]|\(?\d{1,2}(?:\.\d{1,2})*\s*[.)/]|[a-zđ]\s*[-)])\s*"
    r"(?:(?:Trong |Về )?lĩnh vực [^:;.“”\"]{2,60}:\s*|[^\W\d_][^:;.“”\"]{2,80}:\s*)?[“\"«]",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\s*[,;]?\s*(?:\.\.\.|…|v\.\s?v)")
_OPEN_OWNER = re.compile(r"\s*,?\s*(?:của|do|tại|ở)\s[^;:“”\"]{2,120}?(?:\.\.\.|…|v\.\s?v)")
_DECLARED = re.compile(rf"(?<![\w.,/])(\d{{1,3}})\s+(?:{_KINDS})(?!\w)", re.IGNORECASE)
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
    r"\s(?:xây dựng|thực hiện|triển khai|phát động|thành lập|duy trì|tổ chức|làm chủ|khởi xướng|gây dựng|sáng lập|"
    r"đề xuất|vận hành|phối hợp|thu gom|đã|được|giúp|đạt|với|và mô hình|mỗi năm|hằng năm|hàng năm|hiện|nay|thu hút|"
    r"tiếp nhận|phục vụ|hỗ trợ|ra đời|giữ|dạy|nấu|may|gom|dọn|trồng|nuôi|chăm|khám|tặng|trao|vận động|kêu gọi|ủng hộ|"
    r"quyên góp|đón|mở|làm|xây|lắp|tuyên truyền|tuần tra|bắt|cứu|giải quyết|khởi xướng|chủ trì|có|do|từ|nhân ra|"
    r"đứng ra|cung cấp|hoàn thành)\b"
)
_OWNER_BEFORE = re.compile(
    r"(?:^|[;:.]\s+|[”\"]\s*,?\s*(?:còn|và)?\s*|\s(?:như|là)\s+)(?P<owner>[^;:.“”\"]{3,160}?)\s*,?\s+"
    r"(?:(?:đã|đang|đều|cũng|tiếp tục|tích cực|bước đầu|thì)\s+)*"
    r"(?:với|có|xây dựng|thực hiện|triển khai|duy trì|giữ|lập|mở|ra mắt|vận hành|thành lập|phát huy|nhân rộng|đăng ký|"
    r"làm|áp dụng)"
    r"(?:\s+(?:được|tốt|vững|thành công|có hiệu quả|hiệu quả|thí điểm))*\s+(?:các\s+)?mô hình\s*:?\s*$",
    re.IGNORECASE,
)
# "“A”, Đoàn Thanh niên xã B có mô hình “C”": who stands between bears the second
_OF_NEXT = re.compile(
    r"\s(?:với|có|giữ|lập|mở|ra mắt|xây dựng|thực hiện|triển khai|duy trì)\s(?:\S+\s){0,2}?mô hình\s*$"
)
_OWNER_COLON = re.compile(
    rf"^\s*(?:(?:[-–+*•]|\(?\d{{1,2}}(?:\.\d{{1,2}})*\s*[.)/]|[a-zđ]\s*[-)])\s*){{1,2}}(?P<owner>{CAPITAL}[^:“”\"]{{3,120}}):"
    r"\s*(?:(?:mô hình|điển hình)\s*)?$"
)
_LEGAL_BASIS = re.compile(r"\s*(?:[-–+*]\s*)?(?:Căn cứ|Xét đề nghị|Theo đề nghị)\b")
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
_ITEM_MARK = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)/]|[a-zđ]\s*[-)])\s*")
_ITEM_MARKS = " -–+*•"
_AT = re.compile(r"\s*(?:ở|tại)\s", re.IGNORECASE)
_MAX_TITLE = 250
_CAPITALS = 0.8


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """One naming of a model, exemplar or movement in a paragraph."""

    kind: str
    title: str
    recipient: Recipient
    start: int
    end: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NamedList:
    """Namings that follow one another; `is_open` when the list ends with "..."."""

    entries: tuple[NamedEntry, ...]
    declared: int | None
    is_open: bool
    evidence: Evidence

    @property
    def kind(self) -> str:
        """The kind most of its entries have."""
        kinds = [entry.kind for entry in self.entries]
        return max(dict.fromkeys(kinds), key=kinds.count)

    @property
    def is_list(self) -> bool:
        """Whether it holds or declares more than a single naming."""
        return len(self.entries) > 1 or self.is_open or self.declared is not None


def find_named(paragraph: Paragraph) -> list[NamedList]:
    """Return the lists of quoted models, exemplars and movements of a paragraph.

    Legal bases and headings in capitals name none.
    """
    is_title = paragraph.text == paragraph.heading and upper_share(paragraph.text) > _CAPITALS
    if _LEGAL_BASIS.match(paragraph.text) or is_title:
        return []
    announced = _announced_kind(paragraph)
    return [_as_list(paragraph, run) for run in _runs(paragraph.text, announced)]


def _announced_kind(paragraph: Paragraph) -> str:
    """Return the kind the line above announces for an item that opens with a quote: "Các mô hình gồm: / • “A” - B"."""
    words = re.search(rf"(?<!\w)({_KINDS})(?!\w)", paragraph.lead, re.IGNORECASE) if paragraph.is_item else None
    return KIND_WORDS[words.group(1).lower()] if words and _QUOTED_ITEM.match(paragraph.text) else ""


def _runs(text: str, announced: str) -> Iterator[list[tuple[Quoted, str]]]:
    run: list[tuple[Quoted, str]] = []
    for quoted in find_quoted(text):
        between = text[run[-1][0].end : quoted.start] if run else ""
        follows = bool(run) and (_BETWEEN.fullmatch(between) or _BETWEEN_OWNED.fullmatch(between)) is not None
        kind = introducing_word(text, quoted.start) or (run[-1][1] if follows else _opened_kind(text, quoted.start))
        kind = kind or ("" if run else announced)
        if run and not (follows and kind):
            yield run
            run = []
        if kind and len(quoted.inner) <= _MAX_TITLE and not _is_class(text, quoted, kind):
            run.append((quoted, kind))
    if run:
        yield run


def _is_class(text: str, quoted: Quoted, kind: str) -> bool:
    """Tell a class from a model: "2.071 mô hình, điển hình “Dân vận khéo”" counts models of a programme."""
    counted = re.search(rf"\d\s+(?:{_KINDS})(?:\s*,\s*(?:{_KINDS}))?\s*$", text[: quoted.start], re.IGNORECASE)
    programme = kind != "movement" and fold(tidy(quoted.inner)) in movement_phrases()
    return counted is not None or programme


def _opened_kind(text: str, position: int) -> str:
    """Return the kind that a list opener before `position` announces: "các mô hình tiêu biểu như: “...”"."""
    match = _OPENER.search(text[:position])
    return KIND_WORDS[match.group(1).lower()] if match else ""


def _as_list(paragraph: Paragraph, run: list[tuple[Quoted, str]]) -> NamedList:
    text = paragraph.text
    first, last = run[0][0], run[-1][0]
    entries = tuple(_as_entry(paragraph, quoted, kind) for quoted, kind in run)
    announced = text[max(0, first.start - 120) : first.start].rpartition(". ")[2]
    declared = _DECLARED.findall(announced)
    return NamedList(
        entries=entries,
        declared=int(declared[-1]) if declared and len(run) > 1 else None,
        is_open=bool(_OPEN_END.match(text, last.end) or _OPEN_OWNER.match(text, last.end)),
        evidence=paragraph.evidence(first.start, last.end),
    )


def _as_entry(paragraph: Paragraph, quoted: Quoted, kind: str) -> NamedEntry:
    text = paragraph.text
    return NamedEntry(
        kind=kind,
        title=tidy(quoted.inner),
        # a campaign is everybody's
        recipient=_owner(text, quoted) if kind != "movement" else Recipient(""),
        start=quoted.start,
        end=quoted.end,
        evidence=paragraph.evidence(*_sentence(text, quoted.start, quoted.end)),
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a naming, between ";", "." or ":"."""
    before = max(text.rfind(mark, 0, start) for mark in (";", ". ", ": "))
    after = [position for mark in (";", ". ", "...") if (position := text.find(mark, end)) >= 0]
    begin = before + 1 if before >= 0 else 0
    return begin + len(text[begin:start]) - len(text[begin:start].lstrip()), min(after, default=len(text))


def _owner(text: str, quoted: Quoted) -> Recipient:
    """Return who bears the model, where the clause says it: "mô hình “A” của Hội ..." or "Hội ... với mô hình “A”"."""
    if after := _stated_behind(text, quoted.end):
        owner = _without_deed(_OWNER_VERB.split(after.group("owner"), maxsplit=1)[0])
    elif before := _OWNER_BEFORE.search(text[max(0, quoted.start - 220) : quoted.start]):
        owner = _OWNER_VERB.split(_INTRODUCED.sub("", before.group("owner"), count=1), maxsplit=1)[0]
    elif stated := _OWNER_COLON.match(text[: quoted.start]):
        owner = stated.group("owner")
    else:
        return _placed(text, quoted)
    recipient = parse_recipient(_ITEM_MARK.sub("", owner).strip(_ITEM_MARKS))
    if recipient.kind:
        return replace(recipient, address=_below(recipient.address, _place_before(text, quoted)))
    spans = find_addresses(owner)
    # "ở xã Đak Mang có mô hình “A”": a place, nobody's name
    return Recipient("", address=spans[0].address) if spans and _AT.match(owner) else _placed(text, quoted)


def _stated_behind(text: str, end: int) -> re.Match[str] | None:
    found = (pattern.match(text, end) for pattern in (_OWNER_AFTER, _OWNER_BESIDE, _OWNER_BEHIND_DASH))
    return next((match for match in found if match and not _OF_NEXT.search(match["owner"])), None)


def _place_before(text: str, quoted: Quoted) -> Address:
    """Return the place a clause opens with: "Ở phường A, mô hình “B” của Tổ hợp tác C"."""
    clause = re.split(r"[.;:”]\s", text[: quoted.start])[-1]
    lead = _AT.match(clause)
    spans = find_addresses(clause[lead.end() :]) if lead else []
    return spans[0].address if spans and spans[0].start == 0 else Address()


def _below(own: Address, stated: Address) -> Address:
    """Fill what an address without any commune or district of its own leaves open."""
    return own if own.commune or own.district else replace(stated, hamlet=own.hamlet or stated.hamlet)


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
    return Recipient("", address=spans[0].address) if near else Recipient("")
