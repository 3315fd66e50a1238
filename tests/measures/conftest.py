"""Small tables of two years of one province, as a person would write them down."""

from collections.abc import Callable

import pytest

from analysis.schema import TABLES, frame
from analysis.tables import Tables

DOCUMENT = {"sha256": "0" * 64, "format": "docx", "reading": "text", "quality": "good", "stage": "report"}
ENTRY = {"kind": "model", "place_basis": "stated", "field": "kinh-te", "subfield": "du-lich", "field_status": "sure"}


def document(year: int, **more: object) -> dict[str, object]:
    """A report of tỉnh Hòa Bình on one year."""
    period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "issued_on": f"{year}-12-01"}
    name = {"document_id": f"d-{year}", "source_file": f"{year}.docx", "province": "tỉnh Hòa Bình"}
    return DOCUMENT | period | name | more


def entry(number: int, year: int, district: str, **more: object) -> dict[str, object]:
    """A model of a district in the report of a year."""
    ids = {"entry_id": f"e-{year}-{number}", "document_id": f"d-{year}", "locator": f"line {number}"}
    words = {"title": f"Mô hình {number}", "raw_text": f"Mô hình {number}, {district}", "model_id": f"m-{number}"}
    place = {"district": district, "province": "tỉnh Hòa Bình", "district_area": district}
    return ENTRY | ids | words | place | {"recipient_kind": "collective", "is_plural": False} | more


def section(year: int, declared: int | None, found: int, **more: object) -> dict[str, object]:
    """A list of models that declares a number."""
    missing = None if declared is None else declared - found
    counts = {"declared": declared, "found": found, "missing": missing, "is_open_list": False}
    base = {"document_id": f"d-{year}", "section": "Mô hình", "kind": "model", "locator": "line 1", "raw_text": "x"}
    return base | counts | more


def made(**rows: list[dict[str, object]]) -> Tables:
    """All tables, empty where no rows are given."""
    return Tables(**{name: frame(name, rows.get(name, [])) for name in TABLES})


class Builders:
    """What the tests of the review build their tables with."""

    document = staticmethod(document)
    entry = staticmethod(entry)
    section = staticmethod(section)
    made = staticmethod(made)


@pytest.fixture(scope="session")
def build() -> Builders:
    return Builders()


@pytest.fixture(scope="session")
def two_years(build: Builders) -> Callable[..., Tables]:
    """Return a maker of tables: so many models per district in 2018 and 2022, with the ledgers of both lists."""

    def make(
        before: dict[str, int],
        after: dict[str, int],
        declared: tuple[int | None, int | None] | None = None,
        **more: object,
    ) -> Tables:
        entries, sections = [], []
        sums = sum(before.values()), sum(after.values())
        for year, counts, n, told in zip((2018, 2022), (before, after), sums, declared or sums, strict=True):
            places = [district for district, many in counts.items() for _ in range(many)]
            entries += [entry(at, year, district) for at, district in enumerate(places, 1)]
            sections.append(section(year, told, n))
        return made(documents=[document(2018), document(2022, **more)], entries=entries, sections=sections)

    return make
