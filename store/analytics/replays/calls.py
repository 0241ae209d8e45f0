"""How many calls a run has made, and what they cost."""

from __future__ import annotations

from typing import NamedTuple

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.sql import Sql, compose


class RunCalls(NamedTuple):
    calls: int
    failed: int  # without a whole answer
    cost_usd: float
    unpriced: int  # calls whose cost is not known


def run_calls(snapshot: Snapshot, selection: Selection) -> RunCalls:
    """`selection`: the calls of the candidate, or those of the judge."""
    select = compose(
        """
        SELECT
            count(*) AS calls,
            coalesce(sum(CASE WHEN {answered} THEN 0 ELSE 1 END), 0) AS failed,
            coalesce(sum(r.cost_usd), 0) AS cost_usd,
            coalesce(sum(CASE WHEN r.cost_usd IS NULL AND {answered} THEN 1 ELSE 0 END), 0) AS unpriced
        {requests}
        """,
        answered="r.outcome = 'ok' AND r.status < 400",
        requests=selected(selection, Sql("r.outcome IS NOT NULL")),
    )
    (row,) = snapshot.records(select)
    return RunCalls(int(row.calls), int(row.failed), float(row.cost_usd), int(row.unpriced))
