"""Sums of all that the judge scored, by groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from store.analytics.judging.labels import WEIGHT, GroupKey, group_of
from store.analytics.query import Record, Snapshot
from store.analytics.scores.rows import Grouping
from store.sql import Sql, compose, with_tables
from store.statistics.judging import JudgedGroup

_CELLS = """
SELECT
    {keys}
    {cluster} AS cluster,
    count(*) AS units,
    sum({weight}) AS weight,
    sum({weight} * (value - {centre})) AS total
FROM judged
GROUP BY ALL
"""
_SUMS = """
SELECT
    {keys}
    labelled.cluster AS labelled_cluster,
    count(*) AS clusters,
    sum(cells.units) AS units,
    sum(cells.weight) AS weight,
    sum(cells.total) AS total,
    sum(cells.weight * cells.weight) AS squared_weights,
    sum(cells.weight * cells.total) AS products,
    sum(cells.total * cells.total) AS squares
FROM cells
LEFT JOIN (SELECT DISTINCT cluster FROM pairs) AS labelled ON labelled.cluster = cells.cluster
GROUP BY ALL
"""
_PRODUCTS = """\
SELECT
    labelled.cluster AS labelled_cluster,
    sum(one.total * other.total) AS totals,
    sum(one.total * other.weight) AS of_first,
    sum(one.weight * other.total) AS of_second,
    sum(one.weight * other.weight) AS weights
FROM cells AS one
JOIN cells AS other ON other.cluster = one.cluster
LEFT JOIN (SELECT DISTINCT cluster FROM pairs) AS labelled ON labelled.cluster = one.cluster
WHERE one.key_1 = ? AND other.key_1 = ?
GROUP BY ALL"""


@dataclass(frozen=True, slots=True)
class JudgedRows:
    """All that the judge scored, and how it is grouped."""

    judged: Sql  # as `request_scores`
    grouping: Grouping
    tables: Mapping[str, Sql]  # with `pairs` (`pair_tables`)
    numbers: Mapping[Any, int]  # of the clusters of `pairs`
    centre: float  # a number near the values, which keeps the digits of their squares

    def groups(self, snapshot: Snapshot) -> dict[GroupKey, JudgedGroup]:
        names = self._names
        sums = compose(_SUMS, keys="".join(f"cells.{name},\n" for name in names))
        rows: dict[GroupKey, list[Record]] = {}
        for row in snapshot.records(with_tables(self._with_cells(names), sums)):
            rows.setdefault(group_of(row, self.grouping), []).append(row)
        return {group: _judged(of_group, self.numbers, self.centre) for group, of_group in rows.items()}

    def shared(self, snapshot: Snapshot, groups: tuple[JudgedGroup, JudgedGroup], keys: tuple[str, str]) -> float:
        """Σ of the products of the residuals that clusters without labels have in both groups, which `key_1` tells
        apart: a cluster whose units are in both, such as a session, makes their means depend on each other."""
        rows = snapshot.records(with_tables(self._with_cells(self._names), Sql(_PRODUCTS, keys)))
        rest = [row for row in rows if row.labelled_cluster not in self.numbers]
        offsets = [group.mean - self.centre for group in groups]
        products = sum(
            row.totals - offsets[1] * row.of_first - offsets[0] * row.of_second + offsets[0] * offsets[1] * row.weights
            for row in rest
        )
        return float(products) / (groups[0].weight * groups[1].weight)

    @property
    def _names(self) -> list[str]:
        return [*self.grouping.key_columns, *(["bucket"] if self.grouping.buckets else [])]

    def _with_cells(self, names: Sequence[str]) -> dict[str, Sql]:
        cells = compose(
            _CELLS,
            keys="".join(f"{name},\n" for name in names),
            cluster="cluster" if self.grouping.cluster else "request",
            weight=WEIGHT.format("judged"),
            centre=Sql("CAST(? AS DOUBLE)", (self.centre,)),
        )
        return {**self.tables, "judged": self.judged, "cells": cells}


def _judged(rows: Sequence[Record], numbers: Mapping[Any, int], centre: float) -> JudgedGroup:
    weight = sum(row.weight for row in rows)
    offset = sum(row.total for row in rows) / weight  # of the mean from the centre
    rest = [row for row in rows if row.labelled_cluster not in numbers]
    labelled = [row for row in rows if row.labelled_cluster in numbers]
    squares = sum(row.squares - 2 * offset * row.products + offset**2 * row.squared_weights for row in rest)
    return JudgedGroup(
        sum(int(row.units) for row in rows),
        weight,
        centre + offset,
        sum(int(row.clusters) for row in rows),
        max(0.0, squares) / weight**2,
        np.array([numbers[row.labelled_cluster] for row in labelled], np.int64),
        np.array([(row.total - offset * row.weight) / weight for row in labelled], np.float64),
    )
