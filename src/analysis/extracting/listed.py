"""Entries and awards out of the rows of a list."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from analysis.extracting.cells import on_one_line
from analysis.extracting.count_scope import sector_codes
from analysis.extracting.evidence import Evidence
from analysis.extracting.list_groups import Group, Item, declared_in, group_recipient_kind
from analysis.extracting.lists import PrintedList
from analysis.extracting.rows import Mention, PrintedAward, PrintedEntry, PrintedSection, Problem
from analysis.extracting.titles import Title, split_title
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.dates import find_dates
from analysis.vietnamese.letters import CAPITAL, fold, tidy
from analysis.vietnamese.money import parse_amount
from analysis.vietnamese.recipients import Recipient, parse_recipient
from analysis.vietnamese.units import LEVELS, find_units

_REWARD = re.compile(
    r"(?<!\w)(?:khen|tặng|thưởng|danh hiệu|bằng khen|giấy khen|huân chương|chiến sĩ thi đua)(?!\w)", re.IGNORECASE
)
_WERE_REWARDED = re.compile(r"^\s*\(\s*(?:đã|vừa)?\s*được\s[^()\n]*?(?:tặng|khen thưởng)(?!\w)", re.I | re.M)
_FIELD_GROUP = re.compile(r"(?:về\s+)?lĩnh vực(?!\w)", re.IGNORECASE)
_LIST_LINE = re.compile(r"(?:danh sách|biểu|bảng|tổng hợp)(?!\w)", re.IGNORECASE)
_UNIT_NAME = re.compile(rf"{CAPITAL}[^\W\d_]*(?:['’ -]{CAPITAL}?[^\W\d_]+){{1,3}}")
_SUPERIOR = re.compile(
    r",\s+(?=(?:UBND|Ủy ban|Sở|Công an|Bệnh viện|Trung tâm|Trường|Bộ|Bộ đội|Ban Chỉ huy|Huyện ủy|Tỉnh ủy|"
    r"Thành ủy|Thị ủy|Công ty|Phòng|Cục|Chi cục|Đảng ủy|Tỉnh đoàn|Huyện đoàn)\s)"
)
_ENTRY = re.compile(r"(?<!\w)(?:mô hình|điển hình|gương|cách làm hay)(?!\w)", re.IGNORECASE)


def purpose(printed: PrintedList, stage: str) -> str:
    """Tell what a list holds: `entries`, `awards` or "" (not ours).

    A column of models or exemplars decides first, a column of reward forms next, then the heading's words.
    """
    roles = set(printed.roles)
    if "title" in roles:
        return "entries"
    if "recipient" not in roles:
        return ""
    if "form" in roles or any(_REWARD.search(words) for words in (printed.heading, *(g.name for g in printed.groups))):
        return "awards"
    if _ENTRY.search(printed.heading) or any(group.kind for group in printed.groups):
        return "entries"
    return "awards" if stage in ("decision", "draft", "nomination", "submission") else ""


def is_rewarded(heading: str) -> bool:
    """Tell whether a list of exemplars says that all were rewarded: "(Đã được UBND huyện A tặng Giấy khen)"."""
    return bool(_WERE_REWARDED.search(heading))


def sections(printed: PrintedList, first_key: int, holds_entries: bool = True) -> list[PrintedSection]:
    """Return a ledger row for every group that declares or holds rows; a parent's rows are its children's too."""
    rows = []
    for position, group in enumerate(printed.groups):
        found = _found(printed.groups, position)
        if not found and (group.declared is None or not group.name) and not group.broken:
            continue
        rows.append(
            PrintedSection(
                key=first_key + position,
                name=group.name or list_name(printed.heading),
                kind=_section_kind(printed, group) if holds_entries else "other",
                declared=group.declared if group.name else _declared(printed.heading),
                found=found,
                is_open=False,
                evidence=group.evidence,
                broken_items=tuple(group.broken),
            )
        )
    return rows


def _declared(heading: str) -> int | None:
    """Return what the line that names the list declares, else the line nearest to it."""
    lines = (list_name(heading), *reversed(heading.split("\n")))
    return next(
        (number for line in lines if "\n" not in line and (number := declared_in(tidy(line))) is not None), None
    )


def list_name(heading: str) -> str:
    """Return the line of a heading that names the list: "DANH SÁCH ..." rather than the agency above it."""
    lines = [tidy(line) for line in heading.split("\n")]
    return next((line for line in lines if _LIST_LINE.match(line)), tidy(heading))


def _found(groups: tuple[Group, ...], position: int) -> int:
    group = groups[position]
    found = _listed(group)
    if not group.name:
        return found
    for later in groups[position + 1 :]:
        if later.depth <= group.depth:
            break
        found += _listed(later)
    return found


def _listed(group: Group) -> int:
    """Return how many recipients a group lists; one with two rewards has two rows under one number."""
    numbers = [item.item_no for item in group.items]
    return sum(not number or number != before for number, before in zip(numbers, ["", *numbers], strict=False))


def _section_kind(printed: PrintedList, group: Group) -> str:
    kind = group.kind or printed.kind
    return kind if kind in ("model", "exemplar") else "other"


def entries(printed: PrintedList, first_key: int) -> Iterator[PrintedEntry]:
    """Yield the entries of a list, in its order."""
    for position, group in enumerate(printed.groups):
        for item in group.items:
            yield _entry(printed, group, item, first_key + position)


def _entry(printed: PrintedList, group: Group, item: Item, key: int) -> PrintedEntry:
    title = split_title(item.cells.get("title", ""))
    described = [title.description, tidy(item.cells.get("description", ""))]
    return PrintedEntry(
        section=key,
        kind=_entry_kind(printed, group, title),
        title=tidy(title.title),
        description="; ".join(part for part in described if part),
        recipient=_recipient(printed, group, item),
        evidence=item.evidence,
        item_no=item.item_no,
        place=_place(group, item),
        stated_field=tidy(item.cells.get("field", "")) or _field_of(group),
        mentions=(Mention(group.name or list_name(printed.heading), item.evidence),),
    )


def _field_of(group: Group) -> str:
    """Return the field a heading row states: "Về lĩnh vực kinh tế", "II | Văn hóa - xã hội"."""
    return group.name if _FIELD_GROUP.match(group.name) or fold(group.name) in sector_codes() else ""


def _entry_kind(printed: PrintedList, group: Group, title: Title) -> str:
    return title.kind or group.kind or printed.kind or ("model" if title.title else "exemplar")


def _recipient(printed: PrintedList, group: Group, item: Item) -> Recipient:
    """Read the recipient; under "HỘ GIA ĐÌNH" a person's name stands for the household."""
    stated = group_recipient_kind(item.cells.get("recipient_kind", "")) or group.recipient_kind
    *above, last = printed.heading.split("\n")
    titles = (last, *(line for line in reversed(above) if _LIST_LINE.match(line)))
    kind = stated or next((kind for line in titles if (kind := group_recipient_kind(line))), "")
    # a column "Ông/Bà" beside a name of any family
    kind = kind or ("individual" if item.cells.get("honorific") else "")
    recipient = parse_recipient(on_one_line(item.cells.get("recipient", "")), kind)
    of_household = kind == "household" and recipient.kind == "individual"
    return replace(recipient, kind="household") if of_household else recipient


