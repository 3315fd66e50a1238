"""Entries that prose names: each distinct one once, with every place where the document names it."""

import re
from dataclasses import dataclass, field, replace

from analysis.extracting import incomes
from analysis.extracting.bulleted import find_bulleted
from analysis.extracting.enumerated import find_enumerated
from analysis.extracting.exemplars import ExemplarList, ProseExemplar, find_exemplars
from analysis.extracting.list_groups import declared_in, group_kind
from analysis.extracting.named import NamedEntry, NamedList, find_named
from analysis.extracting.paragraphs import Paragraph
from analysis.extracting.quotes import find_quoted
from analysis.extracting.reward_roles import BLOCKED, role_of_heading
from analysis.extracting.rows import Mention, PrintedEntry, PrintedIncome, PrintedSection, next_key
from analysis.extracting.titles import KIND_WORDS
from analysis.vietnamese.letters import fold
from analysis.vietnamese.money_measure import RESULTS

_NO_SECTION = -1
_OPENS_WITHIN = 80
# "5. Nhiệm vụ năm 2014: giảm 40 hộ nghèo; ..."
_OPENING = re.compile(r"(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*)\s*[.)/-]\s*[^:;.]{3,80}:")
_CLAUSE_END = re.compile(r"[;“\"«]|\.\s")
_NUMBERED_MODEL = re.compile(
    r"(\d{1,3}|[a-zđ](?=\s*\)))\s*[.)/]\s*"
    rf"(?:(?:{'|'.join(KIND_WORDS)}|câu lạc bộ|tổ hợp tác|tổ|nhóm|đội)(?!\w)|[“\"«])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ProseReader:
    """Collects sections, entries and incomes over the paragraphs of one document.

    `entries` may already hold the entries of lists: a naming in prose of a listed title is a mention of it.
    """

    entries: list[PrintedEntry]
    sections: list[PrintedSection]
    incomes: list[PrintedIncome] = field(default_factory=list)
    _taken: list[str] = field(default_factory=list)

    def take(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        exemplars, bulleted = find_exemplars(paragraph), find_bulleted(paragraph)
        if exemplars and bulleted:
            # a body that stands for its model tells more as an exemplar
            told = exemplars.exemplars[0].title if bulleted.title == bulleted.recipient.name else ""
            several = len(exemplars.exemplars) > 1 or bool(told)
            exemplars, bulleted = (exemplars, None) if several else (None, bulleted)
        clauses = [e.clause for e in exemplars.exemplars] if exemplars else []
        if exemplars:
            self._take_exemplars(paragraph, exemplars)
        for named in find_named(paragraph):
            self._take_named(paragraph, named, clauses)
        if not exemplars and (enumerated := find_enumerated(paragraph)):
            self._take_named(paragraph, enumerated, clauses)
        if bulleted:
            self._take_bulleted(paragraph, bulleted)
            self._taken.append(paragraph.text)
        if not _is_ahead(paragraph):
            self.incomes.extend(incomes.of_prose(paragraph, [*clauses, *self._taken]))

    def _take_exemplars(self, paragraph: Paragraph, found: ExemplarList) -> None:
        named = [exemplar for exemplar in found.exemplars if exemplar.title]
        key = _NO_SECTION
        if len(named) > 1 or found.is_open:
            key = self._section(paragraph, found.exemplars[0].kind, None, len(named), found.is_open)
        for exemplar in found.exemplars:
            position = self._exemplar(paragraph, exemplar, key) if exemplar.title else None
            self.incomes.extend(incomes.of_exemplar(exemplar, position))

    def _exemplar(self, paragraph: Paragraph, exemplar: ProseExemplar, key: int) -> int:
        self.entries.append(
            PrintedEntry(
                section=key,
                kind=exemplar.kind,
                title=exemplar.title,
                description=exemplar.description,
                recipient=exemplar.recipient,
                evidence=exemplar.evidence,
                mentions=(Mention(paragraph.heading, exemplar.evidence),),
            )
        )
        return len(self.entries) - 1

    def _take_named(self, paragraph: Paragraph, named: NamedList, clauses: list[str]) -> None:
        told = [e for e in named.entries if not any(e.title in clause for clause in clauses)]
        if not told:
            return
        key = _NO_SECTION
        if named.is_list:
            key = self._section(paragraph, named.kind, named.declared, len(named.entries), named.is_open)
        positions = [self._name(paragraph, entry, key) for entry in told]
        if len(named.entries) == 1 and paragraph.is_item:
            words = _told_with(paragraph.text, named.entries[0], clauses)
            self.incomes.extend(incomes.of_entry(self.entries[positions[0]], positions[0], [words]))
            self._taken.append(words)
            return
        for entry, position in zip(told, positions, strict=True):
            self._take_earnings(position, _clause_of(paragraph.text, entry, clauses) if entry.recipient.name else "")

    def _take_earnings(self, position: int, words: str) -> None:
        """Take what the clause of a name in running text says its bearer earns."""
        told = incomes.of_entry(self.entries[position], position, [words])
        earned = [income for income in told if income.amount.measure in RESULTS]
        self.incomes.extend(earned)
        self._taken.extend([words] if earned else [])

    def _take_bulleted(self, paragraph: Paragraph, named: NamedEntry) -> None:
        position = self._name(paragraph, named, self._declaring(paragraph, named))
        self.incomes.extend(incomes.of_entry(self.entries[position], position, [paragraph.text]))

    def _declaring(self, paragraph: Paragraph, named: NamedEntry) -> int:
        """Return the section of a heading that declares how many stand below it: "1. Lĩnh vực kinh tế (05 mô hình)"."""
        declared = declared_in(paragraph.heading)
        if declared is None or group_kind(paragraph.heading) != named.kind:
            return _NO_SECTION
        last = self.sections[-1] if self.sections else None
        if last and last.name == paragraph.heading:
            self.sections[-1] = replace(last, found=last.found + 1)
            return last.key
        return self._section(paragraph, named.kind, declared, 1, is_open=False)

    def _name(self, paragraph: Paragraph, named: NamedEntry, key: int) -> int:
        mention = Mention(paragraph.heading, named.evidence)
        for position, entry in enumerate(self.entries):
            if fold(entry.title) == fold(named.title) and _same_bearer(entry, named):
                self.entries[position] = replace(entry, mentions=(*entry.mentions, mention))
                return position
        self.entries.append(
            PrintedEntry(
                section=key,
                kind=named.kind,
                title=named.title,
                description="",
                recipient=named.recipient,
                evidence=named.evidence,
                item_no=_printed_number(paragraph, named),
                mentions=(mention,),
            )
        )
        return len(self.entries) - 1

    def _section(self, paragraph: Paragraph, kind: str, declared: int | None, found: int, is_open: bool) -> int:
        key = next_key(self.sections)
        evidence = paragraph.evidence()
        self.sections.append(PrintedSection(key, paragraph.heading, kind, declared, found, is_open, evidence))
        return key


def _is_ahead(paragraph: Paragraph) -> bool:
    """Tell whether the headings above, or the words a paragraph opens with, tell of what is still to be done."""
    opening = _OPENING.match(paragraph.text)
    told = (paragraph.chapter, paragraph.heading, opening.group() if opening else "")
    return any(role_of_heading(words.lower()) == BLOCKED for words in told)


def _clause_of(text: str, entry: NamedEntry, clauses: list[str]) -> str:
    """Return a name with what its clause tells, up to the next name or bearer, a semicolon or a full stop."""
    stops = [match.start() for match in _CLAUSE_END.finditer(text, entry.end)]
    stops += [start for clause in clauses if (start := text.find(clause, entry.end)) >= 0]
    return text[entry.start : min(stops, default=len(text))]


def _told_with(text: str, entry: NamedEntry, clauses: list[str]) -> str:
    """Return what an item tells of its one model: all of it where it opens with the name, else the name's sentence.

    What it then tells of another bearer is that one's: "Mô hình “A” của Hội ...; anh Rê nuôi gà, thu 120 triệu đồng".
    """
    begin, stop = text.rfind(". ", 0, entry.start) + 1, text.find(". ", entry.end)
    end = stop if stop >= 0 and entry.start > _OPENS_WITHIN else len(text)
    others = (text.find(clause, entry.end) for clause in clauses)
    return text[begin : min((start for start in others if start >= 0), default=end)]


def _printed_number(paragraph: Paragraph, named: NamedEntry) -> str:
    """Return the number of a line that names one model: "3. Mô hình “A” ...".

    Trap: "3. Phong trào A. ..." counts sections.
    """
    match = _NUMBERED_MODEL.match(paragraph.text)
    beside = match and ". " not in paragraph.text[match.end() : named.start] and named.kind != "movement"
    return match.group(1) if match and beside and len(find_quoted(paragraph.text)) <= 1 else ""


def _same_bearer(entry: PrintedEntry, named: NamedEntry) -> bool:
    """Two bearers of one title are two entries; a naming without bearer is the same model."""
    names = {fold(r.name) for r in (entry.recipient, named.recipient) if r.name}
    return len(names) <= 1
