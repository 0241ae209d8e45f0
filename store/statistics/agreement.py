"""Agreement of raters beyond chance. Pure: codes or numbers in, plain values out.

Ratings are a matrix with a row for each unit and a column for each rater; NaN: not rated. Categories are whole numbers
from 0. Intervals are percentiles of a bootstrap over the units (Efron and Tibshirani, 1993, An Introduction to the
Bootstrap, chapter 13), from a fixed seed: units are independent, the ratings of one unit are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import ALL_EQUAL, NO_VALUES, Interval, no_interval
from store.statistics.pairs import SEED

Floats = NDArray[np.float64]
Scale = Literal["nominal", "ordinal", "interval"]

RESAMPLES = 1_000
CATEGORIES_MOST = 30  # of nominal and ordinal data
_UNITS_LEAST = 10  # with fewer units there are too few different resamples
_KINDS_RESAMPLED = 1_000
_BOOTSTRAP, _JACKKNIFE = "bootstrap_percentile", "jackknife"
_MANY = f"there are more than {CATEGORIES_MOST} different values without a distance"
_NO_SPREAD = "all units agree equally well, so the spread cannot be estimated"
_TOO_FEW = f"fewer than {_UNITS_LEAST} units were rated by two raters"
_DRAWS = 4_000_000  # numbers drawn at a time, 32 MB


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient. None: it cannot be computed; the interval has the reason."""

    value: float | None
    interval: Interval
    units: int  # rated by at least two raters


def percent_agreement(ratings: Floats) -> Agreement:
    """The share of pairs of ratings of one unit that are equal, averaged over the units that have a pair."""
    units = _paired(ratings)
    equal = np.array([_equal_pairs(unit[~np.isnan(unit)]) for unit in units])
    return _bootstrapped(equal[:, None] if len(equal) else np.empty((0, 1)), lambda sums, n: sums[..., 0] / n)


def cohens_kappa(first: Floats, second: Floats, scale: Scale) -> Agreement:
    """Two raters: Cohen's kappa (1960, Educational and Psychological Measurement 20, 37-46); of numbers with quadratic
    weights (Cohen, 1968, Psychological Bulletin 70, 213-220), which is Lin's concordance correlation of all pairs
    (1989, Biometrics 45, 255-268)."""
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    if scale == "nominal":
        count = int(max(first.max(), second.max())) + 1 if len(first) else 1
        if count > CATEGORIES_MOST:
            return Agreement(None, no_interval(_BOOTSTRAP, _MANY), len(first))
        one_hot = np.eye(count)
        columns = np.hstack([(first == second)[:, None], one_hot[first.astype(int)], one_hot[second.astype(int)]])
        return _bootstrapped(columns, lambda sums, n: _nominal_kappa(sums / n, count))
    centre = np.mean(np.concatenate([first, second])) if len(first) else 0.0
    a, b = first - centre, second - centre  # centred: squares of large numbers would lose their digits
    return _bootstrapped(np.column_stack([a, b, a * a, b * b, a * b]), lambda sums, n: _weighted_kappa(sums / n))


def krippendorffs_alpha(ratings: Floats, scale: Scale) -> Agreement:
    """Any number of raters, with gaps: Krippendorff's alpha (2011, Computing Krippendorff's Alpha-Reliability,
    University of Pennsylvania; 2019, Content Analysis, 4th edition, chapter 12)."""
    units = _paired(ratings)
    if scale == "interval":
        return _bootstrapped(_moments(units), lambda sums, _: _interval_alpha(sums))
    count = int(np.nanmax(units)) + 1 if len(units) else 1
    if count > CATEGORIES_MOST:
        return Agreement(None, no_interval(_BOOTSTRAP, _MANY), len(units))
    columns = np.array([_coincidences(unit[~np.isnan(unit)], count) for unit in units]).reshape(len(units), count**2)
    shape = (count, count)
    return _bootstrapped(columns, lambda sums, _: _categorical_alpha(sums.reshape(*sums.shape[:-1], *shape), scale))


# Percent


