"""The populations of bench.coverage beside means: what explains a change of a mean, and quantiles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import stats

from bench.coverage_cases import ICC, Case, Rng, Trial, Trials
from store.statistics import ClusteredGroups, Contributions, Sample, decompose, quantile_intervals

SHARES, BEFORE, AFTER = np.array([0.5, 0.3, 0.2]), np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 1.2])
_PER_CLUSTER = 5  # rows of a cluster in each group that it has rows in


def explained(clusters: int, in_both: float, *, changed: bool, mixed: bool) -> Callable[[Rng], Trials]:
    """The excess of the third value, whose mean falls by 0.8 if it `changed`. `in_both`: the share of the clusters that
    have rows in both groups. `mixed`: the rows of a cluster have several values; otherwise all have one."""
    after = AFTER if changed else BEFORE
    fall = float(SHARES[2] * (after[2] - BEFORE[2]))
    truth = fall - float(SHARES[2]) * fall

    def trials(rng: Rng) -> Trials:
        while True:
            own = rng.normal(0, np.sqrt(ICC), 2 * clusters)
            values = rng.choice(3, 2 * clusters, p=SHARES)
            shared = round(in_both * clusters)
            ids = np.arange(clusters), np.r_[np.arange(shared), clusters + np.arange(clusters - shared)]
            sides, codes = [], []
            for of_side, means in zip(ids, (BEFORE, after), strict=True):
                rows = np.repeat(of_side, _PER_CLUSTER)
                code = rng.choice(3, len(rows), p=SHARES) if mixed else values[rows]
                noise = rng.normal(0, np.sqrt(1 - ICC), len(rows))
                sides.append(Contributions(means[code] + own[rows] + noise, np.ones(len(rows)), rows))
                codes.append(code)
            if len(np.unique(np.concatenate(codes))) < len(SHARES):
                continue  # a value did not occur
            found = decompose(ClusteredGroups((sides[0], sides[1])), (codes[0], codes[1]), len(SHARES))[2].excess
            yield Trial(found.interval, truth, None if changed else found.p_value)

    return trials


def quantile(at: float, clusters: int, rows: int) -> Callable[[Rng], Trials]:
    """Of lognormal values, as latencies are; those of one cluster depend on each other."""
    truth = float(np.exp(stats.norm.ppf(at)))

    def trials(rng: Rng) -> Trials:
        while True:
            ids = np.repeat(np.arange(clusters), rows)
            own = rng.normal(0, np.sqrt(ICC), clusters)[ids] if rows > 1 else 0.0
            noise = rng.normal(0, np.sqrt(1 - ICC if rows > 1 else 1), len(ids))
            values = np.exp(own + noise)
            one = Sample(values, np.ones(len(ids)), ids, len(ids), is_share=False)
            yield Trial(quantile_intervals(one, [at])[0], truth)

    return trials


def cases() -> list[Case]:
    return [*_quantiles(), *_explained()]


def _quantiles() -> list[Case]:
    return [
        Case(
            "Quantile",
            f"{at:g} of lognormal values, {clusters} clusters of {rows}",
            clusters,
            True,
            quantile(at, clusters, rows),
            cost=2,
        )
        for at in (0.5, 0.95)
        for clusters in (30, 100, 300)
        for rows in (1, 10)
    ]


def _explained() -> list[Case]:
    return [
        Case(
            "Explained change",
            f"{'mean of a fifth falls' if changed else 'nothing changed'}, {clusters} clusters, "
            f"{in_both:.0%} in both groups, {'several values' if mixed else 'one value'} in each",
            clusters if mixed else clusters // 5,
            False,
            explained(clusters, in_both, changed=changed, mixed=mixed),
            cost=3,
        )
        for clusters in (30, 100)
        for in_both in (0.0, 0.5, 1.0)
        for mixed in (True, False)
        for changed in (True, False)
    ]
