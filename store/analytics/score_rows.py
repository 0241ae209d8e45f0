"""Questions on scores → SQL. Texts here are our own; names and values go in as parameters.

The unit is the request: several ratings of one request are averaged before anything else, unless they are told apart by
what is grouped by (rater, evaluator). Three steps, each a part of the same statement:

    unit      one row per request: its value, how many ratings it is of, its probability of having been sampled
    rows      the same with what they are grouped by: k0, k1 …, bucket, cluster
    placed    the same with the place of the group they belong to; -1: the others, all in one
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from store.analytics.buckets import Buckets
from store.filter import Condition

ScoreType = Literal["number", "boolean", "label"]
KINDS: dict[ScoreType, tuple[str, ...]] = {
    "number": ("integer", "float"),
    "boolean": ("boolean",),
    "label": ("label",),
}
REQUEST_KEYS = {
    "model": "r.model",
    "provider": "r.provider",
    "user": "r.user_id",
    "session": "r.session_id",
    "prompt": "r.prompt_id",
    "path": "r.path",
    "status": "CAST(r.status AS VARCHAR)",
}
_RATING_KEYS = {"rater": "nullif(s.author, '')", "evaluator": "s.evaluator"}
PROPERTY = "property."
OTHERS = -1
EVERYTHING = Condition("TRUE")
METRICS = {
    "cost": ("cost_usd",),
    "latency": ("latency_ms",),
    "tokens": ("prompt_tokens", "completion_tokens"),
}


class Ask(Protocol):
    """Answers one statement; all statements of one question see the same state."""

    def __call__(self, statement: Condition, /) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Which requests (`filter` is on the row of `request` called r; start included, end not; UTC without a zone), and
    scores as they were known when (None: now)."""

    project: int
    filter: Condition = EVERYTHING
    start: datetime | None = None
    end: datetime | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The scores of one name and type. `averaged`: a request may have several of them."""

    name: str
    type: ScoreType
    averaged: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """`keys` are names of REQUEST_KEYS, "rater", "evaluator" or "property.<Name>"; `cluster` likewise. `key_of`: a
    property's name → its number (None: no request has it)."""

    key_of: Callable[[str], int | None]
    keys: tuple[str, ...] = ()
    buckets: Buckets | None = None
    cluster: str | None = None
    metrics: tuple[str, ...] = ()  # columns of `request` to sum along


def all_series(ask: Ask, project: int, names: Sequence[str], *, by_rater: bool) -> list[Series]:
    """The types that scores of these names have or had, in the order of the names."""
    return [series for name in names for series in _series_of(ask, project, name, by_rater=by_rater)]


def _series_of(ask: Ask, project: int, name: str, *, by_rater: bool) -> list[Series]:
    named = "FROM score WHERE project = ? AND name = ?"
    # Whether all are of one kind and author is found without reading them all where they are not, and by comparing
    # with a constant where they are: far cheaper than counting, or averaging what is one each.
    one = ask(Condition(f"SELECT kind, author {named} LIMIT 1", (project, name)))
    if not one:
        return []
    ((kind, author),) = one
    different = f"SELECT 1 {named} AND (kind <> ? OR author <> ?) LIMIT 1"
    if not ask(Condition(different, (project, name, kind, author))):
        return [Series(name, _type_of(kind), averaged=False)]
    kinds = ask(Condition(f"SELECT kind, min(author), max(author) {named} GROUP BY kind", (project, name)))
    found = []
    for score_type, members in KINDS.items():
        rows = [(first, last) for kind, first, last in kinds if kind in members]
        authors = {author for pair in rows for author in pair}
        if rows:
            found.append(Series(name, score_type, averaged=len(rows) > 1 or (len(authors) > 1 and not by_rater)))
    return found


def _type_of(kind: str) -> ScoreType:
    return next(score_type for score_type, kinds in KINDS.items() if kind in kinds)


def unit(selection: Selection, series: Series, grouping: Grouping) -> Condition:
    """request, v, ratings, p and what ratings are grouped by. Of labels, a row for each label of a request; v is the
    label's part of the request's ratings."""
    told_apart = [f"{_RATING_KEYS[key]} AS {key}" for key in _RATING_KEYS if key in grouping.keys]
    columns = ["s.request", *told_apart]
    is_label = series.type == "label"
    if not series.averaged:
        value = ["1.0 AS v, s.label"] if is_label else ["s.value AS v"]
        return _ratings(selection, series, [*columns, *value, "1 AS ratings", "s.probability AS p"])
    probability = "CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END AS p"
    if is_label:
        of = ", ".join(["s.request", *(_RATING_KEYS[key] for key in _RATING_KEYS if key in grouping.keys)])
        part = f"count(*) / sum(count(*)) OVER (PARTITION BY {of}) AS v, s.label"
        return _ratings(selection, series, [*columns, part, "count(*) AS ratings", probability], "GROUP BY ALL")
    return _ratings(
        selection, series, [*columns, "avg(s.value) AS v, count(*) AS ratings", probability], "GROUP BY ALL"
    )


