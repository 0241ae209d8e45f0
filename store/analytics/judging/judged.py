"""Sums of all that the judge scored, by groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from store.analytics.judging.labels import WEIGHT, GroupKey, group_of
from store.analytics.query import Record, Snapshot
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import Selection
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


def judged_groups(
    snapshot: Snapshot,
    selection: Selection,
    judge: ScoreSeries,
    grouping: Grouping,
    tables: Mapping[str, Sql],
    numbers: Mapping[Any, int],
    centre: float,
) -> dict[GroupKey, JudgedGroup]:
    """`tables`: with `pairs` (`pair_tables`). `numbers`: of the clusters of `pairs`. `centre`: a number near the
    values, which keeps the digits of their squares."""
    names = [*grouping.key_columns, *(["bucket"] if grouping.buckets else [])]
    cells = compose(
        _CELLS,
        keys="".join(f"{name},\n" for name in names),
        cluster="cluster" if grouping.cluster else "request",
        weight=WEIGHT.format("judged"),
        centre=Sql("CAST(? AS DOUBLE)", (centre,)),
    )
    sums = compose(_SUMS, keys="".join(f"cells.{name},\n" for name in names))
    more = {"judged": request_scores(selection, judge, grouping), "cells": cells}
    rows: dict[GroupKey, list[Record]] = {}
    for row in snapshot.records(with_tables({**tables, **more}, sums)):
        rows.setdefault(group_of(row, grouping), []).append(row)
    return {group: _judged(of_group, numbers, centre) for group, of_group in rows.items()}


def _judged(rows: Sequence[Record], numbers: Mapping[Any, int], centre: float) -> JudgedGroup:
    weight = sum(row.weight for row in rows)
    offset = sum(row.total for row in rows) / weight  # of the mean from the centre
    rest = [row for row in rows if row.labelled_cluster not in numbers]
    labelled = [row for row in rows if row.labelled_cluster in numbers]
    squares = sum(row.squares - 2 * offset * row.products + offset**2 * row.squared_weights for row in rest)
    return JudgedGroup(
        sum(int(row.units) for row in rows),
        centre + offset,
        sum(int(row.clusters) for row in rows),
        max(0.0, squares) / weight**2,
        np.array([numbers[row.labelled_cluster] for row in labelled], np.int64),
        np.array([(row.total - offset * row.weight) / weight for row in labelled], np.float64),
    )
