"""Two groups compared by the values themselves: where requests weigh differently, depend on each other, or have labels
in part. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store import statistics
from store.analytics.query import Columns
from store.statistics import Sample, Summary

_LABELS_MOST = 20


class SideValues(NamedTuple):
    """One value for each request of a group."""

    values: NDArray[np.float64]
    weights: NDArray[np.float64] | None  # None: all weigh the same
    clusters: NDArray[Any] | None  # None: requests do not depend on each other
    ratings: int


def number_side(columns: Columns, values: NDArray[Any]) -> SideValues:
    ratings = int(np.sum(columns["ratings"])) if "ratings" in columns else len(values)
    return SideValues(np.asarray(values, np.float64), _weights(columns["probability"]), columns.get("cluster"), ratings)


def label_side(columns: Columns, label: int) -> SideValues:
    """The value of a request is the share of its ratings that are the label, by its number in the column `label`.
    Without the column `request`, each has one rating."""
    if "request" not in columns:
        return number_side(columns, (columns["label"] == label).astype(np.float64))
    requests, first, index = np.unique(columns["request"], return_index=True, return_inverse=True)
    shares = np.asarray(columns["value"], np.float64) * (columns["label"] == label)
    side = number_side(columns, np.bincount(index.ravel(), weights=shares, minlength=len(requests)))
    return SideValues(
        side.values,
        None if side.weights is None else side.weights[first],
        None if side.clusters is None else side.clusters[first],
        side.ratings,
    )


def most_frequent(counts: Mapping[str, int]) -> list[str]:
    """At most 20, in alphabetical order."""
    order = sorted((-count, label) for label, count in counts.items())[:_LABELS_MOST]
    return sorted(label for _, label in order)


def _weights(probabilities: NDArray[Any]) -> NDArray[np.float64] | None:
    """The inverse of each sampling probability, 1 where none was given; None where none was given at all."""
    given = ~np.ma.getmaskarray(probabilities)
    if not given.any():
        return None
    filled = np.ma.filled(probabilities.astype(np.float64), 1.0)
    return 1 / np.where(filled > 0, filled, 1.0)


def sample(side: SideValues, *, is_share: bool) -> Sample:
    n = len(side.values)
    weights = np.ones(n) if side.weights is None else side.weights
    return Sample(side.values, weights, side.clusters, side.ratings, is_share)


def summary(side: SideValues) -> Summary:
    plain = statistics.summary(side.values)
    if side.weights is None or plain.mean is None:
        return plain
    return replace(plain, mean=float(np.average(side.values, weights=side.weights)))


def method(*, clustered: bool, weighted: bool) -> str:
    if clustered:
        return "weighted_cluster_robust" if weighted else "cluster_robust"
    return "weighted_linearised"
