"""A small invented set of tables on which every figure has something to draw; all people are made up."""

import datetime as dt
from functools import cache

import pytest

from analysis import schema
from analysis.charts import CHARTS
from analysis.tables import Tables

DAY = dt.date
PLAN = {
    "document_id": "ke-hoach",
    "source_file": "ke-hoach.docx",
    "sha256": "0" * 64,
    "format": "docx",
    "reading": "text",
}
PLAN |= {"quality": "good", "stage": "plan", "number": "12/KH-UBND", "issued_on": DAY(2019, 5, 6)}
PLAN |= {"province": "tỉnh Hòa Bình", "period_start": DAY(2019, 1, 1), "period_end": DAY(2019, 12, 31)}
REPORT = {**PLAN, "document_id": "bao-cao", "source_file": "bao-cao.docx", "stage": "report", "number": None}
REPORT |= {"province": "tỉnh Đồng Tháp", "district": "huyện Tân Hồng", "issued_on": None}
REPORT |= {"period_start": DAY(2017, 1, 1), "period_end": DAY(2020, 12, 31)}
SHEET = {**PLAN, "document_id": "so-lieu", "source_file": "so-lieu.xlsx", "format": "xlsx", "stage": "summary"}
SHEET |= {"number": None, "issued_on": None, "province": None, "period_start": None, "period_end": None}


def entry(number, kind, recipient, district, field, subfield, outcomes=None, **more):
    return {
        "entry_id": f"e-{number}",
        "document_id": "ke-hoach",
        "section": "Mô hình",
        "kind": kind,
        "title": f"Mô hình thử {number}",
        "recipient_kind": recipient,
        "district": district,
        "province": "tỉnh Hòa Bình",
        "place_basis": "stated" if district else "unknown",
        "field": field,
        "subfield": subfield,
        "field_basis": "inferred",
        "field_status": "sure",
        "outcomes": outcomes,
        "mentions": 1,
        "locator": f"line {number}",
        "raw_text": "x",
        **more,
    }


ENTRIES = [
    entry(1, "model", "collective", "huyện Lạc Sơn", "kinh-te", "nong-lam-thuy-san", "tang-thu-nhap; tao-viec-lam"),
    entry(
        2, "model", "individual", "huyện Lạc Sơn", "kinh-te", "du-lich", "tang-thu-nhap", recipient_name="Lê Thị Mẫu"
    ),
    entry(3, "model", "household", "huyện Kim Bôi", "kinh-te", "nong-lam-thuy-san", recipient_name="Trần Văn Thử"),
    entry(4, "exemplar", "collective", "huyện Kim Bôi", "van-hoa-xa-hoi", "giao-duc", "ky-nang-tre"),
    entry(5, "model", "collective", None, "quoc-phong-an-ninh", "an-ninh-trat-tu", field_status="review"),
    entry(6, "movement", None, None, "van-hoa-xa-hoi", "giam-ngheo-viec-lam", document_id="bao-cao"),
    entry(7, "model", None, None, "chua-phan-loai", "chua-phan-loai", document_id="bao-cao"),
]
SECTIONS = [
    {"document_id": "ke-hoach", "section": "Mô hình", "kind": "model", "declared": 4, "found": 4, "missing": 0},
    {
        "document_id": "ke-hoach",
        "section": "II. Điển hình",
        "kind": "exemplar",
        "declared": 6,
        "found": 1,
        "missing": 5,
    },
    {"document_id": "bao-cao", "section": "a) Hộ ông Trần Văn Thử", "kind": "model", "found": 2, "is_open_list": True},
]
SECTIONS = [{"is_open_list": False, "locator": f"line {at}", "raw_text": "x", **row} for at, row in enumerate(SECTIONS)]


