"""Sessions: the requests under one session id, summed up.

A session counts with those of its requests that are selected. Its name is that of the filter's columns: the one of its
latest request that has a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.filter.columns import TABLES, Column, sum_of_known
from store.filter.conditions import TRUE, all_of, contains
from store.sql import Sql, compose, select_list, with_tables

_NAMES_MOST = 50
_USERS_MOST = 100  # of one session
AMOUNTS = {
    "session_count": "CAST(total_requests AS DOUBLE)",
    "session_duration": "CAST(date_diff('microsecond', created_at, latest_request_created_at) / 1e6 AS DOUBLE)",
    "session_cost": "CAST(total_cost AS DOUBLE)",
}


@dataclass(frozen=True, slots=True)
class SessionSelection:
    """Sessions with one of the selected requests. The texts ignore case, except for `named`; None and "" mean any."""

    requests: Selection
    search: str = ""  # the session's id or name contains it
    named: str | None = None  # the session's name
    name_contains: str = ""


def _columns() -> dict[str, str]:
    table = TABLES["sessions_request_response_rmt"]
    assert not isinstance(table, Column)
    return {name.removeprefix("session_"): column.sql for name, column in table.items()}


_LISTED = _columns() | {
    "avg_latency": "avg(latency_ms)",
    "duration_ms": "date_diff('microsecond', min(started_at), "
    "max(started_at + to_microseconds(CAST(coalesce(latency_ms, 0) * 1000 AS BIGINT)))) / 1000",
}
_COUNTED = {"latency_sum": "sum(latency_ms)", "latency_count": "count(latency_ms)"}


def sessions(snapshot: Snapshot, selection: SessionSelection, limit: int, offset: int) -> list[dict[str, Any]]:
    """A page of sessions, those that began last first. Timestamps are UTC without a zone."""
    select = compose(
        """
        {sessions}
        ORDER BY created_at DESC, session_id
        LIMIT {limit} OFFSET {offset}
        """,
        sessions=_sessions(selection, _LISTED),
        limit=str(int(limit)),
        offset=str(int(offset)),
    )
    rows = snapshot.records(select)
    ids = [row.session_id for row in rows]
    users, messages = _users(snapshot, selection, ids), _first_messages(snapshot, selection, ids)
    return [
        row._asdict() | {"user_ids": users.get(row.session_id, []), "first_message": messages.get(row.session_id)}
        for row in rows
    ]


def count(snapshot: Snapshot, selection: SessionSelection) -> dict[str, Any]:
    """The number of sessions, the mean cost and number of requests of a session, the mean latency of a request."""
    select = Sql(f"""\
SELECT
    count(*) AS count,
    {sum_of_known("total_cost")} AS total_cost,
    avg(total_cost) AS avg_cost,
    sum(latency_sum) / sum(latency_count) AS avg_latency,
    avg(total_requests) AS avg_requests
FROM sessions""")
    (row,) = snapshot.records(with_tables({"sessions": _sessions(selection, _columns() | _COUNTED)}, select))
    return dict(row._asdict())


def names(snapshot: Snapshot, selection: SessionSelection) -> list[dict[str, Any]]:
    """The fifty session names that were used last. The name None: sessions without a name."""
    select = compose(
        """
        SELECT
            session_name AS name,
            min(created_at) AS created_at,
            max(latest_request_created_at) AS last_used,
            min(created_at) AS first_used,
            count(*) AS session_count,
            sum(latency_sum) / sum(latency_count) AS avg_latency
        FROM sessions
        GROUP BY session_name
        ORDER BY last_used DESC, name
        LIMIT {limit}
        """,
        limit=str(_NAMES_MOST),
    )
    tables = {"sessions": _sessions(selection, _columns() | _COUNTED)}
    return [row._asdict() for row in snapshot.records(with_tables(tables, select))]


def amounts(selection: SessionSelection) -> Sql:
    """A statement with the columns AMOUNTS: of each session its requests, the seconds from its first to its last one's
    start, its cost in USD."""
    select = compose(
        """
        SELECT
            {columns}
        FROM sessions
        """,
        columns=select_list(AMOUNTS),
    )
    return with_tables({"sessions": _sessions(selection, _columns())}, select)


def _users(snapshot: Snapshot, selection: SessionSelection, ids: list[str]) -> dict[str, list[str]]:
    """The first 100 users of each session of one page: collecting those of all sessions would take most of the time."""
    listed = Sql("r.session_id IN (SELECT unnest(CAST(? AS VARCHAR[])))", (ids,))
    select = compose(
        """
        SELECT
            r.session_id AS session_id,
            list_sort(list(DISTINCT r.user_id))[:{most}] AS user_ids
        {source}
        GROUP BY r.session_id
        """,
        most=str(_USERS_MOST),
        source=selected(selection.requests, listed, Sql("r.user_id IS NOT NULL")),
    )
    return {row.session_id: row.user_ids for row in snapshot.records(select)}


def _first_messages(snapshot: Snapshot, selection: SessionSelection, ids: list[str]) -> dict[str, str]:
    """The last message of the first request of each session of one page, for the reason of `_users`."""
    listed = Sql("r.session_id IN (SELECT unnest(CAST(? AS VARCHAR[])))", (ids,))
    select = compose(
        """
        SELECT
            r.session_id AS session_id,
            arg_min(r.prompt_preview, r.started_at) AS first_message
        {source}
        GROUP BY r.session_id
        """,
        source=selected(selection.requests, listed, Sql("r.prompt_preview IS NOT NULL")),
    )
    return {row.session_id: row.first_message for row in snapshot.records(select)}


def with_requests(snapshot: Snapshot, project: int, ids: list[str]) -> set[str]:
    """Those of the sessions that have a request, at any time."""
    select = compose(
        """
        SELECT DISTINCT r.session_id AS session_id
        {source}
        """,
        source=selected(Selection(project), Sql("r.session_id IN (SELECT unnest(CAST(? AS VARCHAR[])))", (ids,))),
    )
    return {row.session_id for row in snapshot.records(select)}


def _sessions(selection: SessionSelection, columns: dict[str, str]) -> Sql:
    return compose(
        """
        SELECT
            {columns}
        {source}
        GROUP BY r.session_id
        HAVING {having}
        """,
        columns=select_list(columns),
        source=selected(selection.requests, Sql("r.session_id IS NOT NULL")),
        having=_having(selection),
    )


def _having(selection: SessionSelection) -> Sql:
    name = _columns()["session_name"]
    conditions = []
    if selection.search:
        by_id, by_name = contains("r.session_id", selection.search), contains(name, selection.search)
        conditions.append("(" + by_id + " OR " + by_name + ")")
    if selection.named:
        conditions.append(Sql(f"{name} = ?", (selection.named,)))
    if selection.name_contains:
        conditions.append(contains(name, selection.name_contains))
    return all_of(conditions) if conditions else TRUE
