"""The populations of bench.coverage: for each case a function that draws samples and yields intervals.

Every interval comes from the functions that the API calls (`sample_interval`, `compare_samples`, `paired`), with values
as the API would have them: one for each request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from store.statistics import Interval, Sample, compare_samples, paired, sample_interval

Rng = np.random.Generator


class Trial(NamedTuple):
    interval: Interval
    truth: float
    p_value: float | None = None


Trials = Iterator[Trial]


@dataclass(frozen=True)
class Case:
    """`trials(rng)` yields trials without end."""

    group: str
    name: str
    n: int  # values, or clusters, of the smaller side
    is_share: bool
    trials: Callable[[Rng], Trials]
    cost: float = 1.0  # fewer rounds where it is more

    @property
    def title(self) -> str:
        return f"{self.group}: {self.name}"


class Population(NamedTuple):
    draw: Callable[[Rng, int], np.ndarray]
    mean: float


def _ceiling_mean() -> float:
    """Of round(100 · beta(9, 1)), exactly: P(value > k) = 1 - ((k + ½) / 100)⁹."""
    return float(sum(1 - ((k + 0.5) / 100) ** 9 for k in range(100)))


NUMBERS = {
    "normal": Population(lambda rng, n: rng.normal(0, 1, n), 0.0),
    "exponential": Population(lambda rng, n: rng.exponential(1, n), 1.0),
    "lognormal": Population(lambda rng, n: rng.lognormal(0, 1, n), float(np.exp(0.5))),
    "whole numbers below a ceiling of 100": Population(
        lambda rng, n: np.round(100 * rng.beta(9, 1, n)), _ceiling_mean()
    ),
    "values 0 and 100, 95 % are 100": Population(lambda rng, n: 100.0 * (rng.random(n) < 0.95), 95.0),
}
SIZES: dict[str, Callable[[Rng, int], np.ndarray]] = {
    "10 each": lambda rng, n: np.full(n, 10),
    "1 to 20": lambda rng, n: rng.integers(1, 21, n),
    "one of 200, rest 5": lambda rng, n: np.r_[200, np.full(n - 1, 5)],
}
ICC = 0.3  # of the clustered cases: the share of the variance that lies between clusters


def sample(values: np.ndarray, *, share: bool = False, **more: Any) -> Sample:
    weights = more.get("weights")
    ratings = int(more.get("ratings", len(values)))
    return Sample(
        values.astype(float), np.ones(len(values)) if weights is None else weights, more.get("clusters"), ratings, share
    )


# One group


def one_mean(population: Population, n: int) -> Callable[[Rng], Trials]:
    def trials(rng: Rng) -> Trials:
        while True:
            yield Trial(sample_interval(sample(population.draw(rng, n)), "t"), population.mean)

    return trials


def one_share(truth: float, n: int) -> Callable[[Rng], Trials]:
    """n varies by 5 %: for a single n, the coverage of a share depends on which shares are possible."""

    def trials(rng: Rng) -> Trials:
        while True:
            values = rng.random(_about(rng, n)) < truth
            yield Trial(sample_interval(sample(values, share=True), "wilson"), truth)

    return trials


def raters(truth: float | None, n: int) -> Callable[[Rng], Trials]:
    """Three raters of each request, averaged first. Booleans: each request has its own probability of true."""

    def trials(rng: Rng) -> Trials:
        while True:
            if truth is None:
                values = (rng.normal(0, 1, n)[:, None] + rng.normal(0, 1, (n, 3))).mean(axis=1)
                yield Trial(sample_interval(sample(values, ratings=3 * n), "t"), 0.0)
            else:
                probability = _beta(rng, truth, 0.5, n)
                values = (rng.random((n, 3)) < probability[:, None]).mean(axis=1)
                yield Trial(sample_interval(sample(values, share=True, ratings=3 * n), ""), truth)

    return trials


def clustered(truth: float | str, clusters: int, sizes: str) -> Callable[[Rng], Trials]:
    def trials(rng: Rng) -> Trials:
        while True:
            values, ids, mean = _clusters(rng, truth, SIZES[sizes](rng, clusters))
            one = sample(values, share=isinstance(truth, float), clusters=ids)
            yield Trial(sample_interval(one, "cluster_robust"), mean)

    return trials


def weighted(population: Population | float, n: int, good: float, bad: float) -> Callable[[Rng], Trials]:
    """n requests, of which the worse are rated with the probability `bad`, the others with `good`."""

    def trials(rng: Rng) -> Trials:
        while True:
            yield _weighted_trial(rng, population, n, good, bad)

    return trials


def random_weights(n: int) -> Callable[[Rng], Trials]:
    def trials(rng: Rng) -> Trials:
        while True:
            one = sample(rng.normal(0, 1, n), weights=rng.choice([1.0, 4.0, 10.0], n))
            yield Trial(sample_interval(one, "weighted_linearised"), 0.0)

    return trials


# Two groups


def difference_of_means(population: Population, n: tuple[int, int], sd: float = 1.0) -> Callable[[Rng], Trials]:
    """`sd`: of the second group, in those of the first."""

    def trials(rng: Rng) -> Trials:
        while True:
            first, second = population.draw(rng, n[0]), population.draw(rng, n[1])
            second = population.mean + sd * (second - population.mean)
            yield _compared(sample(first), sample(second), 0.0)

    return trials


def difference_of_shares(truth: tuple[float, float], n: tuple[int, int], scale: float = 1.0) -> Callable[[Rng], Trials]:
    """`scale`: booleans are sent as the numbers 0 and `scale`. n varies by 5 %."""

    def trials(rng: Rng) -> Trials:
        while True:
            sides = [scale * (rng.random(_about(rng, m)) < p) for m, p in zip(n, truth, strict=True)]
            one, two = (sample(values, share=scale == 1) for values in sides)
            yield _compared(one, two, scale * (truth[1] - truth[0]))

    return trials


def nested(truth: float | str, clusters: tuple[int, int]) -> Callable[[Rng], Trials]:
    """Each cluster, of 10, is in one group."""

    def trials(rng: Rng) -> Trials:
        while True:
            sides = [_clusters(rng, truth, np.full(count, 10)) for count in clusters]
            share = isinstance(truth, float)
            first = sample(sides[0][0], share=share, clusters=sides[0][1])
            second = sample(sides[1][0], share=share, clusters=sides[1][1] + clusters[0])
            yield _compared(first, second, 0.0)

    return trials


def crossed(truth: float | str, clusters: int) -> Callable[[Rng], Trials]:
    """Half of each cluster, of 10, is in either group."""

    def trials(rng: Rng) -> Trials:
        while True:
            values, ids, _ = _clusters(rng, truth, np.full(clusters, 10))
            share, odd = isinstance(truth, float), np.arange(len(values)) % 2 == 1
            one, two = (sample(values[rows], share=share, clusters=ids[rows]) for rows in (~odd, odd))
            yield _compared(one, two, 0.0)

    return trials


def weighted_difference(truth: float | None, n: tuple[int, int]) -> Callable[[Rng], Trials]:
    """Weights of 1, 4 and 10 at random."""

    def trials(rng: Rng) -> Trials:
        while True:
            sides = []
            for m in n:
                values = rng.normal(0, 1, m) if truth is None else rng.random(m) < truth
                sides.append(sample(values, share=truth is not None, weights=rng.choice([1.0, 4.0, 10.0], m)))
            yield _compared(sides[0], sides[1], 0.0)

    return trials


def clusters_of_one(truth: float, n: tuple[int, int]) -> Callable[[Rng], Trials]:
    def trials(rng: Rng) -> Trials:
        while True:
            sizes = [_about(rng, m) for m in n]
            one = sample(rng.random(sizes[0]) < truth, share=True, clusters=np.arange(sizes[0]))
            two = sample(rng.random(sizes[1]) < truth, share=True, clusters=sizes[0] + np.arange(sizes[1]))
            yield _compared(one, two, 0.0)

    return trials


# Pairs


def pairs(kind: str, n: int) -> Callable[[Rng], Trials]:
    def trials(rng: Rng) -> Trials:
        while True:
            first = rng.normal(0, 1, n)
            difference = rng.normal(0, 1, n) if kind == "normal" else rng.exponential(1, n) - 1
            found = paired(first, first + difference)
            yield Trial(found.interval, 0.0, found.p_value)

    return trials


def boolean_pairs(truth: float, n: int) -> Callable[[Rng], Trials]:
    """Half of the pairs share one draw, so that the two sides correlate with .5."""

    def trials(rng: Rng) -> Trials:
        while True:
            first, second = (rng.random(n) < truth for _ in range(2))
            second = np.where(rng.random(n) < 0.5, first, second)
            found = paired(first.astype(float), second.astype(float), are_shares=True)
            yield Trial(found.interval, 0.0, found.p_value)

    return trials


# What they share


def _compared(first: Sample, second: Sample, truth: float) -> Trial:
    method = "cluster_robust" if first.clusters is not None else "weighted_linearised"
    found = compare_samples(first, second, method)
    return Trial(found.interval, truth, found.p_value if truth == 0 else None)


def _about(rng: Rng, n: int) -> int:
    spread = n // 20
    return int(rng.integers(n - spread, n + spread + 1))


def _beta(rng: Rng, mean: float, icc: float, n: int) -> np.ndarray:
    concentration = (1 - icc) / icc
    return rng.beta(mean * concentration, (1 - mean) * concentration, n)


def _clusters(rng: Rng, truth: float | str, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """The values, the cluster of each, and the true mean."""
    ids = np.repeat(np.arange(len(sizes)), sizes)
    if isinstance(truth, float):
        return rng.random(len(ids)) < _beta(rng, truth, ICC, len(sizes))[ids], ids, truth
    if truth == "number":
        between, within = rng.normal(0, np.sqrt(ICC), len(sizes)), rng.normal(0, np.sqrt(1 - ICC), len(ids))
        return between[ids] + within, ids, 0.0
    between, within = rng.exponential(np.sqrt(ICC), len(sizes)), rng.exponential(np.sqrt(1 - ICC), len(ids))
    return between[ids] + within, ids, float(np.sqrt(ICC) + np.sqrt(1 - ICC))


def _weighted_trial(rng: Rng, population: Population | float, n: int, good: float, bad: float) -> Trial:
    share = isinstance(population, float)
    if isinstance(population, float):
        values, truth = (rng.random(n) < population).astype(float), population
        is_bad = values == 0
    else:
        values, truth = population.draw(rng, n), population.mean
        is_bad = values < truth - 0.5
    probability = np.where(is_bad, bad, good)
    taken = rng.random(n) < probability
    if not taken.any():
        return _weighted_trial(rng, population, n, good, bad)
    one = sample(values[taken], share=share, weights=1 / probability[taken])
    return Trial(sample_interval(one, "weighted_linearised"), truth)
