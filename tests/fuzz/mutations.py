"""Break a real file a little, the same way for the same number: in its bytes, in its parts, in its markup."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from itertools import islice

from lxml import etree

Bytes = Callable[[bytes, random.Random], bytes]
STRANGE_VALUES = (
    "",
    "-1",
    "0",
    "99999999999999999999",
    "1e308",
    "NaN",
    "\u202e",
    "rId999",
    "../../../etc/x",
    "A" * 5000,
)
STRANGE_TEXTS = (
    "\x00",
    "\ufeff",
    "\u0300" * 200,
    "\U000e0041",
    "\u2028",
    "|",
    "\t" * 500,
    "12.345,67",
    "٣",
    "a" * 20_000,
)
FIELDS = (b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"<", b"&#0;", b"]]>")

LARGEST = 1 << 20
FEW = 300


def mutated(data: bytes, number: int) -> bytes:
    """Return `data` after one to four changes that depend on `number` only."""
    chance = random.Random(number)
    for _ in range(chance.choice((1, 1, 2, 4))):
        ways = (
            (broken_bytes, broken_part, broken_part, broken_parts) if is_archive(data) else (broken_bytes, broken_text)
        )
        data = chance.choice(ways)(data, chance)[:LARGEST]
    return data


def is_archive(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and zipfile.is_zipfile(io.BytesIO(data))


# --- bytes ----------------------------------------------------------------------------------------------------------
def broken_bytes(data: bytes, chance: random.Random) -> bytes:
    way = chance.choice((flip, cut_out, put_in, repeat, cut_off, overwrite))
    return way(data, chance) if data else data


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def span(data: bytes, chance: random.Random) -> slice:
    start = chance.randrange(len(data))
    return slice(start, start + chance.choice((1, 4, 30, 500)))


def cut_out(data: bytes, chance: random.Random) -> bytes:
    gone = span(data, chance)
    return data[: gone.start] + data[gone.stop :]


def put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice((*FIELDS, chance.randbytes(40))) + data[at:]


def repeat(data: bytes, chance: random.Random) -> bytes:
    twice = span(data, chance)
    return data[: twice.stop] + data[twice] * chance.choice((1, 50)) + data[twice.stop :]


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def overwrite(data: bytes, chance: random.Random) -> bytes:
    at, field = chance.randrange(len(data)), chance.choice(FIELDS)
    return data[:at] + field + data[at + len(field) :]


def broken_text(data: bytes, chance: random.Random) -> bytes:
    """Change a text as a text: strange characters, another encoding, other line ends, lines in another order."""
    text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    way = chance.randrange(6)
    if way == 0:
        return text.encode(chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "utf-32", "cp1258", "utf-7")), "ignore")
    if way == 1:
        chance.shuffle(lines)
    elif way == 2:
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(STRANGE_TEXTS) * chance.choice((1, 30)))
    elif way == 3:
        return text.replace("\n", chance.choice(("\r", "\r\n", "\f", "\v", "\u2028", " | "))).encode()
    elif way == 4:
        at = chance.randrange(len(text) + 1)
        return (text[:at] + chance.choice(STRANGE_TEXTS) + text[at:]).encode("utf-8", "surrogatepass")
    else:
        lines *= chance.choice((2, 20))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


# --- archives -------------------------------------------------------------------------------------------------------
def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts that can still be unpacked."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            try:
                parts[part.filename] = archive.read(part)
            except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
                continue
    return parts


def archive_of(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def opened(change: Callable[[dict[str, bytes], random.Random], None]) -> Bytes:
    def changed(data: bytes, chance: random.Random) -> bytes:
        try:
            parts = parts_of(data)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return broken_bytes(data, chance)
        if not parts:
            return data
        change(parts, chance)
        return archive_of(parts)

    return changed


@opened
def broken_part(parts: dict[str, bytes], chance: random.Random) -> None:
    """Break one part and pack it whole again: as bytes, or as markup that stays well formed."""
    name = chance.choice(sorted(parts))
    parts[name] = chance.choice((broken_bytes, broken_markup, broken_markup, broken_markup))(parts[name], chance)


@opened
def broken_parts(parts: dict[str, bytes], chance: random.Random) -> None:
    """Take a part away, name it otherwise, or exchange two."""
    one, other = (chance.choice(sorted(parts)) for _ in range(2))
    way = chance.randrange(3)
    if way == 0:
        del parts[one]
    elif way == 1:
        parts[one + "x"] = parts.pop(one)
    else:
        parts[one], parts[other] = parts[other], parts[one]


def broken_markup(data: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return broken_bytes(data, chance) if data else data
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(chance.choice((1, 1, 5, 30))):
        break_element(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def break_element(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    way = chance.randrange(7)
    parent = one.getparent()
    if way in (3, 6) and max(len(list(islice(element.iter(), FEW))) for element in (one, other)) == FEW:
        return
    if way == 0 and parent is not None:
        parent.remove(one)
    elif way == 1 and one.attrib:
        one.set(chance.choice(sorted(one.attrib)), chance.choice([v for v in STRANGE_VALUES if v.isprintable()]))
    elif way == 2 and one.attrib:
        del one.attrib[chance.choice(sorted(one.attrib))]
    elif way == 3 and not set(other.iter()) & set(one.iterancestors()) and one is not other:
        one.append(copied(other))
    elif way == 4:
        one.tag = other.tag
    elif way == 5:
        one.text = chance.choice([t for t in STRANGE_TEXTS if t != "\x00"])
    elif parent is not None:
        for _ in range(chance.choice((1, 30))):
            parent.append(copied(one))


def copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))
