"""Which events match a filter: one query on the replica for each project and filter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import structlog

from evaluation.feed.deciding import FilterKey
from store.analytics import QueryTooLarge, QueryTooSlow, Replica
from store.analytics.query import Snapshot
from store.evaluation.pipeline import FeedEvent
from store.filter import Scope, compile_filter
from store.sql import Sql

log = structlog.get_logger()

_QUERY_S = 10.0  # others wait meanwhile
_REQUESTS = """
    SELECT r.id
    FROM request AS r
    WHERE r.project = ? AND r.id BETWEEN ? AND ? AND r.id IN (SELECT unnest(?::BIGINT[])) AND ({filter})"""
_SESSIONS = """
    SELECT DISTINCT r.session_id
    FROM request AS r
    WHERE r.project = ? AND r.is_last AND r.session_id IN (SELECT unnest(?::VARCHAR[])) AND ({filter})"""


async def match(
    replica: Replica, events: Sequence[FeedEvent], filters: Collection[FilterKey]
) -> dict[FilterKey, frozenset[int] | None]:
    """Filter → the ids of the events that match it: events of calls and of their scores by the row of the request,
    those of a session's scores if any request of the session matches. None: the query took too long or needed too much
    memory, and would do so again.

    Returns once the replica holds what the events are about.
    """
    if not filters:
        return {}
    await replica.holds(max(event.id for event in events))
    matching: dict[FilterKey, frozenset[int] | None] = {}
    for key in filters:
        of_project = [event for event in events if event.project == key[0]]
        query = partial(_matching, replica=replica, events=of_project, key=key)
        try:
            matching[key] = await replica.read(query, _QUERY_S)
        except (QueryTooLarge, QueryTooSlow) as error:
            log.warning("feed_filter_failed", project=key[0], events=len(of_project), error=str(error))
            matching[key] = None
    return matching


def _matching(snapshot: Snapshot, replica: Replica, events: Sequence[FeedEvent], key: FilterKey) -> frozenset[int]:
    project, node = key
    scope = Scope(
        project,
        lambda name: replica.property_key(project, name),
        alias="r",
        column_of=lambda name: replica.property_column(project, name),
    )
    condition = compile_filter(node, scope)
    rows = sorted({event.exchange for event in events if event.exchange is not None})
    sessions = sorted({event.session_id for event in events if event.exchange is None and event.session_id})
    found_rows: set[int] = set()
    found_sessions: set[str] = set()
    if rows:
        statement = _REQUESTS.format(filter=condition.text)
        values = (project, rows[0], rows[-1], rows, *condition.parameters)
        found_rows = {row_id for (row_id,) in snapshot.rows(Sql(statement, values))}
    if sessions:
        statement = _SESSIONS.format(filter=condition.text)
        found = snapshot.rows(Sql(statement, (project, sessions, *condition.parameters)))
        found_sessions = {session_id for (session_id,) in found}
    return frozenset(
        event.id
        for event in events
        if event.exchange in found_rows or (event.exchange is None and event.session_id in found_sessions)
    )
