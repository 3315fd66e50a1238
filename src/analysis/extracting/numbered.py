"""Lists of recipients typed as numbered lines: "I. Tập thể: / 1. Trường ... / II. Cá nhân: / 1. Ông ..., chức vụ"."""

import re
from collections.abc import Iterator, Sequence

from analysis.extracting.award_forms import form_and_level
from analysis.extracting.evidence import join_locators
from analysis.extracting.list_groups import group_recipient_kind
from analysis.extracting.paragraphs import Paragraph
from analysis.reading import Row, Table
from analysis.vietnamese.letters import CAPITAL
from analysis.vietnamese.recipients import parse_recipient, person_at

_ITEM = re.compile(r"(\d{1,2}(?:\.\d{1,2})+\.?|\d{1,3}(?=\s*[.)/-]))\s*[.)/-]?\s*(?=\D)(.+)")
_GROUP = re.compile(
    r"(?:[A-H]|[IVXL]{1,6}|\d{1,2}|[a-zđ])?\s*[.)/]?\s*(?:[-–+*•]\s*)?(?:(?:về|đối với|các)\s+)?(\d{1,3}\s+)?"
    r"(?:tập thể|cá nhân|hộ gia đình)\b",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?<!\d)(?P<count>\d{1,2})\s+(?P<kind>tập thể|cá nhân|hộ gia đình)[^;:\d]{0,80}?"
    r"(?:gồm|sau|tên)[^;:]{0,20}:\s*(?P<items>[^:]+)",
    re.IGNORECASE,
)
_NAMED_INLINE = re.compile(
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4})\s*[.)/-]\s*|[-–+*•]\s*)?"
    r"(?P<kind>tập thể|cá nhân|hộ gia đình)\s*:\s*(?P<items>[^:]{8,})",
    re.IGNORECASE,
)
_REWARDED = re.compile(r"(?<!\w)(?:khen|tặng|danh hiệu)(?!\w)", re.IGNORECASE)
# "Hội Nông dân huyện được đề nghị tối đa 10 hộ": a rule, not a recipient
_RULE = re.compile(r"(?<!\w)(?:tối đa|tối thiểu|không quá|ít nhất|được đề nghị)(?!\w)", re.IGNORECASE)
_LIST_TITLE = re.compile(r"\s*DANH SÁCH(?!\w)")
# "2. Về giới thiệu mô hình": the next matter
_MATTER = re.compile(r"\d{1,2}\s*[.)]\s*Về\s")
_ATTACHED = re.compile(r"\s*\((?:ban hành )?kèm theo\s", re.IGNORECASE)
# "Trường A: 13/13 phiếu": how a council voted is no part of the name
VOTES = re.compile(
    r"\s*[:,;(–-]\s*(?:(?:đồng ý|nhất trí|đạt)\s*:?\s*)?\d{1,3}\s*/\s*\d{1,3}\s*(?:(?:số\s*)?phiếu.*|[).;]*)$",
    re.I | re.S,
)
# "Công an quận A: 8/13 phiếu, đạt 61,5% (không đủ tỷ lệ)": voted down, so not proposed
_VOTED_DOWN = re.compile(r"phiếu[^.]{0,40}(?<!\w)không đủ (?:tỷ lệ|số phiếu|phiếu)", re.IGNORECASE)
# "3. Danh hiệu Chiến sĩ thi đua cấp tỉnh", "1. Cờ thi đua của UBND tỉnh:"
_FORM = re.compile(
    r"(?:đề nghị\s+)?(?:tặng(?: thưởng)?\s+|công nhận\s+)?(?:danh hiệu|cờ|bằng khen|giấy khen|huân chương)\s[^:;]*:?",
    re.IGNORECASE,
)
# not behind "TP. ", "P. 5": an abbreviation or a number ends no sentence
_SENTENCE = re.compile(rf"(?<=[^\W\d_][^\W\dA-ZĐ_]|\w\d)\.\s+(?={CAPITAL}[^\W\d_]+\s)")
_LONGEST_GROUP = 120
_SHARE_OF_RECIPIENTS = 0.7


def find_numbered(paragraphs: Sequence[Paragraph]) -> list[tuple[Table, str]]:
    """Return each run of numbered recipients as a `Table` with the heading above it.

    Trap: numbered headings and duties ("1. Sở Nội vụ chủ trì ...") look alike; a run counts only under a line that
    announces collectives, individuals or households, and when most items are recipients.
    """
    runs = [(_as_table(run), heading) for run, heading in _runs(paragraphs) if _mostly_recipients(run)]
    return [*runs, *_inlines(paragraphs)]


