"""Questions on scores → SQL. Texts here are our own; names and values go in as parameters.

The unit is the request: several ratings of one request are averaged before anything else, unless they are told apart by
what is grouped by (rater, evaluator). Two steps, each a part of the same statement:

    rows      one row per request: its value, how many ratings it is of, its probability of having been sampled, and
              what it is grouped by: k0, k1 …, bucket, cluster
    placed    the same with the place of the group they belong to; -1: the others, all in one

Rows of `score` have most of what is asked of requests in columns of their own (`schema.OF_REQUEST`), so that nothing
has to be joined for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol

from numpy.typing import NDArray

from store.analytics.buckets import Buckets
from store.filter import Condition
from store.filter.conditions import all_of

ScoreType = Literal["number", "boolean", "label"]
KINDS: dict[ScoreType, tuple[str, ...]] = {
    "number": ("integer", "float"),
    "boolean": ("boolean",),
    "label": ("label",),
}
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
_RATING_KEYS = {"rater": "nullif(s.author, '')", "evaluator": "s.evaluator"}
PROPERTY = "property."
OTHERS = -1
EVERYTHING = Condition("TRUE")
Columns = dict[str, NDArray[Any]]
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
    scores as they were known when (None: now). `on_scores`: the same filter on the row of `score` called s
    (see score_filters.py), None where that does not have all that the filter asks of the request."""

    project: int
    filter: Condition = EVERYTHING
    on_scores: Callable[[str | None], Condition] | None = None
    start: datetime | None = None
    end: datetime | None = None
    as_of: datetime | None = None


class PropertyKeys(NamedTuple):
    """By the property's name. `number`: None: no request has it. `column`: of `score`; None: it has none of its own."""

    number: Callable[[str], int | None]
    column: Callable[[str], str | None]


NO_PROPERTIES = PropertyKeys(lambda _: None, lambda _: None)


@dataclass(frozen=True, slots=True)
class Series:
    """The scores of one name and type. `averaged`: a request may have several of them. `alone`: the name has no other
    type."""

    name: str
    type: ScoreType
    averaged: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """`keys` are names of REQUEST_KEYS, "rater", "evaluator" or "property.<Name>"; `cluster` likewise."""

    properties: PropertyKeys
    keys: tuple[str, ...] = ()
    buckets: Buckets | None = None
    cluster: str | None = None
    metrics: tuple[str, ...] = ()  # columns of `request` to sum along


CURRENT = "superseded_at IS NULL AND request IS NOT NULL"  # scores that requests have now


def all_series(ask: Ask, project: int, names: Sequence[str], *, by_rater: bool, among: str = "TRUE") -> list[Series]:
    """The types that scores of these names have or had, in the order of the names. `among`: of scores like these."""
    return [series for name in names for series in _series_of(ask, project, name, among, by_rater=by_rater)]


def _series_of(ask: Ask, project: int, name: str, among: str, *, by_rater: bool) -> list[Series]:
    named = f"FROM score WHERE project = ? AND name = ? AND {among}"
    # Whether all are of one kind and author is found without reading them all where they are not, and by comparing
    # with a constant where they are: far cheaper than counting, or averaging what is one each.
    one = ask(Condition(f"SELECT kind, author {named} LIMIT 1", (project, name)))
    if not one:
        return []
    ((kind, author),) = one
    different = f"SELECT 1 {named} AND (kind <> ? OR author <> ?) LIMIT 1"
    if not ask(Condition(different, (project, name, kind, author))):
        return [Series(name, _type_of(kind), averaged=False, alone=True)]
    kinds = ask(Condition(f"SELECT kind, min(author), max(author) {named} GROUP BY kind", (project, name)))
    return series_of_kinds(name, kinds, by_rater=by_rater)