def _ratings(selection: Selection, series: Series, columns: list[str], group: str = "") -> Condition:
    kinds = KINDS[series.type]
    current, moments = "s.superseded_at IS NULL", tuple[datetime, ...]()
    if selection.as_of is not None:
        current = "s.recorded_at <= ? AND (s.superseded_at IS NULL OR s.superseded_at > ?)"
        moments = (selection.as_of, selection.as_of)
    return Condition(
        f"SELECT {', '.join(columns)} FROM score s WHERE s.project = ? AND s.name = ?"
        f" AND s.kind IN ({', '.join('?' * len(kinds))}) AND s.request IS NOT NULL AND {current} {group}",
        (selection.project, series.name, *kinds, *moments),
    )


def rows(selection: Selection, grouping: Grouping) -> Condition:
    """The units of the selected requests, with what they are grouped by."""
    columns: list[str] = ["u.*"]
    joins: list[str] = []
    selected: list[object] = []  # parameters, in the order of the text
    joined: list[object] = []
    for at, key in enumerate(grouping.keys):
        columns.append(f"{_expression(key, f'p{at}', grouping, joins, joined)} AS k{at}")
    if grouping.buckets:
        bucket = grouping.buckets.number_of("r.started_at")
        columns.append(f"{bucket.sql} AS bucket")
        selected += bucket.parameters
    if grouping.cluster:
        cluster = _expression(grouping.cluster, "pc", grouping, joins, joined)
        # A request without one stands for itself.
        columns.append(f"CASE WHEN {cluster} IS NULL THEN 'r' || u.request ELSE 'c' || {cluster} END AS cluster")
    columns += [f"r.{column}" for column in grouping.metrics]
    where, wanted = _where(selection)
    needs_request = any("r." in text for text in (*columns, where)) or selection.filter != EVERYTHING
    request = "JOIN request r ON r.id = u.request" if needs_request else ""
    return Condition(
        f"SELECT {', '.join(columns)} FROM unit u {request} {' '.join(joins)} WHERE {where}",
        (*selected, *joined, *wanted),
    )


def _expression(key: str, alias: str, grouping: Grouping, joins: list[str], parameters: list[object]) -> str:
    if key in REQUEST_KEYS:
        return REQUEST_KEYS[key]
    if key in _RATING_KEYS:
        return f"u.{key}"
    number = grouping.key_of(key.removeprefix(PROPERTY))
    if number is None:
        return "CAST(NULL AS VARCHAR)"
    joins.append(f"LEFT JOIN property {alias} ON {alias}.request = u.request AND {alias}.key = ?")
    parameters.append(number)
    return f"{alias}.value"


def _where(selection: Selection) -> tuple[str, tuple[object, ...]]:
    conditions, parameters = [selection.filter.sql], list(selection.filter.parameters)
    for moment, comparison in ((selection.start, ">="), (selection.end, "<")):
        if moment is not None:
            conditions.append(f"r.started_at {comparison} ?")
            parameters.append(moment)
    return " AND ".join(f"({one})" for one in conditions), tuple(parameters)


def placed(grouping: Grouping, top: Sequence[tuple[str | None, ...]]) -> Condition:
    """Each row with the place of its group in `top`. For statements that group by place and bucket."""
    if not grouping.keys:
        return Condition("SELECT *, 0 AS place FROM rows")
    names = [f"k{at}" for at in range(len(grouping.keys))]
    values = ", ".join(f"({place}, {', '.join(['CAST(? AS VARCHAR)'] * len(names))})" for place in range(len(top)))
    same = " AND ".join(f"rows.{name} IS NOT DISTINCT FROM t.t{name}" for name in names)
    return Condition(
        f"SELECT rows.*, coalesce(t.place, {OTHERS}) AS place FROM rows"
        f" LEFT JOIN (VALUES {values}) t(place, {', '.join(f't{name}' for name in names)}) ON {same}",
        tuple(value for keys in top for value in keys),
    )


def statement(parts: dict[str, Condition], last: Condition) -> Condition:
    """WITH the parts, the last one."""
    text = ", ".join(f"{name} AS ({part.sql})" for name, part in parts.items())
    parameters = [parameter for part in parts.values() for parameter in part.parameters]
    return Condition(f"WITH {text} {last.sql}", (*parameters, *last.parameters))
