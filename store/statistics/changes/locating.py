"""When a level changed, and by how much, each with a 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from store.statistics.changes.background import Background, as_throws, learn
from store.statistics.changes.detecting import Throws
from store.statistics.changes.series import HourlySeries
from store.statistics.intervals import CONFIDENCE, t_quantile
from store.statistics.summaries import Floats

# Of twice the log-likelihood ratio of two times of the change: its distribution is (1 - e^(-x/2))² (Hansen, 2000,
# Econometrica 68, 575-603, theorem 2; as confidence sets for the times of breaks: Eo and Morley, 2015, Quantitative
# Economics 6, 463-497).
TIME_QUANTILE = float(-2 * np.log(1 - np.sqrt(CONFIDENCE)))
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Level:
    """The values between two changes, without the pattern of the week."""

    mean: float
    error: float  # standard error of the mean, with what hours have in common
    n: float  # values


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the level. Hours are counted since 1970 in UTC."""

    hour: int  # the first one of the new level
    earliest_hour: int  # 95 % interval: the level changed after the start of this hour, of which values may be old
    latest_hour: int  # … and by the start of this one
    found_hour: int  # the one that gave the alarm
    values_until_found: float  # of the new level
    before: Level
    after: Level
    difference: float
    low: float  # 95 % interval of `difference`
    high: float


def most_likely_start(throws: Throws, start: int) -> int:
    """The index at which the level of the hours from `start` on most likely changed."""
    return start + 1 + int(np.argmax(_likelihoods(throws, start, len(throws.hours))))


def located(series: HourlySeries, starts: Sequence[int], alarms: Sequence[int]) -> list[Change]:
    """With all that is known by now. `starts`: indexes at which a level begins, the first one 0; `alarms`: of all but
    the first, when it was found."""
    if not alarms:
        return []
    background = learn(series, starts)
    changes = []
    ends = [*starts[2:], len(series)]
    for before, end, alarm in zip(starts[:-1], ends, alarms, strict=True):
        throws = as_throws(series, background, before, end)
        likelihoods = _likelihoods(throws, before, end)
        best = before + 1 + int(np.argmax(likelihoods))
        likely = before + 1 + np.flatnonzero(2 * (likelihoods.max() - likelihoods) <= TIME_QUANTILE)
        changes.append(_change(series, background, (before, best, end), (int(likely[0]), int(likely[-1])), alarm))
    return changes


def _likelihoods(throws: Throws, start: int, end: int) -> Floats:
    """The log-likelihood of two levels, the second one from each index of (start, end) on."""
    counts, shares = throws.counts[start:end], throws.shares[start:end]
    heads, tails = np.cumsum(counts * shares), np.cumsum(counts * (1 - shares))
    first = _binomial(heads[:-1], tails[:-1])
    return first + _binomial(heads[-1] - heads[:-1], tails[-1] - tails[:-1])


def _binomial(heads: Floats, tails: Floats) -> Floats:
    heads, tails = np.maximum(heads, 0.0), np.maximum(tails, 0.0)
    total = np.maximum(heads + tails, 1e-300)
    return np.asarray(
        heads * np.log(np.maximum(heads, 1e-300) / total) + tails * np.log(np.maximum(tails, 1e-300) / total),
        np.float64,
    )


def _change(
    series: HourlySeries, background: Background, bounds: tuple[int, int, int], likely: tuple[int, int], alarm: int
) -> Change:
    """`bounds`: where the level before, that after and the next one begin; `likely`: the first and last index at which
    the change may have been."""
    start, at, end = bounds
    before, after = _level(series, background, start, at), _level(series, background, at, end)
    lows, highs = [], []
    for index in {likely[0], at, likely[1]}:
        one, two = _level(series, background, start, index), _level(series, background, index, end)
        margin = t_quantile(float("inf")) * sqrt(one.error**2 + two.error**2)
        lows.append(two.mean - one.mean - margin)
        highs.append(two.mean - one.mean + margin)
    return Change(
        int(series.hours[at]),
        int(series.hours[likely[0] - 1]),
        int(series.hours[likely[1]]),
        int(series.hours[alarm]),
        float(series.n[at : alarm + 1].sum()),
        before,
        after,
        after.mean - before.mean,
        min(lows),
        max(highs),
    )


def _level(series: HourlySeries, background: Background, start: int, end: int) -> Level:
    hours = slice(start, end)
    adjusted = series.means[hours] - background.pattern.of(series.hours[hours])
    typical = float(np.average(series.means[hours], weights=series.n[hours] + _TINY))
    precisions = 1 / (background.variances(series, typical)[hours] + _TINY)
    mean = float(np.average(adjusted, weights=precisions))
    return Level(mean, 1 / sqrt(float(precisions.sum())), float(series.n[hours].sum()))
