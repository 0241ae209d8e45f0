"""Two groups compared by the totals of their clusters, which the database sums up: a million rows stay where they are.

One statement reads both groups. Possible where each request has one rating, all weigh the same, and no request can be
in both groups: then a request without the key of the clusters is a cluster of its own, and of these only the number,
sum and squares are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from store import statistics
from store.analytics.query import Columns, Record, Snapshot
from store.analytics.scores.groups import has_exact_squares, read_summary
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, request_scores_of_either
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, with_tables
from store.statistics import ClusterTotals, SingleRows, Summary

# The group of a row that is in one of two, which are apart
SIDE = "CASE WHEN in_second THEN 1 ELSE 0 END"

_Sides = tuple[ClusterTotals, ClusterTotals]


def labelled_totals(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    series: ScoreSeries,
    cluster: str,
    properties: PropertyKeys,
    labels: Sequence[str],
) -> Sequence[tuple[str | None, _Sides]] | None:
    """Of a score of labels for each of them, else once, without a label. None: the values themselves are needed."""
    if series.several_per_request or not are_apart(selections):
        return None
    if series.type == "label":
        of_labels = _of_labels(snapshot, selections, series, cluster, properties, labels)
        return None if of_labels is None else list(zip(labels, of_labels, strict=True))
    groups = _of_values(snapshot, selections, series, cluster, properties)
    return None if groups is None else [(None, groups)]


def are_apart(selections: tuple[Selection, Selection]) -> bool:
    """Whether the times of both groups do not overlap, so that no request or session is in both."""
    first, second = selections
    return any(
        one.end is not None and other.start is not None and one.end <= other.start
        for one, other in ((first, second), (second, first))
    )


def _of_values(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    series: ScoreSeries,
    cluster: str,
    properties: PropertyKeys,
) -> _Sides | None:
    """Of numbers or booleans. None: requests weigh differently, or the sums of squares would lose digits."""
    select = compose(
        """
        SELECT
            {side} AS side,
            CASE WHEN key_1 IS NOT NULL THEN hash(key_1) END AS cluster,
            count(*) AS requests,
            sum(value) AS total,
            sum(value * value) AS squares,
            sum(value * value * value) AS cubes,
            min(value) AS minimum,
            max(value) AS maximum,
            count(probability) AS sampled
        FROM request_scores
        GROUP BY 1, 2
        """,
        side=SIDE,
    )
    columns = _columns(snapshot, selections, series, cluster, properties, select)
    merged = [_merged(each) for each in columns]
    if any(row.sampled or not has_exact_squares(row) for row in merged):
        return None
    numbers = _numbers([each["cluster"] for each in columns])
    first, second = (
        _totals(each, read_summary(row).values, ids, series)
        for each, row, ids in zip(columns, merged, numbers, strict=True)
    )
    return first, second


def _of_labels(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    series: ScoreSeries,
    cluster: str,
    properties: PropertyKeys,
    labels: Sequence[str],
) -> list[_Sides] | None:
    """For each of the labels: whether a request has it. None: requests weigh differently."""
    select = compose(
        """
        SELECT
            {side} AS side,
            CASE WHEN key_1 IS NOT NULL THEN hash(key_1) END AS cluster,
            CAST(coalesce(list_position({labels}, label), 0) AS UTINYINT) AS place,
            count(*) AS requests,
            count(probability) AS sampled
        FROM request_scores
        GROUP BY 1, 2, 3
        """,
        side=SIDE,
        labels=Sql("CAST(? AS VARCHAR[])", (list(labels),)),
    )
    columns = _columns(snapshot, selections, series, cluster, properties, select)
    if any(np.any(each["sampled"]) for each in columns):
        return None
    numbers = _numbers([each["cluster"] for each in columns])
    first, second = (
        [_of_label(of, ids, place) for place, _ in enumerate(labels, 1)]
        for of, ids in zip(columns, numbers, strict=True)
    )
    return list(zip(first, second, strict=True))


def _columns(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    series: ScoreSeries,
    cluster: str,
    properties: PropertyKeys,
    select: Sql,
) -> list[Columns]:
    """Of each group, by the column `side`."""
    rows = request_scores_of_either(selections, series, Grouping(properties, (cluster,), mixed=None))
    columns = snapshot.columns(with_tables({"request_scores": rows}, select))
    sides = np.asarray(columns["side"])
    return [{name: values[sides == side] for name, values in columns.items()} for side, _ in enumerate(selections)]


def _numbers(clusters: list[NDArray[np.uint64]]) -> list[NDArray[np.intp]]:
    """From 0, the same for the same cluster; -1: a request without one."""
    known = [~np.ma.getmaskarray(each) for each in clusters]
    found = statistics.cluster_numbers(
        *(np.ma.getdata(each)[of_known] for each, of_known in zip(clusters, known, strict=True))
    )
    numbers = [np.full(len(each), -1, np.intp) for each in clusters]
    for each, of_known, of_side in zip(numbers, known, found, strict=True):
        each[of_known] = of_side
    return numbers


def _merged(columns: Columns) -> Record:
    """What `read_summary` needs, of all requests together."""
    sums: dict[str, float | None] = {
        name: float(np.sum(columns[name])) for name in ("requests", "sampled", "total", "squares", "cubes")
    }
    n = int(np.sum(columns["requests"]))
    if not n:
        sums |= dict.fromkeys(("total", "squares", "cubes"), None)
    low, high = (float(np.min(columns["minimum"])), float(np.max(columns["maximum"]))) if n else (None, None)
    return SimpleNamespace(**sums, ratings=n, minimum=low, maximum=high, variance=None, all_zero_or_one=True)


def _totals(columns: Columns, summary: Summary, ids: NDArray[np.intp], series: ScoreSeries) -> ClusterTotals:
    known = ids >= 0
    requests = np.asarray(columns["requests"], np.int64)
    sums, squares = (np.asarray(columns[name], np.float64) for name in ("total", "squares"))
    single = SingleRows(int(np.sum(requests[~known])), float(np.sum(sums[~known])), float(np.sum(squares[~known])))
    is_boolean = series.type == "boolean"
    return ClusterTotals(summary, ids[known], requests[known], sums[known], single, summary.n, is_boolean, is_boolean)


def _of_label(columns: Columns, numbers: NDArray[np.intp], place: int) -> ClusterTotals:
    requests = np.asarray(columns["requests"], np.int64)
    having = np.where(np.asarray(columns["place"]) == place, requests, 0)
    known = numbers >= 0
    count = int(numbers.max(initial=-1)) + 1
    sizes, sums = (
        np.bincount(numbers[known], weights=each[known], minlength=count).astype(np.int64)
        for each in (requests, having)
    )
    ids = np.flatnonzero(sizes)
    true, n = int(np.sum(having)), int(np.sum(requests))
    single = float(np.sum(having[~known]))
    return ClusterTotals(
        statistics.share_summary(true, n),
        ids,
        sizes[ids],
        sums[ids].astype(np.float64),
        SingleRows(int(np.sum(requests[~known])), single, single),
        n,
        is_share=True,
        is_undivided=True,
    )