def _inlines(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Table, str]]:
    opening = ""
    for paragraph in paragraphs:
        told = (paragraph.lead, opening, paragraph.heading, paragraph.within, paragraph.chapter)
        above = next((words for words in told if _REWARDED.search(words)), paragraph.heading)
        if table := _inline(paragraph, above):
            yield table, above
        elif not _NAMED_INLINE.match(paragraph.text):
            opening = paragraph.text if paragraph.text.endswith(":") else ""


def _inline(paragraph: Paragraph, above: str) -> Table | None:
    """Return a list inside one paragraph: "04 tập thể gồm: A; B; C; D." or "1. Tập thể: A; B.".

    A declared number must be met, and every item must be a recipient; else it is no list.
    """
    match = _INLINE.search(paragraph.text) or _NAMED_INLINE.match(paragraph.text)
    if not match or not _REWARDED.search(f"{above} {paragraph.text}"):
        return None
    items = [VOTES.sub("", item).strip(" .") for item in match.group("items").split(";") if item.strip(" .")]
    declared = match.groupdict().get("count")
    if (declared and len(items) != int(declared)) or _RULE.search(match.group("items")):
        return None
    if not all(parse_recipient(item).kind for item in items):
        return None
    where = paragraph.locator(match.start("items"), match.end("items"))
    header = Row(("Số TT", "Tên tập thể, cá nhân"), where)
    group = Row(("", match.group("kind")), where)
    rows = [Row((str(number), item), where) for number, item in enumerate(items, start=1)]
    return Table((header, group, *rows), where)


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[Paragraph], str]]:
    run: list[Paragraph] = []
    heading, before = "", ""
    for paragraph in paragraphs:
        if _is_group(paragraph.text):
            heading = heading if run else before
            run.append(paragraph)
        elif run and _ATTACHED.match(paragraph.text):
            continue
        elif run and _ITEM.match(paragraph.text) and not _MATTER.match(paragraph.text):
            run.extend([] if _VOTED_DOWN.search(paragraph.text) else [paragraph])
        else:
            if run:
                yield run, heading
                run = []
            before = paragraph.text
    if run:
        yield run, heading


def _is_group(text: str) -> bool:
    """Tell whether a line opens a run: "I. TẬP THỂ", "1. Cờ thi đua ...", or "DANH SÁCH ..." where no kinds part it."""
    short = len(text) <= _LONGEST_GROUP and not text.rstrip().endswith(".")
    item = _ITEM.match(text)
    # "2.1 Hộ gia đình ông A" is a household, "2. Hộ gia đình" their heading
    named = person_at(item.group(2), 0) if item else False
    of_form = item and _FORM.fullmatch(item.group(2)) and form_and_level(item.group(2))[0]
    if short and (_LIST_TITLE.match(text) or of_form):
        return True
    return short and not named and bool(_GROUP.match(text)) and bool(group_recipient_kind(text))


def _mostly_recipients(run: list[Paragraph]) -> bool:
    items = [m.group(2) for p in run if not _is_group(p.text) and (m := _ITEM.match(p.text))]
    items = [VOTES.sub("", item) for item in items]
    named = sum(bool(parse_recipient(item).kind) and len(item) < 250 and not _RULE.search(item) for item in items)
    return bool(items) and named >= len(items) * _SHARE_OF_RECIPIENTS


def _as_table(run: list[Paragraph]) -> Table:
    header = Row(("Số TT", "Tên tập thể, cá nhân"), run[0].locator())
    rows = [_as_row(paragraph) for paragraph in run]
    return Table((header, *rows), join_locators(run[0].locator(), run[-1].locator().split("-")[0]))


def _name_of(words: str) -> str:
    """Return a body without the sentence that tells what it did: "Hội Nông dân xã A. Đã xây dựng quỹ ..."."""
    told = _SENTENCE.search(words)
    body = told and parse_recipient(words[: told.start()])
    return words[: told.start()] if told and body and body.kind == "collective" else words


def _as_row(paragraph: Paragraph) -> Row:
    match = _ITEM.match(paragraph.text)
    if match and not _is_group(paragraph.text):
        return Row((match.group(1), _name_of(VOTES.sub("", match.group(2)).strip(" ;."))), paragraph.locator())
    mark = re.match(r"([A-H]|[IVXL]{1,6})\s*[.)/]\s*", paragraph.text)
    return Row((mark.group(1) if mark else "", paragraph.text[mark.end() if mark else 0 :]), paragraph.locator())
