"""The spread of a score, how its values cluster and pair, and how many come each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from store.analytics.planning.sizes import check_size
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreSeries, series_of_names
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import PropertyKeys, Selection
from store.sql import compose, with_tables
from store.statistics.planning import Clustering, clustering
from store.statistics.summaries import Floats

UNITS_MOST = 100_000  # the newest, from which spread and correlations are estimated
_SPAN_LEAST_S = 3_600.0  # in a shorter time nobody sees how many come each day
_DAY_S = 86_400.0


class PlanQuery(NamedTuple):
    name: str
    selection: Selection
    cluster_by: str | None  # a key of `Grouping`
    pair_by: str | None  # a key of `Grouping`


@dataclass(frozen=True, slots=True)
class SeenScore:
    is_share: bool
    units: int  # requests or sessions with the score
    mean: float  # weighted by the sampling probabilities, and so are the two below
    sd: float
    weighting: float  # so many times as many values are needed as if all had the same probability
    clusters: Clustering | None  # None: without cluster_by
    pairs: Clustering | None  # … of the units with a key of pair_by; None: without pair_by, or no unit has one
    per_day: float | None  # None: the time is too short to tell


def seen_score(snapshot: Snapshot, query: PlanQuery, properties: PropertyKeys, now: datetime) -> SeenScore | None:
    """None: the score has no numbers or booleans here, or one value only. `now`: UTC, without a zone. Raises
    ValuesTooLarge."""
    found = series_of_names(snapshot, query.selection.project, [query.name])
    series = next((each for each in found if each.type != "label"), None)
    if series is None:
        return None
    columns = _columns(snapshot, query, series, properties)
    values = np.asarray(columns["value"], np.float64)
    if len(values) < 2:
        return None
    check_size(query.name, values)
    weights = np.array([1 / each if each else 1.0 for each in columns["probability"]])
    mean = float(np.average(values, weights=weights))
    squares = (values - mean) ** 2
    variance = float(np.average(squares, weights=weights))
    of_mean = float(np.sum(weights**2 * squares)) / float(np.sum(weights)) ** 2
    return SeenScore(
        series.type == "boolean",
        int(columns["units"][0]),
        mean,
        sqrt(variance * len(values) / (len(values) - 1)),
        len(values) * of_mean / variance if variance else 1.0,
        clustering(values, np.asarray(columns["cluster"])) if query.cluster_by else None,
        _pairing(values, columns["pair"]) if query.pair_by else None,
        _per_day(query.selection, columns, now),
    )


def _columns(
    snapshot: Snapshot, query: PlanQuery, series: ScoreSeries, properties: PropertyKeys
) -> dict[str, list[Any]]:
    keys = (query.pair_by,) if query.pair_by else ()
    grouping = Grouping(properties, keys, cluster=query.cluster_by, with_start=True)
    select = compose(
        """
        SELECT
            value,
            probability,
            {cluster} AS cluster,
            {pair} AS pair,
            count(*) OVER () AS units,
            min(started_at) OVER () AS first,
            max(started_at) OVER () AS last
        FROM scored
        ORDER BY started_at DESC, request DESC
        LIMIT {most}
        """,
        cluster="cluster" if query.cluster_by else "0",
        # only whether two are the same counts, and properties are long
        pair="CASE WHEN key_1 IS NOT NULL THEN hash(key_1) END" if query.pair_by else "NULL",
        most=str(UNITS_MOST),
    )
    rows = snapshot.records(with_tables({"scored": request_scores(query.selection, series, grouping)}, select))
    names = ("value", "probability", "cluster", "pair", "units", "first", "last")
    return {name: [getattr(row, name) for row in rows] for name in names}


def _pairing(values: Floats, keys: list[Any]) -> Clustering | None:
    has_key = np.array([key is not None for key in keys])
    if not has_key.any():
        return None
    return clustering(values[has_key], np.array([key for key in keys if key is not None]))


def _per_day(selection: Selection, columns: dict[str, list[Any]], now: datetime) -> float | None:
    start = selection.start or columns["first"][0]
    end = min(selection.end, now) if selection.end else (now if selection.start else columns["last"][0])
    span_s = (_naive(end) - _naive(start)).total_seconds()
    return columns["units"][0] * _DAY_S / span_s if span_s >= _SPAN_LEAST_S else None


def _naive(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
