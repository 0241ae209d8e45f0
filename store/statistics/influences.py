"""The joint variance of what a change is divided by: the share of each code, its mean, and the mean of the group.

Codes are the values of a key: whole numbers from 0. The estimates are a value's share p of the group, its mean m, and
the mean M of the group. Their influences, summed over a cluster, are A - pD, (X - mA)/p and E: the variance is the sum
of the products over the clusters of a group, and the covariance of two groups that over the clusters with rows in both.

Clusters are numbered once for all keys (`ClusteredGroups`): sorting a million rows for each key takes seconds. A
cluster of one row needs only sums by code; the others are tables of clusters by codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.clusters import cluster_numbers
from store.statistics.summaries import Floats

Codes = NDArray[Any]  # of the values of a key: whole numbers from 0
_CLUSTERS_AT_ONCE = 1 << 16  # 10 MB for each table of twenty codes


class Contributions(NamedTuple):
    """One group's rows; arrays of one length, not empty."""

    values: Floats
    weights: Floats
    clusters: NDArray[Any] | None  # None: no two rows depend on each other


class _Cells(NamedTuple):
    """Rows summed up by cluster and code: tables with a row for each of the clusters."""

    a: Floats  # the weight of the cluster's rows with the code, by the weight of the group
    x: Floats  # w(value - mean) of the rows with the code, by the weight of the group
    d: Floats  # by cluster: a of all its rows
    e: Floats  # … and x


class _Rows(NamedTuple):
    """The rows of some clusters of a group, in the order of the clusters."""

    places: NDArray[np.intp]  # of the rows in the group
    clusters: NDArray[np.intp]  # of the rows: numbers from 0
    weights: Floats
    deviations: Floats
    clusters_in_all: int

    @classmethod
    def of(cls, group: GroupRows, numbers: NDArray[np.intp], chosen: NDArray[np.bool_]) -> _Rows:
        """`chosen`: whether a cluster is one of them, by its number."""
        new_numbers = np.cumsum(chosen) - 1
        places = np.flatnonzero(chosen[numbers])
        clusters = new_numbers[numbers[places]]
        if np.any(clusters[1:] < clusters[:-1]):
            order = np.argsort(clusters, kind="stable")
            places, clusters = places[order], clusters[order]
        return cls(places, clusters, group.weights[places], group.deviations[places], int(np.count_nonzero(chosen)))

    def cells(self, codes: Codes, count: int) -> Iterator[_Cells]:
        """By blocks of clusters: two groups of rows of the same clusters have the same blocks."""
        cells = self.clusters * count + codes[self.places]
        for first in range(0, self.clusters_in_all, _CLUSTERS_AT_ONCE):
            size = min(_CLUSTERS_AT_ONCE, self.clusters_in_all - first)
            rows = slice(*np.searchsorted(self.clusters, (first, first + size)))
            within = cells[rows] - first * count
            a, x = (
                _summed(within, each[rows], size * count).reshape(size, count)
                for each in (self.weights, self.deviations)
            )
            yield _Cells(a, x, a.sum(axis=1), x.sum(axis=1))


class GroupRows:
    """What is the same for every key of one group."""

    def __init__(self, group: Contributions, numbers: NDArray[np.intp] | None, count: int) -> None:
        """`numbers`: of the rows' clusters, below `count`."""
        self.weights: Floats = group.weights / np.sum(group.weights)
        self.mean = float(np.sum(self.weights * group.values))
        self.deviations: Floats = self.weights * (group.values - self.mean)
        self.numbers = numbers
        if numbers is None:
            self.single: slice | NDArray[np.intp] = slice(None)
            self.several, self.has = None, np.zeros(0, np.bool_)
            self.clusters, d, e = len(self.weights), self.weights, self.deviations
        else:
            sizes = np.bincount(numbers, minlength=count)
            self.single = np.flatnonzero(sizes[numbers] == 1)
            self.several, self.has = _Rows.of(self, numbers, sizes > 1), sizes > 0
            self.clusters = int(np.count_nonzero(sizes))
            d, e = (_summed(numbers, each, count) for each in (self.weights, self.deviations))
        self.squares = float(d @ d), float(d @ e), float(e @ e)


