"""Tables, columns and code lists as the YAML files beside this module define them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import yaml

# The C loader reads the files in a tenth of the time; some builds of PyYAML lack it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Kind = Literal["text", "integer", "boolean", "date"]
Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes with their labels; an open list accepts any other lower-case slug as well."""

    name: str
    vi: Mapping[str, str]
    en: Mapping[str, str]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `codes` is empty for free text, `joiner` joins several codes in one cell.

    `minimum` bounds an integer; `pattern` must match the whole text; a `verbatim` text keeps its Unicode
    form, because a file name must open its file.
    """

    name: str
    meaning_vi: str
    meaning_en: str
    example: str
    kind: Kind = "text"
    unit: str = ""
    codes: tuple[str, ...] = ()
    code_list: str = ""
    is_open: bool = False
    joiner: str = ""
    required: bool = False
    minimum: int | None = None
    pattern: str = ""
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `key` is the order of its rows (ties keep the order of arrival), `row_id` may not repeat.

    `ordered` holds pairs of columns whose first value may not be above the second.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    meaning_vi: str
    meaning_en: str
    row_id: str = ""
    ordered: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]

    def __getitem__(self, name: str) -> Column:
        """Return the column called `name`; KeyError if the table has none."""
        found = [column for column in self.columns if column.name == name]
        if not found:
            raise KeyError(f"{self.name} has no column {name}")
        return found[0]


def _load(name: str) -> Any:
    return yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), Loader=_LOADER)


def _code_lists() -> dict[str, CodeList]:
    return {
        name: CodeList(
            name,
            MappingProxyType({code: str(labels[0]) for code, labels in entry["codes"].items()}),
            MappingProxyType({code: str(labels[1]) for code, labels in entry["codes"].items()}),
            bool(entry.get("open", False)),
        )
        for name, entry in _load("codes.yaml").items()
    }


CODES: Mapping[str, CodeList] = MappingProxyType(_code_lists())


def _attributes(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the short names of the YAML files into fields of Column."""
    known = {"kind", "unit", "joiner", "required", "minimum", "pattern", "verbatim", "example"}
    renamed = {"vi": "meaning_vi", "en": "meaning_en"}
    if unknown := set(entry) - known - set(renamed) - {"codes"}:
        raise ValueError(f"unknown column attribute: {', '.join(sorted(unknown))}")
    made = {renamed.get(key, key): value for key, value in entry.items() if key != "codes"}
    if "codes" in entry:
        codes = CODES[entry["codes"]]
        made |= {"code_list": codes.name, "codes": tuple(codes.vi), "is_open": codes.is_open}
    return made


def _columns() -> dict[str, Column]:
    return {name: Column(name=name, **_attributes(entry)) for name, entry in _load("columns.yaml").items()}


def _column(defined: Mapping[str, Column], entry: str | Mapping[str, Any]) -> Column:
    if isinstance(entry, str):
        return defined[entry]
    ((name, narrowed),) = entry.items()
    return replace(defined[name], **_attributes(narrowed))


def _tables() -> dict[str, Table]:
    defined = _columns()
    return {
        name: Table(
            name=name,
            key=tuple(entry["key"]),
            columns=tuple(_column(defined, column) for column in entry["columns"]),
            meaning_vi=entry["vi"],
            meaning_en=entry["en"],
            row_id=entry.get("row_id", ""),
            ordered=tuple((low, high) for low, high in entry.get("ordered", ())),
        )
        for name, entry in _load("tables.yaml").items()
    }


_ALL = _tables()
CORRECTIONS: Table = _ALL["corrections"]
TABLES: Mapping[str, Table] = MappingProxyType({n: t for n, t in _ALL.items() if n != "corrections"})


def table(name: str) -> Table:
    """Return the table called `name`, "corrections" included; KeyError if there is none."""
    return _ALL[name]


def label(code_list: str, code: str, language: Language = "vi") -> str:
    """Return the words for a code; a code of an open list that has no words yet stands for itself.

    KeyError for an unknown list, or an unknown code of a closed list.

    >>> label("recipient_kind", "household")
    'hộ gia đình'
    >>> label("form", "danh-hieu-moi")
    'danh-hieu-moi'
    """
    codes = CODES[code_list]
    words = codes.vi if language == "vi" else codes.en
    return words.get(code, code) if codes.is_open else words[code]
