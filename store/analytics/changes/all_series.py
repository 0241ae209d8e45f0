"""Every score of a project, its errors, latency, cost and volume, hour by hour: one statement for all scores, and one
for what is measured of requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from store.analytics.changes.completeness import ARRIVED, DELAY
from store.analytics.changes.hourly import (
    BUCKET_OF_SCORE,
    COUNTED,
    HOUR_OF,
    WEIGHT,
    Hours,
    read_hours,
    series_of_hours,
)
from store.analytics.changes.question import VOLUME
from store.analytics.explain.rows import Measured
from store.analytics.measures import MEASURES, Measure
from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.scores.names import KINDS, ScoreSeries, ScoreType, listed, series_of_requests
from store.analytics.scores.rows import score_rows
from store.analytics.selection import Selection
from store.sql import Sql, compose, joined, with_tables
from store.statistics.changes import HourlySeries
from store.timestamps import to_us

METRICS: dict[str, Measure] = {
    **{name: MEASURES[name] for name in ("error_rate", "latency_ms", "cost_usd")},
    VOLUME: COUNTED,
}
SERIES_MOST = 100  # scores of a project, the most frequent ones
_HOUR_US = 3_600_000_000
_AVERAGED = """\
SELECT
    name,
    is_number,
    any_value(bucket) AS bucket,
    avg(value) AS value,
    CASE WHEN count(probability) > 0 THEN max(coalesce(probability, 1e0)) END AS probability
