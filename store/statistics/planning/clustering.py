"""How much the values of one cluster, such as a session, resemble each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats


@dataclass(frozen=True, slots=True)
class Clustering:
    """`icc` is None where no cluster has two values, or all values are equal: it cannot be estimated."""

    clusters: int
    mean_size: float  # by value: a value lies in a cluster of so many on average
    icc: float | None
    design_effect: float  # so many times as many values are needed as if they were independent; at least 1


def clustering(values: Floats, clusters: NDArray[Any]) -> Clustering:
    """The intraclass correlation by analysis of variance (Donner, 1986, International Statistical Review 54, 67-82),
    and the design effect of clusters of different size (Kish, 1965, Survey Sampling, §5.4; Eldridge, Ashby and Kerry,
    2006, International J. Epidemiology 35, 1292-1300): 1 + (mean size - 1) · ICC. Two arrays of one length, not empty.

    A negative correlation, which chance gives where there is none, counts as 0 in the design effect.
    """
    _, places, sizes = np.unique(clusters, return_inverse=True, return_counts=True)
    n, count = len(values), len(sizes)
    mean_size = float(np.sum(sizes.astype(np.float64) ** 2) / n)
    if count < 2 or count == n:
        return Clustering(count, mean_size, None, 1.0)
    centred = values - np.mean(values)
    means = np.bincount(places, weights=centred) / sizes
    between = float(np.sum(sizes * means**2)) / (count - 1)
    within = float(np.sum((centred - means[places]) ** 2)) / (n - count)
    typical = (n - mean_size) / (count - 1)
    total = between + (typical - 1) * within
    if total <= 0:
        return Clustering(count, mean_size, None, 1.0)
    icc = (between - within) / total
    return Clustering(count, mean_size, icc, 1 + (mean_size - 1) * max(0.0, icc))
