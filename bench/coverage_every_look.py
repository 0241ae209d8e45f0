"""The populations of bench.coverage for intervals that hold at every look: A/A runs with a look after every call.

A run counts as covered if the interval contains 0 at all of its looks. The look at which the difference is largest,
measured by the width of the interval, is found with sums of all looks at once; the interval of this look is then that
of the functions which the API calls.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy import special

from bench.coverage_cases import ICC, Case, Rng, Trial, Trials
from store.statistics import Comparison, Sample, compare_samples, proportions, welch
from store.statistics.sequential import LEVEL, TUNED_AT, UNITS_LEAST, always_valid

CALLS = 8_000
_PER_CLUSTER = 5
_COST = 2.0  # 20,000 rounds of the table are 10,000 runs

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
NUMBERS: dict[str, Callable[[Rng, int], Floats]] = {
    "normal": lambda rng, size: rng.normal(0, 1, size),
    "exponential": lambda rng, size: rng.exponential(1, size),
    "lognormal": lambda rng, size: rng.lognormal(0, 1, size),
}


def numbers(population: str, second_share: float, calls: int = CALLS) -> Callable[[Rng], Trials]:
    draw = NUMBERS[population]

    def trials(rng: Rng) -> Trials:
        while True:
            values, is_second = draw(rng, calls), rng.random(calls) < second_share
            upto = worst_look(values, is_second) + 1
            first, second = (values[:upto][side[:upto]] for side in (~is_second, is_second))
            yield _trial(welch(first, second))

    return trials


def shares(truth: float, second_share: float, calls: int = CALLS) -> Callable[[Rng], Trials]:
    def trials(rng: Rng) -> Trials:
        while True:
            values, is_second = (rng.random(calls) < truth).astype(np.float64), rng.random(calls) < second_share
            upto = worst_look(values, is_second, is_share=True) + 1
            first, second = (values[:upto][side[:upto]] for side in (~is_second, is_second))
            yield _trial(proportions(int(first.sum()), len(first), int(second.sum()), len(second)))

    return trials


def clusters(calls: int = CALLS) -> Callable[[Rng], Trials]:
    """Sessions of five calls that depend on each other, each in one of the groups; a look after every session."""

    def trials(rng: Rng) -> Trials:
        count = calls // _PER_CLUSTER
        while True:
            own = rng.normal(0, np.sqrt(ICC), (count, 1))
            values = own + rng.normal(0, np.sqrt(1 - ICC), (count, _PER_CLUSTER))
            is_second = rng.random(count) < 0.5
            upto = worst_look(values.mean(axis=1), is_second) + 1
            first, second = (values[:upto][side[:upto]] for side in (~is_second, is_second))
            yield _trial(compare_samples(_sample(first, 0), _sample(second, count), "cluster_robust"))

    return trials


def arms(others: int, calls: int = CALLS) -> Callable[[Rng], Trials]:
    """An experiment with a control and so many other arms, each judged at its part of the level. A run counts as
    covered if the intervals of all of them contain 0 at all looks."""
    level = LEVEL / others

    def trials(rng: Rng) -> Trials:
        while True:
            values, arm = rng.normal(0, 1, calls), rng.integers(0, others + 1, calls)
            found = [looks(values, (arm == 0, arm == other), level=level) for other in range(1, others + 1)]
            worst = int(np.argmax([each.max() for each in found]))
            upto = int(np.argmax(found[worst])) + 1
            first, second = (values[:upto][arm[:upto] == side] for side in (0, worst + 1))
            yield _trial(welch(first, second), level)

    return trials


def worst_look(values: Floats, is_second: Mask, *, is_share: bool = False) -> int:
    """The index of the call after which the difference is the largest multiple of the interval's half width."""
    shares_of_width = looks(values, (~is_second, is_second), is_share=is_share)
    return int(np.argmax(shares_of_width))


def looks(values: Floats, sides: tuple[Mask, Mask], *, is_share: bool = False, level: float = LEVEL) -> Floats:
    """The difference after each call, as a multiple of the interval's half width; -1 where there is no interval yet."""
    means, variances, counts = [], [], []
    for side in sides:
        n = np.maximum(np.cumsum(side), 2)
        total, squares = np.cumsum(values * side), np.cumsum(values * values * side)
        with_more = (total + 1) / (n + 2)
        means.append(total / n)
        variances.append(with_more * (1 - with_more) / n if is_share else (squares / n - means[-1] ** 2) / (n - 1))
        counts.append(n)
    time = 4 / (1 / counts[0] + 1 / counts[1]) * _rho_squared(level) + 1
    width = np.sqrt((variances[0] + variances[1]) * 2 * time / (time - 1) * np.log(np.sqrt(time) / level))
    allowed = np.minimum(counts[0], counts[1]) >= UNITS_LEAST
    return np.where(allowed, np.abs(means[1] - means[0]) / np.maximum(width, 1e-300), -1.0)


def _rho_squared(level: float) -> float:
    return float((-special.lambertw(-(level**2) * exp(-1), -1).real - 1) / TUNED_AT)


def _sample(rows: Floats, first_id: int) -> Sample:
    ids = first_id + np.repeat(np.arange(len(rows)), _PER_CLUSTER)
    return Sample(rows.ravel(), np.ones(rows.size), ids, rows.size, is_share=False)


def _trial(compared: Comparison, level: float = LEVEL) -> Trial:
    interval = always_valid(compared, level=level)
    excluded = interval.low is not None and interval.high is not None and not interval.low <= 0 <= interval.high
    return Trial(interval, 0.0, 0.0 if excluded else 1.0)


def cases(calls: int = CALLS) -> list[Case]:
    group = "A look at every call"
    found = []
    for split, name in ((0.5, "50:50"), (0.1, "90:10")):
        for population in NUMBERS:
            title = f"{population}, {name}, {calls:,} calls"
            found.append(Case(group, title, calls, False, numbers(population, split, calls), cost=_COST))
        for truth in (0.5, 0.9, 0.99):
            title = f"share {truth:g}, {name}, {calls:,} calls"
            found.append(Case(group, title, calls, True, shares(truth, split, calls), cost=_COST))
    title = f"normal, 50:50, {calls // _PER_CLUSTER:,} sessions of {_PER_CLUSTER} calls"
    found.append(Case(group, title, calls, False, clusters(calls), cost=_COST))
    title = f"normal, a control and three arms, {calls:,} calls"
    return [*found, Case(group, title, calls, False, arms(3, calls), cost=_COST)]