def _paired(ratings: Floats) -> Floats:
    paired: Floats = ratings[np.sum(~np.isnan(ratings), axis=1) >= 2]
    return paired


def _equal_pairs(values: Floats) -> float:
    counts = np.unique(values, return_counts=True)[1]
    return float(np.sum(counts * (counts - 1)) / (len(values) * (len(values) - 1)))


# Kappa


def _nominal_kappa(means: Floats, count: int) -> Floats:
    observed = means[..., 0]
    expected = np.sum(means[..., 1 : count + 1] * means[..., count + 1 :], axis=-1)
    return _beyond_chance(1 - observed, 1 - expected)


def _weighted_kappa(means: Floats) -> Floats:
    a, b, aa, bb, ab = np.moveaxis(means, -1, 0)
    return _beyond_chance(aa + bb - 2 * ab, aa + bb - 2 * a * b)


# Alpha


def _moments(units: Floats) -> Floats:
    """Of each unit: the number, sum and sum of squares of its ratings, and the squared differences of their pairs."""
    if not len(units):
        return np.empty((0, 4))
    centred = units - np.nanmean(units)
    n, total, squares = np.sum(~np.isnan(units), axis=1), np.nansum(centred, axis=1), np.nansum(centred**2, axis=1)
    within = 2 * (n * squares - total**2) / (n - 1)
    return np.column_stack([n, total, squares, within])


def _interval_alpha(sums: Floats) -> Floats:
    n, total, squares, within = np.moveaxis(sums, -1, 0)
    return _beyond_chance(within / n, 2 * (n * squares - total**2) / (n * (n - 1)))


def _coincidences(values: Floats, count: int) -> Floats:
    """How often each category stands beside each other one in this unit: its ratings count once each."""
    counts = np.bincount(values.astype(int), minlength=count).astype(np.float64)
    return (np.outer(counts, counts) - np.diag(counts)) / (len(values) - 1)


def _categorical_alpha(coincidences: Floats, scale: Scale) -> Floats:
    totals = coincidences.sum(axis=-1)
    n = totals.sum(axis=-1)
    distances = _distances(totals, scale)
    expected = np.einsum("...i,...j,...ij->...", totals, totals, distances) / (n * (n - 1))
    return _beyond_chance(np.sum(coincidences * distances, axis=(-2, -1)) / n, expected)


def _distances(totals: Floats, scale: Scale) -> Floats:
    """Squared, between all categories. On an ordinal scale: the number of ratings from one to the other."""
    count = totals.shape[-1]
    if scale == "nominal":
        return np.broadcast_to(1 - np.eye(count), (*totals.shape, count))
    middle = np.cumsum(totals, axis=-1) - totals / 2  # ranks: differences are Krippendorff's sums less half the ends
    return (middle[..., :, None] - middle[..., None, :]) ** 2


def _beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """1 - observed / expected; NaN where no disagreement is to be expected: nobody used a second value."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 1e-12, 1 - observed / expected, np.nan)


# The interval


def _bootstrapped(columns: Floats, coefficient: Callable[[Floats, int], Floats]) -> Agreement:
    """`columns`: a row for each unit; the coefficient is a function of their sums over the units, and of their number.

    With many kinds of units it is practically normal, and resampling takes seconds: then the jackknife gives its
    standard error (Efron and Tibshirani, chapter 11).
    """
    units = len(columns)
    if not units:
        return Agreement(None, no_interval(_BOOTSTRAP, NO_VALUES), 0)
    value = float(coefficient(columns.sum(axis=0), units))
    if np.isnan(value):
        return Agreement(None, no_interval(_BOOTSTRAP, ALL_EQUAL), units)
    if units < _UNITS_LEAST:
        return Agreement(value, no_interval(_BOOTSTRAP, _TOO_FEW), units)
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
    low, high = np.nanpercentile(np.concatenate(drawn), (2.5, 97.5))
    if low == high:
        return Agreement(value, no_interval(_BOOTSTRAP, _NO_SPREAD), units)
    return Agreement(value, Interval(float(low), float(high), _BOOTSTRAP), units)