class ClusteredGroups:
    """Two groups; their clusters have the same numbers in both."""

    def __init__(self, groups: tuple[Contributions, Contributions]) -> None:
        numbers: list[NDArray[np.intp] | None] = [None, None]
        clustered = [number for number, group in enumerate(groups) if group.clusters is not None]
        found = cluster_numbers(*(group.clusters for group in groups if group.clusters is not None))
        for number, each in zip(clustered, found, strict=True):
            numbers[number] = each
        count = max((int(each.max()) + 1 for each in found), default=0)
        first, second = (GroupRows(group, each, count) for group, each in zip(groups, numbers, strict=True))
        self.sides = first, second
        self.shared: tuple[_Rows, _Rows] | None = None  # the rows of clusters with rows in both groups
        if first.numbers is not None and second.numbers is not None:
            common = first.has & second.has
            if common.any():
                self.shared = _Rows.of(first, first.numbers, common), _Rows.of(second, second.numbers, common)


class CodedGroup:
    """One group, by code."""

    def __init__(self, group: GroupRows, codes: Codes, count: int) -> None:
        self.mean = group.mean
        self.clusters = group.clusters
        self.rows = np.bincount(codes, minlength=count)
        self.shares, sums = (_summed(codes, each, count) for each in (group.weights, group.deviations))
        # About the group's mean; 0 where the group has no such rows
        self.means = np.divide(sums, self.shares, out=np.zeros(count), where=self.shares > 0)
        self._squares = group.squares
        of_single, a, x = codes[group.single], group.weights[group.single], group.deviations[group.single]
        aa, ax, xx = (_summed(of_single, each, count) for each in (a * a, a * x, x * x))
        self._products = np.array([aa, aa, ax, ax, xx, ax, xx])
        self._having = np.bincount(of_single, minlength=count)
        for cells in group.several.cells(codes, count) if group.several else ():
            self._having += np.count_nonzero(cells.a, axis=0)
            self._products += _products(cells)

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
        return int(self._having[code]) or self.clusters


class SharedClusters:
    """The clusters with rows in both groups, such as sessions that lasted from one period into the next."""

    def __init__(
        self, shared: tuple[_Rows, _Rows] | None, sides: tuple[CodedGroup, CodedGroup], codes: tuple[Codes, Codes]
    ) -> None:
        count = len(sides[0].shares)
        self._sides = sides
        self._products = np.zeros((3, 3, count))
        self._units = np.zeros(count, np.int64)
        if shared is None:
            return
        blocks = (rows.cells(of_rows, count) for rows, of_rows in zip(shared, codes, strict=True))
        for cells in zip(*blocks, strict=True):
            has = [(each.a > 0) | (side.rows == 0) for each, side in zip(cells, sides, strict=True)]
            self._units += np.count_nonzero(has[0] & has[1], axis=0)
            first, second = (_influences(side, each) for side, each in zip(sides, cells, strict=True))
            for i, one in enumerate(first):
                for j, other in enumerate(second):
                    self._products[i, j] += np.einsum("ij,ij->j", one, other)

    def covariance(self, code: int) -> NDArray[np.float64]:
        """Of the estimates of the first group with those of the second."""
        first, second = self._sides
        return np.asarray(self._products[:, :, code] * sqrt(first.correction(code) * second.correction(code)))

    def units(self, code: int) -> int:
        """The clusters that both groups count as units of the code."""
        return int(self._units[code])


def _products(cells: _Cells) -> Floats:
    """Summed over clusters, by code: of a with a, d and x, of x with d and x, and of e with a and x."""
    a, x, d, e = cells
    aa, ax, xx = (np.einsum("ij,ij->j", one, other) for one, other in ((a, a), (a, x), (x, x)))
    return np.array([aa, d @ a, ax, d @ x, xx, e @ a, e @ x])


def _influences(side: CodedGroup, cells: _Cells) -> tuple[Floats, Floats, Floats]:
    """Of each cluster on the estimates of p, m and M of its group, by code."""
    deviations = cells.x - side.means * cells.a
    of_mean = np.divide(deviations, side.shares, out=np.zeros_like(deviations), where=side.shares > 0)
    of_all = np.broadcast_to(cells.e[:, np.newaxis], cells.a.shape)
    return cells.a - cells.d[:, np.newaxis] * side.shares, of_mean, of_all


def _summed(codes: Codes, values: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(codes, weights=values, minlength=count), np.float64)
