"""The common table expression that every query on scores starts with. Pure.

The unit is the request: several ratings of one request are averaged before anything else. They stay apart only where
the grouping distinguishes them (by rater or evaluator). With `Selection.unit` "session" the unit is the session, and
`scored_sessions.py` has the table in place of `score`.

`request_scores` has one row per request (of labels: per request and label):

    request        row id of the request; the id of the session
    key_1, key_2 … what the rows are grouped by, as far as the grouping has it
    bucket         … number of the bucket of time
    cluster        … a number; requests with the same one may depend on each other
    cost_usd …     … metrics of the request, or the session's sums of them
    started_at     of sessions; of requests with `Grouping.with_start`
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
from store.analytics.requests.scored_sessions import MIXED, SessionKeys, session_rows
from store.analytics.scores.keys import PAIR_KEYS, RATING_KEYS, KeyExpressions, need_request
from store.analytics.scores.names import Passing, ScoreSeries
from store.analytics.scores.selected import named, of_series, selected, selected_by_either
from store.analytics.selection import EVERYTHING, NO_PROPERTIES, PropertyKeys, Selection
from store.sql import Sql, all_true, compose, joined, select_list

METRICS = {
    "cost": ("cost_usd",),
    "latency": ("latency_ms",),
    "tokens": ("prompt_tokens", "completion_tokens"),
}

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
    with_start: bool = False  # with the column started_at
    mixed: str | None = MIXED  # the key of a session whose requests have several values of it

    @property
    def all_keys(self) -> tuple[str, ...]:
        excluded = self.excluded[0] if self.excluded else ()
        return *self.keys, *excluded, *([self.cluster] if self.cluster else [])

    @property
    def key_columns(self) -> list[str]:
        return [f"key_{number}" for number, _ in enumerate(self.keys, 1)]


def request_scores(selection: Selection, series: ScoreSeries, grouping: Grouping) -> Sql:
    """The rows of one series."""
    if series.passing is not None:
        return _passing(
            series.passing, request_scores(selection, replace(series, type="number", passing=None), grouping)
        )
    wanted = of_series(series)
    source = _source(grouping, selection)
    if series.several_per_request:
        return _averaged(series, source, all_true([*selected(selection, wanted), *source.not_excluded]))
    where = all_true([*selected(selection, wanted, _only_score(series)), *source.not_excluded])
    return source.select(source.columns | _one_value(series), where)


def request_scores_of_either(selections: tuple[Selection, Selection], series: ScoreSeries, grouping: Grouping) -> Sql:
    """The rows of one series, of which each request has at most one score, in at least one of the selections, with the
    columns FLAGS."""
    if series.passing is not None:
        numbers = replace(series, type="number", passing=None)
        return _passing(series.passing, request_scores_of_either(selections, numbers, grouping))
    flags, conditions = selected_by_either(selections, of_series(series), _only_score(series))
    source = _source(grouping, *selections)
    return source.select(flags | source.columns | _one_value(series), all_true(conditions))


def _only_score(series: ScoreSeries) -> str | None:
    """The name, if a condition on the value of the score with that name is one on the row itself."""
    return series.name if series.is_only_type else None


def _one_value(series: ScoreSeries) -> dict[str, Sql | str]:
    """The columns of a row that is the only score of its request."""
    if series.type == "label":
        return {"value": "1e0", "label": "s.label", **_ONE_RATING}
    return {"value": "s.value", **_ONE_RATING}


def _passing(passing: Passing, rows: Sql) -> Sql:
    passes = Sql(f"value {'<=' if passing.lower_is_better else '>='} ?", (passing.threshold,))
    return compose(
        """
        SELECT * REPLACE (CASE WHEN {passes} THEN 1e0 ELSE 0e0 END AS value)
        FROM (
            {rows}
        )
        """,
        passes=passes,
        rows=rows,
    )


def request_scores_of_names(selection: Selection, names: Sequence[str], grouping: Grouping) -> Sql:
    """The rows of several names at once, with a column `name`; each request has at most one score of each name."""
    source = _source(grouping, selection)
    columns: dict[str, Sql | str] = {"name": "s.name", **source.columns, "value": "s.value", **_ONE_RATING}
    return source.select(columns, all_true(selected(selection, named(names))))


def score_rows(
    selections: Sequence[Selection], names: Sequence[str], columns: Mapping[str, str], reads: Iterable[str] = ()
) -> Sql:
    """`request` and `columns` of every score with these names whose request or session is in each of the selections:
    one row for each score.

    `columns`: name → expression on the row s; `reads`: the columns of `request` in these expressions.
    """
    conditions = [each for selection in selections for each in selected(selection, named(names))]
    return _source_of_rows(selections, reads).select(dict(columns), all_true(conditions))


def score_rows_of_either(
    selections: tuple[Selection, Selection], names: Sequence[str], columns: Mapping[str, str], reads: Iterable[str]
) -> Sql:
    """The same of every score whose request or session is in at least one of the selections, with the columns FLAGS."""
    flags, conditions = selected_by_either(selections, named(names))
    return _source_of_rows(selections, reads).select(flags | dict(columns), all_true(conditions))


def scored_keys_of_either(
    selections: tuple[Selection, Selection], all_series: Sequence[ScoreSeries], grouping: Grouping
) -> Sql:
    """The keys of every request or session with one of these scores in at least one of the selections, and the columns
    FLAGS. `series`: the score's place in `all_series`."""
    wanted = of_series(all_series[0]) if len(all_series) == 1 else named([series.name for series in all_series])
    cases = joined(" ", ("WHEN " + of_series(series) + f" THEN {number}" for number, series in enumerate(all_series)))
    series = "0" if len(all_series) == 1 else "CASE " + cases + " END"
    flags, conditions = selected_by_either(selections, wanted)
    source = _source(grouping, *selections)
    if not any(each.several_per_request for each in all_series):
        return source.select({"series": series, **flags, **source.columns}, all_true(conditions))
    columns: dict[str, Sql | str] = {flag: "bool_or(" + condition + ")" for flag, condition in flags.items()}
    columns |= {name: _of_unit(expression) for name, expression in source.columns.items()}
    return source.select({"series": series, **columns}, all_true(conditions)) + "\nGROUP BY s.request, series"


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


