"""Which keys are examined: model, prompt, evaluator, and the properties that most requests of the groups have."""

from __future__ import annotations

from typing import Literal, NamedTuple

from store.analytics.explain.rows import EVALUATOR, Measured
from store.analytics.query import Record, Snapshot
from store.analytics.scores.keys import PROPERTY
from store.analytics.selection import Selection
from store.sql import Sql, compose

PROPERTIES_MOST = 20
_VALUES_LEAST = 200  # requests with the property that tell whether it identifies them
_IDENTIFIER = 0.5  # different values for each request that has one

Reason = Literal["less_frequent", "identifies_requests", "one_value"]


class LeftOut(NamedTuple):
    key: str
    reason: Reason


class ExaminedKeys(NamedTuple):
    examined: tuple[str, ...]
    left_out: list[LeftOut]


def keys_of(snapshot: Snapshot, subject: Measured, selections: tuple[Selection, Selection]) -> ExaminedKeys:
    """Properties with another value for nearly every request identify requests and explain nothing."""
    fixed = ["model", "prompt"] + ([EVALUATOR] if subject.series is not None else [])
    usable: list[str] = []
    left_out: list[LeftOut] = []
    for row in _used(snapshot, selections):
        key = PROPERTY + row.name
        if row.requests >= _VALUES_LEAST and row.distinct_values >= _IDENTIFIER * row.requests:
            left_out.append(LeftOut(key, "identifies_requests"))
        elif len(usable) == PROPERTIES_MOST:
            left_out.append(LeftOut(key, "less_frequent"))
        else:
            usable.append(key)
    return ExaminedKeys((*fixed, *usable), left_out)


def _used(snapshot: Snapshot, selections: tuple[Selection, Selection]) -> list[Record]:
    """The properties of all requests in the time of the groups, most frequent first."""
    in_time = [_time(selection) for selection in selections]
    select = compose(
        """
        SELECT
            k.name,
            count(*) AS requests,
            approx_count_distinct(p.value) AS distinct_values
        FROM property AS p
        JOIN request AS r ON r.id = p.request
        JOIN property_key AS k ON k.key = p.key AND k.project = r.project
        WHERE r.project = {project}
            AND r.is_last
            AND (({first}) OR ({second}))
        GROUP BY k.name
        ORDER BY requests DESC, k.name
        """,
        project=Sql("?", (selections[0].project,)),
        first=in_time[0],
        second=in_time[1],
    )
    return snapshot.records(select)


def _time(selection: Selection) -> Sql:
    condition = Sql("TRUE")
    if selection.start is not None:
        condition += Sql(" AND r.started_at >= ?", (selection.start,))
    if selection.end is not None:
        condition += Sql(" AND r.started_at < ?", (selection.end,))
    return condition
