"""How right the tables are: precision, recall and F1 against tables labelled by hand."""

from analysis.evaluate.comparison import evaluate
from analysis.evaluate.report import Report
from analysis.evaluate.scores import Mismatch, Score
from analysis.evaluate.truth import TruthError

__all__ = ["Mismatch", "Report", "Score", "TruthError", "evaluate"]
