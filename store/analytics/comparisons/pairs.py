"""Keys that occur in two groups of requests, each with the mean score on both sides: to compare them pair by pair, and
to show those that differ most."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.analytics.query import Record, Snapshot
from store.analytics.scores.names import ScoreSeries, ScoreType, series_of_names
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import PropertyKeys, Selection, Unit
from store.sql import Sql, compose, select_list, with_tables

_LATEST_REQUESTS = """\
JOIN request AS first_request ON first_request.id = first.latest
JOIN request AS second_request ON second_request.id = second.latest"""


# Which pairs come first: the largest differences, or those in which the second side is lower, or higher.
PairOrder = Literal["largest", "falls", "rises"]
_ORDERS: dict[PairOrder, str] = {
    "largest": "abs({difference}) DESC",
    "falls": "{difference} DESC",  # the first mean minus the second
    "rises": "{difference} ASC",
}


class PairedSide(NamedTuple):
    """The requests or sessions of one group that have the pair's key."""

    mean: float
    units: int  # requests or sessions
    latest_id: str  # of the latest of them
    answer_preview: str | None  # of the latest request; None: it has none, or the units are sessions


class Pair(NamedTuple):
    key: str
    prompt_preview: str | None  # of the first side's latest request
    first: PairedSide
    second: PairedSide


class PairQuery(NamedTuple):
    name: str
    first: Selection
    second: Selection
    pair_by: str  # a key of `Grouping`
    limit: int
    order: PairOrder = "largest"


def pairs(snapshot: Snapshot, query: PairQuery, properties: PropertyKeys) -> dict[ScoreType, list[Pair]]:
    """By the type of the scores (numbers, booleans), largest differences first."""
    all_series = series_of_names(snapshot, query.first.project, [query.name])
    return {series.type: _pairs(snapshot, query, properties, series) for series in all_series if series.type != "label"}


def paired_means(
    snapshot: Snapshot, first: Sql, second: Sql, series: ScoreSeries, label: str | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean score of each common key, on either side. `first`, `second`: `request_scores` by the key. `label`: the
    score is its share of the request's ratings."""
    tables = _key_means("first", first, series, label) | _key_means("second", second, series, label)
    # In the order of the keys: resampling must not depend on the order in which threads find them.
    select = compose(
        """
        SELECT
            first.mean AS first_mean,
            second.mean AS second_mean
        FROM first
        JOIN second ON first.key = second.key
        ORDER BY first.key
        """
    )
    means = snapshot.columns(with_tables(tables, select))
    return np.asarray(means["first_mean"], np.float64), np.asarray(means["second_mean"], np.float64)


def _key_means(side: str, scores: Sql, series: ScoreSeries, label: str | None) -> dict[str, Sql]:
    """The tables of one side; the last one is called `side` and has a row for each key."""
    is_label = series.type == "label"
    value = Sql("value") if label is None else Sql("CASE WHEN label = ? THEN value ELSE 0 END", (label,))
    of_requests = compose(
        """
        SELECT
            key_1 AS key,
            {value} AS value
        FROM {scores}
        {group_by}
        """,
        value="sum(" + value + ")" if is_label else "value",
        scores=f"{side}_scores",
        group_by="GROUP BY request, key_1" if is_label else "",
    )
    means = compose(
        """
        SELECT
            key,
            avg(value) AS mean
        FROM {requests}
        WHERE key IS NOT NULL
        GROUP BY key
        """,
        requests=f"{side}_requests",
    )
    return {f"{side}_scores": scores, f"{side}_requests": of_requests, side: means}


def _pairs(snapshot: Snapshot, query: PairQuery, properties: PropertyKeys, series: ScoreSeries) -> list[Pair]:
    grouping = Grouping(properties, (query.pair_by,), with_start=True, mixed=None)
    tables = _key_details("first", request_scores(query.first, series, grouping))
    tables |= _key_details("second", request_scores(query.second, series, grouping))
    order = _ORDERS[query.order]
    columns, joins = _columns_of_pairs(query.first.unit)
    select = compose(
        """
        SELECT
            {columns}
        FROM (
            SELECT
                first.key,
                first.mean - second.mean AS difference
            FROM first
            JOIN second ON first.key = second.key
            ORDER BY {inner_order}, first.key
            LIMIT {limit}
        ) AS largest
        JOIN first ON first.key = largest.key
        JOIN second ON second.key = largest.key
        {joins}
        ORDER BY {order}, first.key
        """,
        columns=select_list(columns),
        inner_order=order.format(difference="difference"),
        order=order.format(difference="largest.difference"),
        joins=joins,
        limit=str(int(query.limit)),
    )
    return [_pair(row) for row in snapshot.records(with_tables(tables, select))]


def _columns_of_pairs(unit: Unit) -> tuple[dict[str, Sql | str], str]:
    """The columns of a pair, and the joins that they need."""
    if unit == "session":
        latest_id, preview, answer, joins = "{}.latest", "CAST(NULL AS VARCHAR)", "CAST(NULL AS VARCHAR)", ""
    else:
        latest_id, preview, joins = "{}_request.request_id", "first_request.prompt_preview", _LATEST_REQUESTS
        answer = "{}_request.answer_preview"
    columns: dict[str, Sql | str] = {"key": "first.key", "prompt_preview": preview}
    for side in ("first", "second"):
        columns[f"{side}_mean"] = f"{side}.mean"
        columns[f"{side}_requests"] = f"{side}.requests"
        columns[f"{side}_id"] = latest_id.format(side)
        columns[f"{side}_answer"] = answer.format(side)
    return columns, joins


def _key_details(side: str, scores: Sql) -> dict[str, Sql]:
    """The tables of one side; the last one is called `side` and has a row for each key. The latest request is the one
    that started last: of several nodes, row ids do not say which it is."""
    means = compose(
        """
        SELECT
            key_1 AS key,
            avg(value) AS mean,
            count(*) AS requests,
            arg_max(request, row(started_at, request)) AS latest
        FROM {scores}
        WHERE key_1 IS NOT NULL
        GROUP BY key_1
        """,
        scores=f"{side}_scores",
    )
    return {f"{side}_scores": scores, side: means}


def _pair(row: Record) -> Pair:
    return Pair(
        row.key,
        row.prompt_preview,
        PairedSide(row.first_mean, row.first_requests, row.first_id, row.first_answer),
        PairedSide(row.second_mean, row.second_requests, row.second_id, row.second_answer),
    )
