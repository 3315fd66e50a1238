"""One document in, everything it says out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.extracting import incomes, listed
from analysis.extracting.articles import find_decided, find_honoured
from analysis.extracting.citations import cited_documents
from analysis.extracting.columns import TOTAL
from analysis.extracting.count_households import find_titled_households, titled_households
from analysis.extracting.count_scope import stated_once
from analysis.extracting.counts import find_model_counts
from analysis.extracting.evidence import Evidence, shorten
from analysis.extracting.figures import is_figure_sheet, read_figures
from analysis.extracting.flattened import lift_headings, recover_tables
from analysis.extracting.header import read_header
from analysis.extracting.joined import join_tables
from analysis.extracting.list_groups import Item
from analysis.extracting.lists import PrintedList, read_list
from analysis.extracting.marks import spread_marks
from analysis.extracting.matrix import read_matrix
from analysis.extracting.numbered import find_numbered
from analysis.extracting.paragraph_rewards import counted_under, is_told_again, period_above, rewards_of
from analysis.extracting.paragraphs import Paragraph, is_heading, paragraphs
from analysis.extracting.prose import ProseReader
from analysis.extracting.rewards import find_reward_counts
from analysis.extracting.rows import Extraction, Header, PrintedCount, PrintedReward, Problem, next_key
from analysis.extracting.running import find_running
from analysis.reading import Block, Document, Line, Table
from analysis.vietnamese.dates import Period
from analysis.vietnamese.legible import legible

_HEADING_LINES = 4
# "3. Tặng Bằng khen của Chủ tịch UBND tỉnh: 03 tập thể, 06 cá nhân;"
_COUNTS_ITSELF = re.compile(r"\s*(?:[-–+*•]|\d{1,2}\s*[.)]|[a-zđ]\s*\)).*:\s*\d+\s+(?:tập thể|cá nhân|hộ)(?!\w)")
# The last row of a table only sums up: what the text says too is counted there
_TOTAL_ROW = re.compile(rf"{TOTAL.pattern}[^|]*\|", re.IGNORECASE)
_SAME_TIME = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:cũng\s+)?(?:trong|cùng)\s+(?:khoảng\s+)?(?:thời gian|thời kỳ|giai đoạn)\s+(?:nêu\s+)?"
    r"(?:trên|này|đó)(?!\w)|\W*cùng thời gian(?!\w)",
    re.IGNORECASE,
)
_LIST_TITLE = re.compile(r"\s*(?:DANH SÁCH|PHỤ LỤC)(?!\w)")
_DECIDING = ("decision", "draft", "nomination", "submission", "minutes", "list")
_CONTENT_ROLES = ("title", "description", "income")


def extract(document: Document) -> Extraction:
    """Return everything `document` says, as printed; a table nobody understands is a problem, not an error."""
    blocks = lift_headings(join_tables([_legible(block) for block in recover_tables(document.blocks)]))
    lines = [block for block in blocks if isinstance(block, Line)]
    texts = paragraphs(lines, document.hard_wrapped)
    extraction = Extraction(read_header(blocks, texts))
    running = find_running(texts)
    printed = {found.paragraph for found in running}
    for table, heading in [*_tables_with_headings(blocks), *((r.table, r.heading) for r in running)]:
        _take_table(extraction, table, heading)
    texts = [paragraph for paragraph in texts if paragraph not in printed]
    for table, heading in find_numbered(texts):
        _take_table(extraction, table, heading)
    names_recipients = find_decided if extraction.header.stage in _DECIDING else find_honoured
    for named in names_recipients(texts):
        _take_list(extraction, named)
    if extraction.figures:
        extraction.header = Header(stage="summary")
    _take_prose(extraction, texts)
    _take_decided_form(extraction)
    extraction.citations = cited_documents(texts, extraction.header.number)
    return extraction


def _legible(block: Block) -> Block:
    """Return a table with the letters its cells stand for: "TТ" with a Cyrillic letter is a serial number too."""
    if isinstance(block, Line):
        return block
    rows = (replace(row, cells=tuple(legible(cell).text for cell in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows))


def _take_decided_form(extraction: Extraction) -> None:
    """Give the lists of a decision the one form it hands out: "Tặng Giấy khen cho 15 tập thể ... (có danh sách)"."""
    awarded = [reward for reward in extraction.rewards if reward.count.role == "awarded" and reward.count.form]
    if extraction.header.stage not in ("decision", "draft") or len({r.count.form for r in awarded}) != 1:
        return
    words = awarded[0].evidence.raw_text
    extraction.awards = [replace(a, form_words=(*a.form_words, words)) for a in extraction.awards]


def _tables_with_headings(blocks: Sequence[Block]) -> Iterator[tuple[Table, str]]:
    """Pair each table with the lines right above it, or with its sheet's name."""
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            yield block, _heading(above) or block.name
            above = []
        elif block.text:
            above.append(block.text)


def _heading(above: Sequence[str]) -> str:
    """Return the last lines above a table, without a run of items that only count what it lists."""
    counted = 0
    while counted < len(above) and _COUNTS_ITSELF.match(above[len(above) - 1 - counted]):
        counted += 1
    kept = (above[: len(above) - counted] if counted > 1 else above)[-_HEADING_LINES:]
    return "\n".join(kept[_first_of_heading(kept) :])


def _first_of_heading(lines: Sequence[str]) -> int:
    """Return where the words of the table begin: the sentences above its own heading tell of something else."""
    own = next((at for at in range(len(lines) - 1, -1, -1) if is_heading(lines[at])), 0)
    return next((at + 1 for at in range(own - 1, -1, -1) if lines[at].endswith((".", ";"))), 0)


