"""Users: the requests under one user id, and what they sum up to. Requests without one are nobody's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.analytics.asking import Ask
from store.analytics.chosen import chosen
from store.analytics.score_rows import Selection
from store.filter import Condition
from store.filter.columns import TABLES, Column

Columns = Callable[[Condition], dict[str, NDArray[Any]]]

TOTALS_MOST = 1_000
_KNOWN = Condition("r.user_id IS NOT NULL")
_SPREAD = {"request_count": "count(*)", "user_cost": "coalesce(sum(r.cost_usd), 0)"}
_TOTALS = ("user_id", "prompt_tokens", "completion_tokens", "count", "cost")


def _columns() -> dict[str, str]:
    table = TABLES["users_view"]
    assert not isinstance(table, Column)
    return {name.removeprefix("user_"): column.sql for name, column in table.items()}


METRICS = _columns()  # as the filter means them: user_id, active_for (days), first_active …


def totals(ask: Ask, selection: Selection, ids: Sequence[str] | None) -> list[dict[str, Any]]:
    """Most requests first, a thousand at most. None: all users."""
    among = "r.user_id IN (SELECT unnest(CAST(? AS VARCHAR[])))"
    asked = [] if ids is None else [Condition(among, (list(ids),))]
    of = chosen(selection, _KNOWN, *asked)
    found = ask(
        Condition(
            "SELECT r.user_id, coalesce(sum(r.prompt_tokens), 0), coalesce(sum(r.completion_tokens), 0), count(*),"
            f" coalesce(sum(r.cost_usd), 0) {of.sql} GROUP BY 1 ORDER BY 4 DESC, 1 LIMIT {TOTALS_MOST}",
            of.parameters,
        )
    )
    return [dict(zip(_TOTALS, row, strict=True)) for row in found]


def metrics(
    ask: Ask, selection: Selection, sort: str, limit: int, offset: int, *, descending: bool
) -> list[dict[str, Any]]:
    """`sort`: one of METRICS. Moments in UTC, without a zone."""
    assert sort in METRICS
    of = chosen(selection, _KNOWN)
    wanted = ", ".join(f"{sql} AS {name}" for name, sql in METRICS.items())
    order = f"{list(METRICS).index(sort) + 1} {'DESC' if descending else 'ASC'}"
    found = ask(
        Condition(
            f"SELECT {wanted} {of.sql} GROUP BY r.user_id ORDER BY {order}, 1 LIMIT {int(limit)} OFFSET {int(offset)}",
            of.parameters,
        )
    )
    return [dict(zip(METRICS, row, strict=True)) for row in found]


def count(ask: Ask, selection: Selection) -> int:
    of = chosen(selection, _KNOWN)
    ((found,),) = ask(Condition(f"SELECT count(DISTINCT r.user_id) {of.sql}", of.parameters))
    return int(found)


def any_at_all(ask: Ask, project: int) -> bool:
    of = chosen(Selection(project), _KNOWN)
    return bool(ask(Condition(f"SELECT 1 {of.sql} LIMIT 1", of.parameters)))


def amounts(columns: Columns, selection: Selection) -> dict[str, NDArray[np.float64]]:
    """Of each user: requests, USD."""
    of = chosen(selection, _KNOWN)
    wanted = ", ".join(f"CAST({sql} AS DOUBLE) AS {name}" for name, sql in _SPREAD.items())
    return columns(Condition(f"SELECT {wanted} {of.sql} GROUP BY r.user_id", of.parameters))
