"""Percent, Cohen's kappa and Fleiss' kappa. Pure."""

from __future__ import annotations

import numpy as np

from store.statistics.raters.alpha import Scale
from store.statistics.raters.resampling import (
    CATEGORIES_MOST,
    Agreement,
    beyond_chance,
    bootstrapped,
    not_computed,
    paired_units,
    too_many_values,
)
from store.statistics.summaries import Floats

_UNEQUAL = "Fleiss' kappa needs equally many ratings of each, and these have {least} to {most}; alpha takes any number"
_NOT_NOMINAL = "Fleiss' kappa is for values that are equal or not (the nominal scale)"


def percent_agreement(ratings: Floats) -> Agreement:
    """The share of pairs of ratings of one unit that are equal, averaged over the units that have a pair."""
    units = paired_units(ratings)
    equal = np.array([_equal_pairs(unit[~np.isnan(unit)]) for unit in units])
    return bootstrapped(equal[:, None] if len(equal) else np.empty((0, 1)), lambda sums, n: sums[..., 0] / n)


def cohens_kappa(first: Floats, second: Floats, scale: Scale) -> Agreement:
    """Two raters: Cohen's kappa (1960, Educational and Psychological Measurement 20, 37-46); of numbers with quadratic
    weights (Cohen, 1968, Psychological Bulletin 70, 213-220), which is Lin's concordance correlation of all pairs
    (1989, Biometrics 45, 255-268)."""
    both = ~(np.isnan(first) | np.isnan(second))
    first, second = first[both], second[both]
    if scale == "nominal":
        count = int(max(first.max(), second.max())) + 1 if len(first) else 1
        if count > CATEGORIES_MOST:
            return too_many_values(len(first))
        one_hot = np.eye(count)
        columns = np.hstack([(first == second)[:, None], one_hot[first.astype(int)], one_hot[second.astype(int)]])
        return bootstrapped(columns, lambda sums, n: _nominal_kappa(sums / n, count))
    centre = np.mean(np.concatenate([first, second])) if len(first) else 0.0
    a, b = first - centre, second - centre  # centred: squares of large numbers would lose their digits
    return bootstrapped(np.column_stack([a, b, a * a, b * b, a * b]), lambda sums, n: _weighted_kappa(sums / n))


def fleiss_kappa(ratings: Floats, scale: Scale) -> Agreement:
    """Equally many ratings of each unit, not necessarily by the same raters: Fleiss' kappa (1971, Psychological
    Bulletin 76, 378-382), the agreement of two ratings of a unit beyond that of any two ratings. There is none where
    the numbers of ratings differ, as Fleiss' formula gives each unit the same. Units with one rating are left out."""
    units = paired_units(ratings)
    if scale != "nominal":
        return not_computed(_NOT_NOMINAL, len(units))
    numbers = np.sum(~np.isnan(units), axis=1)
    if len(units) and numbers.min() != numbers.max():
        return not_computed(_UNEQUAL.format(least=numbers.min(), most=numbers.max()), len(units))
    count = int(np.nanmax(units)) + 1 if len(units) else 1
    if count > CATEGORIES_MOST:
        return too_many_values(len(units))
    equal = np.array([_equal_pairs(unit[~np.isnan(unit)]) for unit in units])
    used = np.array([np.sum(units == value, axis=1) / numbers for value in range(count)]).T
    columns = np.column_stack([equal, used]) if len(units) else np.empty((0, count + 1))
    return bootstrapped(columns, lambda sums, n: _fleiss(sums / n))


def _fleiss(means: Floats) -> Floats:
    return beyond_chance(1 - means[..., 0], 1 - np.sum(means[..., 1:] ** 2, axis=-1))


def _equal_pairs(values: Floats) -> float:
    counts = np.unique(values, return_counts=True)[1]
    return float(np.sum(counts * (counts - 1)) / (len(values) * (len(values) - 1)))


def _nominal_kappa(means: Floats, count: int) -> Floats:
    observed = means[..., 0]
    expected = np.sum(means[..., 1 : count + 1] * means[..., count + 1 :], axis=-1)
    return beyond_chance(1 - observed, 1 - expected)


def _weighted_kappa(means: Floats) -> Floats:
    a, b, aa, bb, ab = np.moveaxis(means, -1, 0)
    return beyond_chance(aa + bb - 2 * ab, aa + bb - 2 * a * b)