def series_of_kinds(name: str, kinds: Sequence[tuple[str, str, str]], *, by_rater: bool) -> list[Series]:
    """`kinds`: (kind, first author, last author) of all there are of that name."""
    found = []
    for score_type, members in KINDS.items():
        rows = [(first, last) for kind, first, last in kinds if kind in members]
        authors = {author for pair in rows for author in pair}
        if rows:
            averaged = len(rows) > 1 or (len(authors) > 1 and not by_rater)
            found.append(Series(name, score_type, averaged, alone=len(rows) == len(kinds)))
    return found


def _type_of(kind: str) -> ScoreType:
    return next(score_type for score_type, kinds in KINDS.items() if kind in kinds)


def rows(selection: Selection, series: Series, grouping: Grouping) -> Condition:
    """Of labels, a row for each label of a request; v is the label's part of the request's ratings."""
    kinds = "" if series.alone else f" AND s.kind IN ({', '.join('?' * len(KINDS[series.type]))})"
    which = Condition(f"s.name = ?{kinds}", (series.name, *(() if series.alone else KINDS[series.type])))
    attributes = _attributes(selection, grouping)
    if series.averaged:
        return _averaged(series, attributes, _wanted(selection, which))
    only = series.name if series.alone else None
    value = ["1.0 AS v", "s.label"] if series.type == "label" else ["s.value AS v"]
    columns = ["s.request", *(f"{sql} AS {name}" for name, sql in attributes.columns.items())]
    return attributes.select([*columns, *value, "1 AS ratings", "s.probability AS p"], _wanted(selection, which, only))


def rows_of_names(selection: Selection, names: Sequence[str], grouping: Grouping) -> Condition:
    """Of several names at once, as `name`; numbers and booleans that a request has one of each."""
    which = Condition("s.name IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(names),))
    if len(names) <= _NAMES_LISTED:
        which = Condition(f"s.name IN ({', '.join('?' * len(names))})", tuple(names))
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

    def select(self, columns: Sequence[str], where: Condition, group: str = "") -> Condition:
        return Condition(
            f"SELECT {', '.join(columns)} FROM score s{self.joins} WHERE {where.sql}{group}",
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
        columns["bucket"], selected = bucket.sql, bucket.parameters
    if grouping.cluster:
        cluster = _expression(grouping.cluster, "pc", grouping, joins, joined)
        # A request without one stands for itself.
        columns["cluster"] = f"CASE WHEN {cluster} IS NULL THEN 'r' || s.request ELSE 'c' || {cluster} END"
    columns |= {column: f"r.{column}" for column in grouping.metrics}
    if grouping.metrics or (selection.on_scores is None and selection.filter != EVERYTHING):
        joins.append(" JOIN request r ON r.id = s.request")
    telling = tuple(f"k{at}" for at, key in enumerate(grouping.keys) if key in _RATING_KEYS)
    return _Attributes(columns, telling, selected, "".join(joins), tuple(joined))


def _expression(key: str, alias: str, grouping: Grouping, joins: list[str], parameters: list[object]) -> str:
    if key in REQUEST_KEYS:
        return REQUEST_KEYS[key]
    if key in _RATING_KEYS:
        return _RATING_KEYS[key]
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


def _averaged(series: Series, attributes: _Attributes, where: Condition) -> Condition:
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


def _wanted(selection: Selection, which: Condition, only: str | None = None) -> Condition:
    """The scores that count, of the selected requests. `only`: the name, if each has one of that name at most."""
    conditions = [Condition("s.project = ?", (selection.project,)), which, Condition("s.request IS NOT NULL")]
    if selection.as_of is None:
        conditions.append(Condition("s.superseded_at IS NULL"))
    else:
        known = "s.recorded_at <= ? AND (s.superseded_at IS NULL OR s.superseded_at > ?)"
        conditions.append(Condition(known, (selection.as_of, selection.as_of)))
    conditions.append(selection.filter if selection.on_scores is None else selection.on_scores(only))
    if selection.start is not None:
        conditions.append(Condition("s.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        conditions.append(Condition("s.started_at < ?", (selection.end,)))
    return all_of(conditions)


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
