"""Means of a judge, corrected by labels of other units than those judged, as the packages expect them."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from scipy import stats

from bench.oracles.check import EXACT, Ask, Check, half_width, of_limits, relative
from bench.oracles.samples import Judged, judged_booleans, judged_numbers
from store.statistics.judging import CorrectedMean, corrected_mean, corrected_share

MANY_LABELS = 600
Z = float(stats.norm.ppf(0.975))


def _half_width(found: CorrectedMean) -> float:
    return half_width((found.interval.low, found.interval.high))


def _estimate(ask: Ask) -> Iterator[float]:
    for judged in judged_numbers():
        ours = corrected_mean(judged.group, judged.labels)
        assert ours.mean is not None
        yield abs(ours.mean - ask("corrected", **judged.arrays, tuning=ours.tuning)["mean"])


def _error(ask: Ask) -> Iterator[float]:
    for judged in judged_numbers():
        ours = corrected_mean(judged.group, judged.labels)
        assert ours.tuning is not None
        assert ours.interval.effective_df is not None
        yield relative(_half_width(ours) / stats.t.ppf(0.975, ours.interval.effective_df), _theirs(ask, judged, ours))


def _theirs(ask: Ask, judged: Judged, ours: CorrectedMean) -> float:
    """The standard error at our λ, where the part of the n labels is divided by n - 2 instead of n."""
    assert ours.tuning is not None
    n = len(judged.people)
    both = half_width(ask("corrected", **judged.arrays, tuning=ours.tuning)["limits"]) / Z
    only_labels = judged._replace(unlabelled=0 * judged.unlabelled)
    of_labels = half_width(ask("corrected", **only_labels.arrays, tuning=ours.tuning)["limits"]) / Z
    return sqrt(both**2 + of_labels**2 * (n / (n - 2) - 1))


def _own_tuning(ask: Ask, *, many: bool) -> Iterator[float]:
    for judged in judged_numbers():
        if (len(judged.people) >= MANY_LABELS) != many:
            continue
        ours = corrected_mean(judged.group, judged.labels)
        yield relative(_half_width(ours), half_width(ask("corrected", **judged.arrays)["limits"]))


def _untuned(ask: Ask, part: str) -> Iterator[float]:
    for judged in judged_numbers():
        ours = corrected_mean(judged.group, judged.labels, of_group=False)
        theirs = ask("corrected_by_evalstats", **judged.arrays)
        assert ours.mean is not None
        if part == "mean":
            yield abs(ours.mean - theirs["mean"])
        else:
            yield of_limits((ours.interval.low, ours.interval.high), theirs["limits"])


def _share(ask: Ask) -> Iterator[float]:
    for judged in judged_booleans():
        ours = corrected_share(judged.group, judged.labels).mean
        assert ours is not None
        yield abs(ours - ask("success_rate", **judged.arrays)["mean"])


def _shifted(ask: Ask) -> Iterator[float]:
    for judged in judged_booleans():
        low, high = ask("shifted", **judged.arrays)
        ours = corrected_share(judged.group, judged.labels).mean
        assert ours is not None
        if low > 0 and high < 1:
            yield abs(ours - (low + high) / 2)


def _width_of_share(ask: Ask) -> Iterator[float]:
    for judged in judged_booleans(20_000):
        ours = corrected_share(judged.group, judged.labels)
        yield relative(_half_width(ours), half_width(ask("success_rate", **judged.arrays)["limits"]))


OTHER_TUNING = (
    "the normal quantile, n instead of n - 2, and a λ with the covariance of the labelled units, but the variance of"
    " all; ours makes the interval as narrow as it can be"
)
CHECKS = [
    Check("`ppi`", "ppi-python", "mean, at the same λ", _estimate),
    Check(
        "`ppi`",
        "ppi-python",
        "standard error, at the same λ",
        _error,
        EXACT,
        "divides by the n labels; ours by n - 2, taken into account here",
    ),
    Check(
        "`ppi`",
        "ppi-python",
        "half width, each with its own λ, 600 labels",
        lambda ask: _own_tuning(ask, many=True),
        0.02,
        OTHER_TUNING,
    ),
    Check(
        "`ppi`",
        "ppi-python",
        "half width, each with its own λ, 40 and 150 labels",
        lambda ask: _own_tuning(ask, many=False),
        0.2,
        OTHER_TUNING,
    ),
    Check("`ppi`", "evalstats", "mean, λ = 1", lambda ask: _untuned(ask, "mean")),
    Check(
        "`ppi`",
        "evalstats",
        "limits, λ = 1",
        lambda ask: _untuned(ask, "limits"),
        1e-3,
        "divides by one less than the number of judged units",
    ),
    Check("`rogan_gladen`", "judgy", "share, under label shift", _share),
    Check("`rogan_gladen`", "ppi-python", "share, under label shift", _shifted),
    Check(
        "`rogan_gladen`",
        "judgy",
        "half width, 400 labels, 20,000 judged",
        _width_of_share,
        0.15,
        "bootstrap of the labels; the judge's share counts as known",
    ),
]
