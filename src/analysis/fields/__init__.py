"""The field of an entry, with its evidence: taxonomy as data, transparent scoring, and "not known" as an answer."""

from analysis.fields.classifier import FieldLabel, classify
from analysis.fields.facets import Facet, facets
from analysis.fields.stated import stated_field
from analysis.fields.taxonomy import (
    DEFAULT,
    UNCLASSIFIED,
    Taxonomy,
    field_codes,
    load_taxonomy,
    movable,
    names,
    sector_of,
    sectors,
    subfield_codes,
    taxonomy,
)

__all__ = [
    "DEFAULT",
    "UNCLASSIFIED",
    "Facet",
    "FieldLabel",
    "Taxonomy",
    "classify",
    "facets",
    "field_codes",
    "load_taxonomy",
    "movable",
    "names",
    "sector_of",
    "sectors",
    "stated_field",
    "subfield_codes",
    "taxonomy",
]
