"""The intervals of coefficients of agreement: percentiles of a bootstrap over the units, or a jackknife. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from store.statistics.intervals import ALL_EQUAL, NO_VALUES, Interval, no_interval, t_quantile
from store.statistics.pairs import SEED
from store.statistics.summaries import Floats

RESAMPLES = 1_000
CATEGORIES_MOST = 30  # of nominal and ordinal data
BOOTSTRAP = "bootstrap_percentile"
_UNITS_LEAST = 10  # with fewer units there are too few different resamples
_KINDS_RESAMPLED = 1_000
_JACKKNIFE = "jackknife"
_MANY = f"there are more than {CATEGORIES_MOST} different values without a distance"
_NO_SPREAD = "all units agree equally well, so the spread cannot be estimated"
_CAUTION_BELOW = 30
_FEW = (
    f"fewer than {_CAUTION_BELOW} units were rated by two raters, so the interval may contain the true value less often"
    " than 95 %"
)
_TOO_FEW = f"fewer than {_UNITS_LEAST} units were rated by two raters"
_DRAWS = 4_000_000  # numbers drawn at a time, 32 MB


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient. None: it cannot be computed; the interval has the reason."""

    value: float | None
    interval: Interval
    units: int  # rated by at least two raters


def not_computed(reason: str, units: int) -> Agreement:
    return Agreement(None, no_interval(BOOTSTRAP, reason), units)


def too_many_values(units: int) -> Agreement:
    return not_computed(_MANY, units)


def paired_units(ratings: Floats) -> Floats:
    paired: Floats = ratings[np.sum(~np.isnan(ratings), axis=1) >= 2]
    return paired


def beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """1 - observed / expected; NaN where no disagreement is to be expected: nobody used a second value."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 1e-12, 1 - observed / expected, np.nan)


def bootstrapped(columns: Floats, coefficient: Callable[[Floats, int], Floats]) -> Agreement:
    """`columns`: a row for each unit; the coefficient is a function of their sums over the units, and of their number.

    With many kinds of units it is practically normal, and resampling takes seconds: then the jackknife gives its
    standard error (Efron and Tibshirani, chapter 11).
    """
    units = len(columns)
    if not units:
        return Agreement(None, no_interval(BOOTSTRAP, NO_VALUES), 0)
    value = float(coefficient(columns.sum(axis=0), units))
    if np.isnan(value):
        return Agreement(None, no_interval(BOOTSTRAP, ALL_EQUAL), units)
    if units < _UNITS_LEAST:
        return Agreement(value, no_interval(BOOTSTRAP, _TOO_FEW), units)
    # Many units have the same ratings: to draw how often each kind occurs is the same, and much less.
    kinds, counts = np.unique(columns, axis=0, return_counts=True)
    if len(kinds) > _KINDS_RESAMPLED:
        without = coefficient(columns.sum(axis=0) - columns, units - 1)
        margin = 1.96 * float(np.sqrt((units - 1) * np.nanvar(without)))
        return Agreement(value, Interval(value - margin, min(1.0, value + margin), _JACKKNIFE), units)
    random = np.random.default_rng(SEED)
    step = max(1, _DRAWS // len(kinds))
    drawn = [
        coefficient(random.multinomial(units, counts / units, size=min(step, RESAMPLES - done)) @ kinds, units)
        for done in range(0, RESAMPLES, step)
    ]
    low, high = _limits(np.concatenate(drawn), value, units)
    if low == high:
        return Agreement(value, no_interval(BOOTSTRAP, _NO_SPREAD), units)
    caution = _FEW if units < _CAUTION_BELOW else None
    return Agreement(value, Interval(low, high, BOOTSTRAP, caution=caution), units)


def _limits(drawn: Floats, value: float, units: int) -> tuple[float, float]:
    """Percentiles of the resamples, moved by as much as these lie below or above the value on average, if that is more
    than their noise: a unit that is drawn twice has the same categories twice, so with many categories and few units a
    resample has more agreement by chance than the units have (Efron and Tibshirani, chapter 10)."""
    tail = 100 * _expanded_tail(units)
    low, high = np.nanpercentile(drawn, (tail, 100 - tail))
    bias = float(np.nanmean(drawn)) - value
    if abs(bias) > 3 * float(np.nanstd(drawn)) / sqrt(RESAMPLES):
        low, high = low - bias, high - bias
    return float(low), min(1.0, float(high))


def _expanded_tail(units: int) -> float:
    """Instead of 2.5 %: percentiles are too narrow for few units, by the divisor n of the variance and by the normal
    quantile instead of t's (Hesterberg, 2015, The American Statistician 69, 371-386, "expanded")."""
    from scipy import special

    return float(special.ndtr(-sqrt(units / (units - 1)) * t_quantile(units - 1)))
