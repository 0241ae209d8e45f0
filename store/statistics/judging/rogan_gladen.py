"""The true share, from a judge's share and its errors on labelled units.

With p the judge's share of true, q₀ its specificity and q₁ its sensitivity on the labelled units, the true share is
θ = (p + q₀ - 1) / (q₀ + q₁ - 1) (Rogan and Gladen, 1978, American J. Epidemiology 107, 71-76). It stays unbiased where
the share of true differs between labelled and judged units, as long as the judge errs alike on both.

The interval carries the uncertainty of p, q₀ and q₁ with the adjusted counts of Lee et al. (How to Correctly Report
LLM-as-a-Judge Evaluations, PMLR 306): z²/2 is added to both outcomes of p, and 1 to both of q₀ and q₁. Its limits are
all θ for which p + q₀ - 1 - θ(q₀ + q₁ - 1) does not differ from 0 (Fieller, 1954, J. Royal Statistical Society B 16,
175-185). Lee et al. use the delta method instead, which gives the same limits for good judges and many labels, but
contains the true share in as little as 90 % of samples with a judge that is right in 60 %.
"""

from __future__ import annotations

from math import inf, sqrt
from typing import NamedTuple

import numpy as np

from store.statistics.clusters import cluster_sums
from store.statistics.intervals import Interval, t_quantile
from store.statistics.judging.correction import (
    DOUBTFUL_JUDGE,
    NOT_BETTER_THAN_CHANCE,
    OUTSIDE,
    CorrectedMean,
    further_labels,
    refused,
)
from store.statistics.judging.labels import ClusterEffects, ClusterResiduals, JudgedGroup, LabelledUnits
from store.statistics.shares import effective
from store.statistics.summaries import Floats

METHOD = "rogan_gladen"
CLASS_LEAST = 5  # labels of true, and of false: with fewer, hardly a judge can be told from chance


class _Rate(NamedTuple):
    share: float
    n: float  # effective sample size
    freedom: float  # infinite: units that count the same and do not depend on each other

    @property
    def variance(self) -> float:
        return self.share * (1 - self.share) / self.n


class _Moments(NamedTuple):
    """Variances and covariances of p, q₀ and q₁."""

    p: float
    q0: float
    q1: float
    p_q0: float
    p_q1: float
    q0_q1: float

    def of_labels(self, theta: float) -> float:
        """The labels' part in the variance of p + q₀ - 1 - θ(q₀ + q₁ - 1)."""
        return (1 - theta) ** 2 * self.q0 + theta**2 * self.q1 - 2 * theta * (1 - theta) * self.q0_q1

    def of_judge(self, theta: float) -> float:
        return max(0.0, self.p + 2 * (1 - theta) * self.p_q0 - 2 * theta * self.p_q1)


def corrected_share(group: JudgedGroup, labels: LabelledUnits) -> CorrectedMean:
    """The share of true in a group. People's values of the labelled units are 0 or 1, the judge's 0 to 1; the units may
    be of the group or not."""
    true = labels.people > 0.5
    falses, trues = labels.where(~true), labels.where(true)
    if min(len(falses), len(trues)) < CLASS_LEAST:
        return refused(METHOD, _few(len(falses), len(trues)), len(labels))
    q0, q1 = _rate(1 - falses.judge, falses), _rate(trues.judge, trues)
    youden = q0.share + q1.share - 1
    if youden <= 0:
        return refused(METHOD, NOT_BETTER_THAN_CHANCE, len(labels), q0=q0.share, q1=q1.share)
    z = t_quantile(min(q0.freedom, q1.freedom))
    p = _adjusted(_rate_of_group(group), z**2 / 2)
    moments = _moments(group, labels, p, _adjusted(q0, 1.0), _adjusted(q1, 1.0))
    limits = _limits(p.share, _adjusted(q0, 1.0).share, _adjusted(q1, 1.0).share, moments, z)
    if limits is None:
        return refused(METHOD, OUTSIDE, len(labels), q0=q0.share, q1=q1.share)
    theta = min(1.0, max(0.0, (group.mean + q0.share - 1) / youden))
    freedom = min(q0.freedom, q1.freedom)
    low, high = min(limits[0], theta), max(limits[1], theta)
    doubtful = youden**2 <= z**2 * (moments.q0 + moments.q1 + 2 * moments.q0_q1)
    caution = DOUBTFUL_JUDGE if doubtful else None
    interval = Interval(low, high, METHOD, caution=caution, effective_df=freedom if freedom < inf else None)
    more = further_labels(len(labels), moments.of_labels(theta), moments.of_judge(theta))
    return CorrectedMean(theta, interval, len(labels), q0.share, q1.share, labels_to_halve=more)


def share_effects(group: JudgedGroup, labels: LabelledUnits, clusters: ClusterResiduals) -> ClusterEffects:
    """Of the corrected share of a group that has one. `clusters`: with all of the labels'."""
    q0, q1, of_q0, of_q1 = _errors(labels, clusters)
    youden = q0.share + q1.share - 1
    theta = (group.mean + q0.share - 1) / youden
    of_labels = (1 - theta) * of_q0 - theta * of_q1
    return ClusterEffects((clusters.of_judged(group) + of_labels) / youden, 1 / youden)


