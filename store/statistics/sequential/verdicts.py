"""What an interval that holds at every look decides about a difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.statistics.intervals import Interval
from store.statistics.proportions import Comparison
from store.statistics.sequential.confidence_sequences import LEVEL, TUNED_AT, always_valid, growth_until

Direction = Literal["higher", "lower"]  # which values are better
State = Literal["running", "better", "worse", "no_worse", "no_difference_of_interest"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`growth`: the factor by which both groups must grow until another state than "running" is likely. None: it is
    decided, or no number of units would decide it."""

    state: State
    interval: Interval  # of the second mean minus the first
    growth: float | None


def verdict(
    compared: Comparison, direction: Direction, smallest: float, tuned_at: float = TUNED_AT, level: float = LEVEL
) -> Decision:
    """Judges the second group against the first one.

    `smallest` > 0 is the smallest difference of interest. The first of these that holds is the state:

    better, worse              the whole interval is on one side of 0
    no_difference_of_interest  the whole interval lies within ± `smallest`
    no_worse                   the whole interval is better than -`smallest` (non-inferiority)
    running                    none of these yet

    All are read from one interval without a correction, because it contains the true difference in all of them at once.
    """
    interval = always_valid(compared, tuned_at, level)
    state: State = "running"
    if interval.low is not None and interval.high is not None:
        ends = (interval.low, interval.high) if direction == "higher" else (-interval.high, -interval.low)
        state = _state(*ends, smallest)
    growth = _growth(compared, direction, smallest, tuned_at, level) if state == "running" else None
    return Decision(state, interval, growth)


def guardrail(compared: Comparison, margin: float, tuned_at: float = TUNED_AT, level: float = LEVEL) -> Decision:
    """Judges whether the second group is at most `margin` > 0 above the first one, where lower values are better.

    better    the whole interval is below 0
    no_worse  the whole interval is below `margin` (non-inferiority)
    worse     the whole interval is above `margin`
    running   `margin` lies within the interval

    Unlike in `verdict`, a small rise that is certain is not "worse": the margin says what is accepted.
    """
    interval = always_valid(compared, tuned_at, level)
    state: State = "running"
    if interval.low is not None and interval.high is not None:
        state = _guarded(interval.low, interval.high, margin)
    error, difference = compared.error, compared.difference
    growth = None
    if state == "running" and error is not None and difference is not None:
        growth = growth_until(error, abs(difference - margin), tuned_at, level)
    return Decision(state, interval, growth)


def _guarded(low: float, high: float, margin: float) -> State:
    if high < margin:
        return "better" if high < 0 else "no_worse"
    return "worse" if low > margin else "running"


def _state(low: float, high: float, smallest: float) -> State:
    if low > 0:
        return "better"
    if high < 0:
        return "worse"
    if -smallest < low and high < smallest:
        return "no_difference_of_interest"
    return "no_worse" if low > -smallest else "running"


def _growth(compared: Comparison, direction: Direction, smallest: float, tuned_at: float, level: float) -> float | None:
    """If the difference stays as it is: until the interval no longer reaches 0, or no longer -`smallest`."""
    error, difference = compared.error, compared.difference
    if error is None or difference is None:
        return None
    improvement = difference if direction == "higher" else -difference
    return growth_until(error, max(abs(improvement), improvement + smallest), tuned_at, level)
