"""The true mean of numbers, from a judge's values of all units and people's values of some.

The estimate is λ · (the judge's mean over all units) + the mean of y - λf over the labelled ones, f being the judge's
value of a unit and y people's: prediction-powered inference with power tuning (Angelopoulos, Duchi and Zrnic, 2023,
PPI++: Efficient Prediction-Powered Inference, arXiv 2311.01453; §6 has λ). λ makes the variance smallest, from 0, where
the judge's values are not used, to 1; the estimate is unbiased for every λ, as long as the labelled units are a random
sample of the judged ones, or weighted as one. Where the labelled units are among the judged ones, it is the regression
estimator of survey sampling (Cochran, 1977, Sampling Techniques, §7.1).

The variance is the sum of the squares of what each cluster adds to the estimate, labelled and unlabelled units
together, so that no unit counts twice. The two numbers estimated from the labels, λ and a mean, take two degrees of
freedom.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np

from store.statistics.intervals import Interval, t_quantile
from store.statistics.judging.correction import (
    ALWAYS_EQUAL,
    FEW_ERRORS,
    CorrectedMean,
    further_labels,
    refused,
)
from store.statistics.judging.labels import ClusterEffects, ClusterResiduals, JudgedGroup, LabelledUnits
from store.statistics.skewness import SKEWED, is_too_skewed
from store.statistics.summaries import Floats, summary, varies

METHOD = "ppi"
LABELS_LEAST = 30  # effective, and in as many clusters: with fewer, the interval contains the mean less often
_ERRORS_LEAST = 5
_ESTIMATED = 2  # from the labels of a group: λ and a mean


class _Contributions(NamedTuple):
    """Of each cluster with labelled units."""

    group: Floats
    judge: Floats
    people: Floats


def corrected_mean(group: JudgedGroup, labels: LabelledUnits, *, of_group: bool = True) -> CorrectedMean:
    """The mean of a group. `of_group`: the labelled units are a sample of the group. Otherwise they are of others, too:
    then λ is 1, and the judge is taken to be wrong by the same amount in the group as in all of them."""
    effective = effective_labels(labels)
    if effective < LABELS_LEAST:
        return refused(METHOD, _few(effective, len(labels)), len(labels))
    errors = labels.people - labels.judge
    if not varies(summary(errors)):
        return refused(METHOD, ALWAYS_EQUAL, len(labels))
    clusters = ClusterResiduals.of(labels)
    parts = _Contributions(
        clusters.of_judged(group),
        clusters.of_labels(labels, labels.judge),
        clusters.of_labels(labels, labels.people),
    )
    tuning = _tuning(group.squares, parts) if of_group else 1.0
    estimated = _ESTIMATED if of_group else 1
    factor = sqrt(effective / (effective - estimated))
    of_labels = factor * (parts.people - tuning * parts.judge)
    rest = tuning**2 * group.squares
    variance = rest + float(np.sum((tuning * parts.group + of_labels) ** 2))
    remaining = labels.people - tuning * labels.judge
    mean = tuning * group.mean + float(np.sum(labels.weights * remaining) / np.sum(labels.weights))
    freedom = effective - estimated
    margin = t_quantile(freedom) * sqrt(variance)
    interval = Interval(
        mean - margin, mean + margin, METHOD, caution=_caution(errors, remaining, effective), effective_df=freedom
    )
    label_variance = float(np.sum(of_labels**2))
    more = further_labels(len(labels), label_variance, max(0.0, variance - label_variance))
    return CorrectedMean(mean, interval, len(labels), tuning=tuning, labels_to_halve=more)


def prediction_effects(
    group: JudgedGroup, labels: LabelledUnits, clusters: ClusterResiduals, tuning: float
) -> ClusterEffects:
    """Of the corrected mean of a group, whose own labels these are. `clusters`: with all of theirs."""
    effective = effective_labels(labels)
    errors = clusters.of_labels(labels, labels.people - tuning * labels.judge)
    factor = sqrt(effective / (effective - _ESTIMATED))
    return ClusterEffects(tuning * clusters.of_judged(group) + factor * errors, tuning)


def tells_errors(labels: LabelledUnits) -> bool:
    """Whether there are labels enough, and some that differ from the judge: what `corrected_mean` needs."""
    return effective_labels(labels) >= LABELS_LEAST and varies(summary(labels.people - labels.judge))


def effective_labels(labels: LabelledUnits) -> float:
    """Kish's (Σ w)² / Σ w² over the clusters."""
    if not len(labels):
        return 0.0
    _, places = np.unique(labels.clusters, return_inverse=True)
    weights = np.bincount(places, weights=labels.weights)
    return float(np.sum(weights) ** 2 / np.sum(weights**2))


def _few(effective: float, labels: int) -> str:
    counts = f"{labels} judged requests have a label"
    if effective < labels - 0.5:
        counts += f", which with their clusters and weights count as {effective:.0f}"
    return f"too few labels: {counts}; {LABELS_LEAST} are needed"


def _tuning(squares: float, parts: _Contributions) -> float:
    """The λ from 0 to 1 with the smallest Σ (λ(group - judge) + people)²."""
    judged = parts.group - parts.judge
    spread = squares + float(np.sum(judged**2))
    return min(1.0, max(0.0, -float(np.sum(judged * parts.people)) / spread)) if spread > 0 else 0.0


def _caution(errors: Floats, remaining: Floats, effective: float) -> str | None:
    cautions = []
    if np.count_nonzero(errors) < _ERRORS_LEAST:
        cautions.append(FEW_ERRORS)
    if is_too_skewed(summary(remaining), effective):
        cautions.append(SKEWED)
    return "; ".join(cautions) or None
