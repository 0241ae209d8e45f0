"""Which keys are examined: model, prompt, upstream, evaluator, and the properties that most requests have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from store.analytics.explain.rows import EVALUATOR, Measured
from store.analytics.query import Record, Snapshot
from store.analytics.requests.properties import names_by_key
from store.analytics.scores.keys import PROPERTY
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, all_true, compose, joined

PROPERTIES_MOST = 20
_UPSTREAM = "upstream"
_VALUES_LEAST = 200  # requests with the property that tell whether it identifies them
_IDENTIFIER = 0.5  # different values for each request that has one

Reason = Literal["less_frequent", "identifies_requests", "one_value"]


class LeftOut(NamedTuple):
    key: str
    reason: Reason


class _Used(NamedTuple):
    """A property."""

    name: str
    requests: int  # that have it
    distinct_values: int  # about


class ExaminedKeys(NamedTuple):
    examined: tuple[str, ...]
    left_out: list[LeftOut]


def keys_of(
    snapshot: Snapshot, subject: Measured, selections: tuple[Selection, Selection], properties: PropertyKeys
) -> ExaminedKeys:
    """Properties with another value for nearly every request identify requests and explain nothing."""
    within = _within(selections)
    fixed = ["model", "prompt", "prompt_fingerprint"] + ([EVALUATOR] if subject.series is not None else [])
    usable: list[str] = []
    left_out: list[LeftOut] = []
    if _has_upstreams(snapshot, within):  # otherwise `request` need not be joined to scores
        fixed.append(_UPSTREAM)
    else:
        left_out.append(LeftOut(_UPSTREAM, "one_value"))
    for row in _used(snapshot, selections[0].project, within, properties):
        key = PROPERTY + row.name
        if row.requests >= _VALUES_LEAST and row.distinct_values >= _IDENTIFIER * row.requests:
            left_out.append(LeftOut(key, "identifies_requests"))
        elif len(usable) == PROPERTIES_MOST:
            left_out.append(LeftOut(key, "less_frequent"))
        else:
            usable.append(key)
    return ExaminedKeys((*fixed, *usable), left_out)


def _within(selections: tuple[Selection, Selection]) -> Sql:
    """All requests in the time of the groups."""
    in_time = "(" + _time(selections[0]) + ") OR (" + _time(selections[1]) + ")"
    return all_true([Sql("r.project = ?", (selections[0].project,)), "r.is_last", "(" + in_time + ")"])


def _has_upstreams(snapshot: Snapshot, within: Sql) -> bool:
    """Whether there are two or more."""
    ((several,),) = snapshot.rows("SELECT min(r.upstream) < max(r.upstream)\nFROM request AS r\nWHERE " + within)
    return bool(several)


def _used(snapshot: Snapshot, project: int, within: Sql, properties: PropertyKeys) -> list[_Used]:
    """The properties of these requests, most frequent first."""
    names = names_by_key(snapshot, project)
    columns = properties.columns(sorted(names.values()))
    used = _in_columns(snapshot, columns, within)
    joined_keys = [key for key, name in names.items() if name not in columns]
    if joined_keys:
        used += [
            _Used(names[row.key], row.requests, row.distinct_values) for row in _joined(snapshot, joined_keys, within)
        ]
    return sorted((each for each in used if each.requests), key=lambda each: (-each.requests, each.name))


def _in_columns(snapshot: Snapshot, columns: Mapping[str, str], within: Sql) -> list[_Used]:
    """Of properties with a column of `request`, by name."""
    if not columns:
        return []
    counts = joined(", ", (f"count(r.{column}), approx_count_distinct(r.{column})" for column in columns.values()))
    (row,) = snapshot.rows("SELECT " + counts + "\nFROM request AS r\nWHERE " + within)
    return [_Used(name, row[2 * at], row[2 * at + 1]) for at, name in enumerate(columns)]


def _joined(snapshot: Snapshot, keys: Sequence[int], within: Sql) -> list[Record]:
    select = compose(
        """
        SELECT
            p.key,
            count(*) AS requests,
            approx_count_distinct(p.value) AS distinct_values
        FROM property AS p
        JOIN request AS r ON r.id = p.request
        WHERE p.key IN (SELECT unnest({keys}))
            AND {within}
        GROUP BY p.key
        """,
        keys=Sql("CAST(? AS BIGINT[])", (list(keys),)),
        within=within,
    )
    return snapshot.records(select)


def _time(selection: Selection) -> Sql:
    condition = Sql("TRUE")
    if selection.start is not None:
        condition += Sql(" AND r.started_at >= ?", (selection.start,))
    if selection.end is not None:
        condition += Sql(" AND r.started_at < ?", (selection.end,))
    return condition
