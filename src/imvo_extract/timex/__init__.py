"""A normaliser of Dutch expressions of time: TIMEX3, EDTF and calendar intervals, resolved against a reference date."""

from .finder import TimexFinder, find_timexes
from .model import Reference, Timex

__all__ = ["Reference", "Timex", "TimexFinder", "find_timexes"]
