"""What the columns and row labels of a table of numbers stand for."""

import re
from dataclasses import dataclass, replace
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.award_forms import form_and_level
from analysis.extracting.columns import TOTAL
from analysis.extracting.count_mentions import counted_noun
from analysis.extracting.count_roles import ROLES, scan_roles
from analysis.extracting.count_scope import PACKAGE, find_places, sector_codes, stated_once
from analysis.extracting.reward_forms import level_of, level_of_heading
from analysis.extracting.reward_roles import role_of_heading
from analysis.extracting.reward_words import form_of_code
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.dates import Period, find_periods
from analysis.vietnamese.letters import fold, tidy

_KINDS = {
    "tập thể": "collective", "cá nhân": "individual", "hộ gia đình": "household", "hộ": "household",
    "gia đình": "household", "tt": "collective", "cn": "individual", "hgđ": "household",
}  # fmt: skip
_KIND = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?!\w)")
_REWARDED = re.compile(r"(?<!\w)(?:khen|tặng|danh hiệu|huân chương|cờ thi đua|tôn vinh)(?!\w)")
_HOUSEHOLDS = re.compile(r"(?<!\w)(?:hộ|gia đình)(?!\w)")
_HOUSEHOLD_ROLES = (
    ("registered", re.compile(r"(?<!\w)đăng ký(?!\w)")),
    ("recognised", re.compile(r"(?<!\w)(?:đạt|công nhận|bình xét)(?!\w)")),
)
_SHORT_SECTORS = {
    "kt": "kinh-te", "vhxh": "van-hoa-xa-hoi", "qpan": "quoc-phong-an-ninh", "anqp": "quoc-phong-an-ninh",
    "htct": "he-thong-chinh-tri", "xdhtct": "he-thong-chinh-tri",
}  # fmt: skip
_CAP = re.compile(r"(?<!\w)(?:tối đa|không quá)(?!\w)")
_ROLE_WORDS = (
    ("quota", re.compile(r"(?<!\w)(?:tối đa|không quá|phân bổ|chỉ tiêu)(?!\w)")),
    ("registered", re.compile(r"(?<!\w)đăng ký(?!\w)")),
    ("proposed", re.compile(r"(?<!\w)(?:đề nghị|đề xuất|trình)(?!\w)")),
    ("awarded", re.compile(r"(?<!\w)(?:đã|được) (?:\w+ ){0,2}?(?:khen|tặng|công nhận|trao)(?!\w)")),
)
_PLAIN = re.compile(r"(?:số lượng|số|kết quả|(?:tổng )?cộng|tổng số|tổng)")
YEAR = re.compile(r"(?:năm\s+)?((?:19|20)\d\d)(?:\s*\([^()]*\))?")
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Subject:
    """What the lines above a table say for all of it: role, form and level of rewards, `what` of models, the kind.

    `rung` is the level of a heading that names no form ("II. Khen thưởng cấp tỉnh"), `period` that of the last line.
    """

    role: str = ""
    form: str = ""
    level: str = ""
    what: str = ""
    kind: str = ""
    rung: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What the numbers of one column count; `role` is of rewards, `what` and `model_role` of models."""

    kind: str = ""
    form: str = ""
    level: str = ""
    role: str = ""
    what: str = ""
    model_role: str = ""
    sector: str = ""
    bound: str = "exact"
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What the words at the head of a row say: a form, a kind, a place, a sector, a year."""

    form: str = ""
    level: str = ""
    kind: str = ""
    place: str = ""
    sector: str = ""
    period: Period | None = None


@cache
def _nouns() -> dict[str, str]:
    return {row["phrase"]: row["what"] for row in read_rows(PACKAGE, "count_nouns.csv")}


def subject_of(heading: str, stage: str = "") -> Subject:
    """Return what the lines above a table say of it, the nearest first; guidance allots, other documents tell."""
    lines = [fold(line) for line in reversed(heading.split("\n")) if line.strip()]
    named = next((pair for line in lines if (pair := form_and_level(line))[0]), ("", ""))
    rewarded = any(_REWARDED.search(line) for line in lines)
    role = next((role for line in lines if (role := role_of_heading(line)) not in ("", "blocked")), "")
    default = "quota" if stage == "guidance" and role in ("", "proposed") else role or "awarded"
    return Subject(
        role=default if rewarded else "",
        form=named[0],
        level=named[1],
        what="" if rewarded else next((what for line in lines[:3] if (what := _what(line))), ""),
        kind=_kind(lines[0]) if lines else "",
        rung=next((rung for line in lines if (rung := level_of_heading(line))), ""),
        period=stated_once(lines[0]) if lines else None,
    )


