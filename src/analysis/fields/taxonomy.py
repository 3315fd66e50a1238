"""The fields and subfields: codes, names, sectors, and the four subfields whose home an office may choose.

The four fields are those of provincial Dân vận khéo summaries. Provinces differ on where new rural development,
environment, savings and digital matters belong, so these four can be moved (`taxonomy(parents=...)`); their codes stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

from analysis.datafiles import read_rows

Lang = Literal["vi", "en"]

UNCLASSIFIED = "chua-phan-loai"
OTHER = "-khac"
_DATA = Path(__file__).parent / "data"


def read_terms(name: str) -> dict[str, object]:
    """Return a YAML file of this room."""
    with (_DATA / name).open(encoding="utf-8") as handle:
        content: dict[str, object] = yaml.load(handle, Loader=_loader())
    return content


def _loader() -> type[yaml.SafeLoader]:
    # libyaml reads the word list ten times faster; the pure loader reads the same and is always there
    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader


def phrases(text: object) -> list[str]:
    """Return the phrases of a ";"-separated list, in order and without empty ones.

    >>> phrases("nuôi cá; nuôi dê;")
    ['nuôi cá', 'nuôi dê']
    """
    return [phrase.strip() for phrase in str(text or "").split(";") if phrase.strip()]


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["code"]: MappingProxyType(row) for row in read_rows("analysis.fields", "fields.csv")})


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Which field each subfield belongs to, in taxonomy order."""

    parents: Mapping[str, str]

    def parent(self, subfield: str) -> str:
        """Return the field of a subfield; raise KeyError for an unknown code."""
        return self.parents[subfield]

    def fields(self) -> list[str]:
        """Return the field codes in order, `chua-phan-loai` last."""
        return [code for code, row in _rows().items() if not row["parent"]]

    def subfields(self, field: str = "") -> list[str]:
        """Return the subfield codes in order, of one field if given."""
        return [code for code, parent in self.parents.items() if field in ("", parent)]


@cache
def _default_parents() -> Mapping[str, str]:
    parents = {code: row["parent"] for code, row in _rows().items() if row["parent"]}
    return MappingProxyType({**parents, UNCLASSIFIED: UNCLASSIFIED})


DEFAULT = Taxonomy(_default_parents())


def movable() -> dict[str, str]:
    """Return the movable subfields with their default field."""
    return {code: row["parent"] for code, row in _rows().items() if row["movable"] == "true"}


def taxonomy(parents: Mapping[str, str] | None = None) -> Taxonomy:
    """Return the taxonomy with some movable subfields under another field.

    Raises ValueError for a subfield that may not move or a field that does not exist.

    >>> taxonomy({"moi-truong": "kinh-te"}).parent("moi-truong")
    'kinh-te'
    """
    moves = dict(parents or {})
    for subfield, field in moves.items():
        if subfield not in movable():
            raise ValueError(f"{subfield} cannot be moved; movable are {', '.join(movable())}")
        if field not in DEFAULT.fields() or field == UNCLASSIFIED:
            raise ValueError(f"{subfield} cannot go to {field}: no such field")
    return Taxonomy(MappingProxyType({**DEFAULT.parents, **moves}))


def load_taxonomy(path: Path) -> Taxonomy:
    """Return the taxonomy moved as a YAML file of `subfield: field` lines says; ValueError as in `taxonomy`."""
    moves = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader()) or {}
    if not isinstance(moves, dict):
        raise ValueError(f"{path.name} must hold lines of the form `subfield: field`")
    return taxonomy({str(subfield): str(field) for subfield, field in moves.items()})


def field_codes() -> list[str]:
    """Return the level-1 codes in order, `chua-phan-loai` last."""
    return DEFAULT.fields()


def subfield_codes(field: str = "") -> list[str]:
    """Return the level-2 codes in order, of one field if given; `chua-phan-loai` last."""
    return DEFAULT.subfields(field)


def names(lang: Lang = "vi") -> dict[str, str]:
    """Return the name of every field and subfield by code.

    >>> names("en")["kinh-te"]
    'Economy'
    """
    return {code: row[f"name_{lang}"] for code, row in _rows().items()}


def sector_of(subfield: str) -> tuple[str, ...]:
    """Return the codes of the national sectors a subfield is nearest to, best first.

    The national list codes the recipient's sector, this one the activity: a school with an environment model is 0003
    there and `moi-truong` here. So this is a crosswalk for whole tables, not a translation of one row.

    >>> sector_of("y-te")
    ('0012', '0021')
    """
    return tuple(_rows()[subfield]["sectors"].split())


def sectors() -> dict[str, str]:
    """Return the 24 national sectors, name by code."""
    return {row["code"]: row["name_vi"] for row in read_rows("analysis.fields", "sectors.csv")}