def reward(number, kind, count, document="bao-cao", start=2017, end=2020, role="awarded", **more):
    row = {"reward_id": f"r-{number}", "document_id": document, "role": role, "recipient_kind": kind, "count": count}
    row |= {"bound": "exact", "level": "district", "province": "tỉnh Đồng Tháp", "district": "huyện Tân Hồng"}
    row |= {
        "period_start": DAY(start, 1, 1),
        "period_end": DAY(end, 12, 31),
        "locator": f"line {number}",
        "raw_text": "x",
    }
    return row | more


PRESS = {"document": "so-lieu", "source": "Báo Thử; bao.example/1", "province": "tỉnh Yên Bái", "district": None}
REWARDS = [
    reward(1, "collective", 99),
    reward(2, "individual", 1241, bound="at_least"),
    reward(3, "individual", 500, role="proposed"),
    reward(4, "collective", 40, start=2019, end=2019, **PRESS),
    reward(5, "collective", 60, start=2021, end=2021, **PRESS),
    reward(6, "collective", 7, start=2021, end=2021, role="proposed", **PRESS),
]


def count(number, role, n, year, activity="mô hình dân vận khéo"):
    words = {"registered": "đăng ký", "effective": "đạt hiệu quả"}[role]
    row = {
        "count_id": f"c-{number}",
        "document_id": "so-lieu",
        "what": "model",
        "role": role,
        "count": n,
        "bound": "exact",
    }
    row |= {"province": "tỉnh Bà Rịa - Vũng Tàu", "district": "huyện Đất Đỏ", "level": "district"}
    row |= {"period_start": DAY(year, 1, 1), "period_end": DAY(year, 12, 31), "activity": f"{activity} {words}"}
    return row | {"source": "Báo Thử; bao.example/2", "locator": f"line {number}", "raw_text": "x"}


COUNTS = [
    count(1, "registered", 146, 2020),
    count(2, "effective", 115, 2020),
    count(3, "registered", 1199, 2022),
    count(4, "effective", 100, 2023),
]


def income(number, amount, measure="income", bound="exact", **more):
    row = {"income_id": f"i-{number}", "document_id": "so-lieu", "recipient_kind": "household", "activity": "nuôi thử"}
    row |= {
        "province": "tỉnh Sơn La",
        "place_basis": "stated",
        "measure": measure,
        "low_vnd": amount,
        "high_vnd": amount,
    }
    row |= {"bound": bound, "period": "year", "per": "household", "annual_vnd": amount, "is_outcome": True}
    return row | {"source": "Báo Thử; bao.example/3", "locator": f"line {number}", "raw_text": "x", **more}


MILLION = 1_000_000
AMOUNTS = [(200, "exact"), (300, "over"), (300, "under"), (900, "about"), (1500, "range")]
INCOMES = [income(at, n * MILLION, bound=bound) for at, (n, bound) in enumerate(AMOUNTS)]
INCOMES += [income(8, 5_000 * MILLION, "profit"), income(9, 50 * MILLION, per="person", recipient_kind="individual")]
FINDING = {"finding_id": "f-1", "document_id": "ke-hoach", "severity": "warning", "code": "truncated-list"}
FINDING |= {"message_vi": "thiếu", "message_en": "short", "locator": "line 1", "raw_text": "x"}

ROWS = {
    "documents": [PLAN, REPORT, SHEET],
    "sections": SECTIONS,
    "entries": ENTRIES,
    "rewards": REWARDS,
    "counts": COUNTS,
    "incomes": INCOMES,
    "findings": [FINDING],
}


def made(rows):
    return Tables(**{name: schema.frame(name, rows.get(name, [])) for name in schema.TABLES})


@pytest.fixture(scope="session")
def tables():
    return made(ROWS)


@pytest.fixture(scope="session")
def no_tables():
    return made({})


@pytest.fixture(scope="session")
def table_rows():
    """The rows behind `tables`, to change one thing and see what follows."""
    return ROWS


@pytest.fixture(scope="session")
def tables_of():
    return made


@pytest.fixture(scope="session")
def draw(tables):
    """Draw a figure of `tables` by its name, each page and language once."""
    return cache(lambda name, lang="vi", size="report": CHARTS[name](tables, lang, size))
