"""Requests by one thing they have: a model, a user, a property's value, an hour or day. How many, what they cost, how
long they took.

Requests without it are the group None; by names of properties, a request is in as many groups as it has properties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.analytics.buckets import Buckets
from store.analytics.query import Snapshot
from store.analytics.replica.schema import PROPERTY_SLOTS
from store.analytics.requests.metrics import AMOUNTS
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.filter.conditions import contains
from store.sql import Sql

NAMES = "property"  # group by the names of properties
COLUMNS: dict[str, str] = {
    "model": "r.model",
    "provider": "r.provider",
    "user": "r.user_id",
    "session": "r.session_id",
    "prompt": "r.prompt_id",
    "path": "r.path",
    "status": "CAST(r.status AS VARCHAR)",
} | {
    name: f"r.{name}"
    for name in (
        "outcome",
        "error",
        "method",
        "upstream",
        "served_by",
        "key_name",
        "finish_reason",
        "session_name",
        "session_path",
    )
}
_EXPRESSIONS = COLUMNS | {slot: f"r.{slot}" for slot in PROPERTY_SLOTS}
SORTABLE = ("value", *AMOUNTS)
_MEASURED = {"latency_quantiles": "r.latency_ms", "time_to_first_token_quantiles": "r.time_to_first_token_ms"}
_SUMS = ("requests", "errors", "cost", "prompt_tokens", "completion_tokens")
_MEANS = {  # each: of how many
    "latency": "count(r.latency_ms)",
    "time_to_first_token": "count(r.time_to_first_token_ms)",
}
_TOTAL = {name: f"coalesce(sum({name}), 0)" for name in _SUMS} | {
    name: f"sum({name} * of_{name}) / nullif(sum(of_{name}), 0)" for name in _MEANS
}


@dataclass(frozen=True, slots=True)
class RequestGrouping:
    """`by`: NAMES, one of COLUMNS, a property's column of `request`, a property's number (None: no request has it), or
    buckets of time. `contains`: only values with that text, in any case; not with buckets. `hidden`: numbers of
    properties that NAMES leaves out. `quantiles`: exact ones, from 0 to 1, of how long the requests of a group took."""

    by: str | int | Buckets | None
    contains: str = ""
    sort: str = "requests"
    descending: bool = True
    limit: int = 100
    offset: int = 0
    hidden: tuple[int, ...] = ()
    quantiles: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    rows: list[dict[str, Any]]  # `value`, AMOUNTS, and quantiles → ms; None: not asked for, or not known of any
    count: int  # of all groups
    total: dict[str, Any] | None  # what they sum up to, each request once; None by NAMES


def groups(snapshot: Snapshot, selection: Selection, grouping: RequestGrouping) -> Groups:
    """A page of them. Moments in UTC, without a zone."""
    assert grouping.sort in SORTABLE
    found = _grouped(selection, grouping)
    way = "DESC" if grouping.descending else "ASC"
    page = f"ORDER BY {grouping.sort} {way} NULLS LAST, value LIMIT {int(grouping.limit)} OFFSET {int(grouping.offset)}"
    total = ", ".join(f"{sql} AS total_{name}" for name, sql in _TOTAL.items())
    totals = [f"total_{name}" for name in _TOTAL]
    rows = snapshot.rows(
        Sql(
            f"WITH g AS MATERIALIZED ({found.text}), page AS (SELECT *, TRUE AS there FROM g {page})"
            f" SELECT n, {', '.join(totals)}, there, {', '.join((*SORTABLE, *_MEASURED))}"
            f" FROM (SELECT count(*) AS n, {total} FROM g) LEFT JOIN page ON TRUE"
            f" ORDER BY {grouping.sort} {way} NULLS LAST, value",
            found.parameters,
        )
    )
    count, *summed = rows[0][: 1 + len(totals)]
    there = [row for row in (row[1 + len(totals) :] for row in rows) if row[0]]
    return Groups(
        [_row(grouping, row[1:]) for row in there],
        int(count),
        None if grouping.by == NAMES else dict(zip(_TOTAL, summed, strict=True)),
    )


def _row(grouping: RequestGrouping, row: Sequence[Any]) -> dict[str, Any]:
    found = dict(zip((*SORTABLE, *_MEASURED), row, strict=True))
    for name in _MEASURED:
        values = found[name]
        found[name] = values and {f"{at:g}": value for at, value in zip(grouping.quantiles, values, strict=True)}
    if isinstance(grouping.by, Buckets):
        found["value"] = grouping.by.start(found["value"]).isoformat()
    return found


def _grouped(selection: Selection, grouping: RequestGrouping) -> Sql:
    value, join = _value(grouping)
    among = [contains(value.text, grouping.contains)] if grouping.contains else []
    of = selected(selection, *among)
    columns = AMOUNTS | {f"of_{name}": sql for name, sql in _MEANS.items()}
    exact = [list(grouping.quantiles)] * len(_MEASURED) if grouping.quantiles else []
    columns |= {name: f"quantile_cont({sql}, ?)" if exact else "NULL" for name, sql in _MEASURED.items()}
    wanted = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    # chosen() begins with "FROM request r": what is joined comes after it.
    source = of.text.replace("FROM request r", f"FROM request r {join.text}", 1)
    return Sql(
        f"SELECT {value.text} AS value, {wanted} {source} GROUP BY 1",
        (*value.parameters, *exact, *join.parameters, *of.parameters),
    )


def _value(grouping: RequestGrouping) -> tuple[Sql, Sql]:
    """What is grouped by, and the join that it needs."""
    nothing = Sql("")
    if grouping.by == NAMES:
        names = "JOIN property p ON p.request = r.id JOIN property_key k ON k.key = p.key AND k.project = r.project"
        left_out = "".join(f" AND p.key <> {int(key)}" for key in grouping.hidden)
        return Sql("k.name"), Sql(names + left_out)
    if isinstance(grouping.by, Buckets):
        return grouping.by.number_of("r.started_at"), nothing
    if isinstance(grouping.by, str):
        return Sql(_EXPRESSIONS[grouping.by]), nothing
    if grouping.by is None:
        return Sql("CAST(NULL AS VARCHAR)"), nothing
    join = Sql("LEFT JOIN property p ON p.request = r.id AND p.key = ?", (grouping.by,))
    return Sql("p.value"), join
