"""How often the 95 % intervals contain the true value, by simulation.

    python -m bench.coverage [--rounds 10000] [--seed 1]

Draws many samples from populations whose true value is known, computes the interval of each with store.statistics, and
counts. The nominal 95 % hold if the share lies between 94 and 96 %. The last line shows the result of treating each
rating as a separate request.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

import numpy as np

from store.statistics import Interval, Sample, linearised, means, paired, per_unit, proportions, robust, shares, welch
from store.statistics.intervals import cluster_squares

Rng = np.random.Generator
Trials = Iterator[tuple[Interval, float]]  # an interval, and the true value
LOW, HIGH = 0.94, 0.96
WRONG_ON_PURPOSE = "100 requests x 3 raters treated as 300"


def t_interval(rng: Rng, rounds: int) -> Trials:
    """Scores around 80 with a standard deviation of 10; 30 to 200 requests."""
    for n in rng.integers(30, 200, rounds):
        values = rng.normal(80, 10, n)
        yield means([n], [values.mean()], [values.std(ddof=1)])[0], 80.0


def wilson(rng: Rng, rounds: int) -> Trials:
    """Shares from 2 to 98 %; 30 to 200 requests. Over all shares: for a single one, coverage oscillates with n."""
    n = rng.integers(30, 200, rounds)
    truth = rng.uniform(0.02, 0.98, rounds)
    yield from zip(shares(rng.binomial(n, truth), n), truth, strict=True)


def welch_t(rng: Rng, rounds: int) -> Trials:
    """Groups of different sizes and variances."""
    for _ in range(rounds):
        yield welch(rng.normal(80, 5, 30), rng.normal(83, 15, 80)).interval, 3.0


def newcombe(rng: Rng, rounds: int) -> Trials:
    """Two shares of 5 to 95 %, each of 30 to 200 requests."""
    for _ in range(rounds):
        n, truth = rng.integers(30, 200, 2), rng.uniform(0.05, 0.95, 2)
        true = rng.binomial(n, truth)
        yield proportions(true[0], n[0], true[1], n[1]).interval, truth[1] - truth[0]


def clustered(rng: Rng, rounds: int) -> Trials:
    """60 sessions of 2 to 8 requests; half of the variance lies between sessions."""
    for _ in range(rounds):
        values, sessions = _sessions(rng, 60)
        mean, squares, count = cluster_squares(values, np.ones(len(values)), sessions)
        yield linearised([mean], [len(values)], [squares], [count], "cluster_robust")[0], 80.0


def clustered_difference(rng: Rng, rounds: int) -> Trials:
    """60 sessions; each request is in one of two groups, at random."""
    for _ in range(rounds):
        values, sessions = _sessions(rng, 60)
        side = rng.random(len(values)) < 0.5
        groups = [Sample(values[mask], np.ones(int(mask.sum())), sessions[mask]) for mask in (~side, side)]
        yield robust(groups[0], groups[1], "cluster_robust").interval, 0.0


def sampled(rng: Rng, rounds: int) -> Trials:
    """2,000 requests: bad ones are rated with a probability of 30 %, good ones with 10 %."""
    for _ in range(rounds):
        values = rng.normal(80, 10, 2_000)
        probability = np.where(values < 75, 0.3, 0.1)
        taken = rng.random(2_000) < probability
        mean, squares, count = cluster_squares(values[taken], 1 / probability[taken], np.arange(taken.sum()))
        weight = float(np.sum(1 / probability[taken]))
        yield linearised([mean], [weight], [squares], [count], "weighted_linearised")[0], 80.0


def several_raters(rng: Rng, rounds: int) -> Trials:
    """100 requests x 3 raters, averaged per request first."""
    for _ in range(rounds):
        requests, ratings = _ratings(rng)
        yield _t(per_unit(requests, ratings)[1]), 80.0


def raters_as_requests(rng: Rng, rounds: int) -> Trials:
    """300 ratings treated as if they were of 300 requests: wrong, for comparison."""
    for _ in range(rounds):
        yield _t(_ratings(rng)[1]), 80.0


def pairs(rng: Rng, rounds: int) -> Trials:
    """30 to 100 inputs, each answered by both versions."""
    for n in rng.integers(30, 100, rounds):
        first = rng.normal(80, 10, n)
        yield paired(first, first + rng.normal(2, 4, n)).interval, 2.0


CASES: dict[str, tuple[Callable[[Rng, int], Trials], float]] = {  # name → case, fraction of the rounds that it runs
    "t": (t_interval, 1.0),
    "Wilson": (wilson, 1.0),
    "Welch": (welch_t, 1.0),
    "Newcombe": (newcombe, 1.0),
    "clustered": (clustered, 1.0),
    "clustered difference": (clustered_difference, 1.0),
    "sampled": (sampled, 1.0),
    "several raters": (several_raters, 1.0),
    "paired": (pairs, 0.5),  # uses resampling, 100 times slower
    WRONG_ON_PURPOSE: (raters_as_requests, 1.0),
}


def coverage(name: str, rounds: int, seed: int) -> float:
    """The share of the intervals of that case that contain the true value."""
    case, share = CASES[name]
    trials = list(case(np.random.default_rng(seed), max(1, int(rounds * share))))
    return sum(_contains(interval, truth) for interval, truth in trials) / len(trials)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in CASES:
        share = coverage(name, options.rounds, options.seed)
        note = "" if LOW <= share <= HIGH else "  outside of 94 to 96 %"
        print(f"{name:40} {100 * share:6.2f} %{note}", flush=True)


def _sessions(rng: Rng, count: int) -> tuple[np.ndarray, np.ndarray]:
    sessions = np.repeat(np.arange(count), rng.integers(2, 9, count))
    return 80 + rng.normal(0, 7, count)[sessions] + rng.normal(0, 7, len(sessions)), sessions


def _ratings(rng: Rng) -> tuple[np.ndarray, np.ndarray]:
    """Three raters per request, whose ratings differ little."""
    requests = np.repeat(np.arange(100), 3)
    return requests, 80 + rng.normal(0, 10, 100)[requests] + rng.normal(0, 8, 300)


def _t(values: np.ndarray) -> Interval:
    return means([len(values)], [values.mean()], [values.std(ddof=1)])[0]


def _contains(interval: Interval, truth: float) -> bool:
    return interval.low is not None and interval.high is not None and interval.low <= truth <= interval.high


if __name__ == "__main__":
    main()
