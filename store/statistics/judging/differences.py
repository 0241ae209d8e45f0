"""The difference of two corrected means, second minus first. Pure.

Where both groups have labels enough, each is corrected by its own, and the limits of the difference are found from
those of both means (Zou and Donner, 2008, Statistics in Medicine 27, 1693-1702, "MOVER"; with the correlation of the
two: Zou, 2007, Psychological Methods 12, 399-413). The means are correlated where units of both groups are in one
cluster, such as a session.

Otherwise the labels of both groups together tell the judge's errors, which are taken to be the same in both. With the
judge's shares of true p1 and p2, its specificity q0 and its sensitivity q1, the difference of the true shares is then
(p2 - p1) / (q0 + q1 - 1): the difference of two shares of Rogan and Gladen (1978, American J. Epidemiology 107, 71-76).
Its limits are all d for which p2 - p1 - d(q0 + q1 - 1) does not differ from 0 (Fieller, 1954, J. Royal Statistical
Society B 16, 175-185), with one more of each outcome of p1 and p2 (Agresti and Caffo, 2000, The American Statistician
54, 280-288) and of q0 and q1 (Lee et al., How to Correctly Report LLM-as-a-Judge Evaluations, PMLR 306). Of numbers,
and of booleans that are corrected by prediction, the common error cancels out, which leaves the judge's difference.

In plain words: a judge who cannot always tell good answers from bad ones makes two groups look more alike than they
are, and the labels say by how much.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from store.statistics.intervals import ALL_EQUAL, Interval, no_interval, t_quantile
from store.statistics.judging.correction import OUTSIDE, CorrectedMean
from store.statistics.judging.labels import ClusterEffects, ClusterResiduals, JudgedGroup, LabelledUnits
from store.statistics.judging.prediction import prediction_effects
from store.statistics.judging.rogan_gladen import difference_of_shares, share_effects

METHOD = "mover"
COMMON_ERROR = "judge_difference"
ONE_CLUSTER = "fewer than two requests or clusters of a group are too few to estimate the spread"


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two groups that a judge scored. Their labelled clusters are those with labels of either group."""

    first: JudgedGroup
    second: JudgedGroup
    shared: float = 0.0  # Σ of the products of the residuals that clusters without labels have in both groups


@dataclass(frozen=True, slots=True)
class CorrectedDifference:
    """`difference` is None where it cannot be told; the reason is then that of the interval."""

    difference: float | None
    interval: Interval


def own_difference(
    pair: JudgedPair, labels: tuple[LabelledUnits, LabelledUnits], means: tuple[CorrectedMean, CorrectedMean]
) -> CorrectedDifference:
    """Of two means that are each corrected by the labels of its group."""
    first, second = means
    refusal = _refusal(means)
    if refusal is not None:
        return refusal
    assert first.mean is not None
    assert second.mean is not None
    clusters = ClusterResiduals(np.unique(np.concatenate([each.clusters for each in labels])))
    groups = (pair.first, pair.second)
    effects = [_effects(*each, clusters) for each in zip(groups, labels, means, strict=True)]
    variances = [each.variance(group) for each, group in zip(effects, groups, strict=True)]
    both = sqrt(variances[0] * variances[1])
    correlation = effects[0].covariance(effects[1], pair.shared) / both if both > 0 else 0.0
    correlation = min(1.0, max(-1.0, correlation))
    difference = second.mean - first.mean
    falls = _distance(_below(second), _above(first), correlation)
    rises = _distance(_above(second), _below(first), correlation)
    interval = Interval(difference - falls, difference + rises, METHOD, caution=_cautions(means))
    return CorrectedDifference(difference, interval)


def pooled_difference(
    pair: JudgedPair, labels: LabelledUnits, means: tuple[CorrectedMean, CorrectedMean]
) -> CorrectedDifference:
    """Of two means that are corrected by the same labels."""
    first, second = means
    refusal = _refusal(means)
    if refusal is not None:
        return refusal
    assert first.mean is not None
    assert second.mean is not None
    if first.sensitivity is None:
        return _judge_difference(pair, labels, means)
    difference = second.mean - first.mean
    interval = difference_of_shares((pair.first, pair.second), pair.shared, labels)
    if interval is None or interval.low is None or interval.high is None:
        return CorrectedDifference(None, no_interval(first.interval.method, OUTSIDE))
    # The means are at most 1 and at least 0, the limits as if they were not.
    return CorrectedDifference(
        difference, replace(interval, low=min(interval.low, difference), high=max(interval.high, difference))
    )


def _judge_difference(
    pair: JudgedPair, labels: LabelledUnits, means: tuple[CorrectedMean, CorrectedMean]
) -> CorrectedDifference:
    """The errors of the judge, the same in both groups, cancel out."""
    groups = (pair.first, pair.second)
    least = min(group.clusters for group in groups)
    difference = pair.second.mean - pair.first.mean
    if least < 2:
        return CorrectedDifference(difference, no_interval(COMMON_ERROR, ONE_CLUSTER))
    clusters = ClusterResiduals.of(labels)
    of_first, of_second = (clusters.of_judged(group) for group in groups)
    together = 2 * (pair.shared + float(np.sum(of_first * of_second)))
    variance = sum(_unbiased(group) for group in groups) - together
    if variance <= 0:
        return CorrectedDifference(difference, no_interval(COMMON_ERROR, ALL_EQUAL))
    margin = t_quantile(least - 1) * sqrt(variance)
    interval = Interval(difference - margin, difference + margin, COMMON_ERROR, effective_df=least - 1)
    return CorrectedDifference(difference, interval)


def _unbiased(group: JudgedGroup) -> float:
    squares = group.squares + float(np.sum(group.residuals**2))
    return group.clusters / (group.clusters - 1) * squares


def _effects(
    group: JudgedGroup, labels: LabelledUnits, mean: CorrectedMean, clusters: ClusterResiduals
) -> ClusterEffects:
    if mean.tuning is None:
        return share_effects(group, labels, clusters)
    return prediction_effects(group, labels, clusters, mean.tuning)


def _refusal(means: tuple[CorrectedMean, CorrectedMean]) -> CorrectedDifference | None:
    refused = next((each.interval for each in means if each.mean is None), None)
    return None if refused is None else CorrectedDifference(None, refused)


def _cautions(means: tuple[CorrectedMean, CorrectedMean]) -> str | None:
    return "; ".join(dict.fromkeys(each.interval.caution for each in means if each.interval.caution)) or None


def _below(mean: CorrectedMean) -> float:
    assert mean.mean is not None
    assert mean.interval.low is not None
    return mean.mean - mean.interval.low


def _above(mean: CorrectedMean) -> float:
    assert mean.mean is not None
    assert mean.interval.high is not None
    return mean.interval.high - mean.mean


def _distance(one: float, other: float, correlation: float) -> float:
    return sqrt(max(0.0, one**2 + other**2 - 2 * correlation * one * other))