def _what(words: str) -> str:
    nouns = [noun for noun in _nouns() if re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", words)]
    return _nouns()[max(nouns, key=len)] if nouns else ""


def _kind(words: str) -> str:
    kinds = {_KINDS[match.group()] for match in _KIND.finditer(words)}
    return kinds.pop() if len(kinds) == 1 else ""


def read_column(printed: tuple[str, ...], subject: Subject) -> Column | None:
    """Return what a column counts by the words above it from the top; None if they do not tell.

    >>> column = read_column(("Bằng khen của Chủ tịch UBND tỉnh", "Cá nhân"), Subject())
    >>> column.kind, column.form, column.level, column.role
    ('individual', 'bang-khen', 'province', 'awarded')
    """
    words = [fold(cell) for cell in printed]
    if not words or any(len(cell) > _LONGEST_LABEL for cell in words):
        return None
    column = _household_column(words) or _reward_column(words, subject) or _model_column(words, subject)
    year = next((match[1] for cell in words if (match := YEAR.fullmatch(cell))), "")
    return replace(column, period=find_periods(f"năm {year}")[0]) if column and year else column


def read_plain_column(printed: tuple[str, ...], subject: Subject) -> Column | None:
    """Return a column whose rows name the form of reward: a year, a role, a bare number; None if it says less.

    >>> read_plain_column(("Năm", "2020 (đến 31/7)"), Subject()).period.start.year
    2020
    >>> read_plain_column(("Đã đăng ký đầu năm",), Subject()).role
    'registered'
    """
    words = [fold(cell) for cell in printed]
    year = next((match[1] for cell in words if (match := YEAR.fullmatch(cell))), "")
    role = _stated_role(" ".join(words))
    if not words or not (year or role or _PLAIN.fullmatch(words[-1])):
        return None
    return Column(role=_role_of(" ".join(words), subject), period=find_periods(f"năm {year}")[0] if year else None)


def _household_column(words: list[str]) -> Column | None:
    """Read "Hộ gia đình | Đăng ký | Đạt": households that registered for a title and those that bear it."""
    text = " ".join(words)
    if not _HOUSEHOLDS.search(text) or _REWARDED.search(text):
        return None
    role = next((role for role, pattern in _HOUSEHOLD_ROLES if pattern.search(text)), "")
    return Column(what="household", model_role=role) if role else None


def _reward_column(words: list[str], subject: Subject) -> Column | None:
    text = " ".join(words)
    form, level = form_and_level(text)
    of_form = form_of_code(form)
    kind = (of_form.recipient_kind if of_form else "") or _kind(words[-1]) or _kind(text)
    only_kind = kind and not form and re.sub(r"^(?:số|số lượng)\s+", "", words[-1]) in _KINDS
    if not form and not (only_kind and (subject.role or subject.form)):
        return None
    if not form:
        form, level = subject.form, subject.level
    above = next((rung for cell in words if (rung := form_and_level(cell)[1])), "")
    return Column(
        kind=kind,
        form=form,
        level=level or level_of(form, above or subject.rung),
        role=_role_of(text, subject),
        bound="at_most" if _CAP.search(text) else "exact",
    )


def _role_of(text: str, subject: Subject) -> str:
    """Return the role a column states, else the table's; what guidance lets propose is a quota."""
    stated = _stated_role(text)
    return subject.role if stated == "proposed" and subject.role == "quota" else stated or subject.role or "awarded"


def _stated_role(text: str) -> str:
    return next((role for role, pattern in _ROLE_WORDS if pattern.search(text)), "")


def _model_column(words: list[str], subject: Subject) -> Column | None:
    text = " ".join(words)
    what = _what(text) or subject.what
    said = [token.kind for token in scan_roles(text) if token.kind in ROLES]
    named = re.sub(r"^(?:trong đó\s*:?\s*)?(?:về\s+)?(?:lĩnh vực\s+)?", "", words[-1])
    sector = sector_codes().get(named) or _SHORT_SECTORS.get(re.sub(r"[\s&-]+", "", named), "")
    plain = TOTAL.match(words[-1]) or counted_noun().search(words[-1])
    if not what or not (sector or said or plain):
        return None
    return Column(what=what, model_role=said[-1] if said else "unclassified", sector=sector)


def _bare(cell: str) -> str:
    return fold(cell).strip(" -–+•:;")


def read_label(cells: tuple[str, ...], subject: Subject, by_form: bool = False) -> Label:
    """Return what the head of a row says; a sum over the rows speaks for the whole place of the document.

    Who gives may stand in a cell of its own: "Hội LHPN tỉnh | Giấy khen". `by_form` tells that the rows are forms.
    """
    words = cells[0] if cells else ""
    key = fold(words)
    if year := YEAR.fullmatch(key):
        return Label(period=find_periods(f"năm {year[1]}")[0])
    if TOTAL.match(key):
        return Label()
    form, level = form_and_level(" của ".join(reversed(cells))) if subject.role or by_form else ("", "")
    of_form = form_of_code(form)
    spans = find_addresses(words)
    # "Huyện Nho Quan", "Hội CCB huyện Nho Quan"
    whole = bool(spans) and (spans[0].start == 0 or spans[0].end == len(words.rstrip()))
    place = words[spans[0].start : spans[0].end] if whole else ""
    return Label(
        form=form,
        level=level or (level_of(form, subject.rung) if form else ""),
        kind=(of_form.recipient_kind if of_form else "")
        or next((_KINDS[k] for k in map(_bare, cells) if k in _KINDS), ""),
        place=place or next((span.value for span in find_places(tidy(words), key)), ""),
        sector=sector_codes().get(re.sub(r"^(?:về\s+)?(?:lĩnh vực\s+)?", "", key), ""),
    )
