"""Users: the requests under one user id, and what they sum up to. Requests without one are nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.filter.columns import TABLES, Column
from store.sql import Sql

TOTALS_MOST = 1_000
_KNOWN = Sql("r.user_id IS NOT NULL")
_SPREAD = {"request_count": "count(*)", "user_cost": "coalesce(sum(r.cost_usd), 0)"}
_TOTALS = ("user_id", "prompt_tokens", "completion_tokens", "count", "cost")


def _columns() -> dict[str, str]:
    table = TABLES["users_view"]
    assert not isinstance(table, Column)
    return {name.removeprefix("user_"): column.sql for name, column in table.items()}


METRICS = _columns()  # as the filter means them: user_id, active_for (days), first_active …


def totals(snapshot: Snapshot, selection: Selection, ids: Sequence[str] | None) -> list[dict[str, Any]]:
    """Most requests first, a thousand at most. None: all users."""
    among = "r.user_id IN (SELECT unnest(CAST(? AS VARCHAR[])))"
    asked = [] if ids is None else [Sql(among, (list(ids),))]
    of = selected(selection, _KNOWN, *asked)
    found = snapshot.rows(
        Sql(
            "SELECT r.user_id, coalesce(sum(r.prompt_tokens), 0), coalesce(sum(r.completion_tokens), 0), count(*),"
            f" coalesce(sum(r.cost_usd), 0) {of.text} GROUP BY 1 ORDER BY 4 DESC, 1 LIMIT {TOTALS_MOST}",
            of.parameters,
        )
    )
    return [dict(zip(_TOTALS, row, strict=True)) for row in found]


def metrics(
    snapshot: Snapshot, selection: Selection, sort: str, limit: int, offset: int, *, descending: bool
) -> list[dict[str, Any]]:
    """`sort`: one of METRICS. Moments in UTC, without a zone."""
    assert sort in METRICS
    of = selected(selection, _KNOWN)
    wanted = ", ".join(f"{sql} AS {name}" for name, sql in METRICS.items())
    order = f"{list(METRICS).index(sort) + 1} {'DESC' if descending else 'ASC'}"
    found = snapshot.rows(
        Sql(
            f"SELECT {wanted} {of.text} GROUP BY r.user_id ORDER BY {order}, 1 LIMIT {int(limit)} OFFSET {int(offset)}",
            of.parameters,
        )
    )
    return [dict(zip(METRICS, row, strict=True)) for row in found]


def count(snapshot: Snapshot, selection: Selection) -> int:
    of = selected(selection, _KNOWN)
    ((found,),) = snapshot.rows(Sql(f"SELECT count(DISTINCT r.user_id) {of.text}", of.parameters))
    return int(found)


def any_at_all(snapshot: Snapshot, project: int) -> bool:
    of = selected(Selection(project), _KNOWN)
    return bool(snapshot.rows(Sql(f"SELECT 1 {of.text} LIMIT 1", of.parameters)))


def amounts(snapshot: Snapshot, selection: Selection) -> dict[str, NDArray[np.float64]]:
    """Of each user: requests, USD."""
    of = selected(selection, _KNOWN)
    wanted = ", ".join(f"CAST({sql} AS DOUBLE) AS {name}" for name, sql in _SPREAD.items())
    return snapshot.columns(Sql(f"SELECT {wanted} {of.text} GROUP BY r.user_id", of.parameters))
