"""Intervals of a difference that hold at every look: asymptotic confidence sequences.

A fixed interval contains the true difference in 95 % of the cases if it is looked at once, at a number of units that
was fixed before. Who looks after every call, and stops when 0 is outside, is wrong far more often. The intervals of a
confidence sequence contain the true difference at all looks together with a probability of 95 %:

    difference ± error · √(2 · (1 + 1 / (n·r)) · log(√(n·r + 1) / level))

Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, 2024, Time-uniform central limit theory and asymptotic
confidence sequences, Annals of Statistics 52, 2613-2640, theorem 2.2, where r is the square of the Greek rho. It is
chosen by their rule: r = (-W₋₁(-level² / e) - 1) / `tuned_at` with Lambert's W, for which the interval at
n = `tuned_at` is the narrowest. n counts independent units of both groups: requests, or clusters of them.
"""

from __future__ import annotations

from functools import cache
from math import exp, log, sqrt

from store.statistics.intervals import NO_VALUES, Interval, no_interval
from store.statistics.pairs import PairedComparison
from store.statistics.proportions import Comparison, DifferenceError

TUNED_AT = 5_000.0  # units of both groups together
# The theorem is about large numbers. With fewer units in the smaller group, groups of very different sizes gave more
# than 5 % false alarms by simulation (bench/coverage.py).
UNITS_LEAST = 100
LEVEL = 0.05

_METHOD = "confidence_sequence"
_SEARCHED_MOST = 1e12  # units
_PRECISION = 1e-4  # of a growth


def always_valid(compared: Comparison | PairedComparison, tuned_at: float = TUNED_AT, level: float = LEVEL) -> Interval:
    """The interval of the difference that holds at every look with a probability of 1 - `level`. A pair counts as two
    units, one of either group.

    There is none without an interval for one look (for its reason), nor with fewer than `UNITS_LEAST` units in a group.
    The caution about skewed values is that of the interval for one look.
    """
    error, difference = compared.error, compared.difference
    if error is None or difference is None:
        return no_interval(_METHOD, compared.interval.reason or NO_VALUES)
    least = min(error.first_n, error.second_n)
    if least < UNITS_LEAST:
        are_pairs = isinstance(compared, PairedComparison)
        units = "pairs" if are_pairs else "independent requests, sessions or users in one group"
        few = f"fewer than {UNITS_LEAST} {units} ({least:.0f})"
        return no_interval(_METHOD, few)
    margin = error.error * margin_factor(_balanced(error), tuned_at, level)
    return Interval(difference - margin, difference + margin, _METHOD, caution=compared.interval.caution)


def growth_until(
    error: DifferenceError, margin: float, tuned_at: float = TUNED_AT, level: float = LEVEL
) -> float | None:
    """The factor, at least 1, by which both groups must grow until the interval reaches `margin` to either side.

    Their proportion and their spread are expected to stay as they are. None: no number of units is enough.
    """
    if margin <= 0:
        return None
    balanced = _balanced(error)

    def is_enough(growth: float) -> bool:
        return error.after(growth) * margin_factor(growth * balanced, tuned_at, level) <= margin

    least = max(1.0, UNITS_LEAST / min(error.first_n, error.second_n))
    low, high = least, least
    while not is_enough(high):
        low, high = high, 2 * high
        if high * balanced > _SEARCHED_MOST:
            return None
    while high - low > _PRECISION * low:
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _balanced(error: DifferenceError) -> float:
    """The units of two groups of one size that know as much of a difference; all units, if the groups have one size."""
    return 4 / (1 / error.first_n + 1 / error.second_n)


def margin_factor(n: float, tuned_at: float, level: float = LEVEL) -> float:
    """What takes the place of the quantile of the normal distribution."""
    time = n * _rho_squared(tuned_at, level) + 1
    return sqrt(2 * time / (time - 1) * log(sqrt(time) / level))


@cache
def _rho_squared(tuned_at: float, level: float) -> float:
    from scipy import special

    return float((-special.lambertw(-(level**2) * exp(-1), -1).real - 1) / tuned_at)