def difference_of_shares(
    groups: tuple[JudgedGroup, JudgedGroup], shared: float, labels: LabelledUnits
) -> Interval | None:
    """The limits of the difference of two true shares, second minus first, where the judge errs alike in both groups:
    of all d from -1 to 1 for which p₂ - p₁ - d(q₀ + q₁ - 1) does not differ from 0. None: there are none.

    Both groups have a corrected share by these labels. `shared`: Σ of the products of the residuals that clusters
    without labels have in both.
    """
    clusters = ClusterResiduals.of(labels)
    q0, q1, of_q0, of_q1 = _errors(labels, clusters)
    z = t_quantile(min(q0.freedom, q1.freedom))
    q0, q1 = _adjusted(q0, 1.0), _adjusted(q1, 1.0)
    first, second = (_adjusted(_rate_of_group(group), 1.0) for group in groups)
    of_first, of_second = (clusters.of_judged(group) for group in groups)
    together = 2 * (shared + float(np.sum(of_first * of_second)))
    of_judge = max(0.0, first.variance + second.variance - together)
    of_youden = max(0.0, q0.variance + q1.variance + 2 * float(np.sum(of_q0 * of_q1)))
    of_both = float(np.sum((of_second - of_first) * (of_q0 + of_q1)))
    ratio = (second.share - first.share, q0.share + q1.share - 1)
    limits = _solutions(ratio, (of_judge, -2 * of_both, of_youden), z, -1.0)
    if limits is None:
        return None
    caution = DOUBTFUL_JUDGE if ratio[1] ** 2 <= z**2 * of_youden else None
    freedom = min(q0.freedom, q1.freedom)
    return Interval(*limits, METHOD, caution=caution, effective_df=freedom if freedom < inf else None)


def _errors(labels: LabelledUnits, clusters: ClusterResiduals) -> tuple[_Rate, _Rate, Floats, Floats]:
    """q₀ and q₁, and what each cluster adds to them."""
    true = labels.people > 0.5
    falses, trues = labels.where(~true), labels.where(true)
    right = 1 - falses.judge, trues.judge
    return (
        _rate(right[0], falses),
        _rate(right[1], trues),
        clusters.of_labels(falses, right[0]),
        clusters.of_labels(trues, right[1]),
    )


def _few(falses: int, trues: int) -> str:
    return (
        f"too few labels: people call {trues} of the judged requests true and {falses} false; {CLASS_LEAST} of each are"
        " needed"
    )


def _rate(values: Floats, labels: LabelledUnits) -> _Rate:
    sums = cluster_sums(values, labels.weights, labels.clusters)
    if sums.are_plain:
        return _Rate(sums.mean, float(len(values)), inf)
    found = effective(sums, len(values))
    return _Rate(found.share, found.n, found.freedom)


def _rate_of_group(group: JudgedGroup) -> _Rate:
    spread, variance = group.mean * (1 - group.mean), group.variance
    n = min(float(group.n), spread / variance) if variance > 0 and spread > 0 else float(group.clusters)
    return _Rate(group.mean, n, inf)


def _adjusted(rate: _Rate, added: float) -> _Rate:
    """With `added` units of each outcome."""
    n = rate.n + 2 * added
    return _Rate((rate.n * rate.share + added) / n, n, rate.freedom)


def _moments(group: JudgedGroup, labels: LabelledUnits, p: _Rate, q0: _Rate, q1: _Rate) -> _Moments:
    clusters = ClusterResiduals.of(labels)
    of_group = clusters.of_judged(group)
    _, _, of_q0, of_q1 = _errors(labels, clusters)
    return _Moments(
        p=p.variance,
        q0=q0.variance,
        q1=q1.variance,
        p_q0=float(np.sum(of_group * of_q0)),
        p_q1=float(np.sum(of_group * of_q1)),
        q0_q1=float(np.sum(of_q0 * of_q1)),
    )


def _limits(p: float, q0: float, q1: float, moments: _Moments, z: float) -> tuple[float, float] | None:
    """All θ from 0 to 1 with (p + q₀ - 1 - θ(q₀ + q₁ - 1))² ≤ z² · variance(θ)."""
    constant = moments.p + moments.q0 + 2 * moments.p_q0
    linear = -2 * (moments.q0 + moments.p_q0 + moments.p_q1 + moments.q0_q1)
    square = moments.q0 + moments.q1 + 2 * moments.q0_q1
    return _solutions((p + q0 - 1, q0 + q1 - 1), (constant, linear, square), z, 0.0)


def _solutions(
    ratio: tuple[float, float], variance: tuple[float, float, float], z: float, least: float
) -> tuple[float, float] | None:
    """The least and the largest x from `least` to 1 with (above - x · below)² ≤ z² · variance(x), a quadratic
    inequality. `ratio`: above and below; `variance`: its coefficients, the constant first. None: there is no such x."""
    above, below = ratio
    constant, linear, square = variance
    a, b, c = below**2 - z**2 * square, -2 * above * below - z**2 * linear, above**2 - z**2 * constant
    inside = b**2 - 4 * a * c
    if inside < 0:
        return None if a > 0 else (least, 1.0)
    if a == 0:
        return least, 1.0
    first, second = sorted((-b + sign * sqrt(inside)) / (2 * a) for sign in (-1, 1))
    if a > 0:
        return None if second < least or first > 1 else (max(least, first), min(1.0, second))
    # The judge may be no better than chance: what fits lies outside of the two, as far as they are possible.
    return (
        least if first >= least else min(1.0, max(least, second)),
        1.0 if second <= 1 else max(least, min(1.0, first)),
    )
