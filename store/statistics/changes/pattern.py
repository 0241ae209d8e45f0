"""The pattern of a week: what is higher at the same hour of every day, or on one day of every week, is no change."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats

HOURS_OF_DAY, HOURS_OF_WEEK = 24, 168
_DAYS_OF_WEEK = 7
_DAYS_LEAST, _WEEKS_LEAST = 3, 2  # that a pattern is learnt from
_TINY = 1e-300


class Pattern(NamedTuple):
    of_week: Floats  # what each hour of the week is above the level, in UTC, from the hour 0 of 1970 on; 168
    error: float  # variance of what is not known of it
    parameters: float  # numbers that it was made of, less by how much they were shrunk
    has_weekdays: bool

    @classmethod
    def none(cls) -> Pattern:
        return cls(np.zeros(HOURS_OF_WEEK), 0.0, 0.0, has_weekdays=False)

    def of(self, hours: NDArray[np.int64]) -> Floats:
        return np.asarray(self.of_week[hours % HOURS_OF_WEEK], np.float64)


class _Part(NamedTuple):
    means: Floats  # by phase
    error: float
    parameters: float


def weekly_pattern(hours: NDArray[np.int64], rest: Floats, weights: Floats) -> Pattern:
    """`rest`: the means of hours less their level. First by the hour of the day, then by the day of the week, then by
    the hour of the week what is left, as far as there are days and weeks to learn from.

    Each part is shrunk towards 0 by empirical Bayes: by the variance between its phases / (that + error of their
    means), so that noise makes no pattern (Efron and Morris, 1975, J. American Statistical Association 70, 311-319).
    """
    span = int(hours[-1] - hours[0]) + 1
    week = np.arange(HOURS_OF_WEEK)
    if span < _DAYS_LEAST * HOURS_OF_DAY:
        return Pattern.none()
    daily = _by_phase(hours % HOURS_OF_DAY, rest, weights, HOURS_OF_DAY)
    of_day = daily.means[week % HOURS_OF_DAY]
    if span < _WEEKS_LEAST * HOURS_OF_WEEK:
        return Pattern(of_day, daily.error, daily.parameters, has_weekdays=False)
    rest = rest - daily.means[hours % HOURS_OF_DAY]
    weekdays = _by_weekday(hours, rest, weights)
    rest = rest - weekdays.means[hours // HOURS_OF_DAY % _DAYS_OF_WEEK]
    hourly = _by_phase(hours % HOURS_OF_WEEK, rest, weights, HOURS_OF_WEEK)
    parts = (daily, weekdays, hourly)
    return Pattern(
        of_day + weekdays.means[week // HOURS_OF_DAY] + hourly.means,
        sum(part.error for part in parts),
        sum(part.parameters for part in parts),
        has_weekdays=True,
    )


def _by_weekday(hours: NDArray[np.int64], rest: Floats, weights: Floats) -> _Part:
    """From the means of whole days, whose error includes what the hours of a day have in common."""
    days, index = np.unique(hours // HOURS_OF_DAY, return_inverse=True)
    totals = np.asarray(np.bincount(index, weights), np.float64)
    return _by_phase(days % _DAYS_OF_WEEK, np.bincount(index, weights * rest) / totals, totals, _DAYS_OF_WEEK)


def _by_phase(phases: NDArray[np.int64], rest: Floats, weights: Floats, period: int) -> _Part:
    counts, totals = np.bincount(phases, minlength=period), np.bincount(phases, weights, period)
    known = totals > 0
    means = np.bincount(phases, weights * rest, period) / np.maximum(totals, _TINY)
    squares = np.bincount(phases, (weights * (rest - means[phases])) ** 2, period)
    freedom = float((counts[known] - 1).sum())
    if freedom <= 0:
        return _Part(np.zeros(period), 0.0, 0.0)
    # The variance of a mean, from what differs between the same phases of different days or weeks.
    error = float(np.average(squares[known] / totals[known] ** 2 * counts[known])) * int(known.sum()) / freedom
    variance = max(0.0, float(np.average(means[known] ** 2, weights=totals[known])) - error)
    shrinkage = variance / (variance + error + _TINY)
    return _Part(np.asarray(means * shrinkage, np.float64), error * shrinkage, shrinkage * (int(known.sum()) - 1))
