"""Questions on scores → SQL. Texts here are our own; names and values go in as parameters.

The unit is the request: several ratings of one request are averaged before anything else, unless they are told apart by
what is grouped by (rater, evaluator): in the groups beyond the limit, which are put together as one, they are not. Two
steps, each a part of the same statement:

    rows      one row per request: its value, how many ratings it is of, its probability of having been sampled, and
              what it is grouped by: k0, k1 …, bucket, cluster
    placed    the same with the place of the group they belong to; -1: the others, all in one

Rows of `score` have most of what is asked of requests in columns of their own (`schema.OF_REQUEST`), so that nothing
has to be joined for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.analytics.buckets import Buckets
from store.analytics.scores.names import KINDS, ScoreSeries
from store.analytics.selection import EVERYTHING, PropertyKeys, Selection
from store.filter.conditions import all_of
from store.sql import Sql

REQUEST_KEYS = {
    "model": "s.model",
    "provider": "s.provider",
    "user": "s.user_id",
    "session": "s.session_id",
    "prompt": "s.prompt_id",
    "path": "s.path",
    "status": "CAST(s.status AS VARCHAR)",
}
_NAMES_LISTED = 50  # in a statement's text; more of them go in as one list
RATING_KEYS = {"rater": "nullif(s.author, '')", "evaluator": "s.evaluator"}
PROPERTY = "property."
OTHERS = -1
Keys = tuple[str | None, ...]  # of a group
METRICS = {
    "cost": ("cost_usd",),
    "latency": ("latency_ms",),
    "tokens": ("prompt_tokens", "completion_tokens"),
}


@dataclass(frozen=True, slots=True)
class Grouping:
    """`keys` are names of REQUEST_KEYS or RATING_KEYS, or "property.<Name>"; `cluster` likewise. `beyond`: keys, and
    the groups by these that are left out."""

    properties: PropertyKeys
    keys: tuple[str, ...] = ()
    buckets: Buckets | None = None
    cluster: str | None = None
    metrics: tuple[str, ...] = ()  # columns of `request` to sum along
    beyond: tuple[tuple[str, ...], tuple[Keys, ...]] | None = None


def rows(selection: Selection, series: ScoreSeries, grouping: Grouping) -> Sql:
    """Of labels, a row for each label of a request; v is the label's part of the request's ratings."""
    kinds = "" if series.alone else f" AND s.kind IN ({', '.join('?' * len(KINDS[series.type]))})"
    which = Sql(f"s.name = ?{kinds}", (series.name, *(() if series.alone else KINDS[series.type])))
    attributes = _attributes(selection, grouping)
    if series.averaged:
        return _averaged(series, attributes, all_of([_wanted(selection, which), attributes.beyond]))
    only = series.name if series.alone else None
    wanted = all_of([_wanted(selection, which, only), attributes.beyond])
    value = ["1.0 AS v", "s.label"] if series.type == "label" else ["s.value AS v"]
    columns = ["s.request", *(f"{sql} AS {name}" for name, sql in attributes.columns.items())]
    return attributes.select([*columns, *value, "1 AS ratings", "s.probability AS p"], wanted)


def rows_of_names(selection: Selection, names: Sequence[str], grouping: Grouping) -> Sql:
    """Of several names at once, as `name`; numbers and booleans that a request has one of each."""
    which = Sql("s.name IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(names),))
    if len(names) <= _NAMES_LISTED:
        which = Sql(f"s.name IN ({', '.join('?' * len(names))})", tuple(names))
    attributes = _attributes(selection, grouping)
    columns = ["s.request", "s.name", *(f"{sql} AS {name}" for name, sql in attributes.columns.items())]
    return attributes.select(
        [*columns, "s.value AS v", "1 AS ratings", "s.probability AS p"], _wanted(selection, which)
    )


class _Attributes(NamedTuple):
    """What rows are grouped by: name → expression, and which of them tell ratings apart."""

    columns: dict[str, str]
    telling: tuple[str, ...]
    selected: tuple[object, ...]  # parameters of the columns, in the order of the text
    joins: str
    joined: tuple[object, ...]
    beyond: Sql

    def select(self, columns: Sequence[str], where: Sql, group: str = "") -> Sql:
        return Sql(
            f"SELECT {', '.join(columns)} FROM score s{self.joins} WHERE {where.text}{group}",
            (*self.selected, *self.joined, *where.parameters),
        )


def _attributes(selection: Selection, grouping: Grouping) -> _Attributes:
    columns: dict[str, str] = {}
    joins: list[str] = []
    joined: list[object] = []
    selected: tuple[object, ...] = ()
    for at, key in enumerate(grouping.keys):
        columns[f"k{at}"] = _expression(key, f"p{at}", grouping, joins, joined)
    if grouping.buckets:
        bucket = grouping.buckets.number_of("s.started_at")
        columns["bucket"], selected = bucket.text, bucket.parameters
    if grouping.cluster:
        cluster = _expression(grouping.cluster, "pc", grouping, joins, joined)
        # A request without one stands for itself.
        columns["cluster"] = f"CASE WHEN {cluster} IS NULL THEN 'r' || s.request ELSE 'c' || {cluster} END"
    beyond = _beyond(grouping, joins, joined)
    columns |= {column: f"r.{column}" for column in grouping.metrics}
    if grouping.metrics or (selection.on_scores is None and selection.filter != EVERYTHING):
        joins.append(" JOIN request r ON r.id = s.request")
    telling = tuple(f"k{at}" for at, key in enumerate(grouping.keys) if key in RATING_KEYS)
    return _Attributes(columns, telling, selected, "".join(joins), tuple(joined), beyond)


def _beyond(grouping: Grouping, joins: list[str], parameters: list[object]) -> Sql:
    if grouping.beyond is None:
        return EVERYTHING
    keys, groups = grouping.beyond
    values = [_expression(key, f"b{at}", grouping, joins, parameters) for at, key in enumerate(keys)]
    one = f"({' AND '.join(f'{value} IS NOT DISTINCT FROM CAST(? AS VARCHAR)' for value in values)})"
    return Sql(f"NOT ({' OR '.join([one] * len(groups))})", tuple(value for group in groups for value in group))


def _expression(key: str, alias: str, grouping: Grouping, joins: list[str], parameters: list[object]) -> str:
    if key in REQUEST_KEYS:
        return REQUEST_KEYS[key]
    if key in RATING_KEYS:
        return RATING_KEYS[key]
    name = key.removeprefix(PROPERTY)
    column = grouping.properties.column(name)
    if column is not None:
        return f"s.{column}"
    number = grouping.properties.number(name)
    if number is None:
        return "CAST(NULL AS VARCHAR)"
    joins.append(f" LEFT JOIN property {alias} ON {alias}.request = s.request AND {alias}.key = ?")
    parameters.append(number)
    return f"{alias}.value"


def _averaged(series: ScoreSeries, attributes: _Attributes, where: Sql) -> Sql:
    """One row of all ratings that a request has. What is not told apart is the same in all of them."""
    told_apart = [attributes.columns[name] for name in attributes.telling]
    columns = [
        f"{sql} AS {name}" if name in attributes.telling else f"any_value({sql}) AS {name}"
        for name, sql in attributes.columns.items()
    ]
    # Kahan's sum: the mean must not depend on the order in which the ratings lie in the file.
    value = ["favg(s.value) AS v"]
    each = ", ".join(["s.request", *told_apart])
    by = each
    if series.type == "label":
        value = [f"count(*) / sum(count(*)) OVER (PARTITION BY {each}) AS v", "s.label"]
        by = f"{each}, s.label"
    probability = "CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END AS p"
    return attributes.select(
        ["s.request", *columns, *value, "count(*) AS ratings", probability], where, f" GROUP BY {by}"
    )


def _wanted(selection: Selection, which: Sql, only: str | None = None) -> Sql:
    """The scores that count, of the selected requests. `only`: the name, if each has one of that name at most."""
    conditions = [Sql("s.project = ?", (selection.project,)), which, Sql("s.request IS NOT NULL")]
    if selection.as_of is None:
        conditions.append(Sql("s.superseded_at IS NULL"))
    else:
        known = "s.recorded_at <= ? AND (s.superseded_at IS NULL OR s.superseded_at > ?)"
        conditions.append(Sql(known, (selection.as_of, selection.as_of)))
    conditions.append(selection.filter if selection.on_scores is None else selection.on_scores(only))
    if selection.start is not None:
        conditions.append(Sql("s.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        conditions.append(Sql("s.started_at < ?", (selection.end,)))
    return all_of(conditions)


def placed(grouping: Grouping, top: Sequence[Keys]) -> Sql:
    """Each row with the place of its group in `top`. For statements that group by place and bucket."""
    if not grouping.keys:
        return Sql("SELECT *, 0 AS place FROM rows")
    names = [f"k{at}" for at in range(len(grouping.keys))]
    values = ", ".join(f"({place}, {', '.join(['CAST(? AS VARCHAR)'] * len(names))})" for place in range(len(top)))
    same = " AND ".join(f"rows.{name} IS NOT DISTINCT FROM t.t{name}" for name in names)
    return Sql(
        f"SELECT rows.*, coalesce(t.place, {OTHERS}) AS place FROM rows"
        f" LEFT JOIN (VALUES {values}) t(place, {', '.join(f't{name}' for name in names)}) ON {same}",
        tuple(value for keys in top for value in keys),
    )


def statement(parts: dict[str, Sql], last: Sql) -> Sql:
    """WITH the parts, the last one."""
    text = ", ".join(f"{name} AS ({part.text})" for name, part in parts.items())
    parameters = [parameter for part in parts.values() for parameter in part.parameters]
    return Sql(f"WITH {text} {last.text}", (*parameters, *last.parameters))