def _source(grouping: Grouping, *selections: Selection) -> _Source:
    """Of selections of the same unit and project."""
    if selections[0].unit == "session":
        return _source_of_sessions(selections[0].project, grouping)
    keys = KeyExpressions(grouping.properties)
    columns, not_excluded = _columns(grouping, keys), _not_excluded(grouping, keys)
    columns |= {column: f"r.{column}" for column in grouping.metrics}
    if grouping.with_start:
        columns["started_at"] = "s.started_at"
    joins = keys.joins
    filters_need_it = any(each.on_scores is None and each.filter != EVERYTHING for each in selections)
    if grouping.metrics or need_request(grouping.all_keys) or filters_need_it:
        joins.append(Sql("JOIN request AS r ON r.id = s.request"))
    return _Source(Sql("score"), joined("\n", joins), columns, _rating_columns(grouping), not_excluded)


def _source_of_sessions(project: int, grouping: Grouping) -> _Source:
    of_requests = KeyExpressions(grouping.properties, "r", "r.id")
    keys = SessionKeys(of_requests.expression, of_scores=[*RATING_KEYS, *PAIR_KEYS])
    columns, not_excluded = _columns(grouping, keys), _not_excluded(grouping, keys)
    columns |= {column: f"s.{column}" for column in (*grouping.metrics, "started_at")}
    table = session_rows(project, keys.shared, grouping.metrics, joined("\n", of_requests.joins))
    return _Source(table, Sql(""), columns, _rating_columns(grouping), not_excluded)


def _source_of_rows(selections: Sequence[Selection], reads: Iterable[str]) -> _Source:
    source = _source(Grouping(NO_PROPERTIES), *selections)
    if selections[0].unit == "request":
        return source
    # A session of several users is nobody's; one of several models is mixed.
    shared = {
        column: (f"r.{column}", None if column == "user_id" else MIXED) for column in reads if column != "started_at"
    }
    return replace(source, table=session_rows(selections[0].project, shared, (), Sql("")))


def _columns(grouping: Grouping, keys: KeyExpressions | SessionKeys) -> dict[str, Sql | str]:
    columns: dict[str, Sql | str] = {}
    for number, (name, key) in enumerate(zip(grouping.key_columns, grouping.keys, strict=True), 1):
        columns[name] = keys.expression(key, f"property_{number}", grouping.mixed)
    if grouping.buckets:
        columns["bucket"] = grouping.buckets.number_of("s.started_at")
    if grouping.cluster:
        cluster = keys.expression(grouping.cluster, "cluster_property", None)
        # A request without the key is a cluster of its own. Only whether two are the same counts, and numbers are
        # compared far faster than texts. The 0 keeps a session's id apart from a user's that reads the same.
        columns["cluster"] = f"CASE WHEN {cluster} IS NULL THEN hash(s.request, 0) ELSE hash({cluster}) END"
    return columns


def _rating_columns(grouping: Grouping) -> tuple[str, ...]:
    return tuple(name for name, key in zip(grouping.key_columns, grouping.keys, strict=True) if key in RATING_KEYS)


def _not_excluded(grouping: Grouping, keys: KeyExpressions | SessionKeys) -> list[Sql]:
    if grouping.excluded is None:
        return []
    names, groups = grouping.excluded
    values = [
        keys.expression(name, f"excluded_property_{number}", grouping.mixed) for number, name in enumerate(names, 1)
    ]
    same = " AND ".join(f"{value} IS NOT DISTINCT FROM CAST(? AS VARCHAR)" for value in values)
    in_group = " OR ".join([f"({same})"] * len(groups))
    return [Sql(f"NOT ({in_group})", tuple(key for group in groups for key in group))]


# The first 26 bits of a rating. Sums of these, and sums of the rest, are exact as long as the ratings of one request do
# not differ a millionfold: their mean must not depend on the order in which they are found (Veltkamp's splitting;
# Dekker, 1971, Numerische Mathematik 18). Larger numbers would overflow.
_HIGH = "CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END"


def _of_unit(expression: Sql | str) -> Sql | str:
    """What all ratings of a request have in common. Only their items may differ, of which the first one counts."""
    return ("min(" if expression == PAIR_KEYS["item"] else "any_value(") + expression + ")"


def _averaged(series: ScoreSeries, source: _Source, where: Sql) -> Sql:
    """One row of all ratings that a request has."""
    columns: dict[str, Sql | str] = {
        name: expression if name in source.rating_columns else _of_unit(expression)
        for name, expression in source.columns.items()
    }
    units = joined(", ", ["s.request", *(source.columns[name] for name in source.rating_columns)])
    group_by = units
    if series.type == "label":
        columns["value"] = "count(*) / sum(count(*)) OVER (PARTITION BY " + units + ")"
        columns["label"] = "s.label"
        group_by += ", s.label"
    else:
        columns["value"] = f"(sum({_HIGH}) + sum(s.value - {_HIGH})) / count(*)"
    columns["ratings"] = "count(*)"
    columns["probability"] = "CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END"
    return source.select(columns, where) + "\nGROUP BY " + group_by
