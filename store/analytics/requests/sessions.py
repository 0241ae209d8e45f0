"""Sessions: the requests under one session id, and what they sum up to.

A session counts with those of its requests that are selected. Its name is that of the filter's columns: the last in the
alphabet, if its requests disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.filter.columns import TABLES, Column
from store.filter.conditions import TRUE, all_of, contains
from store.sql import Sql

_NAMES_MOST = 50
_SPREAD = {
    "session_count": "total_requests",
    "session_duration": "date_diff('microsecond', created_at, latest_request_created_at) / 1e6",
    "session_cost": "total_cost",
}


@dataclass(frozen=True, slots=True)
class SessionSelection:
    """`search`: is contained in the id or name of the session; `named`: is its name; `name_contains`: is contained in
    its name. All without regard to case but `named`; None and "" mean any."""

    requests: Selection
    search: str = ""
    named: str | None = None
    name_contains: str = ""


def _columns() -> dict[str, str]:
    table = TABLES["sessions_request_response_rmt"]
    assert not isinstance(table, Column)
    return {name.removeprefix("session_"): column.sql for name, column in table.items()}


_SHOWN = _columns() | {"avg_latency": "avg(latency_ms)"}
_COUNTED = {"latency_sum": "sum(latency_ms)", "latency_n": "count(latency_ms)"}


def sessions(snapshot: Snapshot, selection: SessionSelection, limit: int, offset: int) -> list[dict[str, Any]]:
    """Those that began last come first. Moments in UTC, without a zone."""
    of = _sessions(selection, _SHOWN)
    found = snapshot.rows(
        Sql(
            f"{of.text} ORDER BY created_at DESC, session_id LIMIT {int(limit)} OFFSET {int(offset)}",
            of.parameters,
        )
    )
    users = _users(snapshot, selection, [one for one, *_ in found])
    return [dict(zip(_SHOWN, row, strict=True)) | {"user_ids": users.get(row[0], [])} for row in found]


def count(snapshot: Snapshot, selection: SessionSelection) -> dict[str, Any]:
    """How many, and their means: a session's cost and requests, a request's latency."""
    of = _sessions(selection, _columns() | _COUNTED)
    names = ("count", "total_cost", "avg_cost", "avg_latency", "avg_requests")
    (row,) = snapshot.rows(
        Sql(
            "SELECT count(*), coalesce(sum(total_cost), 0), avg(total_cost), sum(latency_sum) / sum(latency_n),"
            f" avg(total_requests) FROM ({of.text})",
            of.parameters,
        )
    )
    return dict(zip(names, row, strict=True))


def names(snapshot: Snapshot, selection: SessionSelection) -> list[dict[str, Any]]:
    """The fifty that were used last. None: sessions without a name."""
    of = _sessions(selection, _columns() | _COUNTED)
    fields = ("name", "created_at", "last_used", "first_used", "session_count", "avg_latency")
    found = snapshot.rows(
        Sql(
            "SELECT session_name, min(created_at), max(latest_request_created_at), min(created_at), count(*),"
            f" sum(latency_sum) / sum(latency_n) FROM ({of.text}) GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT {_NAMES_MOST}",
            of.parameters,
        )
    )
    return [dict(zip(fields, row, strict=True)) for row in found]


def amounts(snapshot: Snapshot, selection: SessionSelection) -> dict[str, NDArray[np.float64]]:
    """Of each session: its requests, seconds from its first to its last one's start, USD."""
    of = _sessions(selection, _columns())
    wanted = ", ".join(f"CAST({sql} AS DOUBLE) AS {name}" for name, sql in _SPREAD.items())
    return snapshot.columns(Sql(f"SELECT {wanted} FROM ({of.text})", of.parameters))


def _users(snapshot: Snapshot, selection: SessionSelection, ids: list[str]) -> dict[str, list[str]]:
    """Of a page alone: to collect those of all sessions would take most of the time."""
    among = Sql("r.session_id IN (SELECT unnest(CAST(? AS VARCHAR[])))", (ids,))
    of = selected(selection.requests, among, Sql("r.user_id IS NOT NULL"))
    users = "SELECT r.session_id, list_sort(list(DISTINCT r.user_id))"
    return dict(snapshot.rows(Sql(f"{users} {of.text} GROUP BY 1", of.parameters)))


def _sessions(selection: SessionSelection, columns: dict[str, str]) -> Sql:
    of = selected(selection.requests, Sql("r.session_id IS NOT NULL"))
    having = _having(selection)
    wanted = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return Sql(
        f"SELECT {wanted} {of.text} GROUP BY r.session_id HAVING {having.text}", (*of.parameters, *having.parameters)
    )


def _having(selection: SessionSelection) -> Sql:
    name = _columns()["session_name"]
    conditions = []
    if selection.search:
        by_id, by_name = contains("r.session_id", selection.search), contains(name, selection.search)
        conditions.append(Sql(f"({by_id.text} OR {by_name.text})", (*by_id.parameters, *by_name.parameters)))
    if selection.named:
        conditions.append(Sql(f"{name} = ?", (selection.named,)))
    if selection.name_contains:
        conditions.append(contains(name, selection.name_contains))
    return all_of(conditions) if conditions else TRUE
