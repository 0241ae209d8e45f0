"""Statistics of scores. Pure: arrays and counts in, plain values out; numpy and scipy compute.

summaries.py    one group: n, mean, standard deviation, skewness, quantiles; several ratings of one unit → one value
intervals.py    the 95 % interval of a mean (Student's t) or share (Wilson)
skewness.py     … and its correction for skewed values (Hall)
clusters.py     the standard error of a mean with clusters or weights (CR2), its degrees of freedom, and its interval
shares.py       the effective sample size of a share with clusters, weights or several raters, and its interval
samples.py      the rows of one group with clusters or weights; intervals of quantiles
comparisons.py  two independent groups: difference of means, interval, p-value, effect size (Welch)
proportions.py  … of shares (Newcombe)
robust.py       … with clusters or weights
frequencies.py  counts of categories: the mix of two groups, and their sizes against an expected split
pairs.py        two groups with common units: the differences within the pairs
edges.py        the edges of a histogram's bins
decomposition.py  the change of a mean divided among the values of a key: mix and rate (Kitagawa)
influences.py   … its joint variance, with clusters that lie in both groups
holm.py         adjusts several p-values for multiple testing
sequential/     intervals of a difference that hold however often one looks, and what they decide
noninferiority/ whether a candidate is not worse, on the same requests
changes/        the times at which a level changed, found in hourly means with a stated rate of false alarms
judging/        the mean of a judge's scores, corrected by people's labels
planning/       how many requests an answer needs: power, clustering, looks at every call; and which to label
raters/         several raters of the same units: agreement beyond chance, and how each differs from the others

Everywhere the interval has a confidence of 95 %, and the result names its method. Where a number cannot be computed, it
is None and the result gives the reason; where it may be less reliable than 95 %, the result has a caution.
docs/statistics.md explains the methods and shows how often the intervals hold. scipy is imported when first needed: it
costs the process 95 MB and a second.
"""

from store.statistics.clusters import ClusterSums, cluster_numbers, cluster_sums
from store.statistics.comparisons import hedges_g, welch, welch_of
from store.statistics.decomposition import Part, ValueChange, decompose
from store.statistics.edges import nice_edges
from store.statistics.frequencies import MixTest, SplitTest, compare_mix, split_test
from store.statistics.holm import holm
from store.statistics.influences import ClusteredGroups, Contributions
from store.statistics.intervals import Interval, means, no_interval, shares
from store.statistics.pairs import PAIRS_RESAMPLED, SEED, PairedComparison, paired
from store.statistics.proportions import Comparison, DifferenceError, proportions
from store.statistics.robust import compare_samples, compare_shares
from store.statistics.samples import (
    ClusterTotals,
    Sample,
    SingleRows,
    cluster_interval,
    quantile_intervals,
    quantile_ranks,
    sample_interval,
    share_interval,
)
from store.statistics.summaries import (
    Summary,
    effective_n,
    per_unit,
    quantiles,
    sample_skewness,
    share_summary,
    summary,
)

__all__ = [
    "PAIRS_RESAMPLED",
    "SEED",
    "ClusterSums",
    "ClusterTotals",
    "ClusteredGroups",
    "Comparison",
    "Contributions",
    "DifferenceError",
    "Interval",
    "MixTest",
    "PairedComparison",
    "Part",
    "Sample",
    "SingleRows",
    "SplitTest",
    "Summary",
    "ValueChange",
    "cluster_interval",
    "cluster_numbers",
    "cluster_sums",
    "compare_mix",
    "compare_samples",
    "compare_shares",
    "decompose",
    "effective_n",
    "hedges_g",
    "holm",
    "means",
    "nice_edges",
    "no_interval",
    "paired",
    "per_unit",
    "proportions",
    "quantile_intervals",
    "quantile_ranks",
    "quantiles",
    "sample_interval",
    "sample_skewness",
    "share_interval",
    "share_summary",
    "shares",
    "split_test",
    "summary",
    "welch",
    "welch_of",
]
