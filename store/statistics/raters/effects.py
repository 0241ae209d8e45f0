"""How far each rater's values lie from those of others: bias, leniency, and how often a rater is the odd one out. Pure.

Ratings are a matrix with a row for each unit and a column for each rater; NaN: not rated. `peers` are the columns that
raters are measured against, such as those of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import Interval, means, no_interval, shares, t_quantile
from store.statistics.raters.resampling import paired_units
from store.statistics.summaries import Floats, summary, varies

NOBODY_ELSE = "nobody else rated the same"
NOT_CONNECTED = "no chain of common requests connects this rater with the others"
FEW_UNITS = "fewer than {least} requests, so the interval may contain the true value less often than 95 %"
NO_RESIDUALS = "the raters differ by the same amount everywhere, so the spread cannot be estimated"
TOO_FEW = "fewer than {least} requests that others rated, too"
THREE_RATINGS = "there is no request with two other ratings"

_UNITS_LEAST, _CAUTION_BELOW = 3, 10
_LENIENCY = "additive_model"
_ROUNDING = 1e-9  # of the spread of the values: residuals below it are 0


@dataclass(frozen=True, slots=True)
class RaterEffect:
    """None: it cannot be computed; the interval has the reason."""

    value: float | None
    interval: Interval
    units: int


def bias(ratings: Floats, rater: int, peers: Sequence[int]) -> RaterEffect:
    """The mean, over the units that the rater and a peer rated, of the rater's value minus the mean of the peers'.

    The interval is that of a mean of so many differences: Student's t, or Hall's where they are skewed.
    """
    others = [peer for peer in peers if peer != rater]
    differences = ratings[:, rater] - _mean_of_rated(ratings[:, others])
    differences = differences[~np.isnan(differences)]
    if not len(differences):
        return RaterEffect(None, no_interval("t", NOBODY_ELSE), 0)
    group = summary(differences)
    if not varies(group):  # of so many equal differences `means` says the same in other words
        return RaterEffect(group.mean, no_interval("t", NO_RESIDUALS), len(differences))
    return RaterEffect(group.mean, _cautioned(means([group])[0], len(differences)), len(differences))


def odd_one_out(ratings: Floats, rater: int, peers: Sequence[int]) -> RaterEffect:
    """Of the units that the rater and at least two peers rated, the share where the rater stands alone: its value is
    further from that of each peer than these are from each other. With Wilson's interval.

    For labels and booleans: the peers agree with each other, and the rater differs from them.
    """
    others = ratings[:, [peer for peer in peers if peer != rater]]
    judged = ~np.isnan(ratings[:, rater]) & (np.sum(~np.isnan(others), axis=1) >= 2)
    if not judged.any():
        return RaterEffect(None, no_interval("wilson", THREE_RATINGS), 0)
    own, others = ratings[judged, rater], others[judged]
    nearest = np.nanmin(np.abs(others - own[:, None]), axis=1)
    spread = np.nanmax(others, axis=1) - np.nanmin(others, axis=1)
    odd, n = int(np.sum(nearest > spread)), int(judged.sum())
    return RaterEffect(odd / n, shares([odd], [n])[0], n)


def leniencies(ratings: Floats, peers: Sequence[int]) -> list[RaterEffect]:
    """By how much each rater's values are higher than those of the average peer would be on the same units.

    The model is additive: value = unit + rater + error, fitted by least squares to whatever each rater rated (two-way
    classification without interaction and with empty cells: Searle, 1987, Linear Models for Unbalanced Data, chapter
    4; for raters: Raymond and Viswesvaran, 1993, J. Educational Measurement 30, 253-268). Unlike the bias it allows for
    others on the same units who are lenient themselves. The effects of the peers average 0. The interval is Student's
    t with the variance that is robust to units of different spread (Liang and Zeger, 1986, Biometrika 73, 13-22).
    Raters whom no chain of common units connects with the largest group of raters have none.
    """
    count = ratings.shape[1]
    units = paired_units(ratings)
    rated = ~np.isnan(units)
    numbers = rated.sum(axis=0)
    connected = _connected(rated)
    reference = np.array([column in peers and connected[column] for column in range(count)])
    if not reference.any() or connected.sum() < 2:
        return [RaterEffect(None, no_interval(_LENIENCY, NOBODY_ELSE), int(n)) for n in numbers]
    values, errors = _fitted(units, rated, connected, reference)
    return [
        _leniency(values[column], errors[column], int(numbers[column]), bool(connected[column]))
        for column in range(count)
    ]


def _leniency(value: float, error: float, units: int, connected: bool) -> RaterEffect:
    if not connected:
        return RaterEffect(None, no_interval(_LENIENCY, NOT_CONNECTED if units else NOBODY_ELSE), units)
    if units < _UNITS_LEAST:
        return RaterEffect(float(value), no_interval(_LENIENCY, TOO_FEW.format(least=_UNITS_LEAST)), units)
    if not error:
        return RaterEffect(float(value), no_interval(_LENIENCY, NO_RESIDUALS), units)
    margin = t_quantile(units - 1) * float(error) * sqrt(units / (units - 1))
    return RaterEffect(float(value), _cautioned(Interval(value - margin, value + margin, _LENIENCY), units), units)


def _fitted(
    units: Floats, rated: NDArray[np.bool_], connected: NDArray[np.bool_], reference: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """The effects of the raters, and their standard errors.

    The effects of the units are eliminated first, which leaves as many equations as raters.
    """
    rows = (rated & connected).sum(axis=1) >= 2
    inside = rated[rows] & connected
    centre = float(units[rows][inside].mean())
    cells = np.where(inside, units[rows] - centre, 0.0)
    share = inside / inside.sum(axis=1, keepdims=True)
    equations = np.diag(inside.sum(axis=0).astype(np.float64)) - inside.T @ share
    own = cells - inside * np.sum(cells * share, axis=1, keepdims=True)
    contrast = np.eye(len(reference)) - reference / reference.sum()  # the peers' average is 0
    solver = contrast @ np.linalg.pinv(equations, hermitian=True)
    values = solver @ own.sum(axis=0)
    residuals = np.where(inside, cells - values, 0.0)
    residuals = np.where(inside, residuals - np.sum(residuals * share, axis=1, keepdims=True), 0.0)
    spread = np.ptp(cells[inside])
    residuals[np.abs(residuals) <= _ROUNDING * spread] = 0.0
    return values, np.sqrt(np.sum((residuals @ solver.T) ** 2, axis=0))


def _connected(rated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The raters of the largest group that common units connect."""
    common = (rated.T.astype(np.float64) @ rated) > 0
    reached = common.copy()
    while True:
        further = (reached.astype(np.float64) @ common) > 0
        if (further == reached).all():
            break
        reached = further
    if not len(reached):
        return np.zeros(0, np.bool_)
    ratings = reached @ rated.sum(axis=0)
    largest: NDArray[np.bool_] = reached[int(np.argmax(ratings))]
    return largest


def _mean_of_rated(values: Floats) -> Floats:
    """NaN: none is rated."""
    rated = ~np.isnan(values)
    numbers = rated.sum(axis=1)
    means_of_rated = np.full(len(values), np.nan)
    np.divide(np.where(rated, values, 0.0).sum(axis=1), numbers, out=means_of_rated, where=numbers > 0)
    return means_of_rated


def _cautioned(interval: Interval, units: int) -> Interval:
    if units >= _CAUTION_BELOW or interval.low is None:
        return interval
    few = FEW_UNITS.format(least=_CAUTION_BELOW)
    return replace(interval, caution="; ".join(each for each in (interval.caution, few) if each))