def _place(group: Group, item: Item) -> Address:
    """Return what the place columns and the group row say, beside the recipient's own address."""
    told = ", ".join(item.cells[role] for role in ("address", "unit", "position") if role in item.cells)
    whole = find_addresses(tidy(told))
    inside = whole[0].address if whole else Address()
    inside = replace(inside, district=inside.district or _bare_unit(item.cells.get("address", "")))
    levels = {
        level: _typed(tidy(item.cells.get(level, ""))) or getattr(inside, level) or getattr(group.place, level)
        for level in LEVELS
    }
    return Address(**levels)


def _typed(cell: str) -> str:
    """Write the type word a cell opens with as in a name: "Thôn 5" is "thôn 5"; an abbreviation stays."""
    units = find_units(cell)
    opens = bool(units) and units[0].start == 0 and cell[1:2].islower()
    return cell[0].lower() + cell[1:] if opens else cell


def _bare_unit(cell: str) -> str:
    """Return an address that is only the name of a unit: "Hồng Bàng"; the day and the province tell which it is."""
    name = tidy(cell)
    return name if _UNIT_NAME.fullmatch(name) and parse_recipient(name).kind != "collective" else ""


def awards(printed: PrintedList) -> Iterator[PrintedAward]:
    """Yield the rewarded or nominated recipients of a list, in its order."""
    for group in printed.groups:
        for item in group.items:
            yield _award(printed, group, item)


def _part_of(recipient: Recipient) -> tuple[Recipient, str]:
    """Return a part of a body without the body, and the body: "Khoa Nhi, Bệnh viện Đa khoa huyện A"."""
    whole = _SUPERIOR.search(recipient.name) if recipient.kind == "collective" else None
    if not whole:
        return recipient, ""
    return replace(recipient, name=recipient.name[: whole.start()]), recipient.name[whole.end() :].strip()


def _award(printed: PrintedList, group: Group, item: Item) -> PrintedAward:
    recipient, whole = _part_of(_recipient(printed, group, item))
    amount = parse_amount(item.cells.get("amount", ""))
    return PrintedAward(
        recipient=recipient,
        evidence=item.evidence,
        item_no=item.item_no,
        unit=tidy(item.cells.get("unit", "")) or whole,
        position=tidy(item.cells.get("position", "")) or recipient.position,
        honorific=tidy(item.cells.get("honorific", "")) or recipient.honorific,
        form_words=(item.cells.get("form", ""), group.name, *group.within, *reversed(printed.heading.split("\n"))),
        sector_code=tidy(item.cells.get("sector_code", "")) or _sector(item.cells.get("field", "")),
        decision_number=tidy(item.cells.get("decision_number", "")),
        decided_on=_day(item.cells.get("decided_on", "")),
        amount_vnd=amount.low_vnd if amount else None,
        place=_place(group, item),
    )


def _sector(cell: str) -> str:
    """Return a sector of the national list, which import sheets give by number: 0007."""
    return cell if re.fullmatch(r"00\d\d", cell) else ""


def _day(cell: str) -> date | None:
    dates = find_dates(cell)
    return dates[0].day if dates else None


def problems(printed: PrintedList) -> Iterator[Problem]:
    """Yield what a list says against itself: gaps in its numbering, columns nobody knows, columns never copied."""
    for group in printed.groups:
        yield from _serial_gaps(group)
    for cell in printed.unknown:
        yield Problem("unknown-column", printed.evidence, (("column", cell),))
    if "sensitive" in printed.roles:
        yield Problem("sensitive-column", printed.evidence)


def _serial_gaps(group: Group) -> Iterator[Problem]:
    expected = 1
    for item in group.items:
        if not item.item_no.isdecimal():
            return
        number = int(item.item_no)
        again = number == expected - 1  # one recipient with two rewards
        if number != expected and not again and not (number == 1 and expected > 1):
            values = (("expected", str(expected)), ("printed", item.item_no), ("section", group.name))
            yield Problem("serial-gap", Evidence(item.evidence.locator, item.evidence.raw_text), values)
        expected = number + 1