def _take_table(extraction: Extraction, table: Table, heading: str) -> None:
    if is_figure_sheet(table):
        figures, problems = read_figures(table)
        extraction.figures.extend(figures)
        extraction.problems.extend(problems)
    elif matrix := read_matrix(table, heading, extraction.header.stage):
        extraction.rewards.extend(matrix.rewards)
        extraction.counts.extend(matrix.counts)
        extraction.problems.extend(matrix.problems)
    elif printed := read_list(spread_marks(table), heading):
        _take_list(extraction, printed)


def _take_list(extraction: Extraction, printed: PrintedList) -> None:
    purpose = listed.purpose(printed, extraction.header.stage)
    if not purpose:
        extraction.problems.append(Problem("unread-table", printed.evidence))
        return
    first_key = next_key(extraction.sections)
    extraction.sections.extend(listed.sections(printed, first_key, purpose == "entries"))
    extraction.problems.extend(listed.problems(printed))
    items = [item for group in printed.groups for item in group.items]
    if purpose == "awards":
        _take_awards(extraction, printed, items)
        return
    if listed.is_rewarded(printed.heading):
        extraction.awards.extend(listed.awards(printed))
    for entry, item in zip(listed.entries(printed, first_key), items, strict=True):
        extraction.entries.append(entry)
        cells = [item.cells[role] for role in _CONTENT_ROLES if role in item.cells]
        extraction.incomes.extend(incomes.of_entry(entry, len(extraction.entries) - 1, cells))


def _take_awards(extraction: Extraction, printed: PrintedList, items: Sequence[Item]) -> None:
    for award, item in zip(listed.awards(printed), items, strict=True):
        extraction.awards.append(award)
        extraction.incomes.extend(incomes.of_award(award, _told(item.cells)))
    for total in printed.totals:
        found = find_reward_counts(total.raw_text, printed.heading)
        extraction.rewards.extend(PrintedReward(reward, total) for reward in found)


def _told(cells: Mapping[str, str]) -> str:
    """Return the words of a row that may hold amounts: a description, an income, else what stands behind the name."""
    told = [cells[role] for role in ("description", "income") if role in cells]
    return "; ".join(told) or cells.get("recipient", "")


def _take_prose(extraction: Extraction, texts: Iterable[Paragraph]) -> None:
    reader = ProseReader(extraction.entries, extraction.sections)
    earlier: Period | None = None
    rewarded = {award.evidence.locator for award in extraction.awards}
    for paragraph in _body(texts, extraction.header.title):
        if paragraph.locator() not in rewarded:
            reader.take(paragraph)
        same = earlier if _SAME_TIME.match(paragraph.text) else None
        _take_counts(extraction, paragraph, same or period_above(paragraph))
        earlier = stated_once(paragraph.text) or earlier
    extraction.incomes.extend(reader.incomes)
    extraction.counts = [count for count in extraction.counts if not _is_listed(count, extraction)]
    told = {_said(count) for count in extraction.counts if not _TOTAL_ROW.match(count.evidence.raw_text)}
    extraction.counts = [
        count for count in extraction.counts if not (_TOTAL_ROW.match(count.evidence.raw_text) and _said(count) in told)
    ]


def _said(printed: PrintedCount) -> tuple[str, str, int]:
    return printed.count.what, printed.count.field, printed.count.count


def _body(texts: Iterable[Paragraph], title: str) -> Iterator[Paragraph]:
    """Leave the title out: a movement named there is the document's subject."""
    for paragraph in texts:
        if not title or paragraph.text.strip().lower() not in title.lower():
            yield paragraph


def _take_counts(extraction: Extraction, paragraph: Paragraph, time: Period | None) -> None:
    """Take the counts of a paragraph; `time` is the period it says to mean without naming it."""
    text = paragraph.text
    heading = counted_under(paragraph, extraction.header)
    titled = find_titled_households(text, heading, extraction.header.title, paragraph.lead)
    extraction.counts.extend(PrintedCount(c, _around(paragraph, c.start, c.end)) for c in titled)
    found = rewards_of(paragraph, heading, extraction.header.stage)
    for reward in (replace(one, period=one.period or time) for one in found):
        if any(reward.start < count.end and count.start < reward.end for count in titled):
            continue
        if is_told_again(reward, text, extraction):
            continue
        evidence = _around(paragraph, reward.start, reward.end)
        if household := titled_households(reward, text):
            extraction.counts.append(PrintedCount(household, evidence))
        else:
            extraction.rewards.append(PrintedReward(reward, evidence))
    for count in find_model_counts(text, heading) if not _LIST_TITLE.match(text) else []:
        timed = replace(count, period=count.period or time)
        extraction.counts.append(PrintedCount(timed, _around(paragraph, count.start, count.end)))


def _is_listed(count: PrintedCount, extraction: Extraction) -> bool:
    """Tell whether a number only announces a list of this document ("DANH SÁCH ĐIỂN HÌNH: 08")."""
    if count.count.field or count.count.role != "unclassified":
        return False
    value = count.count.count
    return any(
        value in (s.declared, s.found)
        and s.kind in (count.count.what, "other")
        and not s.is_open
        and (s.found > 1 or count.evidence.raw_text in s.name)
        for s in extraction.sections
    )


def _around(paragraph: Paragraph, start: int, end: int) -> Evidence:
    """Return the sentence around a number, with the locator of the number itself."""
    text = paragraph.text
    begin = max(text.rfind(". ", 0, start) + 1, text.rfind("; ", 0, start) + 1, 0)
    stop = text.find(". ", end)
    sentence = paragraph.printed(begin, stop + 1 if stop >= 0 else len(text)).strip()
    return replace(paragraph.evidence(start, end), raw_text=shorten(sentence))
