"""Rows as printed: what extraction hands to cleaning, each with the place and the words it was read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.extracting.counts import ModelCount
from analysis.extracting.evidence import Evidence
from analysis.extracting.rewards import RewardCount
from analysis.vietnamese.addresses import Address
from analysis.vietnamese.money import Amount
from analysis.vietnamese.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document names an entry, and the heading it stands under."""

    heading: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A list or heading that declares or holds entries; `declared` is None where it states no number."""

    key: int
    name: str
    kind: str
    declared: int | None
    found: int
    is_open: bool
    evidence: Evidence
    broken_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """A model, exemplar or movement; `place` is what its own column or group row says beside the recipient."""

    section: int
    kind: str
    title: str
    description: str
    recipient: Recipient
    evidence: Evidence
    item_no: str = ""
    place: Address = Address()
    stated_field: str = ""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedIncome:
    """An amount of money; `entry` is the position of the entry it belongs to in `Extraction.entries`, or None."""

    amount: Amount
    entry: int | None
    recipient: Recipient
    activity: str
    jobs: int | None
    evidence: Evidence
    place: Address = Address()


@dataclass(frozen=True, slots=True)
class PrintedReward:
    """A stated count of rewarded recipients."""

    count: RewardCount
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PrintedCount:
    """A stated number of models, exemplars or movements."""

    count: ModelCount
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PrintedAward:
    """One rewarded or nominated recipient of a list."""

    recipient: Recipient
    evidence: Evidence
    item_no: str = ""
    unit: str = ""
    position: str = ""
    honorific: str = ""
    form_words: tuple[str, ...] = ()
    sector_code: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    amount_vnd: int | None = None
    place: Address = Address()


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One row of a sheet of published figures: its cells by column name, codes and dates as printed."""

    cells: Mapping[str, str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that this one names."""

    number: str
    kind: str
    cited_on: date | None
    issuer: str
    times: int
    locator: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know; becomes a finding. `values` fill the message of `code`."""

    code: str
    evidence: Evidence
    values: tuple[tuple[str, str], ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself, "" or None where it does not.

    `dated_at` is the place of its date line, `addressed_to` what stands behind "Kính gửi",
    `only_district` the one district its text names, which need not be its own.
    """

    stage: str = "other"
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""
    title_in_capitals: bool = False
    place: Address = Address()
    period_start: date | None = None
    period_end: date | None = None
    dated_at: str = ""
    addressed_to: str = ""
    only_district: str = ""


@dataclass(slots=True)
class Extraction:
    """Everything one document gave."""

    header: Header
    sections: list[PrintedSection] = field(default_factory=list)
    entries: list[PrintedEntry] = field(default_factory=list)
    incomes: list[PrintedIncome] = field(default_factory=list)
    rewards: list[PrintedReward] = field(default_factory=list)
    counts: list[PrintedCount] = field(default_factory=list)
    awards: list[PrintedAward] = field(default_factory=list)
    figures: list[PublishedFigure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def next_key(sections: Sequence[PrintedSection]) -> int:
    """Return the key for the next section of a document."""
    return max((section.key for section in sections), default=-1) + 1
