"""Requests grouped by one key (a model, a user, a property's value, an hour or day), with counts, costs and latencies.

Requests without the key are the group None. A request that failed before a model answered is counted under the model
that usually answers what it asked for (usual_models.py). Grouped by the names of properties, a request is in as many
groups as it has properties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.analytics.buckets import Buckets
from store.analytics.query import Record, Snapshot
from store.analytics.requests.metrics import AMOUNTS, numbers
from store.analytics.requests.properties import OF_NAMES, NamedProperty, groups_of_names, having_any
from store.analytics.requests.selected import selected
from store.analytics.requests.usual_models import ASKED, JOIN, MODEL, usual_models
from store.analytics.selection import Selection
from store.filter.columns import sum_of_known
from store.filter.conditions import contains
from store.sql import Sql, compose, select_list, with_tables

NAMES = "property"  # group by the names of properties
COLUMNS: dict[str, str] = {
    "model": MODEL,
    "provider": "r.provider",
    "user": "r.user_id",
    "session": "r.session_id",
    "prompt": "r.prompt_id",
    "prompt_fingerprint": "r.prompt_fingerprint",
    "path": "r.path",
    "status": "CAST(r.status AS VARCHAR)",
} | {
    name: f"r.{name}"
    for name in (
        "outcome",
        "error",
        "error_type",
        "error_code",
        "dialect",
        "cost_source",
        "method",
        "upstream",
        "served_by",
        "key_name",
        "finish_reason",
        "session_name",
        "session_path",
        "session_source",
    )
}
SORTABLE = ("value", *AMOUNTS)
_MEASURED = {"latency_quantiles": "r.latency_ms", "time_to_first_token_quantiles": "r.time_to_first_token_ms"}
_SUMS = ("requests", "errors", "cost", "prompt_tokens", "completion_tokens")
_MEANS = {  # mean → how many requests it is taken over
    "latency": "count(r.latency_ms)",
    "time_to_first_token": "count(r.time_to_first_token_ms)",
}
_TOTAL = {name: sum_of_known(name) for name in _SUMS} | {
    name: f"sum({name} * {name}_count) / nullif(sum({name}_count), 0)" for name in _MEANS
}


@dataclass(frozen=True, slots=True)
class RequestGrouping:
    # NAMES, one of COLUMNS, a property's column of `request`, a property's number (None: no request has the property),
    # or buckets of time
    by: str | int | Buckets | None
    contains: str = ""  # only values that contain this text, in any case; not with buckets
    sort: str = "requests"  # one of SORTABLE
    descending: bool = True
    limit: int = 100
    offset: int = 0
    properties: tuple[NamedProperty, ...] = ()  # that NAMES groups by
    quantiles: tuple[float, ...] = ()  # from 0 to 1, of the latency and the time to the first token


@dataclass(frozen=True, slots=True)
class Groups:
    # `value`, AMOUNTS, and quantiles → ms (None: not asked for, or known of no request); `models_asked` by model
    rows: list[dict[str, Any]]
    count: int  # of all groups
    total: dict[str, Any]  # of all requests in any group, each of them once


def groups(snapshot: Snapshot, selection: Selection, grouping: RequestGrouping) -> Groups:
    """A page of groups, their number and their total, in one statement. Timestamps are UTC without a zone."""
    assert grouping.sort in SORTABLE
    page, select = _page(grouping)
    total = compose(
        """
        SELECT
            count(*) AS group_count,
            {totals}
        FROM request_groups
        """,
        totals=select_list({f"total_{name}": sql for name, sql in _TOTAL.items()}),
    )
    tables = {"request_groups": _request_groups(selection, grouping), "page": page, "total": total}
    if grouping.by == "model":
        tables = {"usual_model": usual_models(selection)} | tables
    rows = snapshot.records(with_tables(tables, select, materialized=("request_groups",)))
    totals = {name: getattr(rows[0], f"total_{name}") for name in _TOTAL}
    if grouping.by == NAMES:
        totals = _total_by_names(snapshot, selection, grouping)
    return Groups([_row(grouping, row) for row in rows if row.is_group], int(rows[0].group_count), totals)


def _page(grouping: RequestGrouping) -> tuple[Sql, Sql]:
    """The table `page`, and the statement that selects it with the table `total`."""
    order = f"{grouping.sort} {'DESC' if grouping.descending else 'ASC'} NULLS LAST, value"
    page = compose(
        """
        SELECT
            *,
            TRUE AS is_group
        FROM request_groups
        ORDER BY {order}
        LIMIT {limit} OFFSET {offset}
        """,
        order=order,
        limit=str(int(grouping.limit)),
        offset=str(int(grouping.offset)),
    )
    # An empty page still has a row with the total.
    select = compose(
        """
        SELECT
            total.*,
            page.is_group,
            {columns}
        FROM total
        LEFT JOIN page ON TRUE
        ORDER BY {order}
        """,
        columns=", ".join((*SORTABLE, *_MEASURED, "models_asked", *OF_NAMES)),
        order=order,
    )
    return page, select


def _total_by_names(snapshot: Snapshot, selection: Selection, grouping: RequestGrouping) -> dict[str, Any]:
    """A request with several properties is in several groups, and counts once."""
    return numbers(snapshot, selection, {name: AMOUNTS[name] for name in _TOTAL}, having_any(_named(grouping)))


def _named(grouping: RequestGrouping) -> list[NamedProperty]:
    return [each for each in grouping.properties if grouping.contains.lower() in each.name.lower()]


def _row(grouping: RequestGrouping, record: Record) -> dict[str, Any]:
    row = {name: getattr(record, name) for name in (*SORTABLE, *_MEASURED, *OF_NAMES)}
    row["models_asked"] = record.models_asked if grouping.by == "model" else None
    for name in _MEASURED:
        values = row[name]
        row[name] = values and {f"{at:g}": value for at, value in zip(grouping.quantiles, values, strict=True)}
    if isinstance(grouping.by, Buckets):
        row["value"] = grouping.by.start(row["value"]).isoformat()
    return row


def _request_groups(selection: Selection, grouping: RequestGrouping) -> Sql:
    if grouping.by == NAMES:
        return groups_of_names(selection, _named(grouping), _amounts(grouping))
    value, join = _value(grouping)
    conditions = [contains(value.text, grouping.contains)] if grouping.contains else []
    columns = {"value": value, **_amounts(grouping)}
    columns["models_asked"] = f"coalesce({ASKED}, [])" if grouping.by == "model" else "NULL"
    columns |= dict.fromkeys(OF_NAMES, "NULL")
    return compose(
        """
        SELECT
            {columns}
        {source}
        GROUP BY 1
        """,
        columns=select_list(columns),
        source=selected(selection, *conditions, join=join),
    )


def _amounts(grouping: RequestGrouping) -> dict[str, Sql | str]:
    columns: dict[str, Sql | str] = {**AMOUNTS}
    columns |= {f"{name}_count": sql for name, sql in _MEANS.items()}
    for name, measured in _MEASURED.items():
        quantiles = Sql(f"quantile_cont({measured}, ?)", (list(grouping.quantiles),))
        columns[name] = quantiles if grouping.quantiles else "NULL"
    return columns


def _value(grouping: RequestGrouping) -> tuple[Sql, Sql]:
    """The expression that is grouped by, and the join that it needs."""
    no_join = Sql("")
    if isinstance(grouping.by, Buckets):
        return grouping.by.number_of("r.started_at"), no_join
    if grouping.by == "model":
        return Sql(MODEL), JOIN
    if isinstance(grouping.by, str):
        return Sql(COLUMNS.get(grouping.by, f"r.{grouping.by}")), no_join
    if grouping.by is None:
        return Sql("CAST(NULL AS VARCHAR)"), no_join
    return Sql("p.value"), Sql("LEFT JOIN property AS p ON p.request = r.id AND p.key = ?", (grouping.by,))
