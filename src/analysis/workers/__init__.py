"""A function over items in worker processes under limits; a failure costs only its own item."""

from analysis.workers.crew import run_limited
from analysis.workers.limits import Failure, Limits

__all__ = ["Failure", "Limits", "run_limited"]
