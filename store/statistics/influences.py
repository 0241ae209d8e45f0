"""The joint variance of what a change is divided by: the share of each code, its mean, and the mean of the group.

Codes are the values of a key: whole numbers from 0. The estimates are a value's share p of the group, its mean m, and
the mean M of the group. Their influences, summed over a cluster, are A - pD, (X - mA)/p and E: the variance is the sum
of the products over the clusters of a group, and the covariance of two groups that over the clusters with rows in both.
"""

from __future__ import annotations

from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats

Codes = NDArray[Any]  # of the values of a key: whole numbers from 0


class Contributions(NamedTuple):
    """One group's rows; arrays of one length, not empty."""

    values: Floats
    weights: Floats
    clusters: NDArray[Any] | None  # None: no two rows depend on each other


class _Cells(NamedTuple):
    """The rows of one group summed up by cluster and code; arrays of one length."""

    codes: Codes
    clusters: Codes  # places in `ids`
    a: Floats  # the weight of the cluster's rows with the code, by the weight of the group
    x: Floats  # w(value - mean) of the rows with the code, by the weight of the group
    ids: NDArray[Any]  # of the clusters, sorted
    d: Floats  # by cluster: a of all its rows
    e: Floats  # … and x

    @classmethod
    def of(cls, group: Contributions, codes: Codes, count: int, weights: Floats, deviations: Floats) -> _Cells:
        if group.clusters is None:
            rows = np.arange(len(weights))
            return cls(codes, rows, weights, deviations, rows, weights, deviations)
        ids, index = np.unique(group.clusters, return_inverse=True)
        d, e = (_summed(index, each, len(ids)) for each in (weights, deviations))
        cells, of_cell = np.unique(index.astype(np.int64) * count + codes, return_inverse=True)
        a, x = (_summed(of_cell, each, len(cells)) for each in (weights, deviations))
        cluster, code = np.divmod(cells, count)
        return cls(code, cluster, a, x, ids, d, e)


class CodedGroup:
    """One group, by code."""

    def __init__(self, group: Contributions, codes: Codes, count: int) -> None:
        weights = np.asarray(group.weights / np.sum(group.weights), np.float64)
        self.mean = float(np.sum(weights * group.values))
        deviations = np.asarray(weights * (group.values - self.mean), np.float64)
        cells = self.cells = _Cells.of(group, codes, count, weights, deviations)
        a, x = cells.a, cells.x
        d, e = cells.d[cells.clusters], cells.e[cells.clusters]
        self.is_clustered = group.clusters is not None
        self.rows = np.bincount(codes, minlength=count)
        self.shares, sums = (_summed(cells.codes, each, count) for each in (a, x))
        # About the group's mean; 0 where the group has no such rows
        self.means = np.divide(sums, self.shares, out=np.zeros(count), where=self.shares > 0)
        self._squares = float(cells.d @ cells.d), float(cells.d @ cells.e), float(cells.e @ cells.e)
        self._products = [
            _summed(cells.codes, each, count) for each in (a * a, a * d, a * x, d * x, x * x, a * e, x * e)
        ]
        self._having = np.bincount(cells.codes, minlength=count)

    @property
    def spread(self) -> float:
        return sqrt(self._squares[2])

    def covariance(self, code: int) -> NDArray[np.float64]:
        """Of the estimates of p, m and M; m is about M."""
        p, m = float(self.shares[code]), float(self.means[code])
        dd, de, ee = self._squares
        if not p:
            return np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, ee]])
        aa, ad, ax, dx, xx, ae, xe = (float(each[code]) for each in self._products)
        pp, pe, me = aa - 2 * p * ad + p**2 * dd, ae - p * de, (xe - m * ae) / p
        pm, mm = ((ax - m * aa) - p * (dx - m * ad)) / p, (xx - 2 * m * ax + m**2 * aa) / p**2
        return np.array([[pp, pm, pe], [pm, mm, me], [pe, me, ee]]) * self.correction(code)

    def correction(self, code: int) -> float:
        """Of a variance that is estimated from few clusters; 1 where the group lacks the code."""
        units = self.units(code)
        return units / (units - 1) if units > 1 and self.rows[code] else 1.0

    def units(self, code: int) -> int:
        """The clusters that the spread is estimated from: those that have the value."""
        return int(self._having[code]) or len(self.cells.ids)


