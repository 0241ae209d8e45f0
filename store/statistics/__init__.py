"""How sure the numbers are. Pure: arrays and counts in, plain values out; numpy and scipy do the statistics.

summaries.py    one group: n, mean, standard deviation, quantiles; several ratings of one unit → one value
intervals.py    the 95 % interval of one group's mean or share
comparisons.py  two groups: difference, interval, p-value, effect size
pairs.py        two groups in which the same things occur: the differences within the pairs
edges.py        where a histogram's bins begin and end
holm.py         several p-values asked at once

What all of them keep to: the interval has a confidence of 95 %; the name of the method is part of the answer; where
nothing can be said, the numbers are None and the reason is part of the answer. scipy is imported when first needed:
it costs the process 95 MB and a second.
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