FROM ratings
WHERE NOT is_label
GROUP BY request, name, is_number"""
_SINGLE = "SELECT *\nFROM ratings\nWHERE NOT is_label"
_IS_NUMBER = f"s.kind IN ({', '.join(repr(kind) for kind in KINDS['number'])})"


class SeriesKey(NamedTuple):
    """Of what is watched: the scores of a name and type, the share of one of their labels, or a metric."""

    score: str | None
    type: ScoreType | None
    metric: str | None
    label: str | None = None

    @property
    def subject(self) -> Measured:
        if self.score is None or self.type is None:
            return Measured(None, None, METRICS[self.metric or VOLUME])
        series = ScoreSeries(self.score, self.type, several_per_request=True, is_only_type=False)
        return Measured(series, self.label, None)


def counted(snapshot: Snapshot, selection: Selection) -> tuple[int, datetime | None]:
    """The number of requests, and when the first one started."""
    ((count, first),) = snapshot.rows("SELECT count(*) AS requests, min(r.started_at) AS first\n" + selected(selection))
    return count, first if count else None


def metric_hours(snapshot: Snapshot, selection: Selection, *, is_first: bool) -> dict[SeriesKey, HourlySeries]:
    """`selection`: of whole hours, with start and end. `is_first`: hours before the first request are not empty ones,
    but before the beginning."""
    found = read_hours(snapshot, _metrics_statement(selection))
    if is_first and not found["hour"].size:
        return {}
    span = int(found["hour"][0]) if is_first else hour_of(selection.start), hour_of(selection.end)
    hours = {}
    for number, name in enumerate(METRICS):
        of_metric = {column: found[f"{column}_{number}"] for column in _AGGREGATES} | {"hour": found["hour"]}
        of_metric["weights"] = of_metric["squared_weights"] = of_metric["units"]
        key = SeriesKey(None, None, name)
        hours[key] = series_of_hours(_where(of_metric, of_metric["units"] > 0), key.subject, span)
    return hours


def score_hours(
    snapshot: Snapshot, selection: Selection, scores: Sequence[ScoreSeries]
) -> dict[SeriesKey, HourlySeries]:
    """Of numbers and booleans among `scores`. `selection`: of whole hours, with start and end."""
    span = hour_of(selection.start), hour_of(selection.end)
    hours = {}
    for several in (False, True):  # ratings of one request are averaged only where there can be any: it takes longer
        chosen = [each for each in scores if each.type != "label" and each.several_per_request == several]
        found = read_hours(snapshot, _scores_statement(selection, chosen)) if chosen else {}
        for number, series in enumerate(chosen):
            of_score = _where(found, found["series"] == number)
            if of_score["hour"].size:
                key = SeriesKey(series.name, series.type, None)
                hours[key] = series_of_hours(of_score, key.subject, span)
    return hours


def watched_scores(snapshot: Snapshot, project: int) -> list[ScoreSeries]:
    """Of requests, those with the most scores first, at most SERIES_MOST."""
    counts = {(each.name, each.type): each.request_ratings for each in listed(snapshot, project)}
    found = series_of_requests(snapshot, project)
    return sorted(found, key=lambda each: (-counts.get((each.name, each.type), 0), each.name))[:SERIES_MOST]


def usual_delays(snapshot: Snapshot, selection: Selection, scores: Sequence[ScoreSeries]) -> dict[str, timedelta]:
    """By name: after how long most scores of the selected requests have arrived."""
    names = sorted({each.name for each in scores})
    if not names:
        return {}
    rows = score_rows([selection], names, {"name": "s.name", "delay_us": DELAY})
    select = Sql("SELECT name, quantile_cont(delay_us, ?) AS usual\nFROM delays\nGROUP BY name", ([ARRIVED],))
    found = snapshot.rows(with_tables({"delays": rows}, select))
    return {name: timedelta(microseconds=float(delays[0])) for name, delays in found if delays}


_AGGREGATES = {
    "units": "count({value})",
    "total": "sum({value})",
    "variance": "CASE WHEN count({value}) > 1 THEN var_samp({value}) ELSE 0e0 END",
    "lowest": "min({value})",
    "highest": "max({value})",
}


def _metrics_statement(selection: Selection) -> Sql:
    measured = [Sql(HOUR_OF.format("r.started_at") + " AS bucket")]
    aggregates = [Sql("bucket AS hour")]
    for number, measure in enumerate(METRICS.values()):
        value = f"CAST({measure.sql} AS DOUBLE)"
        if measure is not COUNTED and not measure.is_share:
            value = f"CASE WHEN {value} > 0 THEN ln({value}) END"
        measured.append(Sql(f"{value} AS value_{number}"))
        aggregates += [
            Sql(f"{aggregate.format(value=f'value_{number}')} AS {name}_{number}")
            for name, aggregate in _AGGREGATES.items()
        ]
    rows = "SELECT " + joined(",\n    ", measured) + "\n" + selected(selection)
    select = "SELECT " + joined(",\n    ", aggregates) + "\nFROM measured_rows\nGROUP BY bucket\nORDER BY bucket"
    return with_tables({"measured_rows": rows}, select)


def _scores_statement(selection: Selection, scores: Sequence[ScoreSeries]) -> Sql:
    """Sums are weighted by 1 / the probability with which a request was sampled for scoring."""
    columns = {
        "name": "s.name",
        "is_number": _IS_NUMBER,
        "is_label": "s.kind = 'label'",
        "bucket": BUCKET_OF_SCORE,
        "value": "s.value",
        "probability": "s.probability",
    }
    rows = score_rows([selection], sorted({each.name for each in scores}), columns)
    units = (
        _AVERAGED if any(each.several_per_request for each in scores) else "SELECT *\nFROM ratings\nWHERE NOT is_label"
    )
    weighted = "SELECT name, is_number, bucket, value, " + WEIGHT + " AS weight\nFROM units"
    by_name = compose(
        """
        SELECT
            name,
            is_number,
            bucket,
            sum(weight) AS weights,
            sum(weight * weight) AS squared_weights,
            sum(weight * value) AS total,
            CASE WHEN count(*) > 1 THEN var_samp(value) ELSE 0e0 END AS variance,
            min(value) AS lowest,
            max(value) AS highest
        FROM weighted_rows
        GROUP BY name, is_number, bucket
        """
    )
    cases = joined(" ", [_case(each, number) for number, each in enumerate(scores)])
    select = compose(
        """
        SELECT
            CASE {cases} ELSE -1 END AS series,
            bucket AS hour,
            weights,
            squared_weights,
            total,
            variance,
            lowest,
            highest
        FROM hours_by_name
        ORDER BY series, bucket
        """,
        cases=cases,
    )
    tables = {"ratings": rows, "units": Sql(units), "weighted_rows": Sql(weighted), "hours_by_name": by_name}
    return with_tables(tables, select)


def _case(series: ScoreSeries, number: int) -> Sql:
    is_number = "is_number" if series.type == "number" else "NOT is_number"
    return Sql(f"WHEN name = ? AND {is_number} THEN {number}", (series.name,))


def _where(hours: Hours, chosen: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Hours:
    return {name: column[chosen] for name, column in hours.items()}


def hour_of(timestamp: datetime | None) -> int:
    assert timestamp is not None
    return int(to_us(timestamp) // _HOUR_US)
