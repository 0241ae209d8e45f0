"""The table expressions of both groups: one row per request or session. Pure.

request      row id of the request; the id of the session
value        the score, 0 or 1 of booleans, the share of the label; or what is measured of the request
probability  with which the request was sampled for scoring; NULL: not given
cluster      … a number; requests with the same one may depend on each other
key_1 …      the values of the keys
bucket       … number of the bucket of time, if there are buckets
"""

from __future__ import annotations

from dataclasses import dataclass

from store.analytics.buckets import Buckets
from store.analytics.measures import Measure
from store.analytics.requests.scored_sessions import MIXED
from store.analytics.requests.selected import selected
from store.analytics.scores.keys import EVALUATOR_VERSION, RATING_KEYS, KeyExpressions
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, request_scores, score_rows
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, joined, select_list

EVALUATOR = "evaluator"


@dataclass(frozen=True, slots=True)
class Measured:
    """What changed: a series of scores, or a measure of requests. One of both is None."""

    series: ScoreSeries | None
    label: str | None  # of a series of labels: its share is explained
    measure: Measure | None

    @property
    def is_share(self) -> bool:
        if self.measure is not None:
            return self.measure.is_share
        return self.series is not None and self.series.type != "number"


def rows_of(
    subject: Measured,
    selection: Selection,
    keys: tuple[str, ...],
    cluster: str | None,
    of: PropertyKeys,
    buckets: Buckets | None = None,
) -> Sql:
    grouping = Grouping(of, keys, buckets, cluster)
    if subject.measure is not None:
        return _measured(subject.measure, selection, grouping)
    assert subject.series is not None
    return _scored(subject.series, subject.label, selection, grouping)


def _measured(measure: Measure, selection: Selection, grouping: Grouping) -> Sql:
    expressions = KeyExpressions(grouping.properties, "r", "r.id")
    columns: dict[str, Sql | str] = {"value": measure.sql, "probability": "CAST(NULL AS DOUBLE)"}
    if grouping.buckets:
        columns["bucket"] = grouping.buckets.number_of("r.started_at")
    if grouping.cluster:
        key = expressions.expression(grouping.cluster, "of_cluster")
        columns["cluster"] = f"CASE WHEN {key} IS NULL THEN hash(r.id, 0) ELSE hash({key}) END"
    for number, key in enumerate(grouping.keys, 1):
        columns[f"key_{number}"] = expressions.expression(key, f"property_{number}")
    return compose(
        """
        SELECT
            r.id AS request,
            {columns}
        {source}
        """,
        columns=select_list(columns),
        source=selected(selection, Sql(f"({measure.sql}) IS NOT NULL"), join=joined("\n", expressions.joins)),
    )


def _scored(series: ScoreSeries, label: str | None, selection: Selection, grouping: Grouping) -> Sql:
    """The evaluator is a key of ratings. Where a request may have several, it is joined to the one row."""
    has_one_rating = series.is_only_type and not series.several_per_request
    if has_one_rating:
        keys = tuple(EVALUATOR_VERSION if key == EVALUATOR else key for key in grouping.keys)
    else:
        keys = tuple(key for key in grouping.keys if key not in RATING_KEYS)
    of_rows = Grouping(grouping.properties, keys, grouping.buckets, grouping.cluster)
    numbers = iter(of_rows.key_columns)
    columns: dict[str, str] = {"value": "scored.value", "probability": "scored.probability"}
    if grouping.buckets:
        columns["bucket"] = "scored.bucket"
    if grouping.cluster:
        columns["cluster"] = "scored.cluster"
    for name, key in zip(grouping.key_columns, grouping.keys, strict=True):
        is_joined = key == EVALUATOR and not has_one_rating
        columns[name] = "rated.evaluator" if is_joined else f"scored.{next(numbers)}"
    rows = request_scores(selection, series, of_rows)
    if series.type == "label":
        rows = _of_label(rows, label, of_rows, has_one_label=not series.several_per_request)
    rated = Sql("")
    if EVALUATOR in grouping.keys and not has_one_rating:
        rated = "JOIN (" + _evaluators(series, selection) + ") AS rated ON rated.request = scored.request"
    return compose(
        """
        SELECT
            scored.request,
            {columns}
        FROM (
            {rows}
        ) AS scored
        {rated}
        """,
        columns=select_list(dict(columns)),
        rows=rows,
        rated=rated,
    )


def _of_label(rows: Sql, label: str | None, grouping: Grouping, *, has_one_label: bool) -> Sql:
    """One row of all labels of a request: the share of one of them."""
    if has_one_label:
        return compose(
            """
            SELECT * REPLACE (CASE WHEN label = {label} THEN value ELSE 0 END AS value)
            FROM (
                {rows}
            )
            """,
            label=Sql("?", (label,)),
            rows=rows,
        )
    columns: dict[str, Sql | str] = {
        "value": Sql("sum(CASE WHEN label = ? THEN value ELSE 0 END)", (label,)),
        "probability": "max(probability)",
    }
    of_unit = [*grouping.key_columns]
    if grouping.buckets:
        of_unit.append("bucket")
    if grouping.cluster:
        of_unit.append("cluster")
    columns |= {name: f"any_value({name})" for name in of_unit}
    return compose(
        """
        SELECT
            request,
            {columns}
        FROM (
            {rows}
        )
        GROUP BY request
        """,
        columns=select_list(columns),
        rows=rows,
    )


def _evaluators(series: ScoreSeries, selection: Selection) -> Sql:
    """The evaluator, with VERSION and its version, of all ratings that each request has of the name."""
    return compose(
        """
        SELECT
            request,
            CASE
                WHEN min(evaluator) = max(evaluator) AND count(evaluator) = count(*) THEN min(evaluator)
                WHEN count(evaluator) > 0 THEN {mixed}
            END AS evaluator
        FROM (
            {rows}
        )
        GROUP BY request
        """,
        mixed=Sql("CAST(? AS VARCHAR)", (MIXED,)),
        rows=score_rows([selection], [series.name], {"evaluator": RATING_KEYS[EVALUATOR_VERSION]}),
    )
