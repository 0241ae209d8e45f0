"""Two groups' values themselves, where requests weigh differently, depend on each other, or are many labels. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store import statistics
from store.analytics.query import Columns
from store.statistics import Interval, Sample, Summary

_LABELS_MOST = 20


class Side(NamedTuple):
    values: NDArray[np.float64]
    weights: NDArray[np.float64] | None
    clusters: NDArray[Any] | None


def side_of(found: Columns, values: NDArray[Any]) -> Side:
    return Side(np.asarray(values, np.float64), _weights(found["p"]), found.get("cluster"))


def label_side_of(found: Columns, label: str) -> Side:
    """Of each request, how much of it that label is."""
    requests, first, place = np.unique(found["request"], return_index=True, return_inverse=True)
    part = np.asarray(found["v"], np.float64) * (found["label"] == label)
    side = side_of(found, np.bincount(place.ravel(), weights=part, minlength=len(requests)))
    return Side(
        side.values,
        None if side.weights is None else side.weights[first],
        None if side.clusters is None else side.clusters[first],
    )


def labels_of(sides: Sequence[Columns]) -> list[str]:
    """The most frequent ones of both sides."""
    labels, counts = np.unique(np.concatenate([side["label"] for side in sides]).astype(str), return_counts=True)
    return most_frequent(dict(zip(map(str, labels), map(int, counts), strict=True)))


def most_frequent(counts: Mapping[str, int]) -> list[str]:
    """In the order of the alphabet."""
    order = sorted((-count, label) for label, count in counts.items())[:_LABELS_MOST]
    return sorted(label for _, label in order)


def _weights(probabilities: NDArray[Any]) -> NDArray[np.float64] | None:
    """One by the probability of having been sampled, 1 where none was given; None where none was given at all."""
    given = ~np.ma.getmaskarray(probabilities)
    if not given.any():
        return None
    filled = np.ma.filled(probabilities.astype(np.float64), 1.0)
    return 1 / np.where(filled > 0, filled, 1.0)


def sample(side: Side, first_cluster: int = 0) -> Sample:
    """Without clusters every request is one of its own, numbered from `first_cluster`."""
    n = len(side.values)
    clusters = np.arange(first_cluster, first_cluster + n) if side.clusters is None else side.clusters
    return Sample(side.values, np.ones(n) if side.weights is None else side.weights, clusters)


def summary(side: Side) -> Summary:
    plain = statistics.summary(side.values)
    if side.weights is None or plain.mean is None:
        return plain
    return replace(plain, mean=float(np.average(side.values, weights=side.weights)))


def t_interval(of: Summary) -> Interval:
    nan = float("nan")
    return statistics.means([of.n], [nan if of.mean is None else of.mean], [nan if of.sd is None else of.sd])[0]


def are_shares(sides: Sequence[Side]) -> bool:
    """All values are 0 or 1."""
    return all(bool(np.isin(side.values, (0.0, 1.0)).all()) for side in sides)


def robust_interval(side: Side, method: str, bounds: tuple[float, float] | None) -> Interval:
    if not len(side.values):
        return statistics.no_interval(method, "there are no values")
    of = sample(side)
    mean, squares, count = statistics.cluster_squares(of.values, of.weights, of.clusters)
    return statistics.linearised([mean], [of.weights.sum()], [squares], [count], method, bounds)[0]


def method(*, clustered: bool, weighted: bool) -> str:
    if clustered:
        return "weighted_cluster_robust" if weighted else "cluster_robust"
    return "weighted_linearised"
