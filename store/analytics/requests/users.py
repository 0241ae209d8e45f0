"""Users: the requests under one user id, summed up. Requests without a user id are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.filter.columns import TABLES, Column, sum_of_known
from store.sql import Sql, compose, select_list

TOTALS_MOST = 1_000
_HAS_USER = Sql("r.user_id IS NOT NULL")
AMOUNTS: dict[str, Sql | str] = {
    "request_count": "CAST(count(*) AS DOUBLE)",
    "user_cost": f"CAST({sum_of_known('r.cost_usd')} AS DOUBLE)",
}


def _columns() -> dict[str, str]:
    table = TABLES["users_view"]
    assert not isinstance(table, Column)
    return {name.removeprefix("user_"): column.sql for name, column in table.items()}


METRICS = _columns()  # as the filter defines them: user_id, active_for (days), first_active …


def totals(snapshot: Snapshot, selection: Selection, ids: Sequence[str] | None) -> list[dict[str, Any]]:
    """Users by their requests, most first, a thousand at most. `ids`: only these users; None: all."""
    listed = Sql("r.user_id IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(ids or ()),))
    select = compose(
        """
        SELECT
            r.user_id AS user_id,
            coalesce(sum(r.prompt_tokens), 0) AS prompt_tokens,
            coalesce(sum(r.completion_tokens), 0) AS completion_tokens,
            count(*) AS count,
            {cost} AS cost
        {source}
        GROUP BY r.user_id
        ORDER BY count DESC, user_id
        LIMIT {limit}
        """,
        cost=sum_of_known("r.cost_usd"),
        source=selected(selection, _HAS_USER, *([] if ids is None else [listed])),
        limit=str(TOTALS_MOST),
    )
    return [row._asdict() for row in snapshot.records(select)]


def metrics(
    snapshot: Snapshot, selection: Selection, sort: str, limit: int, offset: int, *, descending: bool
) -> list[dict[str, Any]]:
    """A page of users with all METRICS, sorted by one of them. Timestamps are UTC without a zone."""
    assert sort in METRICS
    select = compose(
        """
        SELECT
            {columns}
        {source}
        GROUP BY r.user_id
        ORDER BY {sort} {direction}, 1
        LIMIT {limit} OFFSET {offset}
        """,
        columns=select_list(METRICS),
        source=selected(selection, _HAS_USER),
        sort=str(list(METRICS).index(sort) + 1),
        direction="DESC" if descending else "ASC",
        limit=str(int(limit)),
        offset=str(int(offset)),
    )
    return [row._asdict() for row in snapshot.records(select)]


def count(snapshot: Snapshot, selection: Selection) -> int:
    """How many users have a selected request."""
    (row,) = snapshot.records("SELECT count(DISTINCT r.user_id) AS users\n" + selected(selection, _HAS_USER))
    return int(row.users)


def any_at_all(snapshot: Snapshot, project: int) -> bool:
    """Whether any request of the project has a user id."""
    return bool(snapshot.rows("SELECT 1\n" + selected(Selection(project), _HAS_USER) + "\nLIMIT 1"))


def amounts(selection: Selection) -> Sql:
    """A statement with the columns AMOUNTS: of each user the number of requests, and their cost in USD."""
    return compose(
        """
        SELECT
            {columns}
        {source}
        GROUP BY r.user_id
        """,
        columns=select_list(AMOUNTS),
        source=selected(selection, _HAS_USER),
    )
