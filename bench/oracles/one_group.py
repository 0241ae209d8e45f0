"""Means and shares of one group, with and without clusters; raters; several p-values."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Any

import numpy as np

from bench.oracles.check import CLOSE, Ask, Check, of_limits, relative
from bench.oracles.samples import Clustered, clusters, numbers, ratings, shares
from store.statistics import Interval, Sample, cluster_sums, holm, means, sample_interval, summary
from store.statistics import shares as share_intervals
from store.statistics.raters import Scale, cohens_kappa, krippendorffs_alpha
from store.statistics.shares import effective
from store.statistics.summaries import Floats

SCALES: tuple[Scale, ...] = ("nominal", "ordinal", "interval")


def _ends(interval: Interval) -> tuple[float | None, float | None]:
    return interval.low, interval.high


def _of_share(values: Floats) -> Interval:
    return share_intervals([int(values.sum())], [len(values)])[0]


def _t(ask: Ask, question: str) -> Iterator[float]:
    for values, _ in numbers():
        interval = means([summary(values)])[0]
        if interval.method == "t":  # not so skewed that its interval is Hall's
            yield of_limits(_ends(interval), _limits(ask(question, values=values.tolist())))


def _wilson(ask: Ask, question: str) -> Iterator[float]:
    for values, _ in shares():
        answer = ask(question, values=values.tolist(), shares=True)
        yield of_limits(_ends(_of_share(values)), _limits(answer))


def _limits(answer: Any) -> Any:
    return answer["limits"] if isinstance(answer, dict) else answer


def _error(ask: Ask) -> Iterator[float]:
    for values, _ in numbers():
        group = summary(values)
        assert group.sd is not None
        yield relative(group.sd / sqrt(group.n), ask("mean", values=values.tolist())["error"])


def _cluster_error(ask: Ask, *, equal: bool) -> Iterator[float]:
    for sample in clusters(equal=equal, boolean=False):
        ours = cluster_sums(sample.values, np.ones(len(sample.values)), sample.clusters)
        yield relative(sqrt(ours.variance), _asked(ask, sample)["error"])


def _cluster_limits(ask: Ask, *, boolean: bool) -> Iterator[float]:
    for sample in clusters(equal=True, boolean=boolean):
        n = len(sample.values)
        rows = Sample(sample.values, np.ones(n), sample.clusters, n, is_share=boolean)
        if boolean and effective(rows.contributions.sums(), n).trust < 1:
            continue
        ours = sample_interval(rows, "cluster_robust")
        yield of_limits(_ends(ours), _asked(ask, sample, shares=boolean)["limits"])


def _asked(ask: Ask, sample: Clustered, *, shares: bool = False) -> Any:
    return ask("mean", values=sample.values.tolist(), clusters=sample.clusters.tolist(), shares=shares)


def _alpha(ask: Ask) -> Iterator[float]:
    for units in ratings():
        given = [unit[~np.isnan(unit)].tolist() for unit in units]
        for scale in SCALES:
            ours = krippendorffs_alpha(units, scale).value
            assert ours is not None
            yield abs(ours - ask("alpha", ratings=given, scale=scale))


def _kappa(ask: Ask) -> Iterator[float]:
    for units in ratings():
        for weighted in (False, True):
            first, second = (units[:, rater] if weighted else (units[:, rater] > 1).astype(float) for rater in (0, 1))
            ours = cohens_kappa(first, second, "interval" if weighted else "nominal").value
            assert ours is not None
            yield abs(ours - ask("kappa", first=first.tolist(), second=second.tolist(), weighted=weighted))


def _holm(ask: Ask) -> Iterator[float]:
    rng = np.random.default_rng(26)
    for count in (2, 5, 40):
        p_values = (rng.random(count) ** 3).tolist()
        for ours, theirs in zip(holm(p_values), ask("adjusted", p_values=p_values), strict=True):
            assert ours is not None
            yield abs(ours - theirs)


CHECKS = [
    Check("`t`", "inspect-ai", "limits of a mean", lambda ask: _t(ask, "mean"), CLOSE),
    Check("`t`", "evalstats", "limits of a mean", lambda ask: _t(ask, "one_group")),
    Check("`t`", "inspect-ai", "standard error of a mean", _error),
    Check("`wilson`", "inspect-ai", "limits of a share", lambda ask: _wilson(ask, "mean")),
    Check("`wilson`", "evalstats", "limits of a share", lambda ask: _wilson(ask, "one_group")),
    Check(
        "`cluster_robust`",
        "inspect-ai",
        "standard error, clusters of one size",
        lambda ask: _cluster_error(ask, equal=True),
    ),
    Check(
        "`cluster_robust`",
        "inspect-ai",
        "limits, clusters of one size",
        lambda ask: _cluster_limits(ask, boolean=False),
        CLOSE,
    ),
    Check(
        "`cluster_robust`",
        "inspect-ai",
        "standard error, clusters of different sizes",
        lambda ask: _cluster_error(ask, equal=False),
        0.1,
        "one factor G / (G - 1) for all G clusters; ours (CR2) is larger for a large cluster",
    ),
    Check(
        "`wilson_effective_n`",
        "inspect-ai",
        "limits of a share, clusters of one size, 10 or more of the rarer outcome",
        lambda ask: _cluster_limits(ask, boolean=True),
        CLOSE,
    ),
    Check("Krippendorff's alpha", "inspect-ai", "nominal, ordinal and interval, with gaps", _alpha),
    Check("Cohen's kappa", "evalstats", "booleans; ratings with quadratic weights", _kappa),
    Check("`p_value_holm`", "evalstats", "adjusted p-values", _holm),
]
