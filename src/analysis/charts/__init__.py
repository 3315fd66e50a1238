"""One function per figure: `Tables` in, a matplotlib Figure with its story (title, source, alt text, data) out."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from analysis.charts.completeness import completeness
from analysis.charts.fields import fields, outcomes, recipients
from analysis.charts.incomes import incomes
from analysis.charts.page import ChartFigure, MissingGlyphError, Story
from analysis.charts.picture import Picture, csv, finish, png, svg
from analysis.charts.places import district_by_field, districts
from analysis.charts.rates import model_rates
from analysis.charts.rewards import rewards_by_kind
from analysis.charts.series import model_trends, reward_trends
from analysis.privacy import Mode
from analysis.schema.model import Language
from analysis.tables import Tables
from analysis.theme import SizeName


class Chart(Protocol):
    """A function that draws one figure; `lang` is vi or en, `size` a page of the theme, `mode` who may see it."""

    def __call__(
        self, tables: Tables, lang: Language = "vi", size: SizeName = "report", *, mode: Mode = "public"
    ) -> ChartFigure:
        """Draw the figure."""


# File name -> figure, in the order of a report.
CHARTS: Mapping[str, Chart] = MappingProxyType(
    {
        "f01_completeness": completeness,
        "f02_rewards_by_kind": rewards_by_kind,
        "f03_fields": fields,
        "f04_district_by_field": district_by_field,
        "f05_districts": districts,
        "f06_recipients": recipients,
        "f07_incomes": incomes,
        "f08_model_trends": model_trends,
        "f09_reward_trends": reward_trends,
        "f10_outcomes": outcomes,
        "f11_model_rates": model_rates,
    }
)

__all__ = [
    "CHARTS",
    "Chart",
    "ChartFigure",
    "MissingGlyphError",
    "Picture",
    "Story",
    "completeness",
    "csv",
    "district_by_field",
    "districts",
    "fields",
    "finish",
    "incomes",
    "model_rates",
    "model_trends",
    "outcomes",
    "png",
    "recipients",
    "reward_trends",
    "rewards_by_kind",
    "svg",
]
