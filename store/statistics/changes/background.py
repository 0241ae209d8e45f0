"""What is no change: the pattern of a week, and how much hours differ anyway. Learnt from the hours before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.changes.detecting import Throws
from store.statistics.changes.noise import BetweenHours, between_hours
from store.statistics.changes.pattern import HOURS_OF_DAY, HOURS_OF_WEEK, Pattern, weekly_pattern
from store.statistics.changes.series import HourlySeries, Scale
from store.statistics.summaries import Floats

_FAR = 0.5  # standard deviations of a single value
_FITTED_MOST = 0.5
_WEEKDAYS = 0.04  # by how many standard deviations of a single value weekdays may differ,
_WEEKDAYS_OF_COUNTS = 0.5  # … and by how much the logarithms of counts: many have half of the traffic at weekends
_SAME_TIME = 12  # hours
_CLIPPED_BEYOND = 4.0  # standard deviations of an hour's mean
_SHARE_LEAST = 0.001  # that the throws have the variance of
_TINY = 1e-300  # the weight of hours without a request


class Background(NamedTuple):
    scale: Scale
    pattern: Pattern
    between: BetweenHours

    def variances(self, series: HourlySeries, mean: float) -> Floats:
        """Of the means of hours; such that the variance of a mean over many hours follows as if they were independent.

        `mean`: of shares, on which their variance depends. What weekdays do is not known in the first two weeks.
        """
        variances = series.variances(self.scale)
        if series.kind == "shares":
            share = min(max(mean, _SHARE_LEAST), 1 - _SHARE_LEAST)
            variances = share * (1 - share) / series.n
        weekdays = _WEEKDAYS_OF_COUNTS if series.kind == "counts" else _WEEKDAYS
        unknown = 0.0 if self.pattern.has_weekdays else HOURS_OF_DAY * weekdays**2 * self.scale.variance
        return np.asarray(variances + self.pattern.error + self.between.long_run + unknown, np.float64)


def learn(series: HourlySeries, starts: Sequence[int]) -> Background:
    """`starts`: the indexes at which the level is known to have changed, the first one 0."""
    scale = series.scale()
    variances = series.variances(scale)
    starts = _lasting(series, scale, [start for start in starts if start < len(series)])
    between, pattern = BetweenHours(0.0, 0.0), Pattern.none()
    for _ in range(2):  # each is needed for the other
        weights = 1 / (variances + between.variance + _TINY)
        levels = _levels(series.means - pattern.of(series.hours), weights, starts)
        pattern = weekly_pattern(series.hours, series.means - levels, weights)
        rest = series.means - levels - pattern.of(series.hours)
        # What was fitted to the hours left them closer to it than the next hours will be.
        fitted = min(pattern.parameters / len(series), _FITTED_MOST)
        between = between_hours(series.hours, rest, variances * (1 - fitted))
    return Background(scale, pattern, between)


def as_throws(series: HourlySeries, background: Background, start: int, known: int) -> Throws:
    """The hours as throws of a coin with their variance. Numbers far from the level of the hours [start, known) are
    clipped, so that one extreme value is no change."""
    scale = background.scale
    adjusted = series.means - background.pattern.of(series.hours)
    if series.kind != "shares":
        middle = float(np.median(adjusted[start:known]))
        reach = _CLIPPED_BEYOND * np.sqrt(series.variances(scale) + background.between.variance)
        adjusted = np.clip(adjusted, middle - reach, middle + reach)
    shares = np.clip((adjusted - scale.low) / scale.extent, 0.0, 1.0)
    share = float(np.average(shares[start:known], weights=series.n[start:known] + _TINY))
    share = min(max(share, _SHARE_LEAST), 1 - _SHARE_LEAST)
    variance = share * (1 - share) * scale.extent**2
    unit = 1.0 if series.kind == "shares" else variance / scale.variance
    return Throws(series.hours, variance / (background.variances(series, share) + _TINY), shares, unit)


def _lasting(series: HourlySeries, scale: Scale, starts: Sequence[int]) -> list[int]:
    """Those of the levels that are no part of a pattern or of what hours differ by anyway: they lasted a week, or are
    far from the level before and do not come again each week. Otherwise every weekend would be a change, and no pattern
    could be learnt."""
    kept = [0]
    bounds = zip(starts, [*starts[1:], len(series)], strict=True)
    means = np.array([np.average(series.means[one:end], weights=series.n[one:end] + _TINY) for one, end in bounds])
    steps = np.diff(means, prepend=means[0])
    for number, start in enumerate(starts[1:], 1):
        end = series.hours[starts[number + 1]] if number + 1 < len(starts) else series.hours[-1] + 1
        lasted = min(series.hours[start] - series.hours[kept[-1]], end - series.hours[start]) >= HOURS_OF_WEEK
        is_far = abs(steps[number]) >= _FAR * scale.spread
        if lasted or (is_far and not _is_weekly(series.hours[np.array(starts)], means, steps, number)):
            kept.append(start)
    return kept


def _is_weekly(hours: NDArray[np.int64], means: Floats, steps: Floats, number: int) -> bool:
    """Whether another level begins at the same time of the week, in the same direction, and is about as high."""
    apart = np.abs(hours - hours[number])
    at_same_time = np.abs((apart + _SAME_TIME) % HOURS_OF_WEEK - _SAME_TIME) <= _SAME_TIME
    is_like = (steps * steps[number] > 0) & (np.abs(means - means[number]) < abs(steps[number]) / 2)
    return bool((at_same_time & is_like & (apart > _SAME_TIME)).any())


def _levels(values: Floats, weights: Floats, starts: Sequence[int]) -> Floats:
    levels = np.empty(len(values))
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        levels[start:end] = np.average(values[start:end], weights=weights[start:end])
    return levels
