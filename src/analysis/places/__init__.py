"""Places: a printed name in, a unit valid on a day out, with its old district and its unit of today."""

from analysis.places.organisations import named_district
from analysis.places.provinces import find_province
from analysis.places.resolve import Home, Place, Problem, canonical, resolve
from analysis.vietnamese.addresses import Address

__all__ = ["Address", "Home", "Place", "Problem", "canonical", "find_province", "named_district", "resolve"]
