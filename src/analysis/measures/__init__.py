"""Counts, shares and medians with their denominators: a table in, a table out, nothing drawn."""

from analysis.measures.completeness import findings_by_code, heading_words, incomplete, ledger, ledger_total
from analysis.measures.documents import (
    citation,
    document_date,
    documents_read,
    full_place_name,
    period_name,
    place_name,
    short_names,
)
from analysis.measures.entries import (
    by_field,
    by_kind,
    by_recipient,
    by_subfield,
    counted,
    outcome_by_field,
    outcome_coverage,
    recipient_by_field,
)
from analysis.measures.incomes import brackets, by_measure, household_years, left_out
from analysis.measures.labelled import labelled, word
from analysis.measures.models import registered_and_result
from analysis.measures.places import (
    by_district,
    district_by_field,
    districts_on,
    empty_cells,
    is_place,
    provinces_with_entries,
    provincial_documents,
)
from analysis.measures.review import review_tables
from analysis.measures.review_table import ReviewTable
from analysis.measures.review_words import spoken
from analysis.measures.rewards import distinct_places, kind_lead, of_documents, profiles, rows_by_role
from analysis.measures.scope import Scope, ScopeError
from analysis.measures.selection import Part, select
from analysis.measures.series import change, model_series, reward_series, ups_and_downs

__all__ = [
    "Part",
    "ReviewTable",
    "Scope",
    "ScopeError",
    "brackets",
    "by_district",
    "by_field",
    "by_kind",
    "by_measure",
    "by_recipient",
    "by_subfield",
    "change",
    "citation",
    "counted",
    "distinct_places",
    "district_by_field",
    "districts_on",
    "document_date",
    "documents_read",
    "empty_cells",
    "findings_by_code",
    "full_place_name",
    "heading_words",
    "household_years",
    "incomplete",
    "is_place",
    "kind_lead",
    "labelled",
    "ledger",
    "ledger_total",
    "left_out",
    "model_series",
    "of_documents",
    "outcome_by_field",
    "outcome_coverage",
    "period_name",
    "place_name",
    "profiles",
    "provinces_with_entries",
    "provincial_documents",
    "recipient_by_field",
    "registered_and_result",
    "review_tables",
    "reward_series",
    "rows_by_role",
    "select",
    "short_names",
    "spoken",
    "ups_and_downs",
    "word",
]
