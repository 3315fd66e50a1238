"""Rows of rewards.csv and counts.csv from the words of a document."""

import re
from collections.abc import Mapping

from analysis.cleaning.context import Context, Row, place_columns
from analysis.extracting.evidence import Evidence
from analysis.extracting.reward_forms import join_levels, level_of
from analysis.extracting.rows import Header, PrintedCount, PrintedReward
from analysis.places import Address, Home
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.dates import Period
from analysis.vietnamese.letters import fold

_PLACE = ("province", "district", "commune")


def reward_row(printed: PrintedReward, header: Header, context: Context) -> Row:
    """Return the row of a stated count of rewarded recipients."""
    count = printed.count
    level = level_at(count.level, context.home) or named_level(count.role, count.form, header, context.home)
    reward_id = context.ids.new(
        "r", context.document_id, printed.evidence.raw_text, count.role, count.recipient_kind, count.count, count.form
    )
    return {
        **context.evidence(printed.evidence),
        "reward_id": reward_id,
        "role": count.role,
        "recipient_kind": count.recipient_kind,
        "count": count.count,
        "bound": count.bound,
        "form": form_at(count.form, level),
        "level": level,
        "movement": count.movement,
        "field": count.field,
        **_place(count.place, printed.evidence, reward_id, context),
        **({} if count.period is None and _is_ahead(count.role, header) else _period(count.period, context)),
    }


def _is_ahead(role: str, header: Header) -> bool:
    """Tell a plan's period, most of it still to come, from that of what it says was rewarded before."""
    start, day, end = header.period_start, header.issued_on, header.period_end
    if role != "awarded" or header.stage != "plan" or not (start and day and end):
        return False
    return end.year > day.year and end - day > day - start


_RUNGS_OF_TITLES = {
    ("csttd", "province"): "csttd-cap-tinh",
    ("csttd", "ministry"): "csttd-cap-bo",
    ("csttd", "state"): "csttd-toan-quoc",
}


def form_at(form: str, level: str) -> str:
    """Return the title that a form is on its level: "Chiến sĩ thi đua cấp thành phố" of a city under the centre."""
    return _RUNGS_OF_TITLES.get((form, level), form)


def level_at(level: str, home: Home) -> str:
    """Return the rung "thành phố" has in a document of `home`: under the centre or under a province; "" if not clear.

    >>> level_at("city", Home("Thành phố Cần Thơ", "quận Ô Môn")), level_at("city", Home("tỉnh Yên Bái"))
    ('province', 'district')
    """
    if "city" not in level:
        return level
    central, provincial = fold(home.province).startswith("thành phố"), fold(home.district).startswith("thành phố")
    rung = "" if not home.province or (central and provincial) else "province" if central else "district"
    rungs = [rung if part == "city" else part for part in level.split("+")]
    return join_levels(rungs)


_LEVELS = (
    ("province", "tỉnh"), ("district", "huyện|quận|thị xã"), ("commune", "xã|phường|thị trấn"),
    ("city", "thành phố|tp"),
)  # fmt: skip
_AUTHORITY = re.compile(r"(?<!\w)(?:ủy ban nhân dân|ubnd|hội đồng thi đua)(?!\w)")


def _level_of_body(body: str) -> str:
    return next((level for level, words in _LEVELS if re.search(rf"(?<!\w)(?:{words})(?!\w)", body)), "")


def named_level(role: str, form: str, header: Header, home: Home) -> str:
    """Return the level of whom only the head names: who issues a decision, to whom a submission proposes.

    Real: "Tặng Giấy khen cho ..." in a decision; "Bằng khen: 3 tập thể" under "Kính gửi: Chủ tịch UBND tỉnh A". Trap:
    an office ("Kính gửi: Sở Nội vụ") passes proposals on and gives nothing itself.
    """
    if role == "awarded" and (header.stage in ("decision", "draft") or "/QĐ" in header.number):
        level = _level_of_body(fold(header.issuer))
        return "" if level == "city" else level
    asked = fold(header.addressed_to)
    if role != "proposed" or header.stage not in ("submission", "nomination") or not _AUTHORITY.search(asked):
        return ""
    return level_of(form, level_at(_level_of_body(asked), home))


def count_row(printed: PrintedCount, context: Context) -> Row:
    """Return the row of a stated number of models, exemplars or movements."""
    count = printed.count
    count_id = context.ids.new(
        "c", context.document_id, printed.evidence.raw_text, count.what, count.role, count.count, count.field
    )
    return {
        **context.evidence(printed.evidence),
        "count_id": count_id,
        "what": count.what,
        "role": count.role,
        "field": count.field,
        "count": count.count,
        "bound": count.bound,
        **_place(count.place, printed.evidence, count_id, context),
        **_period(count.period, context),
    }


def _place(words: str, evidence: Evidence, row_id: str, context: Context) -> Mapping[str, object]:
    spans = find_addresses(words)
    place = context.place(spans[0].address if spans else Address(), "", evidence, row_id)
    return place_columns(place, *_PLACE)


def _period(period: Period | None, context: Context) -> Mapping[str, object]:
    """Return the period stated beside the count, else the document's."""
    if period and period.end:
        return {"period_start": period.start, "period_end": period.end}
    return {"period_start": context.period_start, "period_end": context.period_end}
