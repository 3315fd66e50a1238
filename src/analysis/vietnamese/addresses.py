"""Addresses as Vietnamese documents print them: a chain of units, each a type word and a name.

"xóm Gò Chè, xã Hợp Kim, huyện Kim Bôi" is one chain; a missing comma does not break it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.vietnamese.units import LEVELS, MAX_NAME, Unit, find_units, is_name_token


@dataclass(frozen=True, slots=True)
class Address:
    """An address as printed (tidied), type words included where they were printed; "" where a level is not stated."""

    hamlet: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""

    def __bool__(self) -> bool:
        return any((self.hamlet, self.commune, self.district, self.province))


@dataclass(frozen=True, slots=True)
class AddressSpan:
    """A chain of units and where it stands in the text."""

    address: Address
    units: tuple[Unit, ...]
    start: int
    end: int


_LINK = re.compile(r"[\s,;–-]*(?:\(|thuộc|ở|tại)?[\s,]*", re.IGNORECASE)
_FORMER = re.compile(
    r"\([^()]*\scũ\s*\)|\(\s*(?:nay|trước|cũ|sau|tức|gọi|thuộc[^()]*cũ)[^()]*\)|,?\s*thuộc\s[^,;()]{3,40}?\scũ(?!\w)",
    re.IGNORECASE,
)
_BRACKET_NAME = re.compile(r"\s*\(\s*([^()\d,;]{2,30}?)\s*\)")


def _blank_former(text: str) -> str:
    """Blank out "(nay là ...)", one for one: it names the unit of another date."""
    return _FORMER.sub(lambda m: " " * len(m.group()), text)


def _chains(text: str, units: list[Unit]) -> Iterator[list[Unit]]:
    chain: list[Unit] = []
    for unit in units:
        if chain and not _continues(text, chain[-1], unit):
            yield chain
            chain = []
        chain.append(unit)
    if chain:
        yield chain


def _continues(text: str, left: Unit, right: Unit) -> bool:
    linked = _LINK.fullmatch(text[left.end : right.start]) is not None
    coarser = LEVELS.index(right.level) > LEVELS.index(left.level)
    return linked and (coarser or left.level == right.level == "hamlet" or _city_of(left, right))


def _city_of(left: Unit, right: Unit) -> bool:
    """A city may stand where a province does: "quận Ô Môn, thành phố Cần Thơ"."""
    return left.level == right.level == "district" and right.words.startswith("thành phố")


def _address(chain: list[Unit]) -> Address:
    address = Address()
    for unit in chain:
        level = unit.level
        if level == "district" and address.district:
            level = "province"
        held = getattr(address, level)
        address = replace(address, **{level: f"{held}, {unit.words}" if held else unit.words})
    return address


def _bracketed_district(text: str, address: Address, end: int) -> tuple[Address, int]:
    """Read "xã Thuận Hạnh (Đắk Song)": a bare capitalised name in brackets is the unit above."""
    match = _BRACKET_NAME.match(text, end)
    above = "province" if address.district else "district"
    if not match or not (address.commune or address.district) or getattr(address, above):
        return address, end
    name = match.group(1)
    if not all(is_name_token(word) for word in name.split()) or len(name.split()) > MAX_NAME:
        return address, end
    return replace(address, **{above: name}), match.end()


def find_addresses(text: str) -> list[AddressSpan]:
    """Return the chains of units in `text`, left to right.

    >>> span = find_addresses("Bà A, xóm Bui, xã Tiền Phong huyện Đà Bắc")[0]
    >>> span.address
    Address(hamlet='xóm Bui', commune='xã Tiền Phong', district='huyện Đà Bắc', province='')
    """
    visible = _blank_former(text)
    spans = []
    for chain in _chains(visible, find_units(visible)):
        address, end = _bracketed_district(visible, _address(chain), chain[-1].end)
        spans.append(AddressSpan(address, tuple(chain), chain[0].start, end))
    return spans
