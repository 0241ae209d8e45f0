"""The scores of sessions, as rows that queries on scores can read in place of `score`. Pure.

A session has the scores that were given to its id, whether or not a request of it is known. What a query asks of a
session is made of its requests, each counted as its last attempt:

start       of its first request; the time at which its first score was recorded, as long as no request is known
key         the value that all its requests with a value share; MIXED if they have several; NULL if none has one
metric      the sum over its requests, as far as it is known; NULL if it is known of none
filter      one of its requests matches the whole filter
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from store.sql import Sql, compose, select_list

MIXED = "(mixed)"

# The columns of `score` that queries need
_OF_SCORES = (
    "id",
    "project",
    "name",
    "kind",
    "value",
    "label",
    "author",
    "source",
    "evaluator",
    "evaluator_version",
    "item_id",
    "probability",
    "recorded_at",
    "superseded_at",
)
_SCORED = """\
SELECT
    target_id AS session_id,
    min(recorded_at) AS recorded_at
FROM score
WHERE project = ? AND target_kind = 'session'
GROUP BY target_id"""


class SessionKeys:
    """Keys → expressions on a row s of the table; `shared` grows by the columns that it needs for them."""

    def __init__(self, of_request: Callable[[str, str], str], of_scores: Collection[str]) -> None:
        """`of_request`: key and alias → the expression of a request r. `of_scores`: keys of the score itself."""
        self._of_request = of_request
        self._of_scores = of_scores
        self.shared: dict[str, tuple[str, str | None]] = {}  # as in `session_rows`

    def expression(self, key: str, alias: str, mixed: str | None) -> str:
        """`mixed`: the key of a session whose requests have several values."""
        if key == "session":
            return "s.request"
        of_request = self._of_request(key, alias)
        if key in self._of_scores:
            return of_request
        self.shared[alias] = of_request, mixed
        return f"s.{alias}"


def session_rows(project: int, shared: Mapping[str, tuple[str, str | None]], metrics: Sequence[str], joins: Sql) -> Sql:
    """`shared`: name of a key's column → its expression for a request r, and the key where these have several values.
    `joins`: what the expressions need."""
    columns: dict[str, Sql | str] = {
        "session_id": "scored.session_id",
        "started_at": "coalesce(min(r.started_at), any_value(scored.recorded_at))",
    }
    columns |= {name: _shared_value(*key) for name, key in shared.items()}
    columns |= {metric: f"sum(r.{metric})" for metric in metrics}
    sessions = compose(
        """
        SELECT
            {columns}
        FROM (
            {scored}
        ) AS scored
        LEFT JOIN request AS r ON r.session_id = scored.session_id AND r.project = {project} AND r.is_last
        {joins}
        GROUP BY scored.session_id
        """,
        columns=select_list(columns),
        scored=Sql(_SCORED, (project,)),
        project=Sql("?", (project,)),
        joins=joins,
    )
    of_scores: dict[str, Sql | str] = {name: f"score.{name}" for name in _OF_SCORES}
    of_session: dict[str, Sql | str] = {name: f"session.{name}" for name in columns if name != "session_id"}
    return compose(
        """
        (
            SELECT
                {columns}
            FROM score
            JOIN (
                {sessions}
            ) AS session ON session.session_id = score.target_id
            WHERE score.project = {project} AND score.target_kind = 'session'
        )
        """,
        columns=select_list({"request": "score.target_id", **of_scores, **of_session}),
        sessions=sessions,
        project=Sql("?", (project,)),
    )


def with_request(project: int, condition: Sql) -> Sql:
    """The session of the row s has a request r that meets the condition."""
    of_project = "r.project = ? AND r.is_last AND r.session_id IS NOT NULL"
    ids = Sql(f"SELECT r.session_id FROM request AS r WHERE {of_project} AND (", (project,)) + condition
    return "s.request IN (" + ids + "))"


def shared_properties(project: int) -> Sql:
    """The properties of the sessions in the table `scored`, as far as all requests with one share its value. Columns:
    request (the session), key, value."""
    return compose(
        """
        (
            SELECT
                r.session_id AS request,
                p.key,
                min(p.value) AS value
            FROM request AS r
            JOIN property AS p ON p.request = r.id
            WHERE r.project = {project} AND r.is_last AND r.session_id IN (SELECT request FROM scored)
            GROUP BY r.session_id, p.key
            HAVING min(p.value) = max(p.value)
        )
        """,
        project=Sql("?", (project,)),
    )


def _shared_value(value: str, mixed: str | None) -> Sql:
    return Sql(
        f"CASE WHEN min({value}) = max({value}) THEN min({value}) WHEN count({value}) > 0 THEN CAST(? AS VARCHAR) END",
        (mixed,),
    )
