"""The place a document speaks for, from the words of its head and its paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.extracting.header_source import Source
from analysis.extracting.paragraphs import Paragraph
from analysis.vietnamese.addresses import Address, find_addresses
from analysis.vietnamese.letters import CAPITAL, fold

# "Huyện ủy Ba Vì", "Tỉnh đoàn Sơn La": the body's name holds the unit's
_PARTY_BODY = re.compile(
    rf"(?<!\w)(tỉnh|huyện|quận|thị|thành) (?:ủy|đoàn)\s+({CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*)*)", re.IGNORECASE
)
_PARTY_LEVELS = {
    "tỉnh": ("province", "tỉnh"), "huyện": ("district", "huyện"), "quận": ("district", "quận"),
    "thị": ("district", "thị xã"), "thành": ("district", "thành phố"),
}  # fmt: skip


def district_of(commune: str, source: Source) -> str:
    """Return the district the text puts the issuing commune in: "thuộc xã A, huyện B"."""
    addresses = (span.address for p in source.paragraphs for span in find_addresses(p.text)) if commune else ()
    return next((a.district for a in addresses if a.district and fold(a.commune) == fold(commune)), "")


def only_district(paragraphs: Sequence[Paragraph]) -> str:
    """Return the one district a text names, as often as it likes; "" where it names several or none."""
    named = [span.address.district for p in paragraphs for span in find_addresses(p.text) if span.address.district]
    return named[0] if len({fold(name) for name in named}) == 1 else ""


def completed(stated: Address, above: Address) -> Address:
    """Fill the levels above the lowest stated one."""
    if stated.commune and not stated.district:
        stated = replace(stated, district=above.district)
    return replace(stated, province=stated.province or above.province)


def first_address(text: str) -> Address | None:
    """Return the first place a text names, also in the name of a body of the Party, None if it names none."""
    spans = find_addresses(text)
    if spans:
        return spans[0].address
    party = _PARTY_BODY.search(text)
    if not party:
        return None
    level, word = _PARTY_LEVELS[party.group(1).lower()]
    return Address(**{level: f"{word} {party.group(2)}"})


def only_province(source: Source) -> str:
    """Return the one province a page names, as often as it likes; "" where it names several or none."""
    addresses = [span.address for paragraph in source.paragraphs for span in find_addresses(paragraph.text)]
    named = {fold(a.province).removeprefix("tỉnh "): a.province for a in addresses if a.province}
    return next(iter(named.values())) if len(named) == 1 else ""


def common_province(source: Source) -> str:
    """Return the province named most, in the opening first; a city may be one: the day decides which."""
    for texts in (source.preamble, [p.text for p in source.paragraphs], source.pieces):
        addresses = [a.address for text in texts for a in find_addresses(text)]
        for level in ("province", "district"):
            names = [str(getattr(address, level)) for address in addresses]
            named = Counter(n for n in names if n and (level == "province" or n.startswith("thành phố")))
            if named:
                return named.most_common(1)[0][0]
    return ""
