"""Amounts of the requests of a time and of those of an earlier one, in one statement.

What differs for certain is a question to `compare_metrics`, which knows that requests of one session depend on each
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from store.analytics.query import Record, Snapshot
from store.analytics.requests.metrics import AMOUNTS
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.sql import Sql, compose, select_list

_MEASURED = {"latency": "r.latency_ms", "time_to_first_token": "r.time_to_first_token_ms"}
_AMOUNTS = [name for name in AMOUNTS if name not in ("first_at", "last_at")]


@dataclass(frozen=True, slots=True)
class RequestPeriods:
    """Amounts by their names, with `<measured>_quantiles`."""

    now: dict[str, Any]
    before: dict[str, Any]


def periods(
    snapshot: Snapshot, selection: Selection, start: datetime, end: datetime, quantiles: Sequence[float]
) -> RequestPeriods:
    """`selection` and the same requests from `start` to `end`, which must not be later than its own start."""
    assert selection.start is not None
    assert end <= selection.start
    columns: dict[str, Sql | str] = {"is_now": Sql("r.started_at >= ?", (selection.start,))}
    columns |= {name: AMOUNTS[name] for name in _AMOUNTS}
    for name, measured in _MEASURED.items():
        columns[f"{name}_quantiles"] = Sql(f"quantile_cont({measured}, ?)", ([*quantiles],)) if quantiles else "NULL"
    statement = compose(
        """
        SELECT
            {columns}
        {source}
        GROUP BY 1
        """,
        columns=select_list(columns),
        source=selected(
            replace(selection, start=start), Sql("(r.started_at < ? OR r.started_at >= ?)", (end, selection.start))
        ),
    )
    rows = {bool(row.is_now): row for row in snapshot.records(statement)}
    return RequestPeriods(_amounts(rows.get(True), quantiles), _amounts(rows.get(False), quantiles))


def _amounts(row: Record | None, quantiles: Sequence[float]) -> dict[str, Any]:
    if row is None:
        zero = dict.fromkeys(("requests", "errors", "prompt_tokens", "completion_tokens"), 0)
        return dict.fromkeys(_AMOUNTS) | zero | {f"{name}_quantiles": None for name in _MEASURED}
    amounts = {name: getattr(row, name) for name in _AMOUNTS}
    for name in _MEASURED:
        values = getattr(row, f"{name}_quantiles")
        amounts[f"{name}_quantiles"] = values and {
            f"{at:g}": value for at, value in zip(quantiles, values, strict=True)
        }
    return amounts
