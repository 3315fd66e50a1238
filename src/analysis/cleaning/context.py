"""What all rows of one document share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from analysis.checks import Finding, finding
from analysis.extracting.evidence import Evidence
from analysis.identity import RowIds
from analysis.places import Address, Home, Place, Problem, canonical, named_district, resolve
from analysis.vietnamese.letters import nfc
from analysis.vietnamese.sensitive import without_sensitive
from analysis.vietnamese.units import LEVELS

Row = dict[str, object]
_MAX_SHOWN = 5


@dataclass(slots=True)
class Context:
    """The document a row comes from: its id, the place and day it speaks of, its period; collects findings."""

    document_id: str
    home: Home
    on: date | None
    period_start: date | None
    period_end: date | None
    ids: RowIds = field(default_factory=RowIds)
    findings: list[Finding] = field(default_factory=list)
    _doubted: set[tuple[str, str]] = field(default_factory=set)

    def evidence(self, evidence: Evidence) -> Row:
        """Return the three columns every row of a document has."""
        return {
            "document_id": self.document_id,
            "locator": evidence.locator,
            "raw_text": without_sensitive(nfc(evidence.raw_text)),
        }

    def place(self, address: Address, organisation: str, evidence: Evidence, row_id: str) -> Place:
        """Resolve an address; an organisation's own name may stand in for a district that is not stated.

        Doubts become findings of the row.
        """
        address, basis = self._in_its_level(address), "stated"
        if not address.district and organisation and not self.home.district:
            named = named_district(organisation, self.home, self.on)
            if named:
                address = Address(address.hamlet, address.commune, named, address.province)
                basis = "name"
        place = resolve(address, self.home, self.on, basis=basis)
        for problem in place.problems:
            self._doubt(problem, evidence, row_id)
        return place

    def _in_its_level(self, address: Address) -> Address:
        """Move a bare name to the level at which a unit bears it: a cell slipped by one column, or told no level."""
        if address.district and not address.commune and not canonical(address.district, "district", self.home, self.on):
            commune = canonical(address.district, "commune", self.home, self.on)
            return replace(address, commune=commune, district="") if commune else address
        name = address.commune
        if not name or address.district or canonical(name, "commune", self.home, self.on):
            return address
        district = canonical(name, "district", self.home, self.on)
        return replace(address, commune="", district=district) if district else address

    def _doubt(self, problem: Problem, evidence: Evidence, row_id: str) -> None:
        """Report a doubtful place once; the same words elsewhere in the document are the same doubt."""
        if (problem.code, problem.printed) in self._doubted:
            return
        self._doubted.add((problem.code, problem.printed))
        shown = ", ".join(problem.candidates[:_MAX_SHOWN])
        words = {
            "printed": problem.printed,
            "candidates_vi": f" (gần giống: {shown})" if shown else "",
            "candidates_en": f" (similar: {shown})" if shown else "",
        }
        self.findings.append(finding(problem.code, evidence.locator, evidence.raw_text, row_id, **words))


def merged(*addresses: Address) -> Address:
    """Return the first stated value of each level."""
    return Address(**{level: next((v for a in addresses if (v := getattr(a, level))), "") for level in LEVELS})


def place_columns(place: Place, *names: str) -> Mapping[str, object]:
    """Return the named columns of a place."""
    return {name: getattr(place, name) for name in names}
