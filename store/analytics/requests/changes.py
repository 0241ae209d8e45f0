"""The requests of a time against those of an earlier one: amounts of both, and what differs for certain. One statement.

Intervals are those of independent requests: Newcombe's for the share that failed, Welch's for means.
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
from store.statistics import Comparison, Summary, proportions, welch_of

_MEASURED = {"latency": "r.latency_ms", "time_to_first_token": "r.time_to_first_token_ms"}
_SPREAD = {"n": "count", "sd": "stddev_samp", "min": "min", "max": "max", "sum": "sum"}
_AMOUNTS = [name for name in AMOUNTS if name not in ("first_at", "last_at")]


@dataclass(frozen=True, slots=True)
class RequestChange:
    """Amounts by their names, with `<measured>_quantiles`; and differences, `now` minus `before`."""

    now: dict[str, Any]
    before: dict[str, Any]
    differences: dict[str, Comparison]  # of "error_rate" (a share of the requests) and the means


def change(
    snapshot: Snapshot, selection: Selection, start: datetime, end: datetime, quantiles: Sequence[float]
) -> RequestChange:
    """`selection` against the same requests from `start` to `end`, which must not be later than its own start."""
    assert selection.start is not None
    assert end <= selection.start
    columns: dict[str, Sql | str] = {"is_now": Sql("r.started_at >= ?", (selection.start,))}
    columns |= {name: AMOUNTS[name] for name in _AMOUNTS}
    for name, measured in _MEASURED.items():
        columns |= {f"{name}_{key}": f"{function}({measured})" for key, function in _SPREAD.items()}
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
    now, before = rows.get(True), rows.get(False)
    differences = {name: welch_of(_summary(before, name), _summary(now, name)) for name in _MEASURED}
    differences["error_rate"] = proportions(*_failed(before), *_failed(now))
    return RequestChange(_amounts(now, quantiles), _amounts(before, quantiles), differences)


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


def _summary(row: Record | None, name: str) -> Summary:
    if row is None:
        return Summary(0, None, None, None, None, 0.0)
    spread = {key: getattr(row, f"{name}_{key}") for key in _SPREAD}
    return Summary(spread["n"], getattr(row, name), spread["sd"], spread["min"], spread["max"], spread["sum"] or 0.0)


def _failed(row: Record | None) -> tuple[int, int]:
    return (row.errors, row.requests) if row is not None else (0, 0)
