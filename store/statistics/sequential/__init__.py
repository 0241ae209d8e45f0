"""Differences that may be looked at as often as one likes. Pure.

confidence_sequences.py  intervals that contain the true difference at every look, in 95 % of experiments
verdicts.py              what such an interval decides, and by how much the groups must grow until it does
"""

from store.statistics.sequential.confidence_sequences import (
    LEVEL,
    TUNED_AT,
    UNITS_LEAST,
    always_valid,
    growth_until,
    margin_factor,
)
from store.statistics.sequential.verdicts import Decision, Direction, State, guardrail, verdict

__all__ = [
    "LEVEL",
    "TUNED_AT",
    "UNITS_LEAST",
    "Decision",
    "Direction",
    "State",
    "always_valid",
    "growth_until",
    "guardrail",
    "margin_factor",
    "verdict",
]
