"""The effective sample size of a share where requests do not count the same, and Wilson's interval at it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from store.statistics.clusters import ClusterSums, refusal, with_cluster_facts
from store.statistics.intervals import NO_VALUES, Interval, no_interval, t_quantile, wilson
from store.statistics.summaries import Summary

EFFECTIVE = "wilson_effective_n"
_EVENTS_ENOUGH = 10.0  # of the rarer outcome, for the standard error to be trusted


@dataclass(frozen=True, slots=True)
class EffectiveShare:
    """A share, and the sample size that simple random sampling would need for the same standard error."""

    share: float
    n: float
    freedom: float  # degrees of freedom of the standard error; infinite: it is not estimated
    trust: float = 1.0  # in the estimated standard error, 0 to 1 with the number of the rarer outcome

    def limits(self) -> tuple[float, float]:
        return wilson(self.share, self.n, t_quantile(self.freedom))


def of_ratings(group: Summary, ratings: int) -> Interval:
    """The interval of the share of true where raters of one request may disagree: its value is their mean, 0 to 1."""
    if not group.n:
        return no_interval(EFFECTIVE, NO_VALUES)
    share = effective_of_ratings(group, ratings)
    return Interval(*share.limits(), EFFECTIVE, effective_df=share.freedom if share.freedom < inf else None)


def effective_of_ratings(group: Summary, ratings: int) -> EffectiveShare:
    """`effective` of requests that count the same, do not depend on each other and have `ratings` ratings together."""
    assert group.mean is not None
    if group.n < 3:
        return EffectiveShare(_within(group.mean), group.n, inf)
    variance = (group.sd or 0.0) ** 2 / group.n
    return _effective(group.mean, variance, group.n - 1, group.n, ratings)


def of_clusters(sums: ClusterSums, ratings: int, *, clustered: bool) -> Interval:
    """The interval of the share of true for requests with different weights, or in clusters. There is always one but
    for too few clusters."""
    reason = refusal(sums, clustered=clustered)
    if not sums.rows or (clustered and reason):
        return with_cluster_facts(no_interval(EFFECTIVE, reason or NO_VALUES), sums, clustered=clustered)
    interval = Interval(*effective(sums, ratings).limits(), EFFECTIVE)
    return with_cluster_facts(interval, sums, clustered=clustered)


def effective(sums: ClusterSums, ratings: int) -> EffectiveShare:
    """The effective sample size m(1 - m) / variance of a share m, at most the number of ratings (Korn and Graubard,
    1998, Survey Methodology 24, 193-201).

    Where the rarer outcome is so rare that how it spreads over the clusters is a matter of chance, n moves towards the
    effective number of clusters (geometrically, from ten of the rarer outcome down to none). With fewer than 2 degrees
    of freedom that number is taken, with the quantile of the normal distribution.
    """
    if sums.has_few_degrees:
        return EffectiveShare(_within(sums.mean), min(sums.effective_clusters, ratings), inf, trust=0.0)
    return _effective(sums.mean, sums.variance, sums.freedom, sums.effective_clusters, ratings)


def _effective(mean: float, variance: float, freedom: float, units: float, ratings: int) -> EffectiveShare:
    share = _within(mean)
    spread = share * (1 - share)
    estimated = units if variance <= 1e-15 * spread or not spread else spread / variance
    estimated = min(estimated, ratings)
    least = min(estimated, units)
    trust = min(1.0, estimated * min(share, 1 - share) / _EVENTS_ENOUGH)
    return EffectiveShare(share, least ** (1 - trust) * estimated**trust, freedom, trust)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
