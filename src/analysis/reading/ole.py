"""The container of Word 97, Excel 97 and encrypted files: the names of its streams and their first bytes."""

import io
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_NO_ENTRY = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
_MOST_SECTORS = 4096


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int
    start: int


def streams(path: Path) -> dict[str, bytes]:
    """Return the streams at the top of the container at `path`, each with its first bytes.

    A stream of an embedded object is not at the top. A damaged container gives what could be found, or nothing.
    """
    with path.open("rb") as file:
        if file.seek(0, io.SEEK_END) < _HEADER:
            return {}
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _top_streams(data)


def _top_streams(data: mmap.mmap) -> dict[str, bytes]:
    size = 1 << (struct.unpack_from("<H", data, 30)[0] & 31)
    if size not in (512, 4096):
        return {}
    entries = _entries(data, size)
    top = _siblings(entries, entries[0].child) if entries else []
    return {entry.name: data[(at := (entry.start + 1) * size) : at + 64] for entry in top}


def _entries(data: mmap.mmap, size: int) -> list[_Entry]:
    """Return the entries of the directory, whose sectors the allocation table chains."""
    table = _allocation(data, size)
    sector, read, directory = struct.unpack_from("<I", data, 48)[0], 0, b""
    while sector < _LAST_SECTOR and read < _MOST_SECTORS:
        at = (sector + 1) * size
        directory += data[at : at + size]
        sector = table[sector] if sector < len(table) else _LAST_SECTOR
        read += 1
    return [_entry(directory[at : at + _ENTRY]) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _allocation(data: mmap.mmap, size: int) -> list[int]:
    """Return the allocation table, whose sectors the header lists and, for files above 7 MB, a chain behind it."""
    listed = list(struct.unpack_from("<109I", data, 76))
    following, seen = struct.unpack_from("<I", data, 68)[0], set[int]()
    while following < _LAST_SECTOR and following not in seen and (more := _numbers(data, following, size)):
        seen.add(following)
        listed += more[:-1]
        following = more[-1]
    # The header has room for 109 sectors, a workbook of some pages fills one or two
    used = (sector for sector in listed if sector < _LAST_SECTOR)
    return [number for sector in used for number in _numbers(data, sector, size)]


def _numbers(data: mmap.mmap, sector: int, size: int) -> list[int]:
    at = (sector + 1) * size
    if sector >= _LAST_SECTOR or at + size > len(data):
        return []
    return list(struct.unpack_from(f"<{size // 4}I", data, at))


def _entry(raw: bytes) -> _Entry:
    length = max(min(struct.unpack_from("<H", raw, 64)[0] - 2, 62), 0)
    name = raw[:length].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<3I", raw, 68)
    return _Entry(name, left, right, child, struct.unpack_from("<I", raw, 116)[0])


def _siblings(entries: list[_Entry], first: int) -> list[_Entry]:
    found, seen, waiting = [], set(), [first]
    while waiting:
        number = waiting.pop()
        if number != _NO_ENTRY and number < len(entries) and number not in seen:
            seen.add(number)
            found.append(entries[number])
            waiting += (entries[number].left, entries[number].right)
    return found