class SharedClusters:
    """The clusters with rows in both groups, such as sessions that lasted from one period into the next."""

    def __init__(self, first: CodedGroup, second: CodedGroup, count: int) -> None:
        self._sides = (first, second)
        self._products = np.zeros((3, 3, count))
        self._units = np.zeros(count, np.int64)
        if not (first.is_clustered and second.is_clustered):
            return
        common, *places = np.intersect1d(first.cells.ids, second.cells.ids, return_indices=True)
        if len(common):
            self._add(places, count)

    def covariance(self, code: int) -> NDArray[np.float64]:
        """Of the estimates of the first group with those of the second."""
        first, second = self._sides
        return np.asarray(self._products[:, :, code] * sqrt(first.correction(code) * second.correction(code)))

    def units(self, code: int) -> int:
        """The clusters that both groups count as units of the code."""
        return int(self._units[code])

    def _add(self, places: list[NDArray[Any]], count: int) -> None:
        keys = [_keys_within(side.cells, of_side, count) for side, of_side in zip(self._sides, places, strict=True)]
        cells = np.union1d(keys[0][keys[0] >= 0], keys[1][keys[1] >= 0])
        cluster, codes = np.divmod(cells, count)
        influences, without, has, all_rows = [], [], [], []
        for side, of_side, of_cells in zip(self._sides, places, keys, strict=True):
            of_all = _Influences.of(side, of_side)
            inside = of_cells >= 0
            at = np.searchsorted(cells, of_cells[inside])
            a, x = np.zeros(len(cells)), np.zeros(len(cells))
            a[at], x[at] = side.cells.a[inside], side.cells.x[inside]
            influences.append(of_all.of_cells(cluster, codes, a, x))
            without.append(of_all.of_cells(cluster, codes, np.zeros(len(cells)), np.zeros(len(cells))))
            has.append((a > 0) | (side.rows[codes] == 0))
            all_rows.append(of_all)
        self._units = np.bincount(codes[has[0] & has[1]], minlength=count)
        for i in range(3):
            for j in range(3):
                # Over all clusters as if none had the code, and then those that have it.
                changed = influences[0][i] * influences[1][j] - without[0][i] * without[1][j]
                self._products[i, j] = all_rows[0].product(all_rows[1], i, j) + _summed(codes, changed, count)


class _Influences(NamedTuple):
    """The influences of the clusters with rows in both groups on the estimates of one of them."""

    p: Floats  # by code
    m: Floats
    d: Floats  # by cluster
    e: Floats

    @classmethod
    def of(cls, side: CodedGroup, places: NDArray[Any]) -> _Influences:
        return cls(side.shares, side.means, side.cells.d[places], side.cells.e[places])

    def of_cells(self, cluster: Codes, codes: Codes, a: Floats, x: Floats) -> tuple[Floats, Floats, Floats]:
        p, m = self.p[codes], self.m[codes]
        of_mean = np.divide(x - m * a, p, out=np.zeros(len(a)), where=p > 0)
        return a - p * self.d[cluster], of_mean, self.e[cluster]

    def product(self, other: _Influences, i: int, j: int) -> Floats:
        """Summed over clusters, by code, as if no cluster had the code: the influences are -pD, 0 and E."""
        one, two = (self.d, None, self.e)[i], (other.d, None, other.e)[j]
        if one is None or two is None:
            return np.zeros(len(self.p))
        factors = (-self.p if i == 0 else np.ones(len(self.p))) * (-other.p if j == 0 else np.ones(len(other.p)))
        return np.asarray(factors * float(one @ two), np.float64)


def _keys_within(cells: _Cells, places: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Of each cell: its cluster's place among the common ones and its code in one number; -1: not common."""
    place_of = np.full(len(cells.ids), -1, np.int64)
    place_of[places] = np.arange(len(places))
    cluster = place_of[cells.clusters]
    return np.where(cluster >= 0, cluster * count + cells.codes, -1)


def _summed(codes: Codes, values: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(codes, weights=values, minlength=count), np.float64)
