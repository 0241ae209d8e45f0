"""Statistics of scores. Pure: arrays and counts in, plain values out; numpy and scipy compute.

summaries.py    one group: n, mean, standard deviation, quantiles; several ratings of one unit → one value
intervals.py    the 95 % interval of one group's mean or share
comparisons.py  two independent groups: difference, interval, p-value, effect size
pairs.py        two groups with common units: the differences within the pairs
edges.py        the edges of a histogram's bins
holm.py         adjusts several p-values for multiple testing

Everywhere the interval has a confidence of 95 %, and the result names its method. Where a number cannot be computed, it
is None and the result gives the reason. scipy is imported when first needed: it costs the process 95 MB and a second.
"""

from store.statistics.comparisons import Comparison, Sample, proportions, robust, welch, welch_of
from store.statistics.edges import nice_edges
from store.statistics.holm import holm
from store.statistics.intervals import Interval, cluster_squares, linearised, means, no_interval, shares
from store.statistics.pairs import PAIRS_RESAMPLED, SEED, PairedComparison, paired
from store.statistics.summaries import Summary, effective_n, per_unit, quantiles, share_summary, summary

__all__ = [
    "PAIRS_RESAMPLED",
    "SEED",
    "Comparison",
    "Interval",
    "PairedComparison",
    "Sample",
    "Summary",
    "cluster_squares",
    "effective_n",
    "holm",
    "linearised",
    "means",
    "nice_edges",
    "no_interval",
    "paired",
    "per_unit",
    "proportions",
    "quantiles",
    "robust",
    "share_summary",
    "shares",
    "summary",
    "welch",
    "welch_of",
]
