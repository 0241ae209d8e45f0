"""What the correction is computed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats


@dataclass(frozen=True, slots=True)
class LabelledUnits:
    """Units that both the judge and people scored: arrays of one length."""

    judge: Floats
    people: Floats
    weights: Floats  # 1 / the probability with which the unit was judged and labelled
    clusters: NDArray[Any]  # units of one cluster may depend on each other; without clusters each is one of its own

    def __len__(self) -> int:
        return len(self.judge)

    def where(self, wanted: NDArray[np.bool_]) -> LabelledUnits:
        return replace(
            self,
            judge=self.judge[wanted],
            people=self.people[wanted],
            weights=self.weights[wanted],
            clusters=self.clusters[wanted],
        )


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    """All units of a group that the judge scored. The residual of a cluster is Σ w(value - mean) / Σ w over its units
    in the group; their squares add up to the variance of the mean."""

    n: int
    weight: float  # Σ w
    mean: float
    clusters: int
    squares: float  # Σ residual² of the clusters without labelled units
    labelled_clusters: NDArray[Any]  # the clusters of this group with labelled units of any group
    residuals: Floats  # of these

    @property
    def variance(self) -> float:
        squares = self.squares + float(np.sum(self.residuals**2))
        if self.clusters == self.n:
            return squares  # of a share p of n units p(1 - p) / n
        return self.clusters / (self.clusters - 1) * squares if self.clusters > 1 else 0.0

    @classmethod
    def of(cls, values: Floats, weights: Floats, clusters: NDArray[Any], labelled: NDArray[Any]) -> JudgedGroup:
        """Of the rows of a group: three arrays of one length, not empty. `labelled`: the clusters of labelled units."""
        ids, places = np.unique(clusters, return_inverse=True)
        total = float(np.sum(weights))
        mean = float(np.sum(weights * values)) / total
        residuals = np.bincount(places, weights=weights * (values - mean)) / total
        has_labels = np.isin(ids, labelled)
        return cls(
            len(values),
            total,
            mean,
            len(ids),
            float(np.sum(residuals[~has_labels] ** 2)),
            ids[has_labels],
            residuals[has_labels],
        )


@dataclass(frozen=True, slots=True)
class ClusterResiduals:
    """What each cluster with labelled units adds to several means at once, as columns of one matrix."""

    ids: NDArray[Any]

    @classmethod
    def of(cls, labels: LabelledUnits) -> ClusterResiduals:
        return cls(np.unique(labels.clusters))

    def of_judged(self, group: JudgedGroup) -> Floats:
        """0 for a cluster without a unit in the group."""
        summed = np.zeros(len(self.ids))
        known = np.isin(group.labelled_clusters, self.ids)
        summed[np.searchsorted(self.ids, group.labelled_clusters[known])] = group.residuals[known]
        return summed

    def of_labels(self, labels: LabelledUnits, values: Floats) -> Floats:
        """Σ w(value - mean) / Σ w over the units of each cluster. `labels`: these units or some of them."""
        total = np.sum(labels.weights)
        mean = np.sum(labels.weights * values) / total
        places = np.searchsorted(self.ids, labels.clusters)
        summed = np.bincount(places, weights=labels.weights * (values - mean), minlength=len(self.ids)) / total
        return np.asarray(summed, np.float64)


class ClusterEffects(NamedTuple):
    """What each cluster adds to a corrected mean: the squares add up to its variance."""

    labelled: Floats  # of the clusters of a `ClusterResiduals`
    scale: float  # of all other clusters, times their residual in the judged group

    def variance(self, group: JudgedGroup) -> float:
        return float(np.sum(self.labelled**2)) + self.scale**2 * group.squares

    def covariance(self, other: ClusterEffects, shared: float) -> float:
        """`shared`: Σ of the products of the residuals that the other clusters have in both groups."""
        return float(np.sum(self.labelled * other.labelled)) + self.scale * other.scale * shared
