"""The same model across documents, places and years: exact titles meet, near ones are only suggested."""

from analysis.registry.keys import has_model, link_models, model_id, own_model_id, title_key
from analysis.registry.likeness import Suggestion, suggest
from analysis.registry.rows import follow_merges, model_rows
from analysis.registry.spread import find_models, spread

__all__ = [
    "Suggestion",
    "find_models",
    "follow_merges",
    "has_model",
    "link_models",
    "model_id",
    "model_rows",
    "own_model_id",
    "spread",
    "suggest",
    "title_key",
]
