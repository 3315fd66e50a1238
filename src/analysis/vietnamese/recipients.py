"""Recipients as lists print them: who (collective, individual, household), the bare name, rank or position, address."""

import re
from dataclasses import dataclass
from functools import cache

from analysis.datafiles import read_rows
from analysis.vietnamese.addresses import Address, AddressSpan, find_addresses
from analysis.vietnamese.letters import CAPITAL, tidy


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient. `kind` is collective, individual, household or "" where the words do not tell."""

    raw: str
    name: str = ""
    kind: str = ""
    is_plural: bool = False
    honorific: str = ""
    position: str = ""
    address: Address = Address()


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    role: str


@cache
def _cues() -> dict[str, _Cue]:
    rows = read_rows("analysis.vietnamese", "recipient_words.csv")
    return {row["cue"]: _Cue(row["kind"], row["role"]) for row in rows}


@cache
def _pattern(*roles: str) -> re.Pattern[str]:
    cues = sorted((c for c, cue in _cues().items() if cue.role in roles), key=len, reverse=True)
    alternatives = "|".join(re.escape(c).replace(r"\ ", r"\s+") for c in cues)
    return re.compile(rf"(?:{alternatives})(?:(?<=\.)|(?!\w))", re.IGNORECASE)


@cache
def _family_names() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_rows("analysis.vietnamese", "family_names.csv"))


@cache
def _households() -> re.Pattern[str]:
    cues = sorted((c for c, cue in _cues().items() if cue.kind == "household"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, cues))})(?!\w)\s*", re.IGNORECASE)


_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)?")
# "Thầy cô Trường Tiểu học A": the school bears it. Trap: "Bà Hai – Giáo viên Trường A", whose position it is
_STAFF = re.compile(
    r"^(?:tập thể\s+)?"
    r"(?:thầy,? (?:và )?cô|thầy(?: và|,)? trò|cô(?: và|,)? trò|giáo viên|học sinh|cán bộ,? giáo viên)(?:,? (?:và )?"
    r"(?:trò|học sinh|nhân viên|giáo viên))*\s+(?=trường\s)",
    re.IGNORECASE,
)
_SEPARATORS = " ,;:.-–—()"
_ORDINAL = re.compile(r"^\s*(?:[-+*•–]\s*|\d{1,3}\s*[.)/]\s*(?=\D))")
_MAX_NAME = 6


def _personal_name(text: str, start: int) -> int:
    """Return where the run of capitalised syllables that begins at `start` ends."""
    end, position, taken = start, start, 0
    while taken < _MAX_NAME and (token := _NAME.match(text, position)):
        if not token.group()[0].isupper() or (taken and _starts_address(text, position)):
            break
        end, taken = token.end(), taken + 1
        position = end + 1 if text[end : end + 1] == " " else len(text)
    return end


def _starts_address(text: str, position: int) -> bool:
    spans = find_addresses(text[position : position + 60])
    return bool(spans) and spans[0].start == 0 and text[position].islower()


def _proper(name: str) -> str:
    """Write a name printed in capitals as a name: NGUYỄN VĂN A -> Nguyễn Văn A."""
    return name.title() if name.isupper() and " " in name else name


# "Cựu chiến binh (CCB)", "Thương binh 2/4"
_SHORT_FORM = re.compile(r"\([A-ZĐ]{2,6}\)|\d/\d(?=[\s,])")
# What a form of address says of health is not kept
_HEALTH = re.compile(r"(?:thương|bệnh) binh(?:\s+(?:hạng\s+)?\d/\d)?", re.IGNORECASE)


def _honorifics_end(text: str, start: int) -> int:
    """Skip all honorifics and ranks ("Đồng chí Đại tá", "Cựu chiến binh (CCB)"); a capitalised name must follow."""
    end = start
    while match := _pattern("honorific").match(text, end) or (end > start and _SHORT_FORM.match(text, end)):
        end = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip(" ,:"))
    return end if text[end : end + 1].isupper() else start


def person_at(text: str, start: int) -> bool:
    """Tell whether a household or a person introduced by a cue word begins at `start`: "Thiếu tá Lò Văn A"."""
    household = _households().match(text, start)
    after = household.end() if household else start
    named = _honorifics_end(text, after)
    return named > after or bool(household and text[after : after + 1].isupper())


def _looks_personal(words: str) -> bool:
    tokens = words.split()
    if not 3 <= len(tokens) <= 5:
        return False
    capital = all(token[0].isupper() and token.replace("'", "").replace("’", "").isalpha() for token in tokens)
    # family names of small peoples are in no list; "Thị" and "Văn" stand in the middle of a person's name alone
    return capital and (tokens[0].lower() in _family_names() or tokens[1] in ("Thị", "Văn"))


def parse_recipient(text: str, default_kind: str = "") -> Recipient:
    """Read one recipient cell; `default_kind` is what the heading above the list says.

    >>> parse_recipient("Gia đình ông Hà Văn A, xóm Bái, xã Nam Sơn").name
    'Hà Văn A'
    >>> parse_recipient("Trường Tiểu học Lê Văn Tám, thành phố Hòa Bình").kind
    'collective'
    """
    words = _STAFF.sub("", _ORDINAL.sub("", tidy(text)).strip(" ,;:"), count=1)
    if not words:
        return Recipient(text)
    return _person(text, words) or _collective(text, words) or _bare_name(text, words, default_kind)


def _person(raw: str, words: str) -> Recipient | None:
    """Read a household or a person introduced by a cue word; the address may come first."""
    start = _leading_address_end(words)
    household = _households().match(words, start)
    after = household.end() if household else start
    named = _honorifics_end(words, after)
    if named == after and not (household and words[after : after + 1].isupper()):
        return None
    end = _personal_name(words, named)
    kind = "household" if household else "individual"
    return _with_tail(raw, words, kind, (start, named, end))


def _leading_address_end(words: str) -> int:
    spans = find_addresses(words)
    if not spans or spans[0].start != 0:
        return 0
    rest = words[spans[0].end :].lstrip(_SEPARATORS)
    position = len(words) - len(rest)
    cued = _households().match(words, position) or _honorifics_end(words, position) > position
    return position if cued else 0


def _with_tail(raw: str, words: str, kind: str, bounds: tuple[int, int, int]) -> Recipient:
    start, named, end = bounds
    span = _best_address(words, end, start)
    position = _position(words, end, span if span and span.start >= end else None)
    return Recipient(
        raw=raw,
        name=_proper(words[named:end].strip(_SEPARATORS)),
        kind=kind,
        is_plural=bool(re.match(r"các\s", words[start:], re.IGNORECASE)),
        honorific=tidy(_HEALTH.sub("", words[start:named])).strip(_SEPARATORS),
        position=position,
        address=span.address if span else Address(),
    )


_DWELLING = re.compile(
    r"[\s,;:(–-]*(?:thường trú tại|trú tại|cư trú tại|ngụ tại|sinh sống tại|ở tại|ngụ|trú|ở|tại|thuộc)$", re.IGNORECASE
)
# Ethnic origin, membership of the Party and health are no position and are not kept
_SENSITIVE = re.compile(
    r"(?<!\w)(?:là\s+)?(?:(?:người|đồng bào)\s+)*(?:dân tộc\s|đảng viên|(?:người )?khuyết tật)[^,;()–-]*[,;]?\s*",
    re.IGNORECASE,
)


def _position(words: str, start: int, span: AddressSpan | None) -> str:
    """Return the words between name and address; "Chủ tịch UBND" keeps the unit it governs."""
    between = words[start : span.start if span else len(words)]
    bare = _DWELLING.sub("", _SENSITIVE.sub("", between).strip(_SEPARATORS)).strip(_SEPARATORS)
    governs = span and bare and between.rstrip()[-1] not in _SEPARATORS and between.strip().endswith(bare)
    return words[start : span.units[0].end].strip(_SEPARATORS) if governs and span else bare


def _best_address(words: str, after: int, before: int) -> AddressSpan | None:
    """Return the fullest chain behind the name, else the one before it."""
    spans = [s for s in find_addresses(words) if s.start >= after or s.end <= before]
    return max(spans, key=lambda s: (len(s.units), s.start), default=None)


def _collective(raw: str, words: str) -> Recipient | None:
    plural = _SEVERAL.match(words)
    match = _pattern("cue", "place", "plural").match(words, plural.end() if plural else 0)
    if not match or _doubtful_family(words):
        return None
    cue = _cues()[re.sub(r"\s+", " ", match.group().lower())]
    spans = find_addresses(words)
    name_end = _collective_name_end(words, spans)
    span = max(spans, key=lambda s: (len(s.units), s.start), default=None)
    return Recipient(
        raw=raw,
        name=words[:name_end].strip(" ,;:-–("),
        kind=cue.kind,
        is_plural=cue.role == "plural" or plural is not None,
        address=span.address if span else Address(),
    )


def _doubtful_family(words: str) -> bool:
    """Tell "Đoàn Thị B", a person, from a union ("đoàn"): every syllable is capitalised."""
    head = re.split(r"[,;(:–-]", words, maxsplit=1)[0].strip()
    return _looks_personal(head) and len(head.split()) <= 4 and not head.isupper()


_SEVERAL = re.compile(r"(?:các|một số|nhiều|những)\s+", re.IGNORECASE)
# "Doanh nghiệp tư nhân A của ông B"
_OWNER = re.compile(r"\s+(?:của|do)\s+(?:ông|bà|anh|chị|đồng chí|gia đình|hộ|vợ chồng)\s", re.IGNORECASE)
_SET_OFF = re.compile(r"[,;(–-]\s*(?:trực thuộc|thuộc|ở|tại|trên địa bàn)?$|\s(?:ở|tại)$")
# "Công an xã Bình Hải giữ yên xóm làng": what follows the place is a deed, not the name
_DEED_BEHIND = re.compile(rf"\s+(?!(?:và|với|cùng|trực thuộc|thuộc)(?!\w))(?!{CAPITAL})[^\W\d_]")


def _collective_name_end(words: str, spans: list[AddressSpan]) -> int:
    """Cut the name before the first unit that a comma, dash or bracket sets off from it, and before its owner."""
    if owner := _OWNER.search(words):
        return owner.start()
    units = sorted((unit for span in spans for unit in span.units), key=lambda u: u.start)
    starts = {unit.start for unit in units}
    for unit in units:
        lead = _SET_OFF.search(words[: unit.start].rstrip())
        if unit.start and lead:
            return lead.start()
        deed = _DEED_BEHIND.match(words, unit.end)
        if unit.start and deed and deed.end() - 1 not in starts:
            return unit.end
    return len(words)


def _bare_name(raw: str, words: str, default_kind: str) -> Recipient:
    end = _personal_name(words, 0)
    head = words[:end]
    # "Danh hiệu ...": a capital and a word behind it are no name
    goes_on = " " not in head and re.match(r"\s[^\W\d_A-ZĐ]", words[end:]) is not None
    if _looks_personal(_proper(head)) or (default_kind in ("individual", "household") and end and not goes_on):
        return _with_tail(raw, words, default_kind or "individual", (0, 0, end))
    spans = find_addresses(words)
    span = max(spans, key=lambda s: (len(s.units), s.start), default=None)
    name = words[: _collective_name_end(words, spans)].strip(_SEPARATORS)
    return Recipient(raw, name, default_kind, address=span.address if span else Address())
