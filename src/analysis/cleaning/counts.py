"""Rows of rewards.csv and counts.csv from the words of a document."""

import re
from collections.abc import Mapping

from analysis.cleaning.context import Context, Row, place_columns
from analysis.extracting.evidence import Evidence
from analysis.extracting.reward_forms import join_levels
from analysis.extracting.rows import Header, PrintedCount, PrintedReward
from analysis.places import Address, Home
from analysis.vietnamese.addresses import find_addresses
from analysis.vietnamese.dates import Period
from analysis.vietnamese.letters import fold

_PLACE = ("province", "district", "commune")


def reward_row(printed: PrintedReward, header: Header, context: Context) -> Row:
    """Return the row of a stated count of rewarded recipients."""
    count = printed.count
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
        "form": count.form,
        "level": level_at(count.level, context.home) or issuer_level(count.role, header),
        "movement": count.movement,
        "field": count.field,
        **_place(count.place, printed.evidence, reward_id, context),
        **_period(count.period, context),
    }


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


_ISSUER_LEVELS = (("province", "tỉnh"), ("district", "huyện|quận|thị xã"), ("commune", "xã|phường|thị trấn"))


def issuer_level(role: str, header: Header) -> str:
    """Return who rewards in a decision that does not repeat its issuer: "Tặng Giấy khen cho ..."."""
    decided = header.stage in ("decision", "draft") or "/QĐ" in header.number
    if role != "awarded" or not decided:
        return ""
    issuer = fold(header.issuer)
    return next((level for level, words in _ISSUER_LEVELS if re.search(rf"(?<!\w)(?:{words})(?!\w)", issuer)), "")


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
