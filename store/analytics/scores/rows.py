"""The common table expression that every query on scores starts with. Pure.

The unit is the request: several ratings of one request are averaged before anything else. They stay apart only where
the grouping distinguishes them (by rater or evaluator). With `Selection.unit` "session" the unit is the session, and
`scored_sessions.py` has the table in place of `score`.

`request_scores` has one row per request (of labels: per request and label):

    request        row id of the request; the id of the session
    key_1, key_2 … what the rows are grouped by, as far as the grouping has it
    bucket         … number of the bucket of time
    cluster        … requests with the same cluster may depend on each other
    cost_usd …     … metrics of the request, or the session's sums of them
    started_at     of sessions only
    label          of labels only
    value          the number; of booleans 1 and 0; of a label its share of the request's ratings, 0 to 1
    ratings        how many ratings the value is made of
    probability    with which the request was sampled for scoring; NULL: not given

Rows of `score` repeat most of what is asked of their requests (`schema.OF_REQUEST`), so that nothing has to be joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from store.analytics.buckets import Buckets
from store.analytics.requests.scored_sessions import MIXED, SessionKeys, session_rows, with_request
from store.analytics.scores.names import KINDS, ScoreSeries
from store.analytics.selection import EVERYTHING, NO_PROPERTIES, PropertyKeys, Selection, Unit
from store.sql import Sql, all_true, compose, joined, select_list

REQUEST_KEYS = {  # {r}: the row of `score` or `request`
    "model": "{r}.model",
    "provider": "{r}.provider",
    "user": "{r}.user_id",
    "session": "{r}.session_id",
    "prompt": "{r}.prompt_id",
    "path": "{r}.path",
    "status": "CAST({r}.status AS VARCHAR)",
}
RATING_KEYS = {"rater": "nullif(s.author, '')", "evaluator": "s.evaluator"}
PAIR_KEYS = {  # what makes two requests a pair; beside these, properties
    "last_user_message": "r.last_user_message_hash",
    "conversation": "r.conversation_hash",  # of all messages but those of system and developer
    "input_hash": "r.input_hash",  # of all messages
    "item": "s.item_id",
}
_OF_MESSAGES = ("last_user_message", "conversation", "input_hash")  # a session has many inputs
PROPERTY = "property."
METRICS = {
    "cost": ("cost_usd",),
    "latency": ("latency_ms",),
    "tokens": ("prompt_tokens", "completion_tokens"),
}
_NAMES_LISTED = 50  # in a statement's text; more names are passed as one list

Keys = tuple[str | None, ...]  # of a group


@dataclass(frozen=True, slots=True)
class Grouping:
    """What rows are grouped by. Keys are names of REQUEST_KEYS, RATING_KEYS or PAIR_KEYS, or "property.<Name>"."""

    properties: PropertyKeys
    keys: tuple[str, ...] = ()
    buckets: Buckets | None = None
    cluster: str | None = None  # a key; requests with the same value may depend on each other
    metrics: tuple[str, ...] = ()  # columns of `request` to sum up
    excluded: tuple[tuple[str, ...], tuple[Keys, ...]] | None = None  # keys, and the groups by them to leave out
    mixed: str | None = MIXED  # the key of a session whose requests have several values of it

    @property
    def key_columns(self) -> list[str]:
        return [f"key_{number}" for number, _ in enumerate(self.keys, 1)]


def pair_keys(unit: Unit) -> list[str]:
    """The keys by which two requests or two sessions make a pair; beside these, properties."""
    return [key for key in PAIR_KEYS if unit == "request" or key not in _OF_MESSAGES]


def request_scores(selection: Selection, series: ScoreSeries, grouping: Grouping) -> Sql:
    """The rows of one series."""
    wanted = Sql("s.name = ?", (series.name,))
    if not series.is_only_type:
        kinds = KINDS[series.type]
        wanted += Sql(f" AND s.kind IN ({', '.join('?' * len(kinds))})", kinds)
    source = _source(selection, grouping)
    if series.several_per_request:
        return _averaged(series, source, all_true([*_selected(selection, wanted), *source.not_excluded]))
    name = series.name if series.is_only_type else None
    is_label = series.type == "label"
    values: dict[str, Sql | str] = {"value": "1.0", "label": "s.label"} if is_label else {"value": "s.value"}
    where = all_true([*_selected(selection, wanted, name), *source.not_excluded])
    return source.select(source.columns | values | _ONE_RATING, where)


def request_scores_of_names(selection: Selection, names: Sequence[str], grouping: Grouping) -> Sql:
    """The rows of several names at once, with a column `name`; each request has at most one score of each name."""
    source = _source(selection, grouping)
    columns: dict[str, Sql | str] = {"name": "s.name", **source.columns, "value": "s.value", **_ONE_RATING}
    return source.select(columns, all_true(_selected(selection, _named(names))))


def score_rows(
    selections: Sequence[Selection], names: Sequence[str], columns: Mapping[str, str], reads: Iterable[str] = ()
) -> Sql:
    """`request` and `columns` of every score with these names whose request or session is in each of the selections:
    one row for each score.

    `columns`: name → expression on the row s; `reads`: the columns of `request` in these expressions.
    """
    conditions = [each for selection in selections for each in _selected(selection, _named(names))]
    sources = [_source(selection, Grouping(NO_PROPERTIES)) for selection in selections]
    source = next((each for each in sources if each.joins), sources[0])
    if selections[0].unit == "session":
        # A session of several users is nobody's; one of several models is mixed.
        shared = {
            column: (f"r.{column}", None if column == "user_id" else MIXED)
            for column in reads
            if column != "started_at"
        }
        source = replace(source, table=session_rows(selections[0].project, shared, (), Sql("")))
    return source.select(dict(columns), all_true(conditions))


def _named(names: Sequence[str]) -> Sql:
    if len(names) > _NAMES_LISTED:
        return Sql("s.name IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(names),))
    return Sql(f"s.name IN ({', '.join('?' * len(names))})", tuple(names))


_ONE_RATING: dict[str, Sql | str] = {"ratings": "1", "probability": "s.probability"}


@dataclass(frozen=True, slots=True)
class _Source:
    """`score` or the table in place of it, called s, and what is joined to it."""

    table: Sql
    joins: Sql
    columns: dict[str, Sql | str]  # what the grouping needs: name → expression
    rating_columns: tuple[str, ...]  # those of `columns` that distinguish ratings of one request
    not_excluded: list[Sql]  # conditions

    def select(self, columns: dict[str, Sql | str], where: Sql) -> Sql:
        return compose(
            """
            SELECT
                s.request,
                {columns}
            FROM {table} AS s
            {joins}
            WHERE {where}
            """,
            columns=select_list(columns),
            table=self.table,
            joins=self.joins,
            where=where,
        )


def _source(selection: Selection, grouping: Grouping) -> _Source:
    if selection.unit == "session":
        return _source_of_sessions(selection, grouping)
    keys = _KeyExpressions(grouping.properties)
    columns, not_excluded = _columns(grouping, keys), _not_excluded(grouping, keys)
    columns |= {column: f"r.{column}" for column in grouping.metrics}
    joins = keys.joins
    needs_request = grouping.metrics or any(PAIR_KEYS.get(key, "").find("r.") >= 0 for key in grouping.keys)
    if needs_request or (selection.on_scores is None and selection.filter != EVERYTHING):
        joins.append(Sql("JOIN request AS r ON r.id = s.request"))
    return _Source(Sql("score"), joined("\n", joins), columns, _rating_columns(grouping), not_excluded)


def _source_of_sessions(selection: Selection, grouping: Grouping) -> _Source:
    of_requests = _KeyExpressions(grouping.properties, "r", "r.id")
    keys = SessionKeys(of_requests.expression, of_scores=[*RATING_KEYS, *PAIR_KEYS])
    columns, not_excluded = _columns(grouping, keys), _not_excluded(grouping, keys)
    columns |= {column: f"s.{column}" for column in (*grouping.metrics, "started_at")}
    table = session_rows(selection.project, keys.shared, grouping.metrics, joined("\n", of_requests.joins))
    return _Source(table, Sql(""), columns, _rating_columns(grouping), not_excluded)


def _columns(grouping: Grouping, keys: _KeyExpressions | SessionKeys) -> dict[str, Sql | str]:
    columns: dict[str, Sql | str] = {}
    for number, (name, key) in enumerate(zip(grouping.key_columns, grouping.keys, strict=True), 1):
        columns[name] = keys.expression(key, f"property_{number}", grouping.mixed)
    if grouping.buckets:
        columns["bucket"] = grouping.buckets.number_of("s.started_at")
    if grouping.cluster:
        cluster = keys.expression(grouping.cluster, "cluster_property", None)
        # A request without the key is a cluster of its own.
        columns["cluster"] = f"CASE WHEN {cluster} IS NULL THEN 'r' || s.request ELSE 'c' || {cluster} END"
    return columns


def _rating_columns(grouping: Grouping) -> tuple[str, ...]:
    return tuple(name for name, key in zip(grouping.key_columns, grouping.keys, strict=True) if key in RATING_KEYS)


class _KeyExpressions:
    """Keys → expressions; `joins` grows by what these need."""

    def __init__(self, properties: PropertyKeys, row: str = "s", row_id: str = "s.request") -> None:
        self._properties = properties
        self._row = row
        self._row_id = row_id
        self.joins: list[Sql] = []

    def expression(self, key: str, alias: str, _mixed: str | None = None) -> str:
        """`alias`: of the table `property`, if it has to be joined."""
        if key in PAIR_KEYS:
            return PAIR_KEYS[key]
        if key in REQUEST_KEYS:
            return REQUEST_KEYS[key].format(r=self._row)
        if key in RATING_KEYS:
            return RATING_KEYS[key]
        name = key.removeprefix(PROPERTY)
        column = self._properties.column(name)
        if column is not None:
            return f"{self._row}.{column}"
        number = self._properties.number(name)
        if number is None:
            return "CAST(NULL AS VARCHAR)"
        on = f"{alias}.request = {self._row_id} AND {alias}.key = ?"
        self.joins.append(Sql(f"LEFT JOIN property AS {alias} ON {on}", (number,)))
        return f"{alias}.value"


def _not_excluded(grouping: Grouping, keys: _KeyExpressions | SessionKeys) -> list[Sql]:
    if grouping.excluded is None:
        return []
    names, groups = grouping.excluded
    values = [
        keys.expression(name, f"excluded_property_{number}", grouping.mixed) for number, name in enumerate(names, 1)
    ]
    same = " AND ".join(f"{value} IS NOT DISTINCT FROM CAST(? AS VARCHAR)" for value in values)
    in_group = " OR ".join([f"({same})"] * len(groups))
    return [Sql(f"NOT ({in_group})", tuple(key for group in groups for key in group))]


def _averaged(series: ScoreSeries, source: _Source, where: Sql) -> Sql:
    """One row of all ratings that a request has. Columns that do not distinguish ratings are equal in all of them."""
    columns: dict[str, Sql | str] = {
        name: expression if name in source.rating_columns else "any_value(" + expression + ")"
        for name, expression in source.columns.items()
    }
    units = joined(", ", ["s.request", *(source.columns[name] for name in source.rating_columns)])
    group_by = units
    if series.type == "label":
        columns["value"] = "count(*) / sum(count(*)) OVER (PARTITION BY " + units + ")"
        columns["label"] = "s.label"
        group_by += ", s.label"
    else:
        # Kahan's sum: the mean must not depend on the order in which the ratings lie in the file.
        columns["value"] = "favg(s.value)"
    columns["ratings"] = "count(*)"
    columns["probability"] = "CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END"
    return source.select(columns, where) + "\nGROUP BY " + group_by


def _selected(selection: Selection, wanted: Sql, name: str | None = None) -> list[Sql]:
    """The conditions on scores that count, of the selected requests. `name`: of the scores, where a request has at most
    one of that name."""
    conditions = [Sql("s.project = ?", (selection.project,)), wanted, Sql("s.request IS NOT NULL")]
    if selection.as_of is None:
        conditions.append(Sql("s.superseded_at IS NULL"))
    else:
        known = "s.recorded_at <= ? AND (s.superseded_at IS NULL OR s.superseded_at > ?)"
        conditions.append(Sql(known, (selection.as_of, selection.as_of)))
    if selection.filter != EVERYTHING:
        conditions.append(_matches(selection, name))
    if selection.start is not None:
        conditions.append(Sql("s.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        conditions.append(Sql("s.started_at < ?", (selection.end,)))
    return conditions


def _matches(selection: Selection, name: str | None) -> Sql:
    if selection.unit == "session":
        return with_request(selection.project, selection.filter)
    return selection.filter if selection.on_scores is None else selection.on_scores(name)
